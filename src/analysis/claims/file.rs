//! A claims file: CSV to claims, checks and remarks, with errors that name line and column.

use super::expression::Expression;
use super::expression_text::BadExpression;
use super::measure::Measure;
use super::printed::{ClaimUnit, Printed, Rounding};
use serde::Deserialize;
use std::collections::HashSet;

/// One row as it stands in the file.
#[derive(Deserialize)]
struct Record {
    id: String,
    wave: String,
    quantity: String,
    value: String,
    unit: String,
    rounding: String,
    printed: String,
    place: String,
    measure: String,
    check: String,
}

const COLUMNS: [&str; 10] =
    ["id", "wave", "quantity", "value", "unit", "rounding", "printed", "place", "measure", "check"];

/// When a claim speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// One wave, by its label.
    In(String),
    /// The change from one wave to another: `2016 to 2018`.
    Between(String, String),
    /// No wave is named.
    Unnamed,
}

/// A published figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub id: String,
    pub occasion: Occasion,
    /// What is counted, in a few words.
    pub quantity: String,
    pub printed: Printed,
    /// Where it is printed.
    pub place: String,
    /// What reproduces it; none where only checks use it.
    pub measure: Option<Measure>,
}

/// A sum that published figures have to satisfy.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub id: String,
    pub occasion: Occasion,
    /// What the figures say together, in words.
    pub quantity: String,
    /// What its sums are in, where no claim says it.
    pub unit: Option<ClaimUnit>,
    pub place: String,
    pub test: Test,
}

/// How the two sides of a check are held against each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `ID = SUM`: the sum gives the published value.
    Equal(String, Expression),
    /// `SUM <= SUM`.
    AtMost(Expression, Expression),
    /// `ID, ID of ID`: each percentage is that of a whole number of so many.
    WholeOf(Vec<String>, String),
}

/// Something to know about the source, without a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub id: String,
    pub text: String,
    pub place: String,
}

/// What a study publishes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimsFile {
    pub claims: Vec<Claim>,
    pub checks: Vec<Check>,
    pub remarks: Vec<Remark>,
}

/// Why a claims file cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}{}: {problem}", .column.map_or(String::new(), |c| format!(", column “{c}”")))]
pub struct ClaimsError {
    pub line: u64,
    pub column: Option<&'static str>,
    pub problem: String,
}

/// A problem with a cell of a column, before its line is known.
type Problem = (&'static str, String);

impl ClaimsFile {
    /// Reads a file's text. Lines that begin with # are for people.
    pub fn read(text: &str) -> Result<Self, ClaimsError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let headers = reader.headers().map_err(broken)?.clone();
        if let Some(absent) = COLUMNS.iter().find(|column| !headers.iter().any(|h| h == **column)) {
            let line = headers.position().map_or(1, csv::Position::line);
            let problem = format!("there is no column “{absent}”");
            return Err(ClaimsError { line, column: None, problem });
        }
        let mut file = ClaimsFile::default();
        let mut seen = HashSet::new();
        let mut lines = Vec::new();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(0, csv::Position::line);
            let at =
                |(column, problem): Problem| ClaimsError { line, column: Some(column), problem };
            let row: Record = record.deserialize(Some(&headers)).map_err(broken)?;
            if row.id.is_empty() || row.id.contains(char::is_whitespace) {
                return Err(at(("id", "every row needs an id, without spaces".into())));
            }
            // A check may be named as the claim that it checks: its row is `check:ID`.
            if !seen.insert((row.check.is_empty(), row.id.clone())) {
                return Err(at(("id", format!("“{}” stands on a line above already", row.id))));
            }
            if !row.check.is_empty() {
                file.checks.push(check(row).map_err(at)?);
                lines.push(line);
            } else if row.value.is_empty() {
                file.remarks.push(Remark { id: row.id, text: row.quantity, place: row.place });
            } else {
                file.claims.push(claim(row).map_err(at)?);
            }
        }
        file.names_are_known(&lines)?;
        Ok(file)
    }

    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// Every id in a check is that of a claim; `lines` are the checks'.
    fn names_are_known(&self, lines: &[u64]) -> Result<(), ClaimsError> {
        for (check, &line) in self.checks.iter().zip(lines) {
            let unknown = check.test.claims().into_iter().find(|id| self.claim(id).is_none());
            let problem = match unknown {
                Some(id) => format!("“{id}” is not the id of a claim in this file"),
                None if check.test.lacks_unit(check.unit) => {
                    "a comparison needs a unit in the column “unit”".to_string()
                }
                None => continue,
            };
            return Err(ClaimsError { line, column: Some("check"), problem });
        }
        Ok(())
    }
}

