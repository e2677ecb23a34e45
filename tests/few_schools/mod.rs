//! Datasets of a few schools, written by hand, for the tests of words and of charts.

use giving_gap::dataset::{
    Answer, Cell, Column, Dataset, Decile, DecileDirection, Missing, OtherWaves, Source, Wave,
};

/// What a school has in a wave: its decile, donations and PTA income. Each has 100 pupils and 300
/// volunteer minutes a week, and says yes to the one item that is asked.
pub type Has = Option<(u8, f64, f64)>;

/// Schools named Ash, Beech, Cedar … with what they have in each wave; `None` is not in it.
pub fn dataset<const N: usize>(labels: [&str; N], schools: &[[Has; N]]) -> Dataset {
    const NAMES: [&str; 6] = ["Ash", "Beech", "Cedar", "Elm", "Fir", "Gorse"];
    let wave = |at: usize| -> Wave {
        let column = |read: fn((u8, f64, f64)) -> f64| -> Column {
            let cell = |has: Has| {
                has.map_or(Cell::missing(Missing::NotCollected), |has| Cell::known(read(has)))
            };
            schools.iter().map(|school| cell(school[at])).collect()
        };
        let decile = |has: Has| has.and_then(|(decile, ..)| Decile::try_from(decile).ok());
        let answers = schools.iter().map(|school| school[at].map(|_| Answer::Yes)).collect();
        Wave {
            label: labels[at].into(),
            present: schools.iter().map(|school| school[at].is_some()).collect(),
            pupils: column(|_| 100.0),
            donations: column(|(_, donations, _)| donations),
            pta_income: column(|(_, _, pta)| pta),
            volunteer_minutes: column(|_| 300.0),
            imd_decile: schools.iter().map(|school| decile(school[at])).collect(),
            items: [("Under pressure to raise more".to_string(), answers)].into(),
            ..Wave::default()
        }
    };
    Dataset {
        source: Source::Demonstration,
        keys: (0..schools.len()).map(|at| format!("10{at}")).collect(),
        names: NAMES.iter().take(schools.len()).collect(),
        waves: (0..N).map(wave).collect(),
        other_waves: OtherWaves::default(),
        direction: DecileDirection::Confirmed,
    }
}
