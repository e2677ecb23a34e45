//! The demonstration's figures as they may leave.

use crate::demonstration::demonstration;
use giving_gap::analysis::{Options, Study};
use giving_gap::dataset::Amount;
use giving_gap::draw::{Look, svg};
use giving_gap::figure::disclosure::{Cleared, Released, Rules, control};
use giving_gap::figure::{Absent, Estimate, Figure, Kind};
use giving_gap::share::embed::{decode, encode};
use std::rc::Rc;

const SHARED: [Kind; 13] = [
    Kind::Table1,
    Kind::Table2,
    Kind::DecileRaised,
    Kind::DecileVolunteer,
    Kind::Measures,
    Kind::Lorenz,
    Kind::TopShares,
    Kind::Concentration,
    Kind::Distribution,
    Kind::Change,
    Kind::Decomposition,
    Kind::BetweenWithin,
    Kind::Drivers,
];

fn cleared(kind: Kind) -> Cleared {
    let options = Options { intervals: false, ..Options::default() };
    let study = Study::new(Rc::new(demonstration()), options);
    let material = study.material(kind).unwrap();
    control(&material, &Rules::default(), &Released::default()).unwrap()
}

fn withheld(figure: &Figure) -> Vec<&str> {
    let is = |estimate: &Estimate| estimate.value == Err(Absent::Withheld);
    let rows = figure.rows.iter().chain(&figure.companions);
    rows.filter(|row| row.waves.iter().chain(&row.change).any(is))
        .map(|row| row.key.as_str())
        .collect()
}

#[test]
fn no_school_is_in_what_leaves() {
    let dataset = demonstration();
    for kind in SHARED {
        let Cleared { figure, log, .. } = cleared(kind);
        println!("{kind}\n  {}\n  {}", figure.title, log.lines().join("\n  "));
        let json = serde_json::to_string(&decode(&encode(&figure).unwrap()).unwrap()).unwrap();
        for (key, name) in dataset.keys.iter().zip(dataset.names.iter()) {
            assert!(!json.contains(key) && !json.contains(name), "{kind}: {key}");
        }
    }
}

/// By hand from the demonstration's counts: 24 to 34 schools a tenth answer for accounts; of head
/// teachers some tenths have fewer than ten.
#[test]
fn figure_1_leaves_by_tenths_and_figure_2_by_fifths() {
    let figure_1 = cleared(Kind::DecileRaised).figure;
    assert!(figure_1.row("1").is_some() && withheld(&figure_1).is_empty());
    let figure_2 = cleared(Kind::DecileVolunteer).figure;
    assert!(figure_2.row("1-2").is_some() && figure_2.row("1").is_none());
    assert_eq!(figure_2.heading, "Fifth of deprivation");
}

#[test]
fn extremes_stay() {
    // Of the schools over the threshold fewer than ten are in one wave alone.
    assert_eq!(
        withheld(&cleared(Kind::Table1).figure),
        ["over-threshold-matched", "max-per-pupil", "uplift-max"]
    );
    assert_eq!(
        withheld(&cleared(Kind::Table2).figure),
        ["hours-min", "hours-max", "minutes-per-pupil-max"]
    );
}

/// All of them, one after the other from one browser: what the check takes out of each.
#[test]
fn the_demonstration_still_leaves_when_all_of_it_is_shared() {
    let options = Options { intervals: false, ..Options::default() };
    let study = Study::new(Rc::new(demonstration()), options);
    for order in [SHARED.to_vec(), SHARED.iter().rev().copied().collect()] {
        let mut earlier = Released::default();
        for kind in order {
            let material = study.material(kind).unwrap();
            let cleared = control(&material, &Rules::default(), &earlier).unwrap();
            earlier = earlier.and(&cleared.releases);
            println!("{kind}\n  {}", cleared.log.lines().join("\n  "));
        }
        println!("kept: {} characters", serde_json::to_string(&earlier).unwrap().len());
    }
}

/// A chart says [c] where a value is withheld, whatever its form.
#[test]
fn a_withheld_value_is_marked_in_the_chart() {
    let study =
        Study::new(Rc::new(demonstration()), Options { intervals: false, ..Options::default() });
    let charts = [
        (Kind::DecileRaised, "4"),
        (Kind::DecileVolunteer, "4"),
        (Kind::TopShares, "top-10"),
        (Kind::Distribution, ""),
        (Kind::Change, "4"),
        (Kind::Drivers, ""),
        (Kind::Decomposition, "mean-second"),
        (Kind::Decomposition, "joiners"),
    ];
    for (kind, key) in charts {
        let mut figure = study.figure(kind).unwrap();
        let drawn = |figure: &Figure| {
            let mut quiet = figure.clone();
            (quiet.sentence, quiet.notes) = (String::new(), Vec::new());
            svg(&quiet, &Look::new(720)).unwrap()
        };
        assert!(!drawn(&figure).contains("[c]"), "{kind}");
        let key = if key.is_empty() { figure.rows[0].key.clone() } else { key.into() };
        for row in figure.rows.iter_mut().filter(|row| {
            row.key.split("-do").next() == Some(&key) || row.key.split("-pta").next() == Some(&key)
        }) {
            row.waves.iter_mut().chain(&mut row.change).for_each(|estimate| {
                *estimate = Estimate::absent(Absent::Withheld);
            });
        }
        assert!(drawn(&figure).contains("[c]"), "{kind} {key}");
    }
}

/// A fifth's mean is that of its two tenths together, weighted by their schools.
#[test]
fn fifths_are_made_of_their_tenths() {
    let options = Options { amount: Amount::Raised, intervals: false, ..Options::default() };
    let study = Study::new(Rc::new(demonstration()), options);
    let material = study.material(Kind::DecileRaised).unwrap();
    let fifths = &material.fifths.as_ref().unwrap().figure;
    let value = |figure: &Figure, key: &str| {
        let estimate = &figure.row(key).unwrap().waves[1];
        (estimate.known_value().unwrap(), f64::from(estimate.n.unwrap()))
    };
    for (fifth, a, b) in [("1-2", "1", "2"), ("9-10", "9", "10")] {
        let ((a, na), (b, nb)) = (value(&material.figure, a), value(&material.figure, b));
        let (mean, n) = value(fifths, fifth);
        assert_eq!(n, na + nb);
        assert!((mean - (a * na + b * nb) / n).abs() < 1e-6);
    }
}
