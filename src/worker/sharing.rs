//! A figure made fit to leave: what the page asks before anything is shared.

use crate::analysis::Study;
use crate::figure::disclosure::{Cleared, Released, Rules, already_public, control};
use crate::figure::{Figure, Kind};
use serde::{Deserialize, Serialize};

/// A wish to share a figure. The answer bears its number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShareWish {
    pub id: u32,
    pub kind: Kind,
    /// The user has said that the data are public already.
    pub is_public: bool,
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
    let whole = |figure: Option<Figure>| figure.ok_or("There is no figure here to share.");
    let cleared = match (wish.kind, wish.is_public) {
        (Kind::Claims, _) => {
            return Err(
                "Claims are judged by single values of these data, so they do not leave.".into()
            );
        }
        (kind, true) => already_public(&whole(study.figure(kind))?),
        (kind, false) => {
            let material = study.material(kind).ok_or("There is no figure here to share.")?;
            control(&material, &Rules::default(), &wish.earlier).map_err(|why| why.to_string())?
        }
    };
    let Cleared { figure, log, releases } = cleared;
    Ok(Shareable {
        figure,
        decisions: log.lines(),
        decisions_to_share: log.lines_to_share(),
        releases,
    })
}
