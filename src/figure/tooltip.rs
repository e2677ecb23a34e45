//! What a tooltip says of the mark that is pointed at, as data: the page lays it out.

use super::{Estimate, Figure, Form, Hue, Part, Row, Series, Unit, number, words};
use serde::{Deserialize, Serialize};

/// What of a figure is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pointed {
    /// The row of this index in one wave, or one part of it, by index in the form's parts.
    Cell { row: usize, wave: usize, part: Option<usize> },
    /// A point of a curve, both by index.
    OnCurve { curve: usize, point: usize },
    /// A school of a scatter, by index of its point.
    School { point: usize },
}

/// How much weight a line of a tooltip has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Plain,
    Total,
    Aside,
}

/// A line: what it is, and a cell for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct TooltipLine {
    pub label: String,
    pub hue: Option<Hue>,
    pub weight: Weight,
    pub cells: Vec<String>,
}

/// What stands beside the mark that is pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Tooltip {
    pub title: String,
    /// The waves, or nothing where the lines speak for themselves.
    pub columns: Vec<String>,
    pub lines: Vec<TooltipLine>,
    /// The mark itself in one sentence, for those who hear it.
    pub spoken: String,
}

/// What to say of a mark; none where the figure has no such mark.
pub fn tooltip(figure: &Figure, pointed: Pointed) -> Option<Tooltip> {
    match pointed {
        Pointed::Cell { row, wave, part } => of_row(figure, figure.rows.get(row)?, wave, part),
        Pointed::OnCurve { curve, point } => of_curve(figure, curve, point),
        Pointed::School { point } => of_school(figure, point),
    }
}

/// A row in all its waves: its parts, itself, its intervals, its counts and its change.
fn of_row(figure: &Figure, row: &Row, wave: usize, part: Option<usize>) -> Option<Tooltip> {
    let parts: &[Part] = match &figure.form {
        Form::Bars { parts, .. } => parts,
        _ => &[],
    };
    // A part's own row is named for the whole's: `1-donations` belongs to `1`.
    let whole = parts
        .iter()
        .find_map(|part| row.key.strip_suffix(&part.key)?.strip_suffix('-'))
        .and_then(|key| figure.row(key))
        .unwrap_or(row);
    let text = |estimate: &Estimate| match &estimate.value {
        Ok(value) => number::plain(*value, whole.unit),
        Err(_) => "–".into(),
    };
    let line =
        |label: &str, weight, cells| TooltipLine { label: label.into(), hue: None, weight, cells };
    let part_row = |part: &Part| figure.row(&format!("{}-{}", whole.key, part.key));
    let mut lines: Vec<TooltipLine> = Vec::new();
    for part in parts.iter().rev() {
        if let Some(row) = part_row(part) {
            let cells = row.waves.iter().map(text).collect();
            lines.push(TooltipLine {
                hue: Some(part.hue),
                ..line(&part.label, Weight::Plain, cells)
            });
        }
    }
    let name = words::capitalised(&figure.subject.noun);
    lines.push(line(&name, Weight::Total, whole.waves.iter().map(text).collect()));
    if whole.waves.iter().any(|estimate| estimate.interval.is_some()) {
        let range = |estimate: &Estimate| {
            estimate
                .interval
                .map_or("–".into(), |(low, high)| number::range(low, high, whole.unit))
        };
        lines.push(line("95% interval", Weight::Aside, whole.waves.iter().map(range).collect()));
    }
    if whole.waves.iter().any(|estimate| estimate.n.is_some()) {
        let n = |estimate: &Estimate| {
            estimate.n.map_or("–".into(), |n| number::plain(f64::from(n), Unit::Count))
        };
        lines.push(line("Schools", Weight::Aside, whole.waves.iter().map(n).collect()));
    }
    lines.extend(change_lines(whole));
    Some(Tooltip {
        title: named(figure, whole),
        columns: figure.waves.clone(),
        lines,
        spoken: spoken(figure, whole, wave, part.and_then(|part| parts.get(part))),
    })
}

/// The row's label; a bare number with what it is a number of.
fn named(figure: &Figure, row: &Row) -> String {
    if row.label.chars().all(|c| c.is_ascii_digit()) {
        format!("{} {}", figure.heading, row.label)
    } else {
        row.label.clone()
    }
}

/// The change, in the last column, and its interval under it.
fn change_lines(row: &Row) -> Vec<TooltipLine> {
    let Some(change) = &row.change else { return Vec::new() };
    let Ok(value) = change.value else { return Vec::new() };
    let in_last = |text: String| {
        let mut cells = vec![String::new(); row.waves.len().saturating_sub(1)];
        cells.push(text);
        cells
    };
    let line = |label: &str, weight, text| TooltipLine {
        label: label.into(),
        hue: None,
        weight,
        cells: in_last(text),
    };
    let mut lines = vec![line("Change", Weight::Total, number::signed(value, row.unit))];
    if let Some((low, high)) = change.interval {
        let range = number::signed_range(low, high, row.unit);
        lines.push(line("95% interval", Weight::Aside, range));
    }
    lines
}

