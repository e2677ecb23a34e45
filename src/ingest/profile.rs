//! What a column of a file holds, told from every one of its cells.

use super::codes::MissingCodes;
use super::encoding::Encoding;
use super::looks::Looks;
use super::number::{self, DecimalMark, Vote};
use serde::{Deserialize, Serialize};

/// Different values counted before a column has too many to list.
const FEW: usize = 24;
/// Bytes of a cell that are kept as a sample.
const SHOWN: usize = 80;

/// How a column's cells read under either decimal mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    pub point: u64,
    pub comma: u64,
    /// Cells that are a number under both marks, and not the same one: `1,234`, `1.234`.
    pub tie: u64,
}

impl Votes {
    /// The mark that more cells ask for; nothing where neither wins.
    pub fn winner(self) -> Option<DecimalMark> {
        match self.point.cmp(&self.comma) {
            std::cmp::Ordering::Greater => Some(DecimalMark::Point),
            std::cmp::Ordering::Less => Some(DecimalMark::Comma),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Whether the mark matters and the cells do not settle it.
    pub fn is_tied(self) -> bool {
        self.winner().is_none() && self.tie + self.point > 0
    }
}

/// One column of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnProfile {
    /// What the column is called here: its header, `header#2` for a repeated one, `#column-3` for none.
    pub name: String,
    /// Its header as the file writes it.
    pub header: String,
    /// The first few different contents.
    pub samples: Vec<String>,
    pub blank: u64,
    pub numbers: u64,
    pub texts: u64,
    /// Codes for missing values, with how often each is met.
    pub codes: Vec<(String, u64)>,
    /// Every content with its count, where there are few; else nothing.
    pub distinct: Vec<(String, u64)>,
    /// The least and the greatest number under the decimal mark of the column.
    pub range: Option<(f64, f64)>,
    pub votes: Votes,
    pub looks: Looks,
    /// The factor of the unit that the header names: 1000 for `£ thousands`.
    pub unit: f64,
}

impl ColumnProfile {
    /// Cells that are not empty.
    pub fn filled(&self) -> u64 {
        self.numbers + self.texts + self.coded()
    }

    pub fn coded(&self) -> u64 {
        self.codes.iter().map(|(_, count)| count).sum()
    }

    /// A count as a share of the filled cells.
    pub fn share(&self, count: u64) -> f64 {
        if self.filled() == 0 {
            0.0
        } else {
            count.min(self.filled()) as f64 / self.filled() as f64
        }
    }

    /// Whether the column has few different contents.
    pub fn few(&self) -> bool {
        !self.distinct.is_empty()
    }

    /// 1 where every cell is filled and contents seldom repeat, as keys do.
    pub fn looks_like_key(&self) -> f64 {
        if self.few() && self.filled() > FEW as u64 { 0.0 } else { 1.0 }
    }
}

/// Gathers a column's profile while its cells pass; keeps bytes until the encoding is known.
#[derive(Debug, Default)]
pub struct Profiler {
    samples: Vec<Vec<u8>>,
    blank: u64,
    numbers: u64,
    texts: u64,
    codes: Vec<(String, u64)>,
    distinct: Vec<(Vec<u8>, u64)>,
    many: bool,
    ranges: [Option<(f64, f64)>; 2],
    votes: Votes,
    looks: Looks,
}

impl Profiler {
    /// `forced` is the encoding that the user chose.
    pub fn cell(&mut self, cell: &[u8], codes: &MissingCodes, forced: Option<Encoding>) {
        let cell = cell.trim_ascii();
        if cell.is_empty() {
            self.blank += 1;
            return;
        }
        self.sample(cell);
        if let Some(value) = number::plain(cell) {
            self.numbers += 1;
            self.looks.number(value);
            widen(&mut self.ranges[0], value);
            match plain_vote(cell) {
                Vote::Either => widen(&mut self.ranges[1], value),
                Vote::Point | Vote::Comma => self.votes.point += 1,
                Vote::Tie => {
                    self.votes.tie += 1;
                    widen(&mut self.ranges[1], value * 1000.0);
                }
            }
            return;
        }
        let text = Encoding::likely_text(forced, cell);
        let text = number::out_of_spreadsheet(&text);
        if codes.meaning(text).is_some() {
            self.code(text);
            return;
        }
        self.looks.text(text);
        let Some(vote) = number::vote(text) else {
            self.texts += 1;
            return;
        };
        self.numbers += 1;
        match vote {
            Vote::Point => self.votes.point += 1,
            Vote::Comma => self.votes.comma += 1,
            Vote::Tie => self.votes.tie += 1,
            Vote::Either => (),
        }
        for (range, mark) in self.ranges.iter_mut().zip([DecimalMark::Point, DecimalMark::Comma]) {
            if let Some(value) = number::parse(text, mark) {
                widen(range, value);
                if mark == DecimalMark::Point {
                    self.looks.number(value);
                }
            }
        }
    }

