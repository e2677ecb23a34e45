//! What units bring beside their values, walked in the order of the values: Gini by groups and by
//! parts, and correlation, for every resample without a sort.

use super::between_within::GiniParts;
use super::cross_section::{PARTS, Unit};
use super::order::ascending;
use super::sample::Sample;
use super::undefined::{Outcome, Undefined, finite, power_of_two_scale, settled};

/// One row of the sample, in its order.
#[derive(Clone, Copy, Debug)]
struct Row {
    group: Option<usize>,
    /// In the sample's scale.
    parts: [f64; PARTS],
    /// In a scale of its own; NaN where it is not known.
    covariate: f64,
}

/// What stands beside each row of a sample.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    rows: Vec<Row>,
    /// The rows whose covariate is known, in its ascending order.
    by_covariate: Vec<usize>,
    /// All rows in ascending order of each part.
    by_part: [Vec<usize>; PARTS],
}

/// Sums over the rows of one group, or of all.
#[derive(Clone, Copy, Debug, Default)]
struct Ranked {
    weight: f64,
    mass: f64,
    /// Σ |w y|
    magnitude: f64,
    /// Σ w y (c − w/2), c the cumulative weight.
    ranked_mass: f64,
}

impl Ranked {
    fn add(&mut self, weight: f64, value: f64) {
        let mass = weight * value;
        self.ranked_mass += mass * (self.weight + weight / 2.0);
        self.weight += weight;
        self.mass += mass;
        self.magnitude += mass.abs();
    }

    /// The Gini index of what was added in ascending order, of so many terms at most.
    fn gini(&self, terms: usize) -> Outcome {
        if self.weight <= 0.0 {
            return Err(Undefined::NoUnits);
        }
        if settled(self.mass, self.magnitude, terms) <= 0.0 {
            return Err(Undefined::TotalNotPositive);
        }
        Ok(finite(2.0 * (self.ranked_mass / self.weight) / self.mass - 1.0)?.max(0.0))
    }
}

impl Beside {
    /// `units` is the list that the sample was made from.
    pub fn new(sample: &Sample, units: &[Option<Unit>], groups: usize) -> Self {
        let unit = |at: usize| units.get(at).copied().flatten();
        let covariates = || sample.rows.iter().filter_map(|row| Some(unit(row.unit)?.covariate));
        let scale = power_of_two_scale(covariates());
        let row = |at: usize| match unit(at) {
            Some(Unit { group, parts, covariate, .. }) => Row {
                group: group.filter(|group| *group < groups),
                parts: parts.map(|part| part / sample.scale),
                covariate: if covariate.is_finite() { covariate / scale } else { f64::NAN },
            },
            None => Row { group: None, parts: [0.0; PARTS], covariate: f64::NAN },
        };
        let rows: Vec<Row> = sample.rows.iter().map(|of| row(of.unit)).collect();
        let covariates: Vec<f64> = rows.iter().map(|row| row.covariate).collect();
        let mut by_covariate = ascending(&covariates);
        by_covariate.retain(|at| covariates[*at].is_finite());
        let by_part = std::array::from_fn(|part| {
            let parts: Vec<f64> = rows.iter().map(|row| row.parts[part]).collect();
            ascending(&parts)
        });
        Beside { rows, by_covariate, by_part }
    }

    /// How many rows have a covariate.
    pub fn covariate_n(&self) -> usize {
        self.by_covariate.len()
    }

    /// The Gini index of the rows that have a group, as
    /// [`super::between_within::GroupedSample::gini`] splits it; `groups` is how many there are.
    pub fn gini_by_group(&self, sample: &Sample, groups: usize) -> Result<GiniParts, Undefined> {
        let mut whole = Ranked::default();
        let mut parts = vec![Ranked::default(); groups];
        for (beside, row) in self.rows.iter().zip(&sample.rows) {
            if let Some(part) = beside.group.and_then(|group| parts.get_mut(group)) {
                whole.add(row.counted, row.scaled);
                part.add(row.counted, row.scaled);
            }
        }
        let total = whole.gini(self.rows.len())?;
        parts.retain(|part| part.weight > 0.0);
        // Σ pᵢ pⱼ |yᵢ − yⱼ| over the pairs of groups, over the mean, which needs no sort.
        let apart = |a: &Ranked, b: &Ranked| (a.mass * b.weight - b.mass * a.weight).abs();
        let pairs = parts
            .iter()
            .enumerate()
            .flat_map(|(at, a)| parts[..at].iter().map(move |b| apart(a, b)));
        let between = finite(pairs.sum::<f64>() / whole.weight / whole.mass)?;
        // p s G = (2R/W − M) (W / all W) / all M, which needs no positive total of the group.
        let half_difference = |part: &Ranked| {
            (2.0 * part.ranked_mass / part.weight - part.mass).max(0.0)
                * (part.weight / whole.weight)
        };
        let within = finite(parts.iter().map(half_difference).sum::<f64>() / whole.mass)?;
        Ok(GiniParts { total, between, within, overlap: (total - between - within).max(0.0) })
    }

