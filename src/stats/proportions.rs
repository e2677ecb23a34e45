//! Proportions and their differences, with score intervals.
//!
//! z is the normal quantile of the level: [`Z95`] for 95 %. Sources: Wilson (1927); Newcombe,
//! *Statistics in Medicine* 17 (1998), pages 857, 873 and 2635.

use super::undefined::{Outcome, Undefined, finite};

/// The two-sided 95 % quantile of the normal distribution.
pub const Z95: f64 = 1.959_963_984_540_054;

/// An estimate with the two ends of its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// `yes` out of `of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proportion {
    pub yes: u32,
    pub of: u32,
}

impl Proportion {
    /// yes / of, a fraction of one. Undefined of none, or where more say yes than were asked.
    pub fn value(self) -> Outcome {
        match self {
            Self { of: 0, .. } => Err(Undefined::NoUnits),
            Self { yes, of } if yes > of => Err(Undefined::BadParameter),
            Self { yes, of } => Ok(f64::from(yes) / f64::from(of)),
        }
    }

    /// Wilson's score interval, without continuity correction: within [0, 1], and of some width
    /// at 0 and 1 too. Undefined where the share is. Source: Wilson (1927).
    pub fn wilson(self, z: f64) -> Result<Bounded, Undefined> {
        Ok(score(self.value()?, f64::from(self.of), z))
    }
}

/// Wilson's interval of a share of so many units.
fn score(value: f64, n: f64, z: f64) -> Bounded {
    let spread = z * (value * (1.0 - value) / n + z * z / (4.0 * n * n)).sqrt();
    let (centre, whole) = (value + z * z / (2.0 * n), 1.0 + z * z / n);
    let low = if value == 0.0 { 0.0 } else { (centre - spread) / whole };
    let high = if value == 1.0 { 1.0 } else { (centre + spread) / whole };
    Bounded { value, low: low.max(0.0), high: high.min(1.0) }
}

/// Answers that weigh differently, `None` of a unit that gives none; the place in the slice is the
/// unit.
pub type WeightedAnswers = [Option<(bool, f64)>];

/// The share of the weight that says yes, Σwy/W, with what it is known by.
struct Share {
    value: f64,
    weight: f64,
    /// Σw²(y − share)²/W², the variance of a ratio by linearisation.
    variance: f64,
    /// What Σ(w/W)² stands for: as many units of one weight.
    alike: f64,
}

impl Share {
    fn of(answers: &WeightedAnswers) -> Result<Share, Undefined> {
        let sum = |term: &dyn Fn(bool, f64) -> f64| -> f64 {
            answers.iter().flatten().map(|(yes, weight)| term(*yes, *weight)).sum()
        };
        let weight = sum(&|_, w| w);
        if weight <= 0.0 {
            return Err(Undefined::NoUnits);
        }
        let (yes, no) =
            (sum(&|yes, w| if yes { w } else { 0.0 }), sum(&|yes, w| if yes { 0.0 } else { w }));
        // Exactly one where nobody says no.
        let value = if no == 0.0 { 1.0 } else { finite(yes / weight)? };
        let variance = sum(&|yes, w| (w / weight * (f64::from(u8::from(yes)) - value)).powi(2));
        let alike = sum(&|_, w| (w / weight).powi(2)).recip();
        Ok(Share { value, weight, variance: finite(variance)?, alike: finite(alike)? })
    }

    /// Wilson's interval of as many units of one weight as would know the share as well.
    fn bounded(&self, z: f64) -> Bounded {
        let known_by = match self.variance {
            variance if variance > 0.0 => self.value * (1.0 - self.value) / variance,
            _ => self.alike,
        };
        score(self.value, known_by, z)
    }
}

/// The share of the weight that says yes, with Wilson's interval of the effective number of units,
/// p(1 − p) over the variance of the share; where all say the same, W²/Σw² (Kish 1965). With weights
/// of one it is [`Proportion::wilson`]. Undefined where nothing weighs anything. Source: Dean and
/// Pagano, *Survey Methodology* 41 (2015), after Korn and Graubard (1998).
pub fn weighted_share(answers: &WeightedAnswers, z: f64) -> Result<Bounded, Undefined> {
    Ok(Share::of(answers)?.bounded(z))
}

