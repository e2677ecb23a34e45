//! An estimate as a cell of a shared table writes it.

use crate::figure::number::{plain, range, signed, signed_range};
use crate::figure::{Estimate, Unit};

/// The value, or the letter of why there is none.
pub fn value(estimate: Option<&Estimate>, unit: Unit, is_change: bool) -> String {
    match estimate.map(|estimate| &estimate.value) {
        None => String::new(),
        Some(Ok(value)) if is_change => signed(*value, unit),
        Some(Ok(value)) => plain(*value, unit),
        Some(Err(why)) => format!("[{}]", why.letter()),
    }
}

/// The interval's two ends, or nothing where there is none.
pub fn interval(estimate: Option<&Estimate>, unit: Unit, is_change: bool) -> Option<String> {
    let (low, high) = estimate?.interval?;
    Some(if is_change { signed_range(low, high, unit) } else { range(low, high, unit) })
}
