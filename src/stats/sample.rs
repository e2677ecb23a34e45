//! A sample: values with weights, sorted once, from which every univariate measure is read.

use super::order;
use super::undefined::{Outcome, ROUNDING, Undefined, finite, power_of_two_scale, settled};

/// One unit, in ascending order of value, with what every resample would otherwise recompute.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub value: f64,
    pub weight: f64,
    /// The weight times how often the unit counts now.
    pub counted: f64,
    /// The value over the sample's power-of-two scale: exact, and safe to square.
    pub scaled: f64,
    /// ln(scaled), 0 where the value is not positive (such values are looked at before).
    pub log: f64,
    /// The square root of scaled, 0 where the value is not positive.
    pub root: f64,
    /// The unit's place in the slice that the sample was made from.
    pub unit: usize,
}

/// Sums over the rows for the multiplicities now in force; y is the scaled value.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    pub weight: f64,
    /// Σ w y
    pub mass: f64,
    /// Σ w y (c − w/2), c the cumulative weight
    pub ranked_mass: f64,
    /// Σ w y²
    pub square: f64,
    /// Σ w √y
    pub root: f64,
    /// Σ w ln y
    pub log: f64,
    /// Σ w y ln y
    pub mass_log: f64,
}

/// Values with weights, ascending, and how often each unit counts.
///
/// A new sample counts every unit once. [`Sample::reweigh`] changes that without a sort, and the
/// same functions then read the resample: a point estimate and its resamples cannot disagree.
///
/// Every measure is in the unit of the values unless it says that it is a share or an index.
/// Sources of the definitions: Cowell, *Measuring Inequality* (3rd ed., 2011); Jenkins,
/// *svylorenz* and *ineqdeco*; Hyndman and Fan (1996) for quantiles.
#[derive(Clone, Debug)]
pub struct Sample {
    pub(super) rows: Vec<Row>,
    pub(super) cumulative_weight: Vec<f64>,
    pub(super) cumulative_mass: Vec<f64>,
    pub(super) sums: Sums,
    pub(super) scale: f64,
    missing: usize,
    weighted: bool,
}

/// Whether a value and its weight can be counted.
pub(super) fn is_usable(value: f64, weight: f64) -> bool {
    value.is_finite() && weight.is_finite() && weight >= 0.0
}

/// ln(scaled), 0 where the value is not positive. A value so far below the largest that its scaled
/// form loses digits keeps its own.
pub(super) fn logarithm(value: f64, scaled: f64, scale: f64) -> f64 {
    match () {
        () if value <= 0.0 => 0.0,
        () if scaled >= f64::MIN_POSITIVE => scaled.ln(),
        () => value.ln() - scale.ln(),
    }
}

impl Sample {
    /// Values that all weigh the same. A value that is NaN or infinite is missing.
    pub fn unweighted(values: &[f64]) -> Self {
        Self::weighted(values, &vec![1.0; values.len()])
    }

    /// Values with weights, pair by pair. A pair is missing where the value is not finite, or the
    /// weight not finite or negative. A unit that weighs nothing counts in n and in nothing else.
    /// The place of a pair is the unit that [`Sample::reweigh`] means.
    pub fn weighted(values: &[f64], weights: &[f64]) -> Self {
        let units = values.len().min(weights.len());
        let all_weigh_one = weights.iter().all(|weight| *weight == 1.0);
        // Ties are put in order of weight, so that the order of the input never shows.
        let columns = if all_weigh_one { &[values][..] } else { &[values, weights] };
        let mut rows = Vec::with_capacity(units);
        for unit in order::by_columns(units, columns) {
            let (value, weight) = (values[unit], weights[unit]);
            if is_usable(value, weight) {
                let (counted, scaled, log, root) = (weight, 0.0, 0.0, 0.0);
                rows.push(Row { value, weight, counted, scaled, log, root, unit });
            }
        }
        let missing = units - rows.len();
        let scale = power_of_two_scale(rows.iter().map(|row| row.value));
        for row in &mut rows {
            row.scaled = row.value / scale;
            if row.value > 0.0 {
                row.log = logarithm(row.value, row.scaled, scale);
                row.root = row.value.sqrt() / scale.sqrt();
            }
        }
        let weighted = rows.iter().any(|row| row.weight != 1.0);
        let n = rows.len();
        let mut sample = Self {
            rows,
            cumulative_weight: vec![0.0; n],
            cumulative_mass: vec![0.0; n],
            sums: Sums::default(),
            scale,
            missing,
            weighted,
        };
        sample.accumulate(|_| 1.0);
        sample
    }

