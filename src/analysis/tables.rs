//! Tables 1 and 2 of the paper: means of the schools' own values, whatever the options.

use super::notes;
use super::options::Options;
use super::panel::Panel;
use super::selection::Selection;
use crate::dataset::{Amount, Basis, Dataset, Weighting};
use crate::figure::{Figure, Form, Kind, Note, Row, Subject, Unit, words};
use crate::stats::Sample;

/// £ a school, strictly above, in the paper's Table 1.
const THRESHOLD: f64 = 10_000.0;
const MINUTES_IN_AN_HOUR: f64 = 60.0;

fn panel(dataset: &Dataset, amount: Amount, basis: Basis) -> Panel {
    Panel::new(Selection::of(dataset, &Options::default(), &amount, basis, Weighting::None))
}

/// Table 1: raised income.
pub fn table_1(dataset: &Dataset) -> Figure {
    let donations = panel(dataset, Amount::Donations, Basis::School);
    let donations_per_pupil = panel(dataset, Amount::Donations, Basis::Pupil);
    let pta_per_pupil = panel(dataset, Amount::PtaIncome, Basis::Pupil);
    let rows = vec![
        donations_per_pupil.row(
            "donations-per-pupil",
            "School donations per pupil, mean",
            Unit::Pounds,
            Sample::mean,
        ),
        pta_per_pupil.row(
            "pta-per-pupil",
            "PTA income per pupil, mean",
            Unit::Pounds,
            Sample::mean,
        ),
        donations.row(
            "over-threshold",
            "Schools with over £10,000 of donations",
            Unit::Share,
            |s| s.share_above(THRESHOLD),
        ),
        donations_per_pupil.row(
            "max-per-pupil",
            "Most donated per pupil, one school",
            Unit::Pounds,
            Sample::maximum,
        ),
    ];
    let mut figure = build(dataset, Kind::Table1, "raised income", rows);
    figure.kicker = "Table 1".into();
    figure.subtitle = "Donations made to the school and income of its PTA, £ a year".into();
    figure.unit = Unit::Pounds;
    figure.notes = vec![notes::counts(&donations_per_pupil.selection)];
    figure.notes.extend(
        notes::missing(&pta_per_pupil.selection)
            .map(|note| Note { term: "PTA income".into(), ..note }),
    );
    figure.notes.push(Note::new("pp", "percentage points."));
    figure.notes.extend(notes::gift(dataset, &Amount::Donations));
    figure
}

/// Table 2: volunteer time.
pub fn table_2(dataset: &Dataset) -> Figure {
    let minutes = panel(dataset, Amount::VolunteerMinutes, Basis::School);
    let per_pupil = panel(dataset, Amount::VolunteerMinutes, Basis::Pupil);
    let hours =
        |outcome: crate::stats::Outcome| outcome.map(|minutes| minutes / MINUTES_IN_AN_HOUR);
    let rows = vec![
        per_pupil.row("minutes-per-pupil", "Minutes per pupil, mean", Unit::Minutes, Sample::mean),
        minutes.row("hours-min", "Hours per school, least", Unit::Hours, |s| hours(s.minimum())),
        minutes.row("hours-max", "Hours per school, most", Unit::Hours, |s| hours(s.maximum())),
        per_pupil.row(
            "minutes-per-pupil-max",
            "Minutes per pupil, most",
            Unit::Minutes,
            Sample::maximum,
        ),
    ];
    let mut figure = build(dataset, Kind::Table2, "volunteer time", rows);
    figure.kicker = "Table 2".into();
    figure.subtitle = "Time given by volunteers in a week, school governors left out".into();
    figure.unit = Unit::Minutes;
    figure.notes = vec![
        notes::counts(&per_pupil.selection),
        Note::new("Least and most", "one school’s answer: it has no interval."),
    ];
    figure
}

fn build(dataset: &Dataset, kind: Kind, noun: &str, rows: Vec<Row>) -> Figure {
    let mut figure = Figure {
        kind,
        subject: Subject::of_rows(noun),
        kicker: String::new(),
        title: String::new(),
        subtitle: String::new(),
        sentence: String::new(),
        waves: dataset.labels(),
        unit: Unit::Plain,
        heading: "Measure".into(),
        rows,
        companions: Vec::new(),
        form: Form::Table,
        notes: Vec::new(),
        provenance: notes::provenance(dataset, 0),
    };
    words::write(&mut figure);
    figure
}
