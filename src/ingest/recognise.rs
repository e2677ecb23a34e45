//! Which field a column holds, by its header and by what is in it.

use super::profile::ColumnProfile;
use super::spellings::SPELLINGS;
use crate::dataset::Field;

/// How sure a guess is, 0 to 1; under [`UNSURE`] nothing is proposed.
pub type Confidence = f64;
pub const UNSURE: Confidence = 0.45;

/// A header's words: lower case, single spaces, `camelCase` apart, no signs.
pub fn words(header: &str) -> String {
    let mut out = String::with_capacity(header.len() + 4);
    let mut before = ' ';
    for c in header.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            out.push(' ');
        }
        out.extend(if c.is_alphanumeric() { c } else { ' ' }.to_lowercase());
        before = c;
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a cell is a header that some field is known by.
pub fn is_known(cell: &str) -> bool {
    !cell.trim().is_empty() && of_header(cell).iter().any(|(_, confidence)| *confidence > 0.6)
}

/// The fields that a header alone speaks for.
pub fn of_header(header: &str) -> Vec<(Field, Confidence)> {
    if let Ok(field) = header.trim().parse::<Field>() {
        return vec![(field, 1.0)];
    }
    let words = words(header);
    let mut found = Vec::new();
    for (field, spellings) in SPELLINGS {
        if let Some(place) = spellings.iter().position(|spelling| *spelling == words) {
            // Later spellings are vaguer: `Income` may be anybody's.
            found.push((field.clone(), 0.95 - 0.2 * place as f64 / spellings.len() as f64));
        } else if let Some(confidence) = loosely(field, &words) {
            found.push((field.clone(), confidence));
        }
    }
    found
}

/// What a header says beside "URN" where that is of a school before or after this one.
const OF_ANOTHER_SCHOOL: [&str; 8] =
    ["other", "previous", "predecessor", "linked", "old", "former", "new", "successor"];

/// Headers that carry a known one with more around it: a unit, a year, a code before it.
fn loosely(field: &Field, words: &str) -> Option<Confidence> {
    let has =
        |all: &[&str]| all.iter().all(|part| format!(" {words} ").contains(&format!(" {part} ")));
    let any = |some: &[&str]| some.iter().any(|part| has(&[part]));
    let yes = match field {
        Field::Urn => {
            words.ends_with(" urn") && !any(&OF_ANOTHER_SCHOOL) && !any(&["lead", "trust"])
        }
        Field::TotalIncome => {
            has(&["total income"]) && !any(&["pta", "capital", "per pupil", "friends"])
        }
        Field::Donations => {
            any(&["donations", "voluntary income", "voluntary funds"])
                && !any(&["capital", "pta", "per pupil", "ci03", "gift", "friends"])
        }
        Field::PtaIncome => {
            has(&["pta"]) && any(&["income", "raised", "fundraising"]) && !any(&["per pupil"])
        }
        Field::PtaGift => {
            has(&["pta"]) && any(&["gift", "gifts", "donation", "donations", "contribution"])
        }
        Field::PtaStatus => has(&["pta", "status"]),
        Field::PupilPremium => {
            has(&["pupil premium"])
                && !any(&["pupils", "number", "per pupil", "percentage", "eligible"])
        }
        Field::Ofsted => {
            has(&["ofsted"])
                && any(&["rating", "grade", "effectiveness", "judgement"])
                && !any(&["date", "code"])
        }
        Field::ImdDecile => {
            has(&["decile"])
                && (any(&["imd", "deprivation"]) || has(&["multiple deprivation"]))
                && !any(&[
                    "income",
                    "employment",
                    "crime",
                    "health",
                    "barriers",
                    "living",
                    "education",
                    "children",
                    "older",
                    "idaci",
                    "idaopi",
                    "rank",
                ])
        }
        Field::Lsoa => any(&["lsoa", "lsoa11", "lsoa21"]) && !any(&["name", "nm"]),
        Field::Pupils => {
            (has(&["number of pupils"]) || has(&["pupils on roll"]))
                && !any(&["eligible", "fsm", "percentage", "sixth", "6th", "sen"])
        }
        Field::VolunteerMinutesPerPupil => {
            any(&["volunteer", "volunteers", "volunteering"]) && has(&["minutes", "per pupil"])
        }
        Field::VolunteerMinutes => {
            any(&["volunteer", "volunteers", "volunteering"])
                && has(&["minutes"])
                && !has(&["per pupil"])
        }
        Field::VolunteerHours => {
            any(&["volunteer", "volunteers", "volunteering"])
                && has(&["hours"])
                && !has(&["per pupil"])
        }
        Field::CharityNumber => has(&["charity"]) && any(&["number", "no", "regno"]),
        Field::OtherUrn => has(&["urn"]) && any(&OF_ANOTHER_SCHOOL),
        Field::School
        | Field::Wave
        | Field::Phase
        | Field::LocalAuthority
        | Field::Postcode
        | Field::Item(_)
        | Field::Other(_) => false,
    };
    yes.then_some(0.7)
}

