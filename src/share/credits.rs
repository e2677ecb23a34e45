//! Where a shared figure comes from, in words: the line under it and the metadata inside its files.

use crate::figure::number::plain;
use crate::figure::words::listed;
use crate::figure::{Figure, Note, Unit};

/// What may be done with a shared chart.
pub const LICENCE: &str =
    "Free to reuse with this line; the data keep the licence of whoever published them.";

/// The figure with the options that it obeys and the day on which it leaves.
pub fn stamped(mut figure: Figure, options: &str, day: &str) -> Figure {
    figure.provenance.options = options.into();
    figure.notes.push(Note::new("Shared", format!("{day}.")));
    figure
}

/// So many digits of a file's SHA-256 tell it from any other that someone has at hand.
const DIGITS_OF_A_FILE: usize = 8;

/// The short line under a figure: "Source: … Made with Giving Gap 0.1.0 from files 3f2a9c1e and
/// 77b0d412, seed 1, options at their defaults."
pub fn line(figure: &Figure) -> String {
    let provenance = &figure.provenance;
    let source = provenance.source.trim_end_matches('.');
    let files: Vec<String> = provenance
        .inputs
        .iter()
        .map(|input| input.sha256.chars().take(DIGITS_OF_A_FILE).collect())
        .collect();
    let from = match files.len() {
        0 => String::new(),
        1 => format!(" from file {}", listed(&files)),
        _ => format!(" from files {}", listed(&files)),
    };
    let options = match provenance.options.as_str() {
        "" => "options at their defaults".into(),
        options => format!("options {options}"),
    };
    format!(
        "Source: {source}. Made with Giving Gap {}{from}, seed {}, {options}. {LICENCE}",
        provenance.version, provenance.seed
    )
}

/// What has to be known to make the figure again, by name, as metadata.
pub fn metadata(figure: &Figure) -> Vec<(&'static str, String)> {
    let provenance = &figure.provenance;
    let options = if provenance.options.is_empty() {
        "all at their defaults".into()
    } else {
        provenance.options.clone()
    };
    let mut metadata = vec![
        ("Title", figure.title.clone()),
        ("Description", figure.description.as_ref().unwrap_or(&figure.sentence).clone()),
        ("Software", format!("Giving Gap {}", provenance.version)),
        ("Source", provenance.source.clone()),
        ("Copyright", LICENCE.into()),
        ("Options", options),
        ("Seed", provenance.seed.to_string()),
        ("Resamples", plain(f64::from(provenance.resamples), Unit::Count)),
    ];
    let inputs =
        provenance.inputs.iter().map(|input| format!("{} sha256 {}", input.name, input.sha256));
    metadata.extend(inputs.map(|input| ("Input", input)));
    metadata
}

/// A description for people who cannot see the chart: the one that someone wrote, or what kind of
/// thing it is, then what it shows. It does not repeat the title, which stands beside it.
pub fn alt_text(figure: &Figure) -> String {
    if let Some(description) = &figure.description {
        return description.clone();
    }
    let subject = figure.subtitle.trim_end_matches('.');
    format!("Chart. {subject}. {}", figure.sentence).trim_end().to_owned()
}

/// A name for its files: "giving-gap-decile-raised".
pub fn file_stem(figure: &Figure) -> String {
    format!("giving-gap-{}", figure.kind)
}
