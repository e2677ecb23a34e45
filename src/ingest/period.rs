//! A year as files write it: academic, financial or plain, in a cell or a file's name.

use serde::{Deserialize, Serialize};

/// The year in which an academic or financial year ends, or a plain year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    pub end: u16,
    /// Written as a span of two years: `2013/14`.
    pub span: bool,
}

fn plausible(year: u16) -> bool {
    (1980..=2100).contains(&year)
}

impl Period {
    fn plain(year: u16) -> Option<Period> {
        plausible(year).then_some(Period { end: year, span: false })
    }

    fn spanned(start: u16, end: u16) -> Option<Period> {
        let end =
            if end < 100 { start / 100 * 100 + end + if end == 0 { 100 } else { 0 } } else { end };
        (plausible(start) && end == start + 1).then_some(Period { end, span: true })
    }

    /// A cell: `2013/14`, `2013-14`, `2013/2014`, `201314`, `FY2014`, `2014`, `2014.0`, or a date, which
    /// belongs to the year of its day: `31/08/2014`, `2014-08-31`, `20140831`, `31 August 2014`.
    pub fn of_cell(text: &str) -> Option<Period> {
        let text = super::number::out_of_spreadsheet(text);
        if text.len() > 40 {
            return None;
        }
        let text = text.strip_suffix(".0").unwrap_or(text);
        let parts = numbers(text);
        match parts.as_slice() {
            [(one, digits)] => match digits {
                4 => Period::plain(*one as u16),
                6 => Period::spanned((one / 100) as u16, (one % 100) as u16),
                8 => Period::plain((one / 10_000) as u16).filter(|_| {
                    (1..=12).contains(&(one / 100 % 100)) && (1..=31).contains(&(one % 100))
                }),
                _ => None,
            },
            [(start, 4), (end, 2 | 4)] => Period::spanned(*start as u16, *end as u16),
            // A date, perhaps with a time behind it.
            [(year, 4), (1..=12, _), (1..=31, _), ..] => Period::plain(*year as u16),
            [(1..=31, 1 | 2), (1..=12, 1 | 2), (year, 4), ..] => Period::plain(*year as u16),
            [(1..=31, 1 | 2), (year, 4)] if text.contains(|c: char| c.is_alphabetic()) => {
                Period::plain(*year as u16)
            }
            _ => None,
        }
    }

    /// A file's name: the first span of years in it, else its last plain year. `CFR_2016-17_Full.csv`.
    /// A plain year in the name of a statistical first release is that of its publication, and no accounts'.
    pub fn of_file_name(name: &str) -> Option<Period> {
        let parts = numbers(name);
        let pair = |pair: &[(u32, usize)]| match pair {
            [(start, 4), (end, 2 | 4)] => Period::spanned(*start as u16, *end as u16),
            _ => None,
        };
        let single = |(one, digits): &(u32, usize)| {
            (*digits == 6)
                .then(|| Period::spanned((one / 100) as u16, (one % 100) as u16))
                .flatten()
        };
        let plain = |(one, digits): &(u32, usize)| {
            (*digits == 4).then(|| Period::plain(*one as u16)).flatten()
        };
        parts
            .windows(2)
            .find_map(pair)
            .or_else(|| parts.iter().find_map(single))
            .or_else(|| parts.iter().rev().find_map(plain).filter(|_| !is_release(name)))
    }

    /// How the year is written where a label is wanted: `2013/14`, `2014`.
    pub fn label(self) -> String {
        if self.span {
            format!("{}/{:02}", self.end - 1, self.end % 100)
        } else {
            self.end.to_string()
        }
    }

    /// The label offered for a wave: the paper calls the accounts of 2013/14 its wave 2016 and those
    /// of 2016/17 its wave 2018, and the department names a year by its end.
    pub fn wave_label(self) -> String {
        Period::of_paper(self.end).map_or_else(|| self.label(), str::to_string)
    }

    /// What the paper calls the accounts of a year.
    pub fn of_paper(end: u16) -> Option<&'static str> {
        match end {
            2014 => Some("2016"),
            2017 => Some("2018"),
            _ => None,
        }
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month that a text names, whole or by its first letters, three at least.
fn month_named(text: &str) -> Option<u32> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() >= 3);
    let month = |word: &str| {
        let word = word.to_ascii_lowercase();
        MONTHS.iter().zip(1..).find_map(|(name, number)| name.starts_with(&word).then_some(number))
    };
    words.into_iter().find_map(month)
}