/// The fields a column may hold, by header and content together, in no order.
pub fn of_column(column: &ColumnProfile) -> Vec<(Field, Confidence)> {
    let mut found = of_header(&column.header);
    for (field, confidence) in &mut found {
        *confidence *= 0.35 + 0.65 * fit(field, column);
    }
    // Content that is unmistakable speaks without a known header, more quietly.
    for (field, share) in [
        (Field::Lsoa, column.share(column.looks.lsoa)),
        (Field::Postcode, column.share(column.looks.postcode)),
        (
            Field::Urn,
            match column.filled() {
                0 => 0.0,
                all if column.looks.urn == all => column.looks_like_key(),
                _ => 0.0,
            },
        ),
    ] {
        if share > 0.9 && !found.iter().any(|(known, _)| *known == field) {
            found.push((field, 0.5 * share));
        }
    }
    if found.is_empty() && column.share(column.looks.yes_no) > 0.95 && column.filled() > 0 {
        let label = column.header.trim();
        // A flag of one word describes the school; an item of a questionnaire is a sentence.
        if label.split_whitespace().nth(1).is_some() && !label.to_lowercase().contains("flag") {
            found.push((Field::Item(label.into()), 0.5));
        }
    }
    found.retain(|(_, confidence)| *confidence >= UNSURE);
    found
}

/// How well a column's content suits a field, 0 to 1; an empty column suits any.
fn fit(field: &Field, column: &ColumnProfile) -> f64 {
    if column.filled() == 0 {
        return 0.5;
    }
    let numeric = column.share(column.numbers + column.coded());
    let texty = 1.0 - column.share(column.numbers);
    match field {
        Field::Urn | Field::OtherUrn => (column.share(column.looks.urn) * 2.0).clamp(0.5, 1.0),
        Field::Pupils
        | Field::TotalIncome
        | Field::Donations
        | Field::PtaIncome
        | Field::PtaGift
        | Field::PupilPremium
        | Field::VolunteerMinutes
        | Field::VolunteerHours
        | Field::VolunteerMinutesPerPupil => numeric,
        Field::ImdDecile => column.share(column.looks.decile + column.coded()),
        Field::Lsoa => column.share(column.looks.lsoa + column.coded()),
        Field::Postcode => column.share(column.looks.postcode + column.coded()),
        // Labels are free in a column that is called so; in any other a wave is a year.
        Field::Wave if words(&column.header) == "wave" && column.few() => 1.0,
        Field::Wave => (column.share(column.looks.year) * 1.2).min(1.0),
        Field::Ofsted | Field::Phase | Field::PtaStatus => {
            if column.few() {
                1.0
            } else {
                0.2
            }
        }
        Field::School => texty,
        Field::LocalAuthority => 0.6 + 0.4 * texty,
        Field::CharityNumber => 0.9,
        Field::Item(_) | Field::Other(_) => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(header: &str) -> Option<String> {
        let mut found = of_header(header);
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.first().map(|(field, _)| field.to_string())
    }

    #[test]
    fn headers_of_real_files() {
        for (header, field) in [
            ("URN", "urn"),
            ("EstablishmentName", "school"),
            ("NumberOfPupils", "pupils"),
            ("No Pupils", "pupils"),
            ("NOR", "pupils"),
            ("LSOA (code)", "lsoa"),
            ("lsoa11_code", "lsoa"),
            ("LSOA code (2011)", "lsoa"),
            ("IMD_decile", "imd_decile"),
            (
                "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
                "imd_decile",
            ),
            ("I13  Donations and or private funds", "donations"),
            ("I13 Donations and/or voluntary funds", "donations"),
            ("I05  Pupil Premium", "pupil_premium"),
            ("Total Income   I01 to I18", "total_income"),
            ("Total Income: I01:I18 - E30", "total_income"),
            ("OfstedRating (name)", "ofsted"),
            ("PhaseOfEducation (name)", "phase"),
            ("Overall Phase", "phase"),
            ("LA (name)", "local_authority"),
            ("Academic Year", "wave"),
            ("Other URN", "other_urn"),
            ("Postcode", "postcode"),
            ("regno", "charity_number"),
            ("PTA income 2014 (£)", "pta_income"),
            ("item:Under pressure", "item:Under pressure"),
        ] {
            assert_eq!(best(header).as_deref(), Some(field), "{header}");
        }
    }

    #[test]
    fn headers_that_only_sound_alike() {
        for header in [
            "LSOA (name)",
            "IMD_rank",
            "OfstedLastInsp",
            "OfstedSpecialMeasures (name)",
            "CI03 Voluntary or private income",
            "Health Deprivation and Disability Decile",
            "Direct revenue financing",
            "E21 Exam fees",
        ] {
            assert_eq!(best(header), None, "{header}");
        }
    }
}
