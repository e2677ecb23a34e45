//! The page's end: starts the worker, keeps messages until it listens, hands on what it says.

use super::message::{Reply, Request};
use super::port::{pack, unpack};
use js_sys::{Array, Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url, Worker, WorkerOptions, WorkerType};

/// The worker's first lines, run from a blob: a worker from an address would not obey the page's policy.
const BOOTSTRAP: &str = include_str!("bootstrap.js");

/// A running worker.
#[derive(Clone)]
pub struct Client(Rc<Inner>);

struct Inner {
    worker: Worker,
    is_ready: Cell<bool>,
    waiting: RefCell<Vec<(Request, Vec<JsValue>)>>,
}

impl Client {
    /// Starts a worker from the page's own script; `on_reply` hears everything it says, its end included.
    pub fn start(script: &str, on_reply: impl Fn(Reply) + 'static) -> Result<Client, JsValue> {
        let bag = BlobPropertyBag::new();
        bag.set_type("text/javascript");
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&BOOTSTRAP.into()), &bag)?;
        let address = Url::create_object_url_with_blob(&blob)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address, &options)?;

        let start = Object::new();
        Reflect::set(&start, &"js".into(), &script.into())?;
        Reflect::set(&start, &"module".into(), &wasm_bindgen::module())?;
        worker.post_message(&start)?;

        let client = Client(Rc::new(Inner {
            worker,
            is_ready: Cell::new(false),
            waiting: RefCell::default(),
        }));
        client.listen(address, Rc::new(on_reply));
        Ok(client)
    }

    fn listen(&self, address: String, on_reply: Rc<dyn Fn(Reply)>) {
        let client = self.clone();
        let hear = Rc::clone(&on_reply);
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            match unpack::<Reply>(&event.data()) {
                Some((Reply::Ready, _)) => {
                    // A blob's address that fails to revoke holds a few hundred bytes, no more.
                    let _ = Url::revoke_object_url(&address);
                    client.0.is_ready.set(true);
                    for (request, beside) in client.0.waiting.take() {
                        client.send_with(request, beside);
                    }
                }
                Some((reply, _)) => hear(reply),
                None => hear(Reply::Stopped(event.data().as_string().unwrap_or_default())),
            }
        });
        self.0.worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        let on_error = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            let message = Reflect::get(&event, &"message".into()).ok();
            let message = message.and_then(|message| message.as_string());
            on_reply(Reply::Stopped(message.unwrap_or_default()));
        });
        self.0.worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
    }

    pub fn send(&self, request: Request) {
        self.send_with(request, Vec::new());
    }

    /// Sends a request with values beside it that only the browser can copy, such as a `File`.
    pub fn send_with(&self, request: Request, beside: Vec<JsValue>) {
        if !self.0.is_ready.get() {
            self.0.waiting.borrow_mut().push((request, beside));
            return;
        }
        let sent = pack(&request, &beside).map_err(|fault| fault.to_string()).and_then(|parcel| {
            self.0
                .worker
                .post_message_with_transfer(&parcel.message, &parcel.transfer)
                .map_err(|fault| format!("{fault:?}"))
        });
        if let Err(fault) = sent {
            wasm_bindgen::throw_str(&fault);
        }
    }

    /// Ends the worker, whatever it is doing.
    pub fn end(&self) {
        self.0.worker.terminate();
    }
}
