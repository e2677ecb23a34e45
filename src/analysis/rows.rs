//! Outcomes of statistics as estimates and rows of a figure's table.

use crate::figure::{Absent, Estimate, Row, Unit};
use crate::stats::{NoInterval, Outcome, Statistic, Undefined};

/// A row, and the statistic that its numbers are where they are one: it tells whether the intervals
/// are to be trusted.
pub struct Measured {
    pub row: Row,
    pub statistic: Option<Statistic>,
}

impl From<Row> for Measured {
    fn from(row: Row) -> Self {
        Measured { row, statistic: None }
    }
}

/// The two ends of an interval or why there is none; `None` where none was asked for.
pub type Interval = Option<Result<(f64, f64), NoInterval>>;

/// The estimate with its interval, or with the reason why it has none.
pub fn with_interval(estimate: Estimate, interval: Interval) -> Estimate {
    match interval {
        Some(Ok(ends)) => estimate.within(Some(ends)),
        // A value that is not there says itself why.
        Some(Err(why)) if estimate.value.is_ok() => match why {
            NoInterval::NotAsked | NoInterval::EstimateUndefined => estimate,
            why => estimate.without_interval(why.to_string()),
        },
        Some(Err(_)) | None => estimate,
    }
}

/// A statistic's outcome as an estimate; why it is undefined is said in words about schools.
pub fn estimate(outcome: Outcome, schools: usize) -> Estimate {
    match outcome {
        Ok(value) => Estimate::known(value).of(schools),
        Err(why) => Estimate::absent(absent(why)).of(schools),
    }
}

/// Why a measure has no value, in words about schools.
pub fn absent(why: Undefined) -> Absent {
    let words = match why {
        Undefined::NoUnits => "no school has a value".to_string(),
        Undefined::TooFewUnits => "too few schools have a value".to_string(),
        Undefined::ZeroValue => "a school has £0 or none, so the measure is infinite".to_string(),
        Undefined::NegativeValue => {
            "a school is below zero, so its logarithm or power has no meaning".to_string()
        }
        Undefined::EndGroupEmpty => "decile 1 or decile 10 has no school with a value".to_string(),
        Undefined::TooFewGroups => "too few deciles have a school with a value".to_string(),
        other => other.to_string(),
    };
    match why {
        Undefined::NotApplicable => Absent::NotAvailable(words),
        why if why.is_infinite() => Absent::Infinite(words),
        _ => Absent::Undefined(words),
    }
}

/// One quantity in each wave, its change, and the change in percent where that means something.
pub fn row(
    key: impl Into<String>,
    label: impl Into<String>,
    unit: Unit,
    waves: Vec<Estimate>,
    change_interval: Interval,
) -> Row {
    let change = change(&waves).map(|change| with_interval(change, change_interval));
    let change_percent = match unit {
        // A share changes in percentage points, an index in its own steps.
        Unit::Share | Unit::Percent => None,
        _ => percent(&waves),
    };
    Row { key: key.into(), label: label.into(), unit, waves, change, change_percent }
}

/// Second less first; none where there is one wave.
fn change(waves: &[Estimate]) -> Option<Estimate> {
    let [first, second] = waves else { return None };
    Some(match (&first.value, &second.value) {
        (Ok(a), Ok(b)) => Estimate::known(b - a),
        (Err(reason), _) | (_, Err(reason)) => Estimate::absent(reason.clone()),
    })
}

fn percent(waves: &[Estimate]) -> Option<Estimate> {
    let [first, second] = waves else { return None };
    let (a, b) = (first.known_value()?, second.known_value()?);
    Some(if a > 0.0 {
        Estimate::known(100.0 * (b / a - 1.0))
    } else {
        Estimate::absent(Absent::Undefined("the first wave is not above zero".into()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_second_less_first() {
        let waves = vec![Estimate::known(40.0), Estimate::known(50.0)];
        let row = row("mean", "Mean", Unit::Pounds, waves, Some(Ok((4.0, 16.0))));
        let change = row.change.unwrap();
        assert_eq!((change.value, change.interval), (Ok(10.0), Some((4.0, 16.0))));
        assert_eq!(row.change_percent.unwrap().value, Ok(25.0));
    }

    #[test]
    fn an_interval_that_was_asked_for_and_is_not_there_says_why() {
        let often = NoInterval::OftenUndefined { dropped: 300, resamples: 2000 };
        let without = with_interval(Estimate::known(1.0), Some(Err(often)));
        assert_eq!(
            without.no_interval.as_deref(),
            Some("the measure is undefined in 300 of 2,000 resamples")
        );
        let not_asked = with_interval(Estimate::known(1.0), Some(Err(NoInterval::NotAsked)));
        assert_eq!(not_asked.no_interval, None);
    }

    #[test]
    fn a_change_from_nothing_has_no_percent() {
        let waves = vec![Estimate::known(0.0), Estimate::known(50.0)];
        let row = row("mean", "Mean", Unit::Pounds, waves, None);
        assert_eq!(row.change.unwrap().value, Ok(50.0));
        assert!(row.change_percent.unwrap().value.is_err());
    }

    #[test]
    fn one_wave_has_no_change() {
        let row = row("mean", "Mean", Unit::Pounds, vec![Estimate::known(1.0)], None);
        assert_eq!((row.change, row.change_percent), (None, None));
    }
}
