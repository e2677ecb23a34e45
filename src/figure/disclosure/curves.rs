//! Curves with a corner a school, of which those stay whose height the table gives.

use super::facts::{CurveOf, Facts};
use super::hidden::Hidden;
use crate::figure::{Curve, Figure, Form, GENERALISED, Row};

/// Empties the curves that a withheld cell feeds, and leaves those that go school by school the
/// corners that rows of the table give, so that they tell no more than these. Returns whether any
/// curve changed.
pub(super) fn thin(figure: &mut Figure, facts: &Facts, hidden: &Hidden) -> bool {
    let Form::Curves { curves, heights, .. } = &mut figure.form else { return false };
    let before = curves.clone();
    for curve in curves.iter_mut() {
        let wave = curve.wave;
        let may_leave = |cell| facts.cell(cell, wave).is_some() && !hidden.holds(cell, wave);
        match &facts.curve {
            Some(CurveOf::Groups(cells)) if cells.iter().all(may_leave) => {}
            Some(CurveOf::Rows) => {
                curve.points = corners(&figure.rows, curve, heights.is_some());
            }
            Some(CurveOf::Groups(_)) | None => curve.points.clear(),
        }
    }
    *curves != before
}

/// The two ends, and a corner for each row whose key is a percentage and whose value is known. A
/// generalised curve ends at the mean, which no row gives: it goes no further than they do.
fn corners(rows: &[Row], curve: &Curve, generalised: bool) -> Vec<(f64, f64)> {
    let corner = |row: &Row| {
        let key = row.key.as_str();
        let key = if generalised { key.strip_suffix(GENERALISED)? } else { key };
        let percent: f64 = key.parse().ok()?;
        Some((percent / 100.0, row.waves.get(curve.wave)?.known_value()?))
    };
    let inner: Vec<(f64, f64)> = rows.iter().filter_map(corner).collect();
    match curve.points.as_slice() {
        [first, .., last] if !inner.is_empty() => {
            let end: &[_] = if generalised { &[] } else { &[*last] };
            [&[*first], &inner[..], end].concat()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Estimate, Unit};

    #[test]
    fn a_generalised_curve_keeps_what_its_rows_give_and_not_the_mean() {
        let row = |key: &str, value: f64| Row {
            key: key.into(),
            label: String::new(),
            unit: Unit::Pounds,
            waves: vec![Estimate::known(value)],
            change: None,
            change_percent: None,
        };
        let rows = [row("50", 0.2), row("50-generalised", 10.0), row("90-generalised", 30.0)];
        let whole = vec![(0.0, 0.0), (0.25, 4.0), (0.5, 10.0), (0.9, 30.0), (1.0, 50.0)];
        let curve = Curve { wave: 0, points: whole };
        assert_eq!(corners(&rows, &curve, true), [(0.0, 0.0), (0.5, 10.0), (0.9, 30.0)]);
        let shares = Curve { wave: 0, points: vec![(0.0, 0.0), (0.5, 0.2), (1.0, 1.0)] };
        assert_eq!(corners(&rows, &shares, false), [(0.0, 0.0), (0.5, 0.2), (1.0, 1.0)]);
    }
}
