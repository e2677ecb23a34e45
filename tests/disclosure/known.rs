//! What others can work out of a figure: a linear programme over the unknown means, told every
//! relation that the figure shows, and nothing of how disclosure control chose.

use crate::material::{PARTS, SERIES, School, Wave, row_key};
use giving_gap::figure::{Estimate, Figure, Form, Trend};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use std::collections::BTreeMap;

/// What others know of a value that is shown: files give full precision, so that this is only what
/// the programme's own sums need, as a part of the value.
const ROUNDING: f64 = 1e-6;

/// The unknown means, by group, series and wave.
type Unknowns = BTreeMap<(String, &'static str, usize), Variable>;

/// A weighted sum of unknowns.
type Terms = Vec<(Variable, f64)>;

pub struct Known<'a> {
    pub figures: Vec<&'a Figure>,
    pub waves: Vec<Wave>,
    pub names: Vec<String>,
}

impl Known<'_> {
    /// The least and the most that a withheld mean can be.
    pub fn range(&self, target: &(String, &'static str, usize)) -> (f64, f64) {
        let solve = |direction| match self.programme(target, direction).solve() {
            Ok(outcome) => outcome.into_solution().unwrap().objective(),
            Err(microlp::Error::Unbounded) => f64::INFINITY,
            Err(other) => panic!("the true means meet every relation: {other}"),
        };
        (solve(OptimizationDirection::Minimize), solve(OptimizationDirection::Maximize))
    }

    /// The programme of all relations, with the objective to move one unknown.
    fn programme(
        &self,
        target: &(String, &'static str, usize),
        direction: OptimizationDirection,
    ) -> Problem {
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
            self.add_rows(&mut problem, &unknowns, figure);
            for (wave, groups) in self.waves.iter().enumerate() {
                let relations = Relations { figure, names: &self.names, wave, groups };
                relations.add(&mut problem, &unknowns);
            }
        }
        problem
    }

    fn add_rows(&self, problem: &mut Problem, unknowns: &Unknowns, figure: &Figure) {
        for (name, series) in self.names.iter().flat_map(|n| SERIES.map(|s| (n, s))) {
            let Some(row) = figure.row(&row_key(name, series)) else { continue };
            let terms = |signs: &[(usize, f64)]| -> Option<Terms> {
                let term = |(wave, sign): &(usize, f64)| {
                    Some((*unknowns.get(&(name.clone(), series, *wave))?, *sign))
                };
                signs.iter().map(term).collect()
            };
            for (wave, shown) in row.waves.iter().enumerate() {
                about(problem, terms(&[(wave, 1.0)]), known(Some(shown)));
            }
            about(problem, terms(&[(0, -1.0), (1, 1.0)]), known(row.change.as_ref()));
        }
    }
}

/// What a wave's companions and trend say of the means of its groups.
struct Relations<'a> {
    figure: &'a Figure,
    names: &'a [String],
    wave: usize,
    groups: &'a [Vec<School>],
}

