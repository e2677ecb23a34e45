//! Units as schools have them, and any other, for the laws.

use giving_gap::stats::{CrossSection, Outcome, Statistic, Unit};
use proptest::prelude::*;

use crate::statistics::is_relative;

pub const GROUPS: usize = 4;

/// Amounts as schools have them: zeros, ties, and a heavy tail.
pub fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![
        1 => Just(0.0),
        2 => (0..20u32).prop_map(|tens| f64::from(tens) * 10.0),
        5 => (0.0..12.0_f64).prop_map(f64::exp),
    ]
}

prop_compose! {
    pub fn unit()(
        value in amount(),
        weight in 1..600u32,
        group in prop::option::weighted(0.9, 0..GROUPS),
        share in 0.0..=1.0_f64,
        covariate in prop_oneof![1 => Just(f64::NAN), 4 => (0..60u32).prop_map(f64::from)],
    ) -> Unit {
        let parts = [value * share, value - value * share];
        Unit { value, weight: f64::from(weight), amount: value, group, parts, covariate }
    }
}

pub fn units() -> impl Strategy<Value = Vec<Unit>> {
    prop::collection::vec(unit(), 1..40)
}

pub fn occasion() -> impl Strategy<Value = Vec<Option<Unit>>> {
    prop::collection::vec(prop::option::weighted(0.8, unit()), 30)
}

/// Any finite float at all, from the largest to the smallest.
pub fn finite() -> impl Strategy<Value = f64> {
    use prop::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    prop_oneof![
        NORMAL | SUBNORMAL | ZERO | POSITIVE | NEGATIVE,
        Just(f64::MAX),
        Just(f64::MIN),
        Just(1e308),
        Just(f64::MIN_POSITIVE),
        amount(),
    ]
}

pub fn section(units: &[Unit]) -> CrossSection {
    let units: Vec<Option<Unit>> = units.iter().copied().map(Some).collect();
    CrossSection::new(&units, GROUPS, Some(1000.0))
}

/// The same units, each of this weight.
pub fn weighing(weight: f64, units: &[Unit]) -> Vec<Unit> {
    units.iter().map(|unit| Unit { weight, ..*unit }).collect()
}

/// Equal to rounding, or undefined for the same reason.
pub fn same(a: Outcome, b: Outcome) -> bool {
    same_beside(1.0, a, b)
}

/// The same of numbers that are differences of such a size.
pub fn same_beside(size: f64, a: Outcome, b: Outcome) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-12 * size,
        (a, b) => a == b,
    }
}

/// What a statistic of these units is rounded beside: one, or what the units have and weigh.
pub fn size(units: &[Unit], statistic: Statistic) -> f64 {
    let largest = units.iter().fold(1.0, |most: f64, unit| most.max(unit.value));
    match statistic {
        statistic if is_relative(statistic) => 1.0,
        Statistic::HeldTotal { .. } => {
            largest * units.iter().map(|unit| unit.weight).sum::<f64>().max(1.0)
        }
        _ => largest,
    }
}
