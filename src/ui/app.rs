//! The page, top to bottom.

use super::briefing::{Briefing, BriefingSheets};
use super::card::FigureCard;
use super::environment::{Environment, on_window};
use super::findings::Findings;
use super::import::{DropAnywhere, ImportPanel};
use super::index::{Index, going_to};
use super::later::later;
use super::masthead::{Foot, Masthead};
use super::notices::Notices;
use super::options_bar::OptionsBar;
use super::own_claims::ClaimsSource;
use super::sections::{SECTIONS, Section};
use super::session::Session;
use super::theme::Theme;
use crate::figure::Kind;
use leptos::prelude::*;

/// Said, and never forced on somebody at work.
const NEWER: &str = "A newer version of this page is ready. It opens the next time, once every tab of \
    this page has been closed.";

#[component]
pub fn App() -> impl IntoView {
    let session = Session::here();
    provide_context(Theme::new(expect_context::<Environment>()));
    provide_context(Briefing::new());
    on_window("popstate", move || session.read_address());
    on_window("giving-gap:newer", move || session.tell(NEWER.into()));
    Effect::new(move |_| publish_revision(session));
    view! {
        // The plain anchor is what a screen reader knows for a skip link; a click keeps the view.
        <a class="skip" href="#what-changed" on:click=going_to(session, "what-changed")>
            "Skip to the findings"
        </a>
        <DropAnywhere />
        <Masthead />
        <div class="wrap frame">
            <Index />
            <main>
                {SECTIONS.iter().map(|section| view! { <PageSection section /> }).collect_view()}
            </main>
        </div>
        <Foot />
        <Notices />
        <BriefingSheets />
    }
}

/// The handles by which a test knows that nothing is outstanding.
fn publish_revision(session: Session) {
    let (Some(revision), Some(root)) = (session.revision.get(), document().document_element())
    else {
        return;
    };
    if !root.has_attribute("data-ready") {
        session.open_at_place();
    }
    // The attributes' names are valid, so that setting them cannot fail.
    let _ = root.set_attribute("data-revision", &revision.to_string());
    let _ = root.set_attribute("data-ready", "true");
}

/// A section; what stands in it is put there in a task of its own, so that the page is there sooner and its start
/// keeps nobody waiting.
#[component]
fn PageSection(section: &'static Section) -> impl IntoView {
    let heading_id = format!("heading-{}", section.id);
    let labelled_by = heading_id.clone();
    let session = Session::here();
    let is = move |id: &str| section.id == id;
    let opening = move || {
        let of_one_wave = section.of_one_wave.as_ref().filter(|_| session.has_one_wave());
        of_one_wave.unwrap_or(&section.opening)
    };
    // The first section's heading is what the data say, once they have been asked.
    let heading = move || {
        let headlines = if is("what-changed") { session.headlines.get() } else { None };
        headlines.map_or_else(|| opening().heading.to_owned(), |headlines| headlines.title.clone())
    };
    let is_filled = RwSignal::new(false);
    later(move || is_filled.set(true));
    view! {
        <section class="section" id=section.id aria-labelledby=labelled_by>
            <p class="section-name">{section.name}</p>
            <h2 id=heading_id>{heading}</h2>
            <p class="standfirst">{move || opening().standfirst}</p>
            {move || is_filled.get().then(|| contents(section))}
        </section>
    }
}

/// What stands in a section below its heading.
fn contents(section: &'static Section) -> AnyView {
    let is = |id: &str| section.id == id;
    view! {
        {is("by-deprivation").then(|| view! { <OptionsBar /> })}
        {is("what-changed").then(|| view! { <Findings /> })}
        {is("claims").then(|| view! { <ClaimsSource /> })}
        {section.rows.iter().map(|row| figures(row)).collect_view()}
        {is("your-data").then(|| view! { <ImportPanel /> })}
    }
    .into_any()
}

/// One figure over the whole width, or two beside each other.
fn figures(kinds: &'static [Kind]) -> AnyView {
    let cards = kinds.iter().map(|kind| view! { <FigureCard kind=*kind /> }).collect_view();
    if kinds.len() > 1 {
        view! { <div class="duo">{cards}</div> }.into_any()
    } else {
        cards.into_any()
    }
}
