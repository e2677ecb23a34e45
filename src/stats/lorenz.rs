//! The Lorenz curve of a sample, and the shares that are read from it.

use super::sample::Sample;
use super::undefined::{Outcome, Undefined, finite};

/// What the units at one end of a sample hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tail {
    /// Their share of the total, a fraction of one.
    pub share: f64,
    /// Their mean, in the values' unit.
    pub mean: f64,
    /// Their total, in value × weight.
    pub total: f64,
    /// How many units stand behind it, those at the cut that count in part included.
    pub units: usize,
}

/// One end of a sample, and the share of the weight that lies there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    Top(f64),
    Bottom(f64),
}

impl Sample {
    /// L(p): the share of the total held by the share p of the weight with the lowest values;
    /// linear between units, so that the unit at the cut counts in part. p lies in [0, 1].
    /// Undefined where the total is not above zero. With negative values it may fall below zero.
    /// Source: Gastwirth (1971), after Lorenz (1905).
    pub fn lorenz(&self, p: f64) -> Outcome {
        self.positive_scaled_mean()?;
        if !(0.0..=1.0).contains(&p) {
            return Err(Undefined::BadParameter);
        }
        finite(self.mass_below(p * self.sums.weight) / self.sums.mass)
    }

    /// The generalised Lorenz curve μL(p), in the values' unit, from 0 at p = 0 to μ at p = 1. Undefined
    /// as [`Sample::lorenz`] is. Source: Shorrocks (1983).
    pub fn generalised_lorenz(&self, p: f64) -> Outcome {
        finite(self.lorenz(p)? * self.mean()?)
    }

    /// The corners (p, L(p)) of the curve, from (0, 0) to (1, 1), tied values as one step.
    /// Multiply L by the mean for the generalised curve.
    pub fn lorenz_curve(&self) -> Result<Vec<(f64, f64)>, Undefined> {
        self.positive_scaled_mean()?;
        let mut curve = vec![(0.0, 0.0)];
        for (i, row) in self.rows.iter().enumerate() {
            let ends_tie = self.rows.get(i + 1).is_none_or(|next| next.value > row.value);
            let p = self.cumulative_weight[i] / self.sums.weight;
            if ends_tie && curve.last().is_some_and(|&(before, _)| p > before) {
                curve.push((p, self.cumulative_mass[i] / self.sums.mass));
            }
        }
        Ok(curve)
    }

    /// The share of the total held by the share p of the weight with the highest values:
    /// 1 − L(1−p). Undefined as [`Sample::lorenz`] is.
    pub fn top_share(&self, p: f64) -> Outcome {
        Ok(1.0 - self.lorenz(1.0 - p)?)
    }

    /// The share of the total held by the share p of the weight with the lowest values: L(p).
    /// Undefined as [`Sample::lorenz`] is.
    pub fn bottom_share(&self, p: f64) -> Outcome {
        self.lorenz(p)
    }

    /// [`Sample::top_share`] or [`Sample::bottom_share`].
    pub fn share_of(&self, end: End) -> Outcome {
        match end {
            End::Top(p) => self.top_share(p),
            End::Bottom(p) => self.bottom_share(p),
        }
    }

    /// [`Sample::top`] or [`Sample::bottom`].
    pub fn tail(&self, end: End) -> Result<Tail, Undefined> {
        match end {
            End::Top(p) => self.top(p),
            End::Bottom(p) => self.bottom(p),
        }
    }

    /// The top p: share, mean (share × μ / p), total and the units behind it. p lies in (0, 1].
    pub fn top(&self, p: f64) -> Result<Tail, Undefined> {
        let cut = (1.0 - p) * self.sums.weight;
        let slack = 1e-9 * self.sums.weight;
        let units = self.units_where(|_, after| after > cut + slack);
        self.holding(p, self.top_share(p)?, units)
    }

    /// The bottom p: share, mean (share × μ / p), total and the units behind it. p lies in (0, 1].
    pub fn bottom(&self, p: f64) -> Result<Tail, Undefined> {
        let cut = p * self.sums.weight;
        let slack = 1e-9 * self.sums.weight;
        let units = self.units_where(|before, _| before < cut - slack);
        self.holding(p, self.bottom_share(p)?, units)
    }

    /// The sum of the k largest values, whatever their weight, in the values' unit: for a claim
    /// about a named number of whole units. Undefined where there are fewer than k.
    pub fn sum_of_largest(&self, k: usize) -> Outcome {
        let from = self.n().checked_sub(k).ok_or(Undefined::TooFewUnits)?;
        finite(self.rows[from..].iter().map(|row| row.scaled).sum::<f64>() * self.scale)
    }

