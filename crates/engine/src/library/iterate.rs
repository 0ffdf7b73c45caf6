//! Iteration over built-in types.

use interleave_program::{FunctionKind, Native, well_known};
use interleave_trace::ObjectId;

use super::{Done, Env, Outcome, attribute, collections, set_order, walk};
use crate::world::object::{Items, Iter, MapPart, Object};
use crate::world::value::Value;

/// `iter(value)`
///
/// # Errors
/// `TypeError` for values that are not iterable.
pub fn iter(env: &mut Env<'_>, value: Value) -> Outcome<Done> {
    if let Some(iterator) = built_in(env, value) {
        return Ok(Done::Value(env.alloc(Object::Iterator(iterator))));
    }
    match env.heap.of(value) {
        Object::Iterator(_) => Ok(Done::Value(value)),
        Object::Generator(generator) if generator.kind == FunctionKind::Generator => {
            Ok(Done::Value(value))
        }
        _ => match walk::special(env.heap, value, well_known::ITER) {
            Some(callee) => Ok(Done::Call {
                callee,
                args: vec![value],
            }),
            None => {
                let name = attribute::type_name(env, value);
                Err(env.type_error(&format!("'{name}' object is not iterable")))
            }
        },
    }
}

/// An iterator at the first item of a built-in iterable.
fn built_in(env: &Env<'_>, value: Value) -> Option<Iter> {
    let Value::Object(id) = value else {
        return None;
    };
    Some(match env.heap.get(id) {
        Object::Deque(items) => Iter::Deque {
            deque: id,
            index: 0,
            length: items.0.len(),
        },
        Object::List(_) | Object::Tuple(_) => Iter::Sequence {
            sequence: id,
            index: 0,
        },
        Object::Str(_) => Iter::Text {
            text: id,
            offset: 0,
        },
        Object::Range { start, stop, step } => Iter::Range {
            next: *start,
            step: *step,
            left: collections::range_length(*start, *stop, *step),
        },
        Object::Map(map) => Iter::Map {
            map: id,
            part: MapPart::Keys,
            index: 0,
            length: map.len(),
        },
        Object::MapView { map, part } => Iter::Map {
            map: *map,
            part: *part,
            index: 0,
            length: match env.heap.get(*map) {
                Object::Map(map) => map.len(),
                _ => 0,
            },
        },
        Object::Set(items) | Object::FrozenSet(items) => Iter::Set {
            order: set_order::order(items).map(Into::into),
            set: id,
            index: 0,
            length: items.len(),
        },
        _ => return None,
    })
}

/// An iterator from the last item to the first, for `reversed`; `None` for values that have none.
#[must_use]
pub fn reversed(env: &Env<'_>, value: Value) -> Option<Iter> {
    let Value::Object(id) = value else {
        return None;
    };
    let sequence = |length| Iter::Reversed {
        sequence: id,
        index: length,
    };
    match env.heap.get(id) {
        Object::List(items) => Some(sequence(items.len())),
        Object::Tuple(items) => Some(sequence(items.len())),
        Object::Deque(deque) => Some(sequence(deque.0.len())),
        Object::Range { start, stop, step } => {
            let left = collections::range_length(*start, *stop, *step);
            let last = i128::from(*start) + i128::from(left.saturating_sub(1)) * i128::from(*step);
            Some(Iter::Range {
                next: i64::try_from(last).unwrap_or(*start),
                step: step.checked_neg().unwrap_or(i64::MAX),
                left,
            })
        }
        _ => None,
    }
}