impl Relations<'_> {
    fn add(&self, problem: &mut Problem, unknowns: &Unknowns) {
        let at = |group: usize, series| {
            unknowns.get(&(self.names[group].clone(), series, self.wave)).copied()
        };
        let all: f64 = self.groups.iter().map(|schools| schools.len() as f64).sum();
        let shares: Vec<f64> =
            self.groups.iter().map(|schools| schools.len() as f64 / all).collect();
        let weighted = |series, weights: &[f64]| -> Terms {
            let term = |(group, weight): (usize, &f64)| Some((at(group, series)?, *weight));
            weights.iter().enumerate().filter_map(term).collect()
        };
        // A total is n × the mean of all schools.
        for series in SERIES {
            let total = self.companion(&row_key("all", series));
            about(problem, Some(weighted(series, &shares)), total);
        }
        let (first, last) = (at(0, "raised"), at(self.names.len() - 1, "raised"));
        if let (Some(first), Some(last), true) = (first, last, self.names.len() > 1) {
            let difference = self.companion("difference");
            about(problem, Some(vec![(first, -1.0), (last, 1.0)]), difference);
            if let Some(ratio) = self.companion("ratio") {
                about(problem, Some(vec![(first, -ratio), (last, 1.0)]), Some(0.0));
            }
        }
        // Least squares on the midpoint ranks: the slope is a weighted sum of the means, and so are
        // the line's two ends.
        let ranks = ranks(&shares);
        let spread: f64 = shares.iter().zip(&ranks).map(|(p, r)| p * (r - 0.5).powi(2)).sum();
        let slope: Vec<f64> =
            shares.iter().zip(&ranks).map(|(p, r)| p * (r - 0.5) / spread).collect();
        let ends = |end: f64| -> Vec<f64> {
            shares.iter().zip(&slope).map(|(share, slope)| share + (end - 0.5) * slope).collect()
        };
        if spread > 0.0 {
            about(problem, Some(weighted("raised", &slope)), self.companion("sii"));
            if let Some(ratio) = self.companion("rii") {
                let (top, bottom) = (ends(1.0), ends(0.0));
                let both: Vec<f64> = top.iter().zip(&bottom).map(|(a, b)| a - ratio * b).collect();
                about(problem, Some(weighted("raised", &both)), Some(0.0));
            }
        }
        self.add_trend(problem, weighted);
    }

    /// Least squares of the means on the number of the group, among those that have schools.
    fn add_trend(&self, problem: &mut Problem, weighted: impl Fn(&'static str, &[f64]) -> Terms) {
        let Form::Bars { trends, .. } = &self.figure.form else { return };
        let Some(Some(Trend { slope, intercept })) = trends.get(self.wave) else { return };
        let numbers: Vec<f64> = (1..=self.groups.len()).map(|number| number as f64).collect();
        let counts: Vec<f64> =
            self.groups.iter().map(|schools| if schools.is_empty() { 0.0 } else { 1.0 }).collect();
        let occupied: f64 = counts.iter().sum();
        let middle: f64 = numbers.iter().zip(&counts).map(|(x, c)| x * c).sum::<f64>() / occupied;
        let spread: f64 = numbers.iter().zip(&counts).map(|(x, c)| c * (x - middle).powi(2)).sum();
        if spread <= 0.0 {
            return;
        }
        let of_slope: Vec<f64> =
            numbers.iter().zip(&counts).map(|(x, c)| c * (x - middle) / spread).collect();
        let of_intercept: Vec<f64> =
            counts.iter().zip(&of_slope).map(|(c, s)| c / occupied - middle * s).collect();
        about(problem, Some(weighted("raised", &of_slope)), Some(*slope));
        about(problem, Some(weighted("raised", &of_intercept)), Some(*intercept));
    }

    fn companion(&self, key: &str) -> Option<f64> {
        let row = self.figure.companions.iter().find(|row| row.key == key)?;
        known(row.waves.get(self.wave))
    }
}

/// The middles of the groups' stretches of the order, from 0 to 1.
fn ranks(shares: &[f64]) -> Vec<f64> {
    let mut below = 0.0;
    shares
        .iter()
        .map(|share| {
            below += share;
            below - share / 2.0
        })
        .collect()
}

fn known(shown: Option<&Estimate>) -> Option<f64> {
    shown.and_then(Estimate::known_value)
}

/// The terms add up to what is shown; nothing where it is not shown.
fn about(problem: &mut Problem, terms: Option<Terms>, shown: Option<f64>) {
    let (Some(terms), Some(value)) = (terms, shown) else { return };
    let give = ROUNDING * value.abs().max(1.0);
    problem.add_constraint(&terms[..], ComparisonOp::Ge, value - give);
    problem.add_constraint(&terms[..], ComparisonOp::Le, value + give);
}
