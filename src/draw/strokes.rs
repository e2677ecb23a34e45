//! A chart laid out, as strokes in CSS px, and how plotters puts them on a target.
//!
//! Charts are laid out by code that knows no target, so that it is compiled once for all of them.

use super::backend::{Drawn, FAMILY, Paper, Stamp, Target, UNITS};
use super::chart::DrawError;
use super::pen::Label;
use super::scene::{Rect, Scene};
use plotters::coord::CoordTranslate;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::style::{Color, FontStyle, IntoFont, ShapeStyle, TextStyle};
use plotters_backend::text_anchor::{Pos, VPos};
use plotters_backend::{BackendColor, BackendCoord};

/// One stroke.
pub enum Element {
    Box(Rect, ShapeStyle),
    Path(Vec<(f64, f64)>, ShapeStyle),
    Polygon(Vec<(f64, f64)>, ShapeStyle),
    /// A disc or ring with its radius.
    Disc((f64, f64), f64, ShapeStyle),
    Stamps(Stamps),
    Label(Label),
}

/// Many marks of one shape.
pub struct Stamps {
    pub centres: Vec<(f64, f64)>,
    pub shape: Stamp,
    pub radius: f64,
    pub fill: Option<BackendColor>,
    pub edge: Option<ShapeStyle>,
}

/// The strokes of a chart, in the order in which they cover each other, and what is where.
pub struct Drawing {
    pub strokes: Vec<Element>,
    /// How much wider than the table's the target's letters are.
    pub stretch: f64,
    pub scene: Scene,
}

impl Drawing {
    /// Draws it on a target; the first error ends it.
    pub fn onto<T: Target>(self, target: &mut T) -> Result<Scene, DrawError> {
        let paper = Paper { target, stretch: self.stretch };
        let area = paper.into_drawing_area().apply_coord_spec(CssPixels);
        let drawn = self.strokes.into_iter().try_for_each(|element| put(&area, element));
        drawn.and_then(|()| area.present()).map_err(|error| DrawError(error.to_string()))?;
        Ok(self.scene)
    }
}

fn put<T: Target>(
    area: &DrawingArea<Paper<'_, T>, CssPixels>,
    element: Element,
) -> Result<(), plotters::drawing::DrawingAreaErrorKind<T::ErrorType>> {
    match element {
        Element::Box(rect, style) => {
            area.draw(&Rectangle::new([(rect.left, rect.top), (rect.right, rect.bottom)], style))
        }
        Element::Path(points, style) => area.draw(&PathElement::new(points, style)),
        Element::Polygon(corners, style) => area.draw(&Polygon::new(corners, style)),
        Element::Disc(at, radius, style) => area.draw(&Circle::new(at, units(radius), style)),
        Element::Stamps(stamps) => area.draw(&stamps),
        Element::Label(label) => area.draw(&label),
    }
}

/// CSS px as whole drawing units.
pub fn units(px: f64) -> u32 {
    (px * UNITS).round() as u32
}

/// From CSS px to drawing units.
struct CssPixels;

impl CoordTranslate for CssPixels {
    type From = (f64, f64);

    fn translate(&self, (x, y): &(f64, f64)) -> BackendCoord {
        // A float that is too large for the type becomes its largest value.
        ((x * UNITS).round() as i32, (y * UNITS).round() as i32)
    }
}

impl<'a> PointCollection<'a, (f64, f64)> for &'a Label {
    type Point = &'a (f64, f64);
    type IntoIter = std::iter::Once<&'a (f64, f64)>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::once(&self.at)
    }
}

impl<T: Target> Drawable<Paper<'_, T>> for Label {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        paper: &mut Paper<'_, T>,
        _: (u32, u32),
    ) -> Drawn<T> {
        let Some(at) = points.next() else { return Ok(()) };
        let face = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        let style = TextStyle::from((FAMILY, self.size * UNITS).into_font().style(face))
            .color(&self.colour)
            .pos(Pos::new(self.anchor, VPos::Bottom));
        paper.target.write(&self.text, &style, at, self.halo.map(|halo| halo.to_backend_color()))
    }
}

impl<'a> PointCollection<'a, (f64, f64)> for &'a Stamps {
    type Point = &'a (f64, f64);
    type IntoIter = std::slice::Iter<'a, (f64, f64)>;

    fn point_iter(self) -> Self::IntoIter {
        self.centres.iter()
    }
}

impl<T: Target> Drawable<Paper<'_, T>> for Stamps {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        paper: &mut Paper<'_, T>,
        _: (u32, u32),
    ) -> Drawn<T> {
        paper.target.stamps(points, self.shape, units(self.radius), self.fill, self.edge)
    }
}
