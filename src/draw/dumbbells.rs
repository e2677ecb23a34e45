//! Two dots a row, first wave to second, between an outlined and a filled interval bar.

use super::chart::Laid;
use super::deciles::{groups, interval};
use super::look::is_solid;
use super::pen::{Label, Pen, Stroke};
use super::scale::{Scale, extent};
use super::scene::{Rect, Squash};
use super::text::{self, CHART, LEAST};
use super::theme::{Shades, mix};
use crate::figure::{Absent, Estimate, Figure, Form, Hue, Kind, Pointed, Row, Unit, number};

const TOP: f64 = 48.0;
/// Between the rows of both waves and those of one.
const PART: f64 = 34.0;
/// Half the height of an interval bar.
const HALF: f64 = 4.0;

fn is_small(width: f64) -> bool {
    width < 640.0
}

fn row_height(width: f64, figure: &Figure) -> f64 {
    if let (Form::SchoolChanges { .. }, false) = (&figure.form, is_small(width)) {
        return 30.0;
    }
    match (is_small(width), groups(figure).is_empty()) {
        (true, true) => 66.0,
        (true, false) => 52.0,
        (false, true) => 46.0,
        (false, false) => 36.0,
    }
}

pub fn height(figure: &Figure, width: u32) -> u32 {
    let (both, once) = rows(figure);
    let part = if both.is_empty() || once.is_empty() { 0.0 } else { PART };
    let rows = (both.len() + once.len()) as f64;
    (TOP + rows * row_height(f64::from(width), figure) + part + 6.0) as u32
}

type Rows<'a> = Vec<(usize, &'a Row)>;

/// The rows with a value in both waves, or withheld, and those with one: by tenths where there are any, so
/// that the parts of a tenth are left aside.
fn rows(figure: &Figure) -> (Rows<'_>, Rows<'_>) {
    let tenths = groups(figure);
    let all = if tenths.is_empty() { figure.rows.iter().enumerate().collect() } else { tenths };
    let is_told = |wave: &&Estimate| wave.value.is_ok() || wave.value == Err(Absent::Withheld);
    let known = |row: &Row| row.waves.iter().filter(is_told).count();
    let some = all.into_iter().filter(|(_, row)| known(row) > 0);
    if figure.waves.len() < 2 {
        return (some.collect(), Vec::new());
    }
    some.partition(|(_, row)| known(row) == row.waves.len())
}

struct Dumbbells<'a> {
    figure: &'a Figure,
    shades: Shades,
    plot: Rect,
    x: Scale,
    /// Where the values of the change end, where there is room for them.
    change: Option<f64>,
    row_height: f64,
    waves: Vec<usize>,
    /// Every value that is shown, so that all have equally many decimals.
    values: Vec<f64>,
}

pub fn draw(pen: &mut Pen, figure: &Figure, hue: Hue, (width, height): (u32, u32)) -> Laid {
    let (width, height) = (f64::from(width), f64::from(height));
    let (both, once) = rows(figure);
    let all = || both.iter().chain(&once);
    let waves = pen.look.waves(figure);
    let names = all().map(|(_, row)| pen.look.measure(&row.label, CHART, false));
    let widest = names.fold(0.0, f64::max);
    let small = is_small(width);
    let left = if small { 6.0 } else { (widest + 56.0).min(372.0).min(width * 0.4) };
    // Room at the right for the widest value, and for the change where it is written.
    let values = all().flat_map(|(_, row)| row.waves.iter().map(|e| (row.unit, e.known_value())));
    let values: Vec<(Unit, f64)> =
        values.filter_map(|(unit, value)| Some((unit, value?))).collect();
    let others: Vec<f64> = values.iter().map(|(_, value)| *value).collect();
    let words = values.iter().map(|(unit, value)| number::brief_among(*value, &others, *unit));
    let value = words.map(|words| pen.look.measure(&words, CHART, true)).fold(0.0, f64::max);
    let right = (width - value - if small { 12.0 } else { 92.0 }).max(left + 60.0);
    let unit = all().next().map_or(figure.unit, |(_, row)| row.unit);
    let ends = all().flat_map(|(_, row)| &row.waves).flat_map(|estimate| {
        let ends = interval(estimate, pen.look);
        estimate.known_value().into_iter().chain(ends.into_iter().flat_map(|(a, b)| [a, b]))
    });
    let (low, high) = extent(ends.chain([0.0])).unwrap_or((0.0, 1.0));
    let is_share = unit == Unit::Share && low >= 0.0 && high <= 1.0;
    let domain = if is_share { (0.0, 1.0) } else { (low, high) };
    let plot = Rect::new(left, TOP, right, height - 4.0);
    let chart = Dumbbells {
        figure,
        shades: *pen.look.theme.shades(hue),
        plot,
        x: Scale::linear(domain, (left, right)),
        change: (!small && figure.waves.len() > 1).then_some(width),
        row_height: row_height(width, figure),
        waves,
        values: others,
    };
    chart.grid(pen, unit);
    let mut top = TOP;
    for (place, (index, row)) in both.iter().enumerate() {
        chart.row(pen, *index, row, top, place == 0);
        top += chart.row_height;
    }
    if !once.is_empty() {
        if !both.is_empty() {
            top += PART;
            chart.part(pen, &once, top - 10.0);
        }
        for (index, row) in &once {
            chart.row(pen, *index, row, top, false);
            top += chart.row_height;
        }
    }
    Laid { plot, squash: Squash::Rows }
}

