//! A figure made fit to leave: what the page asks before anything is shared.

use crate::analysis::Study;
use crate::figure::disclosure::{
    ALREADY_PUBLIC, Cleared, Refusal, Released, Rules, WaysOut, already_public, control,
};
use crate::figure::{Figure, Kind};
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
}

/// A figure that may leave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shareable {
    pub figure: Figure,
    /// What was decided, with reasons: for the user alone.
    pub decisions: Vec<String>,
    /// The same without reasons: this goes along.
    pub decisions_to_share: Vec<String>,
    /// What others know once it has left.
    pub releases: Released,
}

/// The figure of a wish as it may leave, or why it may not.
pub fn grant(study: &Study, wish: &ShareWish) -> Result<Shareable, String> {
    const NONE: &str = "There is no figure here to share.";
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
    Ok(Shareable { figure, decisions: log.lines(), decisions_to_share, releases })
}
