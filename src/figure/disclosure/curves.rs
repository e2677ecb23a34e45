//! Curves with a corner a school, of which those stay whose height the table gives.

use super::facts::{CurveOf, Facts};
use super::hidden::Hidden;
use crate::figure::{Curve, Figure, Form, Row};

/// Empties the curves that a withheld cell feeds, and leaves those that go school by school the
/// corners that rows of the table give, so that they tell no more than these. Returns whether any
/// curve changed.
pub(super) fn thin(figure: &mut Figure, facts: &Facts, hidden: &Hidden) -> bool {
    let Form::Curves { curves, .. } = &mut figure.form else { return false };
    let before = curves.clone();
    for curve in curves.iter_mut() {
        let wave = curve.wave;
        let may_leave = |cell| facts.cell(cell, wave).is_some() && !hidden.holds(cell, wave);
        match &facts.curve {
            Some(CurveOf::Groups(cells)) if cells.iter().all(may_leave) => {}
            Some(CurveOf::Rows) => curve.points = corners(&figure.rows, curve),
            Some(CurveOf::Groups(_)) | None => curve.points.clear(),
        }
    }
    *curves != before
}

/// The two ends, and a corner for each row whose key is a percentage and whose value is known.
fn corners(rows: &[Row], curve: &Curve) -> Vec<(f64, f64)> {
    let corner = |row: &Row| {
        let percent: f64 = row.key.parse().ok()?;
        Some((percent / 100.0, row.waves.get(curve.wave)?.known_value()?))
    };
    let inner: Vec<(f64, f64)> = rows.iter().filter_map(corner).collect();
    match (curve.points.first(), curve.points.last()) {
        (Some(first), Some(last)) if !inner.is_empty() => {
            [&[*first], &inner[..], &[*last]].concat()
        }
        _ => Vec::new(),
    }
}
