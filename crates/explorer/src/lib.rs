//! The explorer: every schedule of a program, and what can come of it.
//!
//! It asks [`World::enabled`](interleave_engine::World::enabled) what may happen next, forks the world for each answer
//! and lets [`World::apply`](interleave_engine::World::apply) do it: the simulator's own relation, tried exhaustively.
//! Worlds that were seen before, whatever way they were reached, are not entered again.
//!
//! **Architecture invariant:** the explorer has no idea of its own what a lock, a queue or a thread does. It knows no
//! clock, no thread of the host and no file system; work is done in slices that the caller bounds.

mod breadth;
mod chance;
mod count;
mod fusing;
mod graph;
mod livelock;
mod look;
mod noted;
mod options;
mod outputs;
mod position;
mod queue;
mod random;
mod reduced;
mod report;
mod search;
mod seen;
mod shortest;
mod table;
mod walker;
mod wrongs;

pub use options::{Bounds, Expectation, Options, Strategy, When};
pub use report::{Finding, FindingKind, Outcome, Progress, Report, Verdict};
pub use search::Search;
pub use walker::Origin;
