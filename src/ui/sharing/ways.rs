//! The ways out of the panel that are words: embed code, link, description.

use super::clipboard::CopyButton;
use super::leaving::Leaving;
use crate::share::embed::Scheme;
use crate::share::view::Place;
use crate::ui::session::Session;
use crate::ui::site::{address, has_address};
use leptos::prelude::*;

/// The code to paste into a page.
#[component]
pub fn Embed(
    leaving: Leaving,
    fragment: ReadSignal<Option<Result<String, String>>>,
    is_stale: ReadSignal<bool>,
    scheme: ReadSignal<Scheme>,
) -> impl IntoView {
    let text = Memo::new(move |_| {
        let fragment = fragment.get()?.ok()?;
        Some(leaving.code(&fragment, scheme.get()))
    });
    let size = move || match fragment.get().filter(|_| !is_stale.get()) {
        Some(Ok(fragment)) => {
            format!("{:.1} kB; fits its own height", fragment.len() as f64 / 1000.0)
        }
        Some(Err(why)) => why,
        None => "Making it …".into(),
    };
    let left = move || leaving.remember();
    let written = move || text.get().unwrap_or_default();
    view! {
        <section>
            <h3>"Embed"</h3>
            <Show when=move || text.with(Option::is_some)>
                <textarea
                    class="code"
                    readonly
                    data-handle=move || (!is_stale.get()).then_some("embed-code")
                    inert=is_stale
                    aria-label="Embed code"
                    prop:value=written
                    on:copy=move |_| left()
                >
                    {written}
                </textarea>
            </Show>
            <div class="line" inert=is_stale>
                <Show when=move || text.with(Option::is_some)>
                    <CopyButton label="Copy code" text=Signal::derive(written) left=move |()| left() />
                </Show>
                <span>{size}</span>
            </div>
        </section>
    }
}

/// A link to the card, of options only; where the page is a file, why there is neither link nor embed.
#[component]
pub fn Link(place: Place) -> impl IntoView {
    if !has_address() {
        return view! {
            <section data-handle="no-address">
                <h3>"Link and embed"</h3>
                <p>
                    "Only from the page on a web site: this one is a file on your machine, where nobody else can follow an address."
                </p>
            </section>
        }
        .into_any();
    }
    let session = Session::here();
    let text = Memo::new(move |_| {
        let fragment = session.view.with(|view| view.to_link(Some(place)));
        format!("{}#{fragment}", address("./"))
    });
    view! {
        <section>
            <h3>"Link"</h3>
            <p>
                "Opens this figure with these options. A link never carries data: whoever follows it needs the same files."
            </p>
            <div class="line">
                <CopyButton label="Copy link" text left=|()| () />
            </div>
        </section>
    }
    .into_any()
}

/// What people who cannot see the chart are told: it goes into the code and every file.
#[component]
pub fn Description(leaving: Leaving, on_words: impl Fn() + Send + Sync + 'static) -> impl IntoView {
    let words = leaving.words;
    let change = move |event| {
        words.set(event_target_value(&event));
        on_words();
    };
    view! {
        <label class="option">
            <span class="label">"Description for people who cannot see the chart (yours to change)"</span>
            <textarea
                data-handle="description"
                prop:value=words
                on:input=change
            ></textarea>
        </label>
        <div class="line">
            <CopyButton label="Copy description" text=words left=|()| () />
        </div>
    }
}
