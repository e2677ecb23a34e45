//! Keys in the order in which they came, each found by itself.

use super::key::{Key, KeyHasher};
use super::linking::NOBODY;
use std::hash::{BuildHasher, BuildHasherDefault};

/// Different keys, each at its place. Those that ascend, as in most files, are found by halving; from the
/// first that does not, by a table of places.
#[derive(Debug, Default)]
pub struct Known {
    keys: Vec<Key>,
    /// Places where their keys hash to, open to the next free one; empty while the keys ascend.
    places: Vec<u32>,
}

impl Known {
    pub fn reserve(&mut self, more: usize) {
        self.keys.reserve(more);
    }

    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The place of a key; looked for at `guess` first, since files tend to have one order.
    #[inline]
    pub fn find(&self, key: &Key, guess: u32) -> Option<u32> {
        if self.keys.get(guess as usize) == Some(key) {
            return Some(guess);
        }
        if self.places.is_empty() {
            return self.keys.binary_search(key).ok().map(|place| place as u32);
        }
        self.places.get(self.slot(key)).copied().filter(|place| *place != NOBODY)
    }

    /// The place of a key, which is added where it is new.
    pub fn add(&mut self, key: &Key, guess: u32) -> u32 {
        let next = self.keys.len() as u32;
        let ascends = self.places.is_empty() && self.keys.last().is_none_or(|last| last < key);
        if !ascends {
            if let Some(place) = self.find(key, guess) {
                return place;
            }
            if self.places.len() < 2 * (self.keys.len() + 1) {
                self.spread();
            }
            let slot = self.slot(key);
            if let Some(place) = self.places.get_mut(slot) {
                *place = next;
            }
        }
        self.keys.push(key.clone());
        next
    }

    /// Puts every place where its key hashes to, with room for as many again.
    fn spread(&mut self) {
        self.places = vec![NOBODY; (4 * (self.keys.len() + 1)).next_power_of_two()];
        for place in 0..self.keys.len() {
            let slot = self.slot(&self.keys[place]);
            self.places[slot] = place as u32;
        }
    }

    /// Where a key's place is, or is to be. At most half of the slots are taken, so that one is free.
    fn slot(&self, key: &Key) -> usize {
        let last = self.places.len() - 1;
        let hash = BuildHasherDefault::<KeyHasher>::default().hash_one(key);
        let mut slot = hash as usize & last;
        while self.places[slot] != NOBODY && self.keys[self.places[slot] as usize] != *key {
            slot = (slot + 1) & last;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn a_key_is_where_it_first_came(
            numbers in prop::collection::vec(0u64..60, 0..80),
            sorted: bool,
            guess in 0u32..80,
        ) {
            let mut numbers = numbers;
            if sorted {
                numbers.sort_unstable();
            }
            let (mut known, mut expected) = (Known::default(), HashMap::new());
            for number in &numbers {
                let key = Key::Number(*number);
                let next = expected.len() as u32;
                let place = *expected.entry(*number).or_insert(next);
                prop_assert_eq!(known.add(&key, guess), place);
            }
            prop_assert_eq!(known.len(), expected.len());
            for number in 0..60 {
                let place = known.find(&Key::Number(number), guess);
                prop_assert_eq!(place, expected.get(&number).copied());
            }
        }
    }
}
