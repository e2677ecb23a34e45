//! Why a file cannot be read, where in it, and what to do about it.

use super::assemble::MOST_SCHOOLS;
use super::scanner::{Broken, LONGEST_RECORD, MOST_FIELDS};
use crate::dataset::in_thousands;
use serde::{Deserialize, Serialize};

/// What to do where there are more schools than fit.
pub const FEWER_SCHOOLS: &str = "England has about 24,000. Is the column with the schools' URN the \
    right one? If it is, keep only the rows that you need and drop the file again.";

/// A file that was refused, in words for the person who dropped it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{file}: {reason}")]
pub struct Refusal {
    pub file: String,
    pub reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Reason {
    #[error("the file is empty. Check that it was saved or downloaded completely.")]
    Empty,
    #[error(
        "this is a spreadsheet, which holds several sheets. Step by step: (1) open it in Excel or \
         LibreOffice; (2) go to the sheet with one row for each school (it has a column URN); \
         (3) choose File, Save as, and “CSV UTF-8 (comma delimited)”; (4) drop the CSV here."
    )]
    Spreadsheet,
    #[error("this is a zip archive. Unpack it and drop the CSV files that are in it.")]
    Archive,
    #[error("this is a {0}, not a table of text. Find the same data as CSV and drop that.")]
    NotText(Kind),
    #[error(
        "line {line}, column {column}{name}: a quotation mark opens a cell that is never closed. \
         Take the mark out or close it, and drop the file again."
    )]
    Unclosed { line: u64, column: usize, name: ColumnName },
    #[error(
        "line {line} is longer than {} MB, so these are no rows of a table. Save it again as CSV \
         with one line for each school.",
        LONGEST_RECORD >> 20
    )]
    TooLong { line: u64 },
    #[error(
        "line {line} has more than {} columns, more than a spreadsheet can hold. Keep the \
         columns that are needed, one row for each school, and save it again as CSV.",
        in_thousands(MOST_FIELDS)
    )]
    TooWide { line: u64 },
    #[error(
        "it names more than {} schools, the most that this page counts: {FEWER_SCHOOLS}",
        in_thousands(MOST_SCHOOLS)
    )]
    TooManySchools,
    #[error("the file could not be read to its end. Copy it to this computer and drop it again.")]
    CutShort,
}

/// A column's name, to stand after its number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnName(pub String);

impl std::fmt::Display for ColumnName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, " ({})", self.0) }
    }
}

/// What a file's first bytes say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Pdf,
    WebPage,
    Json,
    Parquet,
    Gzip,
    Image,
    Binary,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Kind::Pdf => "PDF",
            Kind::WebPage => "web page",
            Kind::Json => "JSON file",
            Kind::Parquet => "Parquet file",
            Kind::Gzip => "compressed file",
            Kind::Image => "picture",
            Kind::Binary => "binary file",
        })
    }
}

impl Reason {
    /// Judges a file by its first bytes; nothing where they could be a table.
    pub fn of_head(head: &[u8]) -> Option<Reason> {
        let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
        let trimmed = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let starts = |tag: &str| {
            trimmed.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag.as_bytes()))
        };
        Some(match head {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => {
                if has(b"[Content_Types].xml") || has(b"xl/") || has(b"oasis.opendocument") {
                    Reason::Spreadsheet
                } else {
                    Reason::Archive
                }
            }
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Reason::Spreadsheet,
            [0x1F, 0x8B, ..] => Reason::NotText(Kind::Gzip),
            [b'%', b'P', b'D', b'F', ..] => Reason::NotText(Kind::Pdf),
            [b'P', b'A', b'R', b'1', ..] => Reason::NotText(Kind::Parquet),
            [0x89, b'P', b'N', b'G', ..]
            | [0xFF, 0xD8, 0xFF, ..]
            | [b'G', b'I', b'F', b'8', ..] => Reason::NotText(Kind::Image),
            _ if starts("<!doctype html") || starts("<html") => Reason::NotText(Kind::WebPage),
            _ if starts("{") || starts("[{") => Reason::NotText(Kind::Json),
            _ => return None,
        })
    }

    /// Whether decoded text holds so many control characters that it is none.
    pub fn of_text(text: &[u8]) -> Option<Reason> {
        let control =
            text.iter().filter(|b| matches!(b, 0..=8 | 0x0B | 0x0E..=0x1F) && **b != 0x1A).count();
        (control * 50 > text.len()).then_some(Reason::NotText(Kind::Binary))
    }

    pub fn of_broken(broken: Broken, names: impl Fn(usize) -> String) -> Reason {
        match broken {
            Broken::Unclosed { line, column } => {
                Reason::Unclosed { line, column: column + 1, name: ColumnName(names(column)) }
            }
            Broken::TooLong { line } => Reason::TooLong { line },
            Broken::TooWide { line } => Reason::TooWide { line },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_tables_are_known_by_their_first_bytes() {
        let xlsx = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml";
        assert_eq!(Reason::of_head(xlsx), Some(Reason::Spreadsheet));
        assert_eq!(Reason::of_head(b"PK\x03\x04\x14\0data.csv"), Some(Reason::Archive));
        assert_eq!(Reason::of_head(b"\xD0\xCF\x11\xE0\xA1"), Some(Reason::Spreadsheet));
        assert_eq!(Reason::of_head(b"%PDF-1.7"), Some(Reason::NotText(Kind::Pdf)));
        assert_eq!(Reason::of_head(b"\n<!DOCTYPE html>"), Some(Reason::NotText(Kind::WebPage)));
        assert_eq!(Reason::of_head(b"URN,Income\n"), None);
        assert_eq!(Reason::of_head(b"PKs,Income\n"), None);
    }

    #[test]
    fn a_refusal_names_file_line_column_and_remedy() {
        let broken = Broken::Unclosed { line: 3, column: 1 };
        let reason = Reason::of_broken(broken, |_| "Name".into());
        let words = Refusal { file: "a.csv".into(), reason }.to_string();
        assert!(words.starts_with("a.csv: line 3, column 2 (Name): "), "{words}");
        assert!(words.contains("drop the file again"), "{words}");
    }
}
