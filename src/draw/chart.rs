//! The entry: which form is drawn by what, and how high a chart is.

use super::backend::Target;
use super::look::{Look, Room};
use super::pen::{Label, Pen};
use super::scene::{Rect, Scene, Squash};
use super::strokes::Drawing;
use super::text::{self, CHART};
use super::{bars, bins, curves, dots, dumbbells, points, strips, waterfall};
use crate::figure::words::{is_empty, why_empty};
use crate::figure::{Figure, Form};

/// Drawing failed; what the backend said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the chart could not be drawn: {0}")]
pub struct DrawError(pub String);

/// What the drawing of a form leaves behind beside its strokes.
pub struct Laid {
    pub plot: Rect,
    pub squash: Squash,
}

/// Draws a figure on a target whose size is `look.width` by [`height`] CSS px.
///
/// A target's units are tenths of a CSS px ([`super::UNITS`]). Where the figure has nothing to
/// draw, the scene says why and has no marks. Fails only where the target does.
pub fn draw<T: Target>(figure: &Figure, look: &Look, target: &mut T) -> Result<Scene, DrawError> {
    laid_out(figure, look).onto(target)
}

fn laid_out(figure: &Figure, look: &Look) -> Drawing {
    let size = (look.width, height(figure, look.width));
    let mut pen = Pen::new(look);
    let laid = if is_empty(figure) {
        empty(&mut pen, figure, size)
    } else {
        match &figure.form {
            Form::Bars { hue, parts, trends } => {
                bars::draw(&mut pen, figure, *hue, parts, trends, size)
            }
            Form::Dots { hue, trends } => dots::draw(&mut pen, figure, *hue, trends, size),
            Form::Curves { hue, curves, x_label, diagonal, heights } => {
                curves::draw(&mut pen, figure, *hue, (curves, *heights), (x_label, diagonal), size)
            }
            Form::Strips { hue, parts } => strips::draw(&mut pen, figure, *hue, parts, size),
            Form::Bins { hue, bins, x_label, log } => {
                bins::draw(&mut pen, figure, *hue, (bins, *log), x_label, size)
            }
            Form::Dumbbells { hue } | Form::SchoolChanges { hue, .. } => {
                dumbbells::draw(&mut pen, figure, *hue, size)
            }
            Form::Waterfall { hue, steps } => waterfall::draw(&mut pen, figure, *hue, steps, size),
            Form::Points { x, y, points, log } => {
                points::draw(&mut pen, figure, (x, y), points, *log, size)
            }
            Form::Table | Form::Claims { .. } => empty(&mut pen, figure, size),
        }
    };
    pen.finish(size, laid.plot, laid.squash)
}

/// How high the chart of a figure is at a width, CSS px; 0 where it has no chart.
pub fn height(figure: &Figure, width: u32) -> u32 {
    if is_empty(figure) && !matches!(figure.form, Form::Table | Form::Claims { .. }) {
        return EMPTY;
    }
    let room = Room::of(width);
    match &figure.form {
        Form::Bars { .. } => bars::height(figure, room),
        Form::Dots { .. } => dots::height(figure, room),
        Form::Curves { .. } => curves::height(width),
        Form::Strips { .. } => strips::height(figure),
        Form::Bins { .. } => bins::HEIGHT,
        Form::Dumbbells { .. } | Form::SchoolChanges { .. } => dumbbells::height(figure, width),
        Form::Waterfall { steps, .. } => waterfall::height(steps),
        Form::Points { .. } => points::height(width),
        Form::Table | Form::Claims { .. } => 0,
    }
}

const EMPTY: u32 = 160;

/// No number to draw: says so, and why, in the chart's place.
fn empty(pen: &mut Pen, figure: &Figure, (width, height): (u32, u32)) -> Laid {
    let (width, height) = (f64::from(width), f64::from(height));
    let plot = Rect::new(0.0, 0.0, width, height);
    let theme = pen.look.theme;
    pen.fill(plot, theme.quiet);
    let mut y = height / 2.0 - 12.0;
    pen.label(Label::new("Nothing to draw", width / 2.0, y, theme.ink).bold().middle());
    for line in
        text::balanced(&why_empty(figure), CHART, false, (width - 32.0).max(80.0)).iter().take(4)
    {
        y += 19.0;
        pen.label(Label::new(line.as_str(), width / 2.0, y, theme.ink_2).middle());
    }
    Laid { plot, squash: Squash::Neither }
}
