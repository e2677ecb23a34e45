//! Figures 1 and 2: means by decile of deprivation, in parts where they are of *raised*.

use super::draft::Draft;
use super::notes;
use super::options::Options;
use super::panel::Panel;
use super::selection::Selection;
use super::subjects;
use crate::dataset::{Amount, Basis, Dataset, Decile, Weighting};
use crate::figure::{Figure, Form, Hue, Kind, Note, Part, Row, Trend, Unit, words};
use crate::stats::gradient;

/// Figure 1: the chosen measure by decile; stacked in donations and PTA income where it is raised.
pub fn raised(dataset: &Dataset, options: &Options) -> Figure {
    let panel = Panel::new(Selection::new(dataset, options));
    let unit = subjects::unit(&options.amount);
    let mut rows = decile_rows(&panel, unit);
    let parts = if options.amount == Amount::Raised { parts() } else { Vec::new() };
    for (part, amount) in parts.iter().zip([Amount::Donations, Amount::PtaIncome]) {
        let selection = Selection::of(dataset, options, &amount, options.basis, options.weighting)
            .restricted_to(&panel.selection);
        rows.extend(part_rows(&Panel::new(selection), part, unit));
    }
    let hue = subjects::hue(&options.amount);
    let form = Form::Bars { hue, parts, trends: trends(&panel) };
    let draft = (Kind::DecileRaised, "Figure 1", form, rows);
    let mut figure = build(dataset, options, &panel, options.basis, draft);
    figure.notes.insert(
        0,
        Note::new(
            "How to read it",
            "Each pair of bars is one tenth of England’s areas, from the most deprived to the least.",
        ),
    );
    figure.notes.extend(notes::gift(dataset, &options.amount));
    figure
}

/// Figure 2: volunteer minutes per pupil by decile, always.
pub fn volunteer(dataset: &Dataset, options: &Options) -> Figure {
    let amount = Amount::VolunteerMinutes;
    let panel =
        Panel::new(Selection::of(dataset, options, &amount, Basis::Pupil, options.weighting));
    let rows = decile_rows(&panel, Unit::Minutes);
    let form = Form::Dots { hue: Hue::Time, trends: trends(&panel) };
    let about = Options { amount, ..options.clone() };
    build(dataset, &about, &panel, Basis::Pupil, (Kind::DecileVolunteer, "Figure 2", form, rows))
}

fn parts() -> Vec<Part> {
    let part = |key: &str, label: &str, hue| Part { key: key.into(), label: label.into(), hue };
    vec![
        part("donations", "Direct donations", Hue::Donations),
        part("pta_income", "PTA income", Hue::Pta),
    ]
}

fn build(
    dataset: &Dataset,
    options: &Options,
    panel: &Panel,
    basis: Basis,
    draft: (Kind, &'static str, Form, Vec<Row>),
) -> Figure {
    let (kind, kicker, form, rows) = draft;
    let subject = subjects::subject(&options.amount, basis);
    let average = match options.weighting {
        Weighting::None => "Mean",
        Weighting::Pupils => "Mean, each school counting as its pupils,",
    };
    let mut figure = Draft {
        kind,
        kicker,
        subtitle: format!(
            "{average} of {}{}, by tenth (decile) of area deprivation",
            subject.noun, subject.per
        ),
        heading: "Tenth of deprivation",
        form,
        rows,
        companions: gaps(panel, subject.unit),
    }
    .figure(dataset, options, basis, panel);
    figure.notes.extend(notes::without_decile(&panel.selection));
    figure.notes.extend(notes::direction(dataset));
    figure.notes.push(Note::new("Trend", "Least squares of the ten means on the decile."));
    words::write(&mut figure);
    figure
}

pub fn decile_rows(panel: &Panel, unit: Unit) -> Vec<Row> {
    Decile::all()
        .map(|decile| {
            let number = decile.number().to_string();
            panel.decile_row(number, name(decile), unit, decile)
        })
        .collect()
}

fn part_rows(panel: &Panel, part: &Part, unit: Unit) -> Vec<Row> {
    Decile::all()
        .map(|decile| {
            let key = format!("{}-{}", decile.number(), part.key);
            panel.decile_row(key, format!("{}: {}", name(decile), part.label), unit, decile)
        })
        .collect()
}

/// "1, most deprived", "2" … "10, least deprived".
fn name(decile: Decile) -> String {
    match decile.number() {
        1 => "1, most deprived".into(),
        10 => "10, least deprived".into(),
        number => number.to_string(),
    }
}

/// The gap measures under a figure by deprivation: an absolute one beside each relative one.
pub fn gaps(panel: &Panel, unit: Unit) -> Vec<Row> {
    let slope = |f: fn(&gradient::SlopeIndex) -> crate::stats::Outcome| {
        move |weights: &[f64], means: &[f64]| {
            gradient::SlopeIndex::fit(weights, means).and_then(|fit| f(&fit))
        }
    };
    vec![
        panel.gradient_row("difference", "Difference", unit, gradient::difference),
        panel.gradient_row("ratio", "Ratio", Unit::Times, gradient::ratio),
        panel.gradient_row("sii", "Slope index (SII)", unit, slope(|fit| Ok(fit.sii))),
        panel.gradient_row("rii", "Relative index (RII)", Unit::Times, slope(|fit| fit.rii())),
    ]
}

fn trends(panel: &Panel) -> Vec<Option<Trend>> {
    panel
        .waves
        .iter()
        .map(|wave| {
            let (weights, means) = wave.gradient();
            let line = gradient::trend(&weights, &means).ok()?;
            Some(Trend { slope: line.slope, intercept: line.intercept })
        })
        .collect()
}
