//! One strip a wave, parted: who holds which share, or what lies between and within.

use super::chart::Laid;
use super::deciles::interval;
use super::followed;
use super::look::is_solid;
use super::pen::{Label, Pen, Stroke};
use super::scale::Scale;
use super::scene::{Rect, Squash};
use super::text::{self, CHART, LEAST};
use super::theme::{Shades, Theme, mix};
use crate::figure::{Absent, Estimate, Figure, Hue, Kind, Pointed, Row, Unit, number};
use plotters::style::RGBColor;

const TOP: f64 = 30.0;
const STRIP: f64 = 38.0;
const STEP: f64 = 62.0;
/// Under the last strip: its interval, and the words below.
const BELOW: f64 = 38.0;

pub fn height(figure: &Figure) -> u32 {
    (TOP + STEP * figure.waves.len() as f64 - (STEP - STRIP) + BELOW) as u32
}

/// The parts of a strip that are known, with their rows' indices in the table.
struct Strips<'a> {
    figure: &'a Figure,
    rows: Vec<(usize, &'a Row)>,
    /// A row that lies within the last part: the top 1 % within the top 10 %.
    inset: Option<&'a Row>,
    shades: Shades,
    theme: Theme,
    x: Scale,
    /// Whether the parts make up one, or have a total of their own to be written.
    is_share: bool,
}

pub fn draw(
    pen: &mut Pen,
    figure: &Figure,
    hue: Hue,
    parts: &[String],
    (width, height): (u32, u32),
) -> Laid {
    let (width, theme) = (f64::from(width), pen.look.theme);
    let rows: Vec<(usize, &Row)> = parts
        .iter()
        .filter_map(|key| figure.rows.iter().enumerate().find(|(_, row)| row.key == *key))
        .collect();
    let is_share = rows.iter().all(|(_, row)| row.unit == Unit::Share);
    let total = |wave: usize| -> f64 {
        rows.iter().filter_map(|(_, row)| row.waves.get(wave)?.known_value()).map(f64::abs).sum()
    };
    let largest = (0..figure.waves.len()).map(total).fold(0.0, f64::max);
    let domain = (0.0, if is_share { largest.max(1.0) } else { largest });
    let names = figure.waves.iter().enumerate();
    let left = names.map(|(wave, name)| pen.look.measure(name, CHART, is_solid(figure, wave)));
    let left = left.fold(24.0, f64::max).min(width * 0.3) + 10.0;
    let right = if is_share { width - 1.0 } else { width - 52.0 };
    let inset = (figure.kind == Kind::TopShares).then(|| figure.row("top-1")).flatten();
    let strips = Strips {
        figure,
        rows,
        inset,
        shades: *theme.shades(hue),
        theme,
        x: Scale::linear(domain, (left, right)),
        is_share,
    };
    strips.draw(pen, left);
    let plot = Rect::new(left, TOP, right, f64::from(height) - BELOW);
    Laid { plot, squash: Squash::Rows }
}

