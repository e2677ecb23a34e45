//! Rows to CSV text in the page's own layout: the names of the fields are the headers.
use super::accounts::Account;
use super::published::ITEMS;
use super::questionnaire::Answer;
use super::status::Status;

const LOCAL_AUTHORITY: &str = "Wealdmarch";

pub fn accounts(rows: &[Account]) -> String {
    let mut text = String::from(
        "urn,school,wave,phase,local_authority,pupils,total_income,donations,pta_income,\
         pta_status,pta_gift,pupil_premium,ofsted,imd_decile\n",
    );
    for row in rows {
        let pta_income = match row.status {
            Status::None => String::new(),
            Status::Charity | Status::Association => row.sources.pta_income.to_string(),
        };
        let cells = [
            row.school.urn.to_string(),
            quoted(&row.school.name),
            row.wave.label().to_owned(),
            "Primary".to_owned(),
            LOCAL_AUTHORITY.to_owned(),
            row.pupils.to_string(),
            row.total_income.to_string(),
            row.donations_booked().to_string(),
            pta_income,
            row.status.word().to_owned(),
            row.pta_gift.map_or_else(String::new, |gift| gift.to_string()),
            row.pupil_premium.to_string(),
            row.ofsted.to_string(),
            row.school.imd_decile.to_string(),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

pub fn questionnaire(rows: &[Answer]) -> String {
    let mut headers = vec!["urn".to_owned(), "wave".to_owned(), "volunteer_minutes".to_owned()];
    headers.extend(ITEMS.iter().map(|item| quoted(&format!("item:{}", item.label))));
    let mut text = headers.join(",") + "\n";
    for row in rows {
        let mut cells = vec![
            row.account.school.urn.to_string(),
            row.account.wave.label().to_owned(),
            row.volunteer_minutes.to_string(),
        ];
        cells.extend(row.answers.iter().map(|answer| {
            match answer {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            }
            .to_owned()
        }));
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

/// A cell with a comma stands in quotes; no cell here holds a quote or a line break.
fn quoted(cell: &str) -> String {
    if cell.contains(',') { format!("\"{cell}\"") } else { cell.to_owned() }
}
