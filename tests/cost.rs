//! The cost of resampling is linear in resamples × units, asserted as a ratio and not as a time.

use std::time::{Duration, Instant};

use giving_gap::stats::{Panel, PanelBootstrap, Unit};

// The headline measures and every other statistic.
#[allow(dead_code)]
#[path = "laws/statistics.rs"]
mod statistics;

fn bootstrap(units: usize) -> PanelBootstrap {
    let unit = |i: usize, factor: f64| {
        // Spread over three orders of magnitude, in an order that is far from sorted.
        let value = factor * (1 + i * 7919 % 1009) as f64;
        let (group, covariate) = (Some(i % 10), (i * 31 % 61) as f64);
        let parts = [value * covariate / 61.0, value - value * covariate / 61.0];
        Some(Unit { value, weight: 1.0, amount: value, group, parts, covariate })
    };
    let first: Vec<_> = (0..units).map(|i| unit(i, 1.0)).collect();
    let second: Vec<_> = (0..units).map(|i| unit(i + 1, 1.5)).collect();
    Panel::new(&first, &second, 10, Some(500.0)).bootstrap(statistics::all(10), 5000, 1)
}

fn time(bootstrap: &mut PanelBootstrap, evaluations: usize) -> Duration {
    let start = Instant::now();
    bootstrap.advance(evaluations);
    start.elapsed()
}

/// How much longer the second takes than the first. Both are as much work, done turn by turn, and
/// the least time of each counts, so that another process on the machine delays both alike.
fn ratio(first: (&mut PanelBootstrap, usize), second: (&mut PanelBootstrap, usize)) -> f64 {
    let turn = |_| (time(first.0, first.1), time(second.0, second.1));
    let (first, second): (Vec<_>, Vec<_>) = (0..25).map(turn).unzip();
    let least = |times: Vec<Duration>| times.into_iter().min().unwrap().as_secs_f64();
    least(second) / least(first)
}

#[test]
fn cost_is_linear_in_units() {
    let (few, many) = (1_000, 16_000);
    let ratio = ratio((&mut bootstrap(few), 16), (&mut bootstrap(many), 1));
    println!("a unit costs {ratio:.2} times as much among {many} as among {few}");
    // What is quadratic would cost sixteen times as much for each.
    assert!(ratio < 2.5, "{ratio}");
}

#[test]
fn cost_is_linear_in_resamples() {
    let mut late = bootstrap(500);
    late.advance(2000);
    let ratio = ratio((&mut bootstrap(500), 20), (&mut late, 20));
    println!("a resample costs {ratio:.2} times as much after two thousand others");
    assert!(ratio < 2.5, "{ratio}");
}
