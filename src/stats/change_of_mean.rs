//! Why a mean changed: the units in both occasions, those that came and those that went; what
//! happened within groups and what came from their mix; and each of these by part of the value.

use super::bootstrap::Reweigh;
use super::cross_section::{PARTS, Unit};
use super::undefined::{Outcome, Undefined, finite, power_of_two_scale};

/// A term of the change in the mean, second occasion less first, in the values' unit.
///
/// Two sums are exact: `Whole` = `Matched` + `Joiners` + `Leavers`, and
/// `WholeGrouped` = `WithinGroups` + `MixOfGroups`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// The change in the mean.
    Whole,
    /// The change in the mean of the units that have a value on both occasions.
    Matched,
    /// What units on the second occasion only add: their share of the weight × (their mean less
    /// the matched mean).
    Joiners,
    /// What is gone with units on the first occasion only: − their share of the weight × (their
    /// mean less the matched mean).
    Leavers,
    /// The change in the mean of the units that have a group.
    WholeGrouped,
    /// Σ p̄ Δy: changes of the groups' means, at the mean of their two shares.
    WithinGroups,
    /// Σ ȳ Δp: changes of the groups' shares, at the mean of their two means.
    MixOfGroups,
}

impl Term {
    /// Every term.
    pub const ALL: [Self; 7] = [
        Self::Whole,
        Self::Matched,
        Self::Joiners,
        Self::Leavers,
        Self::WholeGrouped,
        Self::WithinGroups,
        Self::MixOfGroups,
    ];
}

/// Which quantity's mean: the value, or one of its parts. Where the parts add up to the value, so
/// does every term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    Value,
    Part(usize),
}

const QUANTITIES: usize = 1 + PARTS;

impl Quantity {
    /// Its place among the sums; `None` for a part that there is not.
    fn index(self) -> Option<usize> {
        match self {
            Self::Value => Some(0),
            Self::Part(part) => (part < PARTS).then_some(part + 1),
        }
    }
}

/// Weight, and weighted sums of every quantity.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    weight: f64,
    masses: [f64; QUANTITIES],
}

impl Sums {
    fn add(&mut self, count: f64, other: &Self) {
        self.weight += count * other.weight;
        for (mass, more) in self.masses.iter_mut().zip(&other.masses) {
            *mass += count * more;
        }
    }

    fn mean(&self, quantity: usize) -> Option<f64> {
        (self.weight > 0.0).then(|| self.masses[quantity] / self.weight)
    }
}

/// What the units of one occasion add up to.
#[derive(Clone, Debug, Default)]
struct Occasion {
    matched: Sums,
    /// Units on this occasion only.
    single: Sums,
    groups: Vec<Sums>,
}

/// One unit on one occasion, scaled.
#[derive(Clone, Copy, Debug)]
struct Observed {
    sums: Sums,
    group: Option<usize>,
}

/// How many units stand behind the terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turnover {
    pub matched: usize,
    pub joiners: usize,
    pub leavers: usize,
}

/// Two occasions of the same units, for the terms of the change in their mean.
///
/// Sources: Melitz and Polanec (2015) for joiners and leavers; Kitagawa (1955) for the mix.
#[derive(Clone, Debug)]
pub struct ChangeOfMean {
    units: Vec<[Option<Observed>; 2]>,
    occasions: [Occasion; 2],
    group_count: usize,
    scale: f64,
}

impl ChangeOfMean {
    /// The lists and the number of groups are as in [`super::Panel::new`]. Units whose value or
    /// weight is not usable stay out.
    pub fn new(first: &[Option<Unit>], second: &[Option<Unit>], groups: usize) -> Self {
        let usable = |unit: &Unit| {
            let numbers = [unit.value, unit.weight, unit.parts[0], unit.parts[1]];
            numbers.iter().all(|number| number.is_finite()) && unit.weight >= 0.0
        };
        let at = |list: &[Option<Unit>], i: usize| list.get(i).copied().flatten().filter(usable);
        let union = (0..first.len().max(second.len())).map(|i| [at(first, i), at(second, i)]);
        let union: Vec<_> = union.filter(|pair| pair.iter().any(Option::is_some)).collect();
        let scale = power_of_two_scale(
            union.iter().flatten().flatten().flat_map(|u| [u.value, u.parts[0], u.parts[1]]),
        );
        let observed = |unit: Unit| {
            let masses = [unit.value, unit.parts[0], unit.parts[1]];
            let masses = masses.map(|mass| unit.weight * (mass / scale));
            let group = unit.group.filter(|&group| group < groups);
            Observed { sums: Sums { weight: unit.weight, masses }, group }
        };
        let units: Vec<_> = union.into_iter().map(|pair| pair.map(|u| u.map(observed))).collect();
        let mut change = Self { units, occasions: Default::default(), group_count: groups, scale };
        change.accumulate(|_| 1.0);
        change
    }

