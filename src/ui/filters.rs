//! Which schools the governed figures are about: a condition each, and the way to take it back.

use super::session::Session;
use crate::dataset::{Decile, NO_END, PtaStatus};
use crate::share::view::{PTA_STATUSES, View};
use crate::worker::Loaded;
use leptos::prelude::*;

/// The values a condition can have, with their words.
type Choices = fn(&Loaded) -> Vec<(String, String)>;

fn same(names: &[String]) -> Vec<(String, String)> {
    names.iter().map(|name| (name.clone(), name.clone())).collect()
}

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[component]
pub fn Filters() -> impl IntoView {
    let session = Session::here();
    let is_open = Memo::new(move |_| session.view.with(|view| !view.options.filter.is_open()));
    view! {
        <details class="filters" open=is_open.get_untracked()>
            <summary>"Only some schools"</summary>
            <div class="row">
                <Condition
                    label="Local authority"
                    choices=|loaded| same(&loaded.local_authorities)
                    read=|view| view.options.filter.local_authority.clone().unwrap_or_default()
                    write=|view, text| view.options.filter.local_authority = given(text)
                />
                <Condition
                    label="Phase"
                    choices=|loaded| same(&loaded.phases)
                    read=|view| view.options.filter.phase.clone().unwrap_or_default()
                    write=|view, text| view.options.filter.phase = given(text)
                />
                <Condition
                    label="Ofsted grade"
                    choices=|loaded| same(&loaded.ofsted)
                    read=|view| view.options.filter.ofsted.clone().unwrap_or_default()
                    write=|view, text| view.options.filter.ofsted = given(text)
                />
                <Condition
                    label="PTA"
                    choices=pta_statuses
                    read=|view| view.options.filter.pta_status.map(pta_name).unwrap_or_default().into()
                    write=|view, text| {
                        let found = PTA_STATUSES.iter().find(|(name, _)| *name == text);
                        view.options.filter.pta_status = found.map(|(_, status)| *status);
                    }
                />
                <Condition
                    label="Tenth of deprivation"
                    choices=|_| Decile::all().map(decile_choice).collect()
                    read=|view| {
                        view.options.filter.decile.map(|decile| decile.number().to_string()).unwrap_or_default()
                    }
                    write=|view, text| {
                        let number = text.parse::<u8>().ok();
                        view.options.filter.decile = number.and_then(|number| Decile::try_from(number).ok());
                    }
                />
                <Condition
                    label="Pupils"
                    choices=|_| SIZES.iter().map(|(name, words, _)| ((*name).into(), (*words).into())).collect()
                    read=|view| view.options.filter.pupils.map(size_name).unwrap_or_default()
                    write=|view, text| {
                        let found = SIZES.iter().find(|(name, ..)| *name == text);
                        view.options.filter.pupils = found.map(|(.., ends)| *ends);
                    }
                />
                <Show when=move || is_open.get()>
                    <button
                        type="button"
                        class="button"
                        data-handle="all-schools"
                        on:click=move |_| session.choose(|view| view.options.filter = Default::default())
                    >
                        "All schools again"
                    </button>
                </Show>
            </div>
        </details>
    }
}

/// Sizes of schools: one form of entry is 210 pupils.
const SIZES: [(&str, &str, (u32, u32)); 4] = [
    ("0-105", "up to 105", (0, 105)),
    ("106-210", "106 to 210", (106, 210)),
    ("211-420", "211 to 420", (211, 420)),
    ("421-99999", "over 420", (421, NO_END)),
];

fn size_name((fewest, most): (u32, u32)) -> String {
    format!("{fewest}-{most}")
}

fn decile_choice(decile: Decile) -> (String, String) {
    let number = decile.number();
    let words = match number {
        1 => "1, most deprived".into(),
        10 => "10, least deprived".into(),
        _ => number.to_string(),
    };
    (number.to_string(), words)
}

fn pta_name(status: PtaStatus) -> &'static str {
    PTA_STATUSES.iter().find(|(_, known)| *known == status).map_or("", |(name, _)| name)
}

fn pta_statuses(loaded: &Loaded) -> Vec<(String, String)> {
    let words = |status: &PtaStatus| match status {
        PtaStatus::Charity => "a charity",
        PtaStatus::Association => "a friends’ association",
        PtaStatus::None => "none found",
        PtaStatus::Unknown => "unknown",
    };
    loaded.pta_statuses.iter().map(|one| (pta_name(*one).into(), words(one).into())).collect()
}

/// One condition; not shown where there is nothing to choose between.
#[component]
fn Condition(
    label: &'static str,
    choices: Choices,
    read: fn(&View) -> String,
    write: fn(&mut View, &str),
) -> impl IntoView {
    let session = Session::here();
    let chosen = Memo::new(move |_| session.view.with(read));
    let all = Memo::new(move |_| {
        session
            .loaded
            .with(|loaded| loaded.as_ref().map(|loaded| choices(loaded)).unwrap_or_default())
    });
    let option = move |(value, words): (String, String)| {
        let is_chosen = chosen.get_untracked() == value;
        view! { <option value=value selected=is_chosen>{words}</option> }
    };
    view! {
        <label class="option" hidden=move || all.with(|all| all.len() < 2)>
            <span class="label">{label}</span>
            <select
                prop:value=move || chosen.get()
                on:change=move |event| {
                    let value = event_target_value(&event);
                    session.choose(|view| write(view, &value));
                }
            >
                <option value="">"All"</option>
                {move || all.get().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}
