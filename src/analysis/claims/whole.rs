//! Whether a published percentage can be that of a whole number of answers.

use super::file::{Claim, ClaimsFile};
use super::printed::Printed;
use crate::figure::ClaimVerdict;

/// How many answers fewer are tried, to say what would explain a percentage that does not fit.
const FEWER: u32 = 10;

/// *Impossible* where one of the percentages is that of no whole number out of a claim's value.
pub fn shares_of(file: &ClaimsFile, shares: &[String], of: &str) -> (ClaimVerdict, String) {
    let whole = file.claim(of).map_or(0.0, |claim| claim.printed.value.max(0.0)) as u32;
    let misfits: Vec<String> = shares
        .iter()
        .filter_map(|id| file.claim(id))
        .filter(|claim| count(&claim.printed, whole).is_none())
        .map(|claim| misfit(claim, whole))
        .collect();
    if misfits.is_empty() {
        let text = format!("Each is the share of a whole number of {whole}.");
        (ClaimVerdict::Consistent, text)
    } else {
        (ClaimVerdict::Impossible, misfits.join(" "))
    }
}

fn percent(count: u32, whole: u32) -> f64 {
    100.0 * f64::from(count) / f64::from(whole)
}

/// The counts to either side of a percentage of `whole`, the lower first.
fn around(value: f64, whole: u32) -> [u32; 2] {
    let below = (value * f64::from(whole) / 100.0).floor().max(0.0) as u32;
    [below, below.saturating_add(1)]
}

/// A count out of `whole` that prints as this percentage. The nearest count to either side of the
/// printed value prints so if any does.
fn count(printed: &Printed, whole: u32) -> Option<u32> {
    let fits = |count: &u32| *count <= whole && printed.range().contains(percent(*count, whole));
    let [below, above] = around(printed.value, whole);
    // Strictly below the value, where that is itself a count: “below” and “less than”.
    [below, above, below.saturating_sub(1)].into_iter().find(fits)
}

/// The two counts that come nearest, and how many answers fewer would do.
fn misfit(claim: &Claim, whole: u32) -> String {
    let printed = &claim.printed;
    let share =
        |count: u32, of: u32| format!("{count} of {of} is {}", printed.finer(percent(count, of)));
    let [below, above] = around(printed.value, whole);
    let fewer = (whole.saturating_sub(FEWER)..whole)
        .rev()
        .find_map(|of| count(printed, of).map(|count| format!("; but {}", share(count, of))));
    format!(
        "{} ({}): {}, {}{}.",
        printed.words(),
        claim.quantity,
        share(below, whole),
        share(above, whole),
        fewer.unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::claims::printed::{ClaimUnit, Rounding};

    fn percentage(value: f64, rounding: Rounding) -> Printed {
        Printed { value, unit: ClaimUnit::Percent, rounding, words: None }
    }

    #[test]
    fn a_percentage_fits_where_a_count_prints_as_it() {
        // 52/70 = 74.29 %, 53/70 = 75.71 %; 52/69 = 75.36 %; 66/70 = 94.29 %; 1/3 of 70 is 23.3.
        let whole_percent = |value| percentage(value, Rounding::Step(1.0));
        assert_eq!(count(&whole_percent(75.0), 70), None);
        assert_eq!(count(&whole_percent(75.0), 69), Some(52));
        assert_eq!(count(&whole_percent(94.0), 70), Some(66));
        assert_eq!(count(&whole_percent(0.0), 70), Some(0));
        assert_eq!(count(&whole_percent(100.0), 70), Some(70));
        assert_eq!(count(&whole_percent(50.0), 0), None);
        assert_eq!(count(&percentage(100.0 / 3.0, Rounding::Above), 70), Some(24));
        assert_eq!(count(&percentage(100.0 / 3.0, Rounding::Below), 70), Some(23));
        assert_eq!(count(&percentage(50.0, Rounding::Below), 70), Some(34));
        assert_eq!(count(&percentage(100.0, Rounding::Above), 70), None);
    }
}
