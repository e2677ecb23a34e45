//! A permutation test: could a difference of Gini indices be chance?

use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::bootstrap::Progress;
use super::sample::Sample;
use super::undefined::Undefined;

/// Every relabelling is tried up to this many; beyond it, relabellings are drawn at random.
const EXACT_UP_TO: u64 = 20_000;

/// Differences closer than this count as equal: sums in another order round differently.
const ROUNDING: f64 = 1e-12;

/// A value and its weight.
pub type Weighted = (f64, f64);

/// The units of two occasions, by where they have a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TwoOccasions {
    /// Units on both: the first value and the second.
    pub both: Vec<(Weighted, Weighted)>,
    pub first_only: Vec<Weighted>,
    pub second_only: Vec<Weighted>,
}

/// The outcome of a permutation test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PermutationTest {
    /// The second index less the first.
    pub difference: f64,
    /// The two-sided p value: the share of relabellings with a difference at least as large
    /// either way; of B random ones (b + 1)/(B + 1).
    pub p: f64,
    /// The relabellings behind it. Those where an index is undefined are left out.
    pub relabellings: u64,
    /// Whether they are all that there are.
    pub exact: bool,
}

/// Tests the difference of two Gini indices against no difference, to its end. See
/// [`GiniPermutation`].
pub fn gini_difference(
    units: &TwoOccasions,
    random: u32,
    seed: u64,
) -> Result<PermutationTest, Undefined> {
    let mut test = GiniPermutation::new(units, random, seed)?;
    test.advance(usize::MAX);
    Ok(test.outcome())
}

/// A permutation test of a difference of Gini indices under way. A relabelling swaps the values of
/// any of the units on both occasions, and deals the other units anew to the two, in their numbers.
/// Exact for up to 20,000 relabellings, else `random` of them from the seed. Source: Good,
/// *Permutation, Parametric and Bootstrap Tests*.
#[derive(Clone, Debug)]
pub struct GiniPermutation {
    pool: Pool,
    difference: f64,
    pairs: usize,
    firsts: usize,
    singles: usize,
    way: Way,
    done: u64,
    of: u64,
    /// Relabellings where both indices are defined.
    tried: u64,
    as_large: u64,
}

#[derive(Clone, Debug)]
enum Way {
    Exact,
    Random { source: Box<Xoshiro256PlusPlus>, deal: Vec<bool> },
}

impl GiniPermutation {
    /// Undefined where an index is.
    pub fn new(units: &TwoOccasions, random: u32, seed: u64) -> Result<Self, Undefined> {
        let mut pool = Pool::new(units);
        let difference = pool.difference()?;
        let (pairs, firsts, singles) = (
            units.both.len(),
            units.first_only.len(),
            units.first_only.len() + units.second_only.len(),
        );
        let possible = choose(singles, firsts)
            .and_then(|deals| 1u64.checked_shl(pairs as u32)?.checked_mul(deals))
            .filter(|&possible| pairs < 64 && possible <= EXACT_UP_TO)
            // A deal is kept in 64 bits, unless there is only one.
            .filter(|_| singles < 64 || firsts == 0 || firsts == singles);
        let (way, of) = match possible {
            Some(possible) => (Way::Exact, possible),
            None => {
                let source = Box::new(Xoshiro256PlusPlus::seed_from_u64(seed));
                let deal = (0..singles).map(|single| single < firsts).collect();
                (Way::Random { source, deal }, u64::from(random))
            }
        };
        let (done, tried, as_large) = (0, 0, 0);
        Ok(Self { pool, difference, pairs, firsts, singles, way, done, of, tried, as_large })
    }

    /// How far it has come.
    pub fn progress(&self) -> Progress {
        Progress { done: self.done as usize, of: self.of as usize }
    }

