//! The briefing: two sheets of A4 that say what the page says, laid out for printing alone.

use super::data_table::data_table;
use super::environment::{on_window, today};
use super::masthead::what_is_loaded;
use super::session::Session;
use crate::draw::Look;
use crate::figure::{Figure, Finding, Kind, Note};
use crate::share::{credits, plate};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlImageElement;

/// While it has this value, the print layout shows the briefing and nothing else.
const ATTRIBUTE: (&str, &str) = ("data-print", "briefing");
/// Of a chart, one of two side by side, px; the sheet scales it.
const WIDTH: u32 = 440;

/// Whether the sheets are being printed; copying it copies the handle.
#[derive(Clone, Copy)]
pub struct Briefing {
    is_open: RwSignal<bool>,
}

impl Briefing {
    pub fn new() -> Briefing {
        let briefing = Briefing { is_open: RwSignal::new(false) };
        on_window("afterprint", move || briefing.close());
        briefing
    }

    /// Lays the sheets out and, once their charts are there, hands them to the browser to print.
    fn print(self) {
        self.is_open.set(true);
        if let Some(root) = document().document_element() {
            // The attribute's name is valid, so that setting it cannot fail.
            let _ = root.set_attribute(ATTRIBUTE.0, ATTRIBUTE.1);
        }
        request_animation_frame(|| {
            spawn_local(async {
                for chart in charts() {
                    // A chart that cannot be decoded leaves its description in its place.
                    let _ = JsFuture::from(chart.decode()).await;
                }
                // A browser that does not print is left with the page as it was.
                let _ = window().print();
            });
        });
    }

    fn close(self) {
        if self.is_open.get_untracked() {
            self.is_open.set(false);
            if let Some(root) = document().document_element() {
                let _ = root.remove_attribute(ATTRIBUTE.0);
            }
        }
    }
}

fn charts() -> Vec<HtmlImageElement> {
    let Ok(found) = document().query_selector_all(".briefing img") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The button, once there is something to print.
#[component]
pub fn BriefingButton() -> impl IntoView {
    let session = Session::here();
    let briefing = expect_context::<Briefing>();
    view! {
        <button
            type="button"
            class="button"
            data-handle="briefing"
            disabled=move || session.revision.with(Option::is_none)
            on:click=move |_| briefing.print()
        >
            "Print a briefing"
        </button>
    }
}

/// The sheets, in the document while they are printed.
#[component]
pub fn BriefingSheets() -> impl IntoView {
    let briefing = expect_context::<Briefing>();
    view! {
        <Show when=move || briefing.is_open.get()>
            <Sheets />
        </Show>
    }
}

#[component]
fn Sheets() -> impl IntoView {
    let session = Session::here();
    let figure = |kind| session.card(kind).with_untracked(|card| card.figure.clone());
    let chart = |kind| figure(kind).map(|figure| chart(&figure));
    let table = |kind| figure(kind).map(|figure| table(&figure));
    let headlines = session.headlines.get_untracked();
    let title = headlines.as_ref().map(|headlines| headlines.title.clone());
    let findings: Vec<AnyView> =
        headlines.iter().flat_map(|headlines| &headlines.findings).map(finding).collect();
    let how_chosen = headlines.as_ref().map(|headlines| format!("{} ", headlines.how_chosen()));
    let spoken = [Kind::Table1, Kind::DecileRaised, Kind::DecileVolunteer, Kind::Lorenz];
    let notes = notes(spoken.into_iter().filter_map(figure));
    view! {
        <main class="briefing">
            <section class="briefing-sheet">
                <header>
                    <p class="briefing-name">"Giving Gap · A briefing · " {today()}</p>
                    <h1>{title}</h1>
                    <p class="briefing-data">
                        {session.loaded.get_untracked().map(|loaded| what_is_loaded(&loaded))}
                    </p>
                </header>
                <ul class="briefing-findings">{findings}</ul>
                <div class="briefing-pair">
                    {chart(Kind::DecileRaised)}
                    {chart(Kind::DecileVolunteer)}
                </div>
                <div class="briefing-pair">
                    {chart(Kind::Lorenz)}
                    {chart(Kind::Concentration)}
                </div>
                {foot(1)}
            </section>
            <section class="briefing-sheet">
                {table(Kind::Table1)}
                {table(Kind::Table2)}
                <div class="briefing-notes">
                    <h2>"Method and caveats"</h2>
                    <p>
                        <b>"Findings "</b>
                        {how_chosen}
                        <b>"Deprivation "</b>
                        "is that of the area a school stands in, not of its pupils. "
                        <b>"Raised "</b>
                        "is donations made to the school and its PTA’s income; gifts in kind are in no account. "
                        {notes}
                    </p>
                </div>
                {foot(2)}
            </section>
        </main>
    }
}

fn finding(finding: &Finding) -> AnyView {
    let Finding { sentence, how_sure, .. } = finding.clone();
    view! {
        <li>
            <b>{sentence}</b>
            " "
            {how_sure}
        </li>
    }
    .into_any()
}

fn chart(figure: &Arc<Figure>) -> AnyView {
    let drawn = plate(figure, &Look::new(WIDTH)).unwrap_or_default();
    let source =
        format!("data:image/svg+xml,{}", String::from(js_sys::encode_uri_component(&drawn)));
    view! {
        <figure class="briefing-figure">
            {heading(figure)}
            <img src=source alt=credits::alt_text(figure) />
        </figure>
    }
    .into_any()
}

fn table(figure: &Arc<Figure>) -> AnyView {
    view! {
        <div class="briefing-table">
            {heading(figure)}
            {data_table(figure)}
        </div>
    }
    .into_any()
}

fn heading(figure: &Figure) -> impl IntoView + use<> {
    view! {
        <h2>
            <span>{figure.kicker.clone()} ". "</span>
            {figure.title.clone()}
        </h2>
        <p class="briefing-sub">{figure.subtitle.clone()}</p>
    }
}

/// The figures' notes, each said once: with the figure's name, but for what the first says for all.
fn notes(figures: impl Iterator<Item = Arc<Figure>>) -> Vec<AnyView> {
    let mut kept: Vec<Note> = Vec::new();
    let mut shown: Vec<Note> = Vec::new();
    for (at, figure) in figures.enumerate() {
        for note in figure.notes.iter().filter(|note| note.term != "pp") {
            if kept.contains(note) {
                continue;
            }
            kept.push(note.clone());
            let Note { term, text } = note.clone();
            let term = if at == 0 { term } else { format!("{term} ({})", figure.kicker) };
            shown.push(Note { term, text });
        }
    }
    super::card::notes(&shown)
}

fn foot(sheet: u32) -> impl IntoView {
    view! {
        <p class="briefing-foot">
            {concat!("Made with Giving Gap ", env!("CARGO_PKG_VERSION"), ", in the browser; the data went nowhere. \
            Not checked for disclosure: share single figures from their cards.")}
            <span>{format!("{sheet} of 2")}</span>
        </p>
    }
}
