//! The normal distribution, to the precision of a float.

use std::f64::consts::{PI, SQRT_2};

/// Φ(z): the probability of a standard normal value at or below z, from 0 to 1. Source: Abramowitz and
/// Stegun, 26.2.
pub fn probability(z: f64) -> f64 {
    let x = z.abs() / SQRT_2;
    let upper = if x < 2.5 { (1.0 - error_function(x)) / 2.0 } else { complement(x) / 2.0 };
    if z > 0.0 { 1.0 - upper } else { upper }
}

/// Φ⁻¹(p): the value with probability p at or below it; −∞ at 0, ∞ at 1, NaN outside. By
/// bisection of [`probability`].
pub fn quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return if p == 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    if p > 0.5 {
        // 1 − p is exact here, and the lower tail is where Φ keeps its digits.
        return -quantile(1.0 - p);
    }
    let (mut low, mut high) = (-39.0, 0.0);
    loop {
        let middle = (low + high) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if probability(middle) < p { low = middle } else { high = middle }
    }
}

/// erf(x) for 0 ≤ x, by the series whose terms are all positive (Abramowitz and Stegun 7.1.6).
fn error_function(x: f64) -> f64 {
    let (mut term, mut sum, mut odd) = (x, x, 1.0);
    while term > sum * f64::EPSILON / 4.0 {
        odd += 2.0;
        term *= 2.0 * x * x / odd;
        sum += term;
    }
    2.0 / PI.sqrt() * (-x * x).exp() * sum
}

/// erfc(x) for large x, by its continued fraction from the tail up (Abramowitz and Stegun 7.1.14).
fn complement(x: f64) -> f64 {
    let fraction = (1..=120).rev().fold(x, |below, k| x + f64::from(k) / 2.0 / below);
    (-x * x).exp() / PI.sqrt() / fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_tables() {
        // Abramowitz and Stegun, table 26.1 and 26.2; the last from R's pnorm(-10).
        for (z, p) in [
            (0.0, 0.5),
            (1.0, 0.841_344_746_068_543),
            (2.0, 0.977_249_868_051_821),
            (-3.0, 1.349_898_031_630_1e-3),
            (-4.0, 3.167_124_183_312e-5),
            (-10.0, 7.619_853_024_160_5e-24),
        ] {
            assert!((probability(z) / p - 1.0).abs() < 1e-12, "Φ({z}) = {}", probability(z));
        }
        assert!((quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-13);
        assert!((quantile(0.005) + 2.575_829_303_548_901).abs() < 1e-13);
    }

    #[test]
    fn both_forms_agree_where_they_meet() {
        assert!(((1.0 - error_function(2.5)) / complement(2.5) - 1.0).abs() < 1e-11);
    }

    #[test]
    fn ends() {
        assert_eq!((quantile(0.0), quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
        assert!(quantile(1.5).is_nan() && quantile(f64::NAN).is_nan());
        assert!(quantile(0.5).abs() < 1e-15);
    }
}
