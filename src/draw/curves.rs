//! Lorenz and concentration curves against the diagonal of equality, the band between two waves; and
//! generalised Lorenz curves, whose heights are amounts.

use super::chart::Laid;
use super::deciles::interval;
use super::followed;
use super::look::is_solid;
use super::pen::{Label, Pen, Stroke};
use super::scale::{Scale, extent};
use super::scene::{Rect, Squash};
use super::text::{self, LEAST};
use crate::figure::{Curve, Figure, Hue, Kind, Pointed, Unit, number};
use crate::stats::order::descending;

/// Curves are drawn in a square no wider than this.
const WIDEST: u32 = 560;
const LEFT: f64 = 44.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 50.0;

fn side(width: u32) -> f64 {
    (f64::from(width.min(WIDEST)) - LEFT - 8.0).max(80.0)
}

pub fn height(width: u32) -> u32 {
    (side(width) + TOP + BOTTOM) as u32
}

struct Plane {
    plot: Rect,
    x: Scale,
    y: Scale,
    /// What the heights are in.
    unit: Unit,
    /// Whether they are shares of one total, so that one diagonal stands for equality.
    of_total: bool,
}

impl Plane {
    fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.x.at(x), self.y.at(y))
    }
}

pub fn draw(
    pen: &mut Pen,
    figure: &Figure,
    hue: Hue,
    (curves, heights): (&[Curve], Option<Unit>),
    (x_label, diagonal): (&str, &str),
    (width, _): (u32, u32),
) -> Laid {
    let side = side(width);
    let plot = Rect::new(LEFT, TOP, LEFT + side, TOP + side);
    // Negative amounts take a curve below zero; one against the grain rises above one.
    let points = curves.iter().flat_map(|curve| curve.points.iter().map(|(_, y)| *y));
    let least = if heights.is_none() { 1.0 } else { 0.0 };
    let (low, high) = extent(points.chain([0.0, least])).unwrap_or((0.0, 1.0));
    let plane = Plane {
        plot,
        unit: heights.unwrap_or(Unit::Share),
        of_total: heights.is_none(),
        x: Scale::linear((0.0, 1.0), (plot.left, plot.right)),
        y: Scale::linear((low, high), (plot.bottom, plot.top)),
    };
    axes(pen, &plane, x_label);
    let shown: Vec<(usize, &Curve)> = curves
        .iter()
        .enumerate()
        .filter(|(_, curve)| pen.look.waves(figure).contains(&curve.wave))
        .filter(|(_, curve)| !curve.points.is_empty())
        .collect();
    between(pen, &plane, hue, &shown);
    if plane.of_total {
        let ends = [(0.0, 0.0), (1.0, 1.0)].map(|end| plane.at(end));
        pen.path(&ends, Stroke::new(pen.look.theme.ink_3, 1.0));
    }
    for (index, curve) in &shown {
        line(pen, figure, &plane, hue, (*index, curve));
    }
    halves(pen, figure, &plane, hue, &shown);
    half_intervals(pen, figure, &plane, hue, &shown);
    follow(pen, figure, &plane, &shown);
    names(pen, figure, &plane, hue, &shown);
    index_of(pen, figure, &plane, hue, &shown);
    if plane.of_total {
        equality(pen, &plane, diagonal);
    }
    Laid { plot, squash: Squash::Neither }
}

fn axes(pen: &mut Pen, plane: &Plane, x_label: &str) {
    let theme = pen.look.theme;
    let plot = plane.plot;
    let quarters = vec![0.0, 0.25, 0.5, 0.75, 1.0];
    let ticks = if plane.y.domain() == (0.0, 1.0) { quarters.clone() } else { plane.y.ticks(5) };
    for tick in ticks.into_iter().filter(|tick| *tick != 0.0) {
        let y = plane.y.at(tick);
        pen.hairline((0.0, y), (plot.right, y), theme.grid);
        let words = number::tick(tick, plane.unit, true);
        pen.label(Label::new(words, 0.0, y - 5.0, theme.ink_3).least());
    }
    let base = plane.y.at(0.0);
    pen.hairline((plot.left, base), (plot.right, base), theme.ink);
    for tick in quarters {
        let x = plane.x.at(tick);
        pen.hairline((x, plot.bottom), (x, plot.bottom + 5.0), theme.ink);
        let words = number::tick(tick, Unit::Share, true);
        let label = Label::new(words, x, plot.bottom + 20.0, theme.ink_3).least();
        pen.label_if_clear(match tick {
            0.0 => label,
            1.0 => label.end(),
            _ => label.middle(),
        });
    }
    let middle = plane.x.at(0.5);
    let room = (plot.right - plot.left + LEFT) / pen.look.stretch;
    let words = text::fitted(x_label, LEAST, false, room);
    pen.label(Label::new(words, middle, plot.bottom + 42.0, theme.ink).least().middle());
}

