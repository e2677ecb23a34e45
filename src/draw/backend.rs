//! The one wrapper backend that all charts are drawn through.
//!
//! plotters' coordinates are whole numbers, too coarse for curves and outlines in CSS px, so one
//! unit here is a tenth of a CSS px. The wrapper reports the size in that unit, answers how wide a
//! text is from a table instead of asking the page, and outlines rectangles as paths, because the
//! SVG backend forgets their stroke width. What plotters has no call for (text on its baseline
//! with a halo, thousands of like marks) is a [`Target`]'s.

use super::text;
use plotters_backend::text_anchor::{Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontFamily, FontStyle, FontTransform,
};

/// Drawing units in a CSS px.
pub const UNITS: f64 = 10.0;

/// The system's sans-serif faces whose widths are near those of `text::width`.
pub const FAMILY: &str =
    "\"Segoe UI\", -apple-system, \"Helvetica Neue\", \"Liberation Sans\", Arial, sans-serif";

/// How wide the halo of a text is, in drawing units.
pub const HALO: u32 = 40;

pub type Drawn<T> = Result<(), DrawingErrorKind<<T as DrawingBackend>::ErrorType>>;

/// What a chart is drawn on. Any plotters backend becomes one by an empty `impl`; those of the
/// page and of SVG do better than the defaults.
pub trait Target: DrawingBackend {
    /// Writes a line of text with its alphabetic baseline at `at`, over a halo in a colour.
    fn write<S: BackendTextStyle>(
        &mut self,
        line: &str,
        style: &S,
        at: BackendCoord,
        halo: Option<BackendColor>,
    ) -> Drawn<Self> {
        let set = |colour| Set { style, size: style.size(), v_pos: VPos::Bottom, colour };
        if let Some(colour) = halo {
            let d = HALO as i32 / 2;
            for (dx, dy) in [(-d, 0), (d, 0), (0, -d), (0, d)] {
                self.draw_text(line, &set(colour), (at.0 + dx, at.1 + dy))?;
            }
        }
        self.draw_text(line, &set(style.color()), at)
    }

    /// Draws many marks of one shape, each filled and outlined where asked.
    fn stamps<I: Iterator<Item = BackendCoord>, S: BackendStyle>(
        &mut self,
        centres: I,
        shape: Stamp,
        radius: u32,
        fill: Option<BackendColor>,
        edge: Option<S>,
    ) -> Drawn<Self> {
        for centre in centres {
            if shape == Stamp::Disc {
                if let Some(fill) = fill {
                    self.draw_circle(centre, radius, &fill, true)?;
                }
                if let Some(edge) = &edge {
                    self.draw_circle(centre, radius, edge, false)?;
                }
                continue;
            }
            let corners = shape.corners(centre, radius as i32);
            if let Some(fill) = fill {
                self.fill_polygon(corners.iter().copied(), &fill)?;
            }
            if let Some(edge) = &edge {
                // One side more, so that the last corner is joined too.
                self.draw_path(corners.iter().chain(corners.iter().take(2)).copied(), edge)?;
            }
        }
        Ok(())
    }
}

/// The shape of a mark that is drawn many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    Disc,
    /// Standing on its base.
    Triangle,
    Square,
}

impl Stamp {
    /// The corners of the shape; a disc has none.
    pub fn corners(self, (x, y): BackendCoord, r: i32) -> Vec<BackendCoord> {
        match self {
            Stamp::Disc => Vec::new(),
            Stamp::Triangle => vec![(x, y - r), (x + r, y + r * 3 / 4), (x - r, y + r * 3 / 4)],
            Stamp::Square => vec![(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        }
    }
}

/// A text style with its size, vertical place and colour replaced.
pub struct Set<'a, S> {
    pub style: &'a S,
    pub size: f64,
    pub v_pos: VPos,
    pub colour: BackendColor,
}

impl<S: BackendTextStyle> BackendTextStyle for Set<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.colour
    }
    fn size(&self) -> f64 {
        self.size
    }
    fn transform(&self) -> FontTransform {
        self.style.transform()
    }
    fn style(&self) -> FontStyle {
        self.style.style()
    }
    fn anchor(&self) -> Pos {
        Pos::new(self.style.anchor().h_pos, self.v_pos)
    }
    fn family(&self) -> FontFamily<'_> {
        self.style.family()
    }
    fn layout_box(&self, line: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.style.layout_box(line)
    }
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        line: &str,
        at: BackendCoord,
        draw: F,
    ) -> Result<Result<(), E>, Self::FontError> {
        self.style.draw(line, at, draw)
    }
}

/// The wrapper.
pub struct Paper<'a, T> {
    pub target: &'a mut T,
    /// Widths of the face in use over those of the table; 1 where it is one of [`FAMILY`].
    pub stretch: f64,
}

impl<T: Target> DrawingBackend for Paper<'_, T> {
    type ErrorType = T::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.target.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawn<T> {
        self.target.ensure_prepared()
    }

    fn present(&mut self) -> Drawn<T> {
        self.target.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Drawn<T> {
        self.target.draw_pixel(point, colour)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn<T> {
        // As a path: the canvas backend moves lines by half a unit.
        self.target.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn<T> {
        if fill {
            return self.target.draw_rect((x0, y0), (x1, y1), style, true);
        }
        // Once round and one side more, so that the last corner is joined too.
        let corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0), (x1, y0)];
        self.target.draw_path(corners, style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn<T> {
        self.target.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn<T> {
        self.target.draw_circle(centre, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn<T> {
        self.target.fill_polygon(corners, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        line: &str,
        style: &S,
        at: BackendCoord,
    ) -> Drawn<T> {
        let (_, height) = self.estimate_text_size(line, style)?;
        let drop = match style.anchor().v_pos {
            VPos::Top => 0.76 * style.size(),
            VPos::Center => 0.36 * style.size(),
            VPos::Bottom => 0.76 * style.size() - f64::from(height),
        };
        self.target.write(line, style, (at.0, at.1 + drop.round() as i32), None)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        line: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<T::ErrorType>> {
        let bold = matches!(style.style(), FontStyle::Bold);
        let width = text::width(line, style.size(), bold) * self.stretch;
        Ok((width.ceil() as u32, (style.size() * 1.15).ceil() as u32))
    }

    fn blit_bitmap(&mut self, at: BackendCoord, size: (u32, u32), pixels: &[u8]) -> Drawn<T> {
        self.target.blit_bitmap(at, size, pixels)
    }
}
