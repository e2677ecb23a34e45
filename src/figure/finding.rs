//! A headline finding: a big number, a sentence, how sure it is, and the figure it is from.

use super::{Hue, Kind, Row};
use serde::{Deserialize, Serialize};

/// One of the five to seven findings at the head of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// "+24%".
    pub big: String,
    /// A sentence a minister could read out.
    pub sentence: String,
    /// The change with its interval, and of how many.
    pub how_sure: String,
    pub hue: Hue,
    /// The figure that shows it whole.
    pub figure: Kind,
    /// The numbers themselves: what the strip under the sentence draws.
    pub row: Row,
}
