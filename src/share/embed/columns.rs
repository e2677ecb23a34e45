//! Rows as a payload carries them: column by column, since numbers of one kind take less room side by
//! side, and each said from the nearest that is known.
//!
//! The ends of an interval are distances from the value; a change is what it is more than second less
//! first, and a change in percent what it is more than the waves give, mostly 0. In each list, null
//! stands where a row has none; a list of nothing else is left out.

use crate::figure::{Absent, Estimate, Mark, Row, Unit};
use serde::{Deserialize, Serialize};

/// Sums of shown numbers are exact to this many to one: no unit shows more places than three.
const EXACT: f64 = 1e6;

/// Some rows: keys, labels, units, then a column each wave, the change and the change in percent.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Columns {
    k: Vec<String>,
    t: Vec<String>,
    /// Left out where each is the figure's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    u: Vec<Unit>,
    w: Vec<Column>,
    #[serde(default, skip_serializing_if = "Column::is_empty")]
    c: Column,
    #[serde(default, skip_serializing_if = "Column::is_empty")]
    p: Column,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Column {
    #[serde(skip_serializing_if = "is_blank")]
    v: Vec<Option<Told>>,
    #[serde(skip_serializing_if = "is_blank")]
    l: Vec<Option<f64>>,
    #[serde(skip_serializing_if = "is_blank")]
    h: Vec<Option<f64>>,
    #[serde(skip_serializing_if = "is_blank")]
    e: Vec<Option<String>>,
    #[serde(skip_serializing_if = "is_blank")]
    n: Vec<Option<u32>>,
    #[serde(skip_serializing_if = "is_blank")]
    m: Vec<Option<Mark>>,
}

/// A number, or why there is none.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Told {
    Known(f64),
    Absent(Absent),
}

fn is_blank<T>(list: &[Option<T>]) -> bool {
    list.iter().all(Option::is_none)
}

impl Columns {
    /// The rows of a figure of so many waves and this unit.
    pub fn of(rows: &[Row], waves: usize, unit: Unit) -> Columns {
        let all_alike = rows.iter().all(|row| row.unit == unit);
        let wave = |at: usize| Column::of(rows.iter().map(|row| (row.waves.get(at), 0.0)));
        Columns {
            k: rows.iter().map(|row| row.key.clone()).collect(),
            t: rows.iter().map(|row| row.label.clone()).collect(),
            u: if all_alike { Vec::new() } else { rows.iter().map(|row| row.unit).collect() },
            w: (0..waves).map(wave).collect(),
            c: Column::of(rows.iter().map(|row| (row.change.as_ref(), change(&row.waves)))),
            p: Column::of(
                rows.iter().map(|row| (row.change_percent.as_ref(), percent(&row.waves))),
            ),
        }
    }

    /// The rows again; none where the columns do not fit each other.
    pub fn rows(&self, unit: Unit) -> Option<Vec<Row>> {
        let count = self.k.len();
        let fits = self.t.len() == count && (self.u.is_empty() || self.u.len() == count);
        let mut columns = self.w.iter().chain([&self.c, &self.p]);
        if !fits || !columns.all(|column| column.is_at_most(count)) {
            return None;
        }
        let labelled = self.k.iter().zip(&self.t).enumerate();
        let row = |(at, (key, label)): (usize, (&String, &String))| {
            let waves: Vec<_> = self.w.iter().filter_map(|column| column.at(at, 0.0)).collect();
            Row {
                key: key.clone(),
                label: label.clone(),
                unit: self.u.get(at).copied().unwrap_or(unit),
                change: self.c.at(at, change(&waves)),
                change_percent: self.p.at(at, percent(&waves)),
                waves,
            }
        };
        Some(labelled.map(row).collect())
    }
}

