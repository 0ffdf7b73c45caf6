//! Methods of sets.

use interleave_program::{BinaryOp, NameId, Native, well_known};

use super::id_of;
use crate::library::arguments::Arguments;
use crate::library::key::{key_or_ask, real};
use crate::library::operator::{combine, has_own_hashes, set_key};
use crate::library::{Done, Env, Outcome, collections, continuation, item, set_order};
use crate::world::object::{Items, Object};
use crate::world::value::Value;

pub(super) fn call(
    env: &mut Env<'_>,
    native: Native,
    receiver: Value,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Done>> {
    let value = match name {
        well_known::ADD_ if native == Native::Set => {
            let member = args.one(env)?;
            let Some(key) = key_or_ask(env, member)? else {
                return continuation::keyed(env, receiver, member, name, &[]).map(Some);
            };
            let member = real(env.heap, member);
            env.heap.reserve(56)?;
            env.heap.grown(56);
            if let Some(items) = members(env, receiver) {
                items.entry(key).or_insert(member);
            }
            Value::None
        }
        well_known::DISCARD | well_known::REMOVE if native == Native::Set => {
            let member = args.one(env)?;
            let Some(key) = set_key(env, member)? else {
                return continuation::keyed(env, receiver, member, name, &[]).map(Some);
            };
            let removed = members(env, receiver).and_then(|items| items.shift_remove(&key));
            if removed.is_none() && name == well_known::REMOVE {
                return Err(item::key_error(env, member));
            }
            Value::None
        }
        well_known::POP if native == Native::Set => {
            args.none(env)?;
            let first = match env.heap.of(receiver) {
                Object::Set(items) => set_order::order(items).map_or(0, |order| order[0] as usize),
                _ => 0,
            };
            match members(env, receiver).and_then(|items| items.shift_remove_index(first)) {
                Some((_, member)) => member,
                None => return Err(env.raise(Native::KeyError, "pop from an empty set")),
            }
        }
        well_known::CLEAR if native == Native::Set => {
            args.none(env)?;
            if let Some(items) = members(env, receiver) {
                items.clear();
            }
            Value::None
        }
        well_known::COPY if native == Native::FrozenSet => {
            args.none(env)?;
            receiver
        }
        well_known::COPY if native == Native::Set => {
            args.none(env)?;
            let copy = env.heap.of(receiver).clone();
            env.heap.reserve(copy.size())?;
            env.alloc(copy)
        }
        well_known::UNION => {
            return combined(env, native, receiver, name, BinaryOp::BitOr, args).map(Some);
        }
        well_known::INTERSECTION => {
            return combined(env, native, receiver, name, BinaryOp::BitAnd, args).map(Some);
        }
        well_known::DIFFERENCE => {
            return combined(env, native, receiver, name, BinaryOp::Sub, args).map(Some);
        }
        well_known::SYMMETRIC_DIFFERENCE => {
            args.one(env)?;
            return combined(env, native, receiver, name, BinaryOp::BitXor, args).map(Some);
        }
        well_known::UPDATE => return updated(env, receiver, name, BinaryOp::BitOr, args).map(Some),
        well_known::INTERSECTION_UPDATE => {
            return updated(env, receiver, name, BinaryOp::BitAnd, args).map(Some);
        }
        well_known::DIFFERENCE_UPDATE => {
            return updated(env, receiver, name, BinaryOp::Sub, args).map(Some);
        }
        well_known::ISSUBSET | well_known::ISSUPERSET | well_known::ISDISJOINT => {
            let other = args.one(env)?;
            let Some(other_items) = collections::set_of(env, other)? else {
                return continuation::with_list(env, other, receiver, name).map(Some);
            };
            let Some(own) = collections::set_of(env, receiver)? else {
                return Ok(None);
            };
            let inside = |a: &Items, b: &Items| a.keys().all(|key| b.contains_key(key));
            Value::Bool(match name {
                well_known::ISSUBSET => inside(&own, &other_items),
                well_known::ISSUPERSET => inside(&other_items, &own),
                _ => !own.keys().any(|key| other_items.contains_key(key)),
            })
        }
        _ => return Ok(None),
    };
    Ok(Some(Done::Value(value)))
}

fn members<'e>(env: &'e mut Env<'_>, set: Value) -> Option<&'e mut Items> {
    match env.heap.get_mut(id_of(set)) {
        Some(Object::Set(items)) => Some(items),
        _ => None,
    }
}

/// The set combined with every argument; an error is the call that makes a list of one of them.
fn fold(
    env: &mut Env<'_>,
    set: Value,
    name: NameId,
    op: BinaryOp,
    args: &Arguments<'_>,
) -> Outcome<Result<Items, Done>> {
    args.by_position(env)?;
    let mut result = collections::set_of(env, set)?.unwrap_or_default();
    for &other in args.positional {
        match collections::set_of(env, other)? {
            Some(other) if has_own_hashes(&other) && has_own_hashes(&result) => {
                return Err(env.type_error(
                    "set methods do not compare members by their own __eq__ here: use | & - ^ or a loop",
                ));
            }
            Some(other) => result = combine(op, result, &other),
            None if args.positional.len() == 1 => {
                return continuation::with_list(env, other, set, name).map(Err);
            }
            None => {
                return Err(env.type_error(
                    "several iterables of which one runs code are not supported here: make a list of it first",
                ));
            }
        }
    }
    env.heap.reserve(result.len() as u64 * 56)?;
    Ok(Ok(result))
}

fn combined(
    env: &mut Env<'_>,
    native: Native,
    set: Value,
    name: NameId,
    op: BinaryOp,
    args: &Arguments<'_>,
) -> Outcome<Done> {
    match fold(env, set, name, op, args)? {
        Ok(items) if native == Native::FrozenSet => {
            Ok(Done::Value(env.alloc(Object::FrozenSet(Box::new(items)))))
        }
        Ok(items) => Ok(Done::Value(env.set(items))),
        Err(call) => Ok(call),
    }
}

fn updated(
    env: &mut Env<'_>,
    set: Value,
    name: NameId,
    op: BinaryOp,
    args: &Arguments<'_>,
) -> Outcome<Done> {
    match fold(env, set, name, op, args)? {
        Ok(result) => {
            env.heap.grown(result.len() as u64 * 56);
            if let Some(items) = members(env, set) {
                *items = result;
            }
            Ok(Done::Value(Value::None))
        }
        Err(call) => Ok(call),
    }
}
