//! The words of a figure, made from its own numbers, so that they say what the chart shows.
//!
//! Disclosure control changes numbers; the words are then written again from what is left.

mod change;
mod changes;
mod deciles;
mod empty;
pub mod gap;
mod schools;
mod shares;
mod summary;
mod tables;

pub use change::{Verdict, change_clause, gap_clause, verdict};
pub use empty::{further_notes, is_empty, why_empty};
pub use summary::summary;

use super::{Figure, Kind};

/// Writes the title and the sentence of a figure from its numbers.
pub fn write(figure: &mut Figure) {
    let (title, sentence) = match figure.kind {
        Kind::Table1 | Kind::Table2 => (tables::title(figure), tables::sentence(figure)),
        Kind::DecileRaised | Kind::DecileVolunteer => {
            (deciles::title(figure), deciles::sentence(figure))
        }
        Kind::Measures => (shares::measures_title(figure), shares::measures_sentence(figure)),
        Kind::Lorenz => (shares::lorenz_title(figure), shares::lorenz_sentence(figure)),
        Kind::TopShares => (shares::top_shares_title(figure), shares::top_shares_sentence(figure)),
        Kind::Concentration => {
            (shares::concentration_title(figure), shares::concentration_sentence(figure))
        }
        Kind::Distribution => {
            (shares::distribution_title(figure), shares::distribution_sentence(figure))
        }
        Kind::Change => (changes::change_title(figure), changes::change_sentence(figure)),
        Kind::Decomposition => {
            (changes::decomposition_title(figure), changes::decomposition_sentence(figure))
        }
        Kind::BetweenWithin => {
            (shares::between_within_title(figure), shares::between_within_sentence(figure))
        }
        Kind::Drivers => (changes::drivers_title(figure), changes::drivers_sentence(figure)),
        Kind::Schools => (schools::title(figure), schools::sentence(figure)),
        // The verdicts are its words.
        Kind::Claims => return,
    };
    figure.title = title;
    figure.sentence = if is_empty(figure) { why_empty(figure) } else { sentence };
}

/// The sentences there are, one after another.
pub fn joined<const N: usize>(sentences: [Option<String>; N]) -> String {
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A label within a sentence: "Unknown PTA income" as "unknown PTA income".
pub fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// "a", "a and b", "a, b and c".
pub fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// "1 school", "3 schools".
pub fn counted(count: usize, noun: &str) -> String {
    let number = super::number::plain(count as f64, super::Unit::Count);
    format!("{number} {noun}{}", if count == 1 { "" } else { "s" })
}

/// So many of all, to go before "have": "no school", "the one school", "none of 4 schools", "all 4
/// schools", "3 of 4 schools".
pub fn of_all(some: usize, all: usize, noun: &str) -> String {
    match (some, all) {
        (0, 0 | 1) => format!("no {noun}"),
        (1, 1) => format!("the one {noun}"),
        (0, _) => format!("none of {}", counted(all, noun)),
        _ if some == all => format!("all {}", counted(all, noun)),
        _ => format!(
            "{} of {}",
            super::number::plain(some as f64, super::Unit::Count),
            counted(all, noun)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_counts_read_right() {
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(listed(&["a".into()]), "a");
        assert_eq!(counted(1, "school"), "1 school");
        assert_eq!(counted(0, "school"), "0 schools");
        assert_eq!(counted(1200, "school"), "1,200 schools");
        assert_eq!(capitalised("édith"), "Édith");
        let of = |some, all| of_all(some, all, "school");
        assert_eq!([of(0, 0), of(0, 1), of(1, 1)], ["no school", "no school", "the one school"]);
        assert_eq!([of(0, 4), of(4, 4)], ["none of 4 schools", "all 4 schools"]);
        assert_eq!([of(1, 4), of(3, 4_000)], ["1 of 4 schools", "3 of 4,000 schools"]);
    }
}
