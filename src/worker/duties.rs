//! What the worker was asked: what it has in hand by now, and what it has not answered yet.
//!
//! When a worker dies, the next one is given the same, one thing at a time, so that a second death
//! tells which it was; that thing is then given up, and its usual refusal says so.

use super::message::{FileId, Reply, Request};
use crate::dataset::Source;
use crate::ingest::FileProfile;
use std::collections::BTreeMap;

/// A task that was under way in so many deaths is given up.
const MOST_DEATHS: u8 = 2;
/// Deaths in a row, with nothing done or given up between them, after which no worker is started.
const MOST_STRIKES: u8 = 4;

/// What is wanted of the worker; `F` is a file's handle, which only the browser can copy.
pub struct Duties<F> {
    files: BTreeMap<FileId, Held<F>>,
    tasks: Vec<Task>,
    /// What put the present data in place.
    data: Option<Request>,
    /// The same of the data that were last answered about in full.
    settled: Option<Request>,
    /// What puts the demonstration in place.
    demonstration: Request,
    /// What put the present claims in place, where they are not the paper's.
    claims: Option<Request>,
    strikes: u8,
    /// Since a death, until all is as it was.
    is_careful: bool,
    has_lost: bool,
}

struct Held<F> {
    name: String,
    handle: F,
    profile: Option<Box<FileProfile>>,
    /// Whether the user still lists it; the figures may need it all the same.
    is_listed: bool,
}

struct Task {
    request: Request,
    is_sent: bool,
    deaths: u8,
    /// Whether it only brings back what the page has, so that the page need not hear of it.
    is_again: bool,
}

impl Task {
    fn new(request: Request, is_again: bool) -> Task {
        Task { request, is_sent: false, deaths: 0, is_again }
    }
}

/// No worker can be kept alive.
#[derive(Debug, PartialEq, Eq)]
pub struct Hopeless;

impl<F: Clone> Duties<F> {
    /// `demonstration` is what puts it in place, should nothing else be left.
    pub fn new(demonstration: Request) -> Duties<F> {
        Duties {
            files: BTreeMap::new(),
            tasks: Vec::new(),
            data: None,
            settled: None,
            demonstration,
            claims: None,
            strikes: 0,
            is_careful: false,
            has_lost: false,
        }
    }

    /// The page shows the demonstration without having asked: a worker is to have it too, and the page
    /// need not hear of it.
    pub fn open(&mut self) {
        self.data = Some(self.demonstration.clone());
        self.settled = self.data.clone();
        self.tasks.insert(0, Task::new(self.demonstration.clone(), true));
    }

    /// The page asks for something; with a file's handle where it is [`Request::Take`].
    pub fn ask(&mut self, request: Request, handle: Option<F>) {
        self.strikes = 0;
        match &request {
            Request::Take { file, name, profile } => {
                if let Some(handle) = handle {
                    let (name, profile) = (name.clone(), profile.clone());
                    self.files.insert(*file, Held { name, handle, profile, is_listed: true });
                }
            }
            Request::Forget { file } => {
                let is_of = |task: &Task| matches!(&task.request, Request::Take { file: of, .. } | Request::Survey { file: of, .. } if of == file);
                self.tasks.retain(|task| !is_of(task));
                if let Some(held) = self.files.get_mut(file) {
                    held.is_listed = false;
                }
                self.let_go();
            }
            // The worker answers the last question alone, and the last survey of a file.
            Request::Ask(_) => {
                self.tasks.retain(|task| !matches!(task.request, Request::Ask(_)));
            }
            Request::Survey { file, .. } => {
                let is_same = |task: &Task| matches!(&task.request, Request::Survey { file: of, .. } if of == file);
                self.tasks.retain(|task| !is_same(task));
            }
            Request::Demonstration
            | Request::Use { .. }
            | Request::StopUse
            | Request::Check { .. }
            | Request::WhatIf { .. }
            | Request::Share(_)
            | Request::Make(_)
            | Request::Ping => {}
        }
        self.tasks.push(Task::new(request, false));
    }

    /// The handle of a file, for as long as the list or the figures need it.
    pub fn handle_of(&self, file: FileId) -> Option<F> {
        self.files.get(&file).map(|held| held.handle.clone())
    }

