//! The schools and values that a question is about: options applied to a dataset, wave by wave.

use super::options::{Matching, Options};
use crate::dataset::{Amount, Basis, Dataset, Decile, Missing, Wave, Weighting};
use crate::stats::order::descending;

/// One wave's values, aligned by the dataset's index of schools.
pub struct WaveSelection {
    pub label: String,
    /// The value x and weight w of each school that has both; `None` for every other.
    pub values: Vec<Option<(f64, f64)>>,
    pub deciles: Vec<Option<Decile>>,
    /// Schools of the wave that the filter admits but that have no value, by reason, most first.
    pub missing: Vec<(Missing, usize)>,
    /// Schools with a value but without a decile: in totals, not in gradients.
    pub without_decile: usize,
}

impl WaveSelection {
    /// Number of schools with a value.
    pub fn n(&self) -> usize {
        self.values.iter().flatten().count()
    }

    /// Number of schools without one.
    pub fn missing(&self) -> usize {
        self.missing.iter().map(|(_, count)| count).sum()
    }

    /// The values and weights of the schools that have them, in order of index.
    pub fn pairs(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.values.iter().copied().flatten()
    }
}

/// What a school brings to a wave.
#[derive(Clone, Copy)]
enum Found {
    /// Its value and its weight.
    Value(f64, f64),
    Missing(Missing),
    /// It is not in the wave, or the options leave it out.
    LeftOut,
}

impl Found {
    fn value(self) -> Option<(f64, f64)> {
        match self {
            Found::Value(x, w) => Some((x, w)),
            Found::Missing(_) | Found::LeftOut => None,
        }
    }

    /// What a school is when its other wave has no value: one that is missing stays missing.
    fn unmatched(self) -> Found {
        match self {
            Found::Value(..) | Found::LeftOut => Found::LeftOut,
            Found::Missing(reason) => Found::Missing(reason),
        }
    }
}

/// The waves' values under one amount, basis and weighting.
pub struct Selection {
    pub waves: Vec<WaveSelection>,
}

impl Selection {
    /// What the options choose.
    pub fn new(dataset: &Dataset, options: &Options) -> Self {
        Self::of(dataset, options, &options.amount, options.basis, options.weighting)
    }

    /// What the options choose, of another amount, basis and weighting than theirs.
    pub fn of(
        dataset: &Dataset,
        options: &Options,
        amount: &Amount,
        basis: Basis,
        weighting: Weighting,
    ) -> Self {
        Self::of_values(dataset, options, |at, school| {
            let wave = &dataset.waves[at];
            let factor = price_factor(amount, options.prices, at, dataset.waves.len());
            Ok((amount.on(basis, wave, school)? * factor, weighting.of(wave, school)?))
        })
    }

    /// The value and the weight of each school that the options choose, whatever they are of: given
    /// the index of a wave and that of a school.
    pub fn of_values(
        dataset: &Dataset,
        options: &Options,
        value: impl Fn(usize, usize) -> Result<(f64, f64), Missing>,
    ) -> Self {
        let mut found: Vec<Vec<Found>> = dataset
            .waves
            .iter()
            .enumerate()
            .map(|(at, wave)| {
                let find = |school| {
                    if !wave.is_present(school) || !options.filter.admits(wave, school) {
                        return Found::LeftOut;
                    }
                    match value(at, school) {
                        Ok((x, w)) => Found::Value(x, w),
                        Err(reason) => Found::Missing(reason),
                    }
                };
                (0..dataset.len()).map(find).collect()
            })
            .collect();
        if options.matching == Matching::Matched
            && let [first, second] = found.as_mut_slice()
        {
            for (a, b) in first.iter_mut().zip(second) {
                if a.value().is_none() || b.value().is_none() {
                    (*a, *b) = (a.unmatched(), b.unmatched());
                }
            }
        }
        let waves = dataset.waves.iter().zip(&found).map(|(w, f)| wave_selection(w, f)).collect();
        Selection { waves }
    }

    /// The same values, of the schools alone that another selection has a value of: so that the
    /// parts of a total add up to it.
    pub fn restricted_to(mut self, total: &Selection) -> Self {
        for (wave, total) in self.waves.iter_mut().zip(&total.waves) {
            for (value, kept) in wave.values.iter_mut().zip(&total.values) {
                *value = value.filter(|_| kept.is_some());
            }
        }
        self
    }
}

fn wave_selection(wave: &Wave, found: &[Found]) -> WaveSelection {
    let missing: Vec<(Missing, usize)> = Missing::ALL
        .into_iter()
        .map(|reason| {
            let has = |found: &&Found| matches!(found, Found::Missing(other) if *other == reason);
            (reason, found.iter().filter(has).count())
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    let counts: Vec<f64> = missing.iter().map(|(_, count)| *count as f64).collect();
    let missing = descending(&counts).into_iter().map(|at| missing[at]).collect();
    let values: Vec<_> = found.iter().map(|found| found.value()).collect();
    let deciles: Vec<_> = (0..values.len()).map(|school| wave.decile(school)).collect();
    let without_decile =
        values.iter().zip(&deciles).filter(|(v, d)| v.is_some() && d.is_none()).count();
    WaveSelection { label: wave.label.clone(), values, deciles, missing, without_decile }
}

/// Under real terms the first wave's money is put in the second's prices.
pub fn price_factor(amount: &Amount, prices: f64, wave: usize, waves: usize) -> f64 {
    if amount.is_money() && wave == 0 && waves == 2 { 1.0 + prices / 100.0 } else { 1.0 }
}
