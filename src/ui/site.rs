//! What the page needs of the site: its own address, its storage, what it opens with, and the worker's
//! program.

use crate::worker::{Program, demonstration};
use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(js_namespace = givingGap)]
extern "C" {
    /// What `boot.js` asked for already, so that it comes beside the page's own program.
    #[wasm_bindgen(catch, js_name = opening)]
    fn opening_of_boot() -> Result<Promise, JsValue>;

    /// Whether others can follow an address to this page, and frame its charts: not where it is a file.
    #[wasm_bindgen(js_name = hasAddress)]
    pub fn has_address() -> bool;

    #[wasm_bindgen(catch, js_name = program)]
    fn program_of_boot(files: &Array) -> Result<Promise, JsValue>;
}

/// The whole address of a file of the site.
pub fn address(file: &str) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    web_sys::Url::new_with_base(file, &base).map(|url| url.href()).unwrap_or_default()
}

/// The browser's storage for the site, unless it is switched off.
pub fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// The figures that the site was built with, where `boot.js` found the address to ask for no others.
pub async fn opening() -> Option<Vec<u8>> {
    let bytes = JsFuture::from(opening_of_boot().ok()?).await.ok()?;
    bytes.is_object().then(|| Uint8Array::new(&bytes).to_vec())
}

/// All that a worker is started with.
pub async fn program() -> Result<Program, JsValue> {
    let files = demonstration::FILES.into_iter().map(JsValue::from).collect();
    JsFuture::from(program_of_boot(&files)?).await.map(Program)
}
