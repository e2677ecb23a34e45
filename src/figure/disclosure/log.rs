//! What disclosure control decided, for the user and for whoever receives the figure.

use super::rules::Reason;
use crate::figure::words::counted;

/// One value that was withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The row's label.
    pub label: String,
    /// The wave's label.
    pub wave: String,
    pub reason: Reason,
}

/// The decisions, in the order of the figure's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// What was joined, in words: "Tenths became fifths: …".
    pub joined: Vec<String>,
    pub withheld: Vec<Decision>,
}

impl Log {
    /// Whether the figure leaves as it is.
    pub fn is_empty(&self) -> bool {
        self.joined.is_empty() && self.withheld.is_empty()
    }

    /// Every decision with its reason: for the user alone.
    pub fn lines(&self) -> Vec<String> {
        let why = |one: &Decision| {
            format!("“{}” in {} is withheld: {}.", one.label, one.wave, one.reason.words())
        };
        self.joined.iter().cloned().chain(self.withheld.iter().map(why)).collect()
    }

    /// Every decision without its reason, which may tell what it hides: this goes along.
    pub fn lines_to_share(&self) -> Vec<String> {
        let what = |one: &Decision| format!("“{}” in {} is withheld.", one.label, one.wave);
        self.joined.iter().cloned().chain(self.withheld.iter().map(what)).collect()
    }

    /// In one sentence, for the figure's notes.
    pub fn summary(&self) -> String {
        let withheld = match self.withheld.len() {
            0 => "Nothing is withheld.".into(),
            count => format!("Withheld: {}.", counted(count, "value")),
        };
        [&self.joined[..], &[withheld]].concat().join(" ")
    }
}
