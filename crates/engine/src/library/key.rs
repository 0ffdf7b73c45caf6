//! Values as keys of dictionaries and sets.

use interleave_program::well_known;

use super::number::{Number, float};
use super::walk::{self, Halt, Walk};
use super::{Env, Fault, Outcome};
use crate::world::heap::Heap;
pub use crate::world::object::Key;
use crate::world::object::{Items, Object};
use crate::world::value::Value;

/// The key of a value: equal values have equal keys.
///
/// # Errors
/// `TypeError` for values that cannot be hashed.
pub fn key(env: &mut Env<'_>, value: Value) -> Outcome<Key> {
    match key_of(env.heap, &mut Walk::default(), value) {
        Ok(key) => Ok(key),
        Err(halt) => Err(unhashable(env, halt)),
    }
}

/// The key of a value; `None` where finding it runs code.
///
/// # Errors
/// `TypeError` for values that cannot be hashed.
pub fn key_or_ask(env: &mut Env<'_>, value: Value) -> Outcome<Option<Key>> {
    match key_of(env.heap, &mut Walk::default(), value) {
        Ok(key) => Ok(Some(key)),
        Err(halt) => {
            env.halted(halt, HASHING)?;
            Ok(None)
        }
    }
}

const HASHING: &str = "while hashing an object";

/// The fault of a value that has no key.
pub(super) fn unhashable(env: &mut Env<'_>, halt: Halt) -> Fault {
    match env.halted(halt, HASHING) {
        Err(fault) => fault,
        Ok(()) => env.type_error(
            "objects with their own __hash__ are not supported by this operation: add them one by one",
        ),
    }
}

// An object whose class has its own `__hash__` and `__eq__` is a key by its identity, once code of the program has made
// sure that the collection has no equal one: the library's hook looks for one and goes on with a stand-in, which holds
// the object that is to be the key and its hash.

/// What a collection takes for a key whose hash is known.
pub(super) fn stand_in(env: &mut Env<'_>, key: Value, hash: Value) -> Value {
    env.alloc(Object::Slice(Box::new([STAND_IN, key, hash])))
}

const STAND_IN: Value = Value::Native(interleave_program::Native::StandIn);

/// The value itself, or what it stands in for.
#[must_use]
pub fn real(heap: &Heap, value: Value) -> Value {
    match heap.of(value) {
        Object::Slice(parts) if parts[0].is(STAND_IN) => parts[1],
        _ => value,
    }
}

/// The hash of a key that code has looked for.
#[must_use]
pub fn own_hash(key: &Key) -> Option<i64> {
    match key {
        Key::Tuple(parts) => match **parts {
            [
                Key::Native(interleave_program::Native::StandIn),
                Key::Int(hash),
                _,
            ] => Some(hash),
            _ => None,
        },
        _ => None,
    }
}

/// The key of a value without running code.
///
/// # Errors
/// Where there is none.
pub fn key_of(heap: &Heap, walk: &mut Walk, value: Value) -> Result<Key, Halt> {
    walk.visit()?;
    let id = match value {
        Value::None | Value::Unset => return Ok(Key::None),
        Value::Ellipsis => return Ok(Key::Ellipsis),
        Value::Bool(value) => return Ok(Key::Int(i64::from(value))),
        Value::Int(value) => return Ok(Key::Int(value)),
        Value::Float(value) => return Ok(float_key(value)),
        Value::Native(native) => return Ok(Key::Native(native)),
        Value::Function(function) => return Ok(Key::Function(function)),
        Value::Object(id) => id,
    };
    match heap.get(id) {
        Object::Str(text) => Ok(Key::Str(text.clone())),
        Object::BigInt(value) => Ok(Key::BigInt(value.clone())),
        Object::Tuple(items) => {
            let keys =
                walk.nested(|walk| items.iter().map(|&item| key_of(heap, walk, item)).collect())?;
            Ok(Key::Tuple(keys))
        }
        Object::FrozenSet(items) => Ok(frozen_set(items)),
        Object::Range { start, stop, step } => {
            let length = super::collections::range_length(*start, *stop, *step);
            let part = |shown: bool, value: i64| if shown { Key::Int(value) } else { Key::None };
            let length_key = Key::Int(i64::try_from(length).unwrap_or(i64::MAX));
            // As `hash(range)` in `Objects/rangeobject.c`; the native in front keeps it apart from tuples.
            Ok(Key::Tuple(Box::new([
                Key::Native(interleave_program::Native::Range),
                length_key,
                part(length > 0, *start),
                part(length > 1, *step),
            ])))
        }
        Object::Slice(parts) if parts[0].is(STAND_IN) => Ok(Key::Tuple(Box::new([
            Key::Native(interleave_program::Native::StandIn),
            key_of(heap, walk, parts[2])?,
            identity(parts[1]),
        ]))),
        Object::List(_)
        | Object::Map(_)
        | Object::Set(_)
        | Object::Deque(_)
        | Object::Slice(_)
        | Object::MapView { .. } => Err(Halt::Unhashable(value)),
        Object::Method { function, receiver } => {
            // Bound methods are made anew each time and equal by what they bind.
            let parts = [*function, *receiver].map(identity);
            Ok(Key::Tuple(Box::new([
                Key::Native(interleave_program::Native::Method),
                parts[0].clone(),
                parts[1].clone(),
            ])))
        }
        Object::NativeMethod { receiver, name } => Ok(Key::Tuple(Box::new([
            Key::Native(interleave_program::Native::BuiltinFunction),
            identity(*receiver),
            Key::Int(i64::from(name.0)),
        ]))),
        Object::Instance(_) | Object::Exception(_) => instance_key(heap, value, id),
        _ => Ok(Key::Identity(id)),
    }
}

