//! Figures 1 and 2: means by decile of deprivation, in parts where they are of *raised*.

use super::bands::Bands;
use super::draft::Draft;
use super::notes;
use super::options::Options;
use super::panel::Panel;
use super::study::Study;
use super::subjects;
use crate::dataset::{Amount, Basis, Weighting};
use crate::figure::{Figure, Form, Hue, Kind, Note, Part, Row, Subject, Trend, Unit, words};
use crate::stats::{CrossSection, Measure, gradient};

/// Figure 1: the chosen measure by decile; stacked in donations and PTA income where it is raised.
pub fn raised(study: &Study) -> Figure {
    let (panel, options) = (&study.every_tenth().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let parts = if options.amount == Amount::Raised { parts() } else { Vec::new() };
    let mut rows = rows(panel, subject.unit);
    rows.extend(part_rows(panel, &parts, subject.unit));
    let form = Form::Bars { hue: subjects::hue(&options.amount), parts, trends: trends(panel) };
    let mut figure = by_decile(study, panel, subject, (Kind::DecileRaised, "Figure 1", form, rows));
    let how = format!(
        "Each pair of bars is one {} of England’s areas, from the most deprived to the least.",
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
    (kind, kicker, form, rows): (Kind, &'static str, Form, Vec<Row>),
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
    figure.notes.push(Note::new(
        "Trend",
        match panel.bands {
            Bands::Tenths => "Least squares of the ten means on the decile.",
            Bands::Fifths => "Least squares of the five means on the fifth.",
        },
    ));
    words::write(&mut figure);
    figure
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
pub fn rows(panel: &Panel, unit: Unit) -> Vec<Row> {
    (0..panel.bands.count()).map(|band| panel.band(band, unit)).collect()
}

fn part_rows(panel: &Panel, parts: &[Part], unit: Unit) -> Vec<Row> {
    let of_part = |part: (usize, &Part)| -> Vec<Row> {
        (0..panel.bands.count()).map(|band| panel.band_part(band, part, unit)).collect()
    };
    parts.iter().enumerate().flat_map(of_part).collect()
}

/// The gap measures beside a figure by deprivation: an absolute one beside each relative one.
pub fn gaps(panel: &Panel, unit: Unit) -> Vec<Row> {
    vec![
        panel.measure(Measure::Difference, "Difference", unit),
        panel.measure(Measure::Ratio, "Ratio", Unit::Times),
        panel.measure(Measure::Sii, "Slope index (SII)", unit),
        panel.measure(Measure::Rii, "Relative index (RII)", Unit::Times),
    ]
}

fn trends(panel: &Panel) -> Vec<Option<Trend>> {
    let trend = |section: &CrossSection| {
        let line = gradient::trend(&section.group_weights(), &section.group_means()).ok()?;
        Some(Trend { slope: line.slope, intercept: line.intercept })
    };
    panel.waves().into_iter().map(trend).collect()
}
