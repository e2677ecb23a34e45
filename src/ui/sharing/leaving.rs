//! What is about to leave: a cleared figure, stamped with its options and the day.

use crate::figure::Figure;
use crate::figure::disclosure::Released;
use crate::share::credits;
use crate::ui::session::Session;
use crate::ui::theme::storage;
use crate::worker::Shareable;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

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

    /// With the user's own words for those who cannot see the chart; without words, or with those
    /// that it has anyway, it stays as it is.
    pub fn described(mut self, words: &str) -> Leaving {
        let words = words.trim();
        if !words.is_empty() && words != credits::alt_text(&self.figure) {
            self.figure.description = Some(words.into());
        }
        self
    }

    /// Remembers that it left, so that a later share of the same data does not complete it.
    pub fn remember(&self) {
        let Some(storage) = storage() else { return };
        for place in places(&self.figure) {
            let both = kept(&storage, &place).and(&self.releases);
            if let Ok(text) = serde_json::to_string(&both) {
                // Where storage is full, nothing is remembered over a reload.
                let _ = storage.set_item(&place, &text);
            }
        }
    }
}

/// What left before from any of the files behind a figure.
pub fn earlier(figure: &Figure) -> Released {
    let Some(storage) = storage() else { return Released::default() };
    let all = places(figure).map(|place| kept(&storage, &place));
    all.fold(Released::default(), |all, one| all.and(&one))
}

fn kept(storage: &web_sys::Storage, place: &str) -> Released {
    let text = storage.get_item(place).ok().flatten();
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Where the record is kept: once for each file, by its checksum, so that one file more or less, or
/// another order, finds it again.
fn places(figure: &Figure) -> impl Iterator<Item = String> + '_ {
    let inputs = figure.provenance.inputs.iter().map(|input| input.sha256.as_str());
    let demonstration = figure.provenance.inputs.is_empty().then_some("demonstration");
    inputs.chain(demonstration).map(|name| format!("giving-gap.shared.{name}"))
}

/// "23 November 2026".
fn today() -> String {
    let form = js_sys::Object::new();
    for (part, how) in [("day", "numeric"), ("month", "long"), ("year", "numeric")] {
        // Setting a property of a plain object cannot fail.
        let _ = js_sys::Reflect::set(&form, &part.into(), &JsValue::from(how));
    }
    js_sys::Date::new_0().to_locale_date_string("en-GB", &form).into()
}
