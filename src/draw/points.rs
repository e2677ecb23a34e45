//! A point a school: one measure against another, or one wave against the other.

use super::backend::Stamp;
use super::chart::Laid;
use super::look::{Room, Series as Shown};
use super::pen::{Label, Pen, Stroke};
use super::scale::{Scale, extent};
use super::scene::{Rect, Squash};
use super::text::{self, CHART, LEAST};
use super::theme::Theme;
use crate::figure::{Area, Figure, Point, Series, Span, number};
use crate::stats::order;
use plotters::style::{Color, RGBColor};
use std::collections::HashSet;

pub fn height(width: u32) -> u32 {
    if width < 480 { 390 } else { 480 }
}

/// From here on marks have no outline, shrink with their number and let each other through.
const MANY: usize = 2_000;
/// From here on marks that would cover each other to the half px are drawn once.
const CROWD: usize = 20_000;
/// Many marks are drawn in so many layers, each with a share of every group: no group lies over the
/// others, and a place darkens with the marks that it holds.
const LAYERS: usize = 12;
/// Room for the values that a logarithmic scale has no place for, px.
const EDGE: f64 = 22.0;
/// A hundredth of the values, or one of ten or more, may stand at the edge of a logarithmic scale, where
/// they lie below the others by this factor or more: the scale would else be empty over most of its length.
const FAR_BELOW: f64 = 5.0;
const AT_EDGE: usize = 100;
const ONE_OF: usize = 10;

/// An axis with a strip for what a logarithmic scale has no place for, where there are such values.
struct Axis {
    scale: Scale,
    edge: Option<Edge>,
}

/// Where the values below the scale stand, and whether they are all zero.
struct Edge {
    at: f64,
    is_zero: bool,
}

impl Axis {
    fn new(values: &[f64], log: bool, (start, end): (f64, f64)) -> Axis {
        if !log {
            let (low, high) = extent(values.iter().copied()).unwrap_or((0.0, 1.0));
            let air = (high / 2.0 - low / 2.0) * 0.06;
            let low = if (0.0..=high / 2.0).contains(&low) { 0.0 } else { low - air };
            return Axis { scale: Scale::linear((low, high + air), (start, end)), edge: None };
        }
        let mut above: Vec<f64> = values.iter().copied().filter(|value| *value > 0.0).collect();
        let (least, most) = extent(above.iter().copied()).unwrap_or((1.0, 10.0));
        let low = if above.len() < ONE_OF {
            least
        } else {
            order::sort(&mut above);
            above[(above.len() / AT_EDGE).max(1)]
        };
        let low = if least * FAR_BELOW < low { low } else { least };
        let mut below = values.iter().filter(|value| **value < low).peekable();
        let has_edge = below.peek().is_some();
        let inward = (end - start).signum();
        let from = if has_edge { start + inward * EDGE } else { start };
        let scale = Scale::log((low * 0.9, most * 1.1), (from, end));
        let edge = Edge { at: start + inward * 5.0, is_zero: below.all(|value| *value == 0.0) };
        Axis { scale, edge: has_edge.then_some(edge) }
    }

    fn at(&self, value: f64) -> f64 {
        match &self.edge {
            Some(edge) if value < self.scale.domain().0 => edge.at,
            _ => self.scale.at(value),
        }
    }

    /// Where ticks stand and what they say: at the edge, zero or less than what follows.
    fn ticks(&self, count: usize, say: impl Fn(f64) -> String) -> Vec<(f64, String)> {
        let edge = self
            .edge
            .as_ref()
            .map(|edge| (edge.at, if edge.is_zero { say(0.0) } else { "less".into() }));
        let ticks =
            self.scale.ticks(count).into_iter().map(|tick| (self.scale.at(tick), say(tick)));
        edge.into_iter().chain(ticks).collect()
    }
}

/// Schools are told apart by the deprivation of where they stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Most,
    Middle,
    Least,
    Unknown,
}

/// Which legend entry switches a mark; none where the school's decile is not known.
pub fn series(point: &Point) -> Option<Shown> {
    Group::of(point).series()
}

