//! Volunteer minutes a week for the schools that answered: Figure 2's ends, Table 2's extremes.
use super::accounts::{Account, Wave};
use super::published::{
    LEAST_MINUTES, MINUTES_AT_ENDS, MINUTES_PER_PUPIL, MOST_HOURS, MOST_MINUTES_PER_PUPIL,
};
use super::random::{Random, bisect, grow};

/// Minutes per pupil by decile between Figure 2's ends, before their scale: invented.
const BETWEEN_ENDS: [[f64; 8]; 2] = [
    [7.0, 9.0, 8.0, 10.5, 12.0, 13.0, 15.0, 19.0],
    [11.0, 14.0, 13.0, 17.0, 19.0, 22.0, 26.0, 33.0],
];

/// How near the other schools may come to the most hours and the most minutes per pupil.
const CLEAR: f64 = 0.92;

/// Minutes a week of each of `answered`, whose deciles hold at least four schools each.
pub fn invent(wave: Wave, answered: &[&Account], random: &mut Random) -> Vec<u32> {
    let which = wave as usize;
    let targets = decile_means(which, answered);
    let mut minutes = vec![0; answered.len()];
    for decile in 1..=10 {
        let members: Vec<usize> =
            (0..answered.len()).filter(|&i| answered[i].school.imd_decile == decile).collect();
        share_out(which, decile, targets[decile - 1], &members, answered, &mut minutes, random);
    }
    minutes
}

/// Figure 2's ends as published; the deciles between scaled so that all schools have Table 2's mean.
fn decile_means(which: usize, answered: &[&Account]) -> [f64; 10] {
    let count =
        |decile: usize| answered.iter().filter(|a| a.school.imd_decile == decile).count() as f64;
    let ends = MINUTES_AT_ENDS[which];
    let at_ends = ends[0] * count(1) + ends[1] * count(10);
    let between: f64 = (2..=9).map(|d| BETWEEN_ENDS[which][d - 2] * count(d)).sum();
    let scale = (MINUTES_PER_PUPIL[which] * answered.len() as f64 - at_ends) / between;
    std::array::from_fn(|k| match k {
        0 => ends[0],
        9 => ends[1],
        _ => BETWEEN_ENDS[which][k - 1] * scale,
    })
}

/// Shares a decile's minutes out among its schools, the extremes first.
fn share_out(
    which: usize,
    decile: usize,
    target: f64,
    members: &[usize],
    answered: &[&Account],
    minutes: &mut [u32],
    random: &mut Random,
) {
    let pupils = |i: usize| f64::from(answered[i].pupils);
    let mut by_size = members.to_vec();
    by_size.sort_by_key(|&i| answered[i].pupils);
    let given: Vec<(usize, u32)> = match decile {
        2 => vec![(by_size[0], LEAST_MINUTES)],
        10 => {
            let largest = by_size[by_size.len() - 1];
            let most = MOST_MINUTES_PER_PUPIL[which] * answered[by_size[0]].pupils;
            vec![(largest, MOST_HOURS[which] * 60), (by_size[0], most)]
        }
        _ => Vec::new(),
    };
    let given_sum: f64 = given.iter().map(|&(i, m)| f64::from(m) / pupils(i)).sum();
    let spread = if decile == 10 { 0.2 } else { 0.4 };
    let most = f64::from(MOST_MINUTES_PER_PUPIL[which]);
    let longest = f64::from(MOST_HOURS[which] * 60);
    // Weight, and minutes per pupil that stay clear of both extremes.
    let rest: Vec<(usize, f64, f64)> = members
        .iter()
        .filter(|i| given.iter().all(|(taken, _)| taken != *i))
        .map(|&i| {
            let clear = CLEAR * most.min(longest / pupils(i));
            (i, grow(spread * random.normal()), clear)
        })
        .collect();
    let wanted = target * members.len() as f64 - given_sum;
    let scale = bisect(0.0, 500.0, wanted, |scale| {
        rest.iter().map(|(_, weight, clear)| (weight * scale).min(*clear)).sum()
    });
    for (i, weight, clear) in rest {
        minutes[i] = ((weight * scale).min(clear) * pupils(i)).round() as u32;
    }
    for (i, amount) in given {
        minutes[i] = amount;
    }
}