/// The ground between the first two curves.
fn between(pen: &mut Pen, plane: &Plane, hue: Hue, shown: &[(usize, &Curve)]) {
    let [(_, first), (_, second)] = shown else { return };
    let there = first.points.iter().map(|point| plane.at(*point));
    let back = second.points.iter().rev().map(|point| plane.at(*point));
    let corners: Vec<(f64, f64)> = there.chain(back).collect();
    pen.polygon(&corners, pen.look.theme.shades(hue).pale);
}

/// What the diagonal means, at its left since text cannot slant, where no other word stands.
fn equality(pen: &mut Pen, plane: &Plane, diagonal: &str) {
    let theme = pen.look.theme;
    for share in [0.62, 0.8, 0.45] {
        let (x, y) = plane.at((share, share));
        let room = (x - 10.0 - plane.plot.left).min(150.0) / pen.look.stretch;
        let lines = text::balanced(diagonal, LEAST, false, room);
        let first = y - 16.0 * (lines.len() as f64 - 1.0);
        let label = |(index, line): (usize, String)| {
            let label = Label::new(line, x - 10.0, first + 16.0 * index as f64, theme.ink_3);
            label.least().end().halo(theme.ground)
        };
        let labels: Vec<Label> = lines.into_iter().enumerate().map(label).collect();
        if labels.iter().all(|label| pen.is_clear(&label.rect(pen.look))) {
            labels.into_iter().for_each(|label| pen.label(label));
            return;
        }
    }
}

fn line(pen: &mut Pen, figure: &Figure, plane: &Plane, hue: Hue, (index, curve): (usize, &Curve)) {
    let shades = *pen.look.theme.shades(hue);
    let points: Vec<(f64, f64)> = curve.points.iter().map(|point| plane.at(*point)).collect();
    if is_solid(figure, curve.wave) {
        pen.path(&points, Stroke::new(shades.line, 2.75));
    } else {
        pen.dashes(&points, (5.0, 4.0), Stroke::new(shades.line, 1.75));
    }
    let slot = Rect::new(0.0, index as f64, 1.0, index as f64 + 1.0);
    for (point, (x, y)) in points.into_iter().enumerate() {
        let rect = Rect::new(x - 2.0, y - 2.0, x + 2.0, y + 2.0);
        pen.mark(Pointed::OnCurve { curve: index, point }, rect, slot);
    }
}

