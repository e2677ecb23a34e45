//! What is shown until the program has come, and where scripts are switched off: Figure 1 of the
//! demonstration as a picture, with its numbers.
//!
//! `RENEW=1 cargo test --test share without_scripts` writes both anew; look at them before they are
//! kept.

use crate::figures::leaving_figures;
use giving_gap::draw::Look;
use giving_gap::figure::number::plain;
use giving_gap::figure::{Estimate, Figure, Kind};
use giving_gap::share::sheet;
use std::fs::{read_to_string, write};

/// The picture, and the one for small screens, by their widths.
const PICTURES: [(u32, &str); 2] =
    [(952, "public/figure-1.svg"), (375, "public/figure-1-narrow.svg")];
const PAGE: &str = "index.html";

fn figure_1() -> Figure {
    let figures = leaving_figures();
    figures.into_iter().find(|figure| figure.kind == Kind::DecileRaised).unwrap()
}

fn renew() -> bool {
    std::env::var("RENEW").is_ok_and(|renew| renew == "1")
}

#[test]
fn the_pictures_are_the_figure() {
    let mut figure = figure_1();
    // The day is of a share, and this is none.
    figure.notes.retain(|note| note.term != "Shared");
    let page = read_to_string(PAGE).unwrap();
    for (width, picture) in PICTURES {
        let drawn = sheet(&figure, &Look::new(width)).unwrap();
        if renew() {
            write(picture, &drawn).unwrap();
        }
        assert!(read_to_string(picture).unwrap() == drawn, "{picture} is not what Figure 1 is now");
        // A page that says another size moves once the picture is there.
        let height = drawn.split("height=\"").nth(1).and_then(|rest| rest.split('"').next());
        let says = format!("width=\"{width}\" height=\"{}\"", height.unwrap());
        assert!(page.contains(&says), "{PAGE} does not say {says} of {picture}");
    }
}

#[test]
fn the_table_has_the_figures_numbers() {
    let figure = figure_1();
    let cell = |estimate: &Estimate| {
        let value = estimate.known_value().map_or("withheld".into(), |v| plain(v, figure.unit));
        format!("<td>{value}</td>")
    };
    let row =
        |label: &str, cells: String| format!("<tr><th scope=\"row\">{label}</th>{cells}</tr>\n");
    let heads: String =
        figure.waves.iter().map(|wave| format!("<th scope=\"col\">{wave}</th>")).collect();
    // The tenths themselves, without their parts.
    let rows = figure.rows.iter().filter(|row| row.key.parse::<u8>().is_ok());
    let rows: String = rows.map(|r| row(&r.label, r.waves.iter().map(cell).collect())).collect();
    let table = format!(
        "<table>\n<caption>{}</caption>\n<thead><tr><td></td>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>",
        figure.subtitle
    );
    let page = read_to_string(PAGE).unwrap();
    let (start, end) = (page.find("<table>").unwrap(), page.find("</table>").unwrap() + 8);
    let renewed = format!("{}{table}{}", &page[..start], &page[end..]);
    if renew() {
        write(PAGE, &renewed).unwrap();
    } else {
        assert!(page == renewed, "the table of {PAGE} is not what Figure 1 is now");
    }
}
