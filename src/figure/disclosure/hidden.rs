//! Which cells are withheld: those that fail a rule, and those that would give them away.

use super::facts::{CellKey, Column, Facts};
use super::released::{Release, Released, halves};
use super::rules::{Reason, Rules, part};
use crate::stats::order::ascending;
use std::collections::BTreeMap;

/// What a decision rests on.
pub(super) struct Ground<'a> {
    pub facts: &'a Facts,
    /// The waves' labels.
    pub waves: &'a [String],
    pub rules: &'a Rules,
    pub earlier: &'a Released,
}

/// The withheld cells by index of the wave, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Hidden(BTreeMap<(usize, CellKey), Reason>);

impl Hidden {
    pub fn reason(&self, cell: &CellKey, wave: usize) -> Option<Reason> {
        self.0.get(&(wave, cell.clone())).copied()
    }

    pub fn holds(&self, cell: &CellKey, wave: usize) -> bool {
        self.reason(cell, wave).is_some()
    }

    /// The first reason for it stands.
    fn add(&mut self, cell: &CellKey, wave: usize, reason: Reason) {
        self.0.entry((wave, cell.clone())).or_insert(reason);
    }
}

impl Ground<'_> {
    /// Every cell that may not leave.
    pub fn hidden(&self) -> Hidden {
        let mut hidden = Hidden::default();
        for (key, wave) in self.facts.cells.keys() {
            if let Some(reason) = self.failure(key, *wave) {
                hidden.add(key, *wave, reason);
            }
        }
        let columns = self.columns();
        loop {
            let before = hidden.0.len();
            for wave in 0..self.waves.len() {
                self.close(&mut hidden, wave);
                for column in &columns {
                    self.protect(&mut hidden, column, wave);
                }
            }
            if hidden.0.len() == before {
                return hidden;
            }
        }
    }

    /// Why a cell fails by itself, or against what left before.
    pub fn failure(&self, key: &CellKey, wave: usize) -> Option<Reason> {
        let Some(cell) = self.facts.cell(key, wave) else { return Some(Reason::NotKnown) };
        self.rules.failure(cell).or_else(|| {
            let half_left = halves(key)
                .is_some_and(|[a, b]| self.left_before(&a, wave) != self.left_before(&b, wave));
            let release = self.release(key, wave)?;
            if self.earlier.differs_by_few(&release, self.rules.fewest_schools) {
                Some(Reason::AlmostShared)
            } else {
                half_left.then_some(Reason::HalfShared)
            }
        })
    }

    /// The record of a cell that leaves.
    pub fn release(&self, key: &CellKey, wave: usize) -> Option<Release> {
        Some(Release {
            selection: self.facts.selection.clone(),
            cell: key.clone(),
            wave: self.waves.get(wave)?.clone(),
            schools: self.facts.cell(key, wave)?.schools,
        })
    }

    fn left_before(&self, key: &CellKey, wave: usize) -> bool {
        let label = self.waves.get(wave).map_or("", String::as_str);
        self.earlier.contains(&self.facts.selection, key, label)
    }

    /// The figure's columns, and a fifth that left before as the total of its two tenths.
    fn columns(&self) -> Vec<Column> {
        let mut columns = self.facts.columns.clone();
        for column in &self.facts.columns {
            for pair in column.cells.windows(2) {
                let [a, b] = pair else { continue };
                let fifth = CellKey::new(a.quantity.clone(), format!("{}-{}", a.group, b.group));
                let left = (0..self.waves.len()).any(|wave| self.left_before(&fifth, wave));
                if left && halves(&fifth).is_some() {
                    columns.push(Column { cells: pair.to_vec(), total: fifth });
                }
            }
        }
        columns
    }

    /// Withholds a total with its parts.
    fn close(&self, hidden: &mut Hidden, wave: usize) {
        for set in &self.facts.together {
            if set.iter().any(|key| hidden.holds(key, wave)) {
                for key in set {
                    hidden.add(key, wave, Reason::Together);
                }
            }
        }
    }

    /// Withholds one more cell of a column where its total would give a withheld one away; where
    /// no cell is left that could help, the total.
    ///
    /// Others know the total and that nothing is negative, so a withheld cell can be anything from
    /// zero to all that is withheld in its column: the others withheld there have to hold enough.
    fn protect(&self, hidden: &mut Hidden, column: &Column, wave: usize) {
        let size = |key: &CellKey| self.facts.cell(key, wave).map_or(0.0, |cell| cell.total);
        let withheld: Vec<f64> = column
            .cells
            .iter()
            .filter(|key| hidden.holds(key, wave) && !self.left_before(key, wave))
            .map(size)
            .collect();
        if self.enough(&withheld) {
            return;
        }
        let candidates: Vec<&CellKey> = column
            .cells
            .iter()
            .filter(|key| !hidden.holds(key, wave) && size(key) > 0.0)
            .filter(|key| !self.set_of(key).iter().any(|one| self.left_before(one, wave)))
            .collect();
        let sizes: Vec<f64> = candidates.iter().map(|key| size(key)).collect();
        let candidates: Vec<&CellKey> =
            ascending(&sizes).into_iter().map(|at| candidates[at]).collect();
        match self.partners(&withheld, &candidates, size) {
            partners if partners.is_empty() => {
                hidden.add(&column.total, wave, Reason::GivesAway);
            }
            partners => {
                for partner in partners {
                    hidden.add(partner, wave, Reason::GivesAway);
                }
            }
        }
    }

    /// The smallest candidate that hides the withheld and itself, or the smallest two that do;
    /// where neither is enough, the largest, to begin with. Candidates come in order of size.
    fn partners<'k>(
        &self,
        withheld: &[f64],
        candidates: &[&'k CellKey],
        size: impl Fn(&CellKey) -> f64,
    ) -> Vec<&'k CellKey> {
        let suffice = |keys: &[&CellKey]| {
            let sizes: Vec<f64> = keys.iter().map(|key| size(key)).collect();
            self.enough(&[withheld, &sizes].concat())
        };
        let singles = candidates.iter().map(|key| vec![*key]);
        let pairs = candidates
            .iter()
            .enumerate()
            .flat_map(|(at, b)| candidates[..at].iter().map(|a| vec![*a, *b]));
        singles
            .chain(pairs)
            .find(|keys| suffice(keys))
            .unwrap_or_else(|| candidates.last().into_iter().copied().collect())
    }

    /// Whether each of these sizes is hidden well enough among the others.
    fn enough(&self, sizes: &[f64]) -> bool {
        let all: f64 = sizes.iter().sum();
        sizes.iter().all(|size| {
            let others = all - size;
            others > 0.0 && others >= part(self.rules.protection) * size
        })
    }

    fn set_of(&self, key: &CellKey) -> Vec<CellKey> {
        let sets = self.facts.together.iter().filter(|set| set.contains(key)).flatten();
        sets.chain([key]).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::Cell;
    use super::*;

    fn key(group: &str) -> CellKey {
        CellKey::new("raised", group)
    }

    /// A column of groups of twelve equal schools, or of as many as stated.
    fn facts(groups: &[(&str, usize, f64)]) -> Facts {
        let cells = groups
            .iter()
            .map(|(group, schools, each)| ((key(group), 0), Cell::group(vec![*each; *schools])))
            .collect();
        let columns = vec![Column {
            cells: groups.iter().map(|(g, ..)| key(g)).collect(),
            total: key("all"),
        }];
        Facts { cells, columns, ..Facts::default() }
    }

    fn hidden(facts: &Facts, earlier: &Released) -> Vec<(String, Reason)> {
        let rules = Rules::default();
        let waves = ["2016".to_string()];
        let hidden = Ground { facts, waves: &waves, rules: &rules, earlier }.hidden();
        hidden.0.into_iter().map(|((_, key), reason)| (key.group, reason)).collect()
    }

    #[test]
    fn a_withheld_cell_takes_the_smallest_that_hides_it_along() {
        let facts = facts(&[("1", 9, 10.0), ("2", 12, 0.5), ("3", 12, 2.0), ("4", 12, 30.0)]);
        // 90 of group 1 needs 9 beside it: 6 of group 2 is too little, 24 of group 3 enough.
        assert_eq!(
            hidden(&facts, &Released::default()),
            [("1".into(), Reason::FewSchools), ("3".into(), Reason::GivesAway)]
        );
    }

    #[test]
    fn a_cell_that_left_before_hides_nothing() {
        let facts = facts(&[("1", 9, 10.0), ("3", 12, 2.0), ("4", 12, 30.0)]);
        let earlier: Released = [Release {
            selection: String::new(),
            cell: key("3"),
            wave: "2016".into(),
            schools: 12,
        }]
        .into_iter()
        .collect();
        assert_eq!(
            hidden(&facts, &earlier),
            [("1".into(), Reason::FewSchools), ("4".into(), Reason::GivesAway)]
        );
    }

    #[test]
    fn where_nothing_can_hide_it_the_total_goes_too() {
        let facts = facts(&[("1", 9, 1000.0), ("2", 12, 1.0)]);
        assert_eq!(
            hidden(&facts, &Released::default()),
            [
                ("1".into(), Reason::FewSchools),
                ("2".into(), Reason::GivesAway),
                ("all".into(), Reason::GivesAway)
            ]
        );
    }

    #[test]
    fn a_fifth_of_which_one_half_left_stays() {
        let facts = facts(&[("1-2", 20, 10.0), ("3-4", 20, 10.0), ("5-6", 20, 10.0)]);
        let half =
            Release { selection: String::new(), cell: key("2"), wave: "2016".into(), schools: 14 };
        let found = hidden(&facts, &[half].into_iter().collect());
        assert_eq!(found[0], ("1-2".into(), Reason::HalfShared));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_tenth_is_not_left_alone_with_its_fifth() {
        let facts = facts(&[("1", 9, 10.0), ("2", 12, 50.0), ("3", 12, 20.0), ("4", 12, 20.0)]);
        let fifth = Release {
            selection: String::new(),
            cell: key("1-2"),
            wave: "2016".into(),
            schools: 21,
        };
        let found = hidden(&facts, &[fifth].into_iter().collect());
        assert!(found.contains(&("2".into(), Reason::GivesAway)), "{found:?}");
    }

    #[test]
    fn almost_the_same_schools_are_not_shared_twice() {
        let facts = facts(&[("1", 12, 10.0), ("2", 30, 10.0), ("3", 30, 10.0)]);
        let other = |schools| -> Released {
            [Release {
                selection: "without one authority".into(),
                cell: key("1"),
                wave: "2016".into(),
                schools,
            }]
            .into_iter()
            .collect()
        };
        assert_eq!(hidden(&facts, &other(9))[0], ("1".into(), Reason::AlmostShared));
        assert_eq!(hidden(&facts, &other(12)), []);
        assert_eq!(hidden(&facts, &other(40)), []);
    }
}
