//! One file that the user gave: what has been found out about it, and how it is to be read.

use crate::ingest::{Encoding, FileProfile, Mapping};
use crate::ui::visit::Kept;
use crate::worker::FileId;
use leptos::prelude::*;
use std::sync::Arc;

/// What has been found out about a file.
#[derive(Clone, Debug)]
pub enum FileState {
    /// The share of its bytes that have been read.
    Reading(f64),
    Refused(String),
    Ready(Arc<FileProfile>),
}

impl FileState {
    /// The handle `data-state`.
    pub fn name(&self) -> &'static str {
        match self {
            FileState::Reading(_) => "reading",
            FileState::Refused(_) => "refused",
            FileState::Ready(_) => "ready",
        }
    }

    pub fn profile(&self) -> Option<Arc<FileProfile>> {
        match self {
            FileState::Ready(profile) => Some(Arc::clone(profile)),
            FileState::Reading(_) | FileState::Refused(_) => None,
        }
    }
}

/// One file of the user's; copying it copies handles.
#[derive(Clone, Copy, PartialEq)]
pub struct ImportFile {
    pub id: FileId,
    pub name: StoredValue<String>,
    pub state: RwSignal<FileState>,
    pub mapping: RwSignal<Option<Mapping>>,
    /// Whether the mapping is one that the user made before for the same header.
    pub is_remembered: RwSignal<bool>,
    /// How much of the file has been read for its use.
    pub used: RwSignal<f64>,
    pub kept: RwSignal<Kept>,
    /// The user's choice, if they made one.
    pub encoding: StoredValue<Option<Encoding>>,
    /// Whether it is read for that choice, from which the focus must not be taken.
    pub is_read_again: StoredValue<bool>,
    /// How it was read before the page was reloaded.
    pub before: StoredValue<Option<Mapping>>,
}

impl ImportFile {
    pub fn new(id: FileId, name: String) -> ImportFile {
        ImportFile {
            id,
            name: StoredValue::new(name),
            state: RwSignal::new(FileState::Reading(0.0)),
            mapping: RwSignal::new(None),
            is_remembered: RwSignal::new(false),
            used: RwSignal::new(0.0),
            kept: RwSignal::new(Kept::NotYet),
            encoding: StoredValue::new(None),
            is_read_again: StoredValue::new(false),
            before: StoredValue::new(None),
        }
    }

    /// Changes how the file is read.
    pub fn map(&self, change: impl FnOnce(&mut Mapping, &FileProfile)) {
        if let Some(profile) = self.state.with_untracked(FileState::profile) {
            self.mapping.update(|mapping| {
                if let Some(mapping) = mapping {
                    change(mapping, &profile);
                }
            });
        }
    }
}