/// Year, month and day as one number that sorts; the 1st where no day is given, of January where no month.
pub fn date(text: &str) -> u32 {
    let parts: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| (1..=8).contains(&run.len()))
        .filter_map(|run| run.parse().ok())
        .collect();
    if let Some(month) = month_named(text) {
        let (year, day) = match parts.as_slice() {
            [day @ 1..=31, year @ 1900..=2100, ..] | [year @ 1900..=2100, day @ 1..=31, ..] => {
                (*year, *day)
            }
            [year @ 1900..=2100, ..] => (*year, 1),
            _ => return 0,
        };
        return year * 10_000 + month * 100 + day;
    }
    match parts.as_slice() {
        [whole @ 19_000_101..=21_001_231, ..] => *whole,
        [year @ 1900..=2100, month @ 1..=12, day @ 1..=31, ..] => year * 10_000 + month * 100 + day,
        [day @ 1..=31, month @ 1..=12, year @ 1900..=2100, ..] => year * 10_000 + month * 100 + day,
        [year @ 1900..=2100, ..] => year * 10_000 + 101,
        _ => 0,
    }
}

/// `SFR32_2017_Main_Tables`
fn is_release(name: &str) -> bool {
    let (Some(letters), Some(digit)) = (name.get(..3), name.as_bytes().get(3)) else {
        return false;
    };
    letters.eq_ignore_ascii_case("sfr") && (digit.is_ascii_digit() || matches!(digit, b' ' | b'_'))
}

/// The runs of digits in a text, each with its length; one of more than nine digits is no year.
fn numbers(text: &str) -> Vec<(u32, usize)> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| (run.parse().unwrap_or(0), run.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_cells() {
        for (text, end, span) in [
            ("2013/14", 2014, true),
            ("2013-14", 2014, true),
            ("2013_2014", 2014, true),
            ("2013–14", 2014, true),
            ("201314", 2014, true),
            ("1999/00", 2000, true),
            ("Academic year 2013/14", 2014, true),
            ("2014", 2014, false),
            ("2014.0", 2014, false),
            ("FY2014", 2014, false),
            ("31/08/2014", 2014, false),
            ("2014-08-31", 2014, false),
            ("2014-08-31 00:00:00", 2014, false),
            ("20140831", 2014, false),
            ("31 August 2014", 2014, false),
        ] {
            assert_eq!(Period::of_cell(text), Some(Period { end, span }), "{text}");
        }
        for text in ["", "100000", "1234", "2013/15", "Good", "12", "99999999999", "20149931"] {
            assert_eq!(Period::of_cell(text), None, "{text}");
        }
    }

    #[test]
    fn dates_sort() {
        for (text, sorts) in [
            ("2014-08-31", 20_140_831),
            ("31/08/2014", 20_140_831),
            ("20140831", 20_140_831),
            ("31 August 2014", 20_140_831),
            ("31-Aug-2014", 20_140_831),
            ("August 31, 2014 10:15", 20_140_831),
            ("Sept 2014", 20_140_901),
            ("2014", 20_140_101),
            ("31 August", 0),
            ("never", 0),
        ] {
            assert_eq!(date(text), sorts, "{text}");
        }
    }

    #[test]
    fn years_in_file_names() {
        for (name, label) in [
            ("cfr_financials_2014.csv", "2014"),
            ("CFR_2016-17_Full_Data_Workbook.csv", "2016/17"),
            ("AAR_2015-16_download.csv", "2015/16"),
            ("accounts201314.csv", "2013/14"),
        ] {
            assert_eq!(
                Period::of_file_name(name).map(Period::label).as_deref(),
                Some(label),
                "{name}"
            );
        }
        for name in ["england_census.csv", "SFR32_2017_Main_Tables.csv"] {
            assert_eq!(Period::of_file_name(name), None, "{name}");
        }
    }

    #[test]
    fn the_papers_years_are_offered_its_labels() {
        for (text, label) in [
            ("2013/14", "2016"),
            ("2014", "2016"),
            ("2016/17", "2018"),
            ("2018", "2018"),
            ("2014/15", "2014/15"),
        ] {
            assert_eq!(Period::of_cell(text).map(Period::wave_label).as_deref(), Some(label));
        }
    }
}
