//! The parts of the scale of deprivation that a figure goes by: tenths, or fifths where tenths rest
//! on too few schools to leave the page.

use crate::dataset::Decile;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bands {
    #[default]
    Tenths,
    Fifths,
}

impl Bands {
    pub fn count(self) -> usize {
        match self {
            Bands::Tenths => Decile::COUNT,
            Bands::Fifths => Decile::COUNT / 2,
        }
    }

    /// The band of a decile, counted from 0.
    pub fn of(self, decile: Decile) -> usize {
        match self {
            Bands::Tenths => decile.index(),
            Bands::Fifths => decile.index() / 2,
        }
    }

    /// "tenth", "fifth".
    pub fn name(self) -> &'static str {
        match self {
            Bands::Tenths => "tenth",
            Bands::Fifths => "fifth",
        }
    }

    /// What the first column of a table names.
    pub fn heading(self) -> &'static str {
        match self {
            Bands::Tenths => "Tenth of deprivation",
            Bands::Fifths => "Fifth of deprivation",
        }
    }

    /// The key of a band's row: `1` … `10`, or `1-2` … `9-10`.
    pub fn key(self, band: usize) -> String {
        match self {
            Bands::Tenths => (band + 1).to_string(),
            Bands::Fifths => format!("{}-{}", 2 * band + 1, 2 * band + 2),
        }
    }

    /// "1, most deprived", "2" … "10, least deprived"; "1 and 2, most deprived" …
    pub fn label(self, band: usize) -> String {
        let deciles = self.key(band).replace('-', " and ");
        match band {
            0 => format!("{deciles}, most deprived"),
            last if last + 1 == self.count() => format!("{deciles}, least deprived"),
            _ => deciles,
        }
    }

    /// The last decile of a band, 1 to 10.
    pub fn last_decile(self, band: usize) -> usize {
        match self {
            Bands::Tenths => band + 1,
            Bands::Fifths => 2 * band + 2,
        }
    }
}
