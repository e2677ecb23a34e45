//! A dataset under a question: the panels that its figures share, and their resampling in steps.

use super::bands::Bands;
use super::between_within::Grouping;
use super::chance::Chance;
use super::choices::Choices;
use super::claims::{self, ClaimsFile};
use super::decomposition::ChangePanel;
use super::options::Options;
use super::panel::{PARTS, Panel, Question, Steps, Units};
use super::resampled::{band_statistics, statistics};
use super::roster::Roster;
use super::table_panels::Tables;
use super::{
    between_within, change, change_of_schools, concentration, deciles, decomposition, distribution,
    drivers, lorenz, measures, schools, tables, without_largest,
};
use crate::dataset::{Amount, Basis, Dataset};
use crate::figure::{Figure, Kind};
use crate::stats::bootstrap::Progress;
use std::rc::Rc;

/// Everything that figures are made from.
///
/// [`Study::figure`] answers at once, without intervals where [`Study::advance`] has not yet come
/// to them; a worker advances in steps, so that it can report progress and drop a question that has
/// changed.
pub struct Study {
    dataset: Rc<Dataset>,
    options: Options,
    choices: Choices,
    pub(super) tables: Tables,
    /// Under the default options: what headlines and claims speak of.
    pub(super) usual: Chosen,
    /// Under the user's options, where they are others.
    chosen: Option<Chosen>,
}

/// The panels that the options govern.
pub(super) struct Chosen {
    pub amount: Panel,
    pub change: ChangePanel,
    pub volunteer: Panel,
    /// The same amounts, each wave without the school that has most.
    pub without_largest: Panel,
    /// The same amounts by other groups than deciles.
    pub groupings: Vec<Grouping>,
    /// Whether the difference in Gini could be chance.
    pub chance: Chance,
}

impl Chosen {
    fn steps(&self) -> impl Iterator<Item = &dyn Steps> {
        let Chosen { amount, change, volunteer, without_largest, groupings, chance } = self;
        let first: [&dyn Steps; 4] = [amount, volunteer, change, without_largest];
        let groupings = groupings.iter().map(|grouping| &grouping.panel as &dyn Steps);
        first.into_iter().chain(groupings).chain([chance as &dyn Steps])
    }

    fn steps_mut(&mut self) -> impl Iterator<Item = &mut dyn Steps> {
        let Chosen { amount, change, volunteer, without_largest, groupings, chance } = self;
        let first: [&mut dyn Steps; 4] = [amount, volunteer, change, without_largest];
        let groupings = groupings.iter_mut().map(|grouping| &mut grouping.panel as &mut dyn Steps);
        first.into_iter().chain(groupings).chain([chance as &mut dyn Steps])
    }
}

