//! Correlation of two quantities: product-moment and rank.

use super::order::ascending;
use super::undefined::{Outcome, Undefined, finite, power_of_two_scale};

/// Pearson's product-moment correlation Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²), without unit, from
/// −1 to 1, over the pairs where both are finite. Needs two pairs; undefined where either does not
/// vary. Source: Pearson (1895).
pub fn pearson(x: &[f64], y: &[f64]) -> Outcome {
    let (x, y) = complete_pairs(x, y);
    correlation(&x, &y)
}

/// Spearman's rank correlation, without unit, from −1 to 1: Pearson's of the ranks, ties sharing their
/// mean rank. Needs two pairs; undefined where either does not vary. Source: Spearman (1904).
pub fn spearman(x: &[f64], y: &[f64]) -> Outcome {
    let (x, y) = complete_pairs(x, y);
    correlation(&ranks(&x), &ranks(&y))
}

/// The rank of each value, 1 for the lowest, ties sharing their mean rank.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let order = ascending(values);
    let (mut ranks, mut before) = (vec![0.0; values.len()], 0.0);
    for tie in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let count = tie.len() as f64;
        for &i in tie {
            ranks[i] = before + (count + 1.0) / 2.0;
        }
        before += count;
    }
    ranks
}

fn complete_pairs(x: &[f64], y: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let pairs = x.iter().zip(y).filter(|(x, y)| x.is_finite() && y.is_finite());
    pairs.map(|(x, y)| (x + 0.0, y + 0.0)).unzip()
}

fn correlation(x: &[f64], y: &[f64]) -> Outcome {
    if x.len() < 2 {
        return Err(if x.is_empty() { Undefined::NoUnits } else { Undefined::TooFewUnits });
    }
    let (x, y) = (centred(x), centred(y));
    let sum_of_products = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let (xx, yy) = (sum_of_products(&x, &x), sum_of_products(&y, &y));
    if xx <= 0.0 || yy <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    Ok(finite(sum_of_products(&x, &y) / (xx.sqrt() * yy.sqrt()))?.clamp(-1.0, 1.0))
}

/// Deviations from the mean, scaled so that their squares neither overflow nor vanish. From the
/// first value: what does not vary leaves exact zeros.
fn centred(values: &[f64]) -> Vec<f64> {
    let scale = power_of_two_scale(values.iter().copied());
    let origin = values.first().map_or(0.0, |first| first / scale);
    let shifted: Vec<f64> = values.iter().map(|value| value / scale - origin).collect();
    let mean = shifted.iter().sum::<f64>() / shifted.len() as f64;
    let deviations: Vec<f64> = shifted.iter().map(|value| value - mean).collect();
    let spread = power_of_two_scale(deviations.iter().copied());
    deviations.iter().map(|deviation| deviation / spread).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlations_by_hand() {
        // Deviations −1, 0, 1 and −4/3, −1/3, 5/3: 3 / √(2 · 42/9).
        let value = pearson(&[1.0, 2.0, 3.0], &[1.0, 2.0, 4.0]).unwrap();
        assert!((value - 3.0 / (2.0 * 42.0 / 9.0_f64).sqrt()).abs() < 1e-12);
        let rising = spearman(&[1.0, 2.0, 3.0], &[1.0, 20.0, 400.0]).unwrap();
        assert!((rising - 1.0).abs() < 1e-12);
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 0.0]), [3.5, 2.0, 3.5, 1.0]);
    }

    #[test]
    fn edges() {
        assert_eq!(pearson(&[1.0, 2.0], &[3.0, 3.0]), Err(Undefined::NoVariation));
        assert_eq!(pearson(&[1.0], &[3.0]), Err(Undefined::TooFewUnits));
        assert_eq!(pearson(&[], &[]), Err(Undefined::NoUnits));
        for (x, y) in [
            (&[1.0, f64::NAN, 2.0][..], &[1.0, 9.0, 2.0][..]),
            (&[-1e308, 1e308], &[1e-308, 2e-308]),
        ] {
            assert!((pearson(x, y).unwrap() - 1.0).abs() < 1e-12);
        }
    }
}
