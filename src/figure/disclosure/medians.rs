//! Medians and other quantiles: one may be a school’s own value.

use crate::figure::{Estimate, Figure, Mark, Row, Unit};

/// Rounds every median and quantile, and what is told of it, to two digits; the numbers as they were are added to
/// those that no words may tell. Returns whether there was any.
pub(super) fn round(figure: &mut Figure, taken: &mut Vec<(f64, Unit)>) -> bool {
    let rows = figure.rows.iter_mut().chain(&mut figure.companions);
    let mut medians = rows.filter(|row| is_median(row)).peekable();
    let any = medians.peek().is_some();
    for row in medians {
        for estimate in &mut row.waves {
            round_estimate(estimate, row.unit, taken);
        }
        let rounded: Vec<Option<f64>> = row.waves.iter().map(Estimate::known_value).collect();
        let ([Some(first), Some(second)], Some(change)) = (&rounded[..], &mut row.change) else {
            continue;
        };
        round_estimate(change, row.unit, taken);
        change.value = Ok(second - first);
        if let Some(percent) = row.change_percent.as_mut().filter(|p| p.value.is_ok()) {
            *percent = Estimate { n: percent.n, ..Estimate::known(100.0 * (second / first - 1.0)) };
        }
    }
    any
}

fn is_median(row: &Row) -> bool {
    let is_percentile = |key: &str| key.strip_prefix('p').is_some_and(|p| p.parse::<u8>().is_ok());
    row.key == "median" || row.key.ends_with("-median") || is_percentile(&row.key)
}

fn round_estimate(estimate: &mut Estimate, unit: Unit, taken: &mut Vec<(f64, Unit)>) {
    let mut to_two_digits = |value: f64| {
        let rounded = two_digits(value);
        if rounded != value {
            taken.push((value, unit));
        }
        rounded
    };
    if let Ok(value) = &mut estimate.value {
        *value = to_two_digits(*value);
        estimate.mark = estimate.mark.or(Some(Mark::Rounded));
    }
    if let Some((low, high)) = &mut estimate.interval {
        (*low, *high) = (to_two_digits(*low), to_two_digits(*high));
    }
}

fn two_digits(value: f64) -> f64 {
    // Through text, so that the shortest number of two digits is what leaves.
    format!("{value:.1e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_are_left() {
        for (value, rounded) in
            [(41_237.0, 41_000.0), (0.018_64, 0.019), (-3.44, -3.4), (0.0, 0.0), (7.0, 7.0)]
        {
            assert_eq!(two_digits(value), rounded);
        }
    }
}
