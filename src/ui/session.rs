//! The page's state, and the one conversation with the worker that changes it.

mod asking;
mod followed;
mod made;
mod opening;

use super::card_state::CardState;
use super::import::Import;
use super::later::later;
use super::own_claims::OwnClaims;
use crate::analysis::{Headlines, Roster, WhatIf};
use crate::figure::Kind;
use crate::figure::disclosure::{Released, Rules};
use crate::ingest::ImportReport;
use crate::share::view::{Place, View};
use crate::worker::{Client, FileId, First, Loaded, Reply, Request, Shareable, is_governed, pause};
use asking::{Asked, stale};
use leptos::prelude::*;
use made::Made;
use opening::{no_worker, reload};
use std::collections::HashMap;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

const RESTARTED: &str = "The part of the page that reads and counts stopped, and was started again. \
    Nothing was lost.";

/// A figure that may leave, or why it may not.
pub type ShareOutcome = Arc<Result<Shareable, String>>;

/// The state of the page; copying it copies handles.
#[derive(Clone, Copy)]
pub struct Session {
    /// Options, place and choices: what a link carries.
    pub view: RwSignal<View>,
    pub loaded: RwSignal<Option<Arc<Loaded>>>,
    /// What the page has to tell, one after the other.
    pub notices: RwSignal<Vec<String>>,
    /// How often every card has settled after an event, once it has for the first time.
    pub revision: RwSignal<Option<u32>>,
    /// Empty until the figures of the data are there.
    pub roster: RwSignal<Arc<Roster>>,
    pub headlines: RwSignal<Option<Arc<Headlines>>>,
    /// Headlines counted in other ways, by the headline's key; asked for one by one.
    pub what_ifs: RwSignal<HashMap<String, Arc<WhatIf>>>,
    pub import: Import,
    pub own_claims: OwnClaims,
    /// What came of the last wish to share, with its number.
    pub shared: RwSignal<Option<(u32, ShareOutcome)>>,
    /// How many wishes to share there were: no two have one number.
    wishes: StoredValue<u32>,
    /// What left, by the place where that is remembered: some browsers keep nothing.
    pub left: StoredValue<HashMap<String, Released>>,
    /// The numbers of disclosure control, the same for every card.
    pub rules: RwSignal<Rules>,
    cards: StoredValue<Vec<RwSignal<CardState>>>,
    asked: StoredValue<Asked>,
    /// The view that was last answered in full.
    answered: StoredValue<Option<View>>,
    made: StoredValue<Made, LocalStorage>,
    client: StoredValue<Option<Client>, LocalStorage>,
}

impl Session {
    /// Starts the worker and asks it for this tab's data, or the demonstration's.
    pub fn start() -> Session {
        let reading = View::read(&window().location().hash().unwrap_or_default());
        let busy = || RwSignal::new(CardState { is_busy: true, ..CardState::default() });
        let session = Session {
            view: RwSignal::new(reading.view),
            loaded: RwSignal::new(None),
            notices: RwSignal::new(reading.problems),
            revision: RwSignal::new(None),
            roster: RwSignal::new(Arc::default()),
            headlines: RwSignal::new(None),
            what_ifs: RwSignal::new(HashMap::new()),
            import: Import::new(),
            own_claims: OwnClaims::new(),
            shared: RwSignal::new(None),
            wishes: StoredValue::new(0),
            left: StoredValue::new(HashMap::new()),
            rules: RwSignal::new(Rules::default()),
            cards: StoredValue::new(Kind::ALL.map(|_| busy()).to_vec()),
            asked: StoredValue::default(),
            answered: StoredValue::default(),
            made: StoredValue::new_local(Made::default()),
            client: StoredValue::new_local(None),
        };
        match Client::new(move |reply| session.hear(reply)) {
            Ok(client) => session.client.set_value(Some(client)),
            Err(fault) => session.tell(no_worker(&fault)),
        }
        session.own_claims.recall(session);
        session.import.visit.open(session);
        session
    }

    /// A number for a wish to share.
    pub fn next_wish(self) -> u32 {
        self.wishes.update_value(|wishes| *wishes += 1);
        self.wishes.get_value()
    }

    pub fn here() -> Session {
        expect_context::<Session>()
    }

    pub fn card(self, kind: Kind) -> RwSignal<CardState> {
        // `Kind::ALL` lists every kind in the order of its declaration, and there is a card for each.
        self.cards.with_value(|cards| cards[kind as usize])
    }

    pub fn tell(self, notice: String) {
        // Said twice it is no news.
        self.notices.update(|notices| {
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        });
    }

    pub fn send(self, request: Request) {
        if let Some(client) = self.client.get_value() {
            client.send(request);
        }
    }

    /// Sends a request with the file that it is about.
    pub fn send_with(self, request: Request, file: File) {
        if let Some(client) = self.client.get_value() {
            client.send_with(request, file);
        }
    }

    /// The handle of a file that was sent.
    pub fn handle_of(self, file: FileId) -> Option<File> {
        self.client.with_value(|client| client.as_ref()?.handle_of(file))
    }

