//! How well a withheld value is hidden: by linear programming, over random tables, the least and
//! the most that it can be given all that is left ([`Known`]).

use crate::known::Known;
use crate::material::{PARTS, SERIES, School, Wave, material, mean, row_key};
use crate::studies::study_of;
use giving_gap::figure::disclosure::{Cleared, Material, Released, Rules, control};
use giving_gap::figure::{Absent, Estimate, Figure, Form, Kind, Row, Unit};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;

/// Every withheld mean of the groups that the figure has can be a tenth less and a tenth more.
fn assert_hidden(figures: Vec<&Figure>, waves: &[Wave]) -> usize {
    let last = *figures.last().unwrap();
    let pairs = last.row("1-2").is_some();
    let waves: Vec<Wave> = waves
        .iter()
        .map(|wave| match pairs {
            true => wave.chunks(2).map(|pair| pair.concat()).collect(),
            false => wave.clone(),
        })
        .collect();
    let names: Vec<String> = last
        .rows
        .iter()
        .map(|row| row.key.clone())
        .filter(|key| !PARTS.iter().any(|part| key.ends_with(part)))
        .collect();
    let known = Known { figures, waves, names };
    let mut withheld = 0;
    for (at, name) in known.names.iter().enumerate() {
        for series in SERIES {
            let row = last.row(&row_key(name, series)).unwrap();
            for (wave, shown) in row.waves.iter().enumerate() {
                let Some(truth) = mean(&known.waves[wave][at], series) else { continue };
                if shown.value != Err(Absent::Withheld) {
                    continue;
                }
                withheld += 1;
                let (low, high) = known.range(&(name.clone(), series, wave));
                let slack = 1e-6 * (1.0 + truth);
                assert!(
                    low <= 0.9 * truth + slack && high >= 1.1 * truth - slack,
                    "{name} {series} {wave}: {truth} is known to be in {low} to {high}"
                );
            }
        }
    }
    withheld
}

fn school() -> impl Strategy<Value = School> {
    // Long-tailed, as money is, with schools that have nothing.
    let amount = || prop_oneof![1 => Just(0.0), 4 => (0.0..11.0_f64).prop_map(|x| x.exp().round())];
    [amount(), amount()]
}

fn group() -> impl Strategy<Value = Vec<School>> {
    prop_oneof![
        1 => proptest::collection::vec(school(), 0..10),
        3 => proptest::collection::vec(school(), 10..30),
    ]
}

fn table() -> impl Strategy<Value = Vec<Wave>> {
    (prop_oneof![2..9_usize, Just(10)], 1..=2_usize).prop_flat_map(|(groups, waves)| {
        proptest::collection::vec(proptest::collection::vec(group(), groups), waves)
    })
}

fn tenths() -> impl Strategy<Value = Vec<Wave>> {
    (1..=2_usize).prop_flat_map(|waves| {
        proptest::collection::vec(proptest::collection::vec(group(), 10), waves)
    })
}

/// The figure, and the means of all schools that have left with it.
fn with_totals(cleared: &Cleared, material: &Material, waves: &[Wave]) -> Figure {
    let mut figure = cleared.figure.clone();
    for (series, column) in SERIES.iter().zip(&material.facts.columns) {
        let total = |(wave, label): (usize, &String)| {
            let schools = waves[wave].concat();
            let total = material.facts.sum(&column.total, (wave, label)).unwrap();
            let has_left = !cleared.releases.withheld.contains(&total);
            match mean(&schools, series).filter(|_| has_left) {
                Some(mean) => Estimate::known(mean),
                None => Estimate::absent(Absent::Withheld),
            }
        };
        figure.companions.push(Row {
            key: row_key("all", series),
            label: String::new(),
            unit: Unit::Pounds,
            waves: figure.waves.iter().enumerate().map(total).collect(),
            change: None,
            change_percent: None,
        });
    }
    figure
}

