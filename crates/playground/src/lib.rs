//! (being written)

pub mod message;

pub use message::{Command, Diagnostic, Severity, Update};
