//! Claims against each other: arithmetic on what the printed numbers leave open.

use super::evidence::{self, Needs};
use super::expression::{Expression, Known, NoResult};
use super::file::{Check, ClaimsFile, Occasion, Test};
use super::printed::ClaimUnit;
use super::range::Range;
use super::whole;
use crate::dataset::Dataset;
use crate::figure::words::capitalised;
use crate::figure::{ClaimVerdict, Judgement, Ruler};

/// A check's verdict and its sum. Only a sum over `data:` looks at the data.
pub fn check(file: &ClaimsFile, check: &Check, dataset: &Dataset) -> Judgement {
    let sums = Sums { file, check, dataset };
    let outcome = match &check.test {
        Test::Equal(claim, sum) => sums.equal(claim, sum),
        Test::AtMost(left, right) => sums.at_most(left, right),
        Test::WholeOf(shares, of) => {
            let (verdict, sum) = whole::shares_of(file, shares, of);
            Ok((verdict, sum, None))
        }
    };
    let (verdict, sum, ruler) = outcome.unwrap_or_else(|why| match why {
        NoResult::DividesByZero => {
            let sum = "The sum divides by a figure that may be zero within its rounding.";
            (ClaimVerdict::Edge, sum.into(), None)
        }
        NoResult::Needs(what) => (ClaimVerdict::NeedsColumn, format!("Needs {what}."), None),
    });
    Judgement { verdict, place: check.place.clone(), sum, ruler }
}

type Outcome = Result<(ClaimVerdict, String, Option<Ruler>), NoResult>;

/// The sums of one check.
struct Sums<'a> {
    file: &'a ClaimsFile,
    check: &'a Check,
    dataset: &'a Dataset,
}

impl Sums<'_> {
    /// *Consistent* where the printed inputs give a result that prints as the published one, *edge*
    /// where only other values within their rounding do, *impossible* where none do.
    fn equal(&self, claim: &str, sum: &Expression) -> Outcome {
        // `ClaimsFile::read` refuses a check of an unknown claim.
        let claim = self.file.claim(claim).ok_or_else(|| NoResult::Needs(claim.into()))?;
        let result = self.evaluate(sum)?;
        let target = claim.printed.range();
        let verdict = if target.contains(result.printed) {
            ClaimVerdict::Consistent
        } else if target.meets(result.range) {
            ClaimVerdict::Edge
        } else {
            ClaimVerdict::Impossible
        };
        let unit = claim.printed.unit;
        let text = format!(
            "{} is {}{}. Published: {}.",
            capitalised(&self.words(sum)),
            written(result.printed, unit),
            within(result.range, unit),
            claim.printed.words(),
        );
        Ok((
            verdict,
            text,
            ruler(result, (claim.printed.words(), claim.printed.value, target), unit),
        ))
    }

    /// As [`Sums::equal`], for a side that can be no more than the other.
    fn at_most(&self, left: &Expression, right: &Expression) -> Outcome {
        let (less, more) = (self.evaluate(left)?, self.evaluate(right)?);
        let (verdict, verdict_words) = if less.printed <= more.printed {
            (ClaimVerdict::Consistent, "That is no more than")
        } else if less.range.can_be_at_most(more.range) {
            (ClaimVerdict::Edge, "Only at the ends of the rounding is that no more than")
        } else {
            (ClaimVerdict::Impossible, "That is more than")
        };
        let unit = self.check.unit.unwrap_or(ClaimUnit::Number);
        let side = |expression: &Expression, result: Known, joint: &str| {
            let result_in = match expression {
                Expression::Sum(..) | Expression::Rise(_) | Expression::Share(_) => {
                    format!("{joint} {}", written(result.printed, unit))
                }
                Expression::Number(_) | Expression::Claim(_) | Expression::Data(_) => String::new(),
            };
            format!("{}{result_in}{}", self.words(expression), within(result.range, unit))
        };
        let (left, right) = (side(left, less, " is"), side(right, more, ", which is"));
        let text = format!("{}. {verdict_words} {right}.", capitalised(&left));
        let limit = format!("at most {}", written(more.printed, unit));
        Ok((verdict, text, ruler(less, (limit, more.printed, more.range), unit)))
    }

    fn evaluate(&self, expression: &Expression) -> Result<Known, NoResult> {
        expression.evaluate(&|leaf| self.known(leaf))
    }

    fn known(&self, leaf: &Expression) -> Result<Known, NoResult> {
        match leaf {
            Expression::Claim(id) => {
                let claim = self.file.claim(id).ok_or_else(|| NoResult::Needs(id.clone()))?;
                Ok(Known { printed: claim.printed.value, range: claim.printed.range() })
            }
            Expression::Data(measure) => {
                let Occasion::In(wave) = &self.check.occasion else {
                    return Err(NoResult::Needs("a wave in the claims file".into()));
                };
                let found = evidence::in_wave(self.dataset, wave, measure)
                    .map_err(|Needs(what)| NoResult::Needs(what))?;
                let value = found.value.map_err(|why| NoResult::Needs(why.reason().into()))?;
                Ok(Known::exactly(value))
            }
            other => self.evaluate(other),
        }
    }

    /// The sum with the value of each claim and measure in the place of its name.
    fn words(&self, expression: &Expression) -> String {
        expression.words(&|leaf| match leaf {
            Expression::Claim(id) => {
                self.file.claim(id).map_or_else(|| id.clone(), |claim| claim.printed.words())
            }
            Expression::Number(value) => value.to_string(),
            other => self.known(other).map_or_else(
                |_| "?".into(),
                |known| match other {
                    Expression::Data(_) => {
                        let unit = self.check.unit.unwrap_or(ClaimUnit::Number);
                        format!("the {} in this data", written(known.printed, unit))
                    }
                    _ => written(known.printed, ClaimUnit::Number),
                },
            ),
        })
    }
}

/// " (a to b within the rounding)", where the rounding leaves anything open that can be seen.
fn within(range: Range, unit: ClaimUnit) -> String {
    let (low, high) = (written(range.low.at, unit), written(range.high.at, unit));
    match (range.low.at.is_finite(), range.high.at.is_finite()) {
        (true, true) if low == high => String::new(),
        (true, true) => format!(" ({low} to {high} within the rounding)"),
        (true, false) => format!(" ({low} or more)"),
        (false, true) => format!(" ({high} or less)"),
        (false, false) => String::new(),
    }
}

/// A result: money to the penny under £1,000, percentages and times with one decimal.
fn written(value: f64, unit: ClaimUnit) -> String {
    let places = match unit {
        _ if value.fract() == 0.0 => 0,
        ClaimUnit::Pounds if value.abs() < 1_000.0 => 2,
        ClaimUnit::Pounds | ClaimUnit::Number | ClaimUnit::Pupils => 0,
        ClaimUnit::Index => 3,
        ClaimUnit::Percent | ClaimUnit::Minutes | ClaimUnit::Hours | ClaimUnit::Times => 1,
    };
    unit.write(value, places)
}

/// What a sum allows, beside what is published; none where the sum has no end to draw.
fn ruler(
    result: Known,
    (published_words, published, rounding): (String, f64, Range),
    unit: ClaimUnit,
) -> Option<Ruler> {
    let (low, high) = (result.range.low.at, result.range.high.at);
    let drawable = [low, high, result.printed].iter().all(|end| end.is_finite());
    drawable.then(|| Ruler {
        published_words,
        published,
        rounding: rounding.ends(),
        value_words: written(result.printed, unit),
        value: result.printed,
        low,
        high,
        unit: unit.written(),
    })
}
