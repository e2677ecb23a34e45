//! Two occasions of the same units, compared: every statistic, its change, and their intervals
//! from one draw of units that serves both.

use super::bootstrap::{Bootstrap, Progress, Replicates, Reweigh};
use super::change::percent_change;
use super::cross_section::{CrossSection, Unit};
use super::interval::{Interval, Method, NoInterval};
use super::statistic::Statistic;
use super::undefined::{Outcome, finite};

/// Which occasion a statistic is read at, or how it changed from the first to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    First,
    Second,
    /// Second less first, in the statistic's own unit.
    Change,
    /// 100 (second/first − 1). Undefined where the first is zero.
    PercentChange,
}

impl Reading {
    /// The method whose intervals held their level best in the study of `benches/coverage.md`:
    /// BCa on one occasion, whose bias and skewness it corrects; percentile for a change, where
    /// the two occasions' biases cancel and the correction adds noise.
    pub fn method(self) -> Method {
        match self {
            Self::First | Self::Second => Method::BiasCorrectedAccelerated,
            Self::Change | Self::PercentChange => Method::Percentile,
        }
    }
}

/// Two occasions over one list of units.
#[derive(Clone, Debug)]
pub struct Panel {
    first: CrossSection,
    second: CrossSection,
    units: usize,
}

impl Panel {
    /// `first` and `second` list the same units in the same order, `None` where a unit has no
    /// value on that occasion; a shorter list ends in `None`. Units without a value on either are
    /// not drawn. `groups` and the threshold are as in [`CrossSection::new`].
    pub fn new(
        first: &[Option<Unit>],
        second: &[Option<Unit>],
        groups: usize,
        threshold: Option<f64>,
    ) -> Self {
        Self::of(first.to_vec(), second.to_vec(), groups, threshold)
    }

    /// The same, of lists that nobody else needs.
    pub fn of(
        mut first: Vec<Option<Unit>>,
        mut second: Vec<Option<Unit>>,
        groups: usize,
        threshold: Option<f64>,
    ) -> Self {
        // One occasion alone needs no list of what is not there.
        if !first.is_empty() && !second.is_empty() {
            let units = first.len().max(second.len());
            first.resize(units, None);
            second.resize(units, None);
        }
        let is_drawn: Vec<bool> = (0..first.len().max(second.len()))
            .map(|unit| {
                [&first, &second].iter().any(|list| list.get(unit).is_some_and(Option::is_some))
            })
            .collect();
        if is_drawn.contains(&false) {
            for list in [&mut first, &mut second] {
                let mut drawn = is_drawn.iter();
                list.retain(|_| drawn.next() == Some(&true));
            }
        }
        Self {
            units: first.len().max(second.len()),
            first: CrossSection::of(first, groups, threshold),
            second: CrossSection::of(second, groups, threshold),
        }
    }

    /// The first occasion.
    pub fn first(&self) -> &CrossSection {
        &self.first
    }

    /// The second occasion.
    pub fn second(&self) -> &CrossSection {
        &self.second
    }

    /// How many units have a value on either occasion.
    pub fn units(&self) -> usize {
        self.units
    }

    /// A statistic as it is read. A change is undefined where either side is, for that reason.
    pub fn value(&self, statistic: Statistic, reading: Reading) -> Outcome {
        let (first, second) =
            (|| self.first.statistic(statistic), || self.second.statistic(statistic));
        match reading {
            Reading::First => first(),
            Reading::Second => second(),
            Reading::Change => finite(second()? - first()?),
            Reading::PercentChange => percent_change(first()?, second()?),
        }
    }

    /// Starts a bootstrap of these statistics at both occasions, one draw of units serving both.
    pub fn bootstrap(
        self,
        statistics: Vec<Statistic>,
        resamples: usize,
        seed: u64,
    ) -> PanelBootstrap {
        PanelBootstrap(Bootstrap::new(Subject { panel: self, statistics }, resamples, seed))
    }
}

/// A panel with the statistics asked of it: first those of the first occasion, then the second's.
#[derive(Clone, Debug)]
struct Subject {
    panel: Panel,
    statistics: Vec<Statistic>,
}

impl Reweigh for Subject {
    fn units(&self) -> usize {
        self.panel.units
    }

    fn numbers(&self) -> usize {
        2 * self.statistics.len()
    }

    fn evaluate(&mut self, counts: &[u32], numbers: &mut [f64]) {
        let Self { panel, statistics } = self;
        let halves = numbers.chunks_mut(statistics.len().max(1));
        for (occasion, numbers) in [&mut panel.first, &mut panel.second].into_iter().zip(halves) {
            occasion.reweigh(counts);
            for (number, statistic) in numbers.iter_mut().zip(statistics.iter()) {
                *number = occasion.statistic(*statistic).unwrap_or(f64::NAN);
            }
        }
    }
}

