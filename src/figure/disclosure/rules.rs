//! The rules by which a cell may leave, and why one may not.

use super::facts::{Cell, CellKind};
use crate::figure::number::{Unit, plain};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The numbers of the rules. The defaults are those of the ACRO guidance for outputs of research.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// A cell needs this many schools.
    pub fewest_schools: u32,
    /// A share held by the schools at one end of an order needs this many.
    pub fewest_in_tail: u32,
    /// The two largest schools hold at most this share of their cell.
    pub two_largest: f64,
    /// All but the two largest hold at least this share of the largest.
    pub rest_to_largest: f64,
    /// What others could work out of a withheld total is at least this far from it on either side.
    pub protection: f64,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            fewest_schools: 10,
            fewest_in_tail: 3,
            two_largest: 0.9,
            rest_to_largest: 0.1,
            protection: 0.1,
        }
    }
}

/// Why a value is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    OneSchool,
    FewSchools,
    FewInTail,
    TwoLargest,
    RestSmall,
    Zero,
    /// Nothing is known of the schools behind it.
    NotKnown,
    /// A total or a part of it is withheld.
    Together,
    /// Others that are withheld could be worked out from it.
    GivesAway,
    /// An earlier share of almost the same schools.
    AlmostShared,
    /// An earlier share of one of its two halves.
    HalfShared,
}

impl Reason {
    /// Why, to stand after what: for the user's own eyes, since a reason tells something too.
    pub fn words(self) -> &'static str {
        match self {
            Reason::OneSchool => "it is one school’s",
            Reason::FewSchools => "it rests on too few schools",
            Reason::FewInTail => "it rests on one or two schools",
            Reason::TwoLargest => "two schools hold nearly all of it",
            Reason::RestSmall => "all but two schools hold next to nothing of it",
            Reason::Zero => "it is zero, which tells of every school in it",
            Reason::NotKnown => "it cannot be checked",
            Reason::Together => "its total, or a part of it, is withheld",
            Reason::GivesAway => "a withheld value could be worked out from it",
            Reason::AlmostShared => "an earlier share showed almost the same schools",
            Reason::HalfShared => "an earlier share showed one half of it",
        }
    }
}

impl Rules {
    /// Why a cell may not leave, or none where it may. A cell without schools tells of none.
    pub fn failure(&self, cell: &Cell) -> Option<Reason> {
        let rest = cell.total - cell.largest - cell.second;
        match cell.kind {
            CellKind::One => Some(Reason::OneSchool),
            CellKind::Group if cell.schools == 0 => None,
            CellKind::Group if cell.schools < self.fewest_schools => Some(Reason::FewSchools),
            CellKind::Tail if cell.schools < self.fewest_in_tail => Some(Reason::FewInTail),
            CellKind::Group | CellKind::Tail => {
                if cell.total <= 0.0 {
                    Some(Reason::Zero)
                } else if cell.largest + cell.second > self.two_largest * cell.total {
                    Some(Reason::TwoLargest)
                } else if rest < self.rest_to_largest * cell.largest {
                    Some(Reason::RestSmall)
                } else {
                    None
                }
            }
        }
    }
}

impl fmt::Display for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part| plain(part, Unit::Share);
        write!(
            f,
            "withheld, and marked [c], is what rests on fewer than {} schools; where the two \
             largest hold over {}, or all but them under {} of the largest; a share that rests on \
             fewer than {} schools; a zero; the most and the least; and what would give one of \
             these away to within {}",
            self.fewest_schools,
            share(self.two_largest),
            share(self.rest_to_largest),
            self.fewest_in_tail,
            share(self.protection),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells written by hand, on either side of each limit.
    #[test]
    fn each_rule_holds_at_its_limit() {
        let rules = Rules::default();
        let even = |n: usize| Cell::group(vec![100.0; n]);
        let ten = |largest: f64, second: f64, rest: f64| {
            Cell::group([vec![largest, second], vec![rest / 8.0; 8]].concat())
        };
        let cases = [
            (even(9), Some(Reason::FewSchools)),
            (even(10), None),
            (even(0), None),
            (ten(50.0, 40.0, 10.0), None),
            (ten(50.0, 41.0, 9.9), Some(Reason::TwoLargest)),
            (Cell::group(vec![0.0; 12]), Some(Reason::Zero)),
            (Cell::ONE_SCHOOL, Some(Reason::OneSchool)),
            (Cell::tail([5.0, 4.0]), Some(Reason::FewInTail)),
            (Cell::tail([5.0, 4.0, 3.0]), None),
            (Cell::tail([50.0, 4.0, 1.0]), Some(Reason::TwoLargest)),
            (Cell::share(0, 40), Some(Reason::Zero)),
            (Cell::share(40, 40), Some(Reason::Zero)),
            (Cell::share(2, 40), Some(Reason::TwoLargest)),
            (Cell::share(20, 40), None),
        ];
        for (cell, expected) in cases {
            assert_eq!(rules.failure(&cell), expected, "{cell:?}");
        }
        // With a looser limit on the two largest, the rest still has to count.
        let looser = Rules { two_largest: 0.99, ..rules };
        assert_eq!(looser.failure(&ten(90.0, 2.0, 8.9)), Some(Reason::RestSmall));
    }

    #[test]
    fn a_cell_finds_its_two_largest_in_any_order() {
        for values in [[1.0, 7.0, 5.0], [7.0, 5.0, 1.0], [5.0, 1.0, 7.0]] {
            let cell = Cell::group(values);
            assert_eq!((cell.largest, cell.second, cell.total), (7.0, 5.0, 13.0));
        }
    }
}
