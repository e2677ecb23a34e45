//! Concentration: how a total is spread over units ranked by something else.
//!
//! Like a Lorenz curve, but the units stand in order of rank (deprivation), not of value. Units
//! of equal rank are one group and share its midpoint rank, so their order never shows. Functions
//! take the groups in order of rank, as in [`super::gradient`].

use super::gradient::{overall_mean, ridits, scale_of, shares};
use super::order::by_columns;
use super::regression::least_squares;
use super::undefined::{Outcome, Undefined, finite, settled};

/// Groups of equal rank, in ascending order: their weights and means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankedGroups {
    pub weights: Vec<f64>,
    pub means: Vec<f64>,
}

impl RankedGroups {
    /// Units with a value, a weight and a rank each. Those with a number that is not finite, or
    /// with no weight, stay out.
    pub fn of_units(values: &[f64], weights: &[f64], ranks: &[f64]) -> Self {
        // Zero has one sign, so that ties are seen by their bits too.
        let ranks: Vec<f64> = ranks.iter().map(|rank| rank + 0.0).collect();
        let count = values.len().min(weights.len()).min(ranks.len());
        // Within a rank too, so that the order of the input does not show in the rounding.
        let mut units = by_columns(count, &[&ranks, values, weights]);
        units.retain(|&at| {
            ranks[at].is_finite()
                && values[at].is_finite()
                && weights[at].is_finite()
                && weights[at] > 0.0
        });
        let mut groups = Self::default();
        for tie in units.chunk_by(|a, b| ranks[*a] == ranks[*b]) {
            let weight: f64 = tie.iter().map(|at| weights[*at]).sum();
            groups.weights.push(weight);
            let term = |at: &usize| values[*at] * (weights[*at] / weight);
            let magnitude = tie.iter().map(|at| term(at).abs()).sum();
            groups.means.push(settled(tie.iter().map(term).sum(), magnitude, tie.len()));
        }
        groups
    }

    /// The index of these groups: [`concentration_index`].
    pub fn index(&self) -> Outcome {
        concentration_index(&self.weights, &self.means)
    }

    /// The absolute index of these groups: [`absolute_concentration_index`].
    pub fn absolute_index(&self) -> Outcome {
        absolute_concentration_index(&self.weights, &self.means)
    }

    /// The curve of these groups: [`concentration_curve`].
    pub fn curve(&self) -> Result<Vec<(f64, f64)>, Undefined> {
        concentration_curve(&self.weights, &self.means)
    }
}

/// The concentration index C = Σ p (2R − 1) y / μ, R the midpoint rank: from −1 to 1, positive
/// where the units of high rank (the least deprived) hold more than their share. Undefined where
/// the total is not above zero. Source: Kakwani, Wagstaff and van Doorslaer (1997).
pub fn concentration_index(weights: &[f64], means: &[f64]) -> Outcome {
    let mean = overall_mean(weights, means)?;
    if mean <= 0.0 {
        return Err(Undefined::TotalNotPositive);
    }
    let scale = scale_of(weights, means);
    finite(scaled_absolute_index(weights, means)? / (mean / scale))
}

/// The standard error of the concentration index of groups' means, from the regression of
/// 2σ²y/μ on the midpoint rank (Kakwani, Wagstaff and van Doorslaer 1997). Needs three groups.
pub fn concentration_standard_error(weights: &[f64], means: &[f64]) -> Outcome {
    let mean = overall_mean(weights, means)?;
    if mean <= 0.0 {
        return Err(Undefined::TotalNotPositive);
    }
    let (shares, ridits) = (shares(weights)?, ridits(weights)?);
    let spread: f64 = shares.iter().zip(&ridits).map(|(p, r)| p * (r - 0.5).powi(2)).sum();
    let scaled: Vec<f64> = means.iter().map(|y| 2.0 * spread * (y / mean)).collect();
    match least_squares(&ridits, &scaled, Some(weights)) {
        Ok(line) => line.slope_error,
        Err(_) => Err(Undefined::TooFewGroups),
    }
}

/// The absolute concentration index Cμ, in the means' unit. Undefined where no group weighs anything; a
/// total that is not above zero is no reason. Source: Wagstaff, Paci and van Doorslaer (1991).
pub fn absolute_concentration_index(weights: &[f64], means: &[f64]) -> Outcome {
    finite(scaled_absolute_index(weights, means)? * scale_of(weights, means))
}

/// Wagstaff's index for a measure between two bounds, (h − l)Cμ / ((h − μ)(μ − l)): undefined
/// where the mean stands at a bound or beyond. The bounds are the measure's own (0 and 1 for a
/// share), not the lowest and highest value seen. Source: Wagstaff (2005).
pub fn wagstaff_index(weights: &[f64], means: &[f64], bounds: (f64, f64)) -> Outcome {
    let (low, high) = checked(bounds)?;
    let mean = overall_mean(weights, means)?;
    if mean <= low || mean >= high {
        return Err(Undefined::AtBound);
    }
    let absolute = absolute_concentration_index(weights, means)?;
    finite((high - low) * absolute / ((high - mean) * (mean - low)))
}

