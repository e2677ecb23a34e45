//! One school in each wave: the one that is followed, wherever on the page it was picked.

use super::data_table::table_of_rows;
use super::session::Session;
use leptos::prelude::*;

#[component]
pub fn OneSchool() -> impl IntoView {
    let session = Session::here();
    let record = Memo::new(move |_| {
        let followed = session.followed()?;
        session.roster.with(|roster| roster.record(followed))
    });
    // The sentence is read out; the table is there to be gone to.
    let said = move || {
        record.with(|record| {
            record
                .as_ref()
                .map(|record| format!("{} is followed. {}", record.name, record.sentence))
        })
    };
    let stop = move |_| session.choose(|view| view.choices.followed = None);
    let shown = move || {
        record.get().map_or_else(
            || {
                view! {
                    <h4 class="figure-title">"No school is followed"</h4>
                    <p class="figure-sub">
                        "Click a mark, tap it twice, or press Enter on it; or press a school’s name in the \
                        table. It is then followed through the page, and stands here in each wave."
                    </p>
                }
                    .into_any()
            },
            |record| {
                let table = table_of_rows("Amounts as paid", &record.waves, &record.rows, &record.name, false);
                view! {
                    <h4 class="figure-title">{record.name}</h4>
                    <p class="figure-sub">{record.about}</p>
                    <p class="figure-says">{record.sentence}</p>
                    <div class="figure-table" tabindex="0" role="group" aria-label="One school">{table}</div>
                    <button type="button" class="button unprinted" data-handle="stop-following" on:click=stop>
                        "Follow no school"
                    </button>
                }
                    .into_any()
            },
        )
    };
    view! {
        <div class="one-school" data-handle="one-school">
            <p class="unseen" role="status">{said}</p>
            <p class="figure-kicker">
                {move || if session.has_one_wave() { "One school" } else { "One school, both waves" }}
            </p>
            {shown}
        </div>
    }
}
