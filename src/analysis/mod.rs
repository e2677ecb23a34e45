//! Dataset and options to Figure: one file a figure.

mod bands;
mod between_within;
mod change;
mod change_of_schools;
mod choices;
pub mod claims;
mod concentration;
mod deciles;
mod decomposition;
mod distribution;
mod draft;
mod drivers;
mod headlines;
mod lorenz;
mod measures;
mod notes;
mod options;
mod panel;
mod roster;
mod rows;
mod schools;
mod selection;
mod sharing;
mod study;
pub mod subjects;
mod table_panels;
mod tables;
mod what_if;

pub use choices::{Axis, Choices, NotAnAxis};
pub use headlines::{Headlines, headlines};
pub use options::{Matching, Options};
pub use roster::{Roster, RosterWave, SchoolRecord};
pub use selection::{Selection, WaveSelection};
pub use study::Study;
pub use what_if::{WhatIf, what_if};
