//! What kind a figure is: the name on its card, in links and in embeds.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The kinds of figure, named as their handle `data-figure`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Kind {
    Table1,
    Table2,
    DecileRaised,
    DecileVolunteer,
    Lorenz,
    Concentration,
    TopShares,
    Distribution,
    Measures,
    Change,
    Decomposition,
    BetweenWithin,
    Drivers,
    Schools,
    Claims,
}

impl Kind {
    /// Every kind, in the page's reading order.
    pub const ALL: [Kind; 15] = [
        Kind::Table1,
        Kind::Table2,
        Kind::DecileRaised,
        Kind::DecileVolunteer,
        Kind::Lorenz,
        Kind::Concentration,
        Kind::TopShares,
        Kind::Distribution,
        Kind::Measures,
        Kind::Change,
        Kind::Decomposition,
        Kind::BetweenWithin,
        Kind::Drivers,
        Kind::Schools,
        Kind::Claims,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Table1 => "table-1",
            Kind::Table2 => "table-2",
            Kind::DecileRaised => "decile-raised",
            Kind::DecileVolunteer => "decile-volunteer",
            Kind::Lorenz => "lorenz",
            Kind::Concentration => "concentration",
            Kind::TopShares => "top-shares",
            Kind::Distribution => "distribution",
            Kind::Measures => "measures",
            Kind::Change => "change",
            Kind::Decomposition => "decomposition",
            Kind::BetweenWithin => "between-within",
            Kind::Drivers => "drivers",
            Kind::Schools => "schools",
            Kind::Claims => "claims",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The word names no kind of figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a kind of figure")]
pub struct UnknownKind(pub String);

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| UnknownKind(name.into()))
    }
}

impl TryFrom<String> for Kind {
    type Error = UnknownKind;

    fn try_from(name: String) -> Result<Self, UnknownKind> {
        name.parse()
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> String {
        kind.name().into()
    }
}
