//! What an embed carries, in words: what the user reads before anything leaves.

use crate::figure::words::counted;
use crate::figure::{Absent, Estimate, Figure};

/// What leaves with the figure, a line each.
pub fn carries(figure: &Figure) -> Vec<String> {
    let rows = || figure.rows.iter().chain(&figure.companions);
    let shown = || rows().flat_map(|row| &row.waves);
    let values = shown().filter(|estimate| estimate.value.is_ok()).count();
    let with_interval = shown().filter(|estimate| estimate.interval.is_some()).count();
    let withheld =
        shown().filter(|estimate: &&Estimate| estimate.value == Err(Absent::Withheld)).count();
    let intervals = match with_interval {
        0 => String::new(),
        count => format!(", {count} of them with an interval"),
    };
    let mut lines = vec![if figure.form.is_of_schools() {
        "Single schools’ own values, as the marks of the image".into()
    } else {
        format!(
            "{}{intervals}, and the counts behind them, rounded as this page shows them; a CSV table \
             has every digit",
            counted(values, "value")
        )
    }];
    if withheld > 0 {
        lines.push(format!("{} in place of a value: [c], withheld", counted(withheld, "mark")));
    }
    lines.push("Title, sentence, notes, source and date of the numbers, in words".into());
    if !figure.provenance.inputs.is_empty() {
        let files = counted(figure.provenance.inputs.len(), "file");
        lines.push(format!("Name and checksum of {files}"));
    }
    if !figure.form.is_of_schools() {
        lines.push("No school’s name, URN or postcode".into());
    }
    lines
}
