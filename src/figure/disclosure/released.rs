//! What was shared before from the same data: a new share must not complete an old one.

use super::facts::CellKey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One cell that left.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Release {
    /// Which schools and prices, as in [`super::Facts::selection`].
    pub selection: String,
    pub cell: CellKey,
    /// The wave's label.
    pub wave: String,
    pub schools: u32,
}

/// What left so far of one set of data. Whoever keeps it keys it by the data's own hash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released(BTreeSet<Release>);

impl Released {
    pub fn contains(&self, selection: &str, cell: &CellKey, wave: &str) -> bool {
        self.0.iter().any(|one| one.selection == selection && one.is(cell, wave))
    }

    /// Whether a cell of other schools left that has so few more or fewer that the two would tell
    /// of the difference.
    pub fn differs_by_few(&self, release: &Release, fewest: u32) -> bool {
        self.0.iter().any(|one| {
            one.selection != release.selection
                && one.is(&release.cell, &release.wave)
                && (1..fewest).contains(&one.schools.abs_diff(release.schools))
        })
    }

    /// Both records as one.
    pub fn and(&self, more: &Released) -> Released {
        Released(self.0.union(&more.0).cloned().collect())
    }
}

impl Release {
    fn is(&self, cell: &CellKey, wave: &str) -> bool {
        self.cell == *cell && self.wave == wave
    }
}

impl FromIterator<Release> for Released {
    fn from_iter<I: IntoIterator<Item = Release>>(releases: I) -> Self {
        Released(releases.into_iter().collect())
    }
}

/// The two tenths of a fifth: `1-2` is `1` and `2`.
pub fn halves(cell: &CellKey) -> Option<[CellKey; 2]> {
    let (first, second) = cell.group.split_once('-')?;
    let is_number = |text: &str| text.parse::<u8>().is_ok();
    (is_number(first) && is_number(second))
        .then(|| [first, second].map(|group| CellKey::new(cell.quantity.clone(), group)))
}
