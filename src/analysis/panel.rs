//! One selection, ready to be measured and resampled: what every figure about an amount starts from.

use super::bands::Bands;
use super::options::Options;
use super::rows::{Interval, estimate, row, with_interval};
use super::selection::{Selection, WaveSelection};
use crate::dataset::{Amount, Basis, Dataset, Decile, Wave, Weighting};
use crate::figure::{Absent, Estimate, Mark, Part, Row, Unit};
use crate::stats::bootstrap::Progress;
use crate::stats::{CrossSection, Measure, PanelBootstrap, PanelIntervals, Reading, Statistic};

/// Something that is resampled in steps.
pub trait Steps {
    /// Does up to so many evaluations more.
    fn advance(&mut self, evaluations: usize);

    /// How far it has come; `None` where nothing is left to do.
    fn progress(&self) -> Option<Progress>;
}

/// Resamples behind every interval.
pub const RESAMPLES: u32 = 2_000;
/// The seed of every resampling, so that the same data give the same intervals.
pub const SEED: u64 = 1;
pub const LEVEL: f64 = 0.95;

/// Below this many schools a mean is marked as resting on few.
const FEW_SCHOOLS: usize = 10;
/// Above this share of a decile's total its largest school is said to dominate it.
const DOMINANT_SHARE: f64 = 0.25;

/// What is counted, on which basis, with which weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub amount: Amount,
    pub basis: Basis,
    pub weighting: Weighting,
}

/// The waves of a selection, with every statistic of them and, once resampled, its interval.
pub struct Panel {
    pub selection: Selection,
    pub bands: Bands,
    points: crate::stats::Panel,
    marks: Vec<Vec<Option<Mark>>>,
    resampling: Resampling,
}

enum Resampling {
    NotAsked,
    /// Its own copy of the waves is made with the first step, which the first figure does not wait for.
    Asked(Vec<Statistic>),
    Running(Box<PanelBootstrap>),
    Done(Box<PanelIntervals>),
}

/// What each school brings to each wave, aligned by the dataset's index: what panels are made of.
pub struct Units {
    pub selection: Selection,
    pub waves: Vec<Vec<Option<crate::stats::Unit>>>,
    threshold: Option<f64>,
    bands: Bands,
    /// How many groups the units stand in: as many as bands, unless they are grouped by something
    /// else.
    groups: usize,
}

impl Units {
    /// The values that a question chooses under the options' prices, matching and filter.
    pub fn new(dataset: &Dataset, options: &Options, question: &Question) -> Self {
        let Question { amount, basis, weighting } = question;
        let of = |amount: &Amount, basis: Basis| {
            Selection::of(dataset, options, amount, basis, *weighting)
        };
        let selection = of(amount, *basis);
        let amounts = of(amount, Basis::School);
        let parts = match amount {
            Amount::Raised => Some(PARTS.map(|part| of(&part, *basis).restricted_to(&selection))),
            _ => None,
        };
        let waves = (0..selection.waves.len())
            .map(|at| units(&selection, Some(&amounts), parts.as_ref(), at))
            .collect();
        let threshold = amount.is_money().then_some(options.threshold);
        let groups = Bands::Tenths.count();
        Units { selection, waves, threshold, bands: Bands::Tenths, groups }
            .beside_pupil_premium(dataset, *basis)
    }

