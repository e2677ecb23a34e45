//! The view's state as the page's fragment, `#v=1&measure=…&at=SECTION`, and back.
//!
//! Only what differs from the default is written. Reading never fails: each option is valid, missing
//! or invalid with a reason, and what is not valid is the default.

mod answer;
mod escape;
mod option;
mod place;

pub use answer::{Answer, Reading};
pub use option::{BASES, MATCHINGS, PTA_STATUSES, WEIGHTINGS};
pub use place::Place;

use crate::analysis::{Axis, Options};
use crate::dataset::SchoolKey;
use option::OPTIONS;

/// The version of the fragment that is written.
pub const VERSION: u32 = 1;

/// Everything about the page that a link can carry. It never holds data.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    pub options: Options,
    pub at: Option<Place>,
    pub x: Axis,
    pub y: Axis,
    /// Whether the figure of schools has logarithmic axes.
    pub log: bool,
    /// The school that is followed through the page.
    pub school: Option<SchoolKey>,
}

impl Default for View {
    fn default() -> Self {
        View {
            options: Options::default(),
            at: None,
            x: Axis { amount: None, wave: 0 },
            y: Axis { amount: None, wave: 1 },
            log: true,
            school: None,
        }
    }
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

    /// The view as a link to a figure or section carries it: without the school that is followed.
    pub fn to_link(&self, at: Option<Place>) -> String {
        View { at, school: None, ..self.clone() }.to_fragment()
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
