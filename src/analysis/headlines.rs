//! What changed: the findings at the head of the page, chosen among many and saying so.

use super::panel::Question;
use super::study::Study;
use crate::dataset::{Amount, Basis, Weighting};
use crate::figure::words::{self, Verdict, verdict};
use crate::figure::{Estimate, Finding, Hue, Kind, Row, Unit, number};
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

impl Headlines {
    /// How the findings were chosen, so that nobody takes them for all there is.
    pub fn how_chosen(&self) -> String {
        let looked_at = number::plain(f64::from(self.looked_at), Unit::Count);
        let these = match self.findings.len() {
            0 => {
                return format!(
                    "None of the {looked_at} numbers that findings are chosen from is in these files: \
                     they are of donations, PTA income and volunteer time. What the files do hold is \
                     shown below."
                );
            }
            1 => "This one was".to_owned(),
            several => format!("These {} were", number::plain(several as f64, Unit::Count)),
        };
        format!(
            "{these} chosen from {looked_at} numbers, the surest changes first. A change whose interval \
             holds zero is never called one."
        )
    }
}

/// A number that may become a finding, and the words for it.
pub(super) struct Candidate {
    /// What a page asks its what-if by.
    pub key: &'static str,
    pub question: Question,
    pub measure: Measure,
    pub unit: Unit,
    kind: Kind,
    hue: Hue,
    /// What it is, to start a sentence: "Volunteers’ time".
    pub subject: &'static str,
    /// What follows the number: " a pupil".
    per: &'static str,
}

impl Candidate {
    /// The number in each wave, from the panel that its figure reads.
    pub fn row(&self, study: &Study) -> Row {
        let panel = match (&self.question.amount, self.question.basis) {
            (Amount::Donations, Basis::School) => &study.tables.donations.all,
            (Amount::Donations, Basis::Pupil) => &study.tables.donations_per_pupil.all,
            (Amount::PtaIncome, _) => &study.tables.pta_per_pupil.all,
            (Amount::VolunteerMinutes, _) if self.kind == Kind::Table2 => {
                &study.tables.minutes_per_pupil.all
            }
            (Amount::VolunteerMinutes, _) => &study.usual.volunteer,
            (Amount::Raised | Amount::TotalIncome | Amount::Other(_), _) => &study.usual.amount,
        };
        panel.scaled_measure(self.measure, self.key, self.subject, self.unit, 1.0)
    }
}

/// The findings of the default view; what the options choose further down changes nothing here.
pub fn headlines(study: &Study) -> Headlines {
    let candidates = candidates();
    let looked_at = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    let waves = study.dataset().labels();
    let title = title(study, &waves);
    let mut found: Vec<(Row, Candidate)> = candidates
        .into_iter()
        .map(|candidate| (candidate.row(study), candidate))
        .filter(|(row, _)| row.waves.iter().any(|wave| wave.value.is_ok()))
        .collect();
    // A sort that is stable keeps the reading order among equals.
    found.sort_by(|(a, _), (b, _)| strength(b).total_cmp(&strength(a)));
    found.truncate(SHOWN);
    let findings =
        found.into_iter().map(|(row, candidate)| finding(row, candidate, &waves)).collect();
    Headlines { title, findings, looked_at }
}

/// Every number that a headline may be about.
pub(super) fn candidates() -> Vec<Candidate> {
    let (school, pupil, week) = (" a school", " a pupil", " a pupil a week");
    let raised = (Amount::Raised, Basis::School);
    let time = (Amount::VolunteerMinutes, Basis::Pupil);
    let of = |key, (amount, basis): (Amount, Basis), measure, (unit, hue, kind), subject, per| {
        let question = Question { amount, basis, weighting: Weighting::None };
        Candidate { key, question, measure, unit, kind, hue, subject, per }
    };
    vec![
        of(
            "donations-per-pupil",
            (Amount::Donations, Basis::Pupil),
            Measure::Mean,
            (Unit::Pounds, Hue::Donations, Kind::Table1),
            "What was donated to schools directly",
            pupil,
        ),
        of(
            "pta-per-pupil",
            (Amount::PtaIncome, Basis::Pupil),
            Measure::Mean,
            (Unit::Pounds, Hue::Pta, Kind::Table1),
            "Parent-teacher associations’ income",
            pupil,
        ),
        of(
            "over-threshold",
            (Amount::Donations, Basis::School),
            Measure::ShareAboveThreshold,
            (Unit::Share, Hue::Donations, Kind::Table1),
            "The share of schools that take over £10,000 a year in donations",
            "",
        ),
        of(
            "raised-difference",
            raised.clone(),
            Measure::Difference,
            (Unit::Pounds, Hue::Raised, Kind::DecileRaised),
            "The gap in money raised between the least and the most deprived tenth of areas",
            school,
        ),
        of(
            "raised-ratio",
            raised.clone(),
            Measure::Ratio,
            (Unit::Times, Hue::Raised, Kind::DecileRaised),
            "Money raised in the least deprived tenth, over that in the most deprived,",
            "",
        ),
        of(
            "raised-sii",
            raised.clone(),
            Measure::Sii,
            (Unit::Pounds, Hue::Raised, Kind::DecileRaised),
            "The slope index, the gap in money raised over the whole scale of deprivation,",
            school,
        ),
        of(
            "minutes-per-pupil",
            time.clone(),
            Measure::Mean,
            (Unit::Minutes, Hue::Time, Kind::Table2),
            "Volunteers’ time",
            week,
        ),
        of(
            "minutes-difference",
            time.clone(),
            Measure::Difference,
            (Unit::Minutes, Hue::Time, Kind::DecileVolunteer),
            "The gap in volunteers’ time between the least and the most deprived tenth of areas",
            week,
        ),
        of(
            "minutes-ratio",
            time,
            Measure::Ratio,
            (Unit::Times, Hue::Time, Kind::DecileVolunteer),
            "Volunteers’ time in the least deprived tenth, over that in the most deprived,",
            "",
        ),
        of(
            "raised-gini",
            raised.clone(),
            Measure::Gini,
            (Unit::Index, Hue::Raised, Kind::Lorenz),
            "The Gini index of money raised, which is 0 where all schools raise the same,",
            "",
        ),
        of(
            "raised-top-10",
            raised.clone(),
            Measure::Top10,
            (Unit::Share, Hue::Raised, Kind::TopShares),
            "The share of all money raised that the top tenth of schools hold",
            "",
        ),
        of(
            "raised-top-1",
            raised.clone(),
            Measure::Top1,
            (Unit::Share, Hue::Raised, Kind::TopShares),
            "The share of all money raised that the top 1% of schools hold",
            "",
        ),
        of(
            "raised-above-mean",
            raised,
            Measure::ShareAboveMean,
            (Unit::Share, Hue::Raised, Kind::Distribution),
            "The share of schools that raise more than the mean",
            "",
        ),
    ]
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

fn finding(row: Row, candidate: Candidate, waves: &[String]) -> Finding {
    let Candidate { kind, hue, subject, per, .. } = candidate;
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
