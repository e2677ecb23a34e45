//! How the total is spread over schools, whatever their area: Lorenz curves and held shares.

use super::draft::Draft;
use super::options::Options;
use super::panel::Panel;
use super::rows::{estimate, row};
use super::selection::Selection;
use super::subjects;
use crate::dataset::Dataset;
use crate::figure::{Curve, Figure, Form, Kind, Note, Row, Unit, words};
use crate::stats::{Outcome, Sample, Tail, Undefined};

/// Points of a curve at most: one a percent, so that a Figure stays small whatever the data.
const CURVE_POINTS: usize = 100;
/// Shares of schools that the table of the Lorenz curve gives, in percent.
const TABLE_STEPS: [u32; 11] = [10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];

/// The Lorenz curves: the share of the total held by the schools that have least, up to each point.
pub fn lorenz(dataset: &Dataset, options: &Options) -> Figure {
    let panel = Panel::new(Selection::new(dataset, options));
    let subject = subjects::subject(&options.amount, options.basis);
    let rows = TABLE_STEPS
        .iter()
        .map(|percent| {
            let share = f64::from(*percent) / 100.0;
            panel.row(&percent.to_string(), &format!("Lowest {percent}%"), Unit::Share, |s| {
                s.lorenz(share)
            })
        })
        .collect();
    let curves = panel
        .waves
        .iter()
        .enumerate()
        .map(|(wave, w)| Curve { wave, points: curve(&w.sample).unwrap_or_default() })
        .collect();
    let mut figure = Draft {
        kind: Kind::Lorenz,
        kicker: "Figure 3",
        subtitle: format!(
            "Share of all {} held by the schools that have least, up to each point",
            subject.noun
        ),
        heading: "Share of schools",
        form: Form::Curves {
            hue: subjects::hue(&options.amount),
            curves,
            x_label: "Schools, from those that have least".into(),
            diagonal: "if every school had the same".into(),
        },
        rows,
        companions: vec![
            panel.row("gini", "Gini index", Unit::Index, Sample::gini),
            panel.row("absolute-gini", "Gini × mean", subject.unit, |sample| {
                Ok(sample.gini()? * sample.mean()?)
            }),
        ],
    }
    .figure(dataset, options, options.basis, &panel);
    figure.notes.push(Note::new(
        "Gini",
        "0 where every school has the same, 1 where one school has all. Gini × mean is half the \
         average difference between two schools.",
    ));
    if panel.waves.iter().any(|wave| wave.sample.has_negative()) {
        figure.notes.push(Note::new(
            "Below zero",
            "some amounts are negative: they stay in the curve, and the Gini may exceed 1.",
        ));
    }
    words::write(&mut figure);
    figure
}

/// The curve at every percent of schools, or at every school where there are fewer.
fn curve(sample: &Sample) -> Result<Vec<(f64, f64)>, Undefined> {
    if sample.n() <= CURVE_POINTS {
        return sample.lorenz_curve();
    }
    (0..=CURVE_POINTS)
        .map(|at| {
            let p = at as f64 / CURVE_POINTS as f64;
            Ok((p, sample.lorenz(p)?))
        })
        .collect()
}

/// The parts of the whole that one strip a wave shows, and the tails that claims speak of.
pub fn top_shares(dataset: &Dataset, options: &Options) -> Figure {
    let panel = Panel::new(Selection::new(dataset, options));
    let subject = subjects::subject(&options.amount, options.basis);
    let middle = |s: &Sample| Ok(s.lorenz(0.9)? - s.lorenz(0.5)?);
    let tail = |key: &str, label: &str, of: fn(&Sample) -> Result<Tail, Undefined>| {
        tail_row(&panel, key, label, of)
    };
    let rows = vec![
        tail("bottom-50", "Lower half", |s| s.bottom(0.5)),
        panel.row("middle-40", "Next 40%", Unit::Share, middle),
        tail("top-10", "Top 10%", |s| s.top(0.1)),
        tail("top-20", "Top 20%", |s| s.top(0.2)),
        tail("top-5", "Top 5%", |s| s.top(0.05)),
        tail("top-1", "Top 1%", |s| s.top(0.01)),
        tail("bottom-20", "Bottom 20%", |s| s.bottom(0.2)),
        tail("bottom-10", "Bottom 10%", |s| s.bottom(0.1)),
        tail("bottom-1", "Bottom 1%", |s| s.bottom(0.01)),
    ];
    let mut figure = Draft {
        kind: Kind::TopShares,
        kicker: "Figure 4",
        subtitle: format!("Share of all {} held by schools, by how much they have", subject.noun),
        heading: "Schools",
        form: Form::Strips {
            hue: subjects::hue(&options.amount),
            parts: ["bottom-50", "middle-40", "top-10"].map(String::from).to_vec(),
        },
        rows,
        companions: vec![
            panel.row("palma", "Top 10% over bottom 40% (Palma)", Unit::Times, Sample::palma),
            panel.row("top-10-mean", "Mean of the top 10%", subject.unit, |s| Ok(s.top(0.1)?.mean)),
            panel.row("bottom-50-mean", "Mean of the lower half", subject.unit, |s| {
                Ok(s.bottom(0.5)?.mean)
            }),
            panel.row(
                "share-above-mean",
                "Schools above the mean",
                Unit::Share,
                Sample::share_above_mean,
            ),
        ],
    }
    .figure(dataset, options, options.basis, &panel);
    figure.notes.push(Note::new(
        "Shares",
        "n is the number of schools at that end; the school at the cut counts in part.",
    ));
    words::write(&mut figure);
    figure
}

/// A held share, with the number of schools behind it as its n.
fn tail_row(
    panel: &Panel,
    key: &str,
    label: &str,
    of: fn(&Sample) -> Result<Tail, Undefined>,
) -> Row {
    let waves = panel
        .waves
        .iter()
        .map(|wave| {
            let tail = of(&wave.sample);
            let share: Outcome = tail.map(|tail| tail.share);
            estimate(share, tail.map_or(0, |tail| tail.units))
        })
        .collect();
    row(key, label, Unit::Share, waves, panel.interval(key))
}
