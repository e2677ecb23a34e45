//! An index of concentration by source: what each part of a value adds to it.

use super::concentration::RankedGroups;
use super::gradient::overall_mean;
use super::sample::Sample;
use super::undefined::{Outcome, Undefined, finite};

/// What one source adds to an index.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source {
    /// Its share S of the total.
    pub share: f64,
    /// Its own concentration index C over the same ranks. Undefined where it holds nothing.
    pub concentration: Outcome,
    /// Its own Gini index G. Undefined where it holds nothing.
    pub gini: Outcome,
    /// The Gini correlation R = C/G of the source with the ranks, from −1 to 1.
    pub correlation: Outcome,
    /// S·C: the contributions of all sources add up to the index.
    pub contribution: f64,
    /// By what share of itself the index changes for a 1 % rise of the source everywhere, in
    /// percent: S·C/index − S. Undefined where the index is zero.
    pub elasticity: Outcome,
}

/// An index and its sources.
#[derive(Clone, Debug, PartialEq)]
pub struct BySource {
    pub index: f64,
    pub sources: Vec<Source>,
}

/// The Gini index of the sum of the parts, by source: G = Σ S C. Source: Lerman and Yitzhaki
/// (1985). Each part has one value for every unit; units with a number that is not finite in any
/// part, or without weight, stay out.
pub fn gini_by_source(parts: &[&[f64]], weights: &[f64]) -> Result<BySource, Undefined> {
    let totals: Vec<f64> =
        (0..weights.len()).map(|i| parts.iter().map(|part| at(part, i)).sum()).collect();
    concentration_by_source(parts, weights, &totals)
}

/// The concentration index of the sum of the parts over units ranked by something else, by
/// source: C = Σ S_k C_k. Undefined where the total is not above zero.
pub fn concentration_by_source(
    parts: &[&[f64]],
    weights: &[f64],
    ranks: &[f64],
) -> Result<BySource, Undefined> {
    let usable = |i: usize| {
        let complete = parts.iter().all(|part| at(part, i).is_finite());
        complete && at(ranks, i).is_finite() && at(weights, i).is_finite() && weights[i] > 0.0
    };
    let kept: Vec<usize> = (0..weights.len()).filter(|&i| usable(i)).collect();
    let pick = |from: &[f64]| kept.iter().map(|&i| at(from, i)).collect::<Vec<f64>>();
    let (weights, ranks) = (pick(weights), pick(ranks));
    let parts: Vec<Vec<f64>> = parts.iter().map(|part| pick(part)).collect();
    let totals: Vec<f64> =
        (0..kept.len()).map(|i| parts.iter().map(|part| part[i]).sum()).collect();
    let whole = RankedGroups::of_units(&totals, &weights, &ranks);
    let index = whole.index()?;
    let mean = overall_mean(&whole.weights, &whole.means)?;
    let source = |part: &Vec<f64>| {
        let ranked = RankedGroups::of_units(part, &weights, &ranks);
        let share = finite(overall_mean(&ranked.weights, &ranked.means)? / mean)?;
        let contribution = finite(ranked.absolute_index()? / mean)?;
        let concentration = ranked.index();
        let gini = Sample::weighted(part, &weights).gini();
        let correlation = match (concentration, gini) {
            (Ok(_), Ok(0.0)) => Err(Undefined::NoVariation),
            (Ok(concentration), Ok(gini)) => finite(concentration / gini),
            (Err(why), _) | (_, Err(why)) => Err(why),
        };
        let elasticity = if index == 0.0 {
            Err(Undefined::NoVariation)
        } else {
            finite(contribution / index - share)
        };
        Ok(Source { share, concentration, gini, correlation, contribution, elasticity })
    };
    let sources = parts.iter().map(source).collect::<Result<Vec<_>, Undefined>>()?;
    Ok(BySource { index, sources })
}

/// NaN, which counts as missing, beyond the end.
fn at(slice: &[f64], i: usize) -> f64 {
    slice.get(i).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_by_hand() {
        // Totals 2, 4: ranks ¼ and ¾, G = 1/6. The first part is the same for both and adds
        // nothing; the second is 0 and 2: S = ⅓, C = ½.
        let by = gini_by_source(&[&[2.0, 2.0], &[0.0, 2.0]], &[1.0, 1.0]).unwrap();
        assert!((by.index - 1.0 / 6.0).abs() < 1e-12);
        let [first, second] = by.sources[..] else { panic!("two sources") };
        assert!((first.share - 2.0 / 3.0).abs() < 1e-12 && first.contribution.abs() < 1e-12);
        assert_eq!(first.correlation, Err(Undefined::NoVariation));
        assert!((second.contribution - 1.0 / 6.0).abs() < 1e-12);
        assert!((second.correlation.unwrap() - 1.0).abs() < 1e-12);
        assert!((second.elasticity.unwrap() - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn an_empty_source_adds_nothing() {
        let by = gini_by_source(&[&[1.0, 3.0], &[0.0, 0.0]], &[1.0, 1.0]).unwrap();
        assert_eq!(by.sources[1].contribution, 0.0);
        assert_eq!(by.sources[1].concentration, Err(Undefined::TotalNotPositive));
        assert!(gini_by_source(&[&[0.0], &[0.0]], &[1.0]).is_err());
        assert_eq!(gini_by_source(&[], &[]), Err(Undefined::NoUnits));
    }

    #[test]
    fn a_unit_with_an_unknown_part_stays_out() {
        let whole = gini_by_source(&[&[1.0, 3.0], &[1.0, 1.0]], &[1.0, 1.0]);
        let more = gini_by_source(&[&[1.0, 3.0, 9.0], &[1.0, 1.0, f64::NAN]], &[1.0; 3]);
        assert_eq!(whole, more);
    }
}
