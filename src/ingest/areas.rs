//! School to neighbourhood to deprivation decile, over one file or several.

use super::key::{Key, KeyMap};
use super::table::{Role, Table};
use crate::dataset::{Decile, DecileDirection, Field};

/// The lookups that tables of areas and postcodes give; the first table to name a key has it.
#[derive(Default)]
pub struct Areas<'a> {
    of_lsoa: KeyMap<&'a Key, (usize, u32)>,
    of_postcode: KeyMap<&'a Key, (usize, u32)>,
    tables: &'a [Table],
    /// For each table, whether a row was asked for.
    used: Vec<Vec<bool>>,
}

impl<'a> Areas<'a> {
    pub fn new(tables: &'a [Table]) -> Areas<'a> {
        let mut areas = Areas { tables, ..Areas::default() };
        for (t, table) in tables.iter().enumerate() {
            let map = match table.role {
                Role::Areas => &mut areas.of_lsoa,
                Role::Postcodes => &mut areas.of_postcode,
                Role::Schools | Role::Charities => {
                    areas.used.push(Vec::new());
                    continue;
                }
            };
            map.reserve(table.len());
            for (row, key) in table.keys.iter().enumerate() {
                map.entry(key).or_insert((t, row as u32));
            }
            areas.used.push(vec![false; table.len()]);
        }
        areas
    }

    /// Whether a table could have known a school's area by what is known of it.
    pub fn covers(&self, lsoa: Option<&Key>, postcode: Option<&Key>) -> bool {
        lsoa.is_some() && !self.of_lsoa.is_empty()
            || postcode.is_some() && !self.of_postcode.is_empty()
    }

    pub fn is_empty(&self) -> bool {
        self.of_lsoa.is_empty() && self.of_postcode.is_empty()
    }

    /// The decile of a school's neighbourhood, by its LSOA, else by its postcode, and how sure the
    /// direction of that table is.
    pub fn decile(
        &mut self,
        lsoa: Option<&Key>,
        postcode: Option<&Key>,
    ) -> Option<(Decile, DecileDirection)> {
        // A place in the maps is a table's and a row's that the tables have: they were entered from them.
        let by_postcode = postcode.and_then(|key| self.of_postcode.get(key)).copied();
        let lsoa = lsoa.cloned().or_else(|| {
            let (t, row) = by_postcode?;
            self.tables[t].column(&Field::Lsoa)?.key(row as usize).cloned()
        });
        let by_lsoa = lsoa.and_then(|key| self.of_lsoa.get(&key)).copied();
        for (t, row) in by_lsoa.into_iter().chain(by_postcode) {
            self.used[t][row as usize] = true;
            if let Some(decile) = decile_at(&self.tables[t], row as usize) {
                if let Some((t, row)) = by_postcode {
                    self.used[t][row as usize] = true;
                }
                return Some((decile, self.tables[t].direction));
            }
        }
        None
    }

    /// The rows of a table that no school's area asked for.
    pub fn unused(&self, table: usize) -> impl Iterator<Item = usize> + '_ {
        let used = self.used.get(table).map(Vec::as_slice).unwrap_or_default();
        used.iter().enumerate().filter(|(_, used)| !**used).map(|(row, _)| row)
    }
}

/// The decile that a table gives for a row.
pub fn decile_at(table: &Table, row: usize) -> Option<Decile> {
    let number = table.column(&Field::ImdDecile)?.number(row).ok()?;
    Decile::try_from(number as u8).ok()
}
