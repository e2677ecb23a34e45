//! Laws of intervals and of the permutation test.

use giving_gap::stats::permutation::{TwoOccasions, gini_difference};
use giving_gap::stats::{Method, Panel, Reading};
use proptest::prelude::*;

use crate::statistics::all;
use crate::units::{GROUPS, amount, occasion};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(15))]

    #[test]
    fn intervals_are_in_order_and_the_seed_decides(
        first in occasion(), second in occasion(), seed in any::<u64>(),
    ) {
        let statistics = all(GROUPS);
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
