//! Each option of the view: its name in the address, how it is written and how it is read.

use super::{View, looks};
use crate::analysis::{Axis, Matching, NotAnAxis};
use crate::dataset::{Amount, Basis, Decile, PtaStatus, SchoolKey, Weighting};
use crate::figure::NotAnArea;

pub const BASES: [(&str, Basis); 2] = [("school", Basis::School), ("pupil", Basis::Pupil)];

pub const WEIGHTINGS: [(&str, Weighting); 2] =
    [("none", Weighting::None), ("pupils", Weighting::Pupils)];

pub const MATCHINGS: [(&str, Matching); 2] =
    [("all", Matching::All), ("matched", Matching::Matched)];

pub const PTA_STATUSES: [(&str, PtaStatus); 4] = [
    ("charity", PtaStatus::Charity),
    ("association", PtaStatus::Association),
    ("none", PtaStatus::None),
    ("unknown", PtaStatus::Unknown),
];

pub const SCALES: [(&str, bool); 2] = [("linear", false), ("log", true)];

pub const CURVES: [(&str, bool); 2] = [("share", false), ("amount", true)];

pub const CHANGES: [(&str, bool); 2] = [("tenth", false), ("school", true)];

const SWITCH: [(&str, bool); 2] = [("on", true), ("off", false)];

/// One option. A value that is `None` is written as nothing, and nothing is read as `None`.
pub(super) struct ViewOption {
    pub name: &'static str,
    pub write: fn(&View) -> String,
    /// Sets the option, or says why not and leaves the view as it is.
    pub read: fn(&mut View, &str) -> Result<(), String>,
}

pub(super) const OPTIONS: [ViewOption; 26] = [
    ViewOption {
        name: "measure",
        write: |view| view.options.amount.to_string(),
        read: |view, text| set(&mut view.options.amount, amount(text)),
    },
    ViewOption {
        name: "basis",
        write: |view| name_of(&BASES, view.options.basis).into(),
        read: |view, text| set(&mut view.options.basis, named(&BASES, text)),
    },
    ViewOption {
        name: "weighting",
        write: |view| name_of(&WEIGHTINGS, view.options.weighting).into(),
        read: |view, text| set(&mut view.options.weighting, named(&WEIGHTINGS, text)),
    },
    ViewOption {
        name: "threshold",
        write: |view| view.options.threshold.to_string(),
        read: |view, text| {
            let in_range = |pounds: &f64| *pounds >= 0.0;
            let threshold = number(text, in_range, "an amount in pounds, 0 or more");
            set(&mut view.options.threshold, threshold)
        },
    },
    ViewOption {
        name: "matched",
        write: |view| name_of(&MATCHINGS, view.options.matching).into(),
        read: |view, text| set(&mut view.options.matching, named(&MATCHINGS, text)),
    },
    ViewOption {
        name: "prices",
        write: |view| view.options.prices.to_string(),
        read: |view, text| {
            let in_range = |percent: &f64| *percent > -100.0;
            let prices = number(text, in_range, "a percentage above −100");
            set(&mut view.options.prices, prices)
        },
    },
    ViewOption {
        name: "intervals",
        write: |view| name_of(&SWITCH, view.options.intervals).into(),
        read: |view, text| set(&mut view.options.intervals, named(&SWITCH, text)),
    },
    ViewOption {
        name: "authority",
        write: |view| view.options.filter.local_authority.clone().unwrap_or_default(),
        read: |view, text| set(&mut view.options.filter.local_authority, Ok(words(text))),
    },
    ViewOption {
        name: "phase",
        write: |view| view.options.filter.phase.clone().unwrap_or_default(),
        read: |view, text| set(&mut view.options.filter.phase, Ok(words(text))),
    },
    ViewOption {
        name: "ofsted",
        write: |view| view.options.filter.ofsted.clone().unwrap_or_default(),
        read: |view, text| set(&mut view.options.filter.ofsted, Ok(words(text))),
    },
    ViewOption {
        name: "pta",
        write: |view| {
            view.options
                .filter
                .pta_status
                .map_or(String::new(), |one| name_of(&PTA_STATUSES, one).into())
        },
        read: |view, text| {
            set(&mut view.options.filter.pta_status, named(&PTA_STATUSES, text).map(Some))
        },
    },
    ViewOption {
        name: "pupils",
        write: |view| {
            view.options
                .filter
                .pupils
                .map_or(String::new(), |(fewest, most)| format!("{fewest}-{most}"))
        },
        read: |view, text| set(&mut view.options.filter.pupils, pupils(text).map(Some)),
    },
    ViewOption {
        name: "decile",
        write: |view| {
            view.options.filter.decile.map_or(String::new(), |one| one.number().to_string())
        },
        read: |view, text| set(&mut view.options.filter.decile, decile(text).map(Some)),
    },
    ViewOption {
        name: "x",
        write: |view| view.choices.x.to_string(),
        read: |view, text| set(&mut view.choices.x, axis(text)),
    },
    ViewOption {
        name: "y",
        write: |view| view.choices.y.to_string(),
        read: |view, text| set(&mut view.choices.y, axis(text)),
    },
    ViewOption {
        name: "log",
        write: |view| name_of(&SWITCH, view.choices.log).into(),
        read: |view, text| set(&mut view.choices.log, named(&SWITCH, text)),
    },
    ViewOption {
        name: "picked",
        write: |view| view.picked.map_or(String::new(), |area| area.to_string()),
        read: |view, text| {
            let area = text.parse().map(Some).map_err(|e: NotAnArea| e.to_string());
            set(&mut view.picked, area)
        },
    },
    ViewOption {
        name: "distribution",
        write: |view| name_of(&SCALES, view.choices.log_bins).into(),
        read: |view, text| set(&mut view.choices.log_bins, named(&SCALES, text)),
    },
    ViewOption {
        name: "lorenz",
        write: |view| name_of(&CURVES, view.choices.generalised).into(),
        read: |view, text| set(&mut view.choices.generalised, named(&CURVES, text)),
    },
    ViewOption {
        name: "change",
        write: |view| name_of(&CHANGES, view.choices.by_school).into(),
        read: |view, text| set(&mut view.choices.by_school, named(&CHANGES, text)),
    },
    ViewOption {
        name: "school",
        write: |view| view.choices.followed.as_ref().map_or(String::new(), |key| key.0.to_string()),
        read: |view, text| {
            let key = words(text).map(|key| SchoolKey(key.into()));
            set(&mut view.choices.followed, Ok(key))
        },
    },
    ViewOption {
        name: "hidden",
        write: |view| view.looks.hidden.join(","),
        read: |view, text| set(&mut view.looks.hidden, looks::hidden(text)),
    },
    ViewOption {
        name: "tables",
        write: |view| {
            view.looks.tables.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(",")
        },
        read: |view, text| set(&mut view.looks.tables, looks::tables(text)),
    },
    ViewOption {
        name: "find",
        write: |view| view.looks.find.clone(),
        read: |view, text| set(&mut view.looks.find, Ok(text.to_owned())),
    },
    ViewOption {
        name: "sort",
        write: |view| looks::written(view.looks.sort),
        read: |view, text| set(&mut view.looks.sort, looks::sort(text)),
    },
    ViewOption {
        name: "at",
        write: |view| view.at.map_or(String::new(), |place| place.name().into()),
        read: |view, text| {
            set(
                &mut view.at,
                text.parse().map(Some).map_err(|e: super::place::UnknownPlace| e.to_string()),
            )
        },
    },
];

