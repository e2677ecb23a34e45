//! The block of one file: what it is, how it is read, and what can be changed of that.

use super::columns::Columns;
use super::decisions::{Codes, DecimalMarks, Direction};
use super::file::{FileState, ImportFile};
use super::focus::{around, focus_in, is_lost};
use super::remembered;
use super::state::Import;
use super::wave::{WaveSelect, renamed_note};
use crate::figure::{Unit, number, words};
use crate::ingest::{Encoding, FileProfile, Mapping};
use crate::ui::later::later;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn FileBlock(import: Import, file: ImportFile) -> impl IntoView {
    let session = Session::here();
    let name = file.name.get_value();
    let state = Memo::new(move |_| file.state.with(FileState::name));
    let rows = move || file.state.with(|s| s.profile().map(|p| p.rows.to_string()));
    let handle = name.clone();
    let remove_label = format!("Take {name} off the list");
    let body = move || match state.get() {
        "reading" => reading(file).into_any(),
        "refused" => refusal(file).into_any(),
        _ => file
            .state
            .with_untracked(FileState::profile)
            .map(|profile| view! { <Ready import file profile /> })
            .into_any(),
    };
    view! {
        <div class="file" data-file=handle data-state=move || state.get() data-rows=rows>
            <div class="file-head">
                <h3>{name}</h3>
                <button
                    type="button"
                    class="button plain"
                    aria-label=remove_label
                    on:click=move |event| {
                        let panel = around(&event, ".import");
                        import.take_off(session, file);
                        later(move || focus_in(panel, "[data-handle=put-back]"));
                    }
                >
                    {move || if state.get() == "reading" { "Cancel" } else { "Remove" }}
                </button>
            </div>
            {body}
        </div>
    }
}

/// Where a file stood that was taken off the list.
#[component]
pub fn TakenOff(import: Import, file: ImportFile) -> impl IntoView {
    let session = Session::here();
    view! {
        <div class="notice">
            <p id="taken-off">{file.name.get_value()} " was taken off the list."</p>
            <button
                type="button"
                class="button"
                data-handle="put-back"
                aria-describedby="taken-off"
                on:click=move |event| {
                    let before = around(&event, ".notice").and_then(|it| it.previous_element_sibling());
                    import.put_back(session);
                    later(move || focus_in(before.and_then(|it| it.next_element_sibling()), "button"));
                }
            >
                "Put it back"
            </button>
        </div>
    }
}

fn reading(file: ImportFile) -> impl IntoView {
    let share = move || match file.state.get() {
        FileState::Reading(share) => share,
        FileState::Refused(_) | FileState::Ready(_) => 1.0,
    };
    view! {
        <p class="reading" role="status">
            "Reading … "
            <progress max="1" prop:value=share aria-label="Read so far"></progress>
        </p>
    }
}

fn refusal(file: ImportFile) -> impl IntoView {
    let why = file.state.with_untracked(|state| match state {
        FileState::Refused(why) => why.clone(),
        FileState::Reading(_) | FileState::Ready(_) => String::new(),
    });
    view! {
        <div class="notice bad" role="alert">
            <p>
                <b>"Not read. "</b>
                {why}
                " The figures stay as they were."
            </p>
        </div>
    }
}

#[component]
fn Ready(import: Import, file: ImportFile, profile: Arc<FileProfile>) -> impl IntoView {
    let session = Session::here();
    let encoding = profile.encoding;
    let choose_encoding = move |event: web_sys::Event| {
        let words = event_target_value(&event);
        if let Some(chosen) = Encoding::ALL.into_iter().find(|one| one.words() == words) {
            import.read_as(session, file, chosen);
        }
    };
    let forgotten = Arc::clone(&profile);
    let encodings = NodeRef::<leptos::html::Select>::new();
    if file.is_read_again.try_update_value(std::mem::take) == Some(true) {
        encodings.on_load(|select| {
            if is_lost() {
                // As in `focus`: where it is refused, nothing is worse than it was.
                let _ = select.focus();
            }
        });
    }
    let forget = move |event: web_sys::MouseEvent| {
        focus_in(around(&event, ".file"), "select");
        remembered::forget(&forgotten);
        file.mapping.set(Some(Mapping::propose(&forgotten)));
        file.is_remembered.set(false);
        // The rows of columns start again from the proposal.
        file.state.notify();
    };
    view! {
        <div class="file-head">
            <p class="file-is">{what_it_is(&profile)}</p>
            <div class="file-choices">
                <WaveSelect import file />
                <label class="option">
                    <span class="label">"Encoding"</span>
                    <select node_ref=encodings on:change=choose_encoding>
                        {Encoding::ALL
                            .map(|one| {
                                view! {
                                    <option value=one.words() selected=one == encoding>{one.words()}</option>
                                }
                            })
                            .into_iter().collect_view()}
                    </select>
                </label>
            </div>
        </div>
        <Show when=move || file.is_remembered.get()>
            <p class="remembered">
                "Read as you had a file of the same columns read before. "
                <button type="button" class="button plain" on:click=forget.clone()>"Forget that"</button>
            </p>
        </Show>
        {renamed_note(file, &profile)}
        <Direction file />
        <DecimalMarks file profile=Arc::clone(&profile) />
        <Columns file profile=Arc::clone(&profile) />
        <Codes file profile />
    }
}

/// "380 rows, 14 columns, commas · read as UTF-8 · header in line 3"
fn what_it_is(profile: &FileProfile) -> String {
    let count = |n: u64| number::plain(n as f64, Unit::Count);
    let rows = if profile.rows == 1 { "row" } else { "rows" };
    let columns = words::counted(profile.columns.len(), "column");
    let delimiter = profile.delimiter.words();
    let mut said = format!(
        "{} {rows}, {columns}, {delimiter} · read as {}",
        count(profile.rows),
        profile.encoding_words(),
    );
    if profile.replaced {
        said.push_str(", though some bytes are no character in it: try another encoding");
    }
    match profile.header_line {
        Some(1) => {}
        Some(line) => said.push_str(&format!(" · header in line {}", count(line))),
        None => said.push_str(" · no header: columns are numbered"),
    }
    if profile.ragged.count > 0 {
        let lines: Vec<String> = profile.ragged.first.iter().take(3).map(|n| count(*n)).collect();
        said.push_str(&format!(
            " · {} with more or fewer cells than the header, first in line {}",
            words::counted(profile.ragged.count as usize, "row"),
            words::listed(&lines),
        ));
    }
    said
}
