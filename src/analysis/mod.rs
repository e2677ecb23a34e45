//! Dataset and options to Figure: one file a figure.

mod change;
mod concentration;
mod deciles;
mod distribution;
mod draft;
mod lorenz;
mod measures;
mod notes;
mod options;
mod panel;
mod rows;
mod selection;
mod study;
pub mod subjects;
mod tables;

pub use options::{Matching, Options};
pub use selection::{Selection, WaveSelection};
pub use study::Study;
