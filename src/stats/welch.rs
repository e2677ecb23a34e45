//! The difference between the means of two independent groups, with Welch's interval.

use super::proportions::Bounded;
use super::sample::Sample;
use super::student::two_sided_quantile;
use super::undefined::{Undefined, finite};

/// The mean of `second` less that of `first`, both unweighted, with the interval of this level
/// (0.95) by t with Welch and Satterthwaite's degrees of freedom. Needs two units in each; undefined
/// where neither varies.
///
/// Source: Welch, *Biometrika* 34 (1947), page 28.
pub fn difference_of_means(
    first: &Sample,
    second: &Sample,
    level: f64,
) -> Result<Bounded, Undefined> {
    if !(0.0..1.0).contains(&level) {
        return Err(Undefined::BadParameter);
    }
    // The squared standard error of a mean, and what it takes of the degrees of freedom.
    let error = |sample: &Sample| -> Result<(f64, f64), Undefined> {
        let n = sample.n() as f64;
        let error = sample.variance(true)? / n;
        Ok((error, error * error / (n - 1.0)))
    };
    let ((a, taken_a), (b, taken_b)) = (error(first)?, error(second)?);
    if a + b <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let freedom = finite((a + b) * (a + b) / (taken_a + taken_b))?;
    let value = finite(second.mean()? - first.mean()?)?;
    let reach = finite(two_sided_quantile(1.0 - level, freedom) * (a + b).sqrt())?;
    Ok(Bounded { value, low: value - reach, high: value + reach })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_with_a_printed_quantile() {
        // Means 2 and 6, both variances 1, so four degrees of freedom, where tables print 2.776.
        let groups = [[1.0, 2.0, 3.0], [5.0, 6.0, 7.0]].map(|values| Sample::unweighted(&values));
        let found = difference_of_means(&groups[0], &groups[1], 0.95).unwrap();
        let reach = 2.776_445 * (2.0_f64 / 3.0).sqrt();
        assert_eq!(found.value, 4.0);
        assert!((found.low - (4.0 - reach)).abs() < 1e-5, "{found:?}");
        assert!((found.high - (4.0 + reach)).abs() < 1e-5, "{found:?}");
    }

    #[test]
    fn unequal_groups_lose_degrees_of_freedom() {
        // Variances 1 and 20/3: errors 1/3 and 5/3, 4 / (1/18 + 25/27) = 4.0755 degrees of freedom,
        // whose quantile lies between those of 4 and 5 that tables print, 2.776 and 2.571.
        let first = Sample::unweighted(&[1.0, 2.0, 3.0]);
        let second = Sample::unweighted(&[2.0, 4.0, 6.0, 8.0]);
        let found = difference_of_means(&first, &second, 0.95).unwrap();
        let quantile = (found.high - found.value) / 2.0_f64.sqrt();
        assert_eq!(found.value, 3.0);
        assert!(quantile < 2.776_445 && quantile > 2.74, "{quantile}");
    }

    #[test]
    fn what_cannot_be_compared_says_so() {
        let (two, one) = (Sample::unweighted(&[1.0, 2.0]), Sample::unweighted(&[1.0]));
        assert_eq!(difference_of_means(&two, &one, 0.95), Err(Undefined::TooFewUnits));
        let same = Sample::unweighted(&[3.0, 3.0]);
        assert_eq!(difference_of_means(&same, &same, 0.95), Err(Undefined::NoVariation));
    }
}
