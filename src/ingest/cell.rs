//! One cell's bytes to a typed value: the slow, exact half behind the fast path for plain digits.

use super::codes::MissingCodes;
use super::encoding::Encoding;
use super::number::{self, DecimalMark};
use crate::dataset::{Cell, Missing};

/// How the cells of a file read.
#[derive(Clone, Debug)]
pub struct Reader {
    pub encoding: Encoding,
    pub codes: MissingCodes,
    /// Whether plain digits may be a user's code for a missing value.
    careful: bool,
}

impl Reader {
    pub fn new(encoding: Encoding, codes: MissingCodes) -> Self {
        let careful = codes.any_numeric();
        Reader { encoding, codes, careful }
    }

    /// A number of a column with this decimal mark.
    #[inline]
    pub fn number(&self, cell: &[u8], mark: DecimalMark) -> Cell {
        if !self.careful
            && let Some(value) = number::plain(cell)
        {
            // A point that groups thousands is the slow path's business.
            if mark == DecimalMark::Point || !cell.contains(&b'.') {
                return Cell::known(value);
            }
        }
        self.dressed(cell, mark)
    }

    #[cold]
    fn dressed(&self, cell: &[u8], mark: DecimalMark) -> Cell {
        let text = self.encoding.text(cell);
        let text = number::out_of_spreadsheet(&text);
        if let Some(reason) = self.codes.meaning(text) {
            return Cell::missing(reason);
        }
        number::parse(text, mark).map_or(Cell::missing(Missing::Unreadable), Cell::known)
    }

    /// The text of a cell, nothing where it is blank or a code for a missing value.
    pub fn word(&self, cell: &[u8]) -> Option<String> {
        let text = self.encoding.text(cell);
        let text = text.trim();
        // A word of one letter may be an answer or a grade; only signs and longer codes are missing.
        let missing = self.codes.meaning(text).is_some() && !is_word(text);
        (!missing).then(|| text.to_string())
    }
}

/// Codes that are words where words are expected: "None" is a PTA's status.
fn is_word(text: &str) -> bool {
    ["none", "new", "not applicable"].iter().any(|word| word.eq_ignore_ascii_case(text))
}
