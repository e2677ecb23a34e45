//! The schools of one wave, in columns.

use super::cell::{Column, Missing};
use super::decile::Decile;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known of a school's parent-teacher association.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum PtaStatus {
    /// Registered as a charity.
    Charity,
    /// A friends' association, with a constitution of its own or under the school.
    Association,
    /// None was found after looking: its income counts as £0.
    None,
    /// Nothing is known: a blank income is unknown too.
    #[default]
    Unknown,
}

/// A yes/no answer to a questionnaire's item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    Yes,
    No,
}

/// One of a few words a school: its names once, and an index into them for each school.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Category {
    pub names: Vec<String>,
    /// Empty where no file gave the column.
    pub codes: Vec<Option<u16>>,
}

impl Category {
    pub fn get(&self, school: usize) -> Option<&str> {
        let code = (*self.codes.get(school)?)?;
        self.names.get(usize::from(code)).map(String::as_str)
    }
}

/// The schools of one wave. Every column is as long as the dataset's union of schools, or absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Wave {
    /// What the user calls it: "2016".
    pub label: String,
    /// Whether the school at an index is in this wave.
    pub present: Vec<bool>,
    pub pupils: Column,
    pub total_income: Column,
    pub donations: Column,
    pub pta_income: Column,
    /// What the PTA gave its school, where the school booked it as a donation too.
    pub pta_gift: Column,
    /// Empty where no file gave it: then every status is unknown.
    pub pta_status: Vec<PtaStatus>,
    pub pupil_premium: Column,
    /// Minutes a week, per school.
    pub volunteer_minutes: Column,
    /// As the file gives it; wins over minutes ÷ pupils.
    pub volunteer_minutes_per_pupil: Column,
    /// Empty where no file gave it.
    pub imd_decile: Vec<Option<Decile>>,
    pub ofsted: Category,
    pub phase: Category,
    pub local_authority: Category,
    /// Questionnaire items by label; an empty answer is *not answered*.
    pub items: BTreeMap<String, Vec<Option<Answer>>>,
    /// Further measures by label.
    pub others: BTreeMap<String, Column>,
}

impl Wave {
    pub fn decile(&self, school: usize) -> Option<Decile> {
        self.imd_decile.get(school).copied().flatten()
    }

    pub fn pta_status(&self, school: usize) -> PtaStatus {
        self.pta_status.get(school).copied().unwrap_or_default()
    }

    pub fn is_present(&self, school: usize) -> bool {
        self.present.get(school).copied().unwrap_or(false)
    }

    /// Number of schools in this wave.
    pub fn schools(&self) -> usize {
        self.present.iter().filter(|present| **present).count()
    }

    /// Whether the school answered any item of the questionnaire.
    pub fn has_answered(&self, school: usize) -> bool {
        self.items.values().any(|answers| answers.get(school).copied().flatten().is_some())
    }

    /// Whether a questionnaire of the school came back: it answered an item or gave volunteer time,
    /// which is asked there too.
    pub fn has_responded(&self, school: usize) -> bool {
        self.has_answered(school)
            || self.volunteer_minutes.get(school).is_ok()
            || self.volunteer_minutes_per_pupil.get(school).is_ok()
    }

    /// PTA income as it enters *raised*: £0 where looking found no PTA, unknown where it is only blank.
    pub fn pta_income(&self, school: usize) -> Result<f64, Missing> {
        match (self.pta_income.get(school), self.pta_status(school)) {
            (Err(Missing::Blank | Missing::NotCollected), PtaStatus::None) => Ok(0.0),
            (income, _) => income,
        }
    }

    /// Donations less the PTA's gift that was booked among them; a blank gift is £0.
    pub fn donations(&self, school: usize) -> Result<f64, Missing> {
        let gift = match self.pta_gift.get(school) {
            Ok(gift) => gift,
            Err(Missing::Blank | Missing::NotCollected | Missing::NotApplicable) => 0.0,
            Err(reason @ (Missing::Suppressed | Missing::Unreadable)) => return Err(reason),
        };
        Ok(self.donations.get(school)? - gift)
    }

    /// Raised = donations + PTA income − PTA gift; unknown where either is.
    pub fn raised(&self, school: usize) -> Result<f64, Missing> {
        Ok(self.donations(school)? + self.pta_income(school)?)
    }

    /// Volunteer minutes a week per pupil: the file's own, else minutes ÷ pupils.
    pub fn volunteer_minutes_per_pupil(&self, school: usize) -> Result<f64, Missing> {
        self.volunteer_minutes_per_pupil.get(school).or_else(|reason| {
            let pupils = self.pupils.get(school)?;
            let minutes = self
                .volunteer_minutes
                .get(school)
                .map_err(|own| if self.volunteer_minutes.is_absent() { reason } else { own })?;
            if pupils > 0.0 { Ok(minutes / pupils) } else { Err(Missing::NotApplicable) }
        })
    }

    /// Volunteer minutes a week: the file's own, else minutes per pupil × pupils.
    pub fn volunteer_minutes(&self, school: usize) -> Result<f64, Missing> {
        self.volunteer_minutes.get(school).or_else(|reason| {
            let per_pupil = self.volunteer_minutes_per_pupil.get(school).map_err(|_| reason)?;
            Ok(per_pupil * self.pupils.get(school)?)
        })
    }
}
