//! A claim against the data: *reproduced*, *near*, *differs*, or what column it needs.

use super::evidence::{self, Needs};
use super::file::{Claim, Occasion};
use super::measure::Measure;
use super::printed::{ClaimUnit, Printed};
use crate::dataset::Dataset;
use crate::figure::{Absent, ClaimVerdict, Estimate, Judgement, Ruler, Unit, number};

/// A value this near to the published one, as a share of it, is called near.
const NEAR: f64 = 0.01;

/// What the data give for a claim, in the claim's own unit. A change in percent is the second
/// wave's value over the first's less one; in any other unit it is the second less the first.
pub fn found(dataset: &Dataset, claim: &Claim, measure: &Measure) -> Result<Estimate, Needs> {
    let unit = claim.printed.unit;
    match &claim.occasion {
        Occasion::In(label) => {
            let factor = unit.factor_from(measure.unit()).unwrap_or(1.0);
            Ok(scaled(evidence::in_wave(dataset, label, measure)?, factor))
        }
        Occasion::Between(first, second) => {
            let second = evidence::in_wave(dataset, second, measure)?;
            let first = evidence::in_wave(dataset, first, measure)?;
            Ok(change(&first, &second, claim, measure.unit()))
        }
        Occasion::Unnamed => Err(Needs("a wave in the claims file".into())),
    }
}

fn scaled(mut estimate: Estimate, factor: f64) -> Estimate {
    estimate.value = estimate.value.map(|value| value * factor);
    estimate.interval = estimate.interval.map(|(low, high)| (low * factor, high * factor));
    estimate
}

fn change(first: &Estimate, second: &Estimate, claim: &Claim, unit: Unit) -> Estimate {
    let (a, b) = match (&first.value, &second.value) {
        (Ok(a), Ok(b)) => (*a, *b),
        (Err(why), _) | (_, Err(why)) => return Estimate::absent(why.clone()),
    };
    let schools = first.n.zip(second.n).map(|(a, b)| a.min(b));
    let mut found = if claim.printed.unit.written() != Unit::Percent {
        Estimate::known((b - a) * claim.printed.unit.factor_from(unit).unwrap_or(1.0))
    } else if a == 0.0 {
        Estimate::absent(Absent::Undefined("the first wave is zero".into()))
    } else {
        Estimate::known(100.0 * (b / a - 1.0))
    };
    found.n = schools;
    found
}

/// The verdict on a claim, with both numbers.
pub fn judge(claim: &Claim, found: &Result<Estimate, Needs>) -> Judgement {
    let place = claim.place.clone();
    let without = |sum: String| Judgement {
        verdict: ClaimVerdict::NeedsColumn,
        place: place.clone(),
        sum,
        ruler: None,
    };
    let estimate = match found {
        Ok(estimate) => estimate,
        Err(Needs(what)) => return without(format!("Needs {what}.")),
    };
    let value = match &estimate.value {
        Ok(value) => *value,
        Err(why) => return without(format!("This data gives no value: {}.", why.reason())),
    };
    let printed = &claim.printed;
    let verdict = verdict(printed, value);
    let mut sum = format!("Published {}; this data {}", published(printed), printed.finer(value));
    if matches!(verdict, ClaimVerdict::Near | ClaimVerdict::Differs) {
        sum.push_str(&distance(printed, value));
        if let Some((low, high)) = estimate.interval {
            let (low, high) = (printed.finer(low), printed.finer(high));
            sum.push_str(&format!("; 95% interval {low} to {high}"));
        }
    }
    sum.push('.');
    let ruler = ruler(printed, value, estimate.interval, verdict);
    Judgement { verdict, place, sum, ruler }
}

/// The published figure and its rounding beside the data's value and interval; none where one number
/// equals the other and there is nothing to be seen.
fn ruler(
    printed: &Printed,
    value: f64,
    interval: Option<(f64, f64)>,
    verdict: ClaimVerdict,
) -> Option<Ruler> {
    if verdict == ClaimVerdict::Reproduced && interval.is_none() {
        return None;
    }
    let (low, high) = interval.unwrap_or((value, value));
    Some(Ruler {
        published_words: printed.words(),
        published: printed.value,
        rounding: printed.range().ends(),
        value_words: printed.finer(value),
        value,
        low,
        high,
        unit: printed.unit.written(),
    })
}

/// As the source prints it; words in quotation marks, with the number that they stand for.
fn published(printed: &Printed) -> String {
    let Some(words) = &printed.words else { return printed.words() };
    match printed.bound() {
        Some(bound) => format!("“{words}” ({bound})"),
        None => format!("“{words}”"),
    }
}

/// *Reproduced* inside the printed rounding, *near* within 1 % of the printed value.
pub fn verdict(printed: &Printed, value: f64) -> ClaimVerdict {
    if printed.range().contains(value) {
        ClaimVerdict::Reproduced
    } else if (value - printed.value).abs() <= NEAR * printed.value.abs() {
        ClaimVerdict::Near
    } else {
        ClaimVerdict::Differs
    }
}

/// ": £4.87 more, 0.8%"; percentages differ by percentage points.
fn distance(printed: &Printed, value: f64) -> String {
    let gap = value - printed.value;
    let way = if gap < 0.0 { "less" } else { "more" };
    if printed.unit == ClaimUnit::Percent {
        let points = number::to_places(gap.abs(), Unit::Plain, 1);
        return format!(": {points} percentage points {way}");
    }
    let size = printed.finer(gap.abs());
    if printed.value == 0.0 {
        return format!(": {size} {way}");
    }
    let share = number::to_places((gap / printed.value).abs(), Unit::Share, 1);
    format!(": {size} {way}, {share}")
}
