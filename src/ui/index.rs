//! The index of sections: it stays in sight, marks where the reader is, and keeps the view's state.

use super::environment::{on_window, wants_less_motion};
use super::sections::SECTIONS;
use super::session::Session;
use crate::figure::Kind;
use crate::share::view::{Place, View};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions};

/// How far down the window a section's top has to be for the section to be the one read, px.
const READING_LINE: f64 = 160.0;

#[component]
pub fn Index() -> impl IntoView {
    let session = Session::here();
    let (current, set_current) = signal(current_section());
    on_window("scroll", move || {
        let now = current_section();
        if current.get_untracked() != now {
            set_current.set(now);
            keep_in_sight(now);
        }
    });
    let link = move |id: &'static str, name: &'static str| {
        let is_current = move || (current.get() == id).then_some("true");
        view! {
            <li>
                <a href=address_of(session, id) aria-current=is_current on:click=going_to(session, id)>
                    {name}
                </a>
            </li>
        }
    };
    view! {
        <nav class="index" aria-label="Sections">
            <p class="index-title">"On this page"</p>
            <ol>{SECTIONS.iter().map(|section| link(section.id, section.name)).collect_view()}</ol>
        </nav>
    }
}

/// The address of a place that keeps the rest of the view.
pub fn address_of(session: Session, id: &'static str) -> impl Fn() -> String + Copy {
    let at = id.parse::<Place>().ok();
    move || session.view.with(|view| format!("#{}", View { at, ..view.clone() }.to_fragment()))
}

/// What a click on a link to a place does: it changes nothing else, as following the address would not.
pub fn going_to(session: Session, id: &'static str) -> impl Fn(MouseEvent) + Copy {
    let place = id.parse::<Place>().ok();
    move |event| {
        if let Some(place) = place {
            event.prevent_default();
            session.go_to(place);
        }
    }
}

fn top_of(id: &str) -> Option<f64> {
    Some(document().get_element_by_id(id)?.get_bounding_client_rect().top())
}

/// The last section that starts above the reading line.
fn current_section() -> &'static str {
    let passed = |id: &&'static str| top_of(id).is_some_and(|top| top <= READING_LINE);
    let ids = || SECTIONS.iter().map(|section| section.id);
    ids().rfind(passed).or_else(|| ids().next()).unwrap_or_default()
}

/// On a narrow window the index is a strip that scrolls sideways: the current link stays in it.
fn keep_in_sight(id: &str) {
    let link = document().query_selector(&format!(".index a[href$='at={id}']")).ok().flatten();
    let link = link.and_then(|link| link.dyn_into::<HtmlElement>().ok());
    let strip = link.as_ref().and_then(|link| link.closest("ol").ok().flatten());
    if let (Some(link), Some(strip)) = (link, strip) {
        strip.set_scroll_left(link.offset_left() - strip.client_width() / 3);
    }
}

/// Whether any of a figure's card stands in the window.
pub fn is_in_sight(kind: Kind) -> bool {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    find(kind.name()).is_some_and(|card| {
        let place = card.get_bounding_client_rect();
        place.bottom() > 0.0 && place.top() < height
    })
}

/// A section, or a figure's card.
fn find(id: &str) -> Option<Element> {
    let document = document();
    document.get_element_by_id(id).or_else(|| document.get_element_by_id(&format!("figure-{id}")))
}

/// Scrolls to a section or a figure's card, and puts the focus on its heading.
pub fn reveal(id: &str) {
    let is_instant = wants_less_motion();
    go(id, if is_instant { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
}

/// The same as a page opens, unless somebody has begun to read it.
pub fn open_at(id: &str) {
    if window().scroll_y().is_ok_and(|y| y == 0.0) {
        go(id, ScrollBehavior::Instant);
    }
}

fn go(id: &str, behaviour: ScrollBehavior) {
    let Some(target) = find(id) else { return };
    let how = ScrollIntoViewOptions::new();
    how.set_behavior(behaviour);
    target.scroll_into_view_with_scroll_into_view_options(&how);
    let heading = target.query_selector("h2, h3").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        heading.set_tab_index(-1);
        let quietly = js_sys::Object::new();
        // Focus without scrolling; a browser that knows no options scrolls to the same place.
        let _ = js_sys::Reflect::set(&quietly, &"preventScroll".into(), &true.into());
        let focus = js_sys::Reflect::get(&heading, &"focus".into()).ok();
        if let Some(focus) = focus.and_then(|focus| focus.dyn_into::<js_sys::Function>().ok()) {
            let _ = focus.call1(&heading, &quietly);
        }
    }
}
