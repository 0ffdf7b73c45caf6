//! Items of collections, and unpacking.

use interleave_program::{Hook, Native, well_known};
use interleave_trace::ObjectId;

use super::key::{key_or_ask, real};
use super::number::Number;
use super::slice::{self, Indices};
use super::{Done, Env, Fault, Outcome, attribute, collections, continuation, iterate, walk};
use crate::world::object::Object;
use crate::world::value::Value;

pub use super::slice::make_slice;

/// `object[key]`
///
/// # Errors
/// What the operation raises.
pub fn get_item(env: &mut Env<'_>, object: Value, at: Value) -> Outcome<Done> {
    if let Object::Slice(parts) = env.heap.of(at) {
        let parts = **parts;
        if let Some(sliced) = get_slice(env, object, parts)? {
            return Ok(Done::Value(sliced));
        }
    }
    if is_index_by_code(env, object, at) {
        let operation = env.text("getitem");
        return env.hook(Hook::Binary, vec![operation, object, at]);
    }
    let value = match env.heap.of(object) {
        Object::List(items) => {
            if let Value::Int(index) = at
                && let Some(index) = place(index, items.len() as u64)
            {
                return Ok(Done::Value(items[index as usize]));
            }
            let length = items.len();
            let index = index(env, at, length, &LIST)?;
            match env.heap.of(object) {
                Object::List(items) => items.get(index).copied(),
                _ => None,
            }
        }
        Object::Tuple(items) => {
            let length = items.len();
            let index = index(env, at, length, &TUPLE)?;
            match env.heap.of(object) {
                Object::Tuple(items) => items.get(index).copied(),
                _ => None,
            }
        }
        Object::Deque(deque) => {
            let length = deque.0.len();
            let index = index(env, at, length, &DEQUE)?;
            match env.heap.of(object) {
                Object::Deque(deque) => deque.0.get(index).copied(),
                _ => None,
            }
        }
        Object::Map(_) => {
            let Some(wanted) = key_or_ask(env, at)? else {
                return continuation::keyed(env, object, at, well_known::GETITEM, &[]);
            };
            let Object::Map(map) = env.heap.of(object) else {
                return Ok(Done::Value(Value::None));
            };
            match map.get(&wanted) {
                Some(&(_, value)) => Some(value),
                None => return Err(key_error(env, at)),
            }
        }
        Object::Str(text) => {
            let text = text.clone();
            let length = text.chars().count();
            let index = index(env, at, length, &STR)?;
            let character = if text.len() == length {
                text.get(index..=index).map(str::to_owned)
            } else {
                text.chars().nth(index).map(String::from)
            };
            Some(env.text(character.unwrap_or_default()))
        }
        Object::Range { start, stop, step } => {
            let (start, step) = (*start, *step);
            let length = collections::range_length(start, *stop, step);
            let index = place_of(env, at, length, &RANGE)?;
            Some(Value::Int(
                start.wrapping_add((index as i64).wrapping_mul(step)),
            ))
        }
        _ => None,
    };
    match value {
        Some(value) => Ok(Done::Value(value)),
        None => get_other(env, object, at),
    }
}

/// Whether an index of a sequence has its own `__index__`.
fn is_index_by_code(env: &Env<'_>, object: Value, at: Value) -> bool {
    matches!(env.heap.of(at), Object::Instance(_))
        && matches!(
            env.heap.of(object),
            Object::List(_)
                | Object::Tuple(_)
                | Object::Str(_)
                | Object::Deque(_)
                | Object::Range { .. }
        )
        && walk::special(env.heap, at, well_known::INDEX).is_some()
}

/// Items of what is no built-in collection.
fn get_other(env: &mut Env<'_>, object: Value, at: Value) -> Outcome<Done> {
    if let Some(callee) = walk::special(env.heap, object, well_known::GETITEM) {
        return Ok(Done::Call {
            callee,
            args: vec![object, at],
        });
    }
    if let Some(found) = walk::class_attribute(env.heap, object, well_known::CLASS_GETITEM)
        && let Object::ClassMethod(function) = env.heap.of(found)
    {
        return Ok(Done::Call {
            callee: *function,
            args: vec![object, at],
        });
    }
    // `list[int]`, as in annotations.
    if attribute::is_class(env.heap, object) {
        return Ok(Done::Value(object));
    }
    let name = attribute::type_name(env, object);
    Err(env.type_error(&format!("'{name}' object is not subscriptable")))
}

/// How a kind of sequence words its errors.
struct Wording {
    range: &'static str,
    kind: &'static str,
}

