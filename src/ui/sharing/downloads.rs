//! The files that a figure leaves as.

use super::clipboard::CopyImageButton;
use super::leaving::Leaving;
use super::png;
use crate::figure::disclosure::WaysOut;
use crate::share::embed::Scheme;
use crate::ui::save::save_bytes;
use crate::ui::session::Session;
use crate::worker::What;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Pixels to a CSS px: as on the screen, as print wants them.
const RATIOS: [u32; 4] = [1, 2, 3, 4];
const USUAL_RATIO: u32 = 2;

#[component]
pub fn Downloads(leaving: Leaving, scheme: ReadSignal<Scheme>, ways: WaysOut) -> impl IntoView {
    let session = Session::here();
    let (ratio, set_ratio) = signal(USUAL_RATIO);
    let button = move |format: &'static str, label: &'static str| {
        let make = move |_| {
            let (scheme, ratio) = (scheme.get_untracked(), ratio.get_untracked());
            spawn_local(async move {
                match save(leaving, format, scheme, ratio).await {
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
                {button("svg", "SVG")} <CopyImageButton leaving scheme ratio />
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

async fn save(leaving: Leaving, format: &str, scheme: Scheme, ratio: u32) -> Result<(), JsValue> {
    let name = format!("{}.{format}", leaving.stem());
    let (kind, bytes) = match format {
        "svg" => ("image/svg+xml", leaving.make(What::Image(scheme)).await?),
        "csv" => ("text/csv", leaving.make(What::Table).await?),
        "html" => ("text/html", leaving.make(What::WebPage).await?),
        "png" => ("image/png", png::png(leaving, scheme, ratio).await?),
        _ => {
            let painted = png::painted(leaving, scheme, ratio).await?;
            ("application/zip", leaving.make(What::Archive(painted)).await?)
        }
    };
    save_bytes(&name, kind, &bytes)
}
