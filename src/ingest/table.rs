//! The rows of one file in columns, keyed, with what was left out of it and why.

use super::columns::{Contents, Words};
use super::key::Key;
use super::survey::Lines;
use crate::dataset::{DecileDirection, Field, Missing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a file's rows are about, which says how they are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// One row a school, by URN or the key the user named.
    Schools,
    /// Accounts of charities, linked to schools by charity number.
    Charities,
    /// Deprivation of neighbourhoods, linked by the school's LSOA.
    Areas,
    /// Neighbourhoods or deprivation of postcodes, linked by the school's postcode.
    Postcodes,
}

/// Why a row is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RowReason {
    /// Every cell is empty.
    Empty,
    /// One cell of text under or between the rows of the table.
    Note,
    /// The key is empty or a code for a missing value.
    NoKey,
    /// The key is none like the others: a national or local authority's row.
    OtherKey,
    /// The name says total, or the amounts are the sums of other rows'.
    Total,
    /// The wave column says nothing.
    NoWave,
    /// The row repeats another exactly.
    Repeat,
    /// Another row for the same school and wave says something else, and was kept.
    Conflict,
    /// The row is under a predecessor's or successor's URN of a school that has a row of its own.
    OtherUrn,
    /// The row belongs to a wave that is not shown.
    OtherWave,
    /// No file with amounts has this school.
    Unlinked,
    /// No school lies in this area.
    AreaOfNoSchool,
    /// The school is not a state primary school.
    SetAside,
}

impl RowReason {
    /// The reason in words, to stand after a count of rows.
    pub fn words(self) -> &'static str {
        match self {
            RowReason::Empty => "empty",
            RowReason::Note => "a note, not a row of the table",
            RowReason::NoKey => "without a key",
            RowReason::OtherKey => "not a school: the key is unlike the others",
            RowReason::Total => "a total of other rows",
            RowReason::NoWave => "without a wave",
            RowReason::Repeat => "an exact repeat of another row",
            RowReason::Conflict => "a second row for a school, which says something else",
            RowReason::OtherUrn => "under another URN of a school that has a row of its own",
            RowReason::OtherWave => "of a wave that is not shown",
            RowReason::Unlinked => "of a school that no file with amounts has",
            RowReason::AreaOfNoSchool => "of an area without a school",
            RowReason::SetAside => "not a state primary school, set aside",
        }
    }
}

/// One cell, by its line, with what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellAt {
    pub line: u64,
    pub text: String,
}

/// Cells of one column that give no value, for one reason: how many, and the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cells {
    pub count: u64,
    pub first: Vec<CellAt>,
}

/// The missing values of one column, by reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnMissing {
    pub field: Field,
    pub header: String,
    pub reasons: BTreeMap<Missing, Cells>,
}

/// The wave of each row.
#[derive(Clone, Debug)]
pub enum Waves {
    All,
    One(String),
    Each(Words),
}

/// The mapped columns of one file.
#[derive(Clone, Debug)]
pub struct Table {
    pub file: String,
    pub sha256: String,
    pub role: Role,
    pub keys: Vec<Key>,
    /// The line of each row, past four thousand million the last of them.
    pub lines: Vec<u32>,
    pub waves: Waves,
    /// The year of the accounts behind a wave's label, where the file tells.
    pub years: BTreeMap<String, u16>,
    pub columns: Vec<(Field, Contents)>,
    /// Year, month and day of each row as one number, 0 where none; empty where no column dates them.
    pub dates: Vec<u32>,
    /// The name of the column that they come from.
    pub dated_by: Option<String>,
    /// Whether the phase was put together from columns of yes and no.
    /// The columns of the file that nothing is read from.
    pub unused: Vec<String>,
    pub phase_from_flags: bool,
    pub direction: DecileDirection,
    pub rows_read: u64,
    pub left_out: BTreeMap<RowReason, Lines>,
    pub missing: Vec<ColumnMissing>,
}

impl Table {
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub fn column(&self, field: &Field) -> Option<&Contents> {
        self.columns.iter().find(|(known, _)| known == field).map(|(_, contents)| contents)
    }

    /// The wave's label of a row; nothing for a file of all waves.
    pub fn wave(&self, row: usize) -> Option<&str> {
        match &self.waves {
            Waves::All => None,
            Waves::One(label) => Some(label),
            Waves::Each(words) => words.get(row),
        }
    }

    /// Every label of the file's waves.
    pub fn labels(&self) -> &[String] {
        match &self.waves {
            Waves::All => &[],
            Waves::One(label) => std::slice::from_ref(label),
            Waves::Each(words) => &words.names,
        }
    }

    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or_default().into()
    }

    /// Takes rows out and notes their lines under a reason. `marked` is as long as the table.
    pub fn remove(&mut self, reason: RowReason, marked: &[bool]) {
        let lines = self.left_out.entry(reason).or_default();
        for (line, _) in self.lines.iter().zip(marked).filter(|(_, marked)| **marked) {
            lines.add(u64::from(*line));
        }
        keep(&mut self.keys, marked);
        keep(&mut self.lines, marked);
        if !self.dates.is_empty() {
            keep(&mut self.dates, marked);
        }
        if let Waves::Each(words) = &mut self.waves {
            words.remove(marked);
        }
        for (_, contents) in &mut self.columns {
            contents.remove(marked);
        }
    }
}

/// Keeps the items that are not marked.
pub fn keep<T>(items: &mut Vec<T>, marked: &[bool]) {
    let mut marks = marked.iter();
    items.retain(|_| !marks.next().copied().unwrap_or(false));
}
