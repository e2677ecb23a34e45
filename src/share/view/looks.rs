//! How the page's cards and its table of schools are looked at: no number depends on it.

use crate::analysis::Options;
use crate::dataset::{Amount, Basis};
use crate::draw::Series;
use crate::figure::Kind;
use std::fmt;
use std::str::FromStr;

/// What is switched off, which cards show their table, and the table of schools.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looks {
    /// Series that a legend has switched off, as `KIND:SERIES`.
    pub hidden: Vec<String>,
    /// Cards that show their table in place of their chart.
    pub tables: Vec<Kind>,
    /// What is looked for in the table of schools.
    pub find: String,
    /// What the table of schools is sorted by, and whether it falls; where not chosen, the last wave.
    pub sort: Option<(Column, bool)>,
}

impl Looks {
    pub fn hides(&self, kind: Kind, series: &Series) -> bool {
        self.hidden.contains(&name_of(kind, series))
    }

    /// Switches a series off, or on again.
    pub fn switch(&mut self, kind: Kind, series: &Series) {
        toggle(&mut self.hidden, name_of(kind, series));
    }

    /// Shows the table of a card, or its chart again.
    pub fn show_table(&mut self, kind: Kind, shows: bool) {
        if self.tables.contains(&kind) != shows {
            toggle(&mut self.tables, kind);
        }
    }
}

/// Takes one out of a set, or puts it in where it is not there.
pub fn toggle<T: PartialEq>(set: &mut Vec<T>, one: T) {
    match set.iter().position(|other| *other == one) {
        Some(at) => {
            set.remove(at);
        }
        None => set.push(one),
    }
}

fn name_of(kind: Kind, series: &Series) -> String {
    match series {
        Series::Part(key) => format!("{kind}:part-{key}"),
        Series::Wave(wave) => format!("{kind}:wave-{}", wave + 1),
        Series::Trend => format!("{kind}:trend"),
        Series::Interval => format!("{kind}:intervals"),
        Series::Deprivation(group) => format!("{kind}:deprivation-{}", group + 1),
    }
}

/// A column of the table of schools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Name,
    Decile,
    Pupils,
    Wave(usize),
    Change,
    PerPupil,
    Minutes,
}

const COLUMNS: [(&str, Column); 8] = [
    ("school", Column::Name),
    ("decile", Column::Decile),
    ("pupils", Column::Pupils),
    ("wave-1", Column::Wave(0)),
    ("wave-2", Column::Wave(1)),
    ("change", Column::Change),
    ("raised-per-pupil", Column::PerPupil),
    ("minutes-per-pupil", Column::Minutes),
];

impl Column {
    /// Whether it stands in the table: what the chosen measure's columns say is not said again beside them.
    pub fn stands(self, waves: usize, options: &Options) -> bool {
        let is_said = |amount| options.basis == Basis::Pupil && options.amount == amount;
        match self {
            Column::Name | Column::Decile | Column::Pupils => true,
            Column::Wave(at) => at < waves,
            Column::Change => waves > 1,
            Column::PerPupil => !is_said(Amount::Raised),
            Column::Minutes => !is_said(Amount::VolunteerMinutes),
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = COLUMNS.iter().find(|(_, column)| column == self);
        f.write_str(found.map_or("", |(name, _)| name))
    }
}

impl FromStr for Column {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = COLUMNS.iter().find(|(name, _)| *name == text);
        found.map(|(_, column)| *column).ok_or_else(|| format!("“{text}” is no column"))
    }
}

/// `decile-raised:trend,lorenz:wave-1`.
pub(super) fn hidden(text: &str) -> Result<Vec<String>, String> {
    let one = |name: &str| match name.split_once(':') {
        Some((kind, series)) if kind.parse::<Kind>().is_ok() && !series.is_empty() => {
            Ok(name.to_owned())
        }
        _ => Err(format!("“{name}” is no series of a figure")),
    };
    text.split(',').map(one).collect()
}

/// `lorenz,change`.
pub(super) fn tables(text: &str) -> Result<Vec<Kind>, String> {
    text.split(',').map(|name| name.parse().map_err(|_| format!("“{name}” is no figure"))).collect()
}

/// `change`, or `change:up` from the least to the most.
pub(super) fn sort(text: &str) -> Result<Option<(Column, bool)>, String> {
    let (name, falls) = text.strip_suffix(":up").map_or((text, true), |name| (name, false));
    Ok(Some((name.parse()?, falls)))
}

pub(super) fn written(sort: Option<(Column, bool)>) -> String {
    let words = |(column, falls)| format!("{column}{}", if falls { "" } else { ":up" });
    sort.map_or_else(String::new, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_columns_of_the_schools_say_the_same() {
        let stands = |column: Column, waves, basis, amount| {
            column.stands(waves, &Options { basis, amount, ..Options::default() })
        };
        let further = |basis, amount: Amount| {
            [Column::PerPupil, Column::Minutes]
                .map(|column| stands(column, 2, basis, amount.clone()))
        };
        assert_eq!(further(Basis::School, Amount::Raised), [true, true]);
        assert_eq!(further(Basis::Pupil, Amount::Donations), [true, true]);
        assert_eq!(further(Basis::Pupil, Amount::Raised), [false, true]);
        assert_eq!(further(Basis::Pupil, Amount::VolunteerMinutes), [true, false]);
        let of = |waves| {
            let all = COLUMNS.iter();
            all.filter(|(_, one)| stands(*one, waves, Basis::School, Amount::Raised)).count()
        };
        assert_eq!((of(1), of(2)), (COLUMNS.len() - 2, COLUMNS.len()));
    }
}