    fn sample(&mut self, cell: &[u8]) {
        if self.many {
            return;
        }
        if cell.len() > SHOWN {
            self.many = true;
        }
        let shown = &cell[..cell.len().min(SHOWN)];
        if let Some((_, count)) = self.distinct.iter_mut().find(|(known, _)| known == shown) {
            *count += 1;
        } else if self.distinct.len() < FEW {
            self.distinct.push((shown.to_vec(), 1));
        } else {
            self.many = true;
        }
        if self.many {
            // From here on only the first few contents are shown.
            self.samples = self.distinct.drain(..).take(5).map(|(content, _)| content).collect();
            if self.samples.is_empty() {
                self.samples.push(shown.to_vec());
            }
        }
    }

    fn code(&mut self, text: &str) {
        if let Some((_, count)) = self.codes.iter_mut().find(|(code, _)| code == text) {
            *count += 1;
        } else if self.codes.len() < FEW {
            self.codes.push((text.to_string(), 1));
        } else {
            self.texts += 1;
        }
    }

    pub fn finish(self, name: String, header: String, encoding: Encoding) -> ColumnProfile {
        let text = |bytes: &[u8]| encoding.text(bytes).into_owned();
        let distinct: Vec<_> =
            self.distinct.iter().map(|(content, count)| (text(content), *count)).collect();
        let samples = if self.many {
            self.samples.iter().map(|content| text(content)).collect()
        } else {
            distinct.iter().take(5).map(|(content, _)| content.clone()).collect()
        };
        let [point, comma] = self.ranges;
        ColumnProfile {
            unit: number::unit_in_header(&header),
            name,
            header,
            samples,
            blank: self.blank,
            numbers: self.numbers,
            texts: self.texts,
            codes: self.codes,
            distinct,
            range: if self.votes.winner() == Some(DecimalMark::Comma) { comma } else { point },
            votes: self.votes,
            looks: self.looks,
        }
    }
}

/// [`number::vote`] for what [`number::plain`] read.
fn plain_vote(digits: &[u8]) -> Vote {
    let digits = digits.strip_prefix(b"-").unwrap_or(digits);
    match memchr::memchr(b'.', digits) {
        None => Vote::Either,
        Some(at @ 1..=3) if digits.len() - at == 4 && digits[0] != b'0' => Vote::Tie,
        Some(_) => Vote::Point,
    }
}

fn widen(range: &mut Option<(f64, f64)>, value: f64) {
    let (low, high) = range.unwrap_or((value, value));
    *range = Some((low.min(value), high.max(value)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn profile(cells: &[&str]) -> ColumnProfile {
        let mut profiler = Profiler::default();
        cells
            .iter()
            .for_each(|cell| profiler.cell(cell.as_bytes(), &MissingCodes::default(), None));
        profiler.finish("a".into(), "a".into(), Encoding::Utf8)
    }

    #[test]
    fn the_decimal_mark_is_settled_over_the_column() {
        let comma = profile(&["1.234", "5,5", "2.000"]);
        assert_eq!(comma.votes.winner(), Some(DecimalMark::Comma));
        assert_eq!(comma.range, Some((5.5, 2000.0)));
        let tied = profile(&["1,234", "5,678"]);
        assert!(tied.votes.is_tied());
        assert!(!profile(&["12", "1 234"]).votes.is_tied());
        assert_eq!(profile(&["12.389", "8.5"]).votes.winner(), Some(DecimalMark::Point));
    }

    #[test]
    fn numbers_codes_blanks_and_texts_are_counted() {
        let mixed = profile(&["1", "", " ", "SUPP", "supp ", "Good", "£2k"]);
        assert_eq!((mixed.numbers, mixed.blank, mixed.texts), (2, 2, 1));
        assert_eq!(mixed.coded(), 2);
        assert_eq!(mixed.filled(), 5);
    }

    proptest! {
        #[test]
        fn the_fast_vote_is_the_slow_one(text in "-?[0-9]{0,7}\\.?[0-9]{0,5}") {
            if number::plain(text.as_bytes()).is_some() {
                prop_assert_eq!(number::vote(&text), Some(plain_vote(text.as_bytes())));
            }
        }
    }
}
