//! What a search has found out.

use interleave_engine::Schedule;
use interleave_trace::LimitKind;
use num_bigint::BigUint;

/// The answer to "can this ever go wrong?"
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Every schedule was tried, and none goes wrong.
    Pass,
    /// Some schedule goes wrong.
    Fail,
    /// None of those tried goes wrong, but not all were tried.
    Incomplete,
}

/// What can go wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FindingKind {
    /// Nothing can happen any more though threads are unfinished.
    Deadlock,
    /// An `assert` fails and nothing catches it.
    Assertion,
    /// An exception that nothing catches.
    Exception,
    /// A fair schedule that never ends.
    Livelock,
}

/// Something that goes wrong under some schedule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// A shortest schedule that leads to it.
    pub schedule: Schedule,
    /// For a livelock: what then happens again and again.
    pub circle: Schedule,
}

/// One way in which the program can end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// What it has written to standard output by then.
    pub stdout: String,
    /// The exit code of `interleave run`.
    pub exit: u8,
    /// How many schedules end so; `None` where that is not a number or not known.
    pub count: Option<BigUint>,
    /// A shortest schedule that ends so.
    pub schedule: Schedule,
}

/// What a search has found out so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The answer.
    pub verdict: Verdict,
    /// States seen.
    pub states: u64,
    /// How many schedules there are; `None` where some schedule goes round for ever, or not all were tried.
    pub interleavings: Option<BigUint>,
    /// Every way in which the program can end, shortest schedule first.
    pub outcomes: Vec<Outcome>,
    /// What goes wrong, one of each kind and place, shortest schedule first.
    pub findings: Vec<Finding>,
    /// Why not all schedules were tried.
    pub limit: Option<LimitKind>,
}
