//! What happened, and how things stand: the data that every view is a pure function of.
//!
//! A [`Trace`] is the list of [`Event`]s of one run with the tables that its ids refer to. A [`Snapshot`] is a
//! picture of the world at one instant. Both are plain data: the engine writes them, views read them.
//!
//! **Architecture invariant:** this crate knows positions of a program and nothing of its semantics; an event
//! takes 32 bytes; all tables only ever grow, so that a trace can be sent on in chunks.

pub mod event;
pub mod ids;
pub mod scheduling;
pub mod snapshot;
pub mod trace;
pub mod variable;

pub use event::{Brief, Event, LimitKind, Subject, What, Why};
pub use ids::{CoreId, Moment, ObjectId, ProcessId, TaskId, TextId, ThreadId, Tick, VariableId};
pub use scheduling::Scheduling;
pub use snapshot::Snapshot;
pub use trace::{Keep, ObjectInfo, ObjectKind, TaskInfo, TaskKind, Trace, TraceChunk};
pub use variable::{ItemKey, VariableInfo, VariablePlace};
