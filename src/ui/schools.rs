//! The table of schools: search, sort by any column, and only the rows in sight in the document.

use super::data_table::full;
use super::session::Session;
use crate::analysis::{Roster, RosterWave};
use crate::dataset::{Amount, SchoolKey};
use crate::figure::{Unit, number};
use leptos::html;
use leptos::prelude::*;
use std::cmp::Ordering;
use std::sync::Arc;

/// Height of a row and of what is seen of them, px, and rows kept beyond either end.
const ROW: usize = 44;
const SEEN: usize = 12;
const BEYOND: usize = 6;

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Decile,
    Pupils,
    Wave(usize),
    Change,
    PerPupil,
    Minutes,
}

/// The amounts of the measure that is chosen, or what was raised where the table has no such column.
fn amounts<'a>(wave: &'a RosterWave, amount: &Amount) -> (&'a [Option<f64>], Unit) {
    match amount {
        Amount::Donations => (&wave.donations, Unit::Pounds),
        Amount::PtaIncome => (&wave.pta_income, Unit::Pounds),
        Amount::TotalIncome => (&wave.total_income, Unit::Pounds),
        Amount::VolunteerMinutes => (&wave.minutes_per_pupil, Unit::Minutes),
        Amount::Raised | Amount::Other(_) => (&wave.raised, Unit::Pounds),
    }
}

/// The heading of the amounts.
fn amount_words(amount: &Amount) -> &'static str {
    match amount {
        Amount::Donations => "Donations",
        Amount::PtaIncome => "PTA income",
        Amount::TotalIncome => "Income",
        Amount::VolunteerMinutes => "Minutes a pupil",
        Amount::Raised | Amount::Other(_) => "Raised",
    }
}

fn at(values: &[Option<f64>], school: usize) -> Option<f64> {
    values.get(school).copied().flatten()
}

/// A school's value in a column; names are sorted apart.
fn value(roster: &Roster, amount: &Amount, column: Column, school: usize) -> Option<f64> {
    let of_wave = |wave: usize| at(amounts(roster.waves.get(wave)?, amount).0, school);
    let last = roster.waves.last();
    match column {
        Column::Name => None,
        Column::Decile => roster.deciles.get(school).copied().flatten().map(f64::from),
        Column::Pupils => at(&last?.pupils, school),
        Column::Wave(wave) => of_wave(wave),
        Column::Change => Some(of_wave(1)? - of_wave(0)?),
        Column::PerPupil => at(&last?.raised_per_pupil, school),
        Column::Minutes => at(&last?.minutes_per_pupil, school),
    }
}

