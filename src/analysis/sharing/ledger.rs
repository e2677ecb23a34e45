//! The book of cells that disclosure control is given.

use crate::analysis::bands::Bands;
use crate::analysis::selection::{Selection, WaveSelection};
use crate::figure::disclosure::{Cell, CellKey, Column, Facts};

/// Facts as they are gathered.
#[derive(Default)]
pub(super) struct Ledger {
    pub facts: Facts,
}

/// What each school brings to the total of a wave, with its index: value × weight.
pub(super) fn brought(wave: &WaveSelection) -> impl Iterator<Item = (usize, f64)> + '_ {
    wave.values.iter().enumerate().filter_map(|(at, value)| value.map(|(x, w)| (at, x * w)))
}

impl Ledger {
    /// One cell in every wave.
    pub fn cell(&mut self, key: &CellKey, waves: impl IntoIterator<Item = Cell>) {
        for (wave, cell) in waves.into_iter().enumerate() {
            self.facts.cells.insert((key.clone(), wave), cell);
        }
    }

    /// The cells that rows are computed from.
    pub fn feed<'r>(&mut self, rows: impl IntoIterator<Item = &'r str>, cells: &[CellKey]) {
        for row in rows {
            self.facts.feeds.insert(row.into(), cells.to_vec());
        }
    }

    /// The cell of all schools with a value.
    pub fn whole(&mut self, quantity: &str, selection: &Selection) -> CellKey {
        let key = CellKey::new(quantity, "all");
        let waves = selection.waves.iter();
        self.cell(&key, waves.map(|wave| Cell::group(brought(wave).map(|(_, size)| size))));
        key
    }

    /// The cells of the tenths or fifths, which add up to the whole.
    pub fn bands(&mut self, quantity: &str, selection: &Selection, bands: Bands) -> Vec<CellKey> {
        let total = self.whole(quantity, selection);
        let of_band = |wave: &WaveSelection, band: usize| {
            let inside = |school: usize| wave.deciles[school].map(|d| bands.of(d)) == Some(band);
            let schools = brought(wave).filter(|(school, _)| inside(*school));
            Cell::group(schools.map(|(_, size)| size).collect::<Vec<_>>())
        };
        let keys: Vec<CellKey> =
            (0..bands.count()).map(|band| CellKey::new(quantity, bands.key(band))).collect();
        for (band, key) in keys.iter().enumerate() {
            self.cell(key, selection.waves.iter().map(|wave| of_band(wave, band)));
        }
        self.facts.columns.push(Column { cells: keys.clone(), total });
        keys
    }

    /// The cell of the whole schools within a stretch of the order by value: from one share of the
    /// weight to another, lowest first.
    pub fn stretch(
        &mut self,
        quantity: &str,
        group: &str,
        selection: &Selection,
        (from, to): (f64, f64),
    ) -> CellKey {
        let key = CellKey::new(quantity, group);
        let of_wave = |wave: &WaveSelection| {
            let mut schools: Vec<(f64, f64)> = wave.pairs().collect();
            schools.sort_by(|a, b| a.0.total_cmp(&b.0));
            let all: f64 = schools.iter().map(|(_, w)| w).sum();
            let mut below = 0.0;
            let mut inside = Vec::new();
            for (x, w) in schools {
                let slack = 1e-9 * all;
                if below >= from * all - slack && below + w <= to * all + slack {
                    inside.push(x * w);
                }
                below += w;
            }
            Cell::tail(inside)
        };
        self.cell(&key, selection.waves.iter().map(of_wave));
        key
    }
}
