//! What the page has to know of a dataset to name it and to offer choices.

use crate::analysis::Options;
use crate::dataset::{Amount, Category, Dataset, DecileDirection, PtaStatus, Source, Wave};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A dataset as the page sees it: names and counts, no amounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    pub source: Source,
    pub waves: Vec<WaveLoaded>,
    /// Schools in both waves, whatever values they have.
    pub in_both: u32,
    /// The amounts that any school has a value of, in the menu's order.
    pub amounts: Vec<Amount>,
    pub local_authorities: Vec<String>,
    pub phases: Vec<String>,
    pub ofsted: Vec<String>,
    /// More than one where it is known of some schools.
    pub pta_statuses: Vec<PtaStatus>,
    pub direction: DecileDirection,
}

/// One wave's counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaveLoaded {
    pub label: String,
    pub schools: u32,
    /// Schools that answered any item of a questionnaire or gave volunteer time.
    pub questionnaires: u32,
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Loaded {
    pub fn of(dataset: &Dataset) -> Loaded {
        let in_both = match dataset.waves.as_slice() {
            [a, b] => (0..dataset.len()).filter(|i| a.is_present(*i) && b.is_present(*i)).count(),
            _ => 0,
        };
        Loaded {
            source: dataset.source.clone(),
            waves: dataset.waves.iter().map(|wave| wave_loaded(wave, dataset.len())).collect(),
            in_both: count(in_both),
            amounts: amounts(dataset),
            local_authorities: names(dataset, |wave| &wave.local_authority),
            phases: names(dataset, |wave| &wave.phase),
            ofsted: names(dataset, |wave| &wave.ofsted),
            pta_statuses: pta_statuses(dataset),
            direction: dataset.direction,
        }
    }

    /// The options as these data can be looked at: an amount that they do not have falls back.
    pub fn fitting(&self, mut options: Options) -> Options {
        options.fit(&self.amounts);
        options
    }
}

fn wave_loaded(wave: &Wave, schools: usize) -> WaveLoaded {
    let responded = |school: &usize| wave.has_responded(*school);
    // Most files have none of it, and hundreds of thousands of schools to look at.
    let has_any = !wave.items.is_empty() || !has_no_minutes(wave);
    WaveLoaded {
        label: wave.label.clone(),
        schools: count(wave.schools()),
        questionnaires: if has_any { count((0..schools).filter(responded).count()) } else { 0 },
    }
}

fn has_no_minutes(wave: &Wave) -> bool {
    wave.volunteer_minutes.is_absent() && wave.volunteer_minutes_per_pupil.is_absent()
}

/// Amounts with a value of at least one school, further measures after the named ones.
fn amounts(dataset: &Dataset) -> Vec<Amount> {
    let mut others = BTreeSet::new();
    others.extend(dataset.waves.iter().flat_map(|wave| wave.others.keys()));
    let all = Amount::NAMED.into_iter().chain(others.into_iter().cloned().map(Amount::Other));
    let has_value = |amount: &Amount| {
        let has = |wave: &Wave| {
            let is_absent = match amount {
                Amount::VolunteerMinutes => has_no_minutes(wave),
                Amount::TotalIncome => wave.total_income.is_absent(),
                _ => false,
            };
            !is_absent && (0..dataset.len()).any(|school| amount.of(wave, school).is_ok())
        };
        dataset.waves.iter().any(has)
    };
    all.filter(has_value).collect()
}

/// The names that a category has in any wave, sorted.
fn names(dataset: &Dataset, category: impl Fn(&Wave) -> &Category) -> Vec<String> {
    let mut all = BTreeSet::new();
    all.extend(dataset.waves.iter().flat_map(|wave| &category(wave).names));
    all.into_iter().cloned().collect()
}

fn pta_statuses(dataset: &Dataset) -> Vec<PtaStatus> {
    let mut all = BTreeSet::new();
    all.extend(dataset.waves.iter().flat_map(|wave| wave.pta_status.iter().copied()));
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Cell, Column, Missing, OtherWaves};

    /// Three schools: A in both waves, B only before, C only after; PTA income of none.
    fn dataset() -> Dataset {
        let wave = |label: &str, present: [bool; 3], donations: [Option<f64>; 3]| Wave {
            label: label.into(),
            present: present.to_vec(),
            donations: donations
                .into_iter()
                .map(|x| x.map_or(Cell::missing(Missing::Blank), Cell::known))
                .collect::<Column>(),
            ..Wave::default()
        };
        Dataset {
            source: Source::Demonstration,
            keys: ["1", "2", "3"].iter().collect(),
            names: ["A", "B", "C"].iter().collect(),
            waves: vec![
                wave("2016", [true, true, false], [Some(1.0), None, None]),
                wave("2018", [true, false, true], [None, None, Some(0.0)]),
            ],
            other_waves: OtherWaves::default(),
            direction: DecileDirection::Assumed,
        }
    }

    #[test]
    fn counts_schools_and_offers_what_has_values() {
        let loaded = Loaded::of(&dataset());
        assert_eq!(loaded.in_both, 1);
        assert_eq!(loaded.waves.iter().map(|wave| wave.schools).collect::<Vec<_>>(), [2, 2]);
        assert_eq!(loaded.waves[0].questionnaires, 0);
        assert_eq!(loaded.amounts, [Amount::Donations]);
    }

    #[test]
    fn crosses_to_the_page_unchanged() {
        let loaded = Loaded::of(&dataset());
        let bytes = postcard::to_allocvec(&loaded).unwrap();
        assert_eq!(postcard::from_bytes::<Loaded>(&bytes).unwrap(), loaded);
    }
}
