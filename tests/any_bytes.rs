//! Laws of reading that hold for any bytes: what the `csv` crate writes reads back, in pieces of any size.
mod ingest;

use giving_gap::dataset::Field;
use giving_gap::ingest::{Broken, Delimiter, Encoding, Intake, Mapping, Record, Scanner, Wanted};
use ingest::{Given, extract, survey_as};
use proptest::prelude::*;

fn delimiters() -> impl Strategy<Value = Delimiter> {
    prop::sample::select(Delimiter::ALL.to_vec())
}

/// Cells of any text that an encoding can hold.
fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof!["[a-z0-9 ,;|\t\"'\r\n£à–.-]{0,12}", Just(String::new())];
    (1..6usize).prop_flat_map(move |width| {
        prop::collection::vec(prop::collection::vec(cell.clone(), width), 1..12)
    })
}

fn written(
    rows: &[Vec<String>],
    delimiter: Delimiter,
    quotes: csv::QuoteStyle,
    end: csv::Terminator,
) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter.byte())
        .quote_style(quotes)
        .terminator(end)
        .from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("in memory"));
    writer.into_inner().expect("in memory")
}

fn encoded(bytes: &[u8], encoding: Encoding) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    match encoding {
        Encoding::Utf8 => bytes.to_vec(),
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

/// Records as text, through the encoding's intake and the scanner.
fn scanned(
    bytes: &[u8],
    encoding: Encoding,
    delimiter: Delimiter,
    cut: usize,
) -> Result<Vec<Vec<String>>, Broken> {
    let mut rows = Vec::new();
    let mut scanner = Scanner::new(delimiter.byte(), Wanted::All);
    let mut keep = |record: &Record<'_>| {
        rows.push(record.cells().map(|cell| encoding.text(&cell).into_owned()).collect());
    };
    let mut intake = Intake::new(Some(encoding));
    for piece in bytes.chunks(cut) {
        intake.push(piece, &mut |bytes| scanner.push(bytes, &mut keep))?;
    }
    intake.finish(&mut |bytes| scanner.push(bytes, &mut keep))?;
    scanner.finish(&mut keep)?;
    Ok(rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_table_the_csv_crate_writes_reads_back_equal(
        rows in cells(),
        delimiter in delimiters(),
        encoding in prop::sample::select(Encoding::ALL.to_vec()),
        always in any::<bool>(),
        crlf in any::<bool>(),
        cut in 1..50usize,
    ) {
        let quotes = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let bytes = encoded(&written(&rows, delimiter, quotes, end), encoding);
        prop_assert_eq!(scanned(&bytes, encoding, delimiter, cut), Ok(rows));
    }

    #[test]
    fn no_bytes_panic_and_pieces_do_not_matter(bytes in prop::collection::vec(any::<u8>(), 0..600), cut in 1..40usize) {
        check_any(bytes, cut);
    }

    #[test]
    fn no_table_of_odd_cells_panics(rows in cells(), delimiter in delimiters(), cut in 1..40usize) {
        let mut bytes = b"urn;wave,donations;pupils|school\tlsoa\n".to_vec();
        bytes.extend(written(&rows, delimiter, csv::QuoteStyle::Necessary, csv::Terminator::Any(b'\n')));
        check_any(bytes, cut);
    }
}

/// Surveys and reads bytes whole and in pieces; both say the same.
fn check_any(bytes: Vec<u8>, cut: usize) {
    let given = Given { name: "any.csv".into(), bytes };
    let whole = survey_as(&given, None, usize::MAX);
    assert_eq!(survey_as(&given, None, cut), whole);
    let Ok(file) = whole else { return };
    let mut mapping = Mapping::propose(&file);
    if !mapping.has_key() {
        mapping.choose(&file, Field::Urn, Some(0));
        mapping.choose(&file, Field::Donations, (file.columns.len() > 1).then_some(1));
    }
    let (a, b) =
        (extract(&given, &file, &mapping, cut), extract(&given, &file, &mapping, usize::MAX));
    assert_eq!(format!("{a:?}").len(), format!("{b:?}").len());
    assert_eq!(
        (a.len(), a.rows_read, &a.left_out, &a.missing),
        (b.len(), b.rows_read, &b.left_out, &b.missing)
    );
    assert_eq!(a.rows_read, file.rows);
    let lost: u64 = a.left_out.values().map(|lines| lines.count).sum();
    assert_eq!(a.rows_read, a.len() as u64 + lost, "every row is in the table or in the report");
}
