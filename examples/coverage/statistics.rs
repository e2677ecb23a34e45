//! What the study of coverage looks at beside the measures and the means of groups.

use giving_gap::stats::{BoundedIndex, GiniPart, Statistic};

/// In the order of the study's table.
pub fn others() -> Vec<Statistic> {
    let tails = [(99, 100), (95, 100), (90, 100), (80, 100), (0, 5), (0, 20), (0, 50)];
    let mut others = tails.map(|(from, to)| Statistic::HeldMean { from, to }).to_vec();
    others.extend(
        [GiniPart::Between, GiniPart::Within, GiniPart::Overlap].map(Statistic::GiniByGroup),
    );
    others.extend([BoundedIndex::Wagstaff, BoundedIndex::Erreygers].map(Statistic::AboveThreshold));
    others.extend([
        Statistic::AbsoluteGini,
        Statistic::AbsoluteConcentrationIndex,
        Statistic::TheilBetweenShare,
        Statistic::GeneralisedLorenz(50),
    ]);
    others
}
