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
//! | [`disparity`] | groups' means against their mean and the best |
//! | [`welch`] | the difference of two groups' means, with Welch's interval |
//! | [`regression`], [`student`], [`correlation`] | a line by least squares; Pearson's and Spearman's coefficients |
//! | [`proportions`] | Wilson's interval, Newcombe's for differences |
//! | [`between_within`] | inequality between groups and within: Theil, Gini with its overlap, Atkinson |
//! | [`sources`] | Gini and concentration index by source |
//! | [`change`], [`change_of_mean`] | percent and real terms; why a mean changed |
//! | [`permutation`] | a test of a difference of Gini indices |
//! | [`measure`], [`cross_section`] | the headline measures by name, and all of them for one occasion |
//! | [`statistic`], `beside` | every number that can be resampled, by name; what it needs beside the values |
//! | [`panel`] | two occasions of the same units: statistics, changes, and intervals for both |
//! | [`bootstrap`], [`interval`], [`normal`] | resampling by counts; percentile and BCa intervals |
//! | [`order`], `sums` | the order of numbers, by one shared sort; sums over units and groups |
//! | [`mod@undefined`] | the reasons why a measure has no value |
//!
//! A measure is an [`Outcome`]: a finite number, or the reason why there is none. Missing values
//! are dropped and counted. Some forms that the page shows nowhere are there to be held against the
//! packages that others use, in `tests/oracles`: [`disparity`], the further types of quantile, the
//! logistic slope index, standard errors by formula and by jackknife, Gini's correction under weights,
//! the coefficient of variation. Conventions follow R's type 7 and the packages named beside each.

mod beside;
pub mod between_within;
pub mod bootstrap;
pub mod change;
pub mod change_of_mean;
pub mod concentration;
pub mod correlation;
pub mod cross_section;
pub mod disparity;
pub mod gradient;
pub mod inequality;
pub mod interval;
pub mod lorenz;
pub mod measure;
pub mod normal;
pub mod order;
pub mod panel;
pub mod permutation;
pub mod proportions;
pub mod quantiles;
pub mod regression;
pub mod sample;
pub mod sources;
pub mod statistic;
pub mod student;
mod sums;
pub mod undefined;
pub mod welch;

pub use cross_section::{CrossSection, Unit};
pub use interval::{Interval, Method, NoInterval};
pub use lorenz::{End, Tail};
pub use measure::Measure;
pub use panel::{Panel, PanelBootstrap, PanelIntervals, Reading};
pub use sample::Sample;
pub use statistic::{BoundedIndex, Correlation, GiniPart, PartMeasure, Statistic};
pub use undefined::{Outcome, Undefined};
