//! Units as schools have them, and any other, for the laws.

use giving_gap::stats::{CrossSection, Measure, Outcome, Unit};
use proptest::prelude::*;

pub const GROUPS: usize = 4;

/// Amounts as schools have them: zeros, ties, and a heavy tail.
pub fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![
        1 => Just(0.0),
        2 => (0..20u32).prop_map(|tens| f64::from(tens) * 10.0),
        5 => (0.0..12.0_f64).prop_map(f64::exp),
    ]
}

pub fn unit_of(value: f64, weight: f64, group: Option<usize>) -> Unit {
    Unit {
        value,
        weight,
        amount: value,
        group,
        parts: [value / 4.0, value * 0.75],
        covariate: f64::NAN,
    }
}

prop_compose! {
    pub fn unit()(
        value in amount(),
        weight in 1..600u32,
        group in prop::option::weighted(0.9, 0..GROUPS),
    ) -> Unit {
        unit_of(value, f64::from(weight), group)
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

pub fn unweighted(units: &[Unit]) -> Vec<Unit> {
    units.iter().map(|unit| Unit { weight: 1.0, ..*unit }).collect()
}

/// Equal to rounding, or undefined for the same reason.
pub fn same(a: Outcome, b: Outcome) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-12,
        (a, b) => a == b,
    }
}

/// Whether a measure is without unit: the same in pounds and in pence.
pub fn is_relative(measure: Measure) -> bool {
    use Measure::{Difference, Maximum, Mean, Median, Minimum, Sii, Total, TrendSlope};
    !matches!(measure, Total | Mean | Median | Maximum | Minimum | Difference | Sii | TrendSlope)
}
