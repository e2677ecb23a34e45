//! What the charts by tenth of deprivation share: gutters, both axes, counts, trendlines.

use super::followed::place_of;
use super::look::{Look, Room, Series, is_solid};
use super::pen::{Label, Pen, Stroke};
use super::scale::{Band, Scale, extent};
use super::scene::Rect;
use super::text::{CHART, LEAST};
use crate::figure::{Estimate, Figure, Kind, Mark, Row, Trend, Unit, number};
use crate::stats::order::by_columns;

/// Room above the plot for the value of its highest mark.
const TOP: f64 = 26.0;

/// A chart by tenths, laid out.
pub struct Deciles<'a> {
    pub figure: &'a Figure,
    /// The row of each tenth, with its index in the table.
    pub groups: Vec<(usize, &'a Row)>,
    pub waves: Vec<usize>,
    pub room: Room,
    pub plot: Rect,
    pub band: Band,
    pub y: Scale,
}

/// The rows `1` … `10`, or fifths `1-2` … `9-10`, in order: those of parts are left aside.
pub fn groups(figure: &Figure) -> Vec<(usize, &Row)> {
    let is_group =
        |row: &Row| !row.key.is_empty() && row.key.split('-').all(|end| end.parse::<u8>().is_ok());
    figure.rows.iter().enumerate().filter(|(_, row)| is_group(row)).collect()
}

/// How high such a chart is: `plot` px, and the axis with its counts under it.
pub fn height(figure: &Figure, room: Room, plot: u32) -> u32 {
    plot + TOP as u32 + under(figure, room) as u32
}

fn under(figure: &Figure, room: Room) -> f64 {
    let counts = if room == Room::Small { 0.0 } else { 8.0 + 18.0 * figure.waves.len() as f64 };
    48.0 + counts + if is_dominated(figure) { 20.0 } else { 0.0 }
}

fn is_dominated(figure: &Figure) -> bool {
    let estimates = groups(figure).into_iter().flat_map(|(_, row)| &row.waves);
    estimates.into_iter().any(|estimate| estimate.mark == Some(Mark::OneSchoolDominates))
}

impl<'a> Deciles<'a> {
    /// Lays the chart out; `right` is the gutter for direct labels.
    pub fn new(
        figure: &'a Figure,
        look: &Look,
        (width, height): (u32, u32),
        (left, right): (f64, f64),
        values: impl IntoIterator<Item = f64>,
    ) -> Self {
        let (room, groups) = (look.room(), groups(figure));
        let (width, height) = (f64::from(width), f64::from(height));
        let base = height - under(figure, room);
        let plot = Rect::new(left, TOP, (width - right).max(left + 40.0), base);
        let (low, high) = extent(values.into_iter().chain([0.0])).unwrap_or((0.0, 1.0));
        let air = (high / 2.0 - low / 2.0) * 0.1;
        let domain = (
            if low < 0.0 { low - air } else { low },
            if high > 0.0 { high + air / 2.0 } else { high },
        );
        Deciles {
            figure,
            waves: look.waves(figure),
            room,
            plot,
            band: Band::new(plot.left, plot.right, groups.len()),
            y: Scale::linear(domain, (plot.bottom, plot.top)),
            groups,
        }
    }

    /// The column of a tenth, by its place in the row.
    pub fn slot(&self, place: usize) -> Rect {
        let left = self.band.start + self.band.slot * place as f64;
        Rect::new(left, self.plot.top, left + self.band.slot, self.plot.bottom)
    }

    /// The places of the first and the last tenth that have a value in a wave shown.
    pub fn ends_with_value(&self) -> Option<(usize, usize)> {
        let has_value = |(_, row): &(usize, &Row)| {
            self.waves.iter().any(|wave| row.waves.get(*wave).is_some_and(|e| e.value.is_ok()))
        };
        let first = self.groups.iter().position(has_value)?;
        Some((first, self.groups.iter().rposition(has_value)?))
    }

