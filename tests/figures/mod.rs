//! Fixed figures with invented numbers, one for each form, for the tests of drawing.

// Each test file uses some of these.
#![allow(dead_code)]

mod spread;
mod states;

use giving_gap::figure::*;
// Each test file uses some of these, or none.
#[allow(unused_imports)]
pub use spread::*;
#[allow(unused_imports)]
pub use states::*;

pub const RAISED_2016: [f64; 10] =
    [6400., 7200., 9100., 8800., 11400., 13100., 15200., 17600., 21300., 29800.];
pub const RAISED_2018: [f64; 10] =
    [7100., 8600., 10600., 10300., 13400., 16000., 18900., 22200., 26400., 40900.];
const PTA_2016: [f64; 10] = [0.18, 0.22, 0.26, 0.31, 0.36, 0.41, 0.45, 0.48, 0.51, 0.54];
const PTA_2018: [f64; 10] = [0.20, 0.24, 0.28, 0.33, 0.38, 0.42, 0.46, 0.50, 0.52, 0.53];
const SCHOOLS_2016: [usize; 10] = [18, 23, 30, 35, 39, 42, 45, 48, 49, 51];
const SCHOOLS_2018: [usize; 10] = [14, 18, 24, 28, 31, 34, 36, 39, 40, 42];

fn around(value: f64, n: usize, spread: f64) -> Estimate {
    let half = 1.96 * value * spread / (n as f64).sqrt();
    Estimate::known(value).of(n).within(Some((value - half, value + half)))
}

pub fn row(key: &str, label: &str, unit: Unit, waves: Vec<Estimate>) -> Row {
    let change = match waves.as_slice() {
        [first, second] => match (first.known_value(), second.known_value()) {
            (Some(a), Some(b)) => {
                let half = (b - a).abs() * 0.4 + 0.01 * b.abs();
                Some(Estimate::known(b - a).within(Some((b - a - half, b - a + half))))
            }
            _ => Some(Estimate::absent(Absent::NotAvailable("only one wave has a value".into()))),
        },
        _ => None,
    };
    Row { key: key.into(), label: label.into(), unit, waves, change, change_percent: None }
}

pub fn figure(kind: Kind, unit: Unit, rows: Vec<Row>, form: Form) -> Figure {
    Figure {
        kind,
        kicker: "Figure 1".into(),
        subject: Subject::of_rows("money raised"),
        title: "The least deprived tenth raises £41,000 a school; the most deprived, £7,000".into(),
        subtitle: "Mean raised a year per school, by tenth (decile) of area deprivation, £".into(),
        sentence: "In 2018 schools in the least deprived tenth raised £40,900 on average.".into(),
        waves: vec!["2016".into(), "2018".into()],
        unit,
        heading: "Tenth of deprivation".into(),
        rows,
        companions: Vec::new(),
        form,
        notes: vec![Note::new("Missing", "PTA account unknown for 23 schools in 2016.")],
        provenance: Provenance {
            version: "0.1.0".into(),
            source: "Invented schools".into(),
            inputs: Vec::new(),
            options: String::new(),
            seed: 1,
            resamples: 2000,
        },
        description: None,
    }
}

pub fn parts() -> Vec<Part> {
    let part = |key: &str, label: &str, hue| Part { key: key.into(), label: label.into(), hue };
    vec![part("donations", "Donations", Hue::Donations), part("pta_income", "PTA income", Hue::Pta)]
}

fn tenth(index: usize) -> String {
    match index {
        0 => "1, most deprived".into(),
        9 => "10, least deprived".into(),
        _ => (index + 1).to_string(),
    }
}

/// Figure 1: both waves, in parts, with intervals and trendlines.
pub fn decile_raised() -> Figure {
    let mut rows = Vec::new();
    for i in 0..10 {
        let key = (i + 1).to_string();
        let n = [SCHOOLS_2016[i], SCHOOLS_2018[i]];
        let totals = [RAISED_2016[i], RAISED_2018[i]];
        let shares = [PTA_2016[i], PTA_2018[i]];
        let waves = (0..2).map(|w| around(totals[w], n[w], 0.42)).collect();
        rows.push(row(&key, &tenth(i), Unit::Pounds, waves));
        for part in parts() {
            let of = |w: usize| {
                let pta = (totals[w] * shares[w]).round();
                Estimate::known(if part.key == "donations" { totals[w] - pta } else { pta })
                    .of(n[w])
            };
            let key = format!("{key}-{}", part.key);
            rows.push(row(&key, &part.label, Unit::Pounds, vec![of(0), of(1)]));
        }
    }
    let trends = vec![
        Some(Trend { slope: 2258.8, intercept: 1566.7 }),
        Some(Trend { slope: 3115.2, intercept: 306.7 }),
    ];
    let form = Form::Bars { hue: Hue::Raised, parts: parts(), trends };
    figure(Kind::DecileRaised, Unit::Pounds, rows, form)
}

