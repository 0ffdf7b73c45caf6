//! Making classes and instances.

use super::{Env, Outcome};
use crate::world::value::Value;

/// The class that a `class` statement makes from its name, a tuple of bases and a dictionary of attributes.
pub fn make_class(
    env: &mut Env<'_>,
    _name: Value,
    _bases: Value,
    _namespace: Value,
) -> Outcome<Value> {
    Err(env.type_error("not built yet"))
}

/// An instance of a class of the program, and its `__init__` to be called with the instance and the arguments.
pub fn instantiate(
    env: &mut Env<'_>,
    _class: Value,
    _args: &[Value],
) -> Outcome<(Value, Option<Value>)> {
    Err(env.type_error("not built yet"))
}
