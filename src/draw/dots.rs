//! Figure 2: a dot and whisker a tenth and wave, for means that rest on few answers.

use super::chart::Laid;
use super::deciles::{self, Deciles, interval};
use super::followed;
use super::look::{Room, Series, is_solid};
use super::pen::{Label, Pen, Stroke};
use super::scene::{Rect, Squash};
use crate::figure::{Figure, Hue, Mark, Pointed, Row, Trend, number};
use crate::stats::order::ascending;

pub fn height(figure: &Figure, room: Room) -> u32 {
    deciles::height(figure, room, if room == Room::Small { 266 } else { 342 })
}

struct Dots<'a> {
    deciles: Deciles<'a>,
    hue: Hue,
}

pub fn draw(
    pen: &mut Pen,
    figure: &Figure,
    hue: Hue,
    trends: &[Option<Trend>],
    size: (u32, u32),
) -> Laid {
    let none = Vec::new();
    let trends = if pen.look.shows(&Series::Trend) { trends } else { &none };
    let gutters = match pen.look.room() {
        Room::Small => (30.0, 0.0),
        Room::Medium => (72.0, 92.0),
        Room::Wide => (72.0, 116.0),
    };
    let values = deciles::values(figure, pen.look, trends);
    let deciles = Deciles::new(figure, pen.look, size, gutters, values);
    let dots = Dots { deciles, hue };
    dots.draw(pen, trends);
    Laid { plot: dots.deciles.plot, squash: Squash::Columns }
}