/// The second share less the first, units that answer both times as pairs: the two intervals squared
/// and added as in [`change`], with the correlation of the two shares by linearisation. Undefined where
/// nothing weighs anything at either time.
pub fn weighted_change(
    first: &WeightedAnswers,
    second: &WeightedAnswers,
    z: f64,
) -> Result<Bounded, Undefined> {
    let (before, after) = (Share::of(first)?, Share::of(second)?);
    let off = |(yes, weight): (bool, f64), share: &Share| {
        weight / share.weight * (f64::from(u8::from(yes)) - share.value)
    };
    let pairs = first.iter().zip(second).filter_map(|(a, b)| (*a).zip(*b));
    let together: f64 = pairs.map(|(a, b)| off(a, &before) * off(b, &after)).sum();
    let apart = before.variance.sqrt() * after.variance.sqrt();
    let correlation = if apart > 0.0 { (together / apart).clamp(-1.0, 1.0) } else { 0.0 };
    Ok(square_and_add(after.bounded(z), before.bounded(z), correlation))
}

/// The second proportion less the first, of independent groups, with Newcombe's hybrid score
/// interval (his method 10). Undefined where either share is.
pub fn difference(first: Proportion, second: Proportion, z: f64) -> Result<Bounded, Undefined> {
    Ok(square_and_add(second.wilson(z)?, first.wilson(z)?, 0.0))
}

/// The second proportion less the first where some units answered both times: `pairs` are their
/// answers, which both proportions hold too. Newcombe's intervals squared and added, less what the
/// correlation of the two proportions takes away, φ m / √(n₁n₂) for m pairs: his method for
/// independent groups where m is 0, and for paired data where all are pairs. Undefined where either
/// share is.
pub fn change(
    first: Proportion,
    second: Proportion,
    pairs: PairedAnswers,
    z: f64,
) -> Result<Bounded, Undefined> {
    let (p, q) = (second.wilson(z)?, first.wilson(z)?);
    let of = f64::from(first.of) * f64::from(second.of);
    Ok(square_and_add(p, q, pairs.phi() * f64::from(pairs.of()) / of.sqrt()))
}

/// The same units asked twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairedAnswers {
    pub yes_both: u32,
    pub yes_first_only: u32,
    pub yes_second_only: u32,
    pub no_both: u32,
}

impl PairedAnswers {
    /// The first answers alone.
    pub fn first(self) -> Proportion {
        Proportion { yes: self.yes_both + self.yes_first_only, of: self.of() }
    }

    /// The second answers alone.
    pub fn second(self) -> Proportion {
        Proportion { yes: self.yes_both + self.yes_second_only, of: self.of() }
    }

    fn of(self) -> u32 {
        self.yes_both + self.yes_first_only + self.yes_second_only + self.no_both
    }

    /// The second proportion less the first, with Newcombe's score interval for paired data (his
    /// method 10): square and add, less what the correlation φ of the answers takes away.
    pub fn difference(self, z: f64) -> Result<Bounded, Undefined> {
        change(self.first(), self.second(), self, z)
    }

    /// The correlation of the answers, a positive one corrected for continuity by n/2 in the
    /// numerator but not below zero; 0 where either answer never varies.
    fn phi(self) -> f64 {
        let [a, b, c, d] =
            [self.yes_both, self.yes_first_only, self.yes_second_only, self.no_both].map(f64::from);
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        if margins <= 0.0 {
            return 0.0;
        }
        let product = a * d - b * c;
        let n = a + b + c + d;
        let corrected = if product > 0.0 { (product - n / 2.0).max(0.0) } else { product };
        corrected / margins.sqrt()
    }
}

