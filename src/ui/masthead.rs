//! The head of the page: name, theme, the way to one's own data, what is loaded; and the foot.

use super::briefing::BriefingButton;
use super::index::{address_of, going_to};
use super::session::Session;
use super::site::has_address;
use super::theme::ThemeSwitch;
use crate::dataset::Source;
use crate::figure::{Unit, number, words};
use crate::worker::Loaded;
use leptos::prelude::*;

#[component]
pub fn Masthead() -> impl IntoView {
    let session = Session::here();
    let home = address_of(session, "what-changed");
    let load = address_of(session, "your-data");
    view! {
        <header class="masthead">
            <div class="wrap">
                <div class="mast-top">
                    <a class="brand" href=home on:click=going_to(session, "what-changed")>
                        <Mark />
                        "Giving Gap"
                    </a>
                    <div class="mast-tools">
                        <ThemeSwitch />
                        <BriefingButton />
                        <a class="button primary" href=load on:click=going_to(session, "your-data")>
                            "Load your data"
                        </a>
                    </div>
                </div>
                <div class="mast-lede">
                    <h1>"Who gets parents’ money and volunteers’ time in English primary schools"</h1>
                    <p>
                        "Donations, PTA income and volunteer time by how deprived a school’s area is, "
                        {move || session.loaded.with(|loaded| what_is_told(loaded.as_deref()))}
                    </p>
                </div>
                <div class="loaded">
                    <p data-handle="loaded" role="status">
                        <Sheet />
                        {move || session.loaded.get().map(|loaded| what_is_loaded(&loaded))}
                    </p>
                    <p>
                        <Padlock />
                        <b>"Nothing leaves this browser. "</b>
                        "Files are read on this machine: no account, no cookie, no upload."
                    </p>
                </div>
            </div>
        </header>
    }
}

/// What can be told of the waves there are.
fn what_is_told(loaded: Option<&Loaded>) -> &'static str {
    if loaded.is_some_and(|loaded| loaded.waves.len() == 1) {
        "in one wave: how unequal it is, and how sure we can be."
    } else {
        "in two waves: how unequal it is, how that changed, and how sure we can be."
    }
}

/// The source in bold, then the counts.
pub fn what_is_loaded(loaded: &Loaded) -> impl IntoView + use<> {
    let (name, what) = match &loaded.source {
        Source::Demonstration => (
            "Demonstration data: ".to_owned(),
            "invented schools that reproduce the published averages. ".to_owned(),
        ),
        Source::Files(files) => {
            let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
            ("Your data: ".to_owned(), format!("{}. ", words::listed(&names)))
        }
    };
    view! {
        <b>{name}</b>
        {what}
        {counts(loaded)}
    }
}

/// "380 schools in 2016, 306 in 2018, 306 in both. Questionnaires: 114 and 70."
fn counts(loaded: &Loaded) -> String {
    let count = |n: u32| number::plain(f64::from(n), Unit::Count);
    let mut waves: Vec<String> = loaded
        .waves
        .iter()
        .enumerate()
        .map(|(at, wave)| {
            let noun = match (at, wave.schools) {
                (0, 1) => " school",
                (0, _) => " schools",
                _ => "",
            };
            format!("{}{noun} in {}", count(wave.schools), wave.label)
        })
        .collect();
    if loaded.waves.len() > 1 {
        waves.push(format!("{} in both", count(loaded.in_both)));
    }
    let asked: Vec<String> = loaded.waves.iter().map(|wave| count(wave.questionnaires)).collect();
    let questionnaires = if loaded.waves.iter().any(|wave| wave.questionnaires > 0) {
        format!(" Questionnaires: {}.", words::listed(&asked))
    } else {
        String::new()
    };
    format!("{}.{questionnaires}", waves.join(", "))
}

#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" class="mark">
            <rect x="2.6" y="15.6" width="7.8" height="8.8" fill="none" stroke="currentColor" stroke-width="1.6" />
            <rect x="14" y="2" width="9.4" height="23.2" fill="currentColor" />
            <path d="M6.5 12.5v-9M3.8 6l2.7-2.8L9.2 6" fill="none" class="mark-arrow" stroke-width="1.8" />
        </svg>
    }
}

#[component]
fn Sheet() -> impl IntoView {
    view! {
        <svg width="17" height="17" viewBox="0 0 17 17" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
            <path d="M2 2.5h13v12H2zM2 6.5h13M6.5 6.5v8" />
        </svg>
    }
}

#[component]
fn Padlock() -> impl IntoView {
    view! {
        <svg width="17" height="17" viewBox="0 0 17 17" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
            <path d="M3 7.5h11v7H3zM5.5 7.5V5a3 3 0 0 1 6 0v2.5" />
        </svg>
    }
}

#[component]
pub fn Foot() -> impl IntoView {
    view! {
        <footer class="foot">
            <div class="wrap">
                <div>
                    <h2>"Giving Gap"</h2>
                    <p>
                        "After Alison Body and Eddy Hogg, "
                        <i>
                            "Collective Co-production in English Public Services – The case of voluntary \
                            action in primary education"
                        </i>
                        ". The schools of the demonstration are invented; any likeness to a real one is chance."
                    </p>
                </div>
                <div>
                    <h2>"This page"</h2>
                    <p>
                        {concat!("Version ", env!("CARGO_PKG_VERSION"), ". Free software under the MIT or the \
                        Apache 2.0 licence.")}
                    </p>
                    <p>
                        "Your files never leave this browser. To check it, open the browser’s network panel, or \
                        switch the network off: the page goes on working, and after the first visit it opens \
                        without a network."
                    </p>
                    {has_address()
                        .then(|| {
                            view! {
                                <p>
                                    "For a memory stick: "
                                    <a href="giving-gap.html" download="" data-handle="single-file">
                                        "the page as one file"
                                    </a> "."
                                </p>
                            }
                        })}
                </div>
            </div>
        </footer>
    }
}
