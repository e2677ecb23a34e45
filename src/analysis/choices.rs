//! What the user chose for single figures: no other figure obeys it.

use crate::dataset::{Amount, SchoolKey, UnknownAmount};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An axis of the figure of schools: an amount in a wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// `None` is the measure that the options choose.
    pub amount: Option<Amount>,
    /// Index of the wave; one that the data do not have is the last.
    pub wave: usize,
}

/// `MEASURE@WAVE`, waves counted from 1; without a measure it is the one that the options choose.
impl fmt::Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(amount) = &self.amount {
            write!(f, "{amount}")?;
        }
        write!(f, "@{}", self.wave + 1)
    }
}

/// Why a text names no axis.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAxis {
    #[error("“{0}” is not wave 1 or 2")]
    Wave(String),
    #[error(transparent)]
    Amount(#[from] UnknownAmount),
}

impl FromStr for Axis {
    type Err = NotAnAxis;

    fn from_str(text: &str) -> Result<Self, NotAnAxis> {
        let (name, wave) = text.rsplit_once('@').unwrap_or((text, "1"));
        let wave = match wave {
            "1" => 0,
            "2" => 1,
            _ => return Err(NotAnAxis::Wave(wave.into())),
        };
        let amount = if name.is_empty() { None } else { Some(name.parse()?) };
        Ok(Axis { amount, wave })
    }
}

/// The choices of figures that have any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The axes of the figure of schools, and whether its scales multiply.
    pub x: Axis,
    pub y: Axis,
    pub log: bool,
    /// Whether the bins of the distribution widen from one to the next.
    pub log_bins: bool,
    /// Whether the Lorenz curves are of amounts, the generalised ones, and not of shares.
    pub generalised: bool,
    /// Whether the change is shown school by school.
    pub by_school: bool,
    /// The school that is followed through the page.
    pub followed: Option<SchoolKey>,
}

impl Choices {
    /// Axes for data that have come in the place of others with `before` waves: of one wave two
    /// measures stand against each other, since one would only stand against itself. A school's total
    /// income goes best across; a measure against a part of it says little.
    pub fn fit_axes(&mut self, before: usize, waves: usize, amounts: &[Amount], chosen: &Amount) {
        if waves == 1 {
            let measure = |axis: &Axis| axis.amount.clone().unwrap_or_else(|| chosen.clone());
            let (x, y) = (measure(&self.x), measure(&self.y));
            (self.x.wave, self.y.wave) = (0, 0);
            if x == y {
                let has = |amount: &Amount| *amount != x && amounts.contains(amount);
                let parts = [Amount::Donations, Amount::PtaIncome];
                if has(&Amount::TotalIncome) {
                    self.x.amount = Some(Amount::TotalIncome);
                } else if parts.iter().all(has) {
                    [self.x.amount, self.y.amount] = parts.map(Some);
                } else {
                    self.y.amount = amounts.iter().find(|amount| has(amount)).cloned();
                }
            }
        } else if before == 1 {
            let usual = Choices::default();
            (self.x, self.y) = (usual.x, usual.y);
        }
    }

    /// Whether figures differ between the two: who is followed matters to the changes of schools
    /// alone.
    pub fn differ(&self, other: &Choices) -> bool {
        let unfollowed = |choices: &Choices| match choices.by_school {
            true => choices.clone(),
            false => Choices { followed: None, ..choices.clone() },
        };
        unfollowed(self) != unfollowed(other)
    }
}

impl Default for Choices {
    /// The first wave against the second, of the measure that the options choose.
    fn default() -> Self {
        Choices {
            x: Axis { amount: None, wave: 0 },
            y: Axis { amount: None, wave: 1 },
            log: true,
            log_bins: false,
            generalised: false,
            by_school: false,
            followed: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_wave_a_measure_does_not_stand_against_itself() {
        let axes = |amounts: &[Amount], chosen: Amount| {
            let mut choices = Choices::default();
            choices.fit_axes(2, 1, amounts, &chosen);
            let axes = (choices.x.to_string(), choices.y.to_string());
            choices.fit_axes(1, 2, amounts, &chosen);
            assert_eq!(choices, Choices::default());
            axes
        };
        let all = &Amount::NAMED;
        assert_eq!(axes(all, Amount::Raised), ("total_income@1".into(), "@1".into()));
        let sources = ("donations@1".into(), "pta_income@1".into());
        assert_eq!(axes(&all[..3], Amount::Raised), sources);
        assert_eq!(axes(all, Amount::TotalIncome), sources);
        assert_eq!(axes(&all[..2], Amount::Donations), ("@1".into(), "raised@1".into()));
    }

    #[test]
    fn an_axis_reads_back_and_a_third_wave_is_none() {
        for text in ["@1", "pta_income@2", "other:Trips@1"] {
            assert_eq!(text.parse::<Axis>().unwrap().to_string(), text);
        }
        assert_eq!("@3".parse::<Axis>(), Err(NotAnAxis::Wave("3".into())));
    }
}
