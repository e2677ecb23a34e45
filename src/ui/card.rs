//! The card of a figure: the same parts in the same places.

use super::claims::claims_table;
use super::data_table::data_table;
use super::figure_choices::FigureChoices;
use super::gaps::gaps;
use super::later::behind;
use super::legend::Legend;
use super::one_school::OneSchool;
use super::picked::{Picked, picked_schools};
use super::plot::Plot;
use super::schools::SchoolsTable;
use super::session::Session;
use super::sharing::ShareButton;
use crate::dataset::Decile;
use crate::draw::{Series, legend};
use crate::figure::{Area, Figure, Form, Kind, Note, Pointed, words};
use leptos::prelude::*;
use std::sync::Arc;

/// The figure a card shows, whatever is on its way.
pub type Shown = Memo<Option<Arc<Figure>>>;

#[component]
pub fn FigureCard(kind: Kind) -> impl IntoView {
    let session = Session::here();
    let card = session.card(kind);
    let shown: Shown = Memo::new(move |_| card.with(|card| card.figure.clone()));
    // What stands around a chart does not hold up the table and what is said of it.
    let around: Shown = behind(shown);
    let say = move |text: fn(&Figure) -> String| {
        move || shown.with(|figure| figure.as_ref().map(|figure| text(figure)))
    };
    let has_chart = Memo::new(move |_| {
        shown.with(|figure| match figure {
            Some(figure) => !matches!(figure.form, Form::Table | Form::Claims { .. }),
            None => !matches!(kind, Kind::Table1 | Kind::Table2 | Kind::Measures | Kind::Claims),
        })
    });
    let shows_table =
        Memo::new(move |_| session.view.with(|view| view.looks.tables.contains(&kind)));
    let hidden = Memo::new(move |_| {
        let entries = shown.with(|figure| figure.as_deref().map(legend).unwrap_or_default());
        let series = entries.into_iter().map(|entry| entry.series);
        session.view.with(|view| {
            series.filter(|series| view.looks.hides(kind, series)).collect::<Vec<Series>>()
        })
    });
    let on_switch = Callback::new(move |series: Series| {
        session.choose(|view| view.looks.switch(kind, &series));
    });
    let on_choose = Callback::new(move |pointed: Pointed| {
        shown.with_untracked(|figure| {
            if let Some(figure) = figure {
                choose(session, figure, pointed);
            }
        });
    });
    let is_schools = kind == Kind::Schools;
    let is_long = kind == Kind::Measures;
    let picked = picked_schools(session, shown);
    let on_pick = is_schools.then(|| {
        Callback::new(move |points: Vec<usize>| {
            let area = shown.with_untracked(|figure| area_of(figure.as_deref()?, &points));
            session.choose(|view| view.picked = area);
        })
    });
    let title_id = format!("title-{kind}");
    let labelled_by = title_id.clone();
    view! {
        <figure
            class=move || if has_chart.get() { "figure" } else { "figure of-table" }
            id=format!("figure-{kind}")
            data-figure=kind.name()
            data-state=move || card.with(|card| card.name())
            aria-busy=move || card.with(|card| card.is_busy).to_string()
            aria-labelledby=labelled_by
        >
            <span class="figure-working unprinted" aria-hidden="true">"Working"</span>
            <p class="figure-kicker">{say(|figure| figure.kicker.clone())}</p>
            <h3 class="figure-title" id=title_id>
                {say(|figure| figure.title.clone())}
                <Show when=move || shown.with(Option::is_none)>
                    <span class="unseen">"Being computed"</span>
                    <span class="bones title" aria-hidden="true"></span>
                </Show>
            </h3>
            <p class="figure-sub">{say(|figure| figure.subtitle.clone())}</p>
            <p class="figure-says">{say(|figure| figure.sentence.clone())}</p>
            {move || {
                card.with(|card| card.fault.clone()).map(|why| view! { <p class="figure-fault">{why}</p> })
            }}
            <Show when=move || has_chart.get()>
                <Show
                    when=move || shown.with(Option::is_some)
                    fallback=|| view! { <span class="bones chart" aria-hidden="true"></span> }
                >
                    <div hidden=move || shows_table.get() class:beside=is_schools>
                        <div>
                            <p class="unseen">{say(words::summary)}</p>
                            <FigureChoices kind />
                            <Legend shown=around hidden=hidden.into() on_switch />
                            <Plot shown hidden=hidden.into() on_choose on_pick />
                            {is_schools.then(|| view! { <Picked shown picked /> })}
                        </div>
                        {is_schools.then(|| view! { <OneSchool /> })}
                    </div>
                </Show>
            </Show>
            {if is_schools {
                view! { <SchoolsTable picked /> }.into_any()
            } else {
                view! {
                    <div class="figure-table" tabindex="0" role="group" aria-label="Table" hidden=move || has_chart.get() && !shows_table.get()>
                        {move || shown.with(|figure| figure.as_deref().map(table_of))}
                    </div>
                    {is_long.then(all_rows)}
                }
                    .into_any()
            }}
            {move || around.with(|figure| figure.as_ref().and_then(|figure| gaps(figure)))}
            <div class="figure-foot">
                <Show when=move || has_chart.get() && !is_schools>
                    <ViewSwitch kind shows_table />
                </Show>
                <ShareButton kind shown />
                <figcaption class="notes">
                    {move || around.with(|figure| figure.as_ref().map(|figure| notes(&words::further_notes(figure))))}
                </figcaption>
            </div>
            <p class="unseen">{say(|figure| format!("End of {}.", figure.kicker))}</p>
        </figure>
    }
}

