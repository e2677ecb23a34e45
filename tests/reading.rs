//! Bytes to Table: one fixture for each quirk of encoding, dialect, numbers and rows.
mod ingest;

use giving_gap::dataset::{Field, Missing};
use giving_gap::ingest::{
    DecimalMark, Delimiter, Encoding, Kind, Mapping, Reason, RowReason, Survey, Table,
};
use ingest::{Given, extract, fixture, read, read_with, survey, survey_as, text};

fn donations(table: &Table) -> Vec<Result<f64, Missing>> {
    let column = table.column(&Field::Donations).expect("a column of donations");
    (0..table.len()).map(|row| column.number(row)).collect()
}

fn names(table: &Table) -> Vec<&str> {
    let column = table.column(&Field::School).expect("a column of names");
    (0..table.len()).map(|row| column.text(row)).collect()
}

fn left_out(table: &Table, reason: RowReason) -> Vec<u64> {
    table.left_out.get(&reason).map(|lines| lines.first.clone()).unwrap_or_default()
}

#[test]
fn every_encoding_is_read_and_told() {
    for (file, words) in [
        ("utf8_with_bom.csv", "UTF-8 with a byte order mark"),
        ("utf8_without_bom.csv", "UTF-8"),
        ("utf16_le_with_bom.csv", "UTF-16, little-endian with a byte order mark"),
        ("utf16_be_with_bom.csv", "UTF-16, big-endian with a byte order mark"),
        ("utf16_le_without_bom.csv", "UTF-16, little-endian"),
        ("utf16_be_without_bom.csv", "UTF-16, big-endian"),
        ("windows_1252.csv", "Windows-1252 (Western European)"),
    ] {
        let given = fixture(file);
        assert_eq!(survey(&given).encoding_words(), words, "{file}");
        let table = read(&given);
        assert_eq!(names(&table), ["St Thomas à Becket", "Ash – Lower School"], "{file}");
        assert_eq!(donations(&table), [Ok(10.0), Ok(20.0)], "{file}");
    }
}

#[test]
fn the_user_can_change_the_encoding() {
    let given = fixture("utf8_without_bom.csv");
    let file = survey_as(&given, Some(Encoding::Windows1252), 7).expect("still a table");
    let mapping = Mapping::propose(&file);
    assert_eq!(names(&extract(&given, &file, &mapping, 7))[0], "St Thomas Ã\u{a0} Becket");
}

#[test]
fn a_western_byte_found_late_settles_the_whole_file() {
    // Beyond the 4,096 bytes by which UTF-16 is told.
    let given = fixture("windows_1252_late.csv");
    let place = given.bytes.iter().position(|byte| !byte.is_ascii());
    assert!(place.is_some_and(|place| place > 4096));
    assert_eq!(survey_as(&given, None, 64).expect("a table").encoding, Encoding::Windows1252);
    assert_eq!(names(&read(&given)).last(), Some(&"Becket à"));
}

#[test]
fn amounts_in_windows_1252_are_numbers() {
    let given = fixture("windows_1252_pounds.csv");
    let file = survey(&given);
    let forced = survey_as(&given, Some(Encoding::Windows1252), 7).expect("a table");
    for file in [&file, &forced] {
        let numbers: Vec<u64> = file.columns[2..].iter().map(|column| column.numbers).collect();
        assert_eq!(numbers, [2, 1, 2], "£1,234 and £5; 1 234 with a no-break space; two totals");
    }
    assert_eq!(file.columns[3].codes, [("–".to_string(), 1)]);
    assert_eq!(file.columns[2].votes.point, 1, "no pound sign stands before a decimal comma");
    let table = read(&given);
    assert_eq!(donations(&table), [Ok(1234.0), Ok(5.0)]);
    let pta = table.column(&Field::PtaIncome).expect("a column of PTA income");
    assert_eq!([pta.number(0), pta.number(1)], [Ok(1234.0), Err(Missing::NotApplicable)]);
}

#[test]
fn marks_that_turn_the_direction_of_text_are_taken_out() {
    // U+202E before Ash and U+2067 before School, neither of them closed.
    assert_eq!(names(&read(&fixture("direction_marks.csv"))), ["Ash", "Oak School"]);
    let file = survey(&text("a\u{202e}vsc.csv", "urn,donations,\u{202e}pupils\n100001,1,2\n"));
    assert_eq!((&*file.name, &*file.columns[2].name), ("avsc.csv", "pupils"));
}

