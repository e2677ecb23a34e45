//! Which school a row is about: keys of all files, bridged where a school changed its URN.

use super::columns::Contents;
use super::key::{Key, KeyMap};
use super::known::Known;
use super::table::{Role, Table, Waves};
use super::waves::WaveYear;
use crate::dataset::Field;

/// No school.
pub const NOBODY: u32 = u32::MAX;

/// The schools of the waves, and every key that leads to one.
#[derive(Debug, Default)]
pub struct Schools {
    /// Keys with accounts of their own.
    known: Known,
    /// Where keys were joined, the school of each known key; else a key's place is its school.
    joined: Vec<u32>,
    /// Where keys were joined, the place of each school's key: that of its latest wave.
    places: Vec<u32>,
    /// Keys without accounts of their own that a file says are another URN of a school.
    aliases: KeyMap<Key, u32>,
    charities: KeyMap<Key, u32>,
    /// Schools whose two keys were joined by a predecessor or other URN.
    pub bridged: u64,
    /// Pairs of keys left apart, since both have accounts in one wave.
    pub kept_apart: u64,
}

/// Whether a table's rows make schools: it has what a school's own accounts have. Questionnaires and
/// PTA accounts only add to schools that are there.
fn has_accounts(table: &Table) -> bool {
    let own = [Field::TotalIncome, Field::Donations];
    let other =
        |(field, _): &(Field, Contents)| own.contains(field) || matches!(field, Field::Other(_));
    table.role == Role::Schools
        && !matches!(table.waves, Waves::All)
        && table.columns.iter().any(other)
}

/// Whether a table's rows put schools into a wave: accounts do; where a wave has none, any amounts do.
pub fn makes_schools(tables: &[Table], waves: &[WaveYear]) -> Vec<Vec<bool>> {
    let of_wave = |wave: &WaveYear| -> Vec<bool> {
        let has = |table: &Table| table.labels().contains(&wave.label);
        let accounts: Vec<_> =
            tables.iter().map(|table| has_accounts(table) && has(table)).collect();
        if accounts.contains(&true) {
            return accounts;
        }
        tables.iter().map(|table| table.role == Role::Schools && has(table)).collect()
    };
    waves.iter().map(of_wave).collect()
}

impl Schools {
    /// `rows_of` gives the waves of each table's rows.
    pub fn find(tables: &[Table], makes: &[Vec<bool>], waves_of: &[Vec<Option<u8>>]) -> Schools {
        let mut schools = Schools::default();
        // Bit w of a school: it has accounts in wave w.
        let mut present: Vec<u8> = Vec::new();
        for (t, (table, waves)) in tables.iter().zip(waves_of).enumerate() {
            let makes =
                |wave: u8| makes.get(usize::from(wave)).and_then(|of| of.get(t)) == Some(&true);
            if t == 0 && !waves.is_empty() {
                schools.known.reserve(table.len());
                present.reserve(table.len());
            }
            let mut guess = 0;
            for (key, wave) in table.keys.iter().zip(waves) {
                let Some(wave) = wave.filter(|wave| makes(*wave)) else { continue };
                let place = schools.known.add(key, guess);
                guess = place + 1;
                if place as usize == present.len() {
                    present.push(0);
                }
                present[place as usize] |= 1 << wave;
            }
        }
        schools.bridge(tables, present);
        schools.read_charities(tables);
        schools
    }

    pub fn len(&self) -> usize {
        if self.joined.is_empty() { self.known.len() } else { self.places.len() }
    }

