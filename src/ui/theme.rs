//! The theme switch: light, dark, or the system's, remembered in this browser.

use super::environment::Environment;
use super::site::storage;
use crate::share::embed::Scheme;
use leptos::prelude::*;

/// Where the choice is kept; `boot.js` reads it before the first paint.
const STORED_AS: &str = "giving-gap.theme";

/// What the buttons of the switch say.
const LABELS: [(Scheme, &str); 3] =
    [(Scheme::Light, "Light"), (Scheme::Dark, "Dark"), (Scheme::Auto, "Auto")];

/// The chosen theme, and whether what is seen is dark.
#[derive(Clone, Copy)]
pub struct Theme {
    choice: RwSignal<Scheme>,
    environment: Environment,
}

impl Theme {
    pub fn new(environment: Environment) -> Theme {
        let stored = storage().and_then(|storage| storage.get_item(STORED_AS).ok().flatten());
        let choice = stored.and_then(|name| Scheme::named(&name)).unwrap_or(Scheme::Auto);
        Theme { choice: RwSignal::new(choice), environment }
    }

    /// The theme that a frame is asked to have, not kept: light where the name is none.
    pub fn of_frame(environment: Environment, name: &str) -> Theme {
        let choice = Scheme::named(name).unwrap_or_default();
        let theme = Theme { choice: RwSignal::new(choice), environment };
        theme.show(choice);
        theme
    }

    /// Whether charts are to be drawn dark; on paper they never are.
    pub fn is_dark(self) -> bool {
        !self.environment.is_printing.get()
            && match self.choice.get() {
                Scheme::Light => false,
                Scheme::Dark => true,
                Scheme::Auto => self.environment.system_is_dark.get(),
            }
    }

    fn choose(self, choice: Scheme) {
        self.choice.set(choice);
        self.show(choice);
        if let Some(storage) = storage() {
            // Where storage is full or switched off, the choice holds until the page is left.
            let _ = storage.set_item(STORED_AS, choice.name());
        }
    }

    fn show(self, choice: Scheme) {
        if let Some(root) = document().document_element() {
            // The attribute's name is valid, so that setting it cannot fail.
            let _ = match choice {
                Scheme::Auto => root.remove_attribute("data-theme"),
                _ => root.set_attribute("data-theme", choice.name()),
            };
        }
    }
}

#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let theme = expect_context::<Theme>();
    let button = move |(choice, label): (Scheme, &'static str)| {
        view! {
            <button
                type="button"
                value=choice.name()
                aria-pressed=move || (theme.choice.get() == choice).to_string()
                on:click=move |_| theme.choose(choice)
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="switch" role="group" aria-label="Theme" data-handle="theme">
            {LABELS.map(button).into_iter().collect_view()}
        </div>
    }
}
