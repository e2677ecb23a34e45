//! Tables to Dataset: keys, bridges, areas, charities, repeats, and the report that adds up.
mod ingest;

use giving_gap::dataset::{Answer, Dataset, DecileDirection, Missing, OtherWaves, PtaStatus};
use giving_gap::ingest::{
    ImportReport, Keep, NotEnough, Options, RowReason, Table, WaveChoice, assemble,
};
use ingest::{fixture, join, read, read_with, text};

fn joined(names: &[&str]) -> (Dataset, ImportReport) {
    let files: Vec<_> = names.iter().map(|name| fixture(name)).collect();
    join(&files)
}

fn school(dataset: &Dataset, key: &str) -> usize {
    dataset.keys.iter().position(|known| known == key).unwrap_or_else(|| panic!("school {key}"))
}

fn left_out(report: &ImportReport, file: usize, reason: RowReason) -> Vec<u64> {
    report.files[file].left_out.get(&reason).map(|lines| lines.first.clone()).unwrap_or_default()
}

#[test]
fn keys_are_normalised_and_waves_aligned() {
    let (dataset, report) = joined(&["accounts_2014.csv", "accounts_2017.csv"]);
    assert_eq!(dataset.labels(), ["2016", "2018"]);
    assert_eq!(
        (report.schools_both, report.schools_first_only, report.schools_second_only),
        (2, 2, 2)
    );
    let ash = school(&dataset, "100001");
    assert_eq!(dataset.waves[0].donations(ash), Ok(10.0));
    assert_eq!(dataset.waves[1].donations(ash), Ok(11.0));
    let elm = school(&dataset, "100003");
    assert_eq!(dataset.waves[1].total_income.get(elm), Ok(3300.0));
    assert_eq!(dataset.names.get(elm), "Elm");
    assert!(!dataset.waves[0].is_present(school(&dataset, "100005")));
}

#[test]
fn another_urn_bridges_a_converted_academy() {
    let (dataset, report) =
        joined(&["accounts_2014.csv", "accounts_2017.csv", "register_with_other_urn.csv"]);
    assert_eq!(report.bridged, 1);
    // Yew is a secondary school and is set aside.
    assert_eq!(
        (report.schools_both, report.schools_first_only, report.schools_second_only),
        (3, 1, 0)
    );
    assert_eq!(report.set_aside.get("Secondary"), Some(&1));
    let oak = school(&dataset, "140002");
    assert_eq!(dataset.waves[0].donations(oak), Ok(20.0));
    assert_eq!(dataset.waves[1].donations(oak), Ok(22.0));
    assert_eq!(dataset.waves[0].ofsted.get(oak), Some("Outstanding"));
    assert_eq!(left_out(&report, 2, RowReason::Unlinked), [7]);
    assert_eq!(left_out(&report, 1, RowReason::SetAside), [5]);
    assert_eq!(report.unlinked, 1);
}

#[test]
fn schools_set_aside_can_be_let_in() {
    let tables: Vec<Table> =
        ["accounts_2014.csv", "accounts_2017.csv", "register_with_other_urn.csv"]
            .map(|name| read(&fixture(name)))
            .into();
    let options = Options { let_in: true, ..Options::default() };
    let (dataset, report) = assemble(&tables, &options).expect("two waves");
    assert_eq!(dataset.len(), 5);
    assert!(report.set_aside.is_empty());
}

#[test]
fn two_urns_with_accounts_in_one_wave_stay_two_schools() {
    let accounts = text("accounts_2014.csv", "urn,donations\n100001,1\n100002,2\n");
    let register = text("register.csv", "urn,school,other_urn\n100001,Infants,100002\n");
    let (dataset, report) = join(&[accounts, register]);
    assert_eq!((dataset.len(), report.bridged, report.kept_apart), (2, 0, 1));
}

