//! Dataset and options to Figure: one file a figure.

mod options;
mod selection;
pub mod subjects;

pub use options::{Matching, Options};
pub use selection::{Selection, WaveSelection};
