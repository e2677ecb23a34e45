//! Tables 1 and 2 on four schools, every number worked out by hand.

use giving_gap::analysis::{Options, Study};
use giving_gap::dataset::{
    Cell, Column, Dataset, Decile, DecileDirection, Missing, OtherWaves, Source, Wave,
};
use giving_gap::figure::{Estimate, Figure, Kind, number};
use std::rc::Rc;

/// A school in a wave: pupils, donations, PTA income, total income, volunteer minutes a week.
type School = Option<[Option<f64>; 5]>;

fn school(pupils: f64, donations: f64, pta: Option<f64>, income: f64, minutes: f64) -> School {
    Some([Some(pupils), Some(donations), pta, Some(income), Some(minutes)])
}

fn wave(label: &str, schools: &[School]) -> Wave {
    let column = |field: usize| -> Column {
        let value = |school: &School| school.and_then(|fields| fields[field]);
        let cell = |school| value(school).map_or(Cell::missing(Missing::Blank), Cell::known);
        schools.iter().map(cell).collect()
    };
    Wave {
        label: label.into(),
        present: schools.iter().map(Option::is_some).collect(),
        pupils: column(0),
        donations: column(1),
        pta_income: column(2),
        total_income: column(3),
        volunteer_minutes: column(4),
        ..Wave::default()
    }
}

/// Two schools in both waves, one that left and whose PTA is unknown, one that joined and whose
/// income is £0.
fn waves() -> Vec<Wave> {
    let first = [
        school(100.0, 1_000.0, Some(500.0), 10_000.0, 600.0),
        school(200.0, 4_000.0, Some(0.0), 20_000.0, 1_200.0),
        school(50.0, 100.0, None, 5_000.0, 60.0),
        None,
    ];
    let second = [
        school(100.0, 2_000.0, Some(500.0), 10_000.0, 900.0),
        school(200.0, 30_000.0, Some(1_000.0), 62_000.0, 2_400.0),
        None,
        school(400.0, 400.0, Some(0.0), 0.0, 400.0),
    ];
    vec![wave("2016", &first), wave("2018", &second)]
}

fn study(waves: Vec<Wave>) -> Study {
    let dataset = Dataset {
        source: Source::Demonstration,
        keys: (0..4).map(|school| school.to_string()).collect(),
        names: [""; 4].iter().collect(),
        waves,
        other_waves: OtherWaves::default(),
        direction: DecileDirection::Confirmed,
    };
    Study::new(Rc::new(dataset), Options::default())
}

fn holds(figure: &Figure, expected: &[(&str, [f64; 2], [u32; 2])]) {
    for (key, values, counts) in expected {
        let row = figure.row(key).unwrap_or_else(|| panic!("no row {key}"));
        for ((estimate, value), n) in row.waves.iter().zip(values).zip(counts) {
            let found = estimate.known_value().unwrap_or_else(|| panic!("{key}: {estimate:?}"));
            assert!((found - value).abs() <= 1e-9 * value.abs(), "{key}: {found}, not {value}");
            assert_eq!(estimate.n, Some(*n), "{key}");
        }
    }
    let keys: Vec<&str> = figure.rows.iter().map(|row| row.key.as_str()).collect();
    let expected: Vec<&str> = expected.iter().map(|(key, ..)| *key).collect();
    assert_eq!(keys, expected, "every row is worked out here, in the table’s order");
}

