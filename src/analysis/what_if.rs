//! What if: a headline number counted in other ways, to see what survives and what does not.

use super::headlines::{Candidate, candidates};
use super::options::{Matching, Options};
use super::panel::{Panel, Question, Steps, Units};
use super::rows;
use super::study::Study;
use crate::dataset::{Amount, Basis, Dataset, Missing, OtherWaves};
use crate::figure::words::gap::{self, Ahead};
use crate::figure::words::{Verdict, listed, uncapitalised, verdict};
use crate::figure::{Absent, Estimate, Row};
use crate::stats::order::descending;
use crate::stats::{Statistic, Unit};
use serde::{Deserialize, Serialize};

/// The share of each wave's schools that trimming takes off the top.
const TRIMMED: f64 = 0.01;

/// What a gap does whose lead changes hands.
const SHIFTS: [&str; 2] =
    ["a shift towards the least deprived", "a shift towards the most deprived"];

/// A number as shown and in every other way of counting it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WhatIf {
    /// The headline's key.
    pub key: String,
    /// As shown first; each with its change and interval.
    pub rows: Vec<Row>,
    /// What survives, in a sentence.
    pub sentence: String,
}

/// A way of counting.
#[derive(Clone, Copy)]
enum Way {
    OtherBasis,
    WithoutZeros,
    UnknownAsZero,
    Trimmed,
    MatchedOnly,
    WithoutOtherWaves,
}

const WAYS: [Way; 6] = [
    Way::OtherBasis,
    Way::WithoutZeros,
    Way::UnknownAsZero,
    Way::Trimmed,
    Way::MatchedOnly,
    Way::WithoutOtherWaves,
];

/// Labels of other waves named at most in a row's own.
const NAMED: usize = 3;
/// The key of their row.
const OTHER_WAVES: &str = "other-waves";

/// A headline number that is being counted in other ways, one way a step: each is resampled in
/// full, so that a caller may report progress between them or drop the whole.
pub struct Counting {
    candidate: Candidate,
    left: std::slice::Iter<'static, Way>,
    rows: Vec<Row>,
}

impl Counting {
    /// Begins with the headline of a key as it is shown; `None` for an unknown key.
    pub fn new(study: &Study, key: &str) -> Option<Self> {
        let candidate = candidates().into_iter().find(|candidate| candidate.key == key)?;
        let mut shown = candidate.row(study);
        // The page may open with findings that this study has not resampled.
        let is_resampled =
            |change: &Estimate| change.interval.is_some() || change.no_interval.is_some();
        if shown.change.as_ref().is_some_and(|change| !is_resampled(change)) {
            let units = Units::new(study.dataset(), &Options::default(), &candidate.question);
            shown = counted(units, &candidate, candidate.key, "");
        }
        shown.label = "As shown".into();
        Some(Counting { candidate, left: WAYS.iter(), rows: vec![shown] })
    }

    /// Counts in the next way; false where none is left.
    pub fn advance(&mut self, study: &Study) -> bool {
        let Some(way) = self.left.next() else { return false };
        self.rows.extend(row(study.dataset(), &self.candidate, *way));
        true
    }

    /// What came of the ways counted so far.
    pub fn outcome(self) -> WhatIf {
        let ahead = self.rows.first().filter(|_| self.candidate.is_gap()).map(gap::ahead);
        let sentence = match ahead {
            None => sentence(&self.rows, ["a rise", "a fall"]),
            Some(Ahead::InTurn) => sentence(&self.rows, SHIFTS),
            // A gap grows or narrows as its width does, whichever end is ahead.
            Some(Ahead::Least | Ahead::Most) => {
                let widths: Vec<Row> = self.rows.iter().map(gap::widths).collect();
                sentence(&widths, ["a rise", "a fall"])
            }
        };
        WhatIf { key: self.candidate.key.into(), rows: self.rows, sentence }
    }
}

fn row(dataset: &Dataset, candidate: &Candidate, way: Way) -> Option<Row> {
    let question = &candidate.question;
    let all = Options::default();
    let same = || Units::new(dataset, &all, question);
    let (key, label, units) = match way {
        Way::OtherBasis => {
            let (basis, label) = match question.basis {
                Basis::School => (Basis::Pupil, "Per pupil"),
                Basis::Pupil => (Basis::School, "Per school"),
            };
            let other = Question { basis, ..question.clone() };
            ("other-basis", label, Units::new(dataset, &all, &other))
        }
        Way::WithoutZeros => {
            let units = same().keeping(|wave| {
                wave.iter().map(|unit| unit.is_some_and(|unit| unit.value != 0.0)).collect()
            });
            ("without-zeros", "Without schools at zero", units)
        }
        Way::UnknownAsZero if matches!(question.amount, Amount::Raised | Amount::PtaIncome) => {
            let filled = with_unknown_as_zero(dataset);
            ("unknown-as-zero", "Unknown PTA income as £0", Units::new(&filled, &all, question))
        }
        Way::UnknownAsZero => return None,
        Way::Trimmed => ("trimmed", "Without the top 1% of schools", same().keeping(below_the_top)),
        Way::MatchedOnly => {
            let matched = Options { matching: Matching::Matched, ..Options::default() };
            ("matched", "Only schools in both waves", Units::new(dataset, &matched, question))
        }
        Way::WithoutOtherWaves => return Some(without_other_waves(candidate, dataset)),
    };
    Some(counted(units, candidate, key, label))
}

