//! Inequality between groups and within them: generalised entropy, Gini with its overlap, Atkinson.

use super::sample::Sample;
use super::undefined::{Outcome, Undefined, finite};

/// A sample and the same units by group. Units without a group stay out of both.
#[derive(Clone, Debug)]
pub struct GroupedSample {
    whole: Sample,
    /// The groups that weigh something.
    groups: Vec<Sample>,
}

/// A whole as the sum of what lies between groups and within them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EntropyParts {
    pub total: Outcome,
    /// The index of the groups' means, each unit given its group's.
    pub between: Outcome,
    /// Σ s^α p^(1−α) GE_g, s a group's share of the total and p of the weight.
    pub within: Outcome,
}

/// The Gini index as the sum of three parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GiniParts {
    pub total: f64,
    /// The Gini index of the groups' means.
    pub between: f64,
    /// Σ p s G_g, p a group's share of the weight and s of the total.
    pub within: f64,
    /// The rest: above zero where the groups' ranges overlap.
    pub overlap: f64,
}

/// The Atkinson index in two parts that multiply: 1 − A = (1 − within)(1 − between), or
/// A = within + between − cross; between is the index of the groups' means. Source: Blackorby,
/// Donaldson and Auersperg (1981), as in R's *IC2*.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AtkinsonParts {
    pub total: f64,
    pub within: f64,
    pub between: f64,
    pub cross: f64,
}

impl GroupedSample {
    /// Values, weights and groups, unit by unit. A group is any number; units with `None`, or
    /// without a usable value or weight, stay out.
    pub fn new(values: &[f64], weights: &[f64], groups: &[Option<usize>]) -> Self {
        let units = values.iter().zip(weights).zip(groups);
        let units: Vec<(usize, f64, f64)> =
            units.filter_map(|((&value, &weight), &group)| Some((group?, value, weight))).collect();
        let of = |keep: &dyn Fn(usize) -> bool| {
            let kept = units.iter().filter(|unit| keep(unit.0)).map(|unit| (unit.1, unit.2));
            let (values, weights): (Vec<f64>, Vec<f64>) = kept.unzip();
            Sample::weighted(&values, &weights)
        };
        let mut names: Vec<usize> = Vec::new();
        for (group, ..) in &units {
            if let Err(place) = names.binary_search(group) {
                names.insert(place, *group);
            }
        }
        let groups = names.iter().map(|&name| of(&|group| group == name));
        Self {
            whole: of(&|_| true),
            groups: groups.filter(|group| group.weight().is_ok()).collect(),
        }
    }

    /// The sample of all units that have a group.
    pub fn whole(&self) -> &Sample {
        &self.whole
    }

    /// Generalised entropy GE(α) between and within; the two add up to the total. At α ≤ 0 a zero
    /// makes the within part and the total infinite, and leaves the between part finite unless a
    /// group has nothing at all. Source: Shorrocks (1984).
    pub fn entropy(&self, alpha: f64) -> EntropyParts {
        let total = self.whole.generalised_entropy(alpha);
        let between = match self.means().and_then(|means| means.generalised_entropy(alpha)) {
            Err(Undefined::ZeroValue) => Err(Undefined::ZeroGroup),
            between => between,
        };
        let within = total.and_then(|_| self.entropy_within(alpha));
        EntropyParts { total, between, within }
    }

    /// The Theil index GE(1) between and within.
    pub fn theil(&self) -> EntropyParts {
        self.entropy(1.0)
    }

    fn entropy_within(&self, alpha: f64) -> Outcome {
        let mut sum = 0.0;
        for group in &self.groups {
            let (weight_share, total_share) = self.shares(group)?;
            // A group that holds nothing adds nothing: α is above zero, or the total is infinite.
            if total_share > 0.0 {
                sum += total_share.powf(alpha)
                    * weight_share.powf(1.0 - alpha)
                    * group.generalised_entropy(alpha)?;
            }
        }
        finite(sum)
    }

    /// The Gini index between, within and by overlap. Source: Dagum (1997), Lambert and Aronson
    /// (1993).
    pub fn gini(&self) -> Result<GiniParts, Undefined> {
        let total = self.whole.gini()?;
        let between = self.means()?.gini()?;
        let mean = self.whole.positive_scaled_mean()?;
        let mut within = 0.0;
        for group in &self.groups {
            // p s G = p² (half the group's mean difference) / μ, which needs no positive total.
            let (weight_share, _) = self.shares(group)?;
            let half_difference = group.half_mean_difference() * (group.scale / self.whole.scale);
            within += weight_share * weight_share * half_difference / mean;
        }
        let within = finite(within)?;
        Ok(GiniParts { total, between, within, overlap: (total - between - within).max(0.0) })
    }

