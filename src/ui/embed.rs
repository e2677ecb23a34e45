//! The page inside a frame on another site: one figure, carried by the address.

use super::card::{Shown, notes};
use super::data_table::data_table;
use super::environment::{Environment, on_window};
use super::gaps::gaps;
use super::legend::Legend;
use super::plot::Plot;
use super::theme::Theme;
use crate::draw::Series;
use crate::figure::{Figure, Form};
use crate::share::credits;
use crate::share::embed::{EmbedError, decode, explore};
use crate::share::view::toggle;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, ResizeObserver};

#[component]
pub fn EmbedPage() -> impl IntoView {
    let query = window().location().search().unwrap_or_default();
    let scheme = query.trim_start_matches('?').split('&').find_map(|p| p.strip_prefix("scheme="));
    let environment = expect_context::<Environment>();
    provide_context(Theme::of_frame(environment, scheme.unwrap_or("light")));
    let read = || decode(&window().location().hash().unwrap_or_default()).map(Arc::new);
    let carried = RwSignal::new(read());
    on_window("hashchange", move || carried.set(read()));
    tell_height();
    if let Some(root) = document().document_element() {
        // The attribute's name is valid, so that setting it cannot fail.
        let _ = root.set_attribute("data-ready", "true");
    }
    move || match carried.get() {
        Ok(figure) => view! { <EmbeddedFigure figure /> }.into_any(),
        Err(why) => view! { <NoFigure why /> }.into_any(),
    }
}

#[component]
fn EmbeddedFigure(figure: Arc<Figure>) -> impl IntoView {
    let has_chart = figure.form != Form::Table;
    let (shows_table, show_table) = signal(!has_chart);
    let hidden = RwSignal::new(Vec::<Series>::new());
    let on_switch =
        Callback::new(move |series: Series| hidden.update(|hidden| toggle(hidden, series)));
    let carried = Arc::clone(&figure);
    let shown: Shown = Memo::new(move |_| Some(Arc::clone(&carried)));
    let title = figure.title.clone();
    let told = figure.description.clone();
    let described_by = told.is_some().then_some("embedded-description");
    document().set_title(&title);
    view! {
        <main class="embedded">
            <figure
                class="figure"
                data-figure=figure.kind.name()
                data-state=if figure.is_empty() { "empty" } else { "ready" }
                aria-labelledby="embedded-title"
                aria-describedby=described_by
            >
                <p class="figure-kicker">{figure.kicker.clone()}</p>
                <h1 class="figure-title" id="embedded-title">
                    {title}
                </h1>
                <p class="figure-sub">{figure.subtitle.clone()}</p>
                <p class="figure-says">{figure.sentence.clone()}</p>
                {told.map(|told| view! { <p class="unseen" id="embedded-description">{told}</p> })}
                {has_chart
                    .then(|| {
                        view! {
                            <div hidden=move || shows_table.get()>
                                <Legend shown hidden=hidden.into() on_switch />
                                <Plot shown hidden=hidden.into() on_choose=Callback::new(|_| ()) />
                            </div>
                        }
                    })}
                <div class="figure-table" hidden=move || !shows_table.get()>
                    {data_table(&figure)}
                </div>
                {gaps(&figure)}
                {has_chart
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button"
                                aria-pressed=move || shows_table.get().to_string()
                                on:click=move |_| show_table.update(|table| *table = !*table)
                            >
                                "Table"
                            </button>
                        }
                    })}
                <figcaption class="notes">
                    {notes(&figure.notes)} <p>{credits::line(&figure)}</p>
                    <a href=explore(&figure) target="_blank" rel="noopener">
                        "Explore in Giving Gap"
                    </a>
                </figcaption>
            </figure>
        </main>
    }
}

#[component]
fn NoFigure(why: EmbedError) -> impl IntoView {
    view! {
        <main class="embedded">
            <div class="notice" role="alert" data-handle="embed-error">
                <p>{why.to_string()}</p>
                <a href="./" target="_blank" rel="noopener">
                    "Giving Gap"
                </a>
            </div>
        </main>
    }
}

/// Tells the page around the frame how high this one is: once it is drawn, when that changes, and
/// when asked.
fn tell_height() {
    let (Some(body), Ok(Some(parent))) = (document().body(), window().parent()) else { return };
    if parent == window() {
        return;
    }
    let height = {
        let body = body.clone();
        move || body.get_bounding_client_rect().height().ceil()
    };
    let to = parent.clone();
    let post = move |height: f64| {
        let message = js_sys::Object::new();
        // Setting a property of a plain object cannot fail.
        let _ = js_sys::Reflect::set(&message, &"type".into(), &"giving-gap:height".into());
        let _ = js_sys::Reflect::set(&message, &"height".into(), &height.into());
        // The height of a chart is no secret: whoever frames it may know.
        let _ = to.post_message(&message, "*");
    };
    let last = Rc::new(Cell::new(0.0));
    let post_change = {
        let (post, height) = (post.clone(), height.clone());
        move || {
            let now = height();
            if last.replace(now) != now {
                post(now);
            }
        }
    };
    // Out of sight nothing is observed; the chart is drawn by the time that a timer runs.
    set_timeout(post_change.clone(), Duration::ZERO);
    let on_size = Closure::<dyn Fn()>::new(post_change);
    if let Ok(observer) = ResizeObserver::new(on_size.as_ref().unchecked_ref()) {
        observer.observe(&body);
        on_size.forget();
    }
    let on_ask = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let asks = js_sys::Reflect::get(&event.data(), &"type".into())
            .is_ok_and(|kind| kind == "giving-gap:ask");
        if asks && event.source().is_some_and(|source| source == *parent.as_ref()) {
            post(height());
        }
    });
    let target = window();
    if target.add_event_listener_with_callback("message", on_ask.as_ref().unchecked_ref()).is_ok() {
        on_ask.forget();
    }
}
