//! How many schools have how much, zeros shown as zeros.

use super::draft::{Draft, finished, weight};
use super::panel::Panel;
use super::proportions::{Answers, row_of, row_of_weighted};
use super::rows::{estimate, row};
use super::selection::WaveSelection;
use super::study::Study;
use super::subjects;
use crate::figure::{Bin, Figure, Form, Kind, Note, Row, Subject, Unit, number, words};
use crate::stats::{Measure, Outcome, Sample, Undefined};

/// Bins between zero and the open one at the top.
const BINS: usize = 15;
/// Of bins that widen: 20 factors of ten, which no real measure spans.
const MOST_STEPS: usize = 60;
/// The open bin starts where this share of the schools of both waves lies below.
const BELOW_OPEN_BIN: f64 = 0.99;

/// The share of each wave's schools in bins of one width, the last one open.
pub fn distribution(study: &Study) -> Figure {
    let (panel, options) = (&study.chosen().amount, study.options());
    let subject = Subject {
        weight: weight(Kind::Distribution, study),
        ..subjects::subject(&options.amount, options.basis)
    };
    let (schools, above) = subject.by_weight(
        ("schools", "Schools above the mean"),
        ("schools, each counting as its pupils,", "Pupils in schools above the mean"),
    );
    let log = study.choices().log_bins;
    let bins = bins(panel, log);
    let rows = bins
        .iter()
        .map(|bin| bin_row(panel, bin, subject.unit, options.intervals).into())
        .collect();
    let mut figure = Draft {
        kind: Kind::Distribution,
        subject: subject.clone(),
        kicker: "Figure 6",
        subtitle: format!(
            "Share of {} by {}{}; a school that has none stands at zero",
            schools, subject.noun, subject.per
        ),
        heading: "Amount",
        form: Form::Bins {
            hue: subjects::hue(&options.amount),
            bins,
            x_label: words::capitalised(&format!("{}{}", subject.noun, subject.per)),
            log,
        },
        rows,
        companions: vec![
            panel.measure(Measure::Median, "Median", subject.unit),
            panel.measure(Measure::Mean, "Mean", subject.unit),
            panel.measure(Measure::ShareAboveMean, above, Unit::Share),
            panel.measure(Measure::Maximum, "Largest", subject.unit),
        ],
    }
    .figure(study, panel);
    let is_scored = |row: &Row| row.waves.iter().any(|wave| wave.interval.is_some());
    if figure.rows.iter().any(is_scored) {
        let text = match figure.waves.len() {
            1 => "for the share in a bin, Wilson’s interval.",
            _ => "for the share in a bin, Wilson’s interval; for its change, Newcombe’s.",
        };
        figure.notes.push(Note::new("Bins", text));
    }
    // The bins have theirs however few schools there are; the measures beside them may have none.
    if !figure.companions.iter().any(is_scored) {
        figure.notes.retain(|note| note.term != "Intervals");
    }
    finished(figure)
}

/// Bins over both waves: below zero where there is any such value, exactly zero where there is any,
/// from there to the open one in steps of a round width, or in steps that widen.
fn bins(panel: &Panel, log: bool) -> Vec<Bin> {
    let values: Vec<f64> = panel
        .selection
        .waves
        .iter()
        .flat_map(|wave| wave.pairs().map(|(value, _)| value))
        .collect();
    let all = Sample::unweighted(&values);
    let (Ok(smallest), Ok(high)) = (all.minimum(), all.quantile(BELOW_OPEN_BIN)) else {
        return Vec::new();
    };
    let mut bins = Vec::new();
    if smallest < 0.0 {
        // Of a round depth: the smallest value is one school's.
        bins.push(Bin { from: -round_width(-smallest), to: Some(0.0) });
    }
    if values.contains(&0.0) {
        bins.push(Bin { from: 0.0, to: Some(0.0) });
    }
    let edges = if log { widening_edges(&values) } else { even_edges(high) };
    let inner = edges.windows(2).filter_map(|ends| match ends {
        [from, to] => Some(Bin { from: *from, to: Some(*to) }),
        _ => None,
    });
    bins.extend(inner);
    let open_from = edges.last().copied().unwrap_or(0.0);
    if values.iter().any(|value| *value >= open_from && *value > 0.0) {
        bins.push(Bin { from: open_from, to: None });
    }
    bins
}

/// From zero to where the open bin starts, in steps of one round width.
fn even_edges(high: f64) -> Vec<f64> {
    let width = round_width(high / BINS as f64);
    let count = if width > 0.0 { (high / width).ceil().max(1.0) as usize } else { 0 };
    (0..=count).map(|at| at as f64 * width).collect()
}

/// From zero to where the open bin starts, in steps to 1, 2, 5, 10, 20 …: from the last of them that
/// no more than one in a hundred of the values above zero lies below.
fn widening_edges(values: &[f64]) -> Vec<f64> {
    let above: Vec<f64> = values.iter().copied().filter(|value| *value > 0.0).collect();
    let above = Sample::unweighted(&above);
    let ends = (above.quantile(1.0 - BELOW_OPEN_BIN), above.quantile(BELOW_OPEN_BIN));
    let (Ok(low), Ok(high)) = ends else { return Vec::new() };
    let decades = low.log10().floor() as i32..=high.log10().ceil() as i32;
    let steps: Vec<f64> = decades
        .flat_map(|decade| [1.0, 2.0, 5.0].map(|digit| digit * 10_f64.powi(decade)))
        .filter(|step| step.is_finite())
        .collect();
    let first = steps.iter().rposition(|step| *step <= low).unwrap_or(0);
    let last = steps.iter().position(|step| *step >= high).unwrap_or(steps.len());
    let inner = steps.into_iter().take(last + 1).skip(first).take(MOST_STEPS);
    std::iter::once(0.0).chain(inner).collect()
}

