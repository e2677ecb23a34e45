//! The findings at the head of the page: a big number, a sentence, a strip, how sure it is.

use super::environment::Environment;
use super::gaps::levels_and_changes;
use super::index::{address_of, going_to};
use super::legend::hue_name;
use super::plot::{follow_width, prepare};
use super::session::Session;
use super::theme::Theme;
use crate::draw::{CanvasTarget, Look, STRIP_HEIGHT, draw_strip, theme};
use crate::figure::Finding;
use crate::worker::Request;
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn Findings() -> impl IntoView {
    let session = Session::here();
    move || {
        let headlines = session.headlines.get()?;
        let findings: Vec<AnyView> =
            headlines.findings.iter().map(|one| finding(one.clone()).into_any()).collect();
        Some(view! {
            <ul class="findings">{findings}</ul>
            <p class="looked-at">{headlines.how_chosen()}</p>
        })
    }
}

fn finding(finding: Finding) -> impl IntoView {
    let session = Session::here();
    let place = finding.figure.name();
    let Finding { big, sentence, how_sure, hue, .. } = finding.clone();
    let key = finding.row.key.clone();
    view! {
        <li class="finding" data-hue=hue_name(hue)>
            <p class="big">{big}</p>
            <p class="say">{sentence}</p>
            <Strip finding />
            <p class="how">
                {how_sure} " "
                <a
                    href=address_of(session, place)
                    on:click=going_to(session, place)
                >
                    "See it whole"
                </a>
            </p>
            <CountedOtherwise key />
        </li>
    }
}

/// The same number counted in other ways, computed once somebody looks.
#[component]
fn CountedOtherwise(key: String) -> impl IntoView {
    let session = Session::here();
    let (wanted, shown) = (key.clone(), key.clone());
    let ask = move |event: web_sys::Event| {
        // It is heard of when it closes too.
        let is_open = event_target::<web_sys::HtmlDetailsElement>(&event).open();
        if is_open && session.what_ifs.with_untracked(|known| !known.contains_key(&wanted)) {
            session.send(Request::WhatIf { key: wanted.clone() });
        }
    };
    view! {
        <details class="otherwise unprinted" data-handle="what-if" data-key=key on:toggle=ask>
            <summary>"What if it is counted otherwise?"</summary>
            {move || match session.what_ifs.with(|known| known.get(&shown).cloned()) {
                None => view! { <p role="status">"Counting…"</p> }.into_any(),
                Some(answer) => view! {
                    <p role="status">{answer.sentence.clone()}</p>
                    {levels_and_changes(&answer.rows)}
                }
                    .into_any(),
            }}
        </details>
    }
}

#[component]
fn Strip(finding: Finding) -> impl IntoView {
    let session = Session::here();
    let page_theme = expect_context::<Theme>();
    let environment = expect_context::<Environment>();
    let frame = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let width = follow_width(frame);
    Effect::new(move |_| {
        let canvas = canvas.get()?;
        let theme = if page_theme.is_dark() { theme::DARK } else { theme::LIGHT };
        let mut look = Look::new(width.get()).in_theme(theme);
        let size = (look.width, STRIP_HEIGHT);
        let context = prepare(&canvas, size, environment.pixel_ratio.get())?;
        look.stretch = CanvasTarget::stretch(&context);
        let mut target = CanvasTarget::new(canvas, size)?;
        let waves = session.loaded.with_untracked(|loaded| {
            let waves = loaded.iter().flat_map(|loaded| &loaded.waves);
            waves.map(|wave| wave.label.clone()).collect::<Vec<_>>()
        });
        // What the strip shows stands in words beside it.
        draw_strip(&finding, &waves, &look, &mut target).ok()
    });
    view! {
        <div class="strip" node_ref=frame>
            <canvas node_ref=canvas aria-hidden="true" style:height=format!("{STRIP_HEIGHT}px")></canvas>
        </div>
    }
}