#[test]
fn a_schools_area_gives_its_decile() {
    let (dataset, report) = joined(&["accounts_2014.csv", "imd_file_1.csv"]);
    let decile = |key| dataset.waves[0].decile(school(&dataset, key)).map(|decile| decile.number());
    assert_eq!(decile("100001"), Some(9));
    assert_eq!(decile("100002"), Some(1));
    assert_eq!(decile("100003"), None, "its area is in no table");
    assert_eq!(decile("100004"), None, "it has no area");
    assert_eq!(dataset.direction, DecileDirection::Confirmed);
    assert_eq!((report.schools_without_area, report.unlinked), (1, 1));
}

#[test]
fn a_postcode_leads_to_an_area_and_its_decile() {
    let accounts =
        text("accounts_2014.csv", "urn,donations,postcode\n100001,1,NG8 3AF\n100002,2,ng83ag\n");
    let files = [accounts, fixture("postcode_lookup.csv"), fixture("imd_file_7.csv")];
    let (dataset, report) = join(&files);
    let deciles: Vec<_> =
        (0..2).map(|s| dataset.waves[0].decile(s).map(|decile| decile.number())).collect();
    assert_eq!(deciles, [Some(9), Some(1)]);
    assert_eq!(left_out(&report, 1, RowReason::AreaOfNoSchool), [4]);
}

#[test]
fn pta_accounts_come_by_charity_number_in_the_closest_year() {
    let (dataset, report) =
        joined(&["accounts_2014.csv", "accounts_2017.csv", "charity_register.csv"]);
    let (ash, oak) = (school(&dataset, "100001"), school(&dataset, "100002"));
    assert_eq!(dataset.waves[0].pta_income(ash), Ok(4000.0), "the year to March 2014");
    assert_eq!(dataset.waves[1].pta_income(ash), Ok(6000.0), "the year to March 2017");
    assert_eq!(
        dataset.waves[0].pta_income(oak),
        Ok(700.0),
        "the year to August 2015 is the closest to 2013/14"
    );
    assert_eq!(left_out(&report, 2, RowReason::Unlinked), [8]);
    // The years to March 2013 and 2015 are further from 2013/14, that to March 2016 from 2016/17.
    let mut further = left_out(&report, 2, RowReason::Conflict);
    further.sort();
    assert_eq!(further, [2, 4, 6]);
}

#[test]
fn the_present_register_of_charities_is_read_as_the_old_one() {
    let (dataset, _) =
        joined(&["accounts_2014.csv", "accounts_2017.csv", "charity_register_current.csv"]);
    let (ash, oak) = (school(&dataset, "100001"), school(&dataset, "100002"));
    assert_eq!(dataset.waves[0].pta_income(ash), Ok(4000.0), "the year to March 2014");
    assert_eq!(dataset.waves[1].pta_income(ash), Ok(6000.0), "the year to March 2017");
    assert_eq!(dataset.waves[0].pta_income(oak), Ok(700.0), "the year to August 2015");
    // A charity's year of which only day and month are told is the year of its income.
    let (dataset, _) = joined(&["accounts_2014.csv", "charity_main_extract.csv"]);
    let wave = &dataset.waves[0];
    assert_eq!((wave.pta_income(ash), wave.pta_income(1)), (Ok(4000.0), Ok(700.0)));
    assert_eq!(dataset.labels(), ["2016"]);
}

#[test]
fn an_inspection_history_gives_the_newest_before_the_wave() {
    let (dataset, report) =
        joined(&["accounts_2014.csv", "accounts_2017.csv", "ofsted_history.csv"]);
    let ofsted = |wave: usize, key| dataset.waves[wave].ofsted.get(school(&dataset, key));
    assert_eq!(ofsted(0, "100001"), Some("Outstanding"), "of June 2015, for 2016");
    assert_eq!(ofsted(1, "100001"), Some("Requires improvement"), "of June 2017, for 2018");
    assert_eq!(ofsted(0, "100003"), Some("Inadequate"), "the only one");
    assert_eq!(left_out(&report, 2, RowReason::Conflict), [2]);
    assert_eq!(left_out(&report, 2, RowReason::Repeat), [7]);
    assert_eq!(report.files[2].dated_by.as_deref(), Some("Inspection date"));
    // Without the column the first of the three rows is kept, and no date decides.
    let history = read_with(&fixture("ofsted_history.csv"), |_, mapping| mapping.dated_by = None);
    let accounts = ["accounts_2014.csv", "accounts_2017.csv"].map(|name| read(&fixture(name)));
    let tables: Vec<Table> = accounts.into_iter().chain([history]).collect();
    let (dataset, report) = assemble(&tables, &Options::default()).expect("two waves");
    assert_eq!(dataset.waves[1].ofsted.get(school(&dataset, "100001")), Some("Good"));
    assert_eq!(report.files[2].dated_by, None);
}

