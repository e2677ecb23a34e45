//! The figure as it is carried: every number rounded to what the page shows of it, so that an embed
//! shows what the page showed and carries no more.

use crate::figure::number::shown;
use crate::figure::{Estimate, Figure, Form, Row, Unit};

/// Corners of curves are kept to this much of one: what their tooltips say, and half of it is under a
/// pixel of any chart.
const CURVE_STEP: f64 = 1e-3;
/// Coefficients of a trendline keep this many significant digits: its label reads three.
const TREND_DIGITS: i32 = 5;

/// The figure with its numbers rounded.
pub fn rounded(figure: &Figure) -> Figure {
    let mut figure = figure.clone();
    without_intervals_of_parts(&mut figure);
    for row in figure.rows.iter_mut().chain(&mut figure.companions) {
        round_row(row);
    }
    match &mut figure.form {
        Form::Bars { trends, .. } | Form::Dots { trends, .. } => {
            for trend in trends.iter_mut().flatten() {
                trend.slope = significant(trend.slope);
                trend.intercept = significant(trend.intercept);
            }
        }
        Form::Curves { curves, heights, .. } => {
            for (x, y) in curves.iter_mut().flat_map(|curve| &mut curve.points) {
                *x = stepped(*x);
                *y = heights.map_or_else(|| stepped(*y), |unit| shown(*y, unit));
            }
        }
        Form::Points { x, y, points, .. } => {
            for point in points {
                (point.x, point.y) = (shown(point.x, x.unit), shown(point.y, y.unit));
            }
        }
        // A ruler's ends are sums of published figures: cutting them would change the verdict.
        Form::Claims { .. } => {}
        Form::Table
        | Form::Strips { .. }
        | Form::Bins { .. }
        | Form::Dumbbells { .. }
        | Form::SchoolChanges { .. }
        | Form::Waterfall { .. } => {}
    }
    figure
}

/// No chart draws the intervals of stacked parts, which would be a sixth of an address.
fn without_intervals_of_parts(figure: &mut Figure) {
    let form = &figure.form;
    for row in figure.rows.iter_mut().filter(|row| form.is_part(row)) {
        for estimate in row.waves.iter_mut().chain(&mut row.change) {
            (estimate.interval, estimate.no_interval) = (None, None);
        }
    }
}

fn round_row(row: &mut Row) {
    for estimate in row.waves.iter_mut().chain(&mut row.change) {
        round(estimate, row.unit);
    }
    if let Some(percent) = &mut row.change_percent {
        round(percent, Unit::Percent);
        // The page shows the interval of the change, and not this one too.
        percent.interval = None;
    }
}

fn round(estimate: &mut Estimate, unit: Unit) {
    if let Ok(value) = &mut estimate.value {
        *value = shown(*value, unit);
    }
    if let Some((low, high)) = &mut estimate.interval {
        (*low, *high) = (shown(*low, unit), shown(*high, unit));
    }
}

fn stepped(value: f64) -> f64 {
    // Division by a whole number gives the shortest decimal; × 1e-3 does not.
    (value / CURVE_STEP).round() / CURVE_STEP.recip().round()
}

fn significant(value: f64) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let step = 10_f64.powi(value.abs().log10().floor() as i32 + 1 - TREND_DIGITS);
    let rounded = if step < 1.0 {
        (value / step).round() / step.recip().round()
    } else {
        (value / step).round() * step
    };
    if rounded.is_finite() { rounded } else { value }
}
