//! The measures beside a chart, an absolute one always beside a relative one.

use super::data_table::full;
use crate::figure::words::{gap::explained, is_empty};
use crate::figure::{Estimate, Figure, Row, number};
use leptos::prelude::*;

pub fn gaps(figure: &Figure) -> Option<AnyView> {
    let has_any = !figure.companions.is_empty() && !is_empty(figure);
    has_any.then(|| levels_and_changes(&figure.companions))
}

/// Rows as a list: each with its level in both waves and its change.
pub fn levels_and_changes(rows: &[Row]) -> AnyView {
    let entries = rows.iter().map(entry).collect_view();
    view! { <dl class="gaps">{entries}</dl> }.into_any()
}

/// The measure's name, "£23,400 → £33,800", and the change with its interval.
fn entry(row: &Row) -> impl IntoView + use<> {
    let unit = row.unit;
    // Where no wave has a value one mark is enough.
    let is_known = row.waves.iter().any(|estimate| estimate.value.is_ok());
    let from = if is_known { 0 } else { row.waves.len().saturating_sub(1) };
    let values: Vec<_> = row
        .waves
        .iter()
        .enumerate()
        .skip(from)
        .map(|(at, estimate)| {
            let text = match &estimate.value {
                Ok(value) => {
                    view! { <data value=full(*value)>{number::brief_plain(*value, unit)}</data> }
                        .into_any()
                }
                Err(absent) => absent.mark().into_any(),
            };
            if at + 1 < row.waves.len() {
                view! {
                    <span class="was">{text}</span>
                    <span class="was" aria-hidden="true">" → "</span>
                    <span class="unseen">" to "</span>
                }
                .into_any()
            } else {
                text
            }
        })
        .collect();
    let change = row.change.as_ref().filter(|change| {
        // Why a wave has no value is why the change has none.
        change.value.is_ok() || row.waves.iter().all(|estimate| estimate.value.is_ok())
    });
    let change = change.map(|change| match (&change.value, change.interval) {
        (Ok(value), Some((low, high))) => {
            let value = number::brief_signed(*value, unit);
            let within = format!("({})", number::signed_range(low, high, unit));
            view! { {value} " " <span class="ends">{within}</span> }.into_any()
        }
        (Ok(value), None) => {
            let why = change
                .no_interval
                .as_ref()
                .map_or_else(String::new, |why| format!(" (no interval: {why})"));
            format!("{}{why}", number::brief_signed(*value, unit)).into_any()
        }
        (Err(absent), _) => absent.reason().to_owned().into_any(),
    });
    view! {
        <div>
            <dt>{row.label.clone()} " " <span>{explained(&row.key)}</span></dt>
            <dd>{values} {is_known.then(|| number::unit_word(unit, false))}</dd>
            {within(row).map(|ends| view! { <dd class="within">{ends}</dd> })}
            <dd>{change}</dd>
        </div>
    }
}

/// The interval of each wave that has one, the earlier first: "£19,100 to £25,500, then £29,100 to
/// £38,700"; and why a wave has no value, once. Each is a part of its own, so that a line breaks between
/// two of them, not within one.
fn within(row: &Row) -> Option<AnyView> {
    let of_wave = |estimate: &Estimate| match (&estimate.value, estimate.interval) {
        (Err(absent), _) => Some(absent.reason().to_owned()),
        (Ok(_), ends) => ends.map(|(low, high)| number::brief_range(low, high, row.unit)),
    };
    let mut ends: Vec<_> = row.waves.iter().filter_map(of_wave).collect();
    ends.dedup();
    let last = ends.len().checked_sub(1)?;
    let parts = ends.into_iter().enumerate().map(|(at, ends)| {
        let then = if at > 0 { "then " } else { "" };
        let comma = if at < last { "," } else { "" };
        view! { <span class="ends">{format!("{then}{ends}{comma}")}</span> " " }
    });
    Some(parts.collect_view().into_any())
}