    pub fn is_small(&self) -> bool {
        self.room == Room::Small
    }

    /// Gridlines with their values above them at the left, the unit on the top one.
    pub fn grid(&self, pen: &mut Pen) {
        let (theme, unit) = (pen.look.theme, self.figure.unit);
        if let Some(place) = pen.look.tenth.and_then(|tenth| place_of(self, tenth)) {
            let Rect { left, right, top, bottom } = self.slot(place);
            pen.fill(Rect::new(left, top, right, bottom + 28.0), theme.quiet);
            pen.fill(Rect::new(left, bottom + 26.0, right, bottom + 28.0), theme.ink);
        }
        let ticks = self.y.ticks(5);
        for (index, tick) in ticks.iter().enumerate() {
            let y = self.y.at(*tick);
            if *tick != 0.0 {
                pen.hairline((0.0, y), (self.plot.right, y), theme.grid);
            }
            let mut text = number::tick(*tick, unit, self.is_small());
            if index + 1 == ticks.len() {
                text.push_str(number::unit_word(unit, self.is_small()));
            }
            pen.label(Label::new(text, 0.0, y - 5.0, theme.ink_3).least());
        }
    }

    /// The axis of tenths: names, which end is which, how many schools each rests on.
    pub fn axis(&self, pen: &mut Pen) {
        let theme = pen.look.theme;
        let (plot, zero) = (self.plot, self.y.at(0.0));
        pen.hairline((plot.left, zero), (plot.right, zero), theme.ink);
        let last = self.groups.len().saturating_sub(1);
        for (place, (_, row)) in self.groups.iter().enumerate() {
            let name = row.key.replace('-', "–");
            let x = self.band.middle(place as f64);
            let label = Label::new(name, x, plot.bottom + 20.0, theme.ink).middle();
            pen.label(label.bold_if(place == 0 || place == last));
        }
        let mut y = plot.bottom + 40.0;
        self.ends(pen, y);
        if !self.is_small() {
            let heading = if self.is_fifths() { "Fifth" } else { "Decile" };
            pen.label(Label::new(heading, 0.0, plot.bottom + 20.0, theme.ink_3).least());
            let counted = match self.figure.kind {
                Kind::DecileVolunteer => "Asked",
                _ => "Schools",
            };
            y += 4.0;
            for (wave, name) in self.figure.waves.iter().enumerate() {
                y += 18.0;
                let name = super::text::fitted(name, LEAST, false, 200.0);
                pen.label(Label::new(format!("{counted} {name}"), 0.0, y, theme.ink_3).least());
                for (place, (_, row)) in self.groups.iter().enumerate() {
                    let Some(n) = row.waves.get(wave).and_then(|estimate| estimate.n) else {
                        continue;
                    };
                    let n = number::plain(f64::from(n), Unit::Count);
                    let x = self.band.middle(place as f64);
                    pen.label(Label::new(n, x, y, theme.ink_3).least().middle());
                }
            }
        }
        if is_dominated(self.figure) {
            let x = if self.is_small() { 0.0 } else { plot.left };
            self.diamond(pen, x + 5.0, y + 16.0);
            let band = if self.is_fifths() { "fifth" } else { "tenth" };
            let words = format!("One school holds over a quarter of what its {band} has");
            pen.label(Label::new(words, x + 14.0, y + 20.0, theme.ink_2).least());
        }
    }

    fn is_fifths(&self) -> bool {
        are_fifths(&self.groups)
    }

    /// "← Most deprived tenth" and its opposite, shorter where they would meet.
    fn ends(&self, pen: &mut Pen, y: f64) {
        let theme = pen.look.theme;
        let left = if self.is_small() { 0.0 } else { self.plot.left };
        let tenth = if self.is_fifths() { " fifth" } else { " tenth" };
        for part in [tenth, ""] {
            let most = format!("← Most deprived{part}");
            let least = format!("Least deprived{part} →");
            let width = |text: &str| pen.look.measure(text, LEAST, false);
            if width(&most) + width(&least) + 12.0 <= self.plot.right - left {
                pen.label(Label::new(most, left, y, theme.ink).least());
                pen.label(Label::new(least, self.plot.right, y, theme.ink).least().end());
                return;
            }
        }
    }

