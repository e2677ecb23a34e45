//! Resampling: a seeded bootstrap and a jackknife of anything that can count its units anew.

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::interval::{Interval, Method, NoInterval, interval};
use super::order::sort_keyed;

/// Something whose numbers are computed anew when its units count differently often.
pub trait Reweigh {
    /// How many units there are to draw.
    fn units(&self) -> usize;

    /// How many numbers one evaluation gives.
    fn numbers(&self) -> usize;

    /// The numbers where unit u counts `counts[u]` times; NaN where one is undefined. `numbers`
    /// has the length that [`Reweigh::numbers`] says.
    fn evaluate(&mut self, counts: &[u32], numbers: &mut [f64]);
}

/// The jackknife leaves out units one by one up to this many, and beyond it leaves out this many
/// random groups in turn. The acceleration is then as right on average, with a random error of
/// about 0.65 over this number, which moves no end of an interval by much.
const JACKKNIFE_GROUPS: usize = 500;

/// How far a bootstrap has come, in evaluations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
}

/// A bootstrap under way, in steps that a caller spaces as it likes: it can report progress
/// between them, or drop the whole. The outcome depends on the seed and on nothing else.
///
/// A resample draws as many units as there are, with replacement (Efron 1979); it is kept as how
/// often each unit was drawn, so that what was sorted once stays sorted. The cost is linear in
/// evaluations × units.
#[derive(Clone, Debug)]
pub struct Bootstrap<R> {
    subject: R,
    random: Xoshiro256PlusPlus,
    counts: Vec<u32>,
    /// The group of each unit that the jackknife leaves out together.
    groups: Vec<usize>,
    group_count: usize,
    resamples: usize,
    done: usize,
    replicates: Replicates,
}

/// The numbers of every evaluation of a bootstrap.
#[derive(Clone, Debug)]
pub struct Replicates {
    width: usize,
    observed: Vec<f64>,
    resampled: Vec<f64>,
    left_out: Vec<f64>,
}

impl<R: Reweigh> Bootstrap<R> {
    /// A bootstrap of so many resamples, none of them drawn yet.
    pub fn new(mut subject: R, resamples: usize, seed: u64) -> Self {
        let (units, width) = (subject.units(), subject.numbers());
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let groups = random_groups(units, JACKKNIFE_GROUPS, &mut random);
        let mut observed = vec![f64::NAN; width];
        subject.evaluate(&vec![1; units], &mut observed);
        let group_count = units.min(JACKKNIFE_GROUPS);
        Self {
            subject,
            random,
            counts: vec![0; units],
            groups,
            group_count,
            resamples,
            done: 0,
            replicates: Replicates { width, observed, resampled: Vec::new(), left_out: Vec::new() },
        }
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        Progress { done: self.done, of: self.resamples + self.group_count }
    }

    /// Does up to so many evaluations more: first the resamples, then the jackknife.
    pub fn advance(&mut self, evaluations: usize) -> Progress {
        let width = self.replicates.width;
        let mut numbers = vec![f64::NAN; width];
        let end = self.progress().of.min(self.done.saturating_add(evaluations));
        while self.done < end {
            let into = match self.done.checked_sub(self.resamples) {
                None => {
                    draw(&mut self.random, &mut self.counts);
                    &mut self.replicates.resampled
                }
                Some(group) => {
                    let kept = self.groups.iter().map(|&own| u32::from(own != group));
                    self.counts.clear();
                    self.counts.extend(kept);
                    &mut self.replicates.left_out
                }
            };
            self.subject.evaluate(&self.counts, &mut numbers);
            into.extend_from_slice(&numbers);
            self.done += 1;
        }
        self.progress()
    }

    /// Does what is left, and gives back the subject with the numbers of every evaluation.
    pub fn finish(mut self) -> (R, Replicates) {
        self.advance(usize::MAX);
        (self.subject, self.replicates)
    }
}

impl Replicates {
    /// The numbers with every unit counted once.
    pub fn observed(&self) -> &[f64] {
        &self.observed
    }

    /// The interval of a number that `read` makes of an evaluation's numbers: one of them, or a
    /// difference of two. NaN stands for undefined. See [`interval()`].
    pub fn interval(
        &self,
        read: impl Fn(&[f64]) -> f64,
        method: Method,
        level: f64,
    ) -> Result<Interval, NoInterval> {
        let each =
            |all: &[f64]| all.chunks_exact(self.width.max(1)).map(&read).collect::<Vec<f64>>();
        let left_out = match method {
            Method::Percentile => Vec::new(),
            Method::BiasCorrectedAccelerated => each(&self.left_out),
        };
        interval(read(&self.observed), &each(&self.resampled), &left_out, method, level)
    }
}

