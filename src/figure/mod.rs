//! The Figure: the only thing that leaves an analysis.
//!
//! The worker makes it, the page draws it, an embed is one, disclosure control maps one to another.
//! Whatever shows a number shows it from the Figure, so the chart, the table, the sentence and the
//! export cannot disagree.

mod area;
pub mod disclosure;
mod estimate;
mod finding;
mod form;
mod judgement;
mod kind;
pub mod number;
mod provenance;
mod subject;
mod tooltip;
mod unit;
pub mod words;

pub use area::{Area, NotAnArea, Span};
pub use estimate::{Absent, Estimate, Mark};
pub use finding::Finding;
pub use form::{Bin, Curve, Form, GENERALISED, Hue, Part, Point, Series, Step, Trend};
pub use judgement::{ClaimVerdict, Judgement, Ruler};
pub use kind::{Kind, UnknownKind};
pub use provenance::{Input, Provenance};
pub use subject::{SchoolWeight, Subject};
pub use tooltip::{Pointed, Tooltip, TooltipLine, Weight, tooltip};
pub use unit::Unit;

use serde::{Deserialize, Serialize};

/// One chart, table or both, with everything that has to stand beside its numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub kind: Kind,
    /// What is counted, as sentences put it.
    pub subject: Subject,
    /// "Figure 1", "Table 1".
    pub kicker: String,
    /// The finding, as a headline.
    pub title: String,
    /// What is measured, its unit, and of how many.
    pub subtitle: String,
    /// What the chart shows for this data, with numbers and intervals.
    pub sentence: String,
    /// The waves' labels, the earlier first: one or two.
    pub waves: Vec<String>,
    /// The unit of the rows that name none of their own, and of the axis.
    pub unit: Unit,
    /// What the first column of the table names: "Tenth of deprivation".
    pub heading: String,
    /// The table: every number of the chart stands here.
    pub rows: Vec<Row>,
    /// Measures that belong beside the chart: an absolute one always beside a relative one.
    pub companions: Vec<Row>,
    /// What the marks are, and the geometry that the rows do not hold.
    pub form: Form,
    /// n, missing, method, how to read it.
    pub notes: Vec<Note>,
    pub provenance: Provenance,
    /// What people who cannot see the chart are told, where someone put it in words of their own.
    pub description: Option<String>,
}

impl Figure {
    /// The row of a key.
    pub fn row(&self, key: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// The row of a part of a row's bar.
    pub fn part_row(&self, row: &Row, part: &Part) -> Option<&Row> {
        self.row(&format!("{}-{}", row.key, part.key))
    }

    /// The companion of a key.
    pub fn companion(&self, key: &str) -> Option<&Row> {
        self.companions.iter().find(|row| row.key == key)
    }

    /// Whether the axes of a scatter are one measure, the earlier wave across and the later one up, so
    /// that a line of no change means something.
    pub fn sets_waves_against_each_other(&self) -> bool {
        let ([first, second], Form::Points { x, y, .. }) = (self.waves.as_slice(), &self.form)
        else {
            return false;
        };
        let measure = |series: &Series, wave: &String| {
            series.label.strip_suffix(wave.as_str()).map(str::to_owned)
        };
        x.unit == y.unit
            && first != second
            && measure(x, first).is_some_and(|of| measure(y, second) == Some(of))
    }

    /// Whether no row has a number: the figure says so in its place.
    pub fn is_empty(&self) -> bool {
        // A step of a change stands in the column of the change alone.
        let estimates = self.rows.iter().flat_map(|row| row.waves.iter().chain(&row.change));
        !estimates.into_iter().any(|estimate| estimate.value.is_ok())
    }
}

/// One row of a figure's table: the same quantity in each wave, and its change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The stable handle, `data-row`.
    #[serde(rename = "k")]
    pub key: String,
    #[serde(rename = "t")]
    pub label: String,
    #[serde(rename = "u")]
    pub unit: Unit,
    /// One a wave, in the order of [`Figure::waves`].
    #[serde(rename = "w")]
    pub waves: Vec<Estimate>,
    /// Second less first, in the row's own unit; none where there is one wave.
    #[serde(rename = "c")]
    pub change: Option<Estimate>,
    /// Second over first less one, in percent; none where that means nothing.
    #[serde(rename = "p")]
    pub change_percent: Option<Estimate>,
}

impl Row {
    /// The estimate of the last wave: what a title speaks of.
    pub fn latest(&self) -> Option<&Estimate> {
        self.waves.last()
    }
}

/// A note under a figure: a term and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub term: String,
    pub text: String,
}

/// The term of the note that stands in a chart's place too, where there is nothing to draw.
pub const WHAT_TO_DO: &str = "What to do";

/// The term of the note that says how well the trendlines fit: it is withheld with one of them.
pub const TREND: &str = "Trend";

impl Note {
    pub fn new(term: impl Into<String>, text: impl Into<String>) -> Self {
        Note { term: term.into(), text: text.into() }
    }
}
