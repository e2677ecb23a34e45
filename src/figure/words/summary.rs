//! What a chart is, for those who do not see it: its type, its axes with their ranges, how many marks.

use super::{counted, listed};
use crate::figure::{Estimate, Figure, Form, Row, Unit, number};

/// "A bar chart of 10 rows by tenth of deprivation in 2016 and 2018: 20 bars, £6,400 to £40,900."; empty
/// where there is no chart.
pub fn summary(figure: &Figure) -> String {
    let (waves, from_to) = (listed(&figure.waves), figure.waves.join(" to "));
    let of_rows = |name: &str, mark: &str| {
        let rows: Vec<&Row> = figure.rows.iter().filter(|row| !figure.form.is_part(row)).collect();
        let heading = figure.heading.to_lowercase();
        let values: Vec<f64> = rows.iter().flat_map(|row| known(row)).collect();
        format!(
            "A {name} of {} by {heading} in {waves}: {}{}.",
            counted(rows.len(), "row"),
            counted(values.len(), mark),
            span(figure.unit, &values)
        )
    };
    match &figure.form {
        Form::Table | Form::Claims { .. } => String::new(),
        Form::Bars { .. } => of_rows("bar chart", "bar"),
        Form::Dots { .. } => of_rows("dot chart", "dot"),
        Form::Dumbbells { .. } => of_rows("chart of changes", "dot"),
        Form::SchoolChanges { matched, .. } => format!(
            "A chart of changes from {from_to}: {} of {}.",
            number::plain(figure.rows.len() as f64, Unit::Count),
            counted(*matched as usize, "school")
        ),
        Form::Strips { parts, .. } => {
            format!("A strip for each of {waves}, each in {}.", counted(parts.len(), "part"))
        }
        Form::Bins { bins, x_label, .. } => {
            let unit = figure.companion("mean").map_or(Unit::Plain, |mean| mean.unit);
            let ends: Vec<f64> =
                bins.iter().flat_map(|bin| [Some(bin.from), bin.to]).flatten().collect();
            let shares: Vec<f64> = figure.rows.iter().flat_map(known).collect();
            format!(
                "A histogram of {} in {waves}. Across: {x_label}{}. Up: the share of {}{}.",
                counted(bins.len(), "bin"),
                span(unit, &ends),
                figure.subject.counted(),
                span(Unit::Share, &shares)
            )
        }
        Form::Curves { curves, x_label, heights, .. } => format!(
            "{} in {waves}. Across: {x_label}, 0% to 100%. Up: {}.",
            counted(curves.iter().filter(|curve| !curve.points.is_empty()).count(), "curve"),
            match heights {
                Some(_) => "what they hold, spread over all schools",
                None => "the share of the total that they hold",
            }
        ),
        Form::Waterfall { steps, .. } => {
            format!("A waterfall of {} from {from_to}.", counted(steps.len(), "step"))
        }
        Form::Points { x, y, points, log } => {
            let (across, up): (Vec<f64>, Vec<f64>) =
                points.iter().map(|point| (point.x, point.y)).unzip();
            format!(
                "A scatter of {}{}. Across: {}{}. Up: {}{}.",
                counted(points.len(), "school"),
                if *log { ", both scales logarithmic" } else { "" },
                x.label,
                span(x.unit, &across),
                y.label,
                span(y.unit, &up)
            )
        }
    }
}

fn known(row: &Row) -> Vec<f64> {
    row.waves.iter().filter_map(Estimate::known_value).collect()
}

/// ", £6,400 to £40,900"; empty of no values.
fn span(unit: Unit, values: &[f64]) -> String {
    let low = values.iter().copied().reduce(f64::min);
    let high = values.iter().copied().reduce(f64::max);
    low.zip(high).map_or_else(String::new, |(low, high)| {
        format!(", {}{}", number::range(low, high, unit), number::unit_word(unit, false))
    })
}
