//! The panel that a card's *Share* opens: what will leave, whether it may, and the ways out.

use super::check::{PublicSwitch, RuleNumbers, Verdict};
use super::downloads::Downloads;
use super::leaving::{Leaving, earlier};
use super::png;
use super::ways::{Description, Embed, Link};
use crate::figure::Kind;
use crate::figure::disclosure::WaysOut;
use crate::share::embed::Scheme;
use crate::share::view::Place;
use crate::ui::card::Shown;
use crate::ui::environment::today;
use crate::ui::session::Session;
use crate::ui::site::has_address;
use crate::worker::{Request, ShareWish, Shareable, What};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

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
    let ways = shown.with_untracked(|figure| {
        figure.as_ref().map_or(WaysOut::LinkOnly, |figure| WaysOut::of(&figure.form))
    });
    let is_public = RwSignal::new(false);
    let scheme = RwSignal::new(Scheme::Light);
    let wish = RwSignal::new(send_wish(session, kind, shown, false));
    let ask = move || wish.set(send_wish(session, kind, shown, is_public.get_untracked()));
    let cleared = Memo::new(move |_| {
        let wanted = wish.get();
        session.shared.with(|shared| {
            let (_, outcome) = shared.as_ref().filter(|(id, _)| *id == wanted)?;
            Some(Arc::clone(outcome))
        })
    });
    let leaving = move |cleared: &Shareable| {
        let figure = shown.get_untracked()?;
        Some(Leaving::of(session, wish.get_untracked(), cleared, &figure))
    };
    let verdict = move || match cleared.get().as_deref() {
        None => view! { <p class="verdict stays" role="status">"Checking what may leave …"</p> }
            .into_any(),
        Some(Err(why)) => {
            view! { <p class="verdict stays" role="status">{why.clone()}</p> }.into_any()
        }
        Some(Ok(cleared)) => {
            let decisions = cleared.decisions.clone();
            view! { <Verdict decisions is_public=is_public.get_untracked() /> }.into_any()
        }
    };
    let kicker = shown.with_untracked(|f| f.as_ref().map(|f| f.kicker.clone()).unwrap_or_default());
    let title_id = format!("share-{kind}");
    let labelled_by = title_id.clone();
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
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
            <div class="share-body">
                <section class="checked">
                    <h3>"Disclosure check"</h3>
                    {verdict}
                    {(ways == WaysOut::All).then(|| view! { <RuleNumbers ask /> })}
                    {(ways != WaysOut::LinkOnly).then(|| view! { <PublicSwitch is_public ask /> })}
                </section>
                {move || {
                    let leaving = leaving(cleared.get()?.as_ref().as_ref().ok()?)?;
                    Some(view! { <Leave leaving scheme ways /> })
                }}
                <Link place=Place::from(kind) />
            </div>
        </dialog>
    }
}

/// Asks the worker for the figure as it may leave; the number of the wish.
fn send_wish(session: Session, kind: Kind, shown: Shown, is_public: bool) -> u32 {
    let id = session.next_wish();
    let earlier =
        shown.with_untracked(|f| f.as_ref().map(|f| earlier(session, f)).unwrap_or_default());
    let rules = session.rules.get_untracked();
    let (shown, choices, options) = session
        .view
        .with_untracked(|view| (view.options.clone(), view.choices.clone(), view.to_link(None)));
    let day = today();
    let wish = ShareWish { id, kind, is_public, rules, earlier, shown, choices, options, day };
    session.send(Request::Share(wish));
    id
}

/// What leaves, as it will look and in words, and the ways out.
#[component]
fn Leave(leaving: Leaving, scheme: RwSignal<Scheme>, ways: WaysOut) -> impl IntoView {
    let (image, set_image) = signal(None::<String>);
    let (fragment, set_fragment) = signal(None::<Result<String, String>>);
    let (is_stale, set_stale) = signal(false);
    // The worker makes both. The panel may be closed by the time they come; then nobody wants them.
    let draw = move || {
        let wanted = scheme.get_untracked();
        spawn_local(async move {
            let made = png::address(leaving, wanted).await.ok();
            if scheme.try_get_untracked() == Some(wanted) {
                set_image.try_set(made);
            }
        });
    };
    let encode = move || {
        // The code of before stays in sight, so that nothing jumps while somebody types; it is not to be
        // copied.
        set_stale.set(true);
        spawn_local(async move {
            let words = leaving.words.try_get_untracked();
            let made = leaving.make_text(What::Fragment).await;
            if leaving.words.try_get_untracked() == words {
                set_fragment.try_set(Some(made));
                set_stale.try_set(false);
            }
        });
    };
    let embeds = ways == WaysOut::All && has_address();
    draw();
    if embeds {
        encode();
    }
    let choose = move |event| {
        scheme.set(Scheme::named(&event_target_value(&event)).unwrap_or_default());
        draw();
    };
    let option = |one: Scheme, label: &'static str| {
        view! { <option value=one.name() selected=one == scheme.get_untracked()>{label}</option> }
    };
    let carried = leaving.carries().into_iter().map(|line| view! { <li>{line}</li> });
    view! {
        <div class="preview">
            <img src=image alt=leaving.words />
            <label class="option">
                <span class="label">"Theme"</span>
                <select data-handle="scheme" on:change=choose>
                    {option(Scheme::Light, "Light")} {option(Scheme::Dark, "Dark")}
                    {embeds
                        .then(|| {
                            option(Scheme::Auto, "As the page around it (embed; files are light)")
                        })}
                </select>
            </label>
            <Description leaving on_words=move || if embeds { encode() } />
        </div>
        <div class="leave">
            <section>
                <h3>"What leaves this browser"</h3>
                <ul data-handle="carries">
                    {carried.collect_view()}
                    <li>"Nothing now: it leaves only when you paste or send it"</li>
                </ul>
            </section>
            {embeds.then(|| view! { <Embed leaving fragment is_stale scheme=scheme.read_only() /> })}
            <Downloads leaving scheme=scheme.read_only() ways />
        </div>
    }
}
