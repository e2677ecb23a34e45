//! Single schools: one amount against another.

use super::choices::{Axis, Choices};
use super::draft::{Draft, finished};
use super::notes;
use super::selection::price_factor;
use super::study::Study;
use super::subjects;
use crate::dataset::Dataset;
use crate::figure::{Figure, Form, Kind, Note, Point, Series, words};

/// A point for each school that has a value on both axes.
pub fn schools(study: &Study) -> Figure {
    let (dataset, options) = (study.dataset(), study.options());
    let Choices { x, y, log, .. } = study.choices();
    let waves = [wave_of(dataset, x), wave_of(dataset, y)];
    let is_asked = |wave: usize, school: usize| {
        let wave = dataset.waves.get(wave);
        wave.is_some_and(|wave| wave.is_present(school) && options.filter.admits(wave, school))
    };
    let read = |axis: &Axis, wave: usize, school: usize| {
        let amount = axis.amount.as_ref().unwrap_or(&options.amount);
        let factor = price_factor(amount, options.prices, wave, dataset.waves.len()).ok()?;
        let value = amount.on(options.basis, dataset.waves.get(wave)?, school).ok()?;
        is_asked(wave, school).then_some(value * factor)
    };
    let points: Vec<Point> = (0..dataset.len())
        .filter_map(|school| {
            let decile = dataset.waves.iter().rev().find_map(|wave| wave.decile(school));
            Some(Point {
                school: u32::try_from(school).ok()?,
                x: read(x, waves[0], school)?,
                y: read(y, waves[1], school)?,
                decile: decile.map(|decile| decile.number()),
            })
        })
        .collect();
    let subject = subjects::subject(&options.amount, options.basis);
    let named = (axis_words(study, x), axis_words(study, y));
    let (x, y) = (series(study, x), series(study, y));
    let hidden = if *log { points.iter().filter(|p| p.x <= 0.0 || p.y <= 0.0).count() } else { 0 };
    let n = points.len();
    let without_decile = points.iter().filter(|point| point.decile.is_none()).count();
    let mut figure = Draft {
        kind: Kind::Schools,
        kicker: "Figure 11",
        subtitle: format!(
            "{}, against {}: one mark a school",
            words::capitalised(&named.1),
            named.0
        ),
        heading: "School",
        form: Form::Points { x, y, points, log: *log },
        rows: Vec::new(),
        companions: Vec::new(),
        subject,
    }
    .figure(study, &study.chosen().amount);
    let counted = format!("{} with both values.", words::counted(n, "school"));
    let asked = (0..dataset.len())
        .filter(|school| waves.iter().any(|wave| is_asked(*wave, *school)))
        .count();
    figure.notes.retain(|note| note.term == notes::PRICES);
    figure.notes.insert(0, Note::new("n", counted));
    figure.notes.extend(notes::direction(dataset));
    if asked > n {
        let text =
            format!("{} without one of the two: no mark.", words::counted(asked - n, "school"));
        figure.notes.insert(1, Note::new("Missing", text));
    }
    if without_decile > 0 {
        let text = format!("{}: squares.", words::counted(without_decile, "school"));
        figure.notes.push(Note::new("No decile", text));
    }
    if *log {
        let below = match hidden {
            0 => String::new(),
            hidden => format!("{} at zero or below, and ", words::counted(hidden, "school")),
        };
        let text = format!("{below}the few far below the others, if any, stand at the edge.");
        figure.notes.push(Note::new("Both scales multiply", words::capitalised(&text)));
    }
    finished(figure)
}

/// The index of an axis's wave: one that the data do not have is the last.
fn wave_of(dataset: &Dataset, axis: &Axis) -> usize {
    axis.wave.min(dataset.waves.len().saturating_sub(1))
}

/// "money raised a school, 2016".
fn axis_words(study: &Study, axis: &Axis) -> String {
    let amount = axis.amount.as_ref().unwrap_or(&study.options().amount);
    let subject = subjects::subject(amount, study.options().basis);
    let dataset = study.dataset();
    let wave = dataset.waves.get(wave_of(dataset, axis)).map_or("", |wave| wave.label.as_str());
    format!("{}{}, {wave}", subject.noun, subject.per)
}

fn series(study: &Study, axis: &Axis) -> Series {
    let amount = axis.amount.as_ref().unwrap_or(&study.options().amount);
    let label = words::capitalised(&axis_words(study, axis));
    Series { label, unit: subjects::unit(amount) }
}
