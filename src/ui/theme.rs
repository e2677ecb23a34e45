//! The theme switch: light, dark, or the system's, remembered in this browser.

use super::environment::Environment;
use leptos::prelude::*;

/// Where the choice is kept; `boot.js` reads it before the first paint.
const STORED_AS: &str = "giving-gap.theme";

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Light,
    Dark,
    Auto,
}

impl Choice {
    const ALL: [(Choice, &'static str, &'static str); 3] = [
        (Choice::Light, "light", "Light"),
        (Choice::Dark, "dark", "Dark"),
        (Choice::Auto, "auto", "Auto"),
    ];

    fn name(self) -> &'static str {
        match self {
            Choice::Light => "light",
            Choice::Dark => "dark",
            Choice::Auto => "auto",
        }
    }
}

/// The chosen theme, and whether what is seen is dark.
#[derive(Clone, Copy)]
pub struct Theme {
    choice: RwSignal<Choice>,
    environment: Environment,
}

impl Theme {
    pub fn new(environment: Environment) -> Theme {
        let stored = storage().and_then(|storage| storage.get_item(STORED_AS).ok().flatten());
        let choice = Choice::ALL.into_iter().find(|(_, name, _)| stored.as_deref() == Some(*name));
        Theme {
            choice: RwSignal::new(choice.map_or(Choice::Auto, |(choice, ..)| choice)),
            environment,
        }
    }

    /// The theme that a frame is asked to have, not kept: the system's where the name is none.
    pub fn of_frame(environment: Environment, name: &str) -> Theme {
        let choice = Choice::ALL.into_iter().find(|(_, known, _)| *known == name);
        let choice = choice.map_or(Choice::Light, |(choice, ..)| choice);
        let theme = Theme { choice: RwSignal::new(choice), environment };
        theme.show(choice);
        theme
    }

    /// Whether charts are to be drawn dark; on paper they never are.
    pub fn is_dark(self) -> bool {
        !self.environment.is_printing.get()
            && match self.choice.get() {
                Choice::Light => false,
                Choice::Dark => true,
                Choice::Auto => self.environment.system_is_dark.get(),
            }
    }

    fn choose(self, choice: Choice) {
        self.choice.set(choice);
        self.show(choice);
        if let Some(storage) = storage() {
            // Where storage is full or switched off, the choice holds until the page is left.
            let _ = storage.set_item(STORED_AS, choice.name());
        }
    }

    fn show(self, choice: Choice) {
        if let Some(root) = document().document_element() {
            // The attribute's name is valid, so that setting it cannot fail.
            let _ = match choice {
                Choice::Auto => root.remove_attribute("data-theme"),
                _ => root.set_attribute("data-theme", choice.name()),
            };
        }
    }
}

/// The browser's storage for this site, unless it is switched off.
pub fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let theme = expect_context::<Theme>();
    let button = move |(choice, name, label): (Choice, &'static str, &'static str)| {
        view! {
            <button
                type="button"
                value=name
                aria-pressed=move || (theme.choice.get() == choice).to_string()
                on:click=move |_| theme.choose(choice)
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="switch" role="group" aria-label="Theme" data-handle="theme">
            {Choice::ALL.map(button).into_iter().collect_view()}
        </div>
    }
}
