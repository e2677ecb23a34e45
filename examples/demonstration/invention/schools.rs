//! The 380 schools: where they stand, how large they are, what sets them apart in both waves.
use super::names;
use super::published::{BOTTOM_THREE, SCHOOLS, TOP_THREE};
use super::random::{Random, grow};

/// Schools by decile, most deprived first: all of 2016, and those of them that are in 2018.
const BY_DECILE: [[usize; 10]; 2] =
    [[31, 34, 37, 38, 39, 40, 41, 41, 40, 39], [24, 27, 29, 30, 31, 32, 33, 34, 33, 33]];
/// How far the area moves a school up the order, most deprived first.
const AFFLUENCE: [f64; 10] = [-1.85, -1.25, -0.95, -0.7, -0.4, -0.05, 0.15, 0.65, 0.9, 1.25];
/// URNs of real schools have six digits from 100000; none begins with 9.
const FIRST_URN: u32 = 900_001;

/// Pupils of the school that had 2018's most donated per pupil, and of 2016's.
pub const MOST_DONATED_PUPILS: [u32; 2] = [118, 62];

/// A part that the paper's extremes give to one school.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// 2018's first, second or third by raised income.
    Top(usize),
    /// 2018's last three by raised income.
    Bottom(usize),
    /// Most donated per pupil: a village school with a bequest in one year, another in the other.
    MostDonated(usize),
}

#[derive(Debug)]
pub struct School {
    pub urn: u32,
    pub name: String,
    pub imd_decile: usize,
    /// Pupils, before the one scale that `accounts` fits.
    pub size: f64,
    pub in_second_wave: bool,
    pub part: Option<Part>,
    /// Lifts a school in the order of raised income, in both waves.
    pub drive: f64,
    /// Leans it to PTA income, in both waves.
    pub pta_lean: f64,
}

/// All schools in order of URN, which tells nothing of the rest.
pub fn invent(random: &mut Random) -> Vec<School> {
    let mut places: Vec<(usize, bool)> = (0..10)
        .flat_map(|d| (0..BY_DECILE[0][d]).map(move |k| (d + 1, k < BY_DECILE[1][d])))
        .collect();
    random.shuffle(&mut places);
    let names = names::invent(SCHOOLS[0], random);
    let mut schools: Vec<School> = (FIRST_URN..)
        .zip(names)
        .zip(places)
        .map(|((urn, name), (imd_decile, in_second_wave))| {
            let z = random.normal();
            let drive = AFFLUENCE[imd_decile - 1] + 0.6 * z + 0.6 * random.normal();
            School {
                urn,
                name,
                imd_decile,
                size: (185.0 * grow(0.5 * z)).clamp(75.0, 520.0),
                in_second_wave,
                part: None,
                drive,
                pta_lean: random.normal(),
            }
        })
        .collect();
    cast(&mut schools);
    schools
}

/// Gives each part to the school that it fits best.
fn cast(schools: &mut [School]) {
    for place in 0..TOP_THREE.len() {
        give(schools, Part::Top(place), |s| (s.imd_decile == 10).then(|| (s.size - 220.0).abs()));
    }
    for place in 0..BOTTOM_THREE.len() {
        give(schools, Part::Bottom(place), |s| {
            (s.imd_decile <= 3 && s.size > 90.0).then_some(s.drive)
        });
    }
    give(schools, Part::MostDonated(1), |s| (s.imd_decile == 9).then_some(s.size));
    give(schools, Part::MostDonated(0), |s| {
        (s.imd_decile == 10).then(|| (s.size - f64::from(MOST_DONATED_PUPILS[0])).abs())
    });
}

/// Gives `part` to the free school of both waves with the least `distance`.
fn give(schools: &mut [School], part: Part, distance: impl Fn(&School) -> Option<f64>) {
    let best = schools
        .iter_mut()
        .filter(|s| s.in_second_wave && s.part.is_none())
        .filter_map(|s| distance(s).map(|d| (d, s)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, s)| s);
    let school = best.expect("every part has schools that could take it");
    school.part = Some(part);
    if matches!(part, Part::Top(_)) {
        school.drive = 2.0;
    }
}
