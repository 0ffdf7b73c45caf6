//! Items, slices and unpacking.

use super::{Done, Env, Outcome};
use crate::world::value::Value;

/// `object[key]`
pub fn get_item(env: &mut Env<'_>, _object: Value, _key: Value) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// `object[key] = value`
pub fn set_item(env: &mut Env<'_>, _object: Value, _key: Value, _value: Value) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// `del object[key]`
pub fn del_item(env: &mut Env<'_>, _object: Value, _key: Value) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// `slice(start, stop, step)`
pub fn make_slice(env: &mut Env<'_>, _start: Value, _stop: Value, _step: Value) -> Value {
    env.type_error("not built yet");
    Value::None
}

/// Exactly `count` items of a built-in iterable; `None` where taking them runs code.
pub fn unpack(env: &mut Env<'_>, _value: Value, _count: usize) -> Outcome<Option<Vec<Value>>> {
    Err(env.type_error("not built yet"))
}
