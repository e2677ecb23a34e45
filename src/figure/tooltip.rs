//! What a tooltip says of the mark that is pointed at, as data: the page lays it out.

use serde::{Deserialize, Serialize};

/// What of a figure is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pointed {
    /// The row of this index in one wave, or one part of it, by index in the form's parts.
    Cell { row: usize, wave: usize, part: Option<usize> },
    /// A point of a curve, both by index.
    OnCurve { curve: usize, point: usize },
    /// A school of a scatter, by index of its point.
    School { point: usize },
}
