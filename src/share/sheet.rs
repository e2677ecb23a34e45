//! A figure as one image that stands by itself: title, legend, chart, sentence, notes and source.

use super::{credits, key, words};
use crate::draw::{
    DrawError, FAMILY, Look, balanced, escaped, halos_beneath, height, hex, svg, wrap,
};
use crate::figure::{Figure, Form};
use plotters::style::RGBColor;

/// Width of an image that leaves by itself, CSS px.
pub const WIDTH: u32 = 960;
const MARGIN: f64 = 24.0;
/// What every program has under this name, since some look at no second one. Its widths are those
/// that texts are measured by, and a word processor rounds those of small letters up.
pub const SANS: Face =
    Face { family: "Arial, &quot;Liberation Sans&quot;, Helvetica, sans-serif", stretch: 1.06 };
/// Where it is missing a wider one takes its place.
const SERIF: Face = Face { family: "Georgia, &quot;Times New Roman&quot;, serif", stretch: 1.25 };

/// What is laid out from the top down.
struct Sheet {
    body: String,
    /// Where the next thing begins, px.
    y: f64,
    width: f64,
}

pub struct Face {
    pub family: &'static str,
    /// Its widths over those that texts are measured by, at most.
    stretch: f64,
}

/// How a paragraph is set.
struct Style {
    size: f64,
    bold: bool,
    face: Face,
    colour: RGBColor,
}

/// The figure as an SVG document of the look's width, its metadata inside. Every text is escaped.
pub fn sheet(figure: &Figure, look: &Look) -> Result<String, DrawError> {
    let theme = &look.theme;
    let mut sheet = Sheet { body: String::new(), y: MARGIN, width: f64::from(look.width) };
    let text = |size, colour| Style { size, bold: false, face: SANS, colour };
    sheet.paragraph(&figure.kicker, &Style { bold: true, ..text(13.0, theme.ink_3) });
    sheet.paragraph(
        &figure.title,
        &Style { size: 22.0, bold: true, face: SERIF, colour: theme.ink },
    );
    sheet.paragraph(&figure.subtitle, &text(15.0, theme.ink_2));
    sheet.gap(8.0);
    if figure.form != Form::Table {
        let (drawn, used) = key::drawn(figure, look, (MARGIN, sheet.y), sheet.width - 2.0 * MARGIN);
        sheet.body.push_str(&drawn);
        sheet.gap(used + 8.0);
        let inner = Look { width: look.width.saturating_sub(2 * MARGIN as u32), ..look.clone() };
        let chart = halos_beneath(&svg(figure, &inner)?).replace(&escaped(FAMILY), SANS.family);
        let placed = format!("<svg x=\"{MARGIN}\" y=\"{}\" ", sheet.y);
        sheet.body.push_str(&chart.replacen("<svg ", &placed, 1));
        sheet.gap(f64::from(height(figure, inner.width)) + 12.0);
    } else {
        sheet.table(figure, look);
    }
    sheet.paragraph(&figure.sentence, &text(15.0, theme.ink));
    sheet.gap(4.0);
    for note in &figure.notes {
        sheet.paragraph(&format!("{}: {}", note.term, note.text), &text(12.0, theme.ink_2));
    }
    sheet.gap(4.0);
    sheet.paragraph(&credits::line(figure), &text(12.0, theme.ink_3));
    Ok(sheet.document(figure, theme.ground))
}

impl Sheet {
    fn gap(&mut self, px: f64) {
        self.y += px;
    }

    fn paragraph(&mut self, text: &str, style: &Style) {
        let room = (self.width - 2.0 * MARGIN) / style.face.stretch;
        // A title's last line is not to be one word.
        let parted = if style.bold { balanced } else { wrap };
        for line in parted(text, style.size, style.bold, room) {
            self.gap((style.size * 1.35).round());
            self.line(&line, MARGIN, "start", style);
        }
        self.gap((style.size * 0.35).round());
    }

    fn line(&mut self, text: &str, x: f64, anchor: &str, style: &Style) {
        let weight = if style.bold { "600" } else { "400" };
        self.body.push_str(&format!(
            "<text x=\"{x}\" y=\"{}\" font-family=\"{}\" font-size=\"{}\" font-weight=\"{weight}\" \
             text-anchor=\"{anchor}\" fill=\"{}\">{}</text>\n",
            self.y,
            style.face.family,
            style.size,
            hex(style.colour),
            escaped(text),
        ));
    }

    /// The table of a figure that has no chart.
    fn table(&mut self, figure: &Figure, look: &Look) {
        let theme = &look.theme;
        let style = |bold, colour| Style { size: 14.0, bold, face: SANS, colour };
        let has_change = figure.waves.len() == 2;
        let columns: Vec<&str> =
            figure.waves.iter().map(String::as_str).chain(has_change.then_some("Change")).collect();
        let step = 150.0_f64.min((self.width - 2.0 * MARGIN) / (columns.len() as f64 + 2.0));
        let right = |at: usize| self.width - MARGIN - step * (columns.len() - 1 - at) as f64;
        let ends: Vec<f64> = (0..columns.len()).map(right).collect();
        self.gap(20.0);
        self.line(&figure.heading, MARGIN, "start", &style(true, theme.ink_2));
        for (column, x) in columns.iter().zip(&ends) {
            self.line(column, *x, "end", &style(true, theme.ink_2));
        }
        let room = ends.first().map_or(200.0, |x| x - step - MARGIN);
        for row in &figure.rows {
            self.gap(10.0);
            self.body.push_str(&format!(
                "<path d=\"M{MARGIN} {y}H{}\" stroke=\"{}\"/>\n",
                self.width - MARGIN,
                hex(theme.rule),
                y = self.y
            ));
            let top = self.y;
            for line in wrap(&row.label, 14.0, false, room.max(120.0)) {
                self.gap(20.0);
                self.line(&line, MARGIN, "start", &style(false, theme.ink));
            }
            let mut bottom = self.y;
            let values = row.waves.iter().map(Some).chain([row.change.as_ref()]);
            for (at, (estimate, x)) in values.zip(&ends).enumerate() {
                let is_change = at == row.waves.len();
                let value = words::value(estimate, row.unit, is_change);
                self.y = top + 20.0;
                self.line(&value, *x, "end", &style(false, theme.ink));
                let interval = words::interval(estimate, row.unit, is_change).unwrap_or_default();
                let small = Style { size: 12.0, ..style(false, theme.ink_2) };
                for line in wrap(&interval, small.size, false, step - 10.0) {
                    self.gap(16.0);
                    self.line(&line, *x, "end", &small);
                }
                bottom = bottom.max(self.y);
            }
            self.y = bottom;
        }
        self.gap(16.0);
    }

    fn document(self, figure: &Figure, ground: RGBColor) -> String {
        let (width, height) = (self.width, (self.y + MARGIN).ceil());
        let metadata: String = credits::metadata(figure)
            .iter()
            .map(|(name, value)| format!("{}: {}\n", escaped(name), escaped(value)))
            .collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n\
             <metadata>{metadata}</metadata>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n{}</svg>\n",
            escaped(&figure.title),
            escaped(&credits::alt_text(figure)),
            hex(ground),
            self.body,
        )
    }
}
