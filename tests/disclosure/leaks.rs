//! Attacks on what leaves, each on a small table made by hand: what others could work out from one
//! share, or from two, and that one of the numbers they would need has stayed.

use crate::studies::{One, Schools, dataset_of, study};
use giving_gap::analysis::Options;
use giving_gap::dataset::{Amount, Basis, Dataset, Filter, Weighting};
use giving_gap::figure::disclosure::{Refusal, Released, Rules, control};
use giving_gap::figure::{Absent, Estimate, Figure, Form, Kind};
use std::rc::Rc;

/// Shares one figure after another from one browser.
struct Browser {
    dataset: Rc<Dataset>,
    earlier: Released,
}

impl Browser {
    fn with(waves: Schools) -> Browser {
        Browser { dataset: Rc::new(dataset_of(&waves)), earlier: Released::default() }
    }

    fn share(&mut self, kind: Kind, options: Options) -> Result<Figure, Refusal> {
        let material = study(&self.dataset, options).material(kind).unwrap();
        let cleared = control(&material, &Rules::default(), &self.earlier)?;
        self.earlier = self.earlier.and(&cleared.releases);
        Ok(cleared.figure)
    }
}

fn row<'f>(figure: &'f Figure, key: &str) -> Option<&'f Estimate> {
    let mut rows = figure.rows.iter().chain(&figure.companions);
    rows.find(|row| row.key == key)?.waves.last()
}

fn told(figure: &Figure, key: &str) -> Option<f64> {
    row(figure, key)?.known_value()
}

fn is_withheld(figure: &Figure, key: &str) -> bool {
    row(figure, key).unwrap().value == Err(Absent::Withheld)
}

fn withheld(figure: &Figure) -> Vec<&str> {
    let rows = figure.rows.iter().chain(&figure.companions);
    let is = |estimate: &Estimate| estimate.value == Err(Absent::Withheld);
    rows.filter(|row| row.waves.iter().any(is)).map(|row| row.key.as_str()).collect()
}

fn of(amount: Amount) -> Options {
    Options { amount, ..Options::default() }
}

/// A school whose two sums differ from those of others.
fn school(decile: u8, at: usize) -> One {
    let raised = 1000.0 + 37.0 * (at % 11) as f64 + 100.0 * f64::from(decile);
    One {
        decile: Some(decile),
        donations: Some(raised),
        pta_income: Some(raised / 3.0),
        pupils: Some(100.0 + (at % 7) as f64),
        authority: None,
    }
}

/// So many schools in each tenth.
fn tenths(each: usize) -> Vec<Option<One>> {
    (1..=10).flat_map(|decile| (0..each).map(move |at| Some(school(decile, at)))).collect()
}

/// Figure 1 of *raised* gives the donations of the schools whose PTA income is known; of *donations*,
/// those of all. Between them stands the one school that left its PTA income blank.
#[test]
fn one_blank_is_not_told_by_the_parts_and_the_whole() {
    let mut schools = tenths(12);
    schools.push(Some(One { donations: Some(5_000.0), pta_income: None, ..school(1, 0) }));
    let mut alone = Browser::with(vec![schools.clone()]);
    let whole = alone.share(Kind::DecileRaised, of(Amount::Donations)).unwrap();
    let mut browser = Browser::with(vec![schools]);
    let parts = browser.share(Kind::DecileRaised, of(Amount::Raised)).unwrap();
    // The attack: 13 × mean of all less 12 × mean of those with parts.
    let attack =
        |whole: &Figure| Some(13.0 * told(whole, "1")? - 12.0 * told(&parts, "1-donations")?);
    assert!((attack(&whole).unwrap() - 5_000.0).abs() < 1e-6);
    let after = browser.share(Kind::DecileRaised, of(Amount::Donations)).unwrap();
    assert_eq!(attack(&after), None);
    assert_eq!(told(&after, "1-2"), None);
    // No more than one other goes with it.
    assert!(after.rows.iter().filter(|row| row.waves[0].value.is_ok()).count() >= 3);
}