    fn hear(self, reply: Reply) {
        match reply {
            Reply::Ready | Reply::Alive => {}
            Reply::Loaded { loaded, report, first } => self.take_new(*loaded, report, first),
            Reply::Roster(roster) => self.roster.set(Arc::new(*roster)),
            Reply::NotUsed(_) => {
                self.import.hear(self, reply);
                self.count_event();
                self.settle();
            }
            Reply::Progress { .. } | Reply::Surveyed { .. } | Reply::Refused { .. } => {
                self.import.hear(self, reply);
            }
            Reply::Answer(answer) => self.take_answer(answer),
            Reply::WhatIf(answer) => self.what_ifs.update(|known| {
                known.insert(answer.key.clone(), Arc::new(*answer));
            }),
            Reply::Shared { wish, outcome } => self.shared.set(Some((wish, Arc::new(*outcome)))),
            Reply::Made { making, outcome } => self.take_made(making, outcome),
            Reply::Checked(outcome) => self.take_claims(&outcome),
            Reply::Failed(why) => self.tell(why),
            Reply::Unanswered { question } => self.go_back(question),
            Reply::Restarted => self.tell(RESTARTED.into()),
            Reply::Stopped(why) => self.tell(format!(
                "The calculation stopped ({why}). What you see stays, your files are untouched, and \
                 your choices are in the page’s address: {} to go on.",
                reload()
            )),
        }
    }

    /// A dataset is in place. The figure that came along is shown before the rest of the page is
    /// drawn anew, unless other options were chosen meanwhile.
    fn take_new(
        self,
        loaded: Loaded,
        report: Option<Box<ImportReport>>,
        first: Option<Box<First>>,
    ) {
        let is_wanted =
            |first: &First| self.view.with_untracked(|view| view.options == first.shown);
        if let Some(First { figure, .. }) = first.map(|first| *first).filter(is_wanted) {
            let card = CardState { figure: Some(Arc::new(figure)), is_busy: true, fault: None };
            self.card(Kind::DecileRaised).set(card);
        }
        later(move || {
            self.roster.set(Arc::default());
            self.take_data(loaded);
        });
        later(move || self.import.take_report(report));
    }

    /// Every figure of a dataset is asked for.
    fn take_data(self, loaded: Loaded) {
        if self.loaded.with_untracked(Option::is_some) {
            self.count_event();
        }
        self.take_loaded(loaded);
        for kind in super::sections::kinds() {
            self.card(kind).update(|card| card.is_busy = true);
        }
        self.ask(is_governed);
    }

    /// The page is about a dataset from here on.
    fn take_loaded(self, loaded: Loaded) {
        let before = self.loaded.with_untracked(|loaded| loaded.as_ref().map(|l| l.waves.len()));
        self.fit(self.view.get_untracked(), &loaded, before.unwrap_or(loaded.waves.len()));
        self.what_ifs.update(HashMap::clear);
        self.asked.update_value(|asked| asked.has_headlines = false);
        self.loaded.set(Some(Arc::new(loaded)));
    }

    /// Another claims file is judged, or is not: an event like an option's.
    fn take_claims(self, outcome: &Result<(), String>) {
        self.own_claims.hear(outcome);
        // Before the first data there is nothing to ask about, and what is asked then asks this too.
        if self.loaded.with_untracked(Option::is_none) {
            return;
        }
        self.count_event();
        if outcome.is_ok() {
            self.card(Kind::Claims).update(|card| card.is_busy = true);
            self.ask(|kind| kind == Kind::Claims);
        } else {
            self.settle();
        }
    }

    /// Whether the data are of one wave, so that nothing on the page can be a change.
    pub fn has_one_wave(self) -> bool {
        self.loaded.with(|loaded| loaded.as_ref().is_some_and(|loaded| loaded.waves.len() == 1))
    }

    /// An option event: changes the view, writes the address, asks again if an option did change.
    pub fn choose(self, change: impl FnOnce(&mut View)) {
        self.count_event();
        let before = self.view.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if !after.has_axes_of(&before) {
            after.picked = None;
        }
        if after == before {
            self.settle();
            return;
        }
        let stale = stale(&before, &after);
        self.view.set(after);
        self.write_address(true);
        match stale {
            Some(is_stale) => self.ask(is_stale),
            None => self.settle(),
        }
    }

    /// Leads to a section or figure, and remembers it in the address.
    pub fn go_to(self, place: Place) {
        self.view.update(|view| view.at = Some(place));
        self.write_address(true);
        super::index::reveal(place.name());
    }

    /// The address was changed from outside: by Back, by Forward, or by hand.
    pub fn read_address(self) {
        let hash = window().location().hash().unwrap_or_default();
        let before = self.view.get_untracked();
        // The bare name of a section, typed by hand, leads there and leaves the view as it is.
        if let Ok(place) = hash.trim_start_matches('#').parse::<Place>() {
            self.view.update(|view| view.at = Some(place));
            self.write_address(false);
            // The browser takes the focus away once it has gone to the section itself.
            spawn_local(async move {
                pause().await;
                super::index::reveal(place.name());
            });
            return;
        }
        let reading = View::read(&hash);
        for problem in reading.problems {
            self.tell(problem);
        }
        let place = reading.view.at.filter(|place| before.at != Some(*place));
        match self.loaded.get_untracked() {
            Some(loaded) => self.fit(reading.view, &loaded, loaded.waves.len()),
            None => self.view.set(reading.view),
        }
        let stale = stale(&before, &self.view.get_untracked());
        if let Some(is_stale) = stale {
            self.count_event();
            self.ask(is_stale);
        }
        if let Some(place) = place {
            super::index::reveal(place.name());
        }
    }
}
