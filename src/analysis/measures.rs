//! Every measure of level, spread and gradient, in one table.

use super::draft::Draft;
use super::lorenz::held;
use super::notes;
use super::panel::Panel;
use super::resampled::{BOUNDED, CORRELATIONS, QUANTILES, TAILS};
use super::rows::{Measured, estimate, row};
use super::selection::WaveSelection;
use super::study::Study;
use super::{subjects, without_largest};
use crate::figure::{Figure, Form, Kind, Note, Row, Unit, number, words};
use crate::stats::{CrossSection, Measure, Statistic};

/// The table of measures.
pub fn measures(study: &Study) -> Figure {
    let (panel, options) = (&study.chosen().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let mut rows = vec![count_row(panel, "n").into(), count_row(panel, "missing").into()];
    let threshold = number::plain(options.threshold, Unit::Pounds);
    rows.extend(Measure::ALL.map(|measure| {
        let (label, unit) = words_of(measure, subject.unit, &threshold);
        let row = panel.measure(measure, &label, unit);
        match measure {
            Measure::Top1 => held(panel, row, |s| s.top(0.01)),
            Measure::Top5 => held(panel, row, |s| s.top(0.05)),
            Measure::Top10 => held(panel, row, |s| s.top(0.1)),
            Measure::Top20 => held(panel, row, |s| s.top(0.2)),
            Measure::Bottom1 => held(panel, row, |s| s.bottom(0.01)),
            Measure::Bottom10 => held(panel, row, |s| s.bottom(0.1)),
            Measure::Bottom20 => held(panel, row, |s| s.bottom(0.2)),
            _ => row,
        }
    }));
    rows.extend(tail_rows(panel, subject.unit));
    rows.extend(QUANTILES.map(|(percent, label)| {
        let words = (format!("p{percent}"), label);
        let statistic = Statistic::Quantile(percent);
        panel.statistic(statistic, words, subject.unit, |section| section.sample().n())
    }));
    let trend = |statistic, key, label, unit| {
        panel.statistic(statistic, (key, label), unit, CrossSection::grouped_n)
    };
    let (r_squared, error) = ("R² of the trend", "Standard error of the trend");
    rows.extend([
        trend(Statistic::TrendRSquared, "trend-r2", r_squared, Unit::Index),
        trend(Statistic::TrendSlopeError, "trend-slope-error", error, subject.unit),
    ]);
    rows.extend(without_largest::rows(&study.chosen().without_largest, subject.unit));
    rows.extend(BOUNDED.map(|(index, key, words)| {
        let label = format!("Schools above {threshold} by deprivation: {words}");
        let statistic = Statistic::AboveThreshold(index);
        panel.statistic(statistic, (key, label), Unit::Index, CrossSection::grouped_n)
    }));
    rows.extend(CORRELATIONS.map(|(correlation, key, label)| {
        let statistic = Statistic::Correlation(correlation);
        panel.statistic(statistic, (key, label), Unit::Index, CrossSection::covariate_n)
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
        "The school at the cut counts in part. Indices are 0 where every school has the same.",
    ));
    figure.notes.push(Note::new(
        "Bounded",
        "Wagstaff’s and Erreygers’ forms allow for the bounds of a share, 0% and 100%.",
    ));
    words::write(&mut figure);
    figure
}

/// Means and totals of the schools that have most and least, and the share of the bottom 5%.
fn tail_rows(panel: &Panel, unit: Unit) -> Vec<Measured> {
    let bottom_5 = Statistic::Held { from: 0, to: 5 };
    let words = ("bottom-5", "Share of the bottom 5%");
    let share = panel.statistic(bottom_5, words, Unit::Share, |section| section.sample().n());
    let mut rows = vec![held(panel, share, |s| s.bottom(0.05))];
    for percent in TAILS {
        let share = f64::from(percent) / 100.0;
        let ends = [("top", 100 - percent, 100), ("bottom", 0, percent)];
        for (end, from, to) in ends {
            let of = |statistic, what: &str, name: &str| {
                let words =
                    (format!("{end}-{percent}-{what}"), format!("{name} of the {end} {percent}%"));
                let row = panel.statistic(statistic, words, unit, |section| section.sample().n());
                held(panel, row, |s| if end == "top" { s.top(share) } else { s.bottom(share) })
            };
            rows.push(of(Statistic::HeldMean { from, to }, "mean", "Mean"));
            rows.push(of(Statistic::HeldTotal { from, to }, "total", "Total"));
        }
    }
    rows
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
