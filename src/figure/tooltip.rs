//! What a tooltip says of the mark that is pointed at, as data: the page lays it out.

use super::{Estimate, Figure, Form, Hue, Kind, Mark, Part, Row, Series, Unit, number, words};
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
    /// A part of what is summed, or a value by itself.
    Plain,
    /// The sum, or what the tooltip is about: strong, under a rule.
    Total,
    /// The company of a number: small and grey.
    Aside,
}

/// A line: what it is, and a cell for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct TooltipLine {
    pub label: String,
    /// The hue of the sample before the label.
    pub hue: Option<Hue>,
    pub weight: Weight,
    pub cells: Vec<String>,
}

/// What stands beside the mark that is pointed at.
#[derive(Clone, Debug, PartialEq)]
pub struct Tooltip {
    pub title: String,
    /// The waves; one without a name where each line has one cell.
    pub columns: Vec<String>,
    pub lines: Vec<TooltipLine>,
    /// The mark itself in one sentence, for those who hear it.
    pub spoken: String,
}

/// The tooltip of a mark; none where the figure has no such mark.
pub fn tooltip(figure: &Figure, pointed: Pointed) -> Option<Tooltip> {
    match (pointed, &figure.form) {
        (Pointed::Cell { row, wave, part }, form) => {
            let parts: &[Part] = match form {
                Form::Bars { parts, .. } => parts,
                _ => &[],
            };
            of_row(figure, figure.rows.get(row)?, wave, parts, part)
        }
        (Pointed::OnCurve { curve, point }, Form::Curves { curves, heights, .. }) => {
            let curve = curves.get(curve)?;
            let (x, held) = *curve.points.get(point)?;
            let height = |value| number::brief(value, heights.unwrap_or(Unit::Share));
            let (measured, of) = match heights {
                Some(_) => ("Spread over all schools", "spread over all schools"),
                None => ("Share of the total", "of the total"),
            };
            let who = match figure.kind {
                Kind::Concentration => "Most deprived",
                _ => "Lowest",
            };
            let title =
                format!("{who} {} of {}", number::brief(x, Unit::Share), figure.subject.counted());
            let wave = figure.waves.get(curve.wave).cloned().unwrap_or_default();
            let spoken = format!("{title}, {wave}: {} {of}.", height(held));
            let cells = curves.iter().map(|curve| height(curve.height_at(x))).collect();
            let columns = curves.iter().filter_map(|curve| figure.waves.get(curve.wave).cloned());
            let lines = vec![line(measured, cells, Weight::Plain)];
            Some(Tooltip { title, columns: columns.collect(), lines, spoken })
        }
        (Pointed::School { point }, Form::Points { x, y, points, .. }) => {
            let point = points.get(point)?;
            let title = match point.decile {
                Some(decile) => format!("Tenth {decile} of deprivation"),
                None => "Tenth of deprivation unknown".into(),
            };
            let axis = |series: &Series, value| {
                let words = number::plain(value, series.unit);
                let word = number::unit_word(series.unit, true);
                line(&series.label, vec![format!("{words}{word}")], Weight::Plain)
            };
            Some(alone(title, vec![axis(x, point.x), axis(y, point.y)]))
        }
        (Pointed::OnCurve { .. } | Pointed::School { .. }, _) => None,
    }
}

/// A tooltip whose lines have one cell each.
fn alone(title: String, lines: Vec<TooltipLine>) -> Tooltip {
    let said: Vec<String> =
        lines.iter().map(|line| format!("{}: {}", line.label, line.cells.concat())).collect();
    let spoken = format!("{title}. {}.", said.join(". "));
    Tooltip { title, columns: vec![String::new()], lines, spoken }
}

fn line(label: &str, cells: Vec<String>, weight: Weight) -> TooltipLine {
    TooltipLine { label: label.into(), hue: None, weight, cells }
}

fn of_row(
    figure: &Figure,
    row: &Row,
    wave: usize,
    parts: &[Part],
    part: Option<usize>,
) -> Option<Tooltip> {
    if row.waves.is_empty() {
        return of_step(figure, row);
    }
    let (estimate, label) = (row.waves.get(wave)?, figure.waves.get(wave)?);
    let title = title(row);
    let mut lines = Vec::new();
    // As they are stacked, the uppermost first.
    for part in parts.iter().rev() {
        if let Some(of_part) = figure.part_row(row, part) {
            let line = line(&part.label, values(of_part), Weight::Plain);
            lines.push(TooltipLine { hue: Some(part.hue), ..line });
        }
    }
    let name = quantity(figure);
    lines.push(line(&name, values(row), Weight::Total));
    lines.extend(company(&row.waves, row.unit));
    if let Some(change) = row.change.as_ref().filter(|change| change.value.is_ok()) {
        lines.extend(of_change(change, row));
    }
    lines.extend(remarks(figure, &row.waves));
    let mut spoken = format!("{title}, {label}");
    if let Some(part) = part.and_then(|part| parts.get(part))
        && let Some(of_part) = figure.part_row(row, part)
    {
        let value = of_part.waves.get(wave).map_or_else(String::new, |e| value(e, row.unit));
        spoken.push_str(&format!(", {}: {value}", part.label));
    }
    spoken.push_str(&format!(". {}.", said(&name, estimate, row.unit)));
    Some(Tooltip { title, columns: figure.waves.clone(), lines, spoken })
}

