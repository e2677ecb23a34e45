//! How often do nominal 95 % intervals hold the truth?
//!
//! `cargo run --release --example coverage -- 2026-11-23 > benches/coverage.md`
//!
//! Draws 1,000 data sets from a known population like the demonstration's, gives each 2,000 paired
//! resamples, and counts how many intervals hold what the population has. The date is an argument,
//! so that a run says the same thing whenever it is made. Progress goes to standard error.

mod statistics;

use giving_gap::stats::{
    Measure, Method, NoInterval, Panel, Reading, Sample, Statistic, Unit, normal,
};
use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

const DATA_SETS: usize = 1000;
const RESAMPLES: usize = 2000;
const UNITS: usize = 380;
/// A unit of the first occasion is on the second too in 306 of 380 cases.
const STAYS: f64 = 306.0 / 380.0;
const GROUPS: usize = 10;
/// The correlation of a unit's two values within its group.
const CORRELATION: f64 = 0.6;
const THRESHOLD: f64 = 10_000.0;
/// The bounds within which an interval counts as holding its level.
const HOLDS: std::ops::RangeInclusive<f64> = 0.92..=0.97;

/// Amounts on one occasion: lognormal within each group, medians rising with the group.
#[derive(Clone, Copy)]
struct Occasion {
    first_log: f64,
    last_log: f64,
    deviation: f64,
}

/// A population that data sets are drawn from.
struct Population {
    name: &'static str,
    /// The share of units that have nothing on either occasion.
    zero: f64,
    occasions: [Occasion; 2],
}

/// The demonstration's two waves have means of £15,953 and £19,883 and coefficients of variation of
/// 0.61 and 0.85; these £15,900 and £19,000, 0.72 and 0.88.
const LIKE_THE_DEMONSTRATION: [Occasion; 2] = [
    Occasion { first_log: 8.9, last_log: 10.2, deviation: 0.45 },
    Occasion { first_log: 9.0, last_log: 10.3, deviation: 0.6 },
];

const POPULATIONS: [Population; 3] = [
    Population { name: "Like the demonstration", zero: 0.06, occasions: LIKE_THE_DEMONSTRATION },
    // The same without a zero, for the measures that a zero makes infinite.
    Population { name: "Without zeros", zero: 0.0, occasions: LIKE_THE_DEMONSTRATION },
    // £14,500 and £18,300, 0.93 and 1.17: what becomes of the intervals in a heavier tail.
    Population {
        name: "A heavier tail",
        zero: 0.06,
        occasions: [
            Occasion { first_log: 8.6, last_log: 10.1, deviation: 0.6 },
            Occasion { first_log: 8.6, last_log: 10.3, deviation: 0.75 },
        ],
    },
];

impl Occasion {
    fn amount(&self, group: usize, z: f64) -> f64 {
        let rise = (self.last_log - self.first_log) * group as f64 / (GROUPS - 1) as f64;
        (self.first_log + rise + self.deviation * z).exp()
    }
}

fn unit(value: f64, weight: f64, group: usize) -> Unit {
    Unit { value, weight, amount: value, group: Some(group), parts: [0.0; 2], covariate: f64::NAN }
}

/// The population as a fine grid of quantiles: what every measure tends to as units are added.
fn grid(Population { zero, occasions, .. }: &Population) -> Panel {
    const GRID: usize = 20_000;
    let occasion = |occasion: &Occasion| -> Vec<Option<Unit>> {
        let each = (1.0 - zero) / GRID as f64;
        let grid = (0..GRID).map(|i| normal::quantile((i as f64 + 0.5) / GRID as f64));
        let grid: Vec<f64> = grid.collect();
        let amounts = (0..GROUPS)
            .flat_map(|group| grid.iter().map(move |z| (group, *z)))
            .map(|(group, z)| unit(occasion.amount(group, z), each, group));
        amounts.chain((0..GROUPS).map(|group| unit(0.0, *zero, group))).map(Some).collect()
    };
    Panel::new(&occasion(&occasions[0]), &occasion(&occasions[1]), GROUPS, Some(THRESHOLD))
}

