//! A number, or the reason why there is none, in eight bytes.

use serde::{Deserialize, Serialize};

/// Why a value is missing. Missing is never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Missing {
    /// The cell is empty.
    Blank = 1,
    /// The publisher withheld it.
    Suppressed = 2,
    /// The question does not apply to this school.
    NotApplicable = 3,
    /// The school, the wave or the file has no such value.
    NotCollected = 4,
    /// The cell holds something that is not a number.
    Unreadable = 5,
}

impl Missing {
    pub const ALL: [Missing; 5] = [
        Missing::Blank,
        Missing::Suppressed,
        Missing::NotApplicable,
        Missing::NotCollected,
        Missing::Unreadable,
    ];

    /// The reason in words, to stand after a count: "3 blank".
    pub fn words(self) -> &'static str {
        match self {
            Missing::Blank => "blank",
            Missing::Suppressed => "withheld by the publisher",
            Missing::NotApplicable => "not applicable",
            Missing::NotCollected => "not collected",
            Missing::Unreadable => "not readable as a number",
        }
    }
}

/// A finite number or a [`Missing`].
///
/// Stored as the bits of a float whose NaNs carry the reason, since a column of a large file has
/// hundreds of thousands of them.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell(#[serde(with = "turned")] u64);

/// A cell in a message, its bytes the other way round: the bits of a whole number end in zeros, and what
/// begins with zeros is short.
mod turned {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bits: &u64, into: S) -> Result<S::Ok, S::Error> {
        into.serialize_u64(bits.swap_bytes())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        u64::deserialize(from).map(u64::swap_bytes)
    }
}

const REASON: u64 = 0x7FF8_0000_0000_0000;

impl Cell {
    /// A number; one that is not finite is [`Missing::Unreadable`].
    pub fn known(value: f64) -> Self {
        if value.is_finite() { Cell(value.to_bits()) } else { Cell::missing(Missing::Unreadable) }
    }

    pub const fn missing(reason: Missing) -> Self {
        Cell(REASON | reason as u64)
    }

    pub fn get(self) -> Result<f64, Missing> {
        let value = f64::from_bits(self.0);
        if value.is_finite() {
            return Ok(value);
        }
        Err(match self.0 & 0xFF {
            1 => Missing::Blank,
            2 => Missing::Suppressed,
            3 => Missing::NotApplicable,
            4 => Missing::NotCollected,
            _ => Missing::Unreadable,
        })
    }

    pub fn value(self) -> Option<f64> {
        self.get().ok()
    }
}

impl From<Result<f64, Missing>> for Cell {
    fn from(outcome: Result<f64, Missing>) -> Self {
        match outcome {
            Ok(value) => Cell::known(value),
            Err(reason) => Cell::missing(reason),
        }
    }
}

impl std::fmt::Debug for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.get().fmt(f)
    }
}

/// One value a school. A column that no file gave is empty, and every value in it *not collected*.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column(Vec<Cell>);

impl Column {
    /// The column that no file gave.
    pub const fn absent() -> Self {
        Column(Vec::new())
    }

    pub fn is_absent(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, school: usize) -> Result<f64, Missing> {
        self.0.get(school).map_or(Err(Missing::NotCollected), |cell| cell.get())
    }

    /// Whether any school has a value.
    pub fn has_values(&self) -> bool {
        self.0.iter().any(|cell| cell.get().is_ok())
    }
}

impl FromIterator<Cell> for Column {
    fn from_iter<I: IntoIterator<Item = Cell>>(cells: I) -> Self {
        Column(cells.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_gives_back_what_it_was_given() {
        for value in [0.0, -0.0, 1.5, -1e308, f64::MIN_POSITIVE] {
            assert_eq!(Cell::known(value).get(), Ok(value));
        }
        for reason in Missing::ALL {
            assert_eq!(Cell::missing(reason).get(), Err(reason));
        }
        assert_eq!(Cell::known(f64::NAN).get(), Err(Missing::Unreadable));
        assert_eq!(Cell::known(f64::INFINITY).get(), Err(Missing::Unreadable));
    }

    #[test]
    fn a_column_no_file_gave_is_not_collected() {
        assert_eq!(Column::absent().get(3), Err(Missing::NotCollected));
    }
}
