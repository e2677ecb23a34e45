//! Who answered the questionnaire beside who did not, on six schools worked out by hand.

use giving_gap::analysis::{Options, Study};
use giving_gap::dataset::{
    Answer, Cell, Column, Dataset, Decile, DecileDirection, OtherWaves, Source, Wave,
};
use giving_gap::figure::{Figure, Kind};
use std::rc::Rc;

/// Six schools in one wave, of which the first three answer; `donations` are what they raise.
fn drivers(donations: [f64; 6]) -> Figure {
    let column = |value: &dyn Fn(usize) -> f64| -> Column {
        (0..6).map(|school| Cell::known(value(school))).collect()
    };
    let answers = [Some(Answer::Yes), Some(Answer::No), Some(Answer::Yes), None, None, None];
    let wave = Wave {
        label: "2018".into(),
        present: vec![true; 6],
        pupils: column(&|school| 100.0 + 10.0 * school as f64),
        donations: column(&|school| donations[school]),
        pta_income: column(&|_| 0.0),
        imd_decile: (0..6u8).map(|school| Decile::try_from(school + 1).ok()).collect(),
        items: [("under pressure".to_string(), answers.to_vec())].into(),
        ..Wave::default()
    };
    let dataset = Dataset {
        source: Source::Demonstration,
        keys: (0..6).map(|school| school.to_string()).collect(),
        names: [""; 6].iter().collect(),
        waves: vec![wave],
        other_waves: OtherWaves::default(),
        direction: DecileDirection::Confirmed,
    };
    Study::new(Rc::new(dataset), Options::default()).figure(Kind::Drivers).unwrap()
}

fn note(figure: &Figure) -> &str {
    &figure.notes.iter().find(|note| note.term == "Who answered").unwrap().text
}

#[test]
fn the_two_groups_stand_side_by_side_with_their_difference() {
    let figure = drivers([1_000.0, 2_000.0, 3_000.0, 5_000.0, 6_000.0, 7_000.0]);
    let value = |key: &str| {
        let estimate = &figure.companion(key).unwrap().waves[0];
        (estimate.known_value().unwrap(), estimate.n.unwrap())
    };
    assert_eq!(value("response-rate"), (0.5, 6));
    assert_eq!((value("answered-decile"), value("others-decile")), ((2.0, 3), (5.0, 3)));
    assert_eq!((value("answered-pupils"), value("others-pupils")), ((110.0, 3), (140.0, 3)));
    assert_eq!((value("answered-raised"), value("others-raised")), ((2_000.0, 3), (6_000.0, 3)));
    assert_eq!(value("difference-raised"), (-4_000.0, 6));
    // Both variances 1,000², so √(2/3) of £1,000 and four degrees of freedom: 2.776 times that.
    let (low, high) = figure.companion("difference-raised").unwrap().waves[0].interval.unwrap();
    assert!((low + 4_000.0 + 2_266.95).abs() < 0.1, "{low}");
    assert!((high + 4_000.0 - 2_266.95).abs() < 0.1, "{high}");
}

#[test]
fn a_difference_that_cannot_be_chance_is_said_and_another_is_not() {
    let clear = drivers([1_000.0, 2_000.0, 3_000.0, 5_000.0, 6_000.0, 7_000.0]);
    let said = "in 2018 the mean money raised of those who answered was £4,000 below that of the \
                others (£1,733 to £6,267)";
    assert!(note(&clear).contains(said), "{}", note(&clear));
    let unclear = drivers([1_000.0, 9_000.0, 3_000.0, 5_000.0, 2_000.0, 7_000.0]);
    assert!(!note(&unclear).contains("money raised of"), "{}", note(&unclear));
}
