//! A figure as one web page that needs nothing else: no network, no wasm. It opens from an e-mail
//! and goes into a CMS.

mod marks;
mod table;

use super::{credits, key};
use crate::draw::{DrawError, Look, escaped, svg};
use crate::figure::{Figure, Form};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// CSS px of the chart.
const WIDTH: u32 = 848;

/// The page, in the light theme. Every text of the figure is escaped, and the page's own policy lets
/// its one script run, known by its hash, and reach nothing.
pub fn html(figure: &Figure) -> Result<String, DrawError> {
    let look = Look::new(WIDTH);
    let script_hash = BASE64_STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script_hash}'; \
         base-uri 'none'; form-action 'none'"
    );
    let chart = if figure.form == Form::Table { String::new() } else { chart(figure, &look)? };
    let notes: String =
        figure.notes.iter().map(|note| definition(&note.term, &note.text)).collect();
    let origin: String = credits::metadata(figure)
        .iter()
        .filter(|(name, _)| !["Title", "Description", "Copyright"].contains(name))
        .map(|(name, value)| definition(name, value))
        .collect();
    Ok(format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <p class=\"kicker\">{kicker}</p>\n<h1>{title}</h1>\n<p>{subtitle}</p>\n{chart}\
         <p>{sentence}</p>\n{table}<dl class=\"small\">\n{notes}{origin}</dl>\n\
         <p class=\"small\">{credit}</p>\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        title = escaped(&figure.title),
        kicker = escaped(&figure.kicker),
        subtitle = escaped(&figure.subtitle),
        sentence = escaped(&figure.sentence),
        table = table::table(figure),
        credit = escaped(&credits::line(figure)),
    ))
}

fn chart(figure: &Figure, look: &Look) -> Result<String, DrawError> {
    let (legend, height) = key::drawn(figure, look, (0.0, 0.0), f64::from(WIDTH));
    let drawn = svg(figure, look)?;
    let body = drawn.trim_end().strip_suffix("</svg>").unwrap_or(&drawn);
    let marks = marks::marks(figure, look)?;
    let legend = match height {
        0.0 => String::new(),
        height => format!(
            "<svg width=\"{WIDTH}\" height=\"{height}\" aria-hidden=\"true\">\n{legend}</svg>\n"
        ),
    };
    Ok(format!("<div class=\"chart\">\n{legend}{body}{marks}</svg>\n</div>\n"))
}

fn definition(term: &str, text: &str) -> String {
    format!("<dt>{}</dt><dd>{}</dd>\n", escaped(term), escaped(text))
}