    /// Each school's pupil premium, on the same basis, beside its value.
    fn beside_pupil_premium(mut self, dataset: &Dataset, basis: Basis) -> Self {
        for (units, wave) in self.waves.iter_mut().zip(&dataset.waves) {
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
        let waves =
            (0..selection.waves.len()).map(|at| units(&selection, None, None, at)).collect();
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
    pub fn keeping(mut self, stays: impl Fn(&[Option<crate::stats::Unit>]) -> Vec<bool>) -> Self {
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
    pub fn pair(&self) -> (&[Option<crate::stats::Unit>], &[Option<crate::stats::Unit>]) {
        match self.waves.as_slice() {
            [] => (&[], &[]),
            [only] => (only, &[]),
            [first, second, ..] => (first, second),
        }
    }
}

impl Panel {
    pub fn new(units: Units) -> Self {
        let (first, second) = units.pair();
        Panel {
            points: crate::stats::Panel::new(first, second, units.groups, units.threshold),
            marks: units.selection.waves.iter().map(|wave| marks(wave, units.bands)).collect(),
            bands: units.bands,
            resampling: Resampling::NotAsked,
            selection: units.selection,
        }
    }

    /// Asks for the resampling of these statistics.
    pub fn resampled(mut self, statistics: Vec<Statistic>) -> Self {
        self.resampling = Resampling::Asked(statistics);
        self
    }

    /// Resamples behind the intervals that the rows have now.
    pub fn resamples(&self) -> u32 {
        match self.resampling {
            Resampling::Done(_) => RESAMPLES,
            Resampling::NotAsked | Resampling::Asked(_) | Resampling::Running(_) => 0,
        }
    }

    pub fn labels(&self) -> Vec<String> {
        self.selection.waves.iter().map(|wave| wave.label.clone()).collect()
    }

    /// The waves, each ready to be measured.
    pub fn waves(&self) -> Vec<&CrossSection> {
        [self.points.first(), self.points.second()]
            .into_iter()
            .take(self.selection.waves.len())
            .collect()
    }

    /// A headline measure, under its own name.
    pub fn measure(&self, measure: Measure, label: &str, unit: Unit) -> Row {
        self.scaled_measure(measure, measure.name(), label, unit, 1.0)
    }

    /// A headline measure under another name and in another unit: its values times a factor.
    pub fn scaled_measure(
        &self,
        measure: Measure,
        key: &str,
        label: &str,
        unit: Unit,
        factor: f64,
    ) -> Row {
        let statistic = Statistic::Measure(measure);
        let of_wave = |(at, (section, reading)): (usize, (&CrossSection, Reading))| {
            if measure.is_over_groups() && self.lacks_deciles(at) {
                return without_deciles();
            }
            let n =
                if measure.is_over_groups() { section.grouped_n() } else { section.sample().n() };
            let value = section.measure(measure).map(|value| value * factor);
            with_interval(estimate(value, n), scaled(self.interval(statistic, reading), factor))
        };
        let waves = self.readings().enumerate().map(of_wave).collect();
        let change = scaled(self.interval(statistic, Reading::Change), factor);
        let mut row = row(key, label, unit, waves, change);
        row.change_percent = row.change_percent.map(|percent| {
            with_interval(percent, self.interval(statistic, Reading::PercentChange))
        });
        row
    }

    /// Any other statistic, of so many schools in each wave.
    pub fn statistic(
        &self,
        statistic: Statistic,
        (key, label): (impl Into<String>, impl Into<String>),
        unit: Unit,
        n: impl Fn(&CrossSection) -> usize,
    ) -> Row {
        let of_wave = |(section, reading): (&CrossSection, Reading)| {
            let estimate = estimate(section.statistic(statistic), n(section));
            with_interval(estimate, self.interval(statistic, reading))
        };
        let waves = self.readings().map(of_wave).collect();
        row(key, label, unit, waves, self.interval(statistic, Reading::Change))
    }

    /// The mean of a decile, marked where one school dominates it or few stand in it.
    pub fn band(&self, band: usize, unit: Unit) -> Row {
        let (key, label) = (self.bands.key(band), self.bands.label(band));
        self.group_row(Statistic::GroupMean(band), band, (key, label), unit)
    }

    /// The mean of a part of *raised* over a decile, counted from 0 in the order of [`PARTS`].
    pub fn band_part(&self, band: usize, (at, part): (usize, &Part), unit: Unit) -> Row {
        let key = format!("{}-{}", self.bands.key(band), part.key);
        let label = format!("{}: {}", self.bands.label(band), part.label);
        let statistic = Statistic::PartGroupMean { part: at, group: band };
        self.group_row(statistic, band, (key, label), unit)
    }

    fn group_row(
        &self,
        statistic: Statistic,
        band: usize,
        (key, label): (String, String),
        unit: Unit,
    ) -> Row {
        let of_wave = |(at, (section, reading)): (usize, (&CrossSection, Reading))| -> Estimate {
            if self.lacks_deciles(at) {
                return without_deciles();
            }
            let estimate = estimate(section.statistic(statistic), section.group_n(band));
            let mark = if estimate.value.is_ok() { self.marks[at][band] } else { None };
            with_interval(estimate, self.interval(statistic, reading)).marked(mark)
        };
        let waves = self.readings().enumerate().map(of_wave).collect();
        row(key, label, unit, waves, self.interval(statistic, Reading::Change))
    }

    /// Whether there are values and none of them stands in a decile.
    fn lacks_deciles(&self, wave: usize) -> bool {
        let wave = &self.selection.waves[wave];
        wave.without_decile > 0 && wave.without_decile == wave.n()
    }

    fn readings(&self) -> impl Iterator<Item = (&CrossSection, Reading)> {
        self.waves().into_iter().zip([Reading::First, Reading::Second])
    }

    /// The interval of a statistic, where there is one.
    fn interval(&self, statistic: Statistic, reading: Reading) -> Interval {
        let Resampling::Done(intervals) = &self.resampling else { return None };
        let interval = intervals.interval(statistic, reading, reading.method(), LEVEL);
        Some(interval.map(|interval| (interval.low, interval.high)))
    }
}

impl Steps for Panel {
    fn advance(&mut self, evaluations: usize) {
        if let Resampling::Asked(statistics) = &mut self.resampling {
            let statistics = std::mem::take(statistics);
            let bootstrap = self.points.clone().bootstrap(statistics, RESAMPLES as usize, SEED);
            self.resampling = Resampling::Running(Box::new(bootstrap));
        }
        let Resampling::Running(bootstrap) = &mut self.resampling else { return };
        let progress = bootstrap.advance(evaluations);
        if progress.done >= progress.of
            && let Resampling::Running(bootstrap) =
                std::mem::replace(&mut self.resampling, Resampling::NotAsked)
        {
            self.resampling = Resampling::Done(Box::new(bootstrap.finish()));
        }
    }

    fn progress(&self) -> Option<Progress> {
        match &self.resampling {
            Resampling::Asked(_) => Some(Progress { done: 0, of: RESAMPLES as usize }),
            Resampling::Running(bootstrap) => Some(bootstrap.progress()),
            Resampling::NotAsked | Resampling::Done(_) => None,
        }
    }
}

fn without_deciles() -> Estimate {
    Estimate::absent(Absent::NotAvailable("no school has a decile of deprivation".into())).of(0)
}

/// What *raised* is made of, in the order of its parts.
pub const PARTS: [Amount; 2] = [Amount::Donations, Amount::PtaIncome];

fn scaled(interval: Interval, factor: f64) -> Interval {
    interval.map(|ends| ends.map(|(low, high)| (low * factor, high * factor)))
}

fn units(
    selection: &Selection,
    amounts: Option<&Selection>,
    parts: Option<&[Selection; 2]>,
    at: usize,
) -> Vec<Option<crate::stats::Unit>> {
    let wave = &selection.waves[at];
    let x =
        |selection: &Selection, school: usize| selection.waves[at].values[school].map(|(x, _)| x);
    wave.values
        .iter()
        .enumerate()
        .map(|(school, value)| {
            let (value, weight) = (*value)?;
            let part = |of: &Selection| x(of, school).unwrap_or(0.0);
            Some(crate::stats::Unit {
                value,
                weight,
                amount: amounts.and_then(|of| x(of, school)).unwrap_or(f64::NAN),
                group: wave.deciles[school].map(Decile::index),
                parts: parts.map_or([0.0; 2], |[first, second]| [part(first), part(second)]),
                covariate: f64::NAN,
            })
        })
        .collect()
}

/// What is marked on each decile's mean.
fn marks(wave: &WaveSelection, bands: Bands) -> Vec<Option<Mark>> {
    let mut groups = vec![(0_usize, 0.0_f64, 0.0_f64); bands.count()];
    for (value, decile) in wave.values.iter().zip(&wave.deciles) {
        let (Some((x, w)), Some(decile)) = (value, decile) else { continue };
        let (schools, total, largest) = &mut groups[bands.of(*decile)];
        *schools += 1;
        *total += w * x;
        *largest = largest.max(w * x);
    }
    let mark = |(schools, total, largest)| {
        if schools > 1 && total > 0.0 && largest > DOMINANT_SHARE * total {
            Some(Mark::OneSchoolDominates)
        } else if (1..FEW_SCHOOLS).contains(&schools) {
            Some(Mark::FewSchools)
        } else {
            None
        }
    };
    groups.into_iter().map(mark).collect()
}
