//! What may be said of a change: never more than its interval allows.

use super::gap::{self, Ahead};
use crate::figure::{Estimate, Row, number};

/// What a change with its interval comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Rose,
    Fell,
    /// Exactly none, so that no interval has to bear it.
    Same,
    /// The interval holds zero: the data cannot tell.
    CannotTell,
    /// There is a number and no interval to judge it by.
    NoInterval,
    /// One wave, or nothing to compare.
    NotComparable,
}

/// Judges a change by its interval alone. An interval that touches zero holds it.
pub fn verdict(change: Option<&Estimate>) -> Verdict {
    let Some(change) = change else { return Verdict::NotComparable };
    match (change.known_value(), change.interval) {
        (None, _) => Verdict::NotComparable,
        (Some(0.0), None | Some((0.0, 0.0))) => Verdict::Same,
        (Some(_), None) => Verdict::NoInterval,
        (Some(_), Some((low, _))) if low > 0.0 => Verdict::Rose,
        (Some(_), Some((_, high))) if high < 0.0 => Verdict::Fell,
        (Some(_), Some(_)) => Verdict::CannotTell,
    }
}

/// A sentence on how a quantity changed between the waves, or `None` where there is no comparison.
/// `what` starts it: "The mean".
pub fn change_clause(what: &str, row: &Row, waves: &[String]) -> Option<String> {
    let say = |values: &[f64]| number::alike(values, row.unit);
    clause(what, row, waves, &say, ("rose", "fell"), "of the change")
}

/// The same of a gap, least deprived less most deprived: its width, and the end that is ahead where that
/// is not the least deprived in both waves.
pub fn gap_clause(what: &str, row: &Row, waves: &[String]) -> Option<String> {
    if gap::ahead(row) != Ahead::InTurn {
        return change_clause(&gap::named(what, row), &gap::widths(row), waves);
    }
    let (shift, towards) = gap::shift(row);
    let say = |values: &[f64]| -> Vec<String> {
        let turned = values.iter().map(|value| if towards == "most" { -value } else { *value });
        let width = |value: f64| number::prose(value.abs(), row.unit);
        turned.map(|value| format!("{}{}", width(value), gap::in_favour(value))).collect()
    };
    let of = format!("of the change towards the {towards} deprived");
    clause(what, &shift, waves, &say, ("went", "went"), &of)
}