    /// The mark of a bar of which one school holds over a quarter.
    pub fn diamond(&self, pen: &mut Pen, x: f64, y: f64) {
        let theme = pen.look.theme;
        let corners = |r: f64| [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
        pen.polygon(&corners(6.5), theme.ground);
        pen.polygon(&corners(5.0), theme.ink);
        pen.polygon(&corners(2.5), theme.ground);
    }

    /// A wave's trendline from the first tenth's middle to the last one's.
    pub fn trend_ends(&self, trend: Trend) -> [(f64, f64); 2] {
        let last = self.groups.len().saturating_sub(1) as f64;
        [0.0, last].map(|place| (self.band.middle(place), self.trend_at(trend, place)))
    }

    fn trend_at(&self, trend: Trend, place: f64) -> f64 {
        self.y.at(trend_value(trend, place))
    }

    /// The trendlines of the waves shown, over a halo.
    pub fn trends(&self, pen: &mut Pen, trends: &[Option<Trend>]) {
        let theme = pen.look.theme;
        for wave in self.waves.iter().copied() {
            let Some(trend) = trends.get(wave).copied().flatten() else { continue };
            let ends = self.trend_ends(trend);
            pen.path(&ends, Stroke::new(theme.ground, 5.0).opacity(0.75));
            if is_solid(self.figure, wave) {
                pen.path(&ends, Stroke::new(theme.ink, 2.0));
            } else {
                pen.dashes(&ends, (5.0, 4.0), Stroke::new(theme.ink_2, 1.75));
            }
        }
    }

    /// The slopes in words with a leader to each line, where the marks leave room: `tops` is how
    /// high (least y) each column reaches.
    pub fn slopes(&self, pen: &mut Pen, trends: &[Option<Trend>], tops: &[f64]) {
        if self.is_small() {
            return;
        }
        let (theme, unit) = (pen.look.theme, self.figure.unit);
        let a_tenth = if self.is_fifths() { "fifth" } else { "tenth" };
        let lines: Vec<(usize, Trend, String)> = self
            .waves
            .iter()
            .rev()
            .filter_map(|wave| {
                let trend = trends.get(*wave).copied().flatten()?;
                let name = self.figure.waves.get(*wave)?;
                let slope = format!(
                    "{}{}",
                    number::brief_signed(trend.slope, unit),
                    number::unit_word(unit, false)
                );
                Some((*wave, trend, format!("{name} trend: {slope} a {a_tenth}")))
            })
            .collect();
        let widths: Vec<f64> =
            lines.iter().map(|(_, _, t)| pen.look.measure(t, CHART, true)).collect();
        let Some(widest) = widths.iter().copied().reduce(f64::max) else { return };
        let spread = 34.0;
        let high = spread * (lines.len() - 1) as f64;
        let block = |(x, floor): (f64, f64)| {
            let first = (floor - 26.0 - high).max(self.plot.top + 60.0);
            let fits = first + high + 12.0 <= floor;
            let rect = Rect::new(x - 6.0, first - 14.0, x + widest + 14.0, first + high + 10.0);
            (fits && pen.is_clear(&rect)).then_some((x, first))
        };
        let Some((x, first)) = self.free(widest + 24.0, tops).into_iter().find_map(block) else {
            return;
        };
        for (index, ((wave, trend, text), width)) in lines.into_iter().zip(&widths).enumerate() {
            let y = first + spread * index as f64;
            let solid = is_solid(self.figure, wave);
            // The upper leader passes the end of the lower line.
            let passes = index == 0 && widths.len() > 1;
            let drop = if passes { x + widest + 6.0 } else { x + width - 44.0 };
            let place = (drop - self.band.start) / self.band.slot - 0.5;
            let foot = self.trend_at(trend, place) - 3.0;
            let start = if passes { y - 4.0 } else { y + 6.0 };
            if foot > start {
                if passes {
                    pen.line(
                        (x + width + 3.0, start),
                        (drop + 0.5, start),
                        Stroke::new(theme.ink_3, 1.0),
                    );
                }
                pen.line((drop, start), (drop, foot), Stroke::new(theme.ink_3, 1.0));
            }
            let label = Label::new(text, x, y, theme.ink).bold_if(solid).halo(theme.ground);
            pen.label(label);
        }
    }

    /// Where a block of a width stands freest over the marks, best first: its left, and the y that
    /// they leave free.
    fn free(&self, width: f64, tops: &[f64]) -> Vec<(f64, f64)> {
        let slot = self.band.slot;
        let starts = (0..self.groups.len() * 2)
            .map(|half| self.plot.left + slot * (0.2 + half as f64 / 2.0));
        // Far enough from the first tenth to leave its values alone.
        let inner = |x: &f64| *x >= self.plot.left + slot && x + width <= self.plot.right;
        let places: Vec<(f64, f64)> = starts
            .filter(inner)
            .map(|x| {
                let first = ((x - self.plot.left) / slot).floor().max(0.0) as usize;
                let last = ((x + width - self.plot.left) / slot).floor() as usize;
                let over = tops.iter().skip(first).take(last - first + 1).copied();
                (x, over.fold(self.plot.bottom, f64::min))
            })
            .collect();
        let (lowest, leftmost): (Vec<f64>, Vec<f64>) = places.iter().map(|(x, y)| (-y, *x)).unzip();
        let order = by_columns(places.len(), &[&lowest, &leftmost]);
        order.into_iter().map(|at| places[at]).collect()
    }
}

fn are_fifths(groups: &[(usize, &Row)]) -> bool {
    groups.iter().any(|(_, row)| row.key.contains('-'))
}

/// The trendline at a place in the row of groups, the first of which is 1 to it.
fn trend_value(trend: Trend, place: f64) -> f64 {
    trend.intercept + trend.slope * (place + 1.0)
}

/// The values that a chart by tenths has to hold: marks, their intervals, ends of trendlines.
pub fn values(figure: &Figure, look: &Look, trends: &[Option<Trend>]) -> Vec<f64> {
    let groups = groups(figure);
    let mut values = Vec::new();
    for wave in look.waves(figure) {
        for (_, row) in &groups {
            let Some(estimate) = row.waves.get(wave) else { continue };
            values.extend(estimate.known_value());
            values.extend(interval(estimate, look).into_iter().flat_map(|(low, high)| [low, high]));
        }
        if let Some(trend) = trends.get(wave).copied().flatten() {
            let last = groups.len().saturating_sub(1) as f64;
            values.extend([0.0, last].map(|place| trend_value(trend, place)));
        }
    }
    values
}

/// The interval of an estimate that has a value, where intervals are shown.
pub fn interval(estimate: &Estimate, look: &Look) -> Option<(f64, f64)> {
    estimate.known_value()?;
    estimate.interval.filter(|_| look.shows(&Series::Interval))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::gradient;

    /// Five means on a straight line: by tenths or by fifths, the trendline goes through them.
    #[test]
    fn a_trendline_goes_by_the_number_of_its_group() {
        let means = [12.0, 20.0, 28.0, 36.0, 44.0];
        let line = gradient::trend(&[1.0; 5], &means).unwrap();
        let trend = Trend { slope: line.slope, intercept: line.intercept };
        for (place, mean) in (0..).zip(means) {
            assert!((trend_value(trend, f64::from(place)) - mean).abs() < 1e-9);
        }
    }
}
