//! Titles and sentences where there is little to say: one school, ties, zeros, one wave, no data, a
//! gradient the other way round. Expected words are written by hand from the schools in each test.

mod few_schools;

use few_schools::{Has, dataset};
use giving_gap::analysis::{Choices, Options, Study};
use giving_gap::dataset::{Amount, Dataset, Weighting};
use giving_gap::figure::{Estimate, Figure, Form, Kind, words};
use std::rc::Rc;

fn study(dataset: Dataset) -> Study {
    Study::new(Rc::new(dataset), Options { intervals: false, ..Options::default() })
}

fn figure(study: &Study, kind: Kind) -> Figure {
    study.figure(kind).expect("the figure exists")
}

const BOTH: [&str; 2] = ["2016", "2018"];

#[test]
fn one_school_is_told_in_the_singular() {
    let schools: [[Has; 2]; 1] = [[Some((4, 1000.0, 0.0)), Some((4, 1500.0, 500.0))]];
    let mut study = study(dataset(BOTH, &schools));
    let scatter = figure(&study, Kind::Schools);
    assert_eq!(scatter.title, "The one school lies above the line of no change");
    assert_eq!(scatter.notes[0].text, "1 school with both values.");
    let raised = figure(&study, Kind::DecileRaised);
    assert_eq!(raised.title, "Money raised, by deprivation of the area");
    assert_eq!(
        raised.sentence,
        "Money raised cannot be compared between the two ends of the scale: neither has a school with a \
         value."
    );
    let tenths = figure(&study, Kind::Change);
    assert_eq!(tenths.sentence, "In tenth 4 the mean was £1,000 in 2016 and £2,000 in 2018.");
    let parts = figure(&study, Kind::Decomposition);
    assert_eq!(
        parts.sentence,
        "The mean of money raised was £1,000 in 2016 and £2,000 in 2018. Of the change, schools in both \
         waves account for +\u{2060}£1,000."
    );
    let parts = figure(&study, Kind::BetweenWithin);
    assert_eq!(parts.title, "How much of the inequality goes with deprivation");
    study.choose(Choices { by_school: true, ..Choices::default() });
    let changes = figure(&study, Kind::Change);
    assert_eq!(changes.title, "The one school had more money raised in 2018 than in 2016");
    assert_eq!(changes.sentence, "No school had less. The largest rise: Ash, +\u{2060}£1,000.");
}

/// £1,000 and £3,000, and as many pupils in each: means of £2,000, of which the upper tenth has 0.1 × 3,000.
#[test]
fn where_schools_count_as_their_pupils_shares_are_said_to_be_of_pupils() {
    let schools: [[Has; 2]; 2] = [[Some((4, 1000.0, 0.0)); 2], [Some((9, 3000.0, 0.0)); 2]];
    let options = Options { intervals: false, weighting: Weighting::Pupils, ..Options::default() };
    let study = Study::new(Rc::new(dataset(BOTH, &schools)), options);
    let title = |kind| figure(&study, kind).title;
    assert_eq!(
        title(Kind::Lorenz),
        "The half of pupils whose schools have least share 25% of the money raised"
    );
    assert_eq!(
        title(Kind::TopShares),
        "The tenth of pupils whose schools have most hold 15% of the money raised"
    );
    assert_eq!(
        title(Kind::Distribution),
        "50% of pupils are in schools above the mean of £2,000 a school"
    );
    let measures = figure(&study, Kind::Measures);
    let above = measures.row("share-above-mean").unwrap();
    assert_eq!(above.label, "Share of pupils in schools above the mean");
    let tells = |kind| figure(&study, kind).notes.iter().any(|note| note.term == "Weights");
    assert!(tells(Kind::Lorenz) && tells(Kind::DecileRaised) && !tells(Kind::Schools));
}

