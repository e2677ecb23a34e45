//! What a choice of schools changes and what it leaves: the tenths side by side stay, the rest and the
//! table of schools follow. Expected numbers are worked out by hand from the schools in each test.

mod few_schools;

use few_schools::{Has, dataset};
use giving_gap::analysis::{Options, Study};
use giving_gap::dataset::{Amount, Basis, Decile, Filter, NO_END, PtaStatus};
use giving_gap::figure::{Figure, Kind};
use giving_gap::worker::is_governed;
use std::rc::Rc;

/// Six schools: two in tenth 1, two in tenth 2, two in tenth 10; Fir moves from tenth 2 to 1, and Gorse
/// is in the second wave alone.
fn schools() -> [[Has; 2]; 6] {
    let same = |decile: u8, before: f64, after: f64| {
        [Some((decile, before, 0.0)), Some((decile, after, 0.0))]
    };
    [
        same(1, 1_000.0, 1_500.0),
        same(1, 3_000.0, 3_500.0),
        same(2, 4_000.0, 4_000.0),
        same(10, 9_000.0, 12_000.0),
        [Some((2, 6_000.0, 0.0)), Some((1, 5_000.0, 0.0))],
        [None, Some((10, 18_000.0, 0.0))],
    ]
}

fn of_tenth(number: u8, options: Options) -> Options {
    let decile = Decile::try_from(number).ok();
    Options { filter: Filter { decile, ..Filter::default() }, ..options }
}

fn settled(study: &mut Study) {
    while study.advance(10_000) {}
}

fn numbers(study: &Study, kind: Kind) -> Vec<(String, Vec<Option<f64>>)> {
    let figure: Figure = study.figure(kind).unwrap();
    let values = |row: &giving_gap::figure::Row| {
        row.waves.iter().map(|wave| wave.known_value()).collect::<Vec<_>>()
    };
    figure.rows.iter().map(|row| (row.key.clone(), values(row))).collect()
}

#[test]
fn a_chosen_tenth_leaves_the_tenths_side_by_side_and_filters_the_rest() {
    let usual = Options { intervals: false, ..Options::default() };
    let mut study = Study::new(Rc::new(dataset(["2016", "2018"], &schools())), usual.clone());
    let side_by_side = [Kind::DecileRaised, Kind::DecileVolunteer, Kind::Change];
    let before = side_by_side.map(|kind| numbers(&study, kind));
    study.ask(of_tenth(1, usual.clone()));
    assert_eq!(side_by_side.map(|kind| numbers(&study, kind)), before);
    let chart = study.figure(Kind::DecileRaised).unwrap();
    let note = chart.notes.iter().find(|note| note.term == "Chosen tenth").unwrap();
    assert!(note.text.starts_with("Tenth 1."), "{}", note.text);
    // In 2016 Ash and Beech, in 2018 Fir too: means of 2,000 and of 10,000 / 3.
    let measures = study.figure(Kind::Measures).unwrap();
    let mean = measures.row("mean").unwrap();
    assert_eq!(mean.waves[0].known_value(), Some(2_000.0));
    assert!((mean.waves[1].known_value().unwrap() - 10_000.0 / 3.0).abs() < 1e-9);
    study.ask(usual);
    assert_eq!(side_by_side.map(|kind| numbers(&study, kind)), before);
    let chart = study.figure(Kind::DecileRaised).unwrap();
    assert!(chart.notes.iter().all(|note| note.term != "Chosen tenth"));
}

#[test]
fn a_figure_says_of_which_schools_it_is() {
    let usual = Options { intervals: false, ..Options::default() };
    let filter = Filter {
        local_authority: Some("Medway".into()),
        pta_status: Some(PtaStatus::Charity),
        pupils: Some((106, 210)),
        decile: Decile::try_from(3).ok(),
        ..Filter::default()
    };
    let mut study = Study::new(Rc::new(dataset(["2016", "2018"], &schools())), usual.clone());
    let governed = Kind::ALL.into_iter().filter(|kind| is_governed(*kind));
    let governed: Vec<Kind> = governed.collect();
    let subtitle = |study: &Study, kind: Kind| study.figure(kind).unwrap().subtitle;
    assert!(governed.iter().all(|kind| !subtitle(&study, *kind).contains("only")));
    study.ask(Options { filter, ..usual });
    let all = "; only schools in Medway, whose PTA is a charity, with 106 to 210 pupils";
    for kind in governed {
        let shows_tenths =
            matches!(kind, Kind::DecileRaised | Kind::DecileVolunteer | Kind::Change);
        let end = if shows_tenths { all.to_owned() } else { format!("{all}, in tenth 3") };
        let subtitle = subtitle(&study, kind);
        assert!(subtitle.ends_with(&end), "{kind}: {subtitle}");
    }
    assert_eq!(Filter::default().words(), None);
    let large = Filter { pupils: Some((1_421, NO_END)), ..Filter::default() };
    assert_eq!(large.words().unwrap(), "schools with 1,421 pupils or more");
}