/// Checks many tables; each check says how many withheld values it asked of, of which there have to
/// be some.
pub fn over_many<S: Strategy>(cases: u32, tables: S, check: impl Fn(S::Value) -> usize) {
    let withheld = Cell::new(0);
    let config =
        Config { failure_persistence: None, max_shrink_iters: 64, ..Config::with_cases(cases) };
    let checked = TestRunner::new(config).run(&tables, |table| {
        withheld.set(withheld.get() + check(table));
        Ok(())
    });
    checked.unwrap();
    assert!(withheld.get() > 0, "nothing was withheld, so nothing was asked");
}

#[test]
fn every_withheld_value_could_be_a_tenth_more_or_less() {
    over_many(64, table(), |waves| {
        let material = material(&waves);
        let cleared = control(&material, &Rules::default(), &Released::default());
        cleared.map_or(0, |cleared| assert_hidden(vec![&cleared.figure], &waves))
    });
}

/// The page's own figure, with its index of inequality, its ratios and trends, and the totals that a
/// later figure may tell.
#[test]
fn so_could_every_withheld_value_of_figure_1() {
    over_many(64, tenths(), |waves| {
        let study = study_of(&waves);
        let material = study.material(Kind::DecileRaised).unwrap();
        control(&material, &Rules::default(), &Released::default()).map_or(0, |cleared| {
            let figure = with_totals(&cleared, &material, &waves);
            for key in ["difference", "ratio", "sii", "rii"] {
                assert!(figure.companion(key).is_some());
            }
            assert_hidden(vec![&figure], &waves)
        })
    });
}

/// Under other rules a second share would choose other cells: with the first one's they still give
/// nothing away.
#[test]
fn two_shares_together_tell_no_more() {
    over_many(64, (table(), 4..16_u32), |(waves, fewest)| {
        let material = material(&waves);
        let rules = Rules { fewest_schools: fewest, ..Rules::default() };
        let Ok(first) = control(&material, &Rules::default(), &Released::default()) else {
            return 0;
        };
        let Ok(second) = control(&material, &rules, &first.releases) else { return 0 };
        if first.figure.rows.len() != second.figure.rows.len() {
            return 0;
        }
        let joined = both(&first.figure, &second.figure);
        assert_hidden(vec![&first.figure, &second.figure, &joined], &waves)
    });
}

/// What is withheld in both: the values that have to stay hidden.
fn both(first: &Figure, second: &Figure) -> Figure {
    let mut joined = second.clone();
    for (row, other) in joined.rows.iter_mut().zip(&first.rows) {
        for (estimate, other) in row.waves.iter_mut().zip(&other.waves) {
            if other.value.is_ok() {
                *estimate = other.clone();
            }
        }
    }
    joined
}

/// The programme finds what is given away, whatever gives it away: by hand, one tenth withheld
/// alone, and of all that rests on it one relation left.
#[test]
fn a_cell_withheld_alone_is_found_out() {
    let waves: Vec<Wave> = vec![(1..=10).map(|n| vec![[100.0 * f64::from(n), 50.0]; 12]).collect()];
    let study = study_of(&waves);
    let material = study.material(Kind::DecileRaised).unwrap();
    let cleared = control(&material, &Rules::default(), &Released::default()).unwrap();
    let mut whole = with_totals(&cleared, &material, &waves);
    for series in SERIES {
        let key = row_key("1", series);
        let row = whole.rows.iter_mut().find(|row| row.key == key).unwrap();
        row.waves[0] = Estimate::absent(Absent::Withheld);
    }
    for left in ["all", "difference", "ratio", "sii", "rii", "trend", "nothing"] {
        let mut figure = whole.clone();
        figure.companions.retain(|row| row.key == left);
        if let (Form::Bars { trends, .. }, true) = (&mut figure.form, left != "trend") {
            *trends = vec![None];
        }
        let names = (1..=10).map(|number| number.to_string()).collect();
        let known = Known { figures: vec![&figure], waves: waves.clone(), names };
        let (low, high) = known.range(&("1".into(), "raised", 0));
        if left == "nothing" {
            assert!(low == 0.0 && high == f64::INFINITY, "{low} to {high}");
        } else {
            assert!(low > 149.9 && high < 150.1, "{left}: {low} to {high}");
        }
    }
}
