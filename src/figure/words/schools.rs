//! Title and sentence of the figure of single schools.

use super::counted;
use crate::figure::{Figure, Form, Series, Unit, number};

/// Schools that have more of what goes up than of what goes across, where both are in one unit.
struct Above<'a> {
    above: String,
    all: String,
    is_one: bool,
    x: &'a Series,
    y: &'a Series,
}

fn above(figure: &Figure) -> Option<Above<'_>> {
    let Form::Points { x, y, points, .. } = &figure.form else { return None };
    let above = points.iter().filter(|point| point.y > point.x).count();
    (x.unit == y.unit && !points.is_empty()).then(|| Above {
        above: number::plain(above as f64, Unit::Count),
        all: counted(points.len(), "school"),
        is_one: above == 1,
        x,
        y,
    })
}

pub fn title(figure: &Figure) -> String {
    match (above(figure), &figure.form) {
        (Some(Above { above, all, is_one, .. }), _) if figure.sets_waves_against_each_other() => {
            let lie = if is_one { "lies" } else { "lie" };
            format!("{above} of {all} {lie} above the line of no change")
        }
        (_, Form::Points { points, .. }) if points.is_empty() => "No school has both values".into(),
        _ => "Every school, one value against the other".into(),
    }
}

pub fn sentence(figure: &Figure) -> String {
    above(figure).map_or_else(String::new, |Above { above, all, x, y, .. }| {
        format!("“{}” is higher than “{}” in {above} of {all}.", y.label, x.label)
    })
}
