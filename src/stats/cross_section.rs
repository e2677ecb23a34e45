//! One occasion's units with all that the headline measures need, ready to be counted anew.

use super::beside::Beside;
use super::between_within::GiniParts;
use super::concentration::{concentration_curve, concentration_index};
use super::gradient::{SlopeIndex, difference, ratio, trend};
use super::measure::Measure;
use super::regression::Line;
use super::sample::Sample;
use super::sums::{GroupSums, Member, Scales, Sums, member, usable};
use super::undefined::{Outcome, Undefined, finite, power_of_two_scale, settled};
use std::cell::OnceCell;

/// How many parts a value can be made of.
pub const PARTS: usize = 2;

/// What one unit brings to an occasion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// What is measured, finite: an amount, or an amount per head.
    pub value: f64,
    /// What the unit weighs: one, or its heads. Finite, not negative.
    pub weight: f64,
    /// The amount of the whole unit, which the total sums and the threshold looks at, whatever
    /// the value is per. NaN where it is not known.
    pub amount: f64,
    /// Its group from 0, the most deprived first; `None` keeps it out of every gradient.
    pub group: Option<usize>,
    /// What its value is made of, in the value's unit. Zeros where it is not split.
    pub parts: [f64; PARTS],
    /// Something else of the unit that its value may go with; NaN where it is not known.
    pub covariate: f64,
}

/// One occasion: every [`Measure`] of it, the means of its groups and of their parts, for the
/// units as they are or, after [`CrossSection::reweigh`], for a resample.
///
/// The means of groups are there at once, from one walk over the units; what takes a sort, or a
/// copy of every unit for resamples, is made when it is first asked for.
#[derive(Clone, Debug)]
pub struct CrossSection {
    units: Vec<Option<Unit>>,
    sample: OnceCell<Sample>,
    beside: OnceCell<Beside>,
    members: OnceCell<Vec<Member>>,
    groups: Vec<GroupSums>,
    /// Of each group, how many units have a value.
    counts: Vec<usize>,
    /// How many units have a value at all.
    n: usize,
    amount: f64,
    above: f64,
    scales: Scales,
}

impl CrossSection {
    /// `units` has one entry for every unit that can be drawn, `None` where it has no value on
    /// this occasion; `groups` is how many groups there are; the threshold is in the amounts'
    /// unit. Units whose value or weight is not usable are left out, as in [`Sample::weighted`].
    pub fn new(units: &[Option<Unit>], groups: usize, threshold: Option<f64>) -> Self {
        Self::of(units.to_vec(), groups, threshold)
    }

    /// The same, of units that nobody else needs.
    pub fn of(units: Vec<Option<Unit>>, groups: usize, threshold: Option<f64>) -> Self {
        let scales = Scales {
            value: power_of_two_scale(usable(&units).map(|(_, unit)| unit.value)),
            amount: power_of_two_scale(units.iter().flatten().map(|unit| unit.amount)),
            threshold,
            groups,
        };
        let mut section = Self {
            units,
            sample: OnceCell::new(),
            beside: OnceCell::new(),
            members: OnceCell::new(),
            groups: vec![GroupSums::default(); groups],
            counts: vec![0; groups],
            n: 0,
            amount: 0.0,
            above: 0.0,
            scales,
        };
        let mut sums = Sums::of(groups);
        for (at, unit) in usable(&section.units) {
            let member = member(at, unit, scales);
            if let Some(count) = member.group.and_then(|group| section.counts.get_mut(group)) {
                *count += 1;
            }
            sums.add(&member, 1.0);
            section.n += 1;
        }
        section.take(sums);
        section
    }

    /// Counts unit u `counts[u]` times from now on. Linear in the units, and without a sort.
    pub fn reweigh(&mut self, counts: &[u32]) {
        // What was not asked for yet is made before the units are counted otherwise; then the list
        // itself is of no more use.
        self.beside();
        self.members();
        self.units = Vec::new();
        if let Some(sample) = self.sample.get_mut() {
            sample.reweigh(counts);
        }
        let mut sums = Sums::of(self.scales.groups);
        for member in self.members() {
            sums.add(member, f64::from(counts.get(member.unit).copied().unwrap_or(0)));
        }
        self.take(sums);
    }

    fn members(&self) -> &[Member] {
        self.members.get_or_init(|| {
            usable(&self.units).map(|(at, unit)| member(at, unit, self.scales)).collect()
        })
    }

    fn take(&mut self, sums: Sums) {
        let Sums { groups, amount, above, .. } = sums.settled(self.n);
        (self.groups, self.amount, self.above) = (groups, amount, above);
    }

