//! A chart as a standalone SVG document.

use super::backend::{Drawn, FAMILY, HALO, Set, Target, UNITS};
use super::chart::{self, DrawError};
use super::look::Look;
use super::strip::{STRIP_HEIGHT, draw_strip};
use crate::figure::{Figure, Finding};
use plotters::backend::SVGBackend;
use plotters::style::RGBColor;
use plotters_backend::text_anchor::VPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, FontFamily, FontStyle,
    FontTransform,
};

/// The family that stands for "with a halo" until the document is finished: plotters has no other
/// way to say so, and text content cannot hold a quotation mark that is not escaped.
const HALOED: &str = "haloed";
const PLAIN: &str = "plain";
/// Has a browser paint the halo before the letters.
const BENEATH: &str = " paint-order=\"stroke\"";
/// Ends what there is of a halo.
const ROUND: &str = " stroke-linejoin=\"round\"";

impl Target for SVGBackend<'_> {
    fn write<S: BackendTextStyle>(
        &mut self,
        line: &str,
        style: &S,
        at: BackendCoord,
        halo: Option<BackendColor>,
    ) -> Drawn<Self> {
        let family = if halo.is_some() { HALOED } else { PLAIN };
        // The backend hangs text by 0.76 em from its top and divides the size by 1.24.
        let top = at.1 - (0.76 * style.size()).round() as i32;
        let set = Set { style, size: style.size() * 1.24, v_pos: VPos::Top, colour: style.color() };
        self.draw_text(line, &Faced { set, family }, (at.0, top))
    }
}

struct Faced<'a, S> {
    set: Set<'a, S>,
    family: &'static str,
}

impl<S: BackendTextStyle> BackendTextStyle for Faced<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.set.color()
    }
    fn size(&self) -> f64 {
        self.set.size()
    }
    fn transform(&self) -> FontTransform {
        self.set.transform()
    }
    fn style(&self) -> FontStyle {
        self.set.style()
    }
    fn anchor(&self) -> plotters_backend::text_anchor::Pos {
        self.set.anchor()
    }
    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(self.family)
    }
    fn layout_box(&self, line: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.set.layout_box(line)
    }
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        line: &str,
        at: BackendCoord,
        draw: F,
    ) -> Result<Result<(), E>, Self::FontError> {
        self.set.draw(line, at, draw)
    }
}

/// The chart of a figure as an SVG document: valid by itself, described, every text escaped.
pub fn svg(figure: &Figure, look: &Look) -> Result<String, DrawError> {
    let height = chart::height(figure, look.width);
    let mut drawn = String::new();
    let mut backend = SVGBackend::with_string(&mut drawn, units(look.width, height));
    chart::draw(figure, look, &mut backend)?;
    drop(backend);
    let description = figure.description.as_ref().unwrap_or(&figure.sentence);
    Ok(document((&figure.title, description), look, height, &drawn))
}

/// The strip of a finding as an SVG document; `names` are the waves' labels.
pub fn strip_svg(finding: &Finding, names: &[String], look: &Look) -> Result<String, DrawError> {
    let mut drawn = String::new();
    let mut backend = SVGBackend::with_string(&mut drawn, units(look.width, STRIP_HEIGHT));
    draw_strip(finding, names, look, &mut backend)?;
    drop(backend);
    Ok(document((&finding.sentence, &finding.how_sure), look, STRIP_HEIGHT, &drawn))
}

/// The size in drawing units.
pub fn units(width: u32, height: u32) -> (u32, u32) {
    (width.saturating_mul(UNITS as u32), height.saturating_mul(UNITS as u32))
}

/// Puts title, description, role and face around what plotters drew.
pub fn document((title, desc): (&str, &str), look: &Look, height: u32, drawn: &str) -> String {
    let body = drawn.split_once(">\n").map_or("", |(_, body)| body);
    let body = body.strip_suffix("</svg>\n").unwrap_or(body);
    let halo =
        format!("{BENEATH} stroke=\"{}\" stroke-width=\"{HALO}\"{ROUND}", hex(look.theme.ground));
    let body = body
        .replace(&format!(" font-family=\"{HALOED}\""), &halo)
        .replace(&format!(" font-family=\"{PLAIN}\""), "")
        .replace(" opacity=\"1\"", "");
    let body = rounded_sizes(&body);
    let width = look.width;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{}\">\n\
         <title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n\
         <g transform=\"scale({})\">\n{body}</g>\n</svg>\n",
        escaped(FAMILY),
        escaped(title),
        escaped(desc),
        hex(look.theme.ground),
        1.0 / UNITS,
    )
}

/// The same document with each halo as a text of its own beneath the words: word processors do not
/// know the attribute, and would paint the halo over the letters.
pub fn halos_beneath(document: &str) -> String {
    let mut pieces = document.split("<text ");
    let mut out = String::from(pieces.next().unwrap_or_default());
    for piece in pieces {
        let element = piece.split_once("</text>").map(|(element, _)| element);
        let cut = element.and_then(|element| {
            let (before, after) = element.split_once(BENEATH)?;
            Some((element, before, after.split_once(ROUND)?.1))
        });
        if let Some((element, before, after)) = cut {
            let halo = element.replacen(BENEATH, "", 1);
            out.push_str(&format!("<text {halo}</text>\n<text {before}{after}"));
            out.push_str(&piece[element.len()..]);
        } else {
            out.push_str("<text ");
            out.push_str(piece);
        }
    }
    out
}

/// Font sizes without the last digits of the backend's division.
fn rounded_sizes(body: &str) -> String {
    const SIZE: &str = " font-size=\"";
    let mut pieces = body.split(SIZE);
    let mut out = String::from(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (size, rest) = piece.split_once('"').unwrap_or((piece, ""));
        let size = size.parse::<f64>().map_or(0.0, |size| (size * 10.0).round() / 10.0);
        out.push_str(&format!("{SIZE}{size}\"{rest}"));
    }
    out
}

/// A colour as SVG and CSS write it.
pub fn hex(colour: RGBColor) -> String {
    format!("#{:02X}{:02X}{:02X}", colour.0, colour.1, colour.2)
}

/// Text as XML; what XML 1.0 cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}