/// One school gives all that its fifth donates, £900, which is withheld. What the fifth raises less
/// the PTA income of its schools and of one more, which has £10, leaves £890 at least: too near.
#[test]
fn a_part_is_not_told_nearly_by_the_whole_and_the_other_part_of_more_schools() {
    let mut schools = tenths(12);
    for (at, one) in schools.iter_mut().flatten().take(24).enumerate() {
        one.donations = Some(if at == 0 { 900.0 } else { 0.0 });
    }
    schools.push(Some(One { donations: None, pta_income: Some(10.0), ..school(1, 0) }));
    let waves = vec![schools.clone(), schools];
    let mut alone = Browser::with(waves.clone());
    let of_more = alone.share(Kind::Change, of(Amount::PtaIncome)).unwrap();
    let mut browser = Browser::with(waves);
    let raised = browser.share(Kind::Change, of(Amount::Raised)).unwrap();
    let donations = browser.share(Kind::DecileRaised, of(Amount::Donations)).unwrap();
    assert!(is_withheld(&donations, "1-2"));
    let fifth = |figure: &Figure, ends: [f64; 2]| {
        let tenths = || Some(ends[0] * told(figure, "1")? + ends[1] * told(figure, "2")?);
        told(figure, "1-2").map(|mean| (ends[0] + ends[1]) * mean).or_else(tenths)
    };
    let attack =
        |of_more: &Figure| Some(fifth(&raised, [12.0, 12.0])? - fifth(of_more, [13.0, 12.0])?);
    assert!((attack(&of_more).unwrap() - 890.0).abs() < 1e-6);
    let after = browser.share(Kind::Change, of(Amount::PtaIncome)).unwrap();
    assert_eq!(attack(&after), None);
}

/// A total is of all schools that count: per pupil, those without pupils do not.
#[test]
fn schools_without_pupils_are_not_told_by_two_totals() {
    let mut schools = tenths(12);
    for _ in 0..2 {
        schools.push(Some(One { pupils: None, ..school(5, 0) }));
    }
    let mut browser = Browser::with(vec![schools]);
    let by_school = browser.share(Kind::Measures, Options::default()).unwrap();
    assert!(told(&by_school, "total").is_some());
    let per_pupil = Options { basis: Basis::Pupil, ..Options::default() };
    let per_pupil = browser.share(Kind::Measures, per_pupil).unwrap();
    assert!(is_withheld(&per_pupil, "total") && is_withheld(&per_pupil, "mean"));
    assert!(told(&per_pupil, "top-20").is_some(), "a share tells no sum");
}

/// The tenths and the mean of all schools tell what those without a decile raise.
#[test]
fn schools_without_a_decile_are_not_told_by_the_tenths_and_the_whole() {
    let mut schools = tenths(12);
    for _ in 0..3 {
        schools.push(Some(One { decile: None, ..school(5, 0) }));
    }
    let mut browser = Browser::with(vec![schools]);
    let tenths = browser.share(Kind::DecileRaised, Options::default()).unwrap();
    assert_eq!(withheld(&tenths), Vec::<&str>::new());
    let measures = browser.share(Kind::Measures, Options::default()).unwrap();
    assert!(is_withheld(&measures, "mean") && is_withheld(&measures, "total"));
    assert!(told(&measures, "sii").is_some());
}

/// A tenth whose donations one school holds: raised less PTA income would tell them.
#[test]
fn a_part_is_not_told_by_the_whole_and_the_other_part() {
    let mut schools = tenths(12);
    for school in schools[..12].iter_mut().flatten() {
        (school.donations, school.pta_income) = (Some(1.0), Some(4_000.0));
    }
    schools[0].as_mut().unwrap().donations = Some(9_000.0);
    let shared = |kind, amounts: [Amount; 2]| {
        let mut browser = Browser::with(vec![schools.clone()]);
        amounts.map(|amount| told(&browser.share(kind, of(amount)).unwrap(), "1"))
    };
    let mut browser = Browser::with(vec![schools.clone()]);
    let donations = browser.share(Kind::DecileRaised, of(Amount::Donations)).unwrap();
    assert_eq!(told(&donations, "1"), None);
    for kind in [Kind::Change, Kind::DecileRaised] {
        for amounts in [[Amount::Raised, Amount::PtaIncome], [Amount::PtaIncome, Amount::Raised]] {
            let [first, second] = shared(kind, amounts);
            assert!(first.is_none() || second.is_none(), "{kind}: {first:?}, {second:?}");
        }
    }
}

fn within(authority: &str) -> Options {
    let filter = Filter { local_authority: Some(authority.into()), ..Filter::default() };
    Options { filter, ..Options::default() }
}

