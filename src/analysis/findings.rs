//! A finding in words: how the number changed, how sure that is, and what to show large.

use super::headlines::Candidate;
use crate::figure::words::gap::{self, Ahead};
use crate::figure::words::{self, Verdict, verdict};
use crate::figure::{Estimate, Finding, Row, Unit, number};

/// The finding of a number, whose row stays as the figures have it.
pub(super) fn finding(row: Row, candidate: &Candidate, waves: &[String]) -> Finding {
    let is_gap = candidate.is_gap();
    let ahead = if is_gap { gap::ahead(&row) } else { Ahead::Least };
    let told = if is_gap { gap::widths(&row) } else { row.clone() };
    let subject = match is_gap {
        true => gap::named(candidate.subject, &row),
        false => candidate.subject.into(),
    };
    // Where the lead changes hands each width names the end that has it.
    let say = |value: f64, per: &str| match ahead {
        Ahead::InTurn => {
            let width = number::prose(value.abs(), row.unit);
            format!("{width}{per}{}", gap::in_favour(value))
        }
        Ahead::Least | Ahead::Most => {
            let others = told.waves.iter().filter_map(Estimate::known_value);
            let values: Vec<f64> = std::iter::once(value).chain(others).collect();
            format!("{}{per}", number::alike(&values, row.unit).swap_remove(0))
        }
    };
    let moved = |verb| if ahead == Ahead::InTurn { "went" } else { verb };
    let known: Vec<Option<f64>> = told.waves.iter().map(Estimate::known_value).collect();
    let per = candidate.per;
    let sentence = match (known.as_slice(), waves) {
        ([Some(a), Some(b)], [before, after]) => {
            let (whole, a, bare, b) = (say(*a, per), say(*a, ""), say(*b, ""), say(*b, per));
            match verdict(told.change.as_ref()) {
                Verdict::Rose if a == bare => {
                    format!("{subject} rose, though both waves round to {b}.")
                }
                Verdict::Fell if a == bare => {
                    format!("{subject} fell, though both waves round to {b}.")
                }
                Verdict::Rose => format!("{subject} {} from {a} to {b}.", moved("rose")),
                Verdict::Fell => format!("{subject} {} from {a} to {b}.", moved("fell")),
                Verdict::Same => format!("{subject} was {b} in both {before} and {after}."),
                Verdict::NoInterval if a == bare => {
                    format!("{subject} was {b} in both {before} and {after}.")
                }
                Verdict::CannotTell => format!(
                    "{subject} was {whole} in {before} and {bare} in {after}. These data cannot tell \
                     whether that is a change."
                ),
                Verdict::NoInterval | Verdict::NotComparable => {
                    format!("{subject} was {whole} in {before} and {bare} in {after}.")
                }
            }
        }
        ([Some(a), None], [before, after]) => {
            let a = say(*a, per);
            format!("{subject} was {a} in {before}; for {after} it is not known.")
        }
        ([None, Some(b)], [before, after]) => {
            let b = say(*b, per);
            format!("{subject} was {b} in {after}; for {before} it is not known.")
        }
        _ => {
            let wave = waves.last().map(String::as_str).unwrap_or_default();
            let latest = known.last().copied().flatten();
            let latest = latest.map_or_else(|| "not known".into(), |value| say(value, per));
            format!("{subject} was {latest} in {wave}.")
        }
    };
    let (big, how_sure) = (big(&told, ahead), how_sure(&told, ahead));
    Finding { big, sentence, how_sure, hue: candidate.hue, figure: candidate.kind, row }
}

/// The change in percent for an amount that did change; for the rest, where it came to.
fn big(row: &Row, ahead: Ahead) -> String {
    let percent = row.change_percent.as_ref().and_then(Estimate::known_value);
    let has_changed = matches!(verdict(row.change.as_ref()), Verdict::Rose | Verdict::Fell);
    match (row.unit, percent) {
        (Unit::Pounds | Unit::Minutes | Unit::Hours, Some(percent))
            if has_changed && ahead == Ahead::Least =>
        {
            format!("{}%", number::signed(percent.round(), Unit::Count))
        }
        _ => {
            let last_known = row.waves.iter().rev().find_map(Estimate::known_value);
            let width = |value: f64| if ahead == Ahead::InTurn { value.abs() } else { value };
            last_known.map_or_else(String::new, |value| number::headline(width(value), row.unit))
        }
    }
}

/// "Change +£10; 95% interval +£4 to +£16. From 380 and 306 schools."
fn how_sure(row: &Row, ahead: Ahead) -> String {
    let (row, towards) = match ahead {
        Ahead::InTurn => {
            let (row, towards) = gap::shift(row);
            (row, format!(" towards the {towards} deprived"))
        }
        Ahead::Least | Ahead::Most => (row.clone(), String::new()),
    };
    let change = row.change.as_ref().and_then(|change| {
        let value = number::change_prose(change.known_value()?, row.unit);
        Some(match change.interval {
            Some((low, high)) => {
                let range = number::change_range_prose(low, high, row.unit);
                format!("Change{towards} {value}; 95% interval {range}.")
            }
            None => format!("Change{towards} {value}."),
        })
    });
    let counts: Vec<u32> = row.waves.iter().filter_map(|wave| wave.n).collect();
    let from = match counts.as_slice() {
        [] => None,
        [first, second] if first == second => {
            Some(format!("From {} in each wave.", words::counted(*first as usize, "school")))
        }
        [one] => Some(format!("From {}.", words::counted(*one as usize, "school"))),
        [first, 1] => Some(format!("From {} and 1.", words::counted(*first as usize, "school"))),
        several => {
            let plain = |n: &u32| number::plain(f64::from(*n), Unit::Count);
            let counts: Vec<String> = several.iter().map(plain).collect();
            Some(format!("From {} schools.", words::listed(&counts)))
        }
    };
    words::joined([change, from])
}
