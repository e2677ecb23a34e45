//! Which column holds what: recognised by header and content, changed by the user.
mod ingest;

use giving_gap::dataset::{DecileDirection, Field};
use giving_gap::ingest::{FileProfile, Mapping, Role, WaveChoice};
use ingest::{fixture, read, survey, text};

/// The fields found in a fixture with their columns' names, and the mapping.
fn proposed(name: &str) -> (FileProfile, Mapping) {
    let file = survey(&fixture(name));
    let mapping = Mapping::propose(&file);
    (file, mapping)
}

fn columns(file: &FileProfile, mapping: &Mapping) -> Vec<(String, String)> {
    mapping
        .fields()
        .map(|(field, column)| (field.to_string(), file.columns[column].name.clone()))
        .collect()
}

fn expect(name: &str, expected: &[(&str, &str)]) {
    let (file, mapping) = proposed(name);
    let expected: Vec<_> = expected.iter().map(|(f, c)| (f.to_string(), c.to_string())).collect();
    assert_eq!(columns(&file, &mapping), expected, "{name}");
}

#[test]
fn the_template_reads_itself() {
    let header = Field::NAMED.map(|field| field.to_string()).join(",");
    let given = text("template.csv", &format!("{header},item:Under pressure,other:Trips\n"));
    let file = survey(&given);
    for (field, column) in Mapping::propose(&file).fields() {
        assert_eq!(file.columns[column].name, field.to_string());
    }
    assert_eq!(Mapping::propose(&file).fields().count(), Field::NAMED.len() + 2);
}

#[test]
fn consistent_financial_reporting() {
    expect(
        "cfr_master_list.csv",
        &[
            ("urn", "URN"),
            ("school", "School Name"),
            ("phase", "Overall Phase"),
            ("local_authority", "LA Name"),
            ("pupils", "No Pupils"),
            ("total_income", "Total Income   I01 to I18"),
            ("donations", "I13  Donations and or private funds"),
            ("pupil_premium", "I05  Pupil Premium"),
        ],
    );
    assert_eq!(proposed("cfr_master_list.csv").1.wave, WaveChoice::Ask, "nothing names the year");
}

#[test]
fn get_information_about_schools() {
    expect(
        "gias_extract.csv",
        &[
            ("urn", "URN"),
            ("school", "EstablishmentName"),
            ("phase", "PhaseOfEducation (name)"),
            ("local_authority", "LA (name)"),
            ("pupils", "NumberOfPupils"),
            ("ofsted", "OfstedRating (name)"),
            ("lsoa", "LSOA (code)"),
            ("postcode", "Postcode"),
        ],
    );
    assert_eq!(proposed("gias_extract.csv").1.wave, WaveChoice::All, "no amounts");
}

#[test]
fn indices_of_deprivation() {
    let header =
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)";
    for name in ["imd_file_1.csv", "imd_file_7.csv"] {
        expect(name, &[("imd_decile", header), ("lsoa", "LSOA code (2011)")]);
        let (_, mapping) = proposed(name);
        assert_eq!((mapping.turned, mapping.direction), (false, DecileDirection::Confirmed));
        assert_eq!(read(&fixture(name)).role, Role::Areas);
    }
}

#[test]
fn a_scale_that_counts_from_the_other_end_is_turned() {
    let (_, mapping) = proposed("decile_10_is_most_deprived.csv");
    assert_eq!((mapping.turned, mapping.direction), (true, DecileDirection::Confirmed));
    let table = read(&fixture("decile_10_is_most_deprived.csv"));
    let deciles = table.column(&Field::ImdDecile).expect("deciles");
    assert_eq!(deciles.number(0), Ok(1.0));
    assert_eq!(deciles.number(1), Ok(10.0));
    assert!(deciles.number(2).is_err(), "11 is no decile");
}

#[test]
fn a_direction_belongs_to_its_column() {
    use DecileDirection::{Assumed, Confirmed};
    let (file, mut mapping) = proposed("deciles_two_columns.csv");
    mapping.choose(&file, Field::ImdDecile, Some(3));
    assert_eq!((mapping.turned, mapping.direction), (true, Confirmed), "its header says 10");
    // What another column counts from, its own header says or nobody.
    mapping.choose(&file, Field::ImdDecile, Some(4));
    assert_eq!((mapping.turned, mapping.direction), (false, Assumed));
    mapping.choose(&file, Field::ImdDecile, Some(3));
    assert_eq!((mapping.turned, mapping.direction), (true, Confirmed));
    // What the user says holds, whatever they choose for other fields.
    (mapping.turned, mapping.direction) = (false, Confirmed);
    mapping.choose(&file, Field::Pupils, Some(5));
    assert_eq!((mapping.turned, mapping.direction), (false, Confirmed));
}

