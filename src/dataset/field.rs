//! The fields a column can be read as.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a column of a file holds. The names are those of the template's headers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    Urn,
    School,
    Wave,
    Phase,
    LocalAuthority,
    Pupils,
    TotalIncome,
    Donations,
    PtaIncome,
    PtaStatus,
    PtaGift,
    PupilPremium,
    Ofsted,
    ImdDecile,
    Lsoa,
    Postcode,
    OtherUrn,
    /// The charity register's number of a school's PTA, where that is what links its accounts.
    CharityNumber,
    /// Minutes a week, per school.
    VolunteerMinutes,
    /// Hours a week, per school.
    VolunteerHours,
    VolunteerMinutesPerPupil,
    /// A yes/no answer of a questionnaire.
    Item(String),
    /// A further measure.
    Other(String),
}

impl Field {
    /// Every field that has a fixed name, in the template's order.
    pub const NAMED: [Field; 21] = [
        Field::Urn,
        Field::School,
        Field::Wave,
        Field::Phase,
        Field::LocalAuthority,
        Field::Pupils,
        Field::TotalIncome,
        Field::Donations,
        Field::PtaIncome,
        Field::PtaStatus,
        Field::PtaGift,
        Field::PupilPremium,
        Field::Ofsted,
        Field::ImdDecile,
        Field::Lsoa,
        Field::Postcode,
        Field::OtherUrn,
        Field::CharityNumber,
        Field::VolunteerMinutes,
        Field::VolunteerHours,
        Field::VolunteerMinutesPerPupil,
    ];

    fn fixed_name(&self) -> Option<&'static str> {
        Some(match self {
            Field::Urn => "urn",
            Field::School => "school",
            Field::Wave => "wave",
            Field::Phase => "phase",
            Field::LocalAuthority => "local_authority",
            Field::Pupils => "pupils",
            Field::TotalIncome => "total_income",
            Field::Donations => "donations",
            Field::PtaIncome => "pta_income",
            Field::PtaStatus => "pta_status",
            Field::PtaGift => "pta_gift",
            Field::PupilPremium => "pupil_premium",
            Field::Ofsted => "ofsted",
            Field::ImdDecile => "imd_decile",
            Field::Lsoa => "lsoa",
            Field::Postcode => "postcode",
            Field::OtherUrn => "other_urn",
            Field::CharityNumber => "charity_number",
            Field::VolunteerMinutes => "volunteer_minutes",
            Field::VolunteerHours => "volunteer_hours",
            Field::VolunteerMinutesPerPupil => "volunteer_minutes_per_pupil",
            Field::Item(_) | Field::Other(_) => return None,
        })
    }

    /// Whether the field is an amount: what a wave needs one of, and what a file for all waves has none of.
    pub fn is_amount(&self) -> bool {
        match self {
            Field::TotalIncome
            | Field::Donations
            | Field::PtaIncome
            | Field::VolunteerMinutes
            | Field::VolunteerHours
            | Field::VolunteerMinutesPerPupil
            | Field::Other(_) => true,
            Field::Urn
            | Field::School
            | Field::Wave
            | Field::Phase
            | Field::LocalAuthority
            | Field::Pupils
            | Field::PtaStatus
            | Field::PtaGift
            | Field::PupilPremium
            | Field::Ofsted
            | Field::ImdDecile
            | Field::Lsoa
            | Field::Postcode
            | Field::OtherUrn
            | Field::CharityNumber
            | Field::Item(_) => false,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.fixed_name()) {
            (Field::Item(label), _) => write!(f, "item:{label}"),
            (Field::Other(label), _) => write!(f, "other:{label}"),
            (_, name) => f.write_str(name.unwrap_or_default()),
        }
    }
}

/// The word is no field's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a field")]
pub struct UnknownField(pub String);

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<Self, UnknownField> {
        if let Some(label) = name.strip_prefix("item:").filter(|label| !label.is_empty()) {
            return Ok(Field::Item(label.into()));
        }
        if let Some(label) = name.strip_prefix("other:").filter(|label| !label.is_empty()) {
            return Ok(Field::Other(label.into()));
        }
        Field::NAMED
            .into_iter()
            .find(|field| field.fixed_name() == Some(name))
            .ok_or_else(|| UnknownField(name.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        let labelled = [Field::Item("Under pressure".into()), Field::Other("Trips".into())];
        for field in Field::NAMED.into_iter().chain(labelled) {
            assert_eq!(field.to_string().parse(), Ok(field));
        }
        assert!("item:".parse::<Field>().is_err());
        assert!("raised".parse::<Field>().is_err());
    }
}
