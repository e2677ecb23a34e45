//! The choices that one figure alone obeys, in its card.

use super::options_bar::{Choice, named, set};
use super::session::Session;
use crate::analysis::{Axis, subjects};
use crate::dataset::{Amount, Basis};
use crate::figure::{Kind, words};
use crate::share::view::{CHANGES, CURVES, SCALES, View, name_of};
use crate::worker::Loaded;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn FigureChoices(kind: Kind) -> impl IntoView {
    let choices = match kind {
        Kind::Schools => view! {
            <AxisChoice
                choice="x"
                label="From left to right"
                read=|view| &view.choices.x
                write=|view, axis| view.choices.x = axis
            />
            <AxisChoice
                choice="y"
                label="From the bottom up"
                read=|view| &view.choices.y
                write=|view, axis| view.choices.y = axis
            />
            <Choice
                choice="log"
                label="Scales"
                choices=named(SCALES, ["Linear", "Log"])
                read=|view| name_of(&SCALES, view.choices.log)
                write=|view, name| set(&SCALES, name, &mut view.choices.log)
            />
        }
        .into_any(),
        Kind::Distribution => view! {
            <Choice
                choice="distribution"
                label="Steps"
                choices=named(SCALES, ["Equal", "Widening (log)"])
                read=|view| name_of(&SCALES, view.choices.log_bins)
                write=|view, name| set(&SCALES, name, &mut view.choices.log_bins)
            />
        }
        .into_any(),
        Kind::Lorenz => view! {
            <Choice
                choice="lorenz"
                label="Curves of"
                choices=named(CURVES, ["Shares", "Amounts"])
                read=|view| name_of(&CURVES, view.choices.generalised)
                write=|view, name| set(&CURVES, name, &mut view.choices.generalised)
            />
        }
        .into_any(),
        Kind::Change => view! {
            <Choice
                choice="change"
                label="Change of"
                choices=named(CHANGES, ["Tenths", "Single schools"])
                read=|view| name_of(&CHANGES, view.choices.by_school)
                write=|view, name| set(&CHANGES, name, &mut view.choices.by_school)
            />
        }
        .into_any(),
        _ => return ().into_any(),
    };
    view! { <div class="figure-choices unprinted" role="group" aria-label="Choices of this figure">{choices}</div> }
        .into_any()
}

/// What an axis of the scatter shows: a measure in a wave.
#[component]
fn AxisChoice(
    choice: &'static str,
    label: &'static str,
    read: fn(&View) -> &Axis,
    write: fn(&mut View, Axis),
) -> impl IntoView {
    let session = Session::here();
    let chosen = Memo::new(move |_| session.view.with(|view| read(view).to_string()));
    let options = move || {
        let loaded = session.loaded.get();
        loaded.as_ref().map(|loaded| axes(loaded, &chosen.get_untracked()))
    };
    view! {
        <label class="option">
            <span class="label">{label}</span>
            <select
                data-choice=choice
                data-value=move || chosen.get()
                prop:value=move || chosen.get()
                on:change=move |event| {
                    if let Ok(axis) = event_target_value(&event).parse::<Axis>() {
                        session.choose(|view| write(view, axis));
                    }
                }
            >
                {options}
            </select>
        </label>
    }
}

/// The measures in each wave: the one that the options choose first, which goes on following them.
fn axes(loaded: &Arc<Loaded>, chosen: &str) -> Vec<AnyView> {
    let option = |(wave, label): (usize, &str), amount: Option<&Amount>| {
        let axis = Axis { amount: amount.cloned(), wave }.to_string();
        let noun = |amount| words::capitalised(&subjects::subject(amount, Basis::School).noun);
        let measure = amount.map_or_else(|| "As chosen above".into(), noun);
        let is_chosen = axis == chosen;
        view! { <option value=axis selected=is_chosen>{format!("{measure}, {label}")}</option> }
            .into_any()
    };
    let waves = loaded.waves.iter().map(|wave| wave.label.as_str()).enumerate();
    let amounts = || std::iter::once(None).chain(loaded.amounts.iter().map(Some));
    waves.flat_map(|wave| amounts().map(move |amount| option(wave, amount))).collect()
}
