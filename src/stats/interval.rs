//! Intervals from the replicates of a bootstrap, and what a jackknife says.

use std::fmt;

use super::normal;
use super::order;
use super::quantiles::quantile_of_sorted;
use super::undefined::{Outcome, Undefined, finite};

/// How the ends are read from the replicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// The type-7 quantiles of the replicates at the two levels.
    Percentile,
    /// Bias-corrected and accelerated: quantiles at levels moved by the share of replicates below
    /// the estimate, with half of those equal to it, and by the skewness of the jackknife. Source:
    /// Efron (1987), as in SciPy 1.17.
    BiasCorrectedAccelerated,
}

/// The two ends, and how many replicates stand behind them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
    /// Replicates where the measure is defined.
    pub used: usize,
    /// Replicates dropped because the measure is undefined in them.
    pub dropped: usize,
}

/// Why there is no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoInterval {
    /// The statistic was not resampled.
    NotAsked,
    /// The estimate itself is undefined.
    EstimateUndefined,
    /// The measure is undefined in more than one resample in twenty.
    OftenUndefined { dropped: usize, resamples: usize },
    /// Every resample gives the same number, so resampling says nothing about its uncertainty.
    NoVariation,
    /// The bias correction or the acceleration cannot be computed.
    NoCorrection,
}

impl fmt::Display for NoInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("it was not resampled"),
            Self::EstimateUndefined => f.write_str("the measure itself is undefined"),
            Self::OftenUndefined { dropped, resamples } => {
                write!(
                    f,
                    "the measure is undefined in {} of {} resamples",
                    in_thousands(*dropped),
                    in_thousands(*resamples)
                )
            }
            Self::NoVariation => f.write_str("every resample gives the same number"),
            Self::NoCorrection => {
                f.write_str("the resamples lie on one side of the estimate, or are too alike")
            }
        }
    }
}

/// 2000 as "2,000".
fn in_thousands(count: usize) -> String {
    match count {
        0..1_000 => count.to_string(),
        _ => format!("{},{:03}", in_thousands(count / 1_000), count % 1_000),
    }
}

impl std::error::Error for NoInterval {}

/// The interval of this level (0.95) around an estimate, from its replicates and, for BCa, from
/// its values with units left out. NaN stands for undefined: such replicates are dropped and
/// counted, and beyond 5 % of them there is no interval.
pub fn interval(
    estimate: f64,
    replicates: &[f64],
    left_out: &[f64],
    method: Method,
    level: f64,
) -> Result<Interval, NoInterval> {
    if !estimate.is_finite() {
        return Err(NoInterval::EstimateUndefined);
    }
    let mut defined: Vec<f64> = replicates.iter().copied().filter(|t| t.is_finite()).collect();
    let (used, dropped) = (defined.len(), replicates.len() - defined.len());
    // More than one in twenty, without a division that could round.
    if used == 0 || dropped * 20 > replicates.len() {
        return Err(NoInterval::OftenUndefined { dropped, resamples: replicates.len() });
    }
    order::sort(&mut defined);
    if defined[0] == defined[used - 1] {
        return Err(NoInterval::NoVariation);
    }
    let tail = (1.0 - level) / 2.0;
    let levels = match method {
        Method::Percentile => (tail, 1.0 - tail),
        Method::BiasCorrectedAccelerated => {
            // Of replicates that are the estimate itself, as those of a share of few units often are,
            // half count as below: or else the interval of a share would lie too low.
            let (below, up_to) = (
                defined.partition_point(|&t| t < estimate),
                defined.partition_point(|&t| t <= estimate),
            );
            let below = (below + up_to) as f64 / (2 * used) as f64;
            let acceleration = acceleration(left_out).map_err(|_| NoInterval::NoCorrection)?;
            adjusted_levels(below, acceleration, tail)
        }
    };
    let end = |level| quantile_of_sorted(&defined, level).map_err(|_| NoInterval::NoCorrection);
    Ok(Interval { low: end(levels.0)?, high: end(levels.1)?, used, dropped })
}

/// The BCa levels for a tail such as 0.025, from the share of replicates below the estimate and
/// the acceleration. NaN where all lie on one side.
fn adjusted_levels(below: f64, acceleration: f64, tail: f64) -> (f64, f64) {
    let bias = normal::quantile(below);
    if !bias.is_finite() {
        return (f64::NAN, f64::NAN);
    }
    let adjusted = |z: f64| {
        let moved = bias + z;
        normal::probability(bias + moved / (1.0 - acceleration * moved))
    };
    let z = normal::quantile(tail);
    (adjusted(z), adjusted(-z))
}

