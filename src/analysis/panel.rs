//! One selection, wave by wave, ready to be measured: what every figure about an amount starts from.

use super::rows::{Interval, estimate, row};
use super::selection::{Selection, WaveSelection};
use crate::dataset::Decile;
use crate::figure::{Estimate, Mark, Row, Unit};
use crate::stats::{Outcome, Sample};

/// Below this many schools a mean is marked as resting on few.
const FEW_SCHOOLS: usize = 10;
/// Above this share of a decile's total its largest school is said to dominate it.
const DOMINANT_SHARE: f64 = 0.25;

/// The schools of one decile in one wave.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group {
    pub schools: usize,
    pub weight: f64,
    /// Σ w x.
    pub total: f64,
    /// The largest w x of one school.
    pub largest: f64,
}

impl Group {
    pub fn mean(&self) -> Outcome {
        if self.weight > 0.0 {
            Ok(self.total / self.weight)
        } else {
            Err(crate::stats::Undefined::NoUnits)
        }
    }

    fn mark(&self) -> Option<Mark> {
        if self.schools > 1 && self.total > 0.0 && self.largest > DOMINANT_SHARE * self.total {
            Some(Mark::OneSchoolDominates)
        } else if (1..FEW_SCHOOLS).contains(&self.schools) {
            Some(Mark::FewSchools)
        } else {
            None
        }
    }
}

/// One wave of a panel.
pub struct PanelWave {
    pub sample: Sample,
    pub groups: [Group; Decile::COUNT],
}

impl PanelWave {
    fn new(wave: &WaveSelection) -> Self {
        let mut groups = [Group::default(); Decile::COUNT];
        for (value, decile) in wave.values.iter().zip(&wave.deciles) {
            let (Some((x, w)), Some(decile)) = (value, decile) else { continue };
            let group = &mut groups[decile.index()];
            group.schools += 1;
            group.weight += w;
            group.total += w * x;
            group.largest = group.largest.max(w * x);
        }
        PanelWave { sample: Sample::of_rows(wave.values.iter().copied()), groups }
    }

    /// Weights and means of the ten deciles, in order; a decile without schools weighs nothing.
    pub fn gradient(&self) -> ([f64; Decile::COUNT], [f64; Decile::COUNT]) {
        (
            self.groups.map(|group| group.weight),
            self.groups.map(|group| group.mean().unwrap_or(0.0)),
        )
    }

    /// Schools with a value and a decile.
    pub fn with_decile(&self) -> usize {
        self.groups.iter().map(|group| group.schools).sum()
    }
}

/// The waves of a selection.
pub struct Panel {
    pub selection: Selection,
    pub waves: Vec<PanelWave>,
}

impl Panel {
    pub fn new(selection: Selection) -> Self {
        let waves = selection.waves.iter().map(PanelWave::new).collect();
        Panel { selection, waves }
    }

    pub fn labels(&self) -> Vec<String> {
        self.selection.waves.iter().map(|wave| wave.label.clone()).collect()
    }

    /// A measure of all schools with a value.
    pub fn row(
        &self,
        key: &str,
        label: &str,
        unit: Unit,
        measure: impl Fn(&Sample) -> Outcome,
    ) -> Row {
        let of_wave = |wave: &PanelWave| estimate(measure(&wave.sample), wave.sample.n());
        row(key, label, unit, self.waves.iter().map(of_wave).collect(), self.interval(key))
    }

    /// A measure of the decile means, from their weights and means.
    pub fn gradient_row(
        &self,
        key: &str,
        label: &str,
        unit: Unit,
        measure: impl Fn(&[f64], &[f64]) -> Outcome,
    ) -> Row {
        let of_wave = |wave: &PanelWave| {
            let (weights, means) = wave.gradient();
            estimate(measure(&weights, &means), wave.with_decile())
        };
        row(key, label, unit, self.waves.iter().map(of_wave).collect(), self.interval(key))
    }

    /// The mean of a decile in each wave, marked where one school dominates it or few stand in it.
    pub fn decile_row(&self, key: String, label: String, unit: Unit, decile: Decile) -> Row {
        let of_wave = |wave: &PanelWave| -> Estimate {
            let group = &wave.groups[decile.index()];
            let estimate = estimate(group.mean(), group.schools);
            if estimate.value.is_ok() { estimate.marked(group.mark()) } else { estimate }
        };
        let waves = self.waves.iter().map(of_wave).collect();
        let interval = self.interval(&key);
        row(key, label, unit, waves, interval)
    }

    pub fn interval(&self, _key: &str) -> Interval {
        None
    }
}
