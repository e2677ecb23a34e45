//! Addresses of the site's own files.

use crate::worker::Request;
use leptos::prelude::document;

/// The whole address of a file of the site.
pub fn address(file: &str) -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    web_sys::Url::new_with_base(file, &base).map(|url| url.href()).unwrap_or_default()
}

/// The page's own script, as `boot.js` was told of it.
pub fn script() -> String {
    let tag = document().query_selector("script[data-js]").ok().flatten();
    address(&tag.and_then(|tag| tag.get_attribute("data-js")).unwrap_or_default())
}

/// What the worker is asked for the demonstration data by.
pub fn demonstration() -> Request {
    Request::Demonstration { folder: address("demo/") }
}
