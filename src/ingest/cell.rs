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
        if self.codes.is_zero(text) {
            return Cell::known(0.0);
        }
        if let Some(reason) = self.codes.meaning(text) {
            return Cell::missing(reason);
        }
        number::parse(text, mark).map_or(Cell::missing(Missing::Unreadable), Cell::known)
    }

    /// The text of a cell, or why it is none: it is blank or a code for a missing value.
    pub fn word(&self, cell: &[u8]) -> Result<String, (String, Missing)> {
        let text = self.encoding.text(cell);
        let text = text.trim();
        match self.codes.meaning(text) {
            Some(reason) if self.codes.is_added(text) || !is_word(text) => {
                Err((text.to_string(), reason))
            }
            Some(_) | None => Ok(text.to_string()),
        }
    }
}

/// Codes that are words where words are expected: "None" is a PTA's status, a letter an answer or a grade.
fn is_word(text: &str) -> bool {
    ["none", "new", "not applicable"].iter().any(|word| word.eq_ignore_ascii_case(text))
        || text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}
