//! Title and sentence of the figure of single schools.

use super::{capitalised, of_all};
use crate::figure::{Figure, Form, Series};

/// Schools that have more of what goes up than of what goes across, where both are in one unit.
struct Above<'a> {
    above: usize,
    all: usize,
    x: &'a Series,
    y: &'a Series,
}

impl Above<'_> {
    /// "3 of 4 schools".
    fn schools(&self) -> String {
        of_all(self.above, self.all, "school")
    }
}

fn above(figure: &Figure) -> Option<Above<'_>> {
    let Form::Points { x, y, points, .. } = &figure.form else { return None };
    let above = points.iter().filter(|point| point.y > point.x).count();
    let all = points.len();
    (x.unit == y.unit && all > 0).then_some(Above { above, all, x, y })
}

pub fn title(figure: &Figure) -> String {
    match (above(figure), &figure.form) {
        (Some(counted), _) if figure.sets_waves_against_each_other() => {
            let lie = if counted.above > 1 { "lie" } else { "lies" };
            format!("{} {lie} above the line of no change", capitalised(&counted.schools()))
        }
        (_, Form::Points { points, .. }) if points.is_empty() => "No school has both values".into(),
        _ => "Every school, one value against the other".into(),
    }
}

pub fn sentence(figure: &Figure) -> String {
    above(figure).map_or_else(String::new, |counted| {
        let (x, y) = (&counted.x.label, &counted.y.label);
        if let ([before, after], true) =
            (figure.waves.as_slice(), figure.sets_waves_against_each_other())
        {
            let schools = capitalised(&counted.schools());
            return format!("{schools} had more in {after} than in {before}.");
        }
        format!("“{y}” is higher than “{x}” in {}.", counted.schools())
    })
}
