//! The legend of a chart, drawn: what an image has in place of the page's buttons.

use super::sheet::SANS;
use crate::draw::theme::Theme;
use crate::draw::{Look, Swatch, escaped, hex, legend};
use crate::figure::Figure;

const SIZE: f64 = 13.0;
const ROW: f64 = 22.0;
/// From the beginning of a swatch to its words, and from an entry to the next.
const SWATCH: f64 = 22.0;
const GAP: f64 = 18.0;

/// The legend from a corner on, no wider than `room`, and how high it is.
pub fn drawn(figure: &Figure, look: &Look, (left, top): (f64, f64), room: f64) -> (String, f64) {
    let entries = legend(figure);
    if entries.is_empty() {
        return (String::new(), 0.0);
    }
    let (mut x, mut y) = (left, top);
    let mut drawn = String::new();
    for entry in entries.iter().filter(|entry| look.shows(&entry.series)) {
        let width = SWATCH + look.measure(&entry.label, SIZE, false);
        if x > left && x + width > left + room {
            (x, y) = (left, y + ROW);
        }
        drawn.push_str(&swatch(entry.swatch, &look.theme, x, y + ROW / 2.0));
        drawn.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" font-family=\"{}\" font-size=\"{SIZE}\" \
             fill=\"{}\">{}</text>\n",
            x + SWATCH,
            y + ROW / 2.0 + 4.5,
            SANS.family,
            hex(look.theme.ink),
            escaped(&entry.label),
        ));
        x += width + GAP;
    }
    (drawn, y - top + ROW)
}

/// A sample 14 px wide, its middle at y.
fn swatch(swatch: Swatch, theme: &Theme, x: f64, y: f64) -> String {
    let square = |fill: String, line: String| {
        format!(
            "<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{fill}\" stroke=\"{line}\" \
             stroke-width=\"1.5\"/>\n",
            x + 1.0,
            y - 6.0
        )
    };
    let dot = |fill: String, line: String| {
        format!(
            "<circle cx=\"{}\" cy=\"{y}\" r=\"5\" fill=\"{fill}\" stroke=\"{line}\" \
             stroke-width=\"1.5\"/>\n",
            x + 7.0
        )
    };
    let stroke = |line: String, dashes: &str| {
        format!("<path d=\"M{x} {y}h14\" stroke=\"{line}\" stroke-width=\"2\"{dashes}/>\n")
    };
    match swatch {
        Swatch::Part(hue) => {
            let shades = theme.shades(hue);
            square(hex(shades.mark), hex(shades.line))
        }
        Swatch::Bar { hue, solid } => {
            let shades = theme.shades(hue);
            square(hex(if solid { shades.mark } else { shades.pale }), hex(shades.line))
        }
        Swatch::Outline => square("none".into(), hex(theme.ink)),
        Swatch::Dot { hue, solid } => {
            let shades = theme.shades(hue);
            let fill = if solid { shades.mark } else { theme.ground };
            dot(hex(fill), hex(shades.line))
        }
        Swatch::Line { hue, solid } => {
            let dashes = if solid { "" } else { " stroke-dasharray=\"4 3\"" };
            stroke(hex(theme.shades(hue).line), dashes)
        }
        Swatch::Trend => stroke(hex(theme.ink), " stroke-dasharray=\"4 3\""),
        Swatch::Interval => format!(
            "<path d=\"M{} {}h8m-4 0v14m-4 0h8\" stroke=\"{}\" stroke-width=\"1.5\" fill=\"none\"/>\n",
            x + 3.0,
            y - 7.0,
            hex(theme.ink)
        ),
        Swatch::Deprivation(0) => format!(
            "<path d=\"M{} {}l6 10.5h-12z\" fill=\"{}\"/>\n",
            x + 7.0,
            y - 5.5,
            hex(theme.most_deprived)
        ),
        Swatch::Deprivation(1) => dot("none".into(), hex(theme.ink_3)),
        Swatch::Deprivation(_) => dot(hex(theme.least_deprived), hex(theme.middle)),
    }
}