impl Dumbbells<'_> {
    fn is_small(&self) -> bool {
        self.plot.left < 10.0
    }

    fn grid(&self, pen: &mut Pen, unit: Unit) {
        let theme = pen.look.theme;
        let ticks = match self.x.domain() {
            (0.0, 1.0) if unit == Unit::Share => vec![0.0, 0.25, 0.5, 0.75, 1.0],
            _ => self.x.ticks(if self.is_small() { 4 } else { 6 }),
        };
        for (index, tick) in ticks.iter().enumerate() {
            let x = self.x.at(*tick);
            pen.hairline((x, TOP - 8.0), (x, self.plot.bottom), theme.grid);
            let mut words = number::tick(*tick, unit, self.is_small());
            if index + 1 == ticks.len() {
                words.push_str(number::unit_word(unit, true));
            }
            let half = pen.look.measure(&words, LEAST, false) / 2.0;
            let label = Label::new(words, x.max(half), TOP - 14.0, theme.ink_3).least();
            pen.label_if_clear(label.middle());
        }
        if let Some(end) = self.change {
            pen.label_if_clear(Label::new("Change", end, TOP - 14.0, theme.ink).least().end());
        }
    }

    /// What the rows of one wave have in common.
    fn part(&self, pen: &mut Pen, once: &Rows, y: f64) {
        let theme = pen.look.theme;
        let has = |wave: usize| {
            once.iter().all(|(_, row)| row.waves.get(wave).is_some_and(|e| e.value.is_ok()))
        };
        let wave = (0..self.figure.waves.len()).find(|wave| has(*wave));
        let words = match (wave.and_then(|wave| self.figure.waves.get(wave)), self.figure.kind) {
            (Some(name), Kind::Drivers) => format!("Asked in {name} only"),
            (Some(name), _) => format!("In {name} only"),
            (None, _) => "In one wave only".into(),
        };
        pen.label(Label::new(words, 0.0, y, theme.ink).least().bold().halo(theme.ground));
        pen.hairline((0.0, y + 6.0), (f64::from(pen.look.width), y + 6.0), theme.grid);
    }

    fn row(&self, pen: &mut Pen, index: usize, row: &Row, top: f64, first: bool) {
        let theme = pen.look.theme;
        let middle = if self.is_small() {
            top + self.row_height - 20.0
        } else {
            top + self.row_height / 2.0 + 2.0
        };
        self.name(pen, (index, row), top, middle);
        let shown: Vec<(usize, &Estimate, f64)> = self
            .waves
            .iter()
            .filter_map(|wave| {
                let estimate = row.waves.get(*wave)?;
                Some((*wave, estimate, estimate.known_value()?))
            })
            .collect();
        for (wave, estimate, _) in &shown {
            if let Some((low, high)) = interval(estimate, pen.look) {
                let rect = Rect::new(self.x.at(low), middle - HALF, self.x.at(high), middle + HALF);
                let solid = is_solid(self.figure, *wave);
                let fill = if solid { self.shades.pale } else { theme.ground };
                pen.boxed(rect, fill, Stroke::new(mix(self.shades.line, theme.ground, 0.55), 1.0));
            }
        }
        if let [(_, _, a), (_, _, b)] = shown.as_slice() {
            pen.line(
                (self.x.at(*a), middle),
                (self.x.at(*b), middle),
                Stroke::new(theme.ink_3, 1.25),
            );
        }
        let slot = Rect::new(0.0, top, f64::from(pen.look.width), top + self.row_height);
        for (wave, _, value) in &shown {
            let at = (self.x.at(*value), middle);
            if is_solid(self.figure, *wave) {
                pen.dot(at, 6.0, self.shades.mark, Stroke::new(self.shades.line, 1.25));
            } else {
                pen.dot(at, 5.0, theme.ground, Stroke::new(self.shades.line, 2.0));
            }
            let rect = Rect::new(at.0 - 6.0, at.1 - 6.0, at.0 + 6.0, at.1 + 6.0);
            pen.mark(Pointed::Cell { row: index, wave: *wave, part: None }, rect, slot);
            let far_apart = match shown.as_slice() {
                [(_, _, a), (_, _, b)] => (self.x.at(*a) - self.x.at(*b)).abs() > 44.0,
                _ => true,
            };
            if first && far_apart && !self.is_small() {
                let name = self.figure.waves.get(*wave).cloned().unwrap_or_default();
                let label = Label::new(name, at.0, middle - 12.0, theme.ink_2).least().middle();
                let label = label.bold_if(is_solid(self.figure, *wave)).halo(theme.ground);
                pen.label_if_clear(label);
            }
        }
        self.values(pen, row, &shown, middle);
        let is_withheld = |estimate: &Estimate| estimate.value == Err(Absent::Withheld);
        if shown.is_empty() && row.waves.iter().any(is_withheld) {
            pen.label(Label::new(
                Absent::Withheld.mark(),
                self.x.at(0.0).max(0.0),
                middle + 4.5,
                theme.ink_3,
            ));
        }
        self.change(pen, row, middle);
    }

    /// The row's name: at the left, or over its line where the chart is small.
    fn name(&self, pen: &mut Pen, (index, row): (usize, &Row), top: f64, middle: f64) {
        let theme = pen.look.theme;
        let is_followed = match (&self.figure.form, &pen.look.followed) {
            (Form::SchoolChanges { schools, .. }, Some(followed)) => {
                schools.get(index) == Some(&followed.school)
            }
            _ => false,
        };
        let room = if self.is_small() { f64::from(pen.look.width) } else { self.plot.left - 44.0 };
        let room = room / pen.look.stretch;
        let lines = text::wrap(&row.label, CHART, false, room);
        let mut lines: Vec<String> = match lines.as_slice() {
            [first, second, _, ..] => {
                vec![first.clone(), text::fitted(&format!("{second} …"), CHART, false, room)]
            }
            _ => lines,
        };
        lines.iter_mut().for_each(|line| *line = text::fitted(line, CHART, false, room));
        let many = lines.len() as f64;
        for (index, line) in lines.into_iter().enumerate() {
            let y = if self.is_small() {
                middle - 18.0 - 15.0 * (many - 1.0 - index as f64)
            } else {
                middle + 4.5 + (index as f64 - (many - 1.0) / 2.0) * 16.0
            };
            let label = Label::new(line, 0.0, y.max(top - 4.0), theme.ink).bold_if(is_followed);
            pen.label(label.halo(theme.ground));
        }
    }

    /// The values at the outer ends of the row's intervals.
    fn values(&self, pen: &mut Pen, row: &Row, shown: &[(usize, &Estimate, f64)], middle: f64) {
        let theme = pen.look.theme;
        let ends = |estimate: &Estimate, value: f64| {
            let (low, high) = interval(estimate, pen.look).unwrap_or((value, value));
            (
                self.x.at(low).min(self.x.at(value) - 6.0),
                self.x.at(high).max(self.x.at(value) + 6.0),
            )
        };
        let left = shown.iter().map(|(_, e, v)| ends(e, *v).0).fold(f64::INFINITY, f64::min);
        let right = shown.iter().map(|(_, e, v)| ends(e, *v).1).fold(0.0, f64::max);
        let lower = shown.iter().min_by(|a, b| a.2.total_cmp(&b.2)).map(|(wave, ..)| *wave);
        let free = if self.is_small() { 2.0 } else { self.plot.left - 42.0 };
        let room = f64::from(pen.look.width) - if self.change.is_some() { 70.0 } else { 0.0 };
        let words = |value: f64| number::brief_among(value, &self.values, row.unit);
        let long = |wave: usize, value: f64| {
            pen.look.measure(&words(value), CHART, is_solid(self.figure, wave))
        };
        // Without room at the left both stand at the right, one after the other; or under the marks.
        const THEN: f64 = 40.0;
        let (mut x, mut cramped, mut both) = (right + 7.0, false, THEN);
        for (wave, _, value) in shown {
            let at_left = shown.len() > 1 && lower == Some(*wave);
            cramped |= at_left && left - 7.0 - long(*wave, *value) < free;
            both += long(*wave, *value);
        }
        let fits = x + both <= room;
        for (at, (wave, _, value)) in shown.iter().enumerate() {
            let solid = is_solid(self.figure, *wave);
            let at_left = shown.len() > 1 && lower == Some(*wave);
            let (mut words, width) =
                (words(*value), pen.look.measure(&words(*value), CHART, solid));
            let colour = if solid { theme.ink } else { theme.ink_2 };
            let mut place = (x.min(room - width), middle + 4.5);
            if cramped && fits && at == 0 {
                words += ", then";
                place.0 = x;
                x += pen.look.measure(&words, CHART, solid) + 4.0;
            } else if at_left && !cramped {
                place.0 = left - 7.0 - width;
            } else if at_left && !fits {
                place = (free, middle + 18.0);
            }
            let label = Label::new(words, place.0, place.1, colour);
            pen.label(label.bold_if(solid).halo(theme.ground));
        }
    }

    fn change(&self, pen: &mut Pen, row: &Row, middle: f64) {
        let (Some(end), theme) = (self.change, pen.look.theme) else { return };
        let known = row.change.as_ref().and_then(Estimate::known_value);
        let label = match known {
            Some(change) => {
                let words = number::brief_signed(change, row.unit);
                Label::new(words, end, middle + 4.5, theme.ink).bold()
            }
            None => {
                let mark = match row.change.as_ref().map_or("–", Estimate::absent_mark) {
                    "–" if self.figure.kind == Kind::Drivers => "not asked",
                    mark => mark,
                };
                Label::new(mark, end, middle + 4.5, theme.ink_3).least()
            }
        };
        pen.label(label.end());
    }
}
