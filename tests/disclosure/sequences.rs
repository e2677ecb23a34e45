//! Several shares from one browser, of any figures under any options, from schools of which some
//! leave a cell blank: by linear programming over every school's amounts, what is withheld in any
//! figure, and what the schools between two selections have, cannot be worked out from all of them.

use crate::ranges::over_many;
use crate::studies::{One, Schools, dataset_of, study};
use giving_gap::analysis::{Matching, Options};
use giving_gap::dataset::{Amount, Basis, Dataset, Filter, Weighting};
use giving_gap::figure::disclosure::{Released, Rules, control};
use giving_gap::figure::{Absent, Figure, Kind};
use microlp::{ComparisonOp, OptimizationDirection, Problem};
use proptest::prelude::*;
use std::rc::Rc;

/// Of so few schools nothing is told, so that small tables show all that large ones do.
const FEWEST: u32 = 4;

/// What a value is of: so much of each school's donations and PTA income.
type Terms = Vec<[f64; 2]>;

/// A published number as a relation: the terms add up to it.
struct Relation {
    terms: Terms,
    /// None where it is withheld.
    value: Option<f64>,
    truth: f64,
    name: String,
}

fn amounts_of(one: &One) -> [Option<f64>; 2] {
    [one.donations, one.pta_income]
}

/// What a school counts for in a mean, by the definitions: none where it is not in it.
fn coefficient(one: &One, amount: &Amount, options: &Options) -> Option<[f64; 2]> {
    let [donations, pta] = amounts_of(one).map(|value| value.is_some());
    let parts = match amount {
        Amount::Raised if donations && pta => [1.0, 1.0],
        Amount::Donations if donations => [1.0, 0.0],
        Amount::PtaIncome if pta => [0.0, 1.0],
        _ => return None,
    };
    let pupils = one.pupils.filter(|pupils| *pupils > 0.0);
    let over = if options.basis == Basis::Pupil { pupils? } else { 1.0 };
    let times = if options.weighting == Weighting::Pupils { pupils? } else { 1.0 };
    let wanted = options.filter.local_authority.as_deref();
    let names = ["A", "B", "C", "D"];
    let is_in =
        wanted.is_none_or(|name| one.authority.map(|at| names[usize::from(at)]) == Some(name));
    is_in.then(|| parts.map(|part| part * times / over))
}

/// The weighted mean of the schools that a test admits, of the parts asked for.
fn mean(
    (waves, at): (&Schools, usize),
    options: &Options,
    parts: [f64; 2],
    admits: impl Fn(&One) -> bool,
) -> Option<Terms> {
    let of = |wave: usize, school: usize| -> Option<[f64; 2]> {
        coefficient(waves[wave][school].as_ref()?, &options.amount, options)
    };
    let matched = |school: usize| {
        options.matching == Matching::All || (0..waves.len()).all(|wave| of(wave, school).is_some())
    };
    let weight = |one: &One| match options.weighting {
        Weighting::Pupils => one.pupils.unwrap_or(0.0),
        Weighting::None => 1.0,
    };
    let count = waves[at].len();
    let inside = |school: &usize| {
        of(at, *school).is_some()
            && matched(*school)
            && waves[at][*school].as_ref().is_some_and(&admits)
    };
    let schools: Vec<usize> = (0..count).filter(inside).collect();
    let all: f64 =
        schools.iter().filter_map(|school| waves[at][*school].as_ref()).map(weight).sum();
    let mut terms = vec![[0.0, 0.0]; count];
    for school in &schools {
        let [donations, pta] = of(at, *school)?;
        terms[*school] = [donations * parts[0] / all, pta * parts[1] / all];
    }
    (!schools.is_empty()).then_some(terms)
}

const BOTH: [f64; 2] = [1.0, 1.0];

