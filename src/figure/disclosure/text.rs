//! Makes sure that no words of a figure tell a withheld number.

use crate::figure::number::{headline, plain, prose, signed};
use crate::figure::words::capitalised;
use crate::figure::{Figure, Unit};

/// Replaces the title and the sentence, and drops the notes, that still say a withheld value. What
/// [`crate::figure::words`] wrote again from the numbers that are left says none: this is for the rest.
pub(super) fn purge(figure: &mut Figure, withheld: &[(f64, Unit)]) {
    let told = |text: &str| withheld.iter().any(|(value, unit)| tells(text, *value, *unit));
    if told(&figure.title) {
        figure.title = capitalised(&figure.subject.noun);
    }
    if told(&figure.sentence) {
        figure.sentence =
            "Some values are withheld, so that no school can be made out: the table marks them [c]."
                .into();
    }
    if told(&figure.subtitle) {
        figure.subtitle.clear();
    }
    figure.notes.retain(|note| !told(&note.text));
}

/// Whether the text holds the value as any part of the page would write it.
fn tells(text: &str, value: f64, unit: Unit) -> bool {
    let written = [plain, signed, prose, headline].map(|write| write(value, unit));
    // A sentence that says "fell by" writes no sign.
    [&written[..], &[plain(value.abs(), unit)]].concat().iter().any(|number| {
        text.match_indices(number).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let mut after = text[at + number.len()..].chars();
            let goes_on = match (after.next(), after.next()) {
                (Some(next), _) if next.is_ascii_digit() => true,
                (Some('.' | ','), Some(digit)) => digit.is_ascii_digit(),
                _ => false,
            };
            !goes_on && !before.is_some_and(|c| c.is_ascii_digit() || ".,".contains(c))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_only_whole() {
        assert!(tells("Schools raised £1,234.", 1234.2, Unit::Pounds));
        assert!(!tells("Schools raised £11,234.", 1234.2, Unit::Pounds));
        assert!(!tells("Schools raised £1,234.50 and £12,345.", 1234.2, Unit::Pounds));
        assert!(tells("It fell by £30 a pupil", -30.2, Unit::Pounds));
    }
}
