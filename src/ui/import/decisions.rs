//! What a file leaves open: which end is deprived, decimal marks, codes, dates, totals.

use super::file::ImportFile;
use crate::dataset::{DecileDirection, Field, Missing};
use crate::ingest::{DecimalMark, FileProfile, Mapping};
use leptos::prelude::*;
use std::sync::Arc;

/// Whether 1 is the most deprived tenth: asked where the header does not say.
#[component]
pub fn Direction(file: ImportFile) -> impl IntoView {
    let of = move |read: fn(&Mapping) -> bool| {
        Memo::new(move |_| file.mapping.with(|mapping| mapping.as_ref().is_some_and(read)))
    };
    let has_decile = of(|mapping| mapping.column(&Field::ImdDecile).is_some());
    let is_confirmed = of(|mapping| mapping.direction == DecileDirection::Confirmed);
    let is_turned = of(|mapping| mapping.turned);
    let name = format!("direction-{}", file.id);
    let choice = move |turned: bool, words: &'static str| {
        let name = name.clone();
        view! {
            <label class="check">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || is_confirmed.get() && is_turned.get() == turned
                    on:change=move |_| {
                        file.map(|mapping, _| {
                            mapping.turned = turned;
                            mapping.direction = DecileDirection::Confirmed;
                        });
                    }
                />
                {words}
            </label>
        }
    };
    let (first, last) = (choice.clone(), choice);
    view! {
        <fieldset
            class="decide"
            class:open=move || !is_confirmed.get()
            hidden=move || !has_decile.get()
            data-handle="direction"
        >
            <legend>"Which end of the IMD decile is the most deprived tenth of areas?"</legend>
            {first(false, "1 is the most deprived")}
            {last(true, "10 is the most deprived")}
            <p class="hint" hidden=move || is_confirmed.get()>
                "The file does not say. Until you do, 1 is taken as the most deprived, and every gradient says so."
            </p>
        </fieldset>
    }
}

/// Columns whose numbers read two ways.
#[component]
pub fn DecimalMarks(file: ImportFile, profile: Arc<FileProfile>) -> impl IntoView {
    // Columns that the user settled stay listed, so that a choice can be taken back.
    let tied = Arc::clone(&profile);
    let open = move || {
        let of = |mapping: &Mapping| {
            let ties = mapping.ties(&tied);
            let settled =
                |at: &usize| mapping.marks.contains_key(at) && mapping.field(*at).is_some();
            let all = 0..tied.columns.len();
            all.filter(|at| settled(at) || ties.contains(at)).collect::<Vec<usize>>()
        };
        file.mapping.with(|mapping| mapping.as_ref().map(of).unwrap_or_default())
    };
    let row = move |column: usize| {
        let profile = Arc::clone(&profile);
        let name = profile.columns.get(column).map(|c| c.name.clone()).unwrap_or_default();
        let with_mark = |sample: &&String| sample.contains(['.', ',']);
        let example = profile.columns.get(column).and_then(|c| c.samples.iter().find(with_mark));
        // The samples are of the file's head, and the mark may come further down.
        let example = match example.cloned() {
            Some(example) => view! { <code>{example}</code> }.into_any(),
            None => "its numbers".into_any(),
        };
        let chosen = Memo::new(move |_| {
            file.mapping.with(|m| m.as_ref().map(|m| m.mark(&profile, column)).unwrap_or_default())
        });
        let button = move |mark: DecimalMark, words: &'static str| {
            view! {
                <button
                    type="button"
                    aria-pressed=move || (chosen.get() == mark).to_string()
                    on:click=move |_| file.map(|mapping, _| { mapping.marks.insert(column, mark); })
                >
                    {words}
                </button>
            }
        };
        view! {
            <div class="decide open" data-handle="decimal-mark">
                <p>
                    "In " <code>{name}</code> ", is the mark in " {example}
                    " a decimal mark or between thousands?"
                </p>
                <div class="switch" role="group" aria-label="Decimal mark">
                    {button(DecimalMark::Point, "1,234.50: point is decimal")}
                    {button(DecimalMark::Comma, "1.234,50: comma is decimal")}
                </div>
            </div>
        }
    };
    view! { <For each=open key=|column| *column let(column)>{row(column)}</For> }
}

