//! Any text as a claims file: refused in words, or judged against a small set of schools.
#![no_main]
use giving_gap::analysis::claims::{ClaimsFile, claims};
use giving_gap::analysis::{Options, Study};
use giving_gap::dataset::Dataset;
use giving_gap::ingest::{Extraction, Mapping, Survey, WaveChoice, assemble};
use libfuzzer_sys::fuzz_target;
use std::cell::LazyCell;
use std::rc::Rc;

const SCHOOLS: &str = "urn,wave,pupils,total_income,donations,pta_income,imd_decile\n\
    1,2016,100,400000,1000,500,1\n2,2016,200,900000,8000,4000,10\n\
    1,2018,110,410000,900,700,1\n2,2018,210,950000,12000,4000,10\n";

fn schools() -> Dataset {
    let mut survey = Survey::new("schools.csv", None);
    survey.push(SCHOOLS.as_bytes()).expect("a CSV");
    let file = survey.finish().expect("a CSV");
    let mapping = Mapping::propose(&file);
    assert!(matches!(mapping.wave, WaveChoice::Column(_)));
    let mut extraction = Extraction::new(&file, &mapping).expect("it has a key");
    extraction.push(SCHOOLS.as_bytes()).expect("surveyed");
    let table = extraction.finish().expect("surveyed");
    assemble(&[table], &Default::default()).expect("two waves").0
}

thread_local! {
    static STUDY: LazyCell<Study> = LazyCell::new(|| {
        Study::new(Rc::new(schools()), Options { intervals: false, ..Options::default() })
    });
}

fuzz_target!(|text: &str| {
    match ClaimsFile::read(text) {
        Ok(file) => STUDY.with(|study| {
            let _ = claims(study, &file);
        }),
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
    }
});
