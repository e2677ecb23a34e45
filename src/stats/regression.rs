//! A straight line by least squares, with standard errors.

use super::undefined::{Outcome, ROUNDING, Undefined, finite, power_of_two_scale};

/// The line y = intercept + slope · x. Standard errors as R's `lm`: weights are precisions, and
/// the residual variance has n − 2 degrees of freedom, n the points that weigh something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// In the unit of y.
    pub intercept: f64,
    /// In the unit of y per unit of x.
    pub slope: f64,
    /// The points that weigh something.
    pub n: usize,
    /// The share of the (weighted) variance of y that the line takes up. Undefined where y does
    /// not vary: it is then zero over zero.
    pub r_squared: Outcome,
    /// √(Σ w e² / (n−2)). Needs three points, as do the standard errors.
    pub residual_deviation: Outcome,
    /// The standard error of the slope under equal (weighted) variances.
    pub slope_error: Outcome,
    /// The standard error of the intercept under equal (weighted) variances.
    pub intercept_error: Outcome,
    /// The standard error of the slope under unequal variances, HC1.
    pub slope_error_hc1: Outcome,
    /// The standard error of the slope under unequal variances, HC3 (Long and Ervin 2000).
    /// Undefined where a point decides the line by itself.
    pub slope_error_hc3: Outcome,
}