#[test]
fn schools_that_stay_the_same_are_told_apart_from_those_that_fall() {
    let school = |before: f64, after: f64| [Some((5, before, 0.0)), Some((5, after, 0.0))];
    let schools =
        [school(100.0, 300.0), school(50.0, 50.0), school(80.0, 20.0), school(90.0, 85.0)];
    let mut study = study(dataset(BOTH, &schools));
    study.choose(Choices { by_school: true, ..Choices::default() });
    let changes = figure(&study, Kind::Change);
    assert_eq!(changes.title, "1 of 4 schools had more money raised in 2018 than in 2016");
    assert_eq!(
        changes.sentence,
        "2 schools had less, 1 the same. The largest rise: Ash, +\u{2060}£200. The largest fall: \
         Cedar, \u{2212}\u{2060}£60."
    );
    let order: Vec<&str> = changes.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(order, ["Ash", "Beech", "Elm", "Cedar"]);
}

#[test]
fn a_gradient_the_other_way_round_is_told_as_it_is() {
    let school =
        |decile: u8, raised: f64| [Some((decile, raised, 0.0)), Some((decile, raised, 0.0))];
    let study = study(dataset(BOTH, &[school(1, 9000.0), school(10, 3000.0)]));
    let raised = figure(&study, Kind::DecileRaised);
    assert_eq!(
        raised.title,
        "The most deprived tenth raises £9,000 a school; the least deprived, £3,000"
    );
    assert_eq!(
        raised.sentence,
        "In 2018 schools in the least deprived tenth of areas raised £3,000 a school on average, \
         0.33 times the £9,000 of the most deprived tenth. The difference between them, in favour of \
         the most deprived, was £6,000 in both 2016 and 2018."
    );
}

#[test]
fn ends_that_are_level_are_told_as_a_tie() {
    let school = |decile: u8| [Some((decile, 4000.0, 0.0)), Some((decile, 4000.0, 0.0))];
    let study = study(dataset(BOTH, &[school(1), school(10)]));
    let raised = figure(&study, Kind::DecileRaised);
    assert_eq!(
        raised.title,
        "The most and the least deprived tenth are level: each raises £4,000 a school"
    );
    assert_eq!(
        raised.sentence,
        "In 2018 schools in the least deprived tenth of areas raised £4,000 a school on average, as \
         in the most deprived tenth. The difference between them was £0 in both 2016 and 2018."
    );
    let scatter = figure(&study, Kind::Schools);
    assert_eq!(scatter.title, "None of 2 schools lies above the line of no change");
}

#[test]
fn nothing_raised_has_no_ratio_and_no_shares() {
    let school = |decile: u8| [Some((decile, 0.0, 0.0)), Some((decile, 0.0, 0.0))];
    let study = study(dataset(BOTH, &[school(1), school(10)]));
    let raised = figure(&study, Kind::DecileRaised);
    assert!(raised.title.ends_with("are level: each raises £0 a school"), "{}", raised.title);
    assert!(!raised.sentence.contains("times"), "{}", raised.sentence);
    for kind in [Kind::Lorenz, Kind::TopShares, Kind::Concentration, Kind::Distribution] {
        let figure = figure(&study, kind);
        for words in [&figure.title, &figure.sentence] {
            assert!(!words.contains("NaN") && !words.contains("inf"), "{kind}: {words}");
        }
    }
}

