//! The school that is followed through the page.

use super::Session;
use crate::dataset::SchoolKey;
use crate::draw::Followed;
use crate::figure::Kind;
use leptos::prelude::*;

impl Session {
    /// The index of the school that is followed, where the data have it.
    pub fn followed(self) -> Option<usize> {
        let key = self.view.with(|view| view.choices.followed.clone())?;
        self.roster.with(|roster| roster.find(&key.0))
    }

    /// The same as a chart shows it.
    pub fn followed_in(self, kind: Kind) -> Option<Followed> {
        let at = self.followed()?;
        let school = u32::try_from(at).ok()?;
        self.roster.with(|roster| {
            let options = self.view.with(|view| view.options.clone());
            let has = roster.standing(kind, &options, at);
            Some(Followed { school, name: roster.name(at), has })
        })
    }

    /// Follows a school through the page, or leaves it again where it is followed already.
    pub fn follow(self, key: &str) {
        self.choose(|view| {
            let followed = &mut view.choices.followed;
            let this = SchoolKey(key.into());
            *followed = if followed.as_ref() == Some(&this) { None } else { Some(this) };
        });
    }
}
