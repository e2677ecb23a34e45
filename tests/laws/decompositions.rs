//! Parts add up to their whole.

use giving_gap::stats::between_within::GroupedSample;
use giving_gap::stats::change_of_mean::{ChangeOfMean, Quantity, Term};
use giving_gap::stats::sources::{concentration_by_source, gini_by_source};
use giving_gap::stats::{CrossSection, Measure, Panel, Reading, Statistic, Unit};
use proptest::prelude::*;

use crate::units::{GROUPS, occasion, same, section, units};

/// The overlap of groups in the Gini index, pair by pair of units: for each two groups, twice what a
/// unit of the group with the lower mean has more than one of the other, 0 where it has less, over
/// all pairs and the mean. No remainder of the other parts.
fn overlap(units: &[Unit]) -> f64 {
    let grouped: Vec<&Unit> = units.iter().filter(|unit| unit.group.is_some()).collect();
    let weight: f64 = grouped.iter().map(|unit| unit.weight).sum();
    let mean = grouped.iter().map(|unit| unit.weight * unit.value).sum::<f64>() / weight;
    let members = |group: usize| grouped.iter().filter(move |unit| unit.group == Some(group));
    let mean_of = |group: usize| {
        let weight: f64 = members(group).map(|unit| unit.weight).sum();
        members(group).map(|unit| unit.weight * unit.value).sum::<f64>() / weight
    };
    let mut sum = 0.0;
    for lower in 0..GROUPS {
        for higher in (0..GROUPS).filter(|higher| mean_of(*higher) > mean_of(lower)) {
            for a in members(lower) {
                for b in members(higher) {
                    sum += 2.0 * a.weight * b.weight * (a.value - b.value).max(0.0);
                }
            }
        }
        // Groups of one mean overlap by all that lies between their units.
        for other in (0..lower).filter(|other| mean_of(*other) == mean_of(lower)) {
            for a in members(lower) {
                for b in members(other) {
                    sum += a.weight * b.weight * (a.value - b.value).abs();
                }
            }
        }
    }
    sum / (weight * weight) / mean
}

/// Σ ȳ Δp over the groups; one that is empty on one occasion has there the mean that it has on the
/// other.
fn mix_of_groups(first: &CrossSection, second: &CrossSection) -> f64 {
    let shares = |section: &CrossSection| -> Vec<f64> {
        let weights = section.group_weights();
        let all: f64 = weights.iter().sum();
        weights.iter().map(|weight| weight / all).collect()
    };
    let (before, after) = (shares(first), shares(second));
    let term = |group: usize| {
        let (a, b) = (first.group_mean(group), second.group_mean(group));
        let mean = match (a, b) {
            (Ok(a), Ok(b)) => (a + b) / 2.0,
            (Ok(only), Err(_)) | (Err(_), Ok(only)) => only,
            (Err(_), Err(_)) => 0.0,
        };
        mean * (after[group] - before[group])
    };
    (0..GROUPS).map(term).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn decompositions_of_inequality_add_up(units in units()) {
        let column = |read: fn(&Unit) -> f64| units.iter().map(read).collect::<Vec<f64>>();
        let (values, weights) = (column(|unit| unit.value), column(|unit| unit.weight));
        let groups: Vec<Option<usize>> = units.iter().map(|unit| unit.group).collect();
        let grouped = GroupedSample::new(&values, &weights, &groups);
        for alpha in [0.0, 0.5, 1.0, 2.0] {
            let parts = grouped.entropy(alpha);
            if let Ok(total) = parts.total {
                let sum = parts.between.unwrap() + parts.within.unwrap();
                prop_assert!((sum - total).abs() <= 1e-12 * (1.0 + total), "GE({alpha})");
            }
        }
        let section = section(&units);
        let theil = grouped.theil();
        prop_assert!(same(section.measure(Measure::TheilBetween), theil.between));
        prop_assert!(same(section.measure(Measure::TheilWithin), theil.within));
        if let Ok(parts) = grouped.gini() {
            let sum = parts.between + parts.within + parts.overlap;
            prop_assert!((sum - parts.total).abs() <= 1e-12);
            let overlap = overlap(&units);
            prop_assert!((parts.overlap - overlap).abs() <= 1e-9, "{parts:?} and {overlap}");
        }
        let parts = [column(|unit| unit.parts[0]), column(|unit| unit.parts[1])];
        let parts = [&parts[0][..], &parts[1][..]];
        let ranks: Vec<f64> = units.iter().map(|u| u.group.unwrap_or(9) as f64).collect();
        for by in [
            gini_by_source(&parts, &weights),
            concentration_by_source(&parts, &weights, &ranks),
        ].into_iter().flatten() {
            let sum: f64 = by.sources.iter().map(|source| source.contribution).sum();
            prop_assert!((sum - by.index).abs() <= 1e-12);
            let shares: f64 = by.sources.iter().map(|source| source.share).sum();
            prop_assert!((shares - 1.0).abs() <= 1e-12);
        }
        if let Ok(by) = gini_by_source(&parts, &weights) {
            prop_assert!(same(Ok(by.index), section.measure(Measure::Gini)));
        }
    }

    #[test]
    fn decompositions_of_a_change_add_up(first in occasion(), second in occasion()) {
        let change = ChangeOfMean::new(&first, &second, GROUPS);
        let panel = Panel::new(&first, &second, GROUPS, None);
        let mean = panel.value(Statistic::Measure(Measure::Mean), Reading::Change);
        prop_assert!(same(change.term(Quantity::Value, Term::Whole), mean));
        for quantity in [Quantity::Value, Quantity::Part(0), Quantity::Part(1)] {
            let of = |term| change.term(quantity, term);
            let sums = [
                (Term::Whole, vec![Term::Matched, Term::Joiners, Term::Leavers]),
                (Term::WholeGrouped, vec![Term::WithinGroups, Term::MixOfGroups]),
            ];
            for (whole, terms) in sums {
                let terms: Result<Vec<f64>, _> = terms.into_iter().map(of).collect();
                if let (Ok(whole), Ok(terms)) = (of(whole), terms) {
                    let size = terms.iter().fold(1.0, |size: f64, term| size.max(term.abs()));
                    prop_assert!((terms.iter().sum::<f64>() - whole).abs() <= 1e-12 * size);
                }
            }
        }
        if let Ok(mix) = change.term(Quantity::Value, Term::MixOfGroups) {
            let direct = mix_of_groups(panel.first(), panel.second());
            let size = direct.abs().max(mean.map_or(1.0, f64::abs)).max(1.0);
            prop_assert!((mix - direct).abs() <= 1e-9 * size, "{mix} and {direct}");
        }
        for term in Term::ALL {
            let of = |quantity| change.term(quantity, term);
            let parts = of(Quantity::Part(0)).and_then(|one| Ok(one + of(Quantity::Part(1))?));
            prop_assert!(same(parts, of(Quantity::Value)), "{term:?}");
        }
    }
}
