//! The files that the user gave, how each is to be read, and what came of it.
//!
//! It is one state with all that changes it, so that no other file writes it.

use super::file::{FileState, ImportFile};
use super::remembered;
use crate::ingest::{self, Encoding, FileProfile, ImportReport, Mapping, WaveChoice};
use crate::ui::later::later;
use crate::ui::session::Session;
use crate::ui::visit::{Kept, Listed, Record, Used, Visit};
use crate::worker::{FileId, Reply, Request};
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::{File, FileList};

type Ready = (ImportFile, Arc<FileProfile>, Mapping);

fn use_of(ready: &[Ready], options: ingest::Options) -> Used {
    let read = |(file, profile, mapping): &Ready| ((file.id, mapping.clone()), profile.encoding);
    let (files, encodings) = ready.iter().map(read).unzip();
    Used { files, encodings, options }
}

/// The state of the panel; copying it copies handles.
#[derive(Clone, Copy)]
pub struct Import {
    pub files: RwSignal<Vec<ImportFile>>,
    /// The last one that the user took off, if it can be put back: none or one, and where it stood.
    taken_off: RwSignal<Vec<ImportFile>>,
    taken_from: StoredValue<Option<(usize, File)>, LocalStorage>,
    pub options: RwSignal<ingest::Options>,
    pub report: RwSignal<Option<Arc<ImportReport>>>,
    /// Why the files could not be used.
    pub problem: RwSignal<Option<String>>,
    pub is_using: RwSignal<bool>,
    pub visit: Visit,
    /// Whether this tab could remember the list.
    pub is_remembered: RwSignal<bool>,
    last_id: StoredValue<FileId>,
    /// What the present figures are made from, where it is files.
    used: RwSignal<Option<Used>>,
    /// What the worker was last asked to use.
    asked: StoredValue<Option<Used>>,
    /// What is to be used again after a reload.
    again: StoredValue<Option<Used>>,
}

