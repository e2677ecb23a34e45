//! Gradients over ordered groups: what the mean of each group says about its rank.
//!
//! Every function takes the groups in order, group 1 (the most deprived) first: their weights and
//! their means. A group that weighs nothing is empty, and its mean is not looked at. Formulas as
//! in PHE's *PHEindicatormethods* and WHO's *Health Equity Assessment Toolkit*.

use super::regression::{Line, least_squares};
use super::undefined::{Outcome, Undefined, finite, power_of_two_scale, settled};

/// The share of each group in the whole weight, w / Σw, a fraction of one. Undefined where nothing
/// weighs anything.
pub fn shares(weights: &[f64]) -> Result<Vec<f64>, Undefined> {
    let whole: f64 = weights.iter().sum();
    if whole > 0.0 && whole.is_finite() {
        Ok(weights.iter().map(|weight| weight / whole).collect())
    } else {
        Err(Undefined::NoUnits)
    }
}

/// The ridit of each group: the share of the weight before it and half its own, from 0 to 1.
/// Undefined where nothing weighs anything. Source: Bross (1958).
pub fn ridits(weights: &[f64]) -> Result<Vec<f64>, Undefined> {
    let mut before = 0.0;
    let midpoint = |share: f64| {
        let ridit = before + share / 2.0;
        before += share;
        ridit
    };
    Ok(shares(weights)?.into_iter().map(midpoint).collect())
}

/// The mean of all, Σ p y, in the means' unit; exactly zero where means cancel.
pub fn overall_mean(weights: &[f64], means: &[f64]) -> Outcome {
    let (shares, scale) = (shares(weights)?, scale_of(weights, means));
    let (mut sum, mut magnitude) = (0.0, 0.0);
    for (share, mean) in occupied(&shares, means) {
        let term = share * (mean / scale);
        sum += term;
        magnitude += term.abs();
    }
    finite(settled(sum, magnitude, shares.len()) * scale)
}

/// The mean of the last group less that of the first, in the means' unit. Undefined where either
/// is empty. Source: WHO, *Handbook on Health Inequality Monitoring* (2013).
pub fn difference(weights: &[f64], means: &[f64]) -> Outcome {
    let (first, last) = ends(weights, means)?;
    finite(last - first)
}

/// The mean of the last group over that of the first, without unit. Undefined where either is empty,
/// the first is negative or both are zero; infinite where the first alone is zero. Source: as for
/// [`difference`].
pub fn ratio(weights: &[f64], means: &[f64]) -> Outcome {
    let (first, last) = ends(weights, means)?;
    if first > 0.0 {
        finite(last / first)
    } else if first == 0.0 && last != 0.0 {
        Err(Undefined::ZeroDenominator)
    } else {
        Err(Undefined::DenominatorNotPositive)
    }
}

/// The weighted line through the groups' means at their ridits: what the slope and the relative
/// index of inequality are read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlopeIndex {
    /// The slope index of inequality: the fitted mean at the least deprived end less that at the
    /// most deprived, in the means' unit. Positive where means rise with rank.
    pub sii: f64,
    /// The fitted mean at the most deprived end, rank 0.
    pub most_deprived: f64,
    /// The mean of all.
    pub mean: f64,
    /// The largest of the means in size, which rounding is measured by.
    pub largest: f64,
}

impl SlopeIndex {
    /// Least squares of the means on the ridits, weighted by the groups' shares p:
    /// SII = Σp(R − ½)(y − μ) / Σp(R − ½)². Needs two groups with values. Source: Mackenbach and Kunst
    /// (1997), as in *PHEindicatormethods*.
    pub fn fit(weights: &[f64], means: &[f64]) -> Result<Self, Undefined> {
        if weights.iter().filter(|&&weight| weight > 0.0).count() < 2 {
            shares(weights)?;
            return Err(Undefined::TooFewGroups);
        }
        let ridits = ridits(weights)?;
        let line = least_squares(&ridits, means, Some(weights))?;
        let mean = overall_mean(weights, means)?;
        let occupied = weights.iter().zip(means).filter(|(weight, _)| **weight > 0.0);
        let largest = occupied.fold(0.0_f64, |largest, (_, mean)| largest.max(mean.abs()));
        Ok(Self { sii: line.slope, most_deprived: line.intercept, mean, largest })
    }

    /// The relative index of inequality, fitted ends: (a + b)/a, the fitted mean at the least
    /// deprived end over that at the most deprived (PHE, WHO). Undefined where either is not
    /// above zero.
    pub fn rii(&self) -> Outcome {
        let (most, least) = (self.most_deprived, self.most_deprived + self.sii);
        // An end that is zero comes out of the sums as rounding of either sign.
        let rounding = 1e-12 * self.largest;
        if most > rounding && least > rounding {
            finite(least / most)
        } else {
            Err(Undefined::FittedEndNotPositive)
        }
    }

    /// SII over the mean (Scotland's form of the relative index). Undefined where the mean is not
    /// above zero.
    pub fn rii_over_mean(&self) -> Outcome {
        if self.mean > 0.0 {
            finite(self.sii / self.mean)
        } else {
            Err(Undefined::TotalNotPositive)
        }
    }
}

