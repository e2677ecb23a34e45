//! Characters of the two old encodings, without tables for any other.

/// What the bytes 0x80 to 0x9F stand for in Windows-1252; the others are those of Unicode. Source:
/// the WHATWG Encoding Standard, index-windows-1252.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character of a byte of Windows-1252. Every byte has one.
pub fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// UTF-16 that comes in pieces, which may part a character.
pub struct Utf16 {
    unit: fn([u8; 2]) -> u16,
    /// The first byte of a unit whose second is still to come.
    odd: Option<u8>,
    /// The first half of a pair whose second is still to come.
    high: Option<u16>,
    /// Whether bytes stood for no character and became �.
    pub replaced: bool,
}

impl Utf16 {
    pub fn little_endian() -> Self {
        Self::new(u16::from_le_bytes)
    }

    pub fn big_endian() -> Self {
        Self::new(u16::from_be_bytes)
    }

    fn new(unit: fn([u8; 2]) -> u16) -> Self {
        Utf16 { unit, odd: None, high: None, replaced: false }
    }

    /// Adds a piece, as UTF-8, to `out`.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let mut bytes = bytes;
        if let (Some(first), Some((second, rest))) = (self.odd, bytes.split_first()) {
            self.odd = None;
            bytes = rest;
            self.take((self.unit)([first, *second]), out);
        }
        let (pairs, rest) = bytes.as_chunks::<2>();
        for pair in pairs {
            self.take((self.unit)(*pair), out);
        }
        self.odd = self.odd.or(rest.first().copied());
    }

    /// What was begun and will not be ended becomes �.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        if self.odd.take().is_some() | self.high.take().is_some() {
            self.replace(out);
        }
    }

    fn take(&mut self, unit: u16, out: &mut Vec<u8>) {
        match (self.high.take(), unit) {
            (None, 0..0x80) => out.push(unit as u8),
            (Some(high), 0xDC00..=0xDFFF) => {
                let code = 0x10000 + ((u32::from(high) & 0x3FF) << 10) + (u32::from(unit) & 0x3FF);
                self.write(char::from_u32(code), out);
            }
            (high, unit) => {
                if high.is_some() {
                    self.replace(out);
                }
                if (0xD800..=0xDBFF).contains(&unit) {
                    self.high = Some(unit);
                } else {
                    self.write(char::from_u32(unit.into()), out);
                }
            }
        }
    }

    fn write(&mut self, character: Option<char>, out: &mut Vec<u8>) {
        match character {
            Some(character) => {
                out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            None => self.replace(out),
        }
    }

    fn replace(&mut self, out: &mut Vec<u8>) {
        self.replaced = true;
        out.extend_from_slice("\u{FFFD}".as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_byte_of_windows_1252_is_what_browsers_read() {
        for byte in 0..=u8::MAX {
            let bytes = [byte];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            assert_eq!(text, windows_1252(byte).to_string(), "{byte:#x}");
        }
    }

    proptest! {
        #[test]
        fn utf_16_in_pieces_is_what_browsers_read(
            units in proptest::collection::vec(
                prop_oneof![any::<u16>(), 0xD7F0u16..0xE010, 0u16..0x100], 0..40),
            odd: bool,
            cut in 1usize..7,
        ) {
            let mut bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            if odd {
                bytes.push(b'x');
            }
            let (mut decoder, mut out) = (Utf16::little_endian(), Vec::new());
            bytes.chunks(cut).for_each(|piece| decoder.push(piece, &mut out));
            decoder.finish(&mut out);
            let (expected, replaced) =
                encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes);
            prop_assert_eq!(String::from_utf8(out).unwrap(), expected);
            prop_assert_eq!(decoder.replaced, replaced);
        }
    }
}
