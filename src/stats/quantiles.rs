//! Quantiles of a sample: type 7, under weights too; and the other types, for comparison.

use super::sample::Sample;
use super::undefined::{Outcome, Undefined, finite};

impl Sample {
    /// The quantile at p in [0, 1], in the values' unit: R's type 7 (Hyndman and Fan 1996).
    ///
    /// Under whole weights it is type 7 of the values repeated w times: h = (W−1)p, and the value
    /// lies between the ⌊h⌋th and the next, counted from 0. For any other weights this is the mean
    /// of the value function over weights h to h + 1, which is the same thing wherever weights are
    /// whole, and moves without a jump between them; there is no single convention. A total weight
    /// below one is taken as one unit's: the mean of all.
    pub fn quantile(&self, p: f64) -> Outcome {
        if !(0.0..=1.0).contains(&p) {
            return Err(Undefined::BadParameter);
        }
        let weight = self.weight()?;
        // A weight above zero means that there is a row.
        let start = ((weight - 1.0) * p).max(0.0);
        let end = (start + 1.0).min(weight);
        // The rows that the window touches, from the first to the last.
        let first = self.cumulative_weight.partition_point(|&c| c <= start);
        let last = self.cumulative_weight.partition_point(|&c| c < end).min(self.rows.len() - 1);
        let (lowest, highest) = (self.rows[first.min(last)].value, self.rows[last].value);
        if lowest == highest {
            return Ok(lowest);
        }
        let (mut position, mut average) = (start, 0.0);
        for i in first..=last {
            let reach = self.cumulative_weight[i].min(end);
            average += (reach - position) / (end - start) * self.rows[i].value;
            position = reach;
        }
        finite(average)
    }

    /// The middle value: the quantile at one half.
    pub fn median(&self) -> Outcome {
        self.quantile(0.5)
    }

    /// P90/P10, a ratio. Undefined where the tenth percentile is zero or negative.
    pub fn p90_p10(&self) -> Outcome {
        let (upper, lower) = (self.quantile(0.9)?, self.quantile(0.1)?);
        if lower > 0.0 { finite(upper / lower) } else { Err(Undefined::DenominatorNotPositive) }
    }
}

/// The type-7 quantile of numbers already in ascending order, such as the replicates of a
/// bootstrap. Undefined where there is none.
pub fn quantile_of_sorted(sorted: &[f64], p: f64) -> Outcome {
    if !(0.0..=1.0).contains(&p) {
        return Err(Undefined::BadParameter);
    }
    let last = sorted.len().checked_sub(1).ok_or(Undefined::NoUnits)?;
    let position = last as f64 * p;
    let (lower, share) = (position.floor() as usize, position.fract());
    let (low, high) = (sorted[lower.min(last)], sorted[(lower + 1).min(last)]);
    finite(if low == high { low } else { low * (1.0 - share) + high * share })
}

/// The other ways to read a quantile from a sample, by Hyndman and Fan's numbers (1996). This page
/// uses type 7 everywhere; these show what another package would say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantileType {
    /// 1: the inverse of the distribution function.
    Inverse,
    /// 2: as 1, with the mean of the two values at a step.
    InverseAveraged,
    /// 3: the nearest even order statistic.
    NearestEven,
    /// 4: linear between steps of the distribution function.
    LinearInverse,
    /// 5: linear between the midpoints of the steps.
    Midpoint,
    /// 6: p at the kth value is k/(n+1).
    Expected,
    /// 7: p at the kth value is (k−1)/(n−1).
    Mode,
    /// 8: near the median of each order statistic.
    MedianUnbiased,
    /// 9: near the mean of each, for normal values.
    NormalUnbiased,
}

