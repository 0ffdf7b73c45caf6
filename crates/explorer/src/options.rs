//! What is asked of a search.

use interleave_program::FunctionId;

/// How schedules are gone through.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Strategy {
    /// Every state once, nearest first: shortest schedules, exact counts.
    #[default]
    Breadth,
    /// One schedule for each order of operations that matters, depth first, without a memory of states: dynamic
    /// partial-order reduction (Abdulla, Aronis, Jonsson and Sagonas, POPL 2014).
    Reduced,
    /// Schedules by chance, with a stated probability of finding what few changes of priority bring about:
    /// probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and Nagarakatte, ASPLOS 2010).
    Random {
        /// What chance goes by.
        seed: u64,
    },
    /// Whoever asks leaves it to the answerer, who may try one after the other; a search by itself is [`Strategy::Breadth`].
    Auto {
        /// What chance goes by, should it come to that.
        seed: u64,
    },
}

impl Strategy {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Strategy::Breadth => "bfs",
            Strategy::Reduced => "dpor",
            Strategy::Random { .. } => "pct",
            Strategy::Auto { .. } => "auto",
        }
    }
}

/// Bounds of a search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Bounds {
    /// States.
    pub states: u64,
    /// Bytes that the search may take, as it estimates them.
    pub bytes: u64,
    /// Steps of one schedule.
    pub depth: u32,
    /// How often a schedule may take the turn from a thread that could go on (Musuvathi and Qadeer, PLDI 2007).
    pub preemptions: Option<u32>,
    /// Schedules, where they are tried one by one.
    pub schedules: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            states: 20_000_000,
            bytes: 4 << 30,
            depth: 100_000,
            preemptions: None,
            schedules: 100_000,
        }
    }
}

/// When an expression of the program has to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum When {
    /// In every state in which the program has ended.
    Final,
    /// In every state.
    Always,
    /// In no state.
    Never,
    /// In at least one state in which the program has ended.
    Possible,
}

/// What a program is expected to do, as a function of its own that says whether it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Expectation {
    /// When it has to hold.
    pub when: When,
    /// A function without parameters that returns a truth value.
    pub holds: FunctionId,
}

/// What is asked of a search.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// How.
    pub strategy: Strategy,
    /// Within what.
    pub bounds: Bounds,
    /// Whether a thread keeps its turn wherever CPython's interpreter lock cannot change hands.
    pub gil: bool,
    /// Whether it looks for threads that a fair schedule can put off for ever though they could go on again and again.
    pub starvation: bool,
    /// Whether steps that nobody can notice the order of are kept apart all the same.
    pub every_step: bool,
    /// Whether every step is made rather than looked up where the same was made before.
    pub untabled: bool,
    /// What the program is expected to do.
    pub expectations: Vec<Expectation>,
}
