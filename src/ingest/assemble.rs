//! Tables to the [`Dataset`]: schools linked, waves aligned, and the report of all that happened.

use super::areas::Areas;
use super::columns::Words;
use super::join::Join;
use super::linking::{self, Schools};
use super::phase;
use super::refusal::FEWER_SCHOOLS;
use super::report::{FileReport, ImportReport};
use super::slots::{Keep, Slots};
use super::table::{RowReason, Table};
use super::waves::{self, WaveYear};
use crate::dataset::{
    Dataset, DecileDirection, Field, OtherWaves, Source, SourceFile, Texts, Wave, in_thousands,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the user can decide about joining the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Labels of the waves to show, where there are more than two.
    pub waves: Option<Vec<String>>,
    /// Whether schools that are no state primary schools are let in.
    pub let_in: bool,
    /// Which of several different rows for one school and wave is kept.
    pub keep: Keep,
}

/// Why there is nothing to show yet, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NotEnough {
    #[error(
        "no file gives an amount for a school in a wave. Choose the column with the schools' URN, a \
         column with an amount, and the wave of that file."
    )]
    NoWave,
    #[error(
        "no row has both a key and a wave that is shown. Look at the rows left out of each file."
    )]
    NoSchool,
    #[error(
        "the files name {} schools, and this page counts {} at most: {FEWER_SCHOOLS}",
        in_thousands(*found),
        in_thousands(MOST_SCHOOLS)
    )]
    TooManySchools { found: usize },
}

/// Schools whose figures fit, with their resampling, in the memory that a browser gives.
pub const MOST_SCHOOLS: usize = 500_000;

/// Joins the tables. The first table that has a value for a school and wave gives it.
pub fn assemble(tables: &[Table], options: &Options) -> Result<(Dataset, ImportReport), NotEnough> {
    let waves = waves::choose(tables, options.waves.as_deref());
    if waves.is_empty() {
        return Err(NotEnough::NoWave);
    }
    let waves_of: Vec<_> = tables.iter().map(|table| waves::of_rows(table, &waves)).collect();
    let makes = linking::makes_schools(tables, &waves);
    let schools = Schools::find(tables, &makes, &waves_of);
    if schools.len() == 0 {
        return Err(NotEnough::NoSchool);
    }
    if schools.len() > MOST_SCHOOLS {
        return Err(NotEnough::TooManySchools { found: schools.len() });
    }
    let slots: Vec<_> = tables
        .iter()
        .zip(&waves_of)
        .map(|(table, of)| Slots::fill(table, &schools, &waves, of, options.keep))
        .collect();
    let labels: Vec<String> = waves.iter().map(|wave| wave.label.clone()).collect();
    let mut join = Join {
        slots,
        makes,
        all: (0..schools.len() as u32).collect(),
        report: ImportReport {
            waves: labels.clone(),
            all_waves: waves::labels(tables),
            bridged: schools.bridged,
            kept_apart: schools.kept_apart,
            ..ImportReport::default()
        },
    };
    if !options.let_in {
        join.set_aside(labels.len());
    }
    let mut areas = Areas::new(tables);
    let mut direction = None;
    let filled: Vec<Wave> = labels
        .into_iter()
        .enumerate()
        .map(|(w, label)| join.wave(w, label, &mut areas, &mut direction))
        .collect();
    let keys = join.keys(&schools);
    let names = join.names(filled.len());
    let other_waves = join.other_waves(tables, &waves::others(tables, &waves));
    let dataset = Dataset {
        source: Source::Files(
            tables
                .iter()
                .map(|table| SourceFile {
                    name: table.file.clone(),
                    rows: u32::try_from(table.rows_read).unwrap_or(u32::MAX),
                    sha256: table.sha256.clone(),
                })
                .collect(),
        ),
        keys,
        names,
        waves: filled,
        other_waves,
        direction: direction.unwrap_or(DecileDirection::Assumed),
    };
    let report = join.finish(&dataset, &areas);
    Ok((dataset, report))
}

