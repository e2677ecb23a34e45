//! What publishers write where a number would stand, and what it means.

use crate::dataset::Missing;
use serde::{Deserialize, Serialize};

/// The codes met in official statistics, in upper case.
///
/// DfE performance tables and census: SUPP, NE (no entries), NA, NP (not published), NS and DNS (did
/// not supply), NEW, LOWCOV. Government Statistical Service symbols: [c], [u], [x], [z], [low] and the
/// older c, u, x, z, `:`, `..`, `-`, `*`. Databases and spreadsheets: NULL, NAN, #N/A.
const BUILT_IN: [(&str, Missing); 32] = [
    ("*", Missing::Suppressed),
    ("-", Missing::NotApplicable),
    ("–", Missing::NotApplicable),
    ("—", Missing::NotApplicable),
    (".", Missing::NotCollected),
    ("..", Missing::NotCollected),
    ("...", Missing::NotCollected),
    (":", Missing::NotCollected),
    ("?", Missing::NotCollected),
    ("C", Missing::Suppressed),
    ("U", Missing::Suppressed),
    ("X", Missing::NotCollected),
    ("Z", Missing::NotApplicable),
    ("[C]", Missing::Suppressed),
    ("[LOW]", Missing::Suppressed),
    ("[U]", Missing::Suppressed),
    ("[X]", Missing::NotCollected),
    ("[Z]", Missing::NotApplicable),
    ("SUPP", Missing::Suppressed),
    ("LOWCOV", Missing::Suppressed),
    ("NP", Missing::Suppressed),
    ("NE", Missing::NotApplicable),
    ("NA", Missing::NotApplicable),
    ("N/A", Missing::NotApplicable),
    ("#N/A", Missing::NotCollected),
    ("NOT APPLICABLE", Missing::NotApplicable),
    ("NEW", Missing::NotApplicable),
    ("NS", Missing::NotCollected),
    ("DNS", Missing::NotCollected),
    ("NULL", Missing::Blank),
    ("NAN", Missing::Blank),
    ("NONE", Missing::Blank),
];

/// The built-in codes and those the user added; theirs win.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MissingCodes {
    added: Vec<(String, Missing)>,
}

impl MissingCodes {
    /// Makes `code` mean `reason`, whatever it meant before; case and padding do not matter.
    pub fn add(&mut self, code: &str, reason: Missing) {
        let code = code.trim().to_uppercase();
        self.added.retain(|(known, _)| *known != code);
        self.added.push((code, reason));
    }

    /// Every code with its meaning, those the user added first.
    pub fn table(&self) -> impl Iterator<Item = (&str, Missing)> {
        let added = self.added.iter().map(|(code, reason)| (code.as_str(), *reason));
        added.chain(BUILT_IN)
    }

    /// Whether the user added the code.
    pub fn is_added(&self, code: &str) -> bool {
        self.added.iter().any(|(known, _)| same(known, code))
    }

    /// What the text of a cell means, if it is a code or blank.
    pub fn meaning(&self, text: &str) -> Option<Missing> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Missing::Blank);
        }
        self.table().find(|(code, _)| same(code, text)).map(|(_, reason)| reason)
    }

    /// Whether the user made a code of something that also reads as a number, such as -99.
    pub fn any_numeric(&self) -> bool {
        self.added.iter().any(|(code, _)| super::number::vote(code).is_some())
    }
}

/// `code` is in upper case already.
fn same(code: &str, text: &str) -> bool {
    code.eq_ignore_ascii_case(text)
        || !text.is_ascii() && text.chars().flat_map(char::to_uppercase).eq(code.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_the_issue_are_all_known() {
        let codes = MissingCodes::default();
        for code in [
            "", "SUPP", "NE", "NA", "N/A", "NP", "NS", "DNS", "NEW", "LOWCOV", "NULL", "nan", "x",
            "c", "u", "z", ":", "..", "-", "*", "[c]", "[x]", "[z]", "[low]",
        ] {
            for padded in [code.to_string(), format!("  {code}\t")] {
                assert!(codes.meaning(&padded).is_some(), "{padded:?}");
            }
        }
        assert_eq!(codes.meaning("Good"), None);
        assert_eq!(codes.meaning("12"), None);
    }

    #[test]
    fn a_users_code_wins_over_a_built_in_one() {
        let mut codes = MissingCodes::default();
        codes.add(" na ", Missing::Suppressed);
        codes.add("-99", Missing::NotCollected);
        assert_eq!(codes.meaning("NA"), Some(Missing::Suppressed));
        assert_eq!(codes.meaning("-99"), Some(Missing::NotCollected));
        assert!(codes.any_numeric());
    }
}
