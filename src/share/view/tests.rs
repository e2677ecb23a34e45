//! The view and its fragment are one: what is written reads back, and what cannot be read says so.

use super::*;
use crate::analysis::{Axis, Matching};
use crate::dataset::{Amount, Basis, Decile, Filter, PtaStatus, SchoolKey, Weighting};
use crate::draw::Series;
use crate::figure::{Kind, Span};
use proptest::option::of as maybe;
use proptest::prelude::*;

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![proptest::sample::select(Amount::NAMED.to_vec()), ".+".prop_map(Amount::Other),]
}

fn axis() -> impl Strategy<Value = Axis> {
    (maybe(amount()), 0..2_usize).prop_map(|(amount, wave)| Axis { amount, wave })
}

fn options() -> impl Strategy<Value = Options> {
    let choices = (
        amount(),
        prop_oneof![Just(Basis::School), Just(Basis::Pupil)],
        prop_oneof![Just(Weighting::None), Just(Weighting::Pupils)],
        prop_oneof![Just(Matching::All), Just(Matching::Matched)],
    );
    let numbers = (0.0..1e9_f64, -99.9..1e3_f64, any::<bool>());
    (choices, numbers, filter()).prop_map(|(choices, numbers, filter)| {
        let (amount, basis, weighting, matching) = choices;
        let (threshold, prices, intervals) = numbers;
        Options { amount, basis, weighting, threshold, matching, prices, intervals, filter }
    })
}

fn filter() -> impl Strategy<Value = Filter> {
    let status = proptest::sample::select(vec![
        PtaStatus::Charity,
        PtaStatus::Association,
        PtaStatus::None,
        PtaStatus::Unknown,
    ]);
    let pupils = (any::<u32>(), any::<u32>()).prop_map(|(a, b)| (a.min(b), a.max(b)));
    let decile = (1..=10_u8).prop_map(|number| Decile::try_from(number).unwrap());
    (maybe(".+"), maybe(".+"), maybe(".+"), maybe(status), maybe(pupils), maybe(decile)).prop_map(
        |(local_authority, phase, ofsted, pta_status, pupils, decile)| Filter {
            local_authority,
            phase,
            ofsted,
            pta_status,
            pupils,
            decile,
        },
    )
}

fn view() -> impl Strategy<Value = View> {
    let place = proptest::sample::select(Place::all().collect::<Vec<_>>());
    (options(), choices(), maybe(place), maybe(area()), looks()).prop_map(
        |(options, choices, at, picked, looks)| View { options, choices, at, picked, looks },
    )
}

fn looks() -> impl Strategy<Value = Looks> {
    let kind = || proptest::sample::select(Kind::ALL.to_vec());
    let series = prop_oneof![
        "[a-z_]{1,9}".prop_map(Series::Part),
        (0..2_usize).prop_map(Series::Wave),
        Just(Series::Trend),
        Just(Series::Interval),
        (0..3_usize).prop_map(Series::Deprivation),
    ];
    let column = prop_oneof![
        Just(Column::Name),
        Just(Column::Decile),
        Just(Column::Pupils),
        (0..2_usize).prop_map(Column::Wave),
        Just(Column::Change),
        Just(Column::PerPupil),
        Just(Column::Minutes),
    ];
    let switched = proptest::collection::vec((kind(), series), 0..4);
    let tables = proptest::collection::vec(kind(), 0..4);
    (switched, tables, ".*", maybe((column, any::<bool>()))).prop_map(
        |(switched, tables, find, sort)| {
            let mut looks = Looks { find, sort, ..Looks::default() };
            switched.iter().for_each(|(kind, series)| looks.switch(*kind, series));
            tables.iter().for_each(|kind| looks.show_table(*kind, true));
            looks
        },
    )
}

fn choices() -> impl Strategy<Value = Choices> {
    let school = maybe(".+").prop_map(|key| key.map(|key| SchoolKey(key.into())));
    (axis(), axis(), any::<[bool; 4]>(), school).prop_map(|(x, y, switches, followed)| {
        let [log, log_bins, generalised, by_school] = switches;
        Choices { x, y, log, log_bins, generalised, by_school, followed }
    })
}

fn area() -> impl Strategy<Value = Area> {
    let span = || {
        (maybe(-1e9..1e9_f64), maybe(0.0..1e9_f64)).prop_map(|(from, length)| Span {
            from,
            to: length.map(|length| from.unwrap_or(0.0) + length),
        })
    };
    (span(), span()).prop_map(|(x, y)| Area { x, y }).prop_filter("open", |area| !area.is_open())
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_it_back(view in view()) {
        let reading = View::read(&view.to_fragment());
        prop_assert_eq!(reading.problems, Vec::<String>::new());
        prop_assert_eq!(reading.view, view);
    }

    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        View::read(&text);
        View::read(&format!("v=1&measure={text}&prices={text}&pupils={text}&x={text}&at={text}"));
    }

    #[test]
    fn a_fragment_holds_only_characters_of_one(view in view()) {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:@,%&=".contains(c);
        prop_assert!(view.to_fragment().chars().all(plain));
    }
}