#[test]
fn every_line_ending_is_read() {
    for file in ["carriage_returns.csv", "crlf.csv", "no_final_newline.csv"] {
        let table = read(&fixture(file));
        assert_eq!(donations(&table), [Ok(10.0), Ok(20.0)], "{file}");
        assert_eq!((table.line(0), table.line(1)), (2, 3), "{file}");
    }
}

#[test]
fn every_delimiter_is_read() {
    for (file, delimiter) in [("tabs.tsv", Delimiter::Tab), ("pipes.csv", Delimiter::Pipe)] {
        let given = fixture(file);
        assert_eq!(survey(&given).delimiter, delimiter);
        assert_eq!(donations(&read(&given)), [Ok(10.0), Ok(20.0)], "{file}");
    }
    let given = fixture("semicolons_and_decimal_comma.csv");
    assert_eq!(survey(&given).delimiter, Delimiter::Semicolon);
    assert_eq!(donations(&read(&given)), [Ok(1234.5), Ok(20.25), Ok(1000.0)]);
}

#[test]
fn quoted_cells_hold_delimiters_quotes_and_newlines() {
    let table = read(&fixture("quoted_cells.csv"));
    assert_eq!(names(&table), ["Ash, \"Lower\"\r\nSchool", "Oak \"Upper\""]);
    assert_eq!(donations(&table), [Ok(1234.5), Ok(20.0)]);
    assert_eq!((table.line(0), table.line(1)), (2, 4));
}

#[test]
fn a_header_may_hold_newlines() {
    let file = survey(&fixture("newline_in_header.csv"));
    assert_eq!(file.columns[3].name, "Donations\n(£)");
    assert_eq!(donations(&read(&fixture("newline_in_header.csv"))), [Ok(10.0), Ok(20.0)]);
}

#[test]
fn a_header_may_hold_delimiters_and_quotes() {
    let given = fixture("quoted_header.csv");
    let file = survey(&given);
    let headers: Vec<&str> = file.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(headers, ["urn", "School \"name\"", "wave", "Donations, £"]);
    assert_eq!((file.header_line, file.rows), (Some(1), 2));
    let table = read(&given);
    assert_eq!(names(&table), ["Ash", "Oak, \"Upper\""]);
    assert_eq!(donations(&table), [Ok(10.0), Ok(20.0)]);
}

#[test]
fn titles_above_the_header_are_kept_as_titles() {
    let given = fixture("titles_above_header.csv");
    let file = survey(&given);
    assert_eq!(file.header_line, Some(4));
    assert_eq!(
        file.titles,
        ["Consistent financial reporting 2013-14", "Published 30 January 2015"]
    );
    let table = read(&given);
    assert_eq!(donations(&table), [Ok(10.0), Ok(20.0), Ok(30.0)]);
    assert_eq!(table.labels(), ["2016"], "the title names 2013-14");
}

#[test]
fn empty_and_repeated_headers_have_names_of_their_own() {
    let file = survey(&fixture("empty_and_repeated_headers.csv"));
    let names: Vec<_> = file.columns.iter().map(|column| column.name.as_str()).collect();
    let expected =
        ["urn", "#column-2", "Total Income ", "donations", "Total Income #2", "wave", "#column-7"];
    assert_eq!(names, expected);
}

#[test]
fn ragged_rows_are_read_and_listed() {
    let file = survey(&fixture("ragged_rows.csv"));
    assert_eq!((file.ragged.count, file.ragged.first), (3, vec![3, 4, 5]));
    let table = read_with(&fixture("ragged_rows.csv"), |file, mapping| {
        mapping.choose(file, Field::Wave, None)
    });
    assert_eq!(donations(&table), [Ok(10.0), Err(Missing::Blank), Ok(30.0), Err(Missing::Blank)]);
}

#[test]
fn blank_lines_and_empty_rows_are_passed_over() {
    let given = fixture("blank_lines.csv");
    assert_eq!(survey(&given).blank_lines, 5);
    let table = read(&given);
    assert_eq!(donations(&table), [Ok(10.0), Ok(20.0)]);
    assert_eq!(left_out(&table, RowReason::Empty), [6]);
}

