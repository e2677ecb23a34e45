//! Laws that the statistics keep whatever the data.

use giving_gap::stats::between_within::GroupedSample;
use giving_gap::stats::bootstrap::Reweigh;
use giving_gap::stats::change_of_mean::{ChangeOfMean, Quantity, Term};
use giving_gap::stats::concentration::RankedGroups;
use giving_gap::stats::correlation::{pearson, spearman};
use giving_gap::stats::disparity::{Best, Disparity};
use giving_gap::stats::permutation::{TwoOccasions, gini_difference};
use giving_gap::stats::proportions::{PairedAnswers, Proportion, Z95, difference};
use giving_gap::stats::regression::least_squares;
use giving_gap::stats::sources::{concentration_by_source, gini_by_source};
use giving_gap::stats::{
    CrossSection, Measure, Method, Outcome, Panel, Reading, Sample, Statistic, Unit,
};
use proptest::prelude::*;

const GROUPS: usize = 4;

/// Amounts as schools have them: zeros, ties, and a heavy tail.
fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![
        1 => Just(0.0),
        2 => (0..20u32).prop_map(|tens| f64::from(tens) * 10.0),
        5 => (0.0..12.0_f64).prop_map(f64::exp),
    ]
}

fn unit_of(value: f64, weight: f64, group: Option<usize>) -> Unit {
    Unit { value, weight, amount: value, group, parts: [value / 4.0, value * 0.75] }
}

prop_compose! {
    fn unit()(
        value in amount(),
        weight in 1..600u32,
        group in prop::option::weighted(0.9, 0..GROUPS),
    ) -> Unit {
        unit_of(value, f64::from(weight), group)
    }
}

fn units() -> impl Strategy<Value = Vec<Unit>> {
    prop::collection::vec(unit(), 1..40)
}

fn occasion() -> impl Strategy<Value = Vec<Option<Unit>>> {
    prop::collection::vec(prop::option::weighted(0.8, unit()), 30)
}

/// Any finite float at all, from the largest to the smallest.
fn finite() -> impl Strategy<Value = f64> {
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

fn section(units: &[Unit]) -> CrossSection {
    let units: Vec<Option<Unit>> = units.iter().copied().map(Some).collect();
    CrossSection::new(&units, GROUPS, Some(1000.0))
}

fn unweighted(units: &[Unit]) -> Vec<Unit> {
    units.iter().map(|unit| Unit { weight: 1.0, ..*unit }).collect()
}

/// Equal to rounding, or undefined for the same reason.
fn same(a: Outcome, b: Outcome) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-12,
        (a, b) => a == b,
    }
}

/// Whether a measure is without unit: the same in pounds and in pence.
fn is_relative(measure: Measure) -> bool {
    use Measure::{Difference, Maximum, Mean, Median, Minimum, Sii, Total, TrendSlope};
    !matches!(measure, Total | Mean | Median | Maximum | Minimum | Difference | Sii | TrendSlope)
}

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
        prop_assert!(not_higher(|sample| sample.top_share(0.1)), "top 10 %");
        prop_assert!(not_higher(|sample| sample.top_share(0.2)), "top 20 %");
    }

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
        for term in Term::ALL {
            let of = |quantity| change.term(quantity, term);
            let parts = of(Quantity::Part(0)).and_then(|one| Ok(one + of(Quantity::Part(1))?));
            prop_assert!(same(parts, of(Quantity::Value)), "{term:?}");
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

    #[test]
    fn finite_input_gives_finite_numbers_or_a_reason(
        rows in prop::collection::vec((finite(), finite(), finite(), 0..GROUPS), 0..12),
        counts in prop::collection::vec(0..3u32, 12),
        p in 0.0..=1.0_f64,
    ) {
        let unit = |&(value, weight, part, group): &(f64, f64, f64, usize)| {
            let parts = [part, value / 2.0];
            Some(Unit { value, weight: weight.abs(), amount: part, group: Some(group), parts })
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
            outcomes.extend(Measure::ALL.map(|measure| section.measure(measure)));
            outcomes.extend((0..GROUPS).map(|group| section.group_mean(group)));
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(15))]

    #[test]
    fn intervals_are_in_order_and_the_seed_decides(
        first in occasion(), second in occasion(), seed in any::<u64>(),
    ) {
        let statistics: Vec<Statistic> = Measure::ALL.map(Statistic::Measure).to_vec();
        let run = || {
            let panel = Panel::new(&first, &second, GROUPS, Some(1000.0));
            panel.bootstrap(statistics.clone(), 60, seed).finish()
        };
        let (one, other) = (run(), run());
        for statistic in &statistics {
            for reading in [Reading::First, Reading::Change, Reading::PercentChange] {
                for method in [Method::Percentile, Method::BiasCorrectedAccelerated] {
                    let interval = one.interval(*statistic, reading, method, 0.95);
                    prop_assert_eq!(interval, other.interval(*statistic, reading, method, 0.95));
                    if let Ok(interval) = interval {
                        prop_assert!(interval.low <= interval.high, "{statistic:?}");
                        prop_assert_eq!(interval.used + interval.dropped, 60);
                    }
                }
            }
        }
    }

    #[test]
    fn permutation_p_is_a_share(
        both in prop::collection::vec((amount(), amount()), 0..12),
        first in prop::collection::vec(amount(), 0..8),
        second in prop::collection::vec(amount(), 0..8),
    ) {
        let one = |value: f64| (value, 1.0);
        let units = TwoOccasions {
            both: both.into_iter().map(|(a, b)| (one(a), one(b))).collect(),
            first_only: first.into_iter().map(one).collect(),
            second_only: second.into_iter().map(one).collect(),
        };
        if let Ok(test) = gini_difference(&units, 99, 1) {
            prop_assert!(test.p > 0.0 && test.p <= 1.0, "{test:?}");
        }
    }
}
