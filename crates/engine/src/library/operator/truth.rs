//! What counts as true.

use interleave_program::well_known;

use crate::library::{Env, Outcome, walk};
use crate::world::object::Object;
use crate::world::value::Value;

/// Whether a value counts as true.
#[derive(Clone, Debug)]
pub enum Truth {
    /// It is known.
    Known(bool),
    /// The result of this call says it.
    Ask {
        /// What to call.
        callee: Value,
        /// Its positional arguments.
        args: Vec<Value>,
    },
}

/// Whether a value counts as true.
///
/// # Errors
/// None so far.
pub fn truth(env: &mut Env<'_>, value: Value) -> Outcome<Truth> {
    let known = match value {
        Value::None | Value::Unset => false,
        Value::Bool(value) => value,
        Value::Int(value) => value != 0,
        Value::Float(value) => value != 0.0,
        Value::Ellipsis | Value::Native(_) | Value::Function(_) => true,
        Value::Object(id) => match env.heap.get(id) {
            Object::Str(text) => !text.is_empty(),
            Object::List(items) => !items.is_empty(),
            Object::Tuple(items) => !items.is_empty(),
            Object::Map(map) => !map.is_empty(),
            Object::Set(items) | Object::FrozenSet(items) => !items.is_empty(),
            Object::Deque(deque) => !deque.0.is_empty(),
            Object::Range { start, stop, step } => {
                if *step > 0 {
                    start < stop
                } else {
                    start > stop
                }
            }
            Object::MapView { map, .. } => {
                matches!(env.heap.get(*map), Object::Map(map) if !map.is_empty())
            }
            Object::Instance(_) | Object::Exception(_) => {
                let asked = walk::special(env.heap, value, well_known::BOOL)
                    .or_else(|| walk::special(env.heap, value, well_known::LEN));
                return Ok(match asked {
                    Some(callee) => Truth::Ask {
                        callee,
                        args: vec![value],
                    },
                    None => Truth::Known(true),
                });
            }
            _ => true,
        },
    };
    Ok(Truth::Known(known))
}
