//! What is asked of the worker and what comes of it: which figures are stale, and when all has settled.

use super::Session;
use crate::analysis::Headlines;
use crate::figure::Kind;
use crate::share::view::View;
use crate::ui::card_state::CardState;
use crate::ui::later::later;
use crate::worker::{Answer, Question, Request, has_choices, is_governed};
use leptos::prelude::*;
use std::sync::Arc;

/// Which figures are to be made anew in going from one view to the other.
pub(super) fn stale(before: &View, after: &View) -> Option<fn(Kind) -> bool> {
    if before.options != after.options {
        Some(is_governed)
    } else if before.choices.differ(&after.choices) {
        Some(has_choices)
    } else {
        None
    }
}

/// What has been asked and not answered whole.
#[derive(Clone, Copy, Default)]
pub(super) struct Asked {
    pub(super) last: u32,
    pub(super) is_answered: bool,
    /// Whether the headlines are of the data that are in place.
    pub(super) has_headlines: bool,
    /// Whether the worker's program has come, or cannot: the page asks for nothing after it is ready.
    pub(super) is_supplied: bool,
    /// Events since the revision rose.
    pub(super) events: u32,
}

/// What stopped the worker whenever it was asked.
const NOT_ANSWERED: &str = "These figures stopped the part of the page that reads and counts, twice, \
    so they are not asked for again. Choose other options to ask anew.";
impl Session {
    pub(super) fn take_answer(self, answer: Answer) {
        if self.asked.with_value(|asked| asked.last) != answer.question {
            return;
        }
        for figure in answer.figures {
            self.card(figure.kind).set(CardState {
                is_busy: !answer.is_settled,
                figure: Some(Arc::new(figure)),
                fault: None,
            });
        }
        if let Some(headlines) = answer.headlines {
            // No option changes them: what somebody opened below a finding stays open.
            let is_same = |known: &Option<Arc<Headlines>>| known.as_deref() == Some(&headlines);
            let is_of_data = self.asked.with_value(|asked| asked.has_headlines);
            if !is_of_data || !self.headlines.with_untracked(is_same) {
                self.headlines.set(Some(Arc::new(headlines)));
            }
            self.asked.update_value(|asked| asked.has_headlines = true);
        }
        if answer.is_last {
            self.answered.set_value(Some(self.view.get_untracked()));
            self.asked.update_value(|asked| asked.is_answered = true);
            self.settle();
        }
    }

    /// A question cannot be answered: back to the view that was, or, where that is the same, without.
    pub(super) fn go_back(self, question: u32) {
        if self.asked.with_value(|asked| asked.last) != question {
            return;
        }
        self.tell(NOT_ANSWERED.into());
        let now = self.view.get_untracked();
        let before = View { at: now.at, ..self.answered.get_value().unwrap_or_default() };
        if stale(&now, &before).is_some() {
            self.view.set(before);
            self.write_address(false);
            self.ask(is_governed);
            return;
        }
        for kind in crate::ui::sections::kinds() {
            self.card(kind).update(|card| {
                if std::mem::take(&mut card.is_busy) {
                    card.fault = Some(NOT_ANSWERED.into());
                }
            });
        }
        self.asked.update_value(|asked| asked.is_answered = true);
        self.settle();
    }

    /// Asks for the figures that are stale, and for those still on their way.
    pub(super) fn ask(self, is_stale: fn(Kind) -> bool) {
        let stale =
            |kind: &Kind| is_stale(*kind) || self.card(*kind).with_untracked(|card| card.is_busy);
        let mut kinds: Vec<Kind> = crate::ui::sections::kinds().filter(stale).collect();
        // What is looked at comes first, then the page's first question, Figure 1's: it takes one
        // panel, where the tables above it take a dozen.
        kinds.sort_by_cached_key(|kind| {
            (!crate::ui::index::is_in_sight(*kind), *kind != Kind::DecileRaised)
        });
        for kind in &kinds {
            self.card(*kind).update(|card| card.is_busy = true);
        }
        self.asked.update_value(|asked| {
            asked.last += 1;
            asked.is_answered = false;
        });
        let id = self.asked.with_value(|asked| asked.last);
        let View { options, choices, .. } = self.view.get_untracked();
        self.send(Request::Ask(Question { id, kinds, options, choices }));
    }

    /// Something happened that the revision rises for: an option event, or the end of an import.
    pub(super) fn count_event(self) {
        self.asked.update_value(|asked| asked.events += 1);
    }

    /// Once nothing is asked any more, the revision rises by the events that led here.
    pub(super) fn settle(self) {
        if !self.asked.with_value(|asked| asked.is_answered && asked.is_supplied) {
            return;
        }
        // Charts are drawn later than what is said of them, and then all has settled.
        later(move || {
            if self.asked.with_value(|asked| asked.is_answered && asked.is_supplied) {
                let events = self.asked.with_value(|asked| asked.events);
                self.asked.update_value(|asked| asked.events = 0);
                self.revision.update(|revision| *revision = Some(revision.unwrap_or(0) + events));
            }
        });
    }
}
