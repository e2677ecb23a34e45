//! Tables written as CSV that every reader reads back and no spreadsheet runs.

/// What makes a spreadsheet take a cell for a formula, the full-width forms included.
const STARTS_A_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text as a cell: with an apostrophe before it where a spreadsheet would run it, quoted where a
/// reader would part it or, at a line's start, pass over it as a comment.
pub fn cell(text: &str) -> String {
    let guard = if text.starts_with(STARTS_A_FORMULA) { "'" } else { "" };
    let guarded = format!("{guard}{text}");
    let needs_quotes = guarded.contains(['"', ',', '\n', '\r'])
        || guarded.starts_with('#')
        || guarded.trim() != guarded;
    if needs_quotes { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// A number as a cell, in full precision. A negative one needs no apostrophe.
pub fn number(value: f64) -> String {
    value.to_string()
}

/// A line of cells that are written already, with the line's end that the format asks for.
pub fn line(cells: &[String]) -> String {
    format!("{}\r\n", cells.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_as_written_by_hand() {
        let cases = [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"a\"", "\"say \"\"a\"\"\""),
            ("=1+1", "'=1+1"),
            ("-2", "'-2"),
            ("@A1,B1", "\"'@A1,B1\""),
            (" =1", "\" =1\""),
            ("# 1 reason", "\"# 1 reason\""),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(cell(text), expected);
        }
        assert_eq!(number(-0.1), "-0.1");
    }

    proptest! {
        /// The reference reader gives every cell back, and none begins a formula.
        #[test]
        fn any_text_is_read_back(texts in proptest::collection::vec(any::<String>(), 2..6)) {
            let written = line(&texts.iter().map(|text| cell(text)).collect::<Vec<_>>());
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).from_reader(written.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(record.len(), texts.len());
            for (read, text) in record.iter().zip(&texts) {
                prop_assert!(read == text || read.strip_prefix('\'') == Some(text));
                prop_assert!(!read.starts_with(STARTS_A_FORMULA));
            }
        }
    }
}
