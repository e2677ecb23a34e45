//! Every number that an occasion has and that can be resampled, by name.
//!
//! It is one list, with the tests that hold each entry to the functions of slices: that is why it is long.

use super::between_within::GiniParts;
use super::concentration::{
    absolute_concentration_index, concentration_index, erreygers_index, wagstaff_index,
};
use super::cross_section::CrossSection;
use super::gradient::overall_mean;
use super::measure::Measure;
use super::undefined::{Outcome, Undefined, finite};

/// An index this small is what rounding leaves of equal values: nothing can be a share of it.
const EQUAL: f64 = 1e-13;

/// A number that an occasion has. Percents are of the weight, in ascending order of value: the
/// bottom fifth lies from 0 to 20, the top hundredth from 99 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Statistic {
    /// A headline measure.
    Measure(Measure),
    /// The mean of a group, counted from 0.
    GroupMean(usize),
    /// The mean of a part of the values over a group, both counted from 0.
    PartGroupMean { part: usize, group: usize },
    /// The share of the total held between two percents: L(to) − L(from).
    Held { from: u8, to: u8 },
    /// The mean of the units between two percents, in the values' unit: held × μ / (to − from).
    HeldMean { from: u8, to: u8 },
    /// What the units between two percents hold, in value × weight.
    HeldTotal { from: u8, to: u8 },
    /// The generalised Lorenz curve μL(p) at a percent, in the values' unit.
    GeneralisedLorenz(u8),
    /// Gini × mean, in the values' unit.
    AbsoluteGini,
    /// Concentration index × mean, in the values' unit.
    AbsoluteConcentrationIndex,
    /// The share of the total held up to a group, itself included.
    HeldUpToGroup(usize),
    /// The type-7 quantile at a percent, in the values' unit.
    Quantile(u8),
    /// R² of [`super::gradient::trend`].
    TrendRSquared,
    /// The standard error of the trend's slope, in the values' unit per group.
    TrendSlopeError,
    /// The share of the Theil index that lies between groups.
    TheilBetweenShare,
    /// A part of the Gini index of the units that have a group.
    GiniByGroup(GiniPart),
    /// What a part of the values adds to the Gini index.
    GiniOfPart(usize),
    /// What a part of the values adds to the concentration index over groups.
    ConcentrationOfPart(usize),
    /// A part of the values by itself.
    OfPart(usize, PartMeasure),
    /// How the share of units above the threshold is concentrated over groups.
    AboveThreshold(BoundedIndex),
    /// How the values go with the covariate.
    Correlation(Correlation),
}

/// What [`super::between_within::GroupedSample::gini`] gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GiniPart {
    Between,
    Within,
    Overlap,
}

/// What [`super::sources::Source`] says of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartMeasure {
    /// Its share of the total.
    Share,
    /// Its own Gini index.
    Gini,
    /// Its own concentration index over groups.
    Concentration,
    /// By what share of itself the Gini index changes for a 1 % rise of the part, in percent.
    GiniElasticity,
}

/// An index of concentration of a quantity between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BoundedIndex {
    /// [`concentration_index`].
    Plain,
    /// [`wagstaff_index`].
    Wagstaff,
    /// [`erreygers_index`].
    Erreygers,
}

/// A coefficient of correlation, every pair counting by its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Correlation {
    /// [`super::correlation::pearson`] where all weights are one.
    ProductMoment,
    /// [`super::correlation::spearman`] where all weights are one.
    Rank,
}

impl Statistic {
    /// Whether its nominal 95 % interval holds the truth often enough: what the study behind
    /// [`Measure::HELD_TOO_SELDOM`] found, and a test holds this to it. The mean of one group in ten
    /// rests on too few units, and what hangs on the top tenth falls short as its share does; so do
    /// the parts of the Gini between groups and of their overlap. A statistic that the study does
    /// not draw is made of some that it does, and is taken to hold as they do.
    pub fn interval_holds(self) -> bool {
        match self {
            Self::Measure(measure) => !Measure::HELD_TOO_SELDOM.contains(&measure),
            Self::GroupMean(_) | Self::PartGroupMean { .. } => false,
            // What the lowest nine tenths hold is what the top tenth leaves.
            Self::Held { from: 0, to } => to < 90,
            Self::Held { from, .. }
            | Self::HeldMean { from, .. }
            | Self::HeldTotal { from, .. } => from < 90,
            Self::GiniByGroup(part) => part == GiniPart::Within,
            _ => true,
        }
    }
}

