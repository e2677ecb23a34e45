//! The files that the user gave, how each is to be read, and what came of it.

use super::remembered;
use crate::ingest::{self, Encoding, FileProfile, ImportReport, Mapping, WaveChoice};
use crate::ui::session::Session;
use crate::worker::{FileId, Reply, Request};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{File, FileList};

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
}

impl ImportFile {
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

/// The state of the panel; copying it copies handles.
#[derive(Clone, Copy)]
pub struct Import {
    pub files: RwSignal<Vec<ImportFile>>,
    pub options: RwSignal<ingest::Options>,
    pub report: RwSignal<Option<Arc<ImportReport>>>,
    /// Why the files could not be used.
    pub problem: RwSignal<Option<String>>,
    pub is_using: RwSignal<bool>,
    last_id: StoredValue<FileId>,
}

impl Import {
    pub fn new() -> Import {
        Import {
            files: RwSignal::default(),
            options: RwSignal::default(),
            report: RwSignal::new(None),
            problem: RwSignal::new(None),
            is_using: RwSignal::new(false),
            last_id: StoredValue::new(0),
        }
    }

    /// Takes files that were chosen or dropped; one of a name that is there already takes its place.
    pub fn take(self, session: Session, list: &FileList) {
        for at in 0..list.length() {
            if let Some(file) = list.item(at) {
                self.take_one(session, file);
            }
        }
    }

    fn take_one(self, session: Session, file: File) {
        let name = file.name();
        let same = self.files.with_untracked(|files| {
            files.iter().find(|other| other.name.with_value(|known| *known == name)).copied()
        });
        if let Some(same) = same {
            self.forget(session, same);
        }
        self.last_id.update_value(|id| *id += 1);
        let id = self.last_id.get_value();
        let entry = ImportFile {
            id,
            name: StoredValue::new(name.clone()),
            state: RwSignal::new(FileState::Reading(0.0)),
            mapping: RwSignal::new(None),
            is_remembered: RwSignal::new(false),
            used: RwSignal::new(0.0),
        };
        self.files.update(|files| files.push(entry));
        self.problem.set(None);
        session.send_with(Request::Take { file: id, name, profile: None }, file);
        session.send(Request::Survey { file: id, encoding: None });
    }

    /// Reads a file again, in the encoding that the user chose.
    pub fn read_as(self, session: Session, file: ImportFile, encoding: Encoding) {
        file.state.set(FileState::Reading(0.0));
        session.send(Request::Survey { file: file.id, encoding: Some(encoding) });
    }

    /// Stops reading a file, if it is being read, and takes it off the list.
    pub fn forget(self, session: Session, file: ImportFile) {
        self.files.update(|files| files.retain(|other| other.id != file.id));
        session.send(Request::Forget { file: file.id });
    }

    fn file(self, id: FileId) -> Option<ImportFile> {
        self.files.with_untracked(|files| files.iter().find(|file| file.id == id).copied())
    }

    /// What the worker says of files.
    pub fn hear(self, reply: Reply) {
        match reply {
            Reply::Progress { file, done, of } => {
                let share = if of > 0.0 { done / of } else { 1.0 };
                if let Some(file) = self.file(file) {
                    if self.is_using.get_untracked() {
                        file.used.set(share);
                    } else if matches!(file.state.get_untracked(), FileState::Reading(_)) {
                        file.state.set(FileState::Reading(share));
                    }
                }
            }
            Reply::Surveyed { file, profile, mapping } => {
                if let Some(file) = self.file(file) {
                    let remembered = remembered::recall(&profile, &mapping);
                    file.is_remembered.set(remembered.is_some());
                    file.mapping.set(Some(remembered.unwrap_or(*mapping)));
                    file.state.set(FileState::Ready(Arc::new(*profile)));
                }
            }
            Reply::Refused { file, why } => {
                if let Some(file) = self.file(file) {
                    file.state.set(FileState::Refused(why));
                }
            }
            Reply::NotUsed(why) => {
                self.is_using.set(false);
                self.problem.set(Some(why));
            }
            Reply::Ready
            | Reply::Loaded { .. }
            | Reply::Answer(_)
            | Reply::Checked(_)
            | Reply::WhatIf(_)
            | Reply::Shared { .. }
            | Reply::Failed(_)
            | Reply::Alive
            | Reply::Unanswered { .. }
            | Reply::Restarted
            | Reply::Stopped(_) => {}
        }
    }

    /// Whether the files give a key and an amount in a wave, and none is still being read.
    pub fn can_use(self) -> bool {
        let files = self.files.get();
        let is_reading = files.iter().any(|file| matches!(file.state.get(), FileState::Reading(_)));
        let is_enough = |file: &ImportFile| {
            file.state.with(|state| matches!(state, FileState::Ready(_)))
                && file.mapping.with(|mapping| mapping.as_ref().is_some_and(Mapping::is_enough))
        };
        !is_reading && !self.is_using.get() && files.iter().any(is_enough)
    }

    /// Asks for the figures of the files, and remembers how each was read.
    pub fn use_files(self, session: Session) {
        let mut files = Vec::new();
        for file in self.files.get_untracked() {
            let (Some(profile), Some(mapping)) =
                (file.state.with_untracked(FileState::profile), file.mapping.get_untracked())
            else {
                continue;
            };
            remembered::keep(&profile, &mapping);
            file.used.set(0.0);
            files.push((file.id, mapping));
        }
        self.problem.set(None);
        self.is_using.set(true);
        session.send(Request::Use { files, options: self.options.get_untracked() });
    }

    /// The labels that any file names, beside the two that the page opens with.
    pub fn labels(self) -> Vec<String> {
        let mut labels = vec!["2016".to_owned(), "2018".to_owned()];
        for file in self.files.get() {
            file.mapping.with(|mapping| match mapping.as_ref().map(|mapping| &mapping.wave) {
                Some(WaveChoice::Label(label)) => labels.push(label.clone()),
                Some(WaveChoice::Column(known)) => labels.extend(known.values().cloned()),
                Some(WaveChoice::All | WaveChoice::Ask) | None => {}
            });
        }
        labels.sort();
        labels.dedup();
        labels
    }
}

/// The files of an input or of a drop.
pub fn files_of(event: &web_sys::Event) -> Option<FileList> {
    if let Some(drag) = event.dyn_ref::<web_sys::DragEvent>() {
        return drag.data_transfer()?.files();
    }
    event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?.files()
}
