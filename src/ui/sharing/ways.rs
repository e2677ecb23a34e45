//! The ways out of the panel that are words: embed code, link, description.

use super::clipboard::CopyButton;
use super::leaving::Leaving;
use super::png;
use crate::draw::{Look, theme};
use crate::share::credits;
use crate::share::embed::{Scheme, code, encode};
use crate::share::view::Place;
use crate::ui::session::Session;
use crate::ui::site::address;
use leptos::prelude::*;

/// The look of what leaves: an image is light or dark for good.
pub fn look(scheme: Scheme) -> Look {
    match scheme {
        Scheme::Dark => Look::new(png::WIDTH).in_theme(theme::DARK),
        Scheme::Light | Scheme::Auto => Look::new(png::WIDTH),
    }
}

/// The code to paste into a page.
#[component]
pub fn Embed(leaving: Memo<Leaving>, scheme: ReadSignal<Scheme>) -> impl IntoView {
    let fragment = Memo::new(move |_| leaving.with(|leaving| encode(&leaving.figure)));
    let text = Memo::new(move |_| {
        let fragment = fragment.get().ok()?;
        Some(leaving.with(|leaving| code(&leaving.figure, &address("./"), &fragment, scheme.get())))
    });
    let size = move || match fragment.get() {
        Ok(fragment) => format!("{:.1} kB; fits its own height", fragment.len() as f64 / 1000.0),
        Err(why) => why.to_string(),
    };
    let left = move || leaving.with_untracked(Leaving::remember);
    let written = move || text.get().unwrap_or_default();
    view! {
        <section>
            <h3>"Embed"</h3>
            <Show when=move || text.with(Option::is_some)>
                <textarea
                    class="code"
                    readonly
                    data-handle="embed-code"
                    aria-label="Embed code"
                    prop:value=written
                    on:copy=move |_| left()
                >
                    {written}
                </textarea>
            </Show>
            <div class="line">
                <Show when=move || text.with(Option::is_some)>
                    <CopyButton label="Copy code" text=Signal::derive(written) left=move |()| left() />
                </Show>
                <span>{size}</span>
            </div>
        </section>
    }
}

/// A link to the card: options only.
#[component]
pub fn Link(place: Place) -> impl IntoView {
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
}

/// What people who cannot see the chart are told: it goes into the code and every file.
#[component]
pub fn Description(cleared: Leaving, words: RwSignal<String>) -> impl IntoView {
    words.set(credits::alt_text(&cleared.figure));
    view! {
        <label class="option">
            <span class="label">"Description for people who cannot see the chart (yours to change)"</span>
            <textarea
                data-handle="description"
                prop:value=words
                on:input=move |event| words.set(event_target_value(&event))
            ></textarea>
        </label>
        <div class="line">
            <CopyButton label="Copy description" text=words left=|()| () />
        </div>
    }
}
