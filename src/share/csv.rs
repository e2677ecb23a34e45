//! A figure's table as CSV: numbers in full precision, missing ones typed, and a head that says
//! what it is.

use super::credits;
use crate::dataset::csv_text::{cell, line, number};
use crate::figure::{Absent, Estimate, Figure, Row};

/// The table, rows first and companions after them. The columns are named as the page's cells:
/// a wave's label, and it with `-low`, `-high`, `-n` and `-missing`; the head's lines begin with #.
pub fn csv(figure: &Figure) -> String {
    let mut text = head(figure);
    let columns = figure.waves.iter().cloned().chain(["change".into(), "change-percent".into()]);
    let names = columns.flat_map(|name| {
        ["", "-low", "-high", "-n", "-missing"].map(|of| cell(&format!("{name}{of}")))
    });
    let keys = ["row", "label", "unit"].map(cell);
    text.push_str(&line(&keys.into_iter().chain(names).collect::<Vec<_>>()));
    for row in figure.rows.iter().chain(&figure.companions) {
        text.push_str(&line(&cells(row)));
    }
    text
}

fn head(figure: &Figure) -> String {
    let mut text = String::new();
    let mut add = |name: &str, value: &str| {
        // One line each, so that a reader that passes over # lines passes over all of it.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        text.push_str(&line(&[format!("# {}", plain_name(name)), cell(&value)]));
    };
    add("figure", &figure.kicker);
    add("measured", &figure.subtitle);
    for (name, value) in credits::metadata(figure) {
        add(&name.to_lowercase(), &value);
    }
    for note in &figure.notes {
        add(&note.term, &note.text);
    }
    add("missing", "c withheld, u undefined, i infinite, x not available");
    text
}

/// A name that needs no quotes: they would hide the # from a reader.
fn plain_name(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect()
}

fn cells(row: &Row) -> Vec<String> {
    let unit = serde_json::to_value(row.unit).ok();
    let unit = unit.as_ref().and_then(|unit| unit.as_str()).unwrap_or_default();
    let estimates =
        row.waves.iter().map(Some).chain([row.change.as_ref(), row.change_percent.as_ref()]);
    let head = [cell(&row.key), cell(&row.label), cell(unit)];
    head.into_iter().chain(estimates.flat_map(estimate)).collect()
}

fn estimate(estimate: Option<&Estimate>) -> [String; 5] {
    let Some(estimate) = estimate else { return Default::default() };
    let (low, high) =
        estimate.interval.map_or_else(Default::default, |(low, high)| (number(low), number(high)));
    [
        estimate.known_value().map(number).unwrap_or_default(),
        low,
        high,
        estimate.n.map(|n| n.to_string()).unwrap_or_default(),
        estimate.value.as_ref().err().map(|why| cell(&missing(why))).unwrap_or_default(),
    ]
}

/// The kind of missing value in a letter, and the reason in words.
fn missing(why: &Absent) -> String {
    format!("[{}] {}", why.letter(), why.reason())
}