impl Column {
    /// The estimates, each beside what its value is measured from.
    fn of<'a>(estimates: impl Iterator<Item = (Option<&'a Estimate>, f64)>) -> Column {
        let mut column = Column::default();
        for (estimate, from) in estimates {
            let known = estimate.and_then(Estimate::known_value);
            let interval = known.zip(estimate.and_then(|estimate| estimate.interval));
            column.v.push(estimate.map(|estimate| match &estimate.value {
                Ok(value) => Told::Known(exact(value - from)),
                Err(absent) => Told::Absent(absent.clone()),
            }));
            column.l.push(interval.map(|(value, (low, _))| exact(value - low)));
            column.h.push(interval.map(|(value, (_, high))| exact(high - value)));
            column.e.push(estimate.and_then(|estimate| estimate.no_interval.clone()));
            column.n.push(estimate.and_then(|estimate| estimate.n));
            column.m.push(estimate.and_then(|estimate| estimate.mark));
        }
        column
    }

    fn is_empty(&self) -> bool {
        is_blank(&self.v)
    }

    fn is_at_most(&self, count: usize) -> bool {
        let Column { v, l, h, e, n, m } = self;
        [v.len(), l.len(), h.len(), e.len(), n.len(), m.len()].into_iter().all(|len| len <= count)
    }

    /// The estimate of a row; none where it has none.
    fn at(&self, row: usize, from: f64) -> Option<Estimate> {
        let value = match self.v.get(row)?.as_ref()? {
            Told::Known(more) => Ok(exact(from + more)),
            Told::Absent(absent) => Err(absent.clone()),
        };
        let below = self.l.get(row).copied().flatten();
        let above = self.h.get(row).copied().flatten();
        let interval = value.as_ref().ok().zip(below.zip(above));
        Some(Estimate {
            interval: interval.map(|(v, (below, above))| (exact(v - below), exact(v + above))),
            no_interval: self.e.get(row).cloned().flatten(),
            n: self.n.get(row).copied().flatten(),
            mark: self.m.get(row).copied().flatten(),
            value,
        })
    }
}

/// The sum as a short decimal, without what binary fractions add to it.
fn exact(sum: f64) -> f64 {
    (sum * EXACT).round() / EXACT
}

/// What two waves' values differ by; 0 where that is not known.
fn change(waves: &[Estimate]) -> f64 {
    both(waves).map_or(0.0, |(first, second)| exact(second - first))
}

/// By how many percent, to a tenth; 0 where that is not known.
fn percent(waves: &[Estimate]) -> f64 {
    let known = both(waves).filter(|(first, _)| *first > 0.0);
    known.map_or(0.0, |(first, second)| ((second / first - 1.0) * 1000.0).round() / 10.0)
}

fn both(waves: &[Estimate]) -> Option<(f64, f64)> {
    let [first, second] = waves else { return None };
    first.known_value().zip(second.known_value())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers worked by hand: 7,305 − 6,293 is 1,012, and 7,305 ÷ 6,293 is 16.08 % more.
    #[test]
    fn a_row_is_told_from_what_is_known() {
        let row = Row {
            key: "1".into(),
            label: "1, most deprived".into(),
            unit: Unit::Pounds,
            waves: vec![
                Estimate::known(6293.0).within(Some((4919.0, 8008.0))).of(31),
                Estimate::known(7305.0).of(24),
            ],
            change: Some(Estimate::known(1013.0)),
            change_percent: Some(Estimate::known(16.1)),
        };
        let rows = [row];
        let columns = Columns::of(&rows, 2, Unit::Pounds);
        assert_eq!(
            serde_json::to_string(&columns).unwrap(),
            r#"{"k":["1"],"t":["1, most deprived"],"w":[{"v":[6293.0],"l":[1374.0],"h":[1715.0],"n":[31]},{"v":[7305.0],"n":[24]}],"c":{"v":[1.0]},"p":{"v":[0.0]}}"#
        );
        assert_eq!(columns.rows(Unit::Pounds).unwrap(), rows);
    }

    #[test]
    fn columns_that_do_not_fit_give_no_rows() {
        let read = |text: &str| serde_json::from_str::<Columns>(text).unwrap().rows(Unit::Share);
        assert_eq!(read(r#"{"k":["a"],"t":[],"w":[]}"#), None);
        assert_eq!(read(r#"{"k":["a"],"t":["A"],"w":[{"v":[1,2]}]}"#), None);
        assert_eq!(read(r#"{"k":["a"],"t":["A"],"u":["n","n"],"w":[]}"#), None);
        let step = read(r#"{"k":["a"],"t":["A"],"w":[{}],"c":{"v":[0.25]}}"#).unwrap();
        assert!(step[0].waves.is_empty());
        assert_eq!(step[0].change, Some(Estimate::known(0.25)));
    }
}
