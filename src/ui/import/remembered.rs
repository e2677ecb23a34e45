//! Mappings kept in this browser for files of the same header, until the user has them forgotten.

use crate::ingest::{FileProfile, Mapping};
use crate::ui::site::storage;

const PREFIX: &str = "giving-gap.mapping.";

fn key(profile: &FileProfile) -> String {
    format!("{PREFIX}{}", profile.header_hash())
}

/// The mapping that the user made for such a file, where it is another than is proposed.
pub fn recall(profile: &FileProfile, proposed: &Mapping) -> Option<Mapping> {
    let text = storage()?.get_item(&key(profile)).ok().flatten()?;
    let mapping: Mapping = serde_json::from_str(&text).ok()?;
    Some(mapping.recalled(profile)).filter(|mapping| mapping != proposed)
}

/// Keeps a mapping. Where storage is full or switched off, the next file is only guessed anew.
pub fn keep(profile: &FileProfile, mapping: &Mapping) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(mapping)) {
        let _ = storage.set_item(&key(profile), &text);
    }
}

pub fn forget(profile: &FileProfile) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(profile));
    }
}