/// The slope and relative index of a measure between 0 and 1 by a logistic curve through the
/// groups' means at their ridits: (p₁ − p₀, p₁/p₀), p₀ and p₁ the fitted shares at the most and
/// the least deprived end. For shares of people only: money is not bounded. Undefined where a
/// mean lies outside, where the groups are all at one bound, or where the fit does not settle. Source:
/// WHO's *Health Equity Assessment Toolkit*, technical notes.
pub fn logistic_slope_index(weights: &[f64], means: &[f64]) -> Result<(f64, f64), Undefined> {
    logistic_slope_index_fitted_by(weights, means, weights)
}

/// The same where the groups count for something else in the fit than for their ridits: one package
/// weights people by their number once more, so that a group counts for the square of it.
pub fn logistic_slope_index_fitted_by(
    weights: &[f64],
    means: &[f64],
    in_fit: &[f64],
) -> Result<(f64, f64), Undefined> {
    let (counted, ridits) = (shares(in_fit)?, ridits(weights)?);
    let shares = shares(weights)?;
    let groups: Vec<(f64, f64, f64)> = occupied(&shares, means)
        .zip(counted.iter().zip(&ridits).zip(&shares).filter(|(_, share)| **share > 0.0))
        .map(|((_, mean), ((counted, ridit), _))| (*counted, *ridit, mean))
        .collect();
    if groups.len() < 2 {
        return Err(Undefined::TooFewGroups);
    }
    let mean = overall_mean(weights, means)?;
    let inside = groups.iter().all(|(_, _, y)| (0.0..=1.0).contains(y));
    if !inside || mean <= 0.0 || mean >= 1.0 {
        return Err(Undefined::AtBound);
    }
    let logistic = |z: f64| 1.0 / (1.0 + (-z).exp());
    let (mut a, mut b) = ((mean / (1.0 - mean)).ln(), 0.0);
    for _ in 0..100 {
        // Newton's step on the likelihood of a share: two equations in two unknowns.
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for &(share, ridit, y) in &groups {
            let fitted = logistic(a + b * ridit);
            let (residual, slope) = (share * (y - fitted), share * fitted * (1.0 - fitted));
            g0 += residual;
            g1 += residual * ridit;
            h00 += slope;
            h01 += slope * ridit;
            h11 += slope * ridit * ridit;
        }
        let determinant = h00 * h11 - h01 * h01;
        let (da, db) = ((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant);
        (a, b) = (a + da, b + db);
        if !(a.is_finite() && b.is_finite()) {
            break;
        }
        if da.abs() + db.abs() < 1e-13 * (1.0 + a.abs() + b.abs()) {
            let (most, least) = (logistic(a), logistic(a + b));
            return Ok((least - most, finite(least / most)?));
        }
    }
    Err(Undefined::AtBound)
}

/// The unweighted line of the groups' means on their number, 1 for the first, by least squares
/// ([`least_squares`]). Its slope is in the means' unit per group. Needs three groups with values.
pub fn trend(weights: &[f64], means: &[f64]) -> Result<Line, Undefined> {
    let numbered = weights.iter().zip(means).enumerate();
    let (numbers, means): (Vec<f64>, Vec<f64>) = numbered
        .filter(|(_, (weight, _))| **weight > 0.0)
        .map(|(index, (_, mean))| (index as f64 + 1.0, *mean))
        .unzip();
    if numbers.len() < 3 {
        return Err(Undefined::TooFewGroups);
    }
    if means.iter().any(|mean| !mean.is_finite()) {
        return Err(Undefined::TooLarge);
    }
    least_squares(&numbers, &means, None)
}

/// The standard error of the slope index where the groups' means are estimates with these
/// standard errors, in the means' unit: √Σ(c·se)², c = p(R − ½) / Σp(R − ½)² the weights by which the
/// line takes the means. Needs two groups with a weight. Source: the variance of a sum, which the
/// simulation of *PHEindicatormethods* tends to.
pub fn sii_standard_error(weights: &[f64], standard_errors: &[f64]) -> Outcome {
    let (shares, ridits) = (shares(weights)?, ridits(weights)?);
    let spread: f64 = shares.iter().zip(&ridits).map(|(p, r)| p * (r - 0.5).powi(2)).sum();
    if spread <= 0.0 {
        return Err(Undefined::TooFewGroups);
    }
    let parts = shares.iter().zip(&ridits).zip(standard_errors);
    finite(parts.map(|((p, r), se)| (p * (r - 0.5) / spread * se).powi(2)).sum::<f64>().sqrt())
}

/// The standard error of a difference of two independent estimates, in their unit: √(se₁² + se₂²).
/// Source: WHO's *Health Equity Assessment Toolkit*, technical notes.
pub fn difference_standard_error(first: f64, last: f64) -> Outcome {
    finite(first.hypot(last))
}

/// The standard error of ln(last/first) of two independent estimates with their standard errors:
/// √((se₁/y₁)² + (se₂/y₂)²), without unit. Undefined where either estimate is not above zero. Source:
/// as for [`difference_standard_error`].
pub fn log_ratio_standard_error(first: (f64, f64), last: (f64, f64)) -> Outcome {
    if first.0 > 0.0 && last.0 > 0.0 {
        finite((first.1 / first.0).hypot(last.1 / last.0))
    } else {
        Err(Undefined::DenominatorNotPositive)
    }
}

/// The groups that weigh something, as (share, mean).
fn occupied<'a>(
    shares: &'a [f64],
    means: &'a [f64],
) -> impl Iterator<Item = (f64, f64)> + Clone + 'a {
    shares.iter().copied().zip(means.iter().copied()).filter(|(share, _)| *share > 0.0)
}

