//! What crosses between page and worker.

use super::Loaded;
use super::making::Making;
use super::sharing::{ShareWish, Shareable};
use crate::analysis::{Choices, Headlines, Options, Roster, WhatIf};
use crate::figure::{Figure, Kind};
use crate::ingest::{self, Encoding, FileProfile, ImportReport, Mapping};
use serde::{Deserialize, Serialize};

/// Whether the options govern a figure; the others are asked once for each set of data.
pub fn is_governed(kind: Kind) -> bool {
    match kind {
        Kind::Table1 | Kind::Table2 | Kind::Drivers | Kind::Claims => false,
        Kind::DecileRaised
        | Kind::DecileVolunteer
        | Kind::Measures
        | Kind::Lorenz
        | Kind::TopShares
        | Kind::Concentration
        | Kind::Distribution
        | Kind::Change
        | Kind::Decomposition
        | Kind::BetweenWithin
        | Kind::Schools => true,
    }
}

/// Whether a figure obeys a choice of its own, which no other does.
pub fn has_choices(kind: Kind) -> bool {
    matches!(kind, Kind::Schools | Kind::Lorenz | Kind::Distribution | Kind::Change)
}

/// A question, answered by [`Reply::Answer`]. A later one takes its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub id: u32,
    pub kinds: Vec<Kind>,
    pub options: Options,
    pub choices: Choices,
}

/// Some figures of a question. They come one by one, so that the page draws one while the next is
/// counted and nothing keeps it busy for long: first all without intervals, then all with them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub question: u32,
    pub figures: Vec<Figure>,
    /// Once all figures of a round have come.
    pub headlines: Option<Headlines>,
    /// Whether nothing better than these figures follows.
    pub is_settled: bool,
    /// Whether no other answer to the question follows.
    pub is_last: bool,
}

/// Figure 1 of new data, without intervals: nobody has asked for it yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct First {
    /// The options that it was to be made under. An amount that the data do not have falls back.
    pub shown: Options,
    pub figure: Figure,
}

/// A file of the user's, by the number that the page gave it.
pub type FileId = u32;

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read the demonstration data, which the worker was given as it started.
    Demonstration,
    Ask(Question),
    /// Take a file in hand; the `File` itself stands beside the message. What was found out about it
    /// goes along where a worker before found it out.
    Take {
        file: FileId,
        name: String,
        profile: Option<Box<FileProfile>>,
    },
    /// Find out what a file in hand is. `encoding` is the user's choice, if they made one.
    Survey {
        file: FileId,
        encoding: Option<Encoding>,
    },
    /// Stop reading a file, and let go of it.
    Forget {
        file: FileId,
    },
    /// Read the files by these mappings, join them, and take them in the place of what is there.
    Use {
        files: Vec<(FileId, Mapping)>,
        options: ingest::Options,
        /// The options of the figures that the page shows.
        shown: Options,
    },
    /// Stop what `Use` began.
    StopUse,
    /// Judge this claims file from here on, in the place of the one that is judged; none is the
    /// paper's own.
    Check {
        claims: Option<String>,
    },
    /// Count a headline's number in other ways.
    WhatIf {
        key: String,
    },
    /// Make a figure fit to leave.
    Share(ShareWish),
    /// Make something of the figure that was last made fit to leave.
    Make(Making),
    /// Give a sign of life.
    Ping,
}

/// What the worker tells the page; the last three, what the page's end of the thread tells of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The loop is installed: messages sent before this are lost.
    Ready,
    /// How many of a file's bytes have been read.
    Progress {
        file: FileId,
        done: f64,
        of: f64,
    },
    Surveyed {
        file: FileId,
        profile: Box<FileProfile>,
        mapping: Box<Mapping>,
    },
    /// The file cannot be read; why, where in it, and what to do.
    Refused {
        file: FileId,
        why: String,
    },
    /// A dataset is in place, and questions are about it from here on; where it is the user's, with
    /// the report of the files that it was joined from and the figure that they wait for.
    Loaded {
        loaded: Box<Loaded>,
        report: Option<Box<ImportReport>>,
        first: Option<Box<First>>,
    },
    /// The table of schools of the dataset, behind its first figures.
    Roster(Box<Roster>),
    /// The files could not be used; what was there before stays.
    NotUsed(String),
    Answer(Answer),
    /// A headline's number, counted in other ways.
    WhatIf(Box<WhatIf>),
    /// What came of a wish to share, by its number.
    Shared {
        wish: u32,
        outcome: Box<Result<Shareable, String>>,
    },
    /// What was made, by the number of the wish for it, or why it cannot be.
    Made {
        making: u32,
        outcome: Result<Vec<u8>, String>,
    },
    /// Another claims file is judged from here on, or why not: its first fault, by line and column.
    Checked(Result<(), String>),
    /// Something could not be done; what was there before stays.
    Failed(String),
    /// The answer to a ping.
    Alive,
    /// A question stopped the worker whenever it was asked, so it is not asked again.
    Unanswered {
        question: u32,
    },
    /// The worker stopped, and another one has all that it had.
    Restarted,
    /// The program in the worker stopped; from the page's end, for good.
    Stopped(String),
}
