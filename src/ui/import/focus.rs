//! Where the focus goes when what had it goes away: without this, somebody who has only a keyboard is
//! thrown back to the top of the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Puts it on the first of `controls` (a selector) inside a part of the page.
pub fn focus_in(part: Option<Element>, controls: &str) {
    let control = part.and_then(|part| part.query_selector(controls).ok().flatten());
    if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        // What was found is in the document; a browser that refuses it leaves the focus where it was.
        let _ = control.focus();
    }
}

/// Whether nothing has it.
pub fn is_lost() -> bool {
    let active = document().active_element();
    active.is_none_or(|active| active.tag_name().eq_ignore_ascii_case("body"))
}

/// The part around what was pressed.
pub fn around(event: &Event, part: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(part).ok()?
}
