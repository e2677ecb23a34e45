//! The table of schools: every amount of every school in each wave. It never leaves the page.

use super::options::Options;
use super::selection::price_factor;
use super::subjects;
use crate::dataset::{Amount, Basis, Column, Dataset, Decile, Filter, Missing, Wave};
use crate::figure::{Absent, Estimate, Row, Unit, number, words};
use crate::stats::Sample;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Every school of the data, in columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Roster {
    pub keys: Vec<String>,
    pub names: Vec<String>,
    /// The amounts that any school has, in the menu's order.
    pub amounts: Vec<Amount>,
    /// Their columns, but for the questionnaire's items and the pupil premium.
    pub waves: Vec<Wave>,
}

/// One school in every wave.
#[derive(Clone, Debug, PartialEq)]
pub struct SchoolRecord {
    pub name: String,
    /// "Key 900214 · tenth 2 of 10 · 198 pupils".
    pub about: String,
    pub waves: Vec<String>,
    pub rows: Vec<Row>,
    /// How it changed beside the median school of its tenth; empty where that cannot be said.
    pub sentence: String,
}

impl Roster {
    pub fn of(dataset: &Dataset, amounts: Vec<Amount>) -> Roster {
        // No school is told by its answers, and its pupil premium is no amount of the menu.
        let wave = |wave: &Wave| Wave {
            items: BTreeMap::new(),
            pupil_premium: Column::absent(),
            ..wave.clone()
        };
        Roster {
            keys: dataset.keys.iter().map(str::to_owned).collect(),
            names: dataset.names.iter().map(str::to_owned).collect(),
            waves: dataset.waves.iter().map(wave).collect(),
            amounts,
        }
    }

    /// Whether each school meets the conditions in a wave that it is in.
    pub fn admitted(&self, filter: &Filter) -> Vec<bool> {
        let admits = |school: usize| {
            self.waves.iter().any(|wave| wave.is_present(school) && filter.admits(wave, school))
        };
        (0..self.keys.len()).map(admits).collect()
    }

