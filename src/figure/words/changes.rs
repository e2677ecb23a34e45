//! Titles and sentences of the figures on what explains the change, and what drives it.

use super::{Verdict, capitalised, change_clause, joined, verdict};
use crate::figure::{Estimate, Figure, Form, Row, Unit, number};

fn verdicts(rows: &[Row], wanted: Verdict) -> usize {
    rows.iter().filter(|row| verdict(row.change.as_ref()) == wanted).count()
}

/// "tenth", or "fifth" once disclosure control joined them.
fn band(figure: &Figure) -> &'static str {
    if figure.row("1-2").is_some() { "fifth" } else { "tenth" }
}

/// How many schools rose, or how many tenths did by their intervals.
pub fn change_title(figure: &Figure) -> String {
    if let Form::SchoolChanges { matched, rose, .. } = figure.form {
        return schools_title(figure, matched, rose);
    }
    let (noun, band) = (&figure.subject.noun, band(figure));
    let [before, after] = figure.waves.as_slice() else {
        return format!("{} by {band} of deprivation", capitalised(noun));
    };
    let judged = figure.rows.iter().any(|row| {
        matches!(verdict(row.change.as_ref()), Verdict::Rose | Verdict::Fell | Verdict::CannotTell)
    });
    let (rose, fell) =
        (verdicts(&figure.rows, Verdict::Rose), verdicts(&figure.rows, Verdict::Fell));
    let all = figure.rows.len();
    match (judged, rose, fell) {
        (false, ..) => format!("{} in {before} and {after}, by deprivation", capitalised(noun)),
        (true, 0, 0) => format!("No {band} shows a clear change between {before} and {after}"),
        (true, rose, 0) => format!("{} clearly rose in {rose} of {all} {band}s", capitalised(noun)),
        (true, 0, fell) => format!("{} clearly fell in {fell} of {all} {band}s", capitalised(noun)),
        (true, rose, fell) => format!(
            "{} rose in {} and fell in {fell}",
            capitalised(noun),
            super::counted(rose, band)
        ),
    }
}

/// "204 of 306 schools had more money raised in 2018 than in 2016".
fn schools_title(figure: &Figure, matched: u32, rose: u32) -> String {
    let ([before, after], 1..) = (figure.waves.as_slice(), matched) else {
        return "No school has a value in both waves".into();
    };
    let rose = capitalised(&super::of_all(rose as usize, matched as usize, "school"));
    let noun = &figure.subject.noun;
    format!("{rose} had more {noun} in {after} than in {before}")
}

/// How many fell or stayed, and the schools at both ends.
fn schools_sentence(figure: &Figure, matched: u32, rose: u32, fell: u32) -> String {
    let same = matched.saturating_sub(rose).saturating_sub(fell);
    let stayed = match same {
        0 => String::new(),
        same => format!(", {} the same", number::plain(f64::from(same), Unit::Count)),
    };
    let had = match fell {
        0 => format!("No school had less{stayed}."),
        fell => format!("{} had less{stayed}.", super::counted(fell as usize, "school")),
    };
    let end = |what: &str, row: Option<&Row>, is: fn(f64) -> bool| {
        let row = row?;
        let change = row.change.as_ref()?.known_value().filter(|change| is(*change))?;
        let words = number::change_prose(change, row.unit);
        Some(format!("The largest {what}: {}, {words}.", row.label))
    };
    joined([
        (matched > 0).then_some(had),
        end("rise", figure.rows.first(), |change| change > 0.0),
        end("fall", figure.rows.last(), |change| change < 0.0),
    ])
}

pub fn change_sentence(figure: &Figure) -> String {
    if let Form::SchoolChanges { matched, rose, fell, .. } = figure.form {
        return schools_sentence(figure, matched, rose, fell);
    }
    let band = band(figure);
    let what = |of: &str| format!("In the {of} deprived {band} the mean");
    let of = |key: &str, name: &str| {
        figure.row(key).and_then(|row| change_clause(&what(name), row, &figure.waves))
    };
    let ends = match band {
        "fifth" => joined([of("9-10", "least"), of("1-2", "most")]),
        _ => joined([of("10", "least"), of("1", "most")]),
    };
    if !ends.is_empty() {
        return ends;
    }
    // Where neither end has schools, the one nearest to the least deprived that has.
    let some = figure.rows.iter().rev().find_map(|row| {
        change_clause(&format!("In {band} {} the mean", row.key), row, &figure.waves)
    });
    some.unwrap_or_default()
}

fn addition<'a>(figure: &'a Figure, key: &str) -> Option<&'a Estimate> {
    figure.row(key)?.change.as_ref()
}

