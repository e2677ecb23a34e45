//! The page's state, and the one conversation with the worker that changes it.

use super::card_state::CardState;
use super::import::Import;
use super::later::later;
use super::own_claims::OwnClaims;
use super::site;
use crate::analysis::{Headlines, Roster, WhatIf};
use crate::dataset::SchoolKey;
use crate::draw::Followed;
use crate::figure::Kind;
use crate::figure::disclosure::Rules;
use crate::ingest::ImportReport;
use crate::share::view::{Place, View};
use crate::worker::{
    Answer, Client, First, Loaded, Making, Question, Reply, Request, Shareable, has_choices,
    is_governed, opening, pause,
};
use js_sys::{Function, Promise};
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

/// Which figures are to be made anew in going from one view to the other.
fn stale(before: &View, after: &View) -> Option<fn(Kind) -> bool> {
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
struct Asked {
    last: u32,
    is_answered: bool,
    /// Whether the worker's program has come, or cannot: the page asks for nothing after it is ready.
    is_supplied: bool,
    /// Events since the revision rose.
    events: u32,
}

/// What the worker makes of a figure that leaves, by the number of the wish.
#[derive(Default)]
struct Made {
    last: u32,
    waiting: HashMap<u32, Function>,
    outcomes: HashMap<u32, Result<Vec<u8>, String>>,
}

/// What stopped the worker whenever it was asked.
const NOT_ANSWERED: &str = "These figures stopped the part of the page that reads and counts, twice, \
    so they are not asked for again. Choose other options to ask anew.";
const RESTARTED: &str = "The part of the page that reads and counts stopped, and was started again. \
    Nothing was lost.";

fn no_worker(fault: &JsValue) -> String {
    format!(
        "The part of the page that reads and counts could not be started ({fault:?}). What you see is \
         whole; {} to change options or use your own files.",
        reload()
    )
}

/// A browser may run no worker in a page that was opened from a disk.
fn reload() -> &'static str {
    if site::has_address() {
        "reload the page"
    } else {
        "reload the page, or open it in Firefox, Chrome or Edge,"
    }
}

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

    pub fn here() -> Session {
        expect_context::<Session>()
    }

    pub fn card(self, kind: Kind) -> RwSignal<CardState> {
        // `Kind::ALL` lists every kind in the order of its declaration, and there is a card for each.
        self.cards.with_value(|cards| cards[kind as usize])
    }

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

    /// Has the worker make something of a figure that may leave; the wish gets a number of its own.
    pub async fn make(self, wish: impl FnOnce(u32) -> Making) -> Result<Vec<u8>, String> {
        let id = self.made.with_value(|made| made.last) + 1;
        let coming = Promise::new(&mut |come: Function, _| {
            self.made.update_value(|made| {
                made.last = id;
                made.waiting.insert(id, come);
            });
        });
        self.send(Request::Make(wish(id)));
        // A promise that only ever resolves.
        let _ = JsFuture::from(coming).await;
        let outcome = self.made.try_update_value(|made| made.outcomes.remove(&id)).flatten();
        outcome.unwrap_or_else(|| Err("It was not made.".into()))
    }

    /// Sends a request with the file that it is about.
    pub fn send_with(self, request: Request, file: File) {
        if let Some(client) = self.client.get_value() {
            client.send_with(request, file);
        }
    }

    /// Shows the demonstration as the page opens: with the figures that the site was built with, where the
    /// address and this tab ask for no others.
    pub fn open_demonstration(self) {
        let is_usual = self.view.with_untracked(|view| stale(&View::default(), view).is_none());
        let is_usual = is_usual && !self.own_claims.has_asked();
        spawn_local(async move {
            let opening = if is_usual { site::opening().await } else { None };
            match opening {
                Some(bytes) => self.play(&bytes).await,
                None => {
                    self.load_demonstration();
                    self.supply();
                }
            }
        });
    }

    /// Back to the data that the page opened with.
    pub fn load_demonstration(self) {
        self.send(Request::Demonstration);
    }

    /// Takes what the worker would have said, one thing at a time, so that each figure is drawn before the
    /// next comes; the worker's program is fetched once the first is there.
    async fn play(self, mut bytes: &[u8]) {
        if let Some(client) = self.client.get_value() {
            client.open();
        }
        let mut is_supplied = false;
        while let Some(reply) = opening::next(&mut bytes) {
            let is_figure = matches!(reply, Reply::Answer(_));
            match reply {
                Reply::Loaded { loaded, .. } => self.take_loaded(*loaded),
                reply => self.hear(reply),
            }
            pause().await;
            if is_figure && !is_supplied {
                is_supplied = true;
                self.supply();
            }
        }
    }

    /// Fetches the worker's program and starts it.
    pub fn supply(self) {
        spawn_local(async move {
            let supplied = match (site::program().await, self.client.get_value()) {
                (Ok(program), Some(client)) => client.supply(program),
                (Err(fault), _) => Err(fault),
                (_, None) => Ok(()),
            };
            if let Err(fault) = supplied {
                self.tell(no_worker(&fault));
            }
            self.asked.update_value(|asked| asked.is_supplied = true);
            self.settle();
        });
    }

    pub fn stop_use(self) {
        self.send(Request::StopUse);
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
            Reply::Made { making, outcome } => {
                let come = self.made.try_update_value(|made| {
                    made.outcomes.insert(making, outcome);
                    made.waiting.remove(&making)
                });
                if let Some(come) = come.flatten() {
                    // Calling a promise's own function cannot throw.
                    let _ = come.call0(&JsValue::NULL);
                }
            }
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

    fn take_answer(self, answer: Answer) {
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
            self.headlines.set(Some(Arc::new(headlines)));
        }
        if answer.is_last {
            self.answered.set_value(Some(self.view.get_untracked()));
            self.asked.update_value(|asked| asked.is_answered = true);
            self.settle();
        }
    }

    /// A question cannot be answered: back to the view that was, or, where that is the same, without.
    fn go_back(self, question: u32) {
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
        for kind in super::sections::kinds() {
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
    fn ask(self, is_stale: fn(Kind) -> bool) {
        let stale =
            |kind: &Kind| is_stale(*kind) || self.card(*kind).with_untracked(|card| card.is_busy);
        let mut kinds: Vec<Kind> = super::sections::kinds().filter(stale).collect();
        // What is looked at comes first, then the page's first question, Figure 1's: it takes one
        // panel, where the tables above it take a dozen.
        kinds.sort_by_cached_key(|kind| {
            (!super::index::is_in_sight(*kind), *kind != Kind::DecileRaised)
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
    fn count_event(self) {
        self.asked.update_value(|asked| asked.events += 1);
    }

    /// Once nothing is asked any more, the revision rises by the events that led here.
    fn settle(self) {
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
        let reading = View::read(&window().location().hash().unwrap_or_default());
        for problem in reading.problems {
            self.tell(problem);
        }
        let before = self.view.get_untracked();
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
