//! The catalogue of lessons: what each one runs, shows, says, asks and claims.
//!
//! A lesson is data. Its program and its text are files under `lessons/<slug>/`, built into the crate; everything
//! else is a constant in [`catalogue`]. The crate runs nothing: a [`Claim`] says what will happen, and a test
//! elsewhere hands [`Claim::check`] a function that runs the program.
//!
//! Architecture invariant: this crate knows no engine, no page and no file system, and none of its functions can fail
//! on any input.

mod catalogue;
mod claim;
mod group;
mod language;
mod machine;
mod text;

pub use catalogue::{all, find};
pub use claim::{Claim, Ending, Observed, Outcome, Quantifier, Refuted, Run};
pub use group::Group;
pub use language::{Language, Words};
pub use machine::{Dialect, Machine, Policy};
pub use text::{Block, Inline, Setting, Target, parse};

/// One lesson of the catalogue.
#[derive(Debug)]
pub struct Lesson {
    /// Its name in links and on the command line; also its folder under `lessons/`.
    pub slug: &'static str,
    /// Which part of the catalogue it belongs to.
    pub group: Group,
    /// The slugs of lessons to read before it; they stand before it in the catalogue.
    pub needs: &'static [&'static str],
    /// Its heading.
    pub title: Words,
    /// One sentence for lists of lessons.
    pub summary: Words,
    /// The Python source. Its knobs are its own comments: `NAME = 3  # knob: 1..16`.
    pub program: &'static str,
    /// The views to open beside source and output, the most telling one first.
    pub views: &'static [View],
    /// The machine that it starts on.
    pub machine: Machine,
    /// What to ask before the first run.
    pub predict: Predict,
    /// What the lesson says will happen.
    pub claims: &'static [Claim],
    /// The text in the Markdown subset of [`parse`].
    pub markdown: Words,
}

impl Lesson {
    /// The name under which the program is shown.
    pub const PROGRAM_NAME: &'static str = "main.py";

    /// The text, ready to be shown.
    #[must_use]
    pub fn text(&self, language: Language) -> Vec<Block> {
        parse(self.markdown.get(language))
    }
}

/// A view that a lesson opens. Source and output are always there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// The thread timeline.
    Timeline,
    /// The event loop: stack, ready queue, timers, pool.
    EventLoop,
    /// The message queue: producers, items, consumers.
    Queue,
    /// The philosophers' table.
    Table,
}

impl View {
    /// Its name on the command line and in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            View::Timeline => "timeline",
            View::EventLoop => "loop",
            View::Queue => "queue",
            View::Table => "table",
        }
    }
}

/// A question to answer before the program is run.
#[derive(Debug)]
pub struct Predict {
    /// What is asked.
    pub question: Words,
    /// What one may answer.
    pub choices: &'static [Words],
    /// Which of `choices` is right.
    pub answer: usize,
    /// Why it is, shown once the reader has chosen.
    pub because: Words,
}
