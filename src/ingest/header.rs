//! Which record names the columns, and names that are each there once.

use super::number;
use super::recognise;
use std::collections::{HashMap, HashSet};

/// Records looked at for a header.
pub const DEPTH: usize = 40;

/// A header's place among the first records, or that there is none and data begins at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    At(usize),
    Absent,
}

/// Finds the header: the record that is as full as those below it, holds words rather than numbers and
/// best some that we know. Titles stand above it, data below.
pub fn find(records: &[Vec<String>]) -> Header {
    let filled = |record: &[String]| record.iter().filter(|c| !c.trim().is_empty()).count();
    let usual = super::dialect::usual(&records.iter().map(|r| filled(r)).collect::<Vec<_>>());
    let usual = usual.unwrap_or(1).max(1) as f64;
    let score = |(place, record): (usize, &Vec<String>)| {
        let cells = filled(record).max(1) as f64;
        let share = |count: usize| count as f64 / cells;
        let numbers = record.iter().filter(|c| is_number(c)).count();
        let known = record.iter().filter(|c| recognise::is_known(c)).count();
        let score = (cells / usual).min(1.0)
            + 2.0 * (share(known) + f64::from(known.min(2) as u32) / 4.0)
            - 3.0 * share(numbers)
            - 0.02 * place as f64;
        (score, place, share(numbers), known)
    };
    let best = records.iter().take(DEPTH).enumerate().map(score);
    match best.reduce(|best, next| if next.0 > best.0 { next } else { best }) {
        Some((_, _, numbers, 0)) if numbers > 0.3 => Header::Absent,
        Some((_, place, ..)) => Header::At(place),
        None => Header::Absent,
    }
}

/// A year names a column in a wide table; any other number is data.
fn is_number(cell: &str) -> bool {
    number::vote(cell).is_some() && super::period::Period::of_cell(cell).is_none()
}

/// Names for `width` columns, as the file writes them: a repeated header is `header#2`, an empty one
/// `#column-N`.
pub fn names(header: &[String], width: usize) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut copies: HashMap<String, usize> = HashMap::new();
    let written = header.iter().cloned().chain(std::iter::repeat(String::new()));
    written
        .take(width.max(header.len()))
        .enumerate()
        .map(|(i, cell)| {
            let cell = if cell.trim().is_empty() { format!("#column-{}", i + 1) } else { cell };
            // Counted on from the last copy: a header may stand there thousands of times.
            let copy = copies.entry(cell.clone()).or_insert(1);
            let mut name = cell.clone();
            while !taken.insert(name.clone()) {
                *copy += 1;
                name = format!("{cell}#{copy}");
            }
            name
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split(',').map(str::to_string).collect()).collect()
    }

    #[test]
    fn the_header_is_found_under_titles() {
        for (text, place) in [
            ("urn,income\n1,2\n3,4", 0),
            (
                "Accounts 2014,,\nPublished by us,today,\n,,\nURN,Name,Income\n100000,a,2\n100001,b,2\n100002,c,4",
                3,
            ),
            ("Table 1: Income\nURN,Name,Income\n100000,a,2\n100001,b,2", 1),
            ("School,Answer\nA,yes\nB,no", 0),
            ("URN,,Income\n100000,a,2\n100001,b,2\n100002,b,2", 0),
        ] {
            assert_eq!(find(&rows(text)), Header::At(place), "{text}");
        }
        assert_eq!(
            find(&rows("200001,2013-04-01,100,50\n200002,2013-04-01,90,60")),
            Header::Absent
        );
    }

    #[test]
    fn names_are_each_there_once() {
        let header = ["Income", "", "Income", "Income#2", "Income", "Total  Income "];
        let header = header.map(str::to_string);
        let expected = [
            "Income",
            "#column-2",
            "Income#2",
            "Income#2#2",
            "Income#3",
            "Total  Income ",
            "#column-7",
        ];
        assert_eq!(names(&header, 7), expected);
    }
}
