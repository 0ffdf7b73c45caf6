//! Semaphores.

use interleave_program::well_known;
use interleave_trace::{ObjectId, TaskId, What};

use super::{is_false, patience};
use crate::library::Fault;
use crate::world::interpreter::Flow;
use crate::world::object::Object;
use crate::world::operation::{Call, OPEN, Wait};
use crate::world::task::Guard;
use crate::world::value::Value;
use crate::world::{Log, Touched, World};

/// `threading.Semaphore` or `BoundedSemaphore`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Semaphore {
    /// How many may still acquire it.
    pub value: u32,
    /// The value that it must not exceed, for bounded ones.
    pub bound: Option<u32>,
}

impl Semaphore {
    /// Whether it can be acquired now.
    #[must_use]
    pub fn can_acquire(&self) -> bool {
        self.value > 0
    }

    /// Acquires it, which must be possible.
    pub fn acquire(&mut self) {
        self.value = self.value.saturating_sub(1);
    }

    /// Releases it `count` times.
    ///
    /// # Errors
    /// CPython's message where a bounded semaphore would exceed its bound.
    pub fn release(&mut self, count: u32) -> Result<(), &'static str> {
        let value = self.value.saturating_add(count);
        if self.bound.is_some_and(|bound| value > bound) {
            return Err("Semaphore released too many times");
        }
        self.value = value;
        Ok(())
    }
}

/// Whether a semaphore is above zero.
pub(crate) fn is_open(world: &World, id: ObjectId, task: TaskId) -> bool {
    matches!(world.object_for(task, id), Object::Semaphore(semaphore) if semaphore.can_acquire())
}

/// What a call of one of its methods waits for.
pub(crate) fn guard(world: &World, call: &Call<'_>) -> Wait {
    use well_known::{ACQUIRE, BLOCKING, ENTER, TIMEOUT};
    match call.name {
        ENTER => (Guard::Semaphore(call.object), None),
        ACQUIRE if is_false(call.get(0, BLOCKING)) => OPEN,
        ACQUIRE => (
            Guard::Semaphore(call.object),
            patience(world, call.get(1, TIMEOUT)),
        ),
        _ => OPEN,
    }
}

impl World {
    pub(crate) fn semaphore_operation(
        &mut self,
        call: &Call<'_>,
        log: &mut Log<'_>,
    ) -> Result<Flow, Fault> {
        match call.name {
            well_known::ACQUIRE | well_known::ENTER => {
                let timeout = call.get(1, well_known::TIMEOUT);
                if is_false(call.get(0, well_known::BLOCKING))
                    && timeout.is_some_and(|timeout| !matches!(timeout, Value::None))
                {
                    let mut env = self.env(call.task);
                    return Err(env.value_error("can't specify timeout for non-blocking acquire"));
                }
                if !is_open(self, call.object, call.task) {
                    return self.answer(call, Value::Bool(false));
                }
                if let Some(Object::Semaphore(semaphore)) = self.heap.get_mut(call.object) {
                    semaphore.acquire();
                }
                let object = log.object(self, call.object);
                log.event(self, call.task, What::Acquired { object });
                self.answer(call, Value::Bool(true))
            }
            well_known::RELEASE | well_known::EXIT => {
                let count = match (call.name, call.get(0, well_known::N)) {
                    (well_known::RELEASE, Some(Value::Int(count))) => {
                        u32::try_from(count).unwrap_or(0)
                    }
                    _ => 1,
                };
                if count < 1 {
                    return Err(self.env(call.task).value_error("n must be one or more"));
                }
                let released = match self.heap.get_mut(call.object) {
                    Some(Object::Semaphore(semaphore)) => semaphore.release(count),
                    _ => Ok(()),
                };
                if let Err(message) = released {
                    return Err(self.env(call.task).value_error(message));
                }
                let object = log.object(self, call.object);
                log.event(self, call.task, What::Released { object, free: true });
                // Each permit can let one waiter go on.
                (0..count.min(self.threads.len() as u32))
                    .for_each(|_| self.touch(Touched::Object(object)));
                self.answer(call, Value::None)
            }
            _ => Err(self.no_method(call)),
        }
    }
}
