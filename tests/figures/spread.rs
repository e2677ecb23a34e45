//! How the total is spread: curves, strips and bins.

use super::{figure, pair, row};
use giving_gap::figure::*;

/// Lorenz curves: what the lowest tenths hold, from the mock's numbers.
pub fn lorenz() -> Figure {
    let tenths = [
        [0.026, 0.041, 0.053, 0.065, 0.078, 0.091, 0.108, 0.135, 0.178, 0.225],
        [0.02, 0.033, 0.045, 0.057, 0.07, 0.085, 0.105, 0.14, 0.195, 0.25],
    ];
    let curve = |wave: usize| {
        let mut points = vec![(0.0, 0.0)];
        let mut sum = 0.0;
        for (i, share) in tenths[wave].iter().enumerate() {
            sum += share;
            points.push(((i + 1) as f64 / 10.0, sum));
        }
        Curve { wave, points }
    };
    let curves = vec![curve(0), curve(1)];
    let rows = (0..10).map(|i| {
        let held = |wave: usize| curves[wave].points[i + 1].1;
        let key = ((i + 1) * 10).to_string();
        row(&key, &format!("Lowest {key}%"), Unit::Share, pair(held(0), held(1)))
    });
    let rows = rows.collect();
    let form = Form::Curves {
        hue: Hue::Raised,
        curves,
        x_label: "Schools, from those that have least".into(),
        diagonal: "if every school had the same".into(),
        heights: None,
    };
    let mut figure = figure(Kind::Lorenz, Unit::Share, rows, form);
    figure.companions = vec![row("gini", "Gini index", Unit::Index, pair(0.33, 0.38))];
    figure
}

/// A concentration curve that crosses the diagonal in the first wave.
pub fn concentration() -> Figure {
    let mut figure = lorenz();
    figure.kind = Kind::Concentration;
    figure.companions =
        vec![row("concentration-index", "Concentration index", Unit::Index, pair(-0.02, 0.31))];
    if let Form::Curves { curves, diagonal, x_label, .. } = &mut figure.form {
        for (i, point) in curves[0].points.iter_mut().enumerate() {
            point.1 = (point.0 + 0.06 * (i as f64 * 0.628).sin()).clamp(0.0, 1.0);
        }
        *diagonal = "if deprivation made no difference".into();
        *x_label = "Schools, from the most deprived areas".into();
    }
    figure
}

pub fn top_shares() -> Figure {
    let share = |key: &str, label: &str, a, b| row(key, label, Unit::Share, pair(a, b));
    let rows = vec![
        share("bottom-50", "Lower half", 0.263, 0.225),
        share("middle-40", "Next 40%", 0.512, 0.525),
        share("top-10", "Top 10%", 0.225, 0.25),
        share("top-1", "Top 1%", 0.062, 0.078),
    ];
    let parts = ["bottom-50", "middle-40", "top-10"].map(String::from).to_vec();
    figure(Kind::TopShares, Unit::Share, rows, Form::Strips { hue: Hue::Raised, parts })
}

pub fn between_within() -> Figure {
    let index = |key: &str, label: &str, a, b| row(key, label, Unit::Index, pair(a, b));
    let rows = vec![
        index("theil-between", "Theil index between deciles", 0.07, 0.10),
        index("theil-within", "Theil index within deciles", 0.12, 0.15),
        index("theil", "Theil index of all schools", 0.19, 0.25),
    ];
    let parts = ["theil-between", "theil-within"].map(String::from).to_vec();
    figure(Kind::BetweenWithin, Unit::Index, rows, Form::Strips { hue: Hue::Raised, parts })
}

/// A distribution with schools at zero and an open bin at the top.
pub fn distribution() -> Figure {
    let shares = [
        [4.0, 16., 23.5, 19., 12., 8., 5.5, 3.8, 2.5, 1.7, 1.2, 0.9, 0.6, 0.4, 0.3, 0.2, 0.4],
        [2.0, 15., 19., 17., 11., 9., 7., 5.3, 3.9, 2.8, 2., 1.6, 1.2, 0.9, 0.7, 0.5, 1.1],
    ];
    let mut bins = vec![Bin { from: 0.0, to: Some(0.0) }];
    bins.extend(
        (0..15).map(|i| Bin { from: f64::from(i) * 5000.0, to: Some(f64::from(i + 1) * 5000.0) }),
    );
    bins.push(Bin { from: 75000.0, to: None });
    let rows = (0..17).map(|i| {
        let waves = pair(shares[0][i] / 100.0, shares[1][i] / 100.0);
        row(&i.to_string(), &format!("Bin {i}"), Unit::Share, waves)
    });
    let form =
        Form::Bins { hue: Hue::Raised, bins, x_label: "Money raised a school".into(), log: false };
    let mut figure = figure(Kind::Distribution, Unit::Share, rows.collect(), form);
    figure.companions = vec![
        row("mean", "Mean", Unit::Pounds, pair(15655., 19880.)),
        row("share-above-mean", "Schools above the mean", Unit::Share, pair(0.33, 0.31)),
    ];
    figure
}

/// The same schools in steps that widen; the mean lies where it does on a logarithmic scale.
pub fn widening() -> Figure {
    let edges = [0.0, 1000.0, 2000.0, 5000.0, 10000.0, 20000.0, 50000.0, 100000.0];
    let shares = [[2.0, 3., 14., 24., 30., 20., 5., 2.], [1.5, 2.5, 10., 20., 32., 24., 7., 3.]];
    let mut bins: Vec<Bin> =
        edges.windows(2).map(|ends| Bin { from: ends[0], to: Some(ends[1]) }).collect();
    bins.push(Bin { from: 100000.0, to: None });
    let rows = (0..8).map(|i| {
        let waves = pair(shares[0][i] / 100.0, shares[1][i] / 100.0);
        row(&i.to_string(), &format!("Bin {i}"), Unit::Share, waves)
    });
    let companions = distribution().companions;
    let form =
        Form::Bins { hue: Hue::Raised, bins, x_label: "Money raised a school".into(), log: true };
    Figure { companions, ..figure(Kind::Distribution, Unit::Share, rows.collect(), form) }
}