/// One data set from the population.
fn data_set(population: &Population, random: &mut Xoshiro256PlusPlus) -> Panel {
    let Population { zero: share_of_zeros, occasions, .. } = population;
    let mut uniform = || ((random.next_u64() >> 11) as f64 + 0.5) / (1u64 << 53) as f64;
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for _ in 0..UNITS {
        let group = (uniform() * GROUPS as f64) as usize;
        let (a, b) = (normal::quantile(uniform()), normal::quantile(uniform()));
        let correlated = CORRELATION * a + (1.0 - CORRELATION * CORRELATION).sqrt() * b;
        let (zero, stays) = (uniform() < *share_of_zeros, uniform() < STAYS);
        let value = |occasion: &Occasion, z| if zero { 0.0 } else { occasion.amount(group, z) };
        first.push(Some(unit(value(&occasions[0], a), 1.0, group)));
        second.push(stays.then(|| unit(value(&occasions[1], correlated), 1.0, group)));
    }
    Panel::new(&first, &second, GROUPS, Some(THRESHOLD))
}

#[derive(Clone, Copy, Default)]
struct Count {
    held: usize,
    /// The truth lay below the interval.
    below: usize,
    intervals: usize,
}

fn main() {
    let date = std::env::args().nth(1).unwrap_or_else(|| "without a date".into());
    println!("# Coverage of nominal 95 % intervals\n");
    println!(
        "Run on {date} by `cargo run --release --example coverage`: {DATA_SETS} data sets of \
         {UNITS} units, of which {:.0} on average are on the second occasion too; lognormal \
         within ten groups, correlation {CORRELATION} within a group; {RESAMPLES} paired resamples \
         each. The standard error of a coverage is 0.7 points.\n",
        UNITS as f64 * STAYS
    );
    println!(
        "Each cell: percent of intervals that hold the population's value (percent that lie \
         wholly above it / wholly below it). Bold: outside {:.0} to {:.0}. A dash: the population \
         has no such number. A star: no interval in more than 5 % of the data sets.",
        HOLDS.start() * 100.0,
        HOLDS.end() * 100.0
    );
    // One thread a population; the outcome depends on the seeds alone.
    let reports = std::thread::scope(|scope| {
        let runs = POPULATIONS.each_ref().map(|population| scope.spawn(|| study(population)));
        runs.map(|run| run.join().expect("a study that panicked has said why"))
    });
    reports.iter().for_each(|report| print!("{report}"));
}

/// The table of one population.
fn study(population: &Population) -> String {
    let truth = grid(population);
    let mut statistics: Vec<Statistic> = Measure::ALL.map(Statistic::Measure).to_vec();
    statistics.extend([Statistic::GroupMean(0), Statistic::GroupMean(GROUPS - 1)]);
    statistics.extend(statistics::others());
    let readings = [Reading::First, Reading::Second, Reading::Change];
    let methods = [Method::Percentile, Method::BiasCorrectedAccelerated];
    let truths: Vec<[Option<f64>; 3]> =
        statistics.iter().map(|s| readings.map(|reading| known(&truth, *s, reading))).collect();
    let mut counts = vec![[[Count::default(); 2]; 3]; statistics.len()];
    for set in 0..DATA_SETS {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(set as u64);
        let data = data_set(population, &mut random);
        let result = data.bootstrap(statistics.clone(), RESAMPLES, set as u64).finish();
        for (index, statistic) in statistics.iter().enumerate() {
            for (r, reading) in readings.into_iter().enumerate() {
                let Some(truth) = truths[index][r] else { continue };
                for (m, method) in methods.into_iter().enumerate() {
                    let interval = result.interval(*statistic, reading, method, 0.95);
                    count(&mut counts[index][r][m], truth, interval.map(|i| (i.low, i.high)));
                }
            }
        }
        if (set + 1) % 50 == 0 {
            eprintln!("{}: {} of {DATA_SETS}", population.name, set + 1);
        }
    }
    report(population, &statistics, &truths, &counts)
}

