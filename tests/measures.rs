//! Figures about one amount, on forty invented schools: quantiles, the trend's fit, other groupings,
//! sources, changes, and what a reader is warned of. Numbers were computed by NumPy 2 and SciPy 1.17
//! from the formulas of the schools below, where no working stands beside them.

use giving_gap::analysis::{Options, Study};
use giving_gap::dataset::{
    Answer, Category, Cell, Column, Dataset, Decile, DecileDirection, OtherWaves, PtaStatus,
    Source, Wave, Weighting,
};
use giving_gap::figure::disclosure::{Released, Rules, already_public, control};
use giving_gap::figure::words::listed;
use giving_gap::figure::{Estimate, Figure, Form, Kind, Row};
use std::rc::Rc;

const SCHOOLS: usize = 40;

fn donations(school: usize, wave: usize) -> f64 {
    let rise = if wave == 0 { 1.0 } else { 1.1 };
    20.0 * ((7 * school + 3) % 41).pow(2) as f64 * rise + 50.0 * (school % 3 * wave) as f64
}

fn pta_income(school: usize, wave: usize) -> f64 {
    15.0 * ((11 * school + 5) % 37) as f64 * (wave + 1) as f64
}

fn column(value: impl Fn(usize) -> f64) -> Column {
    (0..SCHOOLS).map(|school| Cell::known(value(school))).collect()
}

fn wave(at: usize) -> Wave {
    Wave {
        label: ["2016", "2018"][at].into(),
        present: vec![true; SCHOOLS],
        pupils: column(|_| 100.0),
        donations: column(|school| donations(school, at)),
        pta_income: column(|school| pta_income(school, at)),
        pta_status: (0..SCHOOLS)
            .map(|school| [PtaStatus::Association, PtaStatus::Charity][usize::from(school % 4 > 0)])
            .collect(),
        imd_decile: (0..SCHOOLS).map(|s| Decile::try_from((s % 10 + 1) as u8).ok()).collect(),
        ofsted: Category {
            names: ["Outstanding", "Good", "Poor"].map(String::from).to_vec(),
            codes: (0..SCHOOLS).map(|school| Some((school % 3) as u16)).collect(),
        },
        ..Wave::default()
    }
}

fn study(waves: Vec<Wave>) -> Study {
    let dataset = Dataset {
        source: Source::Demonstration,
        keys: (0..SCHOOLS).map(|school| school.to_string()).collect(),
        names: [""; SCHOOLS].iter().collect(),
        waves,
        other_waves: OtherWaves::default(),
        direction: DecileDirection::Confirmed,
    };
    Study::new(Rc::new(dataset), Options::default())
}

fn both() -> Study {
    study(vec![wave(0), wave(1)])
}

fn settled(mut study: Study) -> Study {
    while study.advance(1_000) {}
    study
}

#[track_caller]
fn values(figure: &Figure, key: &str) -> [f64; 2] {
    let row = figure.row(key).unwrap_or_else(|| panic!("no row {key}"));
    [0, 1].map(|wave| row.waves[wave].known_value().unwrap_or_else(|| panic!("{key}: {row:?}")))
}

#[track_caller]
fn near(figure: &Figure, key: &str, expected: [f64; 2]) {
    for (found, expected) in values(figure, key).into_iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{key}: {found}, {expected}");
    }
}

#[test]
fn quantiles_are_those_of_numpy() {
    let measures = both().figure(Kind::Measures).unwrap();
    near(&measures, "p10", [801.0, 1_315.0]);
    near(&measures, "p25", [2_201.25, 2_725.5]);
    near(&measures, "p75", [17_610.0, 19_816.5]);
    near(&measures, "p90", [24_885.0, 27_642.2]);
    near(&measures, "p90-p10", [24_885.0 / 801.0, 27_642.2 / 1_315.0]);
}

#[test]
fn the_trend_has_its_fit_and_its_error() {
    let measures = both().figure(Kind::Measures).unwrap();
    near(&measures, "trend-slope", [92.651_515_151_515_16, 118.957_575_757_575_76]);
    near(&measures, "trend-r2", [0.014_162_082_105_061_884, 0.019_825_815_632_973_545]);
    near(&measures, "trend-slope-error", [273.304_471_700_715_1, 295.721_710_784_934_5]);
}

#[test]
fn the_trends_fit_stands_beside_its_line() {
    let figure = both().figure(Kind::DecileRaised).unwrap();
    let note = figure.notes.iter().find(|note| note.term == "Trend").unwrap();
    assert_eq!(
        note.text,
        "Least squares of the ten means on the decile: R² 0.014 in 2016 and 0.020 in 2018; \
         standard error £273 and £296."
    );
}

