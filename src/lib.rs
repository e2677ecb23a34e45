//! Who gets voluntary action in schools, and is the gap growing?
//!
//! A page, in wasm, that reads the CSVs a user has, joins them, and shows how unequal raised income
//! and volunteer time are between schools in two waves. Nothing leaves the machine.
//!
//! ```text
//! bytes ──ingest──▶ Table ──link──▶ Dataset ──analysis──▶ Figure ──draw──▶ canvas, SVG
//! ```
//!
//! The house has floors; each uses only those below it.
//!
//! | floor | module | what lives there |
//! |---|---|---|
//! | 0 | [`stats`] | numbers on slices: knows no school, no wave, no web |
//! | 1 | [`dataset`] | schools in columns, two waves, typed missing values |
//! | 2 | [`ingest`] | bytes to [`dataset::Dataset`], and the report of what was read |
//! | 2 | [`figure`] | the [`figure::Figure`], its words, its table, disclosure control |
//! | 3 | [`analysis`] | Dataset and options to Figure |
//! | 3 | [`draw`] | Figure to any plotters backend |
//! | 4 | [`share`] | view state and URL, embeds, exports |
//! | 5 | [`worker`] | the loop inside the worker and the client outside |
//! | 6 | `ui` | the page |

pub mod analysis;
pub mod draw;
pub mod figure;
pub mod share;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod worker;
#[doc(inline)]
pub use giving_gap_dataset as dataset;
#[doc(inline)]
pub use giving_gap_ingest as ingest;
#[doc(inline)]
pub use giving_gap_stats as stats;
