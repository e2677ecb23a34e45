//! The panel: choosing and dropping files, a block for each, and using them.

use super::file_block::{FileBlock, TakenOff};
use super::focus::{around, focus_in};
use super::report::Report;
use super::state::Import;
use crate::dataset::{Field, Source};
use crate::ingest::{self, Keep};
use crate::ui::index::{address_of, going_to};
use crate::ui::save::save_text;
use crate::ui::session::Session;
use crate::ui::visit::Keeping;
use crate::worker::Request;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

#[component]
pub fn ImportPanel() -> impl IntoView {
    let session = Session::here();
    let import = session.import;
    let input = NodeRef::<leptos::html::Input>::new();
    let take = move |event: web_sys::Event| {
        if let Some(files) = files_of(&event) {
            import.take(session, &files);
        }
        // So that the same file can be chosen again after it was changed.
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    };
    let has_files = move || import.files.with(|files| !files.is_empty());
    Effect::new(move |_| import.settle_labels());
    view! {
        <div data-handle="import" class="import unprinted">
            <div class="drop">
                <p>
                    <b>"Drop CSV files anywhere on this page, "</b>
                    "one for each wave or both together, in whatever columns you have: accounts, a \
                    questionnaire, a register, a deprivation table. They are read here, in your browser, and go nowhere."
                </p>
                <label class="button primary file-button">
                    "Choose files"
                    <input
                        type="file"
                        class="unseen"
                        multiple
                        accept=".csv,.tsv,.txt,.tab,text/csv,text/plain,.xlsx,.xls"
                        data-handle="files"
                        node_ref=input
                        on:change=take
                    />
                </label>
                <button type="button" class="button" data-handle="template" on:click=move |_| save_template(session)>
                    "Get a template"
                </button>
            </div>
            <For
                each=move || import.entries()
                key=|(file, is_listed)| (file.id, *is_listed)
                children=move |(file, is_listed)| match is_listed {
                    true => view! { <FileBlock import file /> }.into_any(),
                    false => view! { <TakenOff import file /> }.into_any(),
                }
            />
            <Show when=has_files>
                <Together import />
                <Keeping import />
                <UseBar import />
            </Show>
            <div role="status" class="behind" data-handle="behind">
                {move || import.is_behind().then(|| view! { <p class="notice">{behind(import)}</p> })}
            </div>
            <Show when=move || is_users(session)>
                <div class="after">
                    <a
                        class="button"
                        href=address_of(session, "what-changed")
                        on:click=going_to(session, "what-changed")
                    >
                        "See what these data say"
                    </a>
                    <button type="button" class="button plain" data-handle="demonstration" on:click=move |_| {
                        import.report.set(None);
                        session.load_demonstration();
                    }>
                        "Back to demonstration data"
                    </button>
                </div>
            </Show>
        </div>
        <Report import />
    }
}

/// What the figures still show, and what to do about it.
fn behind(import: Import) -> &'static str {
    if import.files.with(Vec::is_empty) {
        "The figures still show the files that you took off the list. “Back to demonstration data” shows the \
         demonstration again."
    } else if import.can_use() {
        "The figures still show your files as you last used them. Press “Use this data” to apply your changes."
    } else {
        "The figures still show your files as you last used them."
    }
}

fn is_users(session: Session) -> bool {
    session
        .loaded
        .with(|loaded| loaded.as_ref().is_some_and(|l| matches!(l.source, Source::Files(_))))
}

/// What is decided for all files together.
#[component]
fn Together(import: Import) -> impl IntoView {
    let clash = move || {
        import.clash().map(|ingest::Clash { label, files: [first, second], years: [a, b] }| {
            let why = format!(
                "{first} is of {a} and {second} of {b}, and both say wave {label}. Where both have a school, \
                 only one is counted. Give one of them another wave.",
            );
            view! { <div class="notice bad" role="alert" data-handle="clash"><p>{why}</p></div> }
        })
    };
    view! {
        {clash}
        <div class="together">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || import.options.with(|options| options.let_in)
                    on:change=move |event| {
                        let let_in = event_target_checked(&event);
                        import.options.update(|options| options.let_in = let_in);
                    }
                />
                "Let in schools that are not state primary schools"
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || import.options.with(|options| options.keep == Keep::Last)
                    on:change=move |event| {
                        let keep = if event_target_checked(&event) { Keep::Last } else { Keep::First };
                        import.options.update(|options| options.keep = keep);
                    }
                />
                "Where rows for one school contradict each other, keep the last, not the first"
            </label>
        </div>
    }
}