#[test]
fn every_conflict_is_counted_and_the_first_are_listed() {
    // 1,500 schools, each with two rows that differ.
    let rows: String = (0..3000).map(|row| format!("{},{row}\n", 100_001 + row / 2)).collect();
    let (_, report) = join(&[text("a_2016.csv", &format!("urn,donations\n{rows}"))]);
    let file = &report.files[0];
    assert_eq!(file.left_out[&RowReason::Conflict].count, 1500);
    assert_eq!(file.conflicts.first(), Some(&(2, 3)));
    let saved = report.to_csv();
    let listed = saved.lines().find(|line| line.contains("contradict")).expect("a line");
    assert!(listed.starts_with("a_2016.csv,rows that contradict another,,1500,\"2 kept, 3 not; "));
    let more = 1500 - file.conflicts.len();
    assert!(listed.ends_with(&format!("; and {more} more\"")), "{listed}");
}

#[test]
fn exact_repeats_collapse_and_conflicts_are_the_users() {
    let table = read(&fixture("repeated_and_conflicting_rows.csv"));
    for (keep, donations, out) in [(Keep::First, 20.0, 5), (Keep::Last, 21.0, 4)] {
        let options = Options { keep, ..Options::default() };
        let (dataset, report) = assemble(std::slice::from_ref(&table), &options).expect("a wave");
        assert_eq!(dataset.waves[0].donations(school(&dataset, "100002")), Ok(donations));
        assert_eq!(left_out(&report, 0, RowReason::Repeat), [3]);
        assert_eq!(left_out(&report, 0, RowReason::Conflict), [out]);
        assert_eq!((report.rows_read(), report.rows_used(), report.rows_left_out()), (5, 3, 2));
    }
}

#[test]
fn gifts_are_counted_once_and_no_pta_is_nothing() {
    let (dataset, report) = joined(&["pta_gifts.csv"]);
    let wave = &dataset.waves[0];
    let raised: Vec<_> = (0..4).map(|school| wave.raised(school)).collect();
    // 1000 + 500 − 200; a blank gift is nothing; no PTA after looking is £0; unknown is unknown.
    assert_eq!(raised, [Ok(1300.0), Ok(1500.0), Ok(1000.0), Err(Missing::Blank)]);
    assert_eq!(wave.pta_status(1), PtaStatus::Association);
    assert!(report.gifts_known);
}

#[test]
fn a_questionnaire_adds_to_the_schools_that_have_accounts() {
    let (dataset, _) = joined(&["accounts_2014.csv", "accounts_2017.csv", "questionnaire.csv"]);
    let ash = school(&dataset, "100001");
    let item = |wave: usize, label: &str| dataset.waves[wave].items[label][ash];
    let pressure = "Under pressure to increase fundraised income?";
    assert_eq!((item(0, pressure), item(1, pressure)), (Some(Answer::Yes), Some(Answer::Yes)));
    assert_eq!(item(1, "Sought support from local businesses?"), None);
    assert_eq!(dataset.waves[0].volunteer_minutes(ash), Ok(600.0), "10 hours");
}

#[test]
fn a_pta_file_of_a_school_without_accounts_is_not_linked() {
    let accounts = text("accounts_2014.csv", "urn,donations\n100001,1\n100002,2\n");
    let pta = text("pta_2014.csv", "urn,pta_income\n100001,50\n100009,60\n");
    let (dataset, report) = join(&[accounts, pta]);
    assert_eq!((dataset.len(), report.unlinked), (2, 1));
    assert_eq!(dataset.waves[0].pta_income(0), Ok(50.0));
}

