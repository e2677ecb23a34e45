//! Where on the page a link leads: a section or a figure's card.

use crate::figure::Kind;
use std::str::FromStr;

/// The sections, in reading order, named as their elements' ids.
const SECTIONS: [&str; 8] = [
    "what-changed",
    "by-deprivation",
    "who-gets-most",
    "what-explains",
    "what-drives",
    "schools",
    "claims",
    "your-data",
];

/// A section, or a figure's card by its kind; where both have one name, the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place(&'static str);

impl Place {
    /// Every place: sections in reading order, then figures.
    pub fn all() -> impl Iterator<Item = Place> {
        let figures = Kind::ALL.into_iter().map(Kind::name).filter(|name| !SECTIONS.contains(name));
        SECTIONS.into_iter().chain(figures).map(Place)
    }

    pub fn name(self) -> &'static str {
        self.0
    }
}

impl From<Kind> for Place {
    fn from(kind: Kind) -> Place {
        Place(kind.name())
    }
}

/// The word names no section and no figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no section and no figure")]
pub struct UnknownPlace(pub String);

impl FromStr for Place {
    type Err = UnknownPlace;

    fn from_str(name: &str) -> Result<Self, UnknownPlace> {
        Place::all().find(|place| place.0 == name).ok_or_else(|| UnknownPlace(name.into()))
    }
}
