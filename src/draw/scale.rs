//! From data to px: scales that are never empty, infinite or upside down, and their ticks.

/// The largest size of a value that is drawn; beyond it the ends of the scale stand in, so that
/// no difference of two values overflows.
const LARGEST: f64 = 1e300;

/// A straight or logarithmic scale from data to px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    domain: (f64, f64),
    range: (f64, f64),
    log: bool,
}

impl Scale {
    /// A straight scale over `domain`, put in order and opened where it is empty.
    pub fn linear(domain: (f64, f64), range: (f64, f64)) -> Scale {
        Scale { domain: opened(domain), range, log: false }
    }

    /// A logarithmic scale; what is not above zero stands at its lower end.
    pub fn log(domain: (f64, f64), range: (f64, f64)) -> Scale {
        let (low, high) = (tamed(domain.0), tamed(domain.1));
        let low = if low > 0.0 { low.max(1e-300) } else { 1.0 };
        // So far apart that their logarithms differ.
        let high = if high > low * 1.001 { high } else { low * 10.0 };
        Scale { domain: (low, high), range, log: true }
    }

    /// Where a value stands, within the range.
    pub fn at(&self, value: f64) -> f64 {
        let (low, high) = self.domain;
        let value = if value.is_nan() { low } else { value.clamp(low, high) };
        let share = if self.log {
            (value.ln() - low.ln()) / (high.ln() - low.ln())
        } else {
            // Halved first: the difference of two large values must not overflow.
            (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0)
        };
        self.range.0 + share.clamp(0.0, 1.0) * (self.range.1 - self.range.0)
    }

    pub fn domain(&self) -> (f64, f64) {
        self.domain
    }

    /// Round values within the domain, at most about `count` of them.
    pub fn ticks(&self, count: usize) -> Vec<f64> {
        if self.log { self.log_ticks(count) } else { self.linear_ticks(count) }
    }

    fn linear_ticks(&self, count: usize) -> Vec<f64> {
        let (low, high) = self.domain;
        let step = round_step((high / 2.0 - low / 2.0) * 2.0 / count.max(1) as f64);
        // An end that is a tick but for rounding, as three tenths are, is one.
        const NEAR: f64 = 1e-9;
        let first = (low / step - NEAR).ceil();
        let last = (high / step + NEAR).floor();
        let many = (last - first).clamp(0.0, 50.0) as usize;
        (0..=many)
            .map(|i| {
                let tick = ((first + i as f64) * step).clamp(low, high);
                // Minus zero is no tick.
                if tick == 0.0 { 0.0 } else { tick }
            })
            .collect()
    }

    fn log_ticks(&self, count: usize) -> Vec<f64> {
        let (low, high) = self.domain;
        let decades = (low.log10().floor() as i32, high.log10().ceil() as i32);
        for steps in [&[1.0, 2.0, 5.0][..], &[1.0, 3.0], &[1.0]] {
            let ticks: Vec<f64> = (decades.0..=decades.1)
                .flat_map(|decade| steps.iter().map(move |step| step * 10f64.powi(decade)))
                .filter(|tick| tick.is_finite() && (low..=high).contains(tick))
                .collect();
            if ticks.len() <= count {
                // Within a decade there are too few powers to read by.
                return if ticks.len() < 3 { self.linear_ticks(count) } else { ticks };
            }
        }
        let every = ((decades.1 - decades.0) as usize / count.max(1) + 1).max(1);
        (decades.0..=decades.1)
            .step_by(every)
            .map(|decade| 10f64.powi(decade))
            .filter(|tick| (low..=high).contains(tick))
            .collect()
    }
}

/// Slots of equal width in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    pub start: f64,
    pub slot: f64,
}

impl Band {
    pub fn new(start: f64, end: f64, count: usize) -> Band {
        Band { start, slot: (end - start).max(0.0) / count.max(1) as f64 }
    }

    /// The middle of slot `index`, from 0; fractions lie between.
    pub fn middle(&self, index: f64) -> f64 {
        self.start + self.slot * (index + 0.5)
    }
}

/// The smallest and largest of the values that are numbers, or none.
pub fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|value| !value.is_nan()).fold(None, |extent, value| {
        let value = tamed(value);
        Some(
            extent.map_or((value, value), |(low, high): (f64, f64)| {
                (low.min(value), high.max(value))
            }),
        )
    })
}

fn tamed(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(-LARGEST, LARGEST) }
}

fn opened((a, b): (f64, f64)) -> (f64, f64) {
    let (a, b) = (tamed(a), tamed(b));
    let (low, high) = (a.min(b), a.max(b));
    let least = (low.abs().max(high.abs()) * 1e-9).max(1e-12);
    if high - low > least {
        (low, high)
    } else if low == 0.0 && high == 0.0 {
        (0.0, 1.0)
    } else {
        // Not below what tells two ends apart, however small the values are.
        let half = (low.abs().max(high.abs()) / 2.0).max(least);
        (low - half, high + half)
    }
}

/// 1, 2, 2.5 or 5 times a power of ten, not below `least`.
fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    let power = if power > 0.0 && power.is_finite() { power } else { 1e-300 };
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round_and_inside() {
        let ticks = |low, high, count| Scale::linear((low, high), (0.0, 100.0)).ticks(count);
        assert_eq!(ticks(0.0, 48000.0, 5), [0.0, 10000.0, 20000.0, 30000.0, 40000.0]);
        assert_eq!(ticks(0.0, 76.0, 4), [0.0, 20.0, 40.0, 60.0]);
        assert_eq!(ticks(-12.0, 30.0, 5), [-10.0, 0.0, 10.0, 20.0, 30.0]);
        assert_eq!(ticks(-4.0, -2.0, 2), [-4.0, -3.0, -2.0]);
        assert_eq!(ticks(0.0, 0.3, 3), [0.0, 0.1, 0.2, 0.3]);
        let log = Scale::log((4.5, 620.0), (0.0, 100.0));
        assert_eq!(log.ticks(7), [5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0]);
        assert_eq!(log.ticks(5), [10.0, 30.0, 100.0, 300.0]);
    }

    #[test]
    fn values_stand_where_they_belong() {
        let scale = Scale::linear((0.0, 50.0), (200.0, 0.0));
        assert_eq!(scale.at(0.0), 200.0);
        assert_eq!(scale.at(25.0), 100.0);
        assert_eq!(scale.at(1e308), 0.0);
        let log = Scale::log((1.0, 100.0), (0.0, 10.0));
        assert!((log.at(10.0) - 5.0).abs() < 1e-12);
        assert_eq!(log.at(-3.0), 0.0);
    }

    proptest! {
        #[test]
        fn any_two_ends_make_a_scale(
            low in proptest::num::f64::ANY, high in proptest::num::f64::ANY,
            value in proptest::num::f64::ANY, log: bool, count in 0usize..12,
        ) {
            let make = if log { Scale::log } else { Scale::linear };
            let scale = make((low, high), (300.0, 20.0));
            let (from, to) = scale.domain();
            prop_assert!(from.is_finite() && to.is_finite() && from < to);
            let at = scale.at(value);
            prop_assert!((20.0..=300.0).contains(&at), "{at}");
            let ticks = scale.ticks(count);
            prop_assert!(ticks.len() <= 60);
            prop_assert!(ticks.iter().all(|tick| (from..=to).contains(tick)));
        }
    }
}
