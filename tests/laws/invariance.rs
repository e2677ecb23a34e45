//! Laws of what the numbers do not depend on: unit, number, weights of one, order.

use giving_gap::stats::concentration::RankedGroups;
use giving_gap::stats::{CrossSection, Measure, Sample, Unit};
use proptest::prelude::*;

use crate::units::{GROUPS, is_relative, same, section, units, unweighted};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn relative_measures_ignore_the_unit_and_others_follow_it(
        units in units(), factor in -30.0..30.0_f64,
    ) {
        let factor = factor.exp();
        let scale = |unit: &Unit| Unit {
            value: unit.value * factor,
            amount: unit.amount * factor,
            parts: unit.parts.map(|part| part * factor),
            ..*unit
        };
        let scaled: Vec<Unit> = units.iter().map(scale).collect();
        let one = section(&units);
        let threshold = Some(1000.0 * factor);
        let other: Vec<_> = scaled.iter().copied().map(Some).collect();
        let other = CrossSection::new(&other, GROUPS, threshold);
        for measure in Measure::ALL {
            let expected = match is_relative(measure) {
                true => one.measure(measure),
                false => one.measure(measure).map(|value| value * factor),
            };
            let computed = other.measure(measure);
            let agree = match (expected, computed) {
                (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * a.abs() + 1e-11 * factor.max(1.0),
                (a, b) => a == b,
            };
            prop_assert!(agree, "{measure:?}: {expected:?} and {computed:?}");
        }
    }

    #[test]
    fn repeating_every_unit_changes_no_relative_measure(units in units(), times in 2..5usize) {
        let repeated: Vec<Unit> =
            units.iter().flat_map(|unit| std::iter::repeat_n(*unit, times)).collect();
        let (one, other) = (section(&units), section(&repeated));
        for measure in Measure::ALL {
            // Type-7 quantiles, the corrected Gini and the total do depend on the number.
            use Measure::{GiniCorrected, Median, P90P10, Total};
            if matches!(measure, Total | Median | P90P10 | GiniCorrected) {
                continue;
            }
            let (a, b) = (one.measure(measure), other.measure(measure));
            prop_assert!(same(a, b), "{measure:?}: {a:?} and {b:?}");
        }
    }

    #[test]
    fn weights_of_one_are_no_weights(units in units()) {
        let values: Vec<f64> = units.iter().map(|unit| unit.value).collect();
        let without = Sample::unweighted(&values);
        let ones = Sample::weighted(&values, &vec![1.0; values.len()]);
        let section = section(&unweighted(&units));
        prop_assert_eq!(without.gini_corrected(), ones.gini_corrected());
        prop_assert_eq!(without.gini(), ones.gini());
        prop_assert_eq!(without.median(), ones.median());
        prop_assert_eq!(section.measure(Measure::GiniCorrected), without.gini_corrected());
        prop_assert_eq!(section.measure(Measure::Top10), without.top_share(0.1));
    }

    #[test]
    fn the_order_of_rows_never_matters(
        (units, shuffled) in units().prop_flat_map(|u| (Just(u.clone()), Just(u).prop_shuffle())),
    ) {
        let (one, other) = (section(&units), section(&shuffled));
        for measure in Measure::ALL {
            let (a, b) = (one.measure(measure), other.measure(measure));
            prop_assert!(same(a, b), "{measure:?}: {a:?} and {b:?}");
        }
        let ranked = |units: &[Unit]| {
            let column = |read: fn(&Unit) -> f64| units.iter().map(read).collect::<Vec<f64>>();
            let ranks = column(|unit| unit.group.map_or(f64::NAN, |group| group as f64));
            RankedGroups::of_units(&column(|unit| unit.value), &column(|unit| unit.weight), &ranks)
        };
        prop_assert_eq!(ranked(&units), ranked(&shuffled));
        prop_assert!(same(ranked(&units).index(), one.measure(Measure::ConcentrationIndex)));
    }

    #[test]
    fn a_resample_is_its_units_repeated(
        units in units(), counts in prop::collection::vec(0..4u32, 40),
    ) {
        let mut drawn = section(&units);
        drawn.reweigh(&counts);
        let repeated: Vec<Unit> = units
            .iter()
            .zip(&counts)
            .flat_map(|(unit, count)| std::iter::repeat_n(*unit, *count as usize))
            .collect();
        let repeated = section(&repeated);
        for measure in Measure::ALL {
            let (a, b) = (drawn.measure(measure), repeated.measure(measure));
            // Weights that are all one by chance are no weights to the one and not to the other.
            let by_chance = measure == Measure::GiniCorrected;
            prop_assert!(by_chance || same(a, b), "{measure:?}: {a:?} and {b:?}");
        }
    }
}
