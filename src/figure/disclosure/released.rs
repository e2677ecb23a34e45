//! What was shared before from the same data: a new share must not complete an old one.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A set of schools, each by a number made of its key: the same whichever files lie beside its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Schools(Vec<u32>);

impl Schools {
    /// The number of a school, by its key.
    pub fn number(key: &str) -> u32 {
        // FNV-1a. A sum that differs by one of two schools of one number would pass for the same sum.
        key.bytes()
            .fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    pub fn numbers(&self) -> &[u32] {
        &self.0
    }

    pub fn and(&self, other: &Schools) -> Schools {
        self.0.iter().chain(&other.0).copied().collect()
    }
}

impl FromIterator<u32> for Schools {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut all: Vec<u32> = numbers.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        Schools(all)
    }
}

/// What a school's amount is multiplied by before it is summed.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Times {
    /// Sums of what schools have, and of what they have per pupil where pupils are the weights.
    #[default]
    One,
    /// Per pupil, every school counting once.
    OverPupils,
    /// Per school, weighted by pupils.
    Pupils,
}

impl Times {
    pub const ALL: [Times; 3] = [Times::One, Times::OverPupils, Times::Pupils];
}

/// A sum over schools. Whatever is published of schools on whichever basis, weighted or averaged,
/// counts as their sum: those who know it for two sets know it for the schools between them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sum {
    /// What is summed, in its parts: *raised* is donations and PTA income.
    pub of: Vec<String>,
    /// The basis on which a sum that stays has to be hidden.
    pub times: Times,
    /// The wave's label.
    pub wave: String,
    pub schools: Schools,
    /// Schools of which only a part counts, in thousandths: those at the cut of an order.
    pub cut: Vec<(u32, u16)>,
}

/// What left so far of one set of data, and what stayed. Whoever keeps it keys it by the data's own
/// hash; it never leaves itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct Released {
    pub left: BTreeSet<Sum>,
    /// Marked `[c]` in something that left, so that nothing later may tell it.
    pub withheld: BTreeSet<Sum>,
}

impl Released {
    /// Both records as one.
    pub fn and(&self, more: &Released) -> Released {
        let both = |a: &BTreeSet<Sum>, b: &BTreeSet<Sum>| a.union(b).cloned().collect();
        Released {
            left: both(&self.left, &more.left),
            withheld: both(&self.withheld, &more.withheld),
        }
    }
}

/// The schools that stand in the same sets, with the sets' places: every set is made of such groups.
pub(super) fn groups<'s>(
    sets: impl IntoIterator<Item = &'s Schools>,
) -> BTreeMap<Vec<usize>, Vec<u32>> {
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, set) in sets.into_iter().enumerate() {
        set.0.iter().for_each(|school| places.entry(*school).or_default().push(at));
    }
    let mut groups: BTreeMap<Vec<usize>, Vec<u32>> = BTreeMap::new();
    for (school, places) in places {
        groups.entry(places).or_default().push(school);
    }
    groups
}

/// A record as it is stored: each school once, whatever the number of sets.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    /// Schools that no set parts, each in eight hexadecimal digits.
    groups: Vec<String>,
    left: Vec<KeptSum>,
    withheld: Vec<KeptSum>,
}

#[derive(Clone, Serialize, Deserialize)]
struct KeptSum(Vec<String>, String, Vec<usize>, Vec<(u32, u16)>, #[serde(default)] Times);

impl From<Released> for Kept {
    fn from(released: Released) -> Kept {
        let sums = released.left.iter().chain(&released.withheld);
        let groups = groups(sums.map(|sum| &sum.schools));
        let kept = |(at, sum): (usize, Sum)| {
            let holds =
                |(group, places): (usize, &Vec<usize>)| places.contains(&at).then_some(group);
            let places = groups.keys().enumerate().filter_map(holds).collect();
            KeptSum(sum.of, sum.wave, places, sum.cut, sum.times)
        };
        let left = released.left.len();
        Kept {
            groups: groups.values().map(|group| hex(group)).collect(),
            left: released.left.into_iter().enumerate().map(kept).collect(),
            withheld: (left..).zip(released.withheld).map(kept).collect(),
        }
    }
}

impl From<Kept> for Released {
    fn from(kept: Kept) -> Released {
        let groups: Vec<Vec<u32>> = kept.groups.iter().map(|group| numbers(group)).collect();
        let sum = |KeptSum(of, wave, places, cut, times): KeptSum| {
            let schools = places.iter().filter_map(|at| groups.get(*at)).flatten().copied();
            Sum { of, times, wave, schools: schools.collect(), cut }
        };
        Released {
            left: kept.left.into_iter().map(sum).collect(),
            withheld: kept.withheld.into_iter().map(sum).collect(),
        }
    }
}

fn hex(schools: &[u32]) -> String {
    schools.iter().map(|school| format!("{school:08x}")).collect()
}

fn numbers(hex: &str) -> Vec<u32> {
    let digits = |at: usize| u32::from_str_radix(hex.get(at..at + 8)?, 16).ok();
    (0..hex.len()).step_by(8).filter_map(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_as_it_was_stored() {
        let sum = |of: &str, schools: &[u32]| Sum {
            of: vec![of.into()],
            times: if of == "donations" { Times::OverPupils } else { Times::One },
            wave: "2016".into(),
            schools: schools.iter().copied().collect(),
            cut: schools.iter().map(|school| (school + 1, 250)).collect(),
        };
        let released = Released {
            left: [sum("donations", &[1, 2, 3, 900_000]), sum("pta_income", &[2, 3])].into(),
            withheld: [sum("donations", &[3]), sum("donations", &[])].into(),
        };
        let text = serde_json::to_string(&released).unwrap();
        assert_eq!(serde_json::from_str::<Released>(&text).unwrap(), released);
        assert_eq!(text.matches("000dbba0").count(), 1, "each school stands there once");
    }

    /// A record of before sums had a basis: written by hand.
    #[test]
    fn an_older_record_is_read_as_sums_of_what_schools_have() {
        let text =
            r#"{"groups":["00000001"],"left":[[["donations"],"2016",[0],[]]],"withheld":[]}"#;
        let read: Released = serde_json::from_str(text).unwrap();
        let sum = read.left.first().unwrap();
        assert_eq!((sum.times, sum.schools.numbers()), (Times::One, &[1][..]));
    }
}