impl Test {
    /// The ids of the claims that it uses.
    pub fn claims(&self) -> Vec<&str> {
        match self {
            Test::Equal(id, sum) => std::iter::once(id.as_str()).chain(sum.claims()).collect(),
            Test::AtMost(left, right) => [left.claims(), right.claims()].concat(),
            Test::WholeOf(shares, of) => shares.iter().chain([of]).map(String::as_str).collect(),
        }
    }

    fn lacks_unit(&self, unit: Option<ClaimUnit>) -> bool {
        matches!(self, Test::AtMost(..)) && unit.is_none()
    }
}

fn claim(row: Record) -> Result<Claim, Problem> {
    let printed = Printed {
        value: number(&row.value).ok_or_else(|| {
            (
                "value",
                format!(
                    "“{}” is not a number, or one over another such as 1/3 (no commas, no unit)",
                    row.value
                ),
            )
        })?,
        unit: unit(&row.unit)?,
        rounding: row
            .rounding
            .parse()
            .map_err(|_| ("rounding", format!("“{}” is not {}", row.rounding, Rounding::WORDS)))?,
        words: Some(row.printed).filter(|words| !words.is_empty()),
    };
    let occasion = occasion(&row.wave);
    let measure = match row.measure.as_str() {
        "" => None,
        name => Some(name.parse::<Measure>().map_err(|why| ("measure", why.to_string()))?),
    };
    if let Some(measure) = &measure {
        let is_change = matches!(occasion, Occasion::Between(..));
        let is_percent_change = is_change && printed.unit == ClaimUnit::Percent;
        if !is_percent_change && printed.unit.factor_from(measure.unit()).is_none() {
            return Err(("unit", format!("“{}” is not measured in {}", row.measure, row.unit)));
        }
        if occasion == Occasion::Unnamed {
            return Err(("wave", "a claim with a measure needs a wave, or “2016 to 2018”".into()));
        }
    }
    Ok(Claim { id: row.id, occasion, quantity: row.quantity, printed, place: row.place, measure })
}

fn check(row: Record) -> Result<Check, Problem> {
    let sum = |text: &str| Expression::parse(text).map_err(|why: BadExpression| why.to_string());
    let test = if let Some((left, right)) = row.check.split_once(" <= ") {
        Test::AtMost(sum(left).map_err(in_check)?, sum(right).map_err(in_check)?)
    } else if let Some((id, right)) = row.check.split_once(" = ") {
        Test::Equal(id.trim().into(), sum(right).map_err(in_check)?)
    } else if let Some((shares, of)) = row.check.split_once(" of ") {
        let shares = shares.split(',').map(|id| id.trim().to_string()).collect();
        Test::WholeOf(shares, of.trim().into())
    } else {
        return Err(in_check("a check reads ID = SUM, SUM <= SUM, or ID, ID of ID".into()));
    };
    let unit = if row.unit.is_empty() { None } else { Some(unit(&row.unit)?) };
    let occasion = occasion(&row.wave);
    Ok(Check { id: row.id, occasion, quantity: row.quantity, unit, place: row.place, test })
}

fn in_check(problem: String) -> Problem {
    ("check", problem)
}

fn unit(cell: &str) -> Result<ClaimUnit, Problem> {
    cell.parse().map_err(|_| ("unit", format!("“{cell}” is not {}", ClaimUnit::WORDS)))
}

fn occasion(cell: &str) -> Occasion {
    match cell.split_once(" to ") {
        Some((first, second)) => Occasion::Between(first.trim().into(), second.trim().into()),
        None if cell.is_empty() => Occasion::Unnamed,
        None => Occasion::In(cell.into()),
    }
}

/// A number, or one over another: `100/3`.
fn number(cell: &str) -> Option<f64> {
    let value: f64 = match cell.split_once('/') {
        Some((over, under)) => {
            over.trim().parse::<f64>().ok()? / under.trim().parse::<f64>().ok()?
        }
        None => cell.parse().ok()?,
    };
    value.is_finite().then_some(value)
}

/// What the CSV reader could not read.
fn broken(error: csv::Error) -> ClaimsError {
    let line = error.position().map_or(1, csv::Position::line);
    let problem = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!(
            "{len} cells, where the first line has {expected_len}; a cell with a comma needs quotes"
        ),
        _ => error.to_string(),
    };
    ClaimsError { line, column: None, problem }
}
