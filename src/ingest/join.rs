//! The columns of one wave: for each school, what the first table says that says anything.

use super::areas::{Areas, decile_at};
use super::looks::is_yes;
use super::report::ImportReport;
use super::slots::Slots;
use crate::dataset::{
    Answer, Category, Cell, Column, Decile, DecileDirection, Field, Missing, PtaStatus, Wave,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The tables with their rows in place, and the schools that are in.
pub struct Join<'a> {
    pub slots: Vec<Slots<'a>>,
    /// For each wave, which tables put schools into it.
    pub makes: Vec<Vec<bool>>,
    /// Ids of the schools that are in, in the dataset's order.
    pub all: Vec<u32>,
    pub report: ImportReport,
}

impl Join<'_> {
    /// The schools of one wave in columns. `direction` becomes an assumption with the first decile whose
    /// table only assumes it.
    pub fn wave(
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
        let columns = self.slots.iter().flat_map(|slots| &slots.table.columns);
        let mut fields = BTreeSet::new();
        fields.extend(columns.map(|(field, _)| field.clone()));
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
                .words(w, &Field::PtaStatus, &present, pta_status)
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
        let with = |fields: &[Field]| -> Vec<&Slots<'_>> {
            let has =
                |slots: &&Slots<'_>| fields.iter().any(|field| slots.table.column(field).is_some());
            self.slots.iter().filter(has).collect()
        };
        let own_deciles = with(&[Field::ImdDecile]);
        let placed = with(&[Field::Lsoa, Field::Postcode]);
        for (id, present) in self.all.iter().zip(present) {
            let own = own_deciles.iter().find_map(|slots| {
                Some((decile_at(slots.table, slots.row(w, *id)?)?, slots.table.direction))
            });
            let found = if !*present {
                None
            } else if own.is_some() || areas.is_empty() {
                own
            } else {
                let key = |field| {
                    placed
                        .iter()
                        .find_map(|slots| slots.table.column(&field)?.key(slots.row(w, *id)?))
                };
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
}

/// What a file says of a school's PTA, in its own words; nothing where they are not understood.
pub fn pta_status(word: &str) -> Option<PtaStatus> {
    let words = super::recognise::words(word);
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    match words.as_str() {
        "none" | "no" | "none found" | "no pta" | "0" => Some(PtaStatus::None),
        "unknown" | "not known" => Some(PtaStatus::Unknown),
        _ if has(&["charity", "registered"]) => Some(PtaStatus::Charity),
        _ if has(&["association", "friends", "pta", "ptfa"]) => Some(PtaStatus::Association),
        _ => None,
    }
}
