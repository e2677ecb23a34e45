//! What the head of the page says in a table of situations, and what survives other ways of counting.

use giving_gap::analysis::claims::{self, ClaimsFile, PAPER};
use giving_gap::analysis::{Counting, Headlines, Options, Study, WhatIf, headlines};
use giving_gap::dataset::{
    Cell, Column, Dataset, Decile, DecileDirection, Missing, OtherWaves, Source, Wave,
};
use giving_gap::figure::{Figure, Kind};
use std::rc::Rc;

/// So many schools of 100 pupils, ten deciles in turn, with these donations; their PTAs raise nothing.
fn wave(label: &str, donations: &[f64]) -> Wave {
    let column = |value: &dyn Fn(usize) -> f64| -> Column {
        (0..donations.len()).map(|school| Cell::known(value(school))).collect()
    };
    let decile = |school: usize| Decile::try_from(u8::try_from(school % 10).unwrap() + 1).ok();
    Wave {
        label: label.into(),
        present: vec![true; donations.len()],
        pupils: column(&|_| 100.0),
        donations: column(&|school| donations[school]),
        pta_income: column(&|_| 0.0),
        imd_decile: (0..donations.len()).map(decile).collect(),
        ..Wave::default()
    }
}

fn settled(waves: Vec<Wave>) -> Study {
    settled_in(DecileDirection::Confirmed, waves)
}

fn settled_in(direction: DecileDirection, waves: Vec<Wave>) -> Study {
    let schools = waves[0].present.len();
    let dataset = Dataset {
        source: Source::Demonstration,
        keys: (0..schools).map(|school| school.to_string()).collect(),
        names: vec![""; schools].iter().collect(),
        waves,
        other_waves: OtherWaves::default(),
        direction,
    };
    let mut study = Study::new(Rc::new(dataset), Options::default());
    while study.advance(1_000) {}
    study
}

/// £1,000 in decile 1 rising to £10,000 in decile 10, a little different from school to school.
fn rising(school: usize) -> f64 {
    1_000.0 * (school % 10 + 1) as f64 + 10.0 * (school / 10) as f64
}

fn of(first: impl Fn(usize) -> f64, second: impl Fn(usize) -> f64, schools: usize) -> Study {
    let values = |of: &dyn Fn(usize) -> f64| -> Vec<f64> { (0..schools).map(of).collect() };
    settled(vec![wave("2016", &values(&first)), wave("2018", &values(&second))])
}

fn sentence<'a>(headlines: &'a Headlines, key: &str) -> Option<&'a str> {
    headlines.findings.iter().find(|f| f.row.key == key).map(|f| f.sentence.as_str())
}

/// A headline counted in every way.
fn counted(study: &Study, key: &str) -> Option<WhatIf> {
    let mut counting = Counting::new(study, key)?;
    while counting.advance(study) {}
    Some(counting.outcome())
}

#[test]
fn growth_is_called_a_rise() {
    let study = of(rising, |school| 1.5 * rising(school), 60);
    let head = headlines(&study);
    assert_eq!(
        head.title,
        "Schools raised more in 2018 than in 2016, and the gap between richer and poorer areas grew"
    );
    // Mean of 5,500 and ten steps of 25 over 100 pupils: £55.25, then half as much again, £82.88.
    assert_eq!(
        sentence(&head, "donations-per-pupil"),
        Some("What was donated to schools directly rose from £55 to £83 a pupil.")
    );
    assert_eq!(head.findings.iter().filter(|f| f.big == "+50%").count(), 3);
}

#[test]
fn decline_is_called_a_fall() {
    let head = headlines(&of(rising, |school| 0.5 * rising(school), 60));
    assert_eq!(
        head.title,
        "Schools raised less in 2018 than in 2016, and the gap between richer and poorer areas \
         narrowed"
    );
    let gap = sentence(&head, "raised-difference").unwrap();
    assert_eq!(
        gap,
        "The gap in money raised between the least and the most deprived tenth of areas fell from \
         £9,000 to £4,500 a school."
    );
}

#[test]
fn a_change_whose_interval_holds_zero_is_not_called_one() {
    // Every other school gains what its neighbour ten places on loses.
    let shuffled =
        |school: usize| rising(school) * if (school / 10).is_multiple_of(2) { 1.4 } else { 0.61 };
    let head = headlines(&of(rising, shuffled, 60));
    assert!(head.title.starts_with("No clear change in what schools raised"), "{}", head.title);
    let donated = sentence(&head, "donations-per-pupil").unwrap();
    let finding = head.findings.iter().find(|f| f.row.key == "donations-per-pupil").unwrap();
    assert!(finding.how_sure.ends_with("From 60 schools in each wave."), "{}", finding.how_sure);
    // The unit stands once, where the sentence first needs it.
    let told = "What was donated to schools directly was £55 a pupil in 2016 and £56 in 2018. These \
                data cannot tell whether that is a change.";
    assert_eq!(donated, told);
}

