//! The visit: a tab's files, kept in this browser so that a reload loses nothing.
//!
//! The tab's own storage remembers what there was ([`record`]), the browser's database the files
//! ([`shelf`]). A visit has a name, by which no tab touches another's; it is its tab's for as long as
//! it holds a lock of that name. What a closed tab left is deleted once a day has passed since its visit began.

mod record;
mod shelf;

pub use record::{Listed, Record, Used, of_tab};

use super::import::{Import, ImportFile, around, focus_in};
use super::session::Session;
use crate::figure::words;
use crate::worker::{FileId, locks};
use js_sys::Promise;
use leptos::prelude::*;
use shelf::Shelf;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::File;

/// Bytes kept for one visit, at most: a copy of more would fill somebody's disk unasked.
const MOST_KEPT: f64 = 256e6;
/// How long after its beginning a visit that no tab holds is kept, ms.
const A_DAY: f64 = 24.0 * 3600.0 * 1000.0;

/// Whether a file is there after a reload.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kept {
    NotYet,
    /// With its size in bytes.
    Yes(f64),
    TooLarge,
    /// Storage is full, or switched off.
    Refused,
}

/// Copying it copies handles.
#[derive(Clone, Copy)]
pub struct Visit {
    /// The visit's name; none while it is being opened.
    name: RwSignal<Option<String>>,
    shelf: StoredValue<Option<Rc<Shelf>>, LocalStorage>,
    /// Settled once the visit is open.
    opening: StoredValue<Option<Promise>, LocalStorage>,
}

impl Visit {
    pub fn new() -> Visit {
        Visit {
            name: RwSignal::new(None),
            shelf: StoredValue::new_local(None),
            opening: StoredValue::new_local(None),
        }
    }

    /// Goes on with the visit that this tab had before it was reloaded, or begins one.
    pub fn open(self, session: Session) {
        let import = session.import;
        let record = Record::recall(of_tab().as_ref());
        if let Some(record) = &record {
            import.count_from(record);
        }
        if record.as_ref().is_none_or(|record| record.used.is_none()) {
            session.open_demonstration();
        } else {
            session.supply();
        }
        let opening = future_to_promise(async move {
            self.take_up(session, record).await;
            Ok(JsValue::UNDEFINED)
        });
        self.opening.set_value(Some(opening));
        Effect::new(move |_| {
            if let Some(name) = self.name.get() {
                // Where it cannot be remembered, the line about files says what a reload would lose.
                import.is_remembered.set(import.record(name).keep(of_tab().as_ref()));
            }
        });
    }

    async fn take_up(self, session: Session, record: Option<Record>) {
        self.shelf.set_value(Shelf::open().await.ok().map(Rc::new));
        let fresh = fresh_name(js_sys::Date::now(), js_sys::Math::random());
        let Some(record) = record else {
            locks::hold(&lock_of(&fresh)).await;
            self.name.set(Some(fresh));
            return self.tidy().await;
        };
        // A tab that was duplicated remembers a visit that is another's: it takes a copy of its own.
        let is_ours = locks::hold(&lock_of(&record.visit)).await;
        let mut missing = Vec::new();
        let mut copies = Vec::new();
        for listed in &record.files {
            match self.get(&key(&record.visit, listed.id)).await {
                Some(file) => {
                    let entry = session.import.take_again(session, listed, file.clone());
                    entry.kept.set(if is_ours { Kept::Yes(file.size()) } else { Kept::NotYet });
                    copies.push((entry, file));
                }
                None => missing.push(listed.name.clone()),
            }
        }
        session.import.use_again(session, &record);
        if is_ours {
            self.name.set(Some(record.visit));
        } else {
            locks::hold(&lock_of(&fresh)).await;
            self.name.set(Some(fresh));
            for (entry, file) in copies {
                self.put(session.import, entry, file).await;
            }
        }
        if !missing.is_empty() {
            session.tell(format!(
                "This browser did not keep {} over the reload. Drop {} again to go on.",
                words::listed(&missing),
                if missing.len() == 1 { "it" } else { "them" },
            ));
        }
        self.tidy().await;
    }