pub(super) fn scale_of(weights: &[f64], means: &[f64]) -> f64 {
    power_of_two_scale(occupied(weights, means).map(|(_, mean)| mean))
}

fn ends(weights: &[f64], means: &[f64]) -> Result<(f64, f64), Undefined> {
    let end = |weight: Option<&f64>, mean: Option<&f64>| match (weight, mean) {
        (Some(&weight), Some(&mean)) if weight > 0.0 => Ok(mean),
        _ => Err(Undefined::EndGroupEmpty),
    };
    Ok((end(weights.first(), means.first())?, end(weights.last(), means.last())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ridits_of_the_phe_manual() {
        let ridits = ridits(&[0.12, 0.10, 0.78]).unwrap();
        assert!((ridits[0] - 0.06).abs() < 1e-12 && (ridits[1] - 0.17).abs() < 1e-12);
    }

    #[test]
    fn slope_index_of_a_straight_line_is_its_rise() {
        // Ridits 1/4 and 3/4, means 20 and 40: from 10 at the one end to 50 at the other.
        let fit = SlopeIndex::fit(&[5.0, 5.0], &[20.0, 40.0]).unwrap();
        assert!((fit.sii - 40.0).abs() < 1e-12 && (fit.most_deprived - 10.0).abs() < 1e-12);
        assert!((fit.rii().unwrap() - 5.0).abs() < 1e-12);
        assert!((fit.rii_over_mean().unwrap() - 40.0 / 30.0).abs() < 1e-12);
        let steep = SlopeIndex::fit(&[1.0, 1.0], &[0.0, 40.0]).unwrap();
        assert_eq!(steep.rii(), Err(Undefined::FittedEndNotPositive));
    }

    #[test]
    fn empty_groups_stay_out() {
        let weights = [2.0, 0.0, 2.0];
        let means = [1.0, f64::NAN, 3.0];
        assert_eq!(difference(&weights, &means), Ok(2.0));
        assert_eq!(overall_mean(&weights, &means), Ok(2.0));
        assert!((SlopeIndex::fit(&weights, &means).unwrap().sii - 4.0).abs() < 1e-12);
        assert_eq!(trend(&weights, &means), Err(Undefined::TooFewGroups));
        assert_eq!(difference(&[0.0, 1.0], &[1.0, 1.0]), Err(Undefined::EndGroupEmpty));
        assert_eq!(SlopeIndex::fit(&[0.0, 1.0], &[1.0, 1.0]), Err(Undefined::TooFewGroups));
        assert_eq!(SlopeIndex::fit(&[], &[]), Err(Undefined::NoUnits));
    }

    #[test]
    fn logistic_curve_through_two_groups_meets_both() {
        // Log odds ln(1/4) and ln(1) at ridits ¼ and ¾: from ln(1/8) at 0 to ln(2) at 1.
        let (sii, rii) = logistic_slope_index(&[1.0, 1.0], &[0.2, 0.5]).unwrap();
        assert!((sii - (2.0 / 3.0 - 1.0 / 9.0)).abs() < 1e-12 && (rii - 6.0).abs() < 1e-12);
        let at = |means| logistic_slope_index(&[1.0, 1.0], means);
        assert_eq!(at(&[1.0, 1.0]), Err(Undefined::AtBound));
        assert_eq!(at(&[0.0, 1.0]), Err(Undefined::AtBound));
        assert_eq!(at(&[0.5, 1.5]), Err(Undefined::AtBound));
    }

    #[test]
    fn ratio_to_nothing() {
        assert_eq!(ratio(&[1.0, 1.0], &[0.0, 4.0]), Err(Undefined::ZeroDenominator));
        assert_eq!(ratio(&[1.0, 1.0], &[0.0, 0.0]), Err(Undefined::DenominatorNotPositive));
        assert_eq!(ratio(&[1.0, 1.0], &[-1.0, 4.0]), Err(Undefined::DenominatorNotPositive));
        assert_eq!(ratio(&[1.0, 1.0], &[2.0, 4.0]), Ok(2.0));
    }

    #[test]
    fn trend_is_per_group_and_unweighted() {
        let line = trend(&[1.0, 99.0, 1.0, 1.0], &[10.0, 12.0, 14.0, 16.0]).unwrap();
        assert!((line.slope - 2.0).abs() < 1e-12 && (line.intercept - 8.0).abs() < 1e-12);
    }
}
