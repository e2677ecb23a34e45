//! What the marks of a chart are, and the geometry that the rows of its table do not hold.

use super::Row;
use serde::{Deserialize, Serialize};

/// What is counted: the page gives each one hue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hue {
    Donations,
    Pta,
    Raised,
    Time,
    Share,
}

/// One part of a stacked bar: the row `KEY` of decile `1` is `1-KEY`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub key: String,
    pub label: String,
    pub hue: Hue,
}

/// A least-squares line through the means of deciles, or of fifths: value = intercept + slope × the
/// number of the group, from 1 to 10, or from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trend {
    pub slope: f64,
    pub intercept: f64,
}

/// A curve of one wave, its points in order of x, which is a share from 0 to 1, as y is unless the form
/// says otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    pub wave: usize,
    pub points: Vec<(f64, f64)>,
}

/// What ends the key of a row that gives a generalised curve's height; before it, the percentage.
pub const GENERALISED: &str = "-generalised";

impl Curve {
    /// The height of the curve at x, straight between its points; 0 where it has none.
    pub fn height_at(&self, x: f64) -> f64 {
        let after = self.points.iter().position(|point| point.0 >= x).unwrap_or(0);
        let Some((x1, y1)) = self.points.get(after).copied() else { return 0.0 };
        let before = after.checked_sub(1).and_then(|before| self.points.get(before));
        let Some((x0, y0)) = before.copied() else { return y1 };
        if x1 > x0 { y0 + (y1 - y0) * (x - x0) / (x1 - x0) } else { y1 }
    }
}

/// One bin of a distribution, [from, to), and the share of each wave's schools in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    pub from: f64,
    /// None where the bin is open at the top.
    pub to: Option<f64>,
}

/// One step of a waterfall: the row of this key, and whether it is a level or an addition to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub key: String,
    pub is_level: bool,
}

/// One school in a scatter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Index of the school in its dataset.
    pub school: u32,
    pub x: f64,
    pub y: f64,
    /// 1 to 10, where known.
    pub decile: Option<u8>,
}

/// An axis of a scatter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    pub label: String,
    pub unit: super::Unit,
}

/// The form of a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Form {
    /// A table and no chart.
    Table,
    /// A pair of bars a decile, stacked in parts where there are any, with a trendline a wave.
    /// Rows: `1` … `10`, or fifths `1-2` … `9-10`; with parts, `1-KEY`.
    Bars { hue: Hue, parts: Vec<Part>, trends: Vec<Option<Trend>> },
    /// A dot and whisker a decile and wave, with a trendline a wave. Rows as in `Bars`.
    Dots { hue: Hue, trends: Vec<Option<Trend>> },
    /// Lorenz or concentration curves against the diagonal of equality; or, where `heights` names a
    /// unit, generalised Lorenz curves, of amounts, which have no diagonal in common.
    Curves {
        hue: Hue,
        curves: Vec<Curve>,
        x_label: String,
        diagonal: String,
        // Absent from embeds that were made before there was a choice.
        #[serde(default)]
        heights: Option<super::Unit>,
    },
    /// One strip a wave, parted into shares of one. The rows named here, in order.
    Strips { hue: Hue, parts: Vec<String> },
    /// A histogram of each wave; row i of the table is bin i.
    /// `log`: the bins widen, each by about the same factor.
    Bins {
        hue: Hue,
        bins: Vec<Bin>,
        x_label: String,
        // Absent from embeds that were made before there was a choice.
        #[serde(default)]
        log: bool,
    },
    /// Two dots a row, first wave to second, with their intervals.
    Dumbbells { hue: Hue },
    /// Dumbbells of single schools, one a row, by index in their dataset; and of all that were
    /// `matched`, shown or not, how many rose and fell.
    SchoolChanges { hue: Hue, schools: Vec<u32>, matched: u32, rose: u32, fell: u32 },
    /// Levels and the steps between them, from left to right.
    Waterfall { hue: Hue, steps: Vec<Step> },
    /// A point a school.
    Points { x: Series, y: Series, points: Vec<Point>, log: bool },
    /// One judgement a row: published figures, then sums of them, whose keys begin with `check:`.
    Claims { judgements: Vec<super::Judgement> },
}

impl Form {
    /// Whether the marks are single schools, so that the figure stays on the page.
    pub fn is_of_schools(&self) -> bool {
        matches!(self, Form::Points { .. } | Form::SchoolChanges { .. })
    }

    /// Whether a row is of a part of another row's bar, as [`super::Figure::part_row`] finds it.
    pub fn is_part(&self, row: &Row) -> bool {
        let Form::Bars { parts, .. } = self else { return false };
        let mut ends = parts.iter().filter_map(|part| row.key.strip_suffix(part.key.as_str()));
        ends.any(|group| group.ends_with('-'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_straight_between_its_points() {
        let curve = Curve { wave: 0, points: vec![(0.0, 0.0), (0.4, 0.1), (1.0, 1.0)] };
        assert!((curve.height_at(0.5) - 0.25).abs() < 1e-12);
        assert_eq!(curve.height_at(0.0), 0.0);
        assert_eq!(Curve { wave: 0, points: Vec::new() }.height_at(0.5), 0.0);
    }

    #[test]
    fn a_distribution_shared_before_steps_could_widen_still_reads() {
        let earlier = r#"{"Bins":{"hue":"Raised","bins":[],"x_label":"Money"}}"#;
        let bins =
            Form::Bins { hue: Hue::Raised, bins: Vec::new(), x_label: "Money".into(), log: false };
        assert_eq!(serde_json::from_str::<Form>(earlier).unwrap(), bins);
    }
}
