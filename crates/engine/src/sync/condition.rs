//! Condition variables.

use interleave_program::{Hook, Native, well_known};
use interleave_trace::{ObjectId, TaskId, ThreadId, What};

use super::lock;
use crate::library::Fault;
use crate::world::interpreter::Flow;
use crate::world::object::Object;
use crate::world::operation::{Call, OPEN, Wait};
use crate::world::task::{Guard, Progress, State};
use crate::world::threading::nanoseconds;
use crate::world::value::Value;
use crate::world::{Log, Touched, World};

/// A task that waits to be notified.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Waiter {
    /// Who.
    pub task: TaskId,
    /// Whether it was notified and only has to get the lock back.
    pub notified: bool,
}

/// `threading.Condition`: notification goes to the waiter that waits longest (`Lib/threading.py` keeps a deque).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Condition {
    /// Its lock.
    pub lock: ObjectId,
    /// Who waits, longest first; notified ones stay until they have the lock again.
    pub waiters: Vec<Waiter>,
}

impl Condition {
    /// A condition on a lock.
    #[must_use]
    pub fn new(lock: ObjectId) -> Self {
        Self {
            lock,
            waiters: Vec::new(),
        }
    }

    /// Lets `task` wait.
    pub fn wait(&mut self, task: TaskId) {
        self.waiters.push(Waiter {
            task,
            notified: false,
        });
    }

    /// Notifies the `count` longest waiters and says which they are.
    pub fn notify(&mut self, count: usize) -> Vec<TaskId> {
        self.waiters
            .iter_mut()
            .filter(|waiter| !waiter.notified)
            .take(count)
            .map(|waiter| {
                waiter.notified = true;
                waiter.task
            })
            .collect()
    }

    /// Whether `task` was notified.
    #[must_use]
    pub fn is_notified(&self, task: TaskId) -> bool {
        self.waiters
            .iter()
            .any(|waiter| waiter.task == task && waiter.notified)
    }

    /// Lets `task` stop waiting.
    pub fn leave(&mut self, task: TaskId) {
        self.waiters.retain(|waiter| waiter.task != task);
    }
}

/// Whether a task was notified, or has run out of patience, and could acquire the lock again.
pub(crate) fn is_open(world: &World, condition: ObjectId, lock: ObjectId, task: TaskId) -> bool {
    let chosen = world.task(task).timed_out || world.is_notified(task, condition);
    chosen && lock::is_open(world, lock, task)
}

/// What a call of one of its methods waits for at first: `wait` begins at once, by releasing the lock.
pub(crate) fn guard(world: &World, condition: &Condition, call: &Call<'_>) -> Wait {
    match call.name {
        well_known::ENTER | well_known::ACQUIRE => {
            let object = condition.lock;
            lock::guard(world, &Call { object, ..*call })
        }
        _ => OPEN,
    }
}

impl World {
    /// Whether a task was notified on a condition.
    #[must_use]
    pub fn is_notified(&self, task: TaskId, condition: ObjectId) -> bool {
        matches!(self.object_for(task, condition), Object::Condition(condition) if condition.is_notified(task))
    }

    /// Whether a thread that waits on a condition without a time-out may go on though nobody notifies it.
    #[must_use]
    pub fn may_wake_unnotified(&self, thread: ThreadId, condition: ObjectId) -> bool {
        let task = self.threads[thread.index()].current.map(|id| self.task(id));
        self.spurious_wakeups
            && task.is_some_and(|task| {
                // Who was chosen, in whatever way, only waits for the lock.
                !task.woken_unnotified && !task.timed_out && !self.is_notified(task.id, condition)
            })
    }

