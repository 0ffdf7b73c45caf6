//! Operations on values that no other task can notice: arithmetic, text, collections, attributes.
//!
//! **Architecture invariant:** nothing here runs code of the program. Where an operation meets an object that defines
//! it in the program's own code, the operation ends in [`Done::Call`], and the interpreter makes that call.

pub mod attribute;
pub mod call;
pub mod class;
pub mod env;
pub mod exception;
pub mod format;
pub mod item;
pub mod iterate;
pub mod key;
pub mod number;
pub mod operator;
pub mod text;

pub use env::{Done, Env, Fault, Outcome};
