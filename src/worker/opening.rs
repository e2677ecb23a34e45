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
    let mut replies = vec![Reply::Loaded { loaded, report: None, first: None }];
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::demonstration;

    fn dataset() -> Dataset {
        let bytes = |name: &str| std::fs::read(format!("public/demo/{name}")).unwrap();
        demonstration::read(&demonstration::FILES.map(|name| (name, bytes(name)))).unwrap()
    }

    #[test]
    fn opens_with_every_figure_settled_and_figure_1_first() {
        let replies = opening(dataset());
        let mut figures = Vec::new();
        for reply in &replies {
            if let Reply::Answer(answer) = reply {
                assert!(answer.is_settled && answer.question == QUESTION);
                figures.extend(&answer.figures);
            }
        }
        let kinds: Vec<Kind> = figures.iter().map(|figure| figure.kind).collect();
        assert_eq!(kinds[0], Kind::DecileRaised);
        assert!(Kind::ALL.iter().all(|kind| kinds.contains(kind)));
        assert!(figures.iter().all(|figure| !figure.is_empty() || figure.kind == Kind::Schools));
        let tenth = figures[0].row("10").and_then(|row| row.waves.last());
        assert!(tenth.is_some_and(|tenth| tenth.interval.is_some()), "with its interval");
        assert!(matches!(&replies[0], Reply::Loaded { loaded, .. } if loaded.in_both == 306));
        assert!(matches!(replies.last(), Some(Reply::Answer(answer)) if answer.is_last));
    }

    #[test]
    fn says_what_a_worker_that_is_asked_says() {
        let mut study = Study::new(Rc::new(dataset()), Options::default());
        study.figure(Kind::Measures);
        while study.advance(16) {}
        let asked = study.figure(Kind::Measures);
        let replies = opening(dataset());
        let made = replies.iter().find_map(|reply| match reply {
            Reply::Answer(answer) => answer.figures.iter().find(|it| it.kind == Kind::Measures),
            _ => None,
        });
        assert_eq!(made, asked.as_ref());
    }

    #[test]
    fn packs_and_unpacks_and_takes_nothing_for_a_reply_that_is_none() {
        let replies = [Reply::Ready, Reply::Failed("no".into()), Reply::Alive];
        let bytes = packed(&replies).unwrap();
        let mut rest = bytes.as_slice();
        for reply in &replies {
            assert_eq!(next(&mut rest).as_ref(), Some(reply));
        }
        assert_eq!(next(&mut rest), None);
        for cut in 1..bytes.len() {
            let mut rest = &bytes[..cut];
            while next(&mut rest).is_some() {}
        }
        assert_eq!(next(&mut [9, 0, 0, 0, 1].as_slice()), None);
    }
}
