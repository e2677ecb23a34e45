//! Copying: a text, or the chart as an image. Browsers let a page do so over https only.

use super::leaving::Leaving;
use super::png;
use crate::share::embed::Scheme;
use crate::ui::save::blob;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

/// Copies a text; `left` is told once it is on the clipboard.
#[component]
pub fn CopyButton(
    label: &'static str,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] left: Callback<()>,
) -> impl IntoView {
    let (said, set_said) = signal(None::<&'static str>);
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            let copied = copied(&text).await.is_ok();
            if copied {
                left.run(());
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

/// Copies the chart as a PNG.
#[component]
pub fn CopyImageButton(
    leaving: Leaving,
    scheme: ReadSignal<Scheme>,
    #[prop(into)] ratio: Signal<u32>,
) -> impl IntoView {
    let (said, set_said) = signal(None::<&'static str>);
    let copy = move |_| {
        let (scheme, ratio) = (scheme.get_untracked(), ratio.get_untracked());
        spawn_local(async move {
            let copied = image_copied(leaving, scheme, ratio).await.is_ok();
            if copied {
                leaving.remember();
            }
            set_said.set(Some(if copied { "Copied" } else { "Save the PNG instead" }));
        });
    };
    view! {
        <button type="button" class="button" data-handle="copy-image" on:click=copy>
            "Copy image"
        </button>
        <span role="status">{said}</span>
    }
}

async fn copied(text: &str) -> Result<(), JsValue> {
    call("writeText", &text.into()).await
}

/// The clipboard is given the promise of an image: it is painted only once the browser has let the
/// page copy, which some allow no longer than the click lasts.
async fn image_copied(leaving: Leaving, scheme: Scheme, ratio: u32) -> Result<(), JsValue> {
    let image = future_to_promise(async move {
        Ok(blob("image/png", &png::png(leaving, scheme, ratio).await?)?.into())
    });
    let kinds = Object::new();
    Reflect::set(&kinds, &"image/png".into(), &image)?;
    let item = Reflect::get(&window(), &"ClipboardItem".into())?.dyn_into::<Function>()?;
    let item = Reflect::construct(&item, &Array::of1(&kinds))?;
    call("write", &Array::of1(&item)).await
}

/// Calls a function of the clipboard, where the browser has it.
async fn call(name: &str, with: &JsValue) -> Result<(), JsValue> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into())?;
    let write = Reflect::get(&clipboard, &name.into())?.dyn_into::<Function>()?;
    let written = write.call1(&clipboard, with)?.dyn_into::<Promise>()?;
    JsFuture::from(written).await.map(|_| ())
}
