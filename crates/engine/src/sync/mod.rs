//! Primitives of synchronisation, one a file.
//!
//! A primitive holds state and says what an operation may do now; it keeps no queue of waiting tasks unless its order
//! is part of its meaning. Whether a task can go on is a question about the state (`can_acquire`), asked anew
//! whenever someone may have changed it: who of several waiters goes first is a choice, which the simulator makes as
//! the operating system would (first come, first woken) and the explorer makes in every way.
//!
//! A file has the primitive's state, what its methods wait for (`guard`), whether that holds now (`is_open` and its
//! kin), and what its methods do to the world and write to the trace (`…_operation`).

pub(crate) mod barrier;
pub(crate) mod condition;
pub(crate) mod event;
pub(crate) mod lock;
pub(crate) mod queue;
pub(crate) mod semaphore;

use interleave_trace::Tick;

pub use barrier::Barrier;
pub use condition::{Condition, Waiter};
pub use event::Event;
pub use lock::Lock;
pub use queue::{Ends, Queue, QueueKind};
pub use semaphore::Semaphore;

use crate::world::World;
use crate::world::threading::nanoseconds;
use crate::world::value::Value;

/// Whether an argument such as `blocking` says no.
fn is_false(value: Option<Value>) -> bool {
    matches!(value, Some(Value::Bool(false) | Value::Int(0)))
}

/// When patience of so many seconds ends: at once where they are negative; none is to wait for ever.
fn patience(world: &World, seconds: Option<Value>) -> Option<Tick> {
    match seconds? {
        Value::None => None,
        seconds => Some(world.now().after(nanoseconds(seconds).unwrap_or(0))),
    }
}

/// Whether a number of seconds is below zero.
fn is_negative(seconds: Option<Value>) -> bool {
    match seconds {
        Some(Value::Int(seconds)) => seconds < 0,
        Some(Value::Float(seconds)) => seconds < 0.0,
        _ => false,
    }
}
