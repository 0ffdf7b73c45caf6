//! Values as keys of dictionaries and sets.

use super::{Env, Outcome};
use crate::world::object::Key;
use crate::world::value::Value;

/// The key of a value.
pub fn key(env: &mut Env<'_>, _value: Value) -> Outcome<Key> {
    Err(env.type_error("not built yet"))
}
