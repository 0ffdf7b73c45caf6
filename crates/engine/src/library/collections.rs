//! What dictionaries, sets, views and ranges have in common.

use rustc_hash::FxHashSet;

use super::key::{Key, key_of, key_or_ask, own_hash, unhashable};
use super::walk::{Halt, Walk};
use super::{Done, Env, Outcome, iterate};
use crate::world::heap::Heap;
use crate::world::object::{Items, Map, MapPart, Object};
use crate::world::value::Value;
use interleave_program::Hook;

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
    map.get_or_insert_with(key, || (key_value, value)).1 = value;
}

/// The set `{values…}`; where finding members runs code, the call that makes it.
///
/// # Errors
/// `TypeError` for values that cannot be hashed.
pub fn make_set(env: &mut Env<'_>, values: &[Value]) -> Outcome<Done> {
    env.heap.reserve(values.len() as u64 * 56)?;
    let mut items = Items::default();
    for (at, &value) in values.iter().enumerate() {
        match key_or_ask(env, value)? {
            Some(key) => {
                items.entry(key).or_insert(value);
            }
            None => {
                let (container, rest) = (env.set(items), env.list(values[at..].to_vec()));
                return env.hook(Hook::Fill, vec![container, rest, container]);
            }
        }
    }
    Ok(Done::Value(env.set(items)))
}

/// The dictionary `{key: value, …}`; where finding keys runs code, the call that makes it.
///
/// # Errors
/// `TypeError` for keys that cannot be hashed.
pub fn make_map(env: &mut Env<'_>, pairs: &[(Value, Value)]) -> Outcome<Done> {
    env.heap.reserve(pairs.len() as u64 * 72)?;
    let mut map = Map::default();
    for (at, &(key_value, value)) in pairs.iter().enumerate() {
        match key_or_ask(env, key_value)? {
            Some(key) => insert(&mut map, key, key_value, value),
            None => return fill_map(env, map, &pairs[at..]),
        }
    }
    Ok(Done::Value(env.map(map)))
}

/// The call that makes a dictionary with more pairs, whose keys are found by code.
///
/// # Errors
/// `TypeError` where the program was compiled without the hook.
pub fn fill_map(env: &mut Env<'_>, map: Map, pairs: &[(Value, Value)]) -> Outcome<Done> {
    let container = env.map(map);
    fill(env, container, pairs, container)
}

/// The call that puts pairs in a dictionary, finding their keys by code, and gives `result`.
///
/// # Errors
/// `TypeError` where the program was compiled without the hook.
pub fn fill(
    env: &mut Env<'_>,
    container: Value,
    pairs: &[(Value, Value)],
    result: Value,
) -> Outcome<Done> {
    let pairs = pairs
        .iter()
        .map(|&(key, value)| env.tuple(vec![key, value]))
        .collect();
    let pairs = env.list(pairs);
    env.hook(Hook::Fill, vec![container, pairs, result])
}

/// The members of an iterable as a set.
pub enum Members {
    /// These.
    Known(Items),
    /// These values, of which finding some runs code.
    Keyed(Vec<Value>),
    /// Taking them runs code.
    Code,
}

/// The members of an iterable as a set.
///
/// # Errors
/// `TypeError` for values that cannot be hashed.
pub fn members_of(env: &mut Env<'_>, iterable: Value) -> Outcome<Members> {
    if let Object::Set(items) | Object::FrozenSet(items) = env.heap.of(iterable) {
        return Ok(Members::Known((**items).clone()));
    }
    let Some(values) = iterate::collect(env, iterable)? else {
        return Ok(Members::Code);
    };
    env.heap.reserve(values.len() as u64 * 56)?;
    let mut items = Items::default();
    for &value in &values {
        match key_or_ask(env, value)? {
            Some(key) => {
                items.entry(key).or_insert(value);
            }
            None => return Ok(Members::Keyed(values)),
        }
    }
    Ok(Members::Known(items))
}

/// The members of an iterable as a set; `None` where taking them runs code.
///
/// # Errors
/// `TypeError` for values that cannot be hashed, or that are found by their own code.
pub fn set_of(env: &mut Env<'_>, iterable: Value) -> Outcome<Option<Items>> {
    match members_of(env, iterable)? {
        Members::Known(items) => Ok(Some(items)),
        Members::Keyed(_) => Err(unhashable(env, Halt::Code)),
        Members::Code => Ok(None),
    }
}

/// How putting something in a dictionary goes on.
pub enum Merge {
    /// It is done.
    Done,
    /// These pairs are left, of which finding some keys runs code.
    Keyed(Vec<(Value, Value)>),
    /// Taking the pairs runs code.
    Code,
}

/// Puts everything of a dictionary, or of an iterable of pairs, in the dictionary `target`.
///
/// # Errors
/// As `dict.update`.
pub fn update_map(env: &mut Env<'_>, target: Value, source: Value) -> Outcome<Merge> {
    if let Object::Map(map) = env.heap.of(source) {
        let map = map.clone();
        return merge_map(env, target, &map);
    }
    let Some(values) = iterate::collect(env, source)? else {
        return Ok(Merge::Code);
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
        pairs.push((key_value, value));
    }
    for (at, &(key_value, value)) in pairs.iter().enumerate() {
        match key_or_ask(env, key_value)? {
            Some(key) => put(env, target, [(key, key_value, value)])?,
            None => return Ok(Merge::Keyed(pairs.split_off(at))),
        }
    }
    Ok(Merge::Done)
}

fn merge_map(env: &mut Env<'_>, target: Value, source: &Map) -> Outcome<Merge> {
    let has_own_hashes = |map: &Map| map.keys().any(|key| own_hash(key).is_some());
    if has_own_hashes(source)
        && matches!(env.heap.of(target), Object::Map(target) if has_own_hashes(target))
    {
        return Ok(Merge::Keyed(source.values().copied().collect()));
    }
    let pairs = source
        .iter()
        .map(|(key, &(key_value, value))| (key.clone(), key_value, value));
    put(env, target, pairs)?;
    Ok(Merge::Done)
}

fn put(
    env: &mut Env<'_>,
    target: Value,
    pairs: impl IntoIterator<Item = (Key, Value, Value)>,
) -> Outcome<()> {
    let Value::Object(id) = target else {
        return Ok(());
    };
    let mut added = 0;
    if let Some(Object::Map(map)) = env.heap.get_mut(id) {
        let before = map.len();
        for (key, key_value, value) in pairs {
            insert(map, key, key_value, value);
        }
        added = (map.len() - before) as u64 * 72;
    }
    env.heap.reserve(added)?;
    env.heap.grown(added);
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::range_length;

    #[test]
    fn ranges_are_counted_without_overflow() {
        assert_eq!(range_length(0, 10, 3), 4);
        assert_eq!(range_length(10, 0, -3), 4);
        assert_eq!(range_length(5, 5, 1), 0);
        assert_eq!(range_length(i64::MIN, i64::MAX, 1), u64::MAX);
        assert_eq!(range_length(i64::MAX, i64::MIN, i64::MIN), 2);
    }
}
