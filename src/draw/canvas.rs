//! A chart on the page's canvas, sharp at any device pixel ratio.
//!
//! The page sets the canvas's size to CSS px × ratio, its CSS size to CSS px, and calls
//! `set_transform(ratio, 0, 0, ratio, 0, 0)` on its context before each drawing.

use super::backend::{Drawn, FAMILY, HALO, Stamp, Target, UNITS};
use super::svg::units;
use super::text::{self, CHART};
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The canvas as a target: plotters' canvas backend under a context scaled to drawing units.
pub struct CanvasTarget {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
}

impl CanvasTarget {
    /// Takes a canvas whose transform is set to its pixel ratio, clears it, and draws in `size`
    /// CSS px. None where the browser gives no two-dimensional context.
    pub fn new(canvas: HtmlCanvasElement, size: (u32, u32)) -> Option<CanvasTarget> {
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        context.clear_rect(0.0, 0.0, f64::from(size.0), f64::from(size.1));
        let inner = CanvasBackend::with_canvas_object(canvas)?;
        context.save();
        context.scale(1.0 / UNITS, 1.0 / UNITS).ok()?;
        Some(CanvasTarget { inner, context, size: units(size.0, size.1) })
    }

    /// Widths of the face that the browser found over those of the table, for
    /// [`Look::stretch`](super::Look): 1 where it is an ordinary one, 1.1 for a wide one.
    pub fn stretch(context: &CanvasRenderingContext2d) -> f64 {
        const SAMPLE: &str = "In 2018 schools raised £41,200, 6.1 times the £6,750";
        context.set_font(&font("normal", CHART));
        let measured = context.measure_text(SAMPLE).map(|metrics| metrics.width());
        let ratio = measured.unwrap_or(0.0) / text::width(SAMPLE, CHART, false);
        if (0.7..1.5).contains(&ratio) { ratio } else { 1.0 }
    }
}

impl Drop for CanvasTarget {
    fn drop(&mut self) {
        self.context.restore();
    }
}

fn font(weight: &str, size: f64) -> String {
    format!("{weight} {size}px {FAMILY}")
}

fn css(colour: BackendColor) -> String {
    let (r, g, b) = colour.rgb;
    format!("rgba({r},{g},{b},{})", colour.alpha)
}

impl Target for CanvasTarget {
    fn write<S: BackendTextStyle>(
        &mut self,
        line: &str,
        style: &S,
        at: BackendCoord,
        halo: Option<BackendColor>,
    ) -> Drawn<Self> {
        let context = &self.context;
        context.save();
        // At its own size, so that the browser fits the letters to the px.
        let _ = context.scale(UNITS, UNITS);
        context.set_text_baseline("alphabetic");
        context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        let bold = matches!(style.style(), FontStyle::Bold);
        context.set_font(&font(if bold { "bold" } else { "normal" }, style.size() / UNITS));
        let (x, y) = (f64::from(at.0) / UNITS, f64::from(at.1) / UNITS);
        if let Some(halo) = halo {
            context.set_line_join("round");
            context.set_line_width(f64::from(HALO) / UNITS);
            context.set_stroke_style_str(&css(halo));
            let _ = context.stroke_text(line, x, y);
        }
        context.set_fill_style_str(&css(style.color()));
        // A refusal leaves the line unwritten; its number stands in the table too.
        let _ = context.fill_text(line, x, y);
        context.restore();
        Ok(())
    }

    /// One path for all of them: an arc each with a fill each is ten times as slow.
    fn stamps<I: Iterator<Item = BackendCoord>, S: BackendStyle>(
        &mut self,
        centres: I,
        shape: Stamp,
        radius: u32,
        fill: Option<BackendColor>,
        edge: Option<S>,
    ) -> Drawn<Self> {
        let context = &self.context;
        context.begin_path();
        for (x, y) in centres {
            if shape == Stamp::Disc {
                let (x, y, radius) = (f64::from(x), f64::from(y), f64::from(radius));
                context.move_to(x + radius, y);
                // Refused only for a negative radius.
                let _ = context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
                continue;
            }
            // Closed by hand, one side walked twice for the joint: `closePath` looks over the whole path
            // so far, each time.
            let corners = shape.corners((x, y), radius as i32);
            let around = corners.iter().chain(corners.iter().take(2)).copied();
            for (index, (x, y)) in around.enumerate() {
                if index == 0 {
                    context.move_to(f64::from(x), f64::from(y));
                } else {
                    context.line_to(f64::from(x), f64::from(y));
                }
            }
        }
        if let Some(fill) = fill {
            context.set_fill_style_str(&css(fill));
            context.fill();
        }
        if let Some(edge) = edge {
            context.set_stroke_style_str(&css(edge.color()));
            context.set_line_width(f64::from(edge.stroke_width()));
            context.stroke();
        }
        Ok(())
    }
}

impl DrawingBackend for CanvasTarget {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn<Self> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Drawn<Self> {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Drawn<Self> {
        self.inner.draw_pixel(point, colour)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn<Self> {
        self.inner.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn<Self> {
        self.inner.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn<Self> {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn<Self> {
        self.inner.draw_circle(centre, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn<Self> {
        self.inner.fill_polygon(corners, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        line: &str,
        style: &S,
        at: BackendCoord,
    ) -> Drawn<Self> {
        self.write(line, style, at, None)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        line: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let bold = matches!(style.style(), FontStyle::Bold);
        let width = text::width(line, style.size(), bold);
        Ok((width.ceil() as u32, (style.size() * 1.15).ceil() as u32))
    }

    fn blit_bitmap(&mut self, at: BackendCoord, size: (u32, u32), pixels: &[u8]) -> Drawn<Self> {
        self.inner.blit_bitmap(at, size, pixels)
    }
}
