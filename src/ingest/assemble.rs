//! Tables to the [`Dataset`]: schools linked, waves aligned, and the report of all that happened.

use super::areas::{Areas, decile_at};
use super::extraction::is_yes;
use super::linking::{self, Schools};
use super::phase;
use super::report::{FileReport, ImportReport};
use super::slots::{Keep, Slots};
use super::table::{RowReason, Table};
use super::waves;
use crate::dataset::{
    Answer, Category, Cell, Column, Dataset, Decile, DecileDirection, Field, Missing, PtaStatus,
    SchoolKey, Source, SourceFile, Wave,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
}

/// Joins the tables. The first table that has a value for a school and wave gives it.
pub fn assemble(tables: &[Table], options: &Options) -> Result<(Dataset, ImportReport), NotEnough> {
    let waves = waves::choose(tables, options.waves.as_deref());
    if waves.is_empty() {
        return Err(NotEnough::NoWave);
    }
    let waves_of: Vec<_> = tables.iter().map(|table| waves::of_rows(table, &waves)).collect();
    let makes = linking::makes_schools(tables, &waves);
    let schools = Schools::find(tables, &makes, &waves_of);
    if schools.keys.is_empty() {
        return Err(NotEnough::NoSchool);
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
        all: (0..schools.keys.len() as u32).collect(),
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
    let keys: Vec<SchoolKey> =
        join.all.iter().map(|id| schools.keys[*id as usize].school()).collect();
    let names = join.names(filled.len());
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
        direction: direction.unwrap_or(DecileDirection::Assumed),
    };
    let report = join.finish(&dataset, &areas);
    Ok((dataset, report))
}

/// The tables with their rows in place, and the schools that are in.
struct Join<'a> {
    slots: Vec<Slots<'a>>,
    /// For each wave, which tables put schools into it.
    makes: Vec<Vec<bool>>,
    /// Ids of the schools that are in, in the dataset's order.
    all: Vec<u32>,
    report: ImportReport,
}

