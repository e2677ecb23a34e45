//! The cells of a column that give no value, counted by reason, with the first of them.

use super::cell::Reader;
use super::columns::Words;
use super::join::pta_status;
use super::looks::is_yes;
use super::record::Record;
use super::survey::LISTED;
use super::table::{CellAt, Cells, ColumnMissing};
use crate::dataset::{Field, Missing};

/// Characters of a cell that are shown.
const SHOWN: usize = 80;

impl ColumnMissing {
    /// Notes a record's cell.
    pub fn note(&mut self, reason: Missing, record: &Record<'_>, at: usize, reader: &Reader) {
        let line = record.line;
        self.add(reason, line, || {
            let cell = record.cell(at).unwrap_or_default();
            reader.encoding.text(&cell).chars().take(SHOWN).collect()
        });
    }

    /// Notes the rows of a column of words that have none, or one that says nothing to its field. Words
    /// are kept once, so that they are judged once.
    pub fn note_words(&mut self, words: &Words, lines: &[u32]) {
        let is_read = |word: &String| match self.field {
            Field::Item(_) => is_yes(word).is_some(),
            Field::PtaStatus => pta_status(word).is_some(),
            _ => true,
        };
        let is_read: Vec<bool> = words.names.iter().map(is_read).collect();
        if !words.has_gaps() && !is_read.contains(&false) {
            return;
        }
        for (row, line) in lines.iter().enumerate() {
            let unread = || {
                let code = usize::from(words.code(row)?);
                (!is_read.get(code)?)
                    .then_some((words.names.get(code)?.as_str(), Missing::Unreadable))
            };
            if let Some((text, reason)) = words.gap(row).or_else(unread) {
                self.add(reason, u64::from(*line), || text.chars().take(SHOWN).collect());
            }
        }
    }

    fn add(&mut self, reason: Missing, line: u64, text: impl FnOnce() -> String) {
        let Cells { count, first } = self.reasons.entry(reason).or_default();
        *count += 1;
        if first.len() < LISTED {
            first.push(CellAt { line, text: text() });
        }
    }

    /// A reason in words, as it concerns this field.
    pub fn words(&self, reason: Missing) -> &'static str {
        match (reason, &self.field) {
            (Missing::Unreadable, Field::Item(_)) => "neither yes nor no",
            (Missing::Unreadable, field) if !super::mapping::is_number(field) => "not understood",
            (reason, _) => reason.words(),
        }
    }
}