#[test]
fn no_change_at_all_is_not_called_one() {
    let head = headlines(&of(rising, rising, 60));
    assert_eq!(
        head.title,
        "Schools raised the same in 2018 as in 2016, and the gap between areas stayed as it was"
    );
    assert_eq!(
        sentence(&head, "donations-per-pupil"),
        Some("What was donated to schools directly was £55 a pupil in both 2016 and 2018.")
    );
    for finding in &head.findings {
        assert!(!finding.sentence.contains(" rose "), "{}", finding.sentence);
        assert!(!finding.sentence.contains(" fell "), "{}", finding.sentence);
        assert_ne!(finding.big, "0%");
    }
}

#[test]
fn one_wave_speaks_of_no_change() {
    let donations: Vec<f64> = (0..60).map(rising).collect();
    let head = headlines(&settled(vec![wave("2018", &donations)]));
    assert_eq!(head.title, "What parents and volunteers gave in 2018");
    assert!(head.how_chosen().ends_with(" With one wave there is no change to tell."));
    let donated = sentence(&head, "donations-per-pupil").unwrap();
    assert_eq!(donated, "What was donated to schools directly was £55 a pupil in 2018.");
}

/// £10,000 in decile 1 falling to £1,000 in decile 10: a gap of −£9,000.
fn reversed(school: usize) -> f64 {
    11_000.0 - rising(school)
}

/// What the head says of the gap: title, sentence, what is shown large.
fn gap_of(study: &Study) -> (String, String, String) {
    let head = headlines(study);
    let found =
        head.findings.iter().find(|finding| finding.row.key == "raised-difference").unwrap();
    (head.title.clone(), found.sentence.clone(), found.big.clone())
}

/// The gap is exact in each wave, £9,000 or its multiple, either way round.
#[test]
fn a_gap_is_told_by_its_width_and_the_end_that_is_ahead() {
    type Of = fn(usize) -> f64;
    let cases: [(Of, Of, &str, &str, &str); 5] = [
        (
            rising,
            |school| 1.5 * rising(school),
            "Schools raised more in 2018 than in 2016, and the gap between richer and poorer areas grew",
            " rose from £9,000 to £13,500 a school.",
            "+50%",
        ),
        (
            reversed,
            |school| 0.5 * reversed(school),
            "Schools raised less in 2018 than in 2016, and the gap in favour of poorer areas narrowed",
            ", in favour of the most deprived, fell from £9,000 to £4,500 a school.",
            "£4,500",
        ),
        (
            reversed,
            |school| 1.5 * reversed(school),
            "Schools raised more in 2018 than in 2016, and the gap in favour of poorer areas grew",
            ", in favour of the most deprived, rose from £9,000 to £13,500 a school.",
            "£14,000",
        ),
        (
            rising,
            reversed,
            "No clear change in what schools raised from 2016 to 2018, and the lead passed from richer \
             to poorer areas",
            " went from £9,000 in favour of the least deprived to £9,000 a school in favour of the most \
             deprived.",
            "£9,000",
        ),
        (
            reversed,
            |school| 2.0 * rising(school),
            "Schools raised more in 2018 than in 2016, and the lead passed from poorer to richer areas",
            " went from £9,000 in favour of the most deprived to £18,000 a school in favour of the \
             least deprived.",
            "£18,000",
        ),
    ];
    let what = "The gap in money raised between the least and the most deprived tenth of areas";
    for (first, second, title, sentence, big) in cases {
        let expected = (title.to_string(), format!("{what}{sentence}"), big.to_string());
        assert_eq!(gap_of(&of(first, second, 60)), expected);
    }
}

#[test]
fn what_stands_under_a_gap_goes_the_way_of_its_sentence() {
    let study = of(reversed, |school| 0.5 * reversed(school), 60);
    let head = headlines(&study);
    let gap = head.findings.iter().find(|finding| finding.row.key == "raised-difference").unwrap();
    let minus = "Change \u{2212}\u{2060}£4,500; 95% interval \u{2212}\u{2060}£4,";
    assert!(gap.how_sure.starts_with(minus), "{}", gap.how_sure);
    // The numbers of the table stay signed.
    assert_eq!(gap.row.change.as_ref().and_then(|change| change.known_value()), Some(4_500.0));
    let answer = counted(&study, "raised-difference").unwrap();
    assert_eq!(answer.sentence, "It is a fall however it is counted.");
    let study = of(rising, reversed, 60);
    let answer = counted(&study, "raised-difference").unwrap();
    assert_eq!(answer.sentence, "It is a shift towards the most deprived however it is counted.");
    let crossing = headlines(&study);
    let gap = crossing.findings.iter().find(|f| f.row.key == "raised-difference").unwrap();
    let towards = "Change towards the most deprived +\u{2060}£18,000; 95% interval +\u{2060}£1";
    assert!(gap.how_sure.starts_with(towards), "{}", gap.how_sure);
}

