//! What reproduces a claim, by name: `raised/school/top-10`, `item/LABEL`, `response-rate`.

use crate::analysis::{measures, subjects};
use crate::dataset::{Amount, Basis, Decile, PtaStatus};
use crate::figure::Unit;
use crate::stats::Measure as Named;
use std::str::FromStr;

/// A number of one wave that a published one can be held against.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// A statistic of schools' amounts, no school counting more than another:
    /// `AMOUNT/school/NAME` or `AMOUNT/pupil/NAME`.
    Statistic(Amount, Basis, Statistic),
    /// Share of yes among those who answered the item: `item/LABEL`.
    Item(String),
    Fact(Fact),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Statistic {
    /// A row of the page's table of measures, by its name there.
    Named(Named),
    /// `above-AMOUNT`: share of schools strictly above an amount.
    Above(f64),
    /// `reach-mean`: share of schools at the mean or above it.
    ReachMean,
    /// `decile-N`: the mean of a decile.
    Decile(Decile),
    /// `poorer-to-richer-half`: the mean of deciles 1 to 5 as a share of that of 6 to 10.
    PoorerToRicherHalf,
    /// `between-share`: the part of Theil's index that lies between deciles.
    BetweenShare,
    /// `top-P-sum`, `bottom-P-sum`: what round(n·P %) whole schools have together.
    Sum(Tail),
    /// `top-P-per-pupil`, `bottom-P-per-pupil`: the same over those schools' pupils.
    PerPupil(Tail),
}

/// The schools at one end of the order, in percent of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tail {
    Top(f64),
    Bottom(f64),
}

/// A number that is of no amount alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    Schools,
    /// Schools of the wave before that are not in this one.
    SchoolsLeft,
    /// Schools that gave an answer or volunteer time.
    Answers,
    ResponseRate,
    Pta(PtaStatus),
    /// Charity or association.
    PtaFound,
    /// Of the schools without a PTA, those in the lowest tenth by raised income per pupil.
    NoPtaInLowestTenth,
    /// The most that raised income is of a school's total income.
    UpliftMaximum,
    /// PTA income as a share of what a decile's schools raise.
    PtaPart(Decile),
    /// Pupils of the three schools with most.
    PupilsOfThreeLargest,
}

/// The name is of no measure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a measure")]
pub struct UnknownMeasure(pub String);

impl Measure {
    pub fn unit(&self) -> Unit {
        match self {
            Measure::Statistic(amount, _, statistic) => statistic.unit(subjects::unit(amount)),
            Measure::Item(_) => Unit::Share,
            Measure::Fact(fact) => match fact {
                Fact::Schools | Fact::SchoolsLeft | Fact::Answers | Fact::PupilsOfThreeLargest => {
                    Unit::Count
                }
                Fact::ResponseRate
                | Fact::Pta(_)
                | Fact::PtaFound
                | Fact::NoPtaInLowestTenth
                | Fact::UpliftMaximum
                | Fact::PtaPart(_) => Unit::Share,
            },
        }
    }
}

impl Statistic {
    fn unit(self, amounts: Unit) -> Unit {
        match self {
            Statistic::Decile(_) | Statistic::Sum(_) | Statistic::PerPupil(_) => amounts,
            Statistic::Above(_)
            | Statistic::ReachMean
            | Statistic::PoorerToRicherHalf
            | Statistic::BetweenShare => Unit::Share,
            Statistic::Named(named) => measures::unit(named, amounts),
        }
    }
}

impl FromStr for Measure {
    type Err = UnknownMeasure;

    fn from_str(name: &str) -> Result<Self, UnknownMeasure> {
        let unknown = || UnknownMeasure(name.into());
        if let Some(label) = name.strip_prefix("item/").filter(|label| !label.is_empty()) {
            return Ok(Measure::Item(label.into()));
        }
        if let Some(fact) = fact(name) {
            return Ok(Measure::Fact(fact));
        }
        // An amount's own name may hold a slash: `other:LABEL`.
        let (rest, statistic) = name.rsplit_once('/').ok_or_else(unknown)?;
        let (amount, basis) = rest.rsplit_once('/').ok_or_else(unknown)?;
        let basis = match basis {
            "school" => Basis::School,
            "pupil" => Basis::Pupil,
            _ => return Err(unknown()),
        };
        let amount = amount.parse().map_err(|_| unknown())?;
        let statistic = self::statistic(statistic).ok_or_else(unknown)?;
        Ok(Measure::Statistic(amount, basis, statistic))
    }
}

