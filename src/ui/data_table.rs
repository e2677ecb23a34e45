//! The table of a figure: every number in full precision beside the words of it.
//!
//! It is in the document whether or not it is what is seen, since it is what a script, a screen
//! reader and a copy go by.

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
pub fn table_of_rows(
    heading: &str,
    waves: &[String],
    rows: &[Row],
    caption: &str,
    is_of_figure: bool,
) -> AnyView {
    let two_waves = waves.len() > 1;
    let heads = waves.iter().map(|wave| view! { <th scope="col" class="r">{wave.clone()}</th> });
    let heads = heads.collect_view();
    let body: Vec<_> = rows.iter().map(|row| table_row(waves, row, two_waves)).collect();
    view! {
        <table data-table=is_of_figure>
            <caption class="unseen">{caption.to_owned()}</caption>
            <thead>
                <tr>
                    <th scope="col">{heading.to_owned()}</th>
                    {heads}
                    {two_waves.then(|| view! { <th scope="col" class="r">"Change"</th> })}
                </tr>
            </thead>
            <tbody>{body}</tbody>
        </table>
    }
    .into_any()
}

fn table_row(waves: &[String], row: &Row, two_waves: bool) -> AnyView {
    let last = waves.len().saturating_sub(1);
    let cells = row.waves.iter().zip(waves).enumerate().map(|(at, (estimate, wave))| {
        let class = if at == last && two_waves {
            "r now"
        } else if two_waves {
            "r was"
        } else {
            "r"
        };
        let content = content(wave, estimate, row.unit, Manner::Level);
        view! { <td data-col=wave.clone() class=class>{content}</td> }
    });
    let cells: Vec<_> = cells.collect();
    let change = row.change.as_ref().map(|change| {
        let percent = row.change_percent.as_ref().map(|percent| {
            let content = content("change-percent", percent, Unit::Percent, Manner::Change);
            view! { <span data-col="change-percent" class="percent">{content}</span> }
        });
        let content = content("change", change, row.unit, Manner::Change);
        view! { <td data-col="change" class="r">{content} {percent}</td> }.into_any()
    });
    let blank = || view! { <td></td> }.into_any();
    view! {
        <tr data-row=row.key.clone()>
            <th scope="row">{row.label.clone()}</th>
            {cells}
            {two_waves.then(|| change.unwrap_or_else(blank))}
        </tr>
    }
    .into_any()
}

/// A value with its interval under it, or the reason why there is none.
fn content(column: &str, estimate: &Estimate, unit: Unit, manner: Manner) -> AnyView {
    let main = match &estimate.value {
        Ok(value) => {
            let text = manner.write(*value, unit);
            view! { <data value=full(*value)>{text}</data> }.into_any()
        }
        Err(absent) => {
            let reason = absent.reason().to_owned();
            view! {
                <data value="">{absent.mark()}</data>
                " "
                <span class="reason">{reason}</span>
            }
            .into_any()
        }
    };
    let interval = match (estimate.interval, &estimate.no_interval) {
        (Some((low, high)), _) => view! {
            <span class="interval">
                {end(column, "low", low, unit, manner)} " to " {end(column, "high", high, unit, manner)}
            </span>
        }
            .into_any(),
        (None, why) => {
            let why = why.as_ref().map(|why| {
                view! { <span class="reason">{format!("no interval: {why}")}</span> }
            });
            view! { {no_end(column, "low")} {no_end(column, "high")} {why} }.into_any()
        }
    };
    let n = match estimate.n {
        Some(n) => {
            let of = format!("{column}-n");
            let n = f64::from(n);
            view! {
                <span class="n">
                    "n " <span data-col=of><data value=full(n)>{number::plain(n, Unit::Count)}</data></span>
                </span>
            }
                .into_any()
        }
        None => no_end(column, "n"),
    };
    view! {
        {main}
        {interval}
        {n}
    }
    .into_any()
}

/// A value of a level, as every table puts it.
pub fn content_of_level(column: &str, estimate: &Estimate, unit: Unit) -> AnyView {
    content(column, estimate, unit, Manner::Level)
}

fn end(column: &str, which: &str, value: f64, unit: Unit, manner: Manner) -> AnyView {
    let of = format!("{column}-{which}");
    view! { <span data-col=of><data value=full(value)>{manner.write(value, unit)}</data></span> }
        .into_any()
}

/// The handle of a number that is not there: empty, for whoever reads the table by script.
fn no_end(column: &str, which: &str) -> AnyView {
    view! { <span data-col=format!("{column}-{which}")><data value=""></data></span> }.into_any()
}

/// The number in full precision: the shortest decimal that reads back as the same.
pub fn full(value: f64) -> String {
    value.to_string()
}
