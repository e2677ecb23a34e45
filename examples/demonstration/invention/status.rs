//! Whether a school's PTA is a charity, a friends' association, or was not found.
use super::accounts::Wave;
use super::published::{STATUS_2018, STATUS_LEAVERS};
use super::random::Random;
use super::schools::{Part, School};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Charity,
    Association,
    None,
}

impl Status {
    pub fn word(self) -> &'static str {
        match self {
            Self::Charity => "charity",
            Self::Association => "association",
            Self::None => "none",
        }
    }
}

/// What a school without a PTA raises at most, £.
const MOST_WITHOUT_PTA: u32 = 7_000;

/// Schools without a PTA lie in the lowest tenth by raised income per pupil, as the paper found;
/// which of that tenth, and who is an association, is chance with a lean to the less driven.
pub fn invent(
    schools: &[&School],
    wave: Wave,
    raised: &[u32],
    pupils: &[u32],
    random: &mut Random,
) -> Vec<Status> {
    let wanted = match wave {
        Wave::Second => STATUS_2018,
        Wave::First => std::array::from_fn(|k| STATUS_2018[k] + STATUS_LEAVERS[k]),
    };
    let mut statuses = vec![Status::Charity; schools.len()];
    let mut lowest: Vec<usize> = (0..schools.len()).collect();
    let per_pupil = |i: usize| f64::from(raised[i]) / f64::from(pupils[i]);
    lowest.sort_by(|&a, &b| per_pupil(a).total_cmp(&per_pupil(b)));
    lowest.truncate(schools.len() / 10);
    // A large school without a PTA would take in more than most directly: not in this story.
    lowest.retain(|&i| raised[i] < MOST_WITHOUT_PTA);
    random.shuffle(&mut lowest);
    lowest.sort_by_key(|&i| !matches!(schools[i].part, Some(Part::Bottom(_))));
    for &i in lowest.iter().take(wanted[2]) {
        statuses[i] = Status::None;
    }
    let mut others: Vec<(f64, usize)> = (0..schools.len())
        .filter(|&i| statuses[i] == Status::Charity && schools[i].part.is_none())
        .map(|i| (schools[i].drive + 1.5 * schools[i].pta_lean + random.normal(), i))
        .collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0));
    for &(_, i) in others.iter().take(wanted[1]) {
        statuses[i] = Status::Association;
    }
    statuses
}
