//! What leaves the page: the view as an address, a figure as an embed, figures as files.

mod crc32;
pub mod embed;
pub mod view;
