//! Rows that add up other rows, found by their name and by their sums.

use super::columns::Contents;
use super::table::{RowReason, Table};
use crate::dataset::{Cell, Field};

/// Rows that a sum must add up before it is no accident: fewer where several columns agree.
const RUN_OF_ONE_COLUMN: usize = 8;
const RUN_OF_MORE: usize = 3;

/// Takes the totals out of a table and notes their lines.
pub fn leave_out(table: &mut Table) {
    let mut total: Vec<bool> = match table.column(&Field::School) {
        Some(names) => (0..table.len()).map(|row| is_total_name(names.text(row))).collect(),
        None => vec![false; table.len()],
    };
    let added: Vec<&[Cell]> = table
        .columns
        .iter()
        .filter(|(field, _)| *field != Field::ImdDecile)
        .filter_map(|(_, contents)| match contents {
            Contents::Numbers(cells) => Some(cells.as_slice()),
            Contents::Words(_) | Contents::Texts(_) | Contents::Keys(_) => None,
        })
        .collect();
    mark_sums(&added, &mut total, 0..table.len());
    mark_sums(&added, &mut total, (0..table.len()).rev());
    if total.contains(&true) {
        table.remove(RowReason::Total, &total);
    }
}

/// Marks rows whose every value is the sum of the rows walked over since the last total, or of all of them.
fn mark_sums(columns: &[&[Cell]], total: &mut [bool], rows: impl Iterator<Item = usize>) {
    let mut all = vec![(0.0, 0usize); columns.len()];
    // Until a total is met, these are all rows.
    let mut run: Option<Vec<(f64, usize)>> = None;
    let least = if columns.len() > 1 { RUN_OF_MORE } else { RUN_OF_ONE_COLUMN };
    let adds_up = |sums: &[(f64, usize)], row: usize| {
        let mut agreeing = 0;
        for (values, (sum, count)) in columns.iter().zip(sums) {
            let Some(value) = values.get(row).and_then(|cell| cell.value()) else { continue };
            // An infinite sum is within any share of itself of every value.
            if *count < least
                || value <= 0.0
                || !sum.is_finite()
                || (value - sum).abs() > 1e-9 * sum.abs()
            {
                return false;
            }
            agreeing += 1;
        }
        agreeing > 1 || agreeing == 1 && columns.len() == 1
    };
    for row in rows {
        if total[row] || adds_up(&all, row) || run.as_ref().is_some_and(|run| adds_up(run, row)) {
            total[row] = true;
            run = Some(vec![(0.0, 0); columns.len()]);
            continue;
        }
        for sums in std::iter::once(&mut all).chain(&mut run) {
            for (values, (sum, count)) in columns.iter().zip(sums.iter_mut()) {
                if let Some(value) = values.get(row).and_then(|cell| cell.value()) {
                    *sum += value;
                    *count += 1;
                }
            }
        }
    }
}

/// A name that says total: `England`, `Grand total`, `Kent total`, `All schools`.
fn is_total_name(name: &str) -> bool {
    may_say_total(name) && says_total(&super::recognise::words(name))
}

const WHOLE: [&str; 9] =
    ["england", "national", "all schools", "all", "average", "mean", "sum", "total", "grand total"];
const ENDS: [&str; 3] = [" total", " average", " totals"];
const BEGINNINGS: [&str; 2] = ["total for ", "all state funded"];

fn says_total(words: &str) -> bool {
    WHOLE.contains(&words)
        || ENDS.iter().any(|end| words.ends_with(end))
        || BEGINNINGS.iter().any(|beginning| words.starts_with(beginning))
}

/// The last words of [`WHOLE`] and [`ENDS`], and the first of [`BEGINNINGS`].
const LAST: [&str; 9] =
    ["england", "national", "schools", "all", "average", "mean", "sum", "total", "totals"];
const FIRST: [&str; 2] = ["total", "all"];

/// A look at both ends, which spares nearly every school's name the putting apart of its words.
fn may_say_total(name: &str) -> bool {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric()).as_bytes();
    let begins = |word: &str| {
        name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    let ends = |word: &str| {
        let start = name.len().checked_sub(word.len());
        start.is_some_and(|start| name[start..].eq_ignore_ascii_case(word.as_bytes()))
    };
    LAST.into_iter().any(ends) || FIRST.into_iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_say_total_however_they_are_written() {
        for name in [
            "England",
            "ENGLAND",
            "Grand total:",
            "Kent – totals",
            "AllSchools",
            "Total for Kent",
            "“Average”",
        ] {
            assert!(is_total_name(name), "{name}");
        }
        for name in ["Allington", "England Primary", "St Mary’s Total Care School", "", "–"] {
            assert!(!is_total_name(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn the_look_at_both_ends_misses_no_total(
            parts in prop::collection::vec(
                prop_oneof![
                    prop::sample::select(&["Total", "total", "ALL", "schools", "State", "funded",
                        "for", "England", "Average", "totals", "sum"][..]).prop_map(str::to_owned),
                    "\\PC{0,3}",
                    Just(" ".to_owned()),
                ],
                0..6,
            ),
        ) {
            let name = parts.concat();
            if says_total(&crate::recognise::words(&name)) {
                prop_assert!(may_say_total(&name));
            }
        }
    }
}
