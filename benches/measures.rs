//! How long the headline measures take: `cargo bench --bench measures`. Printed, never asserted.
//!
//! The aims, in the browser: every headline measure of both waves with 2,000 paired resamples in
//! 0.3 s for 380 + 306 schools and in 5 s for 17,000 + 17,000.

use divan::Bencher;
use giving_gap::stats::{Measure, Method, Panel, Reading, Statistic, Unit, normal};
use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

fn main() {
    divan::main();
}

const SIZES: [(usize, usize); 2] = [(380, 306), (17_000, 17_000)];
const RESAMPLES: usize = 2000;

type Units = Vec<Option<Unit>>;

fn units((first, second): (usize, usize)) -> (Units, Units) {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
    let mut unit = || {
        let bits = random.next_u64();
        let share = ((bits >> 11) as f64 + 0.5) / (1u64 << 53) as f64;
        let zero = bits.is_multiple_of(16);
        let value = if zero { 0.0 } else { (9.5 + 0.8 * normal::quantile(share)).exp() };
        let group = Some((bits >> 4) as usize % 10);
        Some(Unit {
            value,
            weight: 1.0,
            amount: value,
            group,
            parts: [value * 0.4, value * 0.6],
            covariate: f64::NAN,
        })
    };
    let first = (0..first).map(|_| unit()).collect();
    (first, (0..second).map(|_| unit()).collect())
}

fn panel_of((first, second): &(Units, Units)) -> Panel {
    Panel::new(first, second, 10, Some(10_000.0))
}

fn panel(size: (usize, usize)) -> Panel {
    panel_of(&units(size))
}

fn headline() -> Vec<Statistic> {
    Measure::ALL.map(Statistic::Measure).to_vec()
}

/// Sorting, once.
#[divan::bench(args = SIZES, sample_count = 10)]
fn panels(bencher: Bencher, size: (usize, usize)) {
    bencher.with_inputs(|| units(size)).bench_local_refs(|units| panel_of(units));
}

/// Every headline measure of both waves, without resampling.
#[divan::bench(args = SIZES, sample_count = 20)]
fn measures(bencher: Bencher, size: (usize, usize)) {
    let panel = panel(size);
    bencher.bench_local(|| {
        headline().into_iter().filter(|s| panel.value(*s, Reading::Change).is_ok()).count()
    });
}

/// 2,000 paired resamples of every headline measure.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn resamples(bencher: Bencher, size: (usize, usize)) {
    bencher
        .with_inputs(|| panel(size).bootstrap(headline(), RESAMPLES, 1))
        .bench_local_values(|mut bootstrap| bootstrap.advance(RESAMPLES));
}

/// The jackknife that BCa intervals need besides.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn jackknife(bencher: Bencher, size: (usize, usize)) {
    bencher
        .with_inputs(|| panel(size).bootstrap(headline(), 0, 1))
        .bench_local_values(|bootstrap| bootstrap.finish());
}

/// Reading every interval from its replicates.
#[divan::bench(args = [SIZES[0]], sample_count = 3, sample_size = 1)]
fn intervals(bencher: Bencher, size: (usize, usize)) {
    let result = panel(size).bootstrap(headline(), RESAMPLES, 1).finish();
    let readings = [Reading::First, Reading::Second, Reading::Change, Reading::PercentChange];
    bencher.bench_local(|| {
        let each = headline().into_iter().flat_map(|s| readings.map(|reading| (s, reading)));
        each.filter(|(s, reading)| {
            result.interval(*s, *reading, Method::BiasCorrectedAccelerated, 0.95).is_ok()
        })
        .count()
    });
}
