//! Primitives of synchronisation, one a file.
//!
//! A primitive holds state and says what an operation may do now; it keeps no queue of waiting tasks unless its order
//! is part of its meaning. Whether a task can go on is a question about the state (`can_acquire`), asked anew
//! whenever someone may have changed it: who of several waiters goes first is a choice, which the simulator makes as
//! the operating system would (first come, first woken) and the explorer makes in every way.

mod barrier;
mod condition;
mod event;
mod lock;
mod queue;
mod semaphore;

pub use barrier::Barrier;
pub use condition::{Condition, Waiter};
pub use event::Event;
pub use lock::Lock;
pub use queue::{Queue, QueueKind};
pub use semaphore::Semaphore;