/// A panel's bootstrap under way; see [`Bootstrap`].
#[derive(Clone, Debug)]
pub struct PanelBootstrap(Bootstrap<Subject>);

impl PanelBootstrap {
    /// How far it has come.
    pub fn progress(&self) -> Progress {
        self.0.progress()
    }

    /// Does up to so many evaluations more.
    pub fn advance(&mut self, evaluations: usize) -> Progress {
        self.0.advance(evaluations)
    }

    /// Does what is left.
    pub fn finish(self) -> PanelIntervals {
        let (mut subject, replicates) = self.0.finish();
        let once = vec![1; subject.panel.units];
        subject.panel.first.reweigh(&once);
        subject.panel.second.reweigh(&once);
        PanelIntervals { panel: subject.panel, statistics: subject.statistics, replicates }
    }
}

/// The statistics of a panel with their intervals.
#[derive(Clone, Debug)]
pub struct PanelIntervals {
    panel: Panel,
    statistics: Vec<Statistic>,
    replicates: Replicates,
}

impl PanelIntervals {
    /// The panel, every unit counted once again.
    pub fn panel(&self) -> &Panel {
        &self.panel
    }

    /// The interval of a statistic as it is read. A statistic that was not asked for has none.
    pub fn interval(
        &self,
        statistic: Statistic,
        reading: Reading,
        method: Method,
        level: f64,
    ) -> Result<Interval, NoInterval> {
        let asked = self.statistics.iter().position(|other| *other == statistic);
        let first = asked.ok_or(NoInterval::NotAsked)?;
        let second = first + self.statistics.len();
        let read = |numbers: &[f64]| match reading {
            Reading::First => numbers[first],
            Reading::Second => numbers[second],
            Reading::Change => numbers[second] - numbers[first],
            Reading::PercentChange => {
                percent_change(numbers[first], numbers[second]).unwrap_or(f64::NAN)
            }
        };
        self.replicates.interval(read, method, level)
    }
}

#[cfg(test)]
mod tests {
    use super::super::measure::Measure;
    use super::super::undefined::Undefined;
    use super::*;

    fn unit(value: f64) -> Option<Unit> {
        let group = Some(usize::from(value > 50.0));
        Some(Unit {
            value,
            weight: 1.0,
            amount: value,
            group,
            parts: [value, 0.0],
            covariate: f64::NAN,
        })
    }

    const MEAN: Statistic = Statistic::Measure(Measure::Mean);

    #[test]
    fn values_and_changes() {
        let panel = Panel::new(&[unit(10.0), unit(30.0), None], &[unit(40.0), None], 2, None);
        assert_eq!(panel.units(), 2);
        assert_eq!(panel.value(MEAN, Reading::First), Ok(20.0));
        assert_eq!(panel.value(MEAN, Reading::Change), Ok(20.0));
        assert_eq!(panel.value(MEAN, Reading::PercentChange), Ok(100.0));
        assert_eq!(panel.value(Statistic::GroupMean(1), Reading::Change), Err(Undefined::NoUnits));
    }

    #[test]
    fn one_draw_serves_both_occasions() {
        // Every unit gains exactly ten, so the change is ten in every resample.
        let first: Vec<_> = (0..40).map(|i| unit(f64::from(i))).collect();
        let second: Vec<_> = (0..40).map(|i| unit(f64::from(i) + 10.0)).collect();
        let bootstrap = Panel::new(&first, &second, 2, None).bootstrap(vec![MEAN], 200, 1);
        let result = bootstrap.finish();
        let width = |reading| {
            let ends = result.interval(MEAN, reading, Method::Percentile, 0.95).unwrap();
            ends.high - ends.low
        };
        assert!(width(Reading::First) > 5.0);
        assert!(width(Reading::Change) < 1e-9);
        assert_eq!(result.panel().value(MEAN, Reading::First), Ok(19.5));
    }

    #[test]
    fn group_that_is_often_empty_has_no_interval() {
        let first: Vec<_> = (0..40).map(|i| unit(f64::from(i) + 11.5)).collect();
        let alone = Statistic::GroupMean(1);
        let result = Panel::new(&first, &first, 2, None).bootstrap(vec![alone], 200, 1).finish();
        assert_eq!(result.panel().first().group_n(1), 1);
        let none = result.interval(alone, Reading::First, Method::Percentile, 0.95);
        assert!(matches!(none, Err(NoInterval::OftenUndefined { resamples: 200, .. })));
        let other = result.interval(MEAN, Reading::First, Method::Percentile, 0.95);
        assert_eq!(other, Err(NoInterval::NotAsked));
    }
}