#[test]
fn the_trends_fit_is_withheld_with_its_line() {
    // Three schools in the lowest fifth, too few under a rule of four.
    let few = |at: usize| {
        let decile = |school: usize| match school {
            0..3 => Decile::try_from(1).ok(),
            school => Decile::try_from((school % 8 + 3) as u8).ok(),
        };
        Wave { imd_decile: (0..SCHOOLS).map(decile).collect(), ..wave(at) }
    };
    let material = study(vec![few(0), few(1)]).material(Kind::DecileRaised).unwrap();
    let rules = Rules { fewest_schools: 4, ..Rules::default() };
    let figure = control(&material, &rules, &Released::default()).unwrap().figure;
    assert!(matches!(&figure.form, Form::Bars { trends, .. } if trends.contains(&None)));
    assert!(figure.notes.iter().all(|note| note.term != "Trend"));
    let public = already_public(&material, &rules).figure;
    assert!(public.notes.iter().any(|note| note.term == "Trend"));
}

#[test]
fn a_tail_tells_how_many_schools_stand_behind_it() {
    let measures = both().figure(Kind::Measures).unwrap();
    for (key, schools) in [
        ("top-1", 1),
        ("top-5", 2),
        ("top-10", 4),
        ("top-20", 8),
        ("bottom-1", 1),
        ("bottom-5", 2),
        ("bottom-10", 4),
        ("bottom-20", 8),
        ("top-20-mean", 8),
        ("gini", 40),
    ] {
        assert_eq!(measures.row(key).unwrap().waves[1].n, Some(schools), "{key}");
    }
}

#[test]
fn other_groupings_split_the_gini_index_too() {
    let figure = both().figure(Kind::BetweenWithin).unwrap();
    // Between by pairs of grades, within by Σ p s G, and the rest.
    near(&figure, "gini-between-ofsted", [0.094_666_240_349_189_2, 0.092_421_075_422_832_57]);
    near(&figure, "gini-within-ofsted", [0.152_026_083_589_514_92, 0.148_344_894_781_109_74]);
    near(&figure, "gini-overlap-ofsted", [0.250_381_925_703_423_9, 0.244_031_211_745_209_53]);
    assert!(figure.row("gini-within-pta_status").is_some());
}

#[test]
fn a_source_stands_by_itself_too() {
    let figure = both().figure(Kind::BetweenWithin).unwrap();
    near(&figure, "share-donations", [0.974_866_824_677_915_2, 0.955_405_844_291_032]);
    near(&figure, "own-gini-donations", [0.510_681_960_425_593_3, 0.508_759_849_382_888_2]);
    near(&figure, "own-gini-pta_income", [0.341_736_694_677_871_16; 2]);
    let own = [0.011_751_961_869_914_795, 0.011_734_711_665_853_171];
    near(&figure, "own-concentration-donations", own);
    let elasticity = [0.026_545_943_107_674_774, 0.047_009_732_896_643_674];
    near(&figure, "gini-elasticity-donations", elasticity);
    near(&figure, "gini-elasticity-pta_income", elasticity.map(|donations| -donations));
}

/// Whether a row has an interval anywhere.
fn has_interval(row: &Row) -> bool {
    row.waves.iter().chain(&row.change).any(|estimate| estimate.interval.is_some())
}

#[test]
fn every_interval_that_the_study_found_too_narrow_is_named() {
    let study = settled(both());
    // By `benches/coverage.md`: below 92 on some reading.
    let tails = "What the top 10% or the bottom 1% hold";
    let theil = "Theil indices";
    let too_narrow: [(Kind, &[&str]); 6] = [
        (
            Kind::Measures,
            &[tails, theil, "Half the squared coefficient of variation", "Decile 10 less decile 1"],
        ),
        (Kind::TopShares, &[tails]),
        (Kind::Lorenz, &["Lowest 90%", "Lowest 95%", "Lowest 99%"]),
        (Kind::BetweenWithin, &[theil, "Gini indices between groups and of their overlap"]),
        (Kind::DecileRaised, &["Means of single deciles", "Difference"]),
        (Kind::Change, &["Means of single deciles", "Difference"]),
    ];
    for (kind, labels) in too_narrow {
        let figure = study.figure(kind).unwrap();
        let note = figure.notes.iter().find(|note| note.term == "Narrow intervals").unwrap();
        let labels: Vec<String> = labels.iter().map(|label| (*label).into()).collect();
        let said = format!("{}: in a study", listed(&labels));
        assert!(note.text.starts_with(&said), "{kind}: {}", note.text);
    }
    // What holds its level is not named.
    let concentration = study.figure(Kind::Concentration).unwrap();
    assert!(concentration.rows.iter().any(has_interval));
    assert!(concentration.notes.iter().all(|note| note.term != "Narrow intervals"));
}