#[test]
fn notes_under_the_data_are_left_out() {
    let table = read(&fixture("notes_under_data.csv"));
    assert_eq!(table.len(), 3);
    assert_eq!(left_out(&table, RowReason::Note), [6, 7]);
}

#[test]
fn a_file_without_a_header_has_numbered_columns() {
    let file = survey(&fixture("no_header.csv"));
    assert_eq!(file.header_line, None);
    assert_eq!(file.rows, 2);
    assert_eq!(file.columns[3].name, "#column-4");
}

#[test]
fn numbers_are_read_in_every_spelling() {
    let expected = [1234.5, -1234.0, -5.0, 17.0, 1200.0, 12_000.0, -0.5, 7.0].map(Ok);
    assert_eq!(donations(&read(&fixture("number_spellings.csv"))), expected);
    assert_eq!(donations(&read(&fixture("unit_in_header.csv"))), [Ok(12_000.0), Ok(500.0)]);
    let spaced = read(&fixture("spaces_between_thousands.csv"));
    assert_eq!(donations(&spaced), [Ok(1234.5), Ok(12_345.0), Ok(7.0)]);
}

#[test]
fn a_tie_of_decimal_marks_is_put_to_the_user() {
    let given = fixture("decimal_mark_tie.csv");
    let file = survey(&given);
    let mut mapping = Mapping::propose(&file);
    assert_eq!(mapping.ties(&file), [2]);
    assert_eq!(donations(&extract(&given, &file, &mapping, 9)), [Ok(1234.0), Ok(5678.0)]);
    mapping.marks.insert(2, DecimalMark::Comma);
    assert!(mapping.ties(&file).is_empty());
    assert_eq!(donations(&extract(&given, &file, &mapping, 9)), [Ok(1.234), Ok(5.678)]);
}

#[test]
fn codes_are_typed_missing_values_and_listed() {
    let given = fixture("missing_codes.csv");
    let table = read(&given);
    let found = donations(&table);
    let count = |reason| found.iter().filter(|cell| **cell == Err(reason)).count();
    assert_eq!(found.last(), Some(&Ok(12.0)));
    assert_eq!(count(Missing::Unreadable), 0);
    assert_eq!(count(Missing::Blank), 3, "empty, NULL and nan");
    let [column] = table.missing.as_slice() else { panic!("one column has missing values") };
    let all: u64 = column.reasons.values().map(|cells| cells.count).sum();
    assert_eq!(all, 25);
    assert_eq!(column.reasons[&Missing::Suppressed].first[0].line, 3);
    assert_eq!(column.reasons[&Missing::Suppressed].first[0].text, "SUPP");

    let table = read_with(&given, |_, mapping| mapping.codes.add_zero("-"));
    let zeros = |table: &Table| donations(table).iter().filter(|cell| **cell == Ok(0.0)).count();
    assert_eq!((zeros(&read(&given)), zeros(&table)), (0, 1));
    let table = read_with(&given, |_, mapping| mapping.codes.add("12", Missing::NotCollected));
    assert_eq!(donations(&table).last(), Some(&Err(Missing::NotCollected)));
}

/// A reason, how many cells it has, and those that are listed, by line and text.
type Gap = (Missing, u64, Vec<(u64, String)>);

/// The missing values of a field: reason, how many, and the first lines with what they hold.
fn missing(table: &Table, field: &Field) -> Vec<Gap> {
    let column = table.missing.iter().find(|column| column.field == *field);
    let reasons = column.map(|column| &column.reasons);
    let cells = reasons.into_iter().flatten().map(|(reason, cells)| {
        let first = cells.first.iter().map(|cell| (cell.line, cell.text.trim().to_string()));
        (*reason, cells.count, first.collect())
    });
    cells.collect()
}

