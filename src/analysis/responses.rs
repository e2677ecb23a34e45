//! Who answered the questionnaire, and how they differ from those who did not.

use super::panel::LEVEL;
use super::proportions::{Answers, row_of};
use super::rows::{absent, estimate, row};
use crate::dataset::{Dataset, Wave};
use crate::figure::{Estimate, Note, Row, Unit, number, words};
use crate::stats::Sample;
use crate::stats::welch::difference_of_means;

/// Whether a school answered any item in a wave.
pub fn has_answered(wave: &Wave, school: usize) -> bool {
    wave.items.values().any(|answers| answers.get(school).copied().flatten().is_some())
}

/// How many did.
pub fn respondents(wave: &Wave) -> usize {
    (0..wave.present.len()).filter(|school| has_answered(wave, *school)).count()
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

/// The response rate against the schools of the wave, and those who answered beside the others.
pub fn responses(dataset: &Dataset) -> Vec<Row> {
    if dataset.waves.iter().all(|wave| wave.items.is_empty()) {
        return Vec::new();
    }
    let each = |of: &dyn Fn(&Wave) -> Estimate| dataset.waves.iter().map(of).collect::<Vec<_>>();
    let answered = |wave: &Wave| -> Answers {
        let of = |school| wave.is_present(school).then(|| has_answered(wave, school));
        (0..dataset.len()).map(of).collect()
    };
    let waves: Vec<Answers> = dataset.waves.iter().map(answered).collect();
    let label = "Schools that answered".to_string();
    let mut rows = vec![row_of("response-rate", label, &waves, "no school in this wave")];
    for one in TRAITS {
        let Trait { key, label, unit, .. } = one;
        for (who, name, answered) in
            [("answered", "of those who answered", true), ("others", "of the others", false)]
        {
            let means = each(&|wave| {
                let sample = group(wave, &one, answered);
                estimate(sample.mean(), sample.n())
            });
            rows.push(row(format!("{who}-{key}"), format!("{label} {name}"), unit, means, None));
        }
        let differences = each(&|wave| difference(wave, &one));
        let label = format!("{label}: those who answered less the others");
        rows.push(row(format!("difference-{key}"), label, unit, differences, None));
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
    let estimate = difference(wave, one);
    let (value, (low, high)) = (estimate.known_value()?, estimate.interval?);
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

fn difference(wave: &Wave, one: &Trait) -> Estimate {
    let (others, answered) = (group(wave, one, false), group(wave, one, true));
    let schools = others.n() + answered.n();
    match difference_of_means(&others, &answered, LEVEL) {
        Ok(bounded) => {
            Estimate::known(bounded.value).within(Some((bounded.low, bounded.high))).of(schools)
        }
        Err(why) => Estimate::absent(absent(why)).of(schools),
    }
}

/// The schools of the wave that answered, or that did not, with a value.
fn group(wave: &Wave, one: &Trait, answered: bool) -> Sample {
    let values: Vec<f64> = (0..wave.present.len())
        .filter(|school| wave.is_present(*school) && has_answered(wave, *school) == answered)
        .filter_map(|school| (one.of)(wave, school))
        .collect();
    Sample::unweighted(&values)
}
