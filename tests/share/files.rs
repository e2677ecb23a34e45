//! Files: what a label says stays text in each of them, and each reads back elsewhere.

use crate::figures::{demonstration_figures, figure};
use giving_gap::draw::Look;
use giving_gap::figure::{Absent, Figure, Form, Input, Kind, Provenance};
use giving_gap::share::{Entry, credits, csv, html, package, png, sheet, zip};
use proptest::prelude::*;

/// The names of the elements of a document, and of their attributes.
fn markup(document: &str) -> Vec<(String, Vec<String>)> {
    let mut elements = Vec::new();
    let mut rest = document;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap_or(rest.len());
        let inside = &rest[..end];
        let name: String = inside.chars().take_while(|c| !c.is_whitespace()).collect();
        // Values are in double quotes; what lies outside them are names.
        let outside: String = inside.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        let attributes =
            outside.split_whitespace().filter_map(|word| word.strip_suffix('=')).map(String::from);
        elements.push((name, attributes.collect()));
        rest = &rest[end..];
    }
    elements
}

const ELEMENTS: [&str; 34] = [
    "svg", "title", "desc", "metadata", "rect", "text", "g", "path", "circle", "polygon",
    "polyline", "line", "tspan", "!doctype", "html", "head", "meta", "style", "body", "main", "p",
    "h1", "div", "table", "thead", "tbody", "tr", "th", "td", "small", "dl", "dt", "dd", "script",
];

/// Only the elements that the page itself writes, none with a handler, and no more scripts than its
/// own.
fn assert_inert(document: &str, scripts: usize) -> Result<(), TestCaseError> {
    let elements = markup(document);
    for (name, attributes) in &elements {
        let name = name.trim_start_matches('/').trim_end_matches('/');
        prop_assert!(ELEMENTS.contains(&name), "<{name}>");
        for attribute in attributes {
            prop_assert!(!attribute.starts_with("on") && attribute != "href", "{attribute}");
        }
    }
    prop_assert_eq!(elements.iter().filter(|(name, _)| name == "script").count(), scripts);
    Ok(())
}

/// The page without its own style and script, which are not markup.
fn without_own_code(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (middle, rest) = rest.rsplit_once("<script>").unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    format!("{before}{middle}<script></script>{after}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_label_is_markup_in_an_image(figure in figure()) {
        assert_inert(&sheet(&figure, &Look::new(900)).unwrap(), 0)?;
    }

    #[test]
    fn no_label_is_markup_in_a_page(figure in figure()) {
        assert_inert(&without_own_code(&html(&figure).unwrap()), 1)?;
    }

    #[test]
    fn no_cell_of_a_table_is_a_formula(figure in figure()) {
        let text = csv(&figure);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                let is_number = cell.parse::<f64>().is_ok();
                prop_assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            }
        }
    }

    /// A reader that passes over lines that begin with # finds one line a row, and every value whole.
    #[test]
    fn a_table_reads_back_in_full_precision(figure in figure()) {
        let text = csv(&figure);
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        let rows: Vec<_> = figure.rows.iter().chain(&figure.companions).collect();
        prop_assert_eq!(records.len(), rows.len());
        for (record, row) in records.iter().zip(rows) {
            for (wave, estimate) in row.waves.iter().enumerate() {
                let value = record[3 + 5 * wave].parse::<f64>().ok();
                prop_assert_eq!(value, estimate.known_value());
                prop_assert_eq!(record[7 + 5 * wave].is_empty(), estimate.value.is_ok());
            }
        }
    }
}

fn figure_1() -> Figure {
    demonstration_figures().remove(2)
}

#[test]
fn a_table_says_what_it_is() {
    let mut figure = figure_1();
    figure.rows.truncate(1);
    figure.companions.clear();
    let text = csv(&figure);
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[0], "# figure,Figure 1");
    assert!(lines.iter().any(|line| line.starts_with("# seed,")));
    let head = lines.iter().find(|line| !line.starts_with('#')).unwrap();
    assert!(
        head.starts_with("row,label,unit,2016,2016-low,2016-high,2016-n,2016-missing,2018,"),
        "{head}"
    );
}

#[test]
fn an_image_holds_all_that_stands_beside_the_chart() {
    let figure = figure_1();
    let image = sheet(&figure, &Look::new(960)).unwrap();
    for part in ["Figure 1", "<metadata>", "Seed: 1", "Made with Giving Gap", "Donations"] {
        assert!(image.contains(part), "{part}");
    }
    assert!(credits::alt_text(&figure).contains(&figure.sentence));
    assert!(!credits::alt_text(&figure).contains(&figure.title));
}

#[test]
fn an_image_of_one_waves_table_has_no_column_of_a_change() {
    let mut figure = demonstration_figures().remove(0);
    assert_eq!((figure.kind, figure.form == Form::Table), (Kind::Table1, true));
    let heads =
        |figure: &Figure| sheet(figure, &Look::new(960)).unwrap().contains(">Change</text>");
    assert!(heads(&figure));
    figure.waves.truncate(1);
    figure.rows.iter_mut().for_each(|row| {
        row.waves.truncate(1);
        (row.change, row.change_percent) = (None, None);
    });
    assert!(!heads(&figure));
}

