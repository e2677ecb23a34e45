//! The demonstration's files as a dataset, read without the ingest floor.

use giving_gap::dataset::{
    Answer, Category, Cell, Column, Dataset, Decile, DecileDirection, Missing, OtherWaves,
    PtaStatus, Source, Wave,
};
use std::collections::{BTreeMap, BTreeSet};

type Record = BTreeMap<String, String>;

fn records(name: &str) -> BTreeMap<String, Record> {
    let path = format!("{}/public/demo/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows = reader.deserialize::<Record>().map(Result::unwrap);
    rows.map(|row| (row["urn"].clone(), row)).collect()
}

/// The accounts and questionnaires of both waves.
pub fn demonstration() -> Dataset {
    let waves = ["2016", "2018"].map(|label| {
        let accounts = records(&format!("accounts-{label}.csv"));
        (label, accounts, records(&format!("questionnaire-{label}.csv")))
    });
    let urns: BTreeSet<String> =
        waves.iter().flat_map(|(_, rows, _)| rows.keys().cloned()).collect();
    let urns: Vec<String> = urns.into_iter().collect();
    let name = |urn: &String| {
        let row = waves.iter().find_map(|(_, rows, _)| rows.get(urn)).unwrap();
        row["school"].clone().into_boxed_str()
    };
    Dataset {
        source: Source::Demonstration,
        keys: urns.iter().collect(),
        names: urns.iter().map(name).collect(),
        waves: waves
            .iter()
            .map(|(label, rows, answers)| wave(label, &urns, rows, answers))
            .collect(),
        other_waves: OtherWaves::default(),
        direction: DecileDirection::Confirmed,
    }
}

fn wave(
    label: &str,
    urns: &[String],
    rows: &BTreeMap<String, Record>,
    answers: &BTreeMap<String, Record>,
) -> Wave {
    let column = |from: &BTreeMap<String, Record>, field: &str| -> Column {
        let cell = |urn: &String| match from.get(urn).map(|row| row[field].as_str()) {
            None => Cell::missing(Missing::NotCollected),
            Some("") => Cell::missing(Missing::Blank),
            Some(text) => Cell::known(text.parse().unwrap()),
        };
        urns.iter().map(cell).collect()
    };
    let text = |urn: &String, field: &str| rows.get(urn).map(|row| row[field].clone());
    let status = |urn: &String| match text(urn, "pta_status").as_deref() {
        Some("charity") => PtaStatus::Charity,
        Some("association") => PtaStatus::Association,
        Some("none") => PtaStatus::None,
        _ => PtaStatus::Unknown,
    };
    let labels = answers.values().next().unwrap().keys().filter_map(|k| k.strip_prefix("item:"));
    let item = |label: &str| -> Vec<Option<Answer>> {
        let field = format!("item:{label}");
        let answer = |urn: &String| match answers.get(urn)?[&field].as_str() {
            "yes" => Some(Answer::Yes),
            "no" => Some(Answer::No),
            _ => None,
        };
        urns.iter().map(answer).collect()
    };
    Wave {
        label: label.into(),
        present: urns.iter().map(|urn| rows.contains_key(urn)).collect(),
        pupils: column(rows, "pupils"),
        total_income: column(rows, "total_income"),
        donations: column(rows, "donations"),
        pta_income: column(rows, "pta_income"),
        pta_gift: column(rows, "pta_gift"),
        pta_status: urns.iter().map(status).collect(),
        volunteer_minutes: column(answers, "volunteer_minutes"),
        imd_decile: urns
            .iter()
            .map(|urn| Decile::try_from(text(urn, "imd_decile")?.parse::<u8>().ok()?).ok())
            .collect(),
        phase: Category {
            names: vec!["Primary".into()],
            codes: urns.iter().map(|urn| rows.get(urn).map(|_| 0)).collect(),
        },
        items: labels.map(|label| (label.into(), item(label))).collect(),
        ..Wave::default()
    }
}
