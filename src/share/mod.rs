//! What leaves the page: the view as an address, a figure as an embed, figures as files.
//!
//! Everything here takes a figure that disclosure control has cleared
//! ([`crate::figure::disclosure`]), but for the [`plate()`] that the user prints, and is pure: what needs a browser, such as painting a PNG, is the
//! page's.

mod crc32;
pub mod credits;
mod csv;
pub mod embed;
mod html;
mod key;
mod package;
mod plate;
pub mod png;
mod sheet;
pub mod view;
mod words;
mod zip;

pub use csv::csv;
pub use html::html;
pub use package::package;
pub use plate::plate;
pub use sheet::{WIDTH, sheet};
pub use zip::{Entry, zip};
