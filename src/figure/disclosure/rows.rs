//! Sums as rows of coefficients, one of each unknown: what follows from several of them.

use std::collections::BTreeSet;

/// Below this a coefficient is what rounding left of zero.
pub(super) const NOTHING: f64 = 1e-9;
/// How many steps the search for combinations goes.
const STEPS: usize = 2000;

/// Sums that are known, each solved for an unknown that stands in no other of them: the first of its
/// row, but where it was [solved for another](Rows::solve_for).
#[derive(Clone, Default)]
pub(super) struct Rows(Vec<(usize, Vec<f64>)>);

impl Rows {
    /// Adds a row, unless it follows from the others.
    pub fn add(&mut self, row: &[f64]) {
        let mut new = self.left_of(row);
        let Some(pivot) = new.iter().position(|c| *c != 0.0) else { return };
        solve(&mut new, pivot);
        self.0.iter_mut().for_each(|(_, row)| put_in(row, &new, pivot));
        self.0.push((pivot, new));
    }

    pub fn iter(&self) -> impl Iterator<Item = &Vec<f64>> {
        self.0.iter().map(|(_, row)| row)
    }

    /// The rows, each with the unknown for which it is solved.
    pub fn solved(&self) -> impl Iterator<Item = (usize, &Vec<f64>)> {
        self.0.iter().map(|(pivot, row)| (*pivot, row))
    }

    /// What of a row does not follow from what is known.
    fn left_of(&self, row: &[f64]) -> Vec<f64> {
        let mut left = row.to_vec();
        self.0.iter().for_each(|(pivot, known)| put_in(&mut left, known, *pivot));
        left
    }

    pub fn tell(&self, row: &[f64]) -> bool {
        self.left_of(row).iter().all(|c| *c == 0.0)
    }

    /// Solves a row, by its place, for another unknown of it.
    pub fn solve_for(&mut self, place: usize, unknown: usize) {
        let (_, mut row) = self.0.swap_remove(place);
        solve(&mut row, unknown);
        self.0.iter_mut().for_each(|(_, other)| put_in(other, &row, unknown));
        self.0.push((unknown, row));
    }
}

/// Divides a row by what it holds of an unknown.
fn solve(row: &mut [f64], pivot: usize) {
    let by = row[pivot];
    row.iter_mut().for_each(|c| *c /= by);
}

/// Puts a row that is solved for an unknown in its place in another.
fn put_in(row: &mut [f64], solved: &[f64], pivot: usize) {
    let times = row[pivot];
    if times == 0.0 {
        return;
    }
    for (c, other) in row.iter_mut().zip(solved) {
        *c -= times * other;
        if c.abs() < NOTHING {
            *c = 0.0;
        }
    }
}

/// The search for a combination of rows that is of few schools, where each of them is of more.
///
/// Column by column it asks whether the combination leaves it out, and has one row less to combine,
/// or keeps it, and has its schools. It ends after so many steps, so that of very many rows that
/// hang together some combination can escape it.
pub(super) struct Combinations<'a> {
    rows: Vec<&'a Vec<f64>>,
    /// The schools of each column.
    schools: Vec<BTreeSet<u32>>,
    fewest: usize,
    /// Whether a row tells what others may not know.
    tells: &'a dyn Fn(&Vec<f64>) -> bool,
    steps: usize,
}

impl<'a> Combinations<'a> {
    /// Columns have to go from most schools to fewest: rows that are solved for a column of few hold
    /// no other kind, and no combination with a row of many is rid of its many.
    pub fn new(
        rows: &'a Rows,
        schools: Vec<BTreeSet<u32>>,
        fewest: usize,
        tells: &'a dyn Fn(&Vec<f64>) -> bool,
    ) -> Self {
        let is_small = |pivot: usize| schools[pivot].len() < fewest;
        let rows = rows.solved().filter(|(pivot, _)| is_small(*pivot)).map(|(_, row)| row);
        Combinations { rows: rows.collect(), schools, fewest, tells, steps: STEPS }
    }

    pub fn find(mut self) -> bool {
        while let Some(row) = self.rows.pop() {
            let linked = self.linked(row);
            if linked.len() > 1 && self.find_in(linked, &BTreeSet::new()) {
                return true;
            }
        }
        false
    }

    /// Takes out the rows that hang together with one by a column, or by others that do.
    fn linked(&mut self, row: &[f64]) -> Vec<Vec<f64>> {
        let mut linked = vec![row.to_vec()];
        let mut at = 0;
        while let Some(row) = linked.get(at).cloned() {
            let is_linked = |other: &&Vec<f64>| {
                row.iter().zip(other.iter()).any(|(a, b)| *a != 0.0 && *b != 0.0)
            };
            linked.extend(self.rows.extract_if(.., |other| is_linked(&&**other)).cloned());
            at += 1;
        }
        linked
    }

    fn find_in(&mut self, mut rows: Vec<Vec<f64>>, kept: &BTreeSet<u32>) -> bool {
        if self.steps == 0 || rows.is_empty() {
            return false;
        }
        self.steps -= 1;
        if rows.iter().any(self.tells) {
            return true;
        }
        let is_open = |at: &usize| {
            rows.iter().any(|row| row[*at] != 0.0) && !self.schools[*at].is_subset(kept)
        };
        let Some(next) = (0..self.schools.len()).find(is_open) else { return false };
        if rows.len() == 1 {
            return false;
        }
        let with = kept | &self.schools[next];
        let keeps = (with.len() < self.fewest).then(|| rows.clone());
        let largest =
            (0..rows.len()).max_by(|a, b| rows[*a][next].abs().total_cmp(&rows[*b][next].abs()));
        if let Some(largest) = largest {
            let mut solved = rows.swap_remove(largest);
            solve(&mut solved, next);
            rows.iter_mut().for_each(|row| put_in(row, &solved, next));
        }
        self.find_in(rows, kept) || keeps.is_some_and(|rows| self.find_in(rows, &with))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: each row is of four of five schools, the one less the other of the first two alone.
    #[test]
    fn a_combination_of_rows_is_found() {
        let rows = [[1.0, 0.0, 1.0, 1.0, 1.0], [0.0, 1.0, 1.0, 1.0, 1.0]];
        let mut known = Rows::default();
        rows.iter().for_each(|row| known.add(row));
        let schools: Vec<BTreeSet<u32>> = (1..=5).map(|school| BTreeSet::from([school])).collect();
        let count = |row: &Vec<f64>| row.iter().filter(|c| **c != 0.0).count();
        let tells = |row: &Vec<f64>| count(row) < 3;
        assert!(!known.iter().any(tells));
        assert!(Combinations::new(&known, schools.clone(), 3, &tells).find());
        let none = |row: &Vec<f64>| count(row) < 2;
        assert!(!Combinations::new(&known, schools, 2, &none).find());
    }
}