/// "Tenth 8, 2018, PTA income: £11,100. Money raised: £22,200, 95% interval £19,300 to £25,100, 39 schools."
fn spoken(figure: &Figure, row: &Row, wave: usize, part: Option<&Part>) -> String {
    let label = figure.waves.get(wave).map_or("", String::as_str);
    let mut said = format!("{}, {label}", named(figure, row));
    let value = |row: &Row| match row.waves.get(wave).map(|estimate| &estimate.value) {
        Some(Ok(value)) => number::plain(*value, row.unit),
        Some(Err(absent)) => absent.reason().to_owned(),
        None => "no value".into(),
    };
    if let Some(part) = part
        && let Some(part_row) = figure.row(&format!("{}-{}", row.key, part.key))
    {
        said.push_str(&format!(", {}: {}", part.label, value(part_row)));
    }
    said.push_str(&format!(". {}: {}", words::capitalised(&figure.subject.noun), value(row)));
    let estimate = row.waves.get(wave);
    if let Some((low, high)) = estimate.and_then(|estimate| estimate.interval) {
        said.push_str(&format!(", 95% interval {}", number::range(low, high, row.unit)));
    }
    if let Some(n) = estimate.and_then(|estimate| estimate.n) {
        said.push_str(&format!(", {}", words::counted(n as usize, "school")));
    }
    said.push('.');
    said
}

/// A point of a curve: two shares.
fn of_curve(figure: &Figure, curve: usize, point: usize) -> Option<Tooltip> {
    let Form::Curves { curves, x_label, .. } = &figure.form else { return None };
    let curve = curves.get(curve)?;
    let (x, y) = *curve.points.get(point)?;
    let wave = figure.waves.get(curve.wave)?.clone();
    let (x, y) = (number::plain(x, Unit::Share), number::plain(y, Unit::Share));
    let noun = words::capitalised(&figure.subject.noun);
    let line = |label: &str, text: &str| TooltipLine {
        label: label.into(),
        hue: None,
        weight: Weight::Plain,
        cells: vec![text.into()],
    };
    Some(Tooltip {
        title: wave.clone(),
        columns: vec![String::new()],
        spoken: format!("{wave}. {x_label}: {x}. {noun}: {y}."),
        lines: vec![line(x_label, &x), line(&noun, &y)],
    })
}

/// A school of a scatter: its value on each axis.
fn of_school(figure: &Figure, point: usize) -> Option<Tooltip> {
    let Form::Points { x, y, points, .. } = &figure.form else { return None };
    let point = points.get(point)?;
    let line = |series: &Series, value: f64| TooltipLine {
        label: series.label.clone(),
        hue: None,
        weight: Weight::Plain,
        cells: vec![number::plain(value, series.unit)],
    };
    let decile = point.decile.map(|decile| format!("Tenth {decile} of deprivation"));
    let lines = vec![line(x, point.x), line(y, point.y)];
    let title = decile.unwrap_or_else(|| "Tenth of deprivation unknown".into());
    let said: Vec<String> =
        lines.iter().map(|line| format!("{}: {}", line.label, line.cells.concat())).collect();
    Some(Tooltip {
        spoken: format!("{title}. {}.", said.join(". ")),
        title,
        columns: vec![String::new()],
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Kind, Provenance, Subject};

    fn row(key: &str, label: &str, first: f64, second: f64) -> Row {
        let estimate =
            |value: f64| Estimate::known(value).of(12).within(Some((value - 1.0, value + 1.0)));
        Row {
            key: key.into(),
            label: label.into(),
            unit: Unit::Pounds,
            waves: vec![estimate(first), estimate(second)],
            change: Some(Estimate::known(second - first)),
            change_percent: None,
        }
    }

    /// Tenth 1 with its parts: 3 + 2 before, 6 + 4 after.
    fn figure() -> Figure {
        let part = |key: &str, label: &str, hue| Part { key: key.into(), label: label.into(), hue };
        let parts = vec![
            part("donations", "Direct donations", Hue::Donations),
            part("pta_income", "PTA income", Hue::Pta),
        ];
        Figure {
            kind: Kind::DecileRaised,
            subject: Subject::of_rows("money raised"),
            kicker: String::new(),
            title: String::new(),
            subtitle: String::new(),
            sentence: String::new(),
            waves: vec!["2016".into(), "2018".into()],
            unit: Unit::Pounds,
            heading: String::new(),
            rows: vec![
                row("1", "Tenth 1", 5.0, 10.0),
                row("1-donations", "Direct donations", 3.0, 6.0),
                row("1-pta_income", "PTA income", 2.0, 4.0),
            ],
            companions: Vec::new(),
            form: Form::Bars { hue: Hue::Raised, parts, trends: Vec::new() },
            notes: Vec::new(),
            provenance: Provenance {
                version: String::new(),
                source: String::new(),
                inputs: Vec::new(),
                options: String::new(),
                seed: 1,
                resamples: 0,
            },
        }
    }

    #[test]
    fn a_part_shows_the_whole_of_its_tenth_in_both_waves() {
        let pointed = Pointed::Cell { row: 0, wave: 1, part: Some(1) };
        let tip = tooltip(&figure(), pointed).unwrap();
        assert_eq!((tip.title.as_str(), tip.columns.len()), ("Tenth 1", 2));
        let lines: Vec<(&str, String)> =
            tip.lines.iter().map(|line| (line.label.as_str(), line.cells.join(" "))).collect();
        assert_eq!(lines[0], ("PTA income", "£2 £4".into()));
        assert_eq!(lines[1], ("Direct donations", "£3 £6".into()));
        assert_eq!(lines[2], ("Money raised", "£5 £10".into()));
        assert_eq!(lines[4], ("Schools", "12 12".into()));
        assert_eq!(lines[5].0, "Change");
        assert!(
            tip.spoken.starts_with("Tenth 1, 2018, PTA income: £4. Money raised: £10"),
            "{}",
            tip.spoken
        );
    }

    #[test]
    fn a_mark_that_is_not_there_says_nothing() {
        assert_eq!(tooltip(&figure(), Pointed::Cell { row: 9, wave: 0, part: None }), None);
        assert_eq!(tooltip(&figure(), Pointed::School { point: 0 }), None);
    }
}
