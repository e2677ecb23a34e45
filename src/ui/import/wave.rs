//! The wave that a file's rows belong to.

use super::file::ImportFile;
use super::state::Import;
use crate::dataset::Field;
use crate::figure::words::listed;
use crate::ingest::{FileProfile, Period, WaveChoice};
use leptos::prelude::*;
use std::sync::Arc;

/// The select's values that are no label; no label can be one of them, since labels are trimmed.
const ALL: &str = "all";
const BY_COLUMN: &str = " column";
const ANOTHER: &str = " another";

#[component]
pub fn WaveSelect(import: Import, file: ImportFile) -> impl IntoView {
    let (asks_label, ask_label) = signal(false);
    let chosen = Memo::new(move |_| {
        file.mapping.with(|mapping| match mapping.as_ref().map(|mapping| &mapping.wave) {
            Some(WaveChoice::All) => ALL.to_owned(),
            Some(WaveChoice::Label(label)) => label.clone(),
            Some(WaveChoice::Column(_)) => BY_COLUMN.to_owned(),
            Some(WaveChoice::Ask) | None => String::new(),
        })
    });
    // By the column, each of its contents is a wave; kept so that it can be chosen again.
    let by_column = Memo::new(move |known: Option<&Option<WaveChoice>>| {
        let now = file.mapping.with(|mapping| mapping.as_ref().map(|mapping| mapping.wave.clone()));
        match now {
            Some(wave @ WaveChoice::Column(_)) => Some(wave),
            _ => known.cloned().flatten(),
        }
    });
    let has_column = move || {
        by_column.with(Option::is_some)
            && file.mapping.with(|m| m.as_ref().is_some_and(|m| m.column(&Field::Wave).is_some()))
    };
    let choose = move |value: String| {
        ask_label.set(value == ANOTHER);
        let wave = match value.as_str() {
            ANOTHER => return,
            "" => WaveChoice::Ask,
            ALL => WaveChoice::All,
            BY_COLUMN => by_column.get_untracked().unwrap_or(WaveChoice::Ask),
            label => WaveChoice::Label(label.to_owned()),
        };
        file.map(|mapping, _| mapping.wave = wave);
    };
    let option = move |value: &str, words: String| {
        let is_chosen = chosen.get() == value;
        view! { <option value=value.to_owned() selected=is_chosen>{words}</option> }
    };
    view! {
        <label class="option">
            <span class="label">"Wave"</span>
            <select
                data-handle="wave"
                prop:value=move || chosen.get()
                on:change=move |event| choose(event_target_value(&event))
            >
                {move || option("", "Choose …".into())}
                {move || import.labels().iter().map(|label| option(label, label.clone())).collect_view()}
                {move || has_column().then(|| option(BY_COLUMN, "As its column says".into()))}
                {move || option(ALL, "All waves".into())}
                {move || option(ANOTHER, "Another label …".into())}
            </select>
        </label>
        <Show when=move || asks_label.get()>
            <label class="option">
                <span class="label">"Label of the wave"</span>
                <input
                    type="text"
                    maxlength="40"
                    on:change=move |event| {
                        let label = event_target_value(&event).trim().to_owned();
                        if !label.is_empty() {
                            choose(label);
                        }
                    }
                />
            </label>
        </Show>
        <ContentLabels file />
    }
}

/// Says that a wave has the paper's name and not that of its own year, and what to do about it.
pub fn renamed_note(file: ImportFile, profile: &Arc<FileProfile>) -> impl IntoView + use<> {
    let profile = Arc::clone(profile);
    let renamed = Memo::new(move |_| {
        let years = file.mapping.with(|mapping| mapping.as_ref().map(|m| m.years(&profile)));
        let years = years.unwrap_or_default().into_iter();
        let is_renamed = |(label, year): &(String, u16)| {
            Period::of_paper(*year).is_some_and(|name| name == label)
        };
        let said = years.filter(is_renamed).map(|(label, year)| {
            format!("accounts of {}/{:02} are wave {label}", year - 1, year % 100)
        });
        listed(&said.collect::<Vec<_>>())
    });
    let words = move || {
        let said = renamed.get();
        (!said.is_empty()).then(|| {
            view! {
                <p class="hint" data-handle="renamed">
                    {format!("As in the study, {said}. For a name of your own, choose another label.")}
                </p>
            }
        })
    };
    view! { {words} }
}

/// The label of each content of the wave column, where the rows go by it.
#[component]
fn ContentLabels(file: ImportFile) -> impl IntoView {
    let label_of = move |text: &str| {
        file.mapping.with(|mapping| match mapping.as_ref().map(|mapping| &mapping.wave) {
            Some(WaveChoice::Column(labels)) => labels.get(text).cloned(),
            _ => None,
        })
    };
    let texts = move || {
        file.mapping.with(|mapping| match mapping.as_ref().map(|mapping| &mapping.wave) {
            Some(WaveChoice::Column(labels)) => labels.keys().cloned().collect(),
            _ => Vec::new(),
        })
    };
    let row = move |text: String| {
        let called = format!("“{text}” is wave");
        let (known, content) = (text.clone(), text);
        let change = move |event: web_sys::Event| {
            let label = event_target_value(&event).trim().to_owned();
            file.map(|mapping, _| {
                if let WaveChoice::Column(labels) = &mut mapping.wave
                    && !label.is_empty()
                {
                    labels.insert(content.clone(), label);
                }
            });
        };
        view! {
            <label class="option">
                <span class="label">{called}</span>
                <input
                    type="text"
                    maxlength="40"
                    prop:value=move || label_of(&known).unwrap_or_default()
                    on:change=change
                />
            </label>
        }
    };
    view! { <For each=texts key=String::clone let(text)>{row(text)}</For> }
}