#[test]
fn a_direction_that_nothing_states_is_assumed() {
    let (_, mapping) = proposed("direction_not_stated.csv");
    assert_eq!((mapping.turned, mapping.direction), (false, DecileDirection::Assumed));
}

#[test]
fn a_charity_register_gives_pta_income() {
    expect(
        "charity_register.csv",
        &[
            ("school", "name"),
            ("wave", "fyend"),
            ("pta_income", "income"),
            ("charity_number", "regno"),
        ],
    );
    assert_eq!(read(&fixture("charity_register.csv")).role, Role::Charities);
}

#[test]
fn the_accounts_of_schools_without_a_pta_give_no_pta_income() {
    let rows = "urn,total_income,donations\n100001,754357,9365\n";
    let mapping = Mapping::propose(&survey(&text("schools without PTA.csv", rows)));
    assert_eq!(mapping.column(&Field::TotalIncome), Some(1));
    assert_eq!(mapping.column(&Field::PtaIncome), None);
    // Where nothing else is in it, a file of that name is a PTA's.
    let rows = "urn,income\n100001,4357\n";
    let mapping = Mapping::propose(&survey(&text("PTA 2018.csv", rows)));
    assert_eq!(mapping.column(&Field::PtaIncome), Some(1));
}

#[test]
fn both_layouts_of_the_present_register_are_known() {
    expect(
        "charity_register_current.csv",
        &[
            ("wave", "fin_period_end_date"),
            ("pta_income", "total_gross_income"),
            ("charity_number", "registered_charity_number"),
        ],
    );
    // `fyend` is a day and a month, 3103, and no year.
    expect(
        "charity_main_extract.csv",
        &[("wave", "incomedate"), ("pta_income", "income"), ("charity_number", "regno")],
    );
    let latest = "registered_charity_number,charity_name,latest_acc_fin_period_end_date,latest_income\n\
                  900001,FRIENDS OF ASH,2014-03-31T00:00:00,4000\n";
    let file = survey(&text("publicextract.charity.csv", latest));
    let mapping = Mapping::propose(&file);
    assert_eq!(mapping.column(&Field::Wave), Some(2));
    assert_eq!(mapping.column(&Field::PtaIncome), Some(3));
    assert_eq!(mapping.column(&Field::School), Some(1));
}

#[test]
fn academies_voluntary_income() {
    expect(
        "academies_income.csv",
        &[
            ("urn", "URN"),
            ("school", "School Name"),
            ("wave", "Academic Year"),
            ("pupils", "Number of pupils"),
            ("total_income", "Total Income"),
            ("donations", "Donations and/or voluntary funds"),
        ],
    );
    assert_eq!(
        proposed("academies_income.csv").1.wave,
        WaveChoice::Label("2018".into()),
        "2016/17"
    );
}

#[test]
fn a_questionnaires_answers_are_items() {
    let (file, mapping) = proposed("questionnaire.csv");
    assert_eq!(mapping.column(&Field::VolunteerHours), Some(4));
    for column in [2, 3] {
        let label = file.columns[column].name.clone();
        assert_eq!(mapping.field(column), Some(&Field::Item(label)));
    }
    assert!(matches!(mapping.wave, WaveChoice::Column(_)));
}

#[test]
fn flags_tell_the_phase() {
    let table = read(&fixture("primary_flags.csv"));
    let phase = table.column(&Field::Phase).expect("a phase");
    let phases: Vec<_> = (0..4).map(|row| phase.text(row)).collect();
    assert_eq!(phases, ["Primary", "Secondary", "Independent School", "All-through"]);
}

