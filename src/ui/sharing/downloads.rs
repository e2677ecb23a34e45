//! The files that a figure leaves as.

use super::clipboard::CopyImageButton;
use super::leaving::Leaving;
use super::png;
use super::ways::look;
use crate::draw::Look;
use crate::figure::disclosure::WaysOut;
use crate::share::embed::Scheme;
use crate::share::{credits, csv, html, package, sheet};
use crate::ui::save::{save_bytes, save_text};
use crate::ui::session::Session;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Pixels to a CSS px: as on the screen, as print wants them.
const RATIOS: [u32; 4] = [1, 2, 3, 4];
const USUAL_RATIO: u32 = 2;

#[component]
pub fn Downloads(
    leaving: Memo<Leaving>,
    scheme: ReadSignal<Scheme>,
    ways: WaysOut,
) -> impl IntoView {
    let session = Session::here();
    let (ratio, set_ratio) = signal(USUAL_RATIO);
    let look = Memo::new(move |_| look(scheme.get()));
    let button = move |format: &'static str, label: &'static str| {
        let make = move |_| {
            let leaving = leaving.get_untracked();
            let (look, ratio) = (look.get_untracked(), ratio.get_untracked());
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
    let ratios = RATIOS.map(|ratio| {
        view! {
            <option value=ratio.to_string() selected=ratio == USUAL_RATIO>
                {format!("{ratio}×")}
            </option>
        }
    });
    let choose_ratio = move |event| {
        set_ratio.set(event_target_value(&event).parse().unwrap_or(USUAL_RATIO));
    };
    view! {
        <section>
            <h3>"Image"</h3>
            <div class="line">
                {button("png", "PNG")}
                <label class="line">
                    <span>"at"</span>
                    <select data-handle="png-ratio" aria-label="Size of the PNG" on:change=choose_ratio>
                        {ratios.into_iter().collect_view()}
                    </select>
                </label>
                {button("svg", "SVG")} <CopyImageButton leaving look ratio />
            </div>
        </section>
        {(ways == WaysOut::All)
            .then(|| {
                view! {
                    <section>
                        <h3>"Data and page"</h3>
                        <div class="line">
                            {button("csv", "CSV")} {button("html", "Web page")}
                            {button("zip", "All, zip")}
                        </div>
                    </section>
                }
            })}
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
