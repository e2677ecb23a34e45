//! What leaves the page as an address or a file.

mod demonstration;
mod embeds;
mod fed;
mod figures;
mod files;
mod making;
mod safe;
mod without_scripts;
