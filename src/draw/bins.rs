//! A distribution: the last wave in solid bins, the one before it as an outline over them.

use super::chart::Laid;
use super::deciles::interval;
use super::followed;
use super::look::is_solid;
use super::pen::{Label, Pen, Stroke};
use super::scale::{Scale, extent};
use super::scene::{Rect, Squash};
use super::text::{self, CHART, LEAST};
use crate::figure::{Absent, Bin, Figure, Hue, Pointed, Unit, number};

const LEFT: f64 = 34.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 46.0;
pub const HEIGHT: u32 = 240;

/// Bins that the words of the mean may stand over.
const UNDER_WORDS: usize = 6;

/// What parts a bin of one value from its neighbour, in widths of a bin.
const APART: f64 = 0.4;

struct Bins<'a> {
    figure: &'a Figure,
    bins: &'a [Bin],
    /// Whether a bin is as wide as its neighbour in logarithms.
    log: bool,
    /// Whether bars would stand behind the words of the mean.
    is_crowded: bool,
    /// The left end of each bin, in widths of a bin.
    starts: Vec<f64>,
    plot: Rect,
    width: f64,
    y: Scale,
    unit: Unit,
}

pub fn draw(
    pen: &mut Pen,
    figure: &Figure,
    hue: Hue,
    (bins, log): (&[Bin], bool),
    x_label: &str,
    (width, height): (u32, u32),
) -> Laid {
    let plot = Rect::new(LEFT, TOP, f64::from(width).max(LEFT + 40.0), f64::from(height) - BOTTOM);
    let waves = pen.look.waves(figure);
    let mut at = 0.0;
    let starts: Vec<f64> = bins
        .iter()
        .map(|bin| {
            let start = at;
            at += if bin.to == Some(0.0) { 1.0 + APART } else { 1.0 };
            start
        })
        .collect();
    let shares = waves
        .iter()
        .flat_map(|wave| figure.rows.iter().filter_map(|row| row.waves.get(*wave)?.known_value()));
    let (_, most) = extent(shares.chain([0.0])).unwrap_or((0.0, 1.0));
    // Where many schools stand about the mean, its words need room above them.
    let mean = figure.companion("mean").and_then(|row| row.waves.last()?.known_value());
    let about = mean.and_then(|mean| {
        bins.iter().position(|bin| bin.from <= mean && bin.to.is_some_and(|to| mean < to))
    });
    let is_crowded = about.is_some_and(|bin| {
        let beside = figure.rows.iter().skip(bin).take(UNDER_WORDS).flat_map(|row| &row.waves);
        let high = beside.filter_map(|estimate| estimate.known_value()).fold(0.0, f64::max);
        log || high > most * 0.7
    });
    let chart = Bins {
        figure,
        bins,
        log,
        starts,
        plot,
        width: (plot.right - plot.left) / at.max(1.0),
        is_crowded,
        y: Scale::linear(
            (0.0, most * if is_crowded { 1.4 } else { 1.06 }),
            (plot.bottom, plot.top),
        ),
        // The unit of the amounts is the mean's; the rows' own is the share.
        unit: figure.companion("mean").map_or(Unit::Plain, |row| row.unit),
    };
    chart.grid(pen);
    for wave in waves.iter().rev().copied() {
        if is_solid(figure, wave) {
            chart.solid(pen, hue, wave);
        } else {
            chart.outline(pen, wave);
        }
    }
    chart.axis(pen, x_label);
    chart.withheld(pen, &waves);
    chart.mean(pen, &waves);
    chart.follow(pen, &waves);
    for wave in waves {
        chart.regions(pen, wave);
    }
    Laid { plot, squash: Squash::Columns }
}

