//! Rows that add up other rows, found by their name and by their sums.

use super::columns::Contents;
use super::table::{RowReason, Table};
use crate::dataset::Field;

/// Rows that a sum must add up before it is no accident: fewer where several columns agree.
const RUN_OF_ONE_COLUMN: usize = 8;
const RUN_OF_MORE: usize = 3;

/// Takes the totals out of a table and notes their lines.
pub fn leave_out(table: &mut Table) {
    let mut total: Vec<bool> = match table.column(&Field::School) {
        Some(names) => (0..table.len()).map(|row| is_total_name(names.text(row))).collect(),
        None => vec![false; table.len()],
    };
    let added: Vec<Vec<f64>> = table
        .columns
        .iter()
        .filter(|(field, _)| *field != Field::ImdDecile)
        .filter_map(|(_, contents)| match contents {
            Contents::Numbers(cells) => {
                Some(cells.iter().map(|cell| cell.value().unwrap_or(f64::NAN)).collect())
            }
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
fn mark_sums(columns: &[Vec<f64>], total: &mut [bool], rows: impl Iterator<Item = usize>) {
    let mut run = vec![(0.0, 0usize); columns.len()];
    let mut all = run.clone();
    let least = if columns.len() > 1 { RUN_OF_MORE } else { RUN_OF_ONE_COLUMN };
    let adds_up = |sums: &[(f64, usize)], row: usize| {
        let mut agreeing = 0;
        for (values, (sum, count)) in columns.iter().zip(sums) {
            let Some(value) = values.get(row).filter(|value| !value.is_nan()) else { continue };
            // An infinite sum is within any share of itself of every value.
            if *count < least
                || *value <= 0.0
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
        if total[row] || adds_up(&run, row) || adds_up(&all, row) {
            total[row] = true;
            run.fill((0.0, 0));
            continue;
        }
        for sums in [&mut run, &mut all] {
            for (values, (sum, count)) in columns.iter().zip(sums.iter_mut()) {
                if let Some(value) = values.get(row).filter(|value| !value.is_nan()) {
                    *sum += value;
                    *count += 1;
                }
            }
        }
    }
}

/// A name that says total: `England`, `Grand total`, `Kent total`, `All schools`.
fn is_total_name(name: &str) -> bool {
    let words = super::recognise::words(name);
    let whole = [
        "england",
        "national",
        "all schools",
        "all",
        "average",
        "mean",
        "sum",
        "total",
        "grand total",
    ];
    whole.contains(&words.as_str())
        || [" total", " average", " totals"].iter().any(|end| words.ends_with(end))
        || words.starts_with("total for ")
        || words.starts_with("all state funded")
}
