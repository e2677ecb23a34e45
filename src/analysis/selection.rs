//! The schools and values that a question is about: options applied to a dataset, wave by wave.

use super::options::{Matching, Options};
use crate::dataset::{Amount, Basis, Dataset, Decile, Missing, Wave, Weighting};
use crate::stats::change;
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
            let factor = price_factor(amount, options.prices, at, dataset.waves.len())?;
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
        let mut waves: Vec<WaveSelection> = dataset
            .waves
            .iter()
            .enumerate()
            .map(|(at, wave)| wave_selection(dataset, options, wave, |school| value(at, school)))
            .collect();
        if options.matching == Matching::Matched
            && let [first, second] = waves.as_mut_slice()
        {
            for (a, b) in first.values.iter_mut().zip(&mut second.values) {
                if a.is_none() || b.is_none() {
                    (*a, *b) = (None, None);
                }
            }
        }
        for wave in &mut waves {
            let known = wave.values.iter().zip(&wave.deciles);
            wave.without_decile = known.filter(|(v, d)| v.is_some() && d.is_none()).count();
        }
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

/// One wave by itself: what is matched is looked at when both are there.
fn wave_selection(
    dataset: &Dataset,
    options: &Options,
    wave: &Wave,
    value: impl Fn(usize) -> Result<(f64, f64), Missing>,
) -> WaveSelection {
    let mut missing = Missing::ALL.map(|reason| (reason, 0));
    let is_open = options.filter.is_open();
    let mut find = |school: usize| {
        // A school that is not in the wave, or that the filter leaves out, is not missing.
        if !wave.is_present(school) || !is_open && !options.filter.admits(wave, school) {
            return None;
        }
        value(school)
            .map_err(|why| {
                missing.iter_mut().filter(|(reason, _)| *reason == why).for_each(|(_, n)| *n += 1);
            })
            .ok()
    };
    let values = (0..dataset.len()).map(&mut find).collect();
    let missing: Vec<_> = missing.into_iter().filter(|(_, count)| *count > 0).collect();
    let counts: Vec<f64> = missing.iter().map(|(_, count)| *count as f64).collect();
    let missing = descending(&counts).into_iter().map(|at| missing[at]).collect();
    let deciles = (0..dataset.len()).map(|school| wave.decile(school)).collect();
    WaveSelection { label: wave.label.clone(), values, deciles, missing, without_decile: 0 }
}

/// Under real terms the first wave's money is put in the second's prices.
pub fn price_factor(
    amount: &Amount,
    prices: f64,
    wave: usize,
    waves: usize,
) -> Result<f64, Missing> {
    if amount.is_money() && wave == 0 && waves == 2 {
        change::price_factor(prices).map_err(|_| Missing::NotApplicable)
    } else {
        Ok(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_that_fell_to_nothing_leave_no_amount_of_the_first_wave() {
        let of = |amount, prices, wave| price_factor(&amount, prices, wave, 2);
        assert_eq!(of(Amount::Raised, 50.0, 0), Ok(1.5));
        assert_eq!(of(Amount::Raised, -100.0, 0), Err(Missing::NotApplicable));
        assert_eq!(of(Amount::Raised, -100.0, 1), Ok(1.0));
        assert_eq!(of(Amount::VolunteerMinutes, -100.0, 0), Ok(1.0));
    }
}
