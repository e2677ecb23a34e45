//! What the worker has in hand: the study of one dataset, the question that is still wanted, the
//! user's files, and the claims that are judged.

use super::demonstration;
use super::files::Files;
use super::loaded::Loaded;
use super::making::{Granted, make};
use super::message::{Answer, First, Question, Reply, Request};
use super::opening;
use super::pause::pause;
use super::serve::post;
use super::sharing::{ShareWish, grant};
use crate::analysis::claims::{ClaimsError, ClaimsFile};
use crate::analysis::{Counting, Headlines, Options, Study, headlines};
use crate::dataset::{Amount, Dataset};
use crate::figure::{Figure, Kind};
use crate::ingest::ImportReport;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

/// Evaluations between two looks at the clock: about a millisecond's work at a few hundred schools.
const SLICE: usize = 16;
/// How long the worker works before it looks at what came in, ms.
const TURN: f64 = 30.0;

/// The desk: one dataset under study, one question, the user's files, one claims file.
#[derive(Default)]
pub struct Desk {
    study: RefCell<Option<Study>>,
    wanted: Cell<u32>,
    files: Files,
    /// The amounts of the table of schools, until it has gone to the page.
    roster_owed: RefCell<Option<Vec<Amount>>>,
    /// The figure that was last made fit to leave.
    granted: RefCell<Option<Granted>>,
    /// The user's own claims file, where they gave one.
    claims: RefCell<Option<ClaimsFile>>,
}

impl Desk {
    pub async fn receive(self: Rc<Self>, request: Request, beside: JsValue) {
        match request {
            Request::Demonstration => match read_demonstration() {
                // With Figure 1, though the page has it: the browser compiles a function as it is first
                // called, and the first figure of the user's files is not to wait for that.
                Ok(dataset) => self.load(dataset, None, Some(Options::default())),
                Err(why) => post(&Reply::Failed(why)),
            },
            Request::Ask(question) => self.answer(question).await,
            Request::Take { file, name, profile } => {
                if let Ok(handle) = beside.dyn_into::<File>() {
                    self.files.take(file, name, handle, profile);
                }
            }
            Request::Survey { file, encoding } => self.files.survey(file, encoding).await,
            Request::Forget { file } => self.files.forget(file),
            Request::Use { files, options, shown } => {
                match self.files.assemble(files, &options).await {
                    Ok((dataset, report)) => self.load(dataset, Some(report), Some(shown)),
                    Err(why) => post(&Reply::NotUsed(why)),
                }
            }
            Request::StopUse => self.files.stop_use(),
            Request::Check { claims } => {
                let outcome = self.check(claims.as_deref()).map_err(|why| why.to_string());
                post(&Reply::Checked(outcome));
            }
            Request::WhatIf { key } => self.count_otherwise(&key).await,
            Request::Share(wish) => self.share(wish).await,
            Request::Make(making) => {
                let outcome = match self.granted.borrow().as_ref() {
                    Some(granted) if granted.wish == making.wish => make(granted, &making),
                    _ => Err(
                        "The figure has to be checked anew: close this panel and open it again."
                            .into(),
                    ),
                };
                post(&Reply::Made { making: making.id, outcome });
            }
            Request::Ping => post(&Reply::Alive),
        }
    }

    /// Puts a dataset in place. Where it is known under which options it will be looked at, Figure 1
    /// goes along: the page has it without asking, and before anything else is made.
    fn load(&self, dataset: Dataset, report: Option<ImportReport>, shown: Option<Options>) {
        let loaded = Box::new(Loaded::of(&dataset));
        let options = shown.clone().unwrap_or_default();
        let study = Study::new(Rc::new(dataset), loaded.fitting(options));
        let first = shown.and_then(|shown| {
            Some(Box::new(First { shown, figure: study.figure(Kind::DecileRaised)? }))
        });
        *self.roster_owed.borrow_mut() = Some(loaded.amounts.clone());
        // What was asked about the data before is not wanted any more.
        self.wanted.set(0);
        post(&Reply::Loaded { loaded, report: report.map(Box::new), first });
        // The page has something to do before it asks; what it will ask for first is made meanwhile.
        study.prepare();
        *self.study.borrow_mut() = Some(study);
    }

    /// Takes another claims file; where it cannot be read, the one before stays.
    fn check(&self, text: Option<&str>) -> Result<(), ClaimsError> {
        let file = text.map(ClaimsFile::read).transpose()?;
        *self.claims.borrow_mut() = file;
        Ok(())
    }