impl Join<'_> {
    /// Takes out the schools that a file says are no state primary schools. A phase in words comes
    /// before one from flags; of several words the first table's.
    fn set_aside(&mut self, waves: usize) {
        // What each word of each table says, once.
        let mut tables: Vec<(&Slots<'_>, &Words, Vec<Option<bool>>)> = Vec::new();
        for slots in &self.slots {
            if let Some(words) = slots.table.column(&Field::Phase).and_then(|column| column.words())
            {
                let says = words.names.iter().map(|phase| phase::is_state_primary(phase)).collect();
                tables.push((slots, words, says));
            }
        }
        let (flags, words): (Vec<_>, Vec<_>) =
            tables.into_iter().partition(|(slots, ..)| slots.table.phase_from_flags);
        let tell = |id: u32| -> Option<(bool, &str)> {
            words.iter().chain(&flags).find_map(|(slots, words, says)| {
                (0..waves).find_map(|w| {
                    let code = usize::from(words.code(slots.row(w, id)?)?);
                    Some(((*says.get(code)?)?, words.names.get(code)?.as_str()))
                })
            })
        };
        let mut aside: BTreeMap<String, u64> = BTreeMap::new();
        let mut out = BTreeSet::new();
        for id in &self.all {
            if let Some((false, phase)) = tell(*id) {
                *aside.entry(phase.to_string()).or_default() += 1;
                out.insert(*id);
            }
        }
        self.report.set_aside = aside;
        if out.is_empty() {
            return;
        }
        self.all.retain(|id| !out.contains(id));
        for slots in &mut self.slots {
            for row in 0..slots.table.len() {
                if slots.school(row).is_some_and(|school| out.contains(&school)) {
                    slots.leave_out(RowReason::SetAside, row);
                }
            }
        }
    }

    fn keys(&self, schools: &Schools) -> Texts {
        let mut keys = Texts::with_capacity(self.all.len(), self.all.len() * 6);
        let mut all = self.all.iter().peekable();
        for (id, key) in schools.keys().enumerate() {
            if all.next_if(|next| **next as usize == id).is_some() {
                key.write_to(&mut keys);
            }
        }
        keys
    }

    fn names(&self, waves: usize) -> Texts {
        let tables: Vec<_> = self
            .slots
            .iter()
            .filter_map(|slots| Some((slots, slots.table.column(&Field::School)?)))
            .collect();
        let bytes = tables.iter().map(|(_, column)| column.text_bytes()).max().unwrap_or(0);
        let mut names = Texts::with_capacity(self.all.len(), bytes);
        for id in &self.all {
            let mut rows = tables.iter().flat_map(|(slots, column)| {
                (0..waves).rev().filter_map(move |w| Some(column.text(slots.row(w, *id)?)))
            });
            names.push(rows.find(|name| !name.is_empty()).unwrap_or_default());
        }
        names
    }

    /// Who is in the waves that are not shown, by the same rule as in those that are.
    fn other_waves(&self, tables: &[Table], others: &[WaveYear]) -> OtherWaves {
        let labels = others.iter().map(|wave| wave.label.clone()).collect();
        if others.is_empty() {
            return OtherWaves::default();
        }
        let makes = linking::makes_schools(tables, others);
        let mut present = vec![false; self.all.len()];
        for (t, slots) in self.slots.iter().enumerate() {
            for (row, school) in &slots.elsewhere {
                let label = slots.table.wave(*row as usize);
                let wave = others.iter().position(|wave| Some(wave.label.as_str()) == label);
                if wave.is_some_and(|wave| makes[wave][t])
                    && let Ok(place) = self.all.binary_search(school)
                {
                    present[place] = true;
                }
            }
        }
        OtherWaves { labels, present }
    }

    fn finish(mut self, dataset: &Dataset, areas: &Areas<'_>) -> ImportReport {
        let present = |w: usize, school: usize| {
            dataset.waves.get(w).is_some_and(|wave| wave.is_present(school))
        };
        for school in 0..dataset.len() {
            match (present(0, school), present(1, school)) {
                (true, true) => self.report.schools_both += 1,
                (true, false) => self.report.schools_first_only += 1,
                (false, true) => self.report.schools_second_only += 1,
                (false, false) => (),
            }
        }
        for (t, mut slots) in self.slots.into_iter().enumerate() {
            for row in areas.unused(t) {
                slots.leave_out(RowReason::AreaOfNoSchool, row);
            }
            let table = slots.table;
            let mut left_out = table.left_out.clone();
            left_out.extend(slots.left_out);
            let unlinked = left_out.get(&RowReason::Unlinked).map_or(0, |lines| lines.count);
            self.report.unlinked += unlinked;
            self.report.files.push(FileReport {
                name: table.file.clone(),
                role: table.role,
                rows_read: table.rows_read,
                rows_used: table.rows_read
                    - left_out.values().map(|lines| lines.count).sum::<u64>(),
                left_out,
                missing: table.missing.clone(),
                conflicts: slots.conflicts,
                dated_by: table.dated_by.clone().filter(|_| slots.dated),
                unused: table.unused.clone(),
            });
        }
        self.report.unlinked += self.report.schools_without_area;
        self.report
    }
}
