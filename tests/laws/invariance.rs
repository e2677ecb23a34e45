//! Laws of what the numbers do not depend on: unit, number, weights of one, order.

use giving_gap::stats::between_within::GroupedSample;
use giving_gap::stats::concentration::RankedGroups;
use giving_gap::stats::regression::{Line, least_squares};
use giving_gap::stats::sources::gini_by_source;
use giving_gap::stats::{CrossSection, Measure, Sample, Statistic, Undefined, Unit};
use proptest::prelude::*;

use crate::statistics::{all, depends_on_number, is_relative};
use crate::units::{GROUPS, same, same_beside, section, size, units, weighing};

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
        for statistic in all(GROUPS) {
            let expected = match is_relative(statistic) {
                true => one.statistic(statistic),
                false => one.statistic(statistic).map(|value| value * factor),
            };
            let computed = other.statistic(statistic);
            let agree = match (expected, computed) {
                (Ok(a), Ok(b)) => {
                    let size = size(&units, statistic) * if is_relative(statistic) { 1.0 } else { factor };
                    (a - b).abs() <= 1e-9 * a.abs() + 1e-11 * size
                }
                (a, b) => a == b,
            };
            prop_assert!(agree, "{statistic:?}: {expected:?} and {computed:?}");
        }
    }

    #[test]
    fn repeating_every_unit_changes_no_relative_measure(units in units(), times in 2..5usize) {
        let repeated: Vec<Unit> =
            units.iter().flat_map(|unit| std::iter::repeat_n(*unit, times)).collect();
        let (one, other) = (section(&units), section(&repeated));
        for statistic in all(GROUPS).into_iter().filter(|one| !depends_on_number(*one)) {
            let (a, b) = (one.statistic(statistic), other.statistic(statistic));
            prop_assert!(same_beside(size(&units, statistic), a, b), "{statistic:?}: {a:?} and {b:?}");
        }
    }

    #[test]
    fn units_that_weigh_alike_are_unweighted(units in units(), weight in 2..30u32) {
        let weight = f64::from(weight);
        let (alike, ones) = (weighing(weight, &units), weighing(1.0, &units));
        let (one, other) = (section(&ones), section(&alike));
        for statistic in all(GROUPS).into_iter().filter(|one| !depends_on_number(*one)) {
            let (a, b) = (one.statistic(statistic), other.statistic(statistic));
            // One pair is too few, and the same pair twice does not vary.
            let correlated = matches!(statistic, Statistic::Correlation(_));
            let neither = correlated && a.is_err() && b.is_err();
            let near = same_beside(size(&units, statistic), a, b);
            prop_assert!(neither || near, "{statistic:?}: {a:?} and {b:?}");
        }
        // Whole weights are repetitions, of which quantiles and totals know.
        let repeated: Vec<Unit> =
            ones.iter().flat_map(|unit| std::iter::repeat_n(*unit, weight as usize)).collect();
        let values: Vec<f64> = repeated.iter().map(|unit| unit.value).collect();
        let repeated = Sample::unweighted(&values);
        prop_assert!(same(other.measure(Measure::Median), repeated.median()));
        prop_assert!(same(other.statistic(Statistic::Quantile(90)), repeated.quantile(0.9)));
        prop_assert_eq!(other.measure(Measure::GiniCorrected).is_err(), true);
        let column = |read: fn(&Unit) -> f64| units.iter().map(read).collect::<Vec<f64>>();
        let (values, weights) = (column(|unit| unit.value), vec![weight; units.len()]);
        let unweighted = vec![1.0; units.len()];
        let covariate = column(|unit| unit.covariate);
        let line = |weights: Option<&[f64]>| least_squares(&covariate, &values, weights);
        prop_assert_eq!(line(None), line(Some(&unweighted)));
        let read = |line: Result<Line, Undefined>| {
            let line = line?;
            Ok::<_, Undefined>([Ok(line.slope), Ok(line.intercept), line.r_squared])
        };
        match (read(line(None)), read(line(Some(&weights)))) {
            (Ok(a), Ok(b)) => {
                for (a, b) in a.into_iter().zip(b) {
                    let size = values.iter().fold(1.0, |most: f64, value| most.max(*value));
                    let near = match (a, b) {
                        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * size,
                        (a, b) => a == b,
                    };
                    prop_assert!(near, "{a:?} and {b:?}");
                }
            }
            (a, b) => prop_assert_eq!(a.is_err(), b.is_err()),
        }
        let groups: Vec<Option<usize>> = units.iter().map(|unit| unit.group).collect();
        let grouped = |weights: &[f64]| GroupedSample::new(&values, weights, &groups);
        let (a, b) = (grouped(&unweighted), grouped(&weights));
        prop_assert!(same(a.theil().between, b.theil().between));
        prop_assert!(same(a.theil().within, b.theil().within));
        prop_assert!(same(a.gini().map(|g| g.overlap), b.gini().map(|g| g.overlap)));
        let parts = [column(|unit| unit.parts[0]), column(|unit| unit.parts[1])];
        let by = |weights: &[f64]| gini_by_source(&[&parts[0], &parts[1]], weights);
        match (by(&unweighted), by(&weights)) {
            (Ok(a), Ok(b)) => for (a, b) in a.sources.iter().zip(&b.sources) {
                prop_assert!((a.contribution - b.contribution).abs() <= 1e-9);
                prop_assert!((a.share - b.share).abs() <= 1e-9);
            }
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    #[test]
    fn the_order_of_rows_never_matters(
        (units, shuffled) in units().prop_flat_map(|u| (Just(u.clone()), Just(u).prop_shuffle())),
    ) {
        let (one, other) = (section(&units), section(&shuffled));
        for statistic in all(GROUPS) {
            let (a, b) = (one.statistic(statistic), other.statistic(statistic));
            prop_assert!(same_beside(size(&units, statistic), a, b), "{statistic:?}: {a:?} and {b:?}");
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
        for statistic in all(GROUPS) {
            let (a, b) = (drawn.statistic(statistic), repeated.statistic(statistic));
            // Weights that are all one by chance are no weights to the one and not to the other.
            let by_chance = statistic == Statistic::Measure(Measure::GiniCorrected);
            let near = same_beside(size(&units, statistic), a, b);
            prop_assert!(by_chance || near, "{statistic:?}: {a:?} and {b:?}");
        }
    }
}
