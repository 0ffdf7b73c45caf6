//! A picture of the world at one instant, in plain data with every name resolved.

use interleave_program::Span;

use crate::scheduling::Priority;
use crate::{
    CoreId, Moment, ObjectId, ObjectKind, ProcessId, TaskId, TaskKind, ThreadId, Tick, Trace, What,
    Why,
};

/// How things stand at one instant.
#[derive(Clone, PartialEq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Snapshot {
    /// How many events have happened.
    pub moment: Moment,
    /// The instant.
    pub now: Tick,
    /// The cores and the threads on them.
    pub cores: Vec<Option<ThreadId>>,
    /// All tasks, by id.
    pub tasks: Vec<TaskState>,
    /// The variables of the program that are worth showing: globals first, then fields of shared objects.
    pub variables: Vec<VariableState>,
    /// Locks, semaphores, conditions, events, barriers.
    pub locks: Vec<LockState>,
    /// Queues.
    pub queues: Vec<QueueState>,
    /// Event loops.
    pub loops: Vec<LoopState>,
    /// The processes, by id.
    pub processes: Vec<ProcessState>,
    /// The interpreter lock of each process, by id, where the dialect has one.
    pub gils: Vec<Gil>,
    /// How the run stands.
    pub status: RunStatus,
    /// Who waits for whom: an edge for every blocked task whose way on depends on other tasks.
    pub waits: Vec<WaitEdge>,
    /// A cycle of waiting tasks, if there is one: each waits for the next, the last for the first.
    pub cycle: Vec<TaskId>,
    /// Bytes of standard output and standard error so far.
    pub output_bytes: (u32, u32),
}

impl Snapshot {
    /// How far back the last writers of variables are looked for.
    const MAX_EVENTS_BACK: usize = 200_000;

    /// Notes who wrote each variable last, as the trace tells.
    pub fn remember_writers(&mut self, trace: &Trace) {
        let before = trace
            .events()
            .get(..self.moment.0 as usize)
            .unwrap_or(trace.events());
        let mut missing = self.variables.len();
        for event in before.iter().rev().take(Self::MAX_EVENTS_BACK) {
            if missing == 0 {
                break;
            }
            let What::Wrote { variable, .. } = event.what else {
                continue;
            };
            let name = trace.variable(variable);
            let unknown = self
                .variables
                .iter_mut()
                .find(|known| known.writer.is_none() && known.name == name);
            if let Some(known) = unknown {
                known.writer = Some((event.task, event.at));
                missing -= 1;
            }
        }
    }
}

/// How a run stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum RunStatus {
    /// It goes on.
    #[default]
    Running,
    /// The program ended.
    Finished {
        /// Its exit code.
        code: u8,
    },
    /// The main task ended with an exception.
    Failed {
        /// The exception's last line.
        message: String,
    },
    /// Unfinished tasks wait for each other or for nothing that can happen.
    Deadlocked,
    /// A limit was reached.
    Limited {
        /// Which.
        limit: crate::LimitKind,
    },
}

/// A process at one instant.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ProcessState {
    /// Which.
    pub id: ProcessId,
    /// Its name, with its number behind it where another process has the same.
    pub name: String,
    /// Who made it; the first process is its own parent.
    pub parent: ProcessId,
    /// Its exit code once it has ended: negative where a signal of that number ended it.
    pub exit: Option<i32>,
}

/// The interpreter lock of a process.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Gil {
    /// Who holds it.
    pub holder: Option<ThreadId>,
}

/// What a task does.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Activity {
    /// It runs on a core.
    Running(CoreId),
    /// It could run.
    Ready,
    /// It waits, and this is why.
    Blocked(Reason),
    /// It ended.
    Finished,
    /// It ended with an exception, whose last line this is.
    Failed(String),
    /// It was ended with its process: by the signal of this number, or, if that is 0, because the process left.
    Killed(u8),
}

impl Activity {
    /// Whether it is over.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        matches!(
            self,
            Activity::Finished | Activity::Failed(_) | Activity::Killed(_)
        )
    }
}

/// Why a task waits, with all that a sentence about it needs.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Reason {
    /// The kind of waiting.
    pub why: Why,
    /// The object waited for, if it is one.
    pub object: Option<ObjectId>,
    /// Its name, or that of the task joined.
    pub name: String,
    /// The tasks that could end the waiting: a lock's holder, the thread joined, the owner of a future.
    pub holders: Vec<TaskId>,
    /// When the waiting ends by itself: a sleep or a time-out.
    pub until: Option<Tick>,
    /// A queue's depth and capacity, a barrier's arrivals and parties, an event loop's timers; else zeros.
    pub counts: (u32, u32),
}

/// A place in the reader's source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Place {
    /// The line, counted from 1.
    pub line: u32,
    /// The bytes.
    pub span: Span,
}

/// A frame of a task's stack.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct FrameState {
    /// The function's qualified name.
    pub function: String,
    /// Where it is; `None` inside the library.
    pub place: Option<Place>,
    /// Its variables that are bound, as text.
    pub locals: Vec<(String, String)>,
}