#[test]
fn choosing_a_tenth_and_back_resamples_nothing_anew() {
    let per_pupil = Options { basis: Basis::Pupil, ..Options::default() };
    for options in [Options::default(), per_pupil] {
        let data = Rc::new(dataset(["2016", "2018"], &schools()));
        let mut study = Study::new(data, options.clone());
        settled(&mut study);
        let whole = study.figure(Kind::DecileRaised).unwrap();
        let of_measures = study.figure(Kind::Measures).unwrap();
        study.ask(of_tenth(10, options.clone()));
        let chosen = study.figure(Kind::DecileRaised).unwrap();
        assert_eq!(chosen.rows, whole.rows, "its intervals are there at once");
        study.ask(options);
        assert!(study.is_settled());
        assert_eq!(study.figure(Kind::DecileRaised).unwrap(), whole);
        assert_eq!(study.figure(Kind::Measures).unwrap(), of_measures);
    }
}

#[test]
fn the_table_of_schools_obeys_the_filter_and_the_prices() {
    let study = Study::new(Rc::new(dataset(["2016", "2018"], &schools())), Options::default());
    let roster = study.roster(vec![Amount::Raised, Amount::VolunteerMinutes]);
    let admitted = |number| roster.admitted(&of_tenth(number, Options::default()).filter);
    assert_eq!(roster.admitted(&Filter::default()), [true; 6]);
    // Fir counts in both the tenths that it has been in.
    assert_eq!(admitted(1), [true, true, false, false, true, false]);
    assert_eq!(admitted(2), [false, false, true, false, true, false]);
    assert_eq!(admitted(10), [false, false, false, true, false, true]);
    let paid = Options::default();
    let real = Options { prices: 10.0, ..Options::default() };
    assert_eq!(roster.chosen(0, &paid, 0), Some(1_000.0));
    // £1,000 of 2016 are £1,100 of 2018, and 2018 is as paid.
    assert!((roster.chosen(0, &real, 0).unwrap() - 1_100.0).abs() < 1e-9);
    assert_eq!(roster.chosen(1, &real, 0), Some(1_500.0));
    assert!((roster.change(&real, 0).unwrap() - 400.0).abs() < 1e-9);
    let minutes = Options { amount: Amount::VolunteerMinutes, ..real };
    assert_eq!(roster.change(&minutes, 0), Some(0.0));
    assert_eq!(roster.change(&paid, 5), None, "Gorse was not there before");
}

#[test]
fn a_school_that_is_followed_stands_where_its_rank_puts_it() {
    let study = Study::new(Rc::new(dataset(["2016", "2018"], &schools())), Options::default());
    let roster = study.roster(vec![Amount::Raised]);
    let place = |kind, options: &Options, school| -> Vec<Option<f64>> {
        roster.standing(kind, options, school).into_iter().map(|(_, place)| place).collect()
    };
    let near = |found: Vec<Option<f64>>, expected: [Option<f64>; 2]| {
        for (found, expected) in found.into_iter().zip(expected) {
            match (found, expected) {
                (Some(found), Some(expected)) => assert!((found - expected).abs() < 1e-12),
                (found, expected) => assert_eq!(found, expected),
            }
        }
    };
    let all = Options::default();
    // 2016: 1, 3, 4, 6, 9 thousand; 2018: 1.5, 3.5, 4, 5, 12, 18 thousand. Elm is fifth of each.
    near(place(Kind::Lorenz, &all, 3), [Some(4.5 / 5.0), Some(4.5 / 6.0)]);
    near(place(Kind::TopShares, &all, 3), [Some(18.5 / 23.0), Some(20.0 / 44.0)]);
    // 2016: two schools in tenth 1, two in 2, one in 10; 2018: three, one, two.
    near(place(Kind::Concentration, &all, 3), [Some(4.5 / 5.0), Some(5.0 / 6.0)]);
    near(place(Kind::Concentration, &all, 0), [Some(1.0 / 5.0), Some(1.5 / 6.0)]);
    near(place(Kind::Lorenz, &all, 5), [None, Some(5.5 / 6.0)]);
    // Matched, Gorse is out of 2018, and Elm is the last of five.
    let matched = Options { matching: giving_gap::analysis::Matching::Matched, ..all.clone() };
    near(place(Kind::Lorenz, &matched, 3), [Some(4.5 / 5.0), Some(4.5 / 5.0)]);
    near(place(Kind::Lorenz, &matched, 5), [None, None]);
    // Of tenth 1 alone: Ash and Beech, then Ash, Beech and Fir.
    near(place(Kind::Lorenz, &of_tenth(1, all.clone()), 1), [Some(0.75), Some(0.5)]);
    near(place(Kind::Lorenz, &of_tenth(1, all), 3), [None, None]);
}
