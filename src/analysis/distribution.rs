//! How many schools have how much, zeros shown as zeros.

use super::draft::Draft;
use super::panel::Panel;
use super::rows::{estimate, row};
use super::study::Study;
use super::subjects;
use crate::figure::{Bin, Figure, Form, Kind, Row, Unit, number, words};
use crate::stats::{Measure, Sample, Undefined};

/// Bins between zero and the open one at the top.
const BINS: usize = 15;
/// The open bin starts where this share of the schools of both waves lies below.
const BELOW_OPEN_BIN: f64 = 0.99;

/// The share of each wave's schools in bins of one width, the last one open.
pub fn distribution(study: &Study) -> Figure {
    let (panel, options) = (&study.chosen().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let bins = bins(panel);
    let rows = bins.iter().map(|bin| bin_row(panel, bin, subject.unit)).collect();
    let mut figure = Draft {
        kind: Kind::Distribution,
        subject: subject.clone(),
        kicker: "Figure 6",
        subtitle: format!(
            "Share of schools by {}{}; a school that has none stands at zero",
            subject.noun, subject.per
        ),
        heading: "Amount",
        form: Form::Bins {
            hue: subjects::hue(&options.amount),
            bins,
            x_label: words::capitalised(&format!("{}{}", subject.noun, subject.per)),
        },
        rows,
        companions: vec![
            panel.measure(Measure::Median, "Median", subject.unit),
            panel.measure(Measure::Mean, "Mean", subject.unit),
            panel.measure(Measure::ShareAboveMean, "Schools above the mean", Unit::Share),
            panel.measure(Measure::Maximum, "Largest", subject.unit),
        ],
    }
    .figure(study, panel);
    words::write(&mut figure);
    figure
}

/// Bins of a round width over both waves: below zero where there is any such value, exactly zero
/// where there is any, from there to the open one.
fn bins(panel: &Panel) -> Vec<Bin> {
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
        bins.push(Bin { from: smallest, to: Some(0.0) });
    }
    if values.contains(&0.0) {
        bins.push(Bin { from: 0.0, to: Some(0.0) });
    }
    let width = round_width(high / BINS as f64);
    let count = if width > 0.0 { (high / width).ceil().max(1.0) as usize } else { 0 };
    bins.extend(
        (0..count).map(|at| Bin { from: at as f64 * width, to: Some((at + 1) as f64 * width) }),
    );
    let open_from = count as f64 * width;
    if values.iter().any(|value| *value >= open_from && *value > 0.0) {
        bins.push(Bin { from: open_from, to: None });
    }
    bins
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
fn holds(bin: &Bin, value: f64) -> bool {
    match bin.to {
        Some(0.0) if bin.from < 0.0 => value < 0.0,
        Some(0.0) => value == 0.0,
        Some(to) if bin.from == 0.0 => value > 0.0 && value < to,
        Some(to) => value >= bin.from && value < to,
        None => value >= bin.from && value > 0.0,
    }
}

fn bin_row(panel: &Panel, bin: &Bin, unit: Unit) -> Row {
    let waves = panel
        .selection
        .waves
        .iter()
        .map(|wave| {
            let all: f64 = wave.pairs().map(|(_, weight)| weight).sum();
            let inside: Vec<f64> =
                wave.pairs().filter(|(value, _)| holds(bin, *value)).map(|(_, w)| w).collect();
            let share = if all > 0.0 {
                Ok(inside.iter().sum::<f64>() / all)
            } else {
                Err(Undefined::NoUnits)
            };
            estimate(share, inside.len())
        })
        .collect();
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
    row(key, label, Unit::Share, waves, None)
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
    fn zero_stands_in_a_bin_of_its_own() {
        let zero = Bin { from: 0.0, to: Some(0.0) };
        let first = Bin { from: 0.0, to: Some(5.0) };
        assert!(holds(&zero, 0.0) && !holds(&zero, 0.1));
        assert!(!holds(&first, 0.0) && holds(&first, 0.1) && !holds(&first, 5.0));
    }
}
