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
use std::cell::LazyCell;
use std::iter::once_with;
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
    pub(super) tables: Late<Tables>,
    /// Under the default options: what headlines and claims speak of.
    pub(super) usual: Chosen,
    /// Under the user's options, where they are others.
    chosen: Option<Chosen>,
    /// Under the user's options but of every tenth, where they choose one and are not the default
    /// otherwise. Only amounts and volunteers' time are made of it.
    every_tenth: Option<Chosen>,
}

/// What is made when a figure first asks for it: the first figure of large files does not wait for the
/// panels of the others.
type Late<T> = LazyCell<T, Box<dyn FnOnce() -> T>>;

fn late<T>(make: impl FnOnce() -> T + 'static) -> Late<T> {
    LazyCell::new(Box::new(make))
}

/// The panels that the options govern.
pub(super) struct Chosen {
    pub amount: Late<Panel>,
    pub change: Late<ChangePanel>,
    pub volunteer: Late<Panel>,
    /// The same amounts, each wave without the school that has most.
    pub without_largest: Late<Panel>,
    /// The same amounts by other groups than deciles.
    pub groupings: Late<Vec<Grouping>>,
    /// Whether the difference in Gini could be chance.
    pub chance: Late<Chance>,
}

impl Chosen {
    /// What is resampled, each made when the walk comes to it.
    fn steps(&self) -> impl Iterator<Item = &dyn Steps> {
        let Chosen { amount, change, volunteer, without_largest, groupings, chance } = self;
        once_with(|| &**amount as &dyn Steps)
            .chain(once_with(|| &**volunteer as &dyn Steps))
            .chain(once_with(|| &**change as &dyn Steps))
            .chain(once_with(|| &**without_largest as &dyn Steps))
            .chain(once_with(|| groupings.iter().map(Grouping::steps)).flatten())
            .chain(once_with(|| &**chance as &dyn Steps))
    }

    /// What figures need of it that set the tenths side by side.
    fn steps_of_tenths(&self) -> impl Iterator<Item = &dyn Steps> {
        once_with(|| &*self.amount as &dyn Steps)
            .chain(once_with(|| &*self.volunteer as &dyn Steps))
    }

    fn steps_of_tenths_mut(&mut self) -> impl Iterator<Item = &mut dyn Steps> {
        let Chosen { amount, volunteer, .. } = self;
        once_with(|| &mut **amount as &mut dyn Steps)
            .chain(once_with(|| &mut **volunteer as &mut dyn Steps))
    }

    fn steps_mut(&mut self) -> impl Iterator<Item = &mut dyn Steps> {
        let Chosen { amount, change, volunteer, without_largest, groupings, chance } = self;
        once_with(|| &mut **amount as &mut dyn Steps)
            .chain(once_with(|| &mut **volunteer as &mut dyn Steps))
            .chain(once_with(|| &mut **change as &mut dyn Steps))
            .chain(once_with(|| &mut **without_largest as &mut dyn Steps))
            .chain(once_with(|| groupings.iter_mut().map(Grouping::steps_mut)).flatten())
            .chain(once_with(|| &mut **chance as &mut dyn Steps))
    }
}

impl Study {
    pub fn new(dataset: Rc<Dataset>, options: Options) -> Self {
        let tables = tables(&dataset);
        let usual = Chosen::new(&dataset, &Options::default());
        let choices = Choices::default();
        let open = Options::default();
        let (chosen, every_tenth) = (None, None);
        let mut study =
            Study { dataset, options: open, choices, tables, usual, chosen, every_tenth };
        study.ask(options);
        study
    }

    /// Makes what nearly every figure starts from.
    pub fn prepare(&self) {
        LazyCell::force(&self.chosen().amount);
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
        if options == self.options {
            return;
        }
        let chooses_tenth = |options: &Options| options.filter.decile.is_some();
        let of_every_tenth = options.of_every_tenth();
        let every_tenth = if of_every_tenth != self.options.of_every_tenth() {
            Chosen::unless_usual(&self.dataset, &of_every_tenth)
        } else if chooses_tenth(&self.options) {
            self.every_tenth.take()
        } else {
            self.chosen.take()
        };
        (self.chosen, self.every_tenth) = if chooses_tenth(&options) {
            (Chosen::unless_usual(&self.dataset, &options), every_tenth)
        } else {
            (every_tenth, None)
        };
        self.options = options;
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

    /// The panels of figures that set the tenths side by side: one tenth chosen is for the others.
    pub(super) fn every_tenth(&self) -> &Chosen {
        match self.options.filter.decile {
            Some(_) => self.every_tenth.as_ref().unwrap_or(&self.usual),
            None => self.chosen(),
        }
    }

    /// Does up to so many evaluations more of the resampling that is under way, what the options
    /// govern first; false where nothing was left to do.
    pub fn advance(&mut self, evaluations: usize) -> bool {
        match self.steps_mut().find(|step| step.progress().is_some()) {
            Some(step) => {
                step.advance(evaluations);
                true
            }
            None => false,
        }
    }

    /// Whether every interval that was asked for is there.
    pub fn is_settled(&self) -> bool {
        self.steps().all(|step| step.progress().is_none())
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
        let every_tenth = self.options.filter.decile.map(|_| self.options.of_every_tenth());
        Study {
            dataset: Rc::clone(&self.dataset),
            options: self.options.clone(),
            choices: self.choices.clone(),
            tables: tables(&self.dataset),
            usual: Chosen::new(&self.dataset, &Options::default()),
            chosen: Some(Chosen::by_fifths(&self.dataset, &self.options)),
            every_tenth: every_tenth.map(|options| Chosen::by_fifths(&self.dataset, &options)),
        }
    }

    /// The table of schools, with these amounts.
    pub fn roster(&self, amounts: Vec<Amount>) -> Roster {
        Roster::of(&self.dataset, amounts)
    }

    fn steps(&self) -> impl Iterator<Item = &dyn Steps> {
        let chosen = self.chosen.iter().chain([&self.usual]).flat_map(Chosen::steps);
        let chosen = self.every_tenth.iter().flat_map(Chosen::steps_of_tenths).chain(chosen);
        let tables = once_with(|| self.tables.panels()).flatten();
        chosen.chain(tables.map(|panel| panel as &dyn Steps))
    }

    fn steps_mut(&mut self) -> impl Iterator<Item = &mut dyn Steps> {
        let Study { chosen, every_tenth, usual, tables, .. } = self;
        let chosen = chosen.iter_mut().chain([usual]).flat_map(Chosen::steps_mut);
        let chosen = every_tenth.iter_mut().flat_map(Chosen::steps_of_tenths_mut).chain(chosen);
        let tables = once_with(|| tables.panels_mut()).flatten();
        chosen.chain(tables.map(|panel| panel as &mut dyn Steps))
    }
}

fn tables(dataset: &Rc<Dataset>) -> Late<Tables> {
    let dataset = Rc::clone(dataset);
    late(move || Tables::new(&dataset))
}

impl Chosen {
    fn unless_usual(dataset: &Rc<Dataset>, options: &Options) -> Option<Self> {
        (*options != Options::default()).then(|| Self::new(dataset, options))
    }

