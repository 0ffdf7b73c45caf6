//! The engine: worlds, and a machine that runs them.
//!
//! [`world::World`] is a program caught at one instant with the one relation that says what may happen next;
//! [`simulator::Simulator`] chooses like a machine with cores, an operating system and a clock, and writes the trace;
//! [`recording::Recording`] keeps a whole run so that any instant of it can be looked at again.
//!
//! **Architecture invariant:** the engine knows no browser, no clock, no file system and no thread; it cannot panic on
//! any program that the verifier accepts; whatever it does is bounded by [`Limits`].

pub mod config;
pub mod device;
pub mod executor;
pub mod library;
pub mod recording;
pub mod simulator;
pub mod sync;
pub mod world;

pub use config::{Config, Dialect, Limits, MemoryModel, Policy};
pub use recording::Recording;
pub use simulator::{Simulator, Status};
pub use world::{Choice, Schedule, World};