#[test]
fn table_1_sets_mean_median_matched_and_ratio_of_totals_side_by_side() {
    let table = study(waves()).figure(Kind::Table1).unwrap();
    holds(
        &table,
        &[
            // £10, £20, £2; £20, £150, £1.
            ("donations-per-pupil", [32.0 / 3.0, 57.0], [3, 3]),
            ("donations-per-pupil-median", [10.0, 20.0], [3, 3]),
            ("donations-per-pupil-matched", [15.0, 85.0], [2, 2]),
            // £5,100 over 350 pupils; £32,400 over 700.
            ("donations-per-pupil-of-totals", [5_100.0 / 350.0, 32_400.0 / 700.0], [3, 3]),
            // £5, £0; £5, £5, £0.
            ("pta-per-pupil", [2.5, 10.0 / 3.0], [2, 3]),
            ("pta-per-pupil-median", [2.5, 5.0], [2, 3]),
            ("pta-per-pupil-matched", [2.5, 5.0], [2, 2]),
            ("pta-per-pupil-of-totals", [500.0 / 300.0, 1_500.0 / 700.0], [2, 3]),
            ("over-threshold", [0.0, 1.0 / 3.0], [3, 3]),
            ("over-threshold-matched", [0.0, 0.5], [2, 2]),
            ("max-per-pupil", [20.0, 150.0], [3, 3]),
            // 0.15, 0.20, the third unknown; 0.25, 0.50, the last over nothing.
            ("uplift", [0.175, 0.375], [2, 2]),
            ("uplift-median", [0.175, 0.375], [2, 2]),
            ("uplift-matched", [0.175, 0.375], [2, 2]),
            // £5,500 over £30,000; £33,500 over £72,000.
            ("uplift-of-totals", [5_500.0 / 30_000.0, 33_500.0 / 72_000.0], [2, 2]),
            ("uplift-max", [0.2, 0.5], [2, 2]),
        ],
    );
    // The change is second less first, whichever schools it is of.
    let change = |key: &str| table.row(key).unwrap().change.as_ref().unwrap().known_value();
    assert_eq!(change("donations-per-pupil-matched"), Some(70.0));
}

#[test]
fn table_2_has_the_median_the_matched_and_all_over_all() {
    let table = study(waves()).figure(Kind::Table2).unwrap();
    holds(
        &table,
        &[
            // 6, 6, 1.2; 9, 12, 1.
            ("minutes-per-pupil", [4.4, 22.0 / 3.0], [3, 3]),
            ("minutes-per-pupil-median", [6.0, 9.0], [3, 3]),
            ("minutes-per-pupil-matched", [6.0, 10.5], [2, 2]),
            ("minutes-per-pupil-of-totals", [1_860.0 / 350.0, 3_700.0 / 700.0], [3, 3]),
            ("hours-min", [1.0, 400.0 / 60.0], [3, 3]),
            ("hours-median", [10.0, 15.0], [3, 3]),
            ("hours-max", [20.0, 40.0], [3, 3]),
            ("minutes-per-pupil-max", [6.0, 12.0], [3, 3]),
        ],
    );
}

#[test]
fn one_wave_has_no_row_of_schools_in_both() {
    let study = study(waves().into_iter().take(1).collect());
    for kind in [Kind::Table1, Kind::Table2] {
        let table = study.figure(kind).unwrap();
        assert!(table.rows.iter().all(|row| !row.key.ends_with("-matched")), "{kind}");
    }
}

/// Thirty schools in ten deciles in turn, each wave's amounts 1.3 times the one's before; resampled.
fn thirty_schools(labels: &[&str]) -> Study {
    let thirty = |label: &str, factor: f64| {
        let schools: Vec<School> = (0..30)
            .map(|i| f64::from(i) * factor + 1.0)
            .map(|x| school(100.0 + x, 900.0 * x, Some(10.0 * x), 50_000.0 + x, 30.0 * x))
            .collect();
        let decile = |school: u8| Decile::try_from(school % 10 + 1).ok();
        Wave { imd_decile: (0..30).map(decile).collect(), ..wave(label, &schools) }
    };
    let mut dataset = study(waves()).dataset().clone();
    dataset.keys = (0..30).map(|school| school.to_string()).collect();
    dataset.names = [""; 30].iter().collect();
    let factors = [1.0, 1.3];
    dataset.waves =
        labels.iter().zip(factors).map(|(label, factor)| thirty(label, factor)).collect();
    let mut study = Study::new(Rc::new(dataset), Options::default());
    while study.advance(10_000) {}
    study
}

