//! The page's address and the view that it names, on data that may not have all of it.

use super::session::Session;
use crate::share::view::{Offer, View};
use crate::worker::Loaded;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

impl Session {
    /// Shows a view as far as the data go, and says in the address what that is.
    pub fn fit(self, asked: View, loaded: &Loaded, before: usize) {
        let mut view = asked.clone();
        let offer = Offer {
            waves: loaded.waves.len(),
            amounts: &loaded.amounts,
            local_authorities: &loaded.local_authorities,
            phases: &loaded.phases,
            ofsted: &loaded.ofsted,
            pta_statuses: &loaded.pta_statuses,
        };
        for notice in view.fit(&offer, before) {
            self.tell(notice);
        }
        let is_fitted = view != asked;
        self.view.set(view);
        if is_fitted {
            self.write_address(false);
        }
    }

    /// Writes the view into the address: as a step that Back undoes, or in the last step's place.
    pub fn write_address(self, is_step: bool) {
        let fragment = self.view.with_untracked(View::to_fragment);
        let path = window().location().pathname().unwrap_or_default();
        let search = window().location().search().unwrap_or_default();
        let mark = if fragment.is_empty() { "" } else { "#" };
        let address = format!("{path}{search}{mark}{fragment}");
        if let Ok(history) = window().history() {
            // A browser that refuses more steps (too many at once) still shows the right figures.
            let _ = if is_step {
                history.push_state_with_url(&JsValue::NULL, "", Some(&address))
            } else {
                history.replace_state_with_url(&JsValue::NULL, "", Some(&address))
            };
        }
    }
}
