//! Bytes in pieces to records: where the cells of the columns somebody wants stand, and nothing else.
//!
//! The rules are those of the `csv` crate with a flexible number of fields: a quote opens a quoted
//! cell only at its very start; inside, two quotes are one; LF, CR and CRLF end a record; empty lines
//! are no records. Columns that nobody wants are counted in blocks of 64 bytes and never looked at.
//!
//! It is one state machine, with the tests that hold it to the `csv` crate: that is why it is long.
use super::masks::{BLOCK, Masks, masks};
use super::record::{QUOTE, Record};

/// More fields in a record than any table has; Excel stops at 16,384.
pub const MOST_FIELDS: usize = 16_384;
/// A longer record is no table's row: a quotation mark was left open, or these are not lines.
pub const LONGEST_RECORD: usize = 4 << 20;

/// The columns to find cells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    All,
    /// Column numbers from 0, ascending, each once.
    Only(Vec<usize>),
}

/// Why the bytes are no table that could be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A quoted cell that has no end.
    Unclosed { line: u64, column: usize },
    /// A record longer than `LONGEST_RECORD`.
    TooLong { line: u64 },
    /// A record of more than `MOST_FIELDS` fields.
    TooWide { line: u64 },
}

/// Takes bytes in pieces of any size and hands out whole records.
#[derive(Debug)]
pub struct Scanner {
    delimiter: u8,
    wanted: Wanted,
    /// The beginning of a record whose end has not come yet.
    carry: Vec<u8>,
    cells: Vec<(usize, usize)>,
    line: u64,
    blank_lines: u64,
    after_return: bool,
}

impl Scanner {
    /// `delimiter` is a byte below 128 that is no quote, newline or NUL.
    pub fn new(delimiter: u8, wanted: Wanted) -> Self {
        Scanner {
            delimiter,
            wanted,
            carry: Vec::new(),
            cells: Vec::new(),
            line: 1,
            blank_lines: 0,
            after_return: false,
        }
    }

    /// Empty lines met so far.
    pub fn blank_lines(&self) -> u64 {
        self.blank_lines
    }

