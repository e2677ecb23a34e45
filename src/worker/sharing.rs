//! A figure made fit to leave: what the page asks before anything is shared.

use super::making::Granted;
use crate::analysis::{Choices, Options, Study};
use crate::figure::Kind;
use crate::figure::disclosure::{
    ALREADY_PUBLIC, Cleared, Refusal, Released, Rules, WaysOut, already_public, control,
};
use crate::share::credits;
use crate::share::embed::carries;
use serde::{Deserialize, Serialize};

/// A wish to share a figure. The answer bears its number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShareWish {
    pub id: u32,
    pub kind: Kind,
    /// The user has said that the data are public already.
    pub is_public: bool,
    /// The numbers that the user chose, which are held within bounds.
    pub rules: Rules,
    /// What left before from the same data.
    pub earlier: Released,
    /// What the figure was made by.
    pub shown: Options,
    pub choices: Choices,
    /// The same in words, and the day: they go along.
    pub options: String,
    pub day: String,
}

impl ShareWish {
    /// Whether a study makes its figures by the options of the wish.
    pub fn is_of(&self, study: &Study) -> bool {
        *study.options() == self.shown && !study.choices().differ(&self.choices)
    }
}

/// What the user is told of a figure that may leave, before it does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shareable {
    /// What leaves with it, a line each.
    pub carries: Vec<String>,
    /// What people who cannot see the chart are told.
    pub alt_text: String,
    pub title: String,
    pub sentence: String,
    /// A name for its files.
    pub stem: String,
    /// What was decided, with reasons: for the user alone.
    pub decisions: Vec<String>,
    /// What others know once it has left.
    pub releases: Released,
}

/// The figure of a wish as it may leave, with what the user is told of it, or why it may not.
pub fn grant(study: &Study, wish: &ShareWish) -> Result<(Granted, Shareable), String> {
    const NONE: &str = "There is no figure here to share.";
    const CHANGED: &str =
        "The figure was changed meanwhile. Close this panel, and share what is shown now.";
    if !wish.is_of(study) {
        return Err(CHANGED.into());
    }
    if wish.kind == Kind::Claims {
        return Err(Refusal::JudgedBySingleSchools.to_string());
    }
    let material = study.material(wish.kind).ok_or(NONE)?;
    let rules = wish.rules.held();
    let may_leave_whole = wish.is_public && WaysOut::of(&material.figure.form) != WaysOut::LinkOnly;
    let cleared = if may_leave_whole {
        Ok(already_public(&material, &rules))
    } else {
        control(&material, &rules, &wish.earlier)
    };
    let Cleared { figure, log, releases } = cleared.map_err(|why| why.to_string())?;
    let decisions_to_share = match wish.is_public {
        true => vec![ALREADY_PUBLIC.into()],
        false => log.lines_to_share(),
    };
    let figure = credits::stamped(figure, &wish.options, &wish.day);
    let shareable = Shareable {
        carries: carries(&figure),
        alt_text: credits::alt_text(&figure),
        title: figure.title.clone(),
        sentence: figure.sentence.clone(),
        stem: credits::file_stem(&figure),
        decisions: log.lines(),
        releases,
    };
    Ok((Granted { wish: wish.id, figure, decisions: decisions_to_share }, shareable))
}