/// What an iterator does next.
enum Step {
    /// It gives this value, and stands like this.
    Value(Value, Iter),
    /// It gives this member of a set.
    Member(Value),
    /// It gives a character.
    Text(char, Iter),
    /// It gives a pair.
    Pair(Value, Value, Iter),
    /// It is at its end.
    End,
    /// It raises `RuntimeError`.
    Changed(&'static str),
}

/// The next item of a built-in iterator.
///
/// # Errors
/// `RuntimeError` when a dictionary, set or deque has changed its size.
pub fn next(env: &mut Env<'_>, iterator: ObjectId) -> Outcome<Option<Value>> {
    let (value, state) = match step(env, iterator) {
        Step::Value(value, state) => (value, state),
        Step::Text(character, state) => (env.text(character.to_string()), state),
        Step::Pair(key, value, state) => (env.tuple(vec![key, value]), state),
        Step::Member(value) => {
            if let Some(Object::Iterator(Iter::Set { index, .. })) = env.heap.get_mut(iterator) {
                *index += 1;
            }
            return Ok(Some(value));
        }
        Step::Changed(message) => return Err(env.raise(Native::RuntimeError, message)),
        Step::End => {
            if let Some(Object::Iterator(iter)) = env.heap.get_mut(iterator) {
                *iter = Iter::Done;
            }
            return Ok(None);
        }
    };
    if let Some(Object::Iterator(iter)) = env.heap.get_mut(iterator) {
        *iter = state;
    }
    Ok(Some(value))
}

fn step(env: &Env<'_>, iterator: ObjectId) -> Step {
    let heap = &*env.heap;
    let Object::Iterator(iter) = heap.get(iterator) else {
        return Step::End;
    };
    match *iter {
        Iter::Done => Step::End,
        Iter::Range { next, step, left } => match left.checked_sub(1) {
            None => Step::End,
            Some(left) => Step::Value(
                Value::Int(next),
                Iter::Range {
                    next: next.saturating_add(step),
                    step,
                    left,
                },
            ),
        },
        Iter::Sequence { sequence, index } => match item(env, sequence, index) {
            Some(value) => Step::Value(
                value,
                Iter::Sequence {
                    sequence,
                    index: index + 1,
                },
            ),
            None => Step::End,
        },
        // CPython counts every change (`dequeiter_next` in `Modules/_collectionsmodule.c`), we those of the length.
        Iter::Deque {
            deque,
            index,
            length,
        } => {
            let Object::Deque(items) = heap.get(deque) else {
                return Step::End;
            };
            if items.0.len() != length {
                return Step::Changed("deque mutated during iteration");
            }
            let state = Iter::Deque {
                deque,
                index: index + 1,
                length,
            };
            match items.0.get(index) {
                Some(&value) => Step::Value(value, state),
                None => Step::End,
            }
        }
        Iter::Reversed { sequence, index } => {
            let index = index.wrapping_sub(1);
            match item(env, sequence, index) {
                Some(value) => Step::Value(value, Iter::Reversed { sequence, index }),
                None => Step::End,
            }
        }
        Iter::Text { text, offset } => {
            let Object::Str(content) = heap.get(text) else {
                return Step::End;
            };
            match content.get(offset..).and_then(|rest| rest.chars().next()) {
                Some(character) => Step::Text(
                    character,
                    Iter::Text {
                        text,
                        offset: offset + character.len_utf8(),
                    },
                ),
                None => Step::End,
            }
        }
        Iter::Map {
            map,
            part,
            index,
            length,
        } => {
            let Object::Map(content) = heap.get(map) else {
                return Step::End;
            };
            if content.len() != length {
                return Step::Changed("dictionary changed size during iteration");
            }
            let Some((index, &(key, value))) = content.first_from(index) else {
                return Step::End;
            };
            let state = Iter::Map {
                map,
                part,
                index: index + 1,
                length,
            };
            match part {
                MapPart::Keys => Step::Value(key, state),
                MapPart::Values => Step::Value(value, state),
                MapPart::Items => Step::Pair(key, value, state),
            }
        }
        Iter::Set {
            ref order,
            set,
            index,
            length,
        } => {
            let (Object::Set(items) | Object::FrozenSet(items)) = heap.get(set) else {
                return Step::End;
            };
            if items.len() != length {
                return Step::Changed("Set changed size during iteration");
            }
            let place = match order {
                Some(order) => order.get(index).map(|&place| place as usize),
                None => Some(index),
            };
            match place.and_then(|place| items.get_index(place)) {
                Some((_, &value)) => Step::Member(value),
                None => Step::End,
            }
        }
    }
}

fn item(env: &Env<'_>, sequence: ObjectId, index: usize) -> Option<Value> {
    match env.heap.get(sequence) {
        Object::List(items) => items.get(index).copied(),
        Object::Tuple(items) => items.get(index).copied(),
        Object::Deque(deque) => deque.0.get(index).copied(),
        _ => None,
    }
}

/// All items of a built-in iterable or iterator; `None` where taking them runs code.
///
/// # Errors
/// `TypeError` for values that are not iterable.
pub fn collect(env: &mut Env<'_>, value: Value) -> Outcome<Option<Vec<Value>>> {
    if let Some(items) = collect_or_none(env, value)? {
        return Ok(Some(items));
    }
    // What is left runs code or raises; asking for an iterator tells which.
    iter(env, value).map(|_| None)
}

/// The members of a set in the order in which CPython goes through it.
#[must_use]
pub fn members(items: &Items) -> Vec<Value> {
    match set_order::order(items) {
        None => items.values().copied().collect(),
        Some(order) => order.into_iter().map(|at| items[at as usize]).collect(),
    }
}

/// All items of a built-in iterable or iterator; `None` for everything else.
///
/// # Errors
/// Those of iterators.
pub fn collect_or_none(env: &mut Env<'_>, value: Value) -> Outcome<Option<Vec<Value>>> {
    let items = match env.heap.of(value) {
        Object::List(items) => Some(items.clone()),
        Object::Tuple(items) => Some(items.to_vec()),
        Object::Set(items) | Object::FrozenSet(items) => Some(members(items)),
        Object::Deque(deque) => Some(deque.0.iter().copied().collect()),
        Object::Map(map) => Some(map.values().map(|&(key, _)| key).collect()),
        Object::Range { start, stop, step } => {
            let (start, step) = (*start, *step);
            let length = collections::range_length(start, *stop, step);
            env.heap.reserve(length.saturating_mul(16))?;
            let mut items = Vec::with_capacity(length as usize);
            let mut next = start;
            for _ in 0..length {
                items.push(Value::Int(next));
                next = next.saturating_add(step);
            }
            return Ok(Some(items));
        }
        _ => None,
    };
    if let Some(items) = items {
        env.heap.reserve(items.len() as u64 * 16)?;
        return Ok(Some(items));
    }
    if let Value::Object(id) = value
        && let Object::Iterator(_) = env.heap.get(id)
    {
        return drain(env, id).map(Some);
    }
    match built_in(env, value) {
        Some(iterator) => {
            let id = env.heap.alloc(env.owner, Object::Iterator(iterator));
            drain(env, id).map(Some)
        }
        None => Ok(None),
    }
}

fn drain(env: &mut Env<'_>, iterator: ObjectId) -> Outcome<Vec<Value>> {
    if let Object::Iterator(Iter::Range { left, .. }) = env.heap.get(iterator) {
        let bytes = left.saturating_mul(16);
        env.heap.reserve(bytes)?;
    }
    let mut items = Vec::new();
    while let Some(item) = next(env, iterator)? {
        items.push(item);
    }
    env.heap.reserve(items.len() as u64 * 16)?;
    Ok(items)
}

#[cfg(test)]
mod tests {
    use crate::library::testing::{ended, items, raised, shown, value, with_env};
    use crate::library::{Done, call};
    use crate::world::value::Value;

