//! The small strip of a finding: both waves on one line from zero, with their intervals.

use super::backend::Target;
use super::chart::DrawError;
use super::deciles::interval;
use super::look::Look;
use super::pen::{Label, Pen, Stroke};
use super::scale::{Scale, extent};
use super::scene::{Rect, Scene, Squash};
use super::strokes::Drawing;
use super::text::CHART;
use super::theme::mix;
use crate::figure::{Estimate, Finding, Pointed, number};

/// How high a strip is, CSS px.
pub const STRIP_HEIGHT: u32 = 44;

/// Draws the strip of a finding on a target `look.width` by [`STRIP_HEIGHT`] CSS px.
///
/// The last of the row's waves is solid; `names` are the waves' labels.
pub fn draw_strip<T: Target>(
    finding: &Finding,
    names: &[String],
    look: &Look,
    target: &mut T,
) -> Result<Scene, DrawError> {
    laid_out(finding, names, look).onto(target)
}

fn laid_out(finding: &Finding, names: &[String], look: &Look) -> Drawing {
    let size = (look.width, STRIP_HEIGHT);
    let mut pen = Pen::new(look);
    let (theme, width) = (look.theme, f64::from(look.width));
    let shades = *theme.shades(finding.hue);
    let row = &finding.row;
    let known: Vec<(usize, &Estimate, f64)> = row
        .waves
        .iter()
        .enumerate()
        .filter_map(|(wave, estimate)| Some((wave, estimate, estimate.known_value()?)))
        .collect();
    let ends = known.iter().flat_map(|(_, estimate, value)| {
        let (low, high) = interval(estimate, look).unwrap_or((*value, *value));
        [*value, low, high]
    });
    let (low, high) = extent(ends.chain([0.0])).unwrap_or((0.0, 1.0));
    let along =
        |end: f64| Scale::linear((low, high + (high - low) / 20.0), (8.0, (end - 8.0).max(40.0)));
    let x = along(width);
    let plot = Rect::new(8.0, 0.0, width - 8.0, f64::from(STRIP_HEIGHT));
    pen.hairline((0.0, 42.0), (width, 42.0), theme.grid);
    let values: Vec<f64> = known.iter().map(|(_, _, value)| *value).collect();
    let said = |value: f64| {
        let number = number::brief_among(value, &values, row.unit);
        format!("{number}{}", number::unit_word(row.unit, true))
    };
    // Where the two would cover each other each has a line of its own.
    let tie = match known.as_slice() {
        [(_, _, a), (_, _, b)] => {
            let width = |value: f64| look.measure(&said(value), CHART, true) / 2.0;
            (x.at(*a) - x.at(*b)).abs() < width(*a) + width(*b) + 8.0
        }
        _ => false,
    };
    let named = |wave: usize, value: f64| {
        format!("{}  {}", names.get(wave).map_or("", String::as_str), said(value))
    };
    let ends_on = |x: &Scale, estimate: &Estimate, value: f64| {
        let ends = interval(estimate, look).map(|(low, high)| (x.at(low), x.at(high)));
        ends.unwrap_or((x.at(value) - 6.0, x.at(value) + 6.0))
    };
    // What a name takes on either side of a mark; where neither has room, the marks make some.
    let long = |wave: usize, value: f64| look.measure(&named(wave, value), CHART, true) + 6.0;
    let is_cramped = known.iter().any(|(wave, estimate, value)| {
        let ((low, high), long) = (ends_on(&x, estimate, *value), long(*wave, *value));
        low - long < 14.0 && high + long > width
    });
    let room = known.iter().map(|(wave, _, value)| long(*wave, *value)).fold(0.0, f64::max);
    let x = if tie && is_cramped { along(width - room) } else { x };
    let zero = x.at(0.0);
    pen.hairline((zero, 39.0), (zero, 44.0), theme.ink_3);
    pen.label(Label::new("0", zero - 4.0, 36.0, theme.ink_3).least());
    let solid = |wave: usize| wave + 1 == row.waves.len();
    let line = |rank: usize| if tie && rank == 0 { 10.0 } else { 29.0 };
    // Both bars lie under both marks: on one line the later bar may reach over the earlier mark.
    for (rank, (wave, estimate, _)) in known.iter().enumerate() {
        if let Some((low, high)) = interval(estimate, look) {
            let bar = Rect::new(x.at(low), line(rank) - 4.0, x.at(high), line(rank) + 4.0);
            let fill = if solid(*wave) { shades.pale } else { theme.ground };
            pen.boxed(bar, fill, Stroke::new(mix(shades.line, theme.ground, 0.55), 1.0));
        }
    }
    for (rank, (wave, estimate, value)) in known.iter().enumerate() {
        let (solid, y) = (solid(*wave), line(rank));
        let at = (x.at(*value), y);
        if solid {
            pen.dot(at, 5.5, shades.mark, Stroke::new(shades.line, 1.25));
        } else {
            pen.dot(at, 4.5, theme.ground, Stroke::new(shades.line, 2.0));
        }
        let colour = if solid { shades.text } else { theme.ink_2 };
        let words = said(*value);
        let label = if tie {
            let (low, high) = ends_on(&x, estimate, *value);
            let words = named(*wave, *value);
            let long = look.measure(&words, CHART, solid) + 6.0;
            if low - long >= 14.0 || high + long > width {
                Label::new(words, low - 6.0, y + 4.0, colour).end()
            } else {
                Label::new(words, high + 6.0, y + 4.0, colour)
            }
        } else {
            let half = look.measure(&words, CHART, solid) / 2.0;
            Label::new(words, at.0.min(width - half).max(half), 14.0, colour).middle()
        };
        pen.label(label.bold_if(solid).halo(theme.ground));
        let rect = Rect::new(at.0 - 6.0, y - 6.0, at.0 + 6.0, y + 6.0);
        pen.mark(Pointed::Cell { row: 0, wave: *wave, part: None }, rect, plot);
    }
    pen.finish(size, plot, Squash::Columns)
}