/// Figure 1 turned round: the most deprived tenth raises most.
pub fn reversed() -> Figure {
    let mut figure = decile_raised();
    let copy = figure.clone();
    for row in &mut figure.rows {
        let (tenth, part) = row.key.split_once('-').unwrap_or((&row.key, ""));
        let other = 11 - tenth.parse::<usize>().expect("a tenth");
        let key = if part.is_empty() { other.to_string() } else { format!("{other}-{part}") };
        row.waves = copy.row(&key).expect("the other tenth").waves.clone();
    }
    if let Form::Bars { trends, .. } = &mut figure.form {
        for trend in trends.iter_mut().flatten() {
            trend.intercept += 11.0 * trend.slope;
            trend.slope = -trend.slope;
        }
    }
    figure
}

/// Figure 1 in fifths, with the donations of the first one below zero.
pub fn fifths_below_zero() -> Figure {
    let mut figure = decile_raised();
    figure.rows.retain(|row| {
        let tenth = row.key.split('-').next().and_then(|tenth| tenth.parse::<u8>().ok());
        tenth.is_some_and(|tenth| tenth % 2 == 1)
    });
    for row in &mut figure.rows {
        let (tenth, part) = match row.key.split_once('-') {
            Some((tenth, part)) => (tenth.to_string(), format!("-{part}")),
            None => (row.key.clone(), String::new()),
        };
        let from = tenth.parse::<u8>().expect("a tenth");
        row.key = format!("{from}-{}{part}", from + 1);
        if row.key == "1-2-donations" {
            row.waves = vec![Estimate::known(-4200.0).of(18), Estimate::known(-1800.0).of(14)];
        }
    }
    // The fifths stand for the tenths 1, 3 … 9: one step between them is two tenths.
    if let Form::Bars { trends, .. } = &mut figure.form {
        for trend in trends.iter_mut().flatten() {
            trend.intercept -= trend.slope;
            trend.slope *= 2.0;
        }
    }
    figure
}

/// Figure 2: volunteer minutes by tenth, few answers, wide intervals.
pub fn decile_volunteer() -> Figure {
    let minutes = [
        [6., 7., 9., 8., 10.5, 12., 13., 15., 19., 30.],
        [10., 11., 14., 13., 17., 19., 22., 26., 33., 51.],
    ];
    let asked = [[8, 9, 11, 11, 12, 13, 13, 13, 12, 12], [5, 6, 7, 7, 8, 8, 8, 7, 7, 7]];
    let rows = (0..10).map(|i| {
        let waves = (0..2).map(|w| around(minutes[w][i], asked[w][i], 0.5)).collect();
        row(&(i + 1).to_string(), &tenth(i), Unit::Minutes, waves)
    });
    let trends = vec![
        Some(Trend { slope: 2.2, intercept: 0.9 }),
        Some(Trend { slope: 3.9, intercept: 0.1 }),
    ];
    let form = Form::Dots { hue: Hue::Time, trends };
    figure(Kind::DecileVolunteer, Unit::Minutes, rows.collect(), form)
}

/// A point a school: what 306 invented schools raised per pupil in both waves.
pub fn schools(count: u32) -> Figure {
    // A small linear congruential generator, so that the figure is the same everywhere.
    let mut state = 7u64;
    let mut uniform = move || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as f64 / (1u64 << 31) as f64
    };
    // A sum of four is round enough to look like schools.
    let mut bell = move || (0..4).map(|_| uniform()).sum::<f64>() - 2.0;
    let points = (0..count).map(|school| {
        let decile = (school % 10) as usize;
        let x = RAISED_2016[decile] / 205.0 * (1.07 * bell()).exp();
        let y = x * (0.19 + 0.73 * bell()).exp();
        let is_zero = school % 60 == 7;
        let decile = (school % 97 != 13).then_some(decile as u8 + 1);
        Point { school, x: if is_zero { 0.0 } else { x.round() }, y: y.round(), decile }
    });
    let axis =
        |wave: &str| Series { label: format!("Raised per pupil, {wave}"), unit: Unit::Pounds };
    let (x, y) = (axis("2016"), axis("2018"));
    let form = Form::Points { x, y, points: points.collect(), log: true };
    figure(Kind::Schools, Unit::Pounds, Vec::new(), form)
}