/// Shows the rows of a long table after its main ones; the style sheet goes by it.
fn all_rows() -> AnyView {
    view! {
        <label class="check all-rows unprinted">
            <input type="checkbox" data-handle="all-rows" />
            "Every measure"
        </label>
    }
    .into_any()
}

fn table_of(figure: &Figure) -> AnyView {
    match figure.form {
        Form::Claims { .. } => claims_table(figure),
        _ => data_table(figure),
    }
}

/// A mark was clicked: a tenth filters the page to it or opens it again, a school is followed.
fn choose(session: Session, figure: &Figure, pointed: Pointed) {
    match (pointed, &figure.form) {
        (Pointed::School { point }, Form::Points { points, .. }) => {
            follow(session, points.get(point).map(|point| point.school));
        }
        (Pointed::Cell { row, .. }, Form::SchoolChanges { schools, .. }) => {
            follow(session, schools.get(row).copied());
        }
        (Pointed::Cell { row, .. }, _) if has_tenths(figure.kind) => {
            let key = figure.rows.get(row).map(|row| row.key.as_str()).unwrap_or_default();
            let number = key.split('-').next().and_then(|number| number.parse::<u8>().ok());
            if let Some(decile) = number.and_then(|number| Decile::try_from(number).ok()) {
                session.choose(|view| {
                    let filter = &mut view.options.filter.decile;
                    *filter = if *filter == Some(decile) { None } else { Some(decile) };
                });
            }
        }
        (Pointed::Cell { .. } | Pointed::School { .. } | Pointed::OnCurve { .. }, _) => {}
    }
}

/// Whether the rows are tenths of deprivation, so that a click on one means it.
fn has_tenths(kind: Kind) -> bool {
    matches!(kind, Kind::DecileRaised | Kind::DecileVolunteer | Kind::Change)
}

fn follow(session: Session, school: Option<u32>) {
    let key = school.and_then(|school| {
        session.roster.with_untracked(|roster| roster.keys.get(school as usize).cloned())
    });
    if let Some(key) = key {
        session.follow(&key);
    }
}

/// The smallest area of a scatter that holds these of its points.
fn area_of(figure: &Figure, points: &[usize]) -> Option<Area> {
    let Form::Points { points: all, .. } = &figure.form else { return None };
    Area::around(points.iter().filter_map(|point| all.get(*point)))
}

/// *Chart | Table*.
#[component]
fn ViewSwitch(kind: Kind, shows_table: Memo<bool>) -> impl IntoView {
    let session = Session::here();
    let button = move |table: bool, name: &'static str, label: &'static str| {
        view! {
            <button
                type="button"
                value=name
                aria-pressed=move || (shows_table.get() == table).to_string()
                on:click=move |_| session.choose(|view| view.looks.show_table(kind, table))
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="switch" role="group" aria-label="View" data-handle="view">
            {button(false, "chart", "Chart")} {button(true, "table", "Table")}
        </div>
    }
}

pub fn notes(notes: &[Note]) -> Vec<AnyView> {
    let note = |note: &Note| {
        let text = note.text.clone();
        view! { <b>{note.term.clone()}</b> " " {text} " " }.into_any()
    };
    notes.iter().map(note).collect()
}