/// What each row of a figure that tells a sum is of.
fn relations(figure: &Figure, options: &Options, (waves, at): (&Schools, usize)) -> Vec<Relation> {
    let table = |amount, weighting, matching| Options {
        amount,
        basis: Basis::Pupil,
        weighting,
        matching,
        ..Options::default()
    };
    let rows = figure.rows.iter().chain(&figure.companions);
    let found = rows.filter_map(|row| {
        let plain = |options: &Options| mean((waves, at), options, BOTH, |_| true);
        let (group, part) = match row.key.rsplit_once('-') {
            Some((group, "donations")) => (group, [1.0, 0.0]),
            Some((group, "pta_income")) => (group, [0.0, 1.0]),
            _ => (row.key.as_str(), BOTH),
        };
        let terms = match (figure.kind, row.key.as_str()) {
            (Kind::DecileRaised | Kind::Change, _) => {
                let ends: Vec<u8> = group.split('-').filter_map(|end| end.parse().ok()).collect();
                let (from, to) = (*ends.first()?, *ends.last()?);
                let inside = |one: &One| one.decile.is_some_and(|d| (from..=to).contains(&d));
                mean((waves, at), options, part, inside)?
            }
            (Kind::Measures, "mean") => plain(options)?,
            (Kind::Decomposition, "mean-first") if at == 0 => plain(options)?,
            (Kind::Decomposition, "mean-second") if at == 1 => plain(options)?,
            (Kind::Table1, key) => {
                let amount = match key.split("-per-pupil").next()? {
                    "donations" => Amount::Donations,
                    "pta" => Amount::PtaIncome,
                    _ => return None,
                };
                match key.split("-per-pupil").nth(1)? {
                    "" => plain(&table(amount, Weighting::None, Matching::All))?,
                    "-matched" => plain(&table(amount, Weighting::None, Matching::Matched))?,
                    "-of-totals" => plain(&table(amount, Weighting::Pupils, Matching::All))?,
                    _ => return None,
                }
            }
            _ => return None,
        };
        let estimate = row.waves.get(at)?;
        let value = match &estimate.value {
            Ok(value) => Some(*value),
            Err(Absent::Withheld) => None,
            Err(_) => return None,
        };
        let truth = total(&terms, &waves[at]);
        if let Some(value) = value {
            let near = (value - truth).abs() <= 1e-6 * truth.abs().max(1.0);
            assert!(near, "{} {}: {value} is not {truth}", figure.kind, row.key);
        }
        Some(Relation { terms, value, truth, name: format!("{} {}", figure.kind, row.key) })
    });
    found.collect()
}

fn total(terms: &Terms, schools: &[Option<One>]) -> f64 {
    let of = |(terms, one): (&[f64; 2], &Option<One>)| {
        let [donations, pta] = one.map_or([None, None], |one| amounts_of(&one));
        terms[0] * donations.unwrap_or(0.0) + terms[1] * pta.unwrap_or(0.0)
    };
    terms.iter().zip(schools).map(of).sum()
}

/// Whether two sums are one on two bases: of the same schools, in the same proportions.
fn is_multiple(one: &Terms, other: &Terms) -> bool {
    let dot = |a: &Terms, b: &Terms| -> f64 {
        a.iter().flatten().zip(b.iter().flatten()).map(|(a, b)| a * b).sum()
    };
    // By Cauchy and Schwarz.
    dot(one, other).powi(2) >= (1.0 - 1e-12) * dot(one, one) * dot(other, other)
}

/// The least and the most that a sum can be, given every relation of the wave.
fn range(target: &Terms, known: &[&Relation]) -> (f64, f64) {
    let solve = |direction| {
        let mut problem = Problem::new(direction);
        let unknowns: Vec<[_; 2]> = target
            .iter()
            .map(|aims| aims.map(|aim| problem.add_var(aim, (0.0, f64::INFINITY))))
            .collect();
        for relation in known {
            let pairs = unknowns.iter().flatten().zip(relation.terms.iter().flatten());
            let terms: Vec<_> = pairs.filter(|(_, c)| **c != 0.0).map(|(x, c)| (*x, *c)).collect();
            let give = 1e-6 * relation.truth.abs().max(1.0);
            problem.add_constraint(&terms[..], ComparisonOp::Ge, relation.truth - give);
            problem.add_constraint(&terms[..], ComparisonOp::Le, relation.truth + give);
        }
        match problem.solve() {
            Ok(outcome) => outcome.into_solution().unwrap().objective(),
            Err(microlp::Error::Unbounded) => f64::INFINITY,
            Err(other) => panic!("the true amounts meet every relation: {other}"),
        }
    };
    (solve(OptimizationDirection::Minimize), solve(OptimizationDirection::Maximize))
}

