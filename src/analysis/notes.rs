//! What has to stand beside the numbers: how many, what is missing and why, what was assumed.

use super::options::Options;
use super::panel::{Panel, SEED};
use super::rows::Measured;
use super::selection::Selection;
use crate::dataset::{Amount, Column, Dataset, DecileDirection, Source, Wave};
use crate::figure::words::{self, counted, listed};
use crate::figure::{
    Figure, Input, Kind, Note, Provenance, Row, Subject, Unit, WHAT_TO_DO, number,
};
use crate::stats::{Measure, Statistic};

/// What each school counts as, where that is not one.
pub fn weights(subject: &Subject) -> Option<Note> {
    let text = "Each school counts as its pupils: averages are over pupils, and a half, a tenth or a share of \
         schools is one of their pupils.";
    subject.weight.map(|_| Note::new("Weights", text))
}

/// "380 schools in 2016 and 306 in 2018."
pub fn counts(selection: &Selection) -> Note {
    if selection.waves.iter().all(|wave| wave.n() == 0) {
        return Note::new("n", "no school has a value.");
    }
    let parts: Vec<String> = selection
        .waves
        .iter()
        .enumerate()
        .map(|(at, wave)| {
            let count = if at == 0 {
                counted(wave.n(), "school")
            } else {
                number::plain(wave.n() as f64, Unit::Count)
            };
            format!("{count} in {}", wave.label)
        })
        .collect();
    Note::new("n", format!("{}.", listed(&parts)))
}

/// How many schools have no value and why, or `None` where every school has one.
pub fn missing(selection: &Selection) -> Option<Note> {
    let parts: Vec<String> = selection
        .waves
        .iter()
        .filter(|wave| wave.missing() > 0)
        .map(|wave| {
            let reasons: Vec<String> = match wave.missing.as_slice() {
                [(only, _)] => vec![only.words().into()],
                several => several
                    .iter()
                    .map(|(reason, count)| {
                        format!("{} {}", number::plain(*count as f64, Unit::Count), reason.words())
                    })
                    .collect(),
            };
            let schools = counted(wave.missing(), "school");
            format!("{schools} in {} ({})", wave.label, listed(&reasons))
        })
        .collect();
    let (have, are) = match selection.waves.iter().map(|wave| wave.missing()).sum::<usize>() {
        0 => return None,
        1 => ("has", "it is"),
        _ => ("have", "they are"),
    };
    let text = format!("{} {have} no value: {are} left out, not counted as zero.", listed(&parts));
    Some(Note::new("Missing", text))
}

/// What a reader can do where no school has a value.
pub fn without_value(kind: Kind, selection: &Selection) -> Option<Note> {
    let is_empty = selection.waves.iter().all(|wave| wave.n() == 0);
    let add = match kind {
        Kind::Table1 => "Add a file with donations or PTA income under Your data.",
        Kind::Table2 | Kind::DecileVolunteer => {
            "Add a file with the minutes or hours that volunteers give under Your data."
        }
        _ => "Choose another measure or filter, or add a file that holds this one under Your data.",
    };
    is_empty.then(|| Note::new(WHAT_TO_DO, add))
}

/// What a reader can do where there is no change to show.
pub fn without_change() -> Note {
    Note::new(WHAT_TO_DO, "Add the file of another wave under Your data.")
}

/// Says of figures that share a total out that some amounts are negative, so that their measures may
/// leave the range that they otherwise keep to.
pub fn below_zero(kind: Kind, panel: &Panel) -> Option<Note> {
    let shares_out = matches!(
        kind,
        Kind::Lorenz | Kind::TopShares | Kind::Concentration | Kind::Measures | Kind::BetweenWithin
    );
    // Only those that share out have sorted their values, which the first figure does not wait for.
    let is_below = || panel.waves().into_iter().any(|wave| wave.sample().has_negative());
    (shares_out && is_below()).then(|| {
        Note::new(
            "Below zero",
            "some amounts are negative: they stay in, and indices and shares may pass 1 or fall \
             below 0.",
        )
    })
}

/// How many schools have a value and no decile, and what to do where that is all of them; nothing where
/// all have one.
pub fn without_decile(selection: &Selection) -> Vec<Note> {
    let parts: Vec<String> = selection
        .waves
        .iter()
        .filter(|wave| wave.without_decile > 0)
        .map(|wave| format!("{} in {}", counted(wave.without_decile, "school"), wave.label))
        .collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let text = format!("{}: in totals, not in what goes by deprivation.", listed(&parts));
    let mut notes = vec![Note::new("No decile", text)];
    if selection.waves.iter().all(|wave| wave.without_decile == wave.n()) {
        notes.push(Note::new(
            WHAT_TO_DO,
            "Under Your data, add a file with each school’s decile; or with its LSOA, and a table \
             of deprivation by LSOA; or with its postcode, and one by postcode.",
        ));
    }
    notes
}

/// Says that the direction of deprivation was taken and not confirmed.
pub fn direction(dataset: &Dataset) -> Option<Note> {
    match dataset.direction {
        DecileDirection::Confirmed => None,
        DecileDirection::Assumed => Some(Note::new(
            "Direction",
            "Decile 1 is taken to be the most deprived; no file says so. Confirm or turn it under \
             Your data.",
        )),
    }
}

/// Whether a PTA's gift to its school may be counted twice.
pub fn gift(dataset: &Dataset, amount: &Amount) -> Option<Note> {
    if !matches!(amount, Amount::Raised | Amount::Donations) {
        return None;
    }
    let has = |of: fn(&Wave) -> &Column| dataset.waves.iter().any(|wave| of(wave).has_values());
    let known = has(|wave| &wave.pta_gift);
    // Nothing is counted twice where no file holds what PTAs took in.
    if !known && !has(|wave| &wave.pta_income) {
        return None;
    }
    Some(if known {
        Note::new("Gifts", "What a PTA gave its school, where a file says so, is counted once.")
    } else {
        Note::new(
            "Gifts",
            "No file says what PTAs gave their schools: a gift that a school booked as a donation \
             is counted in both.",
        )
    })
}