    /// Tries up to so many relabellings more; the few of an exact test all at once.
    pub fn advance(&mut self, relabellings: usize) -> Progress {
        let Self { pool, difference, pairs, firsts, singles, way, done, of, tried, as_large } =
            self;
        let mut judge = |pool: &mut Pool| {
            if let Ok(other) = pool.difference() {
                *tried += 1;
                *as_large += u64::from(other.abs() >= difference.abs() - ROUNDING);
            }
        };
        match way {
            Way::Exact if *done < *of => {
                for deal in subsets(*singles, *firsts) {
                    for swaps in 0..1u64 << *pairs {
                        let dealt = |single| {
                            *firsts == *singles || (*firsts > 0 && deal >> single & 1 == 1)
                        };
                        pool.relabel(|pair| swaps >> pair & 1 == 1, dealt);
                        judge(pool);
                    }
                }
                *done = *of;
            }
            Way::Exact => {}
            Way::Random { source, deal } => {
                let turn = (*of - *done).min(relabellings as u64);
                for _ in 0..turn {
                    for i in (1..*singles).rev() {
                        // Below i + 1, by the high half of a 128-bit product.
                        let j = (u128::from(source.next_u64()) * (i as u128 + 1)) >> 64;
                        deal.swap(i, j as usize);
                    }
                    let swaps: Vec<bool> =
                        (0..*pairs).map(|_| source.next_u64() >> 63 == 1).collect();
                    pool.relabel(|pair| swaps[pair], |single| deal[single]);
                    judge(pool);
                }
                *done += turn;
            }
        }
        self.progress()
    }

    /// The outcome of what was tried so far.
    pub fn outcome(&self) -> PermutationTest {
        let (exact, extra) = match self.way {
            Way::Exact => (true, 0),
            Way::Random { .. } => (false, 1),
        };
        let p = (self.as_large + extra) as f64 / (self.tried + extra) as f64;
        PermutationTest { difference: self.difference, p, relabellings: self.tried, exact }
    }
}

/// All values of both occasions, sorted once: first those of the pairs (first, second, first, …),
/// then those of the single units.
#[derive(Clone, Debug)]
struct Pool {
    sample: Sample,
    pairs: usize,
    /// How often each value counts on the first occasion, and on the second.
    labels: [Vec<u32>; 2],
}

impl Pool {
    fn new(units: &TwoOccasions) -> Self {
        let both = units.both.iter().flat_map(|&(first, second)| [first, second]);
        let all = both.chain(units.first_only.iter().chain(&units.second_only).copied());
        let (values, weights): (Vec<f64>, Vec<f64>) = all.unzip();
        let sample = Sample::weighted(&values, &weights);
        let (pairs, firsts) = (units.both.len(), units.first_only.len());
        let count = 2 * pairs + firsts + units.second_only.len();
        let mut pool = Self { sample, pairs, labels: [vec![0; count], vec![0; count]] };
        pool.relabel(|_| false, |single| single < firsts);
        pool
    }

    /// Swaps the values of the pairs that `swapped` names, and puts the single units that
    /// `is_first` names on the first occasion.
    fn relabel(&mut self, swapped: impl Fn(usize) -> bool, is_first: impl Fn(usize) -> bool) {
        let [first, second] = &mut self.labels;
        for (i, (first, second)) in first.iter_mut().zip(second).enumerate() {
            let on_first = match i.checked_sub(2 * self.pairs) {
                None => (i % 2 == 0) != swapped(i / 2),
                Some(single) => is_first(single),
            };
            (*first, *second) = (u32::from(on_first), u32::from(!on_first));
        }
    }

    fn difference(&mut self) -> Result<f64, Undefined> {
        let [first, second] = &self.labels;
        self.sample.reweigh(first);
        let before = self.sample.gini()?;
        self.sample.reweigh(second);
        Ok(self.sample.gini()? - before)
    }
}

/// n over k, `None` where it does not fit.
fn choose(n: usize, k: usize) -> Option<u64> {
    let k = k.min(n.checked_sub(k)?);
    (0..k as u64).try_fold(1u64, |product, i| Some(product.checked_mul(n as u64 - i)? / (i + 1)))
}

