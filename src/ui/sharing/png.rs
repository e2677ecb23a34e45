//! The image of a figure as PNG: the browser paints the SVG, the worker puts the metadata in after.

use super::leaving::Leaving;
use crate::share::embed::Scheme;
use crate::worker::{Painted, What};
use js_sys::{ArrayBuffer, Promise, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

/// The image as an address of its own, which a picture can show and the policy allows.
pub async fn address(leaving: Leaving, scheme: Scheme) -> Result<String, String> {
    let svg = leaving.make_text(What::Image(scheme)).await?;
    let escaped = js_sys::encode_uri_component(&svg);
    Ok(format!("data:image/svg+xml;charset=utf-8,{}", String::from(escaped)))
}

/// The PNG with its metadata, `ratio` pixels to a CSS px.
pub async fn png(leaving: Leaving, scheme: Scheme, ratio: u32) -> Result<Vec<u8>, JsValue> {
    let painted = painted(leaving, scheme, ratio).await?;
    Ok(leaving.make(What::Png(painted)).await?)
}

/// The PNG as the browser paints it.
pub async fn painted(leaving: Leaving, scheme: Scheme, ratio: u32) -> Result<Painted, JsValue> {
    let address = address(leaving, scheme).await?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    let (width, height) = (image.natural_width() * ratio, image.natural_height() * ratio);
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or("no canvas")?.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(
        &image,
        0.0,
        0.0,
        f64::from(width),
        f64::from(height),
    )?;
    let made = Promise::new(&mut |resolve, reject| {
        let hand_over = Closure::once_into_js(move |blob: JsValue| {
            // Calling a promise's own function cannot throw.
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        if let Err(why) = canvas.to_blob(hand_over.unchecked_ref()) {
            let _ = reject.call1(&JsValue::NULL, &why);
        }
    });
    let blob: Blob =
        JsFuture::from(made).await?.dyn_into().map_err(|_| "the image is too large")?;
    let buffer: ArrayBuffer = JsFuture::from(blob.array_buffer()).await?.unchecked_into();
    Ok(Painted { png: Uint8Array::new(&buffer).to_vec(), ratio })
}
