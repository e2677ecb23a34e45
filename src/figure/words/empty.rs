//! A figure without a number: why, and what to do.

use super::capitalised;
use crate::figure::{Absent, Figure, Form, Kind, Note, WHAT_TO_DO};

/// Whether there is nothing to show: a scatter's points are not in its rows.
pub fn is_empty(figure: &Figure) -> bool {
    match &figure.form {
        Form::Points { points, .. } => points.is_empty(),
        // Levels without a step between them take nothing apart.
        Form::Waterfall { steps, .. } => !steps.iter().any(|step| {
            let change = figure.row(&step.key).and_then(|row| row.change.as_ref());
            !step.is_level && change.is_some_and(|change| change.value.is_ok())
        }),
        // A whole without its parts is nothing to divide; what is withheld has its mark.
        Form::Strips { parts, .. } => parts.iter().filter_map(|key| figure.row(key)).all(|row| {
            row.waves
                .iter()
                .all(|part| part.value.as_ref().is_err_and(|why| *why != Absent::Withheld))
        }),
        // How many schools have none is a number too.
        _ if figure.kind == Kind::Measures => {
            let mean = figure.row("mean");
            !mean.is_some_and(|row| row.waves.iter().any(|estimate| estimate.value.is_ok()))
        }
        _ => figure.is_empty(),
    }
}

/// The notes that stand beside a figure, without what its sentence says already.
pub fn further_notes(figure: &Figure) -> Vec<Note> {
    let is_said = |note: &&Note| note.term == WHAT_TO_DO && figure.sentence.ends_with(&note.text);
    figure.notes.iter().filter(|note| !is_said(note)).cloned().collect()
}

/// The first reason a cell gives, as a sentence, and what to do where a note says it.
pub fn why_empty(figure: &Figure) -> String {
    // A waterfall's rows are of one wave each: what they lack to be drawn is a change.
    let is_of_changes = matches!(figure.form, Form::Waterfall { .. });
    let estimates = figure
        .rows
        .iter()
        .flat_map(|row| row.waves.iter().filter(move |_| !is_of_changes).chain(&row.change));
    let why = estimates.filter_map(|cell| cell.value.as_ref().err()).map(Absent::reason).next();
    let why = why.unwrap_or(match (&figure.form, figure.kind) {
        (Form::Points { .. }, _) => {
            "no school has a value on both axes: choose another measure or wave for one of them"
        }
        (Form::SchoolChanges { .. }, _) => "no school has a value in both waves",
        (_, Kind::Drivers) => "no file holds answers to a questionnaire",
        _ => "there is no value of this measure to show",
    });
    let stop = if why.ends_with(['.', '!', '?']) { "" } else { "." };
    let remedy = figure.notes.iter().find(|note| note.term == WHAT_TO_DO);
    let remedy = remedy.map(|note| format!(" {}", note.text)).unwrap_or_default();
    format!("{}{stop}{remedy}", capitalised(why))
}
