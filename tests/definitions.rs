//! Every definition at its edges, worked out by hand: nothing, one value, zeros alone and among others,
//! totals of nothing and below, ties, weights of nothing, missing values, groups that are empty.

use giving_gap::stats::between_within::GroupedSample;
use giving_gap::stats::concentration::{
    RankedGroups, concentration_index, erreygers_index, wagstaff_index,
};
use giving_gap::stats::gradient::{SlopeIndex, difference, ratio, ridits};
use giving_gap::stats::{Outcome, Sample, Undefined};

use Undefined::{
    AtBound, DenominatorNotPositive, EndGroupEmpty, FittedEndNotPositive, NegativeValue, NoUnits,
    TooFewGroups, TooFewUnits, TotalNotPositive, ZeroDenominator, ZeroGroup, ZeroValue,
};

type Index = fn(&Sample) -> Outcome;

/// What is divided by the total.
const RELATIVE: [(&str, Index); 13] = [
    ("Lorenz", |s| s.lorenz(0.5)),
    ("top share", |s| s.top_share(0.1)),
    ("top mean", |s| s.top(0.1).map(|tail| tail.mean)),
    ("bottom share", |s| s.bottom_share(0.2)),
    ("Gini", Sample::gini),
    ("Hoover", Sample::hoover),
    ("mean log deviation", Sample::mean_log_deviation),
    ("Theil", Sample::theil),
    ("GE(2)", Sample::half_squared_cv),
    ("Atkinson 0.5", |s| s.atkinson(0.5)),
    ("Atkinson 1", |s| s.atkinson(1.0)),
    ("Palma", Sample::palma),
    ("S80/S20", Sample::s80_s20),
];

#[track_caller]
fn near(found: Outcome, expected: f64) {
    let value = found.unwrap_or_else(|why| panic!("{why:?} and not {expected}"));
    assert!((value - expected).abs() < 1e-12, "{value} and not {expected}");
}

#[test]
fn nothing_has_no_measure() {
    let nobody = [
        Sample::unweighted(&[]),
        Sample::weighted(&[3.0, 4.0], &[0.0, 0.0]),
        Sample::unweighted(&[f64::NAN, f64::INFINITY]),
    ];
    for sample in &nobody {
        let others: [(&str, Index); 6] = [
            ("mean", Sample::mean),
            ("total", Sample::total),
            ("median", Sample::median),
            ("P90/P10", Sample::p90_p10),
            ("above the mean", Sample::share_above_mean),
            ("above 1", |s| s.share_above(1.0)),
        ];
        for (name, index) in RELATIVE.into_iter().chain(others) {
            assert_eq!(index(sample), Err(NoUnits), "{name}");
        }
    }
    assert_eq!(nobody.each_ref().map(|s| (s.n(), s.missing())), [(0, 0), (2, 0), (0, 2)]);
}

#[test]
fn one_value_is_equal_to_itself() {
    let one = Sample::unweighted(&[5.0]);
    for index in [Sample::mean, Sample::total, Sample::median] {
        near(index(&one), 5.0);
    }
    // A tenth of the one unit holds a tenth, which is not more than its part.
    let expected = [0.5, 0.1, 5.0, 0.2, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.1 / 0.4, 1.0];
    for ((_, index), expected) in RELATIVE.into_iter().zip(expected) {
        near(index(&one), expected);
    }
    near(one.p90_p10(), 1.0);
    near(one.share_above_mean(), 0.0);
    assert_eq!(one.gini_corrected(), Err(TooFewUnits));
}

#[test]
fn a_total_that_is_not_above_zero_has_no_shares() {
    let zeros = Sample::unweighted(&[0.0; 4]);
    let cancelling = Sample::unweighted(&[0.1, 0.2, -0.3]);
    let below = Sample::weighted(&[-10.0, 1.0, 1.0], &[1.0, 2.0, 3.0]);
    for sample in [&zeros, &cancelling, &below] {
        for (name, index) in RELATIVE {
            assert_eq!(index(sample), Err(TotalNotPositive), "{name}");
        }
        assert_eq!(sample.p90_p10(), Err(DenominatorNotPositive));
    }
    // What is not relative stays.
    near(zeros.mean(), 0.0);
    near(zeros.share_above_mean(), 0.0);
    near(cancelling.total(), 0.0);
    near(cancelling.share_above_mean(), 2.0 / 3.0);
    near(below.mean(), -5.0 / 6.0);
    near(below.share_above_mean(), 5.0 / 6.0);
}

#[test]
fn values_below_zero_take_indices_beyond_their_range_or_away() {
    // Total 1, mean ½: 2 (−4·½ + 5·1½) / 2 − 1 = 4½, and (4½ + 4½) / 2 over 1.
    let debt = Sample::unweighted(&[-4.0, 5.0]);
    assert!(debt.has_negative());
    near(debt.gini(), 4.5);
    near(debt.hoover(), 4.5);
    // L(½) = −4, and L(0.9) = −4 + 0.8·5 = 0.
    near(debt.lorenz(0.5), -4.0);
    near(debt.top_share(0.1), 1.0);
    let without: [Index; 6] = [
        Sample::mean_log_deviation,
        Sample::theil,
        Sample::half_squared_cv,
        |s| s.generalised_entropy(-1.0),
        |s| s.atkinson(0.5),
        |s| s.atkinson(1.0),
    ];
    for index in without {
        assert_eq!(index(&debt), Err(NegativeValue));
    }
    for index in [Sample::palma, Sample::s80_s20, Sample::p90_p10] {
        assert_eq!(index(&debt), Err(DenominatorNotPositive));
    }
}

