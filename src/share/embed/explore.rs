//! Where an embed's link leads: to its figure on the page, with the options that it was made with.

use crate::figure::Figure;
use crate::share::view::VERSION;

/// Options whose values are words of the page's own, or numbers that somebody chose.
const CHOICES: [&str; 13] = [
    "measure",
    "basis",
    "weighting",
    "threshold",
    "matched",
    "prices",
    "intervals",
    "x",
    "y",
    "log",
    "distribution",
    "lorenz",
    "change",
];
/// Options that pick schools out of the data.
const FILTERS: [&str; 6] = ["authority", "phase", "ofsted", "pta", "pupils", "decile"];

/// The address, beside the embed's own page. Of somebody's own files it tells neither a filter nor a
/// measure's name: the page that it opens does not have them, and they may be nobody else's business.
pub fn explore(figure: &Figure) -> String {
    let is_of_files = !figure.provenance.inputs.is_empty();
    let stays = |pair: &&str| match pair.split_once('=') {
        Some((name, value)) if CHOICES.contains(&name) => !value.starts_with("other:"),
        Some((name, _)) => !is_of_files && FILTERS.contains(&name),
        None => false,
    };
    let mut address = format!("./#v={VERSION}");
    for pair in figure.provenance.options.split('&').filter(stays) {
        address.push('&');
        address.push_str(pair);
    }
    address + "&at=" + figure.kind.name()
}