impl Statistic {
    /// Whether its nominal 95 % interval holds the truth too often, in more than 97 of 100 data sets
    /// of that study: what nearly all zeros hold, or are divided by, changes in leaps from resample
    /// to resample.
    pub fn interval_is_wide(self) -> bool {
        match self {
            Self::Measure(measure) => measure == Measure::P90P10,
            Self::Held { from: 0, to }
            | Self::HeldMean { from: 0, to }
            | Self::HeldTotal { from: 0, to } => to <= 5,
            _ => false,
        }
    }

    /// Whether it is of the units at one end of the order of values.
    pub fn is_of_a_tail(self) -> bool {
        use Measure::{Bottom1, Bottom10, Bottom20, Top1, Top5, Top10, Top20};
        match self {
            Self::Measure(measure) => {
                matches!(measure, Top1 | Top5 | Top10 | Top20 | Bottom1 | Bottom10 | Bottom20)
            }
            Self::HeldMean { .. } | Self::HeldTotal { .. } => true,
            _ => false,
        }
    }
}

impl CrossSection {
    /// One statistic of this occasion.
    pub fn statistic(&self, statistic: Statistic) -> Outcome {
        match statistic {
            Statistic::Measure(measure) => self.measure(measure),
            Statistic::GroupMean(group) => self.group_mean(group),
            Statistic::PartGroupMean { part, group } => self.part_group_mean(part, group),
            Statistic::Held { from, to } => self.held(from, to),
            Statistic::HeldMean { from, to } => {
                finite(self.held(from, to)? / (share(to) - share(from)) * self.sample().mean()?)
            }
            Statistic::HeldTotal { from, to } => {
                finite(self.held(from, to)? * self.sample().total()?)
            }
            Statistic::GeneralisedLorenz(percent) => {
                self.sample().generalised_lorenz(share(percent))
            }
            Statistic::Quantile(percent) => self.sample().quantile(share(percent)),
            Statistic::TrendRSquared => self.trend()?.r_squared,
            Statistic::TrendSlopeError => self.trend()?.slope_error,
            Statistic::AbsoluteGini => finite(self.sample().gini()? * self.sample().mean()?),
            Statistic::AbsoluteConcentrationIndex => {
                absolute_concentration_index(&self.group_weights(), &self.group_means())
            }
            Statistic::HeldUpToGroup(group) => self.held_up_to(group),
            Statistic::TheilBetweenShare => {
                // One group has no other to lie between.
                if self.group_weights().iter().filter(|weight| **weight > 0.0).nth(1).is_none() {
                    return Err(Undefined::TooFewGroups);
                }
                let between = self.measure(Measure::TheilBetween)?;
                let all = between + self.measure(Measure::TheilWithin)?;
                if all > EQUAL { finite(between / all) } else { Err(Undefined::NoVariation) }
            }
            Statistic::GiniByGroup(part) => {
                let GiniParts { between, within, overlap, .. } = self.gini_by_group()?;
                Ok(match part {
                    GiniPart::Between => between,
                    GiniPart::Within => within,
                    GiniPart::Overlap => overlap,
                })
            }
            Statistic::GiniOfPart(part) => self.beside().gini_of_part(self.sample(), part),
            Statistic::ConcentrationOfPart(part) => {
                let (weights, means) = (self.group_weights(), self.part_group_means(part)?);
                let whole = self.of_grouped_total(overall_mean(&weights, &self.group_means()))?;
                finite(absolute_concentration_index(&weights, &means)? / whole)
            }
            Statistic::OfPart(part, PartMeasure::Share) => {
                self.beside().share_of_part(self.sample(), part)
            }
            Statistic::OfPart(part, PartMeasure::Gini) => {
                self.beside().own_gini(self.sample(), part)
            }
            Statistic::OfPart(part, PartMeasure::Concentration) => {
                concentration_index(&self.group_weights(), &self.part_group_means(part)?)
            }
            Statistic::OfPart(part, PartMeasure::GiniElasticity) => {
                let (gini, beside) = (self.sample().gini()?, self.beside());
                let added = beside.gini_of_part(self.sample(), part)?;
                let share = beside.share_of_part(self.sample(), part)?;
                if gini > EQUAL {
                    finite(added / gini - share)
                } else {
                    Err(Undefined::NoVariation)
                }
            }
            Statistic::AboveThreshold(index) => {
                let (weights, shares) = (self.group_weights(), self.group_shares_above()?);
                match index {
                    BoundedIndex::Plain => concentration_index(&weights, &shares),
                    BoundedIndex::Wagstaff => wagstaff_index(&weights, &shares, (0.0, 1.0)),
                    BoundedIndex::Erreygers => erreygers_index(&weights, &shares, (0.0, 1.0)),
                }
            }
            Statistic::Correlation(Correlation::ProductMoment) => {
                self.beside().product_moment_correlation(self.sample())
            }
            Statistic::Correlation(Correlation::Rank) => {
                self.beside().rank_correlation(self.sample())
            }
        }
    }

