//! What disclosure control has to know of the schools behind a figure. It never leaves the page.

use crate::figure::Figure;
use std::collections::BTreeMap;

/// What is counted, of which schools: two rows with one key tell of the same cell.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct CellKey {
    /// "raised per school": equal in every figure that counts the same.
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
    pub fn share(yes: u32, of: u32) -> Self {
        let smaller = f64::from(yes.min(of.saturating_sub(yes)));
        let one = smaller.min(1.0);
        Cell {
            kind: CellKind::Group,
            schools: of,
            total: smaller,
            largest: one,
            second: one.min((smaller - 1.0).max(0.0)),
        }
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
    /// A corner a school, in the order of what they bring.
    Schools(CellKey),
    /// A corner a group.
    Groups(Vec<CellKey>),
}

/// What stands behind each number of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Which schools and which prices: the options that choose them, in words.
    pub selection: String,
    /// By cell and index of the wave. A cell that is not here is taken as one that fails.
    pub cells: BTreeMap<(CellKey, usize), Cell>,
    /// The cells that a row, by its key, is computed from. A row that is not here is withheld.
    pub feeds: BTreeMap<String, Vec<CellKey>>,
    /// Cells of which none may be shown where one is withheld: a total and its parts.
    pub together: Vec<Vec<CellKey>>,
    pub columns: Vec<Column>,
    pub curve: Option<CurveOf>,
}

impl Facts {
    pub fn cell(&self, key: &CellKey, wave: usize) -> Option<&Cell> {
        self.cells.get(&(key.clone(), wave))
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