impl Join<'_> {
    /// Takes out the schools that a file says are no state primary schools. A phase in words comes
    /// before one from flags; of several words the first table's.
    fn set_aside(&mut self, waves: usize) {
        let tell = |id: u32, flags: bool| -> Option<(bool, String)> {
            let tables = self.slots.iter().filter(|slots| slots.table.phase_from_flags == flags);
            tables
                .filter_map(|slots| Some((slots, slots.table.column(&Field::Phase)?)))
                .flat_map(|(slots, column)| {
                    (0..waves).filter_map(move |w| Some(column.text(slots.row(w, id)?)))
                })
                .find_map(|phase| Some((phase::is_state_primary(phase)?, phase.to_string())))
        };
        let mut aside: BTreeMap<String, u64> = BTreeMap::new();
        let mut out = Vec::new();
        let kept = |id: &u32| match tell(*id, false).or_else(|| tell(*id, true)) {
            Some((false, phase)) => {
                *aside.entry(phase).or_default() += 1;
                out.push(*id);
                false
            }
            Some((true, _)) | None => true,
        };
        let all: Vec<u32> = self.all.iter().copied().filter(kept).collect();
        self.all = all;
        self.report.set_aside = aside;
        let out: BTreeSet<u32> = out.into_iter().collect();
        if out.is_empty() {
            return;
        }
        for slots in &mut self.slots {
            for row in 0..slots.table.len() {
                if slots.school(row).is_some_and(|school| out.contains(&school)) {
                    slots.leave_out(RowReason::SetAside, row);
                }
            }
        }
    }

    fn wave(
        &mut self,
        w: usize,
        label: String,
        areas: &mut Areas<'_>,
        direction: &mut Option<DecileDirection>,
    ) -> Wave {
        let makes = self.makes.get(w).cloned().unwrap_or_default();
        let mut made =
            self.slots.iter().zip(makes).filter(|(_, makes)| *makes).map(|(slots, _)| slots);
        let makers: Vec<_> = made.by_ref().collect();
        let present: Vec<bool> = self
            .all
            .iter()
            .map(|id| makers.iter().any(|slots| slots.row(w, *id).is_some()))
            .collect();
        let fields: BTreeSet<Field> = self
            .slots
            .iter()
            .flat_map(|slots| slots.table.columns.iter().map(|(field, _)| field.clone()))
            .collect();
        let mut wave = Wave {
            pupils: self.numbers(w, &Field::Pupils, &present),
            total_income: self.numbers(w, &Field::TotalIncome, &present),
            donations: self.numbers(w, &Field::Donations, &present),
            pta_income: self.numbers(w, &Field::PtaIncome, &present),
            pta_gift: self.numbers(w, &Field::PtaGift, &present),
            pupil_premium: self.numbers(w, &Field::PupilPremium, &present),
            volunteer_minutes: self.volunteer_minutes(w, &present),
            volunteer_minutes_per_pupil: self.numbers(
                w,
                &Field::VolunteerMinutesPerPupil,
                &present,
            ),
            ofsted: self.category(w, &Field::Ofsted, &present),
            phase: self.category(w, &Field::Phase, &present),
            local_authority: self.category(w, &Field::LocalAuthority, &present),
            pta_status: self
                .words(w, &Field::PtaStatus, &present, |word| Some(pta_status(word)))
                .into_iter()
                .map(Option::unwrap_or_default)
                .collect(),
            imd_decile: self.deciles(w, &present, areas, direction),
            label,
            present,
            items: BTreeMap::new(),
            others: BTreeMap::new(),
        };
        for field in fields {
            match &field {
                Field::Item(label) => {
                    let answers = self.words(w, &field, &wave.present, |word| {
                        Some(if is_yes(word)? { Answer::Yes } else { Answer::No })
                    });
                    wave.items.insert(label.clone(), answers);
                }
                Field::Other(label) => {
                    let column = self.numbers(w, &field, &wave.present);
                    wave.others.insert(label.clone(), column);
                }
                _ => (),
            }
        }
        self.report.gifts_known |= wave.pta_gift.has_values();
        self.report.minutes_differ += (0..self.all.len())
            .filter(|school| {
                let own = wave.volunteer_minutes_per_pupil.get(*school);
                match (own, wave.volunteer_minutes.get(*school), wave.pupils.get(*school)) {
                    (Ok(own), Ok(minutes), Ok(pupils)) if pupils > 0.0 => {
                        (minutes / pupils - own).abs() > 0.01 * own.abs()
                    }
                    _ => false,
                }
            })
            .count() as u64;
        wave
    }

    /// One number a school: the first table's value, else its reason for having none.
    fn numbers(&mut self, w: usize, field: &Field, present: &[bool]) -> Column {
        let mut cells: Vec<Cell> = Vec::new();
        for slots in &self.slots {
            let Some(column) = slots.table.column(field) else { continue };
            let absent = Cell::missing(Missing::NotCollected);
            let mut filled = |cells: &mut Vec<Cell>| {
                for ((cell, id), present) in cells.iter_mut().zip(&self.all).zip(present) {
                    let Some(row) = slots.row(w, *id).filter(|_| *present) else { continue };
                    let found = Cell::from(column.number(row));
                    if cell.value().is_some() {
                        self.report.disagree(field, *cell, found);
                    } else if found.value().is_some() || *cell == absent {
                        *cell = found;
                    }
                }
            };
            if cells.is_empty() {
                cells.resize(self.all.len(), absent);
            }
            filled(&mut cells);
        }
        cells.into_iter().collect()
    }

    /// Minutes as a file gives them, else its hours × 60.
    fn volunteer_minutes(&mut self, w: usize, present: &[bool]) -> Column {
        let minutes = self.numbers(w, &Field::VolunteerMinutes, present);
        let hours = self.numbers(w, &Field::VolunteerHours, present);
        match (minutes.is_absent(), hours.is_absent()) {
            (_, true) => minutes,
            (absent, false) => (0..self.all.len())
                .map(|school| {
                    let from_hours = hours.get(school).map(|hours| hours * 60.0);
                    let own = minutes.get(school);
                    Cell::from(if absent {
                        from_hours
                    } else {
                        own.or_else(|reason| from_hours.map_err(|_| reason))
                    })
                })
                .collect(),
        }
    }

    /// One reading of a word a school, the first that can be read; empty where no table has the field.
    fn words<T: Clone>(
        &self,
        w: usize,
        field: &Field,
        present: &[bool],
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<Option<T>> {
        let mut found: Vec<Option<T>> = Vec::new();
        for slots in &self.slots {
            let Some(words) = slots.table.column(field).and_then(|column| column.words()) else {
                continue;
            };
            found.resize(self.all.len(), None);
            let readings: Vec<Option<T>> = words.names.iter().map(|name| read(name)).collect();
            for ((place, id), present) in found.iter_mut().zip(&self.all).zip(present) {
                if place.is_none()
                    && *present
                    && let Some(code) = slots.row(w, *id).and_then(|row| words.code(row))
                {
                    *place = readings.get(usize::from(code)).cloned().flatten();
                }
            }
        }
        found
    }

    fn category(&self, w: usize, field: &Field, present: &[bool]) -> Category {
        let mut names: Vec<String> = Vec::new();
        let mut known: HashMap<String, u16> = HashMap::new();
        for slots in &self.slots {
            let words = slots.table.column(field).and_then(|column| column.words());
            for name in words.map(|words| words.names.as_slice()).unwrap_or_default() {
                if names.len() < usize::from(u16::MAX) && !known.contains_key(name) {
                    known.insert(name.clone(), names.len() as u16);
                    names.push(name.clone());
                }
            }
        }
        let codes = self.words(w, field, present, |name| known.get(name).copied());
        Category { names, codes }
    }

    /// Deciles that a school's own row gives, else those of its neighbourhood.
    fn deciles(
        &mut self,
        w: usize,
        present: &[bool],
        areas: &mut Areas<'_>,
        direction: &mut Option<DecileDirection>,
    ) -> Vec<Option<Decile>> {
        let mut note = |found: DecileDirection| {
            // One table that only assumes makes the whole an assumption.
            *direction = Some(match (*direction, found) {
                (None | Some(DecileDirection::Confirmed), DecileDirection::Confirmed) => found,
                _ => DecileDirection::Assumed,
            });
        };
        let mut without = 0;
        let mut deciles = Vec::with_capacity(self.all.len());
        for (id, present) in self.all.iter().zip(present) {
            let rows =
                || self.slots.iter().filter_map(|slots| Some((slots.table, slots.row(w, *id)?)));
            let own =
                rows().find_map(|(table, row)| Some((decile_at(table, row)?, table.direction)));
            let found = if !*present {
                None
            } else if own.is_some() || areas.is_empty() {
                own
            } else {
                let key = |field| rows().find_map(|(table, row)| table.column(&field)?.key(row));
                let (lsoa, postcode) = (key(Field::Lsoa), key(Field::Postcode));
                let decile = areas.decile(lsoa, postcode);
                without += u64::from(decile.is_none() && areas.covers(lsoa, postcode));
                decile
            };
            if let Some((_, direction)) = found {
                note(direction);
            }
            deciles.push(found.map(|(decile, _)| decile));
        }
        self.report.schools_without_area = self.report.schools_without_area.max(without);
        if deciles.iter().all(Option::is_none) { Vec::new() } else { deciles }
    }

    fn names(&self, waves: usize) -> Vec<Box<str>> {
        let tables: Vec<_> = self
            .slots
            .iter()
            .filter_map(|slots| Some((slots, slots.table.column(&Field::School)?)))
            .collect();
        let name = |id: &u32| {
            let rows = tables.iter().flat_map(|(slots, column)| {
                (0..waves).rev().filter_map(move |w| Some(column.text(slots.row(w, *id)?)))
            });
            rows.filter(|name| !name.is_empty()).map(Box::from).next().unwrap_or_default()
        };
        self.all.iter().map(name).collect()
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
            });
        }
        self.report.unlinked += self.report.schools_without_area;
        self.report
    }
}

/// What a file says of a school's PTA, in its own words.
fn pta_status(word: &str) -> PtaStatus {
    let words = super::recognise::words(word);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    match () {
        () if matches!(words.as_str(), "none" | "no" | "none found" | "no pta" | "0") => {
            PtaStatus::None
        }
        () if has(&["charity", "registered"]) => PtaStatus::Charity,
        () if has(&["association", "friends", "pta", "ptfa"]) => PtaStatus::Association,
        () => PtaStatus::Unknown,
    }
}
