//! How the total is spread over schools, whatever their area: Lorenz curves and held shares.

use super::draft::{Draft, finished};
use super::panel::Panel;
use super::rows::Measured;
use super::study::Study;
use super::{subjects, without_largest};
use crate::figure::{Curve, Figure, Form, GENERALISED, Kind, Note, Unit};
use crate::stats::{CrossSection, End, Measure, Sample, Statistic, Undefined};

/// Points of a curve at most: one a percent, so that a Figure stays small whatever the data.
const CURVE_POINTS: usize = 100;
/// Shares of schools that the table of the Lorenz curve gives, in percent.
pub const TABLE_STEPS: [u8; 11] = [10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];

/// The Lorenz curves: the share of the total held by the schools that have least, up to each point.
pub fn lorenz(study: &Study) -> Figure {
    let (panel, options) = (&study.chosen().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let held = TABLE_STEPS.map(|percent| {
        let words = (percent.to_string(), format!("Lowest {percent}%"));
        panel.statistic(Statistic::Held { from: 0, to: percent }, words, Unit::Share, n)
    });
    let generalised = TABLE_STEPS.map(|percent| {
        let label = format!("Lowest {percent}%, spread over all schools");
        let words = (format!("{percent}{GENERALISED}"), label);
        panel.statistic(Statistic::GeneralisedLorenz(percent), words, subject.unit, n)
    });
    let rows = held.into_iter().chain(generalised).collect();
    let amounts = study.choices().generalised;
    let curves = panel
        .waves()
        .into_iter()
        .enumerate()
        .map(|(wave, w)| Curve { wave, points: curve(w.sample(), amounts).unwrap_or_default() })
        .collect();
    let mut figure = Draft {
        kind: Kind::Lorenz,
        subject: subject.clone(),
        kicker: "Figure 3",
        subtitle: if amounts {
            format!(
                "What the schools that have least hold of {}, up to each point, spread over all schools",
                subject.noun
            )
        } else {
            format!(
                "Share of all {} held by the schools that have least, up to each point",
                subject.noun
            )
        },
        heading: "Share of schools",
        form: Form::Curves {
            hue: subjects::hue(&options.amount),
            curves,
            x_label: "Schools, from those that have least".into(),
            diagonal: "if every school had the same".into(),
            heights: amounts.then_some(subject.unit),
        },
        rows,
        companions: vec![
            panel.measure(Measure::Gini, "Gini index", Unit::Index),
            panel.statistic(
                Statistic::AbsoluteGini,
                ("absolute-gini", "Gini × mean"),
                subject.unit,
                n,
            ),
        ],
    }
    .figure(study, panel);
    figure.notes.push(Note::new(
        "Gini",
        "0 where every school has the same, 1 where one school has all. Gini × mean is half the \
         average difference between two schools.",
    ));
    figure.notes.push(Note::new(
        "Spread over all schools",
        "what the lowest schools hold, divided by the number of all schools: the generalised \
         Lorenz curve, which shows level and spread at once.",
    ));
    figure.notes.extend(study.chosen().chance.note());
    finished(figure)
}

/// The curve at every percent of schools, or at every school where there are fewer; times the mean
/// where it is of amounts.
fn curve(sample: &Sample, amounts: bool) -> Result<Vec<(f64, f64)>, Undefined> {
    let mut points = if sample.n() <= CURVE_POINTS {
        sample.lorenz_curve()?
    } else {
        let percents = (0..=CURVE_POINTS).map(|at| at as f64 / CURVE_POINTS as f64);
        percents.map(|p| Ok((p, sample.lorenz(p)?))).collect::<Result<_, Undefined>>()?
    };
    if amounts {
        let mean = sample.mean()?;
        points.iter_mut().for_each(|(_, height)| *height *= mean);
    }
    Ok(points)
}

/// The parts of the whole that one strip a wave shows, and the tails that claims speak of.
pub fn top_shares(study: &Study) -> Figure {
    let (panel, options) = (&study.chosen().amount, study.options());
    let subject = subjects::subject(&options.amount, options.basis);
    let share =
        |measure, label| with_schools(panel, measure, panel.measure(measure, label, Unit::Share));
    let between = |key, label, from, to| {
        panel.statistic(Statistic::Held { from, to }, (key, label), Unit::Share, n)
    };
    let mean = |key, label, from, to| {
        panel.statistic(Statistic::HeldMean { from, to }, (key, label), subject.unit, n)
    };
    let rows = vec![
        held(panel, between("bottom-50", "Lower half", 0, 50), End::Bottom(0.5)),
        between("middle-40", "Next 40%", 50, 90),
        share(Measure::Top10, "Top 10%"),
        share(Measure::Top20, "Top 20%"),
        share(Measure::Top5, "Top 5%"),
        share(Measure::Top1, "Top 1%"),
        share(Measure::Bottom20, "Bottom 20%"),
        share(Measure::Bottom10, "Bottom 10%"),
        held(panel, between("bottom-5", "Bottom 5%", 0, 5), End::Bottom(0.05)),
        share(Measure::Bottom1, "Bottom 1%"),
    ];
    let mut figure = Draft {
        kind: Kind::TopShares,
        subject: subject.clone(),
        kicker: "Figure 5",
        subtitle: format!("Share of all {} held by schools, by how much they have", subject.noun),
        heading: "Schools",
        form: Form::Strips {
            hue: subjects::hue(&options.amount),
            parts: ["bottom-50", "middle-40", "top-10"].map(String::from).to_vec(),
        },
        rows,
        companions: vec![
            panel.measure(Measure::Palma, "Top 10% over bottom 40% (Palma)", Unit::Times),
            held(panel, mean("top-10-mean", "Mean of the top 10%", 90, 100), End::Top(0.1)),
            held(panel, mean("bottom-50-mean", "Mean of the lower half", 0, 50), End::Bottom(0.5)),
            panel.measure(Measure::ShareAboveMean, "Schools above the mean", Unit::Share),
            without_largest::top_10(&study.chosen().without_largest),
        ],
    }
    .figure(study, panel);
    figure.notes.push(Note::new(
        "Shares",
        "n is the number of schools at that end; the school at the cut counts in part.",
    ));
    finished(figure)
}

fn n(section: &CrossSection) -> usize {
    section.sample().n()
}

/// A measure's row, with the number of schools behind it as its n where it is of one end of them.
pub(super) fn with_schools(panel: &Panel, measure: Measure, row: Measured) -> Measured {
    match measure.end() {
        Some(end) => held(panel, row, end),
        None => row,
    }
}

/// A held share, with the number of schools behind it as its n.
pub(super) fn held(panel: &Panel, mut measured: Measured, end: End) -> Measured {
    for (estimate, wave) in measured.row.waves.iter_mut().zip(panel.waves()) {
        let schools = wave.sample().tail(end).map_or(0, |tail| tail.units);
        *estimate = estimate.clone().of(schools);
    }
    measured
}
