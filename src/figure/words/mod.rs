//! The words of a figure, made from its own numbers, so that they say what the chart shows.
//!
//! Disclosure control changes numbers; the words are then written again from what is left.

mod change;
mod deciles;
mod tables;

pub use change::{Verdict, change_clause, verdict};

use super::{Figure, Kind};

/// Writes the title and the sentence of a figure from its numbers.
pub fn write(figure: &mut Figure) {
    let (title, sentence) = match figure.kind {
        Kind::DecileRaised | Kind::DecileVolunteer => {
            (deciles::title(figure), deciles::sentence(figure))
        }
        Kind::Table1 | Kind::Table2 => (tables::title(figure), tables::sentence(figure)),
        _ => return,
    };
    figure.title = title;
    figure.sentence = sentence;
}

/// The first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
    }
}
