//! What disclosure control has to know of the schools behind a figure. It never leaves the page.

use super::released::{Schools, Sum, Times};
use crate::figure::Figure;
use std::collections::{BTreeMap, BTreeSet};

/// Ends the name of a thing whose schools go in the order of their values: what is told of either end
/// of it needs fewer schools than what is told of a group.
pub const IN_ORDER: &str = " in order";

/// Begins the name of a count of schools by what they have.
pub const COUNT_BY: &str = "schools by ";

/// What is counted, of which schools: two rows with one key tell of the same cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    /// "raised per school".
    pub quantity: String,
    /// "all", a tenth `1` … `10`, a fifth `1-2` … `9-10`, a tail `top-1`, or a label.
    pub group: String,
}

impl CellKey {
    pub fn new(quantity: impl Into<String>, group: impl Into<String>) -> Self {
        CellKey { quantity: quantity.into(), group: group.into() }
    }
}

/// What kind of cell it is: how many schools it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    Group,
    /// The schools at one end of an order.
    Tail,
    /// One school: a maximum or a minimum.
    One,
}

/// The schools behind a number, each with what it brings to the total (value × weight).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    pub kind: CellKind,
    pub schools: u32,
    /// Sum of the sizes of what the schools bring: of their absolute values.
    pub total: f64,
    /// The largest and the second largest of these sizes.
    pub largest: f64,
    pub second: f64,
}

impl Cell {
    pub const ONE_SCHOOL: Cell =
        Cell { kind: CellKind::One, schools: 1, total: 0.0, largest: 0.0, second: 0.0 };

    /// A group of schools, from what each brings.
    pub fn group(contributions: impl IntoIterator<Item = f64>) -> Self {
        let none = Cell { kind: CellKind::Group, schools: 0, ..Cell::ONE_SCHOOL };
        contributions.into_iter().fold(none, |cell, brought| {
            let size = brought.abs();
            Cell {
                schools: cell.schools + 1,
                total: cell.total + size,
                largest: cell.largest.max(size),
                second: cell.second.max(cell.largest.min(size)),
                ..cell
            }
        })
    }

    /// The schools at one end of an order, whole schools only.
    pub fn tail(contributions: impl IntoIterator<Item = f64>) -> Self {
        Cell { kind: CellKind::Tail, ..Cell::group(contributions) }
    }

    /// This group and another of other schools.
    pub fn and(&self, other: &Cell) -> Self {
        let (most, least) =
            if self.largest >= other.largest { (self, other) } else { (other, self) };
        Cell {
            kind: self.kind,
            schools: self.schools + other.schools,
            total: self.total + other.total,
            largest: most.largest,
            second: most.second.max(least.largest),
        }
    }

    /// A share of schools: `yes` of `of`. The smaller side of the two is what must not be told.
    pub fn share(yes: usize, of: usize) -> Self {
        let smaller = yes.min(of.saturating_sub(yes));
        // A side that no school is on tells of every one.
        if smaller == 0 { Cell::group([0.0]).of(of) } else { Cell::group(vec![1.0; smaller]) }
    }

    fn of(self, schools: usize) -> Self {
        Cell { schools: u32::try_from(schools).unwrap_or(u32::MAX), ..self }
    }
}

/// Cells whose totals add up to another's, which has to be taken as known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub cells: Vec<CellKey>,
    /// The cell of the total: withheld in its turn where it alone would give a cell away.
    pub total: CellKey,
}

/// What a curve is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CurveOf {
    /// A corner a percentage, the key of the row that says its height.
    Rows,
    /// A corner a group.
    Groups(Vec<CellKey>),
}

/// What stands behind each number of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// By cell and index of the wave. A cell that is not here is taken as one that fails.
    pub cells: BTreeMap<(CellKey, usize), Cell>,
    /// The schools of a cell. One that is not here is held against no other.
    pub schools: BTreeMap<(CellKey, usize), Schools>,
    /// Schools of which a cell holds a part, in thousandths.
    pub cuts: BTreeMap<(CellKey, usize), Vec<(u32, u16)>>,
    /// What a quantity sums, in its parts: the same on every basis and with every weight; and on
    /// which it does.
    pub sums: BTreeMap<String, (Vec<String>, Times)>,
    /// What each school brings to a sum of a thing, by its name and the index of the wave. One that
    /// is not here on a basis counts there as it does by itself.
    pub amounts: BTreeMap<(String, Times, usize), BTreeMap<u32, f64>>,
    /// Cells that others know whatever leaves: shares add up to one.
    pub given: Vec<CellKey>,
    /// The cells that a row, by its key, is computed from. A row that is not here is withheld.
    pub feeds: BTreeMap<String, Vec<CellKey>>,
    /// Rows that tell no sum of the cells that feed them: indices of inequality.
    pub indices: BTreeSet<String>,
    /// Cells of which none may be shown where one is withheld: a total and its parts.
    pub together: Vec<Vec<CellKey>>,
    pub columns: Vec<Column>,
    pub curve: Option<CurveOf>,
}

impl Facts {
    pub fn cell(&self, key: &CellKey, wave: usize) -> Option<&Cell> {
        self.cells.get(&(key.clone(), wave))
    }

    /// What publishing a cell tells, in the wave of an index and its label.
    pub fn sum(&self, key: &CellKey, (wave, label): (usize, &str)) -> Option<Sum> {
        let (of, times) = self.sums.get(&key.quantity)?;
        Some(Sum {
            of: of.clone(),
            times: *times,
            wave: label.into(),
            schools: self.schools.get(&(key.clone(), wave))?.clone(),
            cut: self.cuts.get(&(key.clone(), wave)).cloned().unwrap_or_default(),
        })
    }
}

/// A figure before disclosure control, and what stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Material {
    pub figure: Figure,
    pub facts: Facts,
    /// The same by fifths of deprivation, where the figure goes by tenths.
    pub fifths: Option<Box<Material>>,
}
