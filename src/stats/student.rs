//! Student's t distribution, for what a slope's standard error allows one to say.

use super::regression::Line;
use super::undefined::{Outcome, Undefined, finite};

impl Line {
    /// t = b / SE(b), without a unit: the slope over its standard error, by Student's t on n − 2
    /// degrees of freedom (Student 1908). Undefined where there are fewer than three points, or where
    /// they lie on the line exactly.
    pub fn slope_t(&self) -> Outcome {
        match self.slope_error? {
            error if error > 0.0 => finite(self.slope / error),
            _ => Err(Undefined::NoVariation),
        }
    }

    /// p = P(|T| ≥ |t|), in [0, 1]: the two-sided p value of the slope against zero, by Student's t with
    /// n − 2 degrees of freedom. Undefined where [`Line::slope_t`] is.
    pub fn slope_p(&self) -> Outcome {
        let t = self.slope_t()?;
        let freedom = self.n as f64 - 2.0;
        Ok(beyond(t, freedom))
    }

    /// b ± t · SE(b), in the slope's unit: its interval at this level (0.95), t being the quantile of
    /// Student's t with n − 2 degrees of freedom. Undefined where the standard error is.
    pub fn slope_interval(&self, level: f64) -> Result<(f64, f64), Undefined> {
        if !(0.0..1.0).contains(&level) {
            return Err(Undefined::BadParameter);
        }
        let reach = self.slope_error? * two_sided_quantile(1.0 - level, self.n as f64 - 2.0);
        Ok((finite(self.slope - reach)?, finite(self.slope + reach)?))
    }
}

/// P(|T| ≥ |t|) with so many degrees of freedom: the regularised incomplete beta function at
/// ν/(ν + t²) (Abramowitz and Stegun 26.7.1).
fn beyond(t: f64, freedom: f64) -> f64 {
    let x = freedom / (freedom + t * t);
    incomplete_beta(x, freedom / 2.0, 0.5)
}

/// The t that |T| passes with this probability.
pub(super) fn two_sided_quantile(probability: f64, freedom: f64) -> f64 {
    let mut high = 1.0;
    while beyond(high, freedom) > probability && high < 1e300 {
        high *= 2.0;
    }
    let mut low = 0.0;
    loop {
        let middle = (low + high) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if beyond(middle, freedom) > probability { low = middle } else { high = middle }
    }
}

/// I_x(a, b), by its continued fraction (Abramowitz and Stegun 26.5.8) on the side where that
/// converges fast.
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    let front =
        (log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front / a / beta_fraction(x, a, b)
    } else {
        1.0 - front / b / beta_fraction(1.0 - x, b, a)
    }
}

/// 1 + d₁/(1 + d₂/(1 + …)), from the tail up.
fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    let numerator = |k: u32| {
        let m = f64::from(k / 2);
        if k.is_multiple_of(2) {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        }
    };
    (1..=400).rev().fold(1.0, |below, k| 1.0 + numerator(k) / below)
}

/// ln Γ(z) for z > 0: Stirling's series where it is exact to a float, reached by recurrence.
fn log_gamma(z: f64) -> f64 {
    let (mut z, mut shift) = (z, 0.0);
    while z < 15.0 {
        shift -= z.ln();
        z += 1.0;
    }
    let inverse = 1.0 / (z * z);
    let series = (1.0 / 12.0
        - inverse * (1.0 / 360.0 - inverse * (1.0 / 1260.0 - inverse * (1.0 / 1680.0))))
        / z;
    shift + (z - 0.5) * z.ln() - z + 0.5 * (2.0 * std::f64::consts::PI).ln() + series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_the_tables() {
        // The first two from their closed forms; the others as printed in tables of t.
        let closed = 0.95 * (2.0 / (1.0 - 0.95_f64.powi(2))).sqrt();
        for (freedom, expected, tolerance) in [
            (1.0, (0.475 * std::f64::consts::PI).tan(), 1e-9),
            (2.0, closed, 1e-9),
            (10.0, 2.228_138_852, 1e-8),
            (100.0, 1.983_971_519, 1e-8),
        ] {
            let t = two_sided_quantile(0.05, freedom);
            assert!((t - expected).abs() < tolerance, "{freedom}: {t} and {expected}");
        }
    }

    #[test]
    fn gamma_of_whole_and_half_numbers() {
        assert!((log_gamma(5.0) - 24.0_f64.ln()).abs() < 1e-13);
        assert!((log_gamma(0.5) - std::f64::consts::PI.sqrt().ln()).abs() < 1e-13);
    }
}
