//! What goes between the page and the worker that tries every schedule.

use interleave_engine::Config;
use interleave_playground::check::{News, Question};
use serde::{Deserialize, Serialize};

/// What the page asks.
#[derive(Serialize, Deserialize, Debug)]
pub struct Request {
    /// Counts the page's questions: what still comes about an earlier one is void.
    pub number: u32,
    /// What to do.
    pub order: Order,
}

/// What to do.
#[derive(Serialize, Deserialize, Debug)]
pub enum Order {
    /// Tries every schedule.
    Search(Asked),
    /// Looks at a run by hand: whether it has gone wrong, or, for a hint, what lies ahead.
    Challenge {
        /// About what.
        asked: Asked,
        /// What was chosen so far, as a schedule is written.
        schedule: String,
        /// Whether a hint is wanted.
        hint: bool,
    },
    /// Waits, or goes on.
    Pause(bool),
    /// Ends the search where it is.
    Stop,
}

/// A program and the question that is put to it.
#[derive(Serialize, Deserialize, Debug)]
pub struct Asked {
    /// The program as the front end has written it, or, with `expecting`, the program with its expectations.
    pub program: Vec<u8>,
    /// Whether it comes with expectations.
    pub expecting: bool,
    /// Knobs turned away from the values in the source.
    pub knobs: Vec<(String, i64)>,
    /// The machine on which schedules are replayed.
    pub config: Config,
    /// The question.
    pub question: Question,
}

/// What the worker answers.
#[derive(Serialize, Deserialize, Debug)]
pub struct Answer {
    /// The question that is answered.
    pub number: u32,
    /// What there is to say.
    pub said: Said,
}

/// What there is to say.
#[derive(Serialize, Deserialize, Debug)]
pub enum Said {
    /// How far the search has come.
    Progress(String),
    /// What came of it.
    News(News),
    /// The program was written by another version of this page.
    NotUnderstood,
}