fn clause(
    what: &str,
    row: &Row,
    waves: &[String],
    say: &dyn Fn(&[f64]) -> Vec<String>,
    (rose, fell): (&str, &str),
    of: &str,
) -> Option<String> {
    if let ([only], [wave]) = (row.waves.as_slice(), waves) {
        return Some(format!("{what} was {} in {wave}.", say(&[only.known_value()?]).concat()));
    }
    let ([first, second], [before, after]) = (row.waves.as_slice(), waves) else { return None };
    let said = say(&[first.known_value()?, second.known_value()?]);
    let [a, b] = said.as_slice() else { return None };
    let change = row.change.as_ref();
    let range =
        change.and_then(|change| change.interval).map_or_else(String::new, |(low, high)| {
            format!("95% interval {of} {}", number::change_range_prose(low, high, row.unit))
        });
    let moved = |verb: &str| match a == b {
        true => format!("{what} {verb}, though both waves round to {b} ({range})."),
        false => format!("{what} {verb} from {a} in {before} to {b} in {after} ({range})."),
    };
    Some(match verdict(change) {
        Verdict::NotComparable => return None,
        Verdict::Rose => moved(rose),
        Verdict::Fell => moved(fell),
        Verdict::Same => format!("{what} was {b} in both {before} and {after}."),
        Verdict::CannotTell => format!(
            "{what} was {a} in {before} and {b} in {after}; these data cannot tell whether it \
             changed ({range})."
        ),
        Verdict::NoInterval if a == b => format!("{what} was {b} in both {before} and {after}."),
        Verdict::NoInterval => format!("{what} was {a} in {before} and {b} in {after}."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Unit;

    fn row(a: f64, b: f64, interval: Option<(f64, f64)>) -> Row {
        Row {
            key: "difference".into(),
            label: "Difference".into(),
            unit: Unit::Pounds,
            waves: vec![Estimate::known(a), Estimate::known(b)],
            change: Some(Estimate::known(b - a).within(interval)),
            change_percent: None,
        }
    }

    fn waves() -> [String; 2] {
        ["2016".to_string(), "2018".to_string()]
    }

    #[test]
    fn no_change_is_claimed_that_the_interval_does_not_bear() {
        let cases = [
            (
                row(100.0, 200.0, Some((40.0, 160.0))),
                "The mean rose from £100 in 2016 to £200 in 2018 \
                 (95% interval of the change +\u{2060}£40 to +\u{2060}£160).",
            ),
            (
                row(200.0, 100.0, Some((-160.0, -40.0))),
                "The mean fell from £200 in 2016 to £100 in 2018 \
                 (95% interval of the change \u{2212}\u{2060}£160 to \u{2212}\u{2060}£40).",
            ),
            (
                row(100.0, 200.0, Some((0.0, 201.0))),
                "The mean was £100 in 2016 and £200 in 2018; these data cannot tell whether it \
                 changed (95% interval of the change £0 to +\u{2060}£201).",
            ),
            (row(100.0, 100.0, Some((0.0, 0.0))), "The mean was £100 in both 2016 and 2018."),
            (
                row(5_001.0, 5_004.0, Some((1.0, 5.0))),
                "The mean rose, though both waves round to £5,000 \
                 (95% interval of the change +\u{2060}£1 to +\u{2060}£5).",
            ),
            (row(100.0, 200.0, None), "The mean was £100 in 2016 and £200 in 2018."),
            (row(0.1, 0.1 + 1e-12, None), "The mean was £0.10 in both 2016 and 2018."),
        ];
        for (row, expected) in cases {
            assert_eq!(change_clause("The mean", &row, &waves()).unwrap(), expected);
        }
        let one_wave = Row { waves: vec![Estimate::known(1.0)], ..row(1.0, 1.0, None) };
        assert_eq!(
            change_clause("The mean", &one_wave, &waves()[..1]).unwrap(),
            "The mean was £1 in 2016."
        );
    }

    /// The gap is the least deprived less the most; each line is what a careful writer would put.
    #[test]
    fn a_gap_has_a_width_and_an_end_that_is_ahead() {
        let cases = [
            (
                row(4_000.0, 9_000.0, Some((3_000.0, 7_000.0))),
                "The gap rose from £4,000 in 2016 to £9,000 in 2018 \
                 (95% interval of the change +\u{2060}£3,000 to +\u{2060}£7,000).",
            ),
            (
                row(-9_000.0, -4_000.0, Some((3_000.0, 7_000.0))),
                "The gap, in favour of the most deprived, fell from £9,000 in 2016 to £4,000 in 2018 \
                 (95% interval of the change \u{2212}\u{2060}£7,000 to \u{2212}\u{2060}£3,000).",
            ),
            (
                row(-4_000.0, -9_000.0, Some((-7_000.0, -3_000.0))),
                "The gap, in favour of the most deprived, rose from £4,000 in 2016 to £9,000 in 2018 \
                 (95% interval of the change +\u{2060}£3,000 to +\u{2060}£7,000).",
            ),
            (
                row(-4_000.0, -5_000.0, Some((-3_000.0, 1_000.0))),
                "The gap, in favour of the most deprived, was £4,000 in 2016 and £5,000 in 2018; these \
                 data cannot tell whether it changed \
                 (95% interval of the change \u{2212}\u{2060}£1,000 to +\u{2060}£3,000).",
            ),
            (
                row(4_000.0, -2_000.0, Some((-8_000.0, -4_000.0))),
                "The gap went from £4,000 in favour of the least deprived in 2016 to £2,000 in favour \
                 of the most deprived in 2018 (95% interval of the change towards the most deprived \
                 +\u{2060}£4,000 to +\u{2060}£8,000).",
            ),
            (
                row(-2_000.0, 1_000.0, Some((-500.0, 6_500.0))),
                "The gap was £2,000 in favour of the most deprived in 2016 and £1,000 in favour of the \
                 least deprived in 2018; these data cannot tell whether it changed (95% interval of \
                 the change towards the least deprived \u{2212}\u{2060}£500 to +\u{2060}£6,500).",
            ),
            (
                row(0.0, -500.0, Some((-700.0, -300.0))),
                "The gap, in favour of the most deprived, rose from £0 in 2016 to £500 in 2018 \
                 (95% interval of the change +\u{2060}£300 to +\u{2060}£700).",
            ),
            (
                row(-6_000.0, -6_000.0, None),
                "The gap, in favour of the most deprived, was £6,000 in both 2016 and 2018.",
            ),
            (
                row(-6_000.0, -7_000.0, None),
                "The gap, in favour of the most deprived, was £6,000 in 2016 and £7,000 in 2018.",
            ),
            (row(0.0, 0.0, Some((0.0, 0.0))), "The gap was £0 in both 2016 and 2018."),
        ];
        for (row, expected) in cases {
            assert_eq!(gap_clause("The gap", &row, &waves()).unwrap(), expected);
        }
    }
}
