//! Why a measure has no finite value, as a type rather than as NaN.

use std::fmt;

/// A finite number, or the reason why there is none.
pub type Outcome = Result<f64, Undefined>;

/// Why a measure has no finite value. [`fmt::Display`] gives the reason in plain words that say
/// "value" and "group"; whoever knows what a unit is may say it better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undefined {
    /// No unit has both a value and a weight above zero.
    NoUnits,
    /// Fewer units than the measure needs.
    TooFewUnits,
    /// Relative measures divide by the total, which is zero or negative.
    TotalNotPositive,
    /// Logarithms and powers of a negative value have no meaning.
    NegativeValue,
    /// A value of zero among the others makes the measure infinite.
    ZeroValue,
    /// A group whose mean is zero makes the measure infinite.
    ZeroGroup,
    /// The lower part holds nothing, so the ratio to it is infinite.
    ZeroDenominator,
    /// The lower part is negative, or zero where a quantile is divided by, so the ratio means nothing.
    DenominatorNotPositive,
    /// A fitted end of the gradient is zero or negative, so their ratio means nothing.
    FittedEndNotPositive,
    /// Every value is the same, so a share of their variation is zero over zero.
    NoVariation,
    /// The first or the last group has no value.
    EndGroupEmpty,
    /// Fewer groups with values than the measure needs.
    TooFewGroups,
    /// The small-sample correction has no accepted form under weights.
    Weighted,
    /// A bounded measure stands at or beyond one of its bounds.
    AtBound,
    /// A change in percent has zero to start from.
    NothingToStartFrom,
    /// The measure needs something that this data does not have, such as a threshold.
    NotApplicable,
    /// A parameter lies outside its range.
    BadParameter,
    /// The number is too large to be held.
    TooLarge,
}

impl Undefined {
    /// Whether the measure is infinite, rather than without meaning.
    pub fn is_infinite(self) -> bool {
        matches!(self, Self::ZeroValue | Self::ZeroGroup | Self::ZeroDenominator)
    }
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoUnits => "there is no value",
            Self::TooFewUnits => "there are too few values",
            Self::TotalNotPositive => {
                "the total is zero or negative, so shares of it have no meaning"
            }
            Self::NegativeValue => "a value is negative, so its logarithm or power has no meaning",
            Self::ZeroValue => "a value is zero, so the measure is infinite",
            Self::ZeroGroup => "the mean of a group is zero, so the measure is infinite",
            Self::ZeroDenominator => "the lower part is zero, so the ratio is infinite",
            Self::DenominatorNotPositive => {
                "the lower part is not above zero, so the ratio has no meaning"
            }
            Self::FittedEndNotPositive => {
                "a fitted end is not above zero, so the ratio of the ends has no meaning"
            }
            Self::NoVariation => "every value is the same",
            Self::EndGroupEmpty => "the first or the last group has no value",
            Self::TooFewGroups => "too few groups have a value",
            Self::Weighted => "the correction for small samples is not defined under weights",
            Self::AtBound => "the mean lies at or beyond a bound of the measure",
            Self::NothingToStartFrom => "a percentage of zero has no meaning",
            Self::NotApplicable => "the measure does not apply to this data",
            Self::BadParameter => "a parameter is outside its range",
            Self::TooLarge => "the number is too large to be held",
        })
    }
}

impl std::error::Error for Undefined {}

/// A computed number, refused where the arithmetic ran past what a float holds.
pub(crate) fn finite(value: f64) -> Outcome {
    if value.is_finite() { Ok(value) } else { Err(Undefined::TooLarge) }
}

/// Numbers that differ by less than this share of them count as equal: means of equal values are off
/// by rounding, and none of the values is above theirs.
pub(crate) const ROUNDING: f64 = 1e-12;

/// A sum of so many terms whose sizes add up to `magnitude`, or exactly zero where it lies no
/// further from zero than their rounding: values that cancel leave no total to divide by.
pub(crate) fn settled(sum: f64, magnitude: f64, terms: usize) -> f64 {
    if sum.abs() < f64::EPSILON * terms as f64 * magnitude { 0.0 } else { sum }
}

/// The power of two just at or below the largest magnitude: dividing by it is exact and brings
/// every value into [−2, 2], so sums of huge or tiny values neither overflow nor vanish.
/// One where every value is zero.
pub(crate) fn power_of_two_scale(values: impl IntoIterator<Item = f64>) -> f64 {
    let largest = values.into_iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return 1.0;
    }
    let exponent = ((largest.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    2.0_f64.powi(exponent.max(-1022))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scale_is_a_power_of_two_within_reach_of_the_largest() {
        for (largest, scale) in [(1.0, 1.0), (3.9, 2.0), (4.0, 4.0), (0.3, 0.25), (0.0, 1.0)] {
            assert_eq!(power_of_two_scale([0.0, -largest]), scale, "{largest}");
        }
        for extreme in [f64::MAX, f64::MIN_POSITIVE, 5e-324] {
            let scaled = extreme / power_of_two_scale([extreme]);
            assert!(scaled > 0.0 && scaled < 2.0, "{extreme} scales to {scaled}");
        }
    }
}