/// Whether what is known of a sum leaves it room for a tenth more and a tenth less.
fn has_room(secret: &Relation, (low, high): (f64, f64)) -> bool {
    let (truth, slack) = (secret.truth, 1e-5 * (1.0 + secret.truth));
    low <= 0.9 * truth + slack && high >= 1.1 * truth - slack
}

/// Schools that others could set apart: blank in one thing, in no tenth, in a fourth authority, alone.
fn apart(schools: &[Option<One>]) -> Vec<Terms> {
    let of = |admits: &dyn Fn(usize, &One) -> bool, parts: [f64; 2]| -> Terms {
        let one = |(at, one): (usize, &Option<One>)| match one {
            Some(one) if admits(at, one) => parts,
            _ => [0.0, 0.0],
        };
        schools.iter().enumerate().map(one).collect()
    };
    let donations = [1.0, 0.0];
    let mut sets = vec![
        of(&|_, one| one.pta_income.is_none(), donations),
        of(&|_, one| one.decile.is_none(), donations),
        of(&|_, one| one.pupils.is_none(), donations),
        of(&|_, one| one.authority == Some(3), donations),
    ];
    sets.extend((0..3).map(|school| of(&|at, _| at == 7 * school, donations)));
    sets
}

fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 5 => (3.0..10.0_f64).prop_map(|x| x.exp().round())]
}

fn one(decile: u8) -> impl Strategy<Value = One> {
    let mostly = |blank: u32| prop_oneof![blank => Just(false), 40 => Just(true)];
    let is_known = (mostly(1), mostly(2), mostly(2), mostly(2));
    (amount(), amount(), 20..400_u32, 0..9_u16, is_known).prop_map(
        move |(
            donations,
            pta,
            pupils,
            authority,
            (with_donations, with_pta, with_pupils, placed),
        )| One {
            decile: Some(decile).filter(|_| placed),
            donations: Some(donations).filter(|_| with_donations),
            pta_income: Some(pta).filter(|_| with_pta),
            pupils: Some(f64::from(pupils)).filter(|_| with_pupils),
            authority: Some(if authority == 8 { 3 } else { authority % 3 }),
        },
    )
}

/// Schools of two waves, most of them in both.
fn schools() -> impl Strategy<Value = Schools> {
    let school = (1..=10_u8).prop_flat_map(|decile| {
        (one(decile), one(decile), 0..10_u8).prop_map(|(first, second, which)| match which {
            0 => [Some(first), None],
            1 => [None, Some(second)],
            _ => [Some(first), Some(second)],
        })
    });
    proptest::collection::vec(school, 50..75).prop_map(|schools| {
        [0, 1].map(|wave| schools.iter().map(|school| school[wave]).collect()).to_vec()
    })
}

fn options() -> impl Strategy<Value = Options> {
    let amount = prop_oneof![
        2 => Just(Amount::Raised),
        1 => Just(Amount::Donations),
        1 => Just(Amount::PtaIncome)
    ];
    let basis = prop_oneof![3 => Just(Basis::School), 1 => Just(Basis::Pupil)];
    let weighting = prop_oneof![3 => Just(Weighting::None), 1 => Just(Weighting::Pupils)];
    let matching = prop_oneof![3 => Just(Matching::All), 1 => Just(Matching::Matched)];
    let authority = prop_oneof![4 => Just(None), 1 => Just(Some("A")), 1 => Just(Some("B"))];
    (amount, basis, weighting, matching, authority).prop_map(
        |(amount, basis, weighting, matching, authority)| Options {
            amount,
            basis,
            weighting,
            matching,
            filter: Filter { local_authority: authority.map(String::from), ..Filter::default() },
            ..Options::default()
        },
    )
}

fn share() -> impl Strategy<Value = (Kind, Options)> {
    let kind = prop_oneof![
        3 => Just(Kind::DecileRaised),
        1 => Just(Kind::Change),
        2 => Just(Kind::Measures),
        1 => Just(Kind::Decomposition),
        1 => Just(Kind::Table1)
    ];
    (kind, options())
}

/// The one basis of all of a figure's numbers, and their weights; Table 1 has several.
fn basis((figure, options): &(Figure, &Options)) -> Option<(Basis, Weighting)> {
    (figure.kind != Kind::Table1).then_some((options.basis, options.weighting))
}

