//! What a figure counts, in the words its sentences need.

use super::Unit;
use serde::{Deserialize, Serialize};

/// What is counted, with the verb that schools do it by: "raised £41,200 a school".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// "money raised".
    pub noun: String,
    /// What a group of schools does and did: "raises", "raised".
    pub present: String,
    pub past: String,
    /// What follows the number: " in direct donations"; empty after "raised".
    pub tail: String,
    /// " a school", " a pupil", " a pupil a week".
    pub per: String,
    pub unit: Unit,
    /// What a school counts as, where that is not one.
    #[serde(default)]
    pub weight: Option<SchoolWeight>,
}

/// What a school counts as in averages and shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SchoolWeight {
    Pupils,
}

impl Subject {
    /// What a figure has whose rows each count something of their own.
    pub fn of_rows(noun: &str) -> Self {
        Subject {
            noun: noun.into(),
            present: String::new(),
            past: String::new(),
            tail: String::new(),
            per: String::new(),
            unit: Unit::Plain,
            weight: None,
        }
    }

    /// What shares, halves and tenths are of: "schools", or "pupils" where a school counts as its pupils.
    pub fn counted(&self) -> &'static str {
        self.by_weight("schools", "pupils")
    }

    /// The first where each school counts once, the second where it counts as its pupils.
    pub fn by_weight<T>(&self, schools: T, pupils: T) -> T {
        match self.weight {
            None => schools,
            Some(SchoolWeight::Pupils) => pupils,
        }
    }
}
