//! The change of each decile, first wave to second.

use super::deciles::{decile_rows, gaps};
use super::draft::Draft;
use super::notes;
use super::options::Options;
use super::panel::Panel;
use super::selection::Selection;
use super::subjects;
use crate::dataset::Dataset;
use crate::figure::{Figure, Form, Kind, words};

/// A dumbbell a decile: the means of Figure 1, from wave to wave.
pub fn change(dataset: &Dataset, options: &Options) -> Figure {
    let panel = Panel::new(Selection::new(dataset, options));
    let subject = subjects::subject(&options.amount, options.basis);
    let mut figure = Draft {
        kind: Kind::Change,
        kicker: "Figure 7",
        subtitle: format!(
            "Mean of {}{} in each wave, by tenth of area deprivation",
            subject.noun, subject.per
        ),
        heading: "Tenth of deprivation",
        form: Form::Dumbbells { hue: subjects::hue(&options.amount) },
        rows: decile_rows(&panel, subject.unit),
        companions: gaps(&panel, subject.unit).into_iter().take(2).collect(),
    }
    .figure(dataset, options, options.basis, &panel);
    figure.notes.extend(notes::without_decile(&panel.selection));
    figure.notes.extend(notes::direction(dataset));
    words::write(&mut figure);
    figure
}
