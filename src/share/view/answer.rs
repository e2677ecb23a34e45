//! What reading a fragment found, option by option.

use super::option::OPTIONS;
use super::{View, escape};

/// What a fragment says of one option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Valid,
    /// The reason in words; the option keeps its default.
    Invalid(String),
    Missing,
}

/// A view that was read, and what was wrong with the fragment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub view: View,
    /// What to tell the user, a sentence each; empty where all was well.
    pub problems: Vec<String>,
    answers: Vec<(&'static str, Answer)>,
}

impl Reading {
    /// What the fragment said of an option, by its name in the address.
    pub fn answer(&self, name: &str) -> Answer {
        self.answers
            .iter()
            .find(|(answered, _)| *answered == name)
            .map_or(Answer::Missing, |(_, answer)| answer.clone())
    }

    pub(super) fn take(&mut self, name: &str, escaped: &str) {
        let Some(option) = OPTIONS.iter().find(|option| option.name == name) else {
            let name = escape::unescape(name).unwrap_or_else(|| name.into());
            self.problems.push(format!("The link names an option that is not known: “{name}”."));
            return;
        };
        let outcome = if self.answer(name) != Answer::Missing {
            Err("it stands in the link more than once, and the first is taken".into())
        } else {
            match escape::unescape(escaped) {
                Some(value) => (option.read)(&mut self.view, &value),
                None => Err("it is not readable text".into()),
            }
        };
        self.answers.push((
            option.name,
            match outcome {
                Ok(()) => Answer::Valid,
                Err(reason) => {
                    self.problems.push(format!("The link’s “{name}” was left out: {reason}."));
                    Answer::Invalid(reason)
                }
            },
        ));
    }
}
