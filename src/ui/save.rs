//! Handing the user a file that the page made.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers a text to be saved under a name.
pub fn save_text(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    save_bytes(name, kind, text.as_bytes())
}

/// Bytes as the browser takes them.
pub fn blob(kind: &str, bytes: &[u8]) -> Result<Blob, JsValue> {
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &bag)
}

/// Offers bytes to be saved under a name.
pub fn save_bytes(name: &str, kind: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(&blob(kind, bytes)?)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken the address by the time the click returns.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}
