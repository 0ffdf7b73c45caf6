//! The headless app: everything that a person can do, without anything to look at it with.
//!
//! A [`Session`] takes [`Command`]s and answers with [`Update`]s; the page's worker drives one. [`run`] is the same for
//! those who only want the end, such as the command line. The crates below are passed on for the edges, which use
//! nothing of ours but this one.
//!
//! **Architecture invariant:** this crate knows no browser, no clock and no file system; its work comes in slices whose
//! length the caller decides.

pub mod check;
pub mod machine;
pub mod message;
pub mod picture;
mod player;
pub mod run;
mod session;
pub mod share;
pub mod supported;

pub use interleave_engine as engine;
pub use interleave_explorer as explorer;
pub use interleave_findings as findings;
pub use interleave_front as front;
pub use interleave_lessons as lessons;
pub use interleave_program as program;
pub use interleave_trace as trace;
pub use interleave_view as view;

pub use message::{Command, Diagnostic, Severity, Update};
pub use player::{Offer, Turn};
pub use session::Session;
