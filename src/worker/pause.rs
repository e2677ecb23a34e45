//! A pause in which a thread hears what came in while it worked.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Lets every message that waits be heard, then goes on. A message channel does it at once, where
/// timers that follow each other are held back by milliseconds.
pub async fn pause() {
    let mut opened = None;
    let promise = Promise::new(&mut |resolve: Function, _| {
        let Ok(channel) = MessageChannel::new() else {
            let _ = resolve.call0(&JsValue::NULL);
            return;
        };
        let channel = opened.insert(channel);
        channel.port1().set_onmessage(Some(resolve.unchecked_ref()));
        if channel.port2().post_message(&JsValue::NULL).is_err() {
            // Nothing will come: go on without the pause.
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    // A promise that only ever resolves.
    let _ = JsFuture::from(promise).await;
    // An open port is kept for messages that nobody will send.
    if let Some(channel) = opened {
        channel.port1().close();
    }
}
