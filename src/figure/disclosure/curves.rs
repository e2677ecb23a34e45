//! Curves with a corner a school, thinned until every stretch between two corners is a cell that
//! may leave.

use super::facts::{Cell, CellKind, CurveOf, Facts};
use super::hidden::Hidden;
use super::rules::Rules;
use crate::figure::{Curve, Figure, Form};

/// Empties the curves that a withheld cell feeds, and thins those that go school by school.
/// Returns whether any curve changed.
pub(super) fn thin(figure: &mut Figure, facts: &Facts, hidden: &Hidden, rules: &Rules) -> bool {
    let Form::Curves { curves, .. } = &mut figure.form else { return false };
    let before = curves.clone();
    for curve in curves.iter_mut() {
        let wave = curve.wave;
        let may_leave = |cell| facts.cell(cell, wave).is_some() && !hidden.holds(cell, wave);
        match &facts.curve {
            Some(CurveOf::Groups(cells)) if cells.iter().all(may_leave) => {}
            Some(CurveOf::Schools(cell)) if may_leave(cell) => {
                let schools = facts.cell(cell, wave).map_or(0, |cell| cell.schools);
                curve.points = thinned(curve, schools, rules);
            }
            Some(CurveOf::Groups(_) | CurveOf::Schools(_)) | None => curve.points.clear(),
        }
    }
    *curves != before
}

/// The corners that are left when stretches are joined from the lowest up until each passes the
/// rules. A stretch between neighbouring corners is taken as one school's where it holds several,
/// which can only join more.
fn thinned(curve: &Curve, schools: u32, rules: &Rules) -> Vec<(f64, f64)> {
    let steps: Vec<(f64, f64)> = curve
        .points
        .windows(2)
        .map(|pair| match pair {
            [(x0, y0), (x1, y1)] => (x1 - x0, y1 - y0),
            _ => (0.0, 0.0),
        })
        .collect();
    let cell = |from: usize, to: usize| {
        let width: f64 = steps[from..to].iter().map(|(x, _)| x).sum();
        // Rounded, since the widths are sums of fractions: three times a third is three schools.
        let count = (width * f64::from(schools)).round() as u32;
        let held = Cell::group(steps[from..to].iter().map(|(_, y)| *y));
        Cell { kind: CellKind::Group, schools: count, ..held }
    };
    let passes = |from, to| {
        let cell = cell(from, to);
        cell.schools > 0 && rules.failure(&cell).is_none()
    };
    // Indices of the corners that stay.
    let mut kept = vec![0];
    for corner in 1..curve.points.len() {
        if kept.last().is_some_and(|from| passes(*from, corner)) {
            kept.push(corner);
        }
    }
    // What is left at the top joins the last stretch, and that the one before it, until it passes.
    let end = curve.points.len().saturating_sub(1);
    while let [.., before, last] = kept[..] {
        if last == end && passes(before, end) {
            break;
        }
        kept.pop();
        if passes(before, end) {
            kept.push(end);
            break;
        }
    }
    if kept.len() < 2 {
        return Vec::new();
    }
    kept.iter().filter_map(|corner| curve.points.get(*corner).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(values: &[f64]) -> Curve {
        let total: f64 = values.iter().sum();
        let mut sum = 0.0;
        let mut points = vec![(0.0, 0.0)];
        for (i, value) in values.iter().enumerate() {
            sum += value;
            points.push(((i + 1) as f64 / values.len() as f64, sum / total));
        }
        Curve { wave: 0, points }
    }

    fn corners(values: &[f64]) -> Vec<u32> {
        let thinned = thinned(&curve(values), values.len() as u32, &Rules::default());
        thinned.iter().map(|(x, _)| (x * values.len() as f64).round() as u32).collect()
    }

    #[test]
    fn every_stretch_holds_ten_schools() {
        assert_eq!(corners(&[1.0; 35]), [0, 10, 20, 35]);
    }

    #[test]
    fn schools_that_raise_nothing_join_those_that_do() {
        let values = [vec![0.0; 15], vec![1.0; 15]].concat();
        // Ten zeros fail; so do fewer than three schools that hold anything.
        assert_eq!(corners(&values), [0, 18, 30]);
    }

    #[test]
    fn a_top_that_two_schools_hold_joins_what_is_below() {
        let values = [vec![1.0; 20], vec![1000.0, 2000.0]].concat();
        // However far it is joined, two schools hold over nine tenths: no curve may leave.
        assert_eq!(corners(&values), Vec::<u32>::new());
        // The top ten hold 8 + 120, of which two hold 94 %; the top twenty 18 + 120, 87 %.
        let values = [vec![1.0; 28], vec![60.0, 60.0]].concat();
        assert_eq!(corners(&values), [0, 10, 30]);
    }
}