impl Bins<'_> {
    fn left(&self, bin: usize) -> f64 {
        self.plot.left + self.starts.get(bin).copied().unwrap_or(0.0) * self.width
    }

    /// Where an amount stands; none where it is beyond the bins that have two ends.
    fn x_of(&self, value: f64) -> Option<f64> {
        let inside = |bin: &Bin| bin.from <= value && bin.to.is_some_and(|to| value < to);
        let index = self.bins.iter().position(inside)?;
        let Bin { from, to: Some(to) } = self.bins.get(index)? else { return None };
        let share = if self.log && *from > 0.0 {
            (value / from).ln() / (to / from).ln()
        } else {
            (value - from) / (to - from)
        };
        Some(self.left(index) + self.width * share)
    }

    fn share(&self, bin: usize, wave: usize) -> f64 {
        let row = self.figure.rows.get(bin);
        let share = row.and_then(|row| row.waves.get(wave)?.known_value());
        share.unwrap_or(0.0).max(0.0)
    }

    /// A mark in place of each bin that is withheld in a wave that is shown.
    fn withheld(&self, pen: &mut Pen, waves: &[usize]) {
        for (bin, row) in self.figure.rows.iter().enumerate().take(self.bins.len()) {
            let shown = waves.iter().filter_map(|wave| row.waves.get(*wave));
            if shown.into_iter().any(|estimate| estimate.value == Err(Absent::Withheld)) {
                let at = (self.left(bin) + self.width / 2.0, self.plot.bottom - 5.0);
                let mark = Label::new(Absent::Withheld.mark(), at.0, at.1, pen.look.theme.ink_3);
                pen.label(mark.least().middle());
            }
        }
    }

    fn grid(&self, pen: &mut Pen) {
        let theme = pen.look.theme;
        for tick in self.y.ticks(4).into_iter().filter(|tick| *tick > 0.0) {
            let y = self.y.at(tick);
            pen.hairline((0.0, y), (self.plot.right, y), theme.grid);
            let words = number::tick(tick, Unit::Share, true);
            pen.label(Label::new(words, 0.0, y - 5.0, theme.ink_3).least());
        }
    }

    fn solid(&self, pen: &mut Pen, hue: Hue, wave: usize) {
        let mark = pen.look.theme.shades(hue).mark;
        for bin in 0..self.bins.len() {
            let share = self.share(bin, wave);
            if share > 0.0 {
                let x = self.left(bin);
                let gap = (self.width * 0.08).min(1.0);
                let top = self.y.at(share).min(self.plot.bottom - 1.0);
                pen.fill(Rect::new(x + gap, top, x + self.width - gap, self.plot.bottom), mark);
            }
        }
    }

    /// Steps over the bins, lifted from what is under them by a halo.
    fn outline(&self, pen: &mut Pen, wave: usize) {
        let theme = pen.look.theme;
        let base = self.plot.bottom;
        let mut paths: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        for bin in 0..self.bins.len() {
            let (x, top) = (self.left(bin), self.y.at(self.share(bin, wave)));
            let Some(path) = paths.last_mut() else { continue };
            if path.is_empty() {
                path.push((x, base));
            }
            path.extend([(x, top), (x + self.width, top)]);
            let apart = self.left(bin + 1) > x + self.width + 0.5;
            if apart || bin + 1 == self.bins.len() {
                path.push((x + self.width, base));
                paths.push(Vec::new());
            }
        }
        for path in paths.iter().filter(|path| !path.is_empty()) {
            pen.path(path, Stroke::new(theme.ground, 4.0).opacity(0.9));
        }
        for path in paths.iter().filter(|path| !path.is_empty()) {
            pen.path(path, Stroke::new(theme.ink, 1.75));
        }
    }

    fn axis(&self, pen: &mut Pen, x_label: &str) {
        let (theme, plot) = (pen.look.theme, self.plot);
        pen.hairline((0.0, plot.bottom), (plot.right, plot.bottom), theme.ink);
        let short = plot.right < 420.0;
        let tick = |value: f64| number::tick(value, self.unit, short);
        // The open bin's label first: it says what the last bin holds.
        if let Some(Bin { from, to: None }) = self.bins.last() {
            let words = format!("{}+", tick(*from));
            pen.label(Label::new(words, plot.right, plot.bottom + 20.0, theme.ink_3).least().end());
        }
        let step = self.label_step(pen, short);
        for (index, bin) in self.bins.iter().enumerate().filter(|(_, bin)| bin.to.is_some()) {
            let x = self.left(index);
            let single = bin.to == Some(0.0);
            let first = self.first_wide();
            let stands_for_zero = index == first && index > 0;
            if !single && (stands_for_zero || !(index - first.min(index)).is_multiple_of(step)) {
                continue;
            }
            let at = if single { x + self.width / 2.0 } else { x };
            let words = if single && bin.from < 0.0 { "Below".into() } else { tick(bin.from) };
            let label = Label::new(words, at, plot.bottom + 20.0, theme.ink_3).least();
            let label = label.middle();
            let Rect { left, top, right, bottom } = label.rect(pen.look);
            // Two amounts side by side without a space would read as one.
            if pen.is_clear(&Rect::new(left - 6.0, top, right + 6.0, bottom)) {
                pen.label(label);
                pen.hairline((at, plot.bottom), (at, plot.bottom + 5.0), theme.ink);
            }
        }
        let middle = (plot.left + plot.right) / 2.0;
        let words = text::fitted(x_label, LEAST, false, plot.right / pen.look.stretch);
        pen.label(Label::new(words, middle, plot.bottom + 40.0, theme.ink).least().middle());
        if let [first, second] = self.figure.waves.as_slice() {
            let words = format!("{first} outline, {second} solid");
            pen.label(Label::new(words, plot.right, 12.0, theme.ink_3).least().end());
        }
    }

    /// The first bin that is not of one value.
    fn first_wide(&self) -> usize {
        self.bins.iter().position(|bin| bin.to != Some(0.0)).unwrap_or(0)
    }

    /// How many bins apart the ticks stand, so that their labels do not meet.
    fn label_step(&self, pen: &Pen, short: bool) -> usize {
        let label = |bin: &Bin| number::tick(bin.from, self.unit, short);
        let widths = self.bins.iter().map(|bin| pen.look.measure(&label(bin), LEAST, false));
        let room = widths.fold(0.0, f64::max) + 16.0;
        let steps = [1, 2, 4, 5, 10, 20];
        steps.into_iter().find(|step| self.width * *step as f64 >= room).unwrap_or(50)
    }

    /// Where the mean of the last wave shown stands, and who is above it.
    fn mean(&self, pen: &mut Pen, waves: &[usize]) {
        let Some(wave) = waves.last().copied() else { return };
        let Some(row) = self.figure.companion("mean") else { return };
        let Some(mean) = row.waves.get(wave).and_then(|estimate| estimate.known_value()) else {
            return;
        };
        let Some(x) = self.x_of(mean) else { return };
        let theme = pen.look.theme;
        let down = if self.is_crowded { 0.04 } else { 0.2 };
        let top = self.plot.top + (self.plot.bottom - self.plot.top) * down;
        pen.path(&[(x, top), (x, self.plot.bottom)], Stroke::new(theme.ground, 3.5).opacity(0.8));
        pen.path(&[(x, top), (x, self.plot.bottom)], Stroke::new(theme.ink, 1.25));
        let name = self.figure.waves.get(wave).cloned().unwrap_or_default();
        let words = format!("Mean {name} {}", number::prose(mean, row.unit));
        let above = self.figure.companion("share-above-mean");
        let above = above.and_then(|row| row.waves.get(wave)?.known_value());
        let above = above.map(|share| {
            let of = self.figure.subject.counted();
            format!("{} of {of} are above it", number::brief(share, Unit::Share))
        });
        let ends = row.waves.get(wave).and_then(|estimate| interval(estimate, pen.look));
        let ends = ends.and_then(|(low, high)| self.x_of(low).zip(self.x_of(high)));
        if let Some((low, high)) = ends {
            pen.whisker(low, high, top);
        }
        let (low, high) = ends.unwrap_or((x, x));
        let widest = pen
            .look
            .measure(&words, CHART, true)
            .max(above.as_ref().map_or(0.0, |words| pen.look.measure(words, LEAST, false)));
        let end = high + 7.0 + widest > self.plot.right;
        let place =
            |label: Label| if end { label.moved(low - high - 14.0, 0.0).end() } else { label };
        let label = Label::new(words, high + 7.0, top + 4.0, theme.ink).bold().halo(theme.ground);
        pen.label(place(label));
        if let Some(words) = above {
            let label = Label::new(words, high + 7.0, top + 21.0, theme.ink_2).least();
            pen.label(place(label.halo(theme.ground)));
        }
    }

    /// Where the school that is followed stands in the last wave shown: an arrow on its bin.
    fn follow(&self, pen: &mut Pen, waves: &[usize]) {
        let Some(followed) = pen.look.followed.clone() else { return };
        let value = |wave: &usize| followed.has.get(*wave).and_then(|(_, value)| *value);
        let Some(value) = waves.last().and_then(value) else { return };
        // Zero stands in its own bin before the one that begins with it.
        let holds = |bin: &Bin| match bin.to {
            Some(to) if to == bin.from => value == to,
            Some(to) => value >= bin.from && value < to,
            None => value >= bin.from,
        };
        let Some(bin) = self.bins.iter().position(holds) else { return };
        let theme = pen.look.theme;
        let (x, y) = (self.left(bin) + self.width / 2.0, self.plot.bottom - 16.0);
        let arrow = [(x, y + 14.0), (x + 7.0, y + 2.0), (x - 7.0, y + 2.0)];
        pen.polygon(&arrow.map(|(x, y)| (x, y + 1.0)), theme.ground);
        pen.polygon(&arrow, theme.ink);
        // The name stands over the bars beside it, at the end of a stem.
        let words = number::brief(value, self.unit);
        let name = pen.look.measure(&format!("{} {words}", followed.name), LEAST, true);
        let many = (name / self.width).ceil() as usize + 1;
        let beside = bin.saturating_sub(many)..(bin + many).min(self.bins.len());
        let shares = beside.flat_map(|bin| waves.iter().map(move |wave| self.share(bin, *wave)));
        let over = (self.y.at(shares.fold(0.0, f64::max)) - 10.0).min(y - 8.0);
        pen.line((x, over), (x, y), Stroke::new(theme.ground, 3.5).opacity(0.8));
        pen.line((x, over), (x, y), Stroke::new(theme.ink, 1.0));
        followed::name(pen, &followed, &words, (x, over), self.plot);
    }

    fn regions(&self, pen: &mut Pen, wave: usize) {
        let rows = self.figure.rows.iter().take(self.bins.len()).enumerate();
        for (bin, _) in rows.filter(|(_, row)| row.waves.len() > wave) {
            let x = self.left(bin);
            let top = self.y.at(self.share(bin, wave));
            let rect = Rect::new(x, top, x + self.width, self.plot.bottom);
            let slot = Rect::new(x, self.plot.top, x + self.width, self.plot.bottom);
            pen.mark(Pointed::Cell { row: bin, wave, part: None }, rect, slot);
        }
    }
}
