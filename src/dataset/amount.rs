//! What is counted for a school, on which basis, and how schools are weighted.

use super::cell::Missing;
use super::wave::Wave;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a figure is about: the `measure` option.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Amount {
    /// Donations + PTA income − PTA gift.
    #[default]
    Raised,
    Donations,
    PtaIncome,
    TotalIncome,
    VolunteerMinutes,
    /// A further measure that the user mapped, by its label.
    Other(String),
}

impl Amount {
    pub const NAMED: [Amount; 5] = [
        Amount::Raised,
        Amount::Donations,
        Amount::PtaIncome,
        Amount::TotalIncome,
        Amount::VolunteerMinutes,
    ];

    pub fn is_money(&self) -> bool {
        match self {
            Amount::Raised | Amount::Donations | Amount::PtaIncome | Amount::TotalIncome => true,
            Amount::VolunteerMinutes | Amount::Other(_) => false,
        }
    }

    /// The school's amount in a wave.
    pub fn of(&self, wave: &Wave, school: usize) -> Result<f64, Missing> {
        match self {
            Amount::Raised => wave.raised(school),
            Amount::Donations => wave.donations(school),
            Amount::PtaIncome => wave.pta_income(school),
            Amount::TotalIncome => wave.total_income.get(school),
            Amount::VolunteerMinutes => wave.volunteer_minutes(school),
            Amount::Other(label) => wave
                .others
                .get(label)
                .map_or(Err(Missing::NotCollected), |column| column.get(school)),
        }
    }

    /// The school's amount on a basis; per pupil is the amount ÷ pupils, and pupils of zero or
    /// missing leave the school out.
    pub fn on(&self, basis: Basis, wave: &Wave, school: usize) -> Result<f64, Missing> {
        match (basis, self) {
            (Basis::School, _) => self.of(wave, school),
            (Basis::Pupil, Amount::VolunteerMinutes) => wave.volunteer_minutes_per_pupil(school),
            (Basis::Pupil, _) => basis.of(wave, school, self.of(wave, school)),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::Raised => f.write_str("raised"),
            Amount::Donations => f.write_str("donations"),
            Amount::PtaIncome => f.write_str("pta_income"),
            Amount::TotalIncome => f.write_str("total_income"),
            Amount::VolunteerMinutes => f.write_str("volunteer_minutes"),
            Amount::Other(label) => write!(f, "other:{label}"),
        }
    }
}

/// The word names no amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a measure")]
pub struct UnknownAmount(pub String);

impl FromStr for Amount {
    type Err = UnknownAmount;

    fn from_str(name: &str) -> Result<Self, UnknownAmount> {
        if let Some(label) = name.strip_prefix("other:").filter(|label| !label.is_empty()) {
            return Ok(Amount::Other(label.into()));
        }
        Amount::NAMED
            .into_iter()
            .find(|amount| amount.to_string() == name)
            .ok_or_else(|| UnknownAmount(name.into()))
    }
}

/// What one value stands for: the `basis` option chooses x.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    #[default]
    School,
    Pupil,
}

/// What an average counts: the `weighting` option chooses w.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weighting {
    /// Every school counts once.
    #[default]
    None,
    /// A school counts as its pupils.
    Pupils,
}

impl Basis {
    /// A school's amount on this basis: per pupil is the amount ÷ pupils, and pupils of zero or
    /// missing leave the school out.
    pub fn of(
        self,
        wave: &Wave,
        school: usize,
        amount: Result<f64, Missing>,
    ) -> Result<f64, Missing> {
        match self {
            Basis::School => amount,
            Basis::Pupil => {
                let (amount, pupils) = (amount?, wave.pupils.get(school)?);
                if pupils > 0.0 { Ok(amount / pupils) } else { Err(Missing::NotApplicable) }
            }
        }
    }
}

impl Weighting {
    /// A school's weight in a wave; pupils of zero or missing leave the school out.
    pub fn of(self, wave: &Wave, school: usize) -> Result<f64, Missing> {
        match self {
            Weighting::None => Ok(1.0),
            Weighting::Pupils => match wave.pupils.get(school)? {
                pupils if pupils > 0.0 => Ok(pupils),
                _ => Err(Missing::NotApplicable),
            },
        }
    }
}
