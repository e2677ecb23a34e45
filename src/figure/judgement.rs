//! What a published figure comes out as, against the data or against other published figures.

use super::Unit;
use serde::{Deserialize, Serialize};

/// The verdict on a claim, the first four against the data, the last three on a sum of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ClaimVerdict {
    /// The data give a value that prints as the published one.
    Reproduced,
    /// Within 1 % of the published value.
    Near,
    Differs,
    /// The data have nothing to compute it from.
    NeedsColumn,
    /// The printed figures give a result that prints as the published one.
    Consistent,
    /// They do not, but some values within their rounding do.
    Edge,
    /// No values within their rounding do.
    Impossible,
}

impl ClaimVerdict {
    /// Every verdict, in the order that a tally lists them.
    pub const ALL: [ClaimVerdict; 7] = [
        ClaimVerdict::Reproduced,
        ClaimVerdict::Near,
        ClaimVerdict::Differs,
        ClaimVerdict::NeedsColumn,
        ClaimVerdict::Consistent,
        ClaimVerdict::Edge,
        ClaimVerdict::Impossible,
    ];

    /// The stable handle, `data-verdict`.
    pub fn name(self) -> &'static str {
        match self {
            ClaimVerdict::Reproduced => "reproduced",
            ClaimVerdict::Near => "near",
            ClaimVerdict::Differs => "differs",
            ClaimVerdict::NeedsColumn => "needs-column",
            ClaimVerdict::Consistent => "consistent",
            ClaimVerdict::Edge => "edge",
            ClaimVerdict::Impossible => "impossible",
        }
    }

    /// As a reader sees it.
    pub fn words(self) -> &'static str {
        match self {
            ClaimVerdict::Reproduced => "Reproduced",
            ClaimVerdict::Near => "Near",
            ClaimVerdict::Differs => "Differs",
            ClaimVerdict::NeedsColumn => "Needs a column",
            ClaimVerdict::Consistent => "Consistent",
            ClaimVerdict::Edge => "At the edge",
            ClaimVerdict::Impossible => "Cannot be",
        }
    }
}

/// The verdict on one row of the claims, with its sum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    pub verdict: ClaimVerdict,
    /// Where the figure is published.
    pub place: String,
    /// Both numbers, or the sum, in words.
    pub sum: String,
    /// What the sum allows beside what is published, where that can be drawn.
    pub ruler: Option<Ruler>,
}

/// What is published and what comes out, on one scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ruler {
    /// As the source prints it: "58%", "at most £594".
    pub published_words: String,
    pub published: f64,
    /// Every value that is printed so; no end where the source gives none.
    pub rounding: (Option<f64>, Option<f64>),
    /// As the row's sum writes it.
    pub value_words: String,
    /// What the data give, or the sum with every figure as printed.
    pub value: f64,
    /// The ends of its 95 % interval, or of what the sum allows within the figures' rounding.
    pub low: f64,
    pub high: f64,
    pub unit: Unit,
}

impl Ruler {
    /// The least and the greatest number on it.
    pub fn ends(&self) -> (f64, f64) {
        let (from, to) = self.rounding;
        let numbers = [self.published, self.value, self.low, self.high];
        let numbers = numbers.into_iter().chain(from).chain(to);
        numbers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
    }
}
