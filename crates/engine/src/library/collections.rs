//! What dictionaries, sets, views and ranges have in common.

use rustc_hash::FxHashSet;

use super::key::{Key, key, key_of};
use super::walk::{Halt, Walk};
use super::{Env, Outcome, iterate};
use crate::world::heap::Heap;
use crate::world::object::{Items, Map, MapPart, Object};
use crate::world::value::Value;

/// How many items `range(start, stop, step)` has.
#[must_use]
pub fn range_length(start: i64, stop: i64, step: i64) -> u64 {
    let (low, high) = if step > 0 {
        (start, stop)
    } else {
        (stop, start)
    };
    if low >= high || step == 0 {
        return 0;
    }
    high.abs_diff(low).div_ceil(step.unsigned_abs())
}

/// Inserts into a dictionary: an equal key stays, its value is replaced.
pub fn insert(map: &mut Map, key: Key, key_value: Value, value: Value) {
    map.entry(key)
        .and_modify(|entry| entry.1 = value)
        .or_insert((key_value, value));
}

/// The set of some values.
///
/// # Errors
/// `TypeError` for values that cannot be hashed.
pub fn set_from(env: &mut Env<'_>, values: &[Value]) -> Outcome<Items> {
    env.heap.reserve(values.len() as u64 * 56)?;
    let mut items = Items::default();
    for &value in values {
        let key = key(env, value)?;
        items.entry(key).or_insert(value);
    }
    Ok(items)
}

/// The members of an iterable as a set; `None` where taking them runs code.
///
/// # Errors
/// `TypeError` for values that cannot be hashed.
pub fn set_of(env: &mut Env<'_>, iterable: Value) -> Outcome<Option<Items>> {
    if let Object::Set(items) | Object::FrozenSet(items) = env.heap.of(iterable) {
        return Ok(Some((**items).clone()));
    }
    match iterate::collect(env, iterable)? {
        Some(values) => set_from(env, &values).map(Some),
        None => Ok(None),
    }
}

/// Puts everything of a dictionary, or of an iterable of pairs, in the dictionary `target`; `false` where that runs
/// code.
///
/// # Errors
/// As `dict.update`.
pub fn update_map(env: &mut Env<'_>, target: Value, source: Value) -> Outcome<bool> {
    let Value::Object(id) = target else {
        return Ok(true);
    };
    let pairs: Vec<(Key, Value, Value)> = match env.heap.of(source) {
        Object::Map(map) => map
            .iter()
            .map(|(key, &(key_value, value))| (key.clone(), key_value, value))
            .collect(),
        _ => {
            let Some(values) = iterate::collect(env, source)? else {
                return Ok(false);
            };
            let mut pairs = Vec::with_capacity(values.len());
            for (at, pair) in values.into_iter().enumerate() {
                let Some(pair) = iterate::collect_or_none(env, pair)? else {
                    return Err(env.type_error(&format!(
                        "cannot convert dictionary update sequence element #{at} to a sequence"
                    )));
                };
                let &[key_value, value] = pair.as_slice() else {
                    return Err(env.value_error(&format!(
                        "dictionary update sequence element #{at} has length {}; 2 is required",
                        pair.len()
                    )));
                };
                pairs.push((key(env, key_value)?, key_value, value));
            }
            pairs
        }
    };
    env.heap.reserve(pairs.len() as u64 * 72)?;
    env.heap.grown(pairs.len() as u64 * 72);
    if let Some(Object::Map(map)) = env.heap.get_mut(id) {
        for (key, key_value, value) in pairs {
            insert(map, key, key_value, value);
        }
    }
    Ok(true)
}

/// The dictionary behind a view.
#[must_use]
pub fn viewed(heap: &Heap, value: Value) -> Option<(&Map, MapPart)> {
    let Object::MapView { map, part } = heap.of(value) else {
        return None;
    };
    match heap.get(*map) {
        Object::Map(map) => Some((map, *part)),
        _ => None,
    }
}

/// The keys of the members of a set or of a set-like view; `None` for anything else.
///
/// # Errors
/// Where an item of a view has no key.
pub fn view_keys(
    heap: &Heap,
    walk: &mut Walk,
    value: Value,
) -> Result<Option<FxHashSet<Key>>, Halt> {
    if let Object::Set(items) | Object::FrozenSet(items) = heap.of(value) {
        return Ok(Some(items.keys().cloned().collect()));
    }
    let Some((map, part)) = viewed(heap, value) else {
        return Ok(None);
    };
    match part {
        MapPart::Keys => Ok(Some(map.keys().cloned().collect())),
        MapPart::Values => Ok(None),
        MapPart::Items => map
            .iter()
            .map(|(key, &(_, value))| {
                Ok(Key::Tuple(Box::new([
                    key.clone(),
                    key_of(heap, walk, value)?,
                ])))
            })
            .collect::<Result<_, _>>()
            .map(Some),
    }
}