fn identity(value: Value) -> Key {
    match value {
        Value::Object(id) => Key::Identity(id),
        Value::Native(native) => Key::Native(native),
        Value::Function(function) => Key::Function(function),
        _ => Key::None,
    }
}

fn instance_key(heap: &Heap, value: Value, id: interleave_trace::ObjectId) -> Result<Key, Halt> {
    let Some(class) = walk::program_class(heap, value) else {
        return Ok(Key::Identity(id));
    };
    // The class nearest to the instance that defines one of the two decides: __eq__ alone makes it unhashable.
    let Object::Class(class) = heap.of(class) else {
        return Ok(Key::Identity(id));
    };
    for &base in &class.mro {
        let Object::Class(base) = heap.of(base) else {
            continue;
        };
        match walk::field(&base.fields, well_known::HASH) {
            Some(Value::None) => return Err(Halt::Unhashable(value)),
            Some(_) => return Err(Halt::Code),
            None if walk::field(&base.fields, well_known::EQ).is_some() => {
                return Err(Halt::Unhashable(value));
            }
            None => {}
        }
    }
    Ok(Key::Identity(id))
}

fn float_key(value: f64) -> Key {
    if value.is_finite()
        && value == value.trunc()
        && let Some(whole) = float::to_big(value)
    {
        return match num_traits::ToPrimitive::to_i64(&whole) {
            Some(whole) => Key::Int(whole),
            None => Key::BigInt(whole),
        };
    }
    Key::Float(value.to_bits())
}

/// The key of a frozen set: its members' keys in an order that does not depend on how it was made.
#[must_use]
pub fn frozen_set(items: &Items) -> Key {
    let mut keys: Vec<Key> = items.keys().cloned().collect();
    keys.sort_by(order);
    Key::FrozenSet(keys.into())
}

/// Some total order of keys.
fn order(a: &Key, b: &Key) -> std::cmp::Ordering {
    let rank = |key: &Key| match key {
        Key::None => 0,
        Key::Ellipsis => 1,
        Key::Int(_) => 2,
        Key::BigInt(_) => 3,
        Key::Float(_) => 4,
        Key::Str(_) => 5,
        Key::Tuple(_) => 6,
        Key::FrozenSet(_) => 7,
        Key::Native(_) => 8,
        Key::Function(_) => 9,
        Key::Identity(_) => 10,
    };
    match (a, b) {
        (Key::Int(a), Key::Int(b)) => a.cmp(b),
        (Key::BigInt(a), Key::BigInt(b)) => a.cmp(b),
        (Key::Float(a), Key::Float(b)) => a.cmp(b),
        (Key::Str(a), Key::Str(b)) => a.cmp(b),
        (Key::Tuple(a), Key::Tuple(b)) | (Key::FrozenSet(a), Key::FrozenSet(b)) => a
            .iter()
            .zip(b)
            .map(|(a, b)| order(a, b))
            .find(|ordering| ordering.is_ne())
            .unwrap_or_else(|| a.len().cmp(&b.len())),
        (Key::Native(a), Key::Native(b)) => a.cmp(b),
        (Key::Function(a), Key::Function(b)) => a.cmp(b),
        (Key::Identity(a), Key::Identity(b)) => a.cmp(b),
        _ => rank(a).cmp(&rank(b)),
    }
}

impl<'h> Number<'h> {
    /// The number that a key is.
    #[must_use]
    pub fn of_key(key: &'h Key) -> Option<Number<'h>> {
        match key {
            Key::Int(value) => Some(Number::Int(*value)),
            Key::BigInt(value) => Some(Number::Big(value)),
            Key::Float(bits) => Some(Number::Float(f64::from_bits(*bits))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::key;
    use crate::library::testing::{class_with, instance_of, raised, value, with_env};

    #[test]
    fn equal_values_have_equal_keys() {
        with_env(|env| {
            for (a, b) in [
                ("1", "1.0"),
                ("True", "1"),
                ("(1, 'a')", "(1.0, 'a')"),
                ("18446744073709551616", "18446744073709551616.0"),
                ("0.0", "-0.0"),
            ] {
                let (a, b) = (value(env, a), value(env, b));
                let keys = (key(env, a).ok(), key(env, b).ok());
                assert!(keys.0.is_some());
                assert_eq!(keys.0, keys.1);
            }
        });
    }

    #[test]
    fn a_class_with_eq_alone_has_no_hash() {
        with_env(|env| {
            let class = class_with(env, "Point", &["__eq__"]);
            let point = instance_of(env, class);
            let nested = env.tuple(vec![point]);
            for value in [point, nested] {
                let Err(fault) = key(env, value) else {
                    panic!("no key")
                };
                assert_eq!(raised(env, fault), "TypeError: unhashable type: 'Point'");
            }
            let list = value(env, "([],)");
            let Err(fault) = key(env, list) else {
                panic!("no key")
            };
            assert_eq!(raised(env, fault), "TypeError: unhashable type: 'list'");
        });
    }
}