impl Group {
    fn of(point: &Point) -> Group {
        match point.decile {
            Some(0..=3) => Group::Most,
            Some(4..=7) => Group::Middle,
            Some(8..) => Group::Least,
            None => Group::Unknown,
        }
    }

    /// Which legend entry switches it.
    fn series(self) -> Option<Shown> {
        match self {
            Group::Most => Some(Shown::Deprivation(0)),
            Group::Middle => Some(Shown::Deprivation(1)),
            Group::Least => Some(Shown::Deprivation(2)),
            Group::Unknown => None,
        }
    }
}

pub fn draw(
    pen: &mut Pen,
    figure: &Figure,
    (x, y): (&Series, &Series),
    points: &[Point],
    log: bool,
    (width, height): (u32, u32),
) -> Laid {
    let (width, height) = (f64::from(width), f64::from(height));
    let log = pen.look.log.unwrap_or(log);
    let plot = Rect::new(44.0, 42.0, (width - 8.0).max(84.0), height - 48.0);
    let same = figure.sets_waves_against_each_other();
    let xs: Vec<f64> = points.iter().map(|point| point.x).collect();
    let ys: Vec<f64> = points.iter().map(|point| point.y).collect();
    let both: Vec<f64> = if same { xs.iter().chain(&ys).copied().collect() } else { Vec::new() };
    let across = Axis::new(if same { &both } else { &xs }, log, (plot.left, plot.right));
    let up = Axis::new(if same { &both } else { &ys }, log, (plot.bottom, plot.top));
    axes(pen, plot, (&across, x), (&up, y));
    if same {
        let (low, high) = across.scale.domain();
        let ends = [low, high].map(|value| (across.scale.at(value), up.scale.at(value)));
        pen.path(&ends, Stroke::new(pen.look.theme.ink_3, 1.0));
    }
    let at = |point: &Point| (across.at(point.x), up.at(point.y));
    let shown =
        |point: &Point| Group::of(point).series().is_none_or(|series| pen.look.shows(&series));
    let places: Vec<Option<(f64, f64)>> =
        points.iter().map(|point| shown(point).then(|| at(point))).collect();
    let picked = pen.look.picked;
    let stands_out = |point: &Point| picked.is_none_or(|area| area.holds(point));
    if let Some(area) = picked {
        frame(pen, plot, &area, (&across, &up));
        let others = points.iter().zip(&places).filter(|(point, _)| !stands_out(point));
        let centres = thinned(others.filter_map(|(_, at)| *at), points.len());
        let colour = pen.look.theme.rule;
        pen.stamps(centres, Stamp::Disc, radius(points.len()), Some(colour.mix(1.0)), None);
    }
    let of = |group: Group| {
        let all = points.iter().zip(&places).filter(|(point, _)| stands_out(point));
        let centres = all.filter(|(point, _)| Group::of(point) == group).filter_map(|(_, at)| *at);
        (group, thinned(centres, points.len()))
    };
    let groups = [Group::Unknown, Group::Middle, Group::Least, Group::Most].map(of);
    let layers = if points.len() < MANY { 1 } else { LAYERS };
    for layer in 0..layers {
        for (group, centres) in &groups {
            let centres = centres.iter().skip(layer).step_by(layers).copied().collect();
            stamp(pen, *group, centres, points.len());
        }
    }
    pen.schools(places.iter().map(|at| at.map(|(x, y)| (x as f32, y as f32))).collect());
    if same {
        name_no_change(pen, &across, &up);
    }
    follow(pen, plot, (x, y), points, at);
    Laid { plot, squash: Squash::Neither }
}

/// One mark to a half px, where there are very many.
fn thinned(centres: impl Iterator<Item = (f64, f64)>, all: usize) -> Vec<(f64, f64)> {
    if all < CROWD {
        return centres.collect();
    }
    let mut taken = HashSet::new();
    centres.filter(|(x, y)| taken.insert(((x * 2.0) as i32, (y * 2.0) as i32))).collect()
}

/// The radius of a mark where there are so many.
fn radius(all: usize) -> f64 {
    match all {
        0..500 => 3.8,
        500..MANY => 3.0,
        _ => (2.4 * (MANY as f64 / all as f64).powf(0.3)).max(1.0),
    }
}

