//! What the worker makes of a figure that leaves: asked for by a number, waited for by a promise.

use super::Session;
use crate::worker::{Making, Request};
use js_sys::{Function, Promise};
use leptos::prelude::*;
use std::collections::HashMap;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Wishes under way and their outcomes, by number.
#[derive(Default)]
pub struct Made {
    last: u32,
    waiting: HashMap<u32, Function>,
    outcomes: HashMap<u32, Result<Vec<u8>, String>>,
}

impl Session {
    /// Has the worker make something of a figure that may leave; the wish gets a number of its own.
    pub async fn make(self, wish: impl FnOnce(u32) -> Making) -> Result<Vec<u8>, String> {
        let id = self.made.with_value(|made| made.last) + 1;
        let coming = Promise::new(&mut |come: Function, _| {
            self.made.update_value(|made| {
                made.last = id;
                made.waiting.insert(id, come);
            });
        });
        self.send(Request::Make(wish(id)));
        // A promise that only ever resolves.
        let _ = JsFuture::from(coming).await;
        let outcome = self.made.try_update_value(|made| made.outcomes.remove(&id)).flatten();
        outcome.unwrap_or_else(|| Err("It was not made.".into()))
    }

    pub(super) fn take_made(self, making: u32, outcome: Result<Vec<u8>, String>) {
        let come = self.made.try_update_value(|made| {
            made.outcomes.insert(making, outcome);
            made.waiting.remove(&making)
        });
        if let Some(come) = come.flatten() {
            // Calling a promise's own function cannot throw.
            let _ = come.call0(&JsValue::NULL);
        }
    }
}
