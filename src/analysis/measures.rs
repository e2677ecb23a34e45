//! Every measure of level, spread and gradient, in one table.

use super::draft::Draft;
use super::notes;
use super::panel::Panel;
use super::rows::{estimate, row};
use super::selection::WaveSelection;
use super::study::Study;
use super::subjects;
use crate::figure::{Figure, Form, Kind, Note, Row, Unit, number, words};
use crate::stats::Measure;

/// The table of measures.
pub fn measures(study: &Study) -> Figure {
    let (panel, options) = (&study.chosen().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let mut rows = vec![count_row(panel, "n"), count_row(panel, "missing")];
    let threshold = number::plain(options.threshold, Unit::Pounds);
    rows.extend(Measure::ALL.map(|measure| {
        let (label, unit) = words_of(measure, subject.unit, &threshold);
        panel.measure(measure, &label, unit)
    }));
    let mut figure = Draft {
        kind: Kind::Measures,
        kicker: "All measures",
        subtitle: format!("{}{}", words::capitalised(&subject.noun), subject.per),
        heading: "Measure",
        form: Form::Table,
        rows,
        companions: Vec::new(),
        subject,
    }
    .figure(study, panel);
    figure.notes.extend(notes::without_decile(&panel.selection));
    figure.notes.extend(notes::direction(study.dataset()));
    figure.notes.push(Note::new(
        "Shares",
        "The top and bottom shares take the school at the cut in part. Indices are 0 where every \
         school has the same.",
    ));
    words::write(&mut figure);
    figure
}

/// How many schools have a value, or have none.
fn count_row(panel: &Panel, key: &str) -> Row {
    let of_wave = |wave: &WaveSelection| {
        let count = if key == "n" { wave.n() } else { wave.missing() };
        estimate(Ok(count as f64), count)
    };
    let waves = panel.selection.waves.iter().map(of_wave).collect();
    let label = if key == "n" { "Schools with a value" } else { "Schools without one" };
    row(key, label, Unit::Count, waves, None)
}

/// What a measure is called, and its unit where the amount is in this one.
fn words_of(measure: Measure, amount: Unit, threshold: &str) -> (String, Unit) {
    let (label, unit) = match measure {
        Measure::Total => ("Total", amount),
        Measure::Mean => ("Mean", amount),
        Measure::Median => ("Median", amount),
        Measure::Maximum => ("Largest", amount),
        Measure::Minimum => ("Smallest", amount),
        Measure::ShareAboveMean => ("Share of schools above the mean", Unit::Share),
        Measure::ShareAboveThreshold => {
            return (format!("Share of schools above {threshold}"), Unit::Share);
        }
        Measure::Top1 => ("Share of the top 1%", Unit::Share),
        Measure::Top5 => ("Share of the top 5%", Unit::Share),
        Measure::Top10 => ("Share of the top 10%", Unit::Share),
        Measure::Top20 => ("Share of the top 20%", Unit::Share),
        Measure::Bottom1 => ("Share of the bottom 1%", Unit::Share),
        Measure::Bottom10 => ("Share of the bottom 10%", Unit::Share),
        Measure::Bottom20 => ("Share of the bottom 20%", Unit::Share),
        Measure::Gini => ("Gini index", Unit::Index),
        Measure::GiniCorrected => ("Gini index, corrected for few schools", Unit::Index),
        Measure::Hoover => ("Hoover index", Unit::Index),
        Measure::Theil => ("Theil index", Unit::Index),
        Measure::MeanLogDeviation => ("Mean log deviation", Unit::Index),
        Measure::HalfSquaredCv => ("Half the squared coefficient of variation", Unit::Index),
        Measure::AtkinsonHalf => ("Atkinson index, ε = 0.5", Unit::Index),
        Measure::AtkinsonOne => ("Atkinson index, ε = 1", Unit::Index),
        Measure::Palma => ("Top 10% over bottom 40% (Palma)", Unit::Times),
        Measure::S80S20 => ("Top 20% over bottom 20%", Unit::Times),
        Measure::P90P10 => ("90th over 10th percentile", Unit::Times),
        Measure::Difference => ("Decile 10 less decile 1", amount),
        Measure::Ratio => ("Decile 10 over decile 1", Unit::Times),
        Measure::Sii => ("Slope index of inequality", amount),
        Measure::Rii => ("Relative index: ends of the slope", Unit::Times),
        Measure::RiiOverMean => ("Relative index: slope over the mean", Unit::Index),
        Measure::ConcentrationIndex => ("Concentration index", Unit::Index),
        Measure::TrendSlope => ("Trend, for each tenth", amount),
        Measure::TheilBetween => ("Theil index between deciles", Unit::Index),
        Measure::TheilWithin => ("Theil index within deciles", Unit::Index),
    };
    (label.into(), unit)
}