#[test]
fn a_percentage_change_has_an_interval_where_its_change_has_one() {
    let study = settled(both());
    for kind in [Kind::DecileRaised, Kind::Change, Kind::Lorenz, Kind::TopShares, Kind::Measures] {
        let figure = study.figure(kind).unwrap();
        for row in figure.rows.iter().chain(&figure.companions) {
            let has = |estimate: &Option<Estimate>| {
                estimate
                    .as_ref()
                    .is_some_and(|e: &giving_gap::figure::Estimate| e.interval.is_some())
            };
            let percent = row.change_percent.as_ref().filter(|percent| percent.value.is_ok());
            if let Some(percent) = percent.filter(|_| has(&row.change)) {
                // Nothing at the start of some resamples leaves none, and says so.
                let said = percent.interval.is_some() || percent.no_interval.is_some();
                assert!(said, "{kind}: {}", row.key);
            }
        }
    }
    let figure = study.figure(Kind::DecileRaised).unwrap();
    let percent = figure.row("4").unwrap().change_percent.as_ref().unwrap();
    let (low, high) = percent.interval.unwrap();
    assert!(low < percent.known_value().unwrap() && percent.known_value().unwrap() < high);
}

#[test]
fn a_bin_holds_a_share_with_its_interval() {
    let figure = both().figure(Kind::Distribution).unwrap();
    for row in &figure.rows {
        for wave in &row.waves {
            // Wilson's interval, as it is printed: (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n).
            let (n, z) = (40.0, 1.959_963_985_f64);
            let p = f64::from(wave.n.unwrap()) / n;
            assert_eq!(wave.known_value(), Some(p), "{}", row.key);
            let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
            let (low, high) = wave.interval.unwrap();
            let end = |reach: f64| (p + z * z / (2.0 * n) + reach) / (1.0 + z * z / n);
            assert!((low - end(-reach)).abs() < 1e-9 && (high - end(reach)).abs() < 1e-9);
        }
    }
    for row in &figure.rows {
        let intervals = row.waves.iter().chain(&row.change);
        assert!(intervals.into_iter().all(|estimate| estimate.interval.is_some()), "{}", row.key);
    }
    let plain = study_without_intervals().figure(Kind::Distribution).unwrap();
    assert!(plain.rows.iter().all(|row| !has_interval(row)));
}

#[test]
fn a_bin_of_pupils_has_an_interval_too() {
    // Every third school has three times the pupils.
    let pupils = |school: usize| if school.is_multiple_of(3) { 300.0 } else { 100.0 };
    let mut study = study([0, 1].map(|at| Wave { pupils: column(pupils), ..wave(at) }).to_vec());
    study.ask(Options { weighting: Weighting::Pupils, ..Options::default() });
    let figure = study.figure(Kind::Distribution).unwrap();
    for row in &figure.rows {
        let estimates: Vec<&Estimate> = row.waves.iter().chain(&row.change).collect();
        for estimate in &estimates {
            let (low, high) = estimate.interval.unwrap_or_else(|| panic!("{}", row.key));
            let value = estimate.known_value().unwrap();
            assert!(low <= value && value <= high && low < high, "{}: {estimate:?}", row.key);
        }
    }
    // The shares of pupils add up to all of them.
    let all: f64 = figure.rows.iter().filter_map(|row| row.waves[1].known_value()).sum();
    assert!((all - 1.0).abs() < 1e-12);
}

fn study_without_intervals() -> Study {
    let mut study = both();
    study.ask(Options { intervals: false, ..Options::default() });
    study
}

#[test]
fn amounts_below_zero_are_said_wherever_a_total_is_shared_out() {
    let mut first = wave(0);
    first.donations = column(|school| if school == 0 { -500.0 } else { donations(school, 0) });
    let negative = study(vec![first, wave(1)]);
    let has = |study: &Study, kind: Kind| {
        study.figure(kind).unwrap().notes.iter().any(|note| note.term == "Below zero")
    };
    for kind in
        [Kind::Lorenz, Kind::TopShares, Kind::Concentration, Kind::Measures, Kind::BetweenWithin]
    {
        assert!(has(&negative, kind), "{kind}");
        assert!(!has(&both(), kind), "{kind}");
    }
    assert!(!has(&negative, Kind::DecileRaised));
}

/// Answers to one item: of the first twenty schools in 2016, of those from the eleventh to the
/// thirtieth in 2018.
fn with_answers(mut waves: Vec<Wave>) -> Vec<Wave> {
    for (at, wave) in waves.iter_mut().enumerate() {
        let answer = |school: usize| {
            let asked = (10 * at..10 * at + 20).contains(&school);
            // The same schools say yes in both, and one more in 2018.
            let yes = school.is_multiple_of(2) || (at == 1 && school == 15);
            asked.then_some(if yes { Answer::Yes } else { Answer::No })
        };
        wave.items = [("hard".to_string(), (0..SCHOOLS).map(answer).collect())].into();
    }
    waves
}

