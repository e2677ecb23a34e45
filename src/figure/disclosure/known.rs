//! What others know once sums over sets of schools are published: every sum that follows from them.

use super::facts::{COUNT_BY, Cell, CellKind, Facts, IN_ORDER};
use super::released::{Schools, Sum, Times, groups};
use super::rows::{Combinations, NOTHING, Rows};
use super::rules::{Reason, Rules, part};
use std::collections::{BTreeMap, BTreeSet};

/// Steps of the search for other amounts, for each unknown: twenty times the most that the tests' tables took.
const STEPS_A_COLUMN: usize = 20;

/// What is unknown of a wave: of each thing that is summed, the total of each group of schools that
/// none of its sums parts. Columns go from the group of most schools to that of fewest, so that what
/// follows for few schools alone stands in a row of its own.
pub(super) struct Unknowns {
    columns: Vec<Column>,
    /// Of each thing that is ordered by value, the schools at its two ends.
    ends: BTreeMap<String, BTreeSet<u32>>,
}

struct Column {
    of: String,
    /// Each school with what it brings.
    schools: Vec<(u32, f64)>,
    /// Their sum on each basis, in the order of [`Times::ALL`].
    sizes: [f64; 3],
}

/// A sum that is to stay hidden, on its own basis.
pub(super) struct Secret {
    row: Vec<f64>,
    times: Times,
}

impl Unknowns {
    /// Of all these sums, which are of one wave.
    pub fn new<'s>(
        sums: impl Iterator<Item = &'s Sum> + Clone,
        facts: &Facts,
        wave: usize,
    ) -> Self {
        let things: BTreeSet<&String> = sums.clone().flat_map(|sum| &sum.of).collect();
        let mut columns = Vec::new();
        let mut ends = BTreeMap::new();
        for of in things {
            let sums = sums.clone().filter(|sum| sum.of.contains(of));
            // A school that counts in part somewhere is an unknown of its own.
            let cut = sums.clone().flat_map(|sum| &sum.cut).map(|(school, _)| *school);
            let alone: Vec<Schools> = cut.map(|school| [school].into_iter().collect()).collect();
            let groups = groups(sums.map(|sum| &sum.schools).chain(&alone));
            let amounts = |times| facts.amounts.get(&(of.clone(), times, wave));
            let by_basis = Times::ALL.map(|times| amounts(times).or_else(|| amounts(Times::One)));
            let amount_on = |basis: usize, school: &u32| by_basis[basis]?.get(school).copied();
            let amount = |school: &u32| amount_on(Times::One as usize, school);
            if of.ends_with(IN_ORDER) {
                ends.insert(of.clone(), at_the_ends(groups.values().flatten(), amount));
            }
            columns.extend(groups.values().map(|group| {
                let brings = |school: &u32| (*school, amount(school).unwrap_or(0.0).abs());
                let schools: Vec<(u32, f64)> = group.iter().map(brings).collect();
                let size = |basis| {
                    let sizes = group.iter().filter_map(|school| amount_on(basis, school));
                    sizes.map(f64::abs).sum()
                };
                let sizes = Times::ALL.map(|times| size(times as usize));
                Column { of: of.clone(), schools, sizes }
            }));
        }
        columns.sort_by_key(|column| std::cmp::Reverse(column.schools.len()));
        Unknowns { columns, ends }
    }

    /// A sum as what it holds of each unknown: all, nothing, or the part of a school at a cut.
    pub fn row(&self, sum: &Sum) -> Vec<f64> {
        let numbers = sum.schools.numbers();
        let parts: BTreeMap<u32, u16> = sum.cut.iter().copied().collect();
        let holds = |column: &Column| {
            let Some((school, _)) = column.schools.first() else { return 0.0 };
            if !sum.of.contains(&column.of) {
                0.0
            } else if numbers.binary_search(school).is_ok() {
                1.0
            } else {
                parts.get(school).map_or(0.0, |part| f64::from(*part) / 1000.0)
            }
        };
        self.columns.iter().map(holds).collect()
    }

    pub fn secret(&self, sum: &Sum) -> Secret {
        Secret { row: self.row(sum), times: sum.times }
    }

    /// Why others may not know a combination of sums.
    fn failure(&self, row: &[f64], rules: &Rules) -> Option<Reason> {
        let held = || self.columns.iter().zip(row).filter(|(_, c)| **c != 0.0);
        let mut schools: BTreeMap<u32, f64> = BTreeMap::new();
        for (school, size) in held().flat_map(|(column, _)| &column.schools) {
            *schools.entry(*school).or_default() += size;
        }
        let is_end = |(column, _): (&Column, &f64)| {
            let ends = self.ends.get(&column.of);
            ends.is_some_and(|ends| column.schools.iter().any(|(school, _)| ends.contains(school)))
        };
        let cell = Cell::group(schools.into_values());
        let kind = if held().any(is_end) { CellKind::Tail } else { CellKind::Group };
        let failure = rules.failure(&Cell { kind, ..cell });
        // A difference tells nothing of its two sides but to one another.
        let is_sum = held().all(|(_, c)| *c > 0.0) || held().all(|(_, c)| *c < 0.0);
        failure.filter(|why| is_sum || matches!(why, Reason::FewSchools | Reason::FewInTail))
    }
}

