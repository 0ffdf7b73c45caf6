//! Methods of dictionaries.

use interleave_program::{NameId, Native, well_known};

use super::{id_of, map_of};
use crate::library::arguments::Arguments;
use crate::library::call::keywords;
use crate::library::collections::Merge;
use crate::library::key::{key_or_ask, real};
use crate::library::{Done, Env, Outcome, collections, continuation, item, iterate};
use crate::world::object::{Map, MapPart, Object};
use crate::world::value::Value;

pub(super) fn call(
    env: &mut Env<'_>,
    receiver: Value,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Done>> {
    let id = id_of(receiver);
    let view = |part| Object::MapView { map: id, part };
    let value = match name {
        well_known::KEYS | well_known::VALUES | well_known::ITEMS => {
            args.none(env)?;
            env.alloc(view(match name {
                well_known::KEYS => MapPart::Keys,
                well_known::VALUES => MapPart::Values,
                _ => MapPart::Items,
            }))
        }
        well_known::GET_ | well_known::POP | well_known::SETDEFAULT => {
            return at_key(env, receiver, name, args).map(Some);
        }
        well_known::POPITEM => {
            args.none(env)?;
            match map_of(env, id).and_then(Map::pop) {
                Some((_, (key, value))) => env.tuple(vec![key, value]),
                None => {
                    return Err(env.raise(Native::KeyError, "popitem(): dictionary is empty"));
                }
            }
        }
        well_known::CLEAR => {
            args.none(env)?;
            if let Some(map) = map_of(env, id) {
                map.clear();
            }
            Value::None
        }
        well_known::UPDATE => return update(env, receiver, args).map(Some),
        well_known::COPY => {
            args.none(env)?;
            let copy = env.heap.get(id).clone();
            env.heap.reserve(copy.size())?;
            env.alloc(copy)
        }
        well_known::FROMKEYS => return from_keys(env, args.positional).map(Some),
        // `d |= other` once the other has become a dictionary: goes on where the operator left off.
        well_known::IADD => {
            let other = args.one(env)?;
            collections::update_map(env, receiver, other)?;
            receiver
        }
        _ => return Ok(None),
    };
    Ok(Some(Done::Value(value)))
}

/// The methods that look for one key.
fn at_key(env: &mut Env<'_>, receiver: Value, name: NameId, args: &Arguments<'_>) -> Outcome<Done> {
    args.between(env, 1, 2)?;
    let id = id_of(receiver);
    let (at, default) = (args.positional[0], args.get(1));
    // An empty dictionary is not searched, so that even what has no hash is just not there.
    let is_empty = matches!(env.heap.get(id), Object::Map(map) if map.is_empty());
    if name == well_known::POP && is_empty {
        return match default {
            Some(default) => Ok(Done::Value(default)),
            None => Err(item::key_error(env, at)),
        };
    }
    let Some(wanted) = key_or_ask(env, at)? else {
        return continuation::keyed(env, receiver, at, name, &args.positional[1..]);
    };
    Ok(Done::Value(match name {
        well_known::GET_ => {
            let found = match env.heap.get(id) {
                Object::Map(map) => map.get(&wanted).map(|&(_, value)| value),
                _ => None,
            };
            found.unwrap_or(default.unwrap_or(Value::None))
        }
        well_known::POP => {
            let removed = map_of(env, id).and_then(|map| map.remove(&wanted));
            match (removed, default) {
                (Some((_, value)), _) | (None, Some(value)) => value,
                (None, None) => return Err(item::key_error(env, at)),
            }
        }
        _ => {
            let default = default.unwrap_or(Value::None);
            let key_value = real(env.heap, at);
            env.heap.reserve(72)?;
            env.heap.grown(72);
            map_of(env, id).map_or(Value::None, |map| {
                map.get_or_insert_with(wanted, || (key_value, default)).1
            })
        }
    }))
}

fn update(env: &mut Env<'_>, map: Value, args: &Arguments<'_>) -> Outcome<Done> {
    if args.positional.len() > 1 {
        let given = args.positional.len();
        return Err(env.type_error(&format!("update expected at most 1 argument, got {given}")));
    }
    let named = keywords(env, args);
    if let Some(source) = args.get(0) {
        match collections::update_map(env, map, source)? {
            Merge::Done => {}
            Merge::Keyed(mut pairs) => {
                pairs.extend(named.values());
                return collections::fill(env, map, &pairs, Value::None);
            }
            Merge::Code if named.is_empty() => {
                return continuation::with_map(env, source, map, well_known::UPDATE);
            }
            Merge::Code => {
                return Err(env.type_error(
                    "dict.update() of an iterable that runs code takes no keyword arguments here",
                ));
            }
        }
    }
    let named = env.map(named);
    collections::update_map(env, map, named)?;
    Ok(Done::Value(Value::None))
}

/// `dict.fromkeys(iterable, value=None)`
pub(super) fn from_keys(env: &mut Env<'_>, args: &[Value]) -> Outcome<Done> {
    let (iterable, value) = match *args {
        [iterable] => (iterable, Value::None),
        [iterable, value] => (iterable, value),
        _ => {
            let given = args.len();
            return Err(env.type_error(&format!(
                "fromkeys expected at least 1 argument, got {given}"
            )));
        }
    };
    let Some(keys) = iterate::collect(env, iterable)? else {
        return Err(env.type_error(
            "dict.fromkeys() of an iterable that runs code is not supported: make a list of it first",
        ));
    };
    env.heap.reserve(keys.len() as u64 * 72)?;
    let mut map = Map::default();
    for (at, &key_value) in keys.iter().enumerate() {
        match key_or_ask(env, key_value)? {
            Some(key) => collections::insert(&mut map, key, key_value, value),
            None => {
                let pairs: Vec<_> = keys[at..].iter().map(|&key| (key, value)).collect();
                return collections::fill_map(env, map, &pairs);
            }
        }
    }
    Ok(Done::Value(env.map(map)))
}