#[test]
fn schools_that_answer_twice_count_as_pairs() {
    let figure = study(with_answers(vec![wave(0), wave(1)])).figure(Kind::Drivers).unwrap();
    let row = figure.row("hard").unwrap();
    assert_eq!(values(&figure, "hard"), [0.5, 0.55]);
    // Of ten pairs 5 said yes twice, 1 no and then yes, 4 no twice: φ = (20 − 5)/√(5·5·6·4)
    // = 0.612372…, of which 10/√(20·20) counts. Wilson: 0.5 (0.299298, 0.700702) and 0.55
    // (0.342085, 0.741802); the squares add to the ends below.
    let (low, high) = row.change.as_ref().unwrap().interval.unwrap();
    let phi = 15.0 / 600.0_f64.sqrt() / 2.0;
    let reach = |a: f64, b: f64| (a * a - 2.0 * phi * a * b + b * b).sqrt();
    assert!((low - (0.05 - reach(0.55 - 0.342_085, 0.700_702 - 0.5))).abs() < 2e-6, "{low}");
    assert!((high - (0.05 + reach(0.741_802 - 0.55, 0.5 - 0.299_298))).abs() < 2e-6, "{high}");
    // Twenty of forty answered in each wave, ten of them in both.
    let rate = figure.companion("response-rate").unwrap();
    assert_eq!(rate.change.as_ref().unwrap().known_value(), Some(0.0));
    let (low, high) = rate.change.as_ref().unwrap().interval.unwrap();
    assert!(low < 0.0 && high > 0.0 && (low + high).abs() < 1e-12);
}

#[test]
fn who_answered_is_told_with_an_interval_in_each_wave_and_of_its_change() {
    let figure =
        settled(study(with_answers(vec![wave(0), wave(1)]))).figure(Kind::Drivers).unwrap();
    for key in ["answered-raised", "others-raised", "difference-raised", "difference-decile"] {
        let row = figure.companion(key).unwrap();
        for estimate in row.waves.iter().chain(&row.change) {
            let (low, high) = estimate.interval.unwrap_or_else(|| panic!("{key}: {estimate:?}"));
            let value = estimate.known_value().unwrap();
            assert!(low < value && value < high, "{key}: {estimate:?}");
        }
    }
    // The change of the difference is the difference of the changes.
    let change =
        |key: &str| figure.companion(key).unwrap().change.as_ref().unwrap().known_value().unwrap();
    let apart = change("answered-raised") - change("others-raised");
    assert!((change("difference-raised") - apart).abs() < 1e-9);
    // All schools have 100 pupils: a difference of nothing, which no interval belongs to.
    let pupils = &figure.companion("difference-pupils").unwrap().waves[0];
    assert_eq!(pupils.known_value(), Some(0.0));
    assert_eq!(pupils.no_interval.as_deref(), Some("every value is the same"));
}

#[test]
fn every_term_of_the_change_is_told_by_source() {
    // The last ten schools are in 2018 only, the first five in 2016 only.
    let (mut first, mut second) = (wave(0), wave(1));
    (0..5).for_each(|school| second.present[school] = false);
    (30..SCHOOLS).for_each(|school| first.present[school] = false);
    let figure = study(vec![first, second]).figure(Kind::Decomposition).unwrap();
    let of = |key: &str| figure.row(key).unwrap().change.as_ref().unwrap().known_value().unwrap();
    let mean = |schools: std::ops::Range<usize>, of: fn(usize, usize) -> f64, wave| {
        let n = schools.len() as f64;
        schools.map(|school| of(school, wave)).sum::<f64>() / n
    };
    for (source, amount) in [
        ("donations", donations as fn(usize, usize) -> f64),
        ("pta_income", pta_income as fn(usize, usize) -> f64),
    ] {
        let both = [mean(5..30, amount, 0), mean(5..30, amount, 1)];
        let near = |key: &str, expected: f64| {
            let found = of(&format!("{key}-{source}"));
            assert!((found - expected).abs() < 1e-9 * expected.abs(), "{key}-{source}: {found}");
        };
        near("matched", both[1] - both[0]);
        near("joiners", 10.0 / 35.0 * (mean(30..40, amount, 1) - both[1]));
        near("leavers", -5.0 / 30.0 * (mean(0..5, amount, 0) - both[0]));
        near("whole", mean(5..40, amount, 1) - mean(0..30, amount, 0));
    }
    for key in ["matched", "joiners", "leavers", "whole", "within-deciles", "mix-of-deciles"] {
        let sum = of(&format!("{key}-donations")) + of(&format!("{key}-pta_income"));
        assert!((sum - of(key)).abs() < 1e-9 * of(key).abs().max(1.0), "{key}");
    }
}
