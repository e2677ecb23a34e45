//! What lies over the marks of a chart and says them: by the browser's tooltip, or by the script's.

use crate::draw::{DrawError, Look, Rect, draw, escaped, height};
use crate::figure::number::{plain, range};
use crate::figure::words::counted;
use crate::figure::{Estimate, Figure, Form, Pointed, Row, Unit};
use plotters::backend::SVGBackend;

/// A clear box over each mark, in the order drawn.
pub(super) fn marks(figure: &Figure, look: &Look) -> Result<String, DrawError> {
    let mut discarded = String::new();
    let size = crate::draw::units(look.width, height(figure, look.width));
    let mut backend = SVGBackend::with_string(&mut discarded, size);
    let scene = draw(figure, look, &mut backend)?;
    let boxes =
        scene.marks.iter().filter_map(|mark| Some(over(mark.rect, &said(figure, mark.pointed)?)));
    Ok(boxes.collect())
}

fn over(rect: Rect, text: &str) -> String {
    let text = escaped(text);
    format!(
        "<rect class=\"mark\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" \
         tabindex=\"0\" role=\"img\" aria-label=\"{text}\"><title>{text}</title></rect>\n",
        rect.left,
        rect.top,
        (rect.right - rect.left).max(6.0),
        (rect.bottom - rect.top).max(6.0),
    )
}

/// What a mark stands for, in words.
fn said(figure: &Figure, pointed: Pointed) -> Option<String> {
    match pointed {
        Pointed::Cell { row, wave, part } => {
            let row = figure.rows.get(row)?;
            let label = figure.waves.get(wave)?;
            let row = part.and_then(|part| of_part(figure, row, part)).unwrap_or(row);
            Some(format!("{}, {label}: {}", row.label, estimate(row.waves.get(wave)?, row.unit)))
        }
        Pointed::OnCurve { curve, point } => {
            let Form::Curves { curves, heights, .. } = &figure.form else { return None };
            let curve = curves.get(curve)?;
            let (x, y) = curve.points.get(point)?;
            let wave = figure.waves.get(curve.wave)?;
            let held = plain(*y, heights.unwrap_or(Unit::Share));
            let spread = if heights.is_some() { ", spread over all schools" } else { "" };
            Some(format!("{wave}: the lowest {} hold {held}{spread}", plain(*x, Unit::Share)))
        }
        Pointed::School { .. } => None,
    }
}

fn of_part<'a>(figure: &'a Figure, row: &Row, part: usize) -> Option<&'a Row> {
    let Form::Bars { parts, .. } = &figure.form else { return None };
    figure.part_row(row, parts.get(part)?)
}

fn estimate(estimate: &Estimate, unit: Unit) -> String {
    let value = super::super::words::value(Some(estimate), unit, false);
    let interval = estimate.interval.map_or_else(String::new, |(low, high)| {
        format!(", 95% interval {}", range(low, high, unit))
    });
    let n = estimate.n.map_or_else(String::new, |n| format!(", {}", counted(n as usize, "school")));
    let why =
        estimate.value.as_ref().err().map_or_else(String::new, |why| format!(": {}", why.reason()));
    format!("{value}{why}{interval}{n}")
}
