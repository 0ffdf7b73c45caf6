//! Findings: plain data that a list, a sentence or a test is made of.

use interleave_program::{Program, Site};
use interleave_trace::snapshot::Place;
use interleave_trace::{Event, Moment, ObjectId, Subject, TaskId, TextId, Tick, VariableId, Why};

/// Something that a run shows to be wrong.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Finding {
    /// What, with what is particular to its kind.
    pub kind: Kind,
    /// The moment just after the event that shows it.
    pub moment: Moment,
    /// The instant of that.
    pub at: Tick,
    /// The places in the program that are involved, the most telling one first.
    pub spots: Vec<Spot>,
}

/// What is wrong.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Kind {
    /// Two threads use a variable, one of them at least writes it, and nothing orders the two.
    Race {
        /// The variable.
        variable: VariableId,
        /// Whether an update can be lost by it.
        loss: Loss,
    },
    /// Tasks wait for each other, or for what nobody will ever do.
    Deadlock {
        /// Whether nothing at all can happen any more.
        whole: bool,
        /// Whether each of the tasks waits for the next and the last for the first.
        cycle: bool,
    },
    /// A condition or an event was signalled while nobody waited, and whoever waits since waits for ever.
    LostWakeup {
        /// The condition or event.
        object: ObjectId,
    },
    /// A task waited for a lock for long, while another one let go of it and took it again and again.
    Starvation {
        /// The lock.
        object: ObjectId,
        /// How often the other one took it meanwhile.
        times: u32,
        /// How long the wait has been.
        ns: u64,
    },
    /// An event loop could serve nobody for a while, because a callback or a coroutine did not give its turn back.
    BlockedLoop {
        /// For how long.
        ns: u64,
        /// What kept it.
        by: Busy,
        /// How many callbacks were ready or due at the end of it.
        kept: u32,
    },
    /// A coroutine was made and never begun.
    NeverAwaited {
        /// Its function's name.
        coroutine: TextId,
    },
    /// The exception of a task or future was never looked at.
    NeverRetrieved {
        /// The exception's last line.
        exception: TextId,
    },
    /// The end of the program cut a daemon thread off in the middle of something.
    CutOff {
        /// What it waited for then, if it did.
        waited: Option<(Why, Subject)>,
        /// The locks that it held.
        holds: Vec<ObjectId>,
    },
    /// Nothing caught an exception.
    Exception {
        /// Its last line.
        exception: TextId,
    },
    /// An `assert` failed, and nothing caught it.
    Assertion {
        /// The exception's last line.
        exception: TextId,
    },
}

impl Kind {
    /// The name of the kind: stable, for machines to read.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Race { .. } => "race",
            Kind::Deadlock { .. } => "deadlock",
            Kind::LostWakeup { .. } => "lost-wakeup",
            Kind::Starvation { .. } => "starvation",
            Kind::BlockedLoop { .. } => "blocked-loop",
            Kind::NeverAwaited { .. } => "never-awaited",
            Kind::NeverRetrieved { .. } => "never-retrieved",
            Kind::CutOff { .. } => "cut-off",
            Kind::Exception { .. } => "exception",
            Kind::Assertion { .. } => "assertion",
        }
    }
}

/// Whether an update can be lost by a data race: whether somebody writes what is made of a value read before, while
/// another writes in between.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Loss {
    /// No: only who comes first is open.
    None,
    /// Not under the rules of this run: CPython's interpreter lock does not change hands between the read and the
    /// write, though that lock is nothing that a program should rely on.
    NotUnderGil,
    /// Yes.
    Possible,
}

/// What keeps an event loop from serving others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Busy {
    /// A call that blocks the loop's thread.
    Blocks(Why),
    /// Work.
    Computes,
}

/// The role that a place plays in a finding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Role {
    /// The variable was read here.
    Reads,
    /// The variable was written here.
    Writes,
    /// The task waits here for an object, a task, or what has no name.
    Waits(Why, Subject),
    /// The task took an object here that it still holds.
    Took(ObjectId),
    /// The object was signalled here.
    Signals(ObjectId),
    /// The callback or step began here.
    Begins,
    /// The callback or step gave its turn back here, or ended.
    GivesBack,
    /// The loop's thread was blocked here.
    Blocks,
    /// The coroutine was made here.
    Makes,
    /// The exception was raised here.
    Raises,
    /// The task was here when the program ended.
    Stops,
}

/// A place in the program, with the role that it plays in a finding.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Spot {
    /// Its role.
    pub role: Role,
    /// Whose.
    pub task: TaskId,
    /// The instruction.
    pub site: Site,
    /// Where that is in the reader's source; `None` inside the library.
    pub place: Option<Place>,
    /// The moment just after it.
    pub moment: Moment,
}

impl Spot {
    pub(crate) fn new(program: &Program, role: Role, mark: Mark) -> Self {
        let place = program
            .line(mark.site)
            .zip(program.span(mark.site))
            .map(|(line, (_, span))| Place { line, span });
        Self {
            role,
            task: mark.task,
            site: mark.site,
            place,
            moment: mark.moment,
        }
    }
}

impl Finding {
    /// The tasks that are involved, in the order of the spots.
    #[must_use]
    pub fn tasks(&self) -> Vec<TaskId> {
        let mut tasks = Vec::new();
        for spot in &self.spots {
            if !tasks.contains(&spot.task) {
                tasks.push(spot.task);
            }
        }
        tasks
    }

    /// The lines that are involved, in the order of the spots.
    #[must_use]
    pub fn lines(&self) -> Vec<u32> {
        let mut lines = Vec::new();
        for place in self.spots.iter().filter_map(|spot| spot.place) {
            if !lines.contains(&place.line) {
                lines.push(place.line);
            }
        }
        lines
    }
}

/// Who was where when: an event without what it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Mark {
    pub task: TaskId,
    pub site: Site,
    pub at: Tick,
    /// The moment just after.
    pub moment: Moment,
}

impl Mark {
    pub fn new(event: &Event, moment: Moment) -> Self {
        Self {
            task: event.task,
            site: event.site,
            at: event.at,
            moment,
        }
    }
}