/// Three authorities of twenty, and all schools: what is left is a fourth authority of three.
#[test]
fn all_schools_less_three_filters_tell_nothing() {
    let mut schools = tenths(6);
    for school in 0..3 {
        schools.push(Some(One { authority: Some(3), ..self::school(5, school) }));
    }
    for (at, school) in schools.iter_mut().take(60).enumerate() {
        school.as_mut().unwrap().authority = Some((at % 3) as u16);
    }
    let mut browser = Browser::with(vec![schools]);
    let mut figures = vec![browser.share(Kind::Measures, Options::default()).unwrap()];
    figures
        .extend(["A", "B", "C"].map(|name| browser.share(Kind::Measures, within(name)).unwrap()));
    let totals: Vec<Option<f64>> = figures.iter().map(|figure| told(figure, "total")).collect();
    assert!(totals[..3].iter().all(Option::is_some));
    assert_eq!(totals[3], None);
}

/// Two selections of as many schools that have all but one in common.
#[test]
fn one_school_for_another_is_not_told() {
    let mut schools = tenths(2);
    let pupils = (1..=20).map(|at| f64::from(at) * 10.0);
    for (school, pupils) in schools.iter_mut().flatten().zip(pupils) {
        school.pupils = Some(pupils);
    }
    schools[0].as_mut().unwrap().donations = Some(0.0);
    schools[0].as_mut().unwrap().pta_income = Some(0.0);
    let mut browser = Browser::with(vec![schools]);
    let between = |fewest, most| {
        let filter = Filter { pupils: Some((fewest, most)), ..Filter::default() };
        Options { filter, ..Options::default() }
    };
    let first = browser.share(Kind::Measures, between(10, 190)).unwrap();
    assert!(told(&first, "total").is_some());
    let second = browser.share(Kind::Measures, between(20, 200)).unwrap();
    assert!(is_withheld(&second, "total"));
}

/// What one figure marks [c], another does not tell.
#[test]
fn what_is_withheld_in_one_figure_is_withheld_in_another() {
    let mut schools: Vec<_> = (1..=10)
        .flat_map(|decile| {
            let each = if decile < 3 { 4 } else { 20 };
            (0..each).map(move |at| Some(school(decile, at)))
        })
        .collect();
    schools[0].as_mut().unwrap().donations = Some(2_000.0);
    let mut browser = Browser::with(vec![schools.clone(), schools]);
    let figure_1 = browser.share(Kind::DecileRaised, Options::default()).unwrap();
    let partner = figure_1
        .rows
        .iter()
        .find(|row| row.key != "1-2" && row.waves[0].value == Err(Absent::Withheld));
    let partner = partner.unwrap().key.clone();
    let change = browser.share(Kind::Change, Options::default()).unwrap();
    assert!(is_withheld(&change, "1-2") && is_withheld(&change, &partner), "{partner}");
}

/// The lower half of nine schools is four, the upper four: both would be told by either figure.
#[test]
fn the_lorenz_curve_tells_no_single_school() {
    for count in [10_usize, 25, 40] {
        let schools = (0..count).map(|at| Some(school((at % 10 + 1) as u8, at * at))).collect();
        let figure = Browser::with(vec![schools]).share(Kind::Lorenz, Options::default()).unwrap();
        let mut steps = vec![0.0];
        steps.extend(
            figure
                .rows
                .iter()
                .filter(|row| row.waves[0].value.is_ok())
                .filter_map(|row| Some(row.key.parse::<f64>().ok()? / 100.0)),
        );
        steps.push(1.0);
        let last = steps.len() - 2;
        for (at, pair) in steps.windows(2).enumerate() {
            // Whole schools between the two.
            let (from, to) = (pair[0] * count as f64, pair[1] * count as f64);
            let inside = (to + 1e-9).floor() - (from - 1e-9).ceil();
            let fewest = if at == 0 || at == last { 3.0 } else { 10.0 };
            assert!(inside >= fewest, "{count} schools, {pair:?}: {inside}");
        }
        assert!(steps.len() > 2, "{count} schools: some rows leave");
        let Form::Curves { curves, .. } = &figure.form else { panic!("curves stay curves") };
        let corners: Vec<f64> = curves[0].points.iter().map(|(x, _)| *x).collect();
        assert_eq!(corners, steps);
    }
}

