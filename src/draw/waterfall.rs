//! From one level to another: the steps between, each with its interval, on a scale cut to fit.

use super::chart::Laid;
use super::deciles::interval;
use super::pen::{Label, Pen, Stroke};
use super::scale::{Scale, extent};
use super::scene::{Rect, Squash};
use super::text::{self, CHART, LEAST};
use crate::figure::{Absent, Estimate, Figure, Hue, Pointed, Row, Step, number, words};

const TOP: f64 = 24.0;
const ROW: f64 = 54.0;
const BAR: f64 = 26.0;
const BOTTOM: f64 = 26.0;

pub fn height(steps: &[Step]) -> u32 {
    (TOP + ROW * steps.len() as f64 + BOTTOM) as u32
}

/// One step with where it starts and ends.
struct Stage<'a> {
    index: usize,
    row: &'a Row,
    estimate: &'a Estimate,
    is_level: bool,
    from: f64,
    to: f64,
}

/// A step's number stands in the column of the change; a level's may stand in a wave's, or be withheld
/// there.
fn number_of(row: &Row) -> Option<&Estimate> {
    let known = || row.waves.iter().find(|estimate| estimate.value.is_ok());
    let withheld = || row.waves.iter().find(|estimate| estimate.value == Err(Absent::Withheld));
    row.change.as_ref().or_else(known).or_else(withheld)
}

fn stages<'a>(figure: &'a Figure, steps: &[Step]) -> Vec<Stage<'a>> {
    let mut at = 0.0;
    let mut stages = Vec::new();
    for step in steps {
        let found = figure.rows.iter().enumerate().find(|(_, row)| row.key == step.key);
        let Some((index, row)) = found else { continue };
        let Some(estimate) = number_of(row) else { continue };
        let value = estimate.known_value();
        let (from, to) = match (step.is_level, value) {
            (true, Some(level)) => (level, level),
            (false, Some(addition)) => (at, at + addition),
            (_, None) => (at, at),
        };
        at = to;
        stages.push(Stage { index, row, estimate, is_level: step.is_level, from, to });
    }
    stages
}

/// What a step is, and, where its label says so, of which schools.
fn name_of(row: &Row) -> (&str, Option<&str>) {
    match row.label.split_once(": ") {
        Some((company, main)) => (main, Some(company)),
        None => (&row.label, None),
    }
}

struct Waterfall {
    hue: Hue,
    plot: Rect,
    x: Scale,
}

pub fn draw(
    pen: &mut Pen,
    figure: &Figure,
    hue: Hue,
    steps: &[Step],
    (width, height): (u32, u32),
) -> Laid {
    let width = f64::from(width);
    let small = width < 480.0;
    let stages = stages(figure, steps);
    let left = 168.0_f64.min(width * 0.38);
    let plot =
        Rect::new(left, TOP, width - if small { 8.0 } else { 16.0 }, f64::from(height) - BOTTOM);
    let positions = stages.iter().flat_map(|stage| {
        let ends = interval(stage.estimate, pen.look).filter(|_| !stage.is_level);
        let ends = ends.into_iter().flat_map(|(low, high)| [stage.from + low, stage.from + high]);
        [stage.from, stage.to].into_iter().chain(ends)
    });
    let (low, high) = extent(positions).unwrap_or((0.0, 1.0));
    let span = high / 2.0 - low / 2.0;
    // Cut where a scale from zero would leave the steps too small to see.
    let is_cut = low > span;
    let from = if is_cut { round_start(low - span * 0.3, high) } else { low.min(0.0) };
    let domain = (from, high + span * 0.3);
    let chart = Waterfall { hue, plot, x: Scale::linear(domain, (plot.left, plot.right)) };
    chart.grid(pen, figure, if small { 3 } else { 4 });
    for (place, stage) in stages.iter().enumerate() {
        let top = TOP + ROW * place as f64 + 8.0;
        chart.name(pen, stage, top);
        chart.stage(pen, stage, (place, stages.len()), top);
    }
    if is_cut {
        let start = number::tick(chart.x.domain().0, figure.unit, false);
        let words = format!("The scale starts at {start}, not at zero.");
        let label = Label::new(words, plot.right, plot.bottom + 18.0, pen.look.theme.ink_3).least();
        pen.label(label.end());
    }
    Laid { plot, squash: Squash::Rows }
}

/// A round value at or below where a cut scale would start.
fn round_start(low: f64, high: f64) -> f64 {
    match Scale::linear((low, high), (0.0, 1.0)).ticks(12).as_slice() {
        [first, second, ..] if first > &low => (first - (second - first)).max(0.0),
        _ => low,
    }
}

impl Waterfall {
    fn grid(&self, pen: &mut Pen, figure: &Figure, count: usize) {
        let theme = pen.look.theme;
        for tick in self.x.ticks(count) {
            let x = self.x.at(tick);
            pen.hairline((x, TOP - 6.0), (x, self.plot.bottom), theme.grid);
            let words = number::tick(tick, figure.unit, false);
            let half = pen.look.measure(&words, LEAST, false) / 2.0;
            let x = x.min(f64::from(pen.look.width) - half);
            pen.label_if_clear(Label::new(words, x, TOP - 12.0, theme.ink_3).least().middle());
        }
    }

