//! A tenth of areas by deprivation.

use serde::{Deserialize, Serialize};

/// A decile of the index of multiple deprivation: 1 is the most deprived tenth of areas, 10 the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Decile(u8);

/// A number that is no decile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a decile is a whole number from 1 to 10")]
pub struct NotADecile;

impl Decile {
    pub const COUNT: usize = 10;

    pub fn all() -> impl Iterator<Item = Decile> {
        (1..=10).map(Decile)
    }

    /// 1 to 10.
    pub fn number(self) -> u8 {
        self.0
    }

    /// 0 to 9, the place in an array of ten.
    pub fn index(self) -> usize {
        usize::from(self.0 - 1)
    }

    /// The decile of a scale that counts from the other end.
    pub fn turned(self) -> Decile {
        Decile(11 - self.0)
    }
}

impl TryFrom<u8> for Decile {
    type Error = NotADecile;

    fn try_from(number: u8) -> Result<Self, NotADecile> {
        if (1..=10).contains(&number) { Ok(Decile(number)) } else { Err(NotADecile) }
    }
}

impl From<Decile> for u8 {
    fn from(decile: Decile) -> u8 {
        decile.0
    }
}
