//! A rising line through given points: what a place in an order is worth.

/// Points (place from 0 to 1, amount), both rising, the first place 0 and the last 1.
pub struct Curve(pub &'static [(f64, f64)]);

impl Curve {
    /// The amounts of `n` evenly spaced places, lowest first.
    pub fn amounts(&self, n: usize) -> Vec<f64> {
        (0..n).map(|k| self.at((k as f64 + 0.5) / n as f64)).collect()
    }

    fn at(&self, place: f64) -> f64 {
        for pair in self.0.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            if place <= x1 {
                return y0 + (y1 - y0) * (place - x0) / (x1 - x0);
            }
        }
        self.0[self.0.len() - 1].1
    }
}
