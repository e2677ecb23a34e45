//! A different text for nearly every row, one behind the other: a large file has hundreds of thousands.

/// Texts in the order of their rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Room for so many texts of so many bytes together.
    pub fn with_capacity(texts: usize, bytes: usize) -> Texts {
        Texts { text: String::with_capacity(bytes), ends: Vec::with_capacity(texts) }
    }

    pub fn push(&mut self, text: &str) {
        // Four gigabytes of names do not fit in the memory a page has; beyond, names are empty.
        if u32::try_from(self.text.len() + text.len()).is_ok() {
            self.text.push_str(text);
        }
        self.ends.push(self.text.len() as u32);
    }

    /// The text of a row, empty where it has none.
    pub fn get(&self, row: usize) -> &str {
        let end = self.ends.get(row).copied().unwrap_or_default();
        let before = row.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or_default();
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The bytes of all texts together.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|row| self.get(row))
    }
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut all = Texts::default();
        texts.into_iter().for_each(|text| all.push(text.as_ref()));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_one_behind_the_other() {
        let texts: Texts = ["a", "", "à bc"].iter().collect();
        let read: Vec<_> = (0..4).map(|row| texts.get(row)).collect();
        assert_eq!(read, ["a", "", "à bc", ""]);
        assert_eq!((texts.len(), texts.bytes()), (3, 6));
    }
}
