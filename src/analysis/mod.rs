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
        Kind::Measures => Some(measures::measures(dataset, options)),
        Kind::Lorenz => Some(lorenz::lorenz(dataset, options)),
        Kind::TopShares => Some(lorenz::top_shares(dataset, options)),
        Kind::Concentration => Some(concentration::concentration(dataset, options)),
        Kind::Distribution => Some(distribution::distribution(dataset, options)),
        Kind::Change => Some(change::change(dataset, options)),
        Kind::Decomposition
        | Kind::BetweenWithin
        | Kind::Drivers
        | Kind::Schools
        | Kind::Claims => None,
    }
}
