//! What changed: the findings at the head of the page, chosen among many and saying so.

use super::findings::finding;
use super::notes;
use super::panel::Question;
use super::study::Study;
use crate::dataset::{Amount, Basis, Weighting};
use crate::figure::words::gap::{self, Ahead};
use crate::figure::words::{Verdict, joined, verdict};
use crate::figure::{Estimate, Finding, Hue, Kind, Row, Unit, number};
use crate::stats::Measure;
use crate::stats::order::descending;
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
    /// That the direction of deprivation was taken and not confirmed, where it was.
    pub direction: Option<String>,
}

/// Options and filters stand further down the page and govern the figures there.
const OF_ALL: &str = "Findings are of all schools, whatever is chosen further down.";

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
        let mut changes =
            self.findings.iter().filter_map(|finding| finding.row.change.as_ref()).peekable();
        let has_changes = changes.peek().is_some();
        let is_clear = |change| matches!(verdict(Some(change)), Verdict::Rose | Verdict::Fell);
        let text = if changes.any(is_clear) {
            format!(
                "{these} chosen from {looked_at} numbers, the surest changes first. A change whose \
                 interval holds zero is never called one. {OF_ALL}"
            )
        } else if has_changes {
            format!(
                "{these} chosen from {looked_at} numbers, none of which clearly changed: a change whose \
                 interval holds zero is never called one. {OF_ALL}"
            )
        } else {
            format!(
                "{these} chosen from {looked_at} numbers. {OF_ALL} With one wave there is no change to \
                 tell."
            )
        };
        joined([Some(text), self.direction.clone()])
    }
}

/// A number that may become a finding, and the words for it.
pub(super) struct Candidate {
    /// What a page asks its what-if by.
    pub key: &'static str,
    pub question: Question,
    pub measure: Measure,
    pub unit: Unit,
    pub kind: Kind,
    pub hue: Hue,
    /// What it is, to start a sentence: "Volunteers’ time".
    pub subject: &'static str,
    /// What follows the number: " a pupil".
    pub per: &'static str,
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

    /// Whether a wave has the number, and schools to tell of: how unequal one school is, is no finding.
    fn tells(&self, wave: &Estimate) -> bool {
        let is_of_several = matches!(
            self.measure,
            Measure::Gini
                | Measure::Top10
                | Measure::Top1
                | Measure::ShareAboveMean
                | Measure::ShareAboveThreshold
        );
        wave.value.is_ok() && !(is_of_several && wave.n == Some(1))
    }

    /// Whether it is the least deprived end less the most deprived.
    pub fn is_gap(&self) -> bool {
        matches!(self.measure, Measure::Difference | Measure::Sii)
    }
}

/// The findings of the default view; what the options choose further down changes nothing here.
pub fn headlines(study: &Study) -> Headlines {
    let candidates = candidates();
    let looked_at = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    let waves = study.dataset().labels();
    let title = title(study, &waves);
    let found: Vec<(Row, Candidate)> = candidates
        .into_iter()
        .map(|candidate| (candidate.row(study), candidate))
        .filter(|(row, candidate)| row.waves.iter().any(|wave| candidate.tells(wave)))
        .collect();
    let strengths: Vec<f64> = found.iter().map(|(row, _)| strength(row)).collect();
    // Equals keep the reading order.
    let strongest = descending(&strengths).into_iter().take(SHOWN);
    let findings = strongest.map(|at| finding(found[at].0.clone(), &found[at].1, &waves)).collect();
    let direction = notes::direction(study.dataset()).map(|note| note.text);
    Headlines { title, findings, looked_at, direction }
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

/// Whether schools raised more, and whether the gap between areas grew: no more than the intervals
/// bear.
fn title(study: &Study, waves: &[String]) -> String {
    let [before, after] = waves else {
        let wave = waves.last().map(String::as_str).unwrap_or_default();
        return format!("What parents and volunteers gave in {wave}");
    };
    let mean = study.usual.amount.measure(Measure::Mean, "Mean", Unit::Pounds).row;
    let gap = study.usual.amount.measure(Measure::Sii, "Slope", Unit::Pounds).row;
    let is_nothing = mean.waves.iter().all(|wave| wave.value == Ok(0.0));
    let level = match verdict(mean.change.as_ref()) {
        Verdict::Rose => format!("Schools raised more in {after} than in {before}"),
        Verdict::Fell => format!("Schools raised less in {after} than in {before}"),
        Verdict::Same if is_nothing => {
            return format!("Schools raised nothing in {before} or {after}");
        }
        Verdict::Same => format!("Schools raised the same in {after} as in {before}"),
        Verdict::CannotTell => {
            format!("No clear change in what schools raised from {before} to {after}")
        }
        Verdict::NoInterval | Verdict::NotComparable => {
            return format!("What parents and volunteers gave in {before} and {after}");
        }
    };
    match what_became_of(&gap) {
        Some(gap) => format!("{level}{gap}"),
        None => level,
    }
}

/// What became of the gap between areas, to end the title; none where it cannot be compared.
fn what_became_of(gap: &Row) -> Option<&'static str> {
    let is_sure = |wave: &Estimate| wave.interval.is_some_and(|(low, high)| low * high > 0.0);
    Some(match (verdict(gap.change.as_ref()), gap::ahead(gap)) {
        (Verdict::Rose, Ahead::Least) => ", and the gap between richer and poorer areas grew",
        (Verdict::Fell, Ahead::Least) => ", and the gap between richer and poorer areas narrowed",
        (Verdict::Fell, Ahead::Most) => ", and the gap in favour of poorer areas grew",
        (Verdict::Rose, Ahead::Most) => ", and the gap in favour of poorer areas narrowed",
        (Verdict::Rose, Ahead::InTurn) if gap.waves.iter().all(is_sure) => {
            ", and the lead passed from poorer to richer areas"
        }
        (Verdict::Fell, Ahead::InTurn) if gap.waves.iter().all(is_sure) => {
            ", and the lead passed from richer to poorer areas"
        }
        // Which end was ahead is not sure in both waves; which way it moved is.
        (Verdict::Rose, Ahead::InTurn) => ", and the balance moved towards richer areas",
        (Verdict::Fell, Ahead::InTurn) => ", and the balance moved towards poorer areas",
        (Verdict::Same, _) => ", and the gap between areas stayed as it was",
        (Verdict::CannotTell, _) => "; whether the gap between areas grew, these data cannot tell",
        (Verdict::NoInterval | Verdict::NotComparable, _) => return None,
    })
}