impl Import {
    pub fn new() -> Import {
        Import {
            files: RwSignal::default(),
            taken_off: RwSignal::default(),
            taken_from: StoredValue::new_local(None),
            options: RwSignal::default(),
            report: RwSignal::new(None),
            problem: RwSignal::new(None),
            is_using: RwSignal::new(false),
            visit: Visit::new(),
            is_remembered: RwSignal::new(true),
            last_id: StoredValue::new(0),
            used: RwSignal::new(None),
            asked: StoredValue::new(None),
            again: StoredValue::new(None),
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
        let is_same = |gone: &ImportFile| gone.name.with_value(|known| *known == name);
        if self.taken_off.with_untracked(|gone| gone.iter().any(is_same)) {
            self.let_go();
        }
        self.last_id.update_value(|id| *id += 1);
        let id = self.last_id.get_value();
        let entry = ImportFile::new(id, name);
        self.problem.set(None);
        self.visit.keep(self, entry, file.clone());
        self.survey(session, entry, file);
    }

    fn survey(self, session: Session, entry: ImportFile, file: File) {
        self.files.update(|files| files.push(entry));
        let (id, name) = (entry.id, entry.name.get_value());
        session.send_with(Request::Take { file: id, name, profile: None }, file);
        session.send(Request::Survey { file: id, encoding: entry.encoding.get_value() });
    }

    /// New files get numbers that none of the visit had.
    pub fn count_from(self, record: &Record) {
        let last = record.files.iter().map(|file| file.id).max().unwrap_or(0);
        self.last_id.set_value(last);
        self.options.set(record.options.clone());
    }

    /// Takes a file that was kept over a reload, to be read as it was.
    pub fn take_again(self, session: Session, listed: &Listed, file: File) -> ImportFile {
        let entry = ImportFile::new(listed.id, listed.name.clone());
        entry.encoding.set_value(listed.encoding);
        entry.before.set_value(listed.mapping.clone());
        self.survey(session, entry, file);
        entry
    }

    /// Asks for the figures that there were before a reload, once their files are read.
    pub fn use_again(self, session: Session, record: &Record) {
        if let Some(used) = &record.used {
            self.again.set_value(Some(used.clone()));
            self.go_on(session);
        }
    }

    /// Once the files of the figures before a reload are read, uses them; where one is missing, the
    /// demonstration is shown.
    fn go_on(self, session: Session) {
        let Some(mut used) = self.again.get_value() else { return };
        let mut is_whole = true;
        for (id, _) in &used.files {
            match self.file(*id).map(|file| file.state.get_untracked()) {
                Some(FileState::Reading(_)) => return,
                Some(FileState::Ready(profile)) => used.encodings.push(profile.encoding),
                Some(FileState::Refused(_)) | None => is_whole = false,
            }
        }
        self.again.set_value(None);
        match is_whole {
            true => self.send_use(session, used),
            false => session.load_demonstration(),
        }
    }

    fn send_use(self, session: Session, used: Used) {
        let Used { files, options, .. } = used.clone();
        self.asked.set_value(Some(used));
        self.let_go();
        let shown = session.view.with_untracked(|view| view.options.clone());
        session.send(Request::Use { files, options, shown });
        self.problem.set(None);
        self.is_using.set(true);
    }

    /// Data are in place: the user's, with a report, or the demonstration's.
    pub fn take_report(self, report: Option<Box<ImportReport>>) {
        self.is_using.set(false);
        self.used.set(self.asked.get_value().filter(|_| report.is_some()));
        self.report.set(report.map(|report| Arc::new(*report)));
    }

    /// What a reload has to bring back.
    pub fn record(self, visit: String) -> Record {
        let listed = |file: &ImportFile| Listed {
            id: file.id,
            name: file.name.get_value(),
            encoding: file.state.with(|_| file.encoding.get_value()),
            mapping: file.mapping.get().or_else(|| file.before.get_value()),
        };
        let files = self.files.with(|files| files.iter().map(listed).collect());
        let used = self.used.get().or_else(|| self.again.get_value());
        Record { visit, files, options: self.options.get(), used }
    }

    /// Whether a reload would lose a file.
    pub fn is_lost(self, file: &ImportFile) -> bool {
        matches!(file.kept.get(), Kept::TooLarge | Kept::Refused) || !self.is_remembered.get()
    }

    pub fn bytes_kept(self) -> f64 {
        let bytes = |file: &ImportFile| match file.kept.get_untracked() {
            Kept::Yes(bytes) => bytes,
            Kept::NotYet | Kept::TooLarge | Kept::Refused => 0.0,
        };
        self.files.with_untracked(|files| files.iter().map(bytes).sum())
    }

    pub fn lists(self, id: FileId) -> bool {
        self.file(id).is_some()
    }

    /// Lets go of every file, of its copy, of the waves chosen among theirs, and of the figures.
    pub fn remove_all(self, session: Session) {
        self.options.update(|options| options.waves = None);
        self.let_go();
        for file in self.files.get_untracked() {
            self.forget(session, file);
        }
        if self.used.try_update(Option::take).flatten().is_some() {
            session.load_demonstration();
        }
    }

    /// Takes a file off the list, to be put back if that was a slip.
    pub fn take_off(self, session: Session, file: ImportFile) {
        let at = self.files.with_untracked(|files| files.iter().position(|one| *one == file));
        let from = at.zip(session.handle_of(file.id));
        self.forget(session, file);
        let gone = from.iter().map(|_| file).collect();
        self.taken_from.set_value(from);
        self.taken_off.set(gone);
    }

    /// Puts the file back that was taken off last, to be read as it was.
    pub fn put_back(self, session: Session) {
        let file = self.taken_off.with_untracked(|gone| gone.first().copied());
        let from = self.taken_from.try_update_value(Option::take).flatten();
        let Some((file, (at, handle))) = file.zip(from) else { return };
        self.let_go();
        // Its copy went with it, and a new one is not to be counted beside it.
        file.kept.set(Kept::NotYet);
        self.files.update(|files| files.insert(at.min(files.len()), file));
        self.visit.keep(self, file, handle.clone());
        let profile = file.state.with_untracked(FileState::profile);
        let profile = profile.map(|profile| Box::new(FileProfile::clone(&profile)));
        let (id, name) = (file.id, file.name.get_value());
        session.send_with(Request::Take { file: id, name, profile }, handle);
        if matches!(file.state.get_untracked(), FileState::Reading(_)) {
            session.send(Request::Survey { file: id, encoding: file.encoding.get_value() });
        }
    }

    fn let_go(self) {
        self.taken_off.update(Vec::clear);
        self.taken_from.set_value(None);
    }

    /// What the list shows: its files, and in its place the one that was taken off last, which is false.
    pub fn entries(self) -> Vec<(ImportFile, bool)> {
        let mut entries: Vec<_> = self.files.get().into_iter().map(|file| (file, true)).collect();
        let at = self.taken_from.with_value(|from| from.as_ref().map_or(0, |(at, _)| *at));
        for gone in self.taken_off.get() {
            entries.insert(at.min(entries.len()), (gone, false));
        }
        entries
    }

    /// Reads a file again, in the encoding that the user chose.
    pub fn read_as(self, session: Session, file: ImportFile, encoding: Encoding) {
        file.encoding.set_value(Some(encoding));
        file.is_read_again.set_value(true);
        file.state.set(FileState::Reading(0.0));
        session.send(Request::Survey { file: file.id, encoding: Some(encoding) });
    }

    /// Stops reading a file, if it is being read, and takes it off the list.
    pub fn forget(self, session: Session, file: ImportFile) {
        self.files.update(|files| files.retain(|other| other.id != file.id));
        self.visit.forget(file.id);
        session.send(Request::Forget { file: file.id });
        self.go_on(session);
    }

    fn file(self, id: FileId) -> Option<ImportFile> {
        self.files.with_untracked(|files| files.iter().find(|file| file.id == id).copied())
    }

    /// What the worker says of files.
    pub fn hear(self, session: Session, reply: Reply) {
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
                    let before = file.before.try_update_value(Option::take).flatten();
                    let remembered = match before {
                        None => remembered::recall(&profile, &mapping),
                        Some(_) => None,
                    };
                    file.is_remembered.set(remembered.is_some());
                    file.mapping.set(Some(before.or(remembered).unwrap_or(*mapping)));
                    file.state.set(FileState::Ready(Arc::new(*profile)));
                    self.go_on(session);
                }
            }
            Reply::Refused { file, why } => {
                if let Some(file) = self.file(file) {
                    file.state.set(FileState::Refused(why));
                    self.go_on(session);
                }
            }
            Reply::NotUsed(why) => {
                self.is_using.set(false);
                self.problem.set(Some(why));
                // After a reload there is nothing else to show.
                if session.loaded.with_untracked(Option::is_none) {
                    session.load_demonstration();
                }
            }
            Reply::Ready
            | Reply::Loaded { .. }
            | Reply::Roster(_)
            | Reply::Answer(_)
            | Reply::Checked(_)
            | Reply::WhatIf(_)
            | Reply::Shared { .. }
            | Reply::Made { .. }
            | Reply::Failed(_)
            | Reply::Alive
            | Reply::Unanswered { .. }
            | Reply::Restarted
            | Reply::Stopped(_) => {}
        }
    }

    /// The files that are read, with how.
    fn ready(self) -> Vec<Ready> {
        let files = self.files.get().into_iter();
        files
            .filter_map(|file| Some((file, file.state.get().profile()?, file.mapping.get()?)))
            .collect()
    }

    /// Keeps the files' waves apart, whichever files come and go.
    pub fn settle_labels(self) {
        let mut ready = self.ready();
        let mut pairs: Vec<_> =
            ready.iter_mut().map(|(_, file, mapping)| (&**file, mapping)).collect();
        ingest::settle_labels(&mut pairs);
        for (file, _, mapping) in ready {
            if file.mapping.with_untracked(|known| known.as_ref() != Some(&mapping)) {
                file.mapping.set(Some(mapping));
            }
        }
    }

    /// Two files of different years that say one wave.
    pub fn clash(self) -> Option<ingest::Clash> {
        let ready = self.ready();
        ingest::clash(
            &ready.iter().map(|(_, file, mapping)| (&**file, mapping)).collect::<Vec<_>>(),
        )
    }

    pub fn is_reading(self) -> bool {
        self.files.get().iter().any(|file| matches!(file.state.get(), FileState::Reading(_)))
    }

    /// Whether the files give a key and an amount in a wave, and none is still being read.
    pub fn can_use(self) -> bool {
        let is_enough = |file: &ImportFile| {
            file.state.with(|state| matches!(state, FileState::Ready(_)))
                && file.mapping.with(|mapping| mapping.as_ref().is_some_and(Mapping::is_enough))
        };
        !self.is_reading() && self.files.get().iter().any(is_enough)
    }

    /// Whether the figures are of files, and not of those listed as these are to be read now.
    pub fn is_behind(self) -> bool {
        if self.is_using.get() || self.is_reading() {
            return false;
        }
        let now = use_of(&self.ready(), self.options.get());
        self.used.with(|used| used.as_ref().is_some_and(|used| *used != now))
    }

    /// Asks for the figures of the files, and remembers how each was read.
    pub fn use_files(self, session: Session) {
        let ready = untrack(|| self.ready());
        ready.iter().for_each(|(file, ..)| file.used.set(0.0));
        self.send_use(session, use_of(&ready, self.options.get_untracked()));
        later(move || {
            ready.iter().for_each(|(_, profile, mapping)| remembered::keep(profile, mapping))
        });
    }

    /// The labels that any file names or that are proposed for it, beside the two that the page opens with.
    pub fn labels(self) -> Vec<String> {
        let mut labels = vec!["2016".to_owned(), "2018".to_owned()];
        for (_, file, mapping) in self.ready() {
            for wave in [mapping.proposed_wave(&file), mapping.wave] {
                match wave {
                    WaveChoice::Label(label) => labels.push(label),
                    WaveChoice::Column(known) => labels.extend(known.into_values()),
                    WaveChoice::All | WaveChoice::Ask => {}
                }
            }
        }
        labels.sort();
        labels.dedup();
        labels
    }
}
