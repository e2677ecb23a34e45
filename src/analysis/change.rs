//! The change of each decile, first wave to second.

use super::deciles::{every_tenth, gaps, rows};
use super::draft::Draft;
use super::notes;
use super::study::Study;
use super::subjects;
use crate::figure::{Figure, Form, Kind, words};

/// A dumbbell a decile: the means of Figure 1, from wave to wave.
pub fn change(study: &Study) -> Figure {
    let (panel, options) = (&study.every_tenth().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let mut figure = Draft {
        kind: Kind::Change,
        subject: subject.clone(),
        kicker: "Figure 7",
        subtitle: format!(
            "Mean {}{} in each wave, by {} of area deprivation",
            subject.noun,
            subject.per,
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
    words::write(&mut figure);
    figure
}
