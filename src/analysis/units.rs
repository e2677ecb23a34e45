//! What each school brings to each wave: what panels are made of.

use super::bands::Bands;
use super::options::Options;
use super::selection::{Selection, price_factor};
use crate::dataset::{Amount, Basis, Dataset, Decile, Wave, Weighting};
use crate::stats::Unit;

/// What is counted, on which basis, with which weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub amount: Amount,
    pub basis: Basis,
    pub weighting: Weighting,
}

/// What each school brings to each wave, aligned by the dataset's index: what panels are made of.
pub struct Units {
    pub selection: Selection,
    pub waves: Vec<Vec<Option<Unit>>>,
    pub threshold: Option<f64>,
    pub bands: Bands,
    /// How many groups the units stand in: as many as bands, unless they are grouped by something
    /// else.
    pub groups: usize,
}

impl Units {
    /// The values that a question chooses under the options' prices, matching and filter.
    pub fn new(dataset: &Dataset, options: &Options, question: &Question) -> Self {
        let Question { amount, basis, weighting } = question;
        let of = |amount: &Amount, basis: Basis| {
            Selection::of(dataset, options, amount, basis, *weighting)
        };
        let selection = of(amount, *basis);
        // A value of a whole school is its amount.
        let amounts = (*basis != Basis::School).then(|| of(amount, Basis::School));
        let amounts = Some(amounts.as_ref().unwrap_or(&selection));
        let waves = dataset.waves.iter().enumerate().map(|(at, wave)| {
            let factor = price_factor(amount, options.prices, at, dataset.waves.len());
            let factor = factor.unwrap_or(f64::NAN);
            // Of a school whose *raised* is known both parts are.
            let part = |of: &Amount, school| of.on(*basis, wave, school).unwrap_or(0.0) * factor;
            let parts = |school| PARTS.each_ref().map(|of| part(of, school));
            match amount {
                Amount::Raised => units(&selection, amounts, parts, at),
                _ => units(&selection, amounts, |_| [0.0; PARTS.len()], at),
            }
        });
        let waves = waves.collect();
        let threshold = amount.is_money().then_some(options.threshold);
        let groups = Bands::Tenths.count();
        Units { selection, waves, threshold, bands: Bands::Tenths, groups }
            .beside_pupil_premium(dataset, *basis)
    }

    /// Each school's pupil premium, on the same basis, beside its value.
    fn beside_pupil_premium(mut self, dataset: &Dataset, basis: Basis) -> Self {
        let waves = self.waves.iter_mut().zip(&dataset.waves);
        for (units, wave) in waves.filter(|(_, wave)| !wave.pupil_premium.is_absent()) {
            for (school, unit) in units.iter_mut().enumerate() {
                if let Some(unit) = unit {
                    unit.covariate =
                        basis.of(wave, school, wave.pupil_premium.get(school)).unwrap_or(f64::NAN);
                }
            }
        }
        self
    }

    /// The same schools, grouped by something else than deprivation.
    pub fn grouped_by(
        mut self,
        dataset: &Dataset,
        count: usize,
        group: impl Fn(&Wave, usize) -> Option<usize>,
    ) -> Self {
        self.groups = count;
        for (units, wave) in self.waves.iter_mut().zip(&dataset.waves) {
            for (school, unit) in units.iter_mut().enumerate() {
                if let Some(unit) = unit {
                    unit.group = group(wave, school);
                }
            }
        }
        self
    }

    /// Values that are of no amount: they have no total, and no threshold is held against them.
    pub fn of_selection(selection: Selection) -> Self {
        let waves = (0..selection.waves.len())
            .map(|at| units(&selection, None, |_| [0.0; 2], at))
            .collect();
        Units {
            selection,
            waves,
            threshold: None,
            bands: Bands::Tenths,
            groups: Bands::Tenths.count(),
        }
    }

    /// The same schools, grouped by fifths of deprivation.
    pub fn by_fifths(mut self) -> Self {
        (self.bands, self.groups) = (Bands::Fifths, Bands::Fifths.count());
        for (units, wave) in self.waves.iter_mut().zip(&self.selection.waves) {
            for (unit, decile) in units.iter_mut().zip(&wave.deciles) {
                if let Some(unit) = unit {
                    unit.group = decile.map(|decile| Bands::Fifths.of(decile));
                }
            }
        }
        self
    }

    /// The same units without those that a wave's test leaves out: given a wave's units, it says
    /// of each whether it stays.
    pub fn keeping(mut self, stays: impl Fn(&[Option<Unit>]) -> Vec<bool>) -> Self {
        for (wave, selected) in self.waves.iter_mut().zip(&mut self.selection.waves) {
            for (school, stays) in stays(wave).into_iter().enumerate() {
                if !stays {
                    wave[school] = None;
                    selected.values[school] = None;
                }
            }
        }
        self
    }

    /// The two waves; the second is empty where there is one.
    pub fn pair(&self) -> (&[Option<Unit>], &[Option<Unit>]) {
        match self.waves.as_slice() {
            [] => (&[], &[]),
            [only] => (only, &[]),
            [first, second, ..] => (first, second),
        }
    }
}

/// What *raised* is made of, in the order of its parts.
pub const PARTS: [Amount; 2] = [Amount::Donations, Amount::PtaIncome];

fn units(
    selection: &Selection,
    amounts: Option<&Selection>,
    parts: impl Fn(usize) -> [f64; PARTS.len()],
    at: usize,
) -> Vec<Option<Unit>> {
    let wave = &selection.waves[at];
    let x =
        |selection: &Selection, school: usize| selection.waves[at].values[school].map(|(x, _)| x);
    wave.values
        .iter()
        .enumerate()
        .map(|(school, value)| {
            let (value, weight) = (*value)?;
            Some(Unit {
                value,
                weight,
                amount: amounts.and_then(|of| x(of, school)).unwrap_or(f64::NAN),
                group: wave.deciles[school].map(Decile::index),
                parts: parts(school),
                covariate: f64::NAN,
            })
        })
        .collect()
}
