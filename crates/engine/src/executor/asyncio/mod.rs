//! asyncio's event loop, futures and handles: the data here; what happens in `run`, and what programs may ask in
//! `functions`, `loop_methods` and `future_methods`.
//!
//! The order is that of `Lib/asyncio/base_events.py` (`_run_once`), `futures.py` and `tasks.py`: a deque of ready
//! handles; a heap of timers; one round runs the handles that were ready at its start.

mod functions;
mod future_methods;
mod handler;
mod loop_methods;
mod run;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use interleave_program::FunctionId;
use interleave_trace::{ObjectId, TaskId, Tick};

use crate::world::value::Value;

/// What a handle does when its turn comes.
#[derive(Clone, Debug)]
pub enum Callback {
    /// Steps a task with nothing (its start, or after a bare yield).
    Step(TaskId),
    /// Wakes a task that waited for a future.
    Wakeup(TaskId, ObjectId),
    /// Calls a function of the program.
    Call(Value, Arc<[Value]>),
    /// Ends the loop after the present round.
    Stop,
}

/// A scheduled callback.
#[derive(Clone, Debug)]
pub struct Handle {
    /// What it does.
    pub callback: Callback,
    /// When, for timers.
    pub when: Option<Tick>,
    /// For timers: the loop, and the timer's number there.
    pub timer: Option<(ObjectId, u64)>,
    /// Whether it was cancelled.
    pub cancelled: bool,
}

impl Handle {
    /// Calls `each` with every value that it refers to.
    pub fn trace(&self, each: &mut impl FnMut(Value)) {
        match &self.callback {
            Callback::Step(_) | Callback::Stop => {}
            Callback::Wakeup(_, future) => each(Value::Object(*future)),
            Callback::Call(function, args) => {
                each(*function);
                args.iter().copied().for_each(each);
            }
        }
    }
}

/// What became of a future.
#[derive(Clone, Debug)]
pub enum FutureState {
    /// Nothing yet
    Pending,
    /// A result
    Result(Value),
    /// An exception
    Exception(Value),
    /// It was cancelled with this exception
    Cancelled(Value),
}

/// A future, or a task of a loop.
#[derive(Clone, Debug)]
pub struct Future {
    /// What became of it.
    pub state: FutureState,
    /// Its loop.
    pub event_loop: ObjectId,
    /// What to schedule when it is done, in order.
    pub callbacks: Vec<Callback>,
    /// The task, if it is one.
    pub task: Option<TaskId>,
    /// The function whose coroutine the task runs.
    pub function: Option<FunctionId>,
    /// For a task: its coroutine.
    pub coroutine: Option<ObjectId>,
    /// What waiting for it means: an object and a word such as `get`; set by the library.
    pub label: Option<(Value, Value)>,
    /// The handle of the timer that completes it: cancelling the future cancels that too.
    pub timer: Option<ObjectId>,
    /// What it gathers: cancelling it cancels these instead (`_GatheringFuture`).
    pub children: Vec<ObjectId>,
    /// Whether cancelling it was asked for while it gathers.
    pub cancel_requested: bool,
    /// Whether somebody has looked at its exception.
    pub retrieved: bool,
}

impl Future {
    /// A pending future.
    #[must_use]
    pub fn new(event_loop: ObjectId, task: Option<TaskId>) -> Self {
        Self {
            state: FutureState::Pending,
            event_loop,
            callbacks: Vec::new(),
            task,
            function: None,
            coroutine: None,
            label: None,
            timer: None,
            children: Vec::new(),
            cancel_requested: false,
            retrieved: false,
        }
    }

    /// Whether it is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        !matches!(self.state, FutureState::Pending)
    }

    /// Calls `each` with every value that it refers to.
    pub fn trace(&self, each: &mut impl FnMut(Value)) {
        match self.state {
            FutureState::Pending => {}
            FutureState::Result(value)
            | FutureState::Exception(value)
            | FutureState::Cancelled(value) => each(value),
        }
        each(Value::Object(self.event_loop));
        self.coroutine
            .into_iter()
            .chain(self.timer)
            .for_each(|id| each(Value::Object(id)));
        self.children
            .iter()
            .for_each(|&child| each(Value::Object(child)));
        for callback in &self.callbacks {
            match callback {
                Callback::Step(_) | Callback::Stop => {}
                Callback::Wakeup(_, future) => each(Value::Object(*future)),
                Callback::Call(function, args) => {
                    each(*function);
                    args.iter().copied().for_each(&mut *each);
                }
            }
        }
        if let Some((object, word)) = self.label {
            each(object);
            each(word);
        }
    }
}

/// A timer: fires at `when`; of equal ones the earlier made first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Timer {
    /// When it fires.
    pub when: Tick,
    /// Counts the loop's timers.
    pub sequence: u64,
    /// What to run.
    pub handle: ObjectId,
}

/// An event loop.
#[derive(Clone, Debug, Default)]
pub struct EventLoop {
    /// Handles that are ready, next first.
    pub ready: VecDeque<ObjectId>,
    /// How many of those belong to the current round.
    pub this_round: usize,
    /// Timers, in the order in which they fire.
    pub timers: std::collections::BTreeSet<Timer>,
    /// Timers ever set.
    pub timers_made: u64,
    /// Rounds ever begun.
    pub rounds: u64,
    /// Whether a thread runs it.
    pub running: bool,
    /// Whether it ends after the present round.
    pub stopping: bool,
    /// Whether it was closed.
    pub closed: bool,
    /// Its unfinished tasks, as futures, in the order in which they were made.
    pub tasks: BTreeMap<TaskId, ObjectId>,
    /// What the program wants to be called with exceptions that nothing else hears of.
    pub handler: Option<Value>,
    /// Whether that is what runs.
    pub handling: bool,
    /// Whether a task has ended, so that it may be time to call it.
    pub suspect: bool,
}

impl EventLoop {
    /// Whether it has a ready callback, or a timer that is due.
    #[must_use]
    pub fn has_work(&self, now: Tick) -> bool {
        let first = self.timers.first();
        !self.ready.is_empty() || first.is_some_and(|timer| timer.when <= now)
    }

    /// Calls `each` with every value that it refers to.
    pub fn trace(&self, each: &mut impl FnMut(Value)) {
        self.ready
            .iter()
            .chain(self.tasks.values())
            .for_each(|&id| each(Value::Object(id)));
        self.timers
            .iter()
            .for_each(|timer| each(Value::Object(timer.handle)));
        self.handler.into_iter().for_each(each);
    }
}
