//! Bins of a distribution that hold too few schools, joined to their neighbours.

use super::facts::{Cell, CellKey, Facts, Material};
use super::released::Schools;
use super::rules::Rules;
use crate::figure::number::plain;
use crate::figure::{Bin, Estimate, Form, Row, Unit};

/// One bin with its row and the schools in it, wave by wave.
struct Run {
    bin: Bin,
    row: Row,
    cells: Vec<Cell>,
    schools: Vec<Schools>,
}

/// Joins each bin that a rule stops in any wave to the next below it, the lowest to the next above,
/// from the top down. `None` where nothing is to be joined.
pub(super) fn joined(material: &Material, rules: &Rules) -> Option<Material> {
    let Form::Bins { bins, .. } = &material.figure.form else { return None };
    let unit = material.figure.subject.unit;
    let mut runs: Vec<Run> = bins
        .iter()
        .zip(&material.figure.rows)
        .map(|(bin, row)| {
            let waves = 0..row.waves.len();
            Some(Run {
                bin: bin.clone(),
                row: row.clone(),
                cells: waves
                    .clone()
                    .map(|at| cell(&material.facts, row, at))
                    .collect::<Option<_>>()?,
                schools: waves.map(|at| schools(&material.facts, row, at)).collect(),
            })
        })
        .collect::<Option<_>>()?;
    let stopped = |run: &Run| run.cells.iter().any(|cell| rules.failure(cell).is_some());
    let before = runs.len();
    while let Some(at) = runs.iter().rposition(stopped)
        && runs.len() > 1
    {
        let upper = runs.remove(at.max(1));
        if let Some(lower) = runs.get_mut(at.max(1) - 1) {
            lower.join(upper, unit);
        }
    }
    if runs.len() == before {
        return None;
    }
    let mut material = material.clone();
    if let Form::Bins { bins, .. } = &mut material.figure.form {
        *bins = runs.iter().map(|run| run.bin.clone()).collect();
    }
    for run in &runs {
        let key = key(&material.facts, &run.row)?.clone();
        for (wave, cell) in run.cells.iter().enumerate() {
            material.facts.cells.insert((key.clone(), wave), *cell);
        }
        for (wave, schools) in run.schools.iter().enumerate() {
            material.facts.schools.insert((key.clone(), wave), schools.clone());
        }
    }
    material.figure.rows = runs.into_iter().map(|run| run.row).collect();
    Some(material)
}

fn key<'a>(facts: &'a Facts, row: &Row) -> Option<&'a CellKey> {
    facts.feeds.get(&row.key)?.first()
}

fn cell(facts: &Facts, row: &Row, wave: usize) -> Option<Cell> {
    facts.cell(key(facts, row)?, wave).copied()
}

fn schools(facts: &Facts, row: &Row, wave: usize) -> Schools {
    let key = key(facts, row).map(|key| (key.clone(), wave));
    key.and_then(|key| facts.schools.get(&key)).cloned().unwrap_or_default()
}

impl Run {
    fn join(&mut self, upper: Run, unit: Unit) {
        self.bin.to = upper.bin.to;
        self.row.label = match self.bin.to {
            Some(to) => format!("{} to {}", plain(self.bin.from, unit), plain(to, unit)),
            None => format!("{} and over", plain(self.bin.from, unit)),
        };
        for (estimate, other) in self.row.waves.iter_mut().zip(&upper.row.waves) {
            *estimate = sum(estimate, other);
        }
        self.row.change =
            self.row.change.as_ref().zip(upper.row.change.as_ref()).map(|(a, b)| sum(a, b));
        self.row.change_percent = None;
        self.cells = self.cells.iter().zip(&upper.cells).map(|(a, b)| a.and(b)).collect();
        self.schools = self.schools.iter().zip(&upper.schools).map(|(a, b)| a.and(b)).collect();
    }
}

/// The share of both bins. Their intervals do not add up, so it has none.
fn sum(a: &Estimate, b: &Estimate) -> Estimate {
    let value = match (&a.value, &b.value) {
        (Ok(a), Ok(b)) => Ok(a + b),
        (Err(reason), _) | (_, Err(reason)) => Err(reason.clone()),
    };
    Estimate { value, interval: None, no_interval: None, n: a.n, mark: None }
}