    /// Counts unit u `counts[u]` times from now on; a unit beyond the slice not at all.
    /// Linear in the number of units: there is no sort.
    pub fn reweigh(&mut self, counts: &[u32]) {
        self.accumulate(|unit| f64::from(counts.get(unit).copied().unwrap_or(0)));
    }

    fn accumulate(&mut self, count: impl Fn(usize) -> f64) {
        let (mut sums, mut magnitude) = (Sums::default(), 0.0);
        let cumulative = self.cumulative_weight.iter_mut().zip(&mut self.cumulative_mass);
        for (row, (cumulative_weight, cumulative_mass)) in self.rows.iter_mut().zip(cumulative) {
            let weight = row.weight * count(row.unit);
            let mass = weight * row.scaled;
            row.counted = weight;
            magnitude += mass.abs();
            sums.ranked_mass += mass * (sums.weight + weight / 2.0);
            sums.weight += weight;
            sums.mass += mass;
            sums.square += mass * row.scaled;
            sums.root += weight * row.root;
            sums.log += weight * row.log;
            sums.mass_log += mass * row.log;
            *cumulative_weight = sums.weight;
            *cumulative_mass = sums.mass;
        }
        sums.mass = settled(sums.mass, magnitude, self.rows.len());
        self.sums = sums;
    }

    /// How many units have a value, whatever their weight.
    pub fn n(&self) -> usize {
        self.rows.len()
    }