    /// What is to be sent now, if anything.
    pub fn next(&mut self) -> Option<(Request, Option<F>)> {
        let at = self.tasks.iter().position(|task| !task.is_sent)?;
        let is_at_work = self.is_at_work();
        let task = self.tasks.get_mut(at)?;
        let request = task.request.clone();
        if !has_reply(&request) {
            self.tasks.remove(at);
        } else if self.is_careful && is_at_work {
            return None;
        } else {
            task.is_sent = true;
        }
        let handle = match &request {
            Request::Take { file, .. } => self.handle_of(*file),
            _ => None,
        };
        Some((request, handle))
    }

    /// Whether an answer is on its way.
    pub fn is_at_work(&self) -> bool {
        self.tasks.iter().any(|task| task.is_sent)
    }

    /// The worker said something: what the page is to hear of it.
    pub fn hear(&mut self, reply: Reply) -> Option<Reply> {
        if let Reply::Surveyed { file, profile, .. } = &reply
            && let Some(held) = self.files.get_mut(file)
        {
            held.profile = Some(profile.clone());
        }
        let is_answered = |task: &Task| task.is_sent && is_answer(&task.request, &reply);
        let Some(at) = self.tasks.iter().position(is_answered) else { return Some(reply) };
        let Task { request, is_again, .. } = self.tasks.remove(at);
        if !is_again {
            self.strikes = 0;
        }
        match &reply {
            Reply::Loaded { .. } => {
                self.data = Some(request);
                self.let_go();
                // Nobody waits for a headline of the data before.
                if !is_again {
                    self.tasks.retain(|task| !matches!(task.request, Request::WhatIf { .. }));
                }
            }
            Reply::Checked(Ok(())) => {
                self.claims = Some(request).filter(|it| *it != Request::Check { claims: None });
            }
            Reply::Answer(_) => {
                self.settled = self.data.clone();
                self.let_go();
            }
            // A file was moved since: the data cannot be had again.
            Reply::NotUsed(why) | Reply::Failed(why) if is_again => {
                self.has_lost = true;
                return Some(match self.go_back() {
                    true => Reply::Failed(why.clone()),
                    false => Reply::Stopped(why.clone()),
                });
            }
            _ => {}
        }
        (!is_again).then_some(reply)
    }

    /// Whether all is as it was before the worker died, said once: the page may tell it.
    pub fn has_recovered(&mut self) -> bool {
        let is_over = self.is_careful && self.tasks.is_empty();
        if is_over {
            self.is_careful = false;
        }
        is_over && !std::mem::take(&mut self.has_lost)
    }

    /// The worker died, maybe before it listened: what is given up, as the page is to hear it. What is
    /// left is what another worker has to be sent.
    pub fn die(&mut self, has_listened: bool) -> Result<Vec<Reply>, Hopeless> {
        self.strikes += if has_listened { 1 } else { MOST_STRIKES / 2 };
        self.is_careful = true;
        let mut given_up = Vec::new();
        for mut task in std::mem::take(&mut self.tasks) {
            task.deaths += u8::from(task.is_sent);
            task.is_sent = false;
            match &task.request {
                // The files are handed over again below.
                Request::Take { .. } | Request::Forget { .. } | Request::Ping => {}
                _ if task.deaths >= MOST_DEATHS => given_up.push(task),
                _ => self.tasks.push(task),
            }
        }
        let is_kept = |tasks: &[Task], one: &Request| {
            tasks.iter().any(|task| task.is_again && task.request == *one)
        };
        for again in [self.claims.clone(), self.data.clone()].into_iter().flatten() {
            let is_lost = is_kept(&given_up, &again);
            if !is_lost && !is_kept(&self.tasks, &again) {
                self.tasks.insert(0, Task::new(again, true));
            }
        }
        let mut heard = Vec::new();
        for task in given_up {
            self.strikes = 0;
            self.has_lost = true;
            heard.push(self.give_up(task)?);
        }
        if self.strikes >= MOST_STRIKES {
            return Err(Hopeless);
        }
        for (file, held) in self.files.iter().rev() {
            let (name, profile) = (held.name.clone(), held.profile.clone());
            let take = Request::Take { file: *file, name, profile };
            self.tasks.insert(0, Task::new(take, false));
        }
        Ok(heard)
    }

