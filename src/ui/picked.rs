//! The schools that are picked in the scatter: how many, which, by what amounts, and the way back.

use super::card::Shown;
use super::session::Session;
use crate::figure::{Area, Form, Series, Span, number, words};
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// Names that are written out before the rest is counted.
const NAMED: usize = 3;

/// The schools that are picked, by index; none where nothing is picked.
pub type PickedSchools = Memo<Option<Arc<HashSet<usize>>>>;

/// Which schools of the figure lie in the area that the view holds.
pub fn picked_schools(session: Session, shown: Shown) -> PickedSchools {
    Memo::new(move |_| {
        let area = session.view.with(|view| view.picked)?;
        shown.with(|figure| match &figure.as_ref()?.form {
            Form::Points { points, .. } => {
                let inside = points.iter().filter(|point| area.holds(point));
                Some(Arc::new(inside.map(|point| point.school as usize).collect()))
            }
            _ => None,
        })
    })
}

#[component]
pub fn Picked(shown: Shown, picked: PickedSchools) -> impl IntoView {
    let session = Session::here();
    let clear = move |_| session.choose(|view| view.picked = None);
    let said = move || picked.with(|picked| picked.as_ref().map(|picked| said(session, picked)));
    let axes = move || {
        shown.with(|figure| match &figure.as_ref()?.form {
            Form::Points { x, y, .. } => Some((x.clone(), y.clone())),
            _ => None,
        })
    };
    view! {
        <div class="picked unprinted" data-handle="picked">
            <p role="status">{said}</p>
            <Show when=move || picked.with(Option::is_some)>
                <button type="button" class="button" data-handle="pick-none" on:click=clear>
                    "Pick none"
                </button>
            </Show>
        </div>
        <details class="pick unprinted">
            <summary>"Pick schools: drag over them, or say by how much"</summary>
            {move || axes().map(|(x, y)| view! {
                <div class="row">
                    <Ends axis=x name="x" read=|area| area.x write=|area, span| area.x = span />
                    <Ends axis=y name="y" read=|area| area.y write=|area, span| area.y = span />
                </div>
            })}
        </details>
    }
}

/// "12 schools are picked: Ash, Beech, Cedar and 9 more. The table below shows them alone."
fn said(session: Session, picked: &HashSet<usize>) -> String {
    let mut schools: Vec<usize> = picked.iter().copied().collect();
    schools.sort_unstable();
    let mut names: Vec<String> = session
        .roster
        .with(|roster| schools.iter().take(NAMED).map(|school| roster.name(*school)).collect());
    let rest = schools.len().saturating_sub(NAMED);
    if rest > 0 {
        names.push(format!("{} more", number::plain(rest as f64, crate::figure::Unit::Count)));
    }
    let are = if schools.len() == 1 { "is" } else { "are" };
    let listed =
        if names.is_empty() { String::new() } else { format!(": {}", words::listed(&names)) };
    format!(
        "{} {are} picked{listed}. The table below shows no other.",
        words::counted(schools.len(), "school")
    )
}

/// The two ends of an axis, as fields.
#[component]
fn Ends(
    axis: Series,
    name: &'static str,
    read: fn(&Area) -> Span,
    write: fn(&mut Area, Span),
) -> impl IntoView {
    let session = Session::here();
    let span = Memo::new(move |_| {
        session.view.with(|view| view.picked.as_ref().map(read)).unwrap_or_default()
    });
    let take = move |value: Option<f64>, is_from: bool| {
        session.choose(|view| {
            let mut area = view.picked.unwrap_or_default();
            let mut span = read(&area);
            *(if is_from { &mut span.from } else { &mut span.to }) = value;
            write(&mut area, span);
            view.picked = (!area.is_open()).then_some(area);
        });
    };
    let field = move |is_from: bool| {
        let words = if is_from { "from" } else { "to" };
        let end = move || span.with(|span| if is_from { span.from } else { span.to });
        view! {
            <label class="option">
                <span class="label">{words}</span>
                <input
                    type="number"
                    step="any"
                    data-choice=format!("pick-{name}-{words}")
                    prop:value=move || end().map(|end| end.to_string()).unwrap_or_default()
                    on:change=move |event| {
                        let text = event_target_value(&event);
                        let value = text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
                        take(value, is_from);
                    }
                />
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="label">{axis.label}</legend>
            <div class="row">{field(true)} {field(false)}</div>
        </fieldset>
    }
}
