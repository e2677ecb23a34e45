//! Which two waves the files are about.

use super::period::Period;
use super::table::{Role, Table, Waves};
use std::collections::BTreeMap;

/// A wave to be filled: its label and the year of its accounts, where a file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveYear {
    pub label: String,
    pub year: Option<u16>,
}

/// Every label that a file with amounts has, the earlier first. A charity register covers years that are
/// nobody's wave, so its labels count only where no other file has any.
pub fn labels(tables: &[Table]) -> Vec<String> {
    let of = |roles: &[Role]| -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let tables = tables.iter().filter(|table| roles.contains(&table.role));
        for label in tables.flat_map(|table| table.labels()) {
            if !all.contains(label) {
                all.push(label.clone());
            }
        }
        all
    };
    let schools = of(&[Role::Schools]);
    let all = if schools.is_empty() { of(&[Role::Schools, Role::Charities]) } else { schools };
    let years = years(tables);
    let told = |label: &str| {
        [year(&years, label).map(u32::from), first_number(label), Some(before_or_after(label))]
    };
    // What tells of every label can order them; where nothing does, they stand as the files and rows do.
    let by = (0..2).find(|by| all.iter().all(|label| told(label)[*by].is_some())).unwrap_or(2);
    let mut ordered: Vec<String> = Vec::new();
    for label in all {
        let place = ordered.partition_point(|known| told(known)[by] <= told(&label)[by]);
        ordered.insert(place, label);
    }
    ordered
}

/// `Wave 2` is the second.
fn first_number(label: &str) -> Option<u32> {
    label.split(|c: char| !c.is_ascii_digit()).find_map(|run| run.parse().ok())
}

/// The place that people's own words give a wave: before, neither, or after.
fn before_or_after(label: &str) -> u32 {
    const EARLIER: [&str; 7] = ["before", "pre", "first", "baseline", "earlier", "old", "previous"];
    const LATER: [&str; 8] =
        ["after", "post", "second", "endline", "later", "new", "follow", "followup"];
    let words = super::recognise::words(label);
    let says = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
    match (says(&EARLIER), says(&LATER)) {
        (true, false) => 0,
        (false, true) => 2,
        (true, true) | (false, false) => 1,
    }
}

/// The year behind each label that a file tells. A school's accounts tell it better than a register does.
fn years(tables: &[Table]) -> BTreeMap<&str, u16> {
    let mut years = BTreeMap::new();
    for table in tables.iter().rev() {
        years.extend(table.years.iter().map(|(label, year)| (label.as_str(), *year)));
    }
    years
}

fn year(years: &BTreeMap<&str, u16>, label: &str) -> Option<u16> {
    years.get(label).copied().or_else(|| Period::of_cell(label).map(|period| period.end))
}

/// The two waves to show: those asked for, in that order; where the files do not have both, the paper's,
/// else the first and the last.
pub fn choose(tables: &[Table], asked: Option<&[String]>) -> Vec<WaveYear> {
    let all = labels(tables);
    let paper = ["2016", "2018"].map(str::to_string);
    let has = |pair: &&[String]| pair[0] != pair[1] && pair.iter().all(|label| all.contains(label));
    let pairs = asked.into_iter().filter(|asked| asked.len() == 2).chain([paper.as_slice()]);
    let chosen = match (pairs.into_iter().find(has), all.as_slice()) {
        (Some(pair), _) => pair.to_vec(),
        (None, [first, .., last]) => vec![first.clone(), last.clone()],
        (None, few) => few.to_vec(),
    };
    let years = years(tables);
    chosen.into_iter().map(|label| WaveYear { year: year(&years, &label), label }).collect()
}

/// The labels that are not among the chosen ones, the earlier first.
pub fn others(tables: &[Table], chosen: &[WaveYear]) -> Vec<WaveYear> {
    let is_other = |label: &String| chosen.iter().all(|wave| wave.label != *label);
    let other = |label| WaveYear { label, year: None };
    labels(tables).into_iter().filter(is_other).map(other).collect()
}

/// The wave of each row: its place among the chosen ones. A charity's accounting years are taken by the
/// closest wave, at most a year away.
pub fn of_rows(table: &Table, waves: &[WaveYear]) -> Vec<Option<u8>> {
    let place = |label: &str| -> Option<u8> {
        let exact = waves.iter().position(|wave| wave.label == label);
        let year = year_of(table, label);
        match (table.role, year) {
            (Role::Charities, Some(year)) => waves
                .iter()
                .enumerate()
                .filter_map(|(i, wave)| Some((wave.year?.abs_diff(year), i)))
                .filter(|(distance, _)| *distance <= 1)
                .min()
                .map(|(_, i)| i as u8),
            _ => exact.map(|place| place as u8),
        }
    };
    match &table.waves {
        Waves::All => Vec::new(),
        Waves::One(label) => vec![place(label); table.len()],
        Waves::Each(words) => {
            let places: Vec<_> = words.names.iter().map(|label| place(label)).collect();
            let of_row = |row| {
                words.code(row).and_then(|code| places.get(usize::from(code)).copied().flatten())
            };
            (0..table.len()).map(of_row).collect()
        }
    }
}

/// The year of the accounts behind a label of a table.
fn year_of(table: &Table, label: &str) -> Option<u16> {
    table.years.get(label).copied().or_else(|| Period::of_cell(label).map(|period| period.end))
}

/// The year of the accounts that a row is about.
pub fn year_of_row(table: &Table, row: usize) -> Option<u16> {
    table.wave(row).and_then(|label| year_of(table, label))
}
