//! Every form of chart, as SVG, against the pictures kept under `tests/snapshots/charts`.
//!
//! `RENEW=1 cargo test --test charts` writes them anew; look at each before it is kept.

mod few_schools;
mod figures;

use figures::*;
use giving_gap::analysis::{Axis, Choices, Options, Study};
use giving_gap::draw::{Followed, Look, Series, legend, strip_svg, svg, theme};
use giving_gap::figure::{Figure, Finding, Form, Hue, Kind, Unit};
use std::path::Path;
use std::rc::Rc;

fn check(name: &str, figure: &Figure, look: &Look) {
    compare(name, svg(figure, look).expect("drawing into a string does not fail"));
}

fn compare(name: &str, drawn: String) {
    let path = Path::new("tests/snapshots/charts").join(format!("{name}.svg"));
    if std::env::var("RENEW").is_ok_and(|renew| renew == "1") {
        std::fs::write(&path, drawn).expect("the snapshot is written");
        return;
    }
    let kept = std::fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("{name}: no snapshot; RENEW=1 writes it"));
    assert!(kept == drawn, "{name}: differs from its snapshot");
}

fn light(width: u32) -> Look {
    Look::new(width)
}

fn dark(width: u32) -> Look {
    Look::new(width).in_theme(theme::DARK)
}

#[test]
fn figure_1_at_three_widths_and_in_the_dark() {
    let figure = decile_raised();
    check("bars-wide", &figure, &light(952));
    check("bars-medium", &figure, &light(688));
    check("bars-small", &figure, &light(335));
    check("bars-dark", &figure, &dark(952));
}

#[test]
fn no_label_beside_the_last_bar_is_cut_for_a_long_name_of_a_wave() {
    let mut figure = decile_raised();
    figure.waves = ["2021/22", "2023/24"].map(String::from).to_vec();
    let drawn = svg(&figure, &light(688)).expect("it is drawn");
    assert!(drawn.contains("PTA income") && !drawn.contains('…'));
}

#[test]
fn figure_1_in_every_state() {
    let figure = decile_raised();
    check("bars-one-wave", &only_second_wave(figure.clone()), &light(952));
    check("bars-without-intervals", &without_intervals(figure.clone()), &light(952));
    check("bars-one-school", &one_school(figure.clone()), &light(952));
    check("bars-empty", &emptied(figure.clone()), &light(952));
    check("bars-first-wave-hidden", &figure, &light(952).hiding(Series::Wave(0)));
    check("bars-reversed", &reversed(), &light(952));
    check("bars-fifths-below-zero", &fifths_below_zero(), &light(700));
    let mut chosen = light(952);
    chosen.tenth = Some(3);
    check("bars-tenth-chosen", &figure, &chosen);
    check("bars-part-hidden", &figure, &light(952).hiding(Series::Part("donations".into())));
}

#[test]
fn figure_2() {
    let figure = decile_volunteer();
    check("dots-wide", &figure, &light(952));
    check("dots-small", &figure, &dark(335));
    check("dots-dark", &figure, &dark(952));
    check("dots-one-wave", &only_second_wave(figure.clone()), &light(688));
    check("dots-without-intervals", &without_intervals(figure.clone()), &light(688));
    check("dots-one-school", &one_school(figure.clone()), &light(688));
    check("dots-empty", &emptied(figure), &dark(688));
}

#[test]
fn a_point_a_school() {
    let figure = schools(306);
    let mut followed = light(560);
    followed.followed = Some(school_followed(21, "Alder Lane Primary", []));
    check("points-followed", &figure, &followed);
    check("points-small", &figure, &dark(335));
    let mut straight = light(560).hiding(Series::Deprivation(1));
    straight.log = Some(false);
    check("points-straight", &figure, &straight);
    let mut picked = light(560);
    picked.picked = "60:150,:400".parse().ok();
    check("points-picked", &figure, &picked);
    check("points-dark", &figure, &dark(952));
    check("points-one-school", &schools(1), &light(560));
    check("points-empty", &schools(0), &light(560));
}

