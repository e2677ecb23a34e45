//! A figure about the chosen measure, begun: what every one of them has.

use super::notes;
use super::panel::Panel;
use super::rows::Measured;
use super::study::Study;
use crate::dataset::Weighting;
use crate::figure::{Figure, Form, Kind, SchoolWeight, Subject, words};

/// What differs from figure to figure.
pub struct Draft {
    pub kind: Kind,
    pub subject: Subject,
    pub kicker: &'static str,
    /// What is measured.
    pub subtitle: String,
    /// What the first column of the table names.
    pub heading: &'static str,
    pub form: Form,
    pub rows: Vec<Measured>,
    pub companions: Vec<Measured>,
}

impl Draft {
    /// The figure, with its n, what is missing, its assumptions and provenance; its words are not
    /// yet written.
    pub fn figure(mut self, study: &Study, panel: &Panel) -> Figure {
        self.subject.weight = weight(self.kind, study);
        let mut notes = vec![notes::counts(&panel.selection)];
        notes.extend(notes::weights(&self.subject));
        notes.extend(notes::missing(&panel.selection));
        notes.extend(notes::without_value(self.kind, &panel.selection));
        notes.extend(notes::below_zero(self.kind, panel));
        notes.extend(notes::prices(study.dataset(), study.options(), self.subject.unit));
        notes.extend(notes::intervals(panel.resamples()));
        notes.extend(notes::off_their_level(self.rows.iter().chain(&self.companions)));
        let rows = |measured: Vec<Measured>| measured.into_iter().map(|one| one.row).collect();
        Figure {
            kind: self.kind,
            kicker: self.kicker.into(),
            title: String::new(),
            subtitle: with_schools(self.kind, self.subtitle, study),
            sentence: String::new(),
            waves: panel.labels(),
            unit: self.subject.unit,
            heading: self.heading.into(),
            rows: rows(self.rows),
            companions: rows(self.companions),
            form: self.form,
            notes,
            provenance: notes::provenance(study.dataset(), panel.resamples()),
            description: None,
            subject: self.subject,
        }
    }
}

/// A figure with all its notes in their last form: those that hold of it, and the words of its numbers.
pub fn finished(mut figure: Figure) -> Figure {
    notes::keep_true(&mut figure);
    words::write(&mut figure);
    figure
}

/// What schools count as; single schools count for themselves, whatever the options say.
pub fn weight(kind: Kind, study: &Study) -> Option<SchoolWeight> {
    let is_of_schools = kind == Kind::Schools || kind == Kind::Change && study.choices().by_school;
    match study.options().weighting {
        Weighting::Pupils if !is_of_schools => Some(SchoolWeight::Pupils),
        Weighting::Pupils | Weighting::None => None,
    }
}

/// What is measured, and of which schools where it is not of all. What goes by tenth shows every one.
fn with_schools(kind: Kind, subtitle: String, study: &Study) -> String {
    let options = study.options();
    let every_tenth = options.of_every_tenth();
    let shows_tenths = match kind {
        Kind::DecileRaised | Kind::DecileVolunteer => true,
        Kind::Change => !study.choices().by_school,
        _ => false,
    };
    let filter = if shows_tenths { &every_tenth.filter } else { &options.filter };
    match filter.words() {
        Some(schools) => format!("{subtitle}; only {schools}"),
        None => subtitle,
    }
}
