//! Who answered in each wave, and what: exact counts of yes, given out by chance.
use super::accounts::{Account, Wave, Waves};
use super::published::{ANSWERS, ITEMS, Item};
use super::random::Random;
use super::volunteers;

/// Head teachers who answered, by decile, most deprived first.
const BY_DECILE: [[usize; 10]; 2] =
    [[8, 9, 11, 11, 12, 13, 13, 13, 12, 12], [5, 6, 7, 7, 8, 8, 8, 7, 7, 7]];

pub struct Answer<'a> {
    pub account: &'a Account<'a>,
    pub volunteer_minutes: u32,
    /// One for each of the items, `None` where it was not asked or left blank.
    pub answers: Vec<Option<bool>>,
}

pub fn invent<'a>(accounts: &'a Waves<Account<'a>>, random: &mut Random) -> Waves<Answer<'a>> {
    let first = wave(Wave::First, &accounts.first, random);
    let second = wave(Wave::Second, &accounts.second, random);
    Waves { first, second }
}

fn wave<'a>(wave: Wave, accounts: &'a [Account<'a>], random: &mut Random) -> Vec<Answer<'a>> {
    let answered = respondents(wave, accounts, random);
    let minutes = volunteers::invent(wave, &answered, random);
    let mut answers: Vec<Answer> = answered
        .into_iter()
        .zip(minutes)
        .map(|(account, volunteer_minutes)| Answer { account, volunteer_minutes, answers: vec![] })
        .collect();
    for item in &ITEMS {
        answer(item, wave, &mut answers, random);
    }
    answers
}

/// Those with the largest rolls answered a little more often, so that a response bias is there to
/// be seen.
fn respondents<'a>(
    wave: Wave,
    accounts: &'a [Account<'a>],
    random: &mut Random,
) -> Vec<&'a Account<'a>> {
    let mut wanted = BY_DECILE[wave as usize];
    let mut willing: Vec<(f64, &Account)> =
        accounts.iter().map(|a| (random.unit() + f64::from(a.pupils) / 4_000.0, a)).collect();
    willing.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut answered: Vec<&Account> = Vec::with_capacity(ANSWERS[wave as usize]);
    for (_, account) in willing {
        let left = &mut wanted[account.school.imd_decile - 1];
        if *left > 0 {
            *left -= 1;
            answered.push(account);
        }
    }
    answered.sort_by_key(|a| a.school.urn);
    answered
}

/// Gives out an item's yeses. Schools in deprived areas feel each pressure a little more.
fn answer(item: &Item, wave: Wave, answers: &mut [Answer], random: &mut Random) {
    let Some(yes) = item.yes[wave as usize] else {
        answers.iter_mut().for_each(|a| a.answers.push(None));
        return;
    };
    let mut order: Vec<(f64, usize)> = answers
        .iter()
        .enumerate()
        .map(|(i, a)| (random.unit() + 0.03 * a.account.school.imd_decile as f64, i))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let blank = if wave == Wave::Second { item.blank } else { 0 };
    let asked = order.len() - blank;
    for (k, (_, i)) in order.into_iter().enumerate() {
        answers[i].answers.push((k < asked).then_some(k < yes));
    }
}
