//! What is about to leave: a cleared figure, stamped with its options and the day.

use crate::figure::Figure;
use crate::figure::disclosure::Released;
use crate::share::credits;
use crate::ui::session::Session;
use crate::ui::theme::storage;
use crate::worker::Shareable;
use leptos::prelude::*;

/// A figure that may leave, as every way out takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaving {
    pub figure: Figure,
    pub decisions: Vec<String>,
    pub decisions_to_share: Vec<String>,
    releases: Released,
}

impl Leaving {
    pub fn of(session: Session, shareable: &Shareable) -> Leaving {
        let options = session.view.with_untracked(|view| view.to_link(None));
        Leaving {
            figure: credits::stamped(shareable.figure.clone(), &options, &today()),
            decisions: shareable.decisions.clone(),
            decisions_to_share: shareable.decisions_to_share.clone(),
            releases: shareable.releases.clone(),
        }
    }

    /// Remembers that it left, so that a later share of the same data does not complete it.
    pub fn remember(&self) {
        let both = earlier(&self.figure).and(&self.releases);
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&both)) {
            // Where storage is full or switched off, nothing is remembered over a reload.
            let _ = storage.set_item(&stored_as(&self.figure), &text);
        }
    }
}

/// What left before from the data behind a figure.
pub fn earlier(figure: &Figure) -> Released {
    let stored = storage().and_then(|storage| storage.get_item(&stored_as(figure)).ok().flatten());
    stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// The record's place, named for the data by their own checksums.
fn stored_as(figure: &Figure) -> String {
    let sums: Vec<&str> =
        figure.provenance.inputs.iter().map(|input| input.sha256.as_str()).collect();
    format!(
        "giving-gap.shared.{}",
        if sums.is_empty() { "demonstration".into() } else { sums.join("+") }
    )
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "23 November 2026".
fn today() -> String {
    let now = js_sys::Date::new_0();
    let month = MONTHS.get(now.get_month() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", now.get_date(), now.get_full_year())
}
