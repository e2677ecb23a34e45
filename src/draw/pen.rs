//! The few strokes that every chart is made of, in CSS px.

use super::backend::Stamp;
use super::look::Look;
use super::scene::{MarkRegion, Rect, Scene, Squash};
use super::strokes::{Drawing, Element, Stamps, units};
use super::text::{CHART, LEAST};
use crate::figure::Pointed;
use plotters::style::{Color, RGBAColor, RGBColor, ShapeStyle};
use plotters_backend::text_anchor::HPos;

/// A line's colour and width in px.
#[derive(Clone, Copy)]
pub struct Stroke {
    pub colour: RGBColor,
    pub width: f64,
    pub opacity: f64,
}

impl Stroke {
    pub fn new(colour: RGBColor, width: f64) -> Stroke {
        Stroke { colour, width, opacity: 1.0 }
    }

    pub fn opacity(mut self, opacity: f64) -> Stroke {
        self.opacity = opacity;
        self
    }
}

/// A line of text at its baseline.
#[derive(Clone)]
pub struct Label {
    pub text: String,
    pub at: (f64, f64),
    pub size: f64,
    pub bold: bool,
    pub colour: RGBColor,
    pub anchor: HPos,
    pub halo: Option<RGBColor>,
}

impl Label {
    pub fn new(text: impl Into<String>, x: f64, y: f64, colour: RGBColor) -> Label {
        let (text, at) = (text.into(), (x, y));
        Label { text, at, size: CHART, bold: false, colour, anchor: HPos::Left, halo: None }
    }

    /// In the smallest size.
    pub fn least(self) -> Label {
        self.size(LEAST)
    }

    pub fn size(mut self, size: f64) -> Label {
        self.size = size;
        self
    }

    pub fn bold(self) -> Label {
        self.bold_if(true)
    }

    pub fn bold_if(mut self, bold: bool) -> Label {
        self.bold = bold;
        self
    }

    pub fn coloured(mut self, colour: RGBColor) -> Label {
        self.colour = colour;
        self
    }

    /// Centred on its x.
    pub fn middle(mut self) -> Label {
        self.anchor = HPos::Center;
        self
    }

    /// Ending at its x.
    pub fn end(mut self) -> Label {
        self.anchor = HPos::Right;
        self
    }

    /// Over a halo in the colour of the ground.
    pub fn halo(mut self, ground: RGBColor) -> Label {
        self.halo = Some(ground);
        self
    }

    pub fn moved(mut self, dx: f64, dy: f64) -> Label {
        self.at = (self.at.0 + dx, self.at.1 + dy);
        self
    }

    /// The box that it covers.
    pub fn rect(&self, look: &Look) -> Rect {
        let width = look.measure(&self.text, self.size, self.bold);
        let left = match self.anchor {
            HPos::Left => self.at.0,
            HPos::Center => self.at.0 - width / 2.0,
            HPos::Right => self.at.0 - width,
        };
        Rect::new(left, self.at.1 - 0.78 * self.size, left + width, self.at.1 + 0.22 * self.size)
    }
}

/// Takes strokes in CSS px and keeps what is drawn where. It knows no target: a chart is laid out once,
/// and [`Drawing::onto`] puts it on any.
pub struct Pen<'a> {
    pub look: &'a Look,
    strokes: Vec<Element>,
    marks: Vec<MarkRegion>,
    schools: Vec<Option<(f32, f32)>>,
    words: Vec<Rect>,
}

impl<'a> Pen<'a> {
    pub fn new(look: &'a Look) -> Self {
        let (strokes, marks, schools, words) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Pen { look, strokes, marks, schools, words }
    }

    pub fn fill(&mut self, rect: Rect, colour: RGBColor) {
        self.strokes.push(Element::Box(rect, ShapeStyle::from(&colour).filled()));
    }

    /// A filled box whose outline lies half outside it.
    pub fn boxed(&mut self, rect: Rect, fill: RGBColor, line: Stroke) {
        self.fill(rect, fill);
        self.strokes.push(Element::Box(rect, style(line)));
    }

