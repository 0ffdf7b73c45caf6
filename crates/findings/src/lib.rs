//! What a run shows to be wrong with a program, with the lines involved.
//!
//! A [`Finding`] is a function of the trace: a [`Watch`] is fed with the events in their order and can be asked at any
//! moment, so the same detectors serve a growing trace, a replayed prefix of one, and the paths of a search. There is
//! one detector a file; none of them changes what happens.
//!
//! **Architecture invariant:** this crate knows no engine; what it keeps is bounded (see [`Watch::gave_up`]); sentences
//! are the views' affair.

mod blocked_loop;
mod clock;
mod deadlock;
mod endings;
mod finding;
mod lost_wakeup;
mod order;
mod race;
mod standing;
mod starvation;
mod watch;

pub use finding::{Busy, Finding, Kind, Loss, Role, Spot};
pub use watch::{Rules, Watch};
