//! Shares of schools of which something holds, with score intervals; schools that are in both waves
//! count as pairs.

use super::rows::{Interval, absent, row};
use crate::figure::{Absent, Estimate, Row, Unit};
use crate::stats::Undefined;
use crate::stats::proportions::{
    Bounded, PairedAnswers, Proportion, Z95, change, weighted_change, weighted_share,
};

/// Of each school whether it holds; `None` where that is not known.
pub type Answers = Vec<Option<bool>>;

/// The share in each wave with Wilson's interval, and its change with Newcombe's; `none` says why
/// there is no share where no school answers.
pub fn row_of(key: impl Into<String>, label: String, waves: &[Answers], none: &str) -> Row {
    let shares = waves.iter().map(|answers| share(proportion(answers), none)).collect();
    row(key, label, Unit::Share, shares, change_interval(waves))
}

/// The same with answers that weigh differently.
pub fn row_of_weighted(
    key: impl Into<String>,
    label: String,
    waves: &[Vec<Option<(bool, f64)>>],
    none: &str,
) -> Row {
    let share = |answers: &Vec<Option<(bool, f64)>>| {
        bounded(weighted_share(answers, Z95), answers.iter().flatten().count(), none)
    };
    let change = match waves {
        [first, second] => weighted_change(first, second, Z95).ok(),
        _ => None,
    };
    let ends = change.map(|bounded| Ok((bounded.low, bounded.high)));
    row(key, label, Unit::Share, waves.iter().map(share).collect(), ends)
}

fn proportion(answers: &[Option<bool>]) -> Proportion {
    answers.iter().flatten().fold(Proportion { yes: 0, of: 0 }, |sum, yes| Proportion {
        yes: sum.yes + u32::from(*yes),
        of: sum.of + 1,
    })
}

fn share(proportion: Proportion, none: &str) -> Estimate {
    bounded(proportion.wilson(Z95), proportion.of as usize, none)
}

fn bounded(share: Result<Bounded, Undefined>, schools: usize, none: &str) -> Estimate {
    let estimate = match share {
        Ok(bounded) => Estimate::known(bounded.value).within(Some((bounded.low, bounded.high))),
        Err(Undefined::NoUnits) => Estimate::absent(Absent::NotAvailable(none.into())),
        Err(why) => Estimate::absent(absent(why)),
    };
    estimate.of(schools)
}

fn change_interval(waves: &[Answers]) -> Interval {
    let [first, second] = waves else { return None };
    let mut pairs =
        PairedAnswers { yes_both: 0, yes_first_only: 0, yes_second_only: 0, no_both: 0 };
    for pair in first.iter().zip(second) {
        *match pair {
            (Some(true), Some(true)) => &mut pairs.yes_both,
            (Some(true), Some(false)) => &mut pairs.yes_first_only,
            (Some(false), Some(true)) => &mut pairs.yes_second_only,
            (Some(false), Some(false)) => &mut pairs.no_both,
            (None, _) | (_, None) => continue,
        } += 1;
    }
    let bounded = change(proportion(first), proportion(second), pairs, Z95);
    bounded.ok().map(|bounded| Ok((bounded.low, bounded.high)))
}