const LIST: Wording = Wording {
    range: "list index out of range",
    kind: "list indices must be integers or slices, not ",
};
const LIST_ASSIGNMENT: Wording = Wording {
    range: "list assignment index out of range",
    kind: "list indices must be integers or slices, not ",
};
const TUPLE: Wording = Wording {
    range: "tuple index out of range",
    kind: "tuple indices must be integers or slices, not ",
};
const STR: Wording = Wording {
    range: "string index out of range",
    kind: "string indices must be integers, not ",
};
const RANGE: Wording = Wording {
    range: "range object index out of range",
    kind: "range indices must be integers or slices, not ",
};
const DEQUE: Wording = Wording {
    range: "deque index out of range",
    kind: "sequence index must be integer, not ",
};

/// The place of an index that may count from the end.
fn place(index: i64, length: u64) -> Option<u64> {
    let place = i128::from(index) + if index < 0 { i128::from(length) } else { 0 };
    u64::try_from(place).ok().filter(|&place| place < length)
}

fn index(env: &mut Env<'_>, at: Value, length: usize, wording: &Wording) -> Outcome<usize> {
    place_of(env, at, length as u64, wording).map(|place| place as usize)
}

fn place_of(env: &mut Env<'_>, at: Value, length: u64, wording: &Wording) -> Outcome<u64> {
    match Number::of(env.heap, at) {
        Some(Number::Int(index)) => match place(index, length) {
            Some(index) => Ok(index),
            None => Err(env.raise(Native::IndexError, wording.range)),
        },
        Some(Number::Big(_)) => {
            let message = if wording.range == RANGE.range {
                RANGE.range
            } else {
                "cannot fit 'int' into an index-sized integer"
            };
            Err(env.raise(Native::IndexError, message))
        }
        _ => {
            let name = attribute::type_name(env, at);
            let quoted = wording.kind == STR.kind || wording.kind == DEQUE.kind;
            Err(env.type_error(&if quoted {
                format!("{}'{name}'", wording.kind)
            } else {
                format!("{}{name}", wording.kind)
            }))
        }
    }
}

/// `KeyError(key)`
pub(super) fn key_error(env: &mut Env<'_>, key: Value) -> Fault {
    let key = real(env.heap, key);
    Fault::Raise(env.exception_of(Value::Native(Native::KeyError), vec![key]))
}

fn get_slice(env: &mut Env<'_>, object: Value, parts: [Value; 3]) -> Outcome<Option<Value>> {
    let length = match env.heap.of(object) {
        Object::List(items) => items.len(),
        Object::Tuple(items) => items.len(),
        Object::Str(text) => text.chars().count(),
        Object::Range { start, stop, step } => {
            let range = (*start, *stop, *step);
            return slice_of_range(env, range, parts).map(Some);
        }
        _ => return Ok(None),
    };
    let indices = slice::indices(env, parts, length as u64)?;
    let sliced = match env.heap.of(object) {
        Object::List(items) => Object::List(indices.pick(items)),
        Object::Tuple(_) if indices.step == 1 && indices.count == length => {
            return Ok(Some(object));
        }
        Object::Tuple(items) => Object::Tuple(indices.pick(items).into()),
        Object::Str(text) => Object::Str(slice_text(text, indices, length).into()),
        _ => return Ok(None),
    };
    env.heap.reserve(sliced.size())?;
    Ok(Some(env.alloc(sliced)))
}

fn slice_text(text: &str, indices: Indices, length: usize) -> String {
    if indices.step == 1 {
        let start = indices.start as usize;
        return if text.len() == length {
            text.get(start..start + indices.count)
                .unwrap_or("")
                .to_owned()
        } else {
            text.chars().skip(start).take(indices.count).collect()
        };
    }
    let characters: Vec<char> = text.chars().collect();
    indices.pick(&characters).into_iter().collect()
}

fn slice_of_range(env: &mut Env<'_>, range: (i64, i64, i64), parts: [Value; 3]) -> Outcome<Value> {
    let (start, stop, step) = range;
    let length = collections::range_length(start, stop, step);
    let indices = slice::indices(env, parts, length)?;
    let at = |index: i64| start.saturating_add(index.saturating_mul(step));
    Ok(env.alloc(Object::Range {
        start: at(indices.start),
        stop: at(indices.stop),
        step: step.saturating_mul(indices.step),
    }))
}