#[test]
fn one_wave_of_a_reversed_gradient_names_who_is_ahead() {
    let donations: Vec<f64> = (0..60).map(reversed).collect();
    assert_eq!(
        gap_of(&settled(vec![wave("2018", &donations)])).1,
        "The gap in money raised between the least and the most deprived tenth of areas, in favour of \
         the most deprived, was £9,000 a school in 2018."
    );
}

#[test]
fn what_is_known_in_one_wave_alone_is_told_of_it() {
    let donations: Vec<f64> = (0..60).map(rising).collect();
    let unknown = Wave { donations: Column::default(), ..wave("2016", &donations) };
    let head = headlines(&settled(vec![unknown, wave("2018", &donations)]));
    assert_eq!(head.title, "What parents and volunteers gave in 2016 and 2018");
    let found = head.findings.iter().find(|f| f.row.key == "donations-per-pupil").unwrap();
    assert_eq!(
        found.sentence,
        "What was donated to schools directly was £55 a pupil in 2018; for 2016 it is not known."
    );
    assert_eq!(found.big, "£55");
}

#[test]
fn a_direction_that_nobody_confirmed_is_said_wherever_it_counts() {
    let donations: Vec<f64> = (0..60).map(rising).collect();
    let waves = || vec![wave("2016", &donations), wave("2018", &donations)];
    let says = |study: &Study| {
        let figures = [
            Kind::DecileRaised,
            Kind::DecileVolunteer,
            Kind::Concentration,
            Kind::Change,
            Kind::Measures,
            Kind::Schools,
            Kind::Drivers,
        ]
        .map(|kind| study.figure(kind).unwrap());
        let claims = ClaimsFile::read(PAPER).unwrap();
        let figures = figures.into_iter().chain([claims::claims(study, &claims)]);
        let notes = |figure: Figure| figure.notes.iter().any(|note| note.term == "Direction");
        let mut says: Vec<bool> = figures.map(notes).collect();
        says.push(headlines(study).how_chosen().contains("taken to be the most deprived"));
        says
    };
    assert_eq!(says(&settled_in(DecileDirection::Assumed, waves())), [true; 9]);
    assert_eq!(says(&settled_in(DecileDirection::Confirmed, waves())), [false; 9]);
}

#[test]
fn a_reversed_gradient_names_the_ends_rightly() {
    let study = of(reversed, reversed, 60);
    let chart = study.figure(Kind::DecileRaised).unwrap();
    // £11,000 less the mean of 1,000 to 1,050, and less that of 10,000 to 10,050.
    assert_eq!(
        chart.title,
        "The most deprived tenth raises £10,000 a school; the least deprived, £980"
    );
}

#[test]
fn nothing_raised_reads_as_nothing() {
    let study = of(|_| 0.0, |_| 0.0, 60);
    let head = headlines(&study);
    assert_eq!(head.title, "Schools raised nothing in 2016 or 2018");
    assert_eq!(
        sentence(&head, "raised-difference"),
        Some(
            "The gap in money raised between the least and the most deprived tenth of areas was £0 a \
             school in both 2016 and 2018."
        )
    );
    let chart = study.figure(Kind::DecileRaised).unwrap();
    assert_eq!(
        chart.title,
        "The most and the least deprived tenth are level: each raises £0 a school"
    );
}

#[test]
fn it_is_said_how_findings_were_chosen_and_that_there_are_none() {
    let mut head = headlines(&of(rising, |school| 1.5 * rising(school), 60));
    assert!(head.how_chosen().starts_with("These 6 were chosen from 13 numbers"));
    head.findings.truncate(1);
    assert!(head.how_chosen().starts_with("This one was chosen from 13 numbers"));
    head.findings.clear();
    assert!(head.how_chosen().starts_with("None of the 13 numbers"));
}

#[test]
fn few_schools_make_no_claim_they_cannot_bear() {
    let head = headlines(&of(rising, |school| 1.5 * rising(school), 3));
    let gap = head.findings.iter().find(|f| f.row.key == "raised-difference");
    assert!(gap.is_none(), "decile 10 is empty, so there is no gap to speak of");
    assert_eq!(head.looked_at, 13);
}

