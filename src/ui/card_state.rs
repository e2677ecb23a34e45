//! What a figure's card shows, and how it stands with it.

use crate::figure::Figure;
use crate::figure::words::is_empty;
use std::sync::Arc;

/// What a card shows and whether something better is on its way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardState {
    pub figure: Option<Arc<Figure>>,
    pub is_busy: bool,
    pub fault: Option<String>,
}

impl CardState {
    /// The handle `data-state`.
    pub fn name(&self) -> &'static str {
        match &self.figure {
            _ if self.is_busy => "busy",
            _ if self.fault.is_some() => "error",
            Some(figure) if !is_empty(figure) => "ready",
            _ => "empty",
        }
    }
}
