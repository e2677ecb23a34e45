//! Indices of inequality of a sample: Gini, Hoover, generalised entropy, Atkinson.
//!
//! All are relative: without unit, the same when every value is multiplied, and undefined where
//! the total is not above zero. Where every value is equal they are zero.

use super::sample::{Row, Sample};
use super::undefined::{Outcome, Undefined, finite};

impl Sample {
    /// The Gini index 2Σwx(c − w/2) / (WΣwx) − 1, c the cumulative weight: from 0 to 1 − w_max/W
    /// for values without a negative one. With negative values it may exceed 1: flag it
    /// ([`Sample::has_negative`]). Source: Lerman and Yitzhaki (1989).
    pub fn gini(&self) -> Outcome {
        self.positive_scaled_mean()?;
        let sums = &self.sums;
        // Rounding can leave −1e−17 where all values are equal.
        Ok(finite(2.0 * (sums.ranked_mass / sums.weight) / sums.mass - 1.0)?.max(0.0))
    }

    /// The Gini index times n/(n−1), which removes its bias in small samples. Needs two units;
    /// not defined under weights. Source: Deltas (2003).
    pub fn gini_corrected(&self) -> Outcome {
        if self.is_weighted() {
            return Err(Undefined::Weighted);
        }
        let gini = self.gini()?;
        let n = self.sums.weight;
        if n < 2.0 { Err(Undefined::TooFewUnits) } else { Ok(gini * n / (n - 1.0)) }
    }

    /// The Gini index over 1 − Σ(w/W)², the form that some packages give under weights. It can
    /// exceed 1 and is not recommended; it is here for comparison with them.
    pub fn gini_corrected_for_weights(&self) -> Outcome {
        let gini = self.gini()?;
        let squares: f64 = self.rows.iter().map(|row| row.counted * row.counted).sum();
        let room = 1.0 - squares / (self.sums.weight * self.sums.weight);
        // One unit that holds all the weight leaves no room but rounding.
        if room <= f64::EPSILON { Err(Undefined::TooFewUnits) } else { finite(gini / room) }
    }

    /// The Hoover (Robin Hood, Schutz) index Σw|x−μ| / (2Wμ): the share of the total that would
    /// have to move for all to be equal. Source: Hoover (1936).
    pub fn hoover(&self) -> Outcome {
        let mean = self.positive_scaled_mean()?;
        let above = self.rows.partition_point(|row| row.scaled <= mean);
        let before = |sums: &[f64]| above.checked_sub(1).map_or(0.0, |last| sums[last]);
        let mass = self.sums.mass - before(&self.cumulative_mass);
        let weight = self.sums.weight - before(&self.cumulative_weight);
        Ok(finite((mass - weight * mean) / self.sums.mass)?.max(0.0))
    }

    /// The Theil index GE(1) = mean((x/μ) ln(x/μ)), with 0 ln 0 = 0, in nats: from 0 to ln n.
    /// Source: Theil (1967).
    pub fn theil(&self) -> Outcome {
        self.generalised_entropy(1.0)
    }

    /// The mean log deviation GE(0) = mean(ln(μ/x)), in nats. Infinite where a value is zero.
    /// Source: Theil (1967), his second measure.
    pub fn mean_log_deviation(&self) -> Outcome {
        self.generalised_entropy(0.0)
    }

    /// Half the squared coefficient of variation, GE(2) = (mean((x/μ)²) − 1) / 2. Source: Shorrocks
    /// (1980).
    pub fn half_squared_cv(&self) -> Outcome {
        self.generalised_entropy(2.0)
    }

