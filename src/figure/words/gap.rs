//! Gaps between the two ends of the scale of deprivation: how wide, and which end is ahead.
//!
//! The measure is signed, the least deprived end less the most deprived. People speak of a width: a gap
//! that goes from −£9,000 to −£4,000 narrows, in favour of the most deprived.

use crate::figure::{Estimate, Row, number};

/// The end of the scale that has more, over all waves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// The least deprived, or neither.
    Least,
    Most,
    /// One in the first wave, the other in the second.
    InTurn,
}

/// Which end is ahead, judged by the values as they are written: what is written £0 is level.
pub fn ahead(row: &Row) -> Ahead {
    let values = || row.waves.iter().filter_map(Estimate::known_value);
    let mut written = values().map(|value| number::shown(value, row.unit));
    match (written.clone().any(|value| value < 0.0), written.any(|value| value > 0.0)) {
        (false, _) => Ahead::Least,
        (true, false) => Ahead::Most,
        (true, true) => Ahead::InTurn,
    }
}

/// What a measure beside a chart compares, in a few words after its name.
pub fn explained(key: &str) -> Option<&'static str> {
    Some(match key {
        "difference" => "least less most deprived",
        "ratio" => "least over most deprived",
        "sii" => "over the whole scale",
        "rii" => "top over bottom of the slope",
        _ => return None,
    })
}

/// The gap with its widths above zero: the other way round where the most deprived end is ahead.
pub fn widths(row: &Row) -> Row {
    if ahead(row) == Ahead::Most { turned(row) } else { row.clone() }
}

/// The gap and the end that its change goes towards, so that the change is above zero.
pub fn shift(row: &Row) -> (Row, &'static str) {
    let change = row.change.as_ref().and_then(Estimate::known_value).unwrap_or(0.0);
    if change < 0.0 { (turned(row), "most") } else { (row.clone(), "least") }
}

/// The most deprived end less the least.
fn turned(row: &Row) -> Row {
    let turn = |estimate: &Estimate| Estimate {
        value: estimate.value.clone().map(|value| -value),
        interval: estimate.interval.map(|(low, high)| (-high, -low)),
        ..estimate.clone()
    };
    Row {
        waves: row.waves.iter().map(turn).collect(),
        change: row.change.as_ref().map(turn),
        ..row.clone()
    }
}

/// " in favour of the least deprived", after a width.
pub fn in_favour(value: f64) -> &'static str {
    if value < 0.0 { " in favour of the most deprived" } else { " in favour of the least deprived" }
}

/// What starts a sentence on a gap: "The gap, in favour of the most deprived," where that is so.
pub fn named(what: &str, row: &Row) -> String {
    match ahead(row) {
        Ahead::Most => format!("{}, in favour of the most deprived,", what.trim_end_matches(',')),
        Ahead::Least | Ahead::InTurn => what.into(),
    }
}
