//! The sums of an occasion over its units and over each group, for the units as they are or as a
//! resample counts them.

use super::cross_section::{PARTS, Unit};
use super::sample::{is_usable, logarithm};
use super::undefined::settled;

/// A unit in the order of the list, with what its sums need.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub unit: usize,
    weight: f64,
    /// Weight times scaled value.
    mass: f64,
    /// Weight times y ln y.
    mass_log: f64,
    negative: bool,
    amount: f64,
    /// The weight where the amount is above the threshold.
    above: f64,
    pub group: Option<usize>,
    /// Weight times scaled part.
    parts: [f64; PARTS],
}

/// Sums over the units of one group.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct GroupSums {
    pub weight: f64,
    pub mass: f64,
    /// Σ |weight times scaled value|, by which the rounding of the mass is measured.
    pub magnitude: f64,
    pub mass_log: f64,
    pub negative: f64,
    pub above: f64,
    pub parts: [f64; PARTS],
}

/// Sums over all units.
pub(super) struct Sums {
    pub groups: Vec<GroupSums>,
    pub amount: f64,
    /// Σ |amount|, by which the rounding of the amount is measured.
    magnitude: f64,
    pub above: f64,
}

impl Sums {
    pub fn of(groups: usize) -> Self {
        Self { groups: vec![GroupSums::default(); groups], amount: 0.0, magnitude: 0.0, above: 0.0 }
    }

    #[inline]
    pub fn add(&mut self, member: &Member, count: f64) {
        self.amount += count * member.amount;
        self.magnitude += count * member.amount.abs();
        self.above += count * member.above;
        if let Some(group) = member.group.and_then(|group| self.groups.get_mut(group)) {
            let weight = count * member.weight;
            group.weight += weight;
            group.mass += count * member.mass;
            group.magnitude += count * member.mass.abs();
            group.mass_log += count * member.mass_log;
            group.negative += if member.negative { weight } else { 0.0 };
            group.above += count * member.above;
            for (sum, part) in group.parts.iter_mut().zip(&member.parts) {
                *sum += count * part;
            }
        }
    }
}

impl Sums {
    /// The same of so many units, with nothing in them that is only rounding.
    pub fn settled(mut self, units: usize) -> Self {
        self.amount = settled(self.amount, self.magnitude, units);
        for group in &mut self.groups {
            group.mass = settled(group.mass, group.magnitude, units);
        }
        self
    }
}

/// The units that a sample takes, each with its place in the list.
pub(super) fn usable(units: &[Option<Unit>]) -> impl Iterator<Item = (usize, &Unit)> {
    let units = units.iter().enumerate();
    units
        .filter_map(|(at, unit)| Some((at, unit.as_ref()?)))
        .filter(|(_, unit)| is_usable(unit.value, unit.weight))
}

/// What a unit counted once adds to the sums.
pub(super) fn member(at: usize, unit: &Unit, scales: Scales) -> Member {
    let Unit { value, weight, amount, group, parts, .. } = *unit;
    let scaled = value / scales.value;
    let mass = weight * scaled;
    Member {
        unit: at,
        weight,
        mass,
        mass_log: mass * logarithm(value, scaled, scales.value),
        negative: value < 0.0,
        amount: amount / scales.amount,
        above: if scales.threshold.is_some_and(|threshold| amount > threshold) {
            weight
        } else {
            0.0
        },
        group: group.filter(|&group| group < scales.groups),
        parts: parts.map(|part| weight * (part / scales.value)),
    }
}

/// What the sums of an occasion are scaled by, and held against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scales {
    pub value: f64,
    pub amount: f64,
    pub threshold: Option<f64>,
    pub groups: usize,
}