    /// Generalised entropy GE(α) = (mean((x/μ)^α) − 1) / (α(α−1)), with the limits
    /// mean(ln(μ/x)) at α = 0 and mean((x/μ) ln(x/μ)) at α = 1. Undefined where a value is
    /// negative; infinite for α ≤ 0 where a value is zero. Source: Shorrocks (1980).
    pub fn generalised_entropy(&self, alpha: f64) -> Outcome {
        if !alpha.is_finite() {
            return Err(Undefined::BadParameter);
        }
        let mean = self.mean_of_non_negative()?;
        if alpha <= 0.0 && self.has_zero() {
            return Err(Undefined::ZeroValue);
        }
        if self.are_all_equal() {
            return Ok(0.0);
        }
        let sums = &self.sums;
        let entropy = if alpha == 0.0 {
            mean.ln() - sums.log / sums.weight
        } else if alpha == 1.0 {
            sums.mass_log / sums.mass - mean.ln()
        } else if alpha == 2.0 {
            (sums.square / sums.weight / (mean * mean) - 1.0) / 2.0
        } else {
            let powers = self.rows.iter().filter(|row| row.counted > 0.0);
            let powers: f64 = powers.map(|row| row.counted * (row.scaled / mean).powf(alpha)).sum();
            (powers / sums.weight - 1.0) / (alpha * (alpha - 1.0))
        };
        Ok(finite(entropy)?.max(0.0))
    }

    /// The Atkinson index 1 − mean((x/μ)^(1−ε))^(1/(1−ε)), ε ≥ 0 the aversion to inequality;
    /// 1 − exp(mean ln(x/μ)) at ε = 1: the share of the total that could go if the rest were
    /// shared equally without loss of welfare. 1 where ε ≥ 1 and a value is zero; undefined where
    /// a value is negative. Source: Atkinson (1970).
    pub fn atkinson(&self, epsilon: f64) -> Outcome {
        if !(epsilon.is_finite() && epsilon >= 0.0) {
            return Err(Undefined::BadParameter);
        }
        let mean = self.mean_of_non_negative()?;
        if epsilon >= 1.0 && self.has_zero() {
            return Ok(1.0);
        }
        if self.are_all_equal() {
            return Ok(0.0);
        }
        let sums = &self.sums;
        let equivalent = if epsilon == 1.0 {
            (sums.log / sums.weight - mean.ln()).exp()
        } else if epsilon == 0.5 {
            (sums.root / sums.weight).powi(2) / mean
        } else {
            self.log_power_mean(1.0 - epsilon, mean).exp()
        };
        Ok(finite(1.0 - equivalent)?.clamp(0.0, 1.0))
    }

    /// ln of mean((x/μ)^power)^(1/power). The largest term is taken out before the exponentials,
    /// so that a steep power of a small value does not overflow.
    fn log_power_mean(&self, power: f64, mean: f64) -> f64 {
        let log_mean = mean.ln();
        let terms = || {
            let rows = self.rows.iter().filter(|row| row.counted > 0.0 && row.value > 0.0);
            rows.map(|row| (row.counted, power * (row.log - log_mean)))
        };
        let largest = terms().map(|(_, term)| term).fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = terms().map(|(weight, term)| weight * (term - largest).exp()).sum();
        (largest + (sum / self.sums.weight).ln()) / power
    }

    /// The scaled mean, refused where the total is not above zero or a value is below zero.
    fn mean_of_non_negative(&self) -> Outcome {
        let mean = self.positive_scaled_mean()?;
        if self.has_negative() { Err(Undefined::NegativeValue) } else { Ok(mean) }
    }

    /// Whether all values are one: rounding would leave 1e−16 of inequality between them.
    fn are_all_equal(&self) -> bool {
        let value = |row: Option<&Row>| row.map(|row| row.value);
        value(self.rows.first()) == value(self.rows.last())
    }

