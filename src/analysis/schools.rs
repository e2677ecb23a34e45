//! Single schools: one amount against another, and the table of all of them.

use super::draft::Draft;
use super::study::Study;
use super::subjects;
use crate::dataset::{Amount, Basis, Dataset, Wave};
use crate::figure::{Figure, Form, Kind, Note, Point, Series, words};
use serde::{Deserialize, Serialize};

/// An axis of the figure of schools: an amount in a wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// `None` is the measure that the options choose.
    pub amount: Option<Amount>,
    /// Index of the wave; one that the data do not have is the last.
    pub wave: usize,
}

/// A point for each school that has a value on both axes.
pub fn schools(study: &Study, x: &Axis, y: &Axis, log: bool) -> Figure {
    let (dataset, options) = (study.dataset(), study.options());
    let read = |axis: &Axis, school: usize| {
        let wave = wave_of(dataset, axis)?;
        let amount = axis.amount.as_ref().unwrap_or(&options.amount);
        if !wave.is_present(school) || !options.filter.admits(wave, school) {
            return None;
        }
        amount.on(options.basis, wave, school).ok()
    };
    let points: Vec<Point> = (0..dataset.len())
        .filter_map(|school| {
            let decile = dataset.waves.iter().rev().find_map(|wave| wave.decile(school));
            Some(Point {
                school: u32::try_from(school).ok()?,
                x: read(x, school)?,
                y: read(y, school)?,
                decile: decile.map(|decile| decile.number()),
            })
        })
        .collect();
    let subject = subjects::subject(&options.amount, options.basis);
    let (x, y) = (series(study, x), series(study, y));
    let hidden = if log { points.iter().filter(|p| p.x <= 0.0 || p.y <= 0.0).count() } else { 0 };
    let n = points.len();
    let mut figure = Draft {
        kind: Kind::Schools,
        kicker: "Figure 11",
        subtitle: format!("{} against {}, one mark a school", y.label, x.label),
        heading: "School",
        form: Form::Points { x, y, points, log },
        rows: Vec::new(),
        companions: Vec::new(),
        subject,
    }
    .figure(study, &study.chosen().amount);
    let counted = format!("{} with both values.", words::counted(n, "school"));
    figure.notes.retain(|note| note.term != "n" && note.term != "Intervals");
    figure.notes.insert(0, Note::new("n", counted));
    if hidden > 0 {
        let text = format!("{} at zero or below at the edge.", words::counted(hidden, "school"));
        figure.notes.push(Note::new("Both scales multiply", text));
    }
    words::write(&mut figure);
    figure
}

fn wave_of<'a>(dataset: &'a Dataset, axis: &Axis) -> Option<&'a Wave> {
    dataset.waves.get(axis.wave).or(dataset.waves.last())
}

fn series(study: &Study, axis: &Axis) -> Series {
    let amount = axis.amount.as_ref().unwrap_or(&study.options().amount);
    let subject = subjects::subject(amount, study.options().basis);
    let wave = wave_of(study.dataset(), axis).map_or("", |wave| wave.label.as_str());
    let label = format!("{}{}, {wave}", words::capitalised(&subject.noun), subject.per);
    Series { label, unit: subject.unit }
}

/// The table of schools, in columns: it never leaves the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Roster {
    pub keys: Vec<String>,
    pub names: Vec<String>,
    /// Of the last wave that knows it.
    pub deciles: Vec<Option<u8>>,
    pub waves: Vec<RosterWave>,
}

/// One wave's columns of the table of schools.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RosterWave {
    pub label: String,
    pub pupils: Vec<Option<f64>>,
    pub donations: Vec<Option<f64>>,
    pub pta_income: Vec<Option<f64>>,
    pub raised: Vec<Option<f64>>,
    pub raised_per_pupil: Vec<Option<f64>>,
    pub total_income: Vec<Option<f64>>,
    pub minutes_per_pupil: Vec<Option<f64>>,
}

/// Every school of the data.
pub fn roster(study: &Study) -> Roster {
    let dataset = study.dataset();
    let deciles = (0..dataset.len())
        .map(|school| dataset.waves.iter().rev().find_map(|wave| wave.decile(school)))
        .map(|decile| decile.map(|decile| decile.number()))
        .collect();
    Roster {
        keys: dataset.keys.iter().map(|key| key.0.to_string()).collect(),
        names: dataset.names.iter().map(|name| name.to_string()).collect(),
        deciles,
        waves: dataset.waves.iter().map(|wave| roster_wave(wave, dataset.len())).collect(),
    }
}

fn roster_wave(wave: &Wave, schools: usize) -> RosterWave {
    let column = |amount: Amount, basis: Basis| -> Vec<Option<f64>> {
        (0..schools).map(|school| amount.on(basis, wave, school).ok()).collect()
    };
    RosterWave {
        label: wave.label.clone(),
        pupils: (0..schools).map(|school| wave.pupils.get(school).ok()).collect(),
        donations: column(Amount::Donations, Basis::School),
        pta_income: column(Amount::PtaIncome, Basis::School),
        raised: column(Amount::Raised, Basis::School),
        raised_per_pupil: column(Amount::Raised, Basis::Pupil),
        total_income: column(Amount::TotalIncome, Basis::School),
        minutes_per_pupil: column(Amount::VolunteerMinutes, Basis::Pupil),
    }
}