    /// The index of a key.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|other| other == key)
    }

    /// The school's name, or its key where it has none.
    pub fn name(&self, school: usize) -> String {
        let key = self.keys.get(school).map_or("", String::as_str);
        name_of(key, self.names.get(school).map_or("", String::as_str))
    }

    /// Of the last wave that knows it.
    pub fn decile(&self, school: usize) -> Option<u8> {
        self.waves.iter().rev().find_map(|wave| wave.decile(school)).map(Decile::number)
    }

    /// The pupils of a wave.
    pub fn pupils(&self, wave: usize, school: usize) -> Option<f64> {
        self.waves.get(wave)?.pupils.get(school).ok()
    }

    /// What a school has in a wave, as paid.
    pub fn value(
        &self,
        wave: usize,
        amount: &Amount,
        basis: Basis,
        school: usize,
    ) -> Result<f64, Missing> {
        let wave = self.waves.get(wave).ok_or(Missing::NotCollected)?;
        amount.on(basis, wave, school)
    }

    /// The same of what the options choose, the first wave's money in the second's prices.
    pub fn chosen(&self, wave: usize, options: &Options, school: usize) -> Option<f64> {
        let Options { amount, basis, prices, .. } = options;
        let factor = price_factor(amount, *prices, wave, self.waves.len()).ok()?;
        Some(self.value(wave, amount, *basis, school).ok()? * factor)
    }

    /// Second wave less first.
    pub fn change(&self, options: &Options, school: usize) -> Option<f64> {
        Some(self.chosen(1, options, school)? - self.chosen(0, options, school)?)
    }

    /// One school in every wave: each amount, and where it stands among the others.
    pub fn record(&self, school: usize) -> Option<SchoolRecord> {
        let key = self.keys.get(school)?;
        let pupils = (0..self.waves.len()).rev().find_map(|wave| self.pupils(wave, school));
        let facts = [
            Some(format!("Key {key}")),
            self.decile(school).map(|decile| format!("tenth {decile} of 10")),
            pupils.map(|pupils| words::counted(pupils.round() as usize, "pupil")),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        let main = self.amounts.first();
        let mut rows = Vec::new();
        for amount in &self.amounts {
            rows.push(self.row(amount, Basis::School, school));
            if Some(amount) == main || *amount == Amount::VolunteerMinutes {
                rows.push(self.row(amount, Basis::Pupil, school));
            }
        }
        rows.extend(main.map(|main| self.rank_row(main, school)));
        Some(SchoolRecord {
            name: self.name(school),
            about: facts.join(" · "),
            waves: self.waves.iter().map(|wave| wave.label.clone()).collect(),
            rows,
            sentence: main.and_then(|main| self.compared(main, school)).unwrap_or_default(),
        })
    }

    fn row(&self, amount: &Amount, basis: Basis, school: usize) -> Row {
        let per = if basis == Basis::Pupil { " a pupil" } else { "" };
        let label = match amount {
            Amount::Other(label) => label.clone(),
            _ => subjects::subject(amount, basis).noun,
        };
        let label = match (amount, basis) {
            (Amount::VolunteerMinutes, Basis::School) => "Volunteers’ minutes a week".into(),
            (Amount::VolunteerMinutes, Basis::Pupil) => "Volunteers’ minutes a pupil".into(),
            _ => words::capitalised(&format!("{label}{per}")),
        };
        let cell = |wave: usize| match self.value(wave, amount, basis, school) {
            Ok(value) => Estimate::known(value),
            Err(reason) => Estimate::absent(self.absent(wave, school, reason)),
        };
        let key = format!("{amount}{}", if basis == Basis::Pupil { "-per-pupil" } else { "" });
        let waves = (0..self.waves.len()).map(cell).collect();
        super::rows::row(key, label, subjects::unit(amount), waves, None)
    }

    fn absent(&self, wave: usize, school: usize, reason: Missing) -> Absent {
        let is_here = self.waves.get(wave).is_some_and(|wave| wave.is_present(school));
        Absent::NotAvailable(if is_here { reason.words() } else { "not in this wave" }.into())
    }

    /// Its place among the schools that have a value, the largest first; ties share the best place.
    fn rank_row(&self, amount: &Amount, school: usize) -> Row {
        let noun = subjects::subject(amount, Basis::School).noun;
        let cell = |wave: usize| {
            let own = match self.value(wave, amount, Basis::School, school) {
                Ok(own) => own,
                Err(reason) => return Estimate::absent(self.absent(wave, school, reason)),
            };
            let others = (0..self.keys.len())
                .filter_map(|other| self.value(wave, amount, Basis::School, other).ok());
            let (above, all) =
                others.fold((0, 0), |(above, all), x| (above + usize::from(x > own), all + 1));
            Estimate::known((above + 1) as f64).of(all)
        };
        let waves: Vec<Estimate> = (0..self.waves.len()).map(cell).collect();
        let label = format!("Place by {noun}, 1 is most");
        Row { change: None, ..super::rows::row("rank", label, Unit::Count, waves, None) }
    }

    /// "In 2018 it raised £11,700, 2.6 times the £4,570 of 2016; the median school of its tenth, …".
    fn compared(&self, amount: &Amount, school: usize) -> Option<String> {
        let [before, after] = self.waves.as_slice() else { return None };
        let pair = |school: usize| {
            let value = |wave| self.value(wave, amount, Basis::School, school).ok();
            Some((value(0)?, value(1)?))
        };
        let times = |(a, b): (f64, f64)| (a > 0.0 && b >= 0.0).then(|| b / a);
        let (a, b) = pair(school)?;
        let subject = subjects::subject(amount, Basis::School);
        let say = |value| number::prose(value, subject.unit);
        let said = format!("In {} it {} {}{}", after.label, subject.past, say(b), subject.tail);
        let Some(own) = times((a, b)) else {
            return Some(format!("{said}; in {}, {}.", before.label, say(a)));
        };
        let ratio = |times| number::prose(times, Unit::Times);
        let said = format!("{said}, {} the {} of {}", ratio(own), say(a), before.label);
        let decile = self.decile(school);
        let of_tenth: Vec<f64> = (0..self.keys.len())
            .filter(|other| decile.is_some() && self.decile(*other) == decile)
            .filter_map(|other| times(pair(other)?))
            .collect();
        let median =
            Sample::unweighted(&of_tenth).quantile(0.5).ok().filter(|_| of_tenth.len() > 1);
        Some(match median {
            Some(median) => {
                format!("{said}; for the median school of its tenth it was {}.", ratio(median))
            }
            None => format!("{said}."),
        })
    }
}

