//! The keys that link rows: URNs, charity numbers, neighbourhoods, postcodes, normalised.

use super::codes::MissingCodes;
use super::number;
use crate::dataset::SchoolKey;
use serde::{Deserialize, Serialize};

/// A key as it is compared: a number whatever its padding, or letters and digits in upper case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Key {
    Number(u64),
    Text(Box<str>),
}

impl Key {
    /// Six or so digits, as most keys are.
    #[inline]
    pub fn of_digits(cell: &[u8]) -> Option<Key> {
        if cell.is_empty() || cell.len() > 15 {
            return None;
        }
        let mut number = 0u64;
        for byte in cell {
            if !byte.is_ascii_digit() {
                return None;
            }
            number = number * 10 + u64::from(byte - b'0');
        }
        Some(Key::Number(number))
    }

    /// A cell's text as a key: `100000`, ` 0100000 `, `100000.0`, `="100000"` are one key; so are
    /// `e01 031349` and `E01031349`. Nothing for blanks, zero and codes for missing values.
    pub fn of_text(text: &str, codes: &MissingCodes) -> Option<Key> {
        let text = number::out_of_spreadsheet(text);
        if codes.meaning(text).is_some() {
            return None;
        }
        let whole = text.split_once('.').filter(|(_, zeros)| zeros.bytes().all(|b| b == b'0'));
        let text = whole.map_or(text, |(whole, _)| whole);
        match Key::of_digits(text.as_bytes()) {
            Some(Key::Number(0)) => None,
            Some(key) => Some(key),
            None => {
                let plain =
                    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase);
                Some(Key::Text(plain.collect::<String>().into_boxed_str()))
            }
        }
    }

    /// Whether the department writes it for "no school": 999999.
    pub fn is_placeholder(&self) -> bool {
        matches!(self, Key::Number(0 | 999_999 | 9_999_999))
    }

    pub fn school(&self) -> SchoolKey {
        SchoolKey(match self {
            Key::Number(number) => number.to_string().into_boxed_str(),
            Key::Text(text) => text.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_key_are_one() {
        let codes = MissingCodes::default();
        let key = |text| Key::of_text(text, &codes);
        for text in ["100000", " 100000 ", "0100000", "100000.0", "=\"100000\"", "'100000"] {
            assert_eq!(key(text), Some(Key::Number(100_000)), "{text}");
        }
        assert_eq!(key("e01 031349"), key("E01031349"));
        assert_eq!(key("ec3a5de"), key("EC3A 5DE"));
        for text in ["", "nan", "NULL", "0", "x"] {
            assert_eq!(key(text), None, "{text}");
        }
        assert_eq!(key("NAT"), Some(Key::Text("NAT".into())));
    }
}
