//! Which two waves the files are about.

use super::period::Period;
use super::table::{Role, Table, Waves};
use std::collections::{BTreeMap, BTreeSet};

/// A wave to be filled: its label and the year of its accounts, where a file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveYear {
    pub label: String,
    pub year: Option<u16>,
}

/// Every label that a file with amounts has, the earlier first. A charity register covers years that are
/// nobody's wave, so its labels count only where no other file has any.
pub fn labels(tables: &[Table]) -> Vec<String> {
    let of = |roles: &[Role]| -> BTreeSet<(Option<u16>, String)> {
        let tables = tables.iter().filter(|table| roles.contains(&table.role));
        let labels = tables.flat_map(|table| table.labels());
        let mut dated = BTreeSet::new();
        dated.extend(
            labels.map(|label| (Period::of_cell(label).map(|year| year.end), label.clone())),
        );
        dated
    };
    let schools = of(&[Role::Schools]);
    let all = if schools.is_empty() { of(&[Role::Schools, Role::Charities]) } else { schools };
    all.into_iter().map(|(_, label)| label).collect()
}

/// The two waves to show: those asked for, else the paper's, else the first and the last.
pub fn choose(tables: &[Table], asked: Option<&[String]>) -> Vec<WaveYear> {
    let all = labels(tables);
    let chosen: Vec<String> = match (asked, all.as_slice()) {
        (Some(asked), _) => {
            all.iter().filter(|label| asked.contains(label)).take(2).cloned().collect()
        }
        (None, [first, .., last]) => {
            let paper = ["2016", "2018"].map(str::to_string);
            if paper.iter().all(|label| all.contains(label)) {
                paper.into()
            } else {
                vec![first.clone(), last.clone()]
            }
        }
        (None, few) => few.to_vec(),
    };
    let mut years = BTreeMap::new();
    // A school's accounts tell the year behind a label better than a register does.
    for table in tables.iter().rev() {
        years.extend(table.years.iter().map(|(label, year)| (label.as_str(), *year)));
    }
    let year = |label: &str| {
        years.get(label).copied().or_else(|| Period::of_cell(label).map(|period| period.end))
    };
    chosen.into_iter().map(|label| WaveYear { year: year(&label), label }).collect()
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
