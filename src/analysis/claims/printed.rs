//! A number as a source prints it: its value, its unit, and what its rounding leaves open.

use super::range::{End, Range};
use crate::figure::{Unit, number};
use std::str::FromStr;

/// What a printed value is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimUnit {
    Pounds,
    /// A share of something, or a change in percent.
    Percent,
    Minutes,
    Hours,
    Times,
    Index,
    /// A count of schools or answers.
    Number,
    Pupils,
}

impl ClaimUnit {
    /// The words a file writes, as its `unit` column has them.
    pub const WORDS: &'static str = "£, %, minutes, hours, times, index, number or pupils";

    /// The unit that the page writes it in.
    pub fn written(self) -> Unit {
        match self {
            ClaimUnit::Pounds => Unit::Pounds,
            ClaimUnit::Percent => Unit::Percent,
            ClaimUnit::Minutes => Unit::Minutes,
            ClaimUnit::Hours => Unit::Hours,
            ClaimUnit::Times => Unit::Times,
            ClaimUnit::Index => Unit::Index,
            ClaimUnit::Number | ClaimUnit::Pupils => Unit::Count,
        }
    }

    /// A value with so many decimals: "£0.33", "2,652 pupils".
    pub fn write(self, value: f64, places: usize) -> String {
        let text = number::to_places(value, self.written(), places);
        if self == ClaimUnit::Pupils { format!("{text} pupils") } else { text }
    }

    /// What a number in a measure's unit is multiplied by to be in this one; `None` where they
    /// measure different things.
    pub fn factor_from(self, unit: Unit) -> Option<f64> {
        match (unit, self) {
            (Unit::Share, ClaimUnit::Percent) => Some(100.0),
            (Unit::Minutes, ClaimUnit::Hours) => Some(1.0 / 60.0),
            (Unit::Hours, ClaimUnit::Minutes) => Some(60.0),
            (Unit::Pounds, ClaimUnit::Pounds)
            | (Unit::Percent, ClaimUnit::Percent)
            | (Unit::Minutes, ClaimUnit::Minutes)
            | (Unit::Hours, ClaimUnit::Hours)
            | (Unit::Times, ClaimUnit::Times)
            | (Unit::Index, ClaimUnit::Index)
            | (Unit::Count | Unit::Plain, ClaimUnit::Number | ClaimUnit::Pupils) => Some(1.0),
            _ => None,
        }
    }
}

/// The cell is no unit or no rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOne;

impl FromStr for ClaimUnit {
    type Err = NotOne;

    fn from_str(cell: &str) -> Result<Self, NotOne> {
        Ok(match cell {
            "£" => ClaimUnit::Pounds,
            "%" => ClaimUnit::Percent,
            "minutes" => ClaimUnit::Minutes,
            "hours" => ClaimUnit::Hours,
            "times" => ClaimUnit::Times,
            "index" => ClaimUnit::Index,
            "number" => ClaimUnit::Number,
            "pupils" => ClaimUnit::Pupils,
            _ => return Err(NotOne),
        })
    }
}

/// How the printed value bounds the true one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rounding {
    /// It is the value: a count.
    Exact,
    /// It was rounded to steps of this size.
    Step(f64),
    Below,
    AtMost,
    Above,
    AtLeast,
    /// "Just over £170,000".
    AboveByLessThan(f64),
}

impl Rounding {
    pub const WORDS: &'static str = "a step such as 1 or 0.1, or exact, below, at most, above, at \
                                     least, above by less than 1000";
    const ABOVE_BY: &'static str = "above by less than ";
}

impl FromStr for Rounding {
    type Err = NotOne;

    fn from_str(cell: &str) -> Result<Self, NotOne> {
        let size = |text: &str| match text.parse::<f64>() {
            Ok(size) if size.is_finite() && size > 0.0 => Ok(size),
            _ => Err(NotOne),
        };
        Ok(match cell {
            "exact" => Rounding::Exact,
            "below" => Rounding::Below,
            "at most" => Rounding::AtMost,
            "above" => Rounding::Above,
            "at least" => Rounding::AtLeast,
            other => match other.strip_prefix(Rounding::ABOVE_BY) {
                Some(rest) => Rounding::AboveByLessThan(size(rest)?),
                None => Rounding::Step(size(other)?),
            },
        })
    }
}

/// A published number.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    pub value: f64,
    pub unit: ClaimUnit,
    pub rounding: Rounding,
    /// The source's own words, where it prints words: "less than a third".
    pub words: Option<String>,
}

