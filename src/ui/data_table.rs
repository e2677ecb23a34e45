//! The table of a figure: every number in full precision beside the words of it.
//!
//! It is in the document whether or not it is what is seen, since it is what a script, a screen
//! reader and a copy go by.

use crate::draw::escaped;
use crate::figure::{Estimate, Figure, Row, Unit, number};
use leptos::prelude::*;

/// How a cell's number is put in words.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    Level,
    Change,
}

impl Manner {
    fn write(self, value: f64, unit: Unit) -> String {
        match self {
            Manner::Level => number::plain(value, unit),
            Manner::Change => number::signed(value, unit),
        }
    }
}

/// The table, with a caption that only screen readers need: on the page the card's title says it.
pub fn data_table(figure: &Figure) -> AnyView {
    table_of_rows(&figure.heading, &figure.waves, &figure.rows, &figure.title, true)
}

/// The table of some rows; that of a figure has the handle by which it is found.
///
/// It is written as text, which the browser takes in a tenth of the time that its hundreds of parts
/// take one by one.
pub fn table_of_rows(
    heading: &str,
    waves: &[String],
    rows: &[Row],
    caption: &str,
    is_of_figure: bool,
) -> AnyView {
    let two_waves = waves.len() > 1;
    let mut html = format!(
        "<caption class=\"unseen\">{}</caption><thead><tr><th scope=\"col\">{}</th>",
        escaped(caption),
        escaped(heading)
    );
    for head in waves.iter().map(String::as_str).chain(two_waves.then_some("Change")) {
        push(&mut html, &["<th scope=\"col\" class=\"r\">", &escaped(head), "</th>"]);
    }
    html.push_str("</tr></thead><tbody>");
    let mut reasons = Reasons::default();
    for row in rows {
        table_row(&mut html, waves, row, two_waves, &mut reasons);
    }
    html.push_str("</tbody>");
    view! { <table data-table=is_of_figure inner_html=html></table> }.into_any()
}

/// Why there is no interval: said once a row, and seen once until another row has one.
#[derive(Default)]
struct Reasons<'a> {
    said: Option<&'a str>,
    seen: Option<&'a str>,
}

fn push(html: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| html.push_str(part));
}

fn table_row<'a>(
    html: &mut String,
    waves: &[String],
    row: &'a Row,
    two_waves: bool,
    reasons: &mut Reasons<'a>,
) {
    let last = waves.len().saturating_sub(1);
    reasons.said = None;
    let (key, label) = (escaped(&row.key), escaped(&row.label));
    push(html, &["<tr data-row=\"", &key, "\"><th scope=\"row\">", &label, "</th>"]);
    for (at, (estimate, wave)) in row.waves.iter().zip(waves).enumerate() {
        let class = match () {
            () if !two_waves => "r",
            () if at == last => "r now",
            () => "r was",
        };
        push(html, &["<td data-col=\"", &escaped(wave), "\" class=\"", class, "\">"]);
        content(html, wave, estimate, row.unit, Manner::Level, reasons);
        html.push_str("</td>");
    }
    match &row.change {
        Some(change) if two_waves => {
            html.push_str("<td data-col=\"change\" class=\"r\">");
            content(html, "change", change, row.unit, Manner::Change, reasons);
            if let Some(percent) = &row.change_percent {
                html.push_str("<span data-col=\"change-percent\" class=\"percent\">");
                content(html, "change-percent", percent, Unit::Percent, Manner::Change, reasons);
                html.push_str("</span>");
            }
            html.push_str("</td>");
        }
        _ if two_waves => html.push_str("<td></td>"),
        _ => {}
    }
    html.push_str("</tr>");
}

/// A value with its interval under it, or the reason why there is none.
fn content<'a>(
    html: &mut String,
    column: &str,
    estimate: &'a Estimate,
    unit: Unit,
    manner: Manner,
    reasons: &mut Reasons<'a>,
) {
    match &estimate.value {
        Ok(value) => datum(html, *value, &manner.write(*value, unit)),
        Err(absent) => {
            push(html, &["<data value=\"\">", &escaped(absent.mark()), "</data> "]);
            reason(html, absent.reason());
        }
    }
    match (estimate.interval, &estimate.no_interval) {
        (Some((low, high)), _) => {
            html.push_str("<span class=\"interval\">");
            handled(html, column, "low", Some((low, &manner.write(low, unit))));
            html.push_str(" to ");
            handled(html, column, "high", Some((high, &manner.write(high, unit))));
            html.push_str("</span>");
            reasons.seen = None;
        }
        (None, why) => {
            handled(html, column, "low", None);
            handled(html, column, "high", None);
            if let Some(why) = why.as_deref().filter(|why| reasons.said != Some(*why)) {
                let class = if reasons.seen == Some(why) { "reason unseen" } else { "reason" };
                push(
                    html,
                    &["<span class=\"", class, "\">no interval: ", &escaped(why), "</span>"],
                );
                (reasons.said, reasons.seen) = (Some(why), Some(why));
            }
        }
    }
    match estimate.n.map(f64::from) {
        Some(n) => {
            html.push_str("<span class=\"n\">n ");
            handled(html, column, "n", Some((n, &number::plain(n, Unit::Count))));
            html.push_str("</span>");
        }
        None => handled(html, column, "n", None),
    }
}

/// A value of a level, as every table puts it.
pub fn content_of_level(column: &str, estimate: &Estimate, unit: Unit) -> String {
    let mut html = String::new();
    content(&mut html, column, estimate, unit, Manner::Level, &mut Reasons::default());
    html
}

/// A number in full precision and in words. From a thousand million on, which is wider than a column on a phone, it
/// can go on in a second line after its thousands.
fn datum(html: &mut String, value: f64, words: &str) {
    let mut words = escaped(words);
    if value.abs() >= 1e9 {
        words = words.replace(',', ",<wbr>");
    }
    push(html, &["<data value=\"", &full(value), "\">", &words, "</data>"]);
}

fn reason(html: &mut String, why: &str) {
    push(html, &["<span class=\"reason\">", &escaped(why), "</span>"]);
}

/// A number beside the value, by its handle; empty where it is not there, for whoever reads the table
/// by script.
fn handled(html: &mut String, column: &str, which: &str, number: Option<(f64, &str)>) {
    push(html, &["<span data-col=\"", &escaped(column), "-", which, "\">"]);
    match number {
        Some((value, words)) => datum(html, value, words),
        None => html.push_str("<data value=\"\"></data>"),
    }
    html.push_str("</span>");
}

/// The number in full precision: the shortest decimal that reads back as the same.
pub fn full(value: f64) -> String {
    value.to_string()
}
