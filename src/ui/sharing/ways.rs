//! The ways out of the panel: embed, link, description, downloads.

use super::leaving::Leaving;
use super::png;
use crate::draw::{Look, theme};
use crate::share::embed::{Scheme, code, encode};
use crate::share::view::Place;
use crate::share::{credits, csv, html, package, sheet};
use crate::ui::save::{save_bytes, save_text};
use crate::ui::session::{Session, address};
use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The look of what leaves: an image is light or dark for good.
pub fn look(scheme: Scheme) -> Look {
    match scheme {
        Scheme::Dark => Look::new(png::WIDTH).in_theme(theme::DARK),
        Scheme::Light | Scheme::Auto => Look::new(png::WIDTH),
    }
}

/// The code to paste into a page.
#[component]
pub fn Embed(leaving: Leaving, scheme: ReadSignal<Scheme>) -> impl IntoView {
    let fragment = encode(&leaving.figure);
    let body = match fragment {
        Err(why) => view! { <p>{why.to_string()}</p> }.into_any(),
        Ok(fragment) => {
            let size = format!("{:.1} kB, fits its own height", fragment.len() as f64 / 1000.0);
            let figure = leaving.figure.clone();
            let text = Memo::new(move |_| code(&figure, &address("./"), &fragment, scheme.get()));
            view! {
                <textarea
                    class="code"
                    readonly
                    data-handle="embed-code"
                    aria-label="Embed code"
                    prop:value=text
                >
                    {text}
                </textarea>
                <div class="line">
                    <CopyButton label="Copy code" text leaving=Some(leaving.clone()) />
                    <span>{size}</span>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <section>
            <h3>"Embed"</h3>
            {body}
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
                <CopyButton label="Copy link" text leaving=None />
            </div>
        </section>
    }
}

/// What people who cannot see the chart are told.
#[component]
pub fn Description(leaving: Leaving) -> impl IntoView {
    let (text, set_text) = signal(credits::alt_text(&leaving.figure));
    let copied = Memo::new(move |_| text.get());
    view! {
        <label class="option">
            <span class="label">"Description for people who cannot see the chart (yours to change)"</span>
            <textarea
                prop:value=text
                on:input=move |event| set_text.set(event_target_value(&event))
            ></textarea>
        </label>
        <div class="line">
            <CopyButton label="Copy description" text=copied leaving=None />
        </div>
    }
}

#[component]
fn CopyButton(
    label: &'static str,
    #[prop(into)] text: Signal<String>,
    /// What leaves with the copy, if anything does.
    leaving: Option<Leaving>,
) -> impl IntoView {
    let (said, set_said) = signal(None::<&'static str>);
    let copy = move |_| {
        let (text, leaving) = (text.get_untracked(), leaving.clone());
        spawn_local(async move {
            let copied = copied(&text).await.is_ok();
            if copied {
                leaving.iter().for_each(Leaving::remember);
            }
            set_said.set(Some(if copied { "Copied" } else { "Select the text and copy it" }));
        });
    };
    view! {
        <button type="button" class="button" on:click=copy>
            {label}
        </button>
        <span role="status">{said}</span>
    }
}

/// Copies a text, where the browser lets the page: it does so over https only.
async fn copied(text: &str) -> Result<(), JsValue> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into())?;
    let write = js_sys::Reflect::get(&clipboard, &"writeText".into())?.dyn_into::<Function>()?;
    let written = write.call1(&clipboard, &text.into())?.dyn_into::<Promise>()?;
    JsFuture::from(written).await.map(|_| ())
}

#[component]
pub fn Downloads(leaving: Leaving, scheme: ReadSignal<Scheme>) -> impl IntoView {
    let session = Session::here();
    let (ratio, set_ratio) = signal(2_u32);
    let button = move |format: &'static str, label: &'static str| {
        let leaving = leaving.clone();
        let make = move |_| {
            let leaving = leaving.clone();
            let (look, ratio) = (look(scheme.get_untracked()), ratio.get_untracked());
            spawn_local(async move {
                match made(&leaving, format, &look, ratio).await {
                    Ok(()) => leaving.remember(),
                    Err(why) => session.tell(format!("The file could not be made: {why:?}")),
                }
            });
        };
        view! {
            <button type="button" class="button" data-download=format on:click=make>
                {label}
            </button>
        }
    };
    let ratios = [1_u32, 2, 3, 4].map(|number| {
        view! {
            <option value=number.to_string() selected=number == 2>
                {format!("{number}×")}
            </option>
        }
    });
    view! {
        <section>
            <h3>"Download"</h3>
            <div class="line">
                {button("png", "PNG")} {button("svg", "SVG")} {button("csv", "CSV")}
                {button("html", "Web page")} {button("zip", "All, zip")}
            </div>
            <label class="line">
                "Size of the PNG"
                <select on:change=move |event| {
                    set_ratio.set(event_target_value(&event).parse().unwrap_or(2));
                }>{ratios.to_vec()}</select>
            </label>
        </section>
    }
}

async fn made(leaving: &Leaving, format: &str, look: &Look, ratio: u32) -> Result<(), JsValue> {
    let figure = &leaving.figure;
    let name = format!("{}.{format}", credits::file_stem(figure));
    let fault = |error: crate::draw::DrawError| JsValue::from(error.to_string());
    match format {
        "svg" => save_text(&name, "image/svg+xml", &sheet(figure, look).map_err(fault)?),
        "csv" => save_text(&name, "text/csv", &csv(figure)),
        "html" => save_text(&name, "text/html", &html(figure).map_err(fault)?),
        "png" => save_bytes(&name, "image/png", &png::painted(figure, look, ratio).await?),
        _ => {
            let image = png::painted(figure, look, ratio).await?;
            let archive = package(figure, &leaving.decisions_to_share, Some(image));
            save_bytes(&name, "application/zip", &archive.map_err(fault)?)
        }
    }
}