/// Erreygers' index for a measure between two bounds, 4Cμ / (h − l). Undefined where no
/// group weighs anything or the bounds are none. Source: Erreygers (2009).
pub fn erreygers_index(weights: &[f64], means: &[f64], bounds: (f64, f64)) -> Outcome {
    let (low, high) = checked(bounds)?;
    finite(4.0 * absolute_concentration_index(weights, means)? / (high - low))
}

/// The corners of the concentration curve, (share of the weight, share of the total), from (0, 0)
/// to (1, 1), in order of rank. Undefined where the total is not above zero.
pub fn concentration_curve(weights: &[f64], means: &[f64]) -> Result<Vec<(f64, f64)>, Undefined> {
    let (shares, scale) = (shares(weights)?, scale_of(weights, means));
    let mean = overall_mean(weights, means)?;
    if mean <= 0.0 {
        return Err(Undefined::TotalNotPositive);
    }
    let (mut weight, mut mass, mut curve) = (0.0, 0.0, vec![(0.0, 0.0)]);
    for (share, group) in shares.iter().zip(means).filter(|(share, _)| **share > 0.0) {
        weight += share;
        mass += share * (group / scale) / (mean / scale);
        curve.push((weight, mass));
    }
    // The last corner is (1, 1) by definition; the sums may miss it by their rounding.
    if let Some(last) = curve.last_mut() {
        *last = (1.0, 1.0);
    }
    Ok(curve)
}

fn scaled_absolute_index(weights: &[f64], means: &[f64]) -> Outcome {
    let (shares, ridits) = (shares(weights)?, ridits(weights)?);
    let scale = scale_of(weights, means);
    let groups = shares.iter().zip(&ridits).zip(means).filter(|((share, _), _)| **share > 0.0);
    finite(groups.map(|((share, ridit), mean)| share * (2.0 * ridit - 1.0) * (mean / scale)).sum())
}

fn checked((low, high): (f64, f64)) -> Result<(f64, f64), Undefined> {
    if low.is_finite() && high.is_finite() && low < high {
        Ok((low, high))
    } else {
        Err(Undefined::BadParameter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_by_hand() {
        // Ranks ¼ and ¾, values 1 and 3: ½·(−½)·1 + ½·½·3 = ½, over a mean of 2.
        assert_eq!(concentration_index(&[1.0, 1.0], &[1.0, 3.0]), Ok(0.25));
        assert_eq!(absolute_concentration_index(&[1.0, 1.0], &[1.0, 3.0]), Ok(0.5));
        assert_eq!(concentration_index(&[1.0, 1.0], &[3.0, 1.0]), Ok(-0.25));
        assert_eq!(concentration_index(&[1.0], &[0.0]), Err(Undefined::TotalNotPositive));
        assert_eq!(concentration_index(&[], &[]), Err(Undefined::NoUnits));
    }

    #[test]
    fn ties_share_their_midpoint_whatever_the_order() {
        let one = RankedGroups::of_units(&[1.0, 5.0, 3.0], &[1.0; 3], &[1.0, 2.0, 2.0]);
        let other = RankedGroups::of_units(&[3.0, 5.0, 1.0], &[1.0; 3], &[2.0, 2.0, 1.0]);
        assert_eq!(one, other);
        assert_eq!(one, RankedGroups { weights: vec![1.0, 2.0], means: vec![1.0, 4.0] });
        assert_eq!(one.curve().unwrap(), [(0.0, 0.0), (1.0 / 3.0, 1.0 / 9.0), (1.0, 1.0)]);
    }

    #[test]
    fn means_that_cancel_have_no_index() {
        let (weights, means) = ([1.0; 3], [0.1, 0.2, -0.3]);
        let none = Err(Undefined::TotalNotPositive);
        assert_eq!(concentration_index(&weights, &means), none);
        assert_eq!(concentration_standard_error(&weights, &means), none);
        assert!(concentration_curve(&weights, &means).is_err());
        let one = RankedGroups::of_units(&means, &weights, &[5.0; 3]);
        assert_eq!((one.means.as_slice(), one.index()), (&[0.0][..], none));
    }

    #[test]
    fn bounded_forms() {
        // Means 0.2 and 0.6: Cμ = 0.1, μ = 0.4.
        let (weights, means) = ([1.0, 1.0], [0.2, 0.6]);
        let wagstaff = wagstaff_index(&weights, &means, (0.0, 1.0)).unwrap();
        assert!((wagstaff - 0.1 / (0.6 * 0.4)).abs() < 1e-12);
        assert!((erreygers_index(&weights, &means, (0.0, 1.0)).unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(wagstaff_index(&weights, &[1.0, 1.0], (0.0, 1.0)), Err(Undefined::AtBound));
        assert_eq!(erreygers_index(&weights, &means, (1.0, 0.0)), Err(Undefined::BadParameter));
    }
}
