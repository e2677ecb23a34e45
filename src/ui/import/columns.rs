//! One row a field: its column in the file, the first values, and how sure the guess is.

use super::field_words::words;
use super::file::ImportFile;
use crate::dataset::Field;
use crate::figure::words as figure_words;
use crate::ingest::{FileProfile, Mapping, takes_unit};
use leptos::prelude::*;
use std::sync::Arc;

/// Below these a guess is said to be likely, and to need a look.
const CERTAIN: f64 = 0.85;
const LIKELY: f64 = 0.6;
const SAMPLES: usize = 3;
/// Unused columns that are named.
const UNUSED: usize = 8;

/// The fields of a file: those that found a column first, the others behind a summary.
///
/// Rows stay where they are whatever is chosen, so that the focus stays too.
#[component]
pub fn Columns(file: ImportFile, profile: Arc<FileProfile>) -> impl IntoView {
    let found: Vec<Field> = file.mapping.with_untracked(|mapping| {
        mapping.iter().flat_map(Mapping::fields).map(|(field, _)| field.clone()).collect()
    });
    let others: Vec<Field> =
        Field::NAMED.into_iter().filter(|field| !found.contains(field)).collect();
    let added = RwSignal::new(Vec::<Field>::new());
    let (profile_found, profile_others) = (Arc::clone(&profile), Arc::clone(&profile));
    let profile_added = Arc::clone(&profile);
    let profile_whole = Arc::clone(&profile);
    let unused = move || {
        let names = file.mapping.with(|m| m.as_ref().map(|m| m.unused(&profile_whole)))?;
        (!names.is_empty()).then(|| not_used(&names))
    };
    let summary = format!("{} more fields that this file could give", others.len());
    view! {
        <table class="map">
            {widths()}
            <thead>{names()}</thead>
            <tbody>
                {found.into_iter().map(|field| view! { <Row file field profile=Arc::clone(&profile_found) /> }).collect_view()}
                <For each=move || added.get() key=Field::to_string let(field)>
                    <Row file field profile=Arc::clone(&profile_added) />
                </For>
            </tbody>
        </table>
        <p class="hint" data-handle="unused">{unused}</p>
        <Further file profile added />
        <details class="more-fields">
            <summary>{summary}</summary>
            <table class="map">
                {widths()}
                <thead class="unseen">{names()}</thead>
                <tbody>
                    {others.into_iter().map(|field| view! { <Row file field profile=Arc::clone(&profile_others) /> }).collect_view()}
                </tbody>
            </table>
        </details>
    }
}

/// "2 columns of this file are not used: Notes and Gifts received (£). A field that was not found, a further measure
/// or an item can be read from each."
fn not_used(names: &[String]) -> String {
    let shown = &names[..names.len().min(UNUSED)];
    let more = names.len() - shown.len();
    let more = (more > 0).then(|| format!("{more} more, which the report names"));
    let shown: Vec<String> = shown.iter().cloned().chain(more).collect();
    format!(
        "{} of this file {} not used: {}. A field that was not found, a further measure or an item can be read \
         from each.",
        figure_words::counted(names.len(), "column"),
        if names.len() == 1 { "is" } else { "are" },
        figure_words::listed(&shown),
    )
}

/// What the columns are called.
fn names() -> impl IntoView {
    view! {
        <tr>
            <th scope="col">"Field"</th>
            <th scope="col">"Column in the file"</th>
            <th scope="col">"First values"</th>
            <th scope="col">"How sure"</th>
        </tr>
    }
}

/// The columns' widths hang on these, so that a table whose heading is unseen has the same.
fn widths() -> impl IntoView {
    view! { <colgroup><col /><col /><col /><col /></colgroup> }
}

