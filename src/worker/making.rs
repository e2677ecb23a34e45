//! What a figure that may leave is made into. The worker makes it, which holds the figure since it was
//! cleared: the page keeps the code of no format, and is never busy with one.

use crate::draw::{Look, theme};
use crate::figure::Figure;
use crate::share::embed::{Scheme, encode};
use crate::share::{WIDTH, credits, csv, html, package, png, sheet};
use serde::{Deserialize, Serialize};

/// A wish to have something made of the figure that the wish to share was granted for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Making {
    pub id: u32,
    /// The number of the wish to share.
    pub wish: u32,
    /// The user's own words for those who cannot see the chart.
    pub words: String,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// The fragment of an embed's address.
    Fragment,
    /// The image as SVG; light or dark for good.
    Image(Scheme),
    /// The table as CSV.
    Table,
    WebPage,
    /// A PNG with its metadata, of what the browser painted.
    Png(Painted),
    /// Everything in one archive.
    Archive(Painted),
}

/// A PNG as the browser painted it from the image, `ratio` pixels to a CSS px.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Painted {
    pub png: Vec<u8>,
    pub ratio: u32,
}

impl Painted {
    fn described(&self, figure: &Figure) -> Vec<u8> {
        let described =
            png::described(&self.png, &credits::metadata(figure), f64::from(self.ratio));
        described.unwrap_or_else(|| self.png.clone())
    }
}

/// A figure that was cleared, and what was decided of it.
pub struct Granted {
    pub wish: u32,
    pub figure: Figure,
    pub decisions: Vec<String>,
}

/// What was wished for, as bytes; text is UTF-8. Or why it cannot be made.
pub fn make(granted: &Granted, making: &Making) -> Result<Vec<u8>, String> {
    let figure = described(granted.figure.clone(), &making.words);
    let text = match &making.what {
        What::Fragment => encode(&figure).map_err(|why| why.to_string())?,
        What::Image(scheme) => sheet(&figure, &look(*scheme)).map_err(|why| why.to_string())?,
        What::Table => csv(&figure),
        What::WebPage => html(&figure).map_err(|why| why.to_string())?,
        What::Png(painted) => return Ok(painted.described(&figure)),
        What::Archive(painted) => {
            let image = painted.described(&figure);
            let archive = package(&figure, &granted.decisions, Some(image));
            return archive.map_err(|why| why.to_string());
        }
    };
    Ok(text.into_bytes())
}

/// With the user's own words; without words, or with those that it has anyway, it stays as it is.
fn described(mut figure: Figure, words: &str) -> Figure {
    let words = words.trim();
    if !words.is_empty() && words != credits::alt_text(&figure) {
        figure.description = Some(words.into());
    }
    figure
}

fn look(scheme: Scheme) -> Look {
    match scheme {
        Scheme::Dark => Look::new(WIDTH).in_theme(theme::DARK),
        Scheme::Light | Scheme::Auto => Look::new(WIDTH),
    }
}
