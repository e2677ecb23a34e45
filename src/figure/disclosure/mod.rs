//! Disclosure control: from a figure and what stands behind it to one that is safe to publish.
//!
//! Tenths of which one may not leave become fifths, bins are joined and curves thinned; what still
//! fails a rule is withheld, with the cells that would give it away and every measure it feeds.

mod bins;
mod curves;
mod facts;
mod hidden;
mod known;
mod log;
mod medians;
mod released;
mod rows;
mod rules;
mod text;
mod withhold;

pub use facts::{COUNT_BY, Cell, CellKey, CellKind, Column, CurveOf, Facts, IN_ORDER, Material};
pub use log::{Decision, Log};
pub use released::{Released, Schools, Sum, Times};
pub use rules::{Reason, Rules};

use super::{Figure, Form, Note, words};
use hidden::{Ground, Hidden};

/// The note under every figure that left, its term.
pub const NOTE: &str = "Disclosure control";

/// What the note says where the user switched disclosure control off.
pub const ALREADY_PUBLIC: &str =
    "Switched off: whoever shared this said that these data are already public.";

/// The ways out that a figure has, beside the link, which carries no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaysOut {
    /// Embed, image, table, page.
    All,
    /// It shows single schools: as an image, and only where they are public already.
    ImageOfPublic,
    /// It is judged by single schools' values.
    LinkOnly,
}

impl WaysOut {
    pub fn of(form: &Form) -> WaysOut {
        match form {
            Form::Claims { .. } => WaysOut::LinkOnly,
            form if form.is_of_schools() => WaysOut::ImageOfPublic,
            _ => WaysOut::All,
        }
    }
}

/// Why a figure does not leave at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("This figure shows single schools, so it does not leave this page.")]
    SingleSchools,
    #[error("These verdicts rest on single schools’ values, so they do not leave this page.")]
    JudgedBySingleSchools,
    #[error(
        "Every value of this figure rests on too few schools, so it does not leave this page. One of \
         more schools may: choose a wider area, or fewer conditions."
    )]
    NothingLeft,
    #[error("This figure has no value, so there is nothing to share.")]
    NoValue,
}

/// A figure that may leave, what was decided on the way, and what its leaving tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleared {
    pub figure: Figure,
    pub log: Log,
    /// The cells that others know once the figure has left: to be kept for the next time.
    pub releases: Released,
}

/// The figure as it may leave, given what left before from the same data.
pub fn control(material: &Material, rules: &Rules, earlier: &Released) -> Result<Cleared, Refusal> {
    match WaysOut::of(&material.figure.form) {
        WaysOut::All => {}
        WaysOut::ImageOfPublic => return Err(Refusal::SingleSchools),
        WaysOut::LinkOnly => return Err(Refusal::JudgedBySingleSchools),
    }
    if material.figure.is_empty() {
        return Err(Refusal::NoValue);
    }
    let mut log = Log::default();
    let fifths = material.fifths.as_deref().filter(|_| any_group_stays(material, rules, earlier));
    if let Some(fifths) = fifths {
        log.joined.push(format!(
            "Tenths became fifths, since some tenths would tell of fewer than {} schools or of two \
             schools alone.",
            rules.fewest_schools
        ));
        return clear(fifths, log, rules, earlier);
    }
    match bins::joined(material, rules) {
        Some(joined) => {
            log.joined.push("Bins that held few schools were joined to the next.".into());
            clear(&joined, log, rules, earlier)
        }
        None => clear(material, log, rules, earlier),
    }
}

/// The figure as it leaves when the user has said that its data are public already. Every cell behind
/// it is known from then on, those too that a check would withhold.
pub fn already_public(material: &Material, rules: &Rules) -> Cleared {
    let Material { figure, facts, .. } = material;
    let ground = Ground { facts, figure, rules, earlier: &Released::default() };
    let releases = ground.releases(&Hidden::default());
    let mut figure = figure.clone();
    figure.notes.push(Note::new(NOTE, ALREADY_PUBLIC));
    Cleared { figure, log: Log::default(), releases }
}

/// Whether a cell of a column, a tenth, may not leave.
fn any_group_stays(material: &Material, rules: &Rules, earlier: &Released) -> bool {
    let Material { figure, facts, .. } = material;
    let hidden = Ground { facts, figure, rules, earlier }.hidden();
    let mut groups = facts.columns.iter().flat_map(|column| &column.cells);
    groups.any(|key| (0..figure.waves.len()).any(|wave| hidden.holds(key, wave)))
}

fn clear(
    material: &Material,
    mut log: Log,
    rules: &Rules,
    earlier: &Released,
) -> Result<Cleared, Refusal> {
    let facts = &material.facts;
    let mut figure = material.figure.clone();
    let ground = Ground { facts, figure: &material.figure, rules, earlier };
    let hidden = ground.hidden();
    let mut withheld = withhold::withhold(&mut figure, facts, &hidden);
    log.withheld = withheld.decisions;
    if figure.is_empty() {
        return Err(Refusal::NothingLeft);
    }
    if curves::thin(&mut figure, facts, &hidden) {
        log.joined.push("Curves keep only the corners that the table gives.".into());
    }
    if medians::round(&mut figure, &mut withheld.values) {
        log.joined.push("Medians and percentiles are rounded.".into());
    }
    if !log.is_empty() {
        words::write(&mut figure);
        text::purge(&mut figure, &withheld.values);
    }
    figure.notes.push(Note::new(NOTE, format!("{} {rules}.", log.summary())));
    Ok(Cleared { figure, log, releases: ground.releases(&hidden) })
}