impl Strips<'_> {
    fn draw(&self, pen: &mut Pen, left: f64) {
        for (wave, name) in self.figure.waves.iter().enumerate() {
            let top = TOP + STEP * wave as f64;
            let solid = is_solid(self.figure, wave);
            let room = (left - 10.0) / pen.look.stretch;
            let label =
                Label::new(text::fitted(name, CHART, solid, room), 0.0, top + 24.0, self.theme.ink);
            pen.label(label.bold_if(solid));
            self.strip(pen, wave, top, left);
        }
        self.held_by_inset(pen);
    }

    fn strip(&self, pen: &mut Pen, wave: usize, top: f64, left: f64) {
        let width = f64::from(pen.look.width);
        let slot = Rect::new(0.0, top - 6.0, width, top + STRIP + 6.0);
        let value = |row: &Row| row.waves.get(wave).and_then(|estimate| estimate.known_value());
        let total: f64 = self.rows.iter().filter_map(|(_, row)| value(row)).map(f64::abs).sum();
        if total <= 0.0 {
            let row =
                self.rows.iter().find_map(|(_, row)| row.waves.get(wave)?.value.as_ref().err());
            let why = row.map_or("nothing to divide", |absent| absent.reason());
            let room = (width - left) / pen.look.stretch;
            let why = text::fitted(why, LEAST, false, room);
            pen.label(Label::new(why, left, top + 24.0, self.theme.ink_3).least());
            return;
        }
        let mut at = 0.0;
        let mut parts = Vec::new();
        for (rank, (index, row)) in self.rows.iter().enumerate() {
            // A part below zero has no length; its number stands in the table.
            let Some(share) = value(row).map(|value| value.max(0.0)) else { continue };
            let (from, to) = (self.x.at(at), self.x.at(at + share));
            at += share;
            let rect = Rect::new(from + 1.0, top, (to - 1.0).max(from + 1.5), top + STRIP);
            let fill = self.colour(rank, is_solid(self.figure, wave));
            pen.boxed(rect, fill, Stroke::new(self.shades.line, 1.25));
            self.words(pen, wave, rank, (share, total), rect);
            pen.mark(Pointed::Cell { row: *index, wave, part: None }, rect, slot);
            parts.push((*row, rect));
        }
        if wave == 0 {
            self.names(pen, &parts);
        }
        let is_withheld = |row: &Row| {
            row.waves.get(wave).is_some_and(|estimate| estimate.value == Err(Absent::Withheld))
        };
        if self.rows.iter().any(|(_, row)| is_withheld(row)) {
            let (mark, ink) = (Absent::Withheld.mark(), self.theme.ink_3);
            pen.label(Label::new(mark, self.x.at(at) + 7.0, top + 24.0, ink));
        } else if !self.is_share {
            let words =
                number::plain(total, self.rows.first().map_or(Unit::Index, |(_, row)| row.unit));
            let label = Label::new(words, self.x.at(at) + 7.0, top + 24.0, self.theme.ink);
            pen.label(label.bold());
        }
        self.inset_line(pen, wave, top, at);
        self.intervals(pen, wave, top + STRIP + 4.0);
        self.follow(pen, wave, top, at);
    }

    /// Where the first part may end, and, where the parts make up one, where the last may begin.
    fn intervals(&self, pen: &mut Pen, wave: usize, y: f64) {
        let of = |row: Option<&(usize, &Row)>| {
            row.and_then(|(_, row)| interval(row.waves.get(wave)?, pen.look))
        };
        let (first, last) = (of(self.rows.first()), of(self.rows.last()));
        let whole = self.x.domain().1;
        let last = last.filter(|_| self.is_share && self.rows.len() > 1);
        let last = last.map(|(low, high)| (whole - high, whole - low));
        for (low, high) in first.into_iter().chain(last) {
            pen.whisker(self.x.at(low), self.x.at(high), y);
        }
    }

    /// Where the school that is followed stands among those that have less and more.
    fn follow(&self, pen: &mut Pen, wave: usize, top: f64, end: f64) {
        let Some(followed) = pen.look.followed.clone() else { return };
        let Some((_, Some(held))) = followed.has.get(wave).copied() else { return };
        let (x, bottom) = (self.x.at(held * end), top + STRIP);
        // Under the part's own words.
        pen.line((x, bottom - 9.0), (x, bottom), Stroke::new(self.theme.ground, 4.0).opacity(0.8));
        pen.line((x, bottom - 9.0), (x, bottom), Stroke::new(self.theme.ink, 1.75));
        pen.polygon(
            &[(x, bottom + 2.0), (x + 6.0, bottom + 11.0), (x - 6.0, bottom + 11.0)],
            self.theme.ink,
        );
        if wave + 1 == self.figure.waves.len() {
            let mut to = 0.0;
            let part = self.rows.iter().find(|(_, row)| {
                to += row.waves.get(wave).and_then(Estimate::known_value).unwrap_or(0.0);
                held * end <= to
            });
            let words = part
                .map_or(String::new(), |(_, row)| format!("in the {}", row.label.to_lowercase()));
            let plot = Rect::new(0.0, top, f64::from(pen.look.width), bottom);
            followed::name(pen, &followed, &words, (x, bottom + 16.0), plot);
        }
    }

    /// A part's value in it, where there is room.
    fn words(
        &self,
        pen: &mut Pen,
        wave: usize,
        rank: usize,
        (share, total): (f64, f64),
        rect: Rect,
    ) {
        let solid = is_solid(self.figure, wave);
        let fill = self.colour(rank, solid);
        let percent = if self.is_share { share } else { share / total };
        let words = number::brief(percent, Unit::Share);
        let mut room = rect.right - rect.left - 12.0;
        if self.inset_width(wave).is_some_and(|_| rank + 1 == self.rows.len()) {
            room -= self.inset_width(wave).unwrap_or(0.0);
        }
        if pen.look.measure(&words, CHART, solid) <= room {
            let label = Label::new(words, rect.left + 8.0, rect.top + 24.0, self.theme.on(fill));
            pen.label(label.bold_if(solid));
        }
    }

    /// The parts' names over the first strip, each at its part's left or after the name before it.
    fn names(&self, pen: &mut Pen, parts: &[(&Row, Rect)]) {
        const AIR: f64 = 10.0;
        let width = f64::from(pen.look.width);
        let mut from = 0.0;
        for (row, rect) in parts {
            let name = self.name(row);
            let long = pen.look.measure(name, LEAST, false);
            let x = (rect.left + 1.0).min(width - long).max(from);
            // Further on it would stand over the next part.
            if x > rect.right {
                continue;
            }
            let name = text::fitted(name, LEAST, false, (width - x) / pen.look.stretch);
            let label = Label::new(name, x, rect.top - 9.0, self.theme.ink_3).least();
            from = x + long + AIR;
            pen.label_if_clear(label);
        }
    }

    /// What a part is called over its strip: the index that is parted is named by the figure.
    fn name<'r>(&self, row: &'r Row) -> &'r str {
        match row.key.as_str() {
            "theil-between" => "Between tenths",
            "theil-within" => "Within a tenth",
            _ => &row.label,
        }
    }

    /// The part that the figure is about is darkest: the top, or what lies between.
    fn colour(&self, rank: usize, solid: bool) -> RGBColor {
        let last = self.rows.len().saturating_sub(1);
        let from_darkest = if self.is_share { last - rank.min(last) } else { rank };
        let (mark, pale, ground) = (self.shades.mark, self.shades.pale, self.theme.ground);
        match (solid, from_darkest) {
            (true, 0) => mark,
            (true, 1) if last > 1 => mix(mark, ground, 0.42),
            (true, _) => mix(mark, ground, 0.16),
            (false, 0) => pale,
            (false, 1) if last > 1 => mix(pale, ground, 0.45),
            (false, _) => ground,
        }
    }

    /// How wide the inset is, px.
    fn inset_width(&self, wave: usize) -> Option<f64> {
        let share = self.inset?.waves.get(wave)?.known_value()?;
        Some(self.x.at(share) - self.x.at(0.0))
    }

    fn inset_line(&self, pen: &mut Pen, wave: usize, top: f64, end: f64) {
        let Some(width) = self.inset_width(wave) else { return };
        let solid = is_solid(self.figure, wave);
        let x = self.x.at(end) - width;
        let colour = if solid { self.theme.ground } else { self.shades.line };
        let ends = [(x, top + 1.0), (x, top + STRIP)];
        pen.dashes(&ends, (2.0, 2.0), Stroke::new(colour, 1.25));
    }

    /// "of which top 1%: 6.2%, then 7.8%".
    fn held_by_inset(&self, pen: &mut Pen) {
        let Some(row) = self.inset else { return };
        let values = row.waves.iter().filter_map(|estimate| estimate.known_value());
        let words = number::alike(&values.collect::<Vec<f64>>(), row.unit);
        if words.is_empty() {
            return;
        }
        let y = TOP + STEP * self.figure.waves.len() as f64 - (STEP - STRIP) + BELOW - 3.0;
        let words = format!("of which top 1%: {}", words.join(", then "));
        let label = Label::new(words, f64::from(pen.look.width), y, self.theme.ink_3);
        pen.label(label.least().end());
    }
}
