//! Every measure of level, spread and gradient, in one table.

use super::draft::{Draft, finished, weight};
use super::lorenz::{held, with_schools};
use super::notes;
use super::panel::Panel;
use super::resampled::{BOUNDED, CORRELATIONS, QUANTILES, TAILS};
use super::rows::{Measured, estimate, row};
use super::selection::WaveSelection;
use super::study::Study;
use super::{subjects, without_largest};
use crate::figure::{Figure, Form, Kind, Note, Row, Subject, Unit, number, words};
use crate::stats::{CrossSection, End, Measure, Statistic};

/// The table of measures.
pub fn measures(study: &Study) -> Figure {
    let (panel, options) = (&study.chosen().amount, study.options());
    let subject = Subject {
        weight: weight(Kind::Measures, study),
        ..subjects::subject(&options.amount, options.basis)
    };
    let mut rows = vec![count_row(panel, "n").into(), count_row(panel, "missing").into()];
    let threshold = number::plain(options.threshold, Unit::Pounds);
    let of = subject.by_weight("schools", "pupils in schools");
    rows.extend(Measure::ALL.map(|measure| {
        let label = label_of(measure, &threshold, of);
        let row = panel.measure(measure, &label, unit(measure, subject.unit));
        with_schools(panel, measure, row)
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
    finished(figure)
}

/// Means and totals of the schools that have most and least, and the share of the bottom 5%.
fn tail_rows(panel: &Panel, unit: Unit) -> Vec<Measured> {
    let bottom_5 = Statistic::Held { from: 0, to: 5 };
    let words = ("bottom-5", "Share of the bottom 5%");
    let share = panel.statistic(bottom_5, words, Unit::Share, |section| section.sample().n());
    let mut rows = vec![held(panel, share, End::Bottom(0.05))];
    for percent in TAILS {
        let share = f64::from(percent) / 100.0;
        let ends = [
            ("top", End::Top(share), 100 - percent, 100),
            ("bottom", End::Bottom(share), 0, percent),
        ];
        for (end, tail, from, to) in ends {
            let of = |statistic, what: &str, name: &str| {
                let words =
                    (format!("{end}-{percent}-{what}"), format!("{name} of the {end} {percent}%"));
                let row = panel.statistic(statistic, words, unit, |section| section.sample().n());
                held(panel, row, tail)
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

/// What a measure is called; `of` is "schools", or what they count as.
fn label_of(measure: Measure, threshold: &str, of: &str) -> String {
    let label = match measure {
        Measure::Total => "Total",
        Measure::Mean => "Mean",
        Measure::Median => "Median",
        Measure::Maximum => "Largest",
        Measure::Minimum => "Smallest",
        Measure::ShareAboveMean => return format!("Share of {of} above the mean"),
        Measure::ShareAboveThreshold => return format!("Share of {of} above {threshold}"),
        Measure::Top1 => "Share of the top 1%",
        Measure::Top5 => "Share of the top 5%",
        Measure::Top10 => "Share of the top 10%",
        Measure::Top20 => "Share of the top 20%",
        Measure::Bottom1 => "Share of the bottom 1%",
        Measure::Bottom10 => "Share of the bottom 10%",
        Measure::Bottom20 => "Share of the bottom 20%",
        Measure::Gini => "Gini index",
        Measure::GiniCorrected => "Gini index, corrected for few schools",
        Measure::Hoover => "Hoover index",
        Measure::Theil => "Theil index",
        Measure::MeanLogDeviation => "Mean log deviation",
        Measure::HalfSquaredCv => "Half the squared coefficient of variation",
        Measure::AtkinsonHalf => "Atkinson index, ε = 0.5",
        Measure::AtkinsonOne => "Atkinson index, ε = 1",
        Measure::Palma => "Top 10% over bottom 40% (Palma)",
        Measure::S80S20 => "Top 20% over bottom 20%",
        Measure::P90P10 => "90th over 10th percentile",
        Measure::Difference => "Decile 10 less decile 1",
        Measure::Ratio => "Decile 10 over decile 1",
        Measure::Sii => "Slope index of inequality",
        Measure::Rii => "Relative index: ends of the slope",
        Measure::RiiOverMean => "Relative index: slope over the mean",
        Measure::ConcentrationIndex => "Concentration index",
        Measure::TrendSlope => "Trend, for each tenth",
        Measure::TheilBetween => "Theil index between deciles",
        Measure::TheilWithin => "Theil index within deciles",
    };
    label.into()
}

/// The unit of a measure where the amounts are in this one.
pub(super) fn unit(measure: Measure, amounts: Unit) -> Unit {
    match measure {
        Measure::Total
        | Measure::Mean
        | Measure::Median
        | Measure::Maximum
        | Measure::Minimum
        | Measure::Difference
        | Measure::Sii
        | Measure::TrendSlope => amounts,
        Measure::ShareAboveMean
        | Measure::ShareAboveThreshold
        | Measure::Top1
        | Measure::Top5
        | Measure::Top10
        | Measure::Top20
        | Measure::Bottom1
        | Measure::Bottom10
        | Measure::Bottom20 => Unit::Share,
        Measure::Palma | Measure::S80S20 | Measure::P90P10 | Measure::Ratio | Measure::Rii => {
            Unit::Times
        }
        Measure::Gini
        | Measure::GiniCorrected
        | Measure::Hoover
        | Measure::Theil
        | Measure::MeanLogDeviation
        | Measure::HalfSquaredCv
        | Measure::AtkinsonHalf
        | Measure::AtkinsonOne
        | Measure::RiiOverMean
        | Measure::ConcentrationIndex
        | Measure::TheilBetween
        | Measure::TheilWithin => Unit::Index,
    }
}