    /// What the step is and whom it rests on.
    fn name(&self, pen: &mut Pen, stage: &Stage, top: f64) {
        let theme = pen.look.theme;
        let room = (self.plot.left - 8.0) / pen.look.stretch;
        let (main, company) = name_of(stage.row);
        let company = company.map(str::to_owned).unwrap_or_else(|| {
            let company = stage.estimate.n.map(|n| words::counted(n as usize, "school"));
            company.unwrap_or_default()
        });
        let mut lines: Vec<(String, bool)> = Vec::new();
        lines.extend(text::wrap(main, CHART, true, room).into_iter().take(2).map(|l| (l, true)));
        lines.extend(text::wrap(&company, LEAST, false, room).into_iter().map(|l| (l, false)));
        for (place, (line, bold)) in lines.into_iter().take(3).enumerate() {
            let (size, colour) = if bold { (CHART, theme.ink) } else { (LEAST, theme.ink_3) };
            let line = text::fitted(&line, size, bold, room);
            let label = Label::new(line, 0.0, top + 12.0 + 15.0 * place as f64, colour);
            pen.label(label.size(size).bold_if(bold).halo(theme.ground));
        }
    }

    fn stage(&self, pen: &mut Pen, stage: &Stage, (place, count): (usize, usize), top: f64) {
        let theme = pen.look.theme;
        let slot = Rect::new(0.0, top - 8.0, f64::from(pen.look.width), top - 8.0 + ROW);
        let pointed = Pointed::Cell { row: stage.index, wave: 0, part: None };
        let (from, to) = (self.x.at(stage.from), self.x.at(stage.to));
        if place + 1 < count {
            let foot = if stage.is_level { top + 21.0 } else { top + BAR };
            pen.dashes(&[(to, foot), (to, top + ROW)], (2.0, 2.0), Stroke::new(theme.ink_3, 1.0));
        }
        let middle = top + BAR / 2.0;
        if stage.is_level {
            self.level(pen, stage, place == 0, (to, middle));
            let rect = Rect::new(to - 7.0, middle - 7.0, to + 7.0, middle + 7.0);
            return pen.mark(pointed, rect, slot);
        }
        let hue = self.hue_of(stage.row);
        let shades = *theme.shades(hue);
        let bar = Rect::new(from, top, to, top + BAR);
        if bar.right - bar.left >= 0.5 {
            let wide = Rect::new(bar.left, top, bar.right.max(bar.left + 2.0), top + BAR);
            pen.boxed(wide, shades.mark, Stroke::new(shades.line, 1.25));
        } else {
            pen.line((from, top), (from, top + BAR), Stroke::new(theme.ink_3, 1.0));
        }
        if let Some((low, high)) = interval(stage.estimate, pen.look) {
            pen.whisker(self.x.at(stage.from + low), self.x.at(stage.from + high), top + BAR + 7.0);
        }
        let (words, colour) = match stage.estimate.known_value() {
            Some(value) => (number::signed(value, stage.row.unit), shades.text),
            None => (not_known(stage.estimate).into(), theme.ink_3),
        };
        let width = pen.look.measure(&words, CHART, true);
        let inside = Label::new(words.clone(), bar.right - 8.0, top + 18.0, theme.on(shades.mark));
        let label =
            Label::new(words, bar.right + 8.0, top + 18.0, colour).bold().halo(theme.ground);
        let fits = bar.right + 8.0 + width < f64::from(pen.look.width);
        // Else left of the bar; where the step's name leaves no room there either, within it.
        let is_clear = bar.left - 8.0 - width > pen.look.measure(name_of(stage.row).0, CHART, true);
        let label = match is_clear {
            _ if fits => label,
            true => label.moved(bar.left - bar.right - 16.0, 0.0).end(),
            false if bar.right - bar.left > width + 16.0 => inside.bold().end(),
            false => label.moved(-16.0, 0.0).end(),
        };
        pen.label(label);
        pen.mark(pointed, bar, slot);
    }

    fn level(&self, pen: &mut Pen, stage: &Stage, first: bool, at: (f64, f64)) {
        let theme = pen.look.theme;
        let shades = *theme.shades(self.hue);
        let Some(value) = stage.estimate.known_value() else {
            pen.label(Label::new(not_known(stage.estimate), at.0 + 8.0, at.1 + 5.0, theme.ink_3));
            return;
        };
        if first {
            pen.dot(at, 7.0, theme.ground, Stroke::new(shades.line, 2.0));
        } else {
            pen.dot(at, 7.0, shades.mark, Stroke::new(shades.line, 1.25));
        }
        let words = number::plain(value, stage.row.unit);
        let right = at.0 - 14.0 - pen.look.measure(&words, CHART, true) < self.plot.left;
        let label = Label::new(words, at.0, at.1 + 5.0, shades.text).bold().halo(theme.ground);
        pen.label(if right { label.moved(14.0, 0.0) } else { label.moved(-14.0, 0.0).end() });
    }

    /// A step that is a source has the source's hue; who came and who went is no source.
    fn hue_of(&self, row: &Row) -> Hue {
        match row.key.strip_prefix("matched") {
            Some("-donations") => Hue::Donations,
            Some("-pta_income") => Hue::Pta,
            Some(_) => self.hue,
            None => Hue::Share,
        }
    }
}

/// What stands where there is no value to draw.
fn not_known(estimate: &Estimate) -> &'static str {
    if estimate.value == Err(Absent::Withheld) { estimate.absent_mark() } else { "not known" }
}
