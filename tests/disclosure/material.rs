//! Figures by deprivation with what stands behind them, from invented schools.

use giving_gap::figure::disclosure::{Cell, CellKey, Column, Facts, Material, Schools, Times};
use giving_gap::figure::{
    Estimate, Figure, Form, Hue, Kind, Part, Provenance, Row, Subject, Trend, Unit,
};

pub const PARTS: [&str; 2] = ["donations", "pta_income"];
pub const SERIES: [&str; 3] = ["raised", "donations", "pta_income"];

/// Donations and PTA income of one school.
pub type School = [f64; 2];

/// The schools of each group, most deprived first.
pub type Wave = Vec<Vec<School>>;

/// What a school brings to a series.
pub fn brings(school: &School, series: &str) -> f64 {
    match series {
        "donations" => school[0],
        "pta_income" => school[1],
        _ => school[0] + school[1],
    }
}

pub fn mean(schools: &[School], series: &str) -> Option<f64> {
    let sum: f64 = schools.iter().map(|school| brings(school, series)).sum();
    (!schools.is_empty()).then(|| sum / schools.len() as f64)
}

pub fn row_key(group: &str, series: &str) -> String {
    if series == "raised" { group.into() } else { format!("{group}-{series}") }
}

pub fn cell_key(group: &str, series: &str) -> CellKey {
    CellKey::new(format!("{series} per school"), group)
}

fn row(key: &str, waves: Vec<Option<f64>>, counts: &[usize]) -> Row {
    let estimates: Vec<Estimate> = waves
        .iter()
        .zip(counts)
        .map(|(value, n)| Estimate::known(value.unwrap_or(f64::NAN)).of(*n))
        .collect();
    let change = match waves[..] {
        [Some(a), Some(b)] => Some(Estimate::known(b - a)),
        _ => None,
    };
    Row {
        key: key.into(),
        label: key.into(),
        unit: Unit::Pounds,
        waves: estimates,
        change,
        change_percent: None,
    }
}

/// Least squares of the means of *raised* on the number of the group, by the textbook.
fn trend(wave: &Wave) -> Option<Trend> {
    let points: Vec<(f64, f64)> = (1..)
        .zip(wave)
        .filter_map(|(number, schools)| Some((f64::from(number), mean(schools, "raised")?)))
        .collect();
    let n = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    let (x, y) = (x / n, y / n);
    let spread: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    let slope = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum::<f64>() / spread;
    (spread > 0.0).then_some(Trend { slope, intercept: y - slope * x })
}

/// The figure of groups with the parts of each, its means and the difference between its ends, and
/// the same by pairs of groups where there are ten.
pub fn material(waves: &[Wave]) -> Material {
    let count = waves[0].len();
    let names: Vec<String> = (1..=count).map(|number| number.to_string()).collect();
    let mut material = by_groups(&names, waves);
    if count == 10 {
        let names: Vec<String> = (1..=5).map(|n| format!("{}-{}", 2 * n - 1, 2 * n)).collect();
        let paired: Vec<Wave> =
            waves.iter().map(|wave| wave.chunks(2).map(|pair| pair.concat()).collect()).collect();
        material.fifths = Some(Box::new(by_groups(&names, &paired)));
    }
    material
}

/// Numbers of the schools of each group, in the order of all.
fn numbers(wave: &Wave) -> Vec<Vec<u32>> {
    let mut before = 0;
    let of_group = |group: &Vec<School>| {
        let from = before;
        before += group.len() as u32;
        (from..before).collect()
    };
    wave.iter().map(of_group).collect()
}

