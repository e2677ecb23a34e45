//! What a reader chose for a chart: theme, width, what is hidden, who is followed.

use super::text;
use super::theme::{LIGHT, Theme};
use crate::figure::{Area, Figure};

/// A series that can be switched off.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Series {
    /// The part of this key of stacked bars.
    Part(String),
    /// The wave of this index.
    Wave(usize),
    Trend,
    Interval,
    /// Schools of the most deprived, the middle and the least deprived tenths: 0, 1, 2.
    Deprivation(usize),
}

/// A school that is followed through the charts.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// Index of the school in its dataset, as in [`crate::figure::Point`].
    pub school: u32,
    pub name: String,
    /// In each wave the tenth it stands in, and what it has of what the chart counts.
    pub has: Vec<(Option<u8>, Option<f64>)>,
}

/// How a chart is to look.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    pub theme: Theme,
    /// CSS px.
    pub width: u32,
    pub hidden: Vec<Series>,
    pub followed: Option<Followed>,
    /// The tenth of deprivation whose schools the other charts show.
    pub tenth: Option<u8>,
    /// The schools of a scatter that are picked; the others stand back.
    pub picked: Option<Area>,
    /// Whether a scatter's scales are logarithmic; as its figure says where not chosen.
    pub log: Option<bool>,
    /// Widths of the face in use over those of the table; 1 where it is an ordinary one.
    pub stretch: f64,
}

/// Charts take their form from their own width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    Small,
    Medium,
    Wide,
}

impl Room {
    pub fn of(width: u32) -> Room {
        match width {
            0..600 => Room::Small,
            600..860 => Room::Medium,
            860.. => Room::Wide,
        }
    }
}

impl Look {
    /// Everything shown, in the light theme.
    pub fn new(width: u32) -> Look {
        Look {
            theme: LIGHT,
            width,
            hidden: Vec::new(),
            followed: None,
            tenth: None,
            picked: None,
            log: None,
            stretch: 1.0,
        }
    }

    pub fn in_theme(mut self, theme: Theme) -> Look {
        self.theme = theme;
        self
    }

    pub fn hiding(mut self, series: Series) -> Look {
        self.hidden.push(series);
        self
    }

    pub fn shows(&self, series: &Series) -> bool {
        !self.hidden.contains(series)
    }

    /// The waves that are shown, by index; all of them where none would be left.
    pub fn waves(&self, figure: &Figure) -> Vec<usize> {
        let all = 0..figure.waves.len();
        let shown: Vec<usize> =
            all.clone().filter(|wave| self.shows(&Series::Wave(*wave))).collect();
        if shown.is_empty() { all.collect() } else { shown }
    }

    pub fn room(&self) -> Room {
        Room::of(self.width)
    }

    /// The width of a line of text, px.
    pub fn measure(&self, line: &str, size: f64, bold: bool) -> f64 {
        text::width(line, size, bold) * self.stretch
    }
}

/// Whether a wave is drawn solid: the last one is, those before it pale.
pub fn is_solid(figure: &Figure, wave: usize) -> bool {
    wave + 1 == figure.waves.len()
}