/// `object[key] = value`
///
/// # Errors
/// What the operation raises.
pub fn set_item(env: &mut Env<'_>, object: Value, at: Value, value: Value) -> Outcome<Done> {
    let done = Ok(Done::Value(Value::None));
    let Value::Object(id) = object else {
        return no_assignment(env, object, "assignment");
    };
    match env.heap.get(id) {
        Object::List(items) => {
            let length = items.len();
            if let Object::Slice(parts) = env.heap.of(at) {
                let parts = **parts;
                return set_slice(env, id, parts, value);
            }
            let index = index(env, at, length, &LIST_ASSIGNMENT)?;
            if let Some(Object::List(items)) = env.heap.get_mut(id) {
                items[index] = value;
            }
            done
        }
        Object::Map(_) => {
            let Some(wanted) = key_or_ask(env, at)? else {
                return continuation::keyed(env, object, at, well_known::SETITEM, &[value]);
            };
            let at = real(env.heap, at);
            env.heap.reserve(72)?;
            env.heap.grown(72);
            if let Some(Object::Map(map)) = env.heap.get_mut(id) {
                collections::insert(map, wanted, at, value);
            }
            done
        }
        Object::Deque(deque) => {
            let length = deque.0.len();
            let index = index(env, at, length, &DEQUE)?;
            if let Some(Object::Deque(deque)) = env.heap.get_mut(id) {
                deque.0[index] = value;
            }
            done
        }
        _ => match walk::special(env.heap, object, well_known::SETITEM) {
            Some(callee) => Ok(Done::Call {
                callee,
                args: vec![object, at, value],
            }),
            None => no_assignment(env, object, "assignment"),
        },
    }
}

fn no_assignment(env: &mut Env<'_>, object: Value, what: &str) -> Outcome<Done> {
    let name = attribute::type_name(env, object);
    Err(env.type_error(&format!("'{name}' object does not support item {what}")))
}

/// `list[start:stop:step] = value`
pub(super) fn set_slice(
    env: &mut Env<'_>,
    list: ObjectId,
    parts: [Value; 3],
    value: Value,
) -> Outcome<Done> {
    let values = match iterate::collect_or_none(env, value)? {
        Some(values) => values,
        None => {
            if iterate::iter(env, value).is_err() {
                return Err(env.type_error("can only assign an iterable"));
            }
            let slice = make_slice(env, parts[0], parts[1], parts[2]);
            let state = env.tuple(vec![Value::Object(list), slice]);
            return continuation::with_list(env, value, state, well_known::SETITEM);
        }
    };
    let Object::List(items) = env.heap.get(list) else {
        return Ok(Done::Value(Value::None));
    };
    let length = items.len() as u64;
    let indices = slice::indices(env, parts, length)?;
    if indices.step != 1 && values.len() != indices.count {
        return Err(env.value_error(&format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            values.len(),
            indices.count
        )));
    }
    env.heap.reserve(values.len() as u64 * 16)?;
    env.heap.grown(values.len() as u64 * 16);
    if let Some(Object::List(items)) = env.heap.get_mut(list) {
        if indices.step == 1 {
            let start = indices.start as usize;
            items.splice(start..start + indices.count, values);
        } else {
            for (index, value) in indices.iter().zip(values) {
                items[index] = value;
            }
        }
    }
    Ok(Done::Value(Value::None))
}

/// `del object[key]`
///
/// # Errors
/// What the operation raises.
pub fn del_item(env: &mut Env<'_>, object: Value, at: Value) -> Outcome<Done> {
    let done = Ok(Done::Value(Value::None));
    let Value::Object(id) = object else {
        return no_deletion(env, object);
    };
    match env.heap.get(id) {
        Object::List(items) => {
            let length = items.len();
            if let Object::Slice(parts) = env.heap.of(at) {
                let parts = **parts;
                let indices = slice::indices(env, parts, length as u64)?;
                delete_indices(env, id, indices);
                return done;
            }
            let index = index(env, at, length, &LIST_ASSIGNMENT)?;
            if let Some(Object::List(items)) = env.heap.get_mut(id) {
                items.remove(index);
            }
            done
        }
        Object::Map(_) => {
            let Some(wanted) = key_or_ask(env, at)? else {
                return continuation::keyed(env, object, at, well_known::DELITEM, &[]);
            };
            let removed = match env.heap.get_mut(id) {
                Some(Object::Map(map)) => map.remove(&wanted),
                _ => None,
            };
            match removed {
                Some(_) => done,
                None => Err(key_error(env, at)),
            }
        }
        Object::Deque(deque) => {
            let length = deque.0.len();
            let index = index(env, at, length, &DEQUE)?;
            if let Some(Object::Deque(deque)) = env.heap.get_mut(id) {
                deque.0.remove(index);
            }
            done
        }
        _ => match walk::special(env.heap, object, well_known::DELITEM) {
            Some(callee) => Ok(Done::Call {
                callee,
                args: vec![object, at],
            }),
            None => no_deletion(env, object),
        },
    }
}

fn no_deletion(env: &mut Env<'_>, object: Value) -> Outcome<Done> {
    let name = attribute::type_name(env, object);
    let plural = matches!(env.heap.of(object), Object::Tuple(_) | Object::Str(_));
    let verb = if plural { "doesn't" } else { "does not" };
    // Sequences and other types word this differently in CPython.
    Err(env.type_error(&format!("'{name}' object {verb} support item deletion")))
}

