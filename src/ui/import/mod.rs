//! The import panel: files, what each is read as, and what became of every row.

mod columns;
mod decisions;
mod field_words;
mod file;
mod file_block;
mod focus;
mod panel;
mod remembered;
mod report;
mod state;
mod wave;

pub use file::ImportFile;
pub use focus::{around, focus_in};
pub use panel::{DropAnywhere, ImportPanel, files_of};
pub use state::Import;