/// 1, 2 or 5 times a power of ten, at or above the width asked for; 0 where that is not positive.
fn round_width(at_least: f64) -> f64 {
    if !(at_least.is_finite() && at_least > 0.0) {
        return 0.0;
    }
    let power = 10_f64.powi(at_least.log10().floor() as i32);
    [1.0, 2.0, 5.0, 10.0]
        .map(|step| step * power)
        .into_iter()
        .find(|w| *w >= at_least)
        .unwrap_or(0.0)
}

/// Whether a value falls in a bin: the bin of zero holds zero alone, and the one after it does not.
pub(super) fn holds(bin: &Bin, value: f64) -> bool {
    match bin.to {
        Some(0.0) if bin.from < 0.0 => value < 0.0,
        Some(0.0) => value == 0.0,
        Some(to) if bin.from == 0.0 => value > 0.0 && value < to,
        Some(to) => value >= bin.from && value < to,
        None => value >= bin.from && value > 0.0,
    }
}

/// The share of the schools in a bin, or of their weight, with its interval where intervals are asked
/// for.
fn bin_row(panel: &Panel, bin: &Bin, unit: Unit, intervals: bool) -> Row {
    let say = |value: f64| number::plain(value, unit);
    let (key, label) = match bin.to {
        Some(0.0) if bin.from < 0.0 => ("below-0".into(), "Below zero".into()),
        Some(0.0) => ("0".into(), format!("{} exactly", say(0.0))),
        Some(to) if bin.from == 0.0 => (format!("0-{to}"), format!("Above 0, under {}", say(to))),
        Some(to) => {
            (format!("{}-{to}", bin.from), format!("{} to under {}", say(bin.from), say(to)))
        }
        None => (format!("{}-", bin.from), format!("{} or more", say(bin.from))),
    };
    let waves = &panel.selection.waves;
    let is_inside = |wave: &WaveSelection| -> Answers {
        wave.values.iter().map(|value| value.map(|(value, _)| holds(bin, value))).collect()
    };
    let inside: Vec<Answers> = waves.iter().map(is_inside).collect();
    let weighted = waves.iter().any(|wave| wave.pairs().any(|(_, weight)| weight != 1.0));
    let none = "no school has a value";
    let mut row = if intervals && weighted {
        let weigh = |wave: &WaveSelection| {
            let of = |(value, weight)| (holds(bin, value), weight);
            wave.values.iter().map(|value| value.map(of)).collect()
        };
        row_of_weighted(key, label, &waves.iter().map(weigh).collect::<Vec<_>>(), none)
    } else if intervals {
        row_of(key, label, &inside, none)
    } else {
        let shares = waves.iter().map(|wave| estimate(weight_share(bin, wave), 0)).collect();
        row(key, label, Unit::Share, shares, None)
    };
    for (estimate, inside) in row.waves.iter_mut().zip(&inside) {
        *estimate =
            estimate.clone().of(inside.iter().filter(|inside| **inside == Some(true)).count());
    }
    row
}

/// The share of a wave's weight in a bin.
fn weight_share(bin: &Bin, wave: &WaveSelection) -> Outcome {
    let (mut inside, mut all) = (0.0, 0.0);
    for (value, weight) in wave.pairs() {
        all += weight;
        inside += if holds(bin, value) { weight } else { 0.0 };
    }
    if all > 0.0 { Ok(inside / all) } else { Err(Undefined::NoUnits) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_round_and_at_least_what_is_asked() {
        for (asked, width) in [(1.0, 1.0), (1.2, 2.0), (3300.0, 5000.0), (6001.0, 10000.0)] {
            assert!((round_width(asked) - width).abs() < 1e-9, "{asked}");
        }
        assert_eq!(round_width(0.0), 0.0);
        assert_eq!(round_width(f64::NAN), 0.0);
    }

    #[test]
    fn widening_steps_hold_all_but_the_ends() {
        let values: Vec<f64> = (1..=100).map(|i| f64::from(i) * 30.0).chain([0.0]).collect();
        // A hundredth lies at or below 30 + 0.99 × 30 = 59.7, and 99 in 100 below 2,970.3.
        let edges = [0.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0];
        assert_eq!(widening_edges(&values), edges);
        assert_eq!(widening_edges(&[7.0]), [0.0, 5.0, 10.0]);
        assert_eq!(widening_edges(&[0.0, -3.0]), Vec::<f64>::new());
    }

    #[test]
    fn zero_stands_in_a_bin_of_its_own() {
        let zero = Bin { from: 0.0, to: Some(0.0) };
        let first = Bin { from: 0.0, to: Some(5.0) };
        assert!(holds(&zero, 0.0) && !holds(&zero, 0.1));
        assert!(!holds(&first, 0.0) && holds(&first, 0.1) && !holds(&first, 5.0));
    }
}
