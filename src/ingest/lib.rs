//! Bytes to Table to Dataset: the files people have, read, understood and joined, with a report of all
//! that happened.
//!
//! Everything takes bytes in pieces of any size, so a worker feeds it a `File` slice by slice:
//!
//! ```
//! use giving_gap_ingest::{Extraction, Mapping, Options, Survey, assemble};
//!
//! let bytes = b"urn,wave,donations,pupils\n100000,2016,1200,210\n100000,2018,1500,205\n";
//! // First pass: what the file is. It may be refused, with words for the user.
//! let mut survey = Survey::new("accounts.csv", None);
//! survey.push(bytes)?;
//! let file = survey.finish()?;
//! // What its columns hold: proposed, then changed by the user.
//! let mapping = Mapping::propose(&file);
//! // Second pass: the mapped columns. Nothing without a key.
//! let mut extraction = Extraction::new(&file, &mapping).ok_or("no key")?;
//! extraction.push(bytes)?;
//! let table = extraction.finish()?;
//! // All files together.
//! let (dataset, report) = assemble(&[table], &Options::default())?;
//! assert_eq!(dataset.labels(), ["2016", "2018"]);
//! assert_eq!(report.schools_both, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! From the bytes up:
//!
//! | modules | what they do |
//! |---|---|
//! | `encoding`, `characters` | bytes to UTF-8 |
//! | `dialect`, `scanner` over `masks`, `record` | text to records and their cells |
//! | `cell`, `number`, `codes`, `key`, `period`, `phase`, `looks` | what one cell says |
//! | `survey`, `header`, `profile` | the first pass: what a file is, and what each of its columns holds |
//! | `recognise` by `spellings`, `mapping`, `wave_choice` | which field a column is, and which wave a row is of |
//! | `extraction`, `totals`, `gaps` | the second pass: the mapped columns, without rows of totals, what they lack counted |
//! | `table` over `columns` and `known` | its result, the [`Table`] |
//! | `waves`, `linking`, `slots`, `areas` | each row's place: wave, school, neighbourhood |
//! | `assemble` with `join` | all files together: the dataset |
//! | `refusal`, `report` | why a file cannot be read; what became of every row and cell, the [`ImportReport`] |

use giving_gap_dataset as dataset;

mod areas;
mod assemble;
mod cell;
mod characters;
mod codes;
mod columns;
mod dialect;
mod encoding;
mod extraction;
mod gaps;
mod header;
mod join;
mod key;
mod known;
mod linking;
mod looks;
mod mapping;
mod masks;
mod number;
mod period;
mod phase;
mod profile;
mod recognise;
mod record;
mod refusal;
mod report;
mod scanner;
mod slots;
mod spellings;
mod survey;
mod table;
mod totals;
mod wave_choice;
mod waves;

pub use assemble::{MOST_SCHOOLS, NotEnough, Options, assemble};
pub use codes::MissingCodes;
pub use dialect::Delimiter;
pub use encoding::{Encoding, Intake, text_of};
pub use extraction::Extraction;
pub use looks::Looks;
pub use mapping::{Mapping, PhaseFlags, takes_unit};
pub use number::DecimalMark;
pub use period::Period;
pub use profile::{ColumnProfile, Votes};
pub use record::Record;
pub use refusal::{Kind, Reason, Refusal};
pub use report::{FileReport, ImportReport};
pub use scanner::{Broken, Scanner, Wanted};
pub use slots::Keep;
pub use survey::{FileProfile, Lines, Survey};
pub use table::{CellAt, Cells, ColumnMissing, Role, RowReason, Table};
pub use wave_choice::{Clash, WaveChoice, clash, settle_labels};
