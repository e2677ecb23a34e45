//! Every form of chart, as SVG, against the pictures kept under `tests/snapshots/charts`.
//!
//! `RENEW_SNAPSHOTS=1 cargo test --test charts` writes them anew; look at each before it is kept.

mod figures;

use figures::*;
use giving_gap::draw::{Followed, Look, Series, svg, theme};
use giving_gap::figure::Figure;
use std::path::Path;

fn check(name: &str, figure: &Figure, look: &Look) {
    let drawn = svg(figure, look).expect("drawing into a string does not fail");
    let path = Path::new("tests/snapshots/charts").join(format!("{name}.svg"));
    if std::env::var_os("RENEW_SNAPSHOTS").is_some() {
        std::fs::write(&path, drawn).expect("the snapshot is written");
        return;
    }
    let kept = std::fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("{name}: no snapshot; RENEW_SNAPSHOTS=1 writes it"));
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