/// The quantile of this type of numbers in ascending order. Undefined where there is none.
pub fn quantile_of_type(sorted: &[f64], p: f64, kind: QuantileType) -> Outcome {
    if kind == QuantileType::Mode {
        return quantile_of_sorted(sorted, p);
    }
    if !(0.0..=1.0).contains(&p) {
        return Err(Undefined::BadParameter);
    }
    let last = sorted.len().checked_sub(1).ok_or(Undefined::NoUnits)?;
    let n = sorted.len() as f64;
    // The kth value, counted from 1, the ends standing for what lies beyond them.
    let value = |k: f64| sorted[(k.max(1.0) as usize - 1).min(last)];
    // A position that rounding has put just below a whole number is that number, as in R.
    let whole = |position: f64| (position + 4.0 * f64::EPSILON).floor();
    let shift = match kind {
        QuantileType::Inverse | QuantileType::InverseAveraged => {
            let at = whole(n * p);
            let on_step = (n * p - at).abs() <= 4.0 * f64::EPSILON;
            return finite(match (on_step, kind) {
                (true, QuantileType::Inverse) => value(at),
                (true, _) => value(at) / 2.0 + value(at + 1.0) / 2.0,
                (false, _) => value(at + 1.0),
            });
        }
        QuantileType::NearestEven => {
            let at = whole(n * p - 0.5);
            let on_step = (n * p - 0.5 - at).abs() <= 4.0 * f64::EPSILON;
            return finite(if on_step && at % 2.0 == 0.0 { value(at) } else { value(at + 1.0) });
        }
        QuantileType::LinearInverse => 0.0,
        QuantileType::Midpoint => 0.5,
        QuantileType::Expected => p,
        QuantileType::Mode => 1.0 - p,
        QuantileType::MedianUnbiased => (p + 1.0) / 3.0,
        QuantileType::NormalUnbiased => p / 4.0 + 3.0 / 8.0,
    };
    let position = n * p + shift;
    let at = whole(position);
    let share = (position - at).max(0.0);
    let (low, high) = (value(at), value(at + 1.0));
    finite(if low == high { low } else { low * (1.0 - share) + high * share })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_7_by_hand() {
        // Five values: h = 4p. The ninth decile is 0.6 of the way from the fourth to the fifth.
        let sample = Sample::unweighted(&[5.0, 1.0, 4.0, 2.0, 3.0]);
        for (p, expected) in [(0.0, 1.0), (0.25, 2.0), (0.5, 3.0), (0.9, 4.6), (1.0, 5.0)] {
            let value = sample.quantile(p).unwrap();
            assert!((value - expected).abs() < 1e-12, "quantile {p} is {value}");
            assert_eq!(quantile_of_sorted(&[1.0, 2.0, 3.0, 4.0, 5.0], p), Ok(value));
        }
    }

    #[test]
    fn whole_weights_are_repetitions() {
        let weighted = Sample::weighted(&[1.0, 2.0, 4.0, 9.0], &[3.0, 1.0, 0.0, 2.0]);
        let repeated = Sample::unweighted(&[1.0, 1.0, 1.0, 2.0, 9.0, 9.0]);
        for step in 0..=20 {
            let p = f64::from(step) / 20.0;
            let (a, b) = (weighted.quantile(p).unwrap(), repeated.quantile(p).unwrap());
            assert!((a - b).abs() < 1e-12, "quantile {p}: {a} and {b}");
        }
    }

    #[test]
    fn other_weights_move_without_a_jump() {
        let at = |weight| Sample::weighted(&[0.0, 10.0], &[2.0, weight]).median().unwrap();
        assert!((at(2.0) - 5.0).abs() < 1e-12);
        assert!((at(2.0 - 1e-9) - at(2.0 + 1e-9)).abs() < 1e-7);
    }

    #[test]
    fn types_by_hand() {
        // One to four at one half: the second value, or between it and the third.
        let sorted = [1.0, 2.0, 3.0, 4.0];
        for (kind, expected) in [
            (QuantileType::Inverse, 2.0),
            (QuantileType::InverseAveraged, 2.5),
            (QuantileType::NearestEven, 2.0),
            (QuantileType::LinearInverse, 2.0),
            (QuantileType::Midpoint, 2.5),
            (QuantileType::Expected, 2.5),
            (QuantileType::Mode, 2.5),
            (QuantileType::MedianUnbiased, 2.5),
            (QuantileType::NormalUnbiased, 2.5),
        ] {
            let value = quantile_of_type(&sorted, 0.5, kind).unwrap();
            assert!((value - expected).abs() < 1e-12, "{kind:?}: {value}");
        }
    }

    #[test]
    fn edges() {
        assert_eq!(Sample::unweighted(&[]).median(), Err(Undefined::NoUnits));
        assert_eq!(Sample::weighted(&[7.0], &[0.5]).median(), Ok(7.0));
        assert_eq!(Sample::unweighted(&[1.0]).quantile(1.5), Err(Undefined::BadParameter));
        let opposite = Sample::unweighted(&[-f64::MAX, f64::MAX]);
        assert_eq!(opposite.median(), Ok(0.0));
        let zeros = Sample::unweighted(&[0.0, 0.0, 0.0, 1.0]);
        assert_eq!(zeros.p90_p10(), Err(Undefined::DenominatorNotPositive));
    }
}
