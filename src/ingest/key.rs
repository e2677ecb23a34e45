//! The keys that link rows: URNs, charity numbers, neighbourhoods, postcodes, normalised.

use super::codes::MissingCodes;
use super::number;
use crate::dataset::Texts;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

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

    /// Adds the key to others as it is written.
    pub fn write_to(&self, keys: &mut Texts) {
        match self {
            Key::Number(number) => {
                let mut digits = [b'0'; 20];
                let (mut at, mut rest) = (digits.len(), *number);
                loop {
                    at -= 1;
                    digits[at] = b'0' + (rest % 10) as u8;
                    rest /= 10;
                    if rest == 0 {
                        break;
                    }
                }
                keys.push(std::str::from_utf8(&digits[at..]).unwrap_or_default());
            }
            Key::Text(text) => keys.push(text),
        }
    }
}

/// A map by key. The keys are the user's own, so nobody picks them to collide, and a multiplication
/// a word is enough.
pub type KeyMap<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;

#[derive(Clone, Copy, Debug, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        // Fibonacci hashing: 2^64 over the golden ratio; the rotation brings the mixed high bits down.
        self.0 = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(byte.into());
    }

    fn write_isize(&mut self, discriminant: isize) {
        self.write_u64(discriminant as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_as_they_read() {
        let mut keys = Texts::default();
        for key in [Key::Number(0), Key::Number(100_000), Key::Number(u64::MAX)] {
            key.write_to(&mut keys);
        }
        Key::Text("NAT".into()).write_to(&mut keys);
        let written: Vec<_> = keys.iter().collect();
        assert_eq!(written, ["0", "100000", "18446744073709551615", "NAT"]);
    }

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
