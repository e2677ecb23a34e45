//! The page's end: starts the worker, keeps messages until it listens, hands on what it says, and
//! puts another in its place when it dies.
//!
//! A death is told by the program's own last message, by an error that nobody caught, by the lock
//! that a worker holds for as long as it lives, or by its silence.

use super::duties::{Duties, Hopeless};
use super::locks::once_free;
use super::message::{FileId, Reply, Request};
use super::port::{pack, unpack};
use js_sys::{Array, Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, File, MessageEvent, Url, Worker, WorkerOptions};

/// The worker's last lines, behind its script in a blob: a worker from an address would not obey the page's
/// policy.
const BOOTSTRAP: &str = include_str!("bootstrap.js");

/// How often a worker that has something to do is asked for a sign of life, ms.
const BEAT: i32 = 10_000;
/// Beats without a sign after which a worker that has not begun to listen is given up: a start takes
/// milliseconds.
const STARTS_WITHIN: u32 = 3;
/// The same for one at work. Between two signs it reads a piece of a file or computes a figure, in
/// seconds even where there are hundreds of thousands of schools.
const ANSWERS_WITHIN: u32 = 6;

/// All that a worker is started with, as `boot.js` fetched it: its `script` as text and the `type` of that, its
/// compiled `module`, and the `demonstration`'s files by name. Kept, so that a second worker asks the network for
/// nothing.
pub struct Program(pub JsValue);

impl Program {
    fn part(&self, name: &str) -> Result<JsValue, JsValue> {
        Reflect::get(&self.0, &name.into())
    }
}

/// The worker of a page, whichever it is just now.
#[derive(Clone)]
pub struct Client(Rc<Inner>);

struct Inner {
    /// None until it has come.
    program: RefCell<Option<Program>>,
    on_reply: Box<dyn Fn(Reply)>,
    duties: RefCell<Duties<File>>,
    /// None where no worker can be kept alive.
    worker: RefCell<Option<Worker>>,
    /// Rises with every worker, so that what an earlier one still says is not heard.
    number: Cell<u32>,
    is_ready: Cell<bool>,
    silent_beats: Cell<u32>,
}

impl Client {
    /// A page's end whose worker has yet to be supplied: what is asked for before waits. `on_reply` hears
    /// everything the worker says, its end included.
    pub fn new(on_reply: impl Fn(Reply) + 'static) -> Result<Client, JsValue> {
        let client = Client(Rc::new(Inner {
            program: RefCell::default(),
            on_reply: Box::new(on_reply),
            duties: RefCell::new(Duties::new(Request::Demonstration)),
            worker: RefCell::default(),
            number: Cell::new(0),
            is_ready: Cell::new(false),
            silent_beats: Cell::new(0),
        }));
        let of_beat = client.clone();
        let beat = Closure::<dyn Fn()>::new(move || of_beat.beat());
        if let Some(window) = web_sys::window() {
            let call = beat.as_ref().unchecked_ref();
            window.set_interval_with_callback_and_timeout_and_arguments_0(call, BEAT)?;
        }
        beat.forget();
        Ok(client)
    }

    /// Starts the worker, now that its program has come.
    pub fn supply(&self, program: Program) -> Result<(), JsValue> {
        self.0.program.replace(Some(program));
        self.start_worker()
    }

    /// The page shows the demonstration without having asked for it.
    pub fn open(&self) {
        self.0.duties.borrow_mut().open();
    }

    pub fn send(&self, request: Request) {
        self.0.duties.borrow_mut().ask(request, None);
        self.flush();
    }

    /// Sends a request with the file that it is about.
    pub fn send_with(&self, request: Request, file: File) {
        self.0.duties.borrow_mut().ask(request, Some(file));
        self.flush();
    }

    /// The handle of a file that was sent, for as long as the list or the figures need it.
    pub fn handle_of(&self, file: FileId) -> Option<File> {
        self.0.duties.borrow().handle_of(file)
    }

    fn start_worker(&self) -> Result<(), JsValue> {
        let bag = BlobPropertyBag::new();
        bag.set_type("text/javascript");
        let program = self.0.program.borrow();
        let program = program.as_ref().ok_or("its program has not come")?;
        let script = Array::of2(&program.part("script")?, &BOOTSTRAP.into());
        let blob = Blob::new_with_str_sequence_and_options(&script, &bag)?;
        let address = Url::create_object_url_with_blob(&blob)?;
        let options = WorkerOptions::new();
        Reflect::set(&options, &"type".into(), &program.part("type")?)?;
        let worker = Worker::new_with_options(&address, &options)?;

        let start = Object::new();
        for part in ["module", "demonstration"] {
            Reflect::set(&start, &part.into(), &program.part(part)?)?;
        }
        worker.post_message(&start)?;

        self.0.number.set(self.0.number.get() + 1);
        self.0.is_ready.set(false);
        self.0.silent_beats.set(0);
        self.listen(&worker, address);
        self.0.worker.replace(Some(worker));
        Ok(())
    }

