//! Reading files natively, for the tests of reading.
#![allow(dead_code, reason = "each test binary uses its part")]
use giving_gap::dataset::Dataset;
use giving_gap::ingest::{
    Encoding, Extraction, FileProfile, ImportReport, Mapping, Options, Refusal, Survey, Table,
    assemble, settle_labels,
};

/// A file by its name and bytes.
#[derive(Clone)]
pub struct Given {
    pub name: String,
    pub bytes: Vec<u8>,
}

pub fn text(name: &str, text: &str) -> Given {
    Given { name: name.into(), bytes: text.as_bytes().into() }
}

/// A file of `tests/data`.
pub fn fixture(name: &str) -> Given {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Given { name: name.into(), bytes }
}

pub fn survey_as(
    given: &Given,
    encoding: Option<Encoding>,
    cut: usize,
) -> Result<FileProfile, Refusal> {
    let mut survey = Survey::new(&given.name, encoding);
    for piece in given.bytes.chunks(cut) {
        survey.push(piece)?;
    }
    survey.finish()
}

pub fn survey(given: &Given) -> FileProfile {
    survey_as(given, None, 1 << 20).unwrap_or_else(|refusal| panic!("{refusal}"))
}

pub fn extract(given: &Given, file: &FileProfile, mapping: &Mapping, cut: usize) -> Table {
    let mut extraction = Extraction::new(file, mapping).expect("the mapping names a key");
    for piece in given.bytes.chunks(cut) {
        extraction.push(piece).unwrap_or_else(|refusal| panic!("{refusal}"));
    }
    extraction.finish().unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// Surveys a file, takes the mapping it proposes and reads it.
pub fn read(given: &Given) -> Table {
    read_with(given, |_, _| ())
}

/// As [`read`], with a user's changes to the mapping.
pub fn read_with(given: &Given, change: impl FnOnce(&FileProfile, &mut Mapping)) -> Table {
    let file = survey(given);
    let mut mapping = Mapping::propose(&file);
    change(&file, &mut mapping);
    extract(given, &file, &mapping, 1 << 20)
}

/// Reads and joins files with all defaults, as the page does.
pub fn join(files: &[Given]) -> (Dataset, ImportReport) {
    let profiles: Vec<FileProfile> = files.iter().map(survey).collect();
    let mut mappings: Vec<Mapping> = profiles.iter().map(Mapping::propose).collect();
    settle_labels(&mut profiles.iter().zip(&mut mappings).collect::<Vec<_>>());
    let read = profiles.iter().zip(&mappings).zip(files);
    let tables: Vec<Table> =
        read.map(|((profile, mapping), given)| extract(given, profile, mapping, 1 << 20)).collect();
    assemble(&tables, &Options::default()).unwrap_or_else(|missing| panic!("{missing}"))
}