/// Marks in layers, so that no group hides the others: each school's is there, and there once.
#[test]
fn many_points_are_faint_and_all_there() {
    let marks = |count: u32| {
        let drawn = svg(&schools(count), &light(560)).expect("it draws");
        let faint = drawn.lines().filter(|line| line.contains("opacity=\"0."));
        let is_mark = |line: &&str| line.starts_with("<circle") || line.starts_with("<polygon");
        faint.filter(is_mark).count()
    };
    assert_eq!([marks(1_999), marks(2_500)], [0, 2_500]);
}

#[test]
fn points_of_one_wave_have_no_line_of_no_change() {
    let schools = [
        [Some((1, 900.0, 100.0))],
        [Some((5, 400.0, 600.0))],
        [Some((10, 5200.0, 7000.0))],
        [Some((8, 2600.0, 0.0))],
    ];
    let mut study = study(few_schools::dataset(["2018"], &schools));
    let axis = |amount: &str| Axis { amount: amount.parse().ok(), wave: 0 };
    let (x, y) = (axis("donations"), axis("pta_income"));
    study.choose(Choices { x, y, ..Choices::default() });
    check("points-one-wave", &study.figure(Kind::Schools).expect("it exists"), &light(560));
}

fn study(dataset: giving_gap::dataset::Dataset) -> Study {
    Study::new(Rc::new(dataset), Options { intervals: false, ..Options::default() })
}

/// The whole way from one school's two years of accounts to the picture.
#[test]
fn every_other_chart_of_one_school() {
    let schools = [[Some((4, 6000.0, 2000.0)), Some((4, 9000.0, 1500.0))]];
    let study = study(few_schools::dataset(["2016", "2018"], &schools));
    for kind in [
        Kind::Lorenz,
        Kind::Concentration,
        Kind::TopShares,
        Kind::BetweenWithin,
        Kind::Distribution,
        Kind::Decomposition,
        Kind::Drivers,
    ] {
        let figure = study.figure(kind).expect("it exists");
        check(&format!("{kind}-one-school"), &figure, &light(460));
    }
}

/// The changes of four schools: a rise, none, a small fall and a large one.
fn changes_of_schools() -> Figure {
    let school = |before: f64, after: f64| [Some((5, before, 0.0)), Some((5, after, 0.0))];
    changes_of([school(100.0, 300.0), school(50.0, 50.0), school(80.0, 20.0), school(90.0, 85.0)])
}

fn changes_of<const N: usize>(schools: [[few_schools::Has; 2]; N]) -> Figure {
    let mut study = study(few_schools::dataset(["2016", "2018"], &schools));
    study.choose(Choices { by_school: true, ..Choices::default() });
    study.figure(Kind::Change).expect("it exists")
}

fn school_followed<const N: usize>(
    school: u32,
    name: &str,
    has: [(Option<u8>, Option<f64>); N],
) -> Followed {
    Followed { school, name: name.into(), has: has.to_vec() }
}

#[test]
fn a_school_is_followed_among_tenths_and_bins() {
    let school = |has| Some(school_followed(21, "Alder Lane Primary School", has));
    let mut look = light(952);
    look.followed = school([(Some(2), Some(4570.0)), (Some(2), Some(11_690.0))]);
    check("bars-followed", &decile_raised(), &look);
    look.followed = school([(Some(9), Some(31_000.0)), (Some(10), Some(94_000.0))]);
    check("bars-followed-beyond", &decile_raised(), &look);
    look.width = 335;
    look.followed = school([(Some(4), None), (Some(4), Some(31.0))]);
    check("dots-followed-small", &decile_volunteer(), &look);
    look.width = 460;
    look.followed = school([(None, Some(4570.0)), (None, Some(51_690.0))]);
    check("distribution-followed", &distribution(), &look);
}

#[test]
fn a_school_is_followed_on_curves_and_in_strips() {
    let school = |has| Some(school_followed(21, "Alder Lane Primary School", has));
    let mut look = light(460);
    look.followed = school([(Some(9), Some(0.83)), (Some(9), Some(0.64))]);
    check("lorenz-followed", &lorenz(), &look);
    check("concentration-followed", &concentration(), &look);
    check("top-shares-followed", &top_shares(), &look);
    look.width = 320;
    look.followed = school([(None, None), (None, Some(0.08))]);
    check("lorenz-followed-small", &lorenz(), &look);
    check("top-shares-followed-small", &top_shares(), &look);
}

