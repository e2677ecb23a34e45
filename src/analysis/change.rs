//! The change of each decile, first wave to second.

use super::deciles::{every_tenth, gaps, rows};
use super::draft::{Draft, finished};
use super::notes;
use super::study::Study;
use super::subjects;
use crate::figure::{Figure, Form, Kind, Note, Row};

/// A dumbbell a decile: the means of Figure 1, from wave to wave.
pub fn change(study: &Study) -> Figure {
    let (panel, options) = (&study.every_tenth().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let mut figure = Draft {
        kind: Kind::Change,
        subject: subject.clone(),
        kicker: "Figure 7",
        subtitle: format!(
            "Mean {}{} in {}, by {} of area deprivation",
            subject.noun,
            subject.per,
            match study.dataset().waves.as_slice() {
                [only] => only.label.as_str(),
                _ => "each wave",
            },
            panel.bands.name()
        ),
        heading: panel.bands.heading(),
        form: Form::Dumbbells { hue: subjects::hue(&options.amount) },
        rows: rows(panel, subject.unit),
        companions: gaps(panel, subject.unit).into_iter().take(2).collect(),
    }
    .figure(study, panel);
    figure.notes.extend(notes::without_decile(&panel.selection));
    figure.notes.extend(notes::direction(study.dataset()));
    figure.notes.extend(every_tenth(options));
    let is_judged = |row: &Row| row.change.as_ref().is_some_and(|change| change.interval.is_some());
    if figure.rows.iter().any(is_judged) {
        figure.notes.push(Note::new(
            "Each by itself",
            "Where nothing changed anywhere, one interval in twenty would still seem to tell of a change.",
        ));
    }
    finished(figure)
}