/// What a code can mean beside a reason for there being no value.
const ZERO: &str = "zero";

/// What is read as missing, and why; the user can add to it. Which rows are kept: those that add up
/// others on demand, and of several for one school the newest by a column.
#[component]
pub fn Codes(file: ImportFile, profile: Arc<FileProfile>) -> impl IntoView {
    let (code, set_code) = signal(String::new());
    let (reason, set_reason) = signal(Some(Missing::Suppressed));
    let columns: Vec<String> = profile.columns.iter().map(|column| column.name.clone()).collect();
    let met = move || {
        // Only codes that this file has, and those the user added, out of a long table.
        let in_file = |code: &str| {
            let same = |(known, _): &(String, u64)| known.trim().eq_ignore_ascii_case(code);
            profile.columns.iter().any(|column| column.codes.iter().any(same))
        };
        file.mapping.with(|mapping| {
            let Some(mapping) = mapping else { return Vec::new() };
            let known = mapping.codes.table();
            known
                .filter(|(code, _)| in_file(code) || mapping.codes.is_added(code))
                .map(|(code, reason)| (code.to_owned(), reason.map_or(ZERO, Missing::words)))
                .collect()
        })
    };
    let meanings = Missing::ALL.map(Missing::words).into_iter().chain([ZERO]);
    let usual = Missing::Suppressed.words();
    let dated_by = Memo::new(move |_| {
        let at = file.mapping.with(|mapping| mapping.as_ref().and_then(|m| m.dated_by));
        at.map(|at| at.to_string()).unwrap_or_default()
    });
    let date_options = columns.into_iter().enumerate().map(|(at, name)| {
        let value = at.to_string();
        let is_chosen = dated_by.get_untracked() == value;
        view! { <option value=value selected=is_chosen>{name}</option> }
    });
    let choose_date = move |event: web_sys::Event| {
        let column = event_target_value(&event).parse().ok();
        file.map(|mapping, _| mapping.dated_by = column);
    };
    let choose_reason = move |event: web_sys::Event| {
        let words = event_target_value(&event);
        set_reason.set(Missing::ALL.into_iter().find(|one| one.words() == words));
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = code.get_untracked().trim().to_owned();
        if !text.is_empty() {
            file.map(|mapping, _| match reason.get_untracked() {
                Some(reason) => mapping.codes.add(&text, reason),
                None => mapping.codes.add_zero(&text),
            });
            set_code.set(String::new());
        }
    };
    view! {
        <details class="codes" data-handle="codes">
            <summary>"What is read as missing, and which rows are kept"</summary>
            <p class="hint">
                "A blank cell and the usual codes of official statistics (SUPP, NE, c, z, .. and more) are missing \
                values, never zero. Add what this file writes besides, or writes for zero."
            </p>
            <ul>
                {move || {
                    let met: Vec<(String, &'static str)> = met();
                    met.into_iter().map(|(code, words)| view! { <li><code>{code}</code> " " {words}</li> }).collect_view()
                }}
            </ul>
            <form class="row" on:submit=add>
                <label class="option">
                    <span class="label">"Code"</span>
                    <input type="text" maxlength="40" prop:value=code on:input=move |e| set_code.set(event_target_value(&e)) />
                </label>
                <label class="option">
                    <span class="label">"Means"</span>
                    <select on:change=choose_reason>
                        {meanings.map(|words| view! { <option value=words selected=words == usual>{words}</option> }).collect_view()}
                    </select>
                </label>
                <button type="submit" class="button">"Add"</button>
            </form>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || file.mapping.with(|m| m.as_ref().is_some_and(|m| m.keep_totals))
                    on:change=move |event| {
                        let keep = event_target_checked(&event);
                        file.map(|mapping, _| mapping.keep_totals = keep);
                    }
                />
                "Keep rows that look like totals of other rows, or whose key is unlike the others"
            </label>
            <label class="option">
                <span class="label">"Of several rows for one school, the newest by"</span>
                <select prop:value=dated_by on:change=choose_date data-handle="dated-by">
                    <option value="">"no column"</option>
                    {date_options.collect_view()}
                </select>
            </label>
        </details>
    }
}
