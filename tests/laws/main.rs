//! Laws that the statistics keep whatever the data.

mod decompositions;
mod inequality;
mod invariance;
mod resampling;
mod statistics;
mod units;
