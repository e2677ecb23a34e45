//! Which cells are withheld: those that fail a rule, and those that would give them away.

use super::facts::{CellKey, CurveOf, Facts};
use super::known::{Known, Secret, Unknowns};
use super::released::{Released, Sum};
use super::rules::{Reason, Rules};
use super::withhold::is_of_one_school;
use crate::figure::Figure;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What a decision rests on.
pub(super) struct Ground<'a> {
    pub facts: &'a Facts,
    pub figure: &'a Figure,
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

/// A size that can be put in order.
#[derive(PartialEq)]
struct Size(f64);

impl Eq for Size {}

impl Ord for Size {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Size {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ground<'_> {
    /// Every cell that may not leave.
    pub fn hidden(&self) -> Hidden {
        let mut hidden = Hidden::default();
        for ((key, wave), cell) in &self.facts.cells {
            if let Some(reason) = self.rules.failure(cell) {
                hidden.add(key, *wave, reason);
            }
        }
        for wave in 0..self.figure.waves.len() {
            self.protect(&mut hidden, wave);
        }
        hidden
    }

    /// What others know of a wave once the figure has left, and what was marked [c] in it.
    pub fn releases(&self, hidden: &Hidden) -> Released {
        let mut releases = Released::default();
        for wave in 0..self.figure.waves.len() {
            let sums = |keys: BTreeSet<&CellKey>| -> Vec<Sum> {
                keys.into_iter().filter_map(|key| self.sum(key, wave)).collect()
            };
            releases.left.extend(sums(self.shown(hidden, wave)));
            releases.withheld.extend(sums(self.marked(hidden, wave)));
        }
        releases
    }

    fn sum(&self, key: &CellKey, wave: usize) -> Option<Sum> {
        self.facts.sum(key, (wave, self.figure.waves.get(wave)?))
    }

    /// The cells whose sums each row tells, rows first, and those of the curve.
    fn fed(&self) -> impl Iterator<Item = &Vec<CellKey>> {
        let rows = self.figure.rows.iter().chain(&self.figure.companions);
        let tells = |key: &str| !is_of_one_school(key) && !self.facts.indices.contains(key);
        let several = rows.filter(move |row| tells(&row.key));
        let curve = match &self.facts.curve {
            Some(CurveOf::Groups(cells)) => Some(cells),
            Some(CurveOf::Rows) | None => None,
        };
        several.filter_map(|row| self.facts.feeds.get(&row.key)).chain(curve)
    }

    /// The cells of everything that is left to see.
    fn shown(&self, hidden: &Hidden, wave: usize) -> BTreeSet<&CellKey> {
        self.fed()
            .filter(|cells| !cells.iter().any(|key| hidden.holds(key, wave)))
            .flatten()
            .collect()
    }

    /// The withheld cells that something would show; and totals, which are as good as shown.
    fn marked(&self, hidden: &Hidden, wave: usize) -> BTreeSet<&CellKey> {
        let all = self.fed().flatten().chain(self.totals());
        all.filter(|key| hidden.holds(key, wave)).collect()
    }

    fn totals(&self) -> impl Iterator<Item = &CellKey> {
        self.facts.columns.iter().map(|column| &column.total)
    }

    /// Withholds more cells of a wave until those that are left, with all that left before, tell
    /// nothing that others may not know.
    fn protect(&self, hidden: &mut Hidden, wave: usize) {
        self.close(hidden, wave);
        let earlier = self.related(wave);
        let here: Vec<Sum> = self
            .fed()
            .flatten()
            .chain(self.totals())
            .chain(&self.facts.given)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter_map(|key| self.sum(key, wave))
            .collect();
        let unknowns = Unknowns::new(earlier.iter().copied().chain(&here), self.facts, wave);
        let mut before = Known::new(&unknowns);
        let given = self.facts.given.iter().filter_map(|key| self.sum(key, wave));
        earlier
            .iter()
            .filter(|sum| self.earlier.left.contains(**sum))
            .for_each(|sum| before.add(sum));
        given.for_each(|sum| before.add(&sum));
        while let Some((unit, reason)) = self.too_much(hidden, wave, &before, &earlier) {
            unit.iter().for_each(|key| hidden.add(key, wave, reason));
        }
    }

