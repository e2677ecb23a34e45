//! Laws of inequality: bounds, the shape of the Lorenz curve, transfers, and that nothing but numbers comes out.

use giving_gap::stats::between_within::GroupedSample;
use giving_gap::stats::bootstrap::Reweigh;
use giving_gap::stats::change_of_mean::{ChangeOfMean, Quantity, Term};
use giving_gap::stats::correlation::{pearson, spearman};
use giving_gap::stats::disparity::{Best, Disparity};
use giving_gap::stats::proportions::{PairedAnswers, Proportion, Z95, difference};
use giving_gap::stats::regression::least_squares;
use giving_gap::stats::sources::gini_by_source;
use giving_gap::stats::{CrossSection, Measure, Outcome, Sample, Unit};
use proptest::prelude::*;

use crate::statistics::all;
use crate::units::{GROUPS, finite, section, units};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn gini_and_shares_lie_between_zero_and_one(units in units()) {
        let section = section(&units);
        use Measure::*;
        for measure in [
            Gini, Hoover, AtkinsonHalf, AtkinsonOne, Top1, Top5, Top10, Top20, Bottom1, Bottom10,
            Bottom20, ShareAboveMean, ShareAboveThreshold,
        ] {
            if let Ok(value) = section.measure(measure) {
                prop_assert!((0.0..=1.0 + 1e-12).contains(&value), "{measure:?} is {value}");
            }
        }
    }

    #[test]
    fn lorenz_is_convex_and_below_the_diagonal(units in units()) {
        let section = section(&units);
        let Ok(curve) = section.sample().lorenz_curve() else { return Ok(()) };
        prop_assert_eq!(curve[0], (0.0, 0.0));
        let (p, share) = curve[curve.len() - 1];
        prop_assert!((p - 1.0).abs() < 1e-12 && (share - 1.0).abs() < 1e-12);
        let mut steepness = 0.0;
        for step in curve.windows(2) {
            let [(p0, l0), (p1, l1)] = [step[0], step[1]];
            prop_assert!(p1 > p0 && l1 <= p1 + 1e-12);
            let slope = (l1 - l0) / (p1 - p0);
            prop_assert!(slope >= steepness - 1e-9, "{slope} after {steepness}");
            steepness = slope;
            let read = section.sample().lorenz(p1.min(1.0)).unwrap();
            prop_assert!((read - l1).abs() < 1e-9);
        }
    }

    #[test]
    fn a_transfer_to_a_poorer_unit_lowers_inequality(
        values in prop::collection::vec(0..10_000u32, 2..40),
        positive in any::<bool>(),
        pick in any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index)>(),
    ) {
        let values: Vec<f64> = values.iter().map(|v| f64::from(v + u32::from(positive))).collect();
        let (mut poorer, mut richer) = (pick.0.index(values.len()), pick.1.index(values.len()));
        if values[poorer] > values[richer] {
            (poorer, richer) = (richer, poorer);
        }
        let most = ((values[richer] - values[poorer]) / 2.0).floor();
        prop_assume!(most >= 1.0);
        let gift = (pick.2.index(most as usize) + 1) as f64;
        let mut after = values.clone();
        after[poorer] += gift;
        after[richer] -= gift;
        let (before, after) = (Sample::unweighted(&values), Sample::unweighted(&after));
        let lower = |index: fn(&Sample) -> Outcome| index(&after).unwrap() < index(&before).unwrap();
        prop_assert!(lower(Sample::gini), "Gini");
        prop_assert!(lower(Sample::theil), "Theil");
        prop_assert!(lower(Sample::half_squared_cv), "GE(2)");
        prop_assert!(lower(|sample| sample.atkinson(0.5)), "Atkinson 0.5");
        if positive {
            prop_assert!(lower(Sample::mean_log_deviation), "mean log deviation");
            prop_assert!(lower(|sample| sample.atkinson(1.0)), "Atkinson 1");
        }
        // An infinite ratio may become finite or stay, a finite one may not become infinite.
        let not_higher = |index: fn(&Sample) -> Outcome| match (index(&before), index(&after)) {
            (Ok(before), Ok(after)) => after <= before * (1.0 + 1e-12) + 1e-12,
            (Err(before), _) => before.is_infinite(),
            (Ok(_), Err(_)) => false,
        };
        prop_assert!(not_higher(Sample::hoover), "Hoover");
        prop_assert!(not_higher(Sample::palma), "Palma");
        prop_assert!(not_higher(Sample::s80_s20), "S80/S20");
        prop_assert!(not_higher(|sample| sample.top_share(0.01)), "top 1 %");
        prop_assert!(not_higher(|sample| sample.top_share(0.05)), "top 5 %");
        prop_assert!(not_higher(|sample| sample.top_share(0.1)), "top 10 %");
        prop_assert!(not_higher(|sample| sample.top_share(0.2)), "top 20 %");
    }

    #[test]
    fn a_transfer_between_units_of_any_weight_lowers_inequality(
        units in prop::collection::vec((1..10_000u32, 1..50u32), 2..30),
        pick in any::<(prop::sample::Index, prop::sample::Index)>(),
        share in 0.3..=1.0_f64,
    ) {
        let (mut values, weights): (Vec<f64>, Vec<f64>) =
            units.iter().map(|(value, weight)| (f64::from(*value), f64::from(*weight))).unzip();
        let (mut poorer, mut richer) = (pick.0.index(values.len()), pick.1.index(values.len()));
        if values[poorer] > values[richer] {
            (poorer, richer) = (richer, poorer);
        }
        prop_assume!(values[richer] - values[poorer] >= 10.0);
        let before = Sample::weighted(&values, &weights);
        // The most that can go over before the two have the same.
        let most = (values[richer] - values[poorer])
            / (1.0 / weights[poorer] + 1.0 / weights[richer]);
        values[poorer] += share * most / weights[poorer];
        values[richer] -= share * most / weights[richer];
        let after = Sample::weighted(&values, &weights);
        let lower = |index: fn(&Sample) -> Outcome| index(&after).unwrap() < index(&before).unwrap();
        prop_assert!(lower(Sample::gini), "Gini");
        prop_assert!(lower(Sample::theil), "Theil");
        prop_assert!(lower(Sample::half_squared_cv), "GE(2)");
        prop_assert!(lower(Sample::mean_log_deviation), "mean log deviation");
        prop_assert!(lower(|sample| sample.atkinson(0.5)), "Atkinson 0.5");
        prop_assert!(lower(|sample| sample.atkinson(1.0)), "Atkinson 1");
        let not_higher = |index: fn(&Sample) -> Outcome| {
            index(&after).unwrap() <= index(&before).unwrap() * (1.0 + 1e-9)
        };
        prop_assert!(not_higher(Sample::hoover), "Hoover");
        prop_assert!(not_higher(Sample::palma), "Palma");
        prop_assert!(not_higher(Sample::s80_s20), "S80/S20");
        prop_assert!(not_higher(|sample| sample.top_share(0.01)), "top 1 %");
        prop_assert!(not_higher(|sample| sample.top_share(0.05)), "top 5 %");
        prop_assert!(not_higher(|sample| sample.top_share(0.1)), "top 10 %");
        prop_assert!(not_higher(|sample| sample.top_share(0.2)), "top 20 %");
    }

    #[test]
    fn finite_input_gives_finite_numbers_or_a_reason(
        rows in prop::collection::vec((finite(), finite(), finite(), 0..GROUPS), 0..12),
        counts in prop::collection::vec(0..3u32, 12),
        p in 0.0..=1.0_f64,
    ) {
        let unit = |&(value, weight, part, group): &(f64, f64, f64, usize)| {
            let (parts, covariate) = ([part, value / 2.0], part);
            Some(Unit { value, weight: weight.abs(), amount: part, group: Some(group), parts, covariate })
        };
        let units: Vec<Option<Unit>> = rows.iter().map(unit).collect();
        let column = |read: fn(&Unit) -> f64| units.iter().flatten().map(read).collect::<Vec<_>>();
        let values = column(|unit| unit.value);
        let (weights, parts) = (column(|unit| unit.weight), column(|unit| unit.amount));
        let mut outcomes: Vec<Outcome> = Vec::new();
        let mut section = CrossSection::new(&units, GROUPS, Some(1.0));
        for resample in [false, true] {
            if resample {
                section.reweigh(&counts);
            }
            outcomes.extend(all(GROUPS).into_iter().map(|one| section.statistic(one)));
            let sample = section.sample();
            outcomes.extend([
                sample.quantile(p), sample.lorenz(p), sample.generalised_lorenz(p),
                sample.variance(false), sample.coefficient_of_variation(),
                sample.generalised_entropy(-1.0), sample.generalised_entropy(0.5),
                sample.generalised_entropy(7.0), sample.atkinson(2.0), sample.atkinson(30.0),
                sample.gini_corrected_for_weights(), sample.sum_of_largest(2),
                sample.top(p).map(|tail| tail.mean), sample.bottom(p).map(|tail| tail.total),
            ]);
        }
        let line = least_squares(&values, &parts, Some(&weights));
        outcomes.extend(line.iter().flat_map(|line| {
            [Ok(line.slope), line.r_squared, line.slope_error, line.slope_p()]
        }));
        outcomes.extend([pearson(&values, &parts), spearman(&values, &parts)]);
        let groups: Vec<Option<usize>> = rows.iter().map(|row| Some(row.3)).collect();
        let grouped = GroupedSample::new(&values, &weights, &groups);
        outcomes.extend([grouped.theil().between, grouped.theil().within]);
        outcomes.extend(grouped.gini().iter().flat_map(|g| [Ok(g.within), Ok(g.overlap)]));
        let by = gini_by_source(&[&values, &parts], &weights);
        outcomes.extend(by.iter().flat_map(|by| by.sources.iter().map(|s| Ok(s.contribution))));
        let disparity = Disparity::of(&weights, &values, Best::Highest);
        outcomes.extend(disparity.iter().map(|disparity| Ok(disparity.from_best)));
        let mut change = ChangeOfMean::new(&units, &units[units.len() / 2..], GROUPS);
        outcomes.extend(Term::ALL.map(|term| change.term(Quantity::Value, term)));
        let mut numbers = vec![0.0; change.numbers()];
        change.evaluate(&counts, &mut numbers);
        for outcome in outcomes {
            prop_assert!(outcome.is_err() || outcome.is_ok_and(f64::is_finite), "{outcome:?}");
        }
    }

    #[test]
    fn score_intervals_hold_their_estimate(
        cells in (0..40u32, 0..40u32, 0..40u32, 0..40u32),
    ) {
        let (yes_both, yes_first_only, yes_second_only, no_both) = cells;
        let paired = PairedAnswers { yes_both, yes_first_only, yes_second_only, no_both };
        let (first, second) = (
            Proportion { yes: yes_both, of: yes_both + no_both },
            Proportion { yes: yes_first_only, of: yes_first_only + yes_second_only },
        );
        let intervals =
            [first.wilson(Z95), difference(first, second, Z95), paired.difference(Z95)];
        for interval in intervals.into_iter().flatten() {
            prop_assert!(interval.low <= interval.value && interval.value <= interval.high);
            prop_assert!(-1.0 <= interval.low && interval.high <= 1.0);
        }
    }
}
