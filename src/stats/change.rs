//! Changes of an amount: percent, and in real terms.

use super::undefined::{Outcome, Undefined, finite};

/// 100 (second/first − 1), in percent. Undefined where the first is zero.
pub fn percent_change(first: f64, second: f64) -> Outcome {
    if first == 0.0 {
        Err(Undefined::NothingToStartFrom)
    } else {
        finite(100.0 * (second / first - 1.0))
    }
}

/// An amount in other prices: nominal × index_to / index_from. Undefined where an index is not
/// above zero. Source: HM Treasury, *GDP deflators: user guide*.
pub fn real_terms(nominal: f64, index_from: f64, index_to: f64) -> Outcome {
    if index_from > 0.0 && index_to > 0.0 && index_from.is_finite() && index_to.is_finite() {
        finite(nominal * (index_to / index_from))
    } else {
        Err(Undefined::BadParameter)
    }
}

/// What multiplies amounts of the first occasion to put them in the second's prices, which rose
/// by so many percent: 1 + percent/100. Undefined at a fall of 100 % or more.
pub fn price_factor(percent: f64) -> Outcome {
    real_terms(1.0, 100.0, 100.0 + percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn treasury_examples() {
        // HM Treasury user guide, annex A, to the digits that it prints.
        assert!((real_terms(7.4e6, 91.031, 102.789).unwrap() - 8.36e6).abs() < 5e3);
        assert!((percent_change(88.48, 100.0).unwrap() - 13.02).abs() < 5e-3);
        assert!((percent_change(91.031, 93.046).unwrap() - 2.21).abs() < 5e-3);
    }

    #[test]
    fn edges() {
        assert_eq!(percent_change(0.0, 5.0), Err(Undefined::NothingToStartFrom));
        assert_eq!(percent_change(5.0, 0.0), Ok(-100.0));
        assert_eq!(price_factor(0.0), Ok(1.0));
        assert_eq!(price_factor(-100.0), Err(Undefined::BadParameter));
        assert_eq!(price_factor(f64::NAN), Err(Undefined::BadParameter));
    }
}
