//! A chart with its legend over it, and no words: what a page that has words of its own prints.

use super::key;
use crate::draw::{DrawError, Look, height, svg};
use crate::figure::Figure;

/// The chart as an SVG document of the look's width.
pub fn plate(figure: &Figure, look: &Look) -> Result<String, DrawError> {
    let width = f64::from(look.width);
    let (legend, used) = key::drawn(figure, look, (0.0, 0.0), width);
    let chart = svg(figure, look)?.replacen("<svg ", &format!("<svg y=\"{used}\" "), 1);
    let height = used + f64::from(height(figure, look.width));
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">\n{legend}{chart}</svg>\n"
    ))
}