fn fact(name: &str) -> Option<Fact> {
    Some(match name {
        "schools" => Fact::Schools,
        "schools-left" => Fact::SchoolsLeft,
        "answers" => Fact::Answers,
        "response-rate" => Fact::ResponseRate,
        "pta-charity" => Fact::Pta(PtaStatus::Charity),
        "pta-association" => Fact::Pta(PtaStatus::Association),
        "pta-none" => Fact::Pta(PtaStatus::None),
        "pta-found" => Fact::PtaFound,
        "pta-none-in-lowest-tenth" => Fact::NoPtaInLowestTenth,
        "uplift-maximum" => Fact::UpliftMaximum,
        "pupils-of-three-largest" => Fact::PupilsOfThreeLargest,
        _ => Fact::PtaPart(decile(name.strip_prefix("pta-part-decile-")?)?),
    })
}

fn statistic(name: &str) -> Option<Statistic> {
    match name {
        "reach-mean" => return Some(Statistic::ReachMean),
        "poorer-to-richer-half" => return Some(Statistic::PoorerToRicherHalf),
        "between-share" => return Some(Statistic::BetweenShare),
        // Its threshold is an option of the page; a claim names its own: `above-10000`.
        "share-above-threshold" => return None,
        _ => {}
    }
    if let Some(named) = Named::ALL.into_iter().find(|named| named.name() == name) {
        return Some(Statistic::Named(named));
    }
    if let Some(amount) = name.strip_prefix("above-") {
        return amount.parse().ok().filter(|x: &f64| x.is_finite()).map(Statistic::Above);
    }
    if let Some(number) = name.strip_prefix("decile-") {
        return decile(number).map(Statistic::Decile);
    }
    if let Some(percent) = name.strip_suffix("-sum") {
        return tail(percent).map(Statistic::Sum);
    }
    tail(name.strip_suffix("-per-pupil")?).map(Statistic::PerPupil)
}

fn decile(number: &str) -> Option<Decile> {
    Decile::try_from(number.parse::<u8>().ok()?).ok()
}

fn tail(name: &str) -> Option<Tail> {
    let percent = |text: &str| text.parse().ok().filter(|p: &f64| *p > 0.0 && *p <= 100.0);
    match name.split_once('-')? {
        ("top", text) => percent(text).map(Tail::Top),
        ("bottom", text) => percent(text).map(Tail::Bottom),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        let raised = |of| Measure::Statistic(Amount::Raised, Basis::School, of);
        let cases = [
            ("raised/school/top-10", raised(Statistic::Named(Named::Top10)), Unit::Share),
            ("raised/school/top-1-sum", raised(Statistic::Sum(Tail::Top(1.0))), Unit::Pounds),
            (
                "donations/pupil/mean",
                Measure::Statistic(Amount::Donations, Basis::Pupil, Statistic::Named(Named::Mean)),
                Unit::Pounds,
            ),
            // As the page shows it: a slope over a mean is no ratio of two schools.
            ("raised/school/rii-mean", raised(Statistic::Named(Named::RiiOverMean)), Unit::Index),
            ("raised/school/above-10000", raised(Statistic::Above(10_000.0)), Unit::Share),
            ("item/core, statutory a/b", Measure::Item("core, statutory a/b".into()), Unit::Share),
            ("response-rate", Measure::Fact(Fact::ResponseRate), Unit::Share),
            (
                "other:a/b/pupil/gini",
                Measure::Statistic(
                    Amount::Other("a/b".into()),
                    Basis::Pupil,
                    Statistic::Named(Named::Gini),
                ),
                Unit::Index,
            ),
        ];
        for (name, measure, unit) in cases {
            assert_eq!((name.parse(), measure.unit()), (Ok(measure.clone()), unit), "{name}");
        }
        for name in [
            "",
            "raised",
            "raised/mean",
            "raised/week/mean",
            "x/school/mean",
            "raised/school/x",
            "raised/school/decile-11",
            "raised/school/top-0-sum",
            "item/",
            "raised/school/share-above-threshold",
            "raised/school/above-nan",
        ] {
            assert!(name.parse::<Measure>().is_err(), "{name}");
        }
    }
}