    /// Keeps a file that was just given.
    pub fn keep(self, import: Import, entry: ImportFile, file: File) {
        spawn_local(async move {
            if let Some(opening) = self.opening.get_value() {
                // It never fails.
                let _ = JsFuture::from(opening).await;
            }
            self.put(import, entry, file).await;
        });
    }

    async fn put(self, import: Import, entry: ImportFile, file: File) {
        let name = self.name.get_untracked();
        let (Some(shelf), Some(name)) = (self.shelf.get_value(), name) else {
            return entry.kept.set(Kept::Refused);
        };
        if import.bytes_kept() + file.size() > MOST_KEPT {
            return entry.kept.set(Kept::TooLarge);
        }
        // Counted from now on, so that two files at once do not pass the limit together.
        entry.kept.set(Kept::Yes(file.size()));
        let key = key(&name, entry.id);
        if shelf.put(&key, &file).await.is_err() {
            entry.kept.set(Kept::Refused);
        } else if !import.lists(entry.id) {
            // Taken off the list meanwhile. What cannot be deleted goes with the visit.
            let _ = shelf.delete(&key).await;
        }
    }

    /// Deletes the copy of a file.
    pub fn forget(self, file: FileId) {
        let (Some(shelf), Some(name)) = (self.shelf.get_value(), self.name.get_untracked()) else {
            return;
        };
        spawn_local(async move {
            // What cannot be deleted goes with the visit.
            let _ = shelf.delete(&key(&name, file)).await;
        });
    }

    async fn get(self, key: &str) -> Option<File> {
        self.shelf.get_value()?.get(key).await
    }

    /// Deletes what closed tabs left whose visit began more than a day ago.
    async fn tidy(self) {
        let Some(shelf) = self.shelf.get_value() else { return };
        let own = self.name.get_untracked();
        let now = js_sys::Date::now();
        for key in shelf.keys().await.unwrap_or_default() {
            let Some((visit, _)) = key.split_once('/') else { continue };
            let is_old = begun(visit).is_none_or(|begun| now - begun > A_DAY);
            if own.as_deref() != Some(visit) && is_old && locks::hold(&lock_of(visit)).await {
                // What cannot be deleted now is tried again the next time.
                let _ = shelf.delete(&key).await;
            }
        }
    }
}

/// A visit's name: when it began, and a number that no other visit has.
fn fresh_name(now: f64, random: f64) -> String {
    format!("{now:.0}-{:.0}", random * 1e15)
}

/// When a visit began, by its name.
fn begun(visit: &str) -> Option<f64> {
    visit.split_once('-')?.0.parse().ok()
}

fn key(visit: &str, file: FileId) -> String {
    format!("{visit}/{file}")
}

fn lock_of(visit: &str) -> String {
    format!("giving-gap.visit.{visit}")
}

/// One line on what is kept, until when, and how to be rid of it; another on what is not.
#[component]
pub fn Keeping(import: Import) -> impl IntoView {
    let session = Session::here();
    let lost = move || {
        let lost: Vec<String> = import
            .files
            .get()
            .iter()
            .filter(|file| import.is_lost(file))
            .map(|file| file.name.get_value())
            .collect();
        (!lost.is_empty()).then(|| {
            format!(
                "This browser does not keep {}: its storage is full or switched off, or there is more than 256 MB. \
                 After a reload, drop {} again.",
                words::listed(&lost),
                if lost.len() == 1 { "it" } else { "them" },
            )
        })
    };
    view! {
        <p class="keeping" data-handle="keeping">
            "A copy of these files stays in this browser until this tab is closed, so that a reload loses \
            nothing; what a closed tab leaves is deleted when the page is next opened, once a day has passed \
            since that tab was. "
            <button
                type="button"
                class="button plain"
                data-handle="remove-all"
                on:click=move |event| {
                    focus_in(around(&event, ".import"), "input");
                    import.remove_all(session);
                }
            >
                "Remove all now"
            </button>
        </p>
        <p role="status" data-handle="not-kept">{lost}</p>
    }
}
