//! Title and sentence of the figure of single schools.

use super::counted;
use crate::figure::{Figure, Form, Series};

/// How many schools lie above the line of equal values, where both axes are in one unit.
fn above(figure: &Figure) -> Option<(usize, usize, &Series, &Series)> {
    let Form::Points { x, y, points, .. } = &figure.form else { return None };
    let above = points.iter().filter(|point| point.y > point.x).count();
    (x.unit == y.unit && !points.is_empty()).then_some((above, points.len(), x, y))
}

pub fn title(figure: &Figure) -> String {
    match (above(figure), &figure.form) {
        (Some((above, all, ..)), _) => {
            format!("{above} of {} lie above the line of no change", counted(all, "school"))
        }
        (None, Form::Points { points, .. }) if points.is_empty() => {
            "No school has both values".into()
        }
        (None, _) => "Every school, one against the other".into(),
    }
}

pub fn sentence(figure: &Figure) -> String {
    above(figure).map_or_else(String::new, |(above, all, x, y)| {
        format!("{}: higher than {} in {above} of {}.", y.label, x.label, counted(all, "school"))
    })
}