    /// What a part of the values adds to the Gini index of the values: Σ w part (2R − 1) / Wμ, R
    /// the midpoint rank by value. The parts' additions add up to the index where the parts add up
    /// to the values. Source: Lerman and Yitzhaki (1985).
    pub fn gini_of_part(&self, sample: &Sample, part: usize) -> Outcome {
        sample.gini()?;
        if part >= PARTS {
            return Err(Undefined::BadParameter);
        }
        let (mut before, mut sum) = (0.0, 0.0);
        for tie in ties(sample.rows.len(), |a, b| sample.rows[a].value == sample.rows[b].value) {
            let weight: f64 = sample.rows[tie.clone()].iter().map(|row| row.counted).sum();
            let rank = (before + weight / 2.0) / sample.sums.weight;
            let held: f64 = tie.map(|at| sample.rows[at].counted * self.rows[at].parts[part]).sum();
            sum += held * (2.0 * rank - 1.0);
            before += weight;
        }
        finite(sum / sample.sums.mass)
    }

    /// A part's share of the total.
    pub fn share_of_part(&self, sample: &Sample, part: usize) -> Outcome {
        sample.positive_scaled_mean()?;
        finite(self.ranked_by_part(sample, part)?.mass / sample.sums.mass)
    }

    /// The Gini index of a part by itself, units without it included. Undefined where the part's
    /// total is not above zero.
    pub fn own_gini(&self, sample: &Sample, part: usize) -> Outcome {
        self.ranked_by_part(sample, part)?.gini(self.rows.len())
    }

    fn ranked_by_part(&self, sample: &Sample, part: usize) -> Result<Ranked, Undefined> {
        let mut ranked = Ranked::default();
        for at in self.by_part.get(part).ok_or(Undefined::BadParameter)? {
            ranked.add(sample.rows[*at].counted, self.rows[*at].parts[part]);
        }
        Ok(ranked)
    }

    /// Pearson's correlation of value and covariate over the rows that have both.
    pub fn product_moment_correlation(&self, sample: &Sample) -> Outcome {
        let pairs = self.by_covariate.iter().map(|at| {
            let row = &sample.rows[*at];
            (row.counted, row.scaled, self.rows[*at].covariate)
        });
        correlation(pairs)
    }

    /// Spearman's correlation of value and covariate over the rows that have both: Pearson's of
    /// the ranks, ties sharing their midpoint.
    pub fn rank_correlation(&self, sample: &Sample) -> Outcome {
        let counted = |at: usize| {
            if self.rows[at].covariate.is_finite() { sample.rows[at].counted } else { 0.0 }
        };
        let mut value_ranks = vec![0.0; self.rows.len()];
        let mut before = 0.0;
        for tie in ties(self.rows.len(), |a, b| sample.rows[a].value == sample.rows[b].value) {
            let weight: f64 = tie.clone().map(counted).sum();
            tie.for_each(|at| value_ranks[at] = before + weight / 2.0);
            before += weight;
        }
        let order = &self.by_covariate;
        let covariate = |place: usize| self.rows[order[place]].covariate;
        let mut before = 0.0;
        let mut pairs = Vec::with_capacity(order.len());
        for tie in ties(order.len(), |a, b| covariate(a) == covariate(b)) {
            let weight: f64 = order[tie.clone()].iter().map(|at| counted(*at)).sum();
            let rank = before + weight / 2.0;
            pairs.extend(order[tie].iter().map(|at| (counted(*at), value_ranks[*at], rank)));
            before += weight;
        }
        correlation(pairs.into_iter())
    }
}

/// Runs of neighbours that are equal.
fn ties(
    count: usize,
    equal: impl Fn(usize, usize) -> bool,
) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= count {
            return None;
        }
        let mut end = start + 1;
        while end < count && equal(end - 1, end) {
            end += 1;
        }
        let tie = start..end;
        start = end;
        Some(tie)
    })
}

/// Pearson's correlation of (weight, x, y). Needs two pairs; undefined where either does not vary.
fn correlation(pairs: impl Iterator<Item = (f64, f64, f64)> + Clone) -> Outcome {
    let pairs = pairs.filter(|(weight, ..)| *weight > 0.0);
    // From the first pair, so that what does not vary leaves exact zeros.
    let Some((_, x0, y0)) = pairs.clone().next() else { return Err(Undefined::NoUnits) };
    let sums = pairs.clone().fold((0, 0.0, 0.0, 0.0), |(n, all, x, y), (w, a, b)| {
        (n + 1, all + w, x + w * (a - x0), y + w * (b - y0))
    });
    let (n, all, x, y) = sums;
    if n < 2 && all < 2.0 {
        return Err(Undefined::TooFewUnits);
    }
    let (x_mean, y_mean) = (x / all, y / all);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (w, a, b) in pairs {
        let (a, b) = (a - x0 - x_mean, b - y0 - y_mean);
        xx += w * a * a;
        yy += w * b * b;
        xy += w * a * b;
    }
    if xx <= 0.0 || yy <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    Ok(finite(xy / (xx.sqrt() * yy.sqrt()))?.clamp(-1.0, 1.0))
}