    /// Hears a worker, for as long as it is the present one. Its listeners are never taken back: a few
    /// hundred bytes a death.
    fn listen(&self, worker: &Worker, address: String) {
        let number = self.0.number.get();
        let client = self.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if client.0.number.get() != number {
                return;
            }
            client.0.silent_beats.set(0);
            match unpack::<Reply>(&event.data()) {
                Some((Reply::Ready, _)) => client.begin(&address),
                Some((Reply::Stopped(why), _)) => client.lose(number, &why),
                Some((Reply::Alive, _)) => {}
                Some((reply, _)) => {
                    let heard = client.0.duties.borrow_mut().hear(reply);
                    client.tell(heard);
                    client.flush();
                }
                None => client.lose(number, &event.data().as_string().unwrap_or_default()),
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();

        let client = self.clone();
        let on_error = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            let message = Reflect::get(&event, &"message".into()).ok();
            let message = message.and_then(|message| message.as_string());
            client.lose(number, &message.unwrap_or_default());
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();
    }

    /// The worker listens.
    fn begin(&self, address: &str) {
        // A blob's address that fails to revoke holds the worker's script, a few kilobytes.
        let _ = Url::revoke_object_url(address);
        self.0.is_ready.set(true);
        let (client, number) = (self.clone(), self.0.number.get());
        once_free(address, move || client.lose(number, ""));
        self.flush();
    }

    /// Sends what is to be sent now, and tells once all is as it was before a death.
    fn flush(&self) {
        if !self.0.is_ready.get() {
            return;
        }
        loop {
            let next = self.0.duties.borrow_mut().next();
            let Some((request, file)) = next else { break };
            self.post(&request, file);
        }
        if self.0.duties.borrow_mut().has_recovered() {
            self.tell([Reply::Restarted]);
        }
    }

    fn post(&self, request: &Request, file: Option<File>) {
        let beside: Vec<JsValue> = file.into_iter().map(JsValue::from).collect();
        let worker = self.0.worker.borrow();
        let Some(worker) = worker.as_ref() else { return };
        let sent = pack(request, &beside).map_err(|fault| fault.to_string()).and_then(|parcel| {
            worker
                .post_message_with_transfer(&parcel.message, &parcel.transfer)
                .map_err(|fault| format!("{fault:?}"))
        });
        if let Err(fault) = sent {
            wasm_bindgen::throw_str(&fault);
        }
    }

    fn tell(&self, replies: impl IntoIterator<Item = Reply>) {
        for reply in replies {
            (self.0.on_reply)(reply);
        }
    }

    /// A worker is of no use any more: another takes over, unless that has failed too often.
    fn lose(&self, number: u32, why: &str) {
        if self.0.number.get() != number {
            return;
        }
        if let Some(worker) = self.0.worker.take() {
            worker.terminate();
        }
        let has_listened = self.0.is_ready.replace(false);
        let outcome = self.0.duties.borrow_mut().die(has_listened);
        let given_up = outcome.and_then(|given_up| {
            self.start_worker().map_err(|_| Hopeless)?;
            Ok(given_up)
        });
        match given_up {
            Ok(given_up) => self.tell(given_up),
            Err(Hopeless) => {
                self.0.number.set(number + 1);
                self.tell([Reply::Stopped(why.into())]);
            }
        }
    }

    /// Notices a worker that says nothing though something is wanted of it.
    fn beat(&self) {
        if self.0.worker.borrow().is_none() {
            return;
        }
        let silent = self.0.silent_beats.get();
        let is_ready = self.0.is_ready.get();
        if is_ready && !self.0.duties.borrow().is_at_work() {
            self.0.silent_beats.set(0);
            return;
        }
        self.0.silent_beats.set(silent + 1);
        let limit = if is_ready { ANSWERS_WITHIN } else { STARTS_WITHIN };
        if silent >= limit {
            self.lose(self.0.number.get(), "it did not answer");
        } else if is_ready {
            self.post(&Request::Ping, None);
        }
    }
}
