//! What a printed number says: every value that would be printed so, and arithmetic with such ranges.

use std::ops::{Add, Mul, Neg, Sub};

/// Values this near to each other, relative to their size, are taken as one: a tie stays a tie when
/// it was reached by a division.
const SAME: f64 = 1e-12;

/// One end of a range, and whether it belongs to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    pub at: f64,
    pub closed: bool,
}

impl End {
    pub const fn closed(at: f64) -> Self {
        End { at, closed: true }
    }

    pub const fn open(at: f64) -> Self {
        End { at, closed: false }
    }

    fn combined(self, other: End, at: f64) -> Self {
        End { at, closed: self.closed && other.closed }
    }
}

/// All values between two ends. Never empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub low: End,
    pub high: End,
}

impl Range {
    pub const fn exactly(value: f64) -> Self {
        Range { low: End::closed(value), high: End::closed(value) }
    }

    /// The values that print as `value` in steps of `step`: half a step to either side, the lower
    /// end in and the upper end out, as halves are rounded up.
    pub fn printed(value: f64, step: f64) -> Self {
        Range { low: End::closed(value - step / 2.0), high: End::open(value + step / 2.0) }
    }

    pub fn contains(self, value: f64) -> bool {
        let over = match compare(value, self.low.at) {
            Order::Less => false,
            Order::Same => self.low.closed,
            Order::Greater => true,
        };
        let under = match compare(value, self.high.at) {
            Order::Less => true,
            Order::Same => self.high.closed,
            Order::Greater => false,
        };
        over && under
    }

    /// Whether some value lies in both.
    pub fn meets(self, other: Range) -> bool {
        self.can_be_at_most(other) && other.can_be_at_most(self)
    }

    /// Whether some value here is at most some value there.
    pub fn can_be_at_most(self, other: Range) -> bool {
        match compare(self.low.at, other.high.at) {
            Order::Less => true,
            Order::Same => self.low.closed && other.high.closed,
            Order::Greater => false,
        }
    }

    /// Its two ends, where it has them.
    pub fn ends(self) -> (Option<f64>, Option<f64>) {
        let finite = |end: End| Some(end.at).filter(|at| at.is_finite());
        (finite(self.low), finite(self.high))
    }

    /// This ÷ other; `None` where the divisor can be zero.
    pub fn divided_by(self, other: Range) -> Option<Range> {
        if other.low.at <= 0.0 && other.high.at >= 0.0 {
            return None;
        }
        let turned = |end: End| End { at: 1.0 / end.at, closed: end.closed };
        Some(self * Range { low: turned(other.high), high: turned(other.low) })
    }
}

enum Order {
    Less,
    Same,
    Greater,
}

fn compare(a: f64, b: f64) -> Order {
    let near = a.is_finite() && b.is_finite() && (a - b).abs() <= SAME * a.abs().max(b.abs());
    if a == b || near {
        Order::Same
    } else if a < b {
        Order::Less
    } else {
        Order::Greater
    }
}

impl Add for Range {
    type Output = Range;

    fn add(self, other: Range) -> Range {
        Range {
            low: self.low.combined(other.low, self.low.at + other.low.at),
            high: self.high.combined(other.high, self.high.at + other.high.at),
        }
    }
}

impl Neg for Range {
    type Output = Range;

    fn neg(self) -> Range {
        let turned = |end: End| End { at: -end.at, ..end };
        Range { low: turned(self.high), high: turned(self.low) }
    }
}

impl Sub for Range {
    type Output = Range;

    fn sub(self, other: Range) -> Range {
        self + -other
    }
}

impl Mul for Range {
    type Output = Range;

    /// The least and greatest product of two ends. Where two products are equal, the end belongs to
    /// the result if either of them does.
    fn mul(self, other: Range) -> Range {
        let products = [
            (self.low, other.low),
            (self.low, other.high),
            (self.high, other.low),
            (self.high, other.high),
        ]
        .map(|(a, b)| {
            // Nothing times anything is nothing, however near the other comes to its end.
            let is_nothing = |end: End| end.closed && end.at == 0.0;
            let end = a.combined(b, product(a.at, b.at));
            End { closed: end.closed || is_nothing(a) || is_nothing(b), ..end }
        });
        let [first, rest @ ..] = products;
        let pick = |beats: fn(f64, f64) -> bool| {
            rest.into_iter().fold(first, |best, end| {
                if end.at == best.at {
                    End { at: best.at, closed: best.closed || end.closed }
                } else if beats(end.at, best.at) {
                    end
                } else {
                    best
                }
            })
        };
        Range { low: pick(|a, b| a < b), high: pick(|a, b| a > b) }
    }
}

/// Zero times an end without bound is zero: the bound is approached, never taken.
fn product(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { a * b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_number_holds_its_lower_half_step_and_not_its_upper() {
        let printed = Range::printed(12.5, 0.1);
        assert!(printed.contains(12.45) && printed.contains(12.549));
        assert!(!printed.contains(12.55) && !printed.contains(12.449));
    }

    #[test]
    fn a_tie_reached_by_a_division_is_a_tie() {
        // 23 of 40 is 57.5 %, which 100.0 * (23.0 / 40.0) misses by one bit.
        assert!(Range::printed(58.0, 1.0).contains(100.0 * (23.0 / 40.0)));
        assert!(!Range::printed(57.0, 1.0).contains(100.0 * (23.0 / 40.0)));
    }

    #[test]
    fn nothing_times_anything_is_nothing() {
        let above_five = Range { low: End::open(5.0), high: End::open(f64::INFINITY) };
        let product = Range::exactly(0.0) * above_five;
        assert!(product.contains(0.0) && !product.contains(1e-9) && !product.contains(-1e-9));
        let up_to = Range { low: End::closed(0.0), high: End::open(2.0) } * above_five;
        assert!(up_to.contains(0.0) && up_to.contains(1e9));
    }

    #[test]
    fn arithmetic_keeps_track_of_which_ends_belong() {
        let a = Range::printed(43.0, 1.0); // [42.5, 43.5)
        let b = Range::printed(28.0, 1.0); // [27.5, 28.5)
        let ratio = a.divided_by(b).unwrap();
        assert_eq!(ratio.low, End::open(42.5 * (1.0 / 28.5)));
        assert_eq!(ratio.high, End::open(43.5 * (1.0 / 27.5)));
        let difference = a - b;
        assert_eq!(difference, Range { low: End::open(14.0), high: End::open(16.0) });
        assert_eq!(a + b, Range { low: End::closed(70.0), high: End::open(72.0) });
    }

    #[test]
    fn products_take_the_sign_into_account() {
        let a = Range { low: End::closed(-2.0), high: End::open(3.0) };
        let b = Range { low: End::open(-5.0), high: End::closed(4.0) };
        // −15 is the least (3 × −5), 12 the greatest (3 × 4); both at an open end.
        assert_eq!(a * b, Range { low: End::open(-15.0), high: End::open(12.0) });
    }

    #[test]
    fn a_divisor_that_can_be_zero_has_no_quotient() {
        assert_eq!(Range::exactly(1.0).divided_by(Range::printed(0.0, 1.0)), None);
    }

    #[test]
    fn touching_ranges_meet_only_where_both_ends_belong() {
        let below = Range::printed(594.0, 1.0);
        let above = Range::printed(595.0, 1.0);
        assert!(!below.meets(above) && !above.can_be_at_most(below));
        assert!(below.can_be_at_most(above));
        assert!(Range::exactly(594.5).meets(above));
        assert!(!Range::exactly(594.5).meets(below));
    }
}
