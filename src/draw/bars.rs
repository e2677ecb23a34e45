//! Figure 1: a pair of bars a tenth, stacked in parts, with whiskers and a trendline a wave.

use super::chart::Laid;
use super::deciles::{self, Deciles, interval};
use super::followed;
use super::look::{Look, Room, Series, is_solid};
use super::pen::{Label, Pen, Stroke};
use super::scene::{Rect, Squash};
use crate::figure::{Estimate, Figure, Hue, Mark, Part, Pointed, Row, Trend, number};

pub fn height(figure: &Figure, room: Room) -> u32 {
    deciles::height(figure, room, if room == Room::Small { 286 } else { 402 })
}

/// Half the gap of ground between stacked parts, with half their outline.
const SEAM: f64 = 0.75 + 0.6;
/// Outline of a bar.
const OUTLINE: f64 = 1.25;

/// One bar of a pair.
struct Bar<'a> {
    wave: usize,
    left: f64,
    width: f64,
    row: &'a Row,
}

impl Bar<'_> {
    fn middle(&self) -> f64 {
        self.left + self.width / 2.0
    }
}

/// A piece of a bar: a part of it, or all of it where it has none.
struct Piece {
    part: Option<usize>,
    hue: Hue,
    from: f64,
    to: f64,
}

struct Bars<'a> {
    deciles: Deciles<'a>,
    hue: Hue,
    parts: Vec<(usize, &'a Part)>,
    /// Whether what stands on a slot is its row's whole value, so that its interval belongs.
    is_whole: bool,
}

pub fn draw(
    pen: &mut Pen,
    figure: &Figure,
    hue: Hue,
    parts: &[Part],
    trends: &[Option<Trend>],
    size: (u32, u32),
) -> Laid {
    let shown = |part: &Part| pen.look.shows(&Series::Part(part.key.clone()));
    let mut chosen: Vec<(usize, &Part)> =
        parts.iter().enumerate().filter(|(_, part)| shown(part)).collect();
    if chosen.is_empty() {
        chosen = parts.iter().enumerate().collect();
    }
    let is_whole = chosen.len() == parts.len();
    let none = Vec::new();
    let trends = if is_whole && pen.look.shows(&Series::Trend) { trends } else { &none };
    let (left, right) = gutters(pen.look, !parts.is_empty());
    // The scale stays as it is when a part is hidden, so that heights can be compared.
    let mut values = deciles::values(figure, pen.look, trends);
    values.extend(stacks(figure, pen.look, parts));
    let deciles = Deciles::new(figure, pen.look, size, (left, right), values);
    let bars = Bars { deciles, hue, parts: chosen, is_whole };
    bars.draw(pen, trends);
    Laid { plot: bars.deciles.plot, squash: Squash::Columns }
}

/// How far the parts of each bar reach from zero, up and down: a part may be negative.
fn stacks(figure: &Figure, look: &Look, parts: &[Part]) -> Vec<f64> {
    let mut ends = Vec::new();
    for (_, row) in deciles::groups(figure) {
        for wave in look.waves(figure) {
            let value = |part: &Part| {
                let row = figure.part_row(row, part)?;
                row.waves.get(wave)?.known_value()
            };
            let (down, up): (Vec<f64>, Vec<f64>) =
                parts.iter().filter_map(value).partition(|value| *value < 0.0);
            ends.extend([down.iter().sum::<f64>(), up.iter().sum::<f64>()]);
        }
    }
    ends
}

fn gutters(look: &Look, labelled: bool) -> (f64, f64) {
    match look.room() {
        Room::Small => (40.0, 0.0),
        Room::Medium => (72.0, if labelled { 92.0 } else { 8.0 }),
        Room::Wide => (72.0, if labelled { 116.0 } else { 8.0 }),
    }
}

