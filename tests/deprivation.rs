//! Table 1 and Figure 1 of a handful of schools, worked out by hand.

use giving_gap::analysis::{Matching, Options, Study};
use giving_gap::dataset::{
    Amount, Basis, Cell, Column, Dataset, Decile, DecileDirection, Missing, OtherWaves, PtaStatus,
    Source, Wave, Weighting,
};
use giving_gap::figure::{Absent, Figure, Kind};
use std::rc::Rc;

const BLANK: Cell = Cell::missing(Missing::Blank);

fn column<const N: usize>(cells: [Cell; N]) -> Column {
    cells.into_iter().collect()
}

fn known<const N: usize>(values: [f64; N]) -> Column {
    values.into_iter().map(Cell::known).collect()
}

fn deciles<const N: usize>(numbers: [u8; N]) -> Vec<Option<Decile>> {
    numbers.into_iter().map(|number| Decile::try_from(number).ok()).collect()
}

/// Three schools, A, B and C; C has no pupils and is gone in 2018.
///
/// | 2016 | pupils | donations | PTA income | decile |   | 2018 | pupils | donations | PTA income | decile |
/// |------|--------|-----------|------------|--------|---|------|--------|-----------|------------|--------|
/// | A    | 100    | 2,000     | 1,000      | 1      |   | A    | 100    | 3,000     | none found | 1      |
/// | B    | 200    | 12,000    | unknown    | 10     |   | B    | 250    | 20,000    | 5,000      | 10     |
/// | C    | 0      | 500       | 0          | 5      |   |      |        |           |            |        |
fn schools() -> Dataset {
    let first = Wave {
        label: "2016".into(),
        present: vec![true, true, true],
        pupils: known([100.0, 200.0, 0.0]),
        donations: known([2_000.0, 12_000.0, 500.0]),
        pta_income: column([Cell::known(1_000.0), BLANK, Cell::known(0.0)]),
        imd_decile: deciles([1, 10, 5]),
        ..Wave::default()
    };
    let second = Wave {
        label: "2018".into(),
        present: vec![true, true, false],
        pupils: column([Cell::known(100.0), Cell::known(250.0), BLANK]),
        donations: column([Cell::known(3_000.0), Cell::known(20_000.0), BLANK]),
        pta_income: column([BLANK, Cell::known(5_000.0), BLANK]),
        pta_status: vec![PtaStatus::None, PtaStatus::Charity, PtaStatus::Unknown],
        imd_decile: deciles([1, 10, 0]),
        ..Wave::default()
    };
    Dataset {
        source: Source::Demonstration,
        keys: ["a", "b", "c"].iter().collect(),
        names: ["A", "B", "C"].iter().collect(),
        waves: vec![first, second],
        other_waves: OtherWaves::default(),
        direction: DecileDirection::Confirmed,
    }
}

fn figure(kind: Kind, options: &Options) -> Figure {
    Study::new(Rc::new(schools()), options.clone()).figure(kind).expect("the figure exists")
}

#[test]
fn without_deciles_a_figure_says_what_file_to_add() {
    let mut dataset = schools();
    dataset.waves.iter_mut().for_each(|wave| wave.imd_decile = Vec::new());
    let study = Study::new(Rc::new(dataset), Options::default());
    for (kind, key) in [(Kind::DecileRaised, "1"), (Kind::Measures, "sii")] {
        let figure = study.figure(kind).expect("the figure exists");
        let row = figure.row(key).unwrap_or_else(|| panic!("no row {key}"));
        let why = row.waves[0].value.as_ref().expect_err("there is no decile").reason();
        assert_eq!(why, "no school has a decile of deprivation");
        let remedy = figure.notes.iter().find(|note| note.term == "What to do");
        assert!(remedy.is_some_and(|note| note.text.contains("each school’s decile")));
    }
    // What needs no decile stays.
    let measures = study.figure(Kind::Measures).expect("the figure exists");
    assert!(measures.row("mean").is_some_and(|row| row.waves[0].value.is_ok()));
}

/// Value and n of a row in each wave.
fn waves(figure: &Figure, key: &str) -> Vec<(Option<f64>, Option<u32>)> {
    let row = figure.row(key).unwrap_or_else(|| panic!("no row {key}"));
    row.waves.iter().map(|estimate| (estimate.known_value(), estimate.n)).collect()
}

