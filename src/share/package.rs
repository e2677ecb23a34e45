//! Everything about a figure as one archive, with a README that says what is in it.

use super::zip::{Entry, zip};
use super::{WIDTH, credits, csv, html, sheet};
use crate::draw::{DrawError, Look};
use crate::figure::Figure;

/// The archive: image, web page, table, figure as JSON, what was decided, README; and the PNG where
/// the caller has made one.
pub fn package(
    figure: &Figure,
    decisions: &[String],
    png: Option<Vec<u8>>,
) -> Result<Vec<u8>, DrawError> {
    let stem = credits::file_stem(figure);
    let json = serde_json::to_vec_pretty(figure).map_err(|error| DrawError(error.to_string()))?;
    let log = match decisions {
        [] => "Nothing was withheld or joined.\r\n".into(),
        lines => lines.iter().map(|line| format!("{line}\r\n")).collect::<String>(),
    };
    let mut entries = vec![
        Entry::new("README.txt", readme(figure, &stem, png.is_some())),
        Entry::new(format!("{stem}.svg"), sheet(figure, &Look::new(WIDTH))?),
        Entry::new(format!("{stem}.html"), html(figure)?),
        Entry::new(format!("{stem}.csv"), csv(figure)),
        Entry::new(format!("{stem}.json"), json),
        Entry::new("disclosure-control.txt", log),
    ];
    entries.extend(png.map(|png| Entry::new(format!("{stem}.png"), png)));
    zip(&entries).ok_or_else(|| DrawError("the archive would be too large".into()))
}

fn readme(figure: &Figure, stem: &str, has_png: bool) -> String {
    let png = if has_png {
        format!("{stem}.png   the chart as an image, for documents that take no SVG\n")
    } else {
        String::new()
    };
    let metadata: String = credits::metadata(figure)
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    let notes: String =
        figure.notes.iter().map(|note| format!("{}: {}\n", note.term, note.text)).collect();
    format!(
        "{kicker} {title}\n\n{subtitle}\n\n{sentence}\n\nWhat is here\n\
         {stem}.svg   the chart with title, legend, notes and source\n{png}\
         {stem}.html  the same as a web page with its table; it needs no network\n\
         {stem}.csv   the table in full precision; lines that begin with # say what it is\n\
         {stem}.json  the figure as Giving Gap holds it\n\
         disclosure-control.txt  what was joined or withheld before this left\n\n\
         Description for people who cannot see the chart\n{alt}\n\nNotes\n{notes}\n\
         Where it comes from\n{metadata}",
        kicker = figure.kicker,
        title = figure.title,
        subtitle = figure.subtitle,
        sentence = figure.sentence,
        alt = credits::alt_text(figure),
    )
    .replace('\n', "\r\n")
}
