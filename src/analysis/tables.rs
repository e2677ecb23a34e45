//! Tables 1 and 2 of the paper: means of the schools' own values, whatever the options.

use super::notes;
use super::panel::Panel;
use super::study::Study;
use crate::dataset::Amount;
use crate::figure::{Figure, Form, Kind, Note, Row, Subject, Unit, words};
use crate::stats::Measure;

const HOURS_IN_A_MINUTE: f64 = 1.0 / 60.0;

/// Table 1: raised income.
pub fn table_1(study: &Study) -> Figure {
    let tables = &study.tables;
    let named = |panel: &Panel, measure, key, label, unit| {
        panel.scaled_measure(measure, key, label, unit, 1.0)
    };
    let per_pupil = &tables.donations_per_pupil;
    let rows = vec![
        named(
            per_pupil,
            Measure::Mean,
            "donations-per-pupil",
            "School donations per pupil (mean)",
            Unit::Pounds,
        ),
        named(
            &tables.pta_per_pupil,
            Measure::Mean,
            "pta-per-pupil",
            "PTA income per pupil (mean)",
            Unit::Pounds,
        ),
        named(
            &tables.donations,
            Measure::ShareAboveThreshold,
            "over-threshold",
            "Schools with over £10,000 of donations",
            Unit::Share,
        ),
        named(
            per_pupil,
            Measure::Maximum,
            "max-per-pupil",
            "Most donated per pupil (one school)",
            Unit::Pounds,
        ),
    ];
    let mut company = vec![notes::counts(&per_pupil.selection)];
    company.extend(
        notes::missing(&tables.pta_per_pupil.selection)
            .map(|note| Note { term: "PTA income".into(), ..note }),
    );
    company.push(Note::new("pp", "percentage points."));
    company.extend(notes::gift(study.dataset(), &Amount::Donations));
    let subtitle = "Donations made to the school and income of its PTA, £ a year";
    build(study, Kind::Table1, ("Table 1", "raised income", subtitle), Unit::Pounds, rows, company)
}

/// Table 2: volunteer time.
pub fn table_2(study: &Study) -> Figure {
    let (minutes, per_pupil) = (&study.tables.minutes, &study.tables.minutes_per_pupil);
    let hours = |measure, key, label| {
        minutes.scaled_measure(measure, key, label, Unit::Hours, HOURS_IN_A_MINUTE)
    };
    let per_pupil_row =
        |measure, key, label| per_pupil.scaled_measure(measure, key, label, Unit::Minutes, 1.0);
    let rows = vec![
        per_pupil_row(Measure::Mean, "minutes-per-pupil", "Volunteer minutes per pupil (mean)"),
        hours(Measure::Minimum, "hours-min", "Hours per school (least)"),
        hours(Measure::Maximum, "hours-max", "Hours per school (most)"),
        per_pupil_row(Measure::Maximum, "minutes-per-pupil-max", "Minutes per pupil (most)"),
    ];
    let company = vec![
        notes::counts(&per_pupil.selection),
        Note::new("Least and most", "one school’s answer: it has no interval."),
    ];
    let subtitle = "Time given by volunteers in a week, school governors left out";
    build(
        study,
        Kind::Table2,
        ("Table 2", "volunteer time", subtitle),
        Unit::Minutes,
        rows,
        company,
    )
}

fn build(
    study: &Study,
    kind: Kind,
    (kicker, noun, subtitle): (&str, &str, &str),
    unit: Unit,
    rows: Vec<Row>,
    mut company: Vec<Note>,
) -> Figure {
    let resamples = study.tables.donations.resamples();
    company.extend(notes::intervals(resamples));
    let mut figure = Figure {
        kind,
        subject: Subject::of_rows(noun),
        kicker: kicker.into(),
        title: String::new(),
        subtitle: subtitle.into(),
        sentence: String::new(),
        waves: study.dataset().labels(),
        unit,
        heading: "Measure".into(),
        rows,
        companions: Vec::new(),
        form: Form::Table,
        notes: company,
        provenance: notes::provenance(study.dataset(), resamples),
    };
    words::write(&mut figure);
    figure
}