/// The acceleration Σd³ / (6 (Σd²)^1.5), d the mean of the values with one unit (or one group of
/// units) left out less each. Undefined where one of them is, or where they do not vary.
pub fn acceleration(left_out: &[f64]) -> Outcome {
    let deviations = deviations(left_out)?;
    let squares: f64 = deviations.iter().map(|d| d * d).sum();
    if squares <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let cubes: f64 = deviations.iter().map(|d| d.powi(3)).sum();
    finite(cubes / (6.0 * squares.powf(1.5)))
}

/// The jackknife standard error √((n−1)/n Σ(t_i − mean t)²) from the n values with one unit left
/// out. Needs two; undefined where one of them is.
pub fn jackknife_standard_error(left_out: &[f64]) -> Outcome {
    let n = left_out.len() as f64;
    let squares: f64 = deviations(left_out)?.iter().map(|d| d * d).sum();
    if n < 2.0 { Err(Undefined::TooFewUnits) } else { finite(((n - 1.0) / n * squares).sqrt()) }
}

fn deviations(values: &[f64]) -> Result<Vec<f64>, Undefined> {
    if values.is_empty() {
        return Err(Undefined::NoUnits);
    }
    if values.iter().any(|value| !value.is_finite()) {
        return Err(Undefined::NotApplicable);
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    Ok(values.iter().map(|value| mean - value).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentile_ends_are_type_7_quantiles() {
        let replicates: Vec<f64> = (0..=100).map(f64::from).collect();
        let ends = interval(50.0, &replicates, &[], Method::Percentile, 0.9).unwrap();
        assert!((ends.low - 5.0).abs() < 1e-12 && (ends.high - 95.0).abs() < 1e-12);
        assert_eq!((ends.used, ends.dropped), (101, 0));
    }

    #[test]
    fn without_bias_or_skewness_bca_is_the_percentile_interval() {
        let replicates: Vec<f64> = (0..100).map(f64::from).collect();
        let left_out = [1.0, 2.0, 3.0];
        let of = |method| interval(49.5, &replicates, &left_out, method, 0.95).unwrap();
        let (plain, moved) = (of(Method::Percentile), of(Method::BiasCorrectedAccelerated));
        assert!((plain.low - moved.low).abs() < 1e-9 && (plain.high - moved.high).abs() < 1e-9);
    }

    #[test]
    fn half_of_the_ties_lie_below() {
        // 47 below, 8 the same, 45 above: a level of 0.51, by which SciPy 1.17.1 moves 0.05 and 0.95.
        let (low, high) = (0.05538790043322186, 0.9549614780099808);
        let mut replicates: Vec<f64> = (0..100).map(|i| f64::from(i) / 100.0).collect();
        replicates[47..55].fill(0.5);
        let left_out = [1.0, 2.0, 3.0];
        let ends = interval(0.5, &replicates, &left_out, Method::BiasCorrectedAccelerated, 0.9);
        let ends = ends.unwrap();
        assert!((ends.low - 0.99 * low).abs() < 1e-12 && (ends.high - 0.99 * high).abs() < 1e-12);
    }

    #[test]
    fn acceleration_by_hand() {
        // Mean 2; deviations 1, 1, −2: Σd³ = −6, Σd² = 6.
        let value = acceleration(&[1.0, 1.0, 4.0]).unwrap();
        assert!((value + 1.0 / 6.0_f64.powf(1.5)).abs() < 1e-12);
        assert!((jackknife_standard_error(&[1.0, 1.0, 4.0]).unwrap() - 2.0).abs() < 1e-12);
        assert_eq!(acceleration(&[2.0, 2.0]), Err(Undefined::NoVariation));
        assert_eq!(jackknife_standard_error(&[2.0, f64::NAN]), Err(Undefined::NotApplicable));
    }

    #[test]
    fn undefined_replicates_are_counted_and_too_many_refused() {
        let mut replicates: Vec<f64> = (0..100).map(f64::from).collect();
        replicates[..5].fill(f64::NAN);
        let ends = interval(50.0, &replicates, &[], Method::Percentile, 0.95).unwrap();
        assert_eq!((ends.used, ends.dropped), (95, 5));
        replicates[5] = f64::NAN;
        let refused = interval(50.0, &replicates, &[], Method::Percentile, 0.95);
        assert_eq!(refused, Err(NoInterval::OftenUndefined { dropped: 6, resamples: 100 }));
    }

    #[test]
    fn no_interval_where_resampling_says_nothing() {
        let same = interval(1.0, &[1.0; 50], &[1.0, 2.0], Method::Percentile, 0.95);
        assert_eq!(same, Err(NoInterval::NoVariation));
        let above = interval(0.0, &[1.0, 2.0], &[1.0, 2.0], Method::BiasCorrectedAccelerated, 0.95);
        assert_eq!(above, Err(NoInterval::NoCorrection));
        let none = interval(f64::NAN, &[1.0, 2.0], &[], Method::Percentile, 0.95);
        assert_eq!(none, Err(NoInterval::EstimateUndefined));
    }
}
