//! Locks, plain and re-entrant.

use interleave_program::{Native, well_known};
use interleave_trace::{ObjectId, TaskId, What};

use super::{is_false, is_negative, patience};
use crate::library::Fault;
use crate::world::interpreter::Flow;
use crate::world::object::Object;
use crate::world::operation::{Call, OPEN, Wait};
use crate::world::task::Guard;
use crate::world::value::Value;
use crate::world::{Log, Touched, World};

/// `threading.Lock` or `threading.RLock`. Releasing makes the lock free; it is not handed to a waiter, so a running
/// task may overtake a waiting one, as with the futex behind CPython's locks.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Lock {
    /// Who holds it.
    pub owner: Option<TaskId>,
    /// How often the owner has acquired it.
    pub depth: u32,
    /// Whether the owner may acquire it again.
    pub reentrant: bool,
}

impl Lock {
    /// A free lock.
    #[must_use]
    pub fn new(reentrant: bool) -> Self {
        Self {
            owner: None,
            depth: 0,
            reentrant,
        }
    }

    /// Whether `task` could acquire it now.
    #[must_use]
    pub fn can_acquire(&self, task: TaskId) -> bool {
        match self.owner {
            None => true,
            Some(owner) => self.reentrant && owner == task,
        }
    }

    /// Acquires it `depth` times over, which must be possible.
    pub fn acquire(&mut self, task: TaskId, depth: u32) {
        self.owner = Some(task);
        self.depth += depth;
    }

    /// Releases it once.
    ///
    /// # Errors
    /// CPython's message where it is not held, or (re-entrant ones) held by another task.
    pub fn release(&mut self, task: TaskId) -> Result<(), &'static str> {
        match self.owner {
            None if self.reentrant => Err("cannot release un-acquired lock"),
            None => Err("release unlocked lock"),
            Some(owner) if self.reentrant && owner != task => {
                Err("cannot release un-acquired lock")
            }
            Some(_) => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.owner = None;
                }
                Ok(())
            }
        }
    }

    /// Releases it however often it was acquired, and says how often.
    pub fn release_all(&mut self) -> u32 {
        self.owner = None;
        std::mem::take(&mut self.depth)
    }
}

/// Whether a task could acquire a lock now.
pub(crate) fn is_open(world: &World, id: ObjectId, task: TaskId) -> bool {
    matches!(world.object_for(task, id), Object::Lock(lock) if lock.can_acquire(task))
}

/// Whether nobody holds a lock of the process that is performing.
fn is_free(world: &World, id: ObjectId) -> bool {
    matches!(world.heap.get(id), Object::Lock(lock) if lock.owner.is_none())
}

/// What a call of one of its methods waits for.
pub(crate) fn guard(world: &World, call: &Call<'_>) -> Wait {
    use well_known::{ACQUIRE, BLOCKING, ENTER, TIMEOUT};
    match call.name {
        ENTER => (Guard::Lock(call.object), None),
        // A time-out that is refused is refused when the call is performed.
        ACQUIRE if is_false(call.get(0, BLOCKING)) || refusal(call).is_some() => OPEN,
        ACQUIRE => {
            let timeout = call
                .get(1, TIMEOUT)
                .filter(|&timeout| !is_for_ever(timeout));
            (Guard::Lock(call.object), patience(world, timeout))
        }
        _ => OPEN,
    }
}

/// A lock's own way to say that there is no time-out.
fn is_for_ever(timeout: Value) -> bool {
    matches!(timeout, Value::Int(-1)) || matches!(timeout, Value::Float(seconds) if seconds == -1.0)
}

/// What is wrong with the time-out of `acquire` (`lock_acquire_parse_args` in `Modules/_threadmodule.c`).
fn refusal(call: &Call<'_>) -> Option<&'static str> {
    let timeout = call.get(1, well_known::TIMEOUT);
    let timeout = timeout.filter(|&timeout| !is_for_ever(timeout))?;
    if is_false(call.get(0, well_known::BLOCKING)) {
        Some("can't specify a timeout for a non-blocking call")
    } else {
        is_negative(Some(timeout)).then_some("timeout value must be positive")
    }
}

impl World {
    pub(crate) fn lock_operation(
        &mut self,
        call: &Call<'_>,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        match call.name {
            well_known::ACQUIRE | well_known::ENTER => {
                if let Some(message) = refusal(call) {
                    return Err(self.env(call.task).value_error(message));
                }
                let free = is_open(self, call.object, call.task);
                if free {
                    self.take_lock(call.task, call.object, 1, log);
                }
                self.answer(call, Value::Bool(free))
            }
            well_known::RELEASE | well_known::EXIT => {
                let released = match self.heap.get_mut(call.object) {
                    Some(Object::Lock(lock)) => lock.release(call.task),
                    _ => Ok(()),
                };
                if let Err(message) = released {
                    return Err(self.env(call.task).raise(Native::RuntimeError, message));
                }
                let object = log.object(self, call.object);
                let free =
                    matches!(self.heap.get(object), Object::Lock(lock) if lock.owner.is_none());
                log.event(self, call.task, What::Released { object, free });
                self.touch_released(object);
                let value = match call.name {
                    well_known::EXIT => Value::Bool(false),
                    _ => Value::None,
                };
                self.answer(call, value)
            }
            well_known::LOCKED => {
                let held = !is_free(self, call.object);
                self.answer(call, Value::Bool(held))
            }
            _ => Err(self.no_method(call)),
        }
    }

    /// Notes that a lock was released, if only once of several times.
    pub(super) fn touch_released(&mut self, lock: ObjectId) {
        if is_free(self, lock) {
            self.touch(Touched::Owner(lock, None));
        }
        self.touch(Touched::Object(lock));
    }

    /// A task takes a free lock, so many times over.
    pub(super) fn take_lock(
        &mut self,
        task: TaskId,
        object: ObjectId,
        depth: u32,
        log: &mut Log<'_>,
    ) {
        if let Some(Object::Lock(lock)) = self.heap.get_mut(object) {
            lock.acquire(task, depth);
        }
        let object = log.object(self, object);
        log.event(self, task, What::Acquired { object });
        let thread = self.task(task).thread;
        self.touch(Touched::Owner(object, Some(thread)));
    }
}
