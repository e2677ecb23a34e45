//! Tables 1 and 2 of the paper, whatever the options: its rows, means of the schools' own values, and
//! beside each what the paper lacks.

use super::draft::finished;
use super::notes;
use super::panel::Panel;
use super::rows::Measured;
use super::study::Study;
use super::table_panels::Asked;
use crate::dataset::Amount;
use crate::figure::{Figure, Form, Kind, Note, Subject, Unit};
use crate::stats::{Measure, Statistic};

const HOURS_IN_A_MINUTE: f64 = 1.0 / 60.0;

/// Table 1: raised income.
pub fn table_1(study: &Study) -> Figure {
    let tables = &study.tables;
    let (donations, pta) = (&tables.donations_per_pupil, &tables.pta_per_pupil);
    let mut rows = with_company(
        donations,
        ("donations-per-pupil", "School donations per pupil", "all donations over all pupils"),
        Unit::Pounds,
    );
    rows.extend(with_company(
        pta,
        ("pta-per-pupil", "PTA income per pupil", "all PTA income over all pupils"),
        Unit::Pounds,
    ));
    let over = "Schools with over £10,000 of donations";
    let above = Measure::ShareAboveThreshold;
    rows.push(named(&tables.donations.all, above, "over-threshold", over, Unit::Share));
    rows.extend(matched(&tables.donations, above, "over-threshold", over, Unit::Share));
    let most = "Most donated per pupil (one school)";
    rows.push(named(&donations.all, Measure::Maximum, "max-per-pupil", most, Unit::Pounds));
    rows.extend(with_company(
        &tables.uplift,
        ("uplift", "Raised, as a share of the school’s income", "all raised over all income"),
        Unit::Share,
    ));
    let most = "Most raised, as a share of income (one school)";
    rows.push(named(&tables.uplift.all, Measure::Maximum, "uplift-max", most, Unit::Share));

    let mut company = vec![notes::counts(&donations.all.selection)];
    let lacking = [("PTA income", pta), ("Share of income", &tables.uplift)];
    company.extend(lacking.into_iter().filter_map(|(term, asked)| {
        notes::missing(&asked.all.selection).map(|note| Note { term: term.into(), ..note })
    }));
    if pta.all.selection.waves.iter().all(|wave| wave.n() == 0) {
        company.extend(notes::without_value(Kind::Table1, &donations.all.selection));
    }
    company.push(mean_and_totals());
    company.push(Note::new("pp", "percentage points."));
    company.extend(notes::gift(study.dataset(), &Amount::Donations));
    let subtitle = "Donations made to the school and income of its PTA, £ a year";
    build(study, Kind::Table1, ("Table 1", "raised income", subtitle), Unit::Pounds, rows, company)
}

/// Table 2: volunteer time.
pub fn table_2(study: &Study) -> Figure {
    let (minutes, per_pupil) = (&study.tables.minutes, &study.tables.minutes_per_pupil);
    let hours = |measure, key, label| -> Measured {
        let factor = HOURS_IN_A_MINUTE;
        Measured {
            row: minutes.scaled_measure(measure, key, label, Unit::Hours, factor),
            statistic: Some(Statistic::Measure(measure)),
        }
    };
    let mut rows = with_company(
        per_pupil,
        ("minutes-per-pupil", "Volunteer minutes per pupil", "all minutes over all pupils"),
        Unit::Minutes,
    );
    rows.push(hours(Measure::Minimum, "hours-min", "Hours per school (least)"));
    rows.push(hours(Measure::Median, "hours-median", "Hours per school (median)"));
    rows.push(hours(Measure::Maximum, "hours-max", "Hours per school (most)"));
    let most = "Minutes per pupil (most)";
    let key = "minutes-per-pupil-max";
    rows.push(named(&per_pupil.all, Measure::Maximum, key, most, Unit::Minutes));
    let mut company = vec![
        notes::counts(&per_pupil.all.selection),
        Note::new("Least and most", "one school’s answer: it has no interval."),
        mean_and_totals(),
    ];
    company.extend(notes::without_value(Kind::Table2, &per_pupil.all.selection));
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

fn named(panel: &Panel, measure: Measure, key: &str, label: &str, unit: Unit) -> Measured {
    panel.named_measure(measure, (key, label), unit)
}

/// The paper's row, then the median, the mean of the schools in both waves, and the ratio of totals.
fn with_company(
    asked: &Asked,
    (key, label, totals): (&str, &str, &str),
    unit: Unit,
) -> Vec<Measured> {
    let row = |panel, measure, suffix: &str, what: &str| {
        named(panel, measure, &format!("{key}{suffix}"), &format!("{label} ({what})"), unit)
    };
    let mut rows = vec![
        row(&asked.all, Measure::Mean, "", "mean"),
        row(&asked.all, Measure::Median, "-median", "median"),
    ];
    rows.extend(matched(asked, Measure::Mean, key, &format!("{label} (mean)"), unit));
    rows.extend(
        asked.of_totals.iter().map(|panel| row(panel, Measure::Mean, "-of-totals", totals)),
    );
    rows
}

/// The row of the schools in both waves; none where there is one wave.
fn matched(
    asked: &Asked,
    measure: Measure,
    key: &str,
    label: &str,
    unit: Unit,
) -> Option<Measured> {
    let panel = &asked.matched;
    let (key, label) = (format!("{key}-matched"), format!("{label}, schools in both waves"));
    (panel.selection.waves.len() > 1).then(|| named(panel, measure, &key, &label, unit))
}

/// Why two averages of one thing stand there.
fn mean_and_totals() -> Note {
    Note::new(
        "Mean",
        "every school counts once, as in the paper. All over all is the ratio of totals: every one \
         of the pupils counts once, so that large schools count for more.",
    )
}

fn build(
    study: &Study,
    kind: Kind,
    (kicker, noun, subtitle): (&str, &str, &str),
    unit: Unit,
    rows: Vec<Measured>,
    mut company: Vec<Note>,
) -> Figure {
    let resamples = study.tables.donations.all.resamples();
    company.extend(notes::intervals(resamples));
    company.extend(notes::off_their_level(rows.iter()));
    finished(Figure {
        kind,
        subject: Subject::of_rows(noun),
        kicker: kicker.into(),
        title: String::new(),
        subtitle: subtitle.into(),
        sentence: String::new(),
        waves: study.dataset().labels(),
        unit,
        heading: "Measure".into(),
        rows: rows.into_iter().map(|one| one.row).collect(),
        companions: Vec::new(),
        form: Form::Table,
        notes: company,
        provenance: notes::provenance(study.dataset(), resamples),
        description: None,
    })
}
