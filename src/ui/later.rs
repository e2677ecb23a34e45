//! Work put off to a task of its own, so that what somebody waits for comes first and no task keeps
//! the page busy for long.

use crate::worker::pause;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::VecDeque;
use wasm_bindgen_futures::spawn_local;

type Work = Box<dyn FnOnce()>;

thread_local! {
    static WAITING: RefCell<VecDeque<Work>> = RefCell::default();
}

/// Does something after all that was put off before it, each in its own task.
pub fn later(work: impl FnOnce() + 'static) {
    let is_first = WAITING.with_borrow_mut(|waiting| {
        waiting.push_back(Box::new(work));
        waiting.len() == 1
    });
    if is_first {
        spawn_local(do_what_waits());
    }
}

/// What a signal says, in a task of its own after it says so.
pub fn behind<T>(signal: Memo<T>) -> Memo<T>
where
    T: Clone + Default + PartialEq + Send + Sync + 'static,
{
    let behind = RwSignal::new(T::default());
    Effect::new(move |_| {
        let said = signal.get();
        later(move || drop(behind.try_set(said)));
    });
    Memo::new(move |_| behind.get())
}

async fn do_what_waits() {
    loop {
        pause().await;
        // It stays in the line while it is done, so that what it puts off starts no second one.
        let work = WAITING.with_borrow_mut(|waiting| {
            waiting.front_mut().map(|work| std::mem::replace(work, Box::new(|| ())))
        });
        let Some(work) = work else { return };
        work();
        let is_done = WAITING.with_borrow_mut(|waiting| {
            waiting.pop_front();
            waiting.is_empty()
        });
        if is_done {
            return;
        }
    }
}
