//! Condition variables.

use interleave_trace::{ObjectId, TaskId};

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