#[test]
fn one_wave_is_compared_with_nothing() {
    let schools: [[Has; 1]; 2] = [[Some((1, 1000.0, 0.0))], [Some((10, 5000.0, 0.0))]];
    let mut study = study(dataset(["2018"], &schools));
    study.choose(Choices { by_school: true, ..Choices::default() });
    let raised = figure(&study, Kind::DecileRaised);
    assert_eq!(
        raised.sentence,
        "In 2018 schools in the least deprived tenth of areas raised £5,000 a school on average, \
         5.0 times the £1,000 of the most deprived tenth."
    );
    let change = figure(&study, Kind::Change);
    assert_eq!(
        figure(&study, Kind::Drivers).sentence,
        "Most said yes to “Under pressure to raise more”: 100% in 2018 (95% interval 34.2% to 100%)."
    );
    assert_eq!(change.title, "No school has a value in both waves");
    let other_wave = "Add the file of another wave under Your data.";
    assert_eq!(change.sentence, format!("No school has a value in both waves. {other_wave}"));
    assert_eq!(
        figure(&study, Kind::Decomposition).sentence,
        format!("There is one wave, so nothing to compare. {other_wave}")
    );
    // What to do stands in the chart's place and the sentence, and so not among the notes beside them.
    assert!(change.notes.iter().any(|note| note.text == other_wave));
    assert!(words::further_notes(&change).iter().all(|note| note.text != other_wave));
    assert_eq!(words::further_notes(&change).len() + 1, change.notes.len());
    assert_eq!(
        words::why_empty(&change),
        format!("No school has a value in both waves. {other_wave}")
    );
    assert_eq!(change.sentence, words::why_empty(&change));
    study.choose(Choices::default());
    let change = figure(&study, Kind::Change);
    assert_eq!(change.subtitle, "Mean money raised a school in 2018, by tenth of area deprivation");
    let table = figure(&study, Kind::Table1);
    assert!(table.notes.iter().all(|note| note.term != "pp"), "{:?}", table.notes);
    let how = &raised.notes[0].text;
    assert!(how.starts_with("Each bar is one tenth of England’s areas"), "{how}");
    // What one wave shows is said all the same: of £6,000 the one in ten that has most holds a sixth.
    let said = |kind| figure(&study, kind).sentence;
    assert_eq!(
        said(Kind::TopShares),
        "The share of the top 10% was 16.7% in 2018. The share of the top 1% was 1.7% in 2018."
    );
    assert_eq!(
        said(Kind::Distribution),
        "The median of money raised was £3,000 in 2018. The share of schools above the mean was 50% \
         in 2018."
    );
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Claims) {
        let figure = figure(&study, kind);
        // The Theil index has a part between deciles in one wave as well.
        let sentence = figure.sentence.replace("between deciles", "");
        assert!(!sentence.contains("between"), "{kind}: {sentence}");
        assert!(!figure.title.is_empty(), "{kind} has a title");
    }
}

#[test]
fn no_value_at_all_still_has_a_title_and_a_reason() {
    let nothing: [[Has; 2]; 2] = [[Some((1, 1000.0, 0.0)), None], [None, Some((10, 0.0, 0.0))]];
    let options = Options { amount: Amount::TotalIncome, intervals: false, ..Options::default() };
    let mut dataset = dataset(BOTH, &nothing);
    for wave in &mut dataset.waves {
        (wave.volunteer_minutes, wave.items) = Default::default();
    }
    let study = Study::new(Rc::new(dataset), options);
    let said = |kind| figure(&study, kind).sentence;
    assert_eq!(
        said(Kind::Lorenz),
        "No school has a value. Choose another measure or filter, or add a file that holds this one \
         under Your data."
    );
    let add_time = "No school has a value. Add a file with the minutes or hours that volunteers give \
                    under Your data.";
    assert_eq!([said(Kind::DecileVolunteer), said(Kind::Table2)], [add_time, add_time]);
    assert_eq!(
        said(Kind::Drivers),
        "No file holds answers to a questionnaire. Add a questionnaire’s answers under Your data."
    );
    for kind in [Kind::DecileRaised, Kind::Lorenz, Kind::TopShares, Kind::Change, Kind::Schools] {
        let figure = figure(&study, kind);
        assert!(figure.is_empty(), "{kind} has no number");
        assert!(!figure.title.is_empty(), "{kind} has a title");
    }
    assert_eq!(figure(&study, Kind::Schools).title, "No school has both values");
    // Nothing is said of how numbers are made that are not there.
    for kind in [Kind::DecileVolunteer, Kind::Table2, Kind::Drivers] {
        let notes = figure(&study, kind).notes;
        let terms: Vec<&str> = notes.iter().map(|note| note.term.as_str()).collect();
        assert!(
            terms.iter().all(|term| ["n", "Missing", "What to do"].contains(term)),
            "{kind}: {terms:?}"
        );
    }
}

