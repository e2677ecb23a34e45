//! What a tab remembers of a visit over a reload: which files there were and how each was read, but no
//! byte of them.

use crate::ingest::{self, Encoding, Mapping};
use crate::worker::FileId;
use leptos::prelude::window;
use serde::{Deserialize, Serialize};

const STORED_AS: &str = "giving-gap.visit";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The visit's name, which its kept files bear.
    pub visit: String,
    pub files: Vec<Listed>,
    pub options: ingest::Options,
    pub used: Option<Used>,
}

/// A file on the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    pub id: FileId,
    pub name: String,
    /// The user's choice, if they made one.
    pub encoding: Option<Encoding>,
    pub mapping: Option<Mapping>,
}

/// What the figures were made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Used {
    pub files: Vec<(FileId, Mapping)>,
    /// The encoding of each; a reload finds it out again.
    #[serde(skip)]
    pub encodings: Vec<Encoding>,
    pub options: ingest::Options,
}

/// The browser's storage for this tab, unless it is switched off.
pub fn of_tab() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

impl Record {
    /// What this tab remembers, if anything.
    pub fn recall(storage: Option<&web_sys::Storage>) -> Option<Record> {
        let text = storage?.get_item(STORED_AS).ok().flatten()?;
        serde_json::from_str(&text).ok()
    }

    /// Whether it could be remembered.
    pub fn keep(&self, storage: Option<&web_sys::Storage>) -> bool {
        let text = serde_json::to_string(self).ok();
        storage.zip(text).is_some_and(|(storage, text)| storage.set_item(STORED_AS, &text).is_ok())
    }
}
