//! Whether the difference of the waves' Gini indices could be chance: a permutation test.

use super::panel::{RESAMPLES, SEED, Steps, Units};
use crate::figure::{Note, Unit, number};
use crate::stats::bootstrap::Progress;
use crate::stats::permutation::{GiniPermutation, PermutationTest, TwoOccasions};

/// The test of one selection, where it was asked for and both indices are defined.
pub struct Chance(Option<GiniPermutation>);

impl Chance {
    pub fn not_asked() -> Self {
        Chance(None)
    }

    pub fn new(units: &Units) -> Self {
        let (first, second) = units.pair();
        let mut occasions = TwoOccasions::default();
        let weighted = |unit: &crate::stats::Unit| (unit.value, unit.weight);
        for (before, after) in first.iter().zip(second) {
            match (before, after) {
                (Some(a), Some(b)) => occasions.both.push((weighted(a), weighted(b))),
                (Some(a), None) => occasions.first_only.push(weighted(a)),
                (None, Some(b)) => occasions.second_only.push(weighted(b)),
                (None, None) => {}
            }
        }
        Chance(GiniPermutation::new(&occasions, RESAMPLES, SEED).ok())
    }

    /// What came of it, once it is done.
    pub fn note(&self) -> Option<Note> {
        let test = self.0.as_ref().filter(|test| test.progress().done >= test.progress().of)?;
        let PermutationTest { p, relabellings, exact, .. } = test.outcome();
        let of = number::plain(relabellings as f64, Unit::Count);
        let drawn = if exact {
            format!("all {of} ways to deal them")
        } else {
            format!("{of} ways drawn at random, seed {SEED}")
        };
        let often = match 100.0 * p {
            percent if percent < 1.0 => "fewer than 1 in 100".to_owned(),
            percent if percent > 99.0 => "more than 99 in 100".to_owned(),
            percent => format!("about {} in 100", number::plain(percent.round(), Unit::Count)),
        };
        Some(Note::new(
            "Permutation test",
            format!(
                "if the waves’ labels meant nothing, a difference of the Gini index at least this \
                 large would come in {often} cases (p {}; {drawn}).",
                if p < 0.001 {
                    "< 0.001".to_owned()
                } else {
                    format!("= {}", number::plain(p, Unit::Index))
                }
            ),
        ))
    }
}

impl Steps for Chance {
    fn advance(&mut self, evaluations: usize) {
        if let Some(test) = &mut self.0 {
            test.advance(evaluations);
        }
    }

    fn progress(&self) -> Option<Progress> {
        self.0
            .as_ref()
            .map(GiniPermutation::progress)
            .filter(|progress| progress.done < progress.of)
    }
}
