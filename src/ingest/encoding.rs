//! Which characters a file's bytes stand for.

use super::characters::{Utf16, windows_1252};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The encodings that spreadsheets and public bodies write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

impl Encoding {
    pub const ALL: [Encoding; 4] =
        [Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16Le, Encoding::Utf16Be];

    pub fn words(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16, little-endian",
            Encoding::Utf16Be => "UTF-16, big-endian",
            Encoding::Windows1252 => "Windows-1252 (Western European)",
        }
    }

    /// The text of a cell as it comes out of an [`Intake`], where UTF-16 is UTF-8 already.
    pub fn text(self, cell: &[u8]) -> Cow<'_, str> {
        match self {
            Encoding::Windows1252 if !cell.is_ascii() => {
                cell.iter().map(|byte| windows_1252(*byte)).collect()
            }
            // Most cells are whole, and looked at faster as such.
            Encoding::Windows1252 | Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => {
                let whole = std::str::from_utf8(cell).map(Cow::Borrowed);
                straight(whole.unwrap_or_else(|_| String::from_utf8_lossy(cell)))
            }
        }
    }

    /// The text of a cell while the file's encoding is not settled: as the user chose, else UTF-8 where
    /// it is that.
    pub fn likely_text(forced: Option<Encoding>, cell: &[u8]) -> Cow<'_, str> {
        let likely = || match std::str::from_utf8(cell) {
            Ok(_) => Encoding::Utf8,
            Err(_) => Encoding::Windows1252,
        };
        forced.unwrap_or_else(likely).text(cell)
    }
}

/// A text without the marks that turn the direction of what follows them: one that is never closed
/// would turn the rest of any sentence that the text stands in.
pub fn straight(text: Cow<'_, str>) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if text.is_ascii() || !text.contains(turns) { text } else { text.replace(turns, "").into() }
}

/// The text of a whole small file, in the encoding that its bytes show.
pub fn text_of(bytes: &[u8]) -> String {
    let mut plain = Vec::new();
    let mut intake = Intake::new(None);
    let mut keep = |part: &[u8]| -> Result<(), std::convert::Infallible> {
        plain.extend_from_slice(part);
        Ok(())
    };
    let Ok(()) = intake.push(bytes, &mut keep);
    let Ok(()) = intake.finish(&mut keep);
    intake.encoding().text(&plain).into_owned()
}

/// Bytes looked at before the encoding of a file without a mark is guessed.
const HEAD: usize = 4096;

/// Bytes of UTF-16 that are turned to UTF-8 at a time, so that memory stays flat.
const WIDE_PIECE: usize = 1 << 16;

/// Takes a file's bytes and gives bytes whose delimiters, quotes and newlines are ASCII: UTF-16 is
/// turned to UTF-8, the others pass, since only cells that are shown need their characters; a byte
/// order mark is taken off.
pub struct Intake {
    forced: Option<Encoding>,
    /// Whether it is looked at if the bytes are UTF-8.
    is_checked: bool,
    head: Vec<u8>,
    begun: bool,
    marked: bool,
    wide: Option<(Encoding, Utf16)>,
    buffer: Vec<u8>,
    utf8: Utf8Check,
    replaced: bool,
}

impl Intake {
    /// `forced` is the user's choice.
    pub fn new(forced: Option<Encoding>) -> Self {
        Intake {
            forced,
            is_checked: forced.is_none_or(|forced| forced == Encoding::Utf8),
            head: Vec::new(),
            begun: false,
            marked: false,
            wide: None,
            buffer: Vec::new(),
            utf8: Utf8Check::default(),
            replaced: false,
        }
    }

    /// Of a file that an earlier pass looked at: its bytes are not judged again, which would cost time.
    pub fn known(encoding: Encoding) -> Self {
        Intake { is_checked: false, ..Intake::new(Some(encoding)) }
    }

