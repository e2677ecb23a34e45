//! A table's columns, as small as their contents allow.

use super::key::Key;
use super::table::keep;
use crate::dataset::{Cell, Missing, Texts};
use std::collections::HashMap;

/// One of a few words a row.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub names: Vec<String>,
    /// Of each name, whether it is the very bytes of its cells: a content can be given another name.
    is_verbatim: Vec<bool>,
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
        if let Some(last) = self.codes.last().copied()
            && self.is_verbatim.get(usize::from(last)).is_some_and(|is_verbatim| *is_verbatim)
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
                self.is_verbatim.push(name.as_bytes() == bytes);
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

    /// The bytes of all texts together.
    pub fn text_bytes(&self) -> usize {
        match self {
            Contents::Texts(texts) => texts.bytes(),
            Contents::Words(_) | Contents::Numbers(_) | Contents::Keys(_) => 0,
        }
    }

    pub fn remove(&mut self, marked: &[bool]) {
        match self {
            Contents::Numbers(cells) => keep(cells, marked),
            Contents::Words(words) => words.remove(marked),
            Contents::Texts(texts) => {
                let kept = |row: &usize| !marked.get(*row).copied().unwrap_or(false);
                *texts = (0..texts.len()).filter(kept).map(|row| texts.get(row)).collect();
            }
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

    /// One wave's label can be the other's content.
    #[test]
    fn a_name_that_is_another_cells_content_stays_that_names() {
        let mut words = Words::default();
        for text in ["2014", "2014", "2016", "2016", "2014"] {
            let name = if text == "2014" { "2016" } else { "2018" };
            words.push(text.as_bytes(), || Ok(name.into()));
        }
        let read: Vec<_> = (0..5).filter_map(|row| words.get(row)).collect();
        assert_eq!(read, ["2016", "2016", "2018", "2018", "2016"]);
    }
}
