//! Events.

use interleave_program::Site;

use crate::{CoreId, ObjectId, ProcessId, TaskId, TextId, Tick, VariableId};

/// A value in brief: what fits a label.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Brief {
    /// A small integer.
    Int(i32),
    /// Anything else, as text.
    Text(TextId),
}

/// What a task waits for: an object, another task, or nothing that has an identity.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Subject {
    /// A lock, queue, future …
    Object(ObjectId),
    /// A task.
    Task(TaskId),
    /// What a device was asked for: a URL or a path.
    Text(TextId),
    /// Nothing in particular (time, the interpreter lock).
    Nothing,
}

/// Why a task cannot go on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[repr(u8)]
pub enum Why {
    /// A lock is held.
    Lock,
    /// Waiting to be notified on a condition.
    Condition,
    /// Notified, and waiting for the condition's lock.
    ConditionLock,
    /// A semaphore is at zero.
    Semaphore,
    /// An event is not set.
    Event,
    /// A barrier is not full.
    Barrier,
    /// A queue is full.
    QueuePut,
    /// A queue is empty.
    QueueGet,
    /// A queue has unfinished work.
    QueueJoin,
    /// A thread has not ended.
    Join,
    /// A future is pending.
    Future,
    /// A coroutine's turn comes later in the ready queue of its loop.
    Turn,
    /// An event loop has nothing to do until a timer fires or another thread calls.
    Idle,
    /// Time.
    Sleep,
    /// The interpreter lock (GIL).
    Gil,
    /// An answer over the network.
    Network,
    /// A system call on files.
    Disk,
    /// A free connection of a client.
    Connection,
}