#[test]
fn a_zero_among_others_makes_some_infinite() {
    let zero = Sample::unweighted(&[0.0, 4.0]);
    for alpha in [0.0, -1.0] {
        assert_eq!(zero.generalised_entropy(alpha), Err(ZeroValue));
    }
    assert!(ZeroValue.is_infinite() && ZeroDenominator.is_infinite());
    near(zero.theil(), 2.0_f64.ln());
    near(zero.half_squared_cv(), 0.5);
    near(zero.atkinson(0.5), 0.5);
    near(zero.atkinson(1.0), 1.0);
    near(zero.atkinson(2.0), 1.0);
    for index in [Sample::palma, Sample::s80_s20] {
        assert_eq!(index(&zero), Err(ZeroDenominator));
    }
    // A zero that weighs nothing is nobody's.
    let weightless = Sample::weighted(&[0.0, 4.0, 4.0], &[0.0, 1.0, 1.0]);
    near(weightless.mean_log_deviation(), 0.0);
    near(weightless.minimum(), 4.0);
}

#[test]
fn ties_weights_of_nothing_and_missing_values_count_as_said() {
    let sample = Sample::weighted(
        &[2.0, f64::NAN, 2.0, 8.0, 4.0, 9.0],
        &[1.0, 1.0, 2.0, 1.0, f64::NAN, 0.0],
    );
    assert_eq!((sample.n(), sample.missing()), (4, 2));
    near(sample.mean(), 3.5);
    // Strictly above, of 2, 2, 2 and 8; h = 3p.
    near(sample.share_above_mean(), 0.25);
    near(sample.share_above(2.0), 0.25);
    near(sample.share_above(8.0), 0.0);
    near(sample.quantile(0.9), 2.0 + 0.7 * 6.0);
    near(sample.maximum(), 8.0);
    near(sample.gini(), 2.0 * (2.0 * 3.0 * 1.5 + 8.0 * 3.5) / (4.0 * 14.0) - 1.0);
    near(Sample::unweighted(&[7.0; 5]).share_above_mean(), 0.0);
}

#[test]
fn groups_that_are_empty_or_have_nothing() {
    // 0 of two units and 4 of two: between is of the means, 0 and 2, which a mean of zero makes infinite.
    let grouped = GroupedSample::new(
        &[0.0, 0.0, 1.0, 3.0, 9.0],
        &[1.0; 5],
        &[Some(1), Some(1), Some(2), Some(2), None],
    );
    assert_eq!(grouped.entropy(0.0).between, Err(ZeroGroup));
    near(grouped.theil().between, 2.0_f64.ln());
    // Ridits are the midpoints of the shares; a group of nobody takes none.
    assert_eq!(ridits(&[1.0, 0.0, 3.0]).unwrap(), [0.125, 0.25, 0.625]);
    assert_eq!(ridits(&[0.0, 0.0]), Err(NoUnits));
    assert_eq!(difference(&[0.0, 1.0, 1.0], &[f64::NAN, 2.0, 5.0]), Err(EndGroupEmpty));
    assert_eq!(ratio(&[1.0, 1.0], &[0.0, 5.0]), Err(ZeroDenominator));
    assert_eq!(ratio(&[1.0, 1.0], &[0.0, 0.0]), Err(DenominatorNotPositive));
    assert_eq!(SlopeIndex::fit(&[0.0, 2.0], &[f64::NAN, 5.0]).unwrap_err(), TooFewGroups);
    // Through (¼, 1) and (¾, 9): 16 R − 3, which is below zero at the most deprived end.
    let steep = SlopeIndex::fit(&[1.0, 1.0], &[1.0, 9.0]).unwrap();
    near(Ok(steep.sii), 16.0);
    near(Ok(steep.most_deprived), -3.0);
    assert_eq!(steep.rii(), Err(FittedEndNotPositive));
    near(steep.rii_over_mean(), 3.2);
    let level = SlopeIndex::fit(&[1.0, 1.0], &[-2.0, 2.0]).unwrap();
    near(Ok(level.sii), 8.0);
    assert_eq!(level.rii_over_mean(), Err(TotalNotPositive));
}

#[test]
fn concentration_at_its_edges() {
    assert_eq!(concentration_index(&[1.0, 1.0], &[-2.0, 1.0]), Err(TotalNotPositive));
    // All of one rank share the middle, ½.
    near(RankedGroups::of_units(&[1.0, 9.0], &[1.0, 3.0], &[4.0, 4.0]).index(), 0.0);
    // Ranks ⅙, ½, ⅚ and all with the last: (1/3)(2/3)·6 over a mean of 2.
    near(concentration_index(&[1.0; 3], &[0.0, 0.0, 6.0]), 2.0 / 3.0);
    for mean in [0.0, 1.0] {
        assert_eq!(wagstaff_index(&[1.0, 1.0], &[mean, mean], (0.0, 1.0)), Err(AtBound));
    }
    // 4 Cμ over 100: ½·½·60 − ½·½·20 = 10.
    near(erreygers_index(&[1.0, 1.0], &[20.0, 60.0], (0.0, 100.0)), 0.4);
}