#[test]
fn table_1_by_hand() {
    let table = figure(Kind::Table1, &Options::default());
    // A £2,000 / 100 = 20 and B £12,000 / 200 = 60; C has no pupils. Then 30 and 80.
    assert_eq!(
        waves(&table, "donations-per-pupil"),
        [(Some(40.0), Some(2)), (Some(55.0), Some(2))]
    );
    // A alone, £10; then A £0, since no PTA was found, and B £5,000 / 250 = 20.
    assert_eq!(waves(&table, "pta-per-pupil"), [(Some(10.0), Some(1)), (Some(10.0), Some(2))]);
    // Per school, so C counts: one of three, then one of two.
    let over_threshold = waves(&table, "over-threshold");
    assert!((over_threshold[0].0.unwrap() - 1.0 / 3.0).abs() < 1e-15);
    assert_eq!((over_threshold[0].1, over_threshold[1]), (Some(3), (Some(0.5), Some(2))));
    assert_eq!(waves(&table, "max-per-pupil"), [(Some(60.0), Some(2)), (Some(80.0), Some(2))]);
    let row = table.row("donations-per-pupil").unwrap();
    assert_eq!(row.change.as_ref().unwrap().value, Ok(15.0));
    assert_eq!(row.change_percent.as_ref().unwrap().value, Ok(37.5));
}

#[test]
fn figure_1_by_hand() {
    let chart = figure(Kind::DecileRaised, &Options::default());
    // B's PTA income is unknown in 2016, so it is not in decile 10 at all.
    assert_eq!(waves(&chart, "1"), [(Some(3_000.0), Some(1)), (Some(3_000.0), Some(1))]);
    assert_eq!(waves(&chart, "10"), [(None, Some(0)), (Some(25_000.0), Some(1))]);
    assert_eq!(waves(&chart, "5"), [(Some(500.0), Some(1)), (None, Some(0))]);
    // The parts use the schools of the total, and so add up to it.
    assert_eq!(waves(&chart, "10-donations"), [(None, Some(0)), (Some(20_000.0), Some(1))]);
    assert_eq!(waves(&chart, "10-pta_income"), [(None, Some(0)), (Some(5_000.0), Some(1))]);
    assert_eq!(waves(&chart, "1-donations"), [(Some(2_000.0), Some(1)), (Some(3_000.0), Some(1))]);
    let difference = chart.companion("difference").unwrap();
    assert_eq!(difference.waves[1].value, Ok(22_000.0));
    assert!(matches!(&difference.waves[0].value, Err(Absent::Undefined(_))));
    let missing = chart.notes.iter().find(|note| note.term == "Missing").unwrap();
    assert_eq!(
        missing.text,
        "1 school in 2016 (blank) has no value: it is left out, not counted as zero."
    );
}

#[test]
fn per_pupil_with_pupil_weights_is_the_ratio_of_totals() {
    let options = Options {
        amount: Amount::Donations,
        basis: Basis::Pupil,
        weighting: Weighting::Pupils,
        ..Options::default()
    };
    let chart = figure(Kind::DecileRaised, &options);
    assert_eq!(waves(&chart, "1"), [(Some(20.0), Some(1)), (Some(30.0), Some(1))]);
    assert_eq!(waves(&chart, "10"), [(Some(60.0), Some(1)), (Some(80.0), Some(1))]);
    assert_eq!(waves(&chart, "5"), [(None, Some(0)), (None, Some(0))]);
}

#[test]
fn matched_schools_have_a_value_in_both_waves() {
    let options = Options { matching: Matching::Matched, ..Options::default() };
    let chart = figure(Kind::DecileRaised, &options);
    assert_eq!(waves(&chart, "1"), [(Some(3_000.0), Some(1)), (Some(3_000.0), Some(1))]);
    assert_eq!(waves(&chart, "10"), [(None, Some(0)), (None, Some(0))]);
}

#[test]
fn real_terms_put_the_first_wave_in_the_prices_of_the_second() {
    let options = Options { prices: 10.0, ..Options::default() };
    let chart = figure(Kind::DecileRaised, &options);
    let values = waves(&chart, "1");
    assert!((values[0].0.unwrap() - 3_300.0).abs() < 1e-9);
    assert_eq!(values[1].0, Some(3_000.0));
}
