//! The options: each once, above what they govern.

use super::filters::Filters;
use super::session::Session;
use crate::analysis::subjects;
use crate::dataset::Amount;
use crate::share::view::{BASES, MATCHINGS, View, WEIGHTINGS, name_of};
use leptos::prelude::*;

#[component]
pub fn OptionsBar() -> impl IntoView {
    view! {
        <div class="options unprinted" role="group" aria-label="Options">
            <div class="row">
                <Measure />
                <Choice
                    option="basis"
                    label="Amount"
                    choices=named(BASES, ["Per school", "Per pupil"])
                    read=|view| name_of(&BASES, view.options.basis)
                    write=|view, name| set(&BASES, name, &mut view.options.basis)
                />
                <Choice
                    option="weighting"
                    label="Average over"
                    choices=named(WEIGHTINGS, ["Schools", "Pupils"])
                    read=|view| name_of(&WEIGHTINGS, view.options.weighting)
                    write=|view, name| set(&WEIGHTINGS, name, &mut view.options.weighting)
                />
                <Choice
                    option="matched"
                    label="Schools"
                    choices=named(MATCHINGS, ["All in each wave", "In both waves"])
                    compares_waves=true
                    read=|view| name_of(&MATCHINGS, view.options.matching)
                    write=|view, name| set(&MATCHINGS, name, &mut view.options.matching)
                />
                <NumberField
                    option="threshold"
                    label="Threshold, £ a school"
                    read=|view| view.options.threshold
                    write=|view, value| {
                        if value >= 0.0 { view.options.threshold = value; }
                    }
                />
                <NumberField
                    option="prices"
                    label="Price rise between waves, %"
                    compares_waves=true
                    read=|view| view.options.prices
                    write=|view, value| {
                        if value > -100.0 { view.options.prices = value; }
                    }
                />
                <Intervals />
            </div>
            <Filters />
            <p class="governs">
                "These govern the figures of this section and the two after it; the measure, the amount, \
                the price rise and the choice of schools govern Schools too. Figure 2 is always minutes \
                per pupil; the tables above, the drivers and the claims obey none. A click on a tenth in \
                a chart, or a second tap on it, shows its schools alone in the others; another goes back."
            </p>
        </div>
    }
}

/// The names of a codec's choices beside the words for them.
pub fn named<T, const N: usize>(
    choices: [(&'static str, T); N],
    words: [&'static str; N],
) -> Vec<(&'static str, &'static str)> {
    choices.into_iter().zip(words).map(|((name, _), word)| (name, word)).collect()
}

pub fn set<T: Copy>(choices: &[(&'static str, T)], name: &str, to: &mut T) {
    if let Some((_, choice)) = choices.iter().find(|(known, _)| *known == name) {
        *to = *choice;
    }
}

#[component]
fn Measure() -> impl IntoView {
    let session = Session::here();
    let chosen = Memo::new(move |_| session.view.with(|view| view.options.amount.to_string()));
    let choices = move || {
        let amounts = session.loaded.get().map(|loaded| loaded.amounts.clone()).unwrap_or_default();
        let choice = |amount: &Amount| {
            let value = amount.to_string();
            let is_chosen = value == chosen.get_untracked();
            view! { <option value=value selected=is_chosen>{subjects::label(amount)}</option> }
        };
        amounts.iter().map(choice).collect_view()
    };
    view! {
        <label class="option">
            <span class="label">"Measure"</span>
            <select
                data-option="measure"
                data-value=move || chosen.get()
                prop:value=move || chosen.get()
                on:change=move |event| {
                    let value = event_target_value(&event);
                    session.choose(|view| {
                        if let Ok(amount) = value.parse() {
                            view.options.amount = amount;
                        }
                    });
                }
            >
                {choices}
            </select>
        </label>
    }
}

/// A switch between the values of one option, or of a choice that one figure obeys.
#[component]
pub fn Choice(
    #[prop(optional)] option: Option<&'static str>,
    #[prop(optional)] choice: Option<&'static str>,
    label: &'static str,
    choices: Vec<(&'static str, &'static str)>,
    /// Out of sight where there is one wave, of which it says nothing.
    #[prop(optional)]
    compares_waves: bool,
    read: fn(&View) -> &'static str,
    write: fn(&mut View, &str),
) -> impl IntoView {
    let session = Session::here();
    let chosen = Memo::new(move |_| session.view.with(read));
    let button = move |(name, word): (&'static str, &'static str)| {
        view! {
            <button
                type="button"
                value=name
                aria-pressed=move || (chosen.get() == name).to_string()
                on:click=move |_| session.choose(|view| write(view, name))
            >
                {word}
            </button>
        }
    };
    view! {
        <div
            class="option"
            role="group"
            aria-label=label
            hidden=move || compares_waves && session.has_one_wave()
        >
            <span class="label" aria-hidden="true">{label}</span>
            <span class="switch" data-option=option data-choice=choice data-value=move || chosen.get()>
                {choices.into_iter().map(button).collect_view()}
            </span>
        </div>
    }
}

/// A number that is taken as it is typed. The change event that ends the typing is no second one.
#[component]
fn NumberField(
    option: &'static str,
    label: &'static str,
    /// As in [`Choice`].
    #[prop(optional)]
    compares_waves: bool,
    read: fn(&View) -> f64,
    write: fn(&mut View, f64),
) -> impl IntoView {
    let session = Session::here();
    let chosen = Memo::new(move |_| session.view.with(read));
    let typed = StoredValue::new(None::<f64>);
    let take = move |event: leptos::ev::Event, ends: bool| {
        let Ok(value) = event_target_value(&event).trim().parse::<f64>() else { return };
        let is_echo = ends && typed.get_value() == Some(value);
        typed.set_value((!ends).then_some(value));
        if !is_echo && value.is_finite() {
            session.choose(|view| write(view, value));
        }
    };
    view! {
        <label class="option" hidden=move || compares_waves && session.has_one_wave()>
            <span class="label">{label}</span>
            <input
                type="number"
                step="any"
                data-option=option
                data-value=move || chosen.get().to_string()
                prop:value=move || chosen.get().to_string()
                on:input=move |event| take(event, false)
                on:change=move |event| take(event, true)
            />
        </label>
    }
}

#[component]
fn Intervals() -> impl IntoView {
    let session = Session::here();
    let chosen = Memo::new(move |_| session.view.with(|view| view.options.intervals));
    view! {
        <label class="check">
            <input
                type="checkbox"
                data-option="intervals"
                data-value=move || if chosen.get() { "on" } else { "off" }
                prop:checked=move || chosen.get()
                on:change=move |event| {
                    let on = event_target_checked(&event);
                    session.choose(|view| view.options.intervals = on);
                }
            />
            "95% intervals"
        </label>
    }
}
