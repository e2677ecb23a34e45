//! The first pass over a file: what it is, told from all of its bytes, in memory that does not grow.

use super::codes::MissingCodes;
use super::dialect::{self, Delimiter};
use super::encoding::{Encoding, Intake, straight};
use super::header::{self, Header};
use super::profile::{ColumnProfile, Profiler};
use super::record::Record;
use super::refusal::{Reason, Refusal};
use super::scanner::{Scanner, Wanted};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Bytes looked at to tell the delimiter and the header.
const SAMPLE: usize = 1 << 18;
/// A longer file's columns grow.
const MOST_ROOM: usize = 1 << 20;
/// Lines and cells listed of each kind of oddity; all are counted.
pub const LISTED: usize = 200;

/// What the first pass found out about a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileProfile {
    pub name: String,
    pub bytes: u64,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    pub encoding: Encoding,
    /// Whether the file begins with a byte order mark.
    pub marked: bool,
    /// Whether some bytes are no character in this encoding.
    pub replaced: bool,
    pub delimiter: Delimiter,
    /// Lines above the header, such as a title.
    pub titles: Vec<String>,
    /// Records above the first row, the header among them.
    pub above: usize,
    /// The line of the header; nothing where the file has none.
    pub header_line: Option<u64>,
    pub columns: Vec<ColumnProfile>,
    /// Rows under the header, whatever is in them.
    pub rows: u64,
    /// Lines with nothing on them.
    pub blank_lines: u64,
    /// Rows with fewer or more cells than the header.
    pub ragged: Lines,
}

/// Lines of a file: how many, and the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    pub count: u64,
    pub first: Vec<u64>,
}

impl Lines {
    pub fn add(&mut self, line: u64) {
        self.count += 1;
        if self.first.len() < LISTED {
            self.first.push(line);
        }
    }
}

impl FileProfile {
    /// Rows that room is made for before they come, so that no column is copied while it grows.
    pub fn room(&self) -> usize {
        usize::try_from(self.rows).map_or(0, |rows| rows.min(MOST_ROOM))
    }

    /// The encoding in words: "UTF-8 with a byte order mark".
    pub fn encoding_words(&self) -> String {
        let mark = if self.marked { " with a byte order mark" } else { "" };
        format!("{}{mark}", self.encoding.words())
    }

    /// The same for files with the same header: what a remembered choice of columns is kept under.
    pub fn header_hash(&self) -> String {
        let mut hash = Sha256::new();
        for column in &self.columns {
            hash.update(column.name.as_bytes());
            hash.update([0]);
        }
        hex(&hash.finalize())
    }

    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Takes a file's bytes in pieces of any size.
pub struct Survey {
    name: String,
    bytes: u64,
    hash: Sha256,
    forced: Option<Encoding>,
    intake: Intake,
    reading: Reading,
}

/// What is done with decoded bytes.
enum Reading {
    /// The dialect is not known yet.
    Sampling {
        sample: Vec<u8>,
    },
    Scanning(Box<Scanning>),
}

struct Scanning {
    scanner: Scanner,
    delimiter: Delimiter,
    rows: Rows,
}

/// What is gathered from the records.
struct Rows {
    header: Header,
    names: Vec<Vec<u8>>,
    header_line: Option<u64>,
    titles: Vec<Vec<u8>>,
    seen: usize,
    count: u64,
    ragged: Lines,
    columns: Vec<Profiler>,
    codes: MissingCodes,
    forced: Option<Encoding>,
}

impl Survey {
    /// `encoding` is the user's choice, if they made one.
    pub fn new(name: &str, encoding: Option<Encoding>) -> Self {
        Survey {
            name: straight(name.into()).into_owned(),
            bytes: 0,
            hash: Sha256::new(),
            forced: encoding,
            intake: Intake::new(encoding),
            reading: Reading::Sampling { sample: Vec::new() },
        }
    }

    /// Takes the next piece; after an error the file is refused.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        self.bytes += piece.len() as u64;
        self.hash.update(piece);
        let (reading, forced) = (&mut self.reading, self.forced);
        let taken = self.intake.push(piece, &mut |bytes| reading.push(bytes, forced));
        taken.map_err(|reason| self.refusal(reason))
    }