#[test]
fn every_shared_table_marks_an_infinite_value_alike() {
    let mut figure = figure_1();
    figure.rows[0].waves[0].value = Err(Absent::Infinite("without bound".into()));
    assert!(csv(&figure).contains("[i] without bound"));
    assert!(html(&figure).unwrap().contains("<td>[i]"));
}

/// The shapes that the schools themselves have: colour alone tells nothing.
#[test]
fn the_key_of_a_scatter_has_the_shapes_of_its_marks() {
    let is_scatter = |figure: &Figure| figure.kind == Kind::Schools;
    let figure = demonstration_figures().into_iter().find(is_scatter).unwrap();
    let image = sheet(&figure, &Look::new(960)).unwrap();
    let key = &image[..image.find("<svg x=").unwrap()];
    assert_eq!(key.matches("<circle").count(), 2, "{key}");
    assert_eq!(key.matches("l6 10.5h-12z").count(), 1, "{key}");
    assert_eq!(key.matches("<circle").count() - key.matches("fill=\"none\"").count(), 1, "{key}");
}

/// By hand, of two files and of none, under options and under none.
/// Word processors paint a stroke over the letters whatever `paint-order` says, and look at the first
/// face alone.
#[test]
fn an_image_shows_its_words_in_a_word_processor() {
    for figure in demonstration_figures() {
        let image = sheet(&figure, &Look::new(960)).unwrap();
        assert!(!image.contains("paint-order"));
        let texts: Vec<(&str, &str)> = image
            .split("<text ")
            .skip(1)
            .map(|text| text.split_once("</text>").unwrap().0.split_once('>').unwrap())
            .collect();
        for (at, (attributes, words)) in texts.iter().enumerate() {
            if attributes.contains("stroke=") {
                let (over, same) = texts[at + 1];
                assert!(same == *words && !over.contains("stroke"), "{}: {words}", figure.kind);
                let place = |attributes: &str| -> Vec<String> {
                    let named = ["x=", "y=", "font-size=", "text-anchor="];
                    let kept = |part: &&str| named.iter().any(|name| part.starts_with(name));
                    attributes.split(' ').filter(kept).map(String::from).collect()
                };
                assert_eq!(place(attributes), place(over));
            }
        }
        let faces = image.split("font-family=\"").skip(1);
        assert!(
            faces
                .into_iter()
                .all(|face| ["Arial,", "Georgia,"].iter().any(|f| face.starts_with(f)))
        );
    }
}

#[test]
fn the_short_line_tells_how_to_make_the_figure_again() {
    let mut figure = figure_1();
    let input = |digits: &str| Input { name: "a.csv".into(), sha256: digits.repeat(8) };
    figure.provenance = Provenance {
        version: "0.1.0".into(),
        source: "a.csv and b.csv.".into(),
        inputs: vec![input("01234567"), input("89abcdef")],
        options: "measure=donations&basis=pupil".into(),
        seed: 7,
        resamples: 2000,
    };
    let told = "Source: a.csv and b.csv. Made with Giving Gap 0.1.0 from files 01234567 and 89abcdef, \
                seed 7, options measure=donations&basis=pupil. ";
    assert_eq!(credits::line(&figure), format!("{told}{}", credits::LICENCE));
    figure.provenance.inputs.clear();
    figure.provenance.options.clear();
    let told = "Made with Giving Gap 0.1.0, seed 7, options at their defaults. ";
    assert!(credits::line(&figure).contains(told));
}

#[test]
fn a_page_reaches_nothing() {
    let page = html(&figure_1()).unwrap();
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains("src=") && !page.contains("url("));
    let said = page.contains("aria-label=\"1, most deprived: Donations, 2016: £");
    assert!(said, "tooltips have their words");
}

#[test]
fn an_archive_of_equal_files_is_equal() {
    let entries = [Entry::new("a.txt", "one"), Entry::new("é.csv", "two")];
    assert_eq!(zip(&entries), zip(&entries));
    let archive = package(&figure_1(), &["“3” in 2018 is withheld.".into()], None).unwrap();
    assert!(archive.starts_with(b"PK\x03\x04"));
}

#[test]
fn a_png_keeps_its_parts_around_the_metadata() {
    // A picture of one clear point, made by hand from the specification.
    let pixel = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
        \0\0\0\rIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";
    let described = png::described(pixel, &[("Title", "Ein Bild £".into())], 2.0).unwrap();
    assert!(described.starts_with(&pixel[..33]) && described.ends_with(&pixel[33..]));
    assert_eq!(&described[37..41], b"pHYs");
    // Twice 96 an inch: 7,559 a metre.
    assert_eq!(described[41..45], 7559_u32.to_be_bytes());
    assert!(described.windows(10).any(|bytes| bytes == "Ein Bild £".as_bytes().get(..10).unwrap()));
    assert_eq!(png::described(b"GIF89a", &[], 1.0), None);
}