/// Only the schools whose every row is of a wave shown; with no other wave there is nothing to leave
/// out, and the row says so.
fn without_other_waves(candidate: &Candidate, dataset: &Dataset) -> Row {
    let OtherWaves { labels, present } = &dataset.other_waves;
    let label = match labels.len() {
        0 => "Without schools of other waves".to_string(),
        1..=NAMED => format!("Without schools that are in {} too", listed(labels)),
        many => format!("Without schools that are in any of {many} other waves too"),
    };
    if labels.is_empty() {
        let none = || Absent::NotAvailable("the data have no wave but those shown".into());
        let waves = dataset.waves.iter().map(|_| Estimate::absent(none())).collect();
        return rows::row(OTHER_WAVES, label, candidate.unit, waves, None);
    }
    let units = Units::new(dataset, &Options::default(), &candidate.question);
    let units = units.keeping(|_| present.iter().map(|elsewhere| !elsewhere).collect());
    counted(units, candidate, OTHER_WAVES, &label)
}

/// The number of these units, resampled to its end.
fn counted(units: Units, candidate: &Candidate, key: &str, label: &str) -> Row {
    let mut panel = Panel::new(units).resampled(vec![Statistic::Measure(candidate.measure)]);
    while panel.progress().is_some() {
        panel.advance(usize::MAX);
    }
    panel.scaled_measure(candidate.measure, key, label, candidate.unit, 1.0)
}

/// Every blank PTA income as £0.
fn with_unknown_as_zero(dataset: &Dataset) -> Dataset {
    let mut filled = dataset.clone();
    for (wave, original) in filled.waves.iter_mut().zip(&dataset.waves) {
        wave.pta_income = (0..dataset.len())
            .map(|school| match original.pta_income(school) {
                Err(Missing::Blank | Missing::NotCollected) => Ok(0.0),
                income => income,
            })
            .map(crate::dataset::Cell::from)
            .collect();
    }
    filled
}

/// Whether each unit stays when the round(n · p) largest amounts go.
fn below_the_top(wave: &[Option<Unit>]) -> Vec<bool> {
    // A school without a value goes last.
    let amount = |unit: &Option<Unit>| unit.map_or(f64::NEG_INFINITY, |unit| unit.value);
    let amounts: Vec<f64> = wave.iter().map(amount).collect();
    let mut stays: Vec<bool> = wave.iter().map(Option::is_some).collect();
    let known = stays.iter().filter(|stays| **stays).count();
    let gone = (known as f64 * TRIMMED).round() as usize;
    for school in descending(&amounts).into_iter().take(gone) {
        stays[school] = false;
    }
    stays
}

/// How many ways agree with what is shown.
fn sentence(rows: &[Row], [rise, fall]: [&str; 2]) -> String {
    let [shown, others @ ..] = rows else { return String::new() };
    let verdict_of = |row: &Row| verdict(row.change.as_ref());
    let word = match verdict_of(shown) {
        Verdict::Rose => rise,
        Verdict::Fell => fall,
        Verdict::CannotTell => "no clear change",
        Verdict::Same => "no change",
        Verdict::NoInterval | Verdict::NotComparable => {
            return "There is no change to judge.".into();
        }
    };
    // What the data cannot answer neither agrees nor differs.
    let (same, differ): (Vec<&Row>, Vec<&Row>) = others
        .iter()
        .filter(|row| !is_not_available(row))
        .partition(|row| verdict_of(row) == verdict_of(shown));
    let differ: Vec<String> = differ.iter().map(|row| uncapitalised(&row.label)).collect();
    if differ.is_empty() {
        format!("It is {word} however it is counted.")
    } else {
        format!(
            "It is {word} in {} of {} other ways to count it; not so: {}.",
            same.len(),
            same.len() + differ.len(),
            listed(&differ)
        )
    }
}

/// Whether the data lack what the row would be computed from.
fn is_not_available(row: &Row) -> bool {
    row.waves.iter().all(|wave| matches!(wave.value, Err(Absent::NotAvailable(_))))
}