/// With weights a corner of the curve is so many pupils, not so many schools: of 15,750 pupils the
/// five schools that have least have 2,000 each, the 115 others 50.
#[test]
fn a_curve_of_pupils_is_cut_by_schools() {
    let mut schools = tenths(12);
    for (at, school) in schools.iter_mut().flatten().enumerate() {
        school.pupils = Some(if at < 5 { 2_000.0 } else { 50.0 });
        (school.donations, school.pta_income) = (Some(100.0 + at as f64), Some(0.0));
    }
    let weighted = Options { weighting: Weighting::Pupils, ..Options::default() };
    let figure = Browser::with(vec![schools]).share(Kind::Lorenz, weighted).unwrap();
    let Form::Curves { curves, .. } = &figure.form else { panic!("curves stay curves") };
    let corners: Vec<f64> = curves[0].points.iter().map(|(x, _)| *x).collect();
    // Of 50, 60 and 70 % of pupils, which are 3.9, 4.7 and 25.5 schools, one can leave: between two
    // of them stand parts of one or two schools, or what of a few is left of 21.
    let (lower, upper): (Vec<f64>, Vec<f64>) = corners.iter().partition(|x| **x < 0.65);
    assert!(lower.len() <= 2, "{corners:?}");
    assert_eq!(upper[upper.len() - 5..], [0.8, 0.9, 0.95, 0.99, 1.0]);
}

#[test]
fn the_lowest_amount_is_not_in_the_geometry_of_the_distribution() {
    let mut schools = tenths(12);
    for school in schools[..12].iter_mut().flatten() {
        (school.donations, school.pta_income) = (Some(-1.0), Some(0.0));
    }
    schools[3].as_mut().unwrap().donations = Some(-1_234.5);
    let figure =
        Browser::with(vec![schools]).share(Kind::Distribution, Options::default()).unwrap();
    let json = serde_json::to_string(&figure).unwrap();
    assert!(!json.contains("1234.5") && !json.contains("1,234"), "{json}");
    let Form::Bins { bins, .. } = &figure.form else { panic!("bins stay bins") };
    assert_eq!((bins[0].from, bins[0].to), (-2000.0, Some(0.0)));
}

/// One school above the threshold, and none: both tell of single schools.
#[test]
fn a_share_of_few_schools_is_withheld() {
    for (threshold, withheld) in [(1_000.0, false), (50_000.0, true), (1_000_000.0, true)] {
        let mut schools = tenths(12);
        schools[0].as_mut().unwrap().donations = Some(90_000.0);
        for school in schools[20..40].iter_mut().flatten() {
            (school.donations, school.pta_income) = (Some(900.0), Some(0.0));
        }
        let options = Options { threshold, ..Options::default() };
        let figure = Browser::with(vec![schools]).share(Kind::Measures, options).unwrap();
        assert_eq!(is_withheld(&figure, "share-above-threshold"), withheld, "{threshold}");
    }
}

/// A second threshold that one school fewer is above would tell what this school raises.
#[test]
fn a_school_is_not_caught_between_two_thresholds() {
    let mut schools = tenths(12);
    for (at, school) in schools.iter_mut().flatten().enumerate() {
        (school.donations, school.pta_income) = (Some(100.0 * at as f64), Some(0.0));
    }
    let mut browser = Browser::with(vec![schools]);
    let above = |threshold| Options { threshold, ..Options::default() };
    let first = browser.share(Kind::Measures, above(8_010.0)).unwrap();
    // Above 8,000: 39 schools.
    assert!(told(&first, "share-above-threshold").is_some());
    let close = browser.share(Kind::Measures, above(8_110.0)).unwrap();
    assert!(is_withheld(&close, "share-above-threshold"));
    let far = browser.share(Kind::Measures, above(3_010.0)).unwrap();
    assert!(told(&far, "share-above-threshold").is_some());
}

/// Of 121 schools the median is the 61st’s own.
#[test]
fn a_median_is_rounded() {
    let mut schools = tenths(12);
    schools.push(Some(school(1, 0)));
    for (at, school) in schools.iter_mut().flatten().enumerate() {
        (school.donations, school.pta_income) = (Some((at * at) as f64 + 7.0), Some(0.0));
    }
    let figure = Browser::with(vec![schools]).share(Kind::Measures, Options::default()).unwrap();
    // The 61st has 60² + 7 = 3,607.
    assert_eq!(told(&figure, "median"), Some(3_600.0));
    assert!(!serde_json::to_string(&figure).unwrap().contains("3607"));
}

/// A tenth that a figure never showed is not told by it: what follows is as if it came first.
#[test]
fn what_was_not_shown_was_not_told() {
    let mut schools = tenths(12);
    schools.truncate(119 - 3);
    let mut alone = Browser::with(vec![schools.clone()]);
    let first = alone.share(Kind::DecileRaised, Options::default()).unwrap();
    let mut browser = Browser::with(vec![schools]);
    browser.share(Kind::Measures, Options::default()).unwrap();
    let after = browser.share(Kind::DecileRaised, Options::default()).unwrap();
    assert_eq!(withheld(&after), withheld(&first));
    assert_eq!(withheld(&first), Vec::<&str>::new());
}
