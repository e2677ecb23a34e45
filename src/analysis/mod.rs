//! Dataset and options to Figure. Knows no pixel.
//!
//! A [`Study`] is a dataset under a question: it holds the panels that its figures share, resamples them in
//! steps, and makes each figure as it stands by then.
//!
//! | module | what it does |
//! |---|---|
//! | `options`, `choices` | what the user chose: for several figures, for single ones |
//! | `study` | the entry: which figure is made by what, and the resampling of all |
//! | `selection`, `units`, `panel`, `resampled` | the schools and values of a question; ready to be measured and resampled; by what |
//! | `table_panels` | the panels that obey no option |
//! | `tables` | Tables 1 and 2 |
//! | `deciles` over `bands` | Figures 1 and 2 |
//! | `lorenz`, `concentration`, `distribution` | Figures 3 and 5, 4, 6 |
//! | `measures`, `without_largest`, `chance` | every measure in one table; without the school that has most; a test of the Gini indices |
//! | `change`, `change_of_schools` | Figure 7, by tenths or by schools |
//! | `decomposition`, `between_within` | Figures 8 and 9 |
//! | `drivers` with `responses` | Figure 10, and who answered |
//! | `schools`, `roster`, `standing` | single schools: the scatter, the table, one among all |
//! | [`claims`] | published figures against the data and against each other |
//! | `headlines`, `findings`, `what_if` | the sentences at the head of the page, and a number counted in other ways |
//! | `draft`, `rows`, `proportions`, `notes`, [`subjects`] | what figures are made of: their beginning, rows, shares, notes, names |
//! | `sharing` | what stands behind each figure, for disclosure control |

mod bands;
mod between_within;
mod chance;
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
mod findings;
mod headlines;
mod lorenz;
mod measures;
mod notes;
mod options;
mod panel;
mod proportions;
mod resampled;
mod responses;
mod roster;
mod rows;
mod schools;
mod selection;
mod sharing;
mod standing;
mod study;
pub mod subjects;
mod table_panels;
mod tables;
mod units;
mod what_if;
mod without_largest;

pub use choices::{Axis, Choices, NotAnAxis};
pub use headlines::{Headlines, headlines};
pub use options::{Matching, Options};
pub use roster::{Roster, SchoolRecord};
pub use selection::{Selection, WaveSelection};
pub use study::Study;
pub use what_if::{Counting, WhatIf};
