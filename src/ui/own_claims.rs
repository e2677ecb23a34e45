//! Another study's published figures: a claims file of the user's, judged in the place of the paper's.

use super::import::files_of;
use super::save::save_text;
use super::session::Session;
use super::visit::of_tab;
use crate::analysis::claims::TEMPLATE;
use crate::ingest::text_of;
use crate::worker::Request;
use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Where the file is kept until the tab is closed.
const STORED_AS: &str = "giving-gap.claims";
/// No study prints a megabyte of figures: a larger file is something else.
const LARGEST: f64 = 1e6;

/// A claims file as it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Given {
    name: String,
    text: String,
}

/// Which claims are judged; copying it copies handles.
#[derive(Clone, Copy)]
pub struct OwnClaims {
    /// The user's file that is judged; none where it is the paper's.
    judged: RwSignal<Option<Given>>,
    /// What the worker was asked to judge and has not answered, in its order.
    asked: StoredValue<VecDeque<Option<Given>>>,
    /// The file that could not be used, and why.
    problem: RwSignal<Option<(String, String)>>,
}

impl OwnClaims {
    pub fn new() -> OwnClaims {
        OwnClaims {
            judged: RwSignal::new(None),
            asked: StoredValue::new(VecDeque::new()),
            problem: RwSignal::new(None),
        }
    }

    /// Goes on with the file that this tab had before it was reloaded.
    pub fn recall(self, session: Session) {
        let stored = of_tab().and_then(|storage| storage.get_item(STORED_AS).ok().flatten());
        if let Some(given) = stored.and_then(|text| serde_json::from_str(&text).ok()) {
            self.ask(session, Some(given));
        }
    }

    /// Whether this tab judges other claims than the paper's.
    pub fn has_asked(self) -> bool {
        self.asked.with_value(|asked| asked.back().is_some_and(Option::is_some))
    }

    /// What came of it: on success every figure is asked for anew.
    pub fn hear(self, outcome: &Result<(), String>) {
        let asked = self.asked.try_update_value(VecDeque::pop_front).flatten().flatten();
        match outcome {
            Ok(()) => {
                keep(asked.as_ref());
                self.judged.set(asked);
                self.problem.set(None);
            }
            Err(why) => self.refuse(asked.map(|given| given.name).unwrap_or_default(), why),
        }
    }

    fn ask(self, session: Session, given: Option<Given>) {
        let claims = given.as_ref().map(|given| given.text.clone());
        self.asked.update_value(|asked| asked.push_back(given));
        session.send(Request::Check { claims });
    }

    fn refuse(self, name: String, why: &str) {
        self.problem.set(Some((name, why.into())));
    }

    async fn take(self, session: Session, file: File) {
        let name = file.name();
        if file.size() > LARGEST {
            self.refuse(name, "It is larger than any list of published figures");
            return;
        }
        match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => {
                let bytes = Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec();
                self.ask(session, Some(Given { name, text: text_of(&bytes) }));
            }
            Err(_) => self.refuse(name, "The browser could not read it"),
        }
    }
}

/// Where storage is full or switched off, the file is judged until the page is left.
fn keep(given: Option<&Given>) {
    let Some(storage) = of_tab() else { return };
    let _ = match given.and_then(|given| serde_json::to_string(given).ok()) {
        Some(text) => storage.set_item(STORED_AS, &text),
        None => storage.remove_item(STORED_AS),
    };
}

