//! How far the means of groups stand from their overall mean and from the best group.
//!
//! Groups as in [`super::gradient`], but their order does not matter. Formulas as in WHO's *Health
//! Equity Assessment Toolkit*; "weighted" counts a group by its share p of the weight,
//! "unweighted" each group once.

use super::gradient::{overall_mean, shares};
use super::undefined::{Outcome, Undefined, finite};

/// Which end of the measure is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Best {
    Highest,
    Lowest,
}

/// Means of groups against their overall mean μ and the best group's mean. All in the means' unit
/// but the variance, in its square; divide by μ for the relative forms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disparity {
    /// μ, weighted.
    pub mean: f64,
    /// Between-group variance Σ p (y − μ)².
    pub variance: f64,
    /// Mean difference from the mean, Σ p |y − μ|. Over μ: the index of disparity, twice Hoover's.
    pub from_mean: f64,
    /// The same, unweighted.
    pub from_mean_unweighted: f64,
    /// Mean difference from the best group, Σ p |y − best|.
    pub from_best: f64,
    /// The same, unweighted.
    pub from_best_unweighted: f64,
    /// Population attributable risk, best − μ: what all would gain if each group were as the best.
    pub attributable: f64,
}

impl Disparity {
    /// The disparity of these groups; those without weight stay out.
    pub fn of(weights: &[f64], means: &[f64], best: Best) -> Result<Self, Undefined> {
        let shares = shares(weights)?;
        let mean = overall_mean(weights, means)?;
        let groups: Vec<(f64, f64)> = shares
            .into_iter()
            .zip(means.iter().copied())
            .filter(|(share, _)| *share > 0.0)
            .collect();
        let ends = groups.iter().map(|(_, mean)| *mean);
        let best = match best {
            Best::Highest => ends.fold(f64::NEG_INFINITY, f64::max),
            Best::Lowest => ends.fold(f64::INFINITY, f64::min),
        };
        let weighted = |distance: &dyn Fn(f64) -> f64| {
            finite(groups.iter().map(|(share, mean)| share * distance(*mean)).sum())
        };
        let unweighted = |distance: &dyn Fn(f64) -> f64| {
            let each = groups.iter().map(|(_, mean)| distance(*mean) / groups.len() as f64);
            finite(each.sum())
        };
        Ok(Self {
            mean,
            variance: weighted(&|y| (y - mean).powi(2))?,
            from_mean: weighted(&|y| (y - mean).abs())?,
            from_mean_unweighted: unweighted(&|y| (y - mean).abs())?,
            from_best: weighted(&|y| (y - best).abs())?,
            from_best_unweighted: unweighted(&|y| (y - best).abs())?,
            attributable: finite(best - mean)?,
        })
    }

    /// One of these over μ, a fraction: the coefficient of variation (of the variance's root), the
    /// index of disparity, the attributable fraction. Undefined where μ is not above zero.
    pub fn relative(&self, difference: f64) -> Outcome {
        if self.mean > 0.0 {
            finite(difference / self.mean)
        } else {
            Err(Undefined::TotalNotPositive)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_groups_by_hand() {
        // Means 2 and 6, shares ¾ and ¼: μ = 3.
        let disparity = Disparity::of(&[3.0, 1.0, 0.0], &[2.0, 6.0, 99.0], Best::Highest).unwrap();
        assert_eq!((disparity.mean, disparity.variance), (3.0, 3.0));
        assert_eq!((disparity.from_mean, disparity.from_mean_unweighted), (1.5, 2.0));
        assert_eq!((disparity.from_best, disparity.from_best_unweighted), (3.0, 2.0));
        assert_eq!(disparity.relative(disparity.attributable), Ok(1.0));
        let low = Disparity::of(&[3.0, 1.0], &[2.0, 6.0], Best::Lowest).unwrap();
        assert_eq!(low.attributable, -1.0);
    }

    #[test]
    fn edges() {
        assert_eq!(Disparity::of(&[], &[], Best::Highest), Err(Undefined::NoUnits));
        let zero = Disparity::of(&[1.0], &[0.0], Best::Highest).unwrap();
        assert_eq!(zero.relative(zero.from_mean), Err(Undefined::TotalNotPositive));
    }
}
