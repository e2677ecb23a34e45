//! With and without the school that has most: whether one school makes the picture.

use super::panel::{Panel, Units};
use super::rows::Measured;
use crate::figure::Unit;
use crate::stats::{Measure, Statistic};

const MEASURES: [(Measure, &str); 3] = [
    (Measure::Mean, "Mean, without the school that has most"),
    (Measure::Gini, "Gini index, without the school that has most"),
    (Measure::Top10, "Share of the top 10%, without the school that has most"),
];

/// The same waves, each without the school whose value is its largest.
pub fn panel(units: Units) -> Panel {
    Panel::new(units.keeping(all_but_the_largest))
}

/// The statistics that [`rows`] reads.
pub fn statistics() -> Vec<Statistic> {
    MEASURES.map(|(measure, _)| Statistic::Measure(measure)).to_vec()
}

/// Mean, Gini index and top share of what is left; `amount` is the unit of the mean.
pub fn rows(panel: &Panel, amount: Unit) -> Vec<Measured> {
    MEASURES.into_iter().map(|one| row(panel, one, amount)).collect()
}

/// What the top tenth of those that are left hold.
pub fn top_10(panel: &Panel) -> Measured {
    row(panel, (Measure::Top10, "Top 10%, without the school that has most"), Unit::Share)
}

fn row(panel: &Panel, (measure, label): (Measure, &str), amount: Unit) -> Measured {
    let unit = match measure {
        Measure::Mean => amount,
        Measure::Gini => Unit::Index,
        _ => Unit::Share,
    };
    panel.named_measure(measure, (&format!("{}-without-largest", measure.name()), label), unit)
}

/// Of schools that share the most, the first goes: which one makes no difference.
fn all_but_the_largest(wave: &[Option<crate::stats::Unit>]) -> Vec<bool> {
    let value = |at: usize| wave[at].map_or(f64::NEG_INFINITY, |unit| unit.value);
    let largest = (0..wave.len()).reduce(|a, b| if value(b) > value(a) { b } else { a });
    (0..wave.len()).map(|at| wave[at].is_some() && Some(at) != largest).collect()
}