    /// The values and weights alone.
    pub fn sample(&self) -> &Sample {
        self.sample.get_or_init(|| {
            let weighed =
                |unit: &Option<Unit>| unit.map_or((f64::NAN, 0.0), |u| (u.value, u.weight));
            let (values, weights): (Vec<f64>, Vec<f64>) = self.units.iter().map(weighed).unzip();
            Sample::weighted(&values, &weights)
        })
    }

    pub(super) fn beside(&self) -> &Beside {
        self.beside.get_or_init(|| Beside::new(self.sample(), &self.units, self.scales.groups))
    }

    /// How many groups there are, empty ones included.
    pub fn group_count(&self) -> usize {
        self.groups.len()
    }

    /// How many units of the group have a value, however often they count now.
    pub fn group_n(&self, group: usize) -> usize {
        self.counts.get(group).copied().unwrap_or(0)
    }

    /// How many units have a group.
    pub fn grouped_n(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many units have a covariate.
    pub fn covariate_n(&self) -> usize {
        self.beside().covariate_n()
    }

    /// The weight of each group; 0 where it is empty.
    pub fn group_weights(&self) -> Vec<f64> {
        self.groups.iter().map(|group| group.weight).collect()
    }

    /// The mean of each group in the values' unit; NaN where it is empty.
    pub fn group_means(&self) -> Vec<f64> {
        self.groups.iter().map(|group| group.mass / group.weight * self.scales.value).collect()
    }

    /// The mean of one group, in the values' unit.
    pub fn group_mean(&self, group: usize) -> Outcome {
        self.mean_of_group(group, |sums| sums.mass)
    }

    /// The mean of a part of the values over one group. The parts' means add up to the group's
    /// where the parts add up to the values.
    pub fn part_group_mean(&self, part: usize, group: usize) -> Outcome {
        if part >= PARTS {
            return Err(Undefined::BadParameter);
        }
        self.mean_of_group(group, |sums| sums.parts[part])
    }

    /// The mean of a part of the values in each group, in the values' unit; NaN where it is empty.
    pub(super) fn part_group_means(&self, part: usize) -> Result<Vec<f64>, Undefined> {
        if part >= PARTS {
            return Err(Undefined::BadParameter);
        }
        let mean = |group: &GroupSums| group.parts[part] / group.weight * self.scales.value;
        Ok(self.groups.iter().map(mean).collect())
    }

    /// The share of each group's weight above the threshold; NaN where the group is empty.
    pub(super) fn group_shares_above(&self) -> Result<Vec<f64>, Undefined> {
        self.share_above_threshold()?;
        Ok(self.groups.iter().map(|group| group.above / group.weight).collect())
    }

    /// The Gini index of the units that have a group, between the groups, within and by overlap.
    pub fn gini_by_group(&self) -> Result<GiniParts, Undefined> {
        self.beside().gini_by_group(self.sample(), self.groups.len())
    }

    /// One headline measure. Its formula and edge cases stand at [`Measure`].
    pub fn measure(&self, measure: Measure) -> Outcome {
        let sample = || self.sample();
        let gradient = || (self.group_weights(), self.group_means());
        match measure {
            Measure::Total => self.total(),
            Measure::Mean => sample().mean(),
            Measure::Median => sample().median(),
            Measure::Maximum => sample().maximum(),
            Measure::Minimum => sample().minimum(),
            Measure::ShareAboveMean => sample().share_above_mean(),
            Measure::ShareAboveThreshold => self.share_above_threshold(),
            Measure::Top1
            | Measure::Top5
            | Measure::Top10
            | Measure::Top20
            | Measure::Bottom1
            | Measure::Bottom10
            | Measure::Bottom20 => {
                measure.end().map_or(Err(Undefined::BadParameter), |end| sample().share_of(end))
            }
            Measure::Gini => sample().gini(),
            Measure::GiniCorrected => sample().gini_corrected(),
            Measure::Hoover => sample().hoover(),
            Measure::Theil => sample().theil(),
            Measure::MeanLogDeviation => sample().mean_log_deviation(),
            Measure::HalfSquaredCv => sample().half_squared_cv(),
            Measure::AtkinsonHalf => sample().atkinson(0.5),
            Measure::AtkinsonOne => sample().atkinson(1.0),
            Measure::Palma => sample().palma(),
            Measure::S80S20 => sample().s80_s20(),
            Measure::P90P10 => sample().p90_p10(),
            Measure::Difference => {
                let (weights, means) = gradient();
                difference(&weights, &means)
            }
            Measure::Ratio => {
                let (weights, means) = gradient();
                ratio(&weights, &means)
            }
            Measure::Sii => Ok(self.slope_index()?.sii),
            Measure::Rii => {
                let index = self.slope_index()?.rii()?;
                // A line of positive ends lies above zero in the middle too.
                self.grouped_sums().map(|_| index).map_err(|_| Undefined::FittedEndNotPositive)
            }
            Measure::RiiOverMean => self.of_grouped_total(self.slope_index()?.rii_over_mean()),
            Measure::ConcentrationIndex => {
                let (weights, means) = gradient();
                self.of_grouped_total(concentration_index(&weights, &means))
            }
            Measure::TrendSlope => Ok(self.trend()?.slope),
            Measure::TheilBetween => Ok(self.theil_parts()?.0),
            Measure::TheilWithin => Ok(self.theil_parts()?.1),
        }
    }

    /// The line behind the slope and the relative index of inequality.
    pub fn slope_index(&self) -> Result<SlopeIndex, Undefined> {
        SlopeIndex::fit(&self.group_weights(), &self.group_means())
    }

    /// The line of [`super::gradient::trend`] through the groups' means.
    pub fn trend(&self) -> Result<Line, Undefined> {
        trend(&self.group_weights(), &self.group_means())
    }

    fn total(&self) -> Outcome {
        self.sample().weight()?;
        if self.amount.is_nan() {
            return Err(Undefined::NotApplicable);
        }
        finite(self.amount * self.scales.amount)
    }

    fn share_above_threshold(&self) -> Outcome {
        let weight = self.sample().weight()?;
        self.scales.threshold.ok_or(Undefined::NotApplicable)?;
        if self.amount.is_nan() {
            return Err(Undefined::NotApplicable);
        }
        finite(self.above / weight)
    }

    fn mean_of_group(&self, group: usize, mass: impl Fn(&GroupSums) -> f64) -> Outcome {
        match self.groups.get(group) {
            Some(sums) if sums.weight > 0.0 => finite(mass(sums) / sums.weight * self.scales.value),
            Some(_) => Err(Undefined::NoUnits),
            None => Err(Undefined::BadParameter),
        }
    }

    fn sum_of_groups(&self, term: fn(&GroupSums) -> f64) -> f64 {
        self.groups.iter().map(term).sum()
    }

    /// The weight and the mass of the units that have a group, refused where the mass is not above
    /// zero by more than the rounding of what it sums.
    fn grouped_sums(&self) -> Result<(f64, f64), Undefined> {
        let weight = self.sum_of_groups(|group| group.weight);
        let magnitude = self.sum_of_groups(|group| group.magnitude);
        let mass = self.sum_of_groups(|group| group.mass);
        if weight <= 0.0 {
            Err(Undefined::NoUnits)
        } else if settled(mass, magnitude, self.n) > 0.0 {
            Ok((weight, mass))
        } else {
            Err(Undefined::TotalNotPositive)
        }
    }

    /// A measure that divides by the total of the units that have a group.
    pub(super) fn of_grouped_total(&self, measure: Outcome) -> Outcome {
        let value = measure?;
        self.grouped_sums().map(|_| value)
    }

    /// The corners of the concentration curve over the groups, as
    /// [`super::concentration::concentration_curve`] gives them.
    pub fn concentration_curve(&self) -> Result<Vec<(f64, f64)>, Undefined> {
        self.grouped_sums()?;
        concentration_curve(&self.group_weights(), &self.group_means())
    }

    /// Theil between the groups and within them, over the units that have a group.
    fn theil_parts(&self) -> Result<(f64, f64), Undefined> {
        let (weight, mass) = self.grouped_sums()?;
        if self.sum_of_groups(|group| group.negative) > 0.0 {
            return Err(Undefined::NegativeValue);
        }
        let held = self.groups.iter().filter(|group| group.mass > 0.0);
        let between: f64 = held
            .map(|group| {
                let share = group.mass / mass;
                share * (share / (group.weight / weight)).ln()
            })
            .sum();
        let logs = self.sum_of_groups(|group| group.mass_log) / mass;
        // Where all have the same there is nothing between them or within, not even rounding.
        let settle = |index: f64| finite(settled(index, 1.0 + logs.abs(), 8));
        let between = settle(between)?.max(0.0);
        let within = settle(logs - (mass / weight).ln() - between)?;
        Ok((between, within.max(0.0)))
    }
}

#[cfg(test)]
mod tests;