    /// The encoding as far as the bytes so far tell; final after [`Intake::finish`].
    pub fn encoding(&self) -> Encoding {
        match self.forced.or_else(|| self.wide.as_ref().map(|(encoding, _)| *encoding)) {
            Some(encoding) => encoding,
            None if self.utf8.valid => Encoding::Utf8,
            None => Encoding::Windows1252,
        }
    }

    /// Whether a byte order mark began the file.
    pub fn marked(&self) -> bool {
        self.marked
    }

    /// Whether some bytes stand for no character in this encoding and were replaced by �.
    pub fn replaced(&self) -> bool {
        self.replaced || self.encoding() == Encoding::Utf8 && !self.utf8.valid
    }

    pub fn push<E>(
        &mut self,
        bytes: &[u8],
        sink: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.begun {
            return self.pass(bytes, false, sink);
        }
        let (first, rest) = bytes.split_at(bytes.len().min(HEAD - self.head.len()));
        self.head.extend_from_slice(first);
        if self.head.len() < HEAD {
            return Ok(());
        }
        self.begin(false, sink)?;
        self.pass(rest, false, sink)
    }

    pub fn finish<E>(&mut self, sink: &mut impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        if self.begun {
            self.pass(&[], true, sink)?;
        } else {
            self.begin(true, sink)?;
        }
        self.utf8.valid &= self.utf8.tail.is_empty();
        Ok(())
    }

    fn begin<E>(
        &mut self,
        last: bool,
        sink: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.begun = true;
        let head = std::mem::take(&mut self.head);
        let (mark, marked) = match head.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => (3, Some(Encoding::Utf8)),
            [0xFF, 0xFE, ..] => (2, Some(Encoding::Utf16Le)),
            [0xFE, 0xFF, ..] => (2, Some(Encoding::Utf16Be)),
            _ => (0, None),
        };
        self.marked = marked.is_some();
        let wide = match self.forced {
            Some(encoding) => encoding,
            None => marked.or_else(|| wide_without_mark(&head)).unwrap_or(Encoding::Utf8),
        };
        self.wide = match wide {
            Encoding::Utf16Le => Some((wide, Utf16::little_endian())),
            Encoding::Utf16Be => Some((wide, Utf16::big_endian())),
            Encoding::Utf8 | Encoding::Windows1252 => None,
        };
        // A mark of another encoding than the user's choice is content, which shows them the mistake.
        let mark = if marked.is_none_or(|marked| self.forced.is_none_or(|f| f == marked)) {
            mark
        } else {
            0
        };
        self.pass(&head[mark..], last, sink)
    }

    fn pass<E>(
        &mut self,
        bytes: &[u8],
        last: bool,
        sink: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some((_, decoder)) = &mut self.wide else {
            if self.is_checked {
                self.utf8.push(bytes);
            }
            return sink(bytes);
        };
        for piece in bytes.chunks(WIDE_PIECE) {
            self.buffer.clear();
            decoder.push(piece, &mut self.buffer);
            sink(&self.buffer)?;
        }
        if last {
            self.buffer.clear();
            decoder.finish(&mut self.buffer);
            sink(&self.buffer)?;
        }
        self.replaced = decoder.replaced;
        Ok(())
    }
}

/// UTF-16 of mostly Western text has a zero in every other byte.
fn wide_without_mark(head: &[u8]) -> Option<Encoding> {
    let pairs = head.as_chunks::<2>().0;
    let high = pairs.iter().filter(|[a, b]| *a == 0 && *b != 0).count();
    let low = pairs.iter().filter(|[a, b]| *a != 0 && *b == 0).count();
    let most = pairs.len() * 7 / 10;
    match () {
        () if pairs.is_empty() => None,
        () if low > most => Some(Encoding::Utf16Le),
        () if high > most => Some(Encoding::Utf16Be),
        () => None,
    }
}

/// Whether bytes that come in pieces are valid UTF-8.
struct Utf8Check {
    valid: bool,
    /// A character that the last piece began.
    tail: Vec<u8>,
}

impl Default for Utf8Check {
    fn default() -> Self {
        Utf8Check { valid: true, tail: Vec::new() }
    }
}

