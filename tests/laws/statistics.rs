//! Every statistic that an occasion of four groups has, and how each follows the unit of the values.

use giving_gap::stats::{self, BoundedIndex, GiniPart, PartMeasure, Statistic};

/// Every one, with the tails and the percents that figures show.
pub fn all(groups: usize) -> Vec<Statistic> {
    use Statistic::*;
    let mut all: Vec<Statistic> = stats::Measure::ALL.map(Measure).to_vec();
    for group in 0..groups {
        all.extend([GroupMean(group), HeldUpToGroup(group)]);
        all.extend([0, 1].map(|part| PartGroupMean { part, group }));
    }
    for (from, to) in [(0, 5), (0, 50), (50, 90), (90, 100), (99, 100)] {
        all.extend([Held { from, to }, HeldMean { from, to }, HeldTotal { from, to }]);
    }
    for percent in [10, 25, 75, 90] {
        all.extend([Quantile(percent), GeneralisedLorenz(percent)]);
    }
    all.extend([AbsoluteGini, AbsoluteConcentrationIndex, TheilBetweenShare]);
    all.extend([TrendRSquared, TrendSlopeError]);
    all.extend([GiniPart::Between, GiniPart::Within, GiniPart::Overlap].map(GiniByGroup));
    for part in 0..2 {
        all.extend([GiniOfPart(part), ConcentrationOfPart(part)]);
        use PartMeasure::*;
        all.extend([Share, Gini, Concentration, GiniElasticity].map(|of| OfPart(part, of)));
    }
    use BoundedIndex::*;
    all.extend([Plain, Wagstaff, Erreygers].map(AboveThreshold));
    use stats::Correlation::{ProductMoment, Rank};
    all.extend([ProductMoment, Rank].map(Correlation));
    all
}

/// Whether it is without unit: the same in pounds and in pence.
pub fn is_relative(statistic: Statistic) -> bool {
    use giving_gap::stats::Measure::{
        Difference, Maximum, Mean, Median, Minimum, Sii, Total, TrendSlope,
    };
    match statistic {
        Statistic::Measure(measure) => !matches!(
            measure,
            Total | Mean | Median | Maximum | Minimum | Difference | Sii | TrendSlope
        ),
        Statistic::GroupMean(_)
        | Statistic::PartGroupMean { .. }
        | Statistic::HeldMean { .. }
        | Statistic::HeldTotal { .. }
        | Statistic::Quantile(_)
        | Statistic::GeneralisedLorenz(_)
        | Statistic::AbsoluteGini
        | Statistic::AbsoluteConcentrationIndex
        | Statistic::TrendSlopeError => false,
        Statistic::Held { .. }
        | Statistic::HeldUpToGroup(_)
        | Statistic::TheilBetweenShare
        | Statistic::TrendRSquared
        | Statistic::GiniByGroup(_)
        | Statistic::GiniOfPart(_)
        | Statistic::ConcentrationOfPart(_)
        | Statistic::OfPart(..)
        | Statistic::AboveThreshold(_)
        | Statistic::Correlation(_) => true,
    }
}

/// Whether it depends on how many units there are, or on what they weigh together: totals, quantiles
/// and the correction for small samples.
pub fn depends_on_number(statistic: Statistic) -> bool {
    use giving_gap::stats::Measure::{GiniCorrected, Median, P90P10, Total};
    match statistic {
        Statistic::Measure(measure) => matches!(measure, Total | Median | P90P10 | GiniCorrected),
        Statistic::Quantile(_) | Statistic::HeldTotal { .. } => true,
        _ => false,
    }
}