    /// The values in ascending order, however often they count now.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.rows.iter().map(|row| row.value)
    }

    /// The weights in the order of [`Sample::values`].
    pub fn weights(&self) -> impl Iterator<Item = f64> {
        self.rows.iter().map(|row| row.weight)
    }

    /// How many units were left out because a value or a weight was missing.
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// Whether any weight differs from one.
    pub fn is_weighted(&self) -> bool {
        self.weighted
    }

    /// Σw, refused where nothing weighs anything.
    pub fn weight(&self) -> Outcome {
        match self.sums.weight {
            weight if weight > 0.0 => finite(weight),
            _ => Err(Undefined::NoUnits),
        }
    }

    /// Σwx, in the unit of value × weight.
    pub fn total(&self) -> Outcome {
        self.weight()?;
        finite(self.sums.mass * self.scale)
    }

    /// μ = Σwx / Σw. With incomes per pupil and pupils as weights: the ratio of the totals.
    pub fn mean(&self) -> Outcome {
        finite(self.scaled_mean()? * self.scale)
    }

    /// The smallest value that weighs something.
    pub fn minimum(&self) -> Outcome {
        self.weight()?;
        self.first().map(|row| row.value).ok_or(Undefined::NoUnits)
    }

    /// The largest value that weighs something.
    pub fn maximum(&self) -> Outcome {
        let weight = self.weight()?;
        // The first row that reaches the full weight is the last that adds to it.
        let last = self.cumulative_weight.partition_point(|&c| c < weight);
        self.rows.get(last).map(|row| row.value).ok_or(Undefined::NoUnits)
    }

    /// Whether a value that weighs something is below zero: the Gini and the shares may then
    /// leave the range from 0 to 1, and should be flagged.
    pub fn has_negative(&self) -> bool {
        self.first().is_some_and(|row| row.value < 0.0)
    }

    /// The variance, in squared units: Σw(x−μ)²/W, or over n−1 with `corrected`.
    /// Corrected needs two units and is undefined under weights.
    pub fn variance(&self, corrected: bool) -> Outcome {
        let mean = self.scaled_mean()?;
        let squares: f64 =
            self.rows.iter().map(|row| row.counted * (row.scaled - mean).powi(2)).sum();
        let divisor = match (corrected, self.weighted) {
            (false, _) => self.sums.weight,
            (true, true) => return Err(Undefined::Weighted),
            (true, false) if self.sums.weight < 2.0 => return Err(Undefined::TooFewUnits),
            (true, false) => self.sums.weight - 1.0,
        };
        finite(squares / divisor * self.scale * self.scale)
    }

    /// The coefficient of variation √variance/μ, uncorrected. Undefined where the total is not
    /// above zero.
    pub fn coefficient_of_variation(&self) -> Outcome {
        let mean = self.positive_scaled_mean()?;
        let squares: f64 =
            self.rows.iter().map(|row| row.counted * (row.scaled / mean - 1.0).powi(2)).sum();
        finite((squares / self.sums.weight).sqrt())
    }

    /// The share of the weight whose value is strictly above the mean.
    pub fn share_above_mean(&self) -> Outcome {
        let mean = self.scaled_mean()?;
        let bound = mean + ROUNDING * mean.abs();
        let at_most = self.rows.partition_point(|row| row.scaled <= bound);
        Ok(self.share_from(at_most))
    }

    /// The share of the weight whose value is strictly above the threshold (in the values' unit).
    pub fn share_above(&self, threshold: f64) -> Outcome {
        self.weight()?;
        Ok(self.share_from(self.rows.partition_point(|row| row.value <= threshold)))
    }

    /// The share of the weight whose value is at or above the threshold (in the values' unit).
    pub fn share_at_or_above(&self, threshold: f64) -> Outcome {
        self.weight()?;
        Ok(self.share_from(self.rows.partition_point(|row| row.value < threshold)))
    }

    /// The share of the weight held by the rows from this one on.
    fn share_from(&self, row: usize) -> f64 {
        let below = row.checked_sub(1).map_or(0.0, |last| self.cumulative_weight[last]);
        (self.sums.weight - below) / self.sums.weight
    }

    /// The first row that weighs something now.
    pub(super) fn first(&self) -> Option<&Row> {
        self.rows.get(self.cumulative_weight.partition_point(|&c| c <= 0.0))
    }

    /// The mean over the scale.
    pub(super) fn scaled_mean(&self) -> Outcome {
        let weight = self.weight()?;
        finite(self.sums.mass / weight)
    }

    /// Half the mean difference between two units drawn with replacement, over the scale: μG,
    /// whatever the sign of μ. 0 where nothing weighs anything.
    pub(super) fn half_mean_difference(&self) -> f64 {
        let Sums { weight, mass, ranked_mass, .. } = self.sums;
        if weight > 0.0 { ((2.0 * ranked_mass / weight - mass) / weight).max(0.0) } else { 0.0 }
    }

    /// The mean over the scale, refused where the total is not above zero.
    pub(super) fn positive_scaled_mean(&self) -> Outcome {
        let mean = self.scaled_mean()?;
        if mean > 0.0 { Ok(mean) } else { Err(Undefined::TotalNotPositive) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_total_by_hand() {
        let sample = Sample::weighted(&[4.0, 1.0, 10.0], &[1.0, 2.0, 0.0]);
        assert_eq!(sample.n(), 3);
        assert_eq!(sample.total(), Ok(6.0));
        assert_eq!(sample.mean(), Ok(2.0));
        assert_eq!(sample.minimum(), Ok(1.0));
        assert_eq!(sample.maximum(), Ok(4.0), "a unit that weighs nothing is not the largest");
        assert_eq!(sample.variance(false), Ok(2.0));
        assert_eq!(sample.variance(true), Err(Undefined::Weighted));
    }

    #[test]
    fn nothing_has_no_mean() {
        for sample in [Sample::unweighted(&[]), Sample::weighted(&[5.0], &[0.0])] {
            assert_eq!(sample.mean(), Err(Undefined::NoUnits));
            assert_eq!(sample.total(), Err(Undefined::NoUnits));
            assert_eq!(sample.maximum(), Err(Undefined::NoUnits));
            assert_eq!(sample.share_above_mean(), Err(Undefined::NoUnits));
        }
    }

    #[test]
    fn missing_is_dropped_and_counted() {
        let sample = Sample::weighted(&[1.0, f64::NAN, 3.0, 5.0], &[1.0, 1.0, -1.0, f64::NAN]);
        assert_eq!((sample.n(), sample.missing()), (1, 3));
    }

    #[test]
    fn none_of_equal_values_is_above_their_mean() {
        // The sum of ten tenths is just below one, and so would the mean be below each.
        assert_eq!(Sample::unweighted(&[0.1; 10]).share_above_mean(), Ok(0.0));
    }

    #[test]
    fn the_largest_floats_have_a_mean_but_no_total() {
        let sample = Sample::unweighted(&[f64::MAX, f64::MAX]);
        assert_eq!(sample.mean(), Ok(f64::MAX));
        assert_eq!(sample.total(), Err(Undefined::TooLarge));
    }

    #[test]
    fn values_that_cancel_leave_no_total() {
        let sample = Sample::unweighted(&[-0.1, -0.2, 0.3]);
        assert_eq!(sample.coefficient_of_variation(), Err(Undefined::TotalNotPositive));
    }

    #[test]
    fn reweighing_counts_units_by_their_place() {
        let mut sample = Sample::unweighted(&[30.0, 10.0, 20.0]);
        sample.reweigh(&[2, 0, 1]);
        assert_eq!(sample.total(), Ok(80.0));
        assert_eq!(sample.minimum(), Ok(20.0));
        sample.reweigh(&[0, 3, 0]);
        assert_eq!((sample.mean(), sample.maximum()), (Ok(10.0), Ok(10.0)));
    }
}