/// Who the schools are, and what each brings to the two things that are summed.
fn know(facts: &mut Facts, names: &[String], waves: &[Wave]) {
    for series in SERIES {
        let of = if series == "raised" { PARTS.to_vec() } else { vec![series] };
        let of = of.into_iter().map(String::from).collect();
        facts.sums.insert(cell_key("all", series).quantity, (of, Times::One));
        for (at, wave) in waves.iter().enumerate() {
            let numbers = numbers(wave);
            for (name, numbers) in names.iter().zip(&numbers) {
                let schools: Schools = numbers.iter().copied().collect();
                facts.schools.insert((cell_key(name, series), at), schools);
            }
            let all: Schools = numbers.concat().into_iter().collect();
            facts.schools.insert((cell_key("all", series), at), all);
            let schools = wave.concat();
            let amounts = (0..).zip(schools.iter().map(|school| brings(school, series)));
            facts.amounts.insert((series.into(), Times::One, at), amounts.collect());
        }
    }
}

fn by_groups(names: &[String], waves: &[Wave]) -> Material {
    let mut facts = Facts::default();
    know(&mut facts, names, waves);
    let mut rows = Vec::new();
    let mut companions = Vec::new();
    let all: Vec<Vec<School>> = waves.iter().map(|wave| wave.concat()).collect();
    for series in SERIES {
        let mut groups: Vec<(String, Vec<&[School]>)> = names
            .iter()
            .enumerate()
            .map(|(at, name)| (name.clone(), waves.iter().map(|wave| &wave[at][..]).collect()))
            .collect();
        groups.push(("all".into(), all.iter().map(Vec::as_slice).collect()));
        for (group, schools) in groups {
            let key = row_key(&group, series);
            for (wave, schools) in schools.iter().enumerate() {
                let cell = Cell::group(schools.iter().map(|school| brings(school, series)));
                facts.cells.insert((cell_key(&group, series), wave), cell);
            }
            facts.feeds.insert(key.clone(), vec![cell_key(&group, series)]);
            let counts: Vec<usize> = schools.iter().map(|schools| schools.len()).collect();
            let means = schools.iter().map(|schools| mean(schools, series)).collect();
            let to = if group == "all" { &mut companions } else { &mut rows };
            to.push(row(&key, means, &counts));
        }
        facts.columns.push(Column {
            cells: names.iter().map(|name| cell_key(name, series)).collect(),
            total: cell_key("all", series),
        });
    }
    for group in names.iter().map(String::as_str).chain(["all"]) {
        facts.together.push(SERIES.map(|series| cell_key(group, series)).to_vec());
    }
    let ends = [&names[0], &names[names.len() - 1]];
    let difference = waves
        .iter()
        .map(|wave| Some(mean(wave.last()?, "raised")? - mean(wave.first()?, "raised")?))
        .collect();
    let counts: Vec<usize> = all.iter().map(Vec::len).collect();
    companions.push(row("difference", difference, &counts));
    facts.feeds.insert("difference".into(), ends.map(|name| cell_key(name, "raised")).to_vec());
    let part = |key: &str| Part { key: key.into(), label: key.into(), hue: Hue::Donations };
    let trends = waves.iter().map(trend).collect();
    let mut figure = Figure {
        kind: Kind::DecileRaised,
        subject: Subject {
            noun: "money raised".into(),
            present: "raises".into(),
            past: "raised".into(),
            tail: String::new(),
            per: " a school".into(),
            unit: Unit::Pounds,
            weight: None,
        },
        kicker: "Figure 1".into(),
        title: String::new(),
        subtitle: "Mean of money raised a school".into(),
        sentence: String::new(),
        waves: ["2016", "2018"][..waves.len()].iter().map(|label| label.to_string()).collect(),
        unit: Unit::Pounds,
        heading: "Tenth of deprivation".into(),
        rows,
        companions,
        form: Form::Bars { hue: Hue::Raised, parts: PARTS.map(part).to_vec(), trends },
        notes: Vec::new(),
        provenance: Provenance {
            version: "0".into(),
            source: "invented".into(),
            inputs: Vec::new(),
            options: String::new(),
            seed: 1,
            resamples: 0,
        },
        description: None,
    };
    giving_gap::figure::words::write(&mut figure);
    Material { figure, facts, fifths: None }
}
