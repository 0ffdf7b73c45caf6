//! Calls of built-in functions, types and methods.

use interleave_program::{NameId, Native};

use super::{Done, Env, Outcome};
use crate::world::value::Value;

/// Calls a function or type of the engine.
pub fn call_native(
    env: &mut Env<'_>,
    _native: Native,
    _args: &[Value],
    _named: &[(NameId, Value)],
) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// Calls a method of a built-in type.
pub fn call_method(
    env: &mut Env<'_>,
    _receiver: Value,
    _name: NameId,
    _args: &[Value],
    _named: &[(NameId, Value)],
) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// Whether [`call_native`] implements a function or type.
#[must_use]
pub fn is_pure_native(_native: Native) -> bool {
    false
}