fn set<T>(to: &mut T, read: Result<T, String>) -> Result<(), String> {
    *to = read?;
    Ok(())
}

/// The name of a choice. Every table above holds every variant, which a test proves.
pub fn name_of<T: PartialEq>(choices: &[(&'static str, T)], wanted: T) -> &'static str {
    choices.iter().find(|(_, choice)| *choice == wanted).map_or("", |(name, _)| name)
}

fn named<T: Copy>(choices: &[(&str, T)], text: &str) -> Result<T, String> {
    choices.iter().find(|(name, _)| *name == text).map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        format!("“{text}” is not one of {}", names.join(", "))
    })
}

fn amount(text: &str) -> Result<Amount, String> {
    text.parse::<Amount>().map_err(|e| e.to_string())
}

fn number(text: &str, in_range: impl Fn(&f64) -> bool, wanted: &str) -> Result<f64, String> {
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
    value.filter(in_range).ok_or_else(|| format!("“{text}” is not {wanted}"))
}

fn words(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn pupils(text: &str) -> Result<(u32, u32), String> {
    let ends = text.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    ends.filter(|(fewest, most)| fewest <= most)
        .ok_or_else(|| format!("“{text}” is not a range of pupils, fewest-most"))
}

fn decile(text: &str) -> Result<Decile, String> {
    let number = text.parse::<u8>().ok();
    number
        .and_then(|number| Decile::try_from(number).ok())
        .ok_or_else(|| format!("“{text}” is not a decile, 1 to 10"))
}

fn axis(text: &str) -> Result<Axis, String> {
    text.parse().map_err(|e: NotAnAxis| e.to_string())
}
