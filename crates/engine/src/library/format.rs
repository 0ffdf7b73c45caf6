//! The mini-language of format specifications.

use super::{Env, Outcome};
use crate::world::value::Value;

/// `format(value, spec)`; `None` where that runs code.
pub fn format(env: &mut Env<'_>, _value: Value, _spec: &str) -> Outcome<Option<String>> {
    Err(env.type_error("not built yet"))
}
