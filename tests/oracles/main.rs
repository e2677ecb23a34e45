//! Every value that independent packages agree on, in `../shared/oracles`, against `stats`.
//!
//! Compared at 1e-9 relative or 1e-12 absolute (the case "tiny": relative only), unless the entry
//! itself names another tolerance. Where `../shared` is not there the test says so and passes; the
//! hand-worked cases under each file of `src/stats` always run.

mod measures;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use giving_gap::stats::proportions::Z95;
use serde_json::Value;

use measures::{Table, of_document, of_table, read_table};

/// Entries whose own note says that they bind nobody.
const NO_ORACLE: [&str; 2] = ["not an oracle", "no implementation returned"];

#[derive(Default)]
struct Tally {
    compared: usize,
    undefined: usize,
    not_bound: usize,
    without_input: usize,
    not_offered: BTreeMap<String, usize>,
    failures: Vec<String>,
}

#[test]
fn values_of_independent_packages() {
    let shared = std::env::var("GIVING_GAP_SHARED").unwrap_or_else(|_| "../shared".into());
    let oracles = Path::new(&shared).join("oracles");
    let Ok(listing) = std::fs::read_dir(oracles.join("expected")) else {
        println!("skipped: there is no {}", oracles.display());
        return;
    };
    let mut files: Vec<PathBuf> = listing.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut failures = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        let table = file["input"].as_str().map(|input| read_table(&oracles.join(input)));
        let mut tally = Tally::default();
        for entry in file["values"].as_array().unwrap() {
            judge(entry, table.as_ref(), &mut tally);
        }
        println!(
            "{}: {} compared, {} undefined as they should be, {} that bind nobody, {} whose input \
             is not there, not offered: {:?}",
            path.file_stem().unwrap().display(),
            tally.compared,
            tally.undefined,
            tally.not_bound,
            tally.without_input,
            tally.not_offered
        );
        let unknown = tally.not_offered.into_keys();
        failures
            .extend(unknown.map(|name| format!("{name}: a measure that this test does not know")));
        failures.extend(tally.failures);
    }
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}

fn judge(entry: &Value, table: Option<&Table>, tally: &mut Tally) {
    let name = entry["m"].as_str().unwrap();
    let note = entry["note"].as_str().unwrap_or_default();
    if NO_ORACLE.iter().any(|words| note.contains(words)) {
        tally.not_bound += 1;
        return;
    }
    let computed = match table {
        Some(table) => of_table(name, &entry["p"], table),
        None => match of_document(name, entry) {
            Some(computed) => Some(computed),
            None => {
                tally.without_input += 1;
                return;
            }
        },
    };
    let Some(computed) = computed else {
        *tally.not_offered.entry(name.into()).or_default() += 1;
        return;
    };
    let agrees = match entry["status"].as_str() {
        None => {
            tally.compared += 1;
            let expected = entry["v"].as_f64().unwrap();
            let tolerance = tolerance(entry, expected, table);
            computed.is_ok_and(|value| (value - expected).abs() <= tolerance)
        }
        status => {
            tally.undefined += 1;
            computed.is_err_and(|why| why.is_infinite() == (status == Some("infinite")))
        }
    };
    if !agrees {
        tally.failures.push(format!("{computed:?} for {entry}"));
    }
}

/// How far a value may lie from the expected one.
fn tolerance(entry: &Value, expected: f64, table: Option<&Table>) -> f64 {
    let note = entry["note"].as_str().unwrap_or_default();
    if let Some(digits) = entry["digits"].as_f64() {
        // A printed value: half of its last decimal, or of its last significant digit.
        let printed = entry["v"].to_string();
        let decimals = printed.split_once('.').map_or("", |(_, decimals)| decimals);
        let place = if decimals.is_empty() || decimals == "0" {
            expected.abs().log10().floor() + 1.0 - digits
        } else {
            -(decimals.len() as f64)
        };
        return 0.500_000_1 * 10.0_f64.powf(place);
    }
    if note.starts_with("Monte Carlo") {
        // Within one in a hundred of the interval's width.
        let error = table.and_then(|table| of_table("sii_se_known_variance", &entry["p"], table));
        return 0.01 * 2.0 * Z95 * error.unwrap().unwrap();
    }
    let relative = if note.contains("use rel tol 1e-5") { 1e-5 } else { 1e-9 };
    let absolute = if entry["p"]["case"] == "tiny" { 0.0 } else { 1e-12 };
    (relative * expected.abs()).max(absolute)
}
