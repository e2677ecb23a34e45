//! Where on the page a link leads: a section or a figure's card.

use crate::figure::Kind;
use std::str::FromStr;

/// The sections, named as their elements' ids.
pub mod section {
    pub const WHAT_CHANGED: &str = "what-changed";
    pub const BY_DEPRIVATION: &str = "by-deprivation";
    pub const WHO_GETS_MOST: &str = "who-gets-most";
    pub const WHAT_EXPLAINS: &str = "what-explains";
    pub const WHAT_DRIVES: &str = "what-drives";
    pub const SCHOOLS: &str = "schools";
    pub const CLAIMS: &str = "claims";
    pub const YOUR_DATA: &str = "your-data";
}

/// In reading order.
const SECTIONS: [&str; 8] = [
    section::WHAT_CHANGED,
    section::BY_DEPRIVATION,
    section::WHO_GETS_MOST,
    section::WHAT_EXPLAINS,
    section::WHAT_DRIVES,
    section::SCHOOLS,
    section::CLAIMS,
    section::YOUR_DATA,
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