/// A step of a waterfall: one number, in the column of the change.
fn of_step(figure: &Figure, row: &Row) -> Option<Tooltip> {
    let change = row.change.as_ref()?;
    let is_level = match &figure.form {
        Form::Waterfall { steps, .. } => {
            steps.iter().any(|step| step.key == row.key && step.is_level)
        }
        _ => false,
    };
    let mut lines = if is_level {
        vec![line(&quantity(figure), vec![value(change, row.unit)], Weight::Total)]
    } else {
        of_change(change, row)
    };
    lines.extend(change.n.map(|n| line("Schools", vec![count(n)], Weight::Aside)));
    if let Err(why) = &change.value {
        lines.push(line(why.reason(), Vec::new(), Weight::Aside));
    }
    Some(alone(row.label.clone(), lines))
}

/// The row's label; one that begins with a tenth's number, as what it is: "Tenth 8".
fn title(row: &Row) -> String {
    let is_tenth = row.key.parse::<u8>().is_ok_and(|tenth| (1..=10).contains(&tenth));
    if is_tenth && row.label.starts_with(|c: char| c.is_ascii_digit()) {
        format!("Tenth {}", row.label)
    } else {
        row.label.clone()
    }
}

/// What the rows' numbers are of.
fn quantity(figure: &Figure) -> String {
    match figure.kind {
        Kind::Distribution => format!("Share of {}", figure.subject.counted()),
        Kind::Drivers => "Say yes".into(),
        Kind::TopShares => "Share held".into(),
        Kind::BetweenWithin => "Theil index".into(),
        _ => words::capitalised(&figure.subject.noun),
    }
}

fn value(estimate: &Estimate, unit: Unit) -> String {
    match &estimate.value {
        Ok(value) => number::plain(*value, unit),
        Err(absent) => absent.mark().into(),
    }
}

fn values(row: &Row) -> Vec<String> {
    row.waves.iter().map(|estimate| value(estimate, row.unit)).collect()
}

fn count(n: u32) -> String {
    number::plain(f64::from(n), Unit::Count)
}

/// The ends of the intervals and the schools behind the values, where there are any.
fn company(estimates: &[Estimate], unit: Unit) -> Vec<TooltipLine> {
    let mut lines = Vec::new();
    if estimates.iter().any(|estimate| estimate.interval.is_some()) {
        let ends = |pick: fn((f64, f64)) -> f64| {
            let end = |estimate: &Estimate| match estimate.interval {
                Some(interval) => number::plain(pick(interval), unit),
                None => "–".into(),
            };
            estimates.iter().map(end).collect()
        };
        lines.push(line("95% interval, from", ends(|(low, _)| low), Weight::Aside));
        lines.push(line("to", ends(|(_, high)| high), Weight::Aside));
    }
    if estimates.iter().any(|estimate| estimate.n.is_some()) {
        let n = |estimate: &Estimate| estimate.n.map_or_else(|| "–".into(), count);
        lines.push(line("Schools", estimates.iter().map(n).collect(), Weight::Aside));
    }
    lines
}

/// The change and its interval, in the last column.
fn of_change(change: &Estimate, row: &Row) -> Vec<TooltipLine> {
    let in_last = |text: String| {
        let mut cells = vec![String::new(); row.waves.len().saturating_sub(1)];
        cells.push(text);
        cells
    };
    let signed = |value| in_last(number::signed(value, row.unit));
    let words = change.known_value().map_or_else(|| in_last(change.absent_mark().into()), signed);
    let mut lines = vec![line("Change", words, Weight::Total)];
    if let Some((low, high)) = change.interval {
        lines.push(line("95% interval, from", signed(low), Weight::Aside));
        lines.push(line("to", signed(high), Weight::Aside));
    }
    lines
}

/// "Money raised: £22,200, 95% interval £19,300 to £25,100, 39 schools".
fn said(name: &str, estimate: &Estimate, unit: Unit) -> String {
    let mut said = match &estimate.value {
        Ok(known) => format!("{name}: {}", number::plain(*known, unit)),
        Err(why) => format!("{name}: {}", why.reason()),
    };
    if let Some((low, high)) = estimate.interval {
        said.push_str(&format!(", 95% interval {}", number::range(low, high, unit)));
    }
    if let Some(n) = estimate.n {
        said.push_str(&format!(", {}", words::counted(n as usize, "school")));
    }
    said
}

/// Why a wave has no value, and what its mark means.
fn remarks(figure: &Figure, estimates: &[Estimate]) -> Vec<TooltipLine> {
    let mut lines = Vec::new();
    for (estimate, wave) in estimates.iter().zip(&figure.waves) {
        let mark = match estimate.mark {
            Some(Mark::OneSchoolDominates) => Some("one school holds over a quarter"),
            Some(Mark::FewSchools) => Some("rests on few schools"),
            Some(Mark::Rounded) => Some("rounded before it was shared"),
            None => None,
        };
        let why = estimate.value.as_ref().err().map(|why| why.reason());
        for remark in why.into_iter().chain(mark) {
            lines.push(line(&format!("{wave}: {remark}"), Vec::new(), Weight::Aside));
        }
    }
    lines
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
            description: None,
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
        assert_eq!(lines[3], ("95% interval, from", "£4 £9".into()));
        assert_eq!(lines[4], ("to", "£6 £11".into()));
        assert_eq!(lines[5], ("Schools", "12 12".into()));
        assert_eq!(lines[6].0, "Change");
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
