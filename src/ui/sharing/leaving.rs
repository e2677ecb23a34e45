//! What is about to leave: a figure that was cleared, which the worker holds, and the words that someone
//! gave it.

use crate::figure::Figure;
use crate::figure::disclosure::Released;
use crate::share::embed::{Scheme, code};
use crate::ui::session::Session;
use crate::ui::site::address;
use crate::ui::site::storage;
use crate::worker::{Making, Shareable, What};
use leptos::prelude::*;

/// A figure that may leave, as every way out takes it. Copying it copies handles.
#[derive(Clone, Copy)]
pub struct Leaving {
    session: Session,
    wish: u32,
    shareable: StoredValue<Shareable>,
    /// Where what left is remembered.
    places: StoredValue<Vec<String>>,
    /// What people who cannot see the chart are told.
    pub words: RwSignal<String>,
}

impl Leaving {
    /// Words that someone wrote before are not taken over: a new check may have withheld what they say.
    pub fn of(session: Session, wish: u32, shareable: &Shareable, figure: &Figure) -> Leaving {
        Leaving {
            session,
            wish,
            shareable: StoredValue::new(shareable.clone()),
            places: StoredValue::new(places(figure).collect()),
            words: RwSignal::new(shareable.alt_text.clone()),
        }
    }

    /// Has the worker make something of it.
    pub async fn make(self, what: What) -> Result<Vec<u8>, String> {
        let words = self.words.try_get_untracked().unwrap_or_default();
        let making = |id| Making { id, wish: self.wish, words, what };
        self.session.make(making).await
    }

    /// The same where what is made is text.
    pub async fn make_text(self, what: What) -> Result<String, String> {
        String::from_utf8(self.make(what).await?).map_err(|fault| fault.to_string())
    }

    pub fn carries(self) -> Vec<String> {
        self.shareable.with_value(|shareable| shareable.carries.clone())
    }

    pub fn stem(self) -> String {
        self.shareable.with_value(|shareable| shareable.stem.clone())
    }

    /// The code to paste into a page.
    pub fn code(self, fragment: &str, scheme: Scheme) -> String {
        let words = self.words.get();
        self.shareable.with_value(|it| {
            let is_own = !words.trim().is_empty() && words.trim() != it.alt_text;
            let told = if is_own { words.trim() } else { &it.sentence };
            code(&it.title, told, &address("./"), fragment, scheme)
        })
    }

    /// Remembers that it left, so that a later share of the same data does not complete it; says where this
    /// browser can remember it until the page is left, and no longer.
    pub fn remember(self) {
        let releases = self.shareable.with_value(|shareable| shareable.releases.clone());
        for place in self.places.get_value() {
            let both = kept(self.session, &place).and(&releases);
            let text = serde_json::to_string(&both).ok();
            let is_kept =
                storage().zip(text).is_some_and(|(s, text)| s.set_item(&place, &text).is_ok());
            self.session.left.update_value(|left| {
                left.insert(place, both);
            });
            if !is_kept {
                self.session.tell(FORGETS.into());
            }
        }
    }
}

const FORGETS: &str = "This browser’s storage is full or switched off: once this page is left or loaded anew, \
    the check no longer knows what was shared from these files. Share on from this page, or look at what \
    left together.";

/// What left before from any of the files behind a figure.
pub fn earlier(session: Session, figure: &Figure) -> Released {
    let all = places(figure).map(|place| kept(session, &place));
    all.fold(Released::default(), |all, one| all.and(&one))
}

/// What left in this visit, and in earlier ones as far as the browser keeps it.
fn kept(session: Session, place: &str) -> Released {
    let text = storage().and_then(|storage| storage.get_item(place).ok().flatten());
    let kept: Released = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    session.left.with_value(|left| left.get(place).map_or(kept.clone(), |left| kept.and(left)))
}

/// Where the record is kept: once for each file, by its checksum, so that one file more or less, or
/// another order, finds it again.
fn places(figure: &Figure) -> impl Iterator<Item = String> + '_ {
    let inputs = figure.provenance.inputs.iter().map(|input| input.sha256.as_str());
    let demonstration = figure.provenance.inputs.is_empty().then_some("demonstration");
    inputs.chain(demonstration).map(|name| format!("giving-gap.shared.{name}"))
}