    fn held(&self, from: u8, to: u8) -> Outcome {
        let at = |percent| self.sample().lorenz(share(percent));
        if from < to { finite(at(to)? - at(from)?) } else { Err(Undefined::BadParameter) }
    }

    fn held_up_to(&self, group: usize) -> Outcome {
        let mass = |(weight, mean): (f64, f64)| if weight > 0.0 { weight * mean } else { 0.0 };
        let masses: Vec<f64> =
            self.group_weights().into_iter().zip(self.group_means()).map(mass).collect();
        let held = masses.get(..=group).ok_or(Undefined::BadParameter)?;
        let all = self.of_grouped_total(Ok(masses.iter().sum()))?;
        finite(held.iter().sum::<f64>() / all)
    }
}

fn share(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

#[cfg(test)]
mod tests {
    use super::super::between_within::GroupedSample;
    use super::super::correlation::{pearson, spearman};
    use super::super::cross_section::Unit;
    use super::super::sample::Sample;
    use super::super::sources::{concentration_by_source, gini_by_source};
    use super::*;

    fn near(a: Outcome, b: Outcome) {
        match (a, b) {
            (Ok(a), Ok(b)) => assert!((a - b).abs() < 1e-12, "{a} and {b}"),
            (a, b) => assert_eq!(a, b),
        }
    }

    /// Six units in three groups with a tie in value, a unit without a group, one without a
    /// covariate: values 8, 2, 2, 5, 10, 1.
    fn units() -> Vec<Option<Unit>> {
        let rows = [
            (8.0, Some(2), [3.0, 5.0], 4.0),
            (2.0, Some(0), [2.0, 0.0], 9.0),
            (2.0, Some(1), [0.0, 2.0], 7.0),
            (5.0, Some(0), [1.0, 4.0], 7.0),
            (10.0, Some(2), [9.0, 1.0], f64::NAN),
            (1.0, None, [1.0, 0.0], 8.0),
        ];
        rows.map(|(value, group, parts, covariate)| {
            Some(Unit { value, weight: 1.0, amount: value, group, parts, covariate })
        })
        .to_vec()
    }

    fn columns(units: &[Option<Unit>]) -> (Vec<f64>, Vec<f64>, [Vec<f64>; 2], Vec<f64>) {
        let of = |f: fn(&Unit) -> f64| units.iter().flatten().map(f).collect::<Vec<f64>>();
        let group = |u: &Unit| u.group.map_or(f64::NAN, |g| g as f64);
        (of(|u| u.value), of(group), [of(|u| u.parts[0]), of(|u| u.parts[1])], of(|u| u.covariate))
    }

    /// Every statistic against the function of slices that defines it.
    fn agrees(units: &[Option<Unit>], section: &CrossSection) {
        let (values, groups, parts, covariate) = columns(units);
        let of = |statistic| section.statistic(statistic);
        let ones = vec![1.0; values.len()];
        let index = |g: &f64| if g.is_nan() { None } else { Some(*g as usize) };
        let group_index: Vec<Option<usize>> = groups.iter().map(index).collect();
        near(of(Statistic::Quantile(25)), Sample::unweighted(&values).quantile(0.25));
        let gini = GroupedSample::new(&values, &ones, &group_index).gini();
        near(of(Statistic::GiniByGroup(GiniPart::Between)), gini.map(|g| g.between));
        near(of(Statistic::GiniByGroup(GiniPart::Within)), gini.map(|g| g.within));
        near(of(Statistic::GiniByGroup(GiniPart::Overlap)), gini.map(|g| g.overlap));
        let parts = [parts[0].as_slice(), parts[1].as_slice()];
        for part in 0..2 {
            let source = gini_by_source(&parts, &ones).map(|by| by.sources[part]);
            near(of(Statistic::GiniOfPart(part)), source.map(|source| source.contribution));
            let own = |measure| of(Statistic::OfPart(part, measure));
            near(own(PartMeasure::Share), source.map(|source| source.share));
            near(own(PartMeasure::Gini), source.and_then(|source| source.gini));
            near(own(PartMeasure::GiniElasticity), source.and_then(|source| source.elasticity));
            let by = concentration_by_source(&parts, &ones, &groups);
            let source = by.map(|by| by.sources[part]);
            near(of(Statistic::ConcentrationOfPart(part)), source.map(|s| s.contribution));
            near(own(PartMeasure::Concentration), source.and_then(|source| source.concentration));
        }
        near(of(Statistic::Correlation(Correlation::ProductMoment)), pearson(&values, &covariate));
        near(of(Statistic::Correlation(Correlation::Rank)), spearman(&values, &covariate));
    }

    #[test]
    fn statistics_are_what_the_functions_of_slices_give() {
        agrees(&units(), &CrossSection::new(&units(), 3, Some(4.0)));
    }

    #[test]
    fn a_resample_reads_as_its_units_repeated() {
        let mut drawn = CrossSection::new(&units(), 3, Some(4.0));
        let counts = [2, 1, 0, 3, 1, 1];
        drawn.reweigh(&counts);
        let repeated: Vec<Option<Unit>> = units()
            .into_iter()
            .zip(counts)
            .flat_map(|(unit, count)| std::iter::repeat_n(unit, count as usize))
            .collect();
        agrees(&repeated, &drawn);
    }

    #[test]
    fn no_sort_inside_a_resample() {
        use super::super::order::tests::SORTS;
        let mut section = CrossSection::new(&units(), 3, Some(4.0));
        ask_everything(&section);
        let made = SORTS.get();
        assert!(made > 0, "what is asked for first is sorted, once");
        section.reweigh(&[2, 1, 0, 3, 1, 1]);
        ask_everything(&section);
        assert_eq!(SORTS.get(), made);
    }

    /// Asks for every statistic.
    fn ask_everything(section: &CrossSection) {
        use Statistic::*;
        let mut all: Vec<Statistic> = super::Measure::ALL.map(Measure).to_vec();
        all.extend([GroupMean(0), PartGroupMean { part: 0, group: 1 }, HeldUpToGroup(1)]);
        all.extend([Held { from: 0, to: 50 }, HeldMean { from: 90, to: 100 }]);
        all.extend([HeldTotal { from: 0, to: 5 }, GeneralisedLorenz(50), Quantile(25)]);
        all.extend([AbsoluteGini, AbsoluteConcentrationIndex, TheilBetweenShare]);
        all.extend([TrendRSquared, TrendSlopeError, GiniOfPart(0), ConcentrationOfPart(0)]);
        all.extend([GiniPart::Between, GiniPart::Within, GiniPart::Overlap].map(GiniByGroup));
        use PartMeasure::{Concentration, Gini, GiniElasticity, Share};
        all.extend([Share, Gini, Concentration, GiniElasticity].map(|of| OfPart(1, of)));
        use BoundedIndex::{Erreygers, Plain, Wagstaff};
        all.extend([Plain, Wagstaff, Erreygers].map(AboveThreshold));
        all.extend([super::Correlation::ProductMoment, super::Correlation::Rank].map(Correlation));
        let known = all.iter().filter(|one| section.statistic(**one).is_ok()).count();
        assert!(known > all.len() / 2, "{known} of {}", all.len());
    }

    #[test]
    fn held_by_hand() {
        let section = CrossSection::new(&units(), 3, Some(4.0));
        let of = |statistic| section.statistic(statistic);
        // 1, 2, 2, 5, 8, 10: 28 in all; the lower half holds 5, the upper 23.
        near(of(Statistic::Held { from: 0, to: 50 }), Ok(5.0 / 28.0));
        near(of(Statistic::HeldMean { from: 50, to: 100 }), Ok(23.0 / 3.0));
        near(of(Statistic::HeldTotal { from: 50, to: 100 }), Ok(23.0));
        near(of(Statistic::GeneralisedLorenz(50)), Ok(5.0 / 6.0));
        // Of the 27 with a group: 7, 2 and 18.
        near(of(Statistic::HeldUpToGroup(1)), Ok(9.0 / 27.0));
        assert_eq!(of(Statistic::HeldUpToGroup(3)), Err(Undefined::BadParameter));
        // Above 4: 1 of 2, 0 of 1, 2 of 2 at ranks ⅕, ½, ⅘: Σ p (2R−1) y = −0.12 + 0.24, μ = 0.6.
        near(of(Statistic::AboveThreshold(BoundedIndex::Plain)), Ok(0.2));
        near(of(Statistic::AboveThreshold(BoundedIndex::Erreygers)), Ok(0.48));
        near(of(Statistic::AboveThreshold(BoundedIndex::Wagstaff)), Ok(0.12 / 0.24));
    }

    #[test]
    fn nothing_is_a_share_of_the_rounding_of_equal_values() {
        // Three of 70 that weigh 130 each: the Theil index of equal values came out above zero.
        let unit = Unit { weight: 130.0, ..unit_of(70.0, 0) };
        let other = Unit { group: Some(1), ..unit };
        let section = CrossSection::new(&[Some(unit), Some(unit), Some(other)], 2, None);
        let share = section.statistic(Statistic::TheilBetweenShare);
        assert_eq!(share, Err(Undefined::NoVariation));
        let elasticity = Statistic::OfPart(0, PartMeasure::GiniElasticity);
        assert_eq!(section.statistic(elasticity), Err(Undefined::NoVariation));
    }

    #[test]
    fn one_group_has_no_share_of_the_inequality() {
        let units = [1.0, 3.0].map(|value| Some(unit_of(value, 2)));
        let section = CrossSection::new(&units, 3, None);
        let share = section.statistic(Statistic::TheilBetweenShare);
        assert_eq!(share, Err(Undefined::TooFewGroups));
    }

    fn unit_of(value: f64, group: usize) -> Unit {
        let (amount, parts) = (value, [value, 0.0]);
        Unit { value, weight: 1.0, amount, group: Some(group), parts, covariate: 0.0 }
    }

    #[test]
    fn the_trends_fit_by_hand() {
        // Means 1, 2 and 6 on 1, 2 and 3: slope 2.5, residuals ½, −1 and ½, so 1.5 of 14 are left,
        // and the slope's variance is (1.5 / 1) / 2.
        let unit = |value, group| Some(unit_of(value, group));
        let section = CrossSection::new(&[unit(1.0, 0), unit(2.0, 1), unit(6.0, 2)], 3, None);
        near(section.statistic(Statistic::TrendRSquared), Ok(12.5 / 14.0));
        near(section.statistic(Statistic::TrendSlopeError), Ok(0.75_f64.sqrt()));
    }

    #[test]
    fn without_a_threshold_a_part_or_a_covariate() {
        let bare: Vec<_> = units()
            .into_iter()
            .map(|unit| unit.map(|unit| Unit { covariate: f64::NAN, ..unit }))
            .collect();
        let section = CrossSection::new(&bare, 3, None);
        let of = |statistic| section.statistic(statistic);
        let above = of(Statistic::AboveThreshold(BoundedIndex::Plain));
        assert_eq!(above, Err(Undefined::NotApplicable));
        assert_eq!(of(Statistic::GiniOfPart(2)), Err(Undefined::BadParameter));
        assert_eq!(of(Statistic::Correlation(Correlation::Rank)), Err(Undefined::NoUnits));
    }
}
