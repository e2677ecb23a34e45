//! What the page has to tell, wherever the reader is: at the foot of the window, until dismissed.

use super::session::Session;
use leptos::prelude::*;

#[component]
pub fn Notices() -> impl IntoView {
    let session = Session::here();
    let notice = move |text: String| {
        let own = text.clone();
        view! {
            <div class="notice" role="alert">
                <p>{text}</p>
                <button
                    type="button"
                    class="button plain"
                    on:click=move |_| session.notices.update(|all| all.retain(|one| *one != own))
                >
                    "Dismiss"
                </button>
            </div>
        }
    };
    view! {
        <div class="notices unprinted" data-handle="notices">
            {move || session.notices.get().into_iter().map(notice).collect_view()}
        </div>
    }
}
