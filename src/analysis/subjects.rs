//! What each amount is called, in titles, sentences and menus.

use crate::dataset::{Amount, Basis};
use crate::figure::{Hue, Subject, Unit};

/// The unit of an amount.
pub fn unit(amount: &Amount) -> Unit {
    match amount {
        Amount::Raised | Amount::Donations | Amount::PtaIncome | Amount::TotalIncome => {
            Unit::Pounds
        }
        Amount::VolunteerMinutes => Unit::Minutes,
        Amount::Other(_) => Unit::Plain,
    }
}

/// The hue of an amount.
pub fn hue(amount: &Amount) -> Hue {
    match amount {
        Amount::Raised | Amount::TotalIncome => Hue::Raised,
        Amount::Donations => Hue::Donations,
        Amount::PtaIncome => Hue::Pta,
        Amount::VolunteerMinutes => Hue::Time,
        Amount::Other(_) => Hue::Share,
    }
}

/// The amount as a menu names it.
pub fn label(amount: &Amount) -> String {
    match amount {
        Amount::Raised => "Raised: donations + PTA income".into(),
        Amount::Donations => "Donations to the school".into(),
        Amount::PtaIncome => "PTA income".into(),
        Amount::TotalIncome => "Total income".into(),
        Amount::VolunteerMinutes => "Volunteer minutes".into(),
        Amount::Other(label) => label.clone(),
    }
}

/// The words for an amount on a basis.
pub fn subject(amount: &Amount, basis: Basis) -> Subject {
    let (noun, present, past, tail) = match amount {
        Amount::Raised => ("money raised", "raises", "raised", ""),
        Amount::Donations => ("direct donations", "takes", "took", " in direct donations"),
        Amount::PtaIncome => ("PTA income", "has", "had", " of PTA income"),
        Amount::TotalIncome => ("total income", "has", "had", " of income in all"),
        Amount::VolunteerMinutes => ("volunteer time", "gets", "got", " of volunteers’ time"),
        Amount::Other(label) => (label.as_str(), "has", "had", ""),
    };
    let tail = match amount {
        Amount::Other(label) => format!(" ({label})"),
        _ => tail.into(),
    };
    let per = match (amount, basis) {
        (Amount::VolunteerMinutes, Basis::School) => " a school a week",
        (Amount::VolunteerMinutes, Basis::Pupil) => " a pupil a week",
        (_, Basis::School) => " a school",
        (_, Basis::Pupil) => " a pupil",
    };
    Subject {
        noun: noun.into(),
        present: present.into(),
        past: past.into(),
        tail,
        per: per.into(),
        unit: unit(amount),
        weight: None,
    }
}