    pub(crate) fn condition_operation(
        &mut self,
        call: &Call<'_>,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let Object::Condition(condition) = self.heap.get(call.object) else {
            return Ok(Flow::Continue);
        };
        let lock = condition.lock;
        let owned = matches!(self.heap.get(lock), Object::Lock(held)
            if held.owner.is_some() && (!held.reentrant || held.owner == Some(call.task)));
        match (call.name, self.task(call.task).progress) {
            (well_known::WAIT, Progress::OnCondition { depth }) => {
                self.end_wait(call, lock, depth, log)
            }
            (well_known::WAIT | well_known::NOTIFY | well_known::NOTIFY_ALL, _) if !owned => {
                let message = match call.name {
                    well_known::WAIT => "cannot wait on un-acquired lock",
                    _ => "cannot notify on un-acquired lock",
                };
                Err(self.env(call.task).raise(Native::RuntimeError, message))
            }
            (well_known::WAIT, _) => self.begin_wait(call, lock, log),
            (well_known::WAIT_FOR, _) => {
                let mut arguments = vec![Value::Object(call.object)];
                arguments.extend(call.get(0, well_known::PREDICATE));
                arguments.push(call.get(1, well_known::TIMEOUT).unwrap_or(Value::None));
                self.answer_by_hook(call, Hook::WaitFor, arguments)
            }
            (well_known::NOTIFY, _) => {
                let count = match call.get(0, well_known::N) {
                    Some(Value::Int(count)) => usize::try_from(count).unwrap_or(0),
                    _ => 1,
                };
                self.notify(call, count, log)
            }
            (well_known::NOTIFY_ALL, _) => self.notify(call, usize::MAX, log),
            _ => {
                let object = lock;
                self.lock_operation(&Call { object, ..*call }, log)
            }
        }
    }

    fn notify(&mut self, call: &Call<'_>, count: usize, log: &mut Log<'_>) -> Result<Flow, Fault> {
        let chosen = match self.heap.get_mut(call.object) {
            Some(Object::Condition(condition)) => condition.notify(count).len(),
            _ => 0,
        };
        let object = log.object(self, call.object);
        let count = chosen as u32;
        log.event(self, call.task, What::Notified { object, count });
        self.touch(Touched::Object(object));
        self.answer(call, Value::None)
    }

    /// `wait` first releases the lock and waits.
    fn begin_wait(
        &mut self,
        call: &Call<'_>,
        lock: ObjectId,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let depth = match self.heap.get_mut(lock) {
            Some(Object::Lock(held)) => held.release_all(),
            _ => 1,
        };
        if let Some(Object::Condition(condition)) = self.heap.get_mut(call.object) {
            condition.wait(call.task);
        }
        let released = log.object(self, lock);
        log.event(
            self,
            call.task,
            What::Released {
                object: released,
                free: true,
            },
        );
        self.touch_released(released);
        let until = match call.get(0, well_known::TIMEOUT) {
            None | Some(Value::None) => None,
            Some(seconds) => Some(self.now().after(nanoseconds(seconds).unwrap_or(0))),
        };
        let guard = Guard::Condition {
            condition: call.object,
            lock,
        };
        let task = self.task_mut(call.task);
        task.progress = Progress::OnCondition { depth };
        task.state = State::Poised { guard, until };
        Ok(Flow::Continue)
    }

    /// Notified or out of patience, `wait` takes the lock again.
    fn end_wait(
        &mut self,
        call: &Call<'_>,
        lock: ObjectId,
        depth: u32,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        let endless = matches!(call.get(0, well_known::TIMEOUT), None | Some(Value::None));
        if self.task(call.task).timed_out && endless {
            // Woken unnotified: whoever is notified from now on is somebody else.
            if let Some(Object::Condition(condition)) = self.heap.get_mut(call.object) {
                condition.leave(call.task);
            }
            self.task_mut(call.task).woken_unnotified = true;
        }
        if self.task(call.task).timed_out && !lock::is_open(self, lock, call.task) {
            // Patience is over, but the lock has still to come back.
            let guard = Guard::Condition {
                condition: call.object,
                lock,
            };
            self.task_mut(call.task).state = State::Poised { guard, until: None };
            return Ok(Flow::Continue);
        }
        let notified = self.is_notified(call.task, call.object);
        if let Some(Object::Condition(condition)) = self.heap.get_mut(call.object) {
            condition.leave(call.task);
        }
        self.take_lock(call.task, lock, depth, log);
        // Without a time-out it is always true (`Lib/threading.py`).
        self.answer(call, Value::Bool(notified || endless))
    }
}
