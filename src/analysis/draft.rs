//! A figure about the chosen measure, begun: what every one of them has.

use super::notes;
use super::options::Options;
use super::panel::Panel;
use super::subjects;
use crate::dataset::{Basis, Dataset};
use crate::figure::{Figure, Form, Kind, Row};

/// What differs from figure to figure.
pub struct Draft {
    pub kind: Kind,
    pub kicker: &'static str,
    /// What is measured, after which the subject's unit follows in the table.
    pub subtitle: String,
    /// What the first column of the table names.
    pub heading: &'static str,
    pub form: Form,
    pub rows: Vec<Row>,
    pub companions: Vec<Row>,
}

impl Draft {
    /// The figure, with its n, what is missing, its assumptions and provenance; its words are not
    /// yet written.
    pub fn figure(
        self,
        dataset: &Dataset,
        options: &Options,
        basis: Basis,
        panel: &Panel,
    ) -> Figure {
        let subject = subjects::subject(&options.amount, basis);
        let mut notes = vec![notes::counts(&panel.selection)];
        notes.extend(notes::missing(&panel.selection));
        notes.extend(notes::prices(dataset, options));
        Figure {
            kind: self.kind,
            kicker: self.kicker.into(),
            title: String::new(),
            subtitle: self.subtitle,
            sentence: String::new(),
            waves: panel.labels(),
            unit: subject.unit,
            heading: self.heading.into(),
            rows: self.rows,
            companions: self.companions,
            form: self.form,
            notes,
            provenance: notes::provenance(dataset, 0),
            subject,
        }
    }
}
