//! Iteration over built-in types.

use interleave_trace::ObjectId;

use super::{Done, Env, Outcome};
use crate::world::value::Value;

/// `iter(value)`
pub fn iter(env: &mut Env<'_>, _value: Value) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// The next item of a built-in iterator.
pub fn next(env: &mut Env<'_>, _iterator: ObjectId) -> Outcome<Option<Value>> {
    Err(env.type_error("not built yet"))
}

/// All items of a built-in iterable or iterator; `None` where taking them runs code.
pub fn collect(env: &mut Env<'_>, _value: Value) -> Outcome<Option<Vec<Value>>> {
    Err(env.type_error("not built yet"))
}