/// A table as people read it: the numbers as written, the reason where there is none.
fn in_words(figure: &Figure) -> String {
    let cell = |estimate: &Estimate, unit, is_change: bool| {
        let plain = if is_change { number::signed } else { number::plain };
        let mut text = match &estimate.value {
            Ok(value) => plain(*value, unit),
            Err(why) => format!("– ({})", why.reason()),
        };
        if let Some((low, high)) = estimate.interval {
            text += &format!(" [{} to {}]", plain(low, unit), plain(high, unit));
        }
        if let Some(n) = estimate.n {
            text += &format!(" n={n}");
        }
        text
    };
    let mut text = format!("{}\n{}\n\n", figure.title, figure.sentence);
    for row in figure.rows.iter().chain(&figure.companions) {
        let waves = row.waves.iter().map(|estimate| cell(estimate, row.unit, false));
        let change = row.change.iter().map(|change| cell(change, row.unit, true));
        let cells: Vec<String> = waves.chain(change).collect();
        text += &format!("{} | {} | {}\n", row.key, row.label, cells.join(" | "));
    }
    for note in &figure.notes {
        text += &format!("\n{}: {}\n", note.term, note.text);
    }
    text
}

/// `RENEW=1 cargo test --test tables` writes them anew; read each difference before it is kept.
#[test]
fn the_tables_read_as_they_did() {
    let alone = |donations, minutes| {
        [school(100.0, donations, Some(500.0), 10_000.0, minutes), None, None, None]
    };
    let one_school =
        vec![wave("2016", &alone(1_000.0, 600.0)), wave("2018", &alone(2_000.0, 900.0))];
    let nothing = ["2016", "2018"].map(|label| Wave { present: vec![true; 4], ..wave(label, &[]) });
    let states = [
        ("two-waves", thirty_schools(&["2016", "2018"])),
        ("one-wave", thirty_schools(&["2018"])),
        ("one-school", study(one_school)),
        ("empty", study(nothing.to_vec())),
    ];
    for (state, study) in &states {
        for kind in [Kind::Table1, Kind::Table2, Kind::Measures] {
            let path = format!("tests/snapshots/tables/{kind}-{state}.txt");
            let found = in_words(&study.figure(kind).unwrap());
            if std::env::var("RENEW").is_ok_and(|renew| renew == "1") {
                std::fs::write(&path, found).unwrap();
                continue;
            }
            let kept = std::fs::read_to_string(&path)
                .unwrap_or_else(|_| panic!("{path}: no snapshot; RENEW=1 writes it"));
            assert!(kept == found, "{path} differs:\n{found}");
        }
    }
}

#[test]
fn every_row_that_is_an_estimate_has_an_interval_once_resampled() {
    let study = thirty_schools(&["2016", "2018"]);
    for kind in [Kind::Table1, Kind::Table2] {
        for row in study.figure(kind).unwrap().rows {
            let is_one_school = row.key.ends_with("max")
                || matches!(row.key.as_str(), "max-per-pupil" | "hours-min");
            for estimate in row.waves.iter().chain(&row.change) {
                assert_eq!(estimate.interval.is_none(), is_one_school, "{}", row.key);
            }
        }
    }
}

#[test]
fn without_the_school_that_has_most_each_wave_loses_its_own() {
    let study = study(waves());
    let measures = study.figure(Kind::Measures).unwrap();
    let of = |key: &str| {
        let row = measures.row(key).unwrap();
        let value = |at: usize| row.waves[at].known_value().unwrap();
        ([value(0), value(1)], [row.waves[0].n, row.waves[1].n])
    };
    // Raised: £1,500 and £4,000, the third unknown; £2,500, £31,000 and £400.
    assert_eq!(of("mean-without-largest"), ([1_500.0, 1_450.0], [Some(1), Some(2)]));
    // One school alone is as equal as can be.
    let ([alone, gini], _) = of("gini-without-largest");
    assert_eq!(alone, 0.0);
    // Half the mean difference over the mean: (2,100 / 2) / 2 / 1,450.
    assert!((gini - 525.0 / 1_450.0).abs() < 1e-12, "{gini}");
    // A tenth of two schools is a fifth of the larger.
    let (_, [_, n]) = of("top-10-without-largest");
    assert_eq!(n, Some(2));
    assert!((of("top-10-without-largest").0[1] - 0.2 * 2_500.0 / 2_900.0).abs() < 1e-12);
}
