//! Figures 1 and 2: means by decile of deprivation, in parts where they are of *raised*.

use super::bands::Bands;
use super::draft::{Draft, finished};
use super::notes;
use super::options::Options;
use super::panel::Panel;
use super::rows::Measured;
use super::study::Study;
use super::subjects;
use crate::dataset::{Amount, Basis, Weighting};
use crate::figure::{
    Figure, Form, Hue, Kind, Note, Part, Subject, TREND, Trend, Unit, number, words,
};
use crate::stats::regression::Line;
use crate::stats::{CrossSection, Measure};

/// Figure 1: the chosen measure by decile; stacked in donations and PTA income where it is raised.
pub fn raised(study: &Study) -> Figure {
    let (panel, options) = (&study.every_tenth().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let parts = if options.amount == Amount::Raised { parts() } else { Vec::new() };
    let mut rows = rows(panel, subject.unit);
    rows.extend(part_rows(panel, &parts, subject.unit));
    let form = Form::Bars { hue: subjects::hue(&options.amount), parts, trends: trends(panel) };
    let mut figure = by_decile(study, panel, subject, (Kind::DecileRaised, "Figure 1", form, rows));
    let marks = if figure.waves.len() > 1 { "pair of bars" } else { "bar" };
    let how = format!(
        "Each {marks} is one {} of England’s areas, from the most deprived to the least.",
        panel.bands.name()
    );
    figure.notes.insert(0, Note::new("How to read it", how));
    figure.notes.extend(notes::gift(study.dataset(), &options.amount));
    figure
}

/// Figure 2: volunteer minutes per pupil by decile, always.
pub fn volunteer(study: &Study) -> Figure {
    let panel = &study.every_tenth().volunteer;
    let subject = subjects::subject(&Amount::VolunteerMinutes, Basis::Pupil);
    let rows = rows(panel, subject.unit);
    let form = Form::Dots { hue: Hue::Time, trends: trends(panel) };
    by_decile(study, panel, subject, (Kind::DecileVolunteer, "Figure 2", form, rows))
}

fn parts() -> Vec<Part> {
    let part = |key: &str, label: &str, hue| Part { key: key.into(), label: label.into(), hue };
    vec![part("donations", "Donations", Hue::Donations), part("pta_income", "PTA income", Hue::Pta)]
}

fn by_decile(
    study: &Study,
    panel: &Panel,
    subject: Subject,
    (kind, kicker, form, rows): (Kind, &'static str, Form, Vec<Measured>),
) -> Figure {
    let average = match study.options().weighting {
        Weighting::None => "Mean",
        Weighting::Pupils => "Mean, each school counting as its pupils:",
    };
    let mut figure = Draft {
        kind,
        kicker,
        subtitle: format!(
            "{average} {}{}, by {} of area deprivation",
            subject.noun,
            subject.per,
            match panel.bands {
                Bands::Tenths => "tenth (decile)",
                Bands::Fifths => "fifth (two deciles)",
            }
        ),
        heading: panel.bands.heading(),
        form,
        rows,
        companions: gaps(panel, subject.unit),
        subject,
    }
    .figure(study, panel);
    figure.notes.extend(notes::without_decile(&panel.selection));
    figure.notes.extend(notes::direction(study.dataset()));
    figure.notes.extend(every_tenth(study.options()));
    figure.notes.push(trend_note(panel, figure.unit));
    finished(figure)
}

/// Where one tenth is chosen, that this figure shows them all.
pub fn every_tenth(options: &Options) -> Option<Note> {
    let decile = options.filter.decile?.number();
    Some(Note::new(
        "Chosen tenth",
        format!(
            "Tenth {decile}. Here it stands among all; the other figures show its schools alone."
        ),
    ))
}

/// One row a tenth, or a fifth.
pub fn rows(panel: &Panel, unit: Unit) -> Vec<Measured> {
    (0..panel.bands.count()).map(|band| panel.band(band, unit)).collect()
}

fn part_rows(panel: &Panel, parts: &[Part], unit: Unit) -> Vec<Measured> {
    let of_part = |part: (usize, &Part)| -> Vec<Measured> {
        (0..panel.bands.count()).map(|band| panel.band_part(band, part, unit)).collect()
    };
    parts.iter().enumerate().flat_map(of_part).collect()
}

/// The gap measures beside a figure by deprivation: an absolute one beside each relative one.
pub fn gaps(panel: &Panel, unit: Unit) -> Vec<Measured> {
    vec![
        panel.measure(Measure::Difference, "Difference", unit),
        panel.measure(Measure::Ratio, "Ratio", Unit::Times),
        panel.measure(Measure::Sii, "Slope index (SII)", unit),
        panel.measure(Measure::Rii, "Relative index (RII)", Unit::Times),
    ]
}

/// How the trend is fitted, and how well it fits each wave: "R² 0.93 in 2016 and 0.91 in 2018; standard
/// error of the slope £193 and £284."
fn trend_note(panel: &Panel, unit: Unit) -> Note {
    let how = match panel.bands {
        Bands::Tenths => "Least squares of the ten means on the decile",
        Bands::Fifths => "Least squares of the five means on the fifth",
    };
    let (mut fits, mut errors) = (Vec::new(), Vec::new());
    for (label, wave) in panel.labels().iter().zip(panel.waves()) {
        if let Ok(Line { r_squared: Ok(fit), slope_error: Ok(error), .. }) = wave.trend() {
            fits.push(format!("{} in {label}", number::plain(fit, Unit::Index)));
            errors.push(number::plain(error, unit));
        }
    }
    let fit = match fits.as_slice() {
        [] => String::new(),
        fits => format!(": R² {}; standard error {}", words::listed(fits), words::listed(&errors)),
    };
    Note::new(TREND, format!("{how}{fit}."))
}

fn trends(panel: &Panel) -> Vec<Option<Trend>> {
    let trend = |section: &CrossSection| {
        let line = section.trend().ok()?;
        Some(Trend { slope: line.slope, intercept: line.intercept })
    };
    panel.waves().into_iter().map(trend).collect()
}
