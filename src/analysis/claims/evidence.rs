//! What the loaded data give for a measure, or the column that it would need.

use super::facts;
use super::measure::{Measure, Statistic, Tail};
use crate::analysis::rows::estimate;
use crate::analysis::{Options, Selection};
use crate::dataset::{Amount, Answer, Basis, Dataset, Decile, Wave, Weighting};
use crate::figure::Estimate;
use crate::figure::words::listed;
use crate::stats::proportions::{Proportion, Z95};
use crate::stats::{self, CrossSection, Outcome, Undefined, Unit, order};

/// What has to be there before a measure can be taken, in words that follow "needs".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs(pub String);

/// A measure of the wave with this label.
pub fn in_wave(dataset: &Dataset, label: &str, measure: &Measure) -> Result<Estimate, Needs> {
    let named = |(_, wave): &(usize, &Wave)| wave.label == label;
    let (at, wave) = dataset
        .waves
        .iter()
        .enumerate()
        .find(named)
        .ok_or_else(|| Needs(format!("a wave called {label}")))?;
    let lacking = lacking(dataset, wave, measure);
    if !lacking.is_empty() {
        return Err(Needs(listed(&lacking)));
    }
    Ok(match measure {
        Measure::Statistic(amount, basis, statistic) => {
            Section::new(dataset, (at, wave), amount, *basis).estimate(*statistic)
        }
        Measure::Item(label) => {
            let answers = wave.items.get(label).map(Vec::as_slice).unwrap_or_default();
            let given = || answers.iter().flatten();
            let yes = given().filter(|answer| **answer == Answer::Yes).count();
            proportion(yes, given().count())
        }
        Measure::Fact(fact) => facts::of(dataset, (at, wave), *fact),
    })
}

/// A share of whole units with Wilson's interval.
pub fn proportion(yes: usize, of: usize) -> Estimate {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let share = Proportion { yes: count(yes), of: count(of) };
    let interval = share.wilson(Z95).ok().map(|bounded| (bounded.low, bounded.high));
    estimate(share.value(), of).within(interval)
}

/// One wave's amounts on a basis, ready to be measured.
pub struct Section<'a> {
    wave: &'a Wave,
    /// Value of each school, by the dataset's index.
    pub values: Vec<Option<f64>>,
    section: CrossSection,
}

