//! The wave that a file's rows belong to: proposed from what the file says, settled over all files.

use super::mapping::Mapping;
use super::period::Period;
use super::survey::FileProfile;
use crate::dataset::Field;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The wave that a file's rows belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaveChoice {
    /// Every wave: a census, a deprivation table, a register.
    All,
    Label(String),
    /// What the `wave` column says, with the label of each of its contents.
    Column(BTreeMap<String, String>),
    /// The user has to say.
    Ask,
}

/// Two files that give the same amount for one wave, though they are of different years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub label: String,
    pub files: [String; 2],
    pub years: [u16; 2],
}

/// Calls waves by their own years where the paper's labels would put two years into one wave: one amount
/// is given both for a year of the paper's accounts and for a year that its labels name. Otherwise calls
/// them as the paper does. A label that the user chose stays.
pub fn settle_labels(files: &mut [(&FileProfile, &mut Mapping)]) {
    let mut years: BTreeMap<Field, BTreeSet<u16>> = BTreeMap::new();
    for (file, mapping) in files.iter() {
        for field in mapping.amounts() {
            years.entry(field.clone()).or_default().extend(mapping.years(file).values());
        }
    }
    let own_years = years.values().any(|years| {
        years.iter().any(|year| Period::of_paper(*year).is_some())
            && years.iter().any(|year| matches!(year, 2016 | 2018))
    });
    for (file, mapping) in files {
        mapping.relabel(file, own_years);
    }
}

/// The first two files that give an amount twice for one wave, of different years.
pub fn clash(files: &[(&FileProfile, &Mapping)]) -> Option<Clash> {
    let mut known: BTreeMap<(String, Field), (u16, &str)> = BTreeMap::new();
    for (file, mapping) in files {
        for (label, year) in mapping.years(file) {
            for field in mapping.amounts() {
                let here = (year, file.name.as_str());
                let (other, name) = *known.entry((label.clone(), field.clone())).or_insert(here);
                if other != year {
                    let files = [name, &file.name].map(String::from);
                    return Some(Clash { label, files, years: [other, year] });
                }
            }
        }
    }
    None
}

impl Mapping {
    /// The amounts that the file gives for schools; a charity's come in years of its own.
    fn amounts(&self) -> impl Iterator<Item = &Field> {
        let of_schools = self.column(&Field::Urn).is_some();
        self.fields().map(|(field, _)| field).filter(move |field| of_schools && field.is_amount())
    }

    fn relabel(&mut self, file: &FileProfile, own_years: bool) {
        if self.own_years != own_years {
            let is_proposed = self.wave == self.proposed_wave(file);
            self.own_years = own_years;
            if is_proposed {
                self.wave = self.proposed_wave(file);
            }
        }
    }

    /// The year of the accounts behind each wave's label, as far as the wave column or the file's name
    /// or titles tell it.
    pub fn years(&self, file: &FileProfile) -> BTreeMap<String, u16> {
        let year = |text: &str| Period::of_cell(text).map(|period| period.end);
        let column = self.column(&Field::Wave).and_then(|column| file.columns.get(column));
        // Not collected: that would sort them first, by a sort of their own.
        let mut years = BTreeMap::new();
        match (&self.wave, column) {
            (WaveChoice::Column(labels), _) => {
                let each =
                    labels.iter().filter_map(|(text, label)| Some((label.clone(), year(text)?)));
                years.extend(each);
            }
            (WaveChoice::Label(label), column) => {
                let only = column
                    .and_then(|column| column.distinct.iter().find_map(|(text, _)| year(text)));
                let named = || period_of(file).map(|period| period.end);
                years.extend(only.or_else(named).map(|year| (label.clone(), year)));
            }
            (WaveChoice::All | WaveChoice::Ask, _) => {}
        }
        years
    }

    /// `all` for a file without amounts; else what its wave column, its name or its titles say.
    pub fn proposed_wave(&self, file: &FileProfile) -> WaveChoice {
        if !self.has_amount() {
            return WaveChoice::All;
        }
        if let Some(column) = self.column(&Field::Wave).and_then(|column| file.columns.get(column))
        {
            let filled =
                column.distinct.iter().filter(|(text, _)| self.codes.meaning(text).is_none());
            let texts: Vec<&String> = filled.map(|(text, _)| text).collect();
            let labels = labels(&texts, self.own_years);
            let first = labels.values().next();
            return match first.filter(|first| labels.values().all(|label| label == *first)) {
                Some(only) => WaveChoice::Label(only.clone()),
                None => WaveChoice::Column(labels),
            };
        }
        let label = |period: Period| label(period, self.own_years);
        period_of(file).map_or(WaveChoice::Ask, |period| WaveChoice::Label(label(period)))
    }
}

/// The year that a file's name tells, else one of its titles.
fn period_of(file: &FileProfile) -> Option<Period> {
    let titled = || file.titles.iter().find_map(|title| Period::of_file_name(title));
    Period::of_file_name(&file.name).or_else(titled)
}

fn label(period: Period, own_years: bool) -> String {
    if own_years { period.label() } else { period.wave_label() }
}

/// A label for each content of a wave column. The paper's labels are offered for its years only where
/// they do not stand for a year of their own beside them.
fn labels(texts: &[&String], own_years: bool) -> BTreeMap<String, String> {
    let years: Vec<_> = texts.iter().map(|text| Period::of_cell(text)).collect();
    let own_years = own_years || years.iter().flatten().any(|year| matches!(year.end, 2016 | 2018));
    let of_year = |year| label(year, own_years);
    let mut labelled = BTreeMap::new();
    for (text, year) in texts.iter().zip(years) {
        let label = year.map_or_else(|| text.trim().to_string(), of_year);
        labelled.insert((*text).clone(), label);
    }
    labelled
}