fn square_and_add(p: Bounded, q: Bounded, phi: f64) -> Bounded {
    let reach = |a: f64, b: f64| (a * a - 2.0 * phi * a * b + b * b).max(0.0).sqrt();
    let value = p.value - q.value;
    let low = value - reach(p.value - p.low, q.high - q.value);
    let high = value + reach(p.high - p.value, q.value - q.low);
    Bounded { value, low: low.max(-1.0), high: high.min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(bounded: Bounded, low: f64, high: f64) {
        let near = |a: f64, b: f64| (a - b).abs() < 5e-5;
        assert!(near(bounded.low, low) && near(bounded.high, high), "{bounded:?}");
    }

    #[test]
    fn wilson_as_printed_by_newcombe() {
        // Newcombe 1998, page 857, table I: 81/263 and 15/148 and 0/20.
        close(Proportion { yes: 81, of: 263 }.wilson(Z95).unwrap(), 0.2553, 0.3662);
        close(Proportion { yes: 15, of: 148 }.wilson(Z95).unwrap(), 0.0624, 0.1605);
        close(Proportion { yes: 0, of: 20 }.wilson(Z95).unwrap(), 0.0, 0.1611);
    }

    #[test]
    fn difference_as_printed_by_newcombe() {
        // Newcombe 1998, page 873, table II: 56/70 − 48/80 and 9/10 − 3/10.
        let of = |yes, of| Proportion { yes, of };
        close(difference(of(48, 80), of(56, 70), Z95).unwrap(), 0.0524, 0.3339);
        close(difference(of(3, 10), of(9, 10), Z95).unwrap(), 0.1705, 0.8090);
    }

    #[test]
    fn paired_difference_as_printed() {
        let answers = |yes_both, yes_first_only, yes_second_only, no_both| PairedAnswers {
            yes_both,
            yes_first_only,
            yes_second_only,
            no_both,
        };
        // Altman, Machin, Bryant and Gardner, Statistics with Confidence (2000), page 52; printed
        // to three places, the first less the second.
        let first_less_second = answers(14, 0, 5, 22).difference(Z95).unwrap();
        assert!((first_less_second.low - 0.011).abs() < 5e-4, "{first_less_second:?}");
        assert!((first_less_second.high - 0.226).abs() < 5e-4, "{first_less_second:?}");
        // Fagerland, Lydersen and Laake (2014): airway hyper-responsiveness, −0.507 to −0.026.
        let before_less_after = answers(1, 7, 1, 12).difference(Z95).unwrap();
        assert!((before_less_after.low + 0.507).abs() < 5e-4, "{before_less_after:?}");
        assert!((before_less_after.high + 0.026).abs() < 5e-4, "{before_less_after:?}");
    }

    #[test]
    fn nobody_asked() {
        assert_eq!(Proportion { yes: 0, of: 0 }.wilson(Z95), Err(Undefined::NoUnits));
        assert_eq!(Proportion { yes: 2, of: 1 }.value(), Err(Undefined::BadParameter));
    }

    #[test]
    fn answers_that_never_change_leave_an_interval_around_zero() {
        let same =
            PairedAnswers { yes_both: 10, yes_first_only: 0, yes_second_only: 0, no_both: 10 };
        let change = same.difference(Z95).unwrap();
        assert_eq!(change.value, 0.0);
        assert!(change.low < 0.0 && change.high > 0.0);
    }

    #[test]
    fn weights_of_one_are_no_weights() {
        let answers: Vec<_> = (0..20).map(|unit| Some((unit < 7, 1.0))).collect();
        let (weighted, plain) =
            (weighted_share(&answers, Z95).unwrap(), Proportion { yes: 7, of: 20 }.wilson(Z95));
        close(weighted, plain.unwrap().low, plain.unwrap().high);
        let none: Vec<_> = vec![Some((false, 3.0)); 20];
        close(weighted_share(&none, Z95).unwrap(), 0.0, 0.1611);
        let all: Vec<_> = vec![Some((true, 0.1)); 20];
        assert_eq!(weighted_share(&all, Z95).unwrap().high, 1.0);
        // Nobody answered twice: as of independent groups. 56/70 less 48/80.
        let of = |yes: usize, from: usize, to: usize| -> Vec<Option<(bool, f64)>> {
            (0..150).map(|u| (from..to).contains(&u).then_some((u < from + yes, 1.0))).collect()
        };
        close(weighted_change(&of(48, 0, 80), &of(56, 80, 150), Z95).unwrap(), 0.0524, 0.3339);
        // The same answers twice are of correlation one: what is left is how lopsided Wilson's
        // interval is.
        let change = weighted_change(&answers, &answers, Z95).unwrap();
        let left = (weighted.high - 0.35) - (0.35 - weighted.low);
        close(change, -left, left);
    }

    #[test]
    fn a_weighted_share_by_hand() {
        // Yes 3 and 1, no 2: 4/6. Variance ((3·⅓)² + (1·⅓)² + (2·⅔)²)/36 = (26/9)/36, so that
        // (2/9)/(26/324) = 36/13 units know it as well.
        let answers = [Some((true, 3.0)), Some((false, 2.0)), None, Some((true, 1.0))];
        let share = weighted_share(&answers, Z95).unwrap();
        assert!((share.value - 2.0 / 3.0).abs() < 1e-12);
        let (n, p, z) = (36.0 / 13.0, 2.0 / 3.0, Z95);
        let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        let end = |reach: f64| (p + z * z / (2.0 * n) + reach) / (1.0 + z * z / n);
        assert!((share.low - end(-reach)).abs() < 1e-12 && (share.high - end(reach)).abs() < 1e-12);
        assert_eq!(weighted_share(&[None, Some((true, 0.0))], Z95), Err(Undefined::NoUnits));
    }
}
