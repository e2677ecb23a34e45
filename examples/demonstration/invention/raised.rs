//! What each school raises: its place in the order by drive and luck, the amount by the curve.
use super::accounts::Wave;
use super::published::{
    BOTTOM_THREE, DONATIONS_PER_PUPIL, MEAN_RAISED, PTA_PER_PUPIL, RAISED, TOP_THREE,
};
use super::random::{Random, bisect};
use super::schools::{Part, School};
use super::sources;

/// How much each wave's luck moves a school beside its lasting drive.
const LUCK: [f64; 2] = [0.5, 0.45];

/// 2018, £: the given totals for the schools with a part, and the curve, scaled so that the sum is
/// the published mean times the schools, for the others.
pub fn second_wave(schools: &[&School], random: &mut Random) -> Vec<u32> {
    let given: Vec<Option<u32>> = schools.iter().map(|s| given_second(s)).collect();
    let rest = MEAN_RAISED * schools.len() as u32 - given.iter().flatten().sum::<u32>();
    let places = places(schools, Wave::Second, &given, random);
    let curve = RAISED[1].amounts(places.len());
    let scale = f64::from(rest) / curve.iter().sum::<f64>();
    let mut raised: Vec<u32> = given.iter().map(|g| g.unwrap_or(0)).collect();
    for (&school, amount) in places.iter().zip(&curve) {
        raised[school] = (amount * scale) as u32;
    }
    // Rounding down left some pounds over: one each for the first schools that are not given.
    let over = MEAN_RAISED * schools.len() as u32 - raised.iter().sum::<u32>();
    for &school in places.iter().rev().take(over as usize) {
        raised[school] += 1;
    }
    raised
}

/// 2016, £: the curve, scaled so that the mean per pupil is donations' and PTAs' together.
pub fn first_wave(schools: &[&School], pupils: &[u32], random: &mut Random) -> Vec<u32> {
    let given: Vec<Option<u32>> =
        schools.iter().map(|s| sources::given(s, Wave::First).map(|g| g.total())).collect();
    let places = places(schools, Wave::First, &given, random);
    let curve = RAISED[0].amounts(places.len());
    let mut raised: Vec<u32> = given.iter().map(|g| g.unwrap_or(0)).collect();
    let per_pupil = DONATIONS_PER_PUPIL[0] + PTA_PER_PUPIL[0];
    let scale = bisect(0.5, 2.0, per_pupil, |scale| {
        fill(&mut raised, &places, &curve, scale);
        raised.iter().zip(pupils).map(|(&r, &p)| f64::from(r) / f64::from(p)).sum::<f64>()
            / schools.len() as f64
    });
    fill(&mut raised, &places, &curve, scale);
    raised
}

fn fill(raised: &mut [u32], places: &[usize], curve: &[f64], scale: f64) {
    for (&school, amount) in places.iter().zip(curve) {
        raised[school] = (amount * scale).round() as u32;
    }
}

/// The schools without a given total, in the order of drive and luck, lowest first.
fn places(
    schools: &[&School],
    wave: Wave,
    given: &[Option<u32>],
    random: &mut Random,
) -> Vec<usize> {
    let mut scored: Vec<(f64, usize)> = schools
        .iter()
        .enumerate()
        .map(|(i, s)| (s.drive + LUCK[wave as usize] * random.normal(), i))
        .filter(|&(_, i)| given[i].is_none())
        .collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    scored.into_iter().map(|(_, i)| i).collect()
}

fn given_second(school: &School) -> Option<u32> {
    match school.part {
        Some(Part::Top(place)) => Some(TOP_THREE[place].0),
        Some(Part::Bottom(place)) => Some(BOTTOM_THREE[place]),
        _ => sources::given(school, Wave::Second).map(|g| g.total()),
    }
}