#[test]
fn of_more_than_two_waves_the_user_chooses() {
    let table =
        read(&text("a.csv", "urn,donations,wave\n100001,1,2012\n100001,2,2015\n100001,3,2019\n"));
    let tables = [table];
    let (dataset, report) = assemble(&tables, &Options::default()).expect("waves");
    assert_eq!(dataset.labels(), ["2012", "2019"]);
    assert_eq!(report.all_waves, ["2012", "2015", "2019"]);
    assert_eq!(left_out(&report, 0, RowReason::OtherWave), [3]);
    let waves = Some(vec!["2012".to_string(), "2015".to_string()]);
    let (dataset, _) = assemble(&tables, &Options { waves, ..Options::default() }).expect("waves");
    assert_eq!(dataset.labels(), ["2012", "2015"]);
}

#[test]
fn who_is_in_a_wave_that_is_not_shown_is_known() {
    let accounts = text(
        "a.csv",
        "urn,donations,wave\n100001,1,2012\n100001,2,2015\n100001,3,2019\n100002,4,2012\n100002,5,2019\n\
         100003,6,2015\n",
    );
    // A questionnaire puts nobody into a wave that has accounts.
    let answers = text("q.csv", "urn,volunteer_minutes,wave\n100002,60,2015\n");
    let (dataset, _) =
        assemble(&[read(&accounts), read(&answers)], &Options::default()).expect("waves");
    assert_eq!(dataset.other_waves.labels, ["2015"]);
    assert_eq!(dataset.keys.iter().collect::<Vec<_>>(), ["100001", "100002"]);
    assert_eq!(dataset.other_waves.present, [true, false]);
    let (dataset, _) = joined(&["accounts_2014.csv", "accounts_2017.csv"]);
    assert_eq!(dataset.other_waves, OtherWaves::default());
}

fn labels(tables: &[Table]) -> Vec<String> {
    let (dataset, _) = assemble(tables, &Options::default()).expect("waves");
    dataset.labels()
}

#[test]
fn labels_that_are_no_years_stand_in_the_order_of_time() {
    // The rows of *after* come first in the file, and *after* comes first in the alphabet.
    let (dataset, _) = joined(&["waves_before_and_after.csv"]);
    assert_eq!(dataset.labels(), ["before", "after"]);
    let donations = |wave: usize| dataset.waves[wave].donations(school(&dataset, "100001"));
    assert_eq!((donations(0), donations(1)), (Ok(100.0), Ok(150.0)));

    let rows = |first: &str, second: &str| {
        let rows = format!("urn,donations,wave\n100001,1,{first}\n100001,2,{second}\n");
        labels(&[read(&text("a.csv", &rows))])
    };
    assert_eq!(rows("post", "pre"), ["pre", "post"]);
    assert_eq!(rows("Wave 10", "Wave 2"), ["Wave 2", "Wave 10"]);
    assert_eq!(rows("red", "blue"), ["red", "blue"], "nothing but the rows' order tells");
    assert_eq!(rows("after", "during"), ["during", "after"]);

    // A year that the files tell comes before anything that their labels say.
    let of = |name: &str, label: &str| {
        let given = text(name, "urn,donations\n100001,1\n");
        read_with(&given, |_, mapping| mapping.wave = WaveChoice::Label(label.into()))
    };
    let [late, early] = [of("accounts_2019.csv", "a"), of("accounts_2012.csv", "b")];
    assert_eq!(labels(&[late, early]), ["b", "a"]);
    // Of files that tell no year, the order in which they were given.
    let [first, second] = [of("x.csv", "zeta"), of("y.csv", "alpha")];
    assert_eq!(labels(&[first, second]), ["zeta", "alpha"]);
}

#[test]
fn the_user_can_swap_the_waves() {
    let tables = [read(&fixture("waves_before_and_after.csv"))];
    let waves = Some(["after", "before"].map(String::from).into());
    let (dataset, report) =
        assemble(&tables, &Options { waves, ..Options::default() }).expect("waves");
    assert_eq!(dataset.labels(), ["after", "before"]);
    assert_eq!(report.waves, ["after", "before"]);
    assert_eq!(dataset.waves[0].donations(school(&dataset, "100001")), Ok(150.0));
}

