//! What kinds of thing a cell's text could be.

use super::period::Period;
use serde::{Deserialize, Serialize};

/// How many cells of a column look like each kind; one cell may look like several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looks {
    pub urn: u64,
    pub lsoa: u64,
    pub postcode: u64,
    pub year: u64,
    pub decile: u64,
    pub yes_no: u64,
    pub percent: u64,
}

impl Looks {
    pub fn number(&mut self, value: f64) {
        if value.fract() != 0.0 {
            return;
        }
        self.urn += u64::from((100_000.0..1_000_000.0).contains(&value));
        self.decile += u64::from((1.0..=10.0).contains(&value));
        let year = (1990.0..2051.0).contains(&value)
            || (199_000.0..205_100.0).contains(&value)
                && (value / 100.0 + 1.0).rem_euclid(100.0).floor() == value % 100.0;
        self.year += u64::from(year);
    }

    pub fn text(&mut self, text: &str) {
        self.lsoa += u64::from(is_lsoa(text));
        self.postcode += u64::from(is_postcode(text));
        self.year += u64::from(Period::of_cell(text).is_some());
        self.yes_no += u64::from(yes_no(text).is_some());
        self.percent += u64::from(text.ends_with('%'));
    }
}

/// `E01031349`: a neighbourhood of England or Wales.
pub fn is_lsoa(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9
        && matches!(bytes[0], b'E' | b'W' | b'e' | b'w')
        && bytes[1..3] == *b"01"
        && bytes[3..].iter().all(u8::is_ascii_digit)
}

/// `EC3A 5DE`, with or without its space.
pub fn is_postcode(text: &str) -> bool {
    let bytes: Vec<u8> = text.bytes().filter(|b| *b != b' ').collect();
    let Some((outward, [digit, a, b])) = bytes.split_last_chunk::<3>() else { return false };
    digit.is_ascii_digit()
        && a.is_ascii_alphabetic()
        && b.is_ascii_alphabetic()
        && (2..=4).contains(&outward.len())
        && outward[0].is_ascii_alphabetic()
        && outward.iter().all(u8::is_ascii_alphanumeric)
        && outward.iter().any(u8::is_ascii_digit)
}

/// The answer to a yes/no question in words.
pub fn yes_no(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    match () {
        () if is(&["yes", "y", "true", "agree"]) => Some(true),
        () if is(&["no", "n", "false", "disagree"]) => Some(false),
        () => None,
    }
}

/// Whether a word of a yes/no column says yes.
pub fn is_yes(word: &str) -> Option<bool> {
    match word {
        "1" | "1.0" => Some(true),
        "0" | "0.0" => Some(false),
        _ => yes_no(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_postcodes_are_told_apart() {
        assert!(is_lsoa("E01031349") && !is_lsoa("E07000223") && !is_lsoa("E0103134"));
        for postcode in ["EC3A 5DE", "EC3A5DE", "W6 9RU", "ng8 3af"] {
            assert!(is_postcode(postcode), "{postcode}");
        }
        for other in ["nan", "100000", "E01031349", "", "Good"] {
            assert!(!is_postcode(other), "{other}");
        }
    }

    #[test]
    fn a_number_may_be_a_year_and_a_urn() {
        let mut looks = Looks::default();
        [201314.0, 2014.0, 100000.0, 10.0, 0.5, 201399.0].iter().for_each(|v| looks.number(*v));
        assert_eq!((looks.urn, looks.year, looks.decile), (3, 2, 1));
    }
}