/// Shares one after the other, and asks of each wave what can be worked out: of how many values.
fn nothing_is_told(waves: &Schools, shares: &[(Kind, Options)]) -> usize {
    let dataset: Rc<Dataset> = Rc::new(dataset_of(waves));
    let rules = Rules { fewest_schools: FEWEST, ..Rules::default() };
    let mut earlier = Released::default();
    let mut figures = Vec::new();
    for (kind, options) in shares {
        let material = study(&dataset, options.clone()).material(*kind).unwrap();
        if let Ok(cleared) = control(&material, &rules, &earlier) {
            earlier = earlier.and(&cleared.releases);
            figures.push((cleared.figure, options));
        }
    }
    let mut asked = 0;
    for at in 0..waves.len() {
        let by_figure: Vec<Vec<Relation>> = figures
            .iter()
            .map(|(figure, options)| relations(figure, options, (waves, at)))
            .collect();
        let known: Vec<&Relation> =
            by_figure.iter().flatten().filter(|relation| relation.value.is_some()).collect();
        let basis_of = |place: usize| basis(&figures[place]);
        let are_alike = (0..figures.len())
            .all(|place| basis_of(place).is_some() && basis_of(place) == basis_of(0));
        for (place, relations) in by_figure.iter().enumerate() {
            let left = || by_figure[..place].iter().flatten().filter(|one| one.value.is_some());
            let has_left =
                |one: &Relation| left().any(|other| is_multiple(&one.terms, &other.terms));
            let withheld = relations.iter().filter(|one| one.value.is_none() && !has_left(one));
            for secret in withheld.step_by(3) {
                asked += 1;
                let earlier: Vec<&Relation> = left().collect();
                let was_hidden = has_room(secret, range(&secret.terms, &earlier));
                let (low, high) = range(&secret.terms, &known);
                let (truth, slack) = (secret.truth, 1e-5 * (1.0 + secret.truth));
                let could_be_other = high - low > 2.0 * slack || truth == 0.0;
                // Of what a later figure withholds, the most may have left already: that is not told
                // any further. On another basis the schools that hide a sum count for more or less.
                let needs_room = match place {
                    0 => basis_of(place) == Some((Basis::School, Weighting::None)),
                    _ => was_hidden && are_alike,
                };
                let keeps_room = !needs_room || has_room(secret, (low, high));
                assert!(
                    could_be_other && keeps_room,
                    "wave {at}, {}: {truth} is known to be in {low} to {high}",
                    secret.name
                );
            }
        }
        for terms in apart(&waves[at]) {
            let members = terms.iter().filter(|terms| terms[0] != 0.0).count();
            let truth = total(&terms, &waves[at]);
            if (1..FEWEST as usize).contains(&members) && truth > 0.0 {
                let (low, high) = range(&terms, &known);
                assert!(high - low > 1e-2 * truth, "wave {at}: {truth} in {low} to {high}");
            }
        }
    }
    asked
}

#[test]
fn shares_together_tell_nothing_that_one_withholds() {
    let tables = (schools(), proptest::collection::vec(share(), 2..=3));
    over_many(64, tables, |(waves, shares)| nothing_is_told(&waves, &shares));
}

/// The programme finds what is given away: the schools in no tenth, where nothing was checked.
#[test]
fn unchecked_shares_are_found_out() {
    let one = |at: usize| One {
        decile: Some((at % 10 + 1) as u8).filter(|_| at > 1),
        donations: Some(100.0 + at as f64),
        pta_income: Some(50.0),
        pupils: Some(100.0),
        authority: None,
    };
    let waves: Schools = vec![(0..60).map(|at| Some(one(at))).collect()];
    let dataset = Rc::new(dataset_of(&waves));
    let options = Options { amount: Amount::Donations, ..Options::default() };
    let figures = [Kind::DecileRaised, Kind::Measures]
        .map(|kind| study(&dataset, options.clone()).figure(kind).unwrap());
    let all: Vec<Relation> =
        figures.iter().flat_map(|figure| relations(figure, &options, (&waves, 0))).collect();
    let (low, high) = range(&apart(&waves[0])[1], &all.iter().collect::<Vec<_>>());
    // The first two have 100 and 101.
    assert!((low - 201.0).abs() < 0.2 && (high - 201.0).abs() < 0.2, "{low} to {high}");
}