    /// The sum of the k smallest values, whatever their weight, in the values' unit. Undefined where
    /// there are fewer than k.
    pub fn sum_of_smallest(&self, k: usize) -> Outcome {
        let rows = self.rows.get(..k).ok_or(Undefined::TooFewUnits)?;
        finite(rows.iter().map(|row| row.scaled).sum::<f64>() * self.scale)
    }

    /// The Palma ratio (1 − L(0.9)) / L(0.4): what the top tenth holds over what the bottom four
    /// tenths hold, without unit. Infinite where these hold nothing, undefined where they hold less.
    /// Source: Cobham and Sumner (2013).
    pub fn palma(&self) -> Outcome {
        ratio(self.top_share(0.1)?, self.bottom_share(0.4)?)
    }

    /// S80/S20 = (1 − L(0.8)) / L(0.2): what the top fifth holds over what the bottom fifth holds,
    /// without unit. Infinite where that is nothing, undefined where it is less. Source: Eurostat.
    pub fn s80_s20(&self) -> Outcome {
        ratio(self.top_share(0.2)?, self.bottom_share(0.2)?)
    }

    /// The scaled mass of the lowest values up to this much weight.
    fn mass_below(&self, weight: f64) -> f64 {
        let i = self.cumulative_weight.partition_point(|&c| c <= weight);
        let before = |sums: &[f64]| i.checked_sub(1).map_or(0.0, |last| sums[last]);
        match self.rows.get(i) {
            Some(row) => {
                let part = weight - before(&self.cumulative_weight);
                before(&self.cumulative_mass) + part * row.scaled
            }
            None => self.sums.mass,
        }
    }

    /// How many units that weigh something have such a weight before and after them.
    fn units_where(&self, holds: impl Fn(f64, f64) -> bool) -> usize {
        let mut before = 0.0;
        let units = self.rows.iter().zip(&self.cumulative_weight).filter(|(row, after)| {
            let counts = row.counted > 0.0 && holds(before, **after);
            before = **after;
            counts
        });
        units.count()
    }

    fn holding(&self, p: f64, share: f64, units: usize) -> Result<Tail, Undefined> {
        if p <= 0.0 {
            return Err(Undefined::BadParameter);
        }
        let mean = finite(share * self.mean()? / p)?;
        Ok(Tail { share, mean, total: finite(share * self.total()?)?, units })
    }
}

/// A ratio of two shares of a total above zero.
fn ratio(upper: f64, lower: f64) -> Outcome {
    if lower > 0.0 {
        finite(upper / lower)
    } else if lower == 0.0 {
        Err(Undefined::ZeroDenominator)
    } else {
        Err(Undefined::DenominatorNotPositive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_take_the_fraction_at_the_cut() {
        // 1, 2, 3, 4: the top three eighths are the 4 and half of the 3, of 10.
        let sample = Sample::unweighted(&[4.0, 1.0, 3.0, 2.0]);
        let top = sample.top(0.375).unwrap();
        assert!((top.share - 0.55).abs() < 1e-12);
        assert!((top.mean - 5.5 / 1.5).abs() < 1e-12);
        assert!((top.total - 5.5).abs() < 1e-12);
        assert_eq!(top.units, 2);
        let bottom = sample.bottom(0.25).unwrap();
        assert_eq!((bottom.share, bottom.units), (0.1, 1));
    }

    #[test]
    fn curve_runs_from_corner_to_corner_with_ties_as_one_step() {
        let curve = Sample::unweighted(&[1.0, 1.0, 2.0]).lorenz_curve().unwrap();
        assert_eq!(curve, [(0.0, 0.0), (2.0 / 3.0, 0.5), (1.0, 1.0)]);
    }

    #[test]
    fn ratios_to_nothing_are_infinite() {
        let sample = Sample::unweighted(&[0.0, 0.0, 0.0, 0.0, 5.0]);
        assert_eq!(sample.palma(), Err(Undefined::ZeroDenominator));
        assert!(sample.s80_s20().unwrap_err().is_infinite());
        let debt = Sample::unweighted(&[-2.0, 1.0, 1.0, 1.0, 5.0]);
        assert_eq!(debt.s80_s20(), Err(Undefined::DenominatorNotPositive));
        assert_eq!(Sample::unweighted(&[0.0, 0.0]).palma(), Err(Undefined::TotalNotPositive));
    }

    #[test]
    fn whole_units_at_either_end() {
        let sample = Sample::unweighted(&[5.0, 1.0, 3.0]);
        assert_eq!(sample.sum_of_largest(2), Ok(8.0));
        assert_eq!(sample.sum_of_smallest(2), Ok(4.0));
        assert_eq!(sample.sum_of_largest(4), Err(Undefined::TooFewUnits));
    }
}
