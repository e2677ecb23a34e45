//! Takes the withheld cells out of a figure: its rows, and the geometry that would show them.

use super::facts::{CellKey, Facts};
use super::hidden::Hidden;
use super::log::Decision;
use super::rules::Reason;
use crate::figure::{Absent, Estimate, Figure, Form, Row, TREND, Unit};

/// The rows that are one school's, whatever else is known of them.
const ONE_SCHOOL: [&str; 7] = [
    "maximum",
    "minimum",
    "max-per-pupil",
    "uplift-max",
    "hours-min",
    "hours-max",
    "minutes-per-pupil-max",
];

/// Ends the key of a measure of all schools but the largest, which tells of that one beside the same
/// measure of all.
const WITHOUT_ONE: &str = "-without-largest";

/// Whether a row is one school's.
pub(super) fn is_of_one_school(key: &str) -> bool {
    ONE_SCHOOL.contains(&key) || key.ends_with(WITHOUT_ONE)
}

/// A figure without its withheld values, what was decided, and the numbers that were taken out.
pub(super) struct Withheld {
    pub decisions: Vec<Decision>,
    pub values: Vec<(f64, Unit)>,
}

/// Withholds every value that a hidden cell feeds, and every change that would give it away.
pub(super) fn withhold(figure: &mut Figure, facts: &Facts, hidden: &Hidden) -> Withheld {
    let mut out = Withheld { decisions: Vec::new(), values: Vec::new() };
    let waves = figure.waves.clone();
    for row in figure.rows.iter_mut().chain(&mut figure.companions) {
        let mut any = false;
        for wave in 0..row.waves.len() {
            let Some(reason) = reason(row, facts, hidden, wave) else { continue };
            any = true;
            out.decisions.push(Decision {
                label: row.label.clone(),
                wave: waves.get(wave).cloned().unwrap_or_default(),
                reason,
            });
            if let Some(estimate) = row.waves.get_mut(wave) {
                take(estimate, row.unit, &mut out.values);
            }
        }
        // An addition to a level has no wave of its own: it rests on both.
        if row.waves.is_empty()
            && let Some(reason) =
                (0..waves.len()).find_map(|wave| self::reason(row, facts, hidden, wave))
        {
            any = true;
            let wave = waves.join(" and ");
            out.decisions.push(Decision { label: row.label.clone(), wave, reason });
        }
        if any {
            row.change.iter_mut().for_each(|change| take(change, row.unit, &mut out.values));
            row.change_percent.iter_mut().for_each(|p| take(p, Unit::Percent, &mut out.values));
        }
    }
    withhold_trends(figure, facts, hidden);
    out
}

/// Why a row's value in a wave is withheld, or none where it may leave.
fn reason(row: &Row, facts: &Facts, hidden: &Hidden, wave: usize) -> Option<Reason> {
    if is_of_one_school(&row.key) {
        return Some(Reason::OneSchool);
    }
    let Some(cells) = facts.feeds.get(&row.key) else { return Some(Reason::NotKnown) };
    cells.iter().find_map(|cell| reason_of(cell, facts, hidden, wave))
}

fn reason_of(cell: &CellKey, facts: &Facts, hidden: &Hidden, wave: usize) -> Option<Reason> {
    match facts.cell(cell, wave) {
        Some(_) => hidden.reason(cell, wave),
        None => Some(Reason::NotKnown),
    }
}

fn take(estimate: &mut Estimate, unit: Unit, values: &mut Vec<(f64, Unit)>) {
    let ends = estimate.interval.iter().flat_map(|(low, high)| [*low, *high]);
    values.extend(estimate.known_value().into_iter().chain(ends).map(|value| (value, unit)));
    *estimate = Estimate { n: estimate.n, ..Estimate::absent(Absent::Withheld) };
}

/// A line through means of which one is withheld is withheld.
fn withhold_trends(figure: &mut Figure, facts: &Facts, hidden: &Hidden) {
    let (Form::Bars { trends, .. } | Form::Dots { trends, .. }) = &mut figure.form else { return };
    let fed: Vec<&CellKey> =
        figure.rows.iter().filter_map(|row| facts.feeds.get(&row.key)).flatten().collect();
    for (wave, trend) in trends.iter_mut().enumerate() {
        if fed.iter().any(|cell| reason_of(cell, facts, hidden, wave).is_some()) {
            *trend = None;
            figure.notes.retain(|note| note.term != TREND);
        }
    }
}