/// The box around the schools that are picked, as far as its ends are given.
fn frame(pen: &mut Pen, plot: Rect, area: &Area, (across, up): (&Axis, &Axis)) {
    const AIR: f64 = 6.0;
    let ends = |axis: &Axis, span: &Span, (least, most): (f64, f64)| {
        let at = |end: Option<f64>, open: f64| end.map_or(open, |end| axis.at(end));
        (at(span.from, least), at(span.to, most))
    };
    let (left, right) = ends(across, &area.x, (plot.left, plot.right));
    let (bottom, top) = ends(up, &area.y, (plot.bottom, plot.top));
    let (left, right) = (left - AIR, right + AIR);
    let (top, bottom) = (top - AIR, (bottom + AIR).min(plot.bottom));
    let theme = pen.look.theme;
    pen.fill(Rect::new(left, top, right, bottom), theme.quiet);
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
    pen.dashes(&corners, (5.0, 3.0), Stroke::new(theme.ink_3, 1.0));
}

fn stamp(pen: &mut Pen, group: Group, centres: Vec<(f64, f64)>, all: usize) {
    let theme = pen.look.theme;
    let radius = radius(all);
    let shape = match group {
        Group::Most => Stamp::Triangle,
        Group::Middle | Group::Least => Stamp::Disc,
        Group::Unknown => Stamp::Square,
    };
    let radius = if shape == Stamp::Triangle { radius * 1.25 } else { radius };
    if all >= MANY {
        let (colour, opacity) = faint(group, &theme);
        return pen.stamps(centres, shape, radius, Some(colour.mix(opacity)), None);
    }
    let (fill, edge) = match group {
        Group::Most => (Some(theme.most_deprived), Stroke::new(theme.ground, 0.8)),
        Group::Least => (Some(theme.least_deprived), Stroke::new(theme.middle, 1.0)),
        Group::Middle | Group::Unknown => (None, Stroke::new(theme.ink_3, 1.1)),
    };
    pen.stamps(centres, shape, radius, fill.map(|fill| fill.mix(1.0)), Some(edge));
}

/// The colour of one mark among many, and how much of it: as faint as a lone one may be.
fn faint(group: Group, theme: &Theme) -> (RGBColor, f64) {
    match group {
        Group::Most => (theme.most_deprived, 0.75),
        Group::Least => (theme.middle, 0.85),
        Group::Middle | Group::Unknown => (theme.ink_3, 0.7),
    }
}

fn axes(pen: &mut Pen, plot: Rect, x: (&Axis, &Series), y: (&Axis, &Series)) {
    let theme = pen.look.theme;
    let short = pen.look.room() == Room::Small;
    let count = if plot.right - plot.left < 430.0 { 5 } else { 7 };
    let title = |name: &str, room: f64| text::fitted(name, CHART, false, room / pen.look.stretch);
    let up = title(&format!("↑ {}", y.1.label), plot.right);
    let across = title(&format!("{} →", x.1.label), plot.right - plot.left);
    for (at, words) in y.0.ticks(count, |tick| number::tick(tick, y.1.unit, short)) {
        pen.hairline((0.0, at), (plot.right, at), theme.grid);
        pen.label_if_clear(Label::new(words, 0.0, at - 5.0, theme.ink_3).least());
    }
    pen.hairline((0.0, plot.bottom), (plot.right, plot.bottom), theme.ink);
    for (at, words) in x.0.ticks(count, |tick| number::tick(tick, x.1.unit, short)) {
        let half = pen.look.measure(&words, LEAST, false) / 2.0;
        let place = at.min(f64::from(pen.look.width) - half);
        let label = Label::new(words, place, plot.bottom + 20.0, theme.ink_3).least().middle();
        if pen.label_if_clear(label) {
            pen.hairline((at, plot.bottom), (at, plot.bottom + 5.0), theme.ink);
        }
    }
    pen.label(Label::new(up, 0.0, 12.0, theme.ink));
    let middle = (plot.left + plot.right) / 2.0;
    pen.label(Label::new(across, middle, plot.bottom + 42.0, theme.ink).middle());
}

