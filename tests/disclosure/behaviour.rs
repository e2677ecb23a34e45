//! The rules on small tables made by hand.

use crate::material::{School, Wave, material};
use giving_gap::figure::disclosure::{Cleared, Refusal, Released, Rules, already_public, control};
use giving_gap::figure::{Absent, Estimate, Figure, Form, Row};

/// So many schools that raise the same.
fn even(schools: usize, donations: f64, pta: f64) -> Vec<School> {
    vec![[donations, pta]; schools]
}

fn cleared(waves: &[Wave]) -> Cleared {
    control(&material(waves), &Rules::default(), &Released::default()).unwrap()
}

fn withheld(figure: &Figure) -> Vec<String> {
    let is_withheld = |estimate: &Estimate| estimate.value == Err(Absent::Withheld);
    let rows = figure.rows.iter().chain(&figure.companions);
    rows.flat_map(|row| {
        let at = row.waves.iter().enumerate().filter(|(_, estimate)| is_withheld(estimate));
        at.map(|(wave, _)| format!("{} in {}", row.key, figure.waves[wave])).collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn a_figure_of_large_even_groups_leaves_as_it_is() {
    let wave: Wave = (1..=10).map(|n| even(20, 100.0 * f64::from(n), 50.0)).collect();
    let before = material(&[wave.clone(), wave.clone()]).figure;
    let cleared = cleared(&[wave.clone(), wave]);
    assert!(cleared.log.is_empty());
    assert_eq!(cleared.figure.rows, before.rows);
    assert_eq!(cleared.figure.sentence, before.sentence);
    let note = cleared.figure.notes.last().unwrap();
    assert!(note.text.contains("fewer than 10 schools"), "{}", note.text);
    assert!(note.text.contains("90%"), "{}", note.text);
}

#[test]
fn one_small_tenth_makes_fifths_of_all() {
    let mut wave: Wave = (1..=10).map(|n| even(20, 100.0 * f64::from(n), 50.0)).collect();
    wave[6] = even(9, 700.0, 50.0);
    let Cleared { figure, log, .. } = cleared(&[wave]);
    let keys: Vec<&str> = figure.rows.iter().map(|row| row.key.as_str()).take(5).collect();
    assert_eq!(keys, ["1-2", "3-4", "5-6", "7-8", "9-10"]);
    // (9 × 750 + 20 × 850) ÷ 29, by hand.
    let mean = figure.row("7-8").unwrap().waves[0].known_value().unwrap();
    assert!((mean - 818.965_517).abs() < 1e-6);
    assert_eq!(withheld(&figure), Vec::<String>::new());
    assert!(log.joined[0].contains("fifths"));
    assert!(figure.title.contains("fifth"), "{}", figure.title);
}

#[test]
fn a_small_fifth_takes_another_its_parts_and_every_measure_along() {
    let mut wave: Wave = (1..=10).map(|n| even(20, 100.0 * f64::from(n), 50.0)).collect();
    let full = wave.clone();
    (wave[0], wave[1]) = (even(4, 300.0, 100.0), even(4, 300.0, 100.0));
    let Cleared { figure, .. } = cleared(&[wave, full]);
    assert_eq!(
        withheld(&figure),
        [
            "1-2 in 2016",
            "3-4 in 2016",
            "1-2-donations in 2016",
            "3-4-donations in 2016",
            "1-2-pta_income in 2016",
            "3-4-pta_income in 2016",
            "difference in 2016",
        ]
    );
    let row = figure.row("1-2").unwrap();
    assert!(row.waves[1].value.is_ok());
    assert_eq!(row.waves[0].n, Some(8));
    assert_eq!(row.change.as_ref().unwrap().value, Err(Absent::Withheld));
    let Form::Bars { trends, .. } = &figure.form else { panic!("bars stay bars") };
    assert!(trends[0].is_none() && trends[1].is_some());
}

#[test]
fn a_group_that_two_schools_hold_is_withheld() {
    let mut wave: Wave = (1..=4).map(|n| even(20, 100.0 * f64::from(n), 50.0)).collect();
    wave[2] = [even(10, 1.0, 1.0), even(2, 5000.0, 5000.0)].concat();
    let Cleared { figure, log, .. } = cleared(&[wave]);
    assert!(withheld(&figure).contains(&"3 in 2016".into()));
    assert!(log.lines().iter().any(|line| line.contains("two schools hold nearly all of it")));
    // What goes along does not say why.
    assert!(log.lines_to_share().iter().all(|line| !line.contains("two schools")));
}

#[test]
fn a_maximum_never_leaves() {
    let wave: Wave = (1..=4).map(|n| even(20, 100.0 * f64::from(n), 50.0)).collect();
    let mut material = material(&[wave]);
    let all = material.facts.feeds["all"].clone();
    for key in ["maximum", "minimum", "hours-min", "minutes-per-pupil-max"] {
        let mut row = material.figure.rows[0].clone();
        row.key = key.into();
        material.figure.rows.push(row);
        // Even where whoever made the facts took it for a mean.
        material.facts.feeds.insert(key.into(), all.clone());
    }
    let cleared = control(&material, &Rules::default(), &Released::default()).unwrap();
    assert_eq!(withheld(&cleared.figure).len(), 4);
}

#[test]
fn a_row_of_which_nothing_is_known_is_withheld() {
    let wave: Wave = (1..=4).map(|n| even(20, 100.0 * f64::from(n), 50.0)).collect();
    let mut material = material(&[wave]);
    material.facts.feeds.remove("difference");
    let cleared = control(&material, &Rules::default(), &Released::default()).unwrap();
    assert_eq!(withheld(&cleared.figure), ["difference in 2016"]);
}

#[test]
fn words_are_written_again_without_the_withheld_numbers() {
    let mut wave: Wave = (1..=10).map(|n| even(8, 1000.0 * f64::from(n), 50.0)).collect();
    wave[9] = even(1, 91_234.0, 0.0);
    wave[8] = even(1, 91_234.0, 0.0);
    let mut material = material(&[wave]);
    let secret = "£91,234";
    let fifths = material.fifths.as_mut().unwrap();
    fifths.figure.notes.push(giving_gap::figure::Note::new("Most", format!("One has {secret}.")));
    assert!(fifths.figure.title.contains("£91,000"), "{}", fifths.figure.title);
    let cleared = control(&material, &Rules::default(), &Released::default()).unwrap();
    let json = serde_json::to_string(&cleared.figure).unwrap();
    assert!(!json.contains("91234") && !json.contains("91,234") && !json.contains("91,000"));
}

#[test]
fn what_leaves_twice_leaves_the_same() {
    let mut wave: Wave = (1..=4).map(|n| even(20, 100.0 * f64::from(n), 50.0)).collect();
    wave[1] = even(5, 200.0, 50.0);
    let material = material(&[wave]);
    let first = control(&material, &Rules::default(), &Released::default()).unwrap();
    let again = control(&material, &Rules::default(), &first.releases).unwrap();
    assert_eq!(first.figure, again.figure);
    assert_eq!(first.releases, first.releases.and(&again.releases));
}

#[test]
fn a_figure_with_nothing_left_stays() {
    let wave: Wave = vec![even(3, 10.0, 10.0), even(3, 10.0, 10.0)];
    let refused = control(&material(&[wave]), &Rules::default(), &Released::default());
    assert_eq!(refused.unwrap_err(), Refusal::NothingLeft);
}

#[test]
fn a_figure_without_a_value_says_so_and_not_that_it_is_withheld() {
    let mut material = material(&[vec![even(30, 10.0, 10.0)]]);
    let no_value =
        |row: &mut Row| row.waves.fill(Estimate::absent(Absent::NotAvailable("none".into())));
    material.figure.rows.iter_mut().for_each(no_value);
    let refused = control(&material, &Rules::default(), &Released::default());
    assert_eq!(refused.unwrap_err(), Refusal::NoValue);
}

#[test]
fn data_that_are_public_leave_whole_and_say_so() {
    let wave: Wave = vec![even(3, 10.0, 10.0), even(3, 10.0, 10.0)];
    let material = material(&[wave]);
    let cleared = already_public(&material, &Rules::default());
    assert_eq!(cleared.figure.rows, material.figure.rows);
    assert!(cleared.figure.notes[0].text.contains("already public"));
}

#[test]
fn what_left_as_public_is_known_to_a_later_check() {
    // A group of 14 schools leaves by itself, and not once others know of five more.
    let wave = |first: usize| -> Wave {
        vec![even(30, 9.0, 9.0), even(30, 9.0, 9.0), even(first, 10.0, 10.0)]
    };
    let public = already_public(&material(&[wave(19)]), &Rules::default());
    let fewer = material(&[wave(14)]);
    let withheld_after = |earlier: &Released| {
        withheld(&control(&fewer, &Rules::default(), earlier).unwrap().figure)
            .contains(&"3 in 2016".to_string())
    };
    assert!(!withheld_after(&Released::default()));
    assert!(withheld_after(&public.releases));

    // What fails the check was told all the same.
    let small = material(&[vec![even(3, 10.0, 10.0), even(30, 9.0, 9.0)]]);
    let told = already_public(&small, &Rules::default()).releases;
    let checked = control(&small, &Rules::default(), &Released::default());
    let checked = checked.map(|cleared| cleared.releases).unwrap_or_default();
    assert!(told.left.len() > checked.left.len() && told.left.is_superset(&checked.left));
}

/// Four groups of twelve equal schools, or of as many as stated, under one series alone.
fn withheld_groups(groups: &[(usize, f64)]) -> Vec<String> {
    let wave: Wave = groups.iter().map(|(schools, each)| even(*schools, *each, *each)).collect();
    let Cleared { figure, .. } = cleared(&[wave]);
    let rows = figure.rows.iter().filter(|row| row.waves[0].value == Err(Absent::Withheld));
    rows.map(|row| row.key.clone()).filter(|key| !key.contains('-')).collect()
}

#[test]
fn a_withheld_group_takes_the_smallest_that_hides_it_along() {
    // 90 of group 1 needs 9 beside it: 6 of group 2 is too little, 24 of group 3 enough.
    assert_eq!(withheld_groups(&[(9, 10.0), (12, 0.5), (12, 2.0), (12, 30.0)]), ["1", "3"]);
}

#[test]
fn where_nothing_can_hide_it_the_total_goes_too() {
    let wave: Wave = vec![even(9, 1000.0, 1000.0), even(12, 1.0, 1.0)];
    let Cleared { figure, .. } = cleared(&[wave]);
    assert!(withheld(&figure).contains(&"all in 2016".to_string()));
    assert!(withheld(&figure).contains(&"1 in 2016".to_string()));
}

#[test]
fn what_stayed_before_stays() {
    let wave: Wave = vec![even(9, 10.0, 10.0), even(20, 9.0, 9.0), even(30, 9.0, 9.0)];
    let material = material(&[wave]);
    let first = control(&material, &Rules::default(), &Released::default()).unwrap();
    // Of five schools the first group would leave, had it not been marked [c] before.
    let looser = Rules { fewest_schools: 5, ..Rules::default() };
    let alone = control(&material, &looser, &Released::default()).unwrap();
    assert_eq!(withheld(&alone.figure), Vec::<String>::new());
    let after = control(&material, &looser, &first.releases).unwrap();
    assert_eq!(withheld(&after.figure), withheld(&first.figure));
}