fn pair(a: f64, b: f64) -> Vec<Estimate> {
    let within =
        |value: f64, half: f64| Some((value - half * value.abs(), value + half * value.abs()));
    vec![
        Estimate::known(a).of(380).within(within(a, 0.09)),
        Estimate::known(b).of(306).within(within(b, 0.12)),
    ]
}

fn known(value: f64, interval: Option<(f64, f64)>) -> Estimate {
    Estimate::known(value).of(306).within(interval)
}

/// The change of each tenth, from wave to wave.
pub fn change() -> Figure {
    let mut figure = decile_raised();
    figure.kind = Kind::Change;
    figure.form = Form::Dumbbells { hue: Hue::Raised };
    figure
}

pub fn decomposition() -> Figure {
    let step = |key: &str, label: &str, value: f64, interval| Row {
        change: Some(known(value, interval)),
        ..row(key, label, Unit::Pounds, Vec::new())
    };
    let rows = vec![
        step("mean-first", "Mean in 2016", 15655., None),
        step(
            "matched-donations",
            "Schools in both waves: Direct donations",
            2190.,
            Some((1210., 3190.)),
        ),
        step("matched-pta_income", "Schools in both waves: PTA income", 1870., Some((760., 3010.))),
        step("joiners", "Schools that joined", -320., Some((-800., 150.))),
        step("leavers", "Schools that left", 481., Some((120., 850.))),
        step("mean-second", "Mean in 2018", 19876., None),
        step("whole", "Change in the mean", 4221., Some((2800., 5600.))),
    ];
    let steps = rows[..6]
        .iter()
        .map(|row| Step { key: row.key.clone(), is_level: row.key.starts_with("mean") })
        .collect();
    let form = Form::Waterfall { hue: Hue::Raised, steps };
    figure(Kind::Decomposition, Unit::Pounds, rows, form)
}

/// Answers to the questionnaire, the last ones asked in one wave only.
pub fn drivers() -> Figure {
    let items: [(&str, Option<f64>, f64); 9] = [
        ("Under pressure to increase fundraised income", Some(0.66), 0.94),
        ("Reliant on fundraised income for general school activities", Some(0.52), 0.75),
        ("Fundraising is a core strategic focus", Some(0.29), 0.60),
        ("Sought support from local businesses", Some(0.51), 0.50),
        ("At least partly reliant on it for core, statutory education", Some(0.43), 0.28),
        ("Work with other schools to raise money and attract volunteers", Some(0.06), 0.36),
        ("Volunteer support received has increased", None, 0.70),
        ("More strategic focus on volunteers over the past year", None, 0.63),
        ("Replaced specialist support staff with skilled volunteers", None, 0.34),
    ];
    let share = |p: f64, n: usize| {
        let half = 1.96 * (p * (1.0 - p) / n as f64).sqrt();
        Estimate::known(p).of(n).within(Some(((p - half).max(0.0), (p + half).min(1.0))))
    };
    let rows = items.into_iter().map(|(label, first, second)| {
        let first = first.map_or_else(
            || Estimate::absent(Absent::NotAvailable("not asked in this wave".into())),
            |first| share(first, 114),
        );
        row(label, label, Unit::Share, vec![first, share(second, 70)])
    });
    let form = Form::Dumbbells { hue: Hue::Share };
    figure(Kind::Drivers, Unit::Share, rows.collect(), form)
}

/// A finding with its two waves apart, or so near that each has a line of its own.
pub fn finding(a: f64, b: f64, half: f64, unit: Unit, hue: Hue) -> Finding {
    let around = |v: f64| Estimate::known(v).of(300).within(Some((v - half, v + half)));
    Finding {
        big: "5 times".into(),
        sentence: "as much volunteer time a pupil in the least deprived tenth".into(),
        how_sure: "95% interval −2 to +37, so it may be no change.".into(),
        hue,
        figure: Kind::DecileVolunteer,
        row: row("finding", "Finding", unit, vec![around(a), around(b)]),
    }
}
