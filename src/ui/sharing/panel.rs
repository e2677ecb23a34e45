//! The panel that a card's *Share* opens: what will leave, whether it may, and the ways out.

use super::leaving::{Leaving, earlier};
use super::png;
use super::ways::{Description, Downloads, Embed, Link, look};
use crate::figure::Kind;
use crate::share::credits;
use crate::share::embed::{Scheme, carries};
use crate::share::view::Place;
use crate::ui::card::Shown;
use crate::ui::session::Session;
use crate::worker::{Request, ShareWish};
use leptos::html;
use leptos::prelude::*;

#[component]
pub fn ShareButton(kind: Kind, shown: Shown) -> impl IntoView {
    let (is_open, set_open) = signal(false);
    view! {
        <button
            type="button"
            class="button"
            data-handle="share"
            aria-haspopup="dialog"
            disabled=move || shown.with(Option::is_none)
            on:click=move |_| set_open.set(true)
        >
            "Share"
        </button>
        <Show when=move || is_open.get()>
            <SharePanel kind shown on_close=move || set_open.set(false) />
        </Show>
    }
}

#[component]
fn SharePanel(
    kind: Kind,
    shown: Shown,
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let session = Session::here();
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(|dialog| {
        // A browser that has no modal dialogs shows it in its place.
        if dialog.show_modal().is_err() {
            dialog.set_open(true);
        }
    });
    let wish = RwSignal::new(0_u32);
    let is_public = RwSignal::new(false);
    let scheme = RwSignal::new(Scheme::Light);
    let ask = move || wish.set(send_wish(session, kind, shown, is_public.get_untracked()));
    ask();
    let leaving = Memo::new(move |_| {
        let wanted = wish.get();
        session.shared.with(|shared| {
            let (_, outcome) = shared.as_ref().filter(|(id, _)| *id == wanted)?;
            Some(match outcome.as_ref() {
                Ok(shareable) => Ok(Leaving::of(session, shareable)),
                Err(why) => Err(why.clone()),
            })
        })
    });
    let kicker = shown.with_untracked(|f| f.as_ref().map(|f| f.kicker.clone()).unwrap_or_default());
    let title_id = format!("share-{kind}");
    let labelled_by = title_id.clone();
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let body = move || match leaving.get() {
        None => view! { <p role="status">"Checking what may leave …"</p> }.into_any(),
        Some(Err(why)) => view! {
            <p class="verdict stays">{why}</p>
            <PublicSwitch is_public ask />
            <Link place=Place::from(kind) />
        }
        .into_any(),
        Some(Ok(leaving)) => view! {
            <Preview leaving=leaving.clone() scheme />
            <div class="leave">
                <Verdict leaving=leaving.clone() is_public=is_public.read_only() />
                <PublicSwitch is_public ask />
                <Carried leaving=leaving.clone() />
                <Embed leaving=leaving.clone() scheme=scheme.read_only() />
                <Link place=Place::from(kind) />
                <Downloads leaving scheme=scheme.read_only() />
            </div>
        }
        .into_any(),
    };
    view! {
        <dialog
            class="share"
            data-handle="share-panel"
            aria-labelledby=labelled_by
            node_ref=dialog
            on:close=move |_| on_close()
        >
            <div class="share-head">
                <h2 id=title_id>{format!("Share {kicker}")}</h2>
                <button type="button" class="button plain" on:click=close>
                    "Close"
                </button>
            </div>
            <div class="share-body">{body}</div>
        </dialog>
    }
}

/// Asks the worker for the figure as it may leave; the number of the wish.
fn send_wish(session: Session, kind: Kind, shown: Shown, is_public: bool) -> u32 {
    let last = session.shared.with_untracked(|shared| shared.as_ref().map_or(0, |(id, _)| *id));
    let id = last + 1;
    let earlier = shown.with_untracked(|f| f.as_ref().map(|f| earlier(f)).unwrap_or_default());
    session.send(Request::Share(ShareWish { id, kind, is_public, earlier }));
    id
}

#[component]
fn Preview(leaving: Leaving, scheme: RwSignal<Scheme>) -> impl IntoView {
    let figure = leaving.figure.clone();
    let alt = credits::alt_text(&figure);
    let source = move || png::address(&figure, &look(scheme.get())).unwrap_or_default();
    let choose = move |event| {
        let name = event_target_value(&event);
        let chosen = Scheme::ALL.into_iter().find(|scheme| scheme.name() == name);
        scheme.set(chosen.unwrap_or_default());
    };
    view! {
        <div class="preview">
            <img src=source alt=alt />
            <Description leaving />
            <label class="option">
                <span class="label">"Theme"</span>
                <select on:change=choose>
                    <option value="light">"Light"</option>
                    <option value="dark">"Dark"</option>
                    <option value="auto">"As the page around it (embed; files are light)"</option>
                </select>
            </label>
        </div>
    }
}

#[component]
fn Verdict(leaving: Leaving, is_public: ReadSignal<bool>) -> impl IntoView {
    let decisions = leaving.decisions;
    let verdict = match (is_public.get_untracked(), decisions.is_empty()) {
        (true, _) => "Switched off: you said that these data are already public",
        (false, true) => "It may leave as it is",
        (false, false) => "Changed before it may leave",
    };
    let lines = decisions.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <section>
            <h3>"Disclosure check"</h3>
            <div class="verdict">
                <b>{verdict}</b>
                <ul>{lines}</ul>
            </div>
        </section>
    }
}

#[component]
fn PublicSwitch(
    is_public: RwSignal<bool>,
    ask: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is_public
                on:change=move |event| {
                    is_public.set(event_target_checked(&event));
                    ask();
                }
            />
            "I confirm that these data are already public, school by school. Share them unchecked."
        </label>
    }
}

#[component]
fn Carried(leaving: Leaving) -> impl IntoView {
    let carried = carries(&leaving.figure).into_iter().map(|line| view! { <li>{line}</li> });
    view! {
        <section>
            <h3>"What leaves this browser"</h3>
            <ul>
                {carried.collect_view()} <li>"No school’s name, URN or postcode"</li>
                <li>"Nothing now: it leaves only when you paste or send it"</li>
            </ul>
        </section>
    }
}