    /// Answers at once without the intervals that are not there yet, then with them; gives up when
    /// a later question comes in. Without a dataset there is nothing to ask about.
    async fn answer(&self, question: Question) {
        let id = question.id;
        self.wanted.set(id);
        match self.study.borrow_mut().as_mut() {
            Some(study) => {
                study.ask(question.options.clone());
                study.choose(question.choices.clone());
            }
            None => return,
        }
        loop {
            // Each borrow ends before a pause, so that another message finds the study free.
            let Some(is_settled) = self.study.borrow().as_ref().map(Study::is_settled) else {
                return;
            };
            let answer = |figures, headlines: Option<Headlines>| Answer {
                question: id,
                figures,
                is_last: is_settled && headlines.is_some(),
                headlines,
                is_settled,
            };
            for kind in &question.kinds {
                let figure = self.study.borrow().as_ref().and_then(|s| self.figure(s, *kind));
                let Some(figure) = figure else { continue };
                post(&Reply::Answer(answer(vec![figure], None)));
                pause().await;
                if self.wanted.get() != id {
                    return;
                }
            }
            self.send_roster();
            let Some(headlines) = self.study.borrow().as_ref().map(headlines) else { return };
            post(&Reply::Answer(answer(Vec::new(), Some(headlines))));
            if is_settled {
                return;
            }
            while self.advance() {
                pause().await;
                if self.wanted.get() != id {
                    return;
                }
            }
        }
    }

    /// Makes a figure fit to leave, with the intervals that its card shows: where the page opened with
    /// figures that were made before, nobody has asked for them yet.
    async fn share(&self, wish: ShareWish) {
        if let Some(study) = self.study.borrow_mut().as_mut() {
            // Nobody has asked a worker that was started anew yet; the page shows what the one before said.
            if self.wanted.get() == 0 {
                study.ask(wish.shown.clone());
                study.choose(wish.choices.clone());
            }
            study.figure(wish.kind);
        }
        while self.advance() {
            pause().await;
        }
        if let Some(study) = self.study.borrow().as_ref() {
            let outcome = grant(study, &wish).map(|(granted, shareable)| {
                *self.granted.borrow_mut() = Some(granted);
                shareable
            });
            post(&Reply::Shared { wish: wish.id, outcome: Box::new(outcome) });
        }
    }

    /// The table of schools, once for each dataset: the largest message, so it comes behind the figures.
    fn send_roster(&self) {
        let amounts = self.roster_owed.borrow_mut().take();
        if let (Some(amounts), Some(study)) = (amounts, self.study.borrow().as_ref()) {
            post(&Reply::Roster(Box::new(study.roster(amounts))));
        }
    }

    /// Counts a headline in other ways, with a pause after each, so that a question asked meanwhile
    /// does not wait for all. Data that came in between end it: nobody waits for the answer.
    async fn count_otherwise(&self, key: &str) {
        let begun = self.study.borrow().as_ref().and_then(|study| {
            let dataset = Rc::clone(study.shared_dataset());
            Counting::new(study, key).map(|counting| (counting, dataset))
        });
        let Some((mut counting, dataset)) = begun else { return };
        loop {
            // No borrow is held over a pause, so that another message finds the study free.
            let counted = self.study.borrow().as_ref().and_then(|study| {
                let is_same = Rc::ptr_eq(study.shared_dataset(), &dataset);
                is_same.then(|| counting.advance(study))
            });
            match counted {
                Some(true) => pause().await,
                Some(false) => break,
                None => return,
            }
        }
        post(&Reply::WhatIf(Box::new(counting.outcome())));
    }

    /// Resamples for a turn; false where nothing is left to do.
    fn advance(&self) -> bool {
        let mut study = self.study.borrow_mut();
        let Some(study) = study.as_mut() else { return false };
        let begun = js_sys::Date::now();
        while js_sys::Date::now() - begun < TURN {
            if !study.advance(SLICE) {
                return false;
            }
        }
        true
    }

    /// A figure as the study has it by now.
    fn figure(&self, study: &Study, kind: Kind) -> Option<Figure> {
        opening::figure(study, kind, self.claims.borrow().as_ref())
    }
}

/// The demonstration's files are the page's to fetch; `bootstrap.js` has put them here.
fn read_demonstration() -> Result<Dataset, String> {
    let files = js_sys::Reflect::get(&js_sys::global(), &"demonstration".into());
    demonstration::read_from(&files.unwrap_or_default())
}
