//! Title and sentence of the figure of single schools.

use super::{capitalised, counted, of_all};
use crate::figure::{Figure, Form, Point, Series, number};
use crate::stats::order;

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
    let counted = above(figure);
    if let (Some(counted), [before, after], true) =
        (&counted, figure.waves.as_slice(), figure.sets_waves_against_each_other())
    {
        let schools = capitalised(&counted.schools());
        return format!("{schools} had more in {after} than in {before}.");
    }
    // Which of two is higher says nothing where it is the same one in every school.
    match counted.filter(|counted| (1..counted.all).contains(&counted.above)) {
        Some(counted) => {
            let (x, y) = (&counted.x.label, &counted.y.label);
            format!("“{y}” is higher than “{x}” in {}.", counted.schools())
        }
        None => medians(figure).unwrap_or_default(),
    }
}

/// Where the middle school stands on each axis.
fn medians(figure: &Figure) -> Option<String> {
    let Form::Points { x, y, points, .. } = &figure.form else { return None };
    let who = match points.len() {
        0 => return None,
        1 => "What the one school has".to_owned(),
        several => format!("The median of {}", counted(several, "school")),
    };
    let at = |of: fn(&Point) -> f64, series: &Series| {
        let mut values: Vec<f64> = points.iter().map(of).collect();
        order::sort(&mut values);
        let middle = (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0;
        format!("{} in “{}”", number::prose(middle, series.unit), series.label)
    };
    Some(format!("{who} is {} and {}.", at(|point| point.x, x), at(|point| point.y, y)))
}