#[test]
fn only_what_differs_is_written() {
    assert_eq!(View::default().to_fragment(), "");
    let mut view = View::default();
    view.options.amount = Amount::Donations;
    view.options.prices = 4.5;
    view.at = Some("lorenz".parse().unwrap());
    assert_eq!(view.to_fragment(), "v=1&measure=donations&prices=4.5&at=lorenz");
    assert_eq!(View::read("").view, View::default());
    assert_eq!(View::read("#v=1").problems, Vec::<String>::new());
}

#[test]
fn a_link_does_not_follow_a_school() {
    let choices = Choices { followed: Some(SchoolKey("100000".into())), ..Choices::default() };
    let picked = "1:2,3:4".parse().ok();
    let view = View { choices, picked, ..View::default() };
    assert_eq!(view.to_fragment(), "v=1&picked=1:2,3:4&school=100000");
    assert_eq!(view.to_link("claims".parse().ok()), "v=1&at=claims");
}

#[test]
fn what_is_looked_at_stands_in_the_address_and_a_link_looks_for_no_school() {
    let mut view = View::default();
    view.looks.switch(Kind::DecileRaised, &Series::Part("donations".into()));
    view.looks.switch(Kind::Lorenz, &Series::Wave(0));
    view.looks.show_table(Kind::Change, true);
    view.looks.find = "St Mary".into();
    view.looks.sort = Some((Column::Change, false));
    let rest = "v=1&hidden=decile-raised:part-donations,lorenz:wave-1&tables=change";
    assert_eq!(view.to_fragment(), format!("{rest}&find=St%20Mary&sort=change:up"));
    let at = "lorenz".parse().ok();
    assert_eq!(view.to_link(at), format!("{rest}&sort=change:up&at=lorenz"));
    assert_eq!(view.to_link(None), "", "what a figure says of its options");
    assert!(view.looks.hides(Kind::Lorenz, &Series::Wave(0)));
    assert!(!view.looks.hides(Kind::Concentration, &Series::Wave(0)));
    view.looks.switch(Kind::Lorenz, &Series::Wave(0));
    view.looks.switch(Kind::DecileRaised, &Series::Part("donations".into()));
    view.looks.show_table(Kind::Change, false);
    view.looks.show_table(Kind::Change, false);
    assert_eq!(view.to_link(at), "v=1&sort=change:up&at=lorenz");
    for broken in ["hidden=trend", "hidden=map:trend", "tables=map", "sort=colour", "sort="] {
        assert_eq!(View::read(&format!("v=1&{broken}")).problems.len(), 1, "{broken}");
    }
}

#[test]
fn each_option_is_answered() {
    let reading = View::read("#v=1&measure=donations&basis=child&threshold=-1&colour=red&at=top");
    assert_eq!(reading.answer("measure"), Answer::Valid);
    assert_eq!(reading.answer("prices"), Answer::Missing);
    assert_eq!(
        reading.answer("basis"),
        Answer::Invalid("“child” is not one of school, pupil".into())
    );
    assert_eq!(reading.view.options.amount, Amount::Donations);
    assert_eq!(reading.view.options.threshold, 10_000.0);
    assert_eq!(reading.view.at, None);
    assert_eq!(reading.problems.len(), 4, "{:?}", reading.problems);
}

#[test]
fn an_option_given_twice_keeps_the_first() {
    let reading = View::read("v=1&basis=pupil&basis=school");
    assert_eq!(reading.view.options.basis, Basis::Pupil);
    assert_eq!(reading.problems.len(), 1);
}

#[test]
fn a_bare_section_is_read_as_before_versions() {
    let reading = View::read("#by-deprivation");
    assert_eq!(reading.view.at, "by-deprivation".parse().ok());
    assert!(reading.problems.is_empty());
}

#[test]
fn what_is_no_link_of_ours_says_so() {
    for broken in ["v=2&measure=donations", "v=0", "v=", "v=one", "measure=donations", "?", "%"] {
        let reading = View::read(broken);
        assert_eq!(reading.view, View::default(), "{broken}");
        assert_eq!(reading.problems.len(), 1, "{broken}");
    }
}

#[test]
fn every_choice_has_a_name_of_its_own() {
    for choice in [Matching::All, Matching::Matched] {
        assert_eq!(MATCHINGS.iter().filter(|(_, named)| *named == choice).count(), 1);
    }
    for choice in [Basis::School, Basis::Pupil] {
        assert_eq!(BASES.iter().filter(|(_, named)| *named == choice).count(), 1);
    }
    for choice in [Weighting::None, Weighting::Pupils] {
        assert_eq!(WEIGHTINGS.iter().filter(|(_, named)| *named == choice).count(), 1);
    }
    let statuses =
        [PtaStatus::Charity, PtaStatus::Association, PtaStatus::None, PtaStatus::Unknown];
    for choice in statuses {
        assert_eq!(PTA_STATUSES.iter().filter(|(_, named)| *named == choice).count(), 1);
    }
}