/// What the lower half holds in each wave: a dot on each curve and the sentence beside them.
fn halves(pen: &mut Pen, figure: &Figure, plane: &Plane, hue: Hue, shown: &[(usize, &Curve)]) {
    let theme = pen.look.theme;
    let shades = *theme.shades(hue);
    let held: Vec<(usize, f64)> =
        shown.iter().map(|(_, curve)| (curve.wave, curve.height_at(0.5))).collect();
    let Some(top) = held.iter().map(|(_, y)| plane.y.at(*y)).reduce(f64::min) else { return };
    let x = plane.x.at(0.5);
    pen.line((x, plane.plot.bottom), (x, top), Stroke::new(theme.ink_3, 1.0));
    for (wave, y) in &held {
        let at = (x, plane.y.at(*y));
        if is_solid(figure, *wave) {
            pen.dot(at, 4.5, shades.mark, Stroke::new(shades.line, 1.25));
        } else {
            pen.dot(at, 4.0, theme.ground, Stroke::new(shades.line, 2.0));
        }
    }
    let (who, verb) = match figure.kind {
        _ if !plane.of_total => ("Lower half, shared out:", ""),
        Kind::Concentration => {
            (figure.subject.by_weight("Half of the schools:", "Half of the pupils:"), "holds ")
        }
        _ => {
            (figure.subject.by_weight("Lower half of schools:", "Lower half of pupils:"), "holds ")
        }
    };
    let shares: Vec<f64> = held.iter().map(|(_, y)| *y).collect();
    let shares = number::alike(&shares, plane.unit);
    // Clear of the whisker beside the line.
    let x = x + 16.0;
    let room = plane.plot.right - x;
    let shares = shares.join(", then ");
    let long = format!("{verb}{shares}");
    let shares = if pen.look.measure(&long, LEAST, true) < room { long } else { shares };
    let y = plane.plot.bottom - (plane.plot.bottom - plane.plot.top) * 0.085;
    pen.label(Label::new(who, x, y, theme.ink).least().halo(theme.ground));
    pen.label(Label::new(shares, x, y + 16.0, theme.ink).least().bold().halo(theme.ground));
}

/// The interval of the share nearest the half, beside its point on each curve: the others stand in the
/// table.
fn half_intervals(
    pen: &mut Pen,
    figure: &Figure,
    plane: &Plane,
    hue: Hue,
    shown: &[(usize, &Curve)],
) {
    let colour = pen.look.theme.shades(hue).line;
    for (_, curve) in shown {
        let of_rows = figure.rows.iter().filter_map(|row| {
            let estimate = row.waves.get(curve.wave).filter(|_| row.unit == plane.unit)?;
            let held = estimate.known_value()?;
            let (x, _) = *curve.points.iter().find(|(_, y)| (y - held).abs() < 1e-9)?;
            Some((x, interval(estimate, pen.look)?))
        });
        let from_half = |x: f64| (x - 0.5).abs();
        let nearest = of_rows.min_by(|(a, _), (b, _)| from_half(*a).total_cmp(&from_half(*b)));
        let Some((x, (low, high))) = nearest.filter(|(x, _)| from_half(*x) < 0.2) else { continue };
        // The waves' whiskers stand on either side of the line through their points.
        let side = if is_solid(figure, curve.wave) { 8.0 } else { -8.0 };
        let x = plane.x.at(x) + side;
        let (bottom, top) = (plane.y.at(low), plane.y.at(high));
        let whisker = [(x - 3.0, top), (x + 3.0, top), (x, top), (x, bottom), (x - 3.0, bottom)];
        let whisker = [whisker.as_slice(), &[(x + 3.0, bottom)]].concat();
        pen.path(&whisker, Stroke::new(pen.look.theme.ground, 3.5).opacity(0.8));
        pen.path(&whisker, Stroke::new(colour, 1.25));
    }
}

/// Where the school that is followed stands on each curve: a ring, named in the corner where no curve
/// comes.
fn follow(pen: &mut Pen, figure: &Figure, plane: &Plane, shown: &[(usize, &Curve)]) {
    let Some(followed) = pen.look.followed.clone() else { return };
    let theme = pen.look.theme;
    let mut words = None;
    for (_, curve) in shown {
        let Some((decile, Some(x))) = followed.has.get(curve.wave).copied() else { continue };
        let at = plane.at((x, curve.height_at(x)));
        followed::mark(pen, at, false, is_solid(figure, curve.wave));
        words = Some(match (figure.kind, decile) {
            (Kind::Concentration, Some(decile)) => format!("tenth {decile}"),
            _ => format!("above {} of {}", number::brief(x, Unit::Share), figure.subject.counted()),
        });
    }
    let Some(words) = words else { return };
    let (x, y) = (plane.plot.left + 8.0, plane.plot.top + 12.0);
    followed::mark(pen, (x, y), false, true);
    let room = (plane.plot.right - x - 40.0) / pen.look.stretch;
    let name = text::fitted(&followed.name, LEAST, true, room);
    let label = Label::new(name, x + 13.0, y + 4.0, theme.ink).least().bold();
    pen.label(label.halo(theme.ground));
    pen.label(Label::new(words, x + 13.0, y + 20.0, theme.ink).least().halo(theme.ground));
}

