//! One wave read as a whole: measures by hand, and resamples as the units they repeat.

use super::super::statistic::{GiniPart, Statistic};
use super::*;

pub(crate) fn unit(value: f64, group: usize) -> Option<Unit> {
    let parts = [value / 4.0, value * 0.75];
    Some(Unit { value, weight: 1.0, amount: value, group: Some(group), parts, covariate: f64::NAN })
}

#[test]
fn measures_by_hand() {
    let units = [unit(10.0, 0), unit(30.0, 0), None, unit(40.0, 1)];
    let section = CrossSection::new(&units, 2, Some(10.0));
    let of = |measure| section.measure(measure).unwrap();
    assert_eq!(of(Measure::Total), 80.0);
    assert_eq!(of(Measure::Difference), 20.0);
    assert_eq!(of(Measure::Ratio), 2.0);
    assert!((of(Measure::ShareAboveThreshold) - 2.0 / 3.0).abs() < 1e-12);
    // Shares of the total ½ and ½, of the units ⅔ and ⅓.
    let between = 0.5 * 0.75_f64.ln() + 0.5 * 1.5_f64.ln();
    assert!((of(Measure::TheilBetween) - between).abs() < 1e-12);
    let whole = of(Measure::TheilBetween) + of(Measure::TheilWithin);
    assert!((whole - of(Measure::Theil)).abs() < 1e-12);
    assert_eq!(section.group_mean(0), Ok(20.0));
    assert_eq!(section.part_group_mean(1, 0), Ok(15.0));
    assert_eq!((section.group_n(0), section.grouped_n()), (2, 3));
    assert_eq!(section.group_mean(2), Err(Undefined::BadParameter));
}

#[test]
fn equal_units_have_no_theil_index_within_them_nor_between() {
    for value in [9_605.0, 12_976.0, 0.1, 1e7 / 3.0] {
        let section = CrossSection::new(&[unit(value, 0), unit(value, 1), unit(value, 1)], 2, None);
        for measure in [Measure::TheilWithin, Measure::TheilBetween, Measure::Theil] {
            assert_eq!(section.measure(measure), Ok(0.0), "{value} {measure:?}");
        }
    }
}

#[test]
fn a_resample_reads_as_its_units_repeated() {
    let units = [unit(10.0, 0), unit(30.0, 0), None, unit(40.0, 1)];
    let mut drawn = CrossSection::new(&units, 2, Some(10.0));
    drawn.reweigh(&[2, 0, 5, 1]);
    let repeated = [unit(10.0, 0), unit(10.0, 0), unit(40.0, 1)];
    let repeated = CrossSection::new(&repeated, 2, Some(10.0));
    for measure in Measure::ALL {
        match (drawn.measure(measure), repeated.measure(measure)) {
            (Ok(a), Ok(b)) => assert!((a - b).abs() < 1e-12, "{measure:?}: {a} and {b}"),
            (a, b) => assert_eq!(a, b, "{measure:?}"),
        }
    }
}

#[test]
fn values_that_cancel_leave_nothing_to_divide_by() {
    // Added up in floats they leave 5.6e-17, over which the index was −6.4e15.
    let values = [0.1, 0.2, -0.3];
    let of_total = [
        Statistic::Measure(Measure::Gini),
        Statistic::Measure(Measure::ConcentrationIndex),
        Statistic::Measure(Measure::RiiOverMean),
        Statistic::Measure(Measure::TheilBetween),
        Statistic::HeldUpToGroup(1),
        Statistic::ConcentrationOfPart(0),
        Statistic::GiniByGroup(GiniPart::Within),
    ];
    for groups in [[0, 1, 2], [0, 0, 0], [1, 0, 1]] {
        let units: Vec<_> = values.iter().zip(groups).map(|(v, g)| unit(*v, g)).collect();
        let section = CrossSection::new(&units, 3, None);
        for statistic in of_total {
            let expected = match statistic {
                Statistic::Measure(Measure::RiiOverMean) if groups == [0, 0, 0] => {
                    Undefined::TooFewGroups
                }
                _ => Undefined::TotalNotPositive,
            };
            assert_eq!(section.statistic(statistic), Err(expected), "{statistic:?} {groups:?}");
        }
        assert!(section.measure(Measure::Rii).is_err());
        assert_eq!(section.measure(Measure::Mean), Ok(0.0));
        assert_eq!(section.measure(Measure::Total), Ok(0.0));
        assert!(section.concentration_curve().is_err());
    }
    // A first group of values that cancel has a mean of zero, and the ratio to it no end.
    let units = [unit(0.1, 0), unit(0.2, 0), unit(-0.3, 0), unit(5.0, 1)];
    let section = CrossSection::new(&units, 2, None);
    assert_eq!(section.measure(Measure::Ratio), Err(Undefined::ZeroDenominator));
    assert_eq!(section.group_mean(0), Ok(0.0));
    // What only nearly cancels is a total like any other.
    let units = [unit(0.1, 0), unit(0.2, 1), unit(-0.29, 2)];
    let section = CrossSection::new(&units, 3, None);
    assert!(section.measure(Measure::ConcentrationIndex).is_ok());
}

#[test]
fn what_is_not_known_has_no_total_and_no_threshold() {
    let unknown = Some(Unit { amount: f64::NAN, ..unit(1.0, 0).unwrap() });
    let section = CrossSection::new(&[unknown], 1, Some(1.0));
    assert_eq!(section.measure(Measure::Total), Err(Undefined::NotApplicable));
    assert_eq!(section.measure(Measure::ShareAboveThreshold), Err(Undefined::NotApplicable));
    let without = CrossSection::new(&[unit(1.0, 0)], 1, None);
    assert_eq!(without.measure(Measure::ShareAboveThreshold), Err(Undefined::NotApplicable));
}

#[test]
fn nobody() {
    let section = CrossSection::new(&[None, None], 10, Some(1.0));
    for measure in Measure::ALL {
        assert!(section.measure(measure).is_err(), "{measure:?} of nobody");
    }
}
