//! Files that nobody means well with, or that came out of a broken export: refused in words and soon,
//! or read for what they are. The page's own words are held by `tests/browser/hostile.test.mjs`.

mod ingest;

use giving_gap::dataset::{Field, Missing};
use giving_gap::ingest::{
    Cells, Extraction, MOST_SCHOOLS, Mapping, NotEnough, Options, Reason, Survey, assemble,
};
use ingest::{Given, read, survey, text};

const HEAD: &str = "urn,wave,donations,imd_decile";

/// A table of so many rows under [`HEAD`].
fn rows(count: usize, row: impl Fn(usize) -> String) -> Given {
    let lines: Vec<String> = (0..count).map(row).collect();
    text("hostile.csv", &format!("{HEAD}\n{}\n", lines.join("\n")))
}

/// Pushes a piece again and again, and tells what refused it and after how many.
fn refused_after(piece: &[u8], most: usize) -> (Reason, usize) {
    let mut survey = Survey::new("hostile.csv", None);
    for pushed in 1..=most {
        if let Err(refusal) = survey.push(piece) {
            return (refusal.reason, pushed);
        }
    }
    panic!("{most} pieces were taken");
}

#[test]
fn ten_million_columns_are_refused_from_the_first_piece() {
    // Two bytes a column: twenty pieces of a megabyte are ten million.
    let (reason, pieces) = refused_after(&b"c,".repeat(1 << 19), 20);
    assert_eq!((&reason, pieces), (&Reason::TooWide { line: 1 }, 1));
    assert!(reason.to_string().starts_with("line 1 has more than 16,384 columns"), "{reason}");
}

#[test]
fn one_line_of_500_megabytes_is_refused_within_six() {
    let (reason, pieces) = refused_after(&b"x".repeat(1 << 20), 500);
    assert_eq!(reason, Reason::TooLong { line: 1 });
    assert!(pieces <= 6, "{pieces} pieces of a megabyte were held");
}

#[test]
fn the_widest_table_that_a_spreadsheet_holds_is_read() {
    let given = |columns: usize| text("wide.csv", &format!("urn{}\n1\n", ",c".repeat(columns - 1)));
    assert_eq!(survey(&given(16_384)).columns.len(), 16_384);
    let reason = ingest::survey_as(&given(16_385), None, 1 << 20).unwrap_err().reason;
    assert_eq!(reason, Reason::TooWide { line: 1 });
}

#[test]
fn more_schools_than_fit_are_refused_before_all_are_read() {
    let count = MOST_SCHOOLS * 2;
    let given = rows(count, |row| format!("{},2016,5,1", 100_001 + row));
    let file = survey(&given);
    let mut extraction = Extraction::new(&file, &Mapping::propose(&file)).expect("a key");
    let pieces: Vec<&[u8]> = given.bytes.chunks(1 << 20).collect();
    let refused = pieces.iter().position(|piece| {
        extraction.push(piece).is_err_and(|refusal| refusal.reason == Reason::TooManySchools)
    });
    let words = Reason::TooManySchools.to_string();
    assert!(words.starts_with("it names more than 500,000 schools, the most"), "{words}");
    // Rows are alike in length, so that the first 500,001 of a million end soon after the middle.
    assert!(refused.is_some_and(|at| at <= pieces.len() / 2 + 1), "{refused:?}");
}

#[test]
fn more_schools_than_fit_in_two_files_are_counted_and_refused() {
    let half = MOST_SCHOOLS / 2 + 1;
    let tables = [100_001, 1_100_001]
        .map(|first| read(&rows(half, |row| format!("{},2016,5,1", first + row))));
    let refused = assemble(&tables, &Options::default()).err();
    assert_eq!(refused, Some(NotEnough::TooManySchools { found: half * 2 }));
    let words = refused.map(|refused| refused.to_string()).unwrap_or_default();
    assert!(words.starts_with("the files name 500,002 schools, and this page counts 500,000 at"));
    // Many rows of few schools are no reason.
    let table = read(&rows(MOST_SCHOOLS + 1, |row| format!("{},2016,5,1", 100_001 + row % 3)));
    assert_eq!(assemble(&[table], &Options::default()).map(|(data, _)| data.len()), Ok(3));
}

#[test]
fn numbers_above_ten_are_no_deciles_and_are_listed() {
    let table = read(&rows(40, |row| format!("{},2016,5,{}", 100_001 + row, row + 1)));
    let missing = table.missing.iter().find(|column| column.field == Field::ImdDecile);
    let Cells { count, first } = &missing.unwrap().reasons[&Missing::Unreadable];
    assert_eq!(*count, 30);
    assert_eq!((first[0].line, first[0].text.as_str()), (12, "11"));
}

#[test]
fn without_rows_there_is_nothing_to_join() {
    let given = text("none.csv", &format!("{HEAD}\n"));
    assert_eq!(survey(&given).rows, 0);
    let words = assemble(&[read(&given)], &Default::default()).unwrap_err().to_string();
    assert!(words.contains("no file gives an amount for a school in a wave"), "{words}");
}

#[test]
fn a_row_fifty_times_over_is_one_school() {
    let (dataset, report) = ingest::join(&[rows(50, |_| "100001,2016,5,1".into())]);
    assert_eq!(dataset.len(), 1);
    assert_eq!((report.rows_used(), report.rows_left_out()), (1, 49));
}

#[test]
fn missing_equal_negative_and_enormous_amounts_are_kept_as_they_are() {
    for (written, value) in [
        ("", Err(Missing::Blank)),
        ("1000", Ok(1000.0)),
        ("-1000", Ok(-1000.0)),
        ("1e308", Ok(1e308)),
    ] {
        let table = read(&rows(20, |row| format!("{},2016,{written},1", 100_001 + row)));
        let column = table.column(&Field::Donations).unwrap();
        let cells: Vec<_> = (0..table.len()).map(|row| column.number(row)).collect();
        assert_eq!(cells, vec![value; 20], "{written:?}");
    }
}

#[test]
fn marks_of_direction_do_not_hide_a_number_or_a_header() {
    let given = text(
        "rtl.csv",
        "\u{202E}urn\u{202C},wave,donations\n\u{200F}100001,2016,\u{200F}1000\u{200E}\n",
    );
    let file = survey(&given);
    let mapping = Mapping::propose(&file);
    assert_eq!(mapping.column(&Field::Urn), Some(0), "{:?}", file.columns[0].name);
    assert_eq!(read(&given).column(&Field::Donations).unwrap().number(0), Ok(1000.0));
}