/// What the population has; `None` where that is not a number to hold.
fn known(truth: &Panel, statistic: Statistic, reading: Reading) -> Option<f64> {
    use Statistic::Measure as Of;
    match statistic {
        // A population without end has no extremes, and its total is that of as many units.
        Of(Measure::Maximum | Measure::Minimum) => None,
        Of(Measure::Total) => {
            let total = |sample: &Sample, units: f64| Some(sample.mean().ok()? * units);
            let first = total(truth.first().sample(), UNITS as f64)?;
            let second = total(truth.second().sample(), UNITS as f64 * STAYS)?;
            Some(match reading {
                Reading::First => first,
                Reading::Second => second,
                _ => second - first,
            })
        }
        // The correction tends to one.
        Of(Measure::GiniCorrected) => truth.value(Of(Measure::Gini), reading).ok(),
        // A quantile of a grid needs whole weights: the grid's own is exact to its step.
        Of(Measure::Median | Measure::P90P10) => {
            let of = |sample: &Sample| grid_quantile_measure(sample, statistic);
            let (first, second) = (of(truth.first().sample())?, of(truth.second().sample())?);
            Some(match reading {
                Reading::First => first,
                Reading::Second => second,
                _ => second - first,
            })
        }
        _ => truth.value(statistic, reading).ok(),
    }
}

/// A quantile measure of the population, from its grid scaled up to whole weights.
fn grid_quantile_measure(sample: &Sample, statistic: Statistic) -> Option<f64> {
    let values: Vec<f64> = sample.values().collect();
    let weights: Vec<f64> = sample.weights().map(|weight| weight * 1e6).collect();
    let sample = Sample::weighted(&values, &weights);
    match statistic {
        Statistic::Measure(Measure::Median) => sample.median().ok(),
        _ => sample.p90_p10().ok(),
    }
}

fn count(count: &mut Count, truth: f64, interval: Result<(f64, f64), NoInterval>) {
    let Ok((low, high)) = interval else { return };
    count.intervals += 1;
    count.held += usize::from((low..=high).contains(&truth));
    count.below += usize::from(truth < low);
}

fn report(
    population: &Population,
    statistics: &[Statistic],
    truths: &[[Option<f64>; 3]],
    counts: &[[[Count; 2]; 3]],
) -> String {
    let name = population.name;
    let mut lines = vec![
        format!("\n## {name}\n\n{:.0} % zeros.\n", 100.0 * population.zero),
        "| measure | percentile: first | second | change | BCa: first | second | change |".into(),
        "|---|---|---|---|---|---|---|".into(),
    ];
    for ((statistic, truths), counts) in statistics.iter().zip(truths).zip(counts) {
        let name = match statistic {
            Statistic::Measure(measure) => measure.name().to_string(),
            Statistic::GroupMean(group) => format!("mean of group {}", group + 1),
            other => format!("{other:?}"),
        };
        let cells = (0..2).flat_map(|m| (0..3).map(move |r| (m, r)));
        let cells: Vec<String> =
            cells.map(|(m, r)| truths[r].map_or("–".into(), |_| cell(counts[r][m]))).collect();
        lines.push(format!("| {name} | {} |", cells.join(" | ")));
    }
    lines.join("\n") + "\n"
}

fn cell(count: Count) -> String {
    if count.intervals == 0 {
        return "no interval *".into();
    }
    let share = |part: usize| part as f64 / count.intervals as f64;
    let above = count.intervals - count.held - count.below;
    let percent = |part: usize| format!("{:.1}", 100.0 * share(part));
    let mark = if HOLDS.contains(&share(count.held)) { "" } else { "**" };
    let star = if count.intervals * 20 < DATA_SETS * 19 { " *" } else { "" };
    format!(
        "{mark}{}{mark} ({} / {}){star}",
        percent(count.held),
        percent(count.below),
        percent(above)
    )
}
