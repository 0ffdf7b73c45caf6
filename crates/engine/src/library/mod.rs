//! Operations on values that no other task can notice: arithmetic, text, collections, attributes.

pub mod env;

pub use env::{Done, Env, Fault, Outcome};
