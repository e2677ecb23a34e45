//! Dataset and options to Figure: one file a figure.

mod deciles;
mod notes;
mod options;
mod panel;
mod rows;
mod selection;
pub mod subjects;
mod tables;

pub use options::{Matching, Options};
pub use selection::{Selection, WaveSelection};

use crate::dataset::Dataset;
use crate::figure::{Figure, Kind};

/// The figure of a kind for this data and these options.
pub fn figure(kind: Kind, dataset: &Dataset, options: &Options) -> Option<Figure> {
    match kind {
        Kind::Table1 => Some(tables::table_1(dataset)),
        Kind::Table2 => Some(tables::table_2(dataset)),
        Kind::DecileRaised => Some(deciles::raised(dataset, options)),
        Kind::DecileVolunteer => Some(deciles::volunteer(dataset, options)),
        Kind::Measures
        | Kind::Lorenz
        | Kind::TopShares
        | Kind::Concentration
        | Kind::Distribution
        | Kind::Change
        | Kind::Decomposition
        | Kind::BetweenWithin
        | Kind::Drivers
        | Kind::Schools
        | Kind::Claims => None,
    }
}
