//! What became of every row and cell of every file.

use super::survey::Lines;
use super::table::{ColumnMissing, Role, RowReason};
use crate::dataset::{Cell, Field, csv_text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The import report: counts that add up, each with the first lines behind it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportReport {
    pub files: Vec<FileReport>,
    /// Labels of the waves shown, and of all there are.
    pub waves: Vec<String>,
    pub all_waves: Vec<String>,
    pub schools_both: u64,
    pub schools_first_only: u64,
    pub schools_second_only: u64,
    /// Rows whose school no file with amounts has, and schools whose area no table has.
    pub unlinked: u64,
    /// Schools whose area code or postcode no table of areas has.
    pub schools_without_area: u64,
    /// Schools set aside, by what the file says they are.
    pub set_aside: BTreeMap<String, u64>,
    /// Schools followed over a change of URN.
    pub bridged: u64,
    /// Pairs of URNs said to be one school, left apart since both have accounts in one wave.
    pub kept_apart: u64,
    /// Values of two files that differ, by field; the first file's is kept.
    pub disagreements: BTreeMap<String, u64>,
    /// Volunteer minutes per pupil that differ by over 1 % from minutes ÷ pupils.
    pub minutes_differ: u64,
    /// Whether a column of PTA gifts takes them out of donations.
    pub gifts_known: bool,
}

/// One file's part of the report. `rows_read` is `rows_used` and `left_out` together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileReport {
    pub name: String,
    pub role: Role,
    pub rows_read: u64,
    pub rows_used: u64,
    pub left_out: BTreeMap<RowReason, Lines>,
    pub missing: Vec<ColumnMissing>,
    /// The first lines for one school that say different things, the kept one first.
    pub conflicts: Vec<(u64, u64)>,
    /// The column by whose dates the newest of them before the wave's end is kept, where one decided.
    pub dated_by: Option<String>,
    /// The columns of the file that nothing was read from.
    pub unused: Vec<String>,
}

/// What follows where no column tells of gifts.
const DOUBLE: &str = "what the school booked as a donation is counted twice";

impl ImportReport {
    pub fn rows_read(&self) -> u64 {
        self.files.iter().map(|file| file.rows_read).sum()
    }

    pub fn rows_used(&self) -> u64 {
        self.files.iter().map(|file| file.rows_used).sum()
    }

    pub fn rows_left_out(&self) -> u64 {
        self.rows_read() - self.rows_used()
    }

    /// Notes that two files give different values for one school and wave.
    pub fn disagree(&mut self, field: &Field, a: Cell, b: Cell) {
        if let (Some(a), Some(b)) = (a.value(), b.value())
            && (a - b).abs() > 1e-9 * a.abs().max(b.abs())
        {
            *self.disagreements.entry(field.to_string()).or_default() += 1;
        }
    }

    /// The report as CSV: what, where, why, how many, and the first lines of each.
    pub fn to_csv(&self) -> String {
        let mut rows = vec![["file", "what", "reason", "count", "lines"].map(String::from)];
        let mut row = |file: &str, what: &str, reason: &str, count: u64, lines: String| {
            rows.push([file, what, reason, &count.to_string(), &lines].map(String::from));
        };
        for file in &self.files {
            row(&file.name, "rows read", "", file.rows_read, String::new());
            row(&file.name, "rows used", "", file.rows_used, String::new());
            for (reason, lines) in &file.left_out {
                let listed = lines.first.iter().map(u64::to_string).collect();
                row(
                    &file.name,
                    "rows left out",
                    reason.words(),
                    lines.count,
                    list(listed, lines.count),
                );
            }
            if !file.unused.is_empty() {
                let names = file.unused.join("; ");
                row(&file.name, "columns not used", "", file.unused.len() as u64, names);
            }
            if let Some(lines) = file.left_out.get(&RowReason::Conflict) {
                let pair = |(kept, left): &(u64, u64)| format!("{kept} kept, {left} not");
                let pairs = list(file.conflicts.iter().map(pair).collect(), lines.count);
                let by =
                    file.dated_by.as_ref().map(|column| format!("the newest by {column} is kept"));
                let by = by.unwrap_or_default();
                row(&file.name, "rows that contradict another", &by, lines.count, pairs);
            }
            for column in &file.missing {
                let what = format!("{} missing ({})", column.field, column.header);
                for (reason, cells) in &column.reasons {
                    let shown = |cell: &super::table::CellAt| match cell.text.trim() {
                        "" => cell.line.to_string(),
                        text => format!("{}: {text}", cell.line),
                    };
                    let lines = list(cells.first.iter().map(shown).collect(), cells.count);
                    row(&file.name, &what, column.words(*reason), cells.count, lines);
                }
            }
        }
        let mut count =
            |what: &str, reason: &str, count: u64| row("", what, reason, count, String::new());
        count("schools in both waves", "", self.schools_both);
        count("schools in the first wave only", "", self.schools_first_only);
        count("schools in the second wave only", "", self.schools_second_only);
        count("not linked", "", self.unlinked);
        count("schools whose area no file of deprivation has", "", self.schools_without_area);
        for (phase, schools) in &self.set_aside {
            count("schools set aside", phase, *schools);
        }
        count("schools followed over a change of URN", "", self.bridged);
        count("pairs of URNs left apart", "both have accounts in one wave", self.kept_apart);
        for (field, cells) in &self.disagreements {
            count("values of two files that differ", field, *cells);
        }
        let minutes = "volunteer minutes per pupil that differ from minutes ÷ pupils";
        count(minutes, "by over 1%", self.minutes_differ);
        if !self.gifts_known {
            count("columns of what a PTA gave its school", DOUBLE, 0);
        }
        rows.iter()
            .map(|row| csv_text::line(&row.each_ref().map(|text| csv_text::cell(text))))
            .collect()
    }
}

/// What is listed, and how many more there are.
fn list(shown: Vec<String>, all: u64) -> String {
    let more = all.saturating_sub(shown.len() as u64);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("{}{more}", shown.join("; "))
}