/// Schools that raised, and none that any file places in a decile.
#[test]
fn without_deciles_no_figure_of_them_claims_a_finding() {
    let schools: [[Has; 2]; 2] = [
        [Some((1, 1000.0, 0.0)), Some((1, 1500.0, 0.0))],
        [Some((10, 3000.0, 0.0)), Some((10, 2000.0, 0.0))],
    ];
    let mut dataset = dataset(BOTH, &schools);
    for wave in &mut dataset.waves {
        wave.imd_decile.fill(None);
    }
    let study = study(dataset);
    let titles = [
        (Kind::Concentration, "How money raised goes with deprivation"),
        (Kind::BetweenWithin, "How much of the inequality goes with deprivation"),
    ];
    for (kind, title) in titles {
        let figure = figure(&study, kind);
        assert_eq!(figure.title, title);
        assert!(words::is_empty(&figure), "{kind} has nothing to draw");
        let why = "No school has a decile of deprivation. Under Your data, add a file with";
        assert!(figure.sentence.starts_with(why), "{kind}: {}", figure.sentence);
    }
    // Nor are those who answered compared by it with the others.
    let drivers = figure(&study, Kind::Drivers);
    assert!(drivers.companion("difference-decile").is_none());
    assert!(drivers.companion("difference-pupils").is_some());
}

#[test]
fn a_scatter_of_two_measures_tells_which_is_higher_or_where_the_middle_school_stands() {
    let schools: [[Has; 1]; 3] =
        [[Some((1, 1000.0, 0.0))], [Some((5, 3000.0, 1000.0))], [Some((10, 5000.0, 6000.0))]];
    let mut study = study(dataset(["2018"], &schools));
    let mut says = |x: &str, y: &str| {
        let [x, y] = [x, y].map(|axis| axis.parse().unwrap());
        study.choose(Choices { x, y, ..Choices::default() });
        figure(&study, Kind::Schools).sentence
    };
    assert_eq!(
        says("donations@1", "pta_income@1"),
        "“PTA income a school, 2018” is higher than “Direct donations a school, 2018” in 1 of 3 schools."
    );
    // Donations are a part of what is raised, which is never less.
    assert_eq!(
        says("@1", "donations@1"),
        "The median of 3 schools is £4,000 in “Money raised a school, 2018” and £3,000 in “Direct \
         donations a school, 2018”."
    );
    assert_eq!(
        says("volunteer_minutes@1", "@1"),
        "The median of 3 schools is 300 minutes in “Volunteer time a school a week, 2018” and \
         £4,000 in “Money raised a school, 2018”."
    );
}

#[test]
fn a_real_price_change_moves_the_first_wave_in_the_scatter_too() {
    let schools: [[Has; 2]; 1] = [[Some((4, 1000.0, 0.0)), Some((4, 1020.0, 0.0))]];
    let options = Options { prices: 5.0, intervals: false, ..Options::default() };
    let study = Study::new(Rc::new(dataset(BOTH, &schools)), options);
    // £1,000 of 2016 are £1,050 of 2018: less was raised.
    assert_eq!(figure(&study, Kind::Schools).title, "No school lies above the line of no change");
}

#[test]
fn a_summary_says_what_a_chart_is_to_those_who_do_not_see_it() {
    let schools: [[Has; 2]; 3] = [
        [Some((1, 1000.0, 0.0)), Some((1, 1500.0, 500.0))],
        [Some((10, 5000.0, 0.0)), Some((10, 8000.0, 0.0))],
        [Some((10, 3000.0, 0.0)), None],
    ];
    let mut study = study(dataset(BOTH, &schools));
    let says = |study: &Study, kind: Kind| words::summary(&figure(study, kind));
    // Of ten tenths two have schools, in both waves; the means of the last are £4,000 and £8,000.
    let cases = [
        (
            Kind::DecileRaised,
            "A bar chart of 10 rows by tenth of deprivation in 2016 and 2018: 4 bars, £1,000 to £8,000.",
        ),
        (
            Kind::Lorenz,
            "2 curves in 2016 and 2018. Across: Schools, from those that have least, 0% to 100%. Up: \
             the share of the total that they hold.",
        ),
        (Kind::TopShares, "A strip for each of 2016 and 2018, each in 3 parts."),
        (
            Kind::Schools,
            "A scatter of 2 schools, both scales logarithmic. Across: Money raised a school, 2016, \
             £1,000 to £5,000. Up: Money raised a school, 2018, £2,000 to £8,000.",
        ),
        (Kind::Table1, ""),
    ];
    for (kind, expected) in cases {
        assert_eq!(says(&study, kind), expected, "{kind}");
    }
    study.choose(Choices { by_school: true, ..Choices::default() });
    assert_eq!(says(&study, Kind::Change), "A chart of changes from 2016 to 2018: 2 of 2 schools.");
}

