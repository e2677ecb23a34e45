//! What the page opens with: the demonstration's figures with all their intervals, made by the worker's
//! own program when the site is built, so that a first visit need not wait for that program.

use super::loaded::Loaded;
use super::message::{Answer, Reply};
use crate::analysis::claims::{ClaimsFile, PAPER, claims};
use crate::analysis::{Headlines, Options, Study, headlines};
use crate::dataset::Dataset;
use crate::figure::{Figure, Kind};
use std::rc::Rc;

/// The question that the page has not asked, and these replies answer.
pub const QUESTION: u32 = 0;
/// Evaluations at once; nobody waits.
const MANY: usize = 1 << 20;

/// All that a worker would say of a dataset and the usual options, in an order in which the page can draw
/// one figure while it reads the next.
pub fn opening(dataset: Dataset) -> Vec<Reply> {
    let loaded = Box::new(Loaded::of(&dataset));
    let amounts = loaded.amounts.clone();
    let mut study = Study::new(Rc::new(dataset), Options::default());
    let mut kinds = Kind::ALL;
    kinds.sort_by_key(|kind| *kind != Kind::DecileRaised);
    // A figure's panels are made, and resampled, once it has been asked for.
    for kind in kinds {
        figure(&study, kind, None);
    }
    headlines(&study);
    while study.advance(MANY) {}
    let answer = |figures, headlines: Option<Headlines>| {
        let (is_last, is_settled) = (headlines.is_some(), true);
        Reply::Answer(Answer { question: QUESTION, figures, headlines, is_settled, is_last })
    };
    let figures = kinds.into_iter().filter_map(|kind| figure(&study, kind, None));
    let mut replies = vec![Reply::Loaded { loaded, report: None }];
    replies.extend(figures.map(|figure| answer(vec![figure], None)));
    replies.push(Reply::Roster(Box::new(study.roster(amounts))));
    replies.push(answer(Vec::new(), Some(headlines(&study))));
    replies
}

/// A figure as the study has it by now; claims are the paper's where there is no other file of them.
pub fn figure(study: &Study, kind: Kind, own: Option<&ClaimsFile>) -> Option<Figure> {
    match (kind, own) {
        (Kind::Claims, Some(own)) => Some(claims(study, own)),
        // A test reads the paper's, so that they are always there.
        (Kind::Claims, None) => ClaimsFile::read(PAPER).ok().map(|paper| claims(study, &paper)),
        _ => study.figure(kind),
    }
}

/// Replies one behind the other, each after its length in four bytes, little end first.
pub fn packed(replies: &[Reply]) -> Result<Vec<u8>, postcard::Error> {
    let mut bytes = Vec::new();
    for reply in replies {
        let reply = postcard::to_allocvec(reply)?;
        // A reply of the demonstration's is far from 4 GB.
        bytes.extend(u32::try_from(reply.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(reply);
    }
    Ok(bytes)
}

/// The next of packed replies, taken off their front; none at the end, and none of what is no reply.
pub fn next(bytes: &mut &[u8]) -> Option<Reply> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (reply, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *bytes = rest;
    postcard::from_bytes(reply).ok()
}