/// Least squares of y on x; `weights` of `None` are all one. Points without weight, or with a
/// number that is not finite, stay out. Undefined with fewer than two points, or where x does not
/// vary. Source: any text, e.g. Weisberg, *Applied Linear Regression*.
pub fn least_squares(x: &[f64], y: &[f64], weights: Option<&[f64]>) -> Result<Line, Undefined> {
    let weight = |i: usize| weights.map_or(1.0, |w| w.get(i).copied().unwrap_or(0.0));
    let given = x.iter().zip(y).enumerate().map(|(i, (&x, &y))| (x, y, weight(i)));
    let points: Vec<(f64, f64, f64)> = given
        .filter(|(x, y, w)| x.is_finite() && y.is_finite() && w.is_finite() && *w > 0.0)
        .collect();
    let Some(&(x0, y0, _)) = points.first() else { return Err(Undefined::NoUnits) };
    if points.len() < 2 {
        return Err(Undefined::TooFewUnits);
    }
    let (x_scale, y_scale) = (
        power_of_two_scale(points.iter().map(|point| point.0)),
        power_of_two_scale(points.iter().map(|point| point.1)),
    );
    // From the first point: a y that does not vary then leaves no residue of rounding.
    let points: Vec<_> = points
        .iter()
        .map(|(x, y, w)| (x / x_scale - x0 / x_scale, y / y_scale - y0 / y_scale, *w))
        .collect();
    let sum = |term: &dyn Fn(f64, f64, f64) -> f64| -> f64 {
        points.iter().map(|&(x, y, w)| term(x, y, w)).sum()
    };
    let whole = sum(&|_, _, w| w);
    let (x_mean, y_mean) = (sum(&|x, _, w| w * x) / whole, sum(&|_, y, w| w * y) / whole);
    let x_spread = sum(&|x, _, w| w * (x - x_mean).powi(2));
    if x_spread <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let slope = sum(&|x, y, w| w * (x - x_mean) * (y - y_mean)) / x_spread;
    let residual = |x: f64, y: f64| y - y_mean - slope * (x - x_mean);
    let y_spread = sum(&|_, y, w| w * (y - y_mean).powi(2));
    let left = sum(&|x, y, w| w * residual(x, y).powi(2));

    let freedom = points.len() as f64 - 2.0;
    let error = |variance: f64, unit: f64| {
        if freedom > 0.0 { finite(variance.sqrt() * unit) } else { Err(Undefined::TooFewUnits) }
    };
    let variance = left / freedom;
    let slope_unit = y_scale / x_scale;
    let x_origin = x_mean + x0 / x_scale;
    let leverage = |x: f64, w: f64| w * (1.0 / whole + (x - x_mean).powi(2) / x_spread);
    let meat = |x: f64, y: f64, w: f64| (w * (x - x_mean) * residual(x, y)).powi(2);
    let hc1 = sum(&meat) * points.len() as f64 / freedom;
    let hc3 = sum(&|x, y, w| meat(x, y, w) / (1.0 - leverage(x, w)).powi(2));
    Ok(Line {
        intercept: finite((y_mean + y0 / y_scale - slope * x_origin) * y_scale)?,
        slope: finite(slope * slope_unit)?,
        n: points.len(),
        // The largest y is between 1 and 2 in its scale.
        r_squared: if y_spread > whole * ROUNDING * ROUNDING {
            finite((1.0 - left / y_spread).clamp(0.0, 1.0))
        } else {
            Err(Undefined::NoVariation)
        },
        residual_deviation: error(variance, y_scale),
        slope_error: error(variance / x_spread, slope_unit),
        intercept_error: error(variance * (1.0 / whole + x_origin.powi(2) / x_spread), y_scale),
        slope_error_hc1: error(hc1 / x_spread.powi(2), slope_unit),
        slope_error_hc3: error(hc3 / x_spread.powi(2), slope_unit),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_through_three_points_by_hand() {
        // x 0, 1, 2; y 0, 0, 3: slope 3/2, intercept −1/2, residuals ½, −1, ½.
        let line = least_squares(&[0.0, 1.0, 2.0], &[0.0, 0.0, 3.0], None).unwrap();
        assert!((line.slope - 1.5).abs() < 1e-12 && (line.intercept + 0.5).abs() < 1e-12);
        assert!((line.r_squared.unwrap() - 0.75).abs() < 1e-12);
        assert!((line.residual_deviation.unwrap() - 1.5_f64.sqrt()).abs() < 1e-12);
        assert!((line.slope_error.unwrap() - 0.75_f64.sqrt()).abs() < 1e-12);
        assert!(
            (line.intercept_error.unwrap() - (1.5 * (1.0 / 3.0 + 0.5_f64)).sqrt()).abs() < 1e-12
        );
    }

    #[test]
    fn two_points_have_a_line_without_an_error() {
        let line = least_squares(&[1.0, 2.0], &[5.0, 7.0], None).unwrap();
        assert!((line.slope - 2.0).abs() < 1e-12 && (line.intercept - 3.0).abs() < 1e-12);
        assert_eq!(line.slope_error, Err(Undefined::TooFewUnits));
    }

    #[test]
    fn what_does_not_vary() {
        let flat = least_squares(&[1.0, 2.0, 3.0], &[0.1; 3], None).unwrap();
        assert_eq!((flat.slope, flat.r_squared), (0.0, Err(Undefined::NoVariation)));
        assert_eq!(least_squares(&[2.0; 3], &[1.0, 2.0, 3.0], None), Err(Undefined::NoVariation));
        assert_eq!(least_squares(&[2.0], &[1.0], None), Err(Undefined::TooFewUnits));
        assert_eq!(least_squares(&[], &[], None), Err(Undefined::NoUnits));
    }

    #[test]
    fn what_varies_by_rounding_alone_has_no_share_taken_up() {
        // Three means of 0.7, as sums over counts give them.
        let means = [0.7, 0.7 + 1.1e-16, 0.7 - 1.1e-16];
        let line = least_squares(&[1.0, 2.0, 3.0], &means, None).unwrap();
        assert_eq!(line.r_squared, Err(Undefined::NoVariation));
    }

    #[test]
    fn huge_values_do_not_overflow() {
        let line = least_squares(&[1.0, 2.0, 3.0], &[1e308, 1.2e308, 1.4e308], None).unwrap();
        assert!((line.slope / 0.2e308 - 1.0).abs() < 1e-12);
    }
}
