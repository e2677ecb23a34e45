//! Seeded chance: SplitMix64 (Steele, Lea and Flood 2014), and what is drawn from it.

/// A stream of numbers that one seed fixes for good, whatever a crate's next version does.
pub struct Random(u64);

impl Random {
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Evenly between 0 and 1.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Close to a standard normal: twelve even draws less six (Irwin–Hall), never beyond ±6.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// A whole number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n - 1)
    }

    /// Fisher–Yates.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// Growth without a logarithm: (1 + z/16)^16, close to e^z, and never below 0.
pub fn grow(z: f64) -> f64 {
    let mut x = (1.0 + z / 16.0).max(0.0);
    for _ in 0..4 {
        x *= x;
    }
    x
}

/// A share between 0 and 1 that rises with `z`, a half at 0.
pub fn share(z: f64) -> f64 {
    grow(z) / (1.0 + grow(z))
}

/// The place between `low` and `high` where a rising `f` meets `target`.
pub fn bisect(mut low: f64, mut high: f64, target: f64, mut f: impl FnMut(f64) -> f64) -> f64 {
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if f(middle) < target { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}
