//! A rectangle of a scatter, in the values of its axes: the schools that a user picked.

use super::Point;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Values between two ends, both included; an end that is not given is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Span {
    pub from: Option<f64>,
    pub to: Option<f64>,
}

impl Span {
    pub fn holds(&self, value: f64) -> bool {
        self.from.is_none_or(|from| value >= from) && self.to.is_none_or(|to| value <= to)
    }

    fn around(values: impl Iterator<Item = f64>) -> Span {
        let (mut from, mut to) = (None::<f64>, None::<f64>);
        for value in values {
            from = Some(from.map_or(value, |from| from.min(value)));
            to = Some(to.map_or(value, |to| to.max(value)));
        }
        Span { from, to }
    }
}

/// Values on both axes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Area {
    pub x: Span,
    pub y: Span,
}

impl Area {
    pub fn holds(&self, point: &Point) -> bool {
        self.x.holds(point.x) && self.y.holds(point.y)
    }

    /// The smallest area that holds all of these; none where there is no point.
    pub fn around<'a>(points: impl Iterator<Item = &'a Point> + Clone) -> Option<Area> {
        points.clone().next()?;
        let (x, y) = (points.clone().map(|point| point.x), points.map(|point| point.y));
        Some(Area { x: Span::around(x), y: Span::around(y) })
    }

    /// Whether every end is open, so that it holds every school.
    pub fn is_open(&self) -> bool {
        *self == Area::default()
    }
}

/// `FROM:TO`; an open end is nothing.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: Option<f64>| end.map_or(String::new(), |end| end.to_string());
        write!(f, "{}:{}", end(self.from), end(self.to))
    }
}

/// `FROM:TO,FROM:TO`, from left to right and from the bottom up.
impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.x, self.y)
    }
}

/// The text is no area.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a range on each axis, from:to,from:to")]
pub struct NotAnArea(String);

impl FromStr for Area {
    type Err = NotAnArea;

    fn from_str(text: &str) -> Result<Self, NotAnArea> {
        let read = || {
            let (x, y) = text.split_once(',')?;
            Some(Area { x: span(x)?, y: span(y)? })
        };
        read().filter(|area| !area.is_open()).ok_or_else(|| NotAnArea(text.into()))
    }
}

fn span(text: &str) -> Option<Span> {
    let end = |text: &str| -> Option<Option<f64>> {
        if text.is_empty() {
            return Some(None);
        }
        text.parse::<f64>().ok().filter(|end| end.is_finite()).map(Some)
    };
    let (from, to) = text.split_once(':')?;
    let span = Span { from: end(from)?, to: end(to)? };
    let is_ordered = span.from.zip(span.to).is_none_or(|(from, to)| from <= to);
    is_ordered.then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, y: f64) -> Point {
        Point { school: 0, x, y, decile: None }
    }

    #[test]
    fn the_area_around_points_holds_them_and_no_other() {
        let points = [point(1.0, 9.0), point(4.0, 2.0)];
        let area = Area::around(points.iter()).unwrap();
        assert_eq!(area.to_string(), "1:4,2:9");
        assert!(points.iter().all(|point| area.holds(point)) && area.holds(&point(2.0, 5.0)));
        assert!(!area.holds(&point(0.9, 5.0)) && !area.holds(&point(2.0, 9.1)));
        assert_eq!(Area::around([].iter()), None);
    }

    #[test]
    fn an_end_that_is_not_given_is_open() {
        let area: Area = "100:,:20.5".parse().unwrap();
        assert!(area.holds(&point(1e12, -5.0)) && !area.holds(&point(99.0, 0.0)));
        assert_eq!(area.to_string(), "100:,:20.5");
    }

    #[test]
    fn what_is_no_area_says_so() {
        for text in ["", ":,:", "1:2", "2:1,:", "a:2,:", "1:2,3", "NaN:,:", "inf:,:"] {
            assert!(text.parse::<Area>().is_err(), "{text}");
        }
    }
}
