//! The paper's claims: each published figure against the data, and against the other figures.
//!
//! A claims file (`public/claims/`, and any in its layout) says what was printed, how it was
//! rounded, and what reproduces it. `judge` holds each claim against a [`Dataset`];
//! `check` holds claims against each other by arithmetic on their rounding.
//!
//! [`Dataset`]: crate::dataset::Dataset

mod check;
mod evidence;
mod expression;
mod expression_text;
mod facts;
mod file;
mod intervals;
mod judge;
mod measure;
mod printed;
mod range;
mod table;
mod whole;

pub use file::{Check, Claim, ClaimsError, ClaimsFile, Occasion, Remark, Test};
pub use printed::{ClaimUnit, Printed, Rounding};
pub use table::claims;

/// The paper's own claims, as a file.
pub const PAPER: &str = include_str!("../../../public/claims/paper.csv");
/// An example of a claims file, with every kind of row.
pub const TEMPLATE: &str = include_str!("../../../public/claims/template.csv");
