//! The order of numbers, by one sort that all of the house shares: every type that is sorted by
//! itself adds several kilobytes to the page.

/// The places of the numbers in ascending order, as [`f64::total_cmp`] has it; equal ones in the
/// order in which they stand.
pub fn ascending(numbers: &[f64]) -> Vec<usize> {
    by_columns(numbers.len(), &[numbers])
}

/// The places of the numbers in descending order; equal ones in the order in which they stand.
pub fn descending(numbers: &[f64]) -> Vec<usize> {
    let negated: Vec<f64> = numbers.iter().map(|number| -number).collect();
    ascending(&negated)
}

/// The places of so many rows, ascending by the first column, ties by the next, and so on; rows
/// that are equal in all stand in the order of their places. Every column has that many numbers.
pub fn by_columns(rows: usize, columns: &[&[f64]]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..rows).collect();
    order_within(&mut places, columns);
    places
}

/// Puts numbers in ascending order.
pub fn sort(numbers: &mut [f64]) {
    let mut keyed: Vec<(u64, u32)> = numbers.iter().map(|number| (key(*number), 0)).collect();
    sort_keyed(&mut keyed);
    for (number, (key, _)) in numbers.iter_mut().zip(keyed) {
        *number = number_of(key);
    }
}

/// The one sort: by key, equal keys by place.
pub(super) fn sort_keyed(keyed: &mut [(u64, u32)]) {
    #[cfg(test)]
    tests::SORTS.set(tests::SORTS.get() + 1);
    keyed.sort_unstable();
}

fn order_within(places: &mut [usize], columns: &[&[f64]]) {
    let Some((first, rest)) = columns.split_first() else { return };
    let keyed = places.iter().map(|place| (key(first[*place]), *place as u32));
    let mut keyed: Vec<(u64, u32)> = keyed.collect();
    sort_keyed(&mut keyed);
    for (place, (_, of)) in places.iter_mut().zip(&keyed) {
        *place = *of as usize;
    }
    if rest.is_empty() {
        return;
    }
    let mut start = 0;
    for tie in keyed.chunk_by(|a, b| a.0 == b.0) {
        let end = start + tie.len();
        if tie.len() > 1 {
            order_within(&mut places[start..end], rest);
        }
        start = end;
    }
}

const SIGN: u64 = 1 << 63;

/// Bits that stand in the order of [`f64::total_cmp`]: a negative number's are turned over.
fn key(number: f64) -> u64 {
    let bits = number.to_bits();
    if bits & SIGN == 0 { bits | SIGN } else { !bits }
}

fn number_of(key: u64) -> f64 {
    f64::from_bits(if key & SIGN == 0 { !key } else { key ^ SIGN })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    thread_local! {
        /// How often this thread has sorted, so that a test can say that it did not.
        pub static SORTS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
    }

    #[test]
    fn as_total_cmp_has_it() {
        let numbers = [3.0, -0.0, 0.0, -1.5, f64::INFINITY, 5e-324, -f64::MAX, -1.5, f64::NAN];
        let mut sorted = numbers;
        sort(&mut sorted);
        let mut expected = numbers;
        expected.sort_by(f64::total_cmp);
        assert_eq!(sorted.map(f64::to_bits), expected.map(f64::to_bits));
        assert_eq!(ascending(&numbers), [6, 3, 7, 1, 2, 5, 0, 4, 8]);
        assert_eq!(descending(&numbers[..4]), [0, 2, 1, 3]);
    }

    #[test]
    fn ties_go_by_the_next_column_and_then_by_place() {
        let (first, second) = ([2.0, 1.0, 2.0, 2.0], [5.0, 9.0, 4.0, 4.0]);
        assert_eq!(by_columns(4, &[&first, &second]), [1, 2, 3, 0]);
        assert_eq!(by_columns(4, &[&first]), [1, 0, 2, 3]);
        assert_eq!(by_columns(0, &[]), [0; 0]);
    }
}
