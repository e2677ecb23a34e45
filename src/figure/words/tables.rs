//! Titles and sentences of the paper's two tables.

use super::{Verdict, capitalised, change_clause, uncapitalised, verdict};
use crate::figure::{Figure, Row, Unit};

/// Says how many of the rows rose, and never calls a change one whose interval holds zero.
pub fn title(figure: &Figure) -> String {
    let noun = &figure.subject.noun;
    let verdicts: Vec<Verdict> = figure
        .rows
        .iter()
        .map(|row| verdict(row.change.as_ref()))
        .filter(|verdict| matches!(verdict, Verdict::Rose | Verdict::Fell | Verdict::CannotTell))
        .collect();
    let count = |wanted| verdicts.iter().filter(|verdict| **verdict == wanted).count();
    let all = verdicts.len();
    let (rose, fell) = (count(Verdict::Rose), count(Verdict::Fell));
    let ([before, after], 1..) = (figure.waves.as_slice(), all) else {
        return match figure.waves.as_slice() {
            [before, after] => format!("{} in {before} and {after}", capitalised(noun)),
            [only] => format!("{} in {only}", capitalised(noun)),
            _ => capitalised(noun),
        };
    };
    let what = match (rose, fell) {
        (rose, 0) if rose == all => format!("{} rose", capitalised(noun)),
        (0, fell) if fell == all => format!("{} fell", capitalised(noun)),
        (0, 0) => format!("No clear change in {noun}"),
        (_, 0) => format!("{} rose on some measures", capitalised(noun)),
        (0, _) => format!("{} fell on some measures", capitalised(noun)),
        _ => format!("{} rose on some measures and fell on others", capitalised(noun)),
    };
    format!("{what} between {before} and {after}")
}

/// The first two rows that have an interval, in words; a row of the same quantity counted in another
/// way, whose key goes on from its own, is passed over.
pub fn sentence(figure: &Figure) -> String {
    let goes_on = |row: &Row, from: &Row| {
        row.key.strip_prefix(from.key.as_str()).is_some_and(|rest| rest.starts_with('-'))
    };
    let has_interval = |row: &&Row| {
        row.change.as_ref().or(row.latest()).is_some_and(|estimate| estimate.interval.is_some())
    };
    let rows = figure.rows.iter();
    let rows: Vec<&Row> =
        rows.filter(|row| !figure.rows.iter().any(|other| goes_on(row, other))).collect();
    // Without any, as where intervals are switched off, the first rows are told bare.
    let any = rows.iter().any(has_interval);
    let clauses: Vec<String> = rows
        .into_iter()
        .filter(|row| !any || has_interval(row))
        .filter_map(|row| change_clause(&subject(row)?, row, &figure.waves))
        .take(2)
        .collect();
    clauses.join(" ")
}

/// A row as the subject of a sentence, in the singular: "Hours per school (median)" is the median of hours
/// per school, and a share of schools is named as one. One school's answer is left to the table.
fn subject(row: &Row) -> Option<String> {
    // "PTA income" keeps its capitals.
    let small = |text: &str| match text.chars().nth(1) {
        Some(second) if second.is_lowercase() => uncapitalised(text),
        _ => text.into(),
    };
    let label = row.label.as_str();
    for measure in ["mean", "median"] {
        if let Some(of) = label.strip_suffix(&format!(" ({measure})")) {
            return Some(format!("The {measure} of {}", small(of)));
        }
    }
    let is_share = row.unit == Unit::Share && label.starts_with("Schools ");
    is_share.then(|| format!("The share of {}", small(label)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Estimate, Form, Kind, Provenance, Subject};

    fn table(changes: &[(f64, f64)]) -> Figure {
        let rows = changes
            .iter()
            .map(|&(low, high)| Row {
                key: "mean".into(),
                label: "Mean".into(),
                unit: Unit::Pounds,
                waves: vec![Estimate::known(1.0), Estimate::known(2.0)],
                change: Some(Estimate::known(1.0).within(Some((low, high)))),
                change_percent: None,
            })
            .collect();
        Figure {
            kind: Kind::Table1,
            subject: Subject::of_rows("raised income"),
            kicker: "Table 1".into(),
            title: String::new(),
            subtitle: String::new(),
            sentence: String::new(),
            waves: vec!["2016".into(), "2018".into()],
            unit: Unit::Pounds,
            heading: "Measure".into(),
            rows,
            companions: Vec::new(),
            form: Form::Table,
            notes: Vec::new(),
            provenance: Provenance {
                version: String::new(),
                source: String::new(),
                inputs: Vec::new(),
                options: String::new(),
                seed: 1,
                resamples: 2000,
            },
            description: None,
        }
    }

    /// "Mean donations" would take a plural verb; the mean of them takes the singular.
    #[test]
    fn a_row_becomes_the_subject_of_its_sentence() {
        let mut row = table(&[(1.0, 2.0)]).rows.remove(0);
        let mut said = |label: &str, unit| {
            (row.label, row.unit) = (label.into(), unit);
            subject(&row).unwrap_or_default()
        };
        for (label, unit, subject) in [
            (
                "School donations per pupil (mean)",
                Unit::Pounds,
                "The mean of school donations per pupil",
            ),
            ("PTA income per pupil (mean)", Unit::Pounds, "The mean of PTA income per pupil"),
            ("Hours per school (median)", Unit::Hours, "The median of hours per school"),
            (
                "Schools with over £10,000 of donations",
                Unit::Share,
                "The share of schools with over £10,000 of donations",
            ),
        ] {
            assert_eq!(said(label, unit), subject);
        }
    }

    #[test]
    fn one_wave_is_told_by_itself() {
        let mut table = table(&[(1.0, 2.0)]);
        table.waves.remove(0);
        let row = &mut table.rows[0];
        row.label = "Hours per school (mean)".into();
        row.waves = vec![Estimate::known(12.0).within(Some((9.0, 15.0)))];
        row.change = None;
        assert_eq!(sentence(&table), "The mean of hours per school was £12 in 2018.");
    }

    #[test]
    fn a_title_claims_what_every_interval_bears() {
        let cases: [(&[(f64, f64)], &str); 5] = [
            (&[(1.0, 2.0), (0.5, 2.0)], "Raised income rose between 2016 and 2018"),
            (&[(-2.0, -1.0)], "Raised income fell between 2016 and 2018"),
            (&[(-1.0, 2.0)], "No clear change in raised income between 2016 and 2018"),
            (
                &[(1.0, 2.0), (-1.0, 2.0)],
                "Raised income rose on some measures between 2016 and 2018",
            ),
            (&[], "Raised income in 2016 and 2018"),
        ];
        for (changes, expected) in cases {
            assert_eq!(title(&table(changes)), expected);
        }
    }
}
