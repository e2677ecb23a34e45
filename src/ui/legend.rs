//! The legend: what the marks mean, and a switch for each series.

use super::card::Shown;
use crate::draw::{LegendEntry, Series, Swatch, legend};
use crate::figure::Hue;
use leptos::prelude::*;

#[component]
pub fn Legend(
    shown: Shown,
    hidden: Signal<Vec<Series>>,
    /// Switches a series off, or on again.
    on_switch: Callback<Series>,
) -> impl IntoView {
    let entries =
        Memo::new(move |_| shown.with(|figure| figure.as_deref().map(legend).unwrap_or_default()));
    let switch = move |entry: &LegendEntry| {
        let series = entry.series.clone();
        let is_shown = {
            let series = series.clone();
            move || hidden.with(|hidden| !hidden.contains(&series))
        };
        view! {
            <button
                type="button"
                aria-pressed=move || is_shown().to_string()
                on:click=move |_| on_switch.run(series.clone())
            >
                {swatch(entry.swatch)}
                {entry.label.clone()}
            </button>
        }
        .into_any()
    };
    move || {
        let entries = entries.get();
        let mut parts: Vec<AnyView> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            if at > 0 && entries[at - 1].group != entry.group {
                parts.push(view! { <span class="bar"></span> }.into_any());
            }
            parts.push(switch(entry));
        }
        (!parts.is_empty()).then(|| {
            view! { <div class="legend" role="group" aria-label="Show or hide">{parts}</div> }
        })
    }
}

/// The name of a hue as the stylesheet knows it.
pub fn hue_name(hue: Hue) -> &'static str {
    match hue {
        Hue::Donations => "donations",
        Hue::Pta => "pta",
        Hue::Raised => "raised",
        Hue::Time => "time",
        Hue::Share => "share",
    }
}

/// A sample of a mark.
fn swatch(swatch: Swatch) -> AnyView {
    let filled = |solid: bool| if solid { "swatch-mark" } else { "swatch-pale" };
    match swatch {
        Swatch::Part(hue) => view! {
            <svg width="13" height="13" aria-hidden="true" data-hue=hue_name(hue)>
                <rect x="1" y="1" width="11" height="11" class="swatch-mark" />
            </svg>
        }
        .into_any(),
        Swatch::Bar { hue, solid } => view! {
            <svg width="10" height="15" aria-hidden="true" data-hue=hue_name(hue)>
                <rect x="1" y="1" width="7.5" height="13" class=filled(solid) />
            </svg>
        }
        .into_any(),
        Swatch::Dot { hue, solid } => view! {
            <svg width="14" height="14" aria-hidden="true" data-hue=hue_name(hue)>
                <circle cx="7" cy="7" r="5" class=if solid { "swatch-mark" } else { "swatch-hollow" } />
            </svg>
        }
        .into_any(),
        Swatch::Line { hue, solid } => view! {
            <svg width="22" height="10" aria-hidden="true" data-hue=hue_name(hue)>
                <path d="M0 7C8 7 14 6 22 1" class=if solid { "swatch-line" } else { "swatch-line dashed" } />
            </svg>
        }
        .into_any(),
        Swatch::Outline => view! {
            <svg width="13" height="15" aria-hidden="true">
                <rect x="1.5" y="1.5" width="10" height="12" class="swatch-ink" />
            </svg>
        }
        .into_any(),
        Swatch::Trend => view! {
            <svg width="22" height="10" aria-hidden="true">
                <path d="M0 8 22 2" class="swatch-ink" />
            </svg>
        }
        .into_any(),
        Swatch::Interval => view! {
            <svg width="9" height="16" aria-hidden="true">
                <path d="M1 1.5h7M4.5 1.5v13M1 14.5h7" class="swatch-ink" />
            </svg>
        }
        .into_any(),
        Swatch::Deprivation(group) => deprivation(group),
    }
}

fn deprivation(group: usize) -> AnyView {
    let shape = match group {
        0 => view! { <path d="M7 1.5 13 12H1z" class="swatch-most" /> }.into_any(),
        1 => view! { <circle cx="7" cy="7" r="4" class="swatch-middle" /> }.into_any(),
        _ => view! { <circle cx="7" cy="7" r="4.5" class="swatch-least" /> }.into_any(),
    };
    view! { <svg width="14" height="14" aria-hidden="true">{shape}</svg> }.into_any()
}
