//! The user's files inside the worker: surveyed when they are dropped, extracted when they are used.

use super::message::{FileId, Reply};
use super::reading::{Stopped, read};
use super::serve::post;
use crate::dataset::Dataset;
use crate::figure::words::capitalised;
use crate::ingest::{
    self, Encoding, Extraction, FileProfile, ImportReport, Mapping, Survey, Table, assemble,
};
use js_sys::Reflect;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use web_sys::File;

/// Between two reports of how far a file has been read, ms.
const OFTEN: f64 = 100.0;

/// A file in hand.
#[derive(Clone)]
struct InHand {
    file: File,
    name: String,
    /// Rises with every survey, so that one that is out of date stops.
    survey: Rc<Cell<u32>>,
    profile: Option<Rc<FileProfile>>,
}

/// The files that the page gave, by its numbers for them.
#[derive(Default)]
pub struct Files {
    in_hand: RefCell<BTreeMap<FileId, InHand>>,
    /// Rises with every use and every stop.
    use_of: Cell<u32>,
}

impl Files {
    /// Takes a file in hand, with what is known of it already.
    pub fn take(&self, id: FileId, name: String, file: File, profile: Option<Box<FileProfile>>) {
        let profile = profile.map(|profile| Rc::new(*profile));
        let fresh = InHand { file, name, survey: Rc::default(), profile };
        self.in_hand.borrow_mut().insert(id, fresh);
    }

    /// Finds out what a file in hand is, and tells the page.
    pub async fn survey(&self, id: FileId, encoding: Option<Encoding>) {
        let Some(in_hand) = self.in_hand.borrow().get(&id).cloned() else { return };
        let turn = in_hand.survey.get() + 1;
        in_hand.survey.set(turn);
        let mut survey = Survey::new(&in_hand.name, encoding);
        let tell = telling(id);
        let goes_on = |done, of| {
            tell(done, of);
            in_hand.survey.get() == turn
        };
        let outcome = read(&in_hand.file, goes_on, |bytes| survey.push(bytes)).await;
        let outcome = outcome.and_then(|()| survey.finish().map_err(Stopped::from));
        match outcome {
            Ok(profile) => {
                let mapping = Box::new(Mapping::propose(&profile));
                if let Some(known) = self.in_hand.borrow_mut().get_mut(&id) {
                    known.profile = Some(Rc::new(profile.clone()));
                }
                post(&Reply::Surveyed { file: id, profile: Box::new(profile), mapping });
            }
            Err(stopped) => {
                if let Some(why) = words(&in_hand.name, stopped) {
                    post(&Reply::Refused { file: id, why });
                }
            }
        }
    }

    /// Lets go of a file, whatever is being done with it.
    pub fn forget(&self, id: FileId) {
        if let Some(gone) = self.in_hand.borrow_mut().remove(&id) {
            gone.survey.set(gone.survey.get() + 1);
        }
    }

    pub fn stop_use(&self) {
        self.use_of.set(self.use_of.get() + 1);
    }

    /// Reads the files by their mappings and joins them; says why where that gives nothing.
    pub async fn assemble(
        &self,
        files: Vec<(FileId, Mapping)>,
        options: &ingest::Options,
    ) -> Result<(Dataset, ImportReport), String> {
        self.stop_use();
        let turn = self.use_of.get();
        // As they are in hand now: one that is taken off the list meanwhile is used all the same.
        let in_hand = |(id, mapping)| {
            let file = self.in_hand.borrow().get(&id).cloned();
            file.map(|file| (id, file, mapping)).ok_or_else(|| GONE.to_owned())
        };
        let files: Vec<_> = files.into_iter().map(in_hand).collect::<Result<_, _>>()?;
        let mut tables = Vec::new();
        for (id, file, mapping) in files {
            tables.extend(self.extract(id, file, &mapping, turn).await?);
        }
        if tables.is_empty() {
            return Err("No file has a column that links its rows to schools. Choose the column \
                        with the schools’ URN."
                .into());
        }
        assemble(&tables, options).map_err(|not_enough| capitalised(&not_enough.to_string()))
    }

    /// The rows of one file; none where it has no key, since its rows belong to no school.
    async fn extract(
        &self,
        id: FileId,
        in_hand: InHand,
        mapping: &Mapping,
        turn: u32,
    ) -> Result<Option<Table>, String> {
        let Some(profile) = in_hand.profile else { return Ok(None) };
        let Some(mut extraction) = Extraction::new(&profile, mapping) else { return Ok(None) };
        let tell = telling(id);
        let goes_on = |done, of| {
            tell(done, of);
            self.use_of.get() == turn
        };
        let outcome = read(&in_hand.file, goes_on, |bytes| extraction.push(bytes)).await;
        let outcome = outcome.and_then(|()| extraction.finish().map_err(Stopped::from));
        outcome.map(Some).map_err(|stopped| {
            words(&in_hand.name, stopped)
                .unwrap_or_else(|| "Stopped: the files were not used.".into())
        })
    }
}

const GONE: &str = "A file is not here any more. Take it off the list, and drop it again.";

/// WebKit keeps every file from the worker of a page that was opened from a disk.
const NOT_EVERYWHERE: &str = " Not every browser reads files in a page that was opened from a disk: \
    Firefox, Chrome and Edge do.";

/// Tells the page how far a file has been read, some times a second. Of its end it hears by what follows.
fn telling(file: FileId) -> impl Fn(f64, f64) {
    let told = Cell::new(js_sys::Date::now());
    move |done, of| {
        let now = js_sys::Date::now();
        if done < of && now - told.get() >= OFTEN {
            told.set(now);
            post(&Reply::Progress { file, done, of });
        }
    }
}

/// What to tell the user of a file; nothing where they stopped it themselves.
fn words(name: &str, stopped: Stopped) -> Option<String> {
    match stopped {
        Stopped::Refused(refusal) => Some(refusal.to_string()),
        Stopped::Unreadable => Some(format!(
            "{name}: the browser could not read the file on. If it was moved, saved again or lies on \
             a drive that was taken off, drop it once more.{}",
            if is_from_a_disk() { NOT_EVERYWHERE } else { "" }
        )),
        Stopped::Cancelled => None,
    }
}

/// Whether the page was opened from a disk, which has no origin.
fn is_from_a_disk() -> bool {
    let origin = Reflect::get(&js_sys::global(), &"origin".into()).ok();
    origin.and_then(|origin| origin.as_string()).as_deref() == Some("null")
}