    fn new(dataset: &Rc<Dataset>, options: &Options) -> Self {
        let enquiry = Enquiry::of(dataset, options);
        let intervals = options.intervals;
        Chosen {
            amount: enquiry.late(move |enquiry| {
                let panel = Panel::new(enquiry.units());
                if intervals {
                    panel.resampled(statistics(Bands::Tenths, enquiry.parts()))
                } else {
                    panel
                }
            }),
            change: enquiry.late(move |enquiry| {
                let panel = ChangePanel::new(&enquiry.units(), enquiry.parts());
                if intervals { panel.resampled() } else { panel }
            }),
            volunteer: enquiry.late(move |enquiry| {
                let panel = Panel::new(enquiry.minutes());
                if intervals { panel.resampled(band_statistics(Bands::Tenths, 0)) } else { panel }
            }),
            without_largest: enquiry.late(move |enquiry| {
                let panel = without_largest::panel(enquiry.units());
                if intervals { panel.resampled(without_largest::statistics()) } else { panel }
            }),
            groupings: enquiry.late(move |enquiry| {
                let groupings = Grouping::all(&enquiry.dataset, || enquiry.units());
                if intervals {
                    groupings.into_iter().map(Grouping::resampled).collect()
                } else {
                    groupings
                }
            }),
            chance: enquiry.late(move |enquiry| {
                if intervals { Chance::new(&enquiry.units()) } else { Chance::not_asked() }
            }),
        }
    }

    /// By fifths of deprivation, with what disclosure control asks for, resampled to its end.
    fn by_fifths(dataset: &Rc<Dataset>, options: &Options) -> Self {
        let enquiry = Enquiry::of(dataset, options);
        let intervals = options.intervals;
        let panel = move |units: Units, parts: usize| {
            let panel = Panel::new(units.by_fifths());
            if !intervals {
                return panel;
            }
            let mut panel = panel.resampled(statistics(Bands::Fifths, parts));
            while panel.progress().is_some() {
                panel.advance(usize::MAX);
            }
            panel
        };
        Chosen {
            amount: enquiry.late(move |enquiry| panel(enquiry.units(), enquiry.parts())),
            change: enquiry.late(|enquiry| ChangePanel::new(&enquiry.units(), enquiry.parts())),
            volunteer: enquiry.late(move |enquiry| panel(enquiry.minutes(), 0)),
            without_largest: enquiry.late(|enquiry| without_largest::panel(enquiry.units())),
            groupings: late(Vec::new),
            chance: late(Chance::not_asked),
        }
    }
}

/// What the options ask of a dataset, from which each panel is made in its turn.
#[derive(Clone)]
struct Enquiry {
    dataset: Rc<Dataset>,
    options: Rc<Options>,
}

impl Enquiry {
    fn of(dataset: &Rc<Dataset>, options: &Options) -> Enquiry {
        Enquiry { dataset: Rc::clone(dataset), options: Rc::new(options.clone()) }
    }

    fn late<T>(&self, make: impl FnOnce(&Enquiry) -> T + 'static) -> Late<T> {
        let enquiry = self.clone();
        late(move || make(&enquiry))
    }

    fn units(&self) -> Units {
        let Options { amount, basis, weighting, .. } = (*self.options).clone();
        Units::new(&self.dataset, &self.options, &Question { amount, basis, weighting })
    }

    /// Volunteers' time, which has figures of its own whatever amount is chosen.
    fn minutes(&self) -> Units {
        let (amount, weighting) = (Amount::VolunteerMinutes, self.options.weighting);
        Units::new(
            &self.dataset,
            &self.options,
            &Question { amount, basis: Basis::Pupil, weighting },
        )
    }

    /// How many sources the amount has.
    fn parts(&self) -> usize {
        if self.options.amount == Amount::Raised { PARTS.len() } else { 0 }
    }
}
