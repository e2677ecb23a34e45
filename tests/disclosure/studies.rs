//! Invented schools as a dataset, so that the programme is told of figures as the page makes them.

use crate::material::Wave;
use giving_gap::analysis::{Options, Study};
use giving_gap::dataset::Source;
use giving_gap::dataset::{
    self, Category, Cell, Dataset, Decile, DecileDirection, Missing, OtherWaves,
};
use std::rc::Rc;

/// What is known of a school in a wave.
#[derive(Clone, Copy, Debug, Default)]
pub struct One {
    pub decile: Option<u8>,
    pub donations: Option<f64>,
    pub pta_income: Option<f64>,
    pub pupils: Option<f64>,
    /// Index of its local authority: A, B, C …
    pub authority: Option<u16>,
}

/// Each school in each wave, where it is in it.
pub type Schools = Vec<Vec<Option<One>>>;

/// A dataset of one or two waves of the same schools.
pub fn dataset_of(waves: &Schools) -> Dataset {
    let count = waves[0].len();
    Dataset {
        source: Source::Demonstration,
        waves: ["2016", "2018"]
            .into_iter()
            .zip(waves)
            .map(|(label, all)| wave(label, all))
            .collect(),
        keys: (0..count).map(|at| format!("{}", 100_000 + at)).collect(),
        names: (0..count).map(|at| format!("School {at}")).collect(),
        other_waves: OtherWaves::default(),
        direction: DecileDirection::Confirmed,
    }
}

fn wave(label: &str, schools: &[Option<One>]) -> dataset::Wave {
    let column = |value: fn(&One) -> Option<f64>| {
        let cell = |one: &Option<One>| {
            one.as_ref().and_then(value).map_or(Cell::missing(Missing::Blank), Cell::known)
        };
        schools.iter().map(cell).collect()
    };
    let each = |one: &Option<One>| one.and_then(|one| Decile::try_from(one.decile?).ok());
    dataset::Wave {
        label: label.into(),
        present: schools.iter().map(Option::is_some).collect(),
        imd_decile: schools.iter().map(each).collect(),
        donations: column(|one| one.donations),
        pta_income: column(|one| one.pta_income),
        pupils: column(|one| one.pupils),
        local_authority: Category {
            names: ["A", "B", "C", "D"].map(String::from).to_vec(),
            codes: schools.iter().map(|one| one.and_then(|one| one.authority)).collect(),
        },
        ..dataset::Wave::default()
    }
}

pub fn study(dataset: &Rc<Dataset>, options: Options) -> Study {
    Study::new(Rc::clone(dataset), Options { intervals: false, ..options })
}

/// The schools of ten groups in each wave as tenths of deprivation; no school is in two waves.
pub fn study_of(waves: &[Wave]) -> Study {
    let count: usize = waves.iter().flatten().map(Vec::len).sum();
    let mut all: Schools = vec![vec![None; count]; waves.len()];
    let mut at = 0;
    for (wave, groups) in all.iter_mut().zip(waves) {
        for (group, decile) in groups.iter().zip(1..) {
            for [donations, pta_income] in group {
                wave[at] = Some(One {
                    decile: Some(decile),
                    donations: Some(*donations),
                    pta_income: Some(*pta_income),
                    ..One::default()
                });
                at += 1;
            }
        }
    }
    study(&Rc::new(dataset_of(&all)), Options::default())
}