/// A school's name, or its key where it has none.
pub(super) fn name_of(key: &str, name: &str) -> String {
    if name.is_empty() { format!("School {key}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Cell, DecileDirection, OtherWaves, Source};

    /// Ash and Beech in the first tenth, Cedar in the tenth; Cedar is new in 2018.
    fn roster() -> Roster {
        let column = |values: [Option<f64>; 3]| -> Column {
            let cell = |x: Option<f64>| x.map_or(Cell::missing(Missing::Blank), Cell::known);
            values.into_iter().map(cell).collect()
        };
        let decile = |number: u8| Decile::try_from(number).ok();
        let wave = |label: &str, present: [bool; 3], donations: [Option<f64>; 3]| Wave {
            label: label.into(),
            present: present.to_vec(),
            donations: column(donations),
            pupils: column([Some(100.0), Some(200.0), Some(50.0)]),
            imd_decile: vec![decile(1), decile(1), decile(10)],
            ..Wave::default()
        };
        let dataset = Dataset {
            source: Source::Demonstration,
            keys: ["1", "2", "3"].iter().collect(),
            names: ["Ash", "Beech", ""].iter().collect(),
            waves: vec![
                wave("2016", [true, true, false], [Some(1000.0), Some(400.0), None]),
                wave("2018", [true, true, true], [Some(1500.0), Some(1400.0), Some(9000.0)]),
            ],
            other_waves: OtherWaves::default(),
            direction: DecileDirection::Confirmed,
        };
        Roster::of(&dataset, vec![Amount::Donations])
    }

    /// Ratios of the first tenth are 1.5 and 3.5, of which 2.5 is the median.
    #[test]
    fn a_school_is_told_in_both_waves_and_beside_its_tenth() {
        let record = roster().record(0).unwrap();
        assert_eq!(
            (record.name.as_str(), record.about.as_str()),
            ("Ash", "Key 1 · tenth 1 of 10 · 100 pupils")
        );
        assert_eq!(
            record.sentence,
            "In 2018 it took £1,500 in direct donations, 1.5 times the £1,000 of 2016; for the \
             median school of its tenth it was 2.5 times."
        );
        let values = |key: &str| {
            let row = record.rows.iter().find(|row| row.key == key).unwrap();
            row.waves.iter().map(Estimate::known_value).collect::<Vec<_>>()
        };
        assert_eq!(values("donations"), [Some(1000.0), Some(1500.0)]);
        assert_eq!(values("donations-per-pupil"), [Some(10.0), Some(15.0)]);
        assert_eq!(values("rank"), [Some(1.0), Some(2.0)]);
        assert_eq!(record.rows[0].change.as_ref().unwrap().value, Ok(500.0));
    }

    #[test]
    fn a_school_of_one_wave_says_where_it_is_not() {
        let record = roster().record(2).unwrap();
        assert_eq!((record.name.as_str(), record.sentence.as_str()), ("School 3", ""));
        let why = record.rows[0].waves[0].value.as_ref().unwrap_err();
        assert_eq!(why.reason(), "not in this wave");
        assert_eq!(roster().record(3), None);
    }
}