/// Which limit ended a run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[repr(u8)]
pub enum LimitKind {
    /// Instructions executed.
    Steps,
    /// Simulated memory.
    Memory,
    /// Tasks.
    Tasks,
    /// Events of the trace.
    Trace,
    /// Bytes of output.
    Output,
    /// Virtual time.
    Time,
    /// Processes.
    Processes,
    /// States of a search.
    States,
    /// Memory of a search.
    SearchMemory,
    /// Steps of one schedule of a search.
    Depth,
    /// Preemptions in one schedule of a search.
    Preemptions,
    /// Schedules tried by chance.
    Schedules,
    /// The patience of who asked: the search was stopped.
    Patience,
}

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum What {
    /// The task made another one.
    Spawned {
        /// The new task.
        child: TaskId,
    },
    /// The task's function returned.
    Finished,
    /// The task ended with an exception that nothing caught.
    Failed {
        /// The exception as text.
        exception: TextId,
    },
    /// The task's thread was put on a core.
    Dispatched {
        /// The core.
        core: CoreId,
        /// Whether the core ran another thread before, so that a context switch was paid.
        switched: bool,
    },
    /// The task's thread left its core though it could go on: its time slice was over.
    Preempted {
        /// The core.
        core: CoreId,
    },
    /// The task cannot go on; its thread leaves its core if it is a thread's own task.
    Blocked {
        /// Why.
        why: Why,
        /// Whether it will go on at some instant all the same, having waited in vain.
        patient: bool,
        /// What it waits for.
        on: Subject,
    },
    /// The task cannot go on before an instant.
    Sleeps {
        /// The instant.
        until: Tick,
    },
    /// The task can go on again: it is ready, not yet running.
    Woken {
        /// Who made it ready; the task itself where time did.
        by: TaskId,
    },
    /// The task took the interpreter lock.
    GilTaken,
    /// The task gave up the interpreter lock.
    GilDropped,
    /// A coroutine or callback got its turn on its event loop.
    Resumed,
    /// A coroutine gave its turn back to the event loop.
    Suspended,
    /// An event loop began a round with so many callbacks ready.
    Round {
        /// The ready callbacks.
        ready: u32,
        /// The loop.
        on: ObjectId,
    },
    /// A callback was put into a loop's ready queue.
    Scheduled {
        /// The loop.
        on: ObjectId,
        /// Its label.
        label: TextId,
    },
    /// A timer was set.
    TimerSet {
        /// When it fires.
        when: Tick,
    },
    /// A variable was read.
    Read {
        /// Which.
        variable: VariableId,
        /// Its value.
        value: Brief,
    },
    /// A variable was written.
    Wrote {
        /// Which.
        variable: VariableId,
        /// Its new value.
        value: Brief,
    },
    /// A lock or semaphore was acquired, a barrier or an event passed, or a queue's `join`.
    Acquired {
        /// Which.
        object: ObjectId,
    },
    /// A lock or semaphore was released.
    Released {
        /// Which.
        object: ObjectId,
        /// Whether others can have it now: a re-entrant lock is held until it was released as often as taken.
        free: bool,
    },
    /// The task arrived at a barrier.
    Arrived {
        /// Which.
        object: ObjectId,
    },
    /// The task learned, without waiting, what others did with the object before: that an event is set.
    Saw {
        /// Which.
        object: ObjectId,
    },
    /// The task learned that a thread has ended: it joined it, or asked.
    Joined {
        /// The thread's own task.
        task: TaskId,
    },
    /// A condition was notified.
    Notified {
        /// Which.
        object: ObjectId,
        /// How many waiters were chosen.
        count: u32,
    },
    /// An event was set, or a future got its result.
    Set {
        /// Which.
        object: ObjectId,
    },
    /// An event was cleared.
    Cleared {
        /// Which.
        object: ObjectId,
    },
    /// An item was put into a queue.
    Put {
        /// The depth of the queue now.
        depth: u16,
        /// The item.
        item: TextId,
        /// The queue.
        queue: ObjectId,
    },
    /// An item was taken from a queue.
    Got {
        /// The depth of the queue now.
        depth: u16,
        /// The item.
        item: TextId,
        /// The queue.
        queue: ObjectId,
    },
    /// An item of a queue was reported as done.
    TaskDone {
        /// The queue.
        queue: ObjectId,
    },
    /// The task was ended with its process: by a signal, or because the process left without waiting for it.
    Killed {
        /// The signal's number; 0 where the process ended by itself.
        signal: u8,
    },
    /// Text was written.
    Output {
        /// The text.
        text: TextId,
        /// Whether to standard error.
        error: bool,
    },
    /// Nothing caught an exception: it was reported, and ended a thread or a callback of an event loop. It was raised
    /// at the event's site.
    Uncaught {
        /// Its last line.
        exception: TextId,
    },
    /// A coroutine was made at the event's site and never begun, and nobody can begin it any more.
    NeverAwaited {
        /// Its function's name.
        coroutine: TextId,
    },
    /// A future, or the event's task if it is a coroutine's, has an exception that nobody has looked at or can look at
    /// any more. It was raised at the event's site.
    NeverRetrieved {
        /// Its last line.
        exception: TextId,
    },
    /// The program ended while the task, a daemon thread's, was at the event's site.
    CutOff,
    /// Nothing can ever happen again though tasks are unfinished.
    Deadlock,
    /// The run was ended by a limit.
    LimitReached {
        /// Which.
        limit: LimitKind,
    },
    /// The run ended.
    Ended {
        /// The exit code of `interleave run`.
        code: u8,
    },
}

impl What {
    /// The same, of the objects of a process: see [`ObjectId::in_process`].
    #[must_use]
    pub fn in_process(mut self, process: ProcessId) -> Self {
        match &mut self {
            What::Blocked {
                on: Subject::Object(id),
                ..
            }
            | What::Scheduled { on: id, .. }
            | What::Round { on: id, .. }
            | What::Acquired { object: id }
            | What::Arrived { object: id }
            | What::Saw { object: id }
            | What::Released { object: id, .. }
            | What::Notified { object: id, .. }
            | What::Set { object: id }
            | What::Cleared { object: id }
            | What::Put { queue: id, .. }
            | What::Got { queue: id, .. }
            | What::TaskDone { queue: id } => *id = id.in_process(process),
            _ => {}
        }
        self
    }
}

/// One entry of a trace.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Event {
    /// When.
    pub at: Tick,
    /// To or by which task.
    pub task: TaskId,
    /// At which instruction of the program; the innermost one of the reader's own code where the library was running.
    pub site: Site,
    /// What.
    pub what: What,
}

const _: () = assert!(
    std::mem::size_of::<Event>() == 32,
    "an event takes 32 bytes"
);