impl Printed {
    /// Every value that would be printed so.
    pub fn range(&self) -> Range {
        let value = self.value;
        let from = |low| Range { low, high: End::open(f64::INFINITY) };
        let to = |high| Range { low: End::open(f64::NEG_INFINITY), high };
        match self.rounding {
            Rounding::Exact => Range::exactly(value),
            Rounding::Step(step) => Range::printed(value, step),
            Rounding::Below => to(End::open(value)),
            Rounding::AtMost => to(End::closed(value)),
            Rounding::Above => from(End::open(value)),
            Rounding::AtLeast => from(End::closed(value)),
            Rounding::AboveByLessThan(size) => {
                Range { low: End::open(value), high: End::open(value + size) }
            }
        }
    }

    /// As the source prints it: "£19,883", "less than a third".
    pub fn words(&self) -> String {
        self.words.clone().unwrap_or_else(|| self.unit.write(self.value, self.places()))
    }

    /// The bound that words such as "less than a third" set: "under 33.3%"; none where they name a
    /// value.
    pub fn bound(&self) -> Option<String> {
        let side = match self.rounding {
            Rounding::Below => "under",
            Rounding::AtMost => "at most",
            Rounding::Above | Rounding::AboveByLessThan(_) => "over",
            Rounding::AtLeast => "at least",
            Rounding::Exact | Rounding::Step(_) => return None,
        };
        Some(format!("{side} {}", self.finer(self.value)))
    }

    /// Another value in the same unit, finer than the source prints: with one decimal more, money
    /// to the penny under £1,000.
    pub fn finer(&self, value: f64) -> String {
        let places = match self.unit {
            _ if value.fract() == 0.0 => self.places(),
            ClaimUnit::Pounds if value.abs() >= 1_000.0 => 0,
            ClaimUnit::Pounds => 2,
            _ => self.places() + 1,
        };
        self.unit.write(value, places)
    }

    /// Decimals of the printed value.
    fn places(&self) -> usize {
        let step = match self.rounding {
            Rounding::Step(step) => step,
            _ => 1.0,
        };
        // A step of 0.05 needs two decimals, of 0.1 one, of 1 or 1,000 none.
        (0..6).find(|&places| is_whole(step * 10_f64.powi(places as i32))).unwrap_or(6)
    }
}

fn is_whole(x: f64) -> bool {
    (x - x.round()).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(value: f64, unit: ClaimUnit, rounding: &str) -> Printed {
        Printed { value, unit, rounding: rounding.parse().unwrap(), words: None }
    }

    #[test]
    fn each_rounding_leaves_its_own_range() {
        let cases = [
            ("exact", [false, true, false]),
            ("1", [true, true, false]),
            ("below", [true, false, false]),
            ("at most", [true, true, false]),
            ("above", [false, false, true]),
            ("at least", [false, true, true]),
            ("above by less than 0.4", [false, false, false]),
            ("above by less than 1", [false, false, true]),
        ];
        for (rounding, expected) in cases {
            let range = printed(10.0, ClaimUnit::Number, rounding).range();
            assert_eq!([9.5, 10.0, 10.5].map(|x| range.contains(x)), expected, "{rounding}");
        }
        for broken in ["", "0", "-1", "inf", "about", "above by less than x"] {
            assert_eq!(broken.parse::<Rounding>(), Err(NotOne), "{broken}");
        }
    }

    #[test]
    fn a_value_is_written_as_finely_as_its_rounding() {
        let cases = [
            (printed(0.33, ClaimUnit::Pounds, "0.01"), 2.327, "£0.33", "£2.33"),
            (printed(12.5, ClaimUnit::Minutes, "0.1"), 12.4999, "12.5 minutes", "12.50 minutes"),
            (printed(19883.0, ClaimUnit::Pounds, "1"), 19870.4, "£19,883", "£19,870"),
            (printed(24.0, ClaimUnit::Percent, "1"), 24.24, "24%", "24.2%"),
            (printed(1.0, ClaimUnit::Minutes, "1"), 1.0, "1 minute", "1 minute"),
            (printed(227.0, ClaimUnit::Hours, "1"), 226.25, "227 hours", "226.2 hours"),
            (printed(306.0, ClaimUnit::Number, "exact"), 300.0, "306", "300"),
            (printed(2652.0, ClaimUnit::Pupils, "1"), 1716.0, "2,652 pupils", "1,716 pupils"),
        ];
        for (printed, value, as_printed, finer) in cases {
            assert_eq!(printed.words(), as_printed);
            assert_eq!(printed.finer(value), finer);
        }
    }

    #[test]
    fn words_that_set_a_bound_have_its_number() {
        let bound = |value, unit, rounding| printed(value, unit, rounding).bound();
        assert_eq!(bound(100.0 / 3.0, ClaimUnit::Percent, "below"), Some("under 33.3%".into()));
        assert_eq!(bound(0.0, ClaimUnit::Pounds, "above"), Some("over £0".into()));
        assert_eq!(bound(50.0, ClaimUnit::Percent, "at least"), Some("at least 50%".into()));
        assert_eq!(bound(100.0, ClaimUnit::Percent, "exact"), None);
    }
}
