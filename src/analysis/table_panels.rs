//! The panels of Tables 1 and 2, and of who answered, which obey no option.

use super::options::{Matching, Options};
use super::panel::{Panel, Question, Units};
use super::responses;
use super::selection::Selection;
use crate::dataset::{Amount, Basis, Dataset, Missing, Weighting};
use crate::stats::{Measure, Statistic};

/// One number a school, asked in the ways that the tables set side by side.
pub(super) struct Asked {
    /// Every school of each wave, each counting once.
    pub all: Panel,
    /// The same of the schools alone that have it in both waves.
    pub matched: Panel,
    /// Each school counting as what its own ratio is over, so that the mean is the ratio of totals;
    /// `None` where the number is no ratio.
    pub of_totals: Option<Panel>,
}

/// Every panel of the two tables and of the questionnaire's figure.
pub(super) struct Tables {
    pub donations: Asked,
    pub donations_per_pupil: Asked,
    pub pta_per_pupil: Asked,
    pub minutes: Panel,
    pub minutes_per_pupil: Asked,
    /// What a school raised over its total income.
    pub uplift: Asked,
    /// Those who answered the questionnaire and the others, by each trait.
    pub responses: Vec<Panel>,
}

impl Tables {
    pub fn new(dataset: &Dataset) -> Self {
        let panel = |amount: &Amount, basis: Basis, weighting, matching| {
            let options = Options { matching, ..Options::default() };
            let question = Question { amount: amount.clone(), basis, weighting };
            Panel::new(Units::new(dataset, &options, &question))
        };
        let per_pupil = |amount: Amount| {
            let panel = |weighting, matching| panel(&amount, Basis::Pupil, weighting, matching);
            Asked {
                all: middle(panel(Weighting::None, Matching::All)),
                matched: mean(panel(Weighting::None, Matching::Matched)),
                of_totals: Some(mean(panel(Weighting::Pupils, Matching::All))),
            }
        };
        let donations = |matching| {
            let panel = panel(&Amount::Donations, Basis::School, Weighting::None, matching);
            panel.resampled(vec![Statistic::Measure(Measure::ShareAboveThreshold)])
        };
        let minutes = &Amount::VolunteerMinutes;
        Tables {
            donations: Asked {
                all: donations(Matching::All),
                matched: donations(Matching::Matched),
                of_totals: None,
            },
            donations_per_pupil: per_pupil(Amount::Donations),
            pta_per_pupil: per_pupil(Amount::PtaIncome),
            minutes: panel(minutes, Basis::School, Weighting::None, Matching::All)
                .resampled(vec![Statistic::Measure(Measure::Median)]),
            minutes_per_pupil: per_pupil(minutes.clone()),
            uplift: uplift(dataset),
            responses: responses::panels(dataset),
        }
    }

    /// Every panel that is resampled, those that the headlines read first.
    pub fn panels(&self) -> Vec<&Panel> {
        let asked = self.asked();
        let first = asked.iter().map(|asked| &asked.all);
        let beside =
            asked.iter().flat_map(|asked| [&asked.matched].into_iter().chain(&asked.of_totals));
        first.chain(beside).chain([&self.minutes]).chain(&self.responses).collect()
    }

    /// As [`Tables::panels`], to be resampled.
    pub fn panels_mut(&mut self) -> Vec<&mut Panel> {
        let Tables {
            donations,
            donations_per_pupil,
            pta_per_pupil,
            minutes,
            minutes_per_pupil,
            uplift,
            responses,
        } = self;
        let asked = [donations, donations_per_pupil, pta_per_pupil, minutes_per_pupil, uplift];
        let (mut first, mut beside) = (Vec::new(), Vec::new());
        for Asked { all, matched, of_totals } in asked {
            first.push(all);
            beside.push(matched);
            beside.extend(of_totals);
        }
        first.extend(beside);
        first.push(minutes);
        first.extend(responses);
        first
    }

    fn asked(&self) -> [&Asked; 5] {
        [
            &self.donations,
            &self.donations_per_pupil,
            &self.pta_per_pupil,
            &self.minutes_per_pupil,
            &self.uplift,
        ]
    }
}

fn mean(panel: Panel) -> Panel {
    panel.resampled(vec![Statistic::Measure(Measure::Mean)])
}

fn middle(panel: Panel) -> Panel {
    panel.resampled([Measure::Mean, Measure::Median].map(Statistic::Measure).to_vec())
}

fn uplift(dataset: &Dataset) -> Asked {
    let panel = |matching, of_totals: bool| {
        let options = Options { matching, ..Options::default() };
        Panel::new(Units::of_selection(Selection::of_values(dataset, &options, |at, school| {
            let wave = &dataset.waves[at];
            let (raised, income) = (wave.raised(school)?, wave.total_income.get(school)?);
            if income <= 0.0 {
                return Err(Missing::NotApplicable);
            }
            Ok((raised / income, if of_totals { income } else { 1.0 }))
        })))
    };
    Asked {
        all: middle(panel(Matching::All, false)),
        matched: mean(panel(Matching::Matched, false)),
        of_totals: Some(mean(panel(Matching::All, true))),
    }
}
