//! The view's state as the page's fragment, `#v=1&measure=…&at=SECTION`, and back.
//!
//! Only what differs from the default is written. Reading never fails: each option is valid, missing
//! or invalid with a reason, and what is not valid is the default.

mod answer;
mod escape;
mod fit;
mod looks;
mod option;
mod place;

pub use answer::{Answer, Reading};
pub use fit::Offer;
pub use looks::{Column, Looks, toggle};
pub use option::{BASES, CHANGES, CURVES, MATCHINGS, PTA_STATUSES, SCALES, WEIGHTINGS, name_of};
pub use place::{Place, section};

use crate::analysis::{Choices, Options};
use crate::figure::Area;
use option::OPTIONS;

/// The version of the fragment that is written.
pub const VERSION: u32 = 1;

/// Everything about the page that a link can carry. It never holds data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub options: Options,
    pub choices: Choices,
    pub at: Option<Place>,
    /// The schools that are picked in the figure of schools, by what they have.
    pub picked: Option<Area>,
    pub looks: Looks,
}

impl View {
    /// The view as a fragment without its `#`; empty where nothing differs from the default.
    pub fn to_fragment(&self) -> String {
        let default = View::default();
        let mut fragment = String::new();
        for option in &OPTIONS {
            let written = (option.write)(self);
            if written != (option.write)(&default) {
                let value = escape::escape(&written);
                fragment.push_str(&format!("&{}={value}", option.name));
            }
        }
        if fragment.is_empty() { fragment } else { format!("v={VERSION}{fragment}") }
    }

    /// The view as a link to a figure or section carries it: without the schools that are followed,
    /// picked or looked for; one that leads nowhere says what the figures obey and nothing else.
    pub fn to_link(&self, at: Option<Place>) -> String {
        let choices = Choices { followed: None, ..self.choices.clone() };
        let looks = match at {
            Some(_) => Looks { find: String::new(), ..self.looks.clone() },
            None => Looks::default(),
        };
        View { at, picked: None, choices, looks, ..self.clone() }.to_fragment()
    }

    /// Whether two views show schools by the same values, so that what was picked in one means the
    /// same in the other.
    pub fn has_axes_of(&self, other: &View) -> bool {
        let axes = |view: &View| {
            let Options { amount, basis, prices, .. } = view.options.clone();
            (view.choices.x.clone(), view.choices.y.clone(), amount, basis, prices)
        };
        axes(self) == axes(other)
    }

    /// Reads a fragment, with or without its `#`, of this version or an older one.
    pub fn read(fragment: &str) -> Reading {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let mut reading = Reading::default();
        let pairs = match migrated(fragment) {
            Ok(pairs) => pairs,
            Err(problem) => {
                reading.problems.push(problem);
                return reading;
            }
        };
        for (name, value) in pairs {
            reading.take(name, value);
        }
        reading
    }
}

/// The pairs of a fragment as the present version names them.
fn migrated(fragment: &str) -> Result<Vec<(&str, &str)>, String> {
    if fragment.is_empty() {
        return Ok(Vec::new());
    }
    let mut pairs: Vec<(&str, &str)> =
        fragment.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    let Some(place) = pairs.iter().position(|(name, _)| *name == "v") else {
        // Before versions, a fragment was the bare name of a section; page anchors still are.
        return match fragment.parse::<Place>() {
            Ok(place) => Ok(vec![("at", place.name())]),
            Err(_) => {
                Err("The link is not one of this page’s, so the page shows its default.".into())
            }
        };
    };
    let (_, version) = pairs.remove(place);
    match version.parse::<u32>() {
        Ok(VERSION) => Ok(pairs),
        Ok(newer) if newer > VERSION => Err(format!(
            "The link was made by a newer version of this page ({newer}, this is {VERSION}), \
             so the page shows its default. Reload to get the newest."
        )),
        Ok(_) | Err(_) => {
            Err("The link’s version cannot be read, so the page shows its default.".into())
        }
    }
}

#[cfg(test)]
mod tests;
