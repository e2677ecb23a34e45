//! How well a withheld value is hidden: by linear programming, over random tables, the least and
//! the most that it can be given all that is left. The programme is told nothing of how disclosure
//! control chose.

use crate::material::{PARTS, SERIES, School, Wave, brings, material, mean, row_key};
use giving_gap::figure::disclosure::{Released, Rules, control};
use giving_gap::figure::{Absent, Estimate, Figure};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What others know of a value: where it is shown, that it is within half a pound of it.
const ROUNDING: f64 = 0.5;

/// The unknown means, by group, series and wave.
type Unknowns = BTreeMap<(String, &'static str, usize), Variable>;

struct Known<'a> {
    figures: Vec<&'a Figure>,
    waves: Vec<Wave>,
    names: Vec<String>,
}

impl Known<'_> {
    /// The programme of all relations, with the objective to move one unknown.
    fn programme(
        &self,
        target: &(String, &'static str, usize),
        direction: OptimizationDirection,
    ) -> (Problem, Unknowns) {
        let mut problem = Problem::new(direction);
        let mut unknowns = Unknowns::new();
        for (wave, groups) in self.waves.iter().enumerate() {
            for (name, schools) in self.names.iter().zip(groups) {
                if schools.is_empty() {
                    continue;
                }
                for series in SERIES {
                    let key = (name.clone(), series, wave);
                    let aim = if key == *target { 1.0 } else { 0.0 };
                    unknowns.insert(key, problem.add_var(aim, (0.0, f64::INFINITY)));
                }
                let at = |series| unknowns[&(name.clone(), series, wave)];
                let parts = PARTS.map(|part| (at(part), 1.0));
                let whole = [&parts[..], &[(at("raised"), -1.0)]].concat();
                problem.add_constraint(&whole[..], ComparisonOp::Eq, 0.0);
            }
        }
        for figure in &self.figures {
            for (name, series) in self.names.iter().flat_map(|n| SERIES.map(|s| (n, s))) {
                let Some(row) = figure.row(&row_key(name, series)) else { continue };
                let terms = |signs: &[(usize, f64)]| -> Option<Vec<(Variable, f64)>> {
                    let term = |(wave, sign): &(usize, f64)| {
                        Some((*unknowns.get(&(name.clone(), series, *wave))?, *sign))
                    };
                    signs.iter().map(term).collect()
                };
                for (wave, shown) in row.waves.iter().enumerate() {
                    about(&mut problem, terms(&[(wave, 1.0)]), Some(shown), ROUNDING);
                }
                let change = terms(&[(0, -1.0), (1, 1.0)]);
                about(&mut problem, change, row.change.as_ref(), ROUNDING);
            }
            self.add_companions(&mut problem, &unknowns, figure);
        }
        (problem, unknowns)
    }

    /// Totals, as n × the mean of all schools, and the difference between the ends.
    fn add_companions(&self, problem: &mut Problem, unknowns: &Unknowns, figure: &Figure) {
        let companion =
            |key: &str| figure.companions.iter().find(|row| row.key == key).map(|row| &row.waves);
        for (wave, groups) in self.waves.iter().enumerate() {
            let n: usize = groups.iter().map(Vec::len).sum();
            for series in SERIES {
                let terms =
                    self.names.iter().zip(groups).filter(|(_, schools)| !schools.is_empty());
                let terms = terms.map(|(name, schools)| {
                    (unknowns[&(name.clone(), series, wave)], schools.len() as f64 / n as f64)
                });
                let shown = companion(&row_key("all", series)).map(|waves| &waves[wave]);
                about(problem, Some(terms.collect()), shown, 1e-6);
            }
            let end = |name: Option<&String>, sign| {
                Some((*unknowns.get(&(name?.clone(), "raised", wave))?, sign))
            };
            let ends = end(self.names.first(), -1.0).zip(end(self.names.last(), 1.0));
            let shown = companion("difference").map(|waves| &waves[wave]);
            if self.names.len() > 1 {
                about(problem, ends.map(|(a, b)| vec![a, b]), shown, ROUNDING);
            }
        }
    }

    /// The least and the most that a withheld mean can be.
    fn range(&self, target: &(String, &'static str, usize)) -> (f64, f64) {
        let solve = |direction| match self.programme(target, direction).0.solve() {
            Ok(outcome) => outcome.into_solution().unwrap().objective(),
            Err(microlp::Error::Unbounded) => f64::INFINITY,
            Err(other) => panic!("the true means meet every relation: {other}"),
        };
        (solve(OptimizationDirection::Minimize), solve(OptimizationDirection::Maximize))
    }
}

/// The terms add up to what is shown, give or take; nothing where it is not shown.
fn about(
    problem: &mut Problem,
    terms: Option<Vec<(Variable, f64)>>,
    shown: Option<&Estimate>,
    give: f64,
) {
    let (Some(terms), Some(value)) = (terms, shown.and_then(Estimate::known_value)) else { return };
    problem.add_constraint(&terms[..], ComparisonOp::Ge, value - give);
    problem.add_constraint(&terms[..], ComparisonOp::Le, value + give);
}

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_withheld_value_could_be_a_tenth_more_or_less(waves in table()) {
        let material = material(&waves);
        if let Ok(cleared) = control(&material, &Rules::default(), &Released::default()) {
            assert_hidden(vec![&cleared.figure], &waves);
        }
    }

    /// Under other rules a second share would choose other cells: with the first one's they still
    /// give nothing away.
    #[test]
    fn two_shares_together_tell_no_more(waves in table(), fewest in 4..16_u32) {
        let material = material(&waves);
        let first = control(&material, &Rules::default(), &Released::default());
        let rules = Rules { fewest_schools: fewest, ..Rules::default() };
        if let Ok(first) = first
            && let Ok(second) = control(&material, &rules, &first.releases)
            && first.figure.rows.len() == second.figure.rows.len()
        {
            let joined = both(&first.figure, &second.figure);
            assert_hidden(vec![&first.figure, &second.figure, &joined], &waves);
        }
    }
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

/// The programme finds what is given away: one cell of a column withheld alone, by hand.
#[test]
fn a_cell_withheld_alone_is_found_out() {
    let waves: Vec<Wave> = vec![vec![vec![[100.0, 50.0]; 12], vec![[200.0, 50.0]; 12]]];
    let mut figure = material(&waves).figure;
    for series in SERIES {
        let key = row_key("1", series);
        let row = figure.rows.iter_mut().find(|row| row.key == key).unwrap();
        row.waves[0] = Estimate::absent(Absent::Withheld);
    }
    figure.companions.retain(|row| row.key != "difference");
    let known =
        Known { figures: vec![&figure], waves: waves.clone(), names: vec!["1".into(), "2".into()] };
    let (low, high) = known.range(&("1".into(), "raised", 0));
    assert!(low > 149.0 && high < 151.0, "{low} to {high}");
    let total: f64 = waves[0][0].iter().map(|school| brings(school, "raised")).sum();
    assert_eq!(total, 1800.0);
}