/// What the note of [`prices`] begins with.
pub const PRICES: &str = "Prices";

/// Under real terms, what was done to the first wave's money.
pub fn prices(dataset: &Dataset, options: &Options, unit: Unit) -> Option<Note> {
    let [first, second] = dataset.waves.as_slice() else { return None };
    if options.prices == 0.0 || unit != Unit::Pounds {
        return None;
    }
    let change = number::signed(options.prices, Unit::Percent);
    let text = format!("{} money in {} prices ({change}).", first.label, second.label);
    Some(Note::new(PRICES, text))
}

/// Keeps of a figure's notes those that hold of it: nothing is said of how numbers are made where there
/// is none, nor of intervals where none came out, nor of percentage points where nothing changes.
pub fn keep_true(figure: &mut Figure) {
    let rows = || figure.rows.iter().chain(&figure.companions);
    let has_interval = rows()
        .any(|row| row.waves.iter().chain(&row.change).any(|estimate| estimate.interval.is_some()));
    let (is_empty, has_change) = (words::is_empty(figure), figure.waves.len() > 1);
    figure.notes.retain(|note| match note.term.as_str() {
        // How many there are and what is missing is told of no number too.
        "n" | "Missing" | "PTA income" | "Share of income" | "No decile" | "Direction" => true,
        WHAT_TO_DO => true,
        "Intervals" => !is_empty && has_interval,
        "pp" => !is_empty && has_change,
        _ => !is_empty,
    });
}

/// How the intervals are made and what they mean; nothing where there are none.
pub fn intervals(resamples: u32) -> Option<Note> {
    if resamples == 0 {
        return None;
    }
    let resamples = number::plain(f64::from(resamples), Unit::Count);
    let text = format!(
        "95%, by bootstrap over schools, {resamples} resamples, seed {SEED}. Where a file holds \
         every school of an area, read them as the play of chance in a year’s figures."
    );
    Some(Note::new("Intervals", text))
}

/// Which of these rows have intervals that a study of invented schools found too narrow, and which too
/// wide; nothing where there are none.
pub fn off_their_level<'a>(rows: impl Iterator<Item = &'a Measured> + Clone) -> Vec<Note> {
    let note = |term, is_off: fn(Statistic) -> bool, held| {
        let names = names_of(rows.clone(), is_off);
        let study = "in a study of invented schools like these, they held the truth in";
        (!names.is_empty())
            .then(|| Note::new(term, format!("{}: {study} {held} of 100 cases.", listed(&names))))
    };
    let narrow = note("Narrow intervals", |one| !one.interval_holds(), "fewer than 92");
    let wide = note("Wide intervals", Statistic::interval_is_wide, "more than 97");
    narrow.into_iter().chain(wide).collect()
}

/// The names of the rows with an interval whose statistic is such a one, several of a kind as one.
fn names_of<'a>(
    rows: impl Iterator<Item = &'a Measured>,
    is_one: fn(Statistic) -> bool,
) -> Vec<String> {
    let has_interval =
        |row: &Row| row.waves.iter().chain(&row.change).any(|estimate| estimate.interval.is_some());
    let those: Vec<(Option<&str>, &str)> = rows
        .filter(|one| has_interval(&one.row))
        .filter_map(|one| Some((one.statistic?, one.row.label.as_str())))
        .filter(|(statistic, _)| is_one(*statistic))
        .map(|(statistic, label)| (family(statistic), label))
        .collect();
    let mut names: Vec<String> = Vec::new();
    for (family, label) in &those {
        let kin = those.iter().filter(|(other, _)| other == family).count();
        let name = family.filter(|name| kin > 1 || *name == DECILES).unwrap_or(label).to_string();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

const DECILES: &str = "Means of single deciles";

/// What several rows are called together that say the same of different schools.
fn family(statistic: Statistic) -> Option<&'static str> {
    match statistic {
        Statistic::GroupMean(_) | Statistic::PartGroupMean { .. } => Some(DECILES),
        Statistic::Measure(Measure::Theil | Measure::TheilBetween | Measure::TheilWithin) => {
            Some("Theil indices")
        }
        Statistic::GiniByGroup(_) => Some("Gini indices between groups and of their overlap"),
        statistic if statistic.interval_is_wide() => Some("What the bottom 5% hold"),
        statistic if statistic.is_of_a_tail() => Some("What the top 10% or the bottom 1% hold"),
        _ => None,
    }
}

/// The words for where the data come from.
pub fn source(dataset: &Dataset) -> String {
    match &dataset.source {
        Source::Demonstration => {
            "Demonstration data: invented schools that reproduce the published averages".into()
        }
        Source::Files(files) => {
            listed(&files.iter().map(|file| file.name.clone()).collect::<Vec<_>>())
        }
    }
}

/// Where the numbers come from. The view's options are written in by whoever knows its address.
pub fn provenance(dataset: &Dataset, resamples: u32) -> Provenance {
    let inputs = match &dataset.source {
        Source::Demonstration => Vec::new(),
        Source::Files(files) => files
            .iter()
            .map(|file| Input { name: file.name.clone(), sha256: file.sha256.clone() })
            .collect(),
    };
    Provenance {
        version: env!("CARGO_PKG_VERSION").into(),
        source: source(dataset),
        inputs,
        options: String::new(),
        seed: SEED,
        resamples,
    }
}
