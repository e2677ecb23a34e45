//! The table of schools: search, sort by any column, and only the rows in sight in the document.

use super::data_table::full;
use super::picked::PickedSchools;
use super::session::Session;
use crate::analysis::{Options, Roster, subjects};
use crate::dataset::{Amount, Basis};
use crate::figure::{Unit, number, words};
use crate::share::view::Column;
use leptos::html;
use leptos::prelude::*;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

/// Height of a row and of what is seen of them, px, and rows kept beyond either end.
const ROW: usize = 44;
const SEEN: usize = 12;
const BEYOND: usize = 6;

/// The columns beside the chosen amounts.
const BESIDE: [Column; 4] = [Column::Decile, Column::Pupils, Column::PerPupil, Column::Minutes];

/// Which of them stand there: those that any school has a value of, since a column of unknowns only takes
/// room, and that the chosen amounts do not say already.
fn known(roster: &Roster, options: &Options) -> [bool; 4] {
    let has = |column: Column| match column {
        Column::PerPupil => roster.amounts.contains(&Amount::Raised),
        Column::Minutes => roster.amounts.contains(&Amount::VolunteerMinutes),
        _ => (0..roster.keys.len())
            .any(|school| value(roster, &Options::default(), column, school).is_some()),
    };
    BESIDE.map(|column| column.stands(roster.waves.len(), options) && has(column))
}

/// The heading of the amounts.
fn amount_words(options: &Options) -> String {
    let words = match &options.amount {
        Amount::Raised => "Raised",
        Amount::Donations => "Donations",
        Amount::PtaIncome => "PTA income",
        Amount::TotalIncome => "Income",
        Amount::VolunteerMinutes => "Minutes",
        Amount::Other(label) => label,
    };
    format!("{words}{}", if options.basis == Basis::Pupil { " a pupil" } else { "" })
}

/// A school's value in a column; names are sorted apart.
fn value(roster: &Roster, options: &Options, column: Column, school: usize) -> Option<f64> {
    let last = roster.waves.len().checked_sub(1)?;
    match column {
        Column::Name => None,
        Column::Decile => roster.decile(school).map(f64::from),
        Column::Pupils => roster.pupils(last, school),
        Column::Wave(wave) => roster.chosen(wave, options, school),
        Column::Change => roster.change(options, school),
        Column::PerPupil => roster.value(last, &Amount::Raised, Basis::Pupil, school).ok(),
        Column::Minutes => roster.value(last, &Amount::VolunteerMinutes, Basis::Pupil, school).ok(),
    }
}