#[component]
fn Row(file: ImportFile, field: Field, profile: Arc<FileProfile>) -> impl IntoView {
    let name = field.to_string();
    let (label, hint) = words(&field);
    let select_label = format!("Column for {label}");
    let unit_label = format!("Unit of {label}");
    let field = StoredValue::new(field);
    let column = Memo::new(move |_| {
        field.with_value(|field| file.mapping.with(|mapping| mapping.as_ref()?.column(field)))
    });
    let names: Vec<String> = profile.columns.iter().map(|column| column.name.clone()).collect();
    let names = StoredValue::new(names);
    let chosen =
        move || column.get().and_then(|at| names.with_value(|names| names.get(at).cloned()));
    let choose = move |value: String| {
        let column = names.with_value(|names| names.iter().position(|name| *name == value));
        file.map(|mapping, profile| mapping.choose(profile, field.get_value(), column));
    };
    let unit = field.with_value(takes_unit).then(|| {
        let measured = Arc::clone(&profile);
        view! { <UnitSelect file column profile=measured label=unit_label /> }
    });
    let (sampled, rated) = (Arc::clone(&profile), profile);
    let samples = move || {
        let column = column.get().and_then(|at| sampled.columns.get(at));
        column.map(|column| {
            let shown: Vec<String> = column.samples.iter().take(SAMPLES).cloned().collect();
            view! { <code>{shown.join(" · ")}</code> }
        })
    };
    let sureness = move || {
        column.get()?;
        let confidence = field.with_value(|field| {
            file.mapping.with(|m| m.as_ref().map_or(0.0, |m| m.confidence(&rated, field)))
        });
        Some(sure(confidence))
    };
    let options = names.with_value(|names| {
        let chosen = chosen();
        let option = |name: &String| {
            let is_chosen = chosen.as_ref() == Some(name);
            view! { <option value=name.clone() selected=is_chosen>{name.clone()}</option> }
        };
        names.iter().map(option).collect_view()
    });
    view! {
        <tr>
            <th scope="row">
                {label}
                {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}
            </th>
            <td class="as">
                <select
                    data-field=name
                    aria-label=select_label
                    prop:value=move || chosen().unwrap_or_default()
                    on:change=move |event| choose(event_target_value(&event))
                >
                    <option value="">"Not in this file"</option>
                    {options}
                </select>
            </td>
            <td class="eg">{samples} {unit}</td>
            <td class="cf">{sureness}</td>
        </tr>
    }
}

/// What a column's numbers are multiplied by: as its header says, unless the user says otherwise.
#[component]
fn UnitSelect(
    file: ImportFile,
    column: Memo<Option<usize>>,
    profile: Arc<FileProfile>,
    label: String,
) -> impl IntoView {
    let factor = Memo::new(move |_| {
        let of = |mapping: &Mapping| Some(mapping.unit(&profile, column.get()?));
        file.mapping.with(|mapping| mapping.as_ref().and_then(of)).unwrap_or(1.0).to_string()
    });
    let choose = move |event: web_sys::Event| {
        if let (Some(at), Ok(factor)) = (column.get(), event_target_value(&event).parse()) {
            file.map(|mapping, _| {
                mapping.units.insert(at, factor);
            });
        }
    };
    let units = [("1", "as written"), ("1000", "× 1,000"), ("1000000", "× 1,000,000")];
    let options = units.map(|(value, words)| {
        view! { <option value=value selected=factor.get_untracked() == value>{words}</option> }
    });
    view! {
        <select
            class="unit"
            aria-label=label
            hidden=move || column.get().is_none()
            prop:value=factor
            on:change=choose
        >
            {options.into_iter().collect_view()}
        </select>
    }
}

/// Three bars and a word.
fn sure(confidence: f64) -> impl IntoView {
    let (bars, word) = match confidence {
        c if c >= CERTAIN => (3, "certain"),
        c if c >= LIKELY => (2, "likely"),
        c if c > 0.0 => (1, "please check"),
        _ => (0, "your choice"),
    };
    let bar = move |at: usize| view! { <i class:filled=at < bars></i> };
    view! {
        <span class="sure">
            <span aria-hidden="true">{(0..3).map(bar).collect_view()}</span>
            {word}
        </span>
    }
}

/// A column that no field names, read as a further measure or as an item of a questionnaire.
#[component]
fn Further(
    file: ImportFile,
    profile: Arc<FileProfile>,
    added: RwSignal<Vec<Field>>,
) -> impl IntoView {
    let names: Vec<String> = profile.columns.iter().map(|column| column.name.clone()).collect();
    let choice = move |label: &'static str, make: fn(String) -> Field, names: Vec<String>| {
        let add = move |event: web_sys::Event| {
            let name = event_target_value(&event);
            if name.is_empty() {
                return;
            }
            let field = make(name.clone());
            file.map(|mapping, profile| {
                let column = profile.column(&name);
                mapping.choose(profile, field.clone(), column);
            });
            added.update(|added| {
                if !added.contains(&field) {
                    added.push(field);
                }
            });
        };
        let option = |name: String| view! { <option value=name.clone()>{name.clone()}</option> };
        view! {
            <label class="option">
                <span class="label">{label}</span>
                <select on:change=add prop:value=move || { added.track(); "" }>
                    <option value="">"Choose a column …"</option>
                    {names.into_iter().map(option).collect_view()}
                </select>
            </label>
        }
    };
    view! {
        <div class="further">
            {choice("Add a further measure", Field::Other, names.clone())}
            {choice("Add a yes/no item", Field::Item, names)}
        </div>
    }
}
