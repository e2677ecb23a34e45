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
    /// What has no reason means zero.
    added: Vec<(String, Option<Missing>)>,
}

impl MissingCodes {
    /// Makes `code` mean `reason`, whatever it meant before; case and padding do not matter.
    pub fn add(&mut self, code: &str, reason: Missing) {
        self.set(code, Some(reason));
    }

    /// Makes `code` mean zero where a number is read, as some write `-` for nil.
    pub fn add_zero(&mut self, code: &str) {
        self.set(code, None);
    }

    fn set(&mut self, code: &str, reason: Option<Missing>) {
        let code = code.trim().to_uppercase();
        self.added.retain(|(known, _)| *known != code);
        self.added.push((code, reason));
    }

    /// Every code with why the value is missing, or none where it is zero, those the user added first.
    pub fn table(&self) -> impl Iterator<Item = (&str, Option<Missing>)> {
        let added = self.added.iter().map(|(code, reason)| (code.as_str(), *reason));
        let built_in = BUILT_IN.into_iter().filter(|(code, _)| !self.is_added(code));
        added.chain(built_in.map(|(code, reason)| (code, Some(reason))))
    }

    /// Whether the user added the code.
    pub fn is_added(&self, code: &str) -> bool {
        self.added.iter().any(|(known, _)| same(known, code))
    }

    /// Whether the user made the text of a cell mean zero.
    pub fn is_zero(&self, text: &str) -> bool {
        self.added.iter().any(|(code, reason)| reason.is_none() && same(code, text.trim()))
    }

    /// Why the text of a cell is no value, if it is a code or blank; a name or a key is not zero.
    pub fn meaning(&self, text: &str) -> Option<Missing> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Missing::Blank);
        }
        let added =
            self.added.iter().filter_map(|(code, reason)| Some((code.as_str(), (*reason)?)));
        added.chain(BUILT_IN).find(|(code, _)| same(code, text)).map(|(_, reason)| reason)
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

    #[test]
    fn a_code_can_mean_zero_until_it_means_something_else() {
        let mut codes = MissingCodes::default();
        codes.add_zero("-");
        assert!(codes.is_zero(" - ") && !codes.is_zero("x") && !codes.is_zero(""));
        let of_dash = |codes: &MissingCodes| {
            codes.table().filter(|(code, _)| *code == "-").map(|(_, why)| why).collect::<Vec<_>>()
        };
        assert_eq!(of_dash(&codes), [None]);
        codes.add("-", Missing::Suppressed);
        assert!(!codes.is_zero("-"));
        assert_eq!(of_dash(&codes), [Some(Missing::Suppressed)]);
    }
}
