//! The real open-government files, read and joined with all defaults, against the counts that
//! `tests/real_files.py` takes independently. Skipped where the files are not.
mod ingest;

use giving_gap::dataset::Wave;
use giving_gap::ingest::{Options, RowReason, assemble};
use ingest::{Given, read};
use std::path::PathBuf;

const FILES: [&str; 5] = [
    "cfr_financials_2014.csv",
    "cfr_financials_2017.csv",
    "england_census.csv",
    "school_details_2018.csv",
    "imd2015_england_lsoa11.csv",
];

fn given() -> Option<Vec<Given>> {
    let shared =
        std::env::var_os("GIVING_GAP_SHARED").map_or_else(|| "../shared".into(), PathBuf::from);
    let file = |name: &str| {
        let bytes = std::fs::read(shared.join("data").join(name)).ok()?;
        Some(Given { name: name.into(), bytes })
    };
    let files: Option<Vec<_>> = FILES.iter().map(|name| file(name)).collect();
    if files.is_none() {
        eprintln!("skipped: {} has no data folder", shared.display());
    }
    files
}

#[test]
fn real_files_give_one_row_for_each_school_and_wave() {
    let Some(files) = given() else { return };
    let tables: Vec<_> = files.iter().map(read).collect();
    let (dataset, report) = assemble(&tables, &Options::default()).expect("accounts of two waves");

    // From tests/real_files.py, over the same folder.
    assert_eq!(dataset.labels(), ["2016", "2018"]);
    assert_eq!(dataset.len(), 15_632);
    assert_eq!(report.set_aside.values().sum::<u64>(), 2_309);
    assert_eq!(
        (report.schools_both, report.schools_first_only, report.schools_second_only),
        (12_907, 2_658, 67)
    );
    let count = |wave: &Wave| {
        let schools: Vec<usize> =
            (0..dataset.len()).filter(|school| wave.is_present(*school)).collect();
        let income: f64 = schools.iter().filter_map(|s| wave.total_income.get(*s).ok()).sum();
        let has = |test: &dyn Fn(usize) -> bool| schools.iter().filter(|s| test(**s)).count();
        let pupils = has(&|s| wave.pupils.get(s).is_ok());
        let grades = has(&|s| wave.ofsted.get(s).is_some());
        let every = has(&|s| {
            wave.total_income.get(s).is_ok()
                && wave.pupils.get(s).is_ok()
                && wave.ofsted.get(s).is_some()
        });
        (schools.len(), (income * 100.0).round() / 100.0, pupils, grades, every)
    };
    let [first, second] = dataset.waves.as_slice() else { panic!("two waves") };
    assert_eq!(count(first), (15_565, 19_751_771_581.35, 12_298, 12_330, 12_298));
    assert_eq!(count(second), (12_974, 17_263_894_597.55, 12_297, 12_313, 12_282));

    let left_out = |file: usize, reason| {
        report.files[file].left_out.get(&reason).map_or(0, |lines| lines.count)
    };
    assert_eq!(left_out(1, RowReason::NoKey), 2, "the two rows of nan");
    assert_eq!(left_out(2, RowReason::OtherKey), 3, "the three rows of NAT");
    assert_eq!(left_out(2, RowReason::Unlinked), 9_278);
    assert_eq!(left_out(3, RowReason::Unlinked), 10_315);
    assert_eq!(report.unlinked, 9_278 + 10_315);
    // wc -l of the files, less a header each.
    assert_eq!(report.rows_read(), 17_848 + 15_275 + 23_942 + 26_078 + 32_844);
    assert_eq!(report.rows_read(), report.rows_used() + report.rows_left_out());
}
