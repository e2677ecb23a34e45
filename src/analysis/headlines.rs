//! What changed: the findings at the head of the page, chosen among many and saying so.

use super::panel::Panel;
use super::study::Study;
use super::tables;
use crate::figure::words::{self, Verdict, verdict};
use crate::figure::{Estimate, Figure, Finding, Hue, Kind, Row, Unit, number};
use crate::stats::Measure;
use serde::{Deserialize, Serialize};

/// Findings shown at most.
const SHOWN: usize = 6;

/// The head of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Headlines {
    /// The whole in one sentence.
    pub title: String,
    /// Ordered by how sure they are, then by size.
    pub findings: Vec<Finding>,
    /// Numbers that the findings were chosen from.
    pub looked_at: u32,
}

/// A row that may become a finding, and the words for it.
struct Candidate {
    row: Row,
    kind: Kind,
    hue: Hue,
    /// What it is, to start a sentence: "Direct donations to schools".
    subject: &'static str,
    /// What follows the number: " a pupil".
    per: &'static str,
}

/// The findings of the default view; what the options choose further down changes nothing here.
pub fn headlines(study: &Study) -> Headlines {
    let candidates = candidates(study);
    let looked_at = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    let waves = study.dataset().labels();
    let title = title(study, &waves);
    let mut candidates: Vec<Candidate> =
        candidates.into_iter().filter(|c| c.row.waves.iter().any(|w| w.value.is_ok())).collect();
    // A sort that is stable keeps the reading order among equals.
    candidates.sort_by(|a, b| strength(&b.row).total_cmp(&strength(&a.row)));
    candidates.truncate(SHOWN);
    let findings = candidates.into_iter().map(|candidate| finding(candidate, &waves)).collect();
    Headlines { title, findings, looked_at }
}