/// Names the line on which a school has the same in both waves, over the marks.
fn name_no_change(pen: &mut Pen, across: &Axis, up: &Axis) {
    let theme = pen.look.theme;
    let (low, high) = across.scale.domain();
    let [(x0, y0), (x, y)] = [low, high].map(|value| (across.scale.at(value), up.scale.at(value)));
    // Under the line's upper end, clear of it by the label's own width.
    let words = "no change";
    let steep = (y0 - y) / (x - x0).max(1.0);
    let drop = (pen.look.measure(words, LEAST, false) + 12.0) * steep + 10.0;
    let label = Label::new(words, x - 2.0, y + drop, theme.ink_2).least().end();
    pen.label(label.halo(theme.ground));
}

/// Rings the school that is followed, and names it beside.
fn follow(
    pen: &mut Pen,
    plot: Rect,
    (x, y): (&Series, &Series),
    points: &[Point],
    at: impl Fn(&Point) -> (f64, f64),
) {
    let Some(followed) = pen.look.followed.clone() else { return };
    let Some(point) = points.iter().find(|point| point.school == followed.school) else { return };
    let theme = pen.look.theme;
    let (px, py) = at(point);
    let left = px > (plot.left + plot.right) / 2.0 || px - plot.left > 170.0;
    let above = py - plot.top > 60.0;
    let (dx, dy) = (if left { -22.0 } else { 22.0 }, if above { -30.0 } else { 42.0 });
    let end = (px + dx, if above { py + dy + 8.0 } else { py + dy - 32.0 });
    pen.line((px + dx.signum() * 6.0, py + dy.signum() * 6.0), end, Stroke::new(theme.ink_3, 1.0));
    pen.ring((px, py), 8.0, Stroke::new(theme.ground, 4.0));
    pen.ring((px, py), 8.0, Stroke::new(theme.ink, 2.0));
    let room = if left { px + dx } else { plot.right - px - dx };
    let fit = |words: &str, bold| text::fitted(words, CHART, bold, room / pen.look.stretch);
    let values = [(point.x, x.unit), (point.y, y.unit)].map(|(v, unit)| number::plain(v, unit));
    let words = [(fit(&values.join(", then "), false), false), (fit(&followed.name, true), true)];
    for (index, (words, bold)) in words.into_iter().enumerate() {
        let label = Label::new(words, px + dx, py + dy - 17.0 * (1.0 - index as f64), theme.ink);
        let label = label.bold_if(bold).halo(theme.ground);
        pen.label(if left { label.end() } else { label });
    }
}

#[cfg(test)]
mod tests {
    use super::super::theme::{DARK, LIGHT, contrast, mix};
    use super::*;

    /// WCAG 2.2 asks 3 of what has to be seen; one mark alone has nothing under it but the ground.
    #[test]
    fn a_lone_mark_among_many_stands_out_from_the_ground() {
        for theme in [LIGHT, DARK] {
            for group in [Group::Most, Group::Middle, Group::Least, Group::Unknown] {
                let (colour, opacity) = faint(group, &theme);
                let seen = contrast(mix(colour, theme.ground, opacity), theme.ground);
                assert!(seen >= 3.0, "{} {seen}", theme.name);
            }
        }
    }

    #[test]
    fn one_value_far_below_leaves_the_scale_to_the_others() {
        let others = (1..=19).map(|school| 10_000.0 + 1_000.0 * f64::from(school));
        let values: Vec<f64> = others.chain([1.0]).collect();
        let axis = Axis::new(&values, true, (0.0, 300.0));
        assert!(axis.at(11_000.0) < 60.0, "{}", axis.at(11_000.0));
        assert_eq!(axis.at(1.0), axis.edge.expect("it stands at the edge").at);
        let few = Axis::new(&[1.0, 10_000.0, 20_000.0], true, (0.0, 300.0));
        assert!(few.edge.is_none(), "of three each has its place");
    }

    #[test]
    fn marks_shrink_with_their_number() {
        let sizes = [1, 500, MANY, 5_000, 17_000, 100_000].map(radius);
        assert!(sizes.windows(2).all(|pair| pair[1] < pair[0]), "{sizes:?}");
        assert!(sizes[5] >= 0.5, "a mark is a pixel wide at least");
    }
}