    fn has_zero(&self) -> bool {
        self.first().is_some_and(|row| row.value == 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(outcome: Outcome, expected: f64) {
        let value = outcome.unwrap();
        assert!((value - expected).abs() < 1e-12, "{value} is not {expected}");
    }

    #[test]
    fn indices_of_one_two_three_by_hand() {
        // μ = 2; mean absolute difference 8/9; ratios to the mean ½, 1, 1½.
        let sample = Sample::unweighted(&[3.0, 1.0, 2.0]);
        close(sample.gini(), 2.0 / 9.0);
        close(sample.gini_corrected(), 1.0 / 3.0);
        close(sample.hoover(), 1.0 / 6.0);
        close(sample.theil(), (0.5 * 0.5_f64.ln() + 1.5 * 1.5_f64.ln()) / 3.0);
        close(sample.mean_log_deviation(), -(0.5_f64.ln() + 1.5_f64.ln()) / 3.0);
        close(sample.half_squared_cv(), 1.0 / 12.0);
        close(sample.atkinson(1.0), 1.0 - 6.0_f64.cbrt() / 2.0);
        // ε = 2 compares the harmonic mean 18/11 with the mean.
        close(sample.atkinson(2.0), 1.0 - 18.0 / 11.0 / 2.0);
        close(sample.atkinson(0.0), 0.0);
    }

    #[test]
    fn general_forms_meet_the_special_ones() {
        let sample = Sample::weighted(&[1.0, 4.0, 9.0], &[2.0, 1.0, 3.0]);
        for alpha in [0.0, 1.0, 2.0] {
            let beside = sample.generalised_entropy(alpha + 1e-6).unwrap();
            assert!((beside - sample.generalised_entropy(alpha).unwrap()).abs() < 1e-5, "{alpha}");
        }
        for epsilon in [0.5, 1.0] {
            let beside = sample.atkinson(epsilon + 1e-6).unwrap();
            assert!((beside - sample.atkinson(epsilon).unwrap()).abs() < 1e-5, "{epsilon}");
        }
    }

    #[test]
    fn zeros_and_negatives() {
        let zero = Sample::unweighted(&[0.0, 1.0]);
        assert_eq!(zero.mean_log_deviation(), Err(Undefined::ZeroValue));
        close(zero.theil(), 2.0_f64.ln());
        assert_eq!(zero.atkinson(1.0), Ok(1.0));
        close(zero.atkinson(0.5), 0.5);
        let debt = Sample::unweighted(&[-1.0, 3.0]);
        assert_eq!(debt.theil(), Err(Undefined::NegativeValue));
        assert_eq!(debt.atkinson(0.5), Err(Undefined::NegativeValue));
        close(debt.gini(), 1.0);
        assert_eq!(Sample::unweighted(&[0.0, 0.0]).gini(), Err(Undefined::TotalNotPositive));
        assert_eq!(Sample::unweighted(&[]).gini(), Err(Undefined::NoUnits));
    }

    #[test]
    fn one_unit_is_equal_to_itself() {
        let one = Sample::unweighted(&[1234.5]);
        for index in [one.gini(), one.hoover(), one.theil(), one.half_squared_cv()] {
            assert_eq!(index, Ok(0.0));
        }
        assert_eq!(one.gini_corrected(), Err(Undefined::TooFewUnits));
        assert_eq!(one.gini_corrected_for_weights(), Err(Undefined::TooFewUnits));
    }

    #[test]
    fn equal_values_leave_nothing_to_rounding() {
        for value in (1..200).map(|step| f64::from(step) * 0.37) {
            let equal = Sample::unweighted(&[value; 3]);
            let entropies = [-1.0, 0.0, 1.0, 2.0].map(|alpha| equal.generalised_entropy(alpha));
            assert_eq!(entropies, [Ok(0.0); 4], "{value}");
            assert_eq!(
                [0.5, 1.0, 2.0].map(|epsilon| equal.atkinson(epsilon)),
                [Ok(0.0); 3],
                "{value}"
            );
        }
    }

    #[test]
    fn a_steep_aversion_does_not_overflow() {
        let sample = Sample::unweighted(&[1e-300, 1.0, 1e300]);
        close(sample.atkinson(50.0), 1.0);
        assert!(sample.mean_log_deviation().unwrap() > 600.0);
    }
}
