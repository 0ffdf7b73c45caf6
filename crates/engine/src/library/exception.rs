//! Exceptions: matching, and the text of tracebacks.

use super::{Env, Outcome};
use crate::world::value::Value;

/// The last line of a traceback, such as `ValueError: message`; `None` where that runs code.
pub fn last_line(env: &mut Env<'_>, _exception: Value) -> Outcome<Option<String>> {
    Err(env.type_error("not built yet"))
}

/// The whole traceback of an exception.
pub fn traceback_text(_env: &mut Env<'_>, _exception: Value) -> String {
    String::new()
}

/// Whether `except class` catches an exception; `class` may be a tuple.
pub fn matches(env: &mut Env<'_>, _exception: Value, _class: Value) -> Outcome<bool> {
    Err(env.type_error("not built yet"))
}