#[test]
fn a_choice_of_waves_that_the_files_do_not_have_is_passed_over() {
    let table =
        read(&text("a.csv", "urn,donations,wave\n100001,1,2012\n100001,2,2015\n100001,3,2019\n"));
    for asked in [["2016", "2018"], ["2015", "2018"], ["2015", "2015"]] {
        let waves = Some(asked.map(String::from).into());
        let options = Options { waves, ..Options::default() };
        let (dataset, _) = assemble(std::slice::from_ref(&table), &options).expect("waves");
        assert_eq!(dataset.labels(), ["2012", "2019"], "{asked:?}");
    }
}

#[test]
fn two_years_never_fall_into_one_wave() {
    let accounts = |year: u16| text(&format!("accounts_{year}.csv"), "urn,donations\n100001,1\n");
    for (years, expected) in [
        ([2014, 2016], ["2014", "2016"]),
        ([2017, 2018], ["2017", "2018"]),
        ([2014, 2018], ["2014", "2018"]),
        // The paper's own accounts have its labels.
        ([2014, 2017], ["2016", "2018"]),
    ] {
        assert_eq!(join(&years.map(accounts)).0.labels(), expected, "{years:?}");
    }
    // A questionnaire of the paper's labels does not rename its accounts.
    let files = ["accounts_2014.csv", "accounts_2017.csv", "questionnaire.csv"];
    assert_eq!(joined(&files).0.labels(), ["2016", "2018"]);
}

#[test]
fn without_an_amount_in_a_wave_there_is_nothing_to_show() {
    let tables = [read(&fixture("gias_extract.csv"))];
    assert_eq!(assemble(&tables, &Options::default()).err(), Some(NotEnough::NoWave));
}

#[test]
fn two_files_that_differ_are_told() {
    let a = text("a_2014.csv", "urn,donations,pupils\n100001,1,200\n");
    let b = text("census.csv", "urn,pupils\n100001,210\n");
    let (dataset, report) = join(&[a, b]);
    assert_eq!(dataset.waves[0].pupils.get(0), Ok(200.0));
    assert_eq!(report.disagreements.get("pupils"), Some(&1));
}

#[test]
fn the_saved_report_says_all_that_the_page_says() {
    let accounts = "urn,donations,pupils,volunteer_minutes,volunteer_minutes_per_pupil,lsoa\n\
                    100001,1,100,300,3,E01000001\n100002,1,100,300,4,E01000009\n";
    let (_, report) = join(&[text("accounts_2016.csv", accounts), fixture("imd_file_1.csv")]);
    let saved = report.to_csv();
    // 300 ÷ 100 is 3, not 4; the second school's area is in no table; no column tells of gifts.
    for line in [
        ",volunteer minutes per pupil that differ from minutes ÷ pupils,by over 1%,1,",
        ",schools whose area no file of deprivation has,,1,",
        ",columns of what a PTA gave its school,what the school booked as a donation is counted twice,0,",
    ] {
        assert!(saved.lines().any(|known| known == line), "{line} in {saved}");
    }
}

#[test]
fn the_report_is_saved_as_csv_that_no_spreadsheet_runs() {
    let bad = text("=cmd_2014.csv", "urn,donations\n100001,=1+1\n100002,\"a,\"\"b\"\n100003,5\n");
    let (_, report) = join(&[bad]);
    let saved = report.to_csv();
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(saved.as_bytes());
    let rows: Vec<_> = reader.records().map(|row| row.expect("it reads back")).collect();
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{saved}");
    let unreadable = rows.iter().find(|row| &row[2] == Missing::Unreadable.words()).expect("a row");
    assert_eq!(
        (&unreadable[0], &unreadable[3], &unreadable[4]),
        ("'=cmd_2014.csv", "2", "2: =1+1; 3: a,\"b")
    );
}
