//! Floor 0: numbers on slices. Knows no school, no wave, no web.
//!
//! | file | what it gives |
//! |---|---|
//! | [`sample`] | values with weights, sorted once; mean, total, extremes, shares above a bound |
//! | [`quantiles`] | type-7 quantiles, median, P90/P10 |
//! | [`lorenz`] | Lorenz curve, top and bottom shares, Palma, S80/S20 |
//! | [`inequality`] | Gini, Hoover, generalised entropy, Atkinson |
//! | [`gradient`] | means of ordered groups: difference, ratio, slope and relative index, trend |
//! | [`concentration`] | concentration curve and index, and the forms for bounded measures |
//! | [`regression`], [`correlation`] | a line by least squares; Pearson's and Spearman's coefficients |
//! | [`proportions`] | Wilson's interval, Newcombe's for differences |
//!
//! A measure is an [`Outcome`]: a finite number, or the reason why there is none. Missing values
//! are dropped and counted. Conventions follow R's type 7 and the packages named beside each.

pub mod concentration;
pub mod correlation;
pub mod gradient;
pub mod inequality;
pub mod lorenz;
pub mod proportions;
pub mod quantiles;
pub mod regression;
pub mod sample;
pub mod undefined;

pub use lorenz::Tail;
pub use sample::Sample;
pub use undefined::{Outcome, Undefined};