/// A task at one instant.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TaskState {
    /// Which.
    pub id: TaskId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: TaskKind,
    /// The kernel thread that runs it.
    pub thread: ThreadId,
    /// The process whose memory it works on.
    pub process: ProcessId,
    /// Whether the library made it for itself.
    pub pool: bool,
    /// Its priority, where it is not the default one.
    pub priority: Option<Priority>,
    /// What it does.
    pub activity: Activity,
    /// Where it is in the reader's source: the innermost frame outside the library.
    pub place: Option<Place>,
    /// Its stack, outermost frame first.
    pub stack: Vec<FrameState>,
    /// What it will do next, if that is a visible operation.
    pub next: Option<Pending>,
    /// Whether that may happen now.
    pub enabled: bool,
    /// The locks and other things that it holds.
    pub holds: Vec<ObjectId>,
}

/// A visible operation that is about to happen, with all that a sentence about it needs.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Pending {
    /// Reads a variable.
    Read(String),
    /// Writes a variable: name and value.
    Write(String, String),
    /// Calls an operation of an object: object's name, operation.
    Operation(String, String),
    /// Goes on after a sleep.
    Wake,
    /// Goes on with what a device was asked for: a URL or a path.
    Transfer(String),
    /// Writes text.
    Print(String),
    /// Starts a thread or makes a task.
    Spawn(String),
    /// Waits for a thread to end.
    Join(String),
    /// Runs the next callback of an event loop.
    Callback(String),
    /// Reads the clock.
    Clock,
    /// Ends: its thread has nothing left to do.
    End,
    /// Runs code that no one else can notice.
    Local,
}

/// A variable at one instant.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct VariableState {
    /// The process whose variable it is.
    pub process: ProcessId,
    /// Its name; in a process other than the first, behind that process's name and a colon.
    pub name: String,
    /// Its value as text.
    pub value: String,
    /// Who wrote it last, and when.
    pub writer: Option<(TaskId, Tick)>,
}

/// A lock, semaphore, condition, event or barrier at one instant.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LockState {
    /// Which.
    pub id: ObjectId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its name.
    pub name: String,
    /// Who holds it.
    pub holders: Vec<TaskId>,
    /// Who waits for it, longest first.
    pub waiters: Vec<TaskId>,
    /// A semaphore's value, an event's flag (0 or 1), a barrier's arrivals, an `RLock`'s depth, a lock's 0 or 1.
    pub value: u32,
}

/// A queue at one instant.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct QueueState {
    /// Which.
    pub id: ObjectId,
    /// Its name.
    pub name: String,
    /// Its capacity; `None` is unbounded.
    pub capacity: Option<u32>,
    /// The items, the next one out first; at most [`QueueState::SHOWN`] of them.
    pub items: Vec<String>,
    /// How many there are.
    pub depth: u32,
    /// Put, and not yet reported as done.
    pub unfinished: u32,
    /// Who waits to put, longest first.
    pub putters: Vec<TaskId>,
    /// Who waits to get, longest first.
    pub getters: Vec<TaskId>,
    /// Tasks that have put into it so far.
    pub producers: Vec<TaskId>,
    /// Tasks that have got from it so far.
    pub consumers: Vec<TaskId>,
}

impl QueueState {
    /// Most items that a snapshot carries.
    pub const SHOWN: usize = 64;
}

/// An event loop at one instant.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LoopState {
    /// Which.
    pub id: ObjectId,
    /// The kernel thread that runs it.
    pub thread: ThreadId,
    /// What it runs now.
    pub current: Option<CallbackState>,
    /// The stack of what it runs, outermost function first.
    pub stack: Vec<String>,
    /// The ready queue, next first.
    pub ready: Vec<CallbackState>,
    /// How many of those belong to the current round; later ones run in the next.
    pub this_round: u32,
    /// The timers, earliest first.
    pub timers: Vec<TimerState>,
    /// Rounds so far.
    pub rounds: u64,
    /// Tasks of the loop that wait for futures.
    pub waiting: Vec<TaskId>,
    /// The thread pool behind the loop: its workers.
    pub pool: Vec<TaskId>,
    /// Work handed to the pool that no worker has taken.
    pub pool_backlog: u32,
}

/// A callback of an event loop.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CallbackState {
    /// What it does, such as `step Task-2` or the function's name.
    pub label: String,
    /// The task that it steps or wakes, if it does.
    pub task: Option<TaskId>,
}

/// A timer of an event loop.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TimerState {
    /// When it fires.
    pub when: Tick,
    /// What it does.
    pub callback: CallbackState,
}

/// A task waits for another.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct WaitEdge {
    /// Who waits.
    pub waiter: TaskId,
    /// For whom.
    pub holder: TaskId,
    /// Because of which object, if it is one.
    pub object: Option<ObjectId>,
    /// Its name.
    pub name: String,
}
