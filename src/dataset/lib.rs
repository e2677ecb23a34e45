//! Schools in columns, in one wave or two: what reading makes and what every figure is computed from.
//!
//! A [`Dataset`] holds the union of the schools of its waves, each at one index that is the same in
//! every wave, so that a school is followed by its index and a resample of indices serves both waves.

mod amount;
mod cell;
mod count;
pub mod csv_text;
mod decile;
mod field;
mod filter;
mod texts;
mod wave;

pub use amount::{Amount, Basis, UnknownAmount, Weighting};
pub use cell::{Cell, Column, Missing};
pub use count::in_thousands;
pub use decile::{Decile, NotADecile};
pub use field::{Field, UnknownField};
pub use filter::{Filter, NO_END};
pub use texts::Texts;
pub use wave::{Answer, Category, PtaStatus, Wave};

use serde::{Deserialize, Serialize};

/// The key that links a school's rows over files and waves: a URN, normalised, or any key the user named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SchoolKey(pub Box<str>);

/// Where the schools came from, as the page and every export say it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Source {
    /// Invented schools that reproduce the published averages.
    Demonstration,
    /// The user's own files.
    Files(Vec<SourceFile>),
}

/// One file that a dataset was read from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceFile {
    pub name: String,
    pub rows: u32,
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
}

/// Whether decile 1 is known to be the most deprived, or only taken to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecileDirection {
    /// The header says so, or the user confirmed it.
    Confirmed,
    /// Nothing says so: every gradient carries a note.
    Assumed,
}

/// The waves that the files have beside those shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherWaves {
    /// What they are called, the earlier first.
    pub labels: Vec<String>,
    /// Whether the school at an index is in one of them; empty where there are none.
    pub present: Vec<bool>,
}

/// Schools of one wave or two, aligned by index.
#[derive(Clone, Debug)]
pub struct Dataset {
    pub source: Source,
    /// Key of each school of the union, at its index.
    pub keys: Texts,
    /// Name of each school, empty where no file gives one.
    pub names: Texts,
    /// One wave or two, the earlier first. Every column is as long as `keys`.
    pub waves: Vec<Wave>,
    pub other_waves: OtherWaves,
    pub direction: DecileDirection,
}

impl Dataset {
    /// Number of schools in the union of the waves.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The waves' labels, the earlier first.
    pub fn labels(&self) -> Vec<String> {
        self.waves.iter().map(|wave| wave.label.clone()).collect()
    }
}
