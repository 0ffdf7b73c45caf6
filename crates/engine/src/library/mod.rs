//! Operations on values that no other task can notice: arithmetic, text, collections, attributes.
//!
//! **Architecture invariant:** nothing here runs code of the program. Where an operation meets an object that defines
//! it in the program's own code, the operation ends in [`Done::Call`], and the interpreter makes that call.

mod arguments;
pub mod attribute;
pub mod call;
pub mod class;
pub mod collections;
mod continuation;
pub mod env;
pub mod exception;
pub mod format;
mod hash;
pub mod item;
pub mod iterate;
pub mod key;
pub mod limits;
mod method;
pub mod number;
pub mod operator;
mod percent;
#[cfg(test)]
mod robustness;
mod set_order;
mod slice;
mod sort;
#[cfg(test)]
mod testing;
pub mod text;
pub mod twister;
pub(crate) mod walk;

pub use env::{Done, Env, Fault, Outcome};