#[test]
fn the_wave_is_found_wherever_it_is_said() {
    let wave = |name: &str, rows: &str| Mapping::propose(&survey(&text(name, rows))).wave;
    let label = |label: &str| WaveChoice::Label(label.into());
    let plain = "urn,donations\n100001,10\n100002,20\n";
    assert_eq!(wave("accounts.csv", plain), WaveChoice::Ask);
    assert_eq!(wave("CFR_2013-14.csv", plain), label("2016"));
    assert_eq!(wave("accounts_201617.csv", plain), label("2018"));
    assert_eq!(wave("accounts_2015.csv", plain), label("2015"));
    assert_eq!(
        wave("SFR32_2017_Main_Tables.csv", plain),
        WaveChoice::Ask,
        "the year it was published, with the accounts of 2015/16"
    );
    assert_eq!(
        wave("a.csv", "urn,donations,year\n100001,10,2013/14\n100002,20,2013/14\n"),
        label("2016")
    );
    assert_eq!(
        wave("a.csv", "urn,donations,wave\n100001,10,before\n100002,20,before\n"),
        label("before")
    );
    assert_eq!(wave("census_2019.csv", "urn,pupils\n100001,10\n100002,20\n"), WaveChoice::All);
    let (_, spelled) = proposed("year_spellings.csv");
    let WaveChoice::Column(spelled) = spelled.wave else { panic!("two years") };
    let labels: Vec<_> =
        ["2013/14", "2013-14", "201314", "2013/2014", "2016/17", "2016–17", "201617"]
            .map(|text| spelled[text].as_str())
            .into();
    assert_eq!(labels, ["2016", "2016", "2016", "2016", "2018", "2018", "2018"]);
    let both = wave("a.csv", "urn,donations,time_period\n100001,10,201314\n100001,20,201617\n");
    let labels =
        [("201314", "2016"), ("201617", "2018")].map(|(a, b)| (a.to_string(), b.to_string()));
    assert_eq!(both, WaveChoice::Column(labels.into()));
    // Where 2016 stands for itself, 2014 is not called so.
    let own = wave("a.csv", "urn,donations,year\n100001,10,2014\n100001,20,2016\n");
    let labels = [("2014", "2014"), ("2016", "2016")].map(|(a, b)| (a.to_string(), b.to_string()));
    assert_eq!(own, WaveChoice::Column(labels.into()));
}

#[test]
fn a_column_serves_one_field() {
    let (file, mut mapping) = proposed("utf8_without_bom.csv");
    assert!(mapping.is_enough());
    mapping.choose(&file, Field::TotalIncome, Some(3));
    assert_eq!(mapping.column(&Field::Donations), None);
    assert_eq!(mapping.column(&Field::TotalIncome), Some(3));
    mapping.choose(&file, Field::TotalIncome, None);
    assert!(!mapping.is_enough());
    assert_eq!(mapping.wave, WaveChoice::All, "a file without amounts");
    mapping.choose(&file, Field::Urn, None);
    assert!(!mapping.has_key());
}

#[test]
fn a_choice_is_remembered_for_files_of_the_same_header() {
    let (file, mut mapping) = proposed("utf8_without_bom.csv");
    mapping.choose(&file, Field::Pupils, Some(3));
    let kept = serde_json::to_string(&mapping).expect("plain data");
    assert_eq!(serde_json::from_str::<Mapping>(&kept).ok(), Some(mapping));
    assert_eq!(file.header_hash(), survey(&fixture("windows_1252.csv")).header_hash());
    assert_ne!(file.header_hash(), survey(&fixture("pta_gifts.csv")).header_hash());

    // The accounts of two years have one header, and each its own wave.
    let of_2014 =
        Mapping::propose(&survey(&text("accounts_2014.csv", "urn,donations\n100001,1\n")));
    let file = survey(&text("accounts_2017.csv", "urn,donations\n100001,1\n"));
    assert_eq!(of_2014.recalled(&file).wave, WaveChoice::Label("2018".into()));
    // A name without a year is asked again: it may be of either.
    let unnamed = survey(&text("accounts.csv", "urn,donations\n100001,1\n"));
    let mut chosen = Mapping::propose(&unnamed);
    chosen.wave = WaveChoice::Label("2016".into());
    assert_eq!(chosen.clone().recalled(&unnamed).wave, WaveChoice::Ask);
    chosen.wave = WaveChoice::All;
    assert_eq!(chosen.recalled(&unnamed).wave, WaveChoice::All);
    // What the user called the contents of a column holds for those that are met again.
    let rows = |first: &str, second: &str| {
        let rows = format!("urn,donations,wave\n100001,1,{first}\n100001,2,{second}\n");
        survey(&text("a.csv", &rows))
    };
    let called = |pairs: [(&str, &str); 2]| {
        WaveChoice::Column(pairs.map(|(a, b)| (a.to_string(), b.to_string())).into())
    };
    let mut named = Mapping::propose(&rows("I", "II"));
    named.wave = called([("I", "2016"), ("II", "2018")]);
    let recalled = named.recalled(&rows("II", "III")).wave;
    assert_eq!(recalled, called([("II", "2018"), ("III", "III")]));
}