impl Dots<'_> {
    fn draw(&self, pen: &mut Pen, trends: &[Option<Trend>]) {
        let deciles = &self.deciles;
        let shades = *pen.look.theme.shades(self.hue);
        deciles.grid(pen);
        for wave in deciles.waves.iter().copied() {
            let Some(trend) = trends.get(wave).copied().flatten() else { continue };
            let ends = deciles.trend_ends(trend);
            if is_solid(deciles.figure, wave) {
                pen.path(&ends, Stroke::new(shades.line, 2.75).opacity(0.55));
            } else {
                pen.dashes(&ends, (5.0, 4.0), Stroke::new(shades.line, 1.75).opacity(0.55));
            }
        }
        let mut tops = Vec::new();
        for (place, (index, row)) in deciles.groups.iter().enumerate() {
            let mut top = deciles.plot.bottom;
            for wave in deciles.waves.iter().copied() {
                top = top.min(self.dot(pen, place, *index, row, wave));
            }
            tops.push(top - 14.0);
        }
        deciles.axis(pen);
        self.values(pen);
        followed::among_deciles(pen, deciles, |place, wave| self.x(place, wave));
        deciles.slopes(pen, trends, &tops);
    }

    /// Draws one dot with its whisker; the least y they reach.
    fn dot(&self, pen: &mut Pen, place: usize, index: usize, row: &Row, wave: usize) -> f64 {
        let deciles = &self.deciles;
        let (theme, bottom) = (pen.look.theme, deciles.plot.bottom);
        let shades = *theme.shades(self.hue);
        let solid = is_solid(deciles.figure, wave);
        let x = self.x(place, wave);
        let slot = deciles.slot(place);
        let pointed = Pointed::Cell { row: index, wave, part: None };
        let Some(estimate) = row.waves.get(wave) else { return bottom };
        let Some(value) = estimate.known_value() else {
            let y = deciles.y.at(0.0) - 4.0;
            pen.label(Label::new(estimate.absent_mark(), x, y, theme.ink_3).least().middle());
            pen.mark(pointed, Rect::new(x - 5.0, y - 8.0, x + 5.0, y), slot);
            return bottom;
        };
        let y = deciles.y.at(value);
        let mut top = y - 6.0;
        if let Some((low, high)) = interval(estimate, pen.look) {
            let ends = [(x, deciles.y.at(high)), (x, deciles.y.at(low))];
            pen.path(&ends, Stroke::new(shades.line, if solid { 2.0 } else { 1.25 }));
            top = top.min(deciles.y.at(high));
        }
        let radius = if solid { 5.5 } else { 4.5 } - if deciles.is_small() { 1.0 } else { 0.0 };
        if solid {
            pen.dot((x, y), radius, shades.mark, Stroke::new(shades.line, 1.25));
        } else {
            pen.dot((x, y), radius, theme.ground, Stroke::new(shades.line, 2.0));
        }
        if estimate.mark == Some(Mark::OneSchoolDominates) {
            deciles.diamond(pen, x, top - 9.0);
            top -= 16.0;
        }
        pen.mark(pointed, Rect::new(x - 6.0, y - 6.0, x + 6.0, y + 6.0), slot);
        top
    }

    /// Where the dots of a wave stand in their slot.
    fn x(&self, place: usize, wave: usize) -> f64 {
        let apart = if self.deciles.is_small() { 10.0 } else { 18.0 };
        let shown = &self.deciles.waves;
        let rank = shown.iter().position(|shown| *shown == wave).unwrap_or(0) as f64;
        let shift = (rank - (shown.len() as f64 - 1.0) / 2.0) * apart;
        self.deciles.band.middle(place as f64) + shift
    }

    /// The values of the first and last tenth that have one; those of the last with their words.
    fn values(&self, pen: &mut Pen) {
        let deciles = &self.deciles;
        let (first, last) = match deciles.ends_with_value() {
            Some(ends) => ends,
            None => return,
        };
        let (theme, unit) = (pen.look.theme, deciles.figure.unit);
        let text = theme.shades(self.hue).text;
        let value_at = |place: usize, wave: usize| {
            deciles.groups.get(place).and_then(|(_, row)| row.waves.get(wave)?.known_value())
        };
        let mut floor = f64::INFINITY;
        // From below upwards, so that words that would meet are moved up.
        let height = |wave: &usize| value_at(last, *wave).unwrap_or(f64::NEG_INFINITY);
        let heights: Vec<f64> = deciles.waves.iter().map(height).collect();
        for wave in ascending(&heights).into_iter().map(|at| deciles.waves[at]) {
            let Some(value) = value_at(last, wave) else { continue };
            let solid = is_solid(deciles.figure, wave);
            let (y, x) = (deciles.y.at(value), self.x(last, wave));
            let number = number::brief(value, unit);
            if deciles.is_small() {
                if solid {
                    let label = Label::new(number, x - 9.0, y + 4.0, text).bold().end();
                    pen.label(label.halo(theme.ground));
                }
                continue;
            }
            let x = self.x(last, deciles.waves.last().copied().unwrap_or(wave)) + 14.0;
            let two = deciles.waves.len() > 1;
            let y = (y - if two { 3.0 } else { -4.0 }).min(floor);
            let room = f64::from(pen.look.width) - x;
            let mut words = format!("{number}{}", number::unit_word(unit, false));
            if pen.look.measure(&words, 13.0, true) > room {
                words = format!("{number}{}", number::unit_word(unit, true));
            }
            let label =
                |words: String, y| Label::new(words, x, y, text).bold_if(solid).halo(theme.ground);
            pen.label(label(words, y));
            if two {
                let name = deciles.figure.waves.get(wave).cloned().unwrap_or_default();
                pen.label(label(name, y + 17.0));
            }
            floor = y - 37.0;
        }
        if first != last {
            self.first_values(pen, first);
        }
    }

    fn first_values(&self, pen: &mut Pen, place: usize) {
        let deciles = &self.deciles;
        let (theme, unit) = (pen.look.theme, deciles.figure.unit);
        let text = theme.shades(self.hue).text;
        let Some((_, row)) = deciles.groups.get(place) else { return };
        for (rank, wave) in deciles.waves.iter().copied().enumerate() {
            let Some(estimate) = row.waves.get(wave) else { continue };
            let Some(value) = estimate.known_value() else { continue };
            let solid = is_solid(deciles.figure, wave);
            let (x, y) = (self.x(place, wave), deciles.y.at(value));
            let number = number::brief(value, unit);
            let right = rank + 1 == deciles.waves.len();
            let label = if deciles.is_small() {
                if !solid {
                    continue;
                }
                let high = interval(estimate, pen.look).map_or(value, |(_, high)| high);
                let is_marked = estimate.mark == Some(Mark::OneSchoolDominates);
                let over = if is_marked { 23.0 } else { 7.0 };
                Label::new(number, x, deciles.y.at(high) - over, text).middle()
            } else if right {
                Label::new(number, x + 10.0, y + 4.0, text)
            } else {
                Label::new(number, x - 9.0, y + 4.0, text).end()
            };
            pen.label_clear(label.bold_if(solid).halo(theme.ground), -15.0);
        }
    }
}
