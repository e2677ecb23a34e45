//! Whether a figure from an address holds together: what the drawing floors take for granted.

use crate::figure::{Estimate, Figure, Form, Row, Ruler, Trend};

/// Waves, rows and geometry agree, and every number is finite.
pub(super) fn is_sound(figure: &Figure) -> bool {
    let waves = figure.waves.len();
    (1..=2).contains(&waves)
        && figure.rows.iter().chain(&figure.companions).all(|row| row_is_sound(row, figure))
        && form_is_sound(figure)
}

fn row_is_sound(row: &Row, figure: &Figure) -> bool {
    let mut estimates = row.waves.iter().chain(&row.change).chain(&row.change_percent);
    // The steps of a waterfall are changes alone.
    let is_step = row.waves.is_empty() && matches!(figure.form, Form::Waterfall { .. });
    (is_step || row.waves.len() == figure.waves.len()) && estimates.all(estimate_is_sound)
}

fn estimate_is_sound(estimate: &Estimate) -> bool {
    estimate.value.as_ref().map_or(true, |value| value.is_finite())
        && estimate.interval.is_none_or(|(low, high)| low.is_finite() && high.is_finite())
}

fn form_is_sound(figure: &Figure) -> bool {
    let waves = figure.waves.len();
    match &figure.form {
        Form::Bars { trends, .. } | Form::Dots { trends, .. } => {
            let finite = |trend: &Trend| trend.slope.is_finite() && trend.intercept.is_finite();
            trends.len() == waves && trends.iter().flatten().all(finite)
        }
        Form::Curves { curves, .. } => curves.iter().all(|curve| {
            let finite = |(x, y): &(f64, f64)| x.is_finite() && y.is_finite();
            curve.wave < waves && curve.points.iter().all(finite)
        }),
        Form::Bins { bins, .. } => {
            let finite = |end: Option<f64>| end.is_none_or(f64::is_finite);
            bins.len() == figure.rows.len()
                && bins.iter().all(|bin| bin.from.is_finite() && finite(bin.to))
        }
        Form::Points { points, .. } => {
            points.iter().all(|point| point.x.is_finite() && point.y.is_finite())
        }
        Form::Claims { judgements } => {
            let finite = |ruler: &Ruler| {
                let (low, high) = ruler.ends();
                low.is_finite() && high.is_finite() && !ruler.published.is_nan()
            };
            judgements.len() == figure.rows.len()
                && judgements.iter().filter_map(|judgement| judgement.ruler.as_ref()).all(finite)
        }
        Form::SchoolChanges { schools, .. } => schools.len() == figure.rows.len(),
        Form::Table | Form::Strips { .. } | Form::Dumbbells { .. } | Form::Waterfall { .. } => true,
    }
}