/// The schools whose name or key has the text, in the order of a column; unknown values stand last.
fn ordered(roster: &Roster, amount: &Amount, text: &str, by: (Column, bool)) -> Vec<usize> {
    let wanted = text.trim().to_lowercase();
    let name = |school: usize| roster.names.get(school).map_or("", String::as_str);
    let has = |school: &usize| {
        wanted.is_empty()
            || name(*school).to_lowercase().contains(&wanted)
            || roster.keys.get(*school).is_some_and(|key| key.to_lowercase().contains(&wanted))
    };
    let mut schools: Vec<usize> = (0..roster.keys.len()).filter(has).collect();
    let (column, falls) = by;
    schools.sort_by(|a, b| {
        let turned = |order: Ordering| if falls { order.reverse() } else { order };
        if column == Column::Name {
            return turned(name(*a).cmp(name(*b)));
        }
        match (value(roster, amount, column, *a), value(roster, amount, column, *b)) {
            (Some(a), Some(b)) => turned(a.total_cmp(&b)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    });
    schools
}

#[component]
pub fn SchoolsTable() -> impl IntoView {
    let session = Session::here();
    let amount = Memo::new(move |_| session.view.with(|view| view.options.amount.clone()));
    let (text, set_text) = signal(String::new());
    let (by, set_by) = signal(None::<(Column, bool)>);
    let sorted_by = move || {
        by.get().unwrap_or_else(|| {
            (Column::Wave(session.roster.with(|roster| roster.waves.len().saturating_sub(1))), true)
        })
    };
    let order = Memo::new(move |_| {
        session
            .roster
            .with(|roster| text.with(|text| amount.with(|a| ordered(roster, a, text, sorted_by()))))
    });
    let frame = NodeRef::<html::Div>::new();
    let (top, set_top) = signal(0_usize);
    let first = Memo::new(move |_| (top.get() / ROW).saturating_sub(BEYOND));
    let scrolled = move |_| {
        if let Some(frame) = frame.get_untracked() {
            set_top.set(usize::try_from(frame.scroll_top()).unwrap_or(0));
        }
    };
    let space = move |rows: usize| view! { <tr aria-hidden="true" class="space" style:height=format!("{}px", rows * ROW)></tr> };
    let rows = move || {
        let (order, first) = (order.get(), first.get());
        let last = (first + SEEN + 2 * BEYOND).min(order.len());
        let roster = session.roster.get();
        let shown: Vec<AnyView> = order
            .get(first..last)
            .unwrap_or_default()
            .iter()
            .map(|school| row(session, &roster, &amount.get(), *school))
            .collect();
        view! { {space(first)} {shown} {space(order.len() - last)} }
    };
    let heads = move || {
        let roster = session.roster.get();
        let words = amount_words(&amount.get());
        let mut columns =
            vec![("School".to_owned(), Column::Name, ""), ("Decile".into(), Column::Decile, "r")];
        columns.push(("Pupils".into(), Column::Pupils, "r less"));
        for (at, wave) in roster.waves.iter().enumerate() {
            columns.push((format!("{words} {}", wave.label), Column::Wave(at), "r"));
        }
        if roster.waves.len() > 1 {
            columns.push(("Change".into(), Column::Change, "r less"));
        }
        columns.push(("Raised a pupil".into(), Column::PerPupil, "r less"));
        columns.push(("Minutes a pupil".into(), Column::Minutes, "r less"));
        let head = |(name, column, class): (String, Column, &'static str)| {
            let order = move || match sorted_by() {
                (sorted, true) if sorted == column => Some("descending"),
                (sorted, false) if sorted == column => Some("ascending"),
                _ => None,
            };
            let sort = move |_| {
                let (now, falls) = sorted_by();
                let falls = if now == column { !falls } else { column != Column::Name };
                set_by.set(Some((column, falls)));
            };
            view! {
                <th scope="col" class=class aria-sort=order>
                    <button type="button" class="sort" on:click=sort>{name}</button>
                </th>
            }
        };
        columns.into_iter().map(head).collect_view()
    };
    let count = move || {
        let count = |n: usize| number::plain(n as f64, Unit::Count);
        let all = session.roster.with(|roster| roster.keys.len());
        format!("{} of {} schools", count(order.with(Vec::len)), count(all))
    };
    view! {
        <div class="search unprinted">
            <label class="option">
                <span class="label">"Find a school by name or URN"</span>
                <input type="search" prop:value=text on:input=move |event| set_text.set(event_target_value(&event)) />
            </label>
            <p class="count" role="status">{count}</p>
        </div>
        <div class="schools-frame" node_ref=frame tabindex="0" role="region" aria-label="Table of schools" on:scroll=scrolled>
            <table data-table class="schools" aria-rowcount=move || (order.with(Vec::len) + 1).to_string()>
                <caption class="unseen">"Every school, with its amounts in each wave"</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(session: Session, roster: &Arc<Roster>, amount: &Amount, school: usize) -> AnyView {
    let key = roster.keys.get(school).cloned().unwrap_or_default();
    let name = roster.names.get(school).filter(|name| !name.is_empty()).cloned();
    let name = name.unwrap_or_else(|| format!("School {key}"));
    let cell = |column: Column, unit: Unit, handle: Option<String>, class: &'static str| {
        let found = value(roster, amount, column, school);
        let words = match (found, column) {
            (Some(value), Column::Change) => number::signed(value, unit),
            (Some(value), _) => number::plain(value, unit),
            (None, _) => "unknown".into(),
        };
        let exact = found.map(full).unwrap_or_default();
        view! {
            <td data-col=handle class=class class:miss=found.is_none()>
                <data value=exact>{words}</data>
            </td>
        }
    };
    let last = roster.waves.len().saturating_sub(1);
    let unit = roster.waves.first().map_or(Unit::Pounds, |wave| amounts(wave, amount).1);
    let waves: Vec<_> = roster
        .waves
        .iter()
        .enumerate()
        .map(|(at, wave)| {
            let class = if at == last { "r now" } else { "r was" };
            cell(Column::Wave(at), unit, Some(wave.label.clone()), class)
        })
        .collect();
    let change = (roster.waves.len() > 1)
        .then(|| cell(Column::Change, unit, Some("change".into()), "r less"));
    let followed = key.clone();
    let is_followed = Memo::new(move |_| {
        session.view.with(|view| view.school.as_ref().is_some_and(|school| *school.0 == *followed))
    });
    let handle = key.clone();
    let follow = {
        let key = key.clone();
        move |_| {
            session.choose(|view| {
                let this = SchoolKey(key.as_str().into());
                view.school = if view.school.as_ref() == Some(&this) { None } else { Some(this) };
            });
        }
    };
    view! {
        <tr data-row=handle class:on=is_followed>
            <th scope="row">
                <button type="button" class="follow" aria-pressed=move || is_followed.get().to_string() on:click=follow>
                    <span class="name">{name}</span>
                    <span class="urn">{key}</span>
                </button>
            </th>
            {cell(Column::Decile, Unit::Count, None, "r")}
            {cell(Column::Pupils, Unit::Count, None, "r less")}
            {waves}
            {change}
            {cell(Column::PerPupil, Unit::Pounds, None, "r less")}
            {cell(Column::Minutes, Unit::Minutes, None, "r less")}
        </tr>
    }
    .into_any()
}
