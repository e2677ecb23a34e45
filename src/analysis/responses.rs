//! Who answered the questionnaire, and how they differ from those who did not.

use super::options::Options;
use super::panel::{LEVEL, Panel, Units};
use super::proportions::{Answers, row_of};
use super::rows::absent;
use super::selection::Selection;
use crate::dataset::{Dataset, Missing, Wave};
use crate::figure::{Note, Row, Unit, number, words};
use crate::stats::proportions::Bounded;
use crate::stats::welch::difference_of_means;
use crate::stats::{CrossSection, Measure, Sample, Statistic, Undefined};

/// How many schools answered any item in a wave.
pub fn respondents(wave: &Wave) -> usize {
    (0..wave.present.len()).filter(|school| wave.has_answered(*school)).count()
}

/// What the two groups are compared by.
pub(super) struct Trait {
    pub key: &'static str,
    label: &'static str,
    unit: Unit,
    pub of: fn(&Wave, usize) -> Option<f64>,
}

pub(super) const TRAITS: [Trait; 3] = [
    Trait {
        key: "decile",
        label: "Mean decile",
        unit: Unit::Plain,
        of: |wave, school| wave.decile(school).map(|decile| f64::from(decile.number())),
    },
    Trait {
        key: "pupils",
        label: "Mean number of pupils",
        unit: Unit::Count,
        of: |wave, school| wave.pupils.get(school).ok(),
    },
    Trait {
        key: "raised",
        label: "Mean money raised",
        unit: Unit::Pounds,
        of: |wave, school| wave.raised(school).ok(),
    },
];

/// What a trait's two groups are in its panel.
const GROUPS: [(&str, &str); 2] =
    [("others", "of the others"), ("answered", "of those who answered")];

/// Each trait of the schools of both waves, those who answered apart from the others, to be resampled;
/// none without a questionnaire.
pub(super) fn panels(dataset: &Dataset) -> Vec<Panel> {
    if is_without_items(dataset) {
        return Vec::new();
    }
    let panel = |one: &Trait| {
        let value = |at: usize, school| {
            let value = (one.of)(&dataset.waves[at], school).ok_or(Missing::Blank)?;
            Ok((value, 1.0))
        };
        let units = Units::of_selection(Selection::of_values(dataset, &Options::default(), value));
        let group = |wave: &Wave, school| Some(usize::from(wave.has_answered(school)));
        let statistics = [Statistic::GroupMean(0), Statistic::GroupMean(1), DIFFERENCE];
        Panel::new(units.grouped_by(dataset, GROUPS.len(), group)).resampled(statistics.to_vec())
    };
    TRAITS.iter().map(panel).collect()
}

/// The last group less the first: those who answered less the others.
const DIFFERENCE: Statistic = Statistic::Measure(Measure::Difference);

fn is_without_items(dataset: &Dataset) -> bool {
    dataset.waves.iter().all(|wave| wave.items.is_empty())
}

/// The response rate against the schools of the wave, and those who answered beside the others.
pub(super) fn responses(dataset: &Dataset, panels: &[Panel]) -> Vec<Row> {
    if is_without_items(dataset) {
        return Vec::new();
    }
    let answered = |wave: &Wave| -> Answers {
        let of = |school| wave.is_present(school).then(|| wave.has_answered(school));
        (0..dataset.len()).map(of).collect()
    };
    let waves: Vec<Answers> = dataset.waves.iter().map(answered).collect();
    let label = "Schools that answered".to_string();
    let mut rows = vec![row_of("response-rate", label, &waves, "no school in this wave")];
    // By a trait that no file tells nobody is compared.
    let is_told = |panel: &Panel| panel.selection.waves.iter().any(|wave| wave.n() > 0);
    for (one, panel) in TRAITS.iter().zip(panels).filter(|(_, panel)| is_told(panel)) {
        let Trait { key, label, unit, .. } = *one;
        for (group, (who, of_whom)) in GROUPS.iter().enumerate().rev() {
            let words = (format!("{who}-{key}"), format!("{label} {of_whom}"));
            let statistic = Statistic::GroupMean(group);
            rows.push(panel.statistic(statistic, words, unit, |wave| wave.group_n(group)).row);
        }
        let label = format!("{label}: those who answered less the others");
        let words = (format!("difference-{key}"), label);
        let mut apart = panel.statistic(DIFFERENCE, words, unit, CrossSection::grouped_n).row;
        // Within a wave the groups are different schools, for which Welch's interval needs no resample.
        for (estimate, wave) in apart.waves.iter_mut().zip(&dataset.waves) {
            *estimate = match difference(wave, one) {
                Ok(bounded) => estimate.clone().within(Some((bounded.low, bounded.high))),
                Err(_) if estimate.value.is_err() => continue,
                Err(why) => estimate.clone().without_interval(absent(why).reason()),
            };
        }
        rows.push(apart);
    }
    rows
}

/// Whether the answers may speak for the other schools too: which of the differences cannot be
/// chance.
pub fn bias(dataset: &Dataset) -> Option<Note> {
    let asked = || dataset.waves.iter().filter(|wave| respondents(wave) > 0);
    let clear: Vec<String> = asked()
        .flat_map(|wave| TRAITS.iter().filter_map(|one| clear_difference(wave, one)))
        .collect();
    asked().next()?;
    let text = if clear.is_empty() {
        "those who answered and the others do not clearly differ in decile, pupils or money \
         raised. They may in what was not measured."
            .to_string()
    } else {
        format!(
            "{}; in brackets, 95% intervals. Take the answers as theirs, not as all schools’.",
            words::listed(&clear)
        )
    };
    Some(Note::new("Who answered", text))
}

/// "in 2018 the mean decile of those who answered was 1.2 above that of the others (0.4 to 2.0)".
fn clear_difference(wave: &Wave, one: &Trait) -> Option<String> {
    let Bounded { value, low, high } = difference(wave, one).ok()?;
    if low <= 0.0 && high >= 0.0 {
        return None;
    }
    let (way, low, high) = if value < 0.0 { ("below", -high, -low) } else { ("above", low, high) };
    Some(format!(
        "in {} the {} of those who answered was {} {way} that of the others ({})",
        wave.label,
        one.label.to_lowercase(),
        number::plain(value.abs(), one.unit),
        number::range(low, high, one.unit)
    ))
}

fn difference(wave: &Wave, one: &Trait) -> Result<Bounded, Undefined> {
    difference_of_means(&group(wave, one, false), &group(wave, one, true), LEVEL)
}

/// The schools of the wave that answered, or that did not, with a value.
fn group(wave: &Wave, one: &Trait, answered: bool) -> Sample {
    let values: Vec<f64> = (0..wave.present.len())
        .filter(|school| wave.is_present(*school) && wave.has_answered(*school) == answered)
        .filter_map(|school| (one.of)(wave, school))
        .collect();
    Sample::unweighted(&values)
}
