//! The change of single schools, the largest rises and falls first. It never leaves the page.

use super::draft::{Draft, finished};
use super::notes;
use super::roster::name_of;
use super::rows::row;
use super::study::Study;
use super::subjects;
use crate::figure::{Estimate, Figure, Form, Kind, Note, Row, words};
use crate::stats::order::descending;

/// Schools shown at either end where not all are.
const AT_EITHER_END: usize = 20;

/// A school with a value in both waves.
struct Matched {
    school: usize,
    first: f64,
    second: f64,
}

/// A dumbbell a school, from the largest rise to the largest fall.
pub fn change_of_schools(study: &Study) -> Figure {
    let (panel, options) = (&study.chosen().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let all: Vec<Matched> = match panel.selection.waves.as_slice() {
        [a, b] => a.values.iter().zip(&b.values).enumerate().filter_map(matched).collect(),
        _ => Vec::new(),
    };
    let change = |matched: &Matched| matched.second - matched.first;
    let changes: Vec<f64> = all.iter().map(change).collect();
    let all: Vec<&Matched> = descending(&changes).into_iter().map(|at| &all[at]).collect();
    let count = |is: fn(f64) -> bool| all.iter().filter(|one| is(change(one))).count() as u32;
    let (rose, fell) = (count(|change| change > 0.0), count(|change| change < 0.0));
    let dataset = study.dataset();
    let followed = study.choices().followed.as_ref();
    let is_followed =
        |one: &Matched| followed.is_some_and(|key| *key.0 == *dataset.keys.get(one.school));
    let few = all.len() <= 2 * AT_EITHER_END;
    let is_shown = |(at, one): &(usize, &Matched)| {
        few || *at < AT_EITHER_END || at + AT_EITHER_END >= all.len() || is_followed(one)
    };
    let shown: Vec<&Matched> =
        all.iter().copied().enumerate().filter(is_shown).map(|(_, one)| one).collect();
    let school_row = |one: &Matched| -> Row {
        let (key, name) = (dataset.keys.get(one.school), dataset.names.get(one.school));
        let waves = vec![Estimate::known(one.first), Estimate::known(one.second)];
        row(format!("school:{key}"), name_of(key, name), subject.unit, waves, None)
    };
    let mut figure = Draft {
        kind: Kind::Change,
        subtitle: format!(
            "{}{} in each wave, school by school, the largest rise first",
            words::capitalised(&subject.noun),
            subject.per
        ),
        kicker: "Figure 7",
        heading: "School",
        form: Form::SchoolChanges {
            hue: subjects::hue(&options.amount),
            schools: shown.iter().filter_map(|one| u32::try_from(one.school).ok()).collect(),
            matched: u32::try_from(all.len()).unwrap_or(u32::MAX),
            rose,
            fell,
        },
        rows: shown.iter().map(|one| school_row(one).into()).collect(),
        companions: Vec::new(),
        subject,
    }
    .figure(study, panel);
    // A school's own amount is no estimate, and those of one wave have no change.
    figure.notes.retain(|note| note.term == notes::PRICES);
    let n = format!("{} with a value in both waves.", words::counted(all.len(), "school"));
    figure.notes.insert(0, Note::new("n", n));
    if all.is_empty() {
        figure.notes.push(notes::without_change());
    }
    if !few {
        figure.notes.push(Note::new(
            "Shown",
            format!(
                "The {AT_EITHER_END} largest rises and the {AT_EITHER_END} largest falls, and the \
                 school that is followed. Choose only some schools above, or sort the table of \
                 schools by change, to see others."
            ),
        ));
    }
    figure.notes.push(Note::new(
        "Single schools",
        "One year’s accounts of one school go up and down for many reasons. This form does not \
         leave the page.",
    ));
    finished(figure)
}

type Value = Option<(f64, f64)>;

fn matched((school, (first, second)): (usize, (&Value, &Value))) -> Option<Matched> {
    let ((first, _), (second, _)) = ((*first)?, (*second)?);
    Some(Matched { school, first, second })
}