impl Study {
    pub fn new(dataset: Rc<Dataset>, options: Options) -> Self {
        let tables = Tables::new(&dataset);
        let usual = Chosen::new(&dataset, &Options::default());
        let chosen = Chosen::unless_usual(&dataset, &options);
        Study { dataset, options, choices: Choices::default(), tables, usual, chosen }
    }

    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// The dataset as it is shared: the same one as long as no other came in.
    pub fn shared_dataset(&self) -> &Rc<Dataset> {
        &self.dataset
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Changes the question. What no option governs keeps its intervals.
    pub fn ask(&mut self, options: Options) {
        if options != self.options {
            self.chosen = Chosen::unless_usual(&self.dataset, &options);
            self.options = options;
        }
    }

    /// Changes what single figures obey: nothing is resampled for it.
    pub fn choose(&mut self, choices: Choices) {
        self.choices = choices;
    }

    pub fn choices(&self) -> &Choices {
        &self.choices
    }

    /// The panels of the user's options.
    pub(super) fn chosen(&self) -> &Chosen {
        self.chosen.as_ref().unwrap_or(&self.usual)
    }

    /// Does up to so many evaluations more of the resampling that is under way, what the options
    /// govern first; `None` where nothing is left to do.
    pub fn advance(&mut self, evaluations: usize) -> Option<Progress> {
        let step = self.steps_mut().into_iter().find(|step| step.progress().is_some())?;
        step.advance(evaluations);
        Some(self.progress())
    }

    /// How far the resampling that is under way has come.
    pub fn progress(&self) -> Progress {
        let running = self.steps().into_iter().filter_map(|step| step.progress());
        running.fold(Progress { done: 0, of: 0 }, |sum, step| Progress {
            done: sum.done + step.done,
            of: sum.of + step.of,
        })
    }

    /// Whether every interval that was asked for is there.
    pub fn is_settled(&self) -> bool {
        self.steps().into_iter().all(|step| step.progress().is_none())
    }

    /// The figure of a kind for this data and these options. `None` for *claims*, which
    /// need a file of them.
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
            Kind::Change if self.choices.by_school => {
                Some(change_of_schools::change_of_schools(self))
            }
            Kind::Change => Some(change::change(self)),
            Kind::Decomposition => Some(decomposition::decomposition(self)),
            Kind::BetweenWithin => Some(between_within::between_within(self)),
            Kind::Drivers => Some(drivers::drivers(self)),
            Kind::Schools => Some(schools::schools(self)),
            Kind::Claims => None,
        }
    }

    /// A claims file held against the data, and its figures against each other.
    pub fn claims(&self, file: &ClaimsFile) -> Figure {
        claims::claims(self, file)
    }

    /// The study of the same question by fifths of deprivation, resampled to its end.
    pub(super) fn by_fifths(&self) -> Study {
        Study {
            dataset: Rc::clone(&self.dataset),
            options: self.options.clone(),
            choices: self.choices.clone(),
            tables: Tables::new(&self.dataset),
            usual: Chosen::new(&self.dataset, &Options::default()),
            chosen: Some(Chosen::by_fifths(&self.dataset, &self.options)),
        }
    }

    /// The table of schools, with these amounts.
    pub fn roster(&self, amounts: Vec<Amount>) -> Roster {
        Roster::of(&self.dataset, amounts)
    }

    fn steps(&self) -> Vec<&dyn Steps> {
        let mut steps: Vec<&dyn Steps> = Vec::new();
        steps.extend(self.chosen.iter().chain([&self.usual]).flat_map(Chosen::steps));
        steps.extend(self.tables.panels().into_iter().map(|panel| panel as &dyn Steps));
        steps
    }

    fn steps_mut(&mut self) -> Vec<&mut dyn Steps> {
        let mut steps: Vec<&mut dyn Steps> = Vec::new();
        let chosen = self.chosen.iter_mut().chain([&mut self.usual]);
        steps.extend(chosen.flat_map(Chosen::steps_mut));
        steps.extend(self.tables.panels_mut().into_iter().map(|panel| panel as &mut dyn Steps));
        steps
    }
}

impl Chosen {
    fn unless_usual(dataset: &Dataset, options: &Options) -> Option<Self> {
        (*options != Options::default()).then(|| Self::new(dataset, options))
    }

    fn new(dataset: &Dataset, options: &Options) -> Self {
        let Options { amount, basis, weighting, .. } = options.clone();
        let parts = if amount == Amount::Raised { PARTS.len() } else { 0 };
        let question = Question { amount, basis, weighting };
        let units = Units::new(dataset, options, &question);
        let change = ChangePanel::new(&units, parts);
        let groupings = Grouping::all(dataset, || Units::new(dataset, options, &question));
        let without_largest = without_largest::panel(Units::new(dataset, options, &question));
        let minutes = Question { amount: Amount::VolunteerMinutes, basis: Basis::Pupil, weighting };
        let volunteer = Panel::new(Units::new(dataset, options, &minutes));
        if !options.intervals {
            let (amount, chance) = (Panel::new(units), Chance::not_asked());
            return Chosen { amount, change, volunteer, without_largest, groupings, chance };
        }
        let statistics = statistics(Bands::Tenths, parts);
        Chosen {
            chance: Chance::new(&units),
            amount: Panel::new(units).resampled(statistics),
            change: change.resampled(),
            volunteer: volunteer.resampled(band_statistics(Bands::Tenths, 0)),
            without_largest: without_largest.resampled(without_largest::statistics()),
            groupings: groupings.into_iter().map(Grouping::resampled).collect(),
        }
    }
}

impl Chosen {
    fn by_fifths(dataset: &Dataset, options: &Options) -> Self {
        let Options { amount, basis, weighting, .. } = options.clone();
        let parts = if amount == Amount::Raised { PARTS.len() } else { 0 };
        let minutes = Question { amount: Amount::VolunteerMinutes, basis: Basis::Pupil, weighting };
        let panel = |question: &Question, parts: usize| {
            let panel = Panel::new(Units::new(dataset, options, question).by_fifths());
            if !options.intervals {
                return panel;
            }
            let mut panel = panel.resampled(statistics(Bands::Fifths, parts));
            while panel.progress().is_some() {
                panel.advance(usize::MAX);
            }
            panel
        };
        let question = Question { amount, basis, weighting };
        let units = Units::new(dataset, options, &question);
        Chosen {
            amount: panel(&question, parts),
            change: ChangePanel::new(&units, parts),
            volunteer: panel(&minutes, 0),
            without_largest: without_largest::panel(Units::new(dataset, options, &question)),
            groupings: Vec::new(),
            chance: Chance::not_asked(),
        }
    }
}
