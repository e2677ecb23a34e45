//! How the page begins: with the figures that the site was built with, while what counts is on its way.

use super::Session;
use super::asking::stale;
use crate::share::view::View;
use crate::ui::site;
use crate::worker::{Reply, Request, opening, pause};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

pub(super) fn no_worker(fault: &JsValue) -> String {
    format!(
        "The part of the page that reads and counts could not be started ({fault:?}). What you see is \
         whole; {} to change options or use your own files.",
        reload()
    )
}

/// A browser may run no worker in a page that was opened from a disk.
pub(super) fn reload() -> &'static str {
    if site::has_address() {
        "reload the page"
    } else {
        "reload the page, or open it in Firefox, Chrome or Edge,"
    }
}

impl Session {
    /// Shows the demonstration as the page opens: with the figures that the site was built with, where the
    /// address and this tab ask for no others.
    pub fn open_demonstration(self) {
        let is_usual = self.view.with_untracked(|view| stale(&View::default(), view).is_none());
        let is_usual = is_usual && !self.own_claims.has_asked();
        spawn_local(async move {
            let opening = if is_usual { site::opening().await } else { None };
            match opening {
                Some(bytes) => self.play(&bytes).await,
                None => {
                    self.load_demonstration();
                    self.supply();
                }
            }
        });
    }

    /// Back to the data that the page opened with.
    pub fn load_demonstration(self) {
        self.send(Request::Demonstration);
    }

    /// Takes what the worker would have said, one thing at a time, so that each figure is drawn before the
    /// next comes; the worker's program is fetched once the first is there.
    async fn play(self, mut bytes: &[u8]) {
        if let Some(client) = self.client.get_value() {
            client.open();
        }
        let mut is_supplied = false;
        while let Some(reply) = opening::next(&mut bytes) {
            let is_figure = matches!(reply, Reply::Answer(_));
            match reply {
                Reply::Loaded { loaded, .. } => self.take_loaded(*loaded),
                reply => self.hear(reply),
            }
            pause().await;
            if is_figure && !is_supplied {
                is_supplied = true;
                self.supply();
            }
        }
    }

    /// Fetches the worker's program and starts it.
    pub fn supply(self) {
        spawn_local(async move {
            let supplied = match (site::program().await, self.client.get_value()) {
                (Ok(program), Some(client)) => client.supply(program),
                (Err(fault), _) => Err(fault),
                (_, None) => Ok(()),
            };
            if let Err(fault) = supplied {
                self.tell(no_worker(&fault));
            }
            self.asked.update_value(|asked| asked.is_supplied = true);
            self.settle();
        });
    }

    /// Leads to the place that the address names, once the page stands for the first time.
    pub fn open_at_place(self) {
        let Some(place) = self.view.with_untracked(|view| view.at) else { return };
        // The browser, which finds no such name, has to have gone to the top first.
        spawn_local(async move {
            pause().await;
            crate::ui::index::open_at(place.name());
        });
    }
}
