//! Sharing a figure: the button of a card, the panel that it opens, and the files it makes.

mod check;
mod clipboard;
mod downloads;
mod leaving;
mod panel;
mod png;
mod ways;

pub use panel::ShareButton;
