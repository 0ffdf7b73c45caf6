//! Locks, plain and re-entrant.

use interleave_trace::TaskId;

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