    /// How many units are in both occasions, or in one.
    pub fn turnover(&self) -> Turnover {
        let count = |first: bool, second: bool| {
            let has = |pair: &&[Option<Observed>; 2]| {
                pair[0].is_some() == first && pair[1].is_some() == second
            };
            self.units.iter().filter(has).count()
        };
        Turnover {
            matched: count(true, true),
            joiners: count(false, true),
            leavers: count(true, false),
        }
    }

    /// One term. Undefined where an occasion has no units; matched, joiners and leavers also
    /// where no unit is in both. A group that is empty on one occasion is taken to have there the
    /// mean that it has on the other, so that its coming or going is a matter of mix alone.
    pub fn term(&self, quantity: Quantity, term: Term) -> Outcome {
        let quantity = quantity.index().ok_or(Undefined::BadParameter)?;
        let scaled = match term {
            Term::Whole | Term::Matched | Term::Joiners | Term::Leavers => {
                self.turnover_term(quantity, term)
            }
            Term::WholeGrouped | Term::WithinGroups | Term::MixOfGroups => {
                self.group_term(quantity, term)
            }
        };
        finite(scaled.ok_or(Undefined::NoUnits)? * self.scale)
    }

    fn turnover_term(&self, quantity: usize, term: Term) -> Option<f64> {
        let [first, second] = &self.occasions;
        let whole = |occasion: &Occasion| {
            let mut sums = occasion.matched;
            sums.add(1.0, &occasion.single);
            sums.mean(quantity)
        };
        // The share of those on this occasion only, times how far they stand from the matched.
        let pull = |occasion: &Occasion| {
            let matched = occasion.matched.mean(quantity)?;
            let Some(single) = occasion.single.mean(quantity) else { return Some(0.0) };
            let share = occasion.single.weight / (occasion.single.weight + occasion.matched.weight);
            Some(share * (single - matched))
        };
        Some(match term {
            Term::Matched => second.matched.mean(quantity)? - first.matched.mean(quantity)?,
            Term::Joiners => pull(second)?,
            Term::Leavers => -pull(first)?,
            _ => whole(second)? - whole(first)?,
        })
    }

    fn group_term(&self, quantity: usize, term: Term) -> Option<f64> {
        let [first, second] = &self.occasions;
        let whole = |occasion: &Occasion| {
            let mut sums = Sums::default();
            occasion.groups.iter().for_each(|group| sums.add(1.0, group));
            sums
        };
        let (all_first, all_second) = (whole(first), whole(second));
        let change = all_second.mean(quantity)? - all_first.mean(quantity)?;
        let mut within = 0.0;
        for (before, after) in first.groups.iter().zip(&second.groups) {
            if let (Some(from), Some(to)) = (before.mean(quantity), after.mean(quantity)) {
                let shares = before.weight / all_first.weight + after.weight / all_second.weight;
                within += shares / 2.0 * (to - from);
            }
        }
        Some(match term {
            Term::WithinGroups => within,
            Term::MixOfGroups => change - within,
            _ => change,
        })
    }

    fn accumulate(&mut self, count: impl Fn(usize) -> f64) {
        let empty =
            || Occasion { groups: vec![Sums::default(); self.group_count], ..Default::default() };
        let mut occasions = [empty(), empty()];
        for (unit, pair) in self.units.iter().enumerate() {
            let (count, matched) = (count(unit), pair.iter().all(Option::is_some));
            for (occasion, observed) in occasions.iter_mut().zip(pair) {
                let Some(Observed { sums, group }) = observed else { continue };
                let whole = if matched { &mut occasion.matched } else { &mut occasion.single };
                whole.add(count, sums);
                if let Some(group) = group.and_then(|group| occasion.groups.get_mut(group)) {
                    group.add(count, sums);
                }
            }
        }
        self.occasions = occasions;
    }

    /// Where a term stands among the numbers of an evaluation.
    pub fn place(quantity: Quantity, term: Term) -> Option<usize> {
        let term = Term::ALL.iter().position(|other| *other == term)?;
        Some(quantity.index()? * Term::ALL.len() + term)
    }
}

impl Reweigh for ChangeOfMean {
    fn units(&self) -> usize {
        self.units.len()
    }

