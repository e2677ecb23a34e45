//! The figure's table as HTML.

use super::super::words::{interval, value};
use crate::draw::escaped;
use crate::figure::{Estimate, Figure, Row, Unit};

/// Rows first, the measures beside the chart after them.
pub(super) fn table(figure: &Figure) -> String {
    let has_change = figure.waves.len() == 2;
    let heads: String = figure
        .waves
        .iter()
        .map(String::as_str)
        .chain(has_change.then_some("Change"))
        .map(|name| format!("<th scope=\"col\">{}</th>", escaped(name)))
        .collect();
    let rows: String =
        figure.rows.iter().chain(&figure.companions).map(|row| line(row, has_change)).collect();
    format!(
        "<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">{}</th>{heads}</tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table></div>\n\
         <p class=\"small\">Small type: 95% interval. [c] withheld, so that no school can be made \
         out; [u] undefined; [i] infinite; [x] not available.</p>\n",
        escaped(&figure.heading)
    )
}

fn line(row: &Row, has_change: bool) -> String {
    let waves: String =
        row.waves.iter().map(|estimate| cell(Some(estimate), row.unit, false)).collect();
    let change = if has_change { cell(row.change.as_ref(), row.unit, true) } else { String::new() };
    format!("<tr><th scope=\"row\">{}</th>{waves}{change}</tr>\n", escaped(&row.label))
}

fn cell(estimate: Option<&Estimate>, unit: Unit, is_change: bool) -> String {
    let interval = interval(estimate, unit, is_change)
        .map_or_else(String::new, |ends| format!("<small>{}</small>", escaped(&ends)));
    format!("<td>{}{interval}</td>", escaped(&value(estimate, unit, is_change)))
}