#[test]
fn a_generalised_lorenz_curve_ends_at_the_mean_and_tells_amounts() {
    let school = |before: f64, after: f64| [Some((5, before, 0.0)), Some((5, after, 0.0))];
    let schools =
        [school(100.0, 200.0), school(300.0, 300.0), school(600.0, 500.0), school(1000.0, 1000.0)];
    let mut study = study(dataset(BOTH, &schools));
    let shares = figure(&study, Kind::Lorenz);
    assert!(matches!(shares.form, Form::Curves { heights: None, .. }));
    study.choose(Choices { generalised: true, ..Choices::default() });
    let amounts = figure(&study, Kind::Lorenz);
    let Form::Curves { curves, heights: Some(unit), .. } = &amounts.form else {
        panic!("curves of amounts")
    };
    assert_eq!(*unit, amounts.subject.unit);
    // 100, 400, 1,000, 2,000 over four schools; and 200, 500, 1,000, 2,000.
    let heights = |wave: usize| curves[wave].points.iter().map(|(_, y)| *y).collect::<Vec<_>>();
    assert_eq!(heights(0), [0.0, 25.0, 100.0, 250.0, 500.0]);
    assert_eq!(heights(1), [0.0, 50.0, 125.0, 250.0, 500.0]);
    let half = amounts.row("50-generalised").unwrap();
    assert_eq!(half.waves[0].known_value(), Some(100.0));
    let title = "Shared by all schools, what the lower half have is £130 a school";
    assert_eq!(amounts.title, title);
    // The table is the same whichever is drawn.
    assert_eq!(shares.rows, amounts.rows);
}

/// The two ends alone cannot tell whether the gap grew, all the tenths can: both are said.
#[test]
fn a_slope_that_tells_more_than_the_ends_is_told_after_them() {
    let school =
        |decile: u8, before, after| [Some((decile, before, 0.0)), Some((decile, after, 0.0))];
    let schools =
        [school(1, 1_000.0, 1_000.0), school(4, 4_000.0, 7_000.0), school(10, 9_000.0, 10_000.0)];
    let mut raised = figure(&study(dataset(BOTH, &schools)), Kind::DecileRaised);
    let mut set = |key: &str, (a, b): (f64, f64), interval: (f64, f64)| {
        let row = raised.companions.iter_mut().find(|row| row.key == key).expect("it is there");
        row.waves = vec![Estimate::known(a), Estimate::known(b)];
        row.change = Some(Estimate::known(b - a).within(Some(interval)));
    };
    set("difference", (8_000.0, 9_000.0), (-263.0, 2_142.0));
    set("sii", (8_100.0, 9_400.0), (120.0, 2_706.0));
    words::write(&mut raised);
    assert_eq!(
        raised.sentence,
        "In 2018 schools in the least deprived tenth of areas raised £10,000 a school on average, \
         10.0 times the £1,000 of the most deprived tenth. The difference between them was £8,000 in \
         2016 and £9,000 in 2018; these data cannot tell whether it changed (95% interval of the change \
         \u{2212}\u{2060}£263 to +\u{2060}£2,140). By the slope index, over the whole scale of deprivation, \
         the gap rose from £8,100 in 2016 to £9,400 in 2018 (95% interval of the change +\u{2060}£120 to \
         +\u{2060}£2,710)."
    );
}

/// A school in decile 7 alone: the more deprived half of the scale holds nobody.
#[test]
fn a_scale_without_its_more_deprived_half_is_told_as_it_is() {
    let schools: [[Has; 2]; 1] = [[Some((7, 1_000.0, 0.0)), Some((7, 1_500.0, 0.0))]];
    let curve = figure(&study(dataset(BOTH, &schools)), Kind::Concentration);
    assert_eq!(curve.title, "No school is in the five most deprived tenths");
    assert!(
        curve.sentence.starts_with("In 2018 no school was in deciles 1 to 5."),
        "{}",
        curve.sentence
    );
}