fn candidates(study: &Study) -> Vec<Candidate> {
    let (table_1, table_2) = (tables::table_1(study), tables::table_2(study));
    let (raised, minutes) = (&study.usual.amount, &study.usual.volunteer);
    let of_table = |figure: &Figure, key: &str, hue, subject: &'static str, per| {
        let row = figure.row(key)?.clone();
        Some(Candidate { row, kind: figure.kind, hue, subject, per })
    };
    let of_panel = |panel: &Panel, measure, (unit, hue, kind), subject: &'static str, per| {
        Some(Candidate { row: panel.measure(measure, subject, unit), kind, hue, subject, per })
    };
    let deprivation = (Unit::Pounds, Hue::Raised, Kind::DecileRaised);
    let time = (Unit::Minutes, Hue::Time, Kind::DecileVolunteer);
    let shares = (Unit::Share, Hue::Raised, Kind::TopShares);
    let (school, pupil, week) = (" a school", " a pupil", " a pupil a week");
    [
        of_table(
            &table_1,
            "donations-per-pupil",
            Hue::Donations,
            "What was donated to schools directly",
            pupil,
        ),
        of_table(&table_1, "pta-per-pupil", Hue::Pta, "Parent-teacher associations’ income", pupil),
        of_table(
            &table_1,
            "over-threshold",
            Hue::Donations,
            "The share of schools that take over £10,000 a year in donations",
            "",
        ),
        of_panel(
            raised,
            Measure::Difference,
            deprivation,
            "The gap in money raised between the least and the most deprived tenth of areas",
            school,
        ),
        of_panel(
            raised,
            Measure::Ratio,
            (Unit::Times, Hue::Raised, Kind::DecileRaised),
            "Money raised in the least deprived tenth, over that in the most deprived,",
            "",
        ),
        of_panel(
            raised,
            Measure::Sii,
            deprivation,
            "The slope index, the gap in money raised over the whole scale of deprivation,",
            school,
        ),
        of_table(&table_2, "minutes-per-pupil", Hue::Time, "Volunteers’ time", week),
        of_panel(
            minutes,
            Measure::Difference,
            time,
            "The gap in volunteers’ time between the least and the most deprived tenth of areas",
            week,
        ),
        of_panel(
            minutes,
            Measure::Ratio,
            (Unit::Times, Hue::Time, Kind::DecileVolunteer),
            "Volunteers’ time in the least deprived tenth, over that in the most deprived,",
            "",
        ),
        of_panel(
            raised,
            Measure::Gini,
            (Unit::Index, Hue::Raised, Kind::Lorenz),
            "The Gini index of money raised, which is 0 where all schools raise the same,",
            "",
        ),
        of_panel(
            raised,
            Measure::Top10,
            shares,
            "The share of all money raised that the top tenth of schools hold",
            "",
        ),
        of_panel(
            raised,
            Measure::Top1,
            shares,
            "The share of all money raised that the top 1% of schools hold",
            "",
        ),
        of_panel(
            raised,
            Measure::ShareAboveMean,
            shares,
            "The share of schools that raise more than the mean",
            "",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How far the change lies from zero in widths of its interval; a change that the interval does
/// not bear stands behind every one that it does.
fn strength(row: &Row) -> f64 {
    let Some(change) = &row.change else { return 0.0 };
    match (verdict(Some(change)), change.known_value(), change.interval) {
        (Verdict::Rose | Verdict::Fell, Some(value), Some((low, high))) if high > low => {
            1.0 + value.abs() / (high - low)
        }
        _ => 0.0,
    }
}

fn finding(candidate: Candidate, waves: &[String]) -> Finding {
    let Candidate { row, kind, hue, subject, per } = candidate;
    let say = |estimate: &Estimate| {
        estimate.known_value().map_or_else(
            || "not known".to_string(),
            |value| format!("{}{per}", number::prose(value, row.unit)),
        )
    };
    let latest = row.latest().map(&say).unwrap_or_default();
    let (big, sentence) = match (row.waves.as_slice(), waves) {
        ([first, second], [before, after]) => {
            let (a, b) = (bare(first, row.unit), say(second));
            match verdict(row.change.as_ref()) {
                Verdict::Rose => (big_change(&row), format!("{subject} rose from {a} to {b}.")),
                Verdict::Fell => (big_change(&row), format!("{subject} fell from {a} to {b}.")),
                Verdict::CannotTell => {
                    let tell = "These data cannot tell whether that is a change.";
                    let text = format!("{subject} was {a} in {before} and {b} in {after}. {tell}");
                    (headline(second, row.unit), text)
                }
                Verdict::NoInterval | Verdict::NotComparable => {
                    let text =
                        format!("{subject} was {} in {before} and {b} in {after}.", say(first));
                    (headline(second, row.unit), text)
                }
            }
        }
        _ => {
            let wave = waves.last().map(String::as_str).unwrap_or_default();
            let big = row.latest().map_or_else(String::new, |e| headline(e, row.unit));
            (big, format!("{subject} was {latest} in {wave}."))
        }
    };
    let how_sure = how_sure(&row);
    Finding { big, sentence, how_sure, hue, figure: kind, row }
}

fn bare(estimate: &Estimate, unit: Unit) -> String {
    let unknown = || "not known".to_string();
    estimate.known_value().map_or_else(unknown, |value| number::prose(value, unit))
}

fn headline(estimate: &Estimate, unit: Unit) -> String {
    let unknown = || "not known".to_string();
    estimate.known_value().map_or_else(unknown, |value| number::headline(value, unit))
}

/// The change in percent for an amount; for the rest, where it came to.
fn big_change(row: &Row) -> String {
    let percent = row.change_percent.as_ref().and_then(Estimate::known_value);
    match (row.unit, percent) {
        (Unit::Pounds | Unit::Minutes | Unit::Hours, Some(percent)) => {
            format!("{}%", number::signed(percent.round(), Unit::Count))
        }
        _ => row.latest().map_or_else(String::new, |latest| headline(latest, row.unit)),
    }
}

/// "Change +£10; 95% interval +£4 to +£16. From 380 and 306 schools."
fn how_sure(row: &Row) -> String {
    let change = row.change.as_ref().and_then(|change| {
        let value = number::change_prose(change.known_value()?, row.unit);
        Some(match change.interval {
            Some((low, high)) => {
                let range = number::change_range_prose(low, high, row.unit);
                format!("Change {value}; 95% interval {range}.")
            }
            None => format!("Change {value}."),
        })
    });
    let counts: Vec<String> = row
        .waves
        .iter()
        .filter_map(|wave| wave.n)
        .map(|n| number::plain(f64::from(n), Unit::Count))
        .collect();
    let from = (!counts.is_empty()).then(|| format!("From {} schools.", words::listed(&counts)));
    words::joined([change, from])
}

/// Whether schools raised more, and whether the gap between areas grew: no more than the intervals
/// bear.
fn title(study: &Study, waves: &[String]) -> String {
    let [before, after] = waves else {
        let wave = waves.last().map(String::as_str).unwrap_or_default();
        return format!("What parents and volunteers gave in {wave}");
    };
    let mean = study.usual.amount.measure(Measure::Mean, "Mean", Unit::Pounds);
    let gap = study.usual.amount.measure(Measure::Sii, "Slope", Unit::Pounds);
    let level = match verdict(mean.change.as_ref()) {
        Verdict::Rose => format!("Schools raised more in {after} than in {before}"),
        Verdict::Fell => format!("Schools raised less in {after} than in {before}"),
        Verdict::CannotTell => {
            format!("No clear change in what schools raised from {before} to {after}")
        }
        Verdict::NoInterval | Verdict::NotComparable => {
            return format!("What parents and volunteers gave in {before} and {after}");
        }
    };
    match verdict(gap.change.as_ref()) {
        Verdict::Rose => format!("{level}, and the gap between richer and poorer areas grew"),
        Verdict::Fell => format!("{level}, and the gap between richer and poorer areas narrowed"),
        Verdict::CannotTell => {
            format!("{level}; whether the gap between areas grew, these data cannot tell")
        }
        Verdict::NoInterval | Verdict::NotComparable => level,
    }
}