/// The bar above the claims: whose they are, another study's, the template and how to fill it in.
#[component]
pub fn ClaimsSource() -> impl IntoView {
    let session = Session::here();
    let own = session.own_claims;
    let input = NodeRef::<leptos::html::Input>::new();
    let take = move |event: web_sys::Event| {
        if let Some(file) = files_of(&event).and_then(|files| files.get(0)) {
            wasm_bindgen_futures::spawn_local(own.take(session, file));
        }
        // So that the same file can be chosen again after it was changed.
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    };
    let whose = move || match own.judged.get() {
        Some(given) => format!("{}. It stays until this tab is closed.", given.name),
        None => "the paper’s own figures.".into(),
    };
    view! {
        <div class="claims-source unprinted">
            <p role="status" data-handle="claims-source">
                <b>"Checked here: "</b>
                {whose}
            </p>
            <div class="after">
                <label class="button file-button">
                    "Check another study"
                    <input
                        type="file"
                        class="unseen"
                        accept=".csv,.txt,text/csv,text/plain"
                        data-handle="claims-file"
                        node_ref=input
                        on:change=take
                    />
                </label>
                <button type="button" class="button" data-handle="claims-template" on:click=move |_| save_template(session)>
                    "Get a claims template"
                </button>
                <Show when=move || own.judged.with(Option::is_some)>
                    <button type="button" class="button plain" data-handle="claims-paper" on:click=move |_| own.ask(session, None)>
                        "Back to the paper’s claims"
                    </button>
                </Show>
            </div>
            {move || own.problem.get().map(|(name, why)| refusal(name, why))}
            <details>
                <summary>"How to write a claims file"</summary>
                <HowTo />
            </details>
        </div>
    }
}

fn refusal(name: String, why: String) -> impl IntoView {
    view! {
        <div class="notice bad" role="alert" data-handle="claims-error">
            <p>
                <b>{name} " was not used. "</b>
                {why}
                ". The claims stay as they were."
            </p>
        </div>
    }
}

fn save_template(session: Session) {
    if let Err(fault) = save_text("giving-gap-claims-template.csv", "text/csv", TEMPLATE) {
        session.tell(format!("The template could not be saved: {fault:?}"));
    }
}

/// What each column holds, and an example of it.
const COLUMNS: [(&str, &str, &str); 10] = [
    ("id", "A short name without spaces; sums refer to figures by it.", "mean-2018"),
    ("wave", "The wave’s label as your data has it; for a change, both.", "2018, or 2016 to 2018"),
    ("quantity", "What is counted, in words that a stranger understands.", "Raised per school"),
    ("value", "The number as printed, without commas or unit.", "19883, or 1/3"),
    ("unit", "£, %, minutes, hours, times, index, number or pupils.", "£"),
    (
        "rounding",
        "The step it was rounded to; or exact, below, at most, above, at least.",
        "1, or 0.1",
    ),
    ("printed", "The source’s own words, where it prints no number.", "less than a third"),
    ("place", "Where it is printed.", "Table 1"),
    (
        "measure",
        "What in the data reproduces it. Blank where only sums use the figure.",
        "raised/school/mean",
    ),
    (
        "check",
        "In a row without a value: a sum that the figures have to satisfy.",
        "rise = rise(mean-2016, mean-2018)",
    ),
];

#[component]
fn HowTo() -> impl IntoView {
    let rows = COLUMNS.map(|(column, holds, example)| {
        view! {
            <tr>
                <th scope="row"><code>{column}</code></th>
                <td>{holds}</td>
                <td><code>{example}</code></td>
            </tr>
        }
    });
    view! {
        <p>
            "A CSV file with a row for each published figure. A row with a value is a figure: with a \
            measure, it is judged against the data loaded here. A row with a check is a sum: it is judged \
            by arithmetic alone. A row with neither is a remark. The template has one of each."
        </p>
        <div class="figure-table" tabindex="0" role="group" aria-label="Columns of a claims file">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Column"</th>
                        <th scope="col">"Holds"</th>
                        <th scope="col">"Example"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().collect_view()}</tbody>
            </table>
        </div>
        <p>
            "A measure is an amount (raised, donations, pta_income, total_income, volunteer_minutes or \
            other:LABEL), then school or pupil, then a name: mean, median, total, gini, top-10, ratio, sii, \
            above-10000, reach-mean, decile-1 to decile-10, top-1-sum, bottom-1-sum. Others: item/LABEL for \
            the share of yes to a question, schools, answers, response-rate."
        </p>
        <p>
            "In a sum, + - * / stand between spaces; rise(a, b) is from a to b in percent; share(a, b) is a in \
            percent of b. A check reads ID = SUM, SUM <= SUM, or ID, ID of ID, where each percentage has to be \
            that of a whole number of so many."
        </p>
    }
}
