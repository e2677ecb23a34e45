//! One row of a table for each school and wave; of several, which.

use super::linking::{NOBODY, Schools};
use super::period::Period;
use super::survey::{LISTED, Lines};
use super::table::{Role, RowReason, Table, Waves};
use super::waves::{self, WaveYear};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// No row.
pub const NONE: u32 = u32::MAX;

/// Which of several different rows for one school and wave is kept, where no date decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Keep {
    #[default]
    First,
    Last,
}

/// A table whose rows have found their schools.
pub struct Slots<'a> {
    pub table: &'a Table,
    /// For each wave, the row of each school; one list serves all waves where they do not differ.
    rows: Vec<Vec<u32>>,
    /// The school of each row.
    schools: Vec<u32>,
    pub left_out: BTreeMap<RowReason, Lines>,
    /// Rows of a wave that is not shown, each with its school.
    pub elsewhere: Vec<(u32, u32)>,
    /// The first pairs of lines for one school and wave that say different things, the kept one first;
    /// all are counted among the rows left out.
    pub conflicts: Vec<(u64, u64)>,
    /// Whether a date said which of different rows is kept.
    pub dated: bool,
}

impl<'a> Slots<'a> {
    pub fn fill(
        table: &'a Table,
        schools: &Schools,
        all: &[WaveYear],
        wave_of: &[Option<u8>],
        keep: Keep,
    ) -> Slots<'a> {
        let dated = !table.dates.is_empty();
        let for_all = matches!(table.waves, Waves::All);
        let lists = if for_all && !dated { 1 } else { all.len() };
        let mut slots = Slots {
            table,
            rows: vec![vec![NONE; schools.len()]; lists],
            schools: vec![NOBODY; table.len()],
            left_out: BTreeMap::new(),
            elsewhere: Vec::new(),
            conflicts: Vec::new(),
            dated: false,
        };
        if matches!(table.role, Role::Areas | Role::Postcodes) {
            return slots;
        }
        // Rows beyond the first for a school and wave, to be judged when all are known.
        let mut more: BTreeMap<(usize, u32), Vec<u32>> = BTreeMap::new();
        let mut under_another = Vec::new();
        let mut guess = 0;
        // There is a slot for each wave and school that rows are told to be of, and a school for each row.
        for (row, key) in table.keys.iter().enumerate() {
            let Some((school, own)) = schools.of(table.role, key, guess) else {
                slots.leave_out(RowReason::Unlinked, row);
                continue;
            };
            guess = school + 1;
            let wave = if for_all {
                Some(0)
            } else {
                wave_of.get(row).copied().flatten().map(usize::from)
            };
            let Some(wave) = wave else {
                slots.elsewhere.push((row as u32, school));
                slots.leave_out(RowReason::OtherWave, row);
                continue;
            };
            if !own {
                under_another.push((row, wave, school));
                continue;
            }
            slots.schools[row] = school;
            let slot = &mut slots.rows[wave][school as usize];
            if *slot == NONE {
                *slot = row as u32;
            } else {
                more.entry((wave, school)).or_default().push(row as u32);
            }
        }
        for (row, wave, school) in under_another {
            let slot = &mut slots.rows[wave][school as usize];
            if *slot == NONE {
                *slot = row as u32;
                slots.schools[row] = school;
            } else {
                slots.leave_out(RowReason::OtherUrn, row);
            }
        }
        if for_all && lists > 1 {
            let first = slots.rows[0].clone();
            slots.rows.fill(first);
        }
        for ((wave, school), others) in more {
            slots.judge(wave, school, &others, all, for_all, keep);
        }
        slots
    }

    /// The row of a school in a wave.
    #[inline]
    pub fn row(&self, wave: usize, school: u32) -> Option<usize> {
        let rows = self.rows.get(wave).or(self.rows.first())?;
        rows.get(school as usize).copied().filter(|row| *row != NONE).map(|row| row as usize)
    }

    /// The school of a row that was linked.
    pub fn school(&self, row: usize) -> Option<u32> {
        self.schools.get(row).copied().filter(|school| *school != NOBODY)
    }

    pub fn leave_out(&mut self, reason: RowReason, row: usize) {
        self.left_out.entry(reason).or_default().add(self.table.line(row));
        if let Some(school) = self.schools.get_mut(row) {
            *school = NOBODY;
        }
    }

    /// Several rows for one school and wave: exact repeats collapse; of different ones a date decides,
    /// the newest before the wave's end, else the user's choice.
    fn judge(
        &mut self,
        wave: usize,
        school: u32,
        others: &[u32],
        all: &[WaveYear],
        for_all: bool,
        keep: Keep,
    ) {
        let first = self.rows[wave][school as usize];
        let mut different = vec![first];
        for row in others {
            let same = |known: &&u32| self.same(**known as usize, *row as usize);
            if different.iter().any(|known| same(&known)) {
                self.leave_out(RowReason::Repeat, *row as usize);
            } else {
                different.push(*row);
            }
        }
        if different.len() == 1 {
            return;
        }
        let date = |row: u32| self.table.dates.get(row as usize).copied().unwrap_or_default();
        let chosen_in = |wave: usize| -> u32 {
            let by_choice = match keep {
                Keep::First => different.first(),
                Keep::Last => different.last(),
            };
            if self.table.role == Role::Charities
                && let Some(year) = all.get(wave).and_then(|wave| wave.year)
            {
                let distance = |row: &&u32| {
                    waves::year_of_row(self.table, **row as usize)
                        .map_or(u16::MAX, |own| own.abs_diff(year))
                };
                return different.iter().min_by_key(distance).copied().unwrap_or(first);
            }
            if different.iter().all(|row| date(*row) == 0) {
                return by_choice.copied().unwrap_or(first);
            }
            let end = all.get(wave).map_or(u32::MAX, end_of);
            let before = different.iter().filter(|row| date(**row) > 0 && date(**row) <= end);
            let newest = before.max_by_key(|row| date(**row));
            newest
                .or_else(|| different.iter().min_by_key(|row| date(**row)))
                .copied()
                .unwrap_or(first)
        };
        self.dated |=
            self.table.role != Role::Charities && different.iter().any(|row| date(*row) > 0);
        let lists: Vec<usize> = if for_all { (0..self.rows.len()).collect() } else { vec![wave] };
        let chosen: Vec<u32> = lists.iter().map(|list| chosen_in(*list)).collect();
        for (list, row) in lists.iter().zip(&chosen) {
            self.rows[*list][school as usize] = *row;
        }
        for row in different.into_iter().filter(|row| !chosen.contains(row)) {
            if self.conflicts.len() < LISTED {
                let kept = chosen.first().map_or(0, |row| self.table.line(*row as usize));
                self.conflicts.push((kept, self.table.line(row as usize)));
            }
            self.leave_out(RowReason::Conflict, row as usize);
        }
    }

    fn same(&self, a: usize, b: usize) -> bool {
        self.table.columns.iter().all(|(_, contents)| contents.same(a, b))
            && self.table.dates.get(a) == self.table.dates.get(b)
    }
}

/// The last day of the year that a wave is named for.
fn end_of(wave: &WaveYear) -> u32 {
    let year = Period::of_cell(&wave.label).map(|period| period.end).or(wave.year);
    year.map_or(u32::MAX, |year| u32::from(year) * 10_000 + 1231)
}
