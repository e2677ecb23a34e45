//! Every form of chart, as SVG, against the pictures kept under `tests/snapshots/charts`.
//!
//! `RENEW=1 cargo test --test charts` writes them anew; look at each before it is kept.

mod figures;

use figures::*;
use giving_gap::draw::{Followed, Look, Series, strip_svg, svg, theme};
use giving_gap::figure::{Figure, Finding, Hue, Unit};
use std::path::Path;

fn check(name: &str, figure: &Figure, look: &Look) {
    compare(name, svg(figure, look).expect("drawing into a string does not fail"));
}

fn compare(name: &str, drawn: String) {
    let path = Path::new("tests/snapshots/charts").join(format!("{name}.svg"));
    if std::env::var_os("RENEW").is_some() {
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
fn figure_1_in_every_state() {
    let figure = decile_raised();
    check("bars-one-wave", &only_second_wave(figure.clone()), &light(952));
    check("bars-without-intervals", &without_intervals(figure.clone()), &light(952));
    check("bars-one-school", &one_school(figure.clone()), &light(952));
    check("bars-empty", &emptied(figure.clone()), &light(952));
    check("bars-first-wave-hidden", &figure, &light(952).hiding(Series::Wave(0)));
    check("bars-reversed", &reversed(), &light(952));
    check("bars-fifths-below-zero", &fifths_below_zero(), &light(700));
    check("bars-part-hidden", &figure, &light(952).hiding(Series::Part("donations".into())));
}

#[test]
fn figure_2() {
    let figure = decile_volunteer();
    check("dots-wide", &figure, &light(952));
    check("dots-small", &figure, &dark(335));
    check("dots-one-wave", &only_second_wave(figure.clone()), &light(688));
    check("dots-without-intervals", &without_intervals(figure.clone()), &light(688));
    check("dots-one-school", &one_school(figure.clone()), &light(688));
    check("dots-empty", &emptied(figure), &dark(688));
}

#[test]
fn a_point_a_school() {
    let figure = schools(306);
    let mut followed = light(560);
    followed.followed = Some(Followed { school: 21, name: "Alder Lane Primary".into() });
    check("points-followed", &figure, &followed);
    check("points-small", &figure, &dark(335));
    let mut straight = light(560).hiding(Series::Deprivation(1));
    straight.log = Some(false);
    check("points-straight", &figure, &straight);
    check("points-one-school", &schools(1), &light(560));
    check("points-empty", &schools(0), &light(560));
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
    one("empty", &emptied(figure), &light(460));
}

#[test]
fn curves() {
    states("lorenz", lorenz());
    check("concentration", &concentration(), &light(460));
}

#[test]
fn strips() {
    states("top-shares", top_shares());
    states("between-within", between_within());
}

#[test]
fn bins() {
    states("distribution", distribution());
}

#[test]
fn waterfall() {
    states("decomposition", decomposition());
    check("decomposition-without-intervals", &without_intervals(decomposition()), &light(460));
}

#[test]
fn dumbbells() {
    check("change-wide", &change(), &light(952));
    check("change-one-school", &one_school(change()), &light(460));
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
}
