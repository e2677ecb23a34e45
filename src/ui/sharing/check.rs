//! The disclosure check: its verdict, its numbers, and the switch for data that are public already.

use crate::figure::disclosure::Rules;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::ops::RangeInclusive;
use web_sys::HtmlInputElement;

/// What was decided, with reasons, which stay here.
#[component]
pub fn Verdict(decisions: Vec<String>, is_public: bool) -> impl IntoView {
    let verdict = match (is_public, decisions.is_empty()) {
        (true, _) => "Switched off: you said that these data are already public",
        (false, true) => "It may leave as it is",
        (false, false) => "Changed before it may leave",
    };
    let lines = decisions.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <div class="verdict" data-handle="verdict">
            <b>{verdict}</b>
            <ul>{lines}</ul>
        </div>
    }
}

/// The numbers of the rules, which a stricter or a looser standard may set within bounds.
#[component]
pub fn RuleNumbers(ask: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let rules = Session::here().rules;
    let number = move |rule: &'static str,
                       label: &'static str,
                       bounds: RangeInclusive<u32>,
                       part: fn(&mut Rules) -> &mut u32| {
        let value = move || rules.with(|rules| *part(&mut rules.clone()));
        let change = move |event: web_sys::Event| {
            let input: HtmlInputElement = event_target(&event);
            if let Ok(number) = input.value().trim().parse() {
                rules.update(|rules| {
                    *part(rules) = number;
                    *rules = rules.held();
                });
                ask();
            }
            input.set_value(&value().to_string());
        };
        view! {
            <label class="option">
                <span class="label">{label}</span>
                <input
                    type="number"
                    data-rule=rule
                    min=bounds.start().to_string()
                    max=bounds.end().to_string()
                    prop:value=move || value().to_string()
                    on:change=change
                />
            </label>
        }
    };
    view! {
        <details class="rules">
            <summary>"Numbers of the check"</summary>
            <div class="line">
                {number(
                    "fewest-schools",
                    "Schools a value needs",
                    Rules::FEWEST_SCHOOLS,
                    |rules| &mut rules.fewest_schools,
                )}
                {number(
                    "two-largest",
                    "Most that the two largest may hold, %",
                    Rules::TWO_LARGEST,
                    |rules| &mut rules.two_largest,
                )}
                {number(
                    "rest-to-largest",
                    "Least that the others hold, % of the largest",
                    Rules::REST_TO_LARGEST,
                    |rules| &mut rules.rest_to_largest,
                )}
                {number(
                    "fewest-in-tail",
                    "Schools that a top or bottom share needs",
                    Rules::FEWEST_IN_TAIL,
                    |rules| &mut rules.fewest_in_tail,
                )}
                {number(
                    "protection",
                    "Room to leave around a withheld value, %",
                    Rules::PROTECTION,
                    |rules| &mut rules.protection,
                )}
            </div>
        </details>
    }
}

/// Switches the check off, in words that have to be confirmed.
#[component]
pub fn PublicSwitch(
    is_public: RwSignal<bool>,
    ask: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let says_so = RwSignal::new(is_public.get_untracked());
    let change = move |event| {
        says_so.set(event_target_checked(&event));
        // Saying so switches nothing off; taking it back switches the check on at once.
        if !says_so.get_untracked() && is_public.get_untracked() {
            is_public.set(false);
            ask();
        }
    };
    let confirm = move |_| {
        is_public.set(true);
        ask();
    };
    view! {
        <label class="check">
            <input type="checkbox" data-handle="already-public" prop:checked=says_so on:change=change />
            "These data are already public"
        </label>
        <Show when=move || says_so.get() && !is_public.get()>
            <div class="verdict warns">
                <p>
                    "Unchecked, a figure may tell what a single school was given. Confirm only if every school’s values in these files are published already, by name."
                </p>
                <button type="button" class="button" data-handle="confirm-public" on:click=confirm>
                    "I confirm it: share unchecked"
                </button>
            </div>
        </Show>
    }
}