/// *Use*, how far it has come, and why it could not be done.
#[component]
fn UseBar(import: Import) -> impl IntoView {
    let session = Session::here();
    let can_use = Memo::new(move |_| import.can_use());
    let share = move || {
        let files = import.files.get();
        files.iter().map(|file| file.used.get()).sum::<f64>() / files.len().max(1) as f64
    };
    let hint = move || {
        let waits = can_use.get() || import.is_reading();
        (!waits).then_some(
            "Still needed: a column with the schools’ URN and one with an amount, in a file whose wave is chosen.",
        )
    };
    view! {
        <div class="after">
            <button
                type="button"
                class="button primary"
                data-handle="use"
                disabled=move || !can_use.get()
                aria-disabled=move || import.is_using.get().to_string()
                on:click=move |_| {
                    // A button that is disabled while it works would lose the focus.
                    if !import.is_using.get_untracked() {
                        import.use_files(session);
                    }
                }
            >
                "Use this data"
            </button>
            <Show when=move || import.is_using.get()>
                <progress max="1" prop:value=share aria-label="Read so far"></progress>
                <button type="button" class="button" data-handle="cancel" on:click=move |event| {
                    focus_in(around(&event, ".after"), "[data-handle=use]");
                    session.send(Request::StopUse);
                }>
                    "Cancel"
                </button>
            </Show>
            <span role="status">{hint}</span>
        </div>
        {move || {
            import
                .problem
                .get()
                .map(|why| {
                    view! {
                        <div class="notice bad" role="alert" data-handle="import-error">
                            <p>{why} " The figures stay as they were."</p>
                        </div>
                    }
                })
        }}
    }
}

/// A CSV with the fields' names as its header.
fn save_template(session: Session) {
    let names: Vec<String> = Field::NAMED.iter().map(Field::to_string).collect();
    let text = format!("{}\r\n", names.join(","));
    if let Err(fault) = save_text("giving-gap-template.csv", "text/csv", &text) {
        session.tell(format!("The template could not be saved: {fault:?}"));
    }
}

/// Dropping files anywhere on the page is choosing them.
#[component]
pub fn DropAnywhere() -> impl IntoView {
    let session = Session::here();
    let import = session.import;
    let is_of_files = |event: &web_sys::DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let mark = move |on: bool| {
        if let Some(body) = document().body() {
            // A class of this name is valid, so that this cannot fail.
            let _ = body.class_list().toggle_with_force("dropping", on);
        }
    };
    on_drag("dragover", move |event| {
        if is_of_files(&event) {
            event.prevent_default();
            mark(true);
        }
    });
    on_drag("dragleave", move |event| {
        if event.related_target().is_none() {
            mark(false);
        }
    });
    on_drag("drop", move |event| {
        mark(false);
        if !is_of_files(&event) {
            return;
        }
        event.prevent_default();
        if let Some(files) = files_of(&event) {
            import.take(session, &files);
            if let Ok(place) = "your-data".parse() {
                session.go_to(place);
            }
        }
    });
}

fn on_drag(name: &str, act: impl Fn(web_sys::DragEvent) + 'static) {
    let closure = Closure::<dyn Fn(web_sys::DragEvent)>::new(act);
    if window().add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).is_ok() {
        closure.forget();
    }
}

/// The files of an input or of a drop.
pub fn files_of(event: &web_sys::Event) -> Option<web_sys::FileList> {
    if let Some(drag) = event.dyn_ref::<web_sys::DragEvent>() {
        return drag.data_transfer()?.files();
    }
    event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?.files()
}
