//! A school's accounts in one wave: pupils, raised income by source, and what the budget holds.
use super::published::{DONATIONS_PER_PUPIL, PTA_PER_PUPIL, TOP_THREE, UPLIFT};
use super::raised;
use super::random::{Random, bisect};
use super::schools::{MOST_DONATED_PUPILS, Part, School};
use super::sources::{self, Sources};
use super::status::{self, Status};

/// The two waves' rows of one kind.
pub struct Waves<T> {
    pub first: Vec<T>,
    pub second: Vec<T>,
}

/// Which wave a row belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wave {
    First,
    Second,
}

impl Wave {
    /// The paper names a wave by its questionnaire; the accounts are those of two years before.
    pub fn label(self) -> &'static str {
        match self {
            Self::First => "2016",
            Self::Second => "2018",
        }
    }

    /// Pupil premium for a pupil of primary age, £: 2013/14 and 2016/17.
    fn pupil_premium_rate(self) -> u32 {
        match self {
            Self::First => 953,
            Self::Second => 1_320,
        }
    }
}

pub struct Account<'a> {
    pub school: &'a School,
    pub wave: Wave,
    pub pupils: u32,
    pub status: Status,
    /// What the school took directly and through its PTA; a PTA's gift is in the PTA's part only.
    pub sources: Sources,
    /// What the PTA gave to the school, which the school's books show among its donations.
    pub pta_gift: Option<u32>,
    pub total_income: u32,
    pub pupil_premium: u32,
    pub ofsted: usize,
}

impl Account<'_> {
    pub fn raised(&self) -> u32 {
        self.sources.donations + self.sources.pta_income
    }

    /// As the school's books have it: the PTA's gift in it.
    pub fn donations_booked(&self) -> u32 {
        self.sources.donations + self.pta_gift.unwrap_or(0)
    }
}

/// Both waves' accounts, in order of URN.
pub fn invent<'a>(schools: &'a [School], random: &mut Random) -> Waves<Account<'a>> {
    let all: Vec<&School> = schools.iter().collect();
    let stayers: Vec<&School> = schools.iter().filter(|s| s.in_second_wave).collect();

    let raised = raised::second_wave(&stayers, random);
    let per_pupil = DONATIONS_PER_PUPIL[1] + PTA_PER_PUPIL[1];
    let scale = bisect(0.5, 2.0, -per_pupil, |scale| {
        -mean_ratio(&raised, stayers.iter().map(|s| pupils(s, Wave::Second, scale)))
    });
    let second = complete(&stayers, Wave::Second, scale, raised, random);

    let sizes: Vec<u32> = all.iter().map(|s| pupils(s, Wave::First, scale)).collect();
    let raised = raised::first_wave(&all, &sizes, random);
    let first = complete(&all, Wave::First, scale, raised, random);
    Waves { first, second }
}

/// Pupils on roll: nearly the same in both waves, and given for the schools with a part.
fn pupils(school: &School, wave: Wave, scale: f64) -> u32 {
    let given = match school.part {
        Some(Part::Top(place)) => Some(TOP_THREE[place].1),
        Some(Part::MostDonated(which)) => Some(MOST_DONATED_PUPILS[which]),
        Some(Part::Bottom(_)) | None => None,
    };
    let now = given.map_or(school.size * scale, f64::from);
    // A turn of a few per cent that the URN fixes: no two waves have quite the same roll.
    let turn = f64::from(school.urn * 7 % 11) / 100.0 - 0.06;
    match wave {
        Wave::Second => now.round() as u32,
        Wave::First if school.part == Some(Part::MostDonated(0)) => now.round() as u32,
        Wave::First => (now * (1.0 + turn)).round() as u32,
    }
}

/// The mean of schools' own amounts per pupil.
fn mean_ratio(amounts: &[u32], pupils: impl Iterator<Item = u32>) -> f64 {
    amounts.iter().zip(pupils).map(|(&a, p)| f64::from(a) / f64::from(p)).sum::<f64>()
        / amounts.len() as f64
}

/// Adds status, sources and the rest of the accounts to pupils and raised income.
fn complete<'a>(
    schools: &[&'a School],
    wave: Wave,
    scale: f64,
    raised: Vec<u32>,
    random: &mut Random,
) -> Vec<Account<'a>> {
    let sizes: Vec<u32> = schools.iter().map(|s| pupils(s, wave, scale)).collect();
    let statuses = status::invent(schools, wave, &raised, &sizes, random);
    let sources = sources::split(schools, wave, &raised, &sizes, &statuses, random);
    let mut gifts = sources::gifts(schools, &sources, &statuses).into_iter();
    (0..schools.len())
        .map(|i| {
            let (school, pupils, raised) = (schools[i], sizes[i], raised[i]);
            let pupil_premium = pupil_premium(school, wave, pupils, random);
            Account {
                school,
                wave,
                pupils,
                status: statuses[i],
                sources: sources[i],
                pta_gift: gifts.next().flatten(),
                total_income: total_income(school, pupils, pupil_premium, raised, random),
                pupil_premium,
                ofsted: ofsted(school, random),
            }
        })
        .collect()
}

/// £: the rate for the share of pupils that a decile's schools have, from two fifths to a twentieth.
fn pupil_premium(school: &School, wave: Wave, pupils: u32, random: &mut Random) -> u32 {
    let share = 0.41 - 0.036 * school.imd_decile as f64;
    let entitled = f64::from(pupils) * share * random.between(0.7, 1.3);
    entitled.round() as u32 * wave.pupil_premium_rate()
}

/// £: a lump sum, an amount per pupil and the premium; never so little that what is raised would be
/// more than the published 11 % of it, which the school that raises most reaches.
fn total_income(
    school: &School,
    pupils: u32,
    pupil_premium: u32,
    raised: u32,
    random: &mut Random,
) -> u32 {
    let funded = 118_000.0 + f64::from(pupils) * random.between(3_350.0, 3_800.0);
    let nearness = random.between(0.8, 0.98);
    let nearness = if school.part == Some(Part::Top(0)) { 1.0 } else { nearness };
    let least = f64::from(raised) / (UPLIFT * nearness);
    (funded + f64::from(pupil_premium)).max(least).round() as u32
}

/// 1 outstanding to 4 inadequate, in about the shares of primary schools at the time.
fn ofsted(school: &School, random: &mut Random) -> usize {
    let luck = random.unit() - 0.012 * school.imd_decile as f64;
    if luck < 0.1 {
        1
    } else if luck < 0.76 {
        2
    } else if luck < 0.91 {
        3
    } else {
        4
    }
}
