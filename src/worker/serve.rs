//! The loop inside the worker: messages to the desk and its answers back, its work in slices.

use super::message::{Reply, Request};
use super::port::{pack, unpack};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Installs the loop. Outside a worker, where the build makes what the page opens with, it does nothing.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        post(&Reply::Stopped(info.to_string()));
    }));
    let desk = Rc::new(super::desk::Desk::default());
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some((request, beside)) = unpack::<Request>(&event.data()) {
            wasm_bindgen_futures::spawn_local(Rc::clone(&desk).receive(request, beside));
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post(&Reply::Ready);
}

/// Sends a reply to the page.
pub fn post(reply: &Reply) {
    let scope = js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>();
    match pack(reply, &[]) {
        Ok(parcel) => {
            if let Err(fault) = scope.post_message_with_transfer(&parcel.message, &parcel.transfer)
            {
                wasm_bindgen::throw_val(fault);
            }
        }
        // Encoding into memory fails for nothing that a reply is made of.
        Err(fault) => wasm_bindgen::throw_str(&fault.to_string()),
    }
}
