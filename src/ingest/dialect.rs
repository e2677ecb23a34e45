//! What stands between the cells.

use super::scanner::{Scanner, Wanted};
use serde::{Deserialize, Serialize};

/// The sign between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delimiter {
    #[default]
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

impl Delimiter {
    pub const ALL: [Delimiter; 4] =
        [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::Pipe];

    pub fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Pipe => b'|',
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Delimiter::Comma => "comma",
            Delimiter::Semicolon => "semicolon",
            Delimiter::Tab => "tab",
            Delimiter::Pipe => "pipe",
        }
    }

    /// The delimiter under which most records of a sample have one number of fields, more than one;
    /// a comma where there is none. `whole`: the sample is all of the file.
    pub fn of_sample(sample: &[u8], whole: bool) -> Delimiter {
        let scored = Delimiter::ALL.map(|delimiter| (score(delimiter, sample, whole), delimiter));
        // Of equals the first stays: the comma.
        let best =
            scored.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.filter(|(score, _)| *score > 0.0).map_or(Delimiter::Comma, |(_, delimiter)| delimiter)
    }
}

fn score(delimiter: Delimiter, sample: &[u8], whole: bool) -> f64 {
    let mut fields = Vec::new();
    let mut scanner = Scanner::new(delimiter.byte(), Wanted::Only(Vec::new()));
    let mut note = |record: &super::record::Record<'_>| fields.push(record.fields);
    // A break under this delimiter may be none under another; what was read until then counts.
    if scanner.push(sample, &mut note).is_ok() && whole {
        let _ = scanner.finish(&mut note);
    }
    let Some(usual) = usual(&fields).filter(|usual| *usual > 1) else { return 0.0 };
    let share = fields.iter().filter(|n| **n == usual).count() as f64 / fields.len() as f64;
    // The header has as many cells as the rows have; a decimal comma is missing from it.
    let heads = fields.iter().find(|n| **n > 1) == Some(&usual);
    share * (1.0 - 1.0 / usual as f64) + if heads { 0.2 } else { 0.0 }
}

/// The commonest number; of equally common ones the larger.
pub fn usual(numbers: &[usize]) -> Option<usize> {
    let mut counts = vec![0_u32; numbers.iter().max()? + 1];
    numbers.iter().for_each(|number| counts[*number] += 1);
    counts.iter().enumerate().max_by_key(|(_, count)| **count).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_delimiter_is_found() {
        for (text, delimiter) in [
            ("urn,income\n1,2\n3,4\n", Delimiter::Comma),
            ("urn;income\n1;2,5\n3;4,5\n", Delimiter::Semicolon),
            ("urn;income;pupils\n1;2,5;3,5\n3;4,5;6,5\n", Delimiter::Semicolon),
            ("urn\tname\n1\tSmith, John; Esq\n3\tDoe, Jane; Dr\n", Delimiter::Tab),
            ("urn|name\n1|a,b\n2|c,d\n", Delimiter::Pipe),
            ("Title; with, signs\n\nurn,income\n1,2\n3,4\n", Delimiter::Comma),
            ("urn\n1\n2\n", Delimiter::Comma),
            ("", Delimiter::Comma),
            ("\"a;b;c;d\",x\n\"e;f;g;h\",y\n", Delimiter::Comma),
        ] {
            assert_eq!(Delimiter::of_sample(text.as_bytes(), true), delimiter, "{text}");
        }
    }
}
