//! The statistics that figures show an interval of: what is resampled.

use super::bands::Bands;
use super::lorenz::TABLE_STEPS;
use crate::stats::{BoundedIndex, Correlation, GiniPart, Measure, PartMeasure, Statistic};

/// Tails by which shares, means and totals are told, in percent.
pub const TAILS: [u8; 4] = [1, 5, 10, 20];

/// Quantiles that are told, in percent, with a row's words; the median is a measure of its own.
pub const QUANTILES: [(u8, &str); 4] = [
    (10, "10th percentile"),
    (25, "25th percentile"),
    (75, "75th percentile"),
    (90, "90th percentile"),
];

/// How the index of inequality splits between groups and within them, with a row's key and words.
pub const GINI_PARTS: [(GiniPart, &str, &str); 3] = [
    (GiniPart::Between, "gini-between", "Gini index between"),
    (GiniPart::Within, "gini-within", "Gini index within"),
    (GiniPart::Overlap, "gini-overlap", "Gini index, overlap of"),
];

/// What figures show of one source by itself, with a row's key and words.
pub const OF_SOURCE: [(PartMeasure, &str, &str); 4] = [
    (PartMeasure::Share, "share", "Share of the total"),
    (PartMeasure::Gini, "own-gini", "Gini index"),
    (PartMeasure::Concentration, "own-concentration", "Concentration index"),
    (PartMeasure::GiniElasticity, "gini-elasticity", "Change of the Gini index for 1% more, %"),
];

/// What the figures by decile show of one amount.
pub fn band_statistics(bands: Bands, parts: usize) -> Vec<Statistic> {
    let means = (0..bands.count()).map(Statistic::GroupMean);
    let part_means = (0..parts).flat_map(|part| {
        (0..bands.count()).map(move |group| Statistic::PartGroupMean { part, group })
    });
    let gaps = [Measure::Difference, Measure::Ratio, Measure::Sii, Measure::Rii];
    means.chain(part_means).chain(gaps.map(Statistic::Measure)).collect()
}

/// What all figures show of the chosen amount, of which so many parts are known.
pub fn statistics(bands: Bands, parts: usize) -> Vec<Statistic> {
    let mut all = band_statistics(bands, parts);
    // The largest and the smallest are one school each: resampling says nothing of them.
    let measures = Measure::ALL.into_iter();
    let measures = measures.filter(|m| !matches!(m, Measure::Maximum | Measure::Minimum));
    let measures: Vec<_> =
        measures.map(Statistic::Measure).filter(|statistic| !all.contains(statistic)).collect();
    all.extend(measures);
    for to in TABLE_STEPS {
        all.extend([Statistic::Held { from: 0, to }, Statistic::GeneralisedLorenz(to)]);
    }
    all.extend([Statistic::Held { from: 50, to: 90 }, Statistic::Held { from: 0, to: 5 }]);
    all.push(Statistic::HeldMean { from: 0, to: 50 });
    for (from, to) in TAILS.iter().flat_map(|percent| [(100 - percent, 100), (0, *percent)]) {
        all.extend([Statistic::HeldMean { from, to }, Statistic::HeldTotal { from, to }]);
    }
    all.extend([
        Statistic::AbsoluteGini,
        Statistic::AbsoluteConcentrationIndex,
        Statistic::TheilBetweenShare,
        Statistic::TrendRSquared,
    ]);
    all.extend(QUANTILES.map(|(percent, _)| Statistic::Quantile(percent)));
    all.extend((0..bands.count()).map(Statistic::HeldUpToGroup));
    all.extend(GINI_PARTS.map(|(part, ..)| Statistic::GiniByGroup(part)));
    for part in 0..parts {
        all.extend([Statistic::GiniOfPart(part), Statistic::ConcentrationOfPart(part)]);
        all.extend(OF_SOURCE.map(|(measure, ..)| Statistic::OfPart(part, measure)));
    }
    all.extend(BOUNDED.map(|(index, ..)| Statistic::AboveThreshold(index)));
    all.extend(CORRELATIONS.map(|(correlation, ..)| Statistic::Correlation(correlation)));
    all
}

/// How the schools above the threshold are concentrated, with a row's key and words.
pub const BOUNDED: [(BoundedIndex, &str, &str); 3] = [
    (BoundedIndex::Plain, "threshold-concentration-index", "concentration index"),
    (BoundedIndex::Wagstaff, "threshold-wagstaff", "Wagstaff’s index"),
    (BoundedIndex::Erreygers, "threshold-erreygers", "Erreygers’ index"),
];

/// Correlations with pupil premium, with a row's key and words.
pub const CORRELATIONS: [(Correlation, &str, &str); 2] = [
    (Correlation::Rank, "premium-rank-correlation", "Rank correlation with pupil premium"),
    (
        Correlation::ProductMoment,
        "premium-correlation",
        "Product-moment correlation with pupil premium",
    ),
];