/// Every way to take k of n, as bits: for n below 64, or where there is only one way.
fn subsets(n: usize, k: usize) -> impl Iterator<Item = u64> {
    let end = 1u64.checked_shl(n as u32).unwrap_or(0);
    let start = 1u64.checked_shl(k as u32).unwrap_or(0).wrapping_sub(1);
    std::iter::successors(Some(start), move |&bits| {
        // The next larger number with as many bits set.
        let lowest = bits & bits.wrapping_neg();
        let carried = bits.checked_add(lowest).filter(|_| bits != 0)?;
        let next = carried | (((bits ^ carried) >> 2) / lowest);
        (next < end).then_some(next)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(values: &[f64]) -> Vec<Weighted> {
        values.iter().map(|&value| (value, 1.0)).collect()
    }

    #[test]
    fn independent_units_by_hand() {
        // Gini of (1, 1) is 0, of (1, 3) ¼. Of the six deals of 1, 1, 1, 3 all have 0 and ¼.
        let units = TwoOccasions {
            first_only: one(&[1.0, 1.0]),
            second_only: one(&[1.0, 3.0]),
            ..Default::default()
        };
        let test = gini_difference(&units, 10, 1).unwrap();
        assert!((test.difference - 0.25).abs() < 1e-12);
        assert_eq!((test.p, test.relabellings, test.exact), (1.0, 6, true));
    }

    #[test]
    fn pairs_by_hand() {
        // (1, 1), (1, 3): only swapping the second pair reverses the sign; every |d| is ¼.
        let pair = |first, second| ((first, 1.0), (second, 1.0));
        let units =
            TwoOccasions { both: vec![pair(1.0, 1.0), pair(1.0, 3.0)], ..Default::default() };
        let test = gini_difference(&units, 10, 1).unwrap();
        assert_eq!((test.p, test.relabellings, test.exact), (1.0, 4, true));
        // (2, 1), (2, 2), (2, 6): |d| of the four swaps up to sign is G(1,2,6) = 10/27 for none,
        // and for the first pair alone |G(2,2,6) − G(1,2,2)| = 4/15 − 2/15.
        let units = TwoOccasions {
            both: vec![pair(2.0, 1.0), pair(2.0, 2.0), pair(2.0, 6.0)],
            ..Default::default()
        };
        let test = gini_difference(&units, 10, 1).unwrap();
        assert!((test.difference - 10.0 / 27.0).abs() < 1e-12);
        assert_eq!((test.p, test.relabellings), (0.5, 8));
    }

    #[test]
    fn random_relabellings_come_near_the_exact_share() {
        let first: Vec<f64> = (1..=7).map(f64::from).collect();
        let second = [1.0, 1.0, 2.0, 3.0, 9.0, 20.0, 40.0];
        let units = TwoOccasions {
            first_only: one(&first),
            second_only: one(&second),
            ..Default::default()
        };
        let exact = gini_difference(&units, 0, 1).unwrap();
        assert_eq!((exact.relabellings, exact.exact), (3432, true));
        // The same pool with a unit more on each side is past the limit.
        let mut larger = units.clone();
        larger.first_only.push((5.0, 1.0));
        larger.second_only.extend(one(&[5.0, 6.0]));
        let random = gini_difference(&larger, 999, 1).unwrap();
        assert_eq!((random.relabellings, random.exact), (999, false));
        assert!((random.p * 1000.0).fract() < 1e-9 && random.p >= 1e-3);
        assert_eq!(gini_difference(&larger, 999, 1), Ok(random), "the seed decides");
        assert!((random.p - exact.p).abs() < 0.1, "{} and {}", random.p, exact.p);
    }

    #[test]
    fn many_units_on_one_occasion_have_one_deal() {
        let pair = ((1.0, 1.0), (3.0, 1.0));
        for firsts in [0, 80] {
            let mut units = TwoOccasions { both: vec![pair; 2], ..Default::default() };
            units.first_only = one(&vec![2.0; firsts]);
            units.second_only = one(&vec![2.0; 80 - firsts]);
            assert_eq!(gini_difference(&units, 9, 1).map(|test| test.relabellings), Ok(4));
        }
        let alone = TwoOccasions {
            first_only: one(&[1.0]),
            second_only: one(&[2.0; 70]),
            ..Default::default()
        };
        assert!(!gini_difference(&alone, 9, 1).unwrap().exact);
    }

    #[test]
    fn nobody() {
        assert_eq!(gini_difference(&TwoOccasions::default(), 10, 1), Err(Undefined::NoUnits));
    }

    #[test]
    fn subsets_are_as_many_as_n_over_k() {
        for (n, k, expected) in [(5, 2, 10), (5, 0, 1), (5, 5, 1), (0, 0, 1), (14, 7, 3432)] {
            assert_eq!(choose(n, k), Some(expected));
            let all: Vec<u64> = subsets(n, k).collect();
            assert_eq!(all.len() as u64, expected, "{n} over {k}");
            assert!(all.iter().all(|bits| bits.count_ones() as usize == k));
        }
    }
}
