//! A table's columns, as small as their contents allow.

use super::key::Key;
use super::table::keep;
use crate::dataset::{Cell, Missing};
use std::collections::HashMap;

/// One of a few words a row.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub names: Vec<String>,
    /// Texts that are no word, with the reason; their codes count down from the last.
    gaps: Vec<(String, Missing)>,
    codes: Vec<u16>,
    known: HashMap<Box<[u8]>, u16>,
}

/// No word, since there is no room for one.
const NONE: u16 = u16::MAX;
/// Texts kept that are no word; further ones are not told apart.
const GAPS: u16 = 256;
const MOST: u16 = NONE - GAPS;

impl Words {
    /// Adds a row's word, given its bytes without padding and how they read. Past 65,279 different words,
    /// which no category has, further ones are none.
    pub fn push(&mut self, bytes: &[u8], read: impl FnOnce() -> Result<String, (String, Missing)>) {
        // Rows of one kind come together in most files.
        if let Some(last) = self.codes.last().copied().filter(|code| *code != NONE)
            && self.names.get(usize::from(last)).is_some_and(|name| name.as_bytes() == bytes)
        {
            self.codes.push(last);
            return;
        }
        if let Some(code) = self.known.get(bytes) {
            self.codes.push(*code);
            return;
        }
        let code = match read() {
            Ok(name) if self.names.len() < usize::from(MOST) => {
                self.names.push(name);
                (self.names.len() - 1) as u16
            }
            Err(gap) if self.gaps.len() < usize::from(GAPS) => {
                self.gaps.push(gap);
                NONE - self.gaps.len() as u16
            }
            Ok(_) | Err(_) => NONE,
        };
        if self.known.len() < usize::from(NONE) {
            self.known.insert(bytes.into(), code);
        }
        self.codes.push(code);
    }

    /// Takes the last row's word away.
    pub fn pop(&mut self) {
        self.codes.pop();
    }

    pub fn remove(&mut self, marked: &[bool]) {
        keep(&mut self.codes, marked);
    }

    pub fn code(&self, row: usize) -> Option<u16> {
        self.codes.get(row).copied().filter(|code| *code < MOST)
    }

    pub fn has_gaps(&self) -> bool {
        !self.gaps.is_empty() || self.names.len() >= usize::from(MOST)
    }

    /// What stands where a row has no word, and why that is none.
    pub fn gap(&self, row: usize) -> Option<(&str, Missing)> {
        match self.codes.get(row)? {
            &NONE => Some(("", Missing::Unreadable)),
            code if *code < MOST => None,
            code => {
                let (text, reason) = self.gaps.get(usize::from(NONE - code - 1))?;
                Some((text, *reason))
            }
        }
    }

    pub fn get(&self, row: usize) -> Option<&str> {
        self.names.get(usize::from(self.code(row)?)).map(String::as_str)
    }
}

/// A different text for nearly every row, one behind the other.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    pub fn push(&mut self, text: &str) {
        // Four gigabytes of names do not fit in the memory a page has; beyond, names are empty.
        if u32::try_from(self.text.len() + text.len()).is_ok() {
            self.text.push_str(text);
        }
        self.ends.push(self.text.len() as u32);
    }

    pub fn remove(&mut self, marked: &[bool]) {
        let mut kept = Texts::default();
        for row in (0..self.ends.len()).filter(|row| !marked.get(*row).copied().unwrap_or(false)) {
            kept.push(self.get(row));
        }
        *self = kept;
    }

    pub fn get(&self, row: usize) -> &str {
        let end = self.ends.get(row).copied().unwrap_or_default();
        let start = row
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or_default();
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// The contents of one mapped column.
#[derive(Clone, Debug)]
pub enum Contents {
    Numbers(Vec<Cell>),
    Words(Words),
    Texts(Texts),
    Keys(Vec<Option<Key>>),
}

impl Contents {
    pub fn number(&self, row: usize) -> Result<f64, Missing> {
        match self {
            Contents::Numbers(cells) => {
                cells.get(row).map_or(Err(Missing::NotCollected), |cell| cell.get())
            }
            Contents::Words(_) | Contents::Texts(_) | Contents::Keys(_) => Err(Missing::Unreadable),
        }
    }

    pub fn key(&self, row: usize) -> Option<&Key> {
        match self {
            Contents::Keys(keys) => keys.get(row)?.as_ref(),
            Contents::Numbers(_) | Contents::Words(_) | Contents::Texts(_) => None,
        }
    }

    pub fn words(&self) -> Option<&Words> {
        match self {
            Contents::Words(words) => Some(words),
            Contents::Numbers(_) | Contents::Texts(_) | Contents::Keys(_) => None,
        }
    }

    pub fn text(&self, row: usize) -> &str {
        match self {
            Contents::Texts(texts) => texts.get(row),
            Contents::Words(words) => words.get(row).unwrap_or_default(),
            Contents::Numbers(_) | Contents::Keys(_) => "",
        }
    }

    pub fn remove(&mut self, marked: &[bool]) {
        match self {
            Contents::Numbers(cells) => keep(cells, marked),
            Contents::Words(words) => words.remove(marked),
            Contents::Texts(texts) => texts.remove(marked),
            Contents::Keys(keys) => keep(keys, marked),
        }
    }

    /// Whether two rows hold the same.
    pub fn same(&self, a: usize, b: usize) -> bool {
        match self {
            Contents::Numbers(cells) => cells.get(a) == cells.get(b),
            Contents::Words(words) => words.code(a) == words.code(b),
            Contents::Texts(texts) => texts.get(a) == texts.get(b),
            Contents::Keys(keys) => keys.get(a) == keys.get(b),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_once() {
        let mut words = Words::default();
        for text in ["Good", "Good", "", "Outstanding", "Good"] {
            words.push(text.as_bytes(), || match text {
                "" => Err((text.into(), Missing::Blank)),
                text => Ok(text.into()),
            });
        }
        assert_eq!(words.names, ["Good", "Outstanding"]);
        let read: Vec<_> = (0..6).map(|row| words.get(row)).collect();
        assert_eq!(
            read,
            [Some("Good"), Some("Good"), None, Some("Outstanding"), Some("Good"), None]
        );
        let gaps: Vec<_> = (0..6).map(|row| words.gap(row)).collect();
        assert_eq!(gaps, [None, None, Some(("", Missing::Blank)), None, None, None]);
    }

    #[test]
    fn texts_stand_one_behind_the_other() {
        let mut texts = Texts::default();
        ["a", "", "à bc"].iter().for_each(|text| texts.push(text));
        let read: Vec<_> = (0..4).map(|row| texts.get(row)).collect();
        assert_eq!(read, ["a", "", "à bc", ""]);
    }
}
