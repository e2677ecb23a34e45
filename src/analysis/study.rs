//! A dataset under a question: the panels that its figures share, and their resampling in steps.

use super::options::Options;
use super::panel::{PARTS, Panel, Question, decile_statistics};
use super::{change, concentration, deciles, distribution, lorenz, measures, tables};
use crate::dataset::{Amount, Basis, Dataset, Weighting};
use crate::figure::{Figure, Kind};
use crate::stats::bootstrap::Progress;
use crate::stats::{Measure, Statistic};
use std::rc::Rc;

/// Everything that figures are made from.
///
/// [`Study::figure`] answers at once, without intervals where [`Study::advance`] has not yet come
/// to them; a worker advances in steps, so that it can report progress and drop a question that has
/// changed.
pub struct Study {
    pub(super) dataset: Rc<Dataset>,
    pub(super) options: Options,
    pub(super) tables: Tables,
    pub(super) chosen: Panel,
    pub(super) volunteer: Panel,
}

/// The panels of Tables 1 and 2, which obey no option.
pub(super) struct Tables {
    pub donations: Panel,
    pub donations_per_pupil: Panel,
    pub pta_per_pupil: Panel,
    pub minutes: Panel,
    pub minutes_per_pupil: Panel,
}

impl Study {
    pub fn new(dataset: Rc<Dataset>, options: Options) -> Self {
        let tables = Tables::new(&dataset);
        let (chosen, volunteer) = panels(&dataset, &options);
        Study { dataset, options, tables, chosen, volunteer }
    }

    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Changes the question. What no option governs keeps its intervals.
    pub fn ask(&mut self, options: Options) {
        if options != self.options {
            (self.chosen, self.volunteer) = panels(&self.dataset, &options);
            self.options = options;
        }
    }

    /// Does up to so many evaluations more of the resampling that is under way, the tables' first;
    /// `None` where nothing is left to do.
    pub fn advance(&mut self, evaluations: usize) -> Option<Progress> {
        let panel = self.panels_mut().into_iter().find(|panel| panel.progress().is_some())?;
        panel.advance(evaluations);
        Some(self.progress())
    }

    /// How far the resampling of all panels has come.
    pub fn progress(&self) -> Progress {
        let running = self.panels().into_iter().filter_map(Panel::progress);
        running.fold(Progress { done: 0, of: 0 }, |sum, panel| Progress {
            done: sum.done + panel.done,
            of: sum.of + panel.of,
        })
    }

    /// Whether every interval that was asked for is there.
    pub fn is_settled(&self) -> bool {
        self.panels().into_iter().all(|panel| panel.progress().is_none())
    }

    /// The figure of a kind for this data and these options.
    pub fn figure(&self, kind: Kind) -> Option<Figure> {
        match kind {
            Kind::Table1 => Some(tables::table_1(self)),
            Kind::Table2 => Some(tables::table_2(self)),
            Kind::DecileRaised => Some(deciles::raised(self)),
            Kind::DecileVolunteer => Some(deciles::volunteer(self)),
            Kind::Measures => Some(measures::measures(self)),
            Kind::Lorenz => Some(lorenz::lorenz(self)),
            Kind::TopShares => Some(lorenz::top_shares(self)),
            Kind::Concentration => Some(concentration::concentration(self)),
            Kind::Distribution => Some(distribution::distribution(self)),
            Kind::Change => Some(change::change(self)),
            Kind::Decomposition
            | Kind::BetweenWithin
            | Kind::Drivers
            | Kind::Schools
            | Kind::Claims => None,
        }
    }

    fn panels(&self) -> Vec<&Panel> {
        let tables = &self.tables;
        vec![
            &tables.donations,
            &tables.donations_per_pupil,
            &tables.pta_per_pupil,
            &tables.minutes_per_pupil,
            &self.chosen,
            &self.volunteer,
        ]
    }

    fn panels_mut(&mut self) -> Vec<&mut Panel> {
        let tables = &mut self.tables;
        vec![
            &mut tables.donations,
            &mut tables.donations_per_pupil,
            &mut tables.pta_per_pupil,
            &mut tables.minutes_per_pupil,
            &mut self.chosen,
            &mut self.volunteer,
        ]
    }
}

/// The panels that the options govern.
fn panels(dataset: &Dataset, options: &Options) -> (Panel, Panel) {
    let chosen = Question {
        amount: options.amount.clone(),
        basis: options.basis,
        weighting: options.weighting,
    };
    let volunteer = Question {
        amount: Amount::VolunteerMinutes,
        basis: Basis::Pupil,
        weighting: options.weighting,
    };
    let parts = if options.amount == Amount::Raised { PARTS.len() } else { 0 };
    let (chosen, volunteer) =
        (Panel::new(dataset, options, &chosen), Panel::new(dataset, options, &volunteer));
    if !options.intervals {
        return (chosen, volunteer);
    }
    let mut statistics = decile_statistics(parts);
    let others = Measure::ALL.map(Statistic::Measure);
    statistics
        .extend(others.into_iter().filter(|other| !statistics.contains(other)).collect::<Vec<_>>());
    (chosen.resampled(statistics), volunteer.resampled(decile_statistics(0)))
}

impl Tables {
    fn new(dataset: &Dataset) -> Self {
        let panel = |amount: &Amount, basis: Basis| {
            let question = Question { amount: amount.clone(), basis, weighting: Weighting::None };
            Panel::new(dataset, &Options::default(), &question)
        };
        let mean = || vec![Statistic::Measure(Measure::Mean), Statistic::Measure(Measure::Median)];
        let above = vec![Statistic::Measure(Measure::ShareAboveThreshold)];
        let minutes = &Amount::VolunteerMinutes;
        Tables {
            donations: panel(&Amount::Donations, Basis::School).resampled(above),
            donations_per_pupil: panel(&Amount::Donations, Basis::Pupil).resampled(mean()),
            pta_per_pupil: panel(&Amount::PtaIncome, Basis::Pupil).resampled(mean()),
            minutes: panel(minutes, Basis::School),
            minutes_per_pupil: panel(minutes, Basis::Pupil).resampled(mean()),
        }
    }
}
