//! What a search has found out.

use interleave_engine::Schedule;
use interleave_trace::{LimitKind, ThreadId};
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

impl Verdict {
    /// The name for machines to read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::Incomplete => "incomplete",
        }
    }
}

/// What can go wrong, as far as a search knows it; what exactly, the ordinary run shows that follows the schedule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FindingKind {
    /// Threads wait for each other, or nothing can happen any more though threads are unfinished.
    Deadlock,
    /// An `assert` fails and nothing catches it.
    Assertion,
    /// An exception that nothing catches.
    Exception,
    /// Two threads are about to use the same place in memory, and one of them to write it.
    Race,
    /// A fair schedule that never ends.
    Livelock,
    /// A schedule that never ends, does not put off for ever whoever could always go on, and yet never lets this thread
    /// go on, though it could again and again.
    Starvation(ThreadId),
    /// The program ends though this thread is unfinished.
    CutOff(ThreadId),
    /// An expectation, by its place in the list, is not met.
    Unmet(u32),
}

/// Something that goes wrong under some schedule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// A shortest schedule that leads to it.
    pub schedule: Schedule,
    /// For what never ends: what then happens again and again.
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

/// How far a search has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Progress {
    /// States seen.
    pub states: u64,
    /// States whose steps were tried.
    pub expanded: u64,
    /// States that wait for that.
    pub frontier: u64,
    /// Schedules tried from start to end, where they are tried one by one.
    pub schedules: u64,
    /// Steps of the longest shortest schedule so far.
    pub depth: u32,
    /// Whether the search is over.
    pub done: bool,
}

/// What a search has found out so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Whether every schedule was tried.
    pub complete: bool,
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
