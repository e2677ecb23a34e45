//! What leaves the page: the view as an address, a figure as an embed, figures as files.

pub mod view;
