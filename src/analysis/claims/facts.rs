//! The facts: numbers of a wave that are of no amount alone.

use super::evidence::{Column, Section, proportion, quotient};
use super::measure::Fact;
use crate::analysis::rows::estimate;
use crate::dataset::{Amount, Basis, Dataset, PtaStatus, Wave};
use crate::figure::Estimate;
use crate::stats::{Outcome, Undefined, order};

/// A fact of a wave of the dataset, which stands there at an index.
pub fn of(dataset: &Dataset, (at, wave): (usize, &Wave), fact: Fact) -> Estimate {
    let schools = || (0..dataset.len()).filter(|&school| wave.is_present(school));
    let status = |school| wave.pta_status(school);
    let with_status = || schools().filter(|&school| status(school) != PtaStatus::Unknown).count();
    match fact {
        Fact::Schools => count(wave.schools()),
        Fact::SchoolsLeft => {
            let before = |school| dataset.waves.iter().take(at).any(|w| w.is_present(school));
            let left = |school: &usize| before(*school) && !wave.is_present(*school);
            count((0..dataset.len()).filter(left).count())
        }
        Fact::Answers => count(schools().filter(|&school| wave.has_responded(school)).count()),
        Fact::ResponseRate => {
            let answers = schools().filter(|&school| wave.has_responded(school)).count();
            proportion(answers, wave.schools())
        }
        Fact::Pta(wanted) => {
            let matching = schools().filter(|&school| status(school) == wanted).count();
            proportion(matching, with_status())
        }
        Fact::PtaFound => {
            let found = |school: &usize| {
                matches!(status(*school), PtaStatus::Charity | PtaStatus::Association)
            };
            proportion(schools().filter(found).count(), with_status())
        }
        Fact::NoPtaInLowestTenth => no_pta_in_lowest_tenth(dataset, (at, wave)),
        Fact::UpliftMaximum => uplift_maximum(dataset, wave),
        Fact::PtaPart(decile) => {
            let members = || schools().filter(|&school| wave.decile(school) == Some(decile));
            let with_value = members().filter(|&school| wave.raised(school).is_ok()).count();
            let sum = |of: fn(&Wave, usize) -> Result<f64, _>| -> f64 {
                members()
                    .filter(|&school| wave.raised(school).is_ok())
                    .filter_map(|school| of(wave, school).ok())
                    .sum()
            };
            estimate(quotient(sum(Wave::pta_income), sum(Wave::raised)), with_value)
        }
        Fact::PupilsOfThreeLargest => {
            let mut rolls: Vec<f64> =
                schools().filter_map(|school| wave.pupils.get(school).ok()).collect();
            order::sort(&mut rolls);
            let three = &rolls[rolls.len().saturating_sub(3)..];
            estimate(Ok(three.iter().rev().sum()), three.len())
        }
    }
}

/// The columns that a fact stands on.
pub fn columns(fact: Fact) -> Vec<Column> {
    match fact {
        Fact::Schools => Vec::new(),
        Fact::SchoolsLeft => vec![Column::WaveBefore],
        Fact::Answers | Fact::ResponseRate => vec![Column::Answers],
        Fact::Pta(_) | Fact::PtaFound => vec![Column::PtaStatus],
        Fact::NoPtaInLowestTenth => {
            vec![Column::PtaStatus, Column::Amount(Amount::Raised), Column::Pupils]
        }
        Fact::UpliftMaximum => {
            vec![Column::Amount(Amount::Raised), Column::Amount(Amount::TotalIncome)]
        }
        Fact::PtaPart(_) => vec![Column::Amount(Amount::Raised), Column::ImdDecile],
        Fact::PupilsOfThreeLargest => vec![Column::Pupils],
    }
}

fn count(schools: usize) -> Estimate {
    estimate(Ok(schools as f64), schools)
}

/// Among the schools without a PTA, the share that lies in the lowest n/10 whole schools.
fn no_pta_in_lowest_tenth(dataset: &Dataset, (at, wave): (usize, &Wave)) -> Estimate {
    let raised = Section::new(dataset, (at, wave), &Amount::Raised, Basis::Pupil);
    let order = raised.ascending();
    let without = |schools: &[usize]| {
        schools.iter().filter(|school| wave.pta_status(**school) == PtaStatus::None).count()
    };
    let lowest = order.get(..order.len() / 10).unwrap_or_default();
    proportion(without(lowest), without(&order))
}

/// The largest of raised ÷ total income.
fn uplift_maximum(dataset: &Dataset, wave: &Wave) -> Estimate {
    let uplift = |school| {
        let total = wave.total_income.get(school).ok().filter(|total| *total > 0.0)?;
        Some(wave.raised(school).ok()? / total)
    };
    let uplifts: Vec<f64> =
        (0..dataset.len()).filter(|&school| wave.is_present(school)).filter_map(uplift).collect();
    let most: Outcome = uplifts.iter().copied().reduce(f64::max).ok_or(Undefined::NoUnits);
    estimate(most, uplifts.len())
}