fn delete_indices(env: &mut Env<'_>, list: ObjectId, indices: Indices) {
    let mut doomed: Vec<usize> = indices.iter().collect();
    doomed.sort_unstable();
    let Some(Object::List(items)) = env.heap.get_mut(list) else {
        return;
    };
    if indices.step == 1 {
        let start = indices.start as usize;
        items.drain(start..start + indices.count);
        return;
    }
    let mut at = 0;
    items.retain(|_| {
        let keep = doomed.binary_search(&at).is_err();
        at += 1;
        keep
    });
}

/// Exactly `count` items of a built-in iterable; `None` where taking them runs code.
///
/// # Errors
/// `TypeError` for what is not iterable, `ValueError` for another number of items.
pub fn unpack(env: &mut Env<'_>, value: Value, count: usize) -> Outcome<Option<Vec<Value>>> {
    let items = match iterate::collect_or_none(env, value)? {
        Some(items) => items,
        None => {
            return match iterate::iter(env, value) {
                Ok(_) => Ok(None),
                Err(Fault::Raise(_)) => {
                    let name = attribute::type_name(env, value);
                    Err(env.type_error(&format!("cannot unpack non-iterable {name} object")))
                }
                Err(fault) => Err(fault),
            };
        }
    };
    if items.len() > count {
        return Err(env.value_error(&format!("too many values to unpack (expected {count})")));
    }
    if items.len() < count {
        return Err(env.value_error(&format!(
            "not enough values to unpack (expected {count}, got {})",
            items.len()
        )));
    }
    Ok(Some(items))
}

#[cfg(test)]
mod tests {
    use crate::library::testing::{ended, raised, shown, value, with_env};
    use crate::world::value::Value;

    fn check(object: &str, key: &str, expected: &str) {
        with_env(|env| {
            let (object, key) = (value(env, object), value(env, key));
            let outcome = super::get_item(env, object, key);
            assert_eq!(ended(env, outcome), expected);
        });
    }

    #[test]
    fn items_are_found_by_index_and_key() {
        check("[1, 2, 3]", "-1", "3");
        check("'한글'", "1", "'글'");
        check("{(1, 'a')}:", "1.0", "'a'");
        check("[1]", "1", "IndexError: list index out of range");
        check(
            "(1,)",
            "'a'",
            "TypeError: tuple indices must be integers or slices, not str",
        );
        check(
            "'a'",
            "1.5",
            "TypeError: string indices must be integers, not 'float'",
        );
        check("{(1, 2)}:", "3", "KeyError: 3");
        check("{(1, 2)}:", "[]", "TypeError: unhashable type: 'list'");
        check("5", "0", "TypeError: 'int' object is not subscriptable");
    }

    #[test]
    fn slices_are_replaced_and_deleted() {
        with_env(|env| {
            let list = value(env, "[0, 1, 2, 3, 4]");
            let slice = super::make_slice(env, Value::Int(1), Value::Int(3), Value::None);
            let more = value(env, "'abc'");
            let outcome = super::set_item(env, list, slice, more);
            assert_eq!(ended(env, outcome), "None");
            assert_eq!(shown(env, list), "[0, 'a', 'b', 'c', 3, 4]");
            let every_other = super::make_slice(env, Value::None, Value::None, Value::Int(-2));
            let outcome = super::set_item(env, list, every_other, more);
            assert_eq!(ended(env, outcome), "None");
            assert_eq!(shown(env, list), "[0, 'c', 'b', 'b', 3, 'a']");
            let outcome = super::del_item(env, list, every_other);
            assert_eq!(ended(env, outcome), "None");
            assert_eq!(shown(env, list), "[0, 'b', 3]");
            let short = value(env, "[1]");
            let outcome = super::set_item(env, list, every_other, short);
            assert_eq!(
                ended(env, outcome),
                "ValueError: attempt to assign sequence of size 1 to extended slice of size 2"
            );
        });
    }

    #[test]
    fn unpacking_counts() {
        with_env(|env| {
            for (source, expected) in [
                ("(1, 2)", "2"),
                (
                    "[1]",
                    "ValueError: not enough values to unpack (expected 2, got 1)",
                ),
                (
                    "'abc'",
                    "ValueError: too many values to unpack (expected 2)",
                ),
                ("5", "TypeError: cannot unpack non-iterable int object"),
            ] {
                let source = value(env, source);
                let found = match super::unpack(env, source, 2) {
                    Ok(items) => items.map_or(0, |items| items.len()).to_string(),
                    Err(fault) => raised(env, fault),
                };
                assert_eq!(found, expected);
            }
        });
    }
}