impl Bars<'_> {
    fn draw(&self, pen: &mut Pen, trends: &[Option<Trend>]) {
        self.deciles.grid(pen);
        for place in 0..self.deciles.groups.len() {
            for bar in self.pair(place) {
                self.stack(pen, place, &bar);
            }
        }
        self.deciles.trends(pen, trends);
        let mut tops = Vec::new();
        for place in 0..self.deciles.groups.len() {
            let pair = self.pair(place);
            for bar in &pair {
                self.whisker(pen, bar);
            }
            tops.push(
                pair.iter()
                    .map(|bar| self.top(pen.look, bar))
                    .fold(self.deciles.plot.bottom, f64::min)
                    - 20.0,
            );
        }
        self.deciles.axis(pen);
        self.values(pen);
        let middle = |place: usize, wave: usize| {
            let bars = self.pair(place);
            let bar = bars.iter().find(|bar| bar.wave == wave);
            bar.map_or(self.deciles.band.middle(place as f64), Bar::middle)
        };
        followed::among_deciles(pen, &self.deciles, middle);
        if !self.deciles.is_small() {
            self.feet(pen);
            self.names(pen);
            self.deciles.slopes(pen, trends, &tops);
        }
    }

    /// The bars of a tenth, the later wave a little wider.
    fn pair(&self, place: usize) -> Vec<Bar<'_>> {
        let Some((_, row)) = self.deciles.groups.get(place) else { return Vec::new() };
        let slot = self.deciles.band.slot;
        let gap = if self.deciles.is_small() { 1.5 } else { 3.0 };
        let single = self.deciles.waves.len() == 1;
        let width = |wave: usize| match (single, is_solid(self.deciles.figure, wave)) {
            (true, _) => slot * 0.56,
            (false, true) => slot * 0.38,
            (false, false) => slot * 0.30,
        };
        let all: f64 = self.deciles.waves.iter().map(|wave| width(*wave) + gap).sum::<f64>() - gap;
        let mut left = self.deciles.band.middle(place as f64) - all / 2.0;
        let bars = self.deciles.waves.iter().map(|wave| {
            let bar = Bar { wave: *wave, left, width: width(*wave), row };
            left += bar.width + gap;
            bar
        });
        bars.filter(|bar| bar.wave < row.waves.len()).collect()
    }

    /// The pieces of a bar from the axis outwards; negative ones hang down.
    fn pieces(&self, bar: &Bar) -> Vec<Piece> {
        if self.parts.is_empty() {
            let value = bar.row.waves.get(bar.wave).and_then(|estimate| estimate.known_value());
            let whole = |to| Piece { part: None, hue: self.hue, from: 0.0, to };
            return value.map(whole).into_iter().collect();
        }
        let (mut up, mut down) = (0.0, 0.0);
        let mut pieces = Vec::new();
        for (index, part) in &self.parts {
            let row = self.deciles.figure.row(&format!("{}-{}", bar.row.key, part.key));
            let estimate = row.and_then(|row| row.waves.get(bar.wave));
            let Some(value) = estimate.and_then(|estimate| estimate.known_value()) else {
                continue;
            };
            let at = if value < 0.0 { &mut down } else { &mut up };
            let from = *at;
            *at += value;
            pieces.push(Piece { part: Some(*index), hue: part.hue, from, to: *at });
        }
        pieces
    }

    fn stack(&self, pen: &mut Pen, place: usize, bar: &Bar) {
        let Some(index) = self.deciles.groups.get(place).map(|(index, _)| *index) else { return };
        let (theme, y, zero) = (pen.look.theme, self.deciles.y, self.deciles.y.at(0.0));
        let slot = self.deciles.slot(place);
        let pieces = self.pieces(bar);
        let solid = is_solid(self.deciles.figure, bar.wave);
        if pieces.is_empty() {
            let mark = bar.row.waves.get(bar.wave).map_or("–", Estimate::absent_mark);
            let label = Label::new(mark, bar.middle(), zero - 4.0, theme.ink_3).least().middle();
            pen.label(label);
            let rect = Rect::new(bar.left, zero - 12.0, bar.left + bar.width, zero);
            return pen.mark(Pointed::Cell { row: index, wave: bar.wave, part: None }, rect, slot);
        }
        for piece in pieces {
            let shades = theme.shades(piece.hue);
            let (from, to) = (y.at(piece.from), y.at(piece.to));
            let towards = if piece.to < piece.from { 1.0 } else { -1.0 };
            // A seam at the foot of each piece but the first, which stands on the axis.
            let foot = if piece.from == 0.0 { from } else { from + towards * SEAM };
            let head = if (to - foot) * towards < 1.0 { foot + towards } else { to };
            let rect = Rect::new(bar.left, foot, bar.left + bar.width, head);
            let fill = if solid { shades.mark } else { shades.pale };
            pen.boxed(rect, fill, Stroke::new(shades.line, OUTLINE));
            let pointed = Pointed::Cell { row: index, wave: bar.wave, part: piece.part };
            pen.mark(pointed, rect, slot);
        }
    }

    fn whisker(&self, pen: &mut Pen, bar: &Bar) {
        let Some(estimate) = bar.row.waves.get(bar.wave) else { return };
        let theme = pen.look.theme;
        if let Some((low, high)) = interval(estimate, pen.look).filter(|_| self.is_whole) {
            let x = bar.middle();
            let ends = [(x, self.deciles.y.at(high)), (x, self.deciles.y.at(low))];
            pen.path(&ends, Stroke::new(theme.ground, 3.5).opacity(0.8));
            pen.path(&ends, Stroke::new(theme.ink, 1.25));
        }
        if estimate.mark == Some(Mark::OneSchoolDominates) && estimate.value.is_ok() {
            self.deciles.diamond(pen, bar.middle(), self.top(pen.look, bar) - 9.0);
        }
    }

    /// The least y of a bar and its whisker.
    fn top(&self, look: &Look, bar: &Bar) -> f64 {
        let estimate = bar.row.waves.get(bar.wave);
        let high = estimate
            .and_then(|estimate| interval(estimate, look))
            .filter(|_| self.is_whole)
            .map(|(_, high)| high);
        let ends = self.pieces(bar).into_iter().map(|piece| piece.to).chain(high);
        ends.map(|value| self.deciles.y.at(value)).fold(self.deciles.y.at(0.0), f64::min)
    }

    /// The values at the ends of the scale of deprivation.
    fn values(&self, pen: &mut Pen) {
        if !self.is_whole {
            return;
        }
        let (theme, unit) = (pen.look.theme, self.deciles.figure.unit);
        let Some((first, last)) = self.deciles.ends_with_value() else { return };
        let ends = if last == first { vec![first] } else { vec![last, first] };
        for place in ends {
            // The later wave first: the earlier one gives way.
            let pair = self.pair(place);
            let left = pair.first().map_or(0.0, |bar| bar.left);
            for bar in pair.iter().rev() {
                let estimate = bar.row.waves.get(bar.wave);
                let Some(value) = estimate.and_then(|estimate| estimate.known_value()) else {
                    continue;
                };
                let solid =
                    is_solid(self.deciles.figure, bar.wave) || self.deciles.waves.len() == 1;
                if self.deciles.is_small() && !solid {
                    continue;
                }
                let marked = estimate.is_some_and(|e| e.mark == Some(Mark::OneSchoolDominates));
                let y = self.top(pen.look, bar) - if marked { 22.0 } else { 7.0 };
                let right = bar.left + bar.width;
                let label = |x| {
                    let label = Label::new(number::brief(value, unit), x, y, theme.ink_2);
                    let label = if solid { label.bold() } else { label };
                    label.halo(theme.ground)
                };
                let label = match (place == first, solid) {
                    _ if last == first && solid => label(bar.middle()).middle(),
                    (true, true) if self.deciles.is_small() => label(left),
                    (true, true) => label(bar.left - 1.0),
                    (_, false) => label(right - 1.0).end(),
                    (false, true) if self.deciles.is_small() => label(right).end(),
                    (false, true) => {
                        let half = pen.look.measure(&number::brief(value, unit), 13.0, true) / 2.0;
                        label(bar.middle().min(f64::from(pen.look.width) - half)).middle()
                    }
                };
                let label = if solid { label.coloured(theme.ink) } else { label };
                pen.label_clear(label, -15.0);
            }
        }
    }

    /// The waves' names inside the feet of the last pair, where they fit.
    fn feet(&self, pen: &mut Pen) {
        if self.deciles.waves.len() < 2 {
            return;
        }
        let theme = pen.look.theme;
        let Some(last) = self.deciles.groups.len().checked_sub(1) else { return };
        let pair = self.pair(last);
        let fits = |bar: &Bar, name: &str, solid: bool| {
            pen.look.measure(name, 12.0, solid) + 4.0 <= bar.width
        };
        let full = |bar: &Bar| self.deciles.figure.waves.get(bar.wave).cloned().unwrap_or_default();
        let short = |bar: &Bar| {
            let name = full(bar);
            match name.get(2..) {
                Some(year) if name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit()) => {
                    format!("’{year}")
                }
                _ => name,
            }
        };
        let all = |name: &dyn Fn(&Bar) -> String| {
            pair.iter().all(|bar| fits(bar, &name(bar), is_solid(self.deciles.figure, bar.wave)))
        };
        let name: &dyn Fn(&Bar) -> String = if all(&full) {
            &full
        } else if all(&short) {
            &short
        } else {
            return;
        };
        for bar in &pair {
            let Some(foot) = self.pieces(bar).into_iter().next() else { continue };
            if self.deciles.y.at(foot.from) - self.deciles.y.at(foot.to) < 22.0 {
                continue;
            }
            let solid = is_solid(self.deciles.figure, bar.wave);
            let shades = theme.shades(foot.hue);
            let fill = if solid { shades.mark } else { shades.pale };
            let y = self.deciles.y.at(0.0) - 8.0;
            let label = Label::new(name(bar), bar.middle(), y, theme.on(fill)).least().middle();
            pen.label(label.bold_if(solid));
        }
    }

    /// The parts' names at the right, beside the last bar's pieces.
    fn names(&self, pen: &mut Pen) {
        let theme = pen.look.theme;
        let Some(last) = self.deciles.groups.len().checked_sub(1) else { return };
        let Some(bar) = self.pair(last).pop() else { return };
        let unit = self.deciles.figure.unit;
        let wave = self.deciles.figure.waves.get(bar.wave).cloned().unwrap_or_default();
        let x = self.deciles.plot.right + 8.0;
        // From the axis upwards, each two lines high, none over another.
        let mut floor = self.deciles.plot.bottom - 20.0;
        for piece in self.pieces(&bar) {
            let Some(part) = piece.part.and_then(|index| {
                self.parts.iter().find(|(at, _)| *at == index).map(|(_, part)| *part)
            }) else {
                continue;
            };
            let colour = theme.shades(part.hue).text;
            let middle = (self.deciles.y.at(piece.from) + self.deciles.y.at(piece.to)) / 2.0;
            let y = middle.min(floor);
            let room = f64::from(pen.look.width) - x;
            let name = super::text::fitted(&part.label, 13.0, true, room / pen.look.stretch);
            pen.label(Label::new(name, x, y, colour).bold());
            let value = number::brief(piece.to - piece.from, unit);
            let long = format!("{value}, {wave}");
            // Which wave it is shows in the bar; a label that is cut shows nothing.
            let words = match self.deciles.waves.len() {
                2 if pen.look.measure(&long, 13.0, false) <= room => long,
                _ => value,
            };
            pen.label(Label::new(words, x, y + 17.0, colour));
            floor = y - 38.0;
        }
    }
}