/// Draws as many units as there are, with replacement, and counts how often each came. One random
/// number gives two draws; 32 bits over n units favour some by n/2³² at most, far below the
/// resampling's own error.
fn draw(random: &mut impl Rng, counts: &mut [u32]) {
    counts.fill(0);
    let units = counts.len() as u64;
    let mut count = |bits: u64| {
        // bits < 2³², so the product shifted is below the number of units.
        counts[((bits * units) >> 32) as usize] += 1;
    };
    for _ in 0..units / 2 {
        let bits = random.next_u64();
        count(bits >> 32);
        count(bits & 0xffff_ffff);
    }
    if units % 2 == 1 {
        count(random.next_u64() >> 32);
    }
}

/// The group of each unit: itself where there are no more units than groups, else groups of
/// equal size at random.
fn random_groups(units: usize, groups: usize, random: &mut impl Rng) -> Vec<usize> {
    if units <= groups {
        return (0..units).collect();
    }
    let mut keyed: Vec<(u64, u32)> =
        (0..units as u32).map(|unit| (random.next_u64(), unit)).collect();
    sort_keyed(&mut keyed);
    let mut own = vec![0; units];
    for (place, (_, unit)) in keyed.into_iter().enumerate() {
        own[unit as usize] = place % groups;
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean of some values, and how often it was asked.
    struct Mean(Vec<f64>, usize);

    impl Reweigh for Mean {
        fn units(&self) -> usize {
            self.0.len()
        }

        fn numbers(&self) -> usize {
            1
        }

        fn evaluate(&mut self, counts: &[u32], numbers: &mut [f64]) {
            self.1 += 1;
            let sum: f64 = self.0.iter().zip(counts).map(|(x, c)| x * f64::from(*c)).sum();
            numbers[0] = sum / counts.iter().map(|c| f64::from(*c)).sum::<f64>();
        }
    }

    fn mean(units: usize) -> Mean {
        Mean((0..units).map(|i| i as f64).collect(), 0)
    }

    #[test]
    fn slices_do_not_change_the_outcome() {
        let (_, whole) = Bootstrap::new(mean(51), 200, 7).finish();
        let mut sliced = Bootstrap::new(mean(51), 200, 7);
        let mut last = sliced.progress();
        assert_eq!(last, Progress { done: 0, of: 251 });
        while last.done < last.of {
            let next = sliced.advance(13);
            assert!(next.done > last.done && next.done - last.done <= 13);
            last = next;
        }
        let (_, sliced) = sliced.finish();
        assert_eq!(whole.resampled, sliced.resampled);
        assert_eq!(whole.left_out, sliced.left_out);
        let (_, other) = Bootstrap::new(mean(51), 200, 8).finish();
        assert_ne!(whole.resampled, other.resampled);
    }

    #[test]
    fn evaluations_are_resamples_and_units_or_groups() {
        for (units, expected) in [(40, 1 + 100 + 40), (2000, 1 + 100 + JACKKNIFE_GROUPS)] {
            let (subject, _) = Bootstrap::new(mean(units), 100, 1).finish();
            assert_eq!(subject.1, expected, "{units} units");
        }
    }

    #[test]
    fn every_draw_takes_as_many_units_as_there_are() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
        let mut ever = [0u32; 7];
        for _ in 0..1000 {
            let mut counts = [0u32; 7];
            draw(&mut random, &mut counts);
            assert_eq!(counts.iter().sum::<u32>(), 7);
            ever.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        // 7,000 draws: 1,000 each, standard deviation 29.
        assert!(ever.iter().all(|&sum| (850..1150).contains(&sum)), "{ever:?}");
    }

    #[test]
    fn interval_of_a_mean_is_near_theory() {
        // 0 … 99: the standard error of the mean is 28.87/10.
        let (_, replicates) = Bootstrap::new(mean(100), 4000, 3).finish();
        for method in [Method::Percentile, Method::BiasCorrectedAccelerated] {
            let ends = replicates.interval(|numbers| numbers[0], method, 0.95).unwrap();
            assert!((ends.low - (49.5 - 5.66)).abs() < 0.5, "{method:?} {ends:?}");
            assert!((ends.high - (49.5 + 5.66)).abs() < 0.5, "{method:?} {ends:?}");
        }
    }

    #[test]
    fn grouped_jackknife_leaves_every_unit_out_once() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
        let groups = random_groups(1234, 100, &mut random);
        let sizes = (0..100).map(|g| groups.iter().filter(|&&own| own == g).count());
        assert!(sizes.into_iter().all(|size| size == 12 || size == 13));
    }

    #[test]
    fn nobody_to_draw() {
        let (_, replicates) = Bootstrap::new(mean(0), 10, 1).finish();
        let none = replicates.interval(|numbers| numbers[0], Method::Percentile, 0.95);
        assert_eq!(none, Err(NoInterval::EstimateUndefined));
    }
}