impl Utf8Check {
    fn push(&mut self, mut bytes: &[u8]) {
        while self.valid && !self.tail.is_empty() {
            let Some((first, rest)) = bytes.split_first() else { return };
            self.tail.push(*first);
            bytes = rest;
            match std::str::from_utf8(&self.tail) {
                Ok(_) => self.tail.clear(),
                Err(error) => self.valid = error.error_len().is_none(),
            }
        }
        if !self.valid {
            return;
        }
        if let Err(error) = std::str::from_utf8(bytes) {
            self.valid = error.error_len().is_none();
            self.tail.extend_from_slice(&bytes[error.valid_up_to()..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::convert::Infallible;

    fn taken(bytes: &[u8], forced: Option<Encoding>, cut: usize) -> (String, Encoding, bool) {
        let mut intake = Intake::new(forced);
        let mut out = Vec::new();
        let mut sink = |piece: &[u8]| -> Result<(), Infallible> {
            out.extend_from_slice(piece);
            Ok(())
        };
        for piece in bytes.chunks(cut) {
            let Ok(()) = intake.push(piece, &mut sink);
        }
        let Ok(()) = intake.finish(&mut sink);
        let encoding = intake.encoding();
        (encoding.text(&out).into_owned(), encoding, intake.marked())
    }

    fn utf16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn each_encoding_is_told_with_and_without_its_mark() {
        let text = "URN,Name\r\n1,St Thomas à Becket – school\r\n";
        let mut marked = b"\xef\xbb\xbf".to_vec();
        marked.extend_from_slice(text.as_bytes());
        let western = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        for (bytes, encoding, mark) in [
            (text.as_bytes().to_vec(), Encoding::Utf8, false),
            (marked, Encoding::Utf8, true),
            (western, Encoding::Windows1252, false),
            (utf16(text, true, u16::to_le_bytes), Encoding::Utf16Le, true),
            (utf16(text, false, u16::to_le_bytes), Encoding::Utf16Le, false),
            (utf16(text, true, u16::to_be_bytes), Encoding::Utf16Be, true),
            (utf16(text, false, u16::to_be_bytes), Encoding::Utf16Be, false),
        ] {
            for cut in [1, 3, 1000] {
                assert_eq!(taken(&bytes, None, cut), (text.to_string(), encoding, mark));
            }
            assert_eq!(taken(&bytes, Some(encoding), 7).0, text);
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_are_told_where_it_was_chosen() {
        for (bytes, replaced) in
            [(&b"caf\xe9"[..], true), (b"caf\xc3", true), (b"caf\xc3\xa9", false)]
        {
            let mut intake = Intake::new(Some(Encoding::Utf8));
            let mut sink = |_: &[u8]| -> Result<(), Infallible> { Ok(()) };
            let Ok(()) = intake.push(bytes, &mut sink);
            let Ok(()) = intake.finish(&mut sink);
            assert_eq!(intake.replaced(), replaced, "{bytes:?}");
        }
    }

    #[test]
    fn a_western_byte_far_into_the_file_still_counts() {
        let mut bytes = b"plain text, ".repeat(100_000);
        bytes.push(0xE0);
        let (text, encoding, _) = taken(&bytes, None, 1 << 16);
        assert_eq!(encoding, Encoding::Windows1252);
        assert!(text.ends_with("text, à"));
    }

    proptest! {
        #[test]
        fn utf8_in_pieces_is_utf8(text in ".{0,40}", cut in 1usize..6) {
            let mut check = Utf8Check::default();
            text.as_bytes().chunks(cut).for_each(|piece| check.push(piece));
            prop_assert!(check.valid && check.tail.is_empty());
        }

        #[test]
        fn bytes_in_pieces_are_judged_as_a_whole(bytes: Vec<u8>, cut in 1usize..6) {
            let mut check = Utf8Check::default();
            bytes.chunks(cut).for_each(|piece| check.push(piece));
            let valid = check.valid && check.tail.is_empty();
            prop_assert_eq!(valid, std::str::from_utf8(&bytes).is_ok());
        }
    }
}
