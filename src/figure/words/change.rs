//! What may be said of a change: never more than its interval allows.

use crate::figure::{Estimate, Row, Unit, number};

/// What a change with its interval comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Rose,
    Fell,
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
        (Some(_), None) => Verdict::NoInterval,
        (Some(_), Some((low, _))) if low > 0.0 => Verdict::Rose,
        (Some(_), Some((_, high))) if high < 0.0 => Verdict::Fell,
        (Some(_), Some(_)) => Verdict::CannotTell,
    }
}

/// A sentence on how a quantity changed between the waves, or `None` where there is no comparison.
/// `what` starts it: "The difference between them".
pub fn change_clause(what: &str, row: &Row, waves: &[String]) -> Option<String> {
    let ([first, second], [before, after]) = (row.waves.as_slice(), waves) else { return None };
    let (a, b) = (first.known_value()?, second.known_value()?);
    let (a, b) = (number::prose(a, row.unit), number::prose(b, row.unit));
    let change = row.change.as_ref();
    let interval = change.and_then(|change| change.interval);
    let range = |unit: Unit| {
        interval.map_or_else(String::new, |(low, high)| {
            format!("95% interval of the change {}", number::change_range_prose(low, high, unit))
        })
    };
    Some(match verdict(change) {
        Verdict::NotComparable => return None,
        Verdict::Rose => {
            format!("{what} rose from {a} in {before} to {b} in {after} ({}).", range(row.unit))
        }
        Verdict::Fell => {
            format!("{what} fell from {a} in {before} to {b} in {after} ({}).", range(row.unit))
        }
        Verdict::CannotTell => format!(
            "{what} was {a} in {before} and {b} in {after}; these data cannot tell whether it \
             changed ({}).",
            range(row.unit)
        ),
        Verdict::NoInterval => format!("{what} was {a} in {before} and {b} in {after}."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn no_change_is_claimed_that_the_interval_does_not_bear() {
        let waves = ["2016".to_string(), "2018".to_string()];
        let say = |row: &Row| change_clause("The gap", row, &waves).unwrap();
        assert_eq!(
            say(&row(100.0, 200.0, Some((40.0, 160.0)))),
            "The gap rose from £100 in 2016 to £200 in 2018 \
             (95% interval of the change +\u{2060}£40 to +\u{2060}£160)."
        );
        assert!(say(&row(200.0, 100.0, Some((-160.0, -40.0)))).starts_with("The gap fell from"));
        assert!(say(&row(100.0, 200.0, Some((-1.0, 201.0)))).contains("cannot tell"));
        assert!(say(&row(100.0, 200.0, Some((0.0, 201.0)))).contains("cannot tell"));
        assert_eq!(say(&row(100.0, 200.0, None)), "The gap was £100 in 2016 and £200 in 2018.");
        let one_wave = Row { waves: vec![Estimate::known(1.0)], ..row(1.0, 1.0, None) };
        assert_eq!(change_clause("The gap", &one_wave, &waves[..1]), None);
    }
}
