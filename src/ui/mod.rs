//! The page: components, one file a panel.
//!
//! State is a few signals in a [`session::Session`]; everything on the page is derived from them.
//! Signals are written where something happened: a click, a message of the worker. An effect writes one
//! only in [`later::behind`], which lags on purpose, where files come and go and their waves have to stay
//! apart, and to say whether the files could be remembered. Components compute no statistic and format no
//! number of a figure: they show Figures.

mod address;
mod app;
mod briefing;
mod card;
mod card_state;
mod claims;
mod data_table;
mod drag;
mod embed;
mod environment;
mod figure_choices;
mod filters;
mod findings;
mod gaps;
mod import;
mod index;
mod later;
mod legend;
mod masthead;
mod notices;
mod one_school;
mod options_bar;
mod own_claims;
mod panic;
mod picked;
mod plot;
mod ruler;
mod save;
mod schools;
mod sections;
mod session;
mod sharing;
mod site;
mod theme;
mod tooltip;
mod visit;

use environment::Environment;
use leptos::prelude::*;
use session::Session;

/// Puts the page in place of the shell that was painted first.
pub fn start() {
    mount(|| {
        provide_context(Session::start());
        view! { <app::App /> }.into_any()
    });
}

/// The same for the page inside a frame on another site.
pub fn start_embed() {
    mount(|| view! { <embed::EmbedPage /> }.into_any());
}

fn mount(page: fn() -> AnyView) {
    panic::install();
    leptos::mount::mount_to_body(move || {
        provide_context(Environment::new());
        if let Some(shell) = document().get_element_by_id("shell") {
            shell.remove();
            // What was read in the shell's picture stands elsewhere in the page. At once: on its way there the
            // page would seem to be read already.
            let top = web_sys::ScrollToOptions::new();
            top.set_top(0.0);
            top.set_behavior(web_sys::ScrollBehavior::Instant);
            window().scroll_to_with_scroll_to_options(&top);
        }
        page()
    });
}