/// The schools that have least and most.
fn at_the_ends<'s>(
    schools: impl Iterator<Item = &'s u32> + Clone,
    amount: impl Fn(&u32) -> Option<f64>,
) -> BTreeSet<u32> {
    let known = schools.filter_map(|school| Some((amount(school)?, *school)));
    let least = known.clone().min_by(|a, b| a.0.total_cmp(&b.0));
    let most = known.max_by(|a, b| a.0.total_cmp(&b.0));
    least.into_iter().chain(most).map(|(_, school)| school).collect()
}

/// The sums that follow from what is known.
#[derive(Clone)]
pub(super) struct Known<'a> {
    unknowns: &'a Unknowns,
    /// As if what is told on one basis were told on each.
    rows: Rows,
    /// What is told on each basis alone, in the order of [`Times::ALL`].
    own: [Rows; 3],
}

impl<'a> Known<'a> {
    pub fn new(unknowns: &'a Unknowns) -> Self {
        Known { unknowns, rows: Rows::default(), own: Default::default() }
    }

    pub fn unknowns(&self) -> &'a Unknowns {
        self.unknowns
    }

    /// Adds what is published.
    pub fn add(&mut self, sum: &Sum) {
        let row = self.unknowns.row(sum);
        self.rows.add(&row);
        self.own[sum.times as usize].add(&row);
    }

    /// Whether a sum follows on its own basis.
    fn tells(&self, Secret { row, times }: &Secret) -> bool {
        self.own[*times as usize].tell(row)
    }

    /// Whether something follows that others may not know, and that did not follow before.
    pub fn gives_away(&self, before: &Known, secrets: &[Secret], rules: &Rules) -> bool {
        let few =
            |row: &Vec<f64>| self.unknowns.failure(row, rules).is_some() && !before.rows.tell(row);
        // What was told before, or nearly told, cannot be kept any more; but it is not told further.
        let is_told = |secret: &Secret| {
            let (now, then) = (self.room(secret, rules), before.room(secret, rules));
            let is_nearly = (0..2).any(|way| now[way] < then[way] * (1.0 - NOTHING));
            !before.tells(secret) && (self.tells(secret) || is_nearly)
        };
        self.rows.iter().any(few)
            || self.combinations(&few, rules).find()
            || secrets.iter().any(is_told)
    }

    /// What follows for few schools once sums that each tell of more are held against one another.
    fn combinations<'s>(
        &'s self,
        tells: &'s dyn Fn(&Vec<f64>) -> bool,
        rules: &Rules,
    ) -> Combinations<'s> {
        let columns = &self.unknowns.columns;
        let schools = columns.iter().map(|column| column.schools.iter().map(|(s, _)| *s).collect());
        Combinations::new(&self.rows, schools.collect(), rules.fewest_schools as usize, tells)
    }

    /// How much more, and how much less, a sum could be by all that is known and nothing being
    /// negative: no more than the rules' protection asks.
    ///
    /// It is shown by other amounts that give the same sums. What was told on another basis is taken
    /// as told on the secret's own.
    fn room(&self, Secret { row: secret, times }: &Secret, rules: &Rules) -> [f64; 2] {
        let columns = &self.unknowns.columns;
        // The next sums above and below are bounds that no one can take away.
        let is_ordered = |of: &str| of.ends_with(IN_ORDER) || of.starts_with(COUNT_BY);
        if columns.iter().zip(secret).any(|(column, c)| *c != 0.0 && is_ordered(&column.of)) {
            return if self.rows.tell(secret) { [0.0; 2] } else { [1.0; 2] };
        }
        let amounts: Vec<f64> =
            columns.iter().map(|column| column.sizes[*times as usize]).collect();
        let size: f64 = amounts.iter().zip(secret).map(|(amount, c)| amount * c).sum();
        let wanted = part(rules.protection) * size;
        let moved = |way| self.moved(secret, amounts.clone(), way, wanted);
        // What is zero cannot be less, and only has to be able to be more.
        if wanted > 0.0 {
            [moved(1.0).min(wanted), moved(-1.0).min(wanted)]
        } else {
            [moved(1.0).min(1.0), 0.0]
        }
    }

    /// How far a sum can go up or down from the true amounts, as far as is wanted: the simplex method,
    /// begun at the true amounts. By Bland's rule (the first unknown that gains comes in, the first
    /// that is used up goes out) it does not go round in circles.
    fn moved(&self, secret: &[f64], mut amounts: Vec<f64>, way: f64, wanted: f64) -> f64 {
        let mut rows = self.rows.clone();
        // A sum that nothing bounds, or that is zero, only has to move at all.
        let enough = if wanted > 0.0 { wanted * (1.0 + NOTHING) } else { 1.0 };
        let mut moved = 0.0;
        for _ in 0..STEPS_A_COLUMN * amounts.len() {
            let gain = |at: usize| {
                let given: f64 = rows.solved().map(|(pivot, row)| row[at] * secret[pivot]).sum();
                way * (secret[at] - given)
            };
            let can_gain = |at: usize| {
                let gain = gain(at);
                let is_free = !rows.solved().any(|(pivot, _)| pivot == at);
                let can_move = gain > NOTHING || (gain < -NOTHING && amounts[at] > 0.0);
                (is_free && can_move).then_some((at, gain))
            };
            let Some((at, gain)) = (0..amounts.len()).find_map(can_gain) else { break };
            let sign = gain.signum();
            let used_up = rows.solved().enumerate().filter_map(|(place, (pivot, row))| {
                let falls = sign * row[at];
                (falls > NOTHING).then(|| (amounts[pivot] / falls, pivot, Some(place)))
            });
            let itself = (sign < 0.0).then_some((amounts[at], at, None));
            let first =
                used_up.chain(itself).min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let wants = (enough - moved) / gain.abs();
            let far = first.map_or(wants, |(far, ..)| far.min(wants));
            moved += far * gain.abs();
            let Some((_, out, place)) = first.filter(|(first, ..)| *first <= wants) else { break };
            for (pivot, row) in rows.solved() {
                amounts[pivot] = (amounts[pivot] - sign * row[at] * far).max(0.0);
            }
            amounts[at] += sign * far;
            amounts[out] = 0.0;
            if let Some(place) = place {
                rows.solve_for(place, at);
            }
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(of: &[&str], schools: impl IntoIterator<Item = u32>) -> Sum {
        Sum {
            of: of.iter().map(|of| of.to_string()).collect(),
            times: Times::One,
            wave: "2016".into(),
            schools: schools.into_iter().collect(),
            cut: Vec::new(),
        }
    }

    /// Schools 9 and 10 left PTA income blank; 10 and four others are in both waves. By hand: what ten
    /// donated less what eight raised, with the PTA income of the eight, is of the two alone. That shares
    /// in the order of values set each school apart changes nothing of it.
    #[test]
    fn what_follows_for_two_schools_is_found_whatever_else_sets_schools_apart() {
        let order = format!("raised{IN_ORDER}");
        let before = [
            sum(&["donations"], 1..=10),
            sum(&["donations"], [1, 2, 3, 4, 10]),
            sum(&["pta_income"], 1..=8),
        ];
        let new = sum(&["donations", "pta_income"], 1..=8);
        let apart: Vec<Sum> = (1..=8).map(|school| sum(&[&order], [school])).collect();
        let mut facts = Facts::default();
        for (of, last) in [("donations", 10), ("pta_income", 8), (order.as_str(), 8)] {
            let amounts = (1..=last).map(|school| (school, 100.0 + f64::from(school)));
            facts.amounts.insert((of.into(), Times::One, 0), amounts.collect());
        }
        let rules = Rules { fewest_schools: 4, ..Rules::default() };
        let unknowns = Unknowns::new(before.iter().chain(&apart).chain([&new]), &facts, 0);
        let mut known = Known::new(&unknowns);
        before.iter().for_each(|sum| known.add(sum));
        let earlier = known.clone();
        assert!(!known.gives_away(&earlier, &[], &rules));
        known.add(&new);
        assert!(known.tells(&unknowns.secret(&sum(&["donations"], [9, 10]))));
        assert!(known.gives_away(&earlier, &[], &rules));
    }
}