    /// There is no more.
    pub fn finish(mut self) -> Result<FileProfile, Refusal> {
        let (reading, forced) = (&mut self.reading, self.forced);
        let taken = self.intake.finish(&mut |bytes| reading.push(bytes, forced));
        taken.map_err(|reason| self.refusal(reason))?;
        if let Reading::Sampling { sample } = &mut self.reading {
            let sample = std::mem::take(sample);
            self.reading = Scanning::begin(&sample, true, forced)
                .map(|scanning| Reading::Scanning(Box::new(scanning)))
                .map_err(|reason| self.refusal(reason))?;
        }
        let encoding = self.intake.encoding();
        let refusal = |reason| Refusal { file: self.name.clone(), reason };
        let Reading::Scanning(mut scanning) = self.reading else {
            return Err(refusal(Reason::Empty));
        };
        scanning.finish().map_err(refusal)?;
        let Scanning { scanner, delimiter, rows } = *scanning;
        if rows.seen == 0 {
            return Err(refusal(Reason::Empty));
        }
        let text = |bytes: &Vec<u8>| encoding.text(bytes).into_owned();
        let headers: Vec<String> = rows.names.iter().map(text).collect();
        let names = header::names(&headers, rows.columns.len());
        let headers = headers.into_iter().chain(std::iter::repeat(String::new()));
        let columns = rows.columns.into_iter().zip(names).zip(headers);
        Ok(FileProfile {
            name: self.name,
            bytes: self.bytes,
            sha256: hex(&self.hash.finalize()),
            encoding,
            marked: self.intake.marked(),
            replaced: self.intake.replaced(),
            delimiter,
            titles: rows.titles.iter().map(text).collect(),
            above: match rows.header {
                Header::At(place) => place + 1,
                Header::Absent => 0,
            },
            header_line: rows.header_line,
            columns: columns
                .map(|((profiler, name), header)| profiler.finish(name, header, encoding))
                .collect(),
            rows: rows.count,
            blank_lines: scanner.blank_lines(),
            ragged: rows.ragged,
        })
    }

    fn refusal(&self, reason: Reason) -> Refusal {
        Refusal { file: self.name.clone(), reason }
    }
}

impl Reading {
    fn push(&mut self, bytes: &[u8], forced: Option<Encoding>) -> Result<(), Reason> {
        match self {
            Reading::Scanning(scanning) => scanning.push(bytes),
            Reading::Sampling { sample } => {
                let (first, rest) = bytes.split_at(bytes.len().min(SAMPLE - sample.len()));
                sample.extend_from_slice(first);
                if sample.len() < SAMPLE {
                    return Ok(());
                }
                let mut scanning = Scanning::begin(sample, false, forced)?;
                scanning.push(rest)?;
                *self = Reading::Scanning(Box::new(scanning));
                Ok(())
            }
        }
    }
}

impl Scanning {
    fn begin(sample: &[u8], whole: bool, forced: Option<Encoding>) -> Result<Self, Reason> {
        let refused = Reason::of_head(sample).or_else(|| Reason::of_text(sample));
        if let Some(reason) = refused {
            return Err(reason);
        }
        let delimiter = Delimiter::of_sample(sample, whole);
        let mut first: Vec<Vec<String>> = Vec::new();
        let mut widths = Vec::new();
        let mut scanner = Scanner::new(delimiter.byte(), Wanted::All);
        let mut keep = |record: &Record<'_>| {
            widths.push(record.fields);
            if first.len() < header::DEPTH {
                let cells =
                    record.cells().map(|cell| Encoding::likely_text(forced, &cell).into_owned());
                first.push(cells.collect());
            }
        };
        // A break is met again, and told with the columns' names, when the records are read.
        if scanner.push(sample, &mut keep).is_ok() && whole {
            let _ = scanner.finish(&mut keep);
        }
        let header = header::find(&first);
        let rows = Rows {
            header,
            names: Vec::new(),
            header_line: None,
            titles: Vec::new(),
            seen: 0,
            count: 0,
            ragged: Lines::default(),
            columns: Vec::new(),
            codes: MissingCodes::default(),
            forced,
        };
        let scanner = Scanner::new(delimiter.byte(), Wanted::All);
        let mut scanning = Scanning { scanner, delimiter, rows };
        let usual = dialect::usual(&widths).unwrap_or(0);
        scanning.rows.columns.resize_with(usual, Profiler::default);
        scanning.push(sample)?;
        Ok(scanning)
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        let rows = &mut self.rows;
        let pushed = self.scanner.push(bytes, &mut |record| rows.record(record));
        pushed.map_err(|broken| self.rows.reason(broken))
    }

    fn finish(&mut self) -> Result<(), Reason> {
        let rows = &mut self.rows;
        let finished = self.scanner.finish(&mut |record| rows.record(record));
        finished.map_err(|broken| self.rows.reason(broken))
    }
}

impl Rows {
    fn record(&mut self, record: &Record<'_>) {
        let place = self.seen;
        self.seen += 1;
        match self.header {
            Header::At(header) if place < header => {
                let cells: Vec<_> = record.cells().filter(|cell| !cell.is_empty()).collect();
                self.titles.push(cells.join(&b' '));
            }
            Header::At(header) if place == header => {
                self.header_line = Some(record.line);
                self.names = record.cells().map(|cell| cell.into_owned()).collect();
                let width = self.columns.len().max(record.fields);
                self.columns.resize_with(width, Profiler::default);
            }
            Header::At(_) | Header::Absent => self.row(record),
        }
    }

    fn row(&mut self, record: &Record<'_>) {
        self.count += 1;
        if record.fields != self.columns.len() {
            self.ragged.add(record.line);
        }
        for (i, profiler) in self.columns.iter_mut().enumerate() {
            let cell = record.cell(i).unwrap_or_default();
            profiler.cell(&cell, &self.codes, self.forced);
        }
    }

    fn reason(&self, broken: super::scanner::Broken) -> Reason {
        Reason::of_broken(broken, |column| {
            self.names
                .get(column)
                .map(|name| Encoding::likely_text(self.forced, name).into_owned())
                .unwrap_or_default()
        })
    }
}
