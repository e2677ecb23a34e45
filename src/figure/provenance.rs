//! Where a figure's numbers come from: enough to make them again.

use serde::{Deserialize, Serialize};

/// One file behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    pub name: String,
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
}

/// What has to be known to make a figure again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Version of the application.
    pub version: String,
    /// What the data are, in words: "Demonstration data: invented schools …", or the files' names.
    pub source: String,
    pub inputs: Vec<Input>,
    /// The options that differ from the default, as in the page's address.
    pub options: String,
    pub seed: u64,
    /// Resamples behind the intervals; 0 where there are none.
    pub resamples: u32,
}