#[test]
fn missing_words_and_keys_are_counted_as_numbers_are() {
    let table = read(&fixture("missing_words_and_keys.csv"));
    let at = |line: u64, text: &str| (line, text.to_string());
    assert_eq!(
        missing(&table, &Field::Ofsted),
        [
            (Missing::Blank, 2, vec![at(3, ""), at(5, "")]),
            (Missing::Suppressed, 1, vec![at(4, "SUPP")])
        ]
    );
    assert_eq!(
        missing(&table, &Field::Lsoa),
        [(Missing::Blank, 1, vec![at(4, "")]), (Missing::NotCollected, 1, vec![at(3, "..")])]
    );
    // That a PTA is unknown is an answer; *perhaps* is none.
    assert_eq!(
        missing(&table, &Field::PtaStatus),
        [(Missing::Blank, 1, vec![at(5, "")]), (Missing::Unreadable, 1, vec![at(3, "perhaps")])]
    );
    assert_eq!(
        missing(&table, &Field::Item("Asked parents".into())),
        [
            (Missing::NotApplicable, 1, vec![at(4, "NA")]),
            (Missing::Unreadable, 2, vec![at(3, "maybe"), at(5, "x")])
        ]
    );
    assert_eq!(missing(&table, &Field::School), [(Missing::Blank, 1, vec![at(3, "")])]);
}

#[test]
fn a_word_of_one_letter_is_no_code() {
    let table = read(&fixture("ticks_in_words.csv"));
    assert_eq!(table.column(&Field::Ofsted).map(|column| column.text(0)), Some("U"));
    let item = Field::Item("Asked parents".into());
    assert_eq!(table.column(&item).map(|column| column.text(0)), Some("x"));
    // Unless the user makes it one.
    let table = read_with(&fixture("ticks_in_words.csv"), |_, mapping| {
        mapping.codes.add("u", Missing::Suppressed)
    });
    assert_eq!(table.column(&Field::Ofsted).map(|column| column.text(0)), Some(""));
}

#[test]
fn totals_at_the_end_are_known_by_their_keys() {
    let table = read(&fixture("national_totals_at_the_end.csv"));
    assert_eq!(donations(&table), [Ok(10.0), Ok(20.0), Ok(30.0)]);
    assert_eq!(left_out(&table, RowReason::OtherKey), [5, 6]);
    let keys = fixture("keys_of_letters.csv");
    assert_eq!(left_out(&read(&keys), RowReason::OtherKey), [5]);
    let kept = read_with(&keys, |_, mapping| mapping.keep_totals = true);
    assert_eq!(donations(&kept), [Ok(10.0), Ok(20.0), Ok(30.0), Ok(40.0)]);
    let table = read(&fixture("nan_rows_at_the_end.csv"));
    assert_eq!(table.len(), 2);
    assert_eq!(left_out(&table, RowReason::NoKey), [4, 5]);
}

#[test]
fn totals_with_keys_like_schools_are_known_by_their_sums() {
    let given = fixture("totals_between_and_at_the_end.csv");
    let table = read(&given);
    assert_eq!(left_out(&table, RowReason::NoKey), [2], "England has no key");
    assert_eq!(left_out(&table, RowReason::Total), [6, 10, 11]);
    assert_eq!(table.len(), 6);
    let table = read_with(&given, |_, mapping| mapping.keep_totals = true);
    assert_eq!(table.len(), 9);
    let table = read(&fixture("totals_at_the_head.csv"));
    assert_eq!(left_out(&table, RowReason::Total), [2, 6, 10], "the last by its name");
}

fn refused(given: &Given) -> Reason {
    survey_as(given, None, 5).expect_err("it is refused").reason
}

#[test]
fn what_is_no_table_is_refused_in_words() {
    assert_eq!(refused(&fixture("spreadsheet.xlsx")), Reason::Spreadsheet);
    assert_eq!(refused(&text("empty.csv", "")), Reason::Empty);
    assert_eq!(refused(&text("blank.csv", "\n\n\n")), Reason::Empty);
    assert_eq!(
        refused(&text("page.csv", "<!DOCTYPE html><p>Not found")),
        Reason::NotText(Kind::WebPage)
    );
    let noise = Given {
        name: "noise.csv".into(),
        bytes: (0..2000u32).map(|i| (i * 7 % 32) as u8).collect(),
    };
    assert_eq!(refused(&noise), Reason::NotText(Kind::Binary));
    let open =
        survey_as(&fixture("open_quote.csv"), None, 5).expect_err("it is refused").to_string();
    assert!(open.starts_with("open_quote.csv: line 3, column 2 (school): "), "{open}");
}

#[test]
fn a_survey_without_bytes_is_refused() {
    assert!(Survey::new("nothing.csv", None).finish().is_err());
}