/// Which part of the change is largest, where the change itself is clear.
pub fn decomposition_title(figure: &Figure) -> String {
    let noun = &figure.subject.noun;
    let whole = addition(figure, "whole");
    let change = match verdict(whole) {
        Verdict::NotComparable => return format!("What explains the change in {noun}"),
        Verdict::CannotTell => return format!("The mean of {noun} shows no clear change"),
        Verdict::Same => return format!("The mean of {noun} did not change"),
        Verdict::NoInterval | Verdict::Rose | Verdict::Fell => {
            whole.and_then(Estimate::known_value)
        }
    };
    let parts = [
        ("matched", "Schools in both waves"),
        ("joiners", "Schools that joined"),
        ("leavers", "Schools that left"),
    ];
    let most = change.and_then(|change| {
        parts.into_iter().find_map(|(key, who)| {
            let share = addition(figure, key)?.known_value()? / change;
            let whole = if (share - 1.0).abs() < 1e-9 { "the whole" } else { "most" };
            (share > 0.5).then(|| format!("{who} explain {whole} of the change"))
        })
    });
    most.unwrap_or_else(|| format!("No one part explains most of the change in {noun}"))
}

pub fn decomposition_sentence(figure: &Figure) -> String {
    let part = |key: &str, who: &str| {
        let estimate = addition(figure, key)?;
        if estimate.n == Some(0) {
            return None;
        }
        let range = estimate.interval.map_or_else(String::new, |(low, high)| {
            format!(" ({})", number::signed_range(low, high, figure.unit))
        });
        let value = number::brief_signed(estimate.known_value()?, figure.unit);
        Some(format!("{who} for {value}{range}"))
    };
    let parts: Vec<String> = [
        part("matched", "schools in both waves"),
        part("joiners", "schools that joined"),
        part("leavers", "schools that left"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mean = figure.companion("mean").and_then(|row| {
        change_clause(&format!("The mean of {}", figure.subject.noun), row, &figure.waves)
    });
    let explained = if parts.iter().any(|part| part.ends_with(')')) {
        "; in brackets, 95% intervals"
    } else {
        ""
    };
    // The verb stands once, with the first of them.
    let accounts = super::listed(&parts).replacen(" for ", " account for ", 1);
    let parts = (!parts.is_empty()).then(|| format!("Of the change, {accounts}{explained}."));
    joined([mean, parts])
}

/// The item most say yes to.
pub fn drivers_title(figure: &Figure) -> String {
    let first = figure.rows.iter().find_map(|row| Some((row, row.latest()?.known_value()?)));
    first.map_or_else(
        || "What head teachers say".into(),
        |(row, share)| format!("{}: {} say so", row.label, number::headline(share, Unit::Share)),
    )
}

/// Where nothing can be compared: the item that most said yes to.
fn most_said(figure: &Figure) -> Option<String> {
    let (row, wave) = (figure.rows.first()?, figure.waves.last()?);
    let latest = row.latest()?;
    let share = number::prose(latest.known_value()?, Unit::Share);
    let range = latest.interval.map_or_else(String::new, |(low, high)| {
        format!(" (95% interval {})", number::range(low, high, Unit::Share))
    });
    Some(format!("Most said yes to “{}”: {share} in {wave}{range}.", row.label))
}

/// "none", "3".
fn none_or(count: usize) -> String {
    if count == 0 { "none".into() } else { number::plain(count as f64, Unit::Count) }
}

/// How many of the items asked twice changed, and the one that changed most.
pub fn drivers_sentence(figure: &Figure) -> String {
    let asked_twice: Vec<&Row> = figure
        .rows
        .iter()
        .filter(|row| verdict(row.change.as_ref()) != Verdict::NotComparable)
        .collect();
    let count =
        |wanted| asked_twice.iter().filter(|row| verdict(row.change.as_ref()) == wanted).count();
    let all = asked_twice.len();
    // What became of one item alone, the second sentence says.
    let summary = (all > 1).then(|| {
        format!(
            "Of {} asked in both waves, {} rose and {} fell beyond what chance explains.",
            super::counted(all, "item"),
            none_or(count(Verdict::Rose)),
            none_or(count(Verdict::Fell))
        )
    });
    let size =
        |row: &&&Row| row.change.as_ref().and_then(Estimate::known_value).map_or(0.0, f64::abs);
    let largest = asked_twice
        .iter()
        .max_by(|a, b| size(a).total_cmp(&size(b)))
        .and_then(|row| change_clause(&format!("“{}”", row.label), row, &figure.waves));
    joined([summary, largest.or_else(|| most_said(figure))])
}