/// The waves' names on the outer sides of the band.
fn names(pen: &mut Pen, figure: &Figure, plane: &Plane, hue: Hue, shown: &[(usize, &Curve)]) {
    let theme = pen.look.theme;
    let heights: Vec<f64> = shown.iter().map(|(_, curve)| curve.height_at(0.72)).collect();
    for (rank, at) in descending(&heights).into_iter().enumerate() {
        let wave = shown[at].1.wave;
        let Some(name) = figure.waves.get(wave) else { continue };
        let upper = rank == 0 && heights.len() > 1;
        let (x, y) = plane.at((0.72, heights[at]));
        let colour = theme.shades(hue).text;
        let label = Label::new(name.as_str(), x, y, colour).bold_if(is_solid(figure, wave));
        let label = label.halo(theme.ground);
        pen.label(if upper { label.moved(-12.0, -6.0).end() } else { label.moved(12.0, 12.0) });
    }
}

/// The index that the curve belongs to, where no curve runs through it: in the corner under the
/// curves, in the belly of one that is very bowed, or in the corner above the diagonal.
fn index_of(pen: &mut Pen, figure: &Figure, plane: &Plane, hue: Hue, curves: &[(usize, &Curve)]) {
    let key = match figure.kind {
        _ if !plane.of_total => "absolute-gini",
        Kind::Concentration => "concentration-index",
        _ => "gini",
    };
    let Some(row) = figure.companion(key) else { return };
    let shown = pen.look.waves(figure);
    let values = shown.iter().filter_map(|wave| row.waves.get(*wave)?.known_value());
    let words: Vec<String> = values.map(|value| number::plain(value, row.unit)).collect();
    if words.is_empty() {
        return;
    }
    let colour = pen.look.theme.shades(hue).text;
    let halo = pen.look.theme.ground;
    let values = words.join(", then ");
    let at = |(x, y): (f64, f64)| {
        let x = plane.plot.left + (plane.plot.right - plane.plot.left) * x;
        let y = plane.plot.top + (plane.plot.bottom - plane.plot.top) * y;
        let name = Label::new(row.label.as_str(), x, y, colour).end().halo(halo);
        let values = Label::new(values.as_str(), x, y + 17.0, colour);
        [name, values.bold().end().halo(halo)]
    };
    let places = [(1.0, 0.7), (1.0, 0.6), (0.84, 0.5), (0.7, 0.6), (0.48, 0.08)];
    let is_free = |labels: &[Label; 2]| {
        labels.iter().all(|label| {
            let rect = label.rect(pen.look);
            pen.is_clear(&rect) && !is_crossed(&rect, plane, curves)
        })
    };
    let free = places.into_iter().map(at).find(is_free);
    free.unwrap_or_else(|| at(places[0])).into_iter().for_each(|label| pen.label(label));
}

/// Whether a curve or the diagonal runs through a rectangle, or within a few pixels of it.
fn is_crossed(rect: &Rect, plane: &Plane, curves: &[(usize, &Curve)]) -> bool {
    const NEAR: f64 = 5.0;
    const STEPS: u32 = 24;
    let width = plane.plot.right - plane.plot.left;
    let columns = (0..=STEPS).map(|step| {
        let x = rect.left - NEAR
            + (rect.right - rect.left + 2.0 * NEAR) * f64::from(step) / f64::from(STEPS);
        ((x - plane.plot.left) / width).clamp(0.0, 1.0)
    });
    let inside = |height: f64| (rect.top - NEAR..=rect.bottom + NEAR).contains(&plane.y.at(height));
    // A steep end leaps over a label between two columns: what counts is whether the sides differ.
    let passes = |heights: Vec<f64>| {
        let above = |height: &f64| plane.y.at(*height) < rect.top;
        heights.iter().any(|height| inside(*height))
            || heights.windows(2).any(|pair| above(&pair[0]) != above(&pair[1]))
    };
    let columns: Vec<f64> = columns.collect();
    passes(columns.clone())
        || curves
            .iter()
            .any(|(_, curve)| passes(columns.iter().map(|x| curve.height_at(*x)).collect()))
}