    #[test]
    fn everything_built_in_can_be_gone_through() {
        with_env(|env| {
            for (source, expected) in [
                ("[1, 2]", "[1, 2]"),
                ("'añ'", "['a', 'ñ']"),
                ("{(1, 2), (3, 4)}:", "[1, 3]"),
                ("{3, 1, 2}", "[1, 2, 3]"),
                ("5", "TypeError: 'int' object is not iterable"),
            ] {
                let source = value(env, source);
                assert_eq!(items(env, source), expected);
            }
        });
    }

    #[test]
    fn ranges_are_not_longer_than_memory() {
        with_env(|env| {
            let args = [Value::Int(i64::MIN), Value::Int(i64::MAX)];
            let range = call::call_native(env, interleave_program::Native::Range, &args, &[]);
            let Ok(Done::Value(range)) = range else {
                panic!("a range")
            };
            assert_eq!(items(env, range), "limit Memory");
        });
    }

    #[test]
    fn a_dictionary_must_keep_its_size() {
        with_env(|env| {
            let map = value(env, "{(1, 2), (3, 4)}:");
            let Ok(Done::Value(Value::Object(iterator))) = super::iter(env, map) else {
                panic!("an iterator")
            };
            let first = super::next(env, iterator).ok().flatten();
            assert_eq!(first.map(|first| shown(env, first)).as_deref(), Some("1"));
            let outcome = crate::library::item::set_item(env, map, Value::Int(9), Value::Int(9));
            assert_eq!(ended(env, outcome), "None");
            let Err(fault) = super::next(env, iterator) else {
                panic!("a fault")
            };
            assert_eq!(
                raised(env, fault),
                "RuntimeError: dictionary changed size during iteration"
            );
        });
    }
}