impl<'a> Section<'a> {
    /// `wave` is a wave of the dataset, with its index.
    pub fn new(
        dataset: &Dataset,
        (at, wave): (usize, &'a Wave),
        amount: &Amount,
        basis: Basis,
    ) -> Self {
        let options = Options::default();
        let selection = Selection::of(dataset, &options, amount, basis, Weighting::None);
        let selected = selection.waves.get(at).map(|wave| wave.values.as_slice());
        let values: Vec<Option<f64>> =
            selected.unwrap_or_default().iter().map(|value| value.map(|(x, _)| x)).collect();
        let unit = |(school, value): (usize, &Option<f64>)| {
            value.map(|value| Unit {
                value,
                weight: 1.0,
                amount: amount.of(wave, school).unwrap_or(f64::NAN),
                group: wave.decile(school).map(Decile::index),
                parts: [0.0; 2],
                covariate: f64::NAN,
            })
        };
        let units: Vec<Option<Unit>> = values.iter().enumerate().map(unit).collect();
        Section { wave, section: CrossSection::new(&units, Decile::COUNT, None), values }
    }

    fn n(&self) -> usize {
        self.section.sample().n()
    }

    fn estimate(&self, statistic: Statistic) -> Estimate {
        let sample = self.section.sample();
        match statistic {
            Statistic::Named(named) => {
                let n = if named.is_over_groups() { self.section.grouped_n() } else { self.n() };
                estimate(self.section.measure(named), n)
            }
            Statistic::Above(threshold) => estimate(sample.share_above(threshold), self.n()),
            Statistic::ReachMean => {
                let share = sample.mean().and_then(|mean| sample.share_at_or_above(mean));
                estimate(share, self.n())
            }
            Statistic::Decile(decile) => {
                let group = decile.index();
                estimate(self.section.group_mean(group), self.section.group_n(group))
            }
            Statistic::PoorerToRicherHalf => {
                estimate(self.poorer_to_richer_half(), self.section.grouped_n())
            }
            Statistic::BetweenShare => {
                let share = self.section.statistic(stats::Statistic::TheilBetweenShare);
                estimate(share, self.section.grouped_n())
            }
            Statistic::Sum(tail) => {
                let schools = self.whole_schools(tail);
                let sum = match tail {
                    Tail::Top(_) => sample.sum_of_largest(schools),
                    Tail::Bottom(_) => sample.sum_of_smallest(schools),
                };
                estimate(sum, schools)
            }
            Statistic::PerPupil(tail) => {
                let members = self.members(tail);
                estimate(self.per_pupil(&members), members.len())
            }
        }
    }

    /// The mean of the schools of deciles 1 to 5 over that of 6 to 10.
    fn poorer_to_richer_half(&self) -> Outcome {
        let half = |poorer: bool| {
            let groups =
                if poorer { 0..Decile::COUNT / 2 } else { Decile::COUNT / 2..Decile::COUNT };
            let (mut sum, mut schools) = (0.0, 0);
            for group in groups.filter(|&group| self.section.group_n(group) > 0) {
                let n = self.section.group_n(group);
                sum += self.section.group_mean(group)? * n as f64;
                schools += n;
            }
            if schools > 0 { Ok(sum / schools as f64) } else { Err(Undefined::NoUnits) }
        };
        quotient(half(true)?, half(false)?)
    }

    /// A percentage of n, as a whole number of schools.
    fn whole_schools(&self, tail: Tail) -> usize {
        let (Tail::Top(percent) | Tail::Bottom(percent)) = tail;
        (percent / 100.0 * self.n() as f64).round() as usize
    }

    /// The schools that have a value, the smallest first.
    pub fn ascending(&self) -> Vec<usize> {
        let values: Vec<f64> = self.values.iter().map(|value| value.unwrap_or(f64::NAN)).collect();
        let mut schools = order::ascending(&values);
        schools.retain(|school| self.values[*school].is_some());
        schools
    }

    /// The schools at an end of the order.
    fn members(&self, tail: Tail) -> Vec<usize> {
        let mut order = self.ascending();
        if matches!(tail, Tail::Top(_)) {
            order.reverse();
        }
        order.truncate(self.whole_schools(tail));
        order
    }

    /// What these schools have together over their pupils together.
    fn per_pupil(&self, schools: &[usize]) -> Outcome {
        let (mut amounts, mut pupils) = (0.0, 0.0);
        for &school in schools {
            let known = (self.values.get(school).copied().flatten(), self.wave.pupils.get(school));
            let (Some(amount), Ok(roll)) = known else { return Err(Undefined::NoUnits) };
            amounts += amount;
            pupils += roll;
        }
        quotient(amounts, pupils)
    }
}

pub fn quotient(a: f64, b: f64) -> Outcome {
    if b > 0.0 { Ok(a / b) } else { Err(Undefined::DenominatorNotPositive) }
}

/// The columns that a measure needs and the wave has no value of, as a user would name them.
fn lacking(dataset: &Dataset, wave: &Wave, measure: &Measure) -> Vec<String> {
    let mut needed: Vec<Column> = match measure {
        Measure::Statistic(amount, basis, statistic) => {
            let mut needed = vec![Column::Amount(amount.clone())];
            let per_pupil = matches!(statistic, Statistic::PerPupil(_));
            if *basis == Basis::Pupil && *amount != Amount::VolunteerMinutes || per_pupil {
                needed.push(Column::Pupils);
            }
            if statistic.is_by_decile() {
                needed.push(Column::ImdDecile);
            }
            needed
        }
        Measure::Item(label) => vec![Column::Item(label.clone())],
        Measure::Fact(fact) => facts::columns(*fact),
    };
    needed.retain(|column| !column.is_there(dataset, wave));
    needed.iter().map(Column::words).collect()
}

impl Statistic {
    fn is_by_decile(self) -> bool {
        match self {
            Statistic::Named(named) => named.is_over_groups(),
            Statistic::Decile(_) | Statistic::PoorerToRicherHalf | Statistic::BetweenShare => true,
            Statistic::Above(_)
            | Statistic::ReachMean
            | Statistic::Sum(_)
            | Statistic::PerPupil(_) => false,
        }
    }
}

/// A column that a measure stands on.
pub enum Column {
    Amount(Amount),
    Pupils,
    ImdDecile,
    PtaStatus,
    Item(String),
    /// Any answer, or volunteer time.
    Answers,
    /// The other wave.
    WaveBefore,
}

impl Column {
    fn is_there(&self, dataset: &Dataset, wave: &Wave) -> bool {
        let some = |amount: &Amount| (0..dataset.len()).any(|i| amount.of(wave, i).is_ok());
        match self {
            // Per pupil is as good as per school where the file has no pupils.
            Column::Amount(amount @ Amount::VolunteerMinutes) => {
                some(amount) || wave.volunteer_minutes_per_pupil.has_values()
            }
            Column::Amount(amount) => some(amount),
            Column::Pupils => wave.pupils.has_values(),
            Column::ImdDecile => wave.imd_decile.iter().any(Option::is_some),
            Column::PtaStatus => !wave.pta_status.is_empty(),
            Column::Item(label) => {
                wave.items.get(label).is_some_and(|answers| answers.iter().any(Option::is_some))
            }
            Column::Answers => (0..dataset.len()).any(|school| wave.has_responded(school)),
            Column::WaveBefore => {
                dataset.waves.first().is_some_and(|first| first.label != wave.label)
            }
        }
    }

    fn words(&self) -> String {
        match self {
            Column::Amount(Amount::Raised) => "donations and PTA income".into(),
            Column::Amount(Amount::Donations) => "donations".into(),
            Column::Amount(Amount::PtaIncome) => "PTA income".into(),
            Column::Amount(Amount::TotalIncome) => "total income".into(),
            Column::Amount(Amount::VolunteerMinutes) => "volunteer time".into(),
            Column::Amount(Amount::Other(label)) => format!("“{label}”"),
            Column::Pupils => "pupils".into(),
            Column::ImdDecile => "the IMD decile".into(),
            Column::PtaStatus => "the PTA’s status".into(),
            Column::Item(label) => format!("the questionnaire’s item “{label}”"),
            Column::Answers => "a questionnaire".into(),
            Column::WaveBefore => "the wave before".into(),
        }
    }
}