/// The schools that the filter admits whose name or key has the text, of those that are picked if any
/// are, in the order of a column; unknown values stand last.
fn ordered(
    roster: &Roster,
    shown: &Options,
    text: &str,
    picked: Option<&HashSet<usize>>,
    by: (Column, bool),
) -> Vec<usize> {
    let wanted = text.trim().to_lowercase();
    let name = |school: usize| roster.names.get(school).map_or("", String::as_str);
    let has = |school: &usize| {
        wanted.is_empty()
            || name(*school).to_lowercase().contains(&wanted)
            || roster.keys.get(*school).is_some_and(|key| key.to_lowercase().contains(&wanted))
    };
    let is_picked = |school: &usize| picked.is_none_or(|picked| picked.contains(school));
    // An answer for each school.
    let admitted = roster.admitted(&shown.filter);
    let schools = (0..roster.keys.len()).filter(|school| admitted[*school]);
    let mut schools: Vec<usize> = schools.filter(is_picked).filter(has).collect();
    let (column, falls) = by;
    let turned = |order: Ordering| if falls { order.reverse() } else { order };
    if column == Column::Name {
        schools.sort_by(|a, b| turned(name(*a).cmp(name(*b))));
        return schools;
    }
    // Each value is looked up once, not once a comparison.
    let mut valued: Vec<(Option<f64>, usize)> =
        schools.into_iter().map(|school| (value(roster, shown, column, school), school)).collect();
    valued.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) => turned(a.total_cmp(b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    valued.into_iter().map(|(_, school)| school).collect()
}

#[component]
pub fn SchoolsTable(picked: PickedSchools) -> impl IntoView {
    let session = Session::here();
    let shown = Memo::new(move |_| session.view.with(|view| view.options.clone()));
    let text = Memo::new(move |_| session.view.with(|view| view.looks.find.clone()));
    let by = Memo::new(move |_| session.view.with(|view| view.looks.sort));
    let sorted_by = move || {
        let waves = session.roster.with(|roster| roster.waves.len());
        let last = Column::Wave(waves.saturating_sub(1));
        let (column, falls) = by.get().unwrap_or((last, true));
        (if shown.with(|shown| column.stands(waves, shown)) { column } else { last }, falls)
    };
    let order = Memo::new(move |_| {
        let (text, shown, picked) = (text.get(), shown.get(), picked.get());
        let by = sorted_by();
        session.roster.with(|roster| ordered(roster, &shown, &text, picked.as_deref(), by))
    });
    let frame = NodeRef::<html::Div>::new();
    let (top, set_top) = signal(0_usize);
    // A search leaves fewer rows than were scrolled past.
    let first = Memo::new(move |_| {
        let last_first = order.with(Vec::len).saturating_sub(SEEN + BEYOND);
        (top.get() / ROW).saturating_sub(BEYOND).min(last_first)
    });
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
        let known = known(&roster, &shown.get());
        let in_sight: Vec<AnyView> = order
            .get(first..last)
            .unwrap_or_default()
            .iter()
            .enumerate()
            // The head is the table's first row.
            .map(|(at, school)| {
                row(session, &roster, &shown.get(), known, (first + at + 2, *school))
            })
            .collect();
        view! { {space(first)} {in_sight} {space(order.len() - last)} }
    };
    let heads = move || {
        let roster = session.roster.get();
        let options = shown.get();
        let words = amount_words(&options);
        let [deciles, pupils, per_pupil, minutes] = known(&roster, &options);
        let mut columns = vec![("School".to_owned(), Column::Name, "")];
        if deciles {
            columns.push(("Decile".into(), Column::Decile, "r"));
        }
        if pupils {
            columns.push(("Pupils".into(), Column::Pupils, "r less"));
        }
        let prices = match roster.waves.as_slice() {
            [_, last] if options.prices != 0.0 && options.amount.is_money() => {
                format!(", {} prices", last.label)
            }
            _ => String::new(),
        };
        for (at, wave) in roster.waves.iter().enumerate() {
            let prices = if at == 0 { prices.as_str() } else { "" };
            columns.push((format!("{words} {}{prices}", wave.label), Column::Wave(at), "r"));
        }
        if roster.waves.len() > 1 {
            columns.push(("Change".into(), Column::Change, "r less"));
        }
        if per_pupil {
            columns.push(("Raised a pupil".into(), Column::PerPupil, "r less"));
        }
        if minutes {
            columns.push(("Minutes a pupil".into(), Column::Minutes, "r less"));
        }
        let head = |(name, column, class): (String, Column, &'static str)| {
            let order = move || match sorted_by() {
                (sorted, true) if sorted == column => Some("descending"),
                (sorted, false) if sorted == column => Some("ascending"),
                _ => None,
            };
            let sort = move |_| {
                let (now, falls) = sorted_by();
                let falls = if now == column { !falls } else { column != Column::Name };
                session.choose(|view| view.looks.sort = Some((column, falls)));
            };
            view! {
                <th scope="col" class=class aria-sort=order>
                    <button type="button" class="sort" on:click=sort>{name}</button>
                </th>
            }
        };
        columns.into_iter().map(head).collect_view()
    };
    // What is typed is one step of the history, not one a letter.
    let find = move |event| {
        session.view.update(|view| view.looks.find = event_target_value(&event));
    };
    let found = move |_| session.write_address(true);
    let count = move || {
        let all = session.roster.with(|roster| roster.keys.len());
        if all == 0 {
            return String::new();
        }
        let found = number::plain(order.with(Vec::len) as f64, Unit::Count);
        format!("{found} of {}", words::counted(all, "school"))
    };
    view! {
        <div class="search unprinted">
            <label class="option">
                <span class="label">"Find a school by name or URN"</span>
                <input type="search" prop:value=text on:input=find on:change=found />
            </label>
            <p class="count" role="status">{count}</p>
        </div>
        <div class="schools-frame" node_ref=frame tabindex="0" role="region" aria-label="Table of schools" on:scroll=scrolled>
            <table data-table class="schools" aria-rowcount=move || (order.with(Vec::len) + 1).to_string()>
                <caption class="unseen">"Every school, with its amounts in each wave"</caption>
                <thead><tr aria-rowindex="1">{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(
    session: Session,
    roster: &Arc<Roster>,
    shown: &Options,
    [deciles, pupils, per_pupil, minutes]: [bool; 4],
    (place, school): (usize, usize),
) -> AnyView {
    let key = roster.keys.get(school).cloned().unwrap_or_default();
    let name = roster.name(school);
    let cell = |column: Column, unit: Unit, handle: Option<String>, class: &'static str| {
        let found = value(roster, shown, column, school);
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
    let unit = subjects::unit(&shown.amount);
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
        session.view.with(|view| {
            view.choices.followed.as_ref().is_some_and(|school| *school.0 == *followed)
        })
    });
    let handle = key.clone();
    let follow = {
        let key = key.clone();
        move |_| session.follow(&key)
    };
    view! {
        <tr data-row=handle class:on=is_followed aria-rowindex=place.to_string()>
            <th scope="row">
                <button type="button" class="follow" aria-pressed=move || is_followed.get().to_string() on:click=follow>
                    <span class="name">{name}</span>
                    <span class="urn">{key}</span>
                </button>
            </th>
            {deciles.then(|| cell(Column::Decile, Unit::Count, None, "r"))}
            {pupils.then(|| cell(Column::Pupils, Unit::Count, None, "r less"))}
            {waves}
            {change}
            {per_pupil.then(|| cell(Column::PerPupil, Unit::Pounds, None, "r less"))}
            {minutes.then(|| cell(Column::Minutes, Unit::Minutes, None, "r less"))}
        </tr>
    }
    .into_any()
}
