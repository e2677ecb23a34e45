//! One record and its cells, quoted or not.

use std::borrow::Cow;

pub const QUOTE: u8 = b'"';

/// One record: the wanted cells, as they stand in the file.
#[derive(Debug)]
pub struct Record<'a> {
    /// The line it begins on, from 1.
    pub line: u64,
    /// How many fields it has, wanted or not.
    pub fields: usize,
    pub(super) bytes: &'a [u8],
    pub(super) cells: &'a [(usize, usize)],
}

impl<'a> Record<'a> {
    /// How many of the wanted cells are there; a ragged record has fewer.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The bytes of the i-th wanted cell, quotes and all; nothing where the record is too short.
    #[inline]
    pub fn raw(&self, i: usize) -> Option<&'a [u8]> {
        let (start, end) = *self.cells.get(i)?;
        self.bytes.get(start..end)
    }

    /// The content of the i-th wanted cell without its quotes.
    #[inline]
    pub fn cell(&self, i: usize) -> Option<Cow<'a, [u8]>> {
        self.raw(i).map(unquote)
    }

    pub fn cells(&self) -> impl Iterator<Item = Cow<'a, [u8]>> + '_ {
        (0..self.cells.len()).filter_map(|i| self.cell(i))
    }
}

/// A cell's content: quotes taken off, two made one, what follows the closing quote kept.
#[inline]
pub fn unquote(raw: &[u8]) -> Cow<'_, [u8]> {
    let Some((&QUOTE, inner)) = raw.split_first() else { return Cow::Borrowed(raw) };
    match memchr::memchr(QUOTE, inner) {
        Some(end) if end + 1 == inner.len() => Cow::Borrowed(&inner[..end]),
        None => Cow::Borrowed(inner),
        Some(_) => {
            let mut content = Vec::with_capacity(inner.len());
            let mut rest = inner;
            while let Some(end) = memchr::memchr(QUOTE, rest) {
                content.extend_from_slice(&rest[..end]);
                rest = &rest[end + 1..];
                match rest.split_first() {
                    Some((&QUOTE, after)) => {
                        content.push(QUOTE);
                        rest = after;
                    }
                    _ => break,
                }
            }
            content.extend_from_slice(rest);
            Cow::Owned(content)
        }
    }
}