    fn numbers(&self) -> usize {
        QUANTITIES * Term::ALL.len()
    }

    fn evaluate(&mut self, counts: &[u32], numbers: &mut [f64]) {
        self.accumulate(|unit| f64::from(counts.get(unit).copied().unwrap_or(0)));
        let quantities = std::iter::once(Quantity::Value).chain((0..PARTS).map(Quantity::Part));
        let all = quantities.flat_map(|q| Term::ALL.map(|term| (q, term)));
        for (number, (quantity, term)) in numbers.iter_mut().zip(all) {
            *number = self.term(quantity, term).unwrap_or(f64::NAN);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(value: f64, group: usize) -> Option<Unit> {
        let parts = [1.0, value - 1.0];
        Some(Unit {
            value,
            weight: 1.0,
            amount: value,
            group: Some(group),
            parts,
            covariate: f64::NAN,
        })
    }

    #[test]
    fn turnover_by_hand() {
        // First 10, 20 and a leaver of 60: mean 30. Second 14, 22 and a joiner of 30: mean 22.
        let first = [unit(10.0, 0), unit(20.0, 1), unit(60.0, 1), None];
        let second = [unit(14.0, 0), unit(22.0, 1), None, unit(30.0, 0)];
        let change = ChangeOfMean::new(&first, &second, 2);
        let of = |term| change.term(Quantity::Value, term).unwrap();
        assert!((of(Term::Whole) + 8.0).abs() < 1e-12);
        assert!((of(Term::Matched) - 3.0).abs() < 1e-12);
        assert!((of(Term::Joiners) - 4.0).abs() < 1e-12);
        assert!((of(Term::Leavers) + 15.0).abs() < 1e-12);
        assert_eq!(change.turnover(), Turnover { matched: 2, joiners: 1, leavers: 1 });
        // Groups: 10 → 22 with shares ⅓ → ⅔, and 40 → 22 with ⅔ → ⅓.
        assert!((of(Term::WithinGroups) + 3.0).abs() < 1e-12);
        assert!((of(Term::MixOfGroups) + 5.0).abs() < 1e-12);
    }

    #[test]
    fn parts_add_up_to_the_value() {
        let first = [unit(10.0, 0), unit(20.0, 1), unit(60.0, 1), None];
        let second = [unit(14.0, 1), unit(22.0, 1), None, unit(30.0, 0)];
        let change = ChangeOfMean::new(&first, &second, 2);
        for term in Term::ALL {
            let of = |quantity| change.term(quantity, term).unwrap();
            let sum = of(Quantity::Part(0)) + of(Quantity::Part(1));
            assert!((sum - of(Quantity::Value)).abs() < 1e-12, "{term:?}");
        }
        assert_eq!(change.term(Quantity::Part(2), Term::Whole), Err(Undefined::BadParameter));
    }

    #[test]
    fn a_group_that_comes_is_a_matter_of_mix() {
        let change = ChangeOfMean::new(&[unit(10.0, 0)], &[unit(10.0, 0), unit(30.0, 1)], 2);
        assert_eq!(change.term(Quantity::Value, Term::WithinGroups), Ok(0.0));
        assert_eq!(change.term(Quantity::Value, Term::MixOfGroups), Ok(10.0));
    }

    #[test]
    fn nobody_in_both() {
        let change = ChangeOfMean::new(&[unit(10.0, 0), None], &[None, unit(30.0, 0)], 1);
        assert_eq!(change.term(Quantity::Value, Term::Whole), Ok(20.0));
        assert_eq!(change.term(Quantity::Value, Term::Matched), Err(Undefined::NoUnits));
        assert_eq!(change.term(Quantity::Value, Term::Joiners), Err(Undefined::NoUnits));
        let nobody = ChangeOfMean::new(&[], &[], 1);
        assert_eq!(nobody.term(Quantity::Value, Term::Whole), Err(Undefined::NoUnits));
    }

    #[test]
    fn an_evaluation_gives_each_term_in_its_place() {
        let first = [unit(10.0, 0), unit(20.0, 1)];
        let mut change = ChangeOfMean::new(&first, &[unit(14.0, 0), unit(22.0, 1)], 2);
        let mut numbers = vec![f64::NAN; change.numbers()];
        change.evaluate(&[1, 1], &mut numbers);
        for term in Term::ALL {
            let place = ChangeOfMean::place(Quantity::Part(1), term).unwrap();
            assert_eq!(Ok(numbers[place]), change.term(Quantity::Part(1), term), "{term:?}");
        }
    }
}
