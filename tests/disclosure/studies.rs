//! Invented schools as a dataset, so that the programme is told of figures as the page makes them.

use crate::material::Wave;
use giving_gap::analysis::{Options, Study};
use giving_gap::dataset::{self, Cell, Dataset, Decile, DecileDirection, SchoolKey, Source};
use std::rc::Rc;

/// The schools of ten groups in each wave as tenths of deprivation; no school is in two waves.
pub fn study_of(waves: &[Wave]) -> Study {
    let count: usize = waves.iter().flatten().map(Vec::len).sum();
    let mut before = 0;
    let waves = waves.iter().enumerate().map(|(at, groups)| {
        let wave = wave(["2016", "2018"][at], groups, before, count);
        before += groups.iter().map(Vec::len).sum::<usize>();
        wave
    });
    let dataset = Dataset {
        source: Source::Demonstration,
        waves: waves.collect(),
        keys: (0..count).map(|at| SchoolKey(format!("{}", 100_000 + at).into())).collect(),
        names: (0..count).map(|at| format!("School {at}").into()).collect(),
        direction: DecileDirection::Confirmed,
    };
    Study::new(Rc::new(dataset), Options { intervals: false, ..Options::default() })
}

fn wave(label: &str, groups: &Wave, before: usize, count: usize) -> dataset::Wave {
    let mut wave = dataset::Wave {
        label: label.into(),
        present: vec![false; count],
        imd_decile: vec![None; count],
        ..dataset::Wave::default()
    };
    let mut donations = vec![None; count];
    let mut pta_income = vec![None; count];
    let schools = groups.iter().zip(1..).flat_map(|(group, n)| group.iter().map(move |s| (s, n)));
    for ((school, decile), at) in schools.zip(before..) {
        wave.present[at] = true;
        wave.imd_decile[at] = Decile::try_from(decile).ok();
        (donations[at], pta_income[at]) = (Some(school[0]), Some(school[1]));
    }
    let column = |values: Vec<Option<f64>>| {
        let cell = |value: Option<f64>| {
            value.map_or(Cell::missing(dataset::Missing::NotCollected), Cell::known)
        };
        values.into_iter().map(cell).collect()
    };
    wave.donations = column(donations);
    wave.pta_income = column(pta_income);
    wave
}
