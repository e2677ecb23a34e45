//! The rules by which a cell may leave, and why one may not.

use super::facts::{Cell, CellKind};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;

/// The numbers of the rules. The defaults are those of the ACRO guidance for outputs of research.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// A cell needs this many schools.
    pub fewest_schools: u32,
    /// A share held by the schools at one end of an order needs this many.
    pub fewest_in_tail: u32,
    /// The two largest schools hold at most this much of their cell, percent.
    pub two_largest: u32,
    /// All but the two largest hold at least this much of the largest, percent.
    pub rest_to_largest: u32,
    /// What others could work out of a withheld total is at least this far from it on either side,
    /// percent of it.
    pub protection: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            fewest_schools: 10,
            fewest_in_tail: 3,
            two_largest: 90,
            rest_to_largest: 10,
            protection: 10,
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
    /// An earlier share tells the rest of what it would tell.
    Earlier,
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
            Reason::Earlier => "with an earlier share it would tell of too few schools",
        }
    }
}

impl Rules {
    /// What a user may make of the numbers. Anything looser would protect no one: of four schools,
    /// or where the others hold next to nothing, one of the two largest can work out the other.
    pub const FEWEST_SCHOOLS: RangeInclusive<u32> = 5..=100;
    pub const TWO_LARGEST: RangeInclusive<u32> = 50..=95;
    pub const REST_TO_LARGEST: RangeInclusive<u32> = 5..=50;
    pub const FEWEST_IN_TAIL: RangeInclusive<u32> = 3..=50;
    pub const PROTECTION: RangeInclusive<u32> = 5..=50;

    /// The rules that a user's numbers give: each within its bounds.
    pub fn held(self) -> Rules {
        let within =
            |number: u32, bounds: RangeInclusive<u32>| number.clamp(*bounds.start(), *bounds.end());
        Rules {
            fewest_schools: within(self.fewest_schools, Rules::FEWEST_SCHOOLS),
            two_largest: within(self.two_largest, Rules::TWO_LARGEST),
            fewest_in_tail: within(self.fewest_in_tail, Rules::FEWEST_IN_TAIL),
            rest_to_largest: within(self.rest_to_largest, Rules::REST_TO_LARGEST),
            protection: within(self.protection, Rules::PROTECTION),
        }
    }

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
                } else if cell.largest + cell.second > part(self.two_largest) * cell.total {
                    Some(Reason::TwoLargest)
                } else if rest < part(self.rest_to_largest) * cell.largest {
                    Some(Reason::RestSmall)
                } else {
                    None
                }
            }
        }
    }
}

/// A percentage as a fraction of one.
pub(super) fn part(percent: u32) -> f64 {
    f64::from(percent) / 100.0
}

impl fmt::Display for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "[c] stands for fewer than {} schools; two with over {}%, or the rest with under {}% of \
             the largest; a share of fewer than {}; zeros and extremes; what tells one of these to \
             within {}%",
            self.fewest_schools,
            self.two_largest,
            self.rest_to_largest,
            self.fewest_in_tail,
            self.protection,
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
            (Cell::share(9, 40), Some(Reason::FewSchools)),
            (Cell::share(31, 40), Some(Reason::FewSchools)),
            (Cell::share(10, 40), None),
        ];
        for (cell, expected) in cases {
            assert_eq!(rules.failure(&cell), expected, "{cell:?}");
        }
        // With a looser limit on the two largest, the rest still has to count.
        let looser = Rules { two_largest: 99, ..rules };
        assert_eq!(looser.failure(&ten(90.0, 2.0, 8.9)), Some(Reason::RestSmall));
    }

    #[test]
    fn a_cell_finds_its_two_largest_in_any_order() {
        for values in [[1.0, 7.0, 5.0], [7.0, 5.0, 1.0], [5.0, 1.0, 7.0]] {
            let cell = Cell::group(values);
            assert_eq!((cell.largest, cell.second, cell.total), (7.0, 5.0, 13.0));
        }
    }

    #[test]
    fn a_user_changes_the_numbers_within_bounds() {
        let chosen = Rules {
            fewest_schools: 30,
            two_largest: 80,
            fewest_in_tail: 5,
            protection: 20,
            ..Rules::default()
        };
        assert_eq!(chosen.held(), chosen);
        let loose = Rules {
            fewest_schools: 0,
            fewest_in_tail: 0,
            two_largest: 4_000_000_000,
            rest_to_largest: 0,
            protection: 0,
        };
        let held = Rules {
            fewest_schools: 5,
            fewest_in_tail: 3,
            two_largest: 95,
            rest_to_largest: 5,
            protection: 5,
        };
        assert_eq!(loose.held(), held);
        assert!(held.to_string().contains("fewer than 5 schools"));
        assert!(held.to_string().contains("95%"));
    }
}