    pub fn path(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        self.strokes.push(Element::Path(points.to_vec(), style(stroke)));
    }

    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        self.path(&[from, to], stroke);
    }

    /// An interval from left to right, with a stop at either end.
    pub fn whisker(&mut self, low: f64, high: f64, y: f64) {
        let stroke = Stroke::new(self.look.theme.ink, 1.25);
        self.line((low, y), (high, y), stroke);
        for x in [low, high] {
            self.line((x, y - 3.0), (x, y + 3.0), stroke);
        }
    }

    /// A hairline one px thick, sharp because it fills whole px.
    pub fn hairline(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor) {
        let rect = if from.0 == to.0 {
            let x = from.0.floor();
            Rect::new(x, from.1, x + 1.0, to.1)
        } else {
            let y = from.1.floor();
            Rect::new(from.0, y, to.0, y + 1.0)
        };
        self.fill(rect, colour);
    }

    /// A line in dashes of `on` px with gaps of `off` px.
    pub fn dashes(&mut self, points: &[(f64, f64)], (on, off): (f64, f64), stroke: Stroke) {
        for dash in dashes(points, on, off) {
            self.path(&dash, stroke);
        }
    }

    pub fn polygon(&mut self, corners: &[(f64, f64)], colour: RGBColor) {
        let style = ShapeStyle::from(&colour).filled();
        self.strokes.push(Element::Polygon(corners.to_vec(), style));
    }

    /// A disc with an outline.
    pub fn dot(&mut self, at: (f64, f64), radius: f64, fill: RGBColor, line: Stroke) {
        self.strokes.push(Element::Disc(at, radius, ShapeStyle::from(&fill).filled()));
        self.ring(at, radius, line);
    }

    pub fn ring(&mut self, at: (f64, f64), radius: f64, line: Stroke) {
        self.strokes.push(Element::Disc(at, radius, style(line)));
    }

    /// Many marks of one shape, drawn in one go.
    pub fn stamps(
        &mut self,
        centres: Vec<(f64, f64)>,
        shape: Stamp,
        radius: f64,
        fill: Option<RGBAColor>,
        edge: Option<Stroke>,
    ) {
        if !centres.is_empty() {
            let fill = fill.map(|fill| fill.to_backend_color());
            let stamps = Stamps { centres, shape, radius, fill, edge: edge.map(style) };
            self.strokes.push(Element::Stamps(stamps));
        }
    }

    pub fn label(&mut self, label: Label) {
        self.words.push(label.rect(self.look));
        self.strokes.push(Element::Label(label));
    }

    /// Writes a label, moved up (or down) line by line until it covers no other, five times at
    /// most: then it is left out.
    pub fn label_clear(&mut self, label: Label, dy: f64) {
        for step in 0..5 {
            let moved = label.clone().moved(0.0, dy * f64::from(step));
            let rect = moved.rect(self.look);
            if rect.top >= 0.0 && self.is_clear(&rect) {
                return self.label(moved);
            }
        }
    }

    /// Whether no word stands in a box.
    pub fn is_clear(&self, rect: &Rect) -> bool {
        !self.words.iter().any(|word| word.overlaps(rect))
    }

    /// Writes a label unless it would cover another; whether it did.
    pub fn label_if_clear(&mut self, label: Label) -> bool {
        let rect = label.rect(self.look);
        let clear = self.is_clear(&rect);
        if clear {
            self.label(label);
        }
        clear
    }

    /// Remembers where a mark is.
    pub fn mark(&mut self, pointed: Pointed, rect: Rect, slot: Rect) {
        self.marks.push(MarkRegion { pointed, rect, slot });
    }

    pub fn schools(&mut self, schools: Vec<Option<(f32, f32)>>) {
        self.schools = schools;
    }

    pub fn finish(self, size: (u32, u32), plot: Rect, squash: Squash) -> Drawing {
        let scene = Scene { size, plot, squash, marks: self.marks, schools: self.schools };
        Drawing { strokes: self.strokes, stretch: self.look.stretch, scene }
    }
}

fn style(stroke: Stroke) -> ShapeStyle {
    ShapeStyle::from(stroke.colour.mix(stroke.opacity)).stroke_width(units(stroke.width).max(1))
}

/// The pieces of a line that its dashes cover.
fn dashes(points: &[(f64, f64)], on: f64, off: f64) -> Vec<Vec<(f64, f64)>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<(f64, f64)> = points.first().copied().into_iter().collect();
    let (mut drawing, mut left) = (true, on);
    for pair in points.windows(2) {
        let &[(x0, y0), (x1, y1)] = pair else { continue };
        let length = (x1 - x0).hypot(y1 - y0);
        let mut gone = 0.0;
        while length - gone > left {
            gone += left;
            let at = (x0 + (x1 - x0) * gone / length, y0 + (y1 - y0) * gone / length);
            if drawing {
                piece.push(at);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![at];
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
        left -= length - gone;
        if drawing {
            piece.push((x1, y1));
        }
    }
    if drawing && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::dashes;

    #[test]
    fn dashes_go_round_corners() {
        let corner = [(0.0, 0.0), (6.0, 0.0), (6.0, 10.0)];
        let expected = vec![
            vec![(0.0, 0.0), (4.0, 0.0)],
            vec![(6.0, 0.0), (6.0, 4.0)],
            vec![(6.0, 6.0), (6.0, 10.0)],
        ];
        assert_eq!(dashes(&corner, 4.0, 2.0), expected);
        assert!(dashes(&[], 4.0, 2.0).is_empty());
    }
}
