//! The options that several figures obey.

use crate::dataset::{Amount, Basis, Filter, Weighting};
use serde::{Deserialize, Serialize};

/// Which schools a comparison of two waves is made of: the `matched` option.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matching {
    /// Every school of each wave.
    #[default]
    All,
    /// Only schools with a value in both waves.
    Matched,
}

/// What *By deprivation* and the two sections after it obey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Options {
    pub amount: Amount,
    pub basis: Basis,
    pub weighting: Weighting,
    /// £ a school, strictly above; for money amounts.
    pub threshold: f64,
    pub matching: Matching,
    /// Price change between the waves in percent; 0 leaves amounts as paid. Always above −100.
    pub prices: f64,
    pub intervals: bool,
    pub filter: Filter,
}

impl Options {
    /// Falls back to the first of the amounts that the data have where the chosen one is none of them, and
    /// gives back the chosen one.
    pub fn fit(&mut self, amounts: &[Amount]) -> Option<Amount> {
        let first = amounts.first().filter(|_| !amounts.contains(&self.amount))?;
        Some(std::mem::replace(&mut self.amount, first.clone()))
    }

    /// The same of every tenth: what figures obey that set the tenths side by side.
    pub fn of_every_tenth(&self) -> Options {
        Options { filter: Filter { decile: None, ..self.filter.clone() }, ..self.clone() }
    }
}

impl Default for Options {
    fn default() -> Self {
        Options {
            amount: Amount::default(),
            basis: Basis::default(),
            weighting: Weighting::default(),
            threshold: 10_000.0,
            matching: Matching::default(),
            prices: 0.0,
            intervals: true,
            filter: Filter::default(),
        }
    }
}
