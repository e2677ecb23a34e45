//! Any bytes as a file: surveyed, read and joined without a panic, the same however they are cut, and
//! with every row in the table or in the report.
#![no_main]
use giving_gap::dataset::Field;
use giving_gap::ingest::{Extraction, FileProfile, Mapping, Options, Refusal, Survey, Table, WaveChoice, assemble};
use libfuzzer_sys::fuzz_target;

fn survey<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Result<FileProfile, Refusal> {
    let mut survey = Survey::new("any_2014.csv", None);
    for piece in pieces {
        survey.push(piece)?;
    }
    survey.finish()
}

fn extract<'a>(file: &FileProfile, mapping: &Mapping, pieces: impl Iterator<Item = &'a [u8]>) -> Table {
    let mut extraction = Extraction::new(file, mapping).expect("the mapping has a key");
    pieces.for_each(|piece| extraction.push(piece).expect("surveyed"));
    extraction.finish().expect("surveyed")
}

fuzz_target!(|input: &[u8]| {
    let Some((first, bytes)) = input.split_first() else { return };
    let cut = usize::from(*first) + 1;
    let whole = survey(std::iter::once(bytes));
    assert_eq!(whole, survey(bytes.chunks(cut)));
    let Ok(file) = whole else { return };
    let mut mapping = Mapping::propose(&file);
    if !mapping.has_key() {
        mapping.choose(&file, Field::Urn, Some(0));
    }
    if !mapping.has_amount() {
        // A column has one use: the key's may not become the amount's.
        let free = (0..file.columns.len()).rev().find(|at| mapping.fields().all(|(_, used)| used != *at));
        mapping.choose(&file, Field::Donations, free);
    }
    if mapping.wave == WaveChoice::Ask {
        mapping.wave = WaveChoice::Label("2016".into());
    }
    let table = extract(&file, &mapping, std::iter::once(bytes));
    let in_pieces = extract(&file, &mapping, bytes.chunks(cut));
    assert_eq!(table.left_out, in_pieces.left_out);
    assert_eq!(table.missing, in_pieces.missing);
    let lost: u64 = table.left_out.values().map(|lines| lines.count).sum();
    assert_eq!(table.rows_read, table.len() as u64 + lost);
    if let Ok((dataset, report)) = assemble(&[table, in_pieces], &Options::default()) {
        assert_eq!(dataset.keys.len(), dataset.names.len());
        assert_eq!(report.rows_read(), report.rows_used() + report.rows_left_out());
        let _ = report.to_csv();
    }
});