    /// The Atkinson index between and within. Undefined for ε ≥ 1 where a value is zero: the
    /// equally shared equivalent is then nothing, and nothing is left to divide.
    pub fn atkinson(&self, epsilon: f64) -> Result<AtkinsonParts, Undefined> {
        let total = self.whole.atkinson(epsilon)?;
        if epsilon >= 1.0 && total >= 1.0 {
            return Err(Undefined::DenominatorNotPositive);
        }
        let between = self.means()?.atkinson(epsilon)?;
        if between >= 1.0 {
            return Err(Undefined::DenominatorNotPositive);
        }
        let within = (1.0 - (1.0 - total) / (1.0 - between)).max(0.0);
        Ok(AtkinsonParts { total, within, between, cross: within * between })
    }

    /// The group's share of the weight and of the total.
    fn shares(&self, group: &Sample) -> Result<(f64, f64), Undefined> {
        let weight_share = group.weight()? / self.whole.weight()?;
        let mean = group.scaled_mean()? * (group.scale / self.whole.scale);
        Ok((weight_share, weight_share * (mean / self.whole.scaled_mean()?)))
    }

    /// The groups' means with the groups' weights.
    fn means(&self) -> Result<Sample, Undefined> {
        let group = |group: &Sample| Ok((group.mean()?, group.weight()?));
        let (means, weights): (Vec<f64>, Vec<f64>) = self
            .groups
            .iter()
            .map(group)
            .collect::<Result<Vec<_>, Undefined>>()?
            .into_iter()
            .unzip();
        Ok(Sample::weighted(&means, &weights))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_groups_by_hand() {
        // 1 and 3 against 4 and 8: means 2 and 6, μ = 4, and no overlap.
        let groups = [Some(0), Some(0), Some(1), Some(1)];
        let grouped = GroupedSample::new(&[1.0, 3.0, 4.0, 8.0], &[1.0; 4], &groups);
        let gini = grouped.gini().unwrap();
        // Between ¼; within ¼·(2/8)·½… by p s G: ½·¼·¼ + ½·¾·(1/6).
        assert!((gini.between - 0.25).abs() < 1e-12);
        assert!((gini.within - (0.125 * 0.25 + 0.375 / 6.0)).abs() < 1e-12);
        assert!(gini.overlap < 1e-12);
        let theil = grouped.theil();
        let between = 0.5 * (0.5 * 0.5_f64.ln() + 1.5 * 1.5_f64.ln());
        assert!((theil.between.unwrap() - between).abs() < 1e-12);
        let sum = theil.between.unwrap() + theil.within.unwrap();
        assert!((sum - theil.total.unwrap()).abs() < 1e-12);
    }

    #[test]
    fn nothing_between_equal_means_and_nothing_within_equal_values() {
        let groups = [Some(3), Some(3), Some(7), Some(7)];
        let equal_means = GroupedSample::new(&[1.0, 3.0, 2.0, 2.0], &[1.0; 4], &groups);
        assert!(equal_means.theil().between.unwrap() < 1e-15);
        let equal_values = GroupedSample::new(&[1.0, 1.0, 5.0, 5.0], &[1.0; 4], &groups);
        assert!(equal_values.theil().within.unwrap() < 1e-15);
        assert!(equal_values.atkinson(0.5).unwrap().within < 1e-15);
    }

    #[test]
    fn zeros() {
        let groups = [Some(0), Some(0), Some(1), Some(1), None];
        let some = GroupedSample::new(&[0.0, 4.0, 2.0, 2.0, 99.0], &[1.0; 5], &groups);
        let mld = some.entropy(0.0);
        assert_eq!((mld.total, mld.within), (Err(Undefined::ZeroValue), Err(Undefined::ZeroValue)));
        assert!(mld.between.unwrap() < 1e-15, "both groups have a mean of 2");
        assert_eq!(some.atkinson(1.0), Err(Undefined::DenominatorNotPositive));
        let empty_handed = GroupedSample::new(&[0.0, 0.0, 2.0, 2.0, 9.0], &[1.0; 5], &groups);
        assert_eq!(empty_handed.entropy(0.0).between, Err(Undefined::ZeroGroup));
        assert!((empty_handed.theil().between.unwrap() - 2.0_f64.ln()).abs() < 1e-12);
        assert_eq!(GroupedSample::new(&[], &[], &[]).gini(), Err(Undefined::NoUnits));
    }
}
