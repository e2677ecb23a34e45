//! What the numbers of a figure are in.

use serde::{Deserialize, Serialize};

/// What a value is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// £ a year.
    #[serde(rename = "gbp")]
    Pounds,
    #[serde(rename = "min")]
    Minutes,
    /// Hours, held as hours.
    #[serde(rename = "h")]
    Hours,
    /// A fraction of one, shown as a percentage; its change is in percentage points.
    #[serde(rename = "share")]
    Share,
    /// A percentage: the change of something else.
    #[serde(rename = "pc")]
    Percent,
    /// An index without a unit: a Gini, a Theil.
    #[serde(rename = "index")]
    Index,
    /// So many times.
    #[serde(rename = "times")]
    Times,
    /// A count of schools or answers.
    #[serde(rename = "n")]
    Count,
    /// A further measure whose unit is not known.
    #[serde(rename = "x")]
    Plain,
}

impl Unit {
    pub const ALL: [Unit; 9] = [
        Unit::Pounds,
        Unit::Minutes,
        Unit::Hours,
        Unit::Share,
        Unit::Percent,
        Unit::Index,
        Unit::Times,
        Unit::Count,
        Unit::Plain,
    ];
}