    /// The key of each school.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        let keys = self.known.keys();
        let all = if self.joined.is_empty() { keys } else { &[] };
        all.iter().chain(self.places.iter().filter_map(|place| keys.get(*place as usize)))
    }

    fn own(&self, key: &Key, guess: u32) -> Option<u32> {
        let place = self.known.find(key, guess)?;
        if self.joined.is_empty() { Some(place) } else { self.joined.get(place as usize).copied() }
    }

    /// The school a key leads to, and whether by a key of its own rather than another URN; looked for
    /// at `guess` first.
    #[inline]
    pub fn of(&self, role: Role, key: &Key, guess: u32) -> Option<(u32, bool)> {
        match role {
            Role::Schools => {
                let own = self.own(key, guess).map(|id| (id, true));
                own.or_else(|| self.aliases.get(key).map(|id| (*id, false)))
            }
            Role::Charities => self.charities.get(key).map(|id| (*id, true)),
            Role::Areas | Role::Postcodes => None,
        }
    }

    /// Joins the keys that a file says are one school's. Two that have accounts in the same wave are
    /// two schools, whatever the file says: they merged, and neither is the other.
    fn bridge(&mut self, tables: &[Table], mut present: Vec<u8>) {
        let pairs: Vec<(&Key, &Key)> = tables
            .iter()
            .filter(|table| table.role == Role::Schools)
            .filter_map(|table| Some((table, table.column(&Field::OtherUrn)?)))
            .flat_map(|(table, others)| {
                table.keys.iter().enumerate().filter_map(|(row, key)| Some((key, others.key(row)?)))
            })
            .filter(|(key, other)| key != other)
            .collect();
        if pairs.is_empty() {
            return;
        }
        let mut joined: Vec<u32> = (0..self.known.len() as u32).collect();
        // A chain of three keys takes two rounds, in whatever order the file has them.
        for round in 0..3 {
            for (key, other) in &pairs {
                match (self.known.find(key, NOBODY), self.known.find(other, NOBODY)) {
                    (Some(a), Some(b)) => {
                        let (a, b) = (root(&joined, a), root(&joined, b));
                        let (mask_a, mask_b) = (present[a as usize], present[b as usize]);
                        if a == b {
                            continue;
                        }
                        if mask_a & mask_b != 0 {
                            self.kept_apart += u64::from(round == 0);
                            continue;
                        }
                        // The school goes by the key it has now.
                        let (stays, goes) = if mask_a > mask_b { (a, b) } else { (b, a) };
                        joined[goes as usize] = stays;
                        present[stays as usize] |= present[goes as usize];
                        self.bridged += 1;
                    }
                    (Some(id), None) => self.also(other, id),
                    (None, Some(id)) => self.also(key, id),
                    (None, None) => match (self.aliases.get(*key), self.aliases.get(*other)) {
                        (Some(id), None) => self.also(other, *id),
                        (None, Some(id)) => self.also(key, *id),
                        (Some(_), Some(_)) | (None, None) => (),
                    },
                }
            }
        }
        self.close_ranks(&joined);
    }

    /// The first school to claim a key has it.
    fn also(&mut self, key: &Key, id: u32) {
        self.aliases.entry(key.clone()).or_insert(id);
    }

    /// Renumbers the schools after some were joined to others.
    fn close_ranks(&mut self, joined: &[u32]) {
        let mut number = vec![NOBODY; joined.len()];
        for (place, to) in joined.iter().enumerate() {
            if *to as usize == place {
                number[place] = self.places.len() as u32;
                self.places.push(place as u32);
            }
        }
        let of = |place: u32| number[root(joined, place) as usize];
        self.joined = (0..joined.len() as u32).map(of).collect();
        for id in self.aliases.values_mut() {
            *id = of(*id);
        }
    }

    /// Charity numbers that the schools' files give; of two schools with one charity the first has it,
    /// so that its income counts once.
    fn read_charities(&mut self, tables: &[Table]) {
        for table in tables.iter().filter(|table| table.role == Role::Schools) {
            let Some(numbers) = table.column(&Field::CharityNumber) else { continue };
            for (row, key) in table.keys.iter().enumerate() {
                if let (Some(number), Some((id, _))) =
                    (numbers.key(row), self.of(Role::Schools, key, row as u32))
                {
                    self.charities.entry(number.clone()).or_insert(id);
                }
            }
        }
    }
}

/// The school that an id was joined to, at the end of the chain.
fn root(joined: &[u32], mut id: u32) -> u32 {
    while joined[id as usize] != id {
        id = joined[id as usize];
    }
    id
}
