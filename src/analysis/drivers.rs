//! What drives it: yes/no answers of the questionnaire, who answered and who did not.

use super::draft::finished;
use super::notes;
use super::panel::{Panel, SEED};
use super::proportions::{Answers, row_of};
use super::responses::{bias, respondents, responses};
use super::study::Study;
use crate::dataset::{Answer, Dataset, Wave};
use crate::figure::{
    Estimate, Figure, Form, Hue, Kind, Note, Row, Subject, Unit, WHAT_TO_DO, number, words,
};
use crate::stats::order::descending;
use std::collections::BTreeSet;

/// The items of the questionnaire, both waves side by side.
pub fn drivers(study: &Study) -> Figure {
    let (dataset, panels) = (study.dataset(), study.tables.responses.as_slice());
    let resamples = panels.iter().map(Panel::resamples).min().unwrap_or(0);
    let mut labels = BTreeSet::new();
    labels.extend(dataset.waves.iter().flat_map(|wave| wave.items.keys()));
    let rows: Vec<Row> = labels.into_iter().map(|label| item_row(dataset, label)).collect();
    // By the last answer, most first; items asked in one wave only come last.
    let share = |row: &Row| row.waves.last().and_then(Estimate::known_value).unwrap_or(-1.0);
    let asked_once = |row: &Row| row.waves.iter().filter(|wave| wave.value.is_ok()).count() < 2;
    let rank = |row: &Row| if asked_once(row) { share(row) - 10.0 } else { share(row) };
    let ranks: Vec<f64> = rows.iter().map(rank).collect();
    let rows: Vec<Row> = descending(&ranks).into_iter().map(|at| rows[at].clone()).collect();
    let asked =
        |wave: &Wave| format!("{} in {}", words::counted(respondents(wave), "school"), wave.label);
    let answered: Vec<String> = dataset.waves.iter().map(asked).collect();
    let mut company = vec![
        Note::new("n", format!("{} answered at least one item.", words::listed(&answered))),
        Note::new("Intervals", intervals(resamples, dataset.waves.len())),
    ];
    if answered_twice(dataset) > 0 {
        company.push(Note::new(
            "Twice",
            format!(
                "{} answered in both waves: in the interval of a change their two answers are a \
                 pair.",
                words::counted(answered_twice(dataset), "school")
            ),
        ));
    }
    company.extend(bias(dataset));
    company.extend(notes::direction(dataset));
    if rows.is_empty() {
        company.push(Note::new(WHAT_TO_DO, "Add a questionnaire’s answers under Your data."));
    }
    company.push(Note::new("Source", "what head teachers say, not what the accounts show."));
    finished(Figure {
        kind: Kind::Drivers,
        subject: Subject::of_rows("head teachers’ answers"),
        kicker: "Figure 10".into(),
        title: String::new(),
        subtitle: "Head teachers who say yes, of those who answered the item".into(),
        sentence: String::new(),
        waves: dataset.labels(),
        unit: Unit::Share,
        heading: "Item".into(),
        rows,
        companions: responses(dataset, panels),
        form: Form::Dumbbells { hue: Hue::Share },
        notes: company,
        provenance: notes::provenance(dataset, resamples),
        description: None,
    })
}

/// How each kind of interval is made.
fn intervals(resamples: u32, waves: usize) -> String {
    let (shares, means) = match waves {
        1 => ("95%: Wilson’s for a share", "means"),
        _ => ("95%: Wilson’s for a share, Newcombe’s for its change", "means and changes"),
    };
    match resamples {
        0 => format!("{shares}."),
        some => format!(
            "{shares}; of those who answered and the others, Welch’s for a difference within a wave, and \
             for {means} by bootstrap over schools, {} resamples, seed {SEED}.",
            number::plain(f64::from(some), Unit::Count)
        ),
    }
}

fn answer(wave: &Wave, label: &str, school: usize) -> Option<Answer> {
    wave.items.get(label)?.get(school).copied().flatten()
}

fn answered_twice(dataset: &Dataset) -> usize {
    let [first, second] = dataset.waves.as_slice() else { return 0 };
    let both = |school: &usize| first.has_answered(*school) && second.has_answered(*school);
    (0..dataset.len()).filter(both).count()
}

fn item_row(dataset: &Dataset, label: &str) -> Row {
    let of_wave = |wave: &Wave| -> Answers {
        let yes = |school| answer(wave, label, school).map(|answer| answer == Answer::Yes);
        (0..dataset.len()).map(yes).collect()
    };
    let waves: Vec<Answers> = dataset.waves.iter().map(of_wave).collect();
    row_of(label, words::capitalised(label), &waves, "not asked in this wave")
}
