//! What has to be true of the invented rows before they are written: every figure that is met.
use super::accounts::{Account, Waves};
use super::published::{
    ANSWERS, BOTTOM_THREE_RAISED, DONATIONS_PER_PUPIL, LEAST_MINUTES, MEAN_RAISED, MINUTES_AT_ENDS,
    MINUTES_PER_PUPIL, MOST_DONATED_PER_PUPIL, MOST_HOURS, MOST_MINUTES_PER_PUPIL, OVER_THRESHOLD,
    PTA_PER_PUPIL, SCHOOLS, STATUS_2018, THRESHOLD, TOP_TENTH, TOP_THREE_PER_PUPIL,
    TOP_THREE_RAISED, UPLIFT,
};
use super::questionnaire::Answer;
use super::status::Status;

/// # Panics
/// When a figure is missed: then nothing is written.
pub fn check(accounts: &Waves<Account>, answers: &Waves<Answer>) {
    for (which, rows) in [&accounts.first, &accounts.second].into_iter().enumerate() {
        assert_eq!(rows.len(), SCHOOLS[which]);
        sources(which, rows);
    }
    distribution(&accounts.second);
    statuses(&accounts.second);
    for (which, rows) in [&answers.first, &answers.second].into_iter().enumerate() {
        assert_eq!(rows.len(), ANSWERS[which]);
        volunteers(which, rows);
    }
}

/// Table 1, whether a PTA's gift is counted among the donations or not.
fn sources(which: usize, rows: &[Account]) {
    let per_pupil = |amount: &dyn Fn(&Account) -> u32| {
        mean(rows.iter().map(|r| f64::from(amount(r)) / f64::from(r.pupils)))
    };
    let kept_apart = |r: &Account| r.sources.donations;
    let booked = |r: &Account| r.donations_booked();
    for donations in [&kept_apart as &dyn Fn(&Account) -> u32, &booked] {
        near(per_pupil(donations), DONATIONS_PER_PUPIL[which], 0.2);
        let over = rows.iter().filter(|r| donations(r) > THRESHOLD).count();
        assert_eq!(over, OVER_THRESHOLD[which]);
        let most = rows.iter().map(|r| f64::from(donations(r)) / f64::from(r.pupils));
        near(most.fold(0.0, f64::max), f64::from(MOST_DONATED_PER_PUPIL[which]), 1e-9);
    }
    near(per_pupil(&|r| r.sources.pta_income), PTA_PER_PUPIL[which], 0.05);
}

/// Research question 3, wave 2018.
fn distribution(rows: &[Account]) {
    let mut raised: Vec<u32> = rows.iter().map(Account::raised).collect();
    raised.sort_unstable_by(|a, b| b.cmp(a));
    let total: u32 = raised.iter().sum();
    assert_eq!(total, MEAN_RAISED * rows.len() as u32);
    assert!(3 * raised.iter().filter(|&&r| r >= MEAN_RAISED).count() < rows.len());
    assert_eq!(raised[..3].iter().sum::<u32>(), TOP_THREE_RAISED);
    assert_eq!(raised[raised.len() - 3..].iter().sum::<u32>(), BOTTOM_THREE_RAISED);
    let top_pupils: u32 = rows.iter().filter(|r| r.raised() >= raised[2]).map(|r| r.pupils).sum();
    near(f64::from(TOP_THREE_RAISED) / f64::from(top_pupils), TOP_THREE_PER_PUPIL, 0.5);
    // 30.6 schools: 30 whole ones and six tenths of the next.
    let top = f64::from(raised[..30].iter().sum::<u32>()) + 0.6 * f64::from(raised[30]);
    near(top / f64::from(total), TOP_TENTH, 0.005);
    let uplift = rows.iter().map(|r| f64::from(r.raised()) / f64::from(r.total_income));
    near(uplift.fold(0.0, f64::max), UPLIFT, 0.0005);
}

fn statuses(rows: &[Account]) {
    for (status, wanted) in
        [Status::Charity, Status::Association, Status::None].into_iter().zip(STATUS_2018)
    {
        assert_eq!(rows.iter().filter(|r| r.status == status).count(), wanted);
    }
    let mut order: Vec<&Account> = rows.iter().collect();
    let per_pupil = |r: &Account| f64::from(r.raised()) / f64::from(r.pupils);
    order.sort_by(|a, b| per_pupil(a).total_cmp(&per_pupil(b)));
    assert!(order[rows.len() / 10..].iter().all(|r| r.status != Status::None));
}

/// Table 2 and Figure 2.
fn volunteers(which: usize, rows: &[Answer]) {
    let per_pupil = |a: &Answer| f64::from(a.volunteer_minutes) / f64::from(a.account.pupils);
    near(mean(rows.iter().map(per_pupil)), MINUTES_PER_PUPIL[which], 0.01);
    let most = rows.iter().map(per_pupil).fold(0.0, f64::max);
    near(most, f64::from(MOST_MINUTES_PER_PUPIL[which]), 1e-9);
    let minutes = || rows.iter().map(|a| a.volunteer_minutes);
    assert_eq!(minutes().min(), Some(LEAST_MINUTES));
    assert_eq!(minutes().max(), Some(MOST_HOURS[which] * 60));
    let decile = |decile: usize| {
        mean(rows.iter().filter(|a| a.account.school.imd_decile == decile).map(per_pupil))
    };
    near(decile(1), MINUTES_AT_ENDS[which][0], 0.05);
    near(decile(10), MINUTES_AT_ENDS[which][1], 0.05);
    let half = |poorer: bool| {
        mean(rows.iter().filter(|a| (a.account.school.imd_decile <= 5) == poorer).map(per_pupil))
    };
    assert!(2.0 * half(true) < half(false));
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / values.len() as f64
}

fn near(value: f64, target: f64, within: f64) {
    assert!((value - target).abs() <= within, "{value} is not within {within} of {target}");
}