    /// What the page hears of a task that is not tried again.
    fn give_up(&mut self, task: Task) -> Result<Reply, Hopeless> {
        const STOPPED: &str = "stopped the part of the page that reads and counts, twice";
        Ok(match task.request {
            Request::Survey { file, .. } => {
                let name = self.files.get(&file).map(|held| held.name.as_str()).unwrap_or_default();
                Reply::Refused {
                    file,
                    why: format!(
                        "{name}: reading this file {STOPPED}. It may be damaged, or need more memory \
                         than this browser gives: keep only the columns that are needed, and drop it \
                         again."
                    ),
                }
            }
            Request::Use { files, .. } if !task.is_again => {
                let held = files.iter().filter_map(|(file, _)| self.files.get(file));
                let names: Vec<&str> = held.map(|held| held.name.as_str()).collect();
                Reply::NotUsed(format!(
                    "Joining these files {STOPPED}: {}. They may need more memory than this browser \
                     gives: take one off the list, or map fewer columns.",
                    names.join(", ")
                ))
            }
            Request::Use { .. } if self.go_back() => {
                Reply::Failed(format!("Reading the data again {STOPPED}, so others are shown."))
            }
            Request::Use { .. } | Request::Demonstration => return Err(Hopeless),
            Request::Check { .. } => {
                self.claims = self.claims.take().filter(|_| !task.is_again);
                Reply::Checked(Err(format!("Reading it {STOPPED}")))
            }
            Request::Ask(question) => {
                if self.data != self.settled {
                    self.go_back();
                }
                Reply::Unanswered { question: question.id }
            }
            Request::WhatIf { .. } => Reply::Failed(format!("Counting this otherwise {STOPPED}.")),
            Request::Share(wish) => {
                let outcome = Box::new(Err(format!("Checking what may leave {STOPPED}.")));
                Reply::Shared { wish: wish.id, outcome }
            }
            Request::Make(making) => {
                let outcome = Err(format!("Making it {STOPPED}."));
                Reply::Made { making: making.id, outcome }
            }
            // These have no answer to wait for, so that no death finds them under way.
            Request::Take { .. } | Request::Forget { .. } | Request::StopUse | Request::Ping => {
                Reply::Alive
            }
        })
    }

    /// The present data are of no use: those before them take their place, or the demonstration.
    /// False where there is nothing to go back to.
    fn go_back(&mut self) -> bool {
        let lost = self.data.take();
        let before = [self.settled.take(), Some(self.demonstration.clone())].into_iter().flatten();
        let Some(before) = before.into_iter().find(|before| Some(before) != lost.as_ref()) else {
            return false;
        };
        self.tasks.retain(|task| !task.is_again || lost.as_ref() != Some(&task.request));
        self.tasks.insert(0, Task::new(before, false));
        true
    }

    /// Lets go of files that neither the list nor any data need.
    fn let_go(&mut self) {
        let needed = |data: &Option<Request>, id: &FileId| match data {
            Some(Request::Use { files, .. }) => files.iter().any(|(file, _)| file == id),
            _ => false,
        };
        let (data, settled) = (&self.data, &self.settled);
        let wanted = |id: &FileId| {
            let mut tasks = self.tasks.iter();
            tasks.any(|task| matches!(&task.request, Request::Use { files, .. } if files.iter().any(|(file, _)| file == id)))
        };
        self.files.retain(|id, held| {
            held.is_listed || needed(data, id) || needed(settled, id) || wanted(id)
        });
    }
}

/// Whether something comes back that says a request is done.
fn has_reply(request: &Request) -> bool {
    match request {
        Request::Take { .. } | Request::Forget { .. } | Request::StopUse | Request::Ping => false,
        Request::Demonstration
        | Request::Ask(_)
        | Request::Survey { .. }
        | Request::Use { .. }
        | Request::Check { .. }
        | Request::WhatIf { .. }
        | Request::Share(_)
        | Request::Make(_) => true,
    }
}

/// Whether a reply says that a request is done, or cannot be.
fn is_answer(request: &Request, reply: &Reply) -> bool {
    match (request, reply) {
        (Request::Demonstration, Reply::Loaded { loaded, .. }) => {
            loaded.source == Source::Demonstration
        }
        (Request::Use { .. }, Reply::Loaded { loaded, .. }) => {
            loaded.source != Source::Demonstration
        }
        (Request::Demonstration, Reply::Failed(_))
        | (Request::Use { .. }, Reply::NotUsed(_))
        | (Request::Check { .. }, Reply::Checked(_)) => true,
        (Request::Ask(question), Reply::Answer(answer)) => {
            answer.is_last && answer.question == question.id
        }
        (
            Request::Survey { file, .. },
            Reply::Surveyed { file: of, .. } | Reply::Refused { file: of, .. },
        ) => file == of,
        (Request::WhatIf { key }, Reply::WhatIf(answer)) => *key == answer.key,
        (Request::Share(wish), Reply::Shared { wish: of, .. }) => wish.id == *of,
        (Request::Make(wish), Reply::Made { making, .. }) => wish.id == *making,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
