//! Values as text.

use interleave_program::Program;

use super::{Env, Outcome};
use crate::world::heap::Heap;
use crate::world::value::Value;

/// `repr(value)`; `None` where that runs code.
pub fn repr(env: &mut Env<'_>, _value: Value) -> Outcome<Option<String>> {
    Err(env.type_error("not built yet"))
}

/// `str(value)`; `None` where that runs code.
pub fn to_text(env: &mut Env<'_>, _value: Value) -> Outcome<Option<String>> {
    Err(env.type_error("not built yet"))
}

/// A short text of any value for labels; never runs code.
#[must_use]
pub fn brief(_heap: &Heap, _program: &Program, _value: Value) -> String {
    String::new()
}