    /// The first cell, with those that stand together with it, that would tell too much, the largest
    /// asked first; none where all may leave.
    fn too_much(
        &self,
        hidden: &Hidden,
        wave: usize,
        before: &Known,
        earlier: &[&Sum],
    ) -> Option<(Vec<CellKey>, Reason)> {
        let secret = |sum: &Sum| before.unknowns().secret(sum);
        let marked = self.marked(hidden, wave).into_iter().filter_map(|key| self.sum(key, wave));
        let secrets: Vec<Secret> = earlier
            .iter()
            .filter(|sum| self.earlier.withheld.contains(**sum))
            .map(|sum| secret(sum))
            .chain(marked.map(|sum| secret(&sum)))
            .collect();
        let units = self.units(hidden, wave);
        let gives_away = |known: &Known| known.gives_away(before, &secrets, self.rules);
        if !gives_away(&self.with(before, &units.concat(), wave)) {
            return None;
        }
        let mut known = before.clone();
        for unit in units {
            let next = self.with(&known, &unit, wave);
            if gives_away(&next) {
                let alone = !earlier.is_empty() && gives_away(&self.with(before, &unit, wave));
                let reason = if alone { Reason::Earlier } else { Reason::GivesAway };
                return Some((unit, reason));
            }
            known = next;
        }
        None
    }

    /// What others know, with the sums of more cells.
    fn with<'u>(&self, known: &Known<'u>, cells: &[CellKey], wave: usize) -> Known<'u> {
        let mut next = known.clone();
        for sum in cells.iter().filter_map(|key| self.sum(key, wave)) {
            next.add(&sum);
        }
        next
    }

    /// The cells that would leave, each with those that stand together with it: totals first, what
    /// stands beside the chart last, and among each the largest first.
    fn units(&self, hidden: &Hidden, wave: usize) -> Vec<Vec<CellKey>> {
        let totals: BTreeSet<&CellKey> =
            self.totals().filter(|key| !hidden.holds(key, wave)).collect();
        let rows = self.figure.rows.iter().filter_map(|row| self.facts.feeds.get(&row.key));
        let of_rows: BTreeSet<&CellKey> = rows.flatten().collect();
        let place = |key: &CellKey| {
            let size = self.facts.cell(key, wave).map_or(0.0, |cell| cell.total);
            (!totals.contains(key), !of_rows.contains(key), std::cmp::Reverse(Size(size)))
        };
        let mut rest = self.shown(hidden, wave);
        rest.extend(&totals);
        let mut units = Vec::new();
        while let Some(key) = rest.pop_first() {
            let together = self.facts.together.iter().filter(|set| set.contains(key)).flatten();
            let unit: BTreeSet<CellKey> = together.chain([key]).cloned().collect();
            rest.retain(|key| !unit.contains(key));
            units.push((unit.iter().map(place).min(), unit.into_iter().collect()));
        }
        units.sort_by(|a, b| a.0.cmp(&b.0));
        units.into_iter().map(|(_, unit)| unit).collect()
    }

    /// Of what left or stayed before, the sums of this wave that can tell of the figure's.
    fn related(&self, wave: usize) -> Vec<&Sum> {
        let Some(label) = self.figure.waves.get(wave) else { return Vec::new() };
        let mut things: BTreeSet<&String> =
            self.facts.sums.values().flat_map(|(of, _)| of).collect();
        let all = self.earlier.left.iter().chain(&self.earlier.withheld);
        let all: BTreeSet<&Sum> = all.filter(|sum| sum.wave == *label).collect();
        loop {
            let is_related = |sum: &&&Sum| sum.of.iter().any(|of| things.contains(of));
            let related: Vec<&Sum> = all.iter().filter(is_related).copied().collect();
            let known = things.len();
            things.extend(related.iter().flat_map(|sum| &sum.of));
            if things.len() == known {
                return related;
            }
        }
    }

    /// Withholds a total with its parts.
    fn close(&self, hidden: &mut Hidden, wave: usize) {
        let mut before = usize::MAX;
        while before != hidden.0.len() {
            before = hidden.0.len();
            for set in &self.facts.together {
                if set.iter().any(|key| hidden.holds(key, wave)) {
                    set.iter().for_each(|key| hidden.add(key, wave, Reason::Together));
                }
            }
        }
    }
}
