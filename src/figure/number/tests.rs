//! Numbers as they are written, by hand.

use super::*;

#[test]
fn values_read_as_written_by_hand() {
    let cases = [
        (19883.2, Unit::Pounds, "£19,883"),
        (0.33, Unit::Pounds, "£0.33"),
        (0.0, Unit::Pounds, "£0"),
        (-1250.0, Unit::Pounds, "\u{2212}\u{2060}£1,250"),
        (0.078, Unit::Share, "7.8%"),
        (12.5, Unit::Minutes, "12.5"),
        (227.0, Unit::Hours, "227\u{202F}h"),
        (1.0 / 60.0, Unit::Hours, "1\u{202F}min"),
        (0.3812, Unit::Index, "0.381"),
        (1234567.0, Unit::Count, "1,234,567"),
    ];
    for (value, unit, expected) in cases {
        assert_eq!(plain(value, unit), expected);
    }
}

#[test]
fn a_million_and_more_is_told_in_millions_and_stands_in_full_in_a_table() {
    let pounds = |value: f64| {
        [headline(value, Unit::Pounds), prose(value, Unit::Pounds), plain(value, Unit::Pounds)]
    };
    assert_eq!(pounds(1_268_986.0), ["£1.3m", "£1.27m", "£1,268,986"]);
    assert_eq!(pounds(12_510_345.0), ["£13m", "£12.5m", "£12,510,345"]);
    assert_eq!(pounds(999_700.0), ["£1.0m", "£1.00m", "£999,700"]);
    assert_eq!(pounds(994_000.0), ["£990,000", "£994,000", "£994,000"]);
    assert_eq!(brief_range(1_251_000.0, 1_300_100.0, Unit::Pounds), "£1.25m to £1.30m");
    assert_eq!(brief_signed(-1_268_986.0, Unit::Pounds), "\u{2212}\u{2060}£1.27m");
    assert_eq!(brief_plain(-1_268_986.0, Unit::Pounds), "\u{2212}\u{2060}£1.27m");
    assert_eq!(prose(1_268_986.0, Unit::Count), "1,270,000");
}

#[test]
fn what_is_shown_is_written_alike() {
    for unit in Unit::ALL {
        for value in [0.0, 0.001, 0.0166, 0.33, 0.9994, 1.04, 12.34, 99.94, 99.96, 19_883.2] {
            for value in [value, -value] {
                let rounded = shown(value, unit);
                assert_eq!(plain(rounded, unit), plain(value, unit), "{value} {unit:?}");
                assert!((rounded - value).abs() <= 0.5, "{value} {unit:?}");
            }
        }
    }
}

#[test]
fn changes_carry_their_sign() {
    let cases = [
        (10.2, Unit::Pounds, "+\u{2060}£10"),
        (-0.2, Unit::Minutes, "\u{2212}0.2"),
        (0.3, Unit::Share, "+30.0 pp"),
        (0.0, Unit::Pounds, "£0"),
        (-0.0001, Unit::Share, "0.0 pp"),
    ];
    for (value, unit, expected) in cases {
        assert_eq!(signed(value, unit), expected);
    }
    assert_eq!(signed_range(0.247, 0.353, Unit::Share), "+24.7 to +35.3 pp");
    assert_eq!(change_range_prose(0.247, 0.353, Unit::Share), "+24.7 to +35.3 percentage points");
    assert_eq!(change_prose(8.5, Unit::Minutes), "+8.5 minutes");
    // An interval that does not hold zero does not seem to.
    assert_eq!(signed_range(0.0004, 0.016, Unit::Share), "just over 0 to +1.6 pp");
    assert_eq!(signed_range(-0.037, -0.0004, Unit::Index), "\u{2212}0.037 to just under 0");
    assert_eq!(signed_range(0.0, 0.016, Unit::Share), "0.0 to +1.6 pp");
    assert_eq!(
        signed_range(-263.4, 26_142.0, Unit::Pounds),
        "\u{2212}\u{2060}£263 to +\u{2060}£26,100"
    );
    assert_eq!(brief_range(18_733.0, 26_656.0, Unit::Pounds), "£18,700 to £26,700");
    assert_eq!(brief_plain(24.0, Unit::Minutes), "24.0");
}

#[test]
fn prose_has_three_digits_and_a_title_two() {
    assert_eq!(prose(41_234.0, Unit::Pounds), "£41,200");
    assert_eq!(headline(41_234.0, Unit::Pounds), "£41,000");
    assert_eq!(prose(6_752.0, Unit::Pounds), "£6,750");
    assert_eq!(prose(51.2, Unit::Pounds), "£51");
    assert_eq!(prose(1.0, Unit::Minutes), "1 minute");
    assert_eq!(prose(12.54, Unit::Minutes), "12.5 minutes");
    assert_eq!(prose(6.12, Unit::Times), "6.1 times");
    assert_eq!(prose(1.0 / 3.0, Unit::Times), "0.33 times");
    assert_eq!(prose(0.997, Unit::Times), "1.0 times");
    assert_eq!(prose(0.4, Unit::Share), "40%");
    assert_eq!(alike(&[0.4, 0.289, 0.0, 1.0], Unit::Share), ["40.0%", "28.9%", "0%", "100%"]);
    assert_eq!(alike(&[0.4, 0.6], Unit::Share), ["40%", "60%"]);
    assert_eq!(alike(&[41.0, 51.2], Unit::Pounds), ["£41", "£51"]);
    assert_eq!(prose(86.52, Unit::Pounds), "£87");
    assert_eq!(prose(1.2345, Unit::Index), "1.234");
    assert_eq!(prose(0.0784, Unit::Share), "7.8%");
    assert_eq!(prose(0.0, Unit::Pounds), "£0");
}

#[test]
fn ticks_are_short_where_asked() {
    assert_eq!(tick(40000.0, Unit::Pounds, true), "£40k");
    assert_eq!(tick(40000.0, Unit::Pounds, false), "£40,000");
    assert_eq!(tick(2.5e6, Unit::Pounds, true), "£2.5m");
    assert_eq!(tick(0.25, Unit::Share, false), "25%");
}
