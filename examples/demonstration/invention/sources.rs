//! How raised income parts into donations to the school and income of its PTA.
use super::accounts::Wave;
use super::published::{MOST_DONATED_PER_PUPIL, OVER_THRESHOLD, PTA_PER_PUPIL, THRESHOLD};
use super::random::{Random, bisect, share};
use super::schools::{MOST_DONATED_PUPILS, Part, School};
use super::status::Status;

/// £ a year.
#[derive(Clone, Copy, Debug)]
pub struct Sources {
    pub donations: u32,
    pub pta_income: u32,
}

impl Sources {
    pub fn total(self) -> u32 {
        self.donations + self.pta_income
    }
}

/// PTA income of the two schools with the most donated per pupil.
const MOST_DONATED_PTA: [u32; 2] = [13_900, 240];
/// From where donations are pressed under the threshold in schools that are not to pass it, £.
const PRESSED_FROM: f64 = 7_000.0;
/// No other school's donations per pupil come nearer to the most than this share of it.
const BELOW_MOST: f64 = 0.95;

/// The given sources of the school with the wave's most donated per pupil.
pub fn given(school: &School, wave: Wave) -> Option<Sources> {
    let which = wave as usize;
    (school.part == Some(Part::MostDonated(which))).then(|| Sources {
        donations: MOST_DONATED_PER_PUPIL[which] * MOST_DONATED_PUPILS[which],
        pta_income: MOST_DONATED_PTA[which],
    })
}

/// Splits so that PTA income per pupil has the published mean and as many schools as published
/// pass the threshold of donations. The PTA's share rises with affluence up to the eighth decile.
pub fn split(
    schools: &[&School],
    wave: Wave,
    raised: &[u32],
    pupils: &[u32],
    statuses: &[Status],
    random: &mut Random,
) -> Vec<Sources> {
    let lean: Vec<f64> = schools
        .iter()
        .zip(statuses)
        .map(|(s, status)| {
            let association = if *status == Status::Association { 0.5 } else { 0.0 };
            0.23 * s.imd_decile.min(8) as f64 + 0.4 * s.pta_lean + 0.25 * random.normal()
                - association
        })
        .collect();
    let at = |level: f64| -> Vec<Sources> {
        let mut donations: Vec<f64> = (0..schools.len())
            .map(|i| match (given(schools[i], wave), statuses[i]) {
                (Some(given), _) => f64::from(given.donations),
                (None, Status::None) => f64::from(raised[i]),
                (None, _) => {
                    let most = BELOW_MOST * f64::from(MOST_DONATED_PER_PUPIL[wave as usize]);
                    (f64::from(raised[i]) * (1.0 - share(lean[i] + level)))
                        .min(most * f64::from(pupils[i]))
                }
            })
            .collect();
        part_at_threshold(&mut donations, OVER_THRESHOLD[wave as usize], |i| {
            statuses[i] == Status::None || given(schools[i], wave).is_some()
        });
        donations
            .iter()
            .zip(raised)
            .map(|(d, &raised)| {
                let donations = (d.round() as u32).min(raised);
                Sources { donations, pta_income: raised - donations }
            })
            .collect()
    };
    let level = bisect(-6.0, 6.0, PTA_PER_PUPIL[wave as usize], |level| {
        let split = at(level);
        split.iter().zip(pupils).map(|(s, &p)| f64::from(s.pta_income) / f64::from(p)).sum::<f64>()
            / split.len() as f64
    });
    at(level)
}

/// Moves donations so that the `allowed` largest, and no others, are over the threshold, and keeps
/// their order: those above are drawn down to it, those below are pressed under it.
fn part_at_threshold(donations: &mut [f64], allowed: usize, fixed: impl Fn(usize) -> bool) {
    let mut order: Vec<f64> = donations.to_vec();
    order.sort_by(|a, b| b.total_cmp(a));
    let (most, last_over, first_under) = (order[0], order[allowed - 1], order[allowed]);
    let threshold = f64::from(THRESHOLD);
    for d in donations.iter_mut().enumerate().filter(|(i, _)| !fixed(*i)).map(|(_, d)| d) {
        if *d >= last_over {
            *d = onto(*d, [last_over, most], [threshold + 40.0, most]);
        } else if *d > PRESSED_FROM {
            *d = onto(*d, [PRESSED_FROM, first_under], [PRESSED_FROM, threshold - 40.0]);
        }
    }
}

/// `x` moved from its place in one range to the same place in another.
fn onto(x: f64, from: [f64; 2], to: [f64; 2]) -> f64 {
    to[0] + (x - from[0]) * (to[1] - to[0]) / (from[1] - from[0])
}

/// A tenth of a few charities' income was given on to the school. They are schools whose
/// donations stay on the same side of the threshold with the gift and without.
pub fn gifts(schools: &[&School], sources: &[Sources], statuses: &[Status]) -> Vec<Option<u32>> {
    let fits = |i: usize| {
        let Sources { donations, pta_income } = sources[i];
        statuses[i] == Status::Charity
            && schools[i].part.is_none()
            && schools[i].urn % 29 == 3
            && pta_income > 5_000
            && (donations > THRESHOLD || donations + pta_income / 10 < THRESHOLD)
    };
    (0..schools.len()).map(|i| fits(i).then(|| sources[i].pta_income / 10 / 50 * 50)).collect()
}