/// The states that every form has, at the width of half a page.
fn states(name: &str, figure: Figure) {
    let one = |state: &str, figure: &Figure, look: &Look| {
        check(&format!("{name}-{state}"), figure, look);
    };
    one("two-waves", &figure, &light(460));
    one("small", &figure, &light(320));
    one("dark", &figure, &dark(460));
    one("one-wave", &only_second_wave(figure.clone()), &light(460));
    one("without-intervals", &without_intervals(figure.clone()), &light(460));
    one("empty", &emptied(figure), &light(460));
}

#[test]
fn curves() {
    states("lorenz", lorenz());
    let amounts = generalised(lorenz(), [15_953.0, 19_883.0]);
    check("lorenz-amounts", &amounts, &light(460));
    check("lorenz-amounts-small", &only_second_wave(amounts), &light(320));
    states("concentration", concentration());
}

#[test]
fn strips() {
    states("top-shares", top_shares());
    states("between-within", between_within());
}

#[test]
fn bins() {
    states("distribution", distribution());
    check("distribution-widening", &widening(), &light(460));
}

#[test]
fn waterfall() {
    states("decomposition", decomposition());
}

#[test]
fn dumbbells() {
    check("change-wide", &change(), &light(952));
    check("change-small", &change(), &light(335));
    check("change-dark", &change(), &dark(952));
    check("change-without-intervals", &without_intervals(change()), &light(952));
    check("change-one-wave", &only_second_wave(change()), &light(952));
    check("change-empty", &emptied(change()), &light(952));
    check("change-one-school", &one_school(change()), &light(460));
    let mut followed = light(952);
    followed.followed = Some(school_followed(1, "Beech", []));
    check("change-schools-followed", &changes_of_schools(), &followed);
    check("change-schools-small", &changes_of_schools(), &dark(335));
    check("change-schools-empty", &changes_of([]), &light(460));
    check("drivers-wide", &drivers(), &light(952));
    check("drivers-dark", &drivers(), &dark(700));
    check("drivers-small", &drivers(), &light(335));
    check("drivers-without-intervals", &without_intervals(drivers()), &light(952));
    check("drivers-one-wave", &only_second_wave(drivers()), &light(952));
    check("drivers-empty", &emptied(drivers()), &light(952));
}

#[test]
fn strips_of_findings() {
    let names = ["2016".to_string(), "2018".to_string()];
    let strip = |name: &str, finding: &Finding, look: &Look| {
        compare(name, strip_svg(finding, &names, look).expect("drawing into a string"));
    };
    let apart = finding(41.0, 51.0, 3.0, Unit::Pounds, Hue::Donations);
    strip("strip-apart", &apart, &light(296));
    strip("strip-dark", &apart, &dark(296));
    let near = finding(5.0, 5.1, 1.4, Unit::Times, Hue::Time);
    strip("strip-near", &near, &light(296));
    let wide = finding(45_600.0, 31_900.0, 25_000.0, Unit::Pounds, Hue::Raised);
    strip("strip-wide-intervals", &wide, &light(260));
    let mut once = apart;
    once.row.waves.remove(0);
    strip_svg(&once, &names[1..], &light(296))
        .map(|drawn| compare("strip-one-wave", drawn))
        .expect("it draws");
}

#[test]
fn a_scatter_has_a_key_for_the_groups_that_have_a_mark_alone() {
    let labels = |deciles: &[Option<u8>]| -> Vec<String> {
        let mut figure = schools(30);
        let Form::Points { points, .. } = &mut figure.form else { unreachable!("a scatter") };
        points.iter_mut().zip(deciles.iter().cycle()).for_each(|(point, d)| point.decile = *d);
        legend(&figure).into_iter().map(|entry| entry.label).collect()
    };
    assert_eq!(labels(&[None]), Vec::<String>::new());
    assert_eq!(labels(&[None, Some(1)]), ["Most deprived 3 tenths"]);
    assert_eq!(labels(&[Some(9), Some(5)]), ["Middle 4", "Least deprived 3"]);
}