#[test]
fn one_school_is_counted_in_the_singular_and_bears_no_claim() {
    let head = headlines(&of(rising, |school| 1.5 * rising(school), 1));
    for finding in &head.findings {
        assert!(!finding.sentence.contains(" rose "), "{}", finding.sentence);
        assert!(finding.how_sure.ends_with("From 1 school in each wave."), "{}", finding.how_sure);
        let is_of_several =
            ["raised-gini", "raised-top-10", "raised-top-1", "raised-above-mean", "over-threshold"];
        assert!(!is_of_several.contains(&finding.row.key.as_str()), "{}", finding.sentence);
    }
    assert!(!head.findings.is_empty(), "its mean is told");
    let head = headlines(&settled(vec![wave("2018", &[1_000.0])]));
    assert!(head.findings.iter().all(|finding| finding.how_sure == "From 1 school."));
    // No interval came out, so that no note tells how they are made.
    let study = settled(vec![wave("2018", &[1_000.0])]);
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Claims) {
        let notes = study.figure(kind).unwrap().notes;
        assert!(notes.iter().all(|note| note.term != "Intervals"), "{kind}: {notes:?}");
    }
}

#[test]
fn a_study_that_has_not_resampled_yet_counts_otherwise_as_one_that_has() {
    let settled = of(rising, |school| 1.5 * rising(school), 60);
    let early = Study::new(settled.shared_dataset().clone(), Options::default());
    for key in ["donations-per-pupil", "over-threshold", "raised-difference", "raised-gini"] {
        assert_eq!(counted(&early, key), counted(&settled, key), "{key}");
    }
}

#[test]
fn what_survives_other_ways_of_counting_is_said() {
    let study = of(rising, |school| 1.5 * rising(school), 60);
    let answer = counted(&study, "donations-per-pupil").unwrap();
    assert_eq!(answer.sentence, "It is a rise however it is counted.");
    let row = |key: &str| answer.rows.iter().find(|row| row.key == key).unwrap();
    // Per school: a hundred times as much, for every school has 100 pupils.
    let (shown, per_school) = (&answer.rows[0], row("other-basis"));
    let ratio = per_school.waves[0].known_value().unwrap() / shown.waves[0].known_value().unwrap();
    assert!((ratio - 100.0).abs() < 1e-9);
    // One per cent of 60 schools rounds to one: the mean of the other 59.
    let total: f64 = (0..60).map(rising).sum();
    let without_top = (total - rising(59)) / 59.0 / 100.0;
    assert!((row("trimmed").waves[0].known_value().unwrap() - without_top).abs() < 1e-9);
    assert!(counted(&study, "no-such-number").is_none());
}

#[test]
fn schools_of_other_waves_can_be_left_out() {
    let rows = |study: &Study| counted(study, "donations-per-pupil").unwrap();
    let study = of(rising, |school| 1.5 * rising(school), 60);
    let answer = rows(&study);
    // Without another wave there is nothing to leave out: it neither agrees nor differs.
    let row = answer.rows.iter().find(|row| row.key == "other-waves").unwrap();
    let reason = row.waves[0].value.as_ref().unwrap_err().reason();
    assert_eq!(reason, "the data have no wave but those shown");
    assert_eq!(answer.sentence, "It is a rise however it is counted.");
    // The first fifteen schools are in 2014 too; the others are the sixteenth to the sixtieth.
    let mut dataset = (**study.shared_dataset()).clone();
    dataset.other_waves = OtherWaves {
        labels: vec!["2014".into()],
        present: (0..60).map(|school| school < 15).collect(),
    };
    let answer = rows(&Study::new(Rc::new(dataset), Options::default()));
    let row = answer.rows.iter().find(|row| row.key == "other-waves").unwrap();
    assert_eq!(row.label, "Without schools that are in 2014 too");
    let mean = (15..60).map(rising).sum::<f64>() / 45.0 / 100.0;
    assert!((row.waves[0].known_value().unwrap() - mean).abs() < 1e-9);
    assert_eq!(row.waves.iter().map(|wave| wave.n).collect::<Vec<_>>(), [Some(45); 2]);
    assert!(row.change.as_ref().unwrap().interval.is_some());
}

#[test]
fn what_differs_keeps_its_capitals_in_the_sentence() {
    // The rise is the PTAs' alone, and of half of them unknown before.
    let pta = |blank: bool, of: f64| -> Column {
        let cell = |school: usize| match blank && school.is_multiple_of(2) {
            true => Cell::missing(Missing::Blank),
            false => Cell::known(of * (1.0 + 0.001 * school as f64)),
        };
        (0..60).map(cell).collect()
    };
    let of =
        |label, blank, income| Wave { pta_income: pta(blank, income), ..wave(label, &[0.0; 60]) };
    let study = settled(vec![of("2016", false, 1_000.0), of("2018", true, 1_500.0)]);
    let answer = counted(&study, "pta-per-pupil").unwrap();
    assert!(answer.sentence.ends_with("not so: unknown PTA income as £0."), "{}", answer.sentence);
}