    /// Takes the next piece; each record that is whole by now goes to `sink`.
    pub fn push(
        &mut self,
        mut piece: &[u8],
        sink: &mut dyn FnMut(&Record<'_>),
    ) -> Result<(), Broken> {
        while !self.carry.is_empty() && !piece.is_empty() {
            // Lend the carried beginning enough of the piece to be whole, twice as much each time,
            // so that a long record is not walked over and over.
            let had = self.carry.len();
            let lend = piece.len().min(had.max(4096));
            let mut carry = std::mem::take(&mut self.carry);
            carry.extend_from_slice(&piece[..lend]);
            let used = self.scan(&carry, false, sink)?;
            if used > had {
                piece = &piece[used - had..];
            } else {
                piece = &piece[lend..];
                self.within_length(&carry)?;
                self.carry = carry;
            }
        }
        let used = self.scan(piece, false, sink)?;
        self.within_length(&piece[used..])?;
        self.carry.extend_from_slice(&piece[used..]);
        Ok(())
    }

    /// There is no more: hands out the last record if no newline ended it.
    pub fn finish(&mut self, sink: &mut dyn FnMut(&Record<'_>)) -> Result<(), Broken> {
        let carry = std::mem::take(&mut self.carry);
        self.scan(&carry, true, sink).map(drop)
    }

    /// Stops at a record that is too long, and says what is wrong with it as far as its permitted
    /// length tells: so the answer does not depend on how the file was cut into pieces.
    fn within_length(&self, record: &[u8]) -> Result<(), Broken> {
        if record.len() <= LONGEST_RECORD {
            return Ok(());
        }
        let mut probe = Scanner::new(self.delimiter, Wanted::Only(Vec::new()));
        probe.line = self.line;
        probe.scan(&record[..LONGEST_RECORD], true, &mut |_| ())?;
        Err(Broken::TooLong { line: self.line })
    }

    /// Stops at a record that has grown too long or too wide by `end`.
    #[inline(always)]
    fn within_limits(&self, walk: &Walk<'_>, end: usize) -> Result<(), Broken> {
        if end - walk.record > LONGEST_RECORD {
            self.within_length(&walk.bytes[walk.record..end])?;
        }
        if walk.field >= MOST_FIELDS {
            return Err(Broken::TooWide { line: self.line });
        }
        Ok(())
    }

    /// Walks over `bytes`, which begin at a record's start, and says how many of them the whole
    /// records took.
    fn scan(
        &mut self,
        bytes: &[u8],
        last: bool,
        sink: &mut dyn FnMut(&Record<'_>),
    ) -> Result<usize, Broken> {
        let mut walk = Walk { bytes, record: 0, inner_lines: 0, field_start: 0, field: 0, next: 0 };
        let mut block = 0;
        // Bits below the position reached are cleared: they have been dealt with.
        let mut ahead = u64::MAX;
        // Whether the byte before the block lets a cell begin.
        let mut begins = 1;
        self.cells.clear();
        'blocks: while block < bytes.len() {
            let Masks { delimiter, newline, quote } = masks(bytes, block, self.delimiter, QUOTE);
            let structural = delimiter | newline;
            let opening = quote & (structural << 1 | begins);
            begins = structural >> (BLOCK - 1);
            while ahead != 0 {
                let event = (newline | opening) & ahead;
                let stop = event.trailing_zeros() as usize;
                let before = if event == 0 { ahead } else { ahead & ((1 << stop) - 1) };
                self.delimiters(&mut walk, block, delimiter & before);
                if event == 0 {
                    break;
                }
                let at = block + stop;
                if opening >> stop & 1 == 1 {
                    let Some(end) = closing(bytes, at, last) else {
                        if last {
                            self.within_length(&bytes[walk.record..])?;
                            let line = self.line + walk.inner_lines;
                            return Err(Broken::Unclosed { line, column: walk.field });
                        }
                        break 'blocks;
                    };
                    walk.inner_lines += lines(&bytes[at..end]);
                    block = end / BLOCK * BLOCK;
                    ahead = u64::MAX << (end - block);
                    if block == at / BLOCK * BLOCK {
                        continue;
                    }
                    // The byte before `end` is a quote, so no cell begins at the block's start
                    // unless a newline or delimiter stands before a later byte in it.
                    begins = 0;
                    continue 'blocks;
                }
                ahead &= u64::MAX.checked_shl(stop as u32 + 1).unwrap_or(0);
                self.newline(&mut walk, at, sink)?;
            }
            block += BLOCK;
            ahead = u64::MAX;
            self.within_limits(&walk, bytes.len().min(block).max(walk.record))?;
        }
        if last && walk.record < bytes.len() {
            self.record(&mut walk, bytes.len(), sink)?;
            walk.record = bytes.len();
        }
        Ok(walk.record)
    }

    /// Counts the fields that the delimiters of one block end, and notes the wanted ones.
    #[inline(always)]
    fn delimiters(&mut self, walk: &mut Walk<'_>, block: usize, mut found: u64) {
        while found != 0 {
            let next = self.next_wanted(walk);
            let count = found.count_ones() as usize;
            if next - walk.field >= count {
                walk.field += count;
                walk.field_start = block + BLOCK - found.leading_zeros() as usize;
                return;
            }
            while walk.field < next {
                walk.field += 1;
                walk.field_start = block + found.trailing_zeros() as usize + 1;
                found &= found - 1;
            }
            let end = block + found.trailing_zeros() as usize;
            self.cells.push((walk.field_start, end));
            walk.next += 1;
            walk.field += 1;
            walk.field_start = end + 1;
            found &= found - 1;
        }
    }

    #[inline(always)]
    fn next_wanted(&self, walk: &Walk<'_>) -> usize {
        match &self.wanted {
            Wanted::All => walk.field,
            Wanted::Only(columns) => columns.get(walk.next).copied().unwrap_or(usize::MAX),
        }
    }

    #[inline(always)]
    fn newline(
        &mut self,
        walk: &mut Walk<'_>,
        at: usize,
        sink: &mut dyn FnMut(&Record<'_>),
    ) -> Result<(), Broken> {
        let feed = walk.bytes[at] == b'\n';
        if at > walk.record {
            self.record(walk, at, sink)?;
            self.line += 1 + std::mem::take(&mut walk.inner_lines);
        } else if !(feed && self.after_return) {
            self.line += 1;
            self.blank_lines += 1;
        }
        self.after_return = !feed;
        walk.record = at + 1;
        walk.field_start = at + 1;
        Ok(())
    }

    /// Ends the record at `end` and hands it out.
    #[inline(always)]
    fn record(
        &mut self,
        walk: &mut Walk<'_>,
        end: usize,
        sink: &mut dyn FnMut(&Record<'_>),
    ) -> Result<(), Broken> {
        if self.next_wanted(walk) == walk.field {
            self.cells.push((walk.field_start, end));
        }
        self.within_limits(walk, end)?;
        let fields = walk.field + 1;
        sink(&Record { line: self.line, fields, bytes: walk.bytes, cells: &self.cells });
        self.cells.clear();
        walk.field = 0;
        walk.next = 0;
        Ok(())
    }
}

/// How far the walk over one piece has come.
struct Walk<'a> {
    bytes: &'a [u8],
    /// Where the record begins.
    record: usize,
    /// Newlines inside its quoted cells so far.
    inner_lines: u64,
    /// Where the field begins, and its number from 0.
    field_start: usize,
    field: usize,
    /// How many wanted cells of the record have been found.
    next: usize,
}

/// Where a quoted cell that opens at `at` is closed: just past its last quote. Nothing if that is
/// not in `bytes`, or, unless these are the last, could change with the next byte.
fn closing(bytes: &[u8], at: usize, last: bool) -> Option<usize> {
    let mut from = at + 1;
    loop {
        let end = from + memchr::memchr(QUOTE, &bytes[from..])? + 1;
        match bytes.get(end) {
            Some(&QUOTE) => from = end + 1,
            Some(_) => return Some(end),
            None => return last.then_some(end),
        }
    }
}

/// Newlines in a quoted cell, CRLF being one.
fn lines(quoted: &[u8]) -> u64 {
    memchr::memchr2_iter(b'\n', b'\r', quoted)
        .filter(|&i| quoted[i] == b'\n' || quoted.get(i + 1) != Some(&b'\n'))
        .count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::borrow::Cow;

    type Rows = Vec<Vec<Vec<u8>>>;

    fn ours(pieces: &[&[u8]], delimiter: u8, wanted: Wanted) -> Result<(Rows, Vec<u64>), Broken> {
        let (mut rows, mut lines) = (Vec::new(), Vec::new());
        let mut scanner = Scanner::new(delimiter, wanted);
        let mut sink = |record: &Record<'_>| {
            rows.push(record.cells().map(Cow::into_owned).collect());
            lines.push(record.line);
        };
        for piece in pieces {
            scanner.push(piece, &mut sink)?;
        }
        scanner.finish(&mut sink)?;
        Ok((rows, lines))
    }

    fn reference(bytes: &[u8], delimiter: u8) -> Rows {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(bytes);
        let rows = reader.byte_records();
        rows.map(|row| row.expect("in memory").iter().map(<[u8]>::to_vec).collect()).collect()
    }

    /// Bytes out of which quoting is made, in long and short runs.
    fn csvish() -> impl Strategy<Value = Vec<u8>> {
        let token = prop_oneof![
            Just(b",".to_vec()),
            Just(b"\"".to_vec()),
            Just(b"\"\"".to_vec()),
            Just(b"\n".to_vec()),
            Just(b"\r\n".to_vec()),
            Just(b"\r".to_vec()),
            Just(b",\"".to_vec()),
            Just(b"\",".to_vec()),
            "[a-z]{0,70}".prop_map(String::into_bytes),
            any::<u8>().prop_map(|b| vec![b]),
        ];
        prop::collection::vec(token, 0..60).prop_map(|tokens| tokens.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn records_are_those_of_the_csv_crate(mut bytes in csvish(), cut in 1..90usize) {
            // A mark at the very start is the encoding's business, and csv takes it off.
            prop_assume!(!bytes.starts_with(b"\xef\xbb\xbf"));
            let pieces: Vec<_> = bytes.chunks(cut).collect();
            if ours(&pieces, b',', Wanted::All).is_err() {
                prop_assert!(ours(&[&bytes], b',', Wanted::All).is_err());
                // The csv crate takes an open quote as closed by the end.
                bytes.push(b'"');
            }
            let pieces: Vec<_> = bytes.chunks(cut).collect();
            let expected = reference(&bytes, b',');
            let found = ours(&pieces, b',', Wanted::All).expect("its quotes are closed");
            prop_assert_eq!(&found.0, &expected);
            prop_assert_eq!(&ours(&[&bytes], b',', Wanted::All).expect("as before"), &found);

            let few: Rows = expected
                .iter()
                .map(|row| [0, 2, 3].iter().filter_map(|&i| row.get(i)).cloned().collect())
                .collect();
            let only = Wanted::Only(vec![0, 2, 3]);
            prop_assert_eq!(ours(&pieces, b',', only).expect("as before").0, few);
        }
    }

    #[test]
    fn lines_are_counted_through_quotes_and_blank_lines() {
        let text = b"a,b\r\n\r\n\"1\r\n2\n3\",x\r\r\nlast,y";
        let (rows, lines) = ours(&[text], b',', Wanted::All).expect("a table");
        assert_eq!(rows.len(), 3);
        // `a,b` on 1, nothing on 2, the quoted cell from 3 to 5, nothing on 6.
        assert_eq!(lines, [1, 3, 7]);
    }

    #[test]
    fn an_open_quote_is_named_by_line_and_column() {
        let open = ours(&[b"a,b\n1,2\n3,\"4\n5,6\n"], b',', Wanted::All);
        assert_eq!(open, Err(Broken::Unclosed { line: 3, column: 1 }));
        let mut long = b"a,b\n1,\"2\n".to_vec();
        long.resize(3 * LONGEST_RECORD, b'x');
        for cut in [1 << 16, 1 << 24] {
            let pieces: Vec<_> = long.chunks(cut).collect();
            let found = ours(&pieces, b',', Wanted::All);
            assert_eq!(found, Err(Broken::Unclosed { line: 2, column: 1 }));
        }
    }

    #[test]
    fn endless_lines_and_endless_columns_are_refused_however_cut() {
        let long = vec![b'x'; 3 * LONGEST_RECORD];
        let wide = vec![b','; 3 * LONGEST_RECORD];
        for cut in [1 << 16, 5 << 20, 1 << 24] {
            let pieces: Vec<_> = long.chunks(cut).collect();
            assert_eq!(ours(&pieces, b',', Wanted::All), Err(Broken::TooLong { line: 1 }));
            let pieces: Vec<_> = wide.chunks(cut).collect();
            assert_eq!(ours(&pieces, b',', Wanted::All), Err(Broken::TooWide { line: 1 }));
        }
    }
}
