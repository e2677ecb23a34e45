//! A ruler: where a published figure and its rounding lie against what comes out and its range.

use crate::figure::Ruler;
use leptos::prelude::*;

/// Of the drawing, px.
const WIDTH: f64 = 260.0;
const HEIGHT: f64 = 46.0;
const AXIS: f64 = 23.0;
/// Left free beside the least and the greatest number, as a share of what lies between.
const MARGIN: f64 = 0.12;
/// The width that a letter of a label takes, px.
const LETTER: f64 = 6.4;
/// The least width that can be seen, px.
const HAIR: f64 = 2.0;

/// What it shows stands in words beside it.
pub fn ruler(ruler: &Ruler) -> impl IntoView + use<> {
    let (least, greatest) = ruler.ends();
    let space = if greatest > least { greatest - least } else { least.abs().max(1.0) };
    let (from, to) = (least - MARGIN * space, greatest + MARGIN * space);
    // Divided first: the greatest numbers times the width are infinite.
    let x = move |value: f64| WIDTH * ((value - from) / (to - from));
    let span = |low: Option<f64>, high: Option<f64>| {
        let (left, right) = (low.map_or(0.0, x), high.map_or(WIDTH, x));
        let width = (right - left).max(HAIR);
        ((left + right - width) / 2.0, width)
    };
    let (rounding_x, rounding_width) = span(ruler.rounding.0, ruler.rounding.1);
    let (range_x, range_width) = span(Some(ruler.low), Some(ruler.high));
    let published = format!("published {}", ruler.published_words);
    let value = ruler.value_words.clone();
    let (published_at, value_at) =
        (label_x(&published, x(ruler.published)), label_x(&value, x(ruler.value)));
    let line = |at: f64, from: f64, to: f64| format!("M{at} {from}V{to}");
    view! {
        <svg class="ruler" viewBox=format!("0 0 {WIDTH} {HEIGHT}") width=WIDTH height=HEIGHT aria-hidden="true">
            <path class="ruler-axis" d=format!("M0 {AXIS}H{WIDTH}") />
            <rect class="ruler-rounding" x=rounding_x width=rounding_width y=AXIS - 9.0 height=18.0 />
            <rect class="ruler-range" x=range_x width=range_width y=AXIS - 4.0 height=8.0 />
            <path class="ruler-published" d=line(x(ruler.published), AXIS - 10.0, AXIS + 9.0) />
            <circle class="ruler-value" cx=x(ruler.value) cy=AXIS r=4.5 />
            <text x=published_at y=9.0 class="ruler-published-label">{published}</text>
            <text x=value_at y=HEIGHT - 2.0>{value}</text>
        </svg>
    }
}

/// The middle of a label that would stand at x, moved in from the ends.
fn label_x(label: &str, x: f64) -> f64 {
    let half = (label.chars().count() as f64 * LETTER / 2.0).min(WIDTH / 2.0);
    x.clamp(half, WIDTH - half)
}
