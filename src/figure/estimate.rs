//! The atom of every table: a value or the reason why there is none, with its company.

use serde::{Deserialize, Serialize};

/// Why a cell has no value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Absent {
    /// The measure has no value here; the reason in words.
    #[serde(rename = "u")]
    Undefined(String),
    /// The measure grows without bound here; the reason in words.
    #[serde(rename = "i")]
    Infinite(String),
    /// The data have nothing to compute it from; what is lacking, in words.
    #[serde(rename = "x")]
    NotAvailable(String),
    /// Disclosure control withheld it.
    #[serde(rename = "c")]
    Withheld,
}

impl Absent {
    /// The letter that a shared table marks it with, as in an embed.
    pub fn letter(&self) -> char {
        match self {
            Absent::Undefined(_) => 'u',
            Absent::Infinite(_) => 'i',
            Absent::NotAvailable(_) => 'x',
            Absent::Withheld => 'c',
        }
    }

    /// What stands in place of the value on the page.
    pub fn mark(&self) -> &'static str {
        match self {
            Absent::Withheld => "[c]",
            Absent::Undefined(_) | Absent::Infinite(_) | Absent::NotAvailable(_) => "–",
        }
    }

    /// The reason in words, never empty.
    pub fn reason(&self) -> &str {
        match self {
            Absent::Undefined(why) | Absent::Infinite(why) | Absent::NotAvailable(why) => why,
            Absent::Withheld => "withheld, so that no school can be made out",
        }
    }
}

/// What is marked on an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Rests on few schools: read with care.
    #[serde(rename = "low")]
    FewSchools,
    /// One school holds over a quarter of it.
    #[serde(rename = "one")]
    OneSchoolDominates,
    /// Rounded before it left.
    #[serde(rename = "r")]
    Rounded,
}

/// A value or the reason why there is none, its interval, the count behind it, and its mark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    #[serde(rename = "v")]
    pub value: Result<f64, Absent>,
    /// The two ends of the 95 % interval, where it has one.
    #[serde(rename = "i")]
    pub interval: Option<(f64, f64)>,
    /// Why it has no interval although one was asked for, in words.
    #[serde(rename = "e", default)]
    pub no_interval: Option<String>,
    /// Schools behind the value.
    #[serde(rename = "n")]
    pub n: Option<u32>,
    #[serde(rename = "m")]
    pub mark: Option<Mark>,
}

impl Estimate {
    /// A finite value; one that is not is undefined.
    pub fn known(value: f64) -> Self {
        let value = if value.is_finite() {
            Ok(value)
        } else {
            Err(Absent::Undefined("the numbers are too large to compute with".into()))
        };
        Estimate { value, interval: None, no_interval: None, n: None, mark: None }
    }

    pub fn absent(reason: Absent) -> Self {
        Estimate { value: Err(reason), interval: None, no_interval: None, n: None, mark: None }
    }

    pub fn of(mut self, schools: usize) -> Self {
        self.n = u32::try_from(schools).ok();
        self
    }

    pub fn within(mut self, interval: Option<(f64, f64)>) -> Self {
        self.interval = interval.filter(|(low, high)| low.is_finite() && high.is_finite());
        self
    }

    /// Says why there is no interval.
    pub fn without_interval(mut self, why: impl Into<String>) -> Self {
        self.interval = None;
        self.no_interval = Some(why.into());
        self
    }

    pub fn marked(mut self, mark: Option<Mark>) -> Self {
        self.mark = mark;
        self
    }

    /// What stands in place of the value, where there is none.
    pub fn absent_mark(&self) -> &'static str {
        self.value.as_ref().err().map_or("–", Absent::mark)
    }

    pub fn known_value(&self) -> Option<f64> {
        self.value.as_ref().ok().copied()
    }
}
