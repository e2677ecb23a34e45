//! One selection, ready to be measured and resampled: what every figure about an amount starts from.

use super::bands::Bands;
use super::rows::{Interval, Measured, estimate, row, with_interval};
use super::selection::{Selection, WaveSelection};
pub use super::units::{PARTS, Question, Units};
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

impl Panel {
    pub fn new(units: Units) -> Self {
        let mut waves = units.waves.into_iter();
        let (first, second) = (waves.next().unwrap_or_default(), waves.next().unwrap_or_default());
        Panel {
            points: crate::stats::Panel::of(first, second, units.groups, units.threshold),
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
    pub fn measure(&self, measure: Measure, label: &str, unit: Unit) -> Measured {
        self.named_measure(measure, (measure.name(), label), unit)
    }

    /// A headline measure under another name.
    pub fn named_measure(
        &self,
        measure: Measure,
        (key, label): (&str, &str),
        unit: Unit,
    ) -> Measured {
        let row = self.scaled_measure(measure, key, label, unit, 1.0);
        Measured { row, statistic: Some(Statistic::Measure(measure)) }
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
    ) -> Measured {
        let of_wave = |(at, (section, reading)): (usize, (&CrossSection, Reading))| {
            self.of_wave(at, (section, reading), statistic, n(section))
        };
        let waves = self.readings().enumerate().map(of_wave).collect();
        self.measured(statistic, (key.into(), label.into()), unit, waves)
    }

    /// A statistic of a wave, of so many schools.
    fn of_wave(
        &self,
        at: usize,
        (section, reading): (&CrossSection, Reading),
        statistic: Statistic,
        n: usize,
    ) -> Estimate {
        let is_over_deciles = matches!(
            statistic,
            Statistic::HeldUpToGroup(_)
                | Statistic::TheilBetweenShare
                | Statistic::AbsoluteConcentrationIndex
        );
        if is_over_deciles && n == 0 && self.lacks_deciles(at) {
            return without_deciles();
        }
        with_interval(estimate(section.statistic(statistic), n), self.interval(statistic, reading))
    }

    /// A statistic's row with what its change gives.
    fn measured(
        &self,
        statistic: Statistic,
        (key, label): (String, String),
        unit: Unit,
        waves: Vec<Estimate>,
    ) -> Measured {
        let mut row = row(key, label, unit, waves, self.interval(statistic, Reading::Change));
        row.change_percent = row.change_percent.map(|percent| {
            with_interval(percent, self.interval(statistic, Reading::PercentChange))
        });
        Measured { row, statistic: Some(statistic) }
    }

    /// The mean of a decile, marked where one school dominates it or few stand in it.
    pub fn band(&self, band: usize, unit: Unit) -> Measured {
        let (key, label) = (self.bands.key(band), self.bands.label(band));
        self.group_row(Statistic::GroupMean(band), band, (key, label), unit)
    }

    /// The mean of a part of *raised* over a decile, counted from 0 in the order of [`PARTS`].
    pub fn band_part(&self, band: usize, (at, part): (usize, &Part), unit: Unit) -> Measured {
        let key = format!("{}-{}", self.bands.key(band), part.key);
        let label = format!("{}: {}", self.bands.label(band), part.label);
        let statistic = Statistic::PartGroupMean { part: at, group: band };
        self.group_row(statistic, band, (key, label), unit)
    }

    fn group_row(
        &self,
        statistic: Statistic,
        band: usize,
        words: (String, String),
        unit: Unit,
    ) -> Measured {
        let of_wave = |(at, (section, reading)): (usize, (&CrossSection, Reading))| -> Estimate {
            if self.lacks_deciles(at) {
                return without_deciles();
            }
            let estimate = estimate(section.statistic(statistic), section.group_n(band));
            let mark = if estimate.value.is_ok() { self.marks[at][band] } else { None };
            with_interval(estimate, self.interval(statistic, reading)).marked(mark)
        };
        let waves = self.readings().enumerate().map(of_wave).collect();
        self.measured(statistic, words, unit, waves)
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

fn scaled(interval: Interval, factor: f64) -> Interval {
    interval.map(|ends| ends.map(|(low, high)| (low * factor, high * factor)))
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
