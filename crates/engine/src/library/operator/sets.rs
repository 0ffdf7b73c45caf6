//! `|`, `&`, `-` and `^` of sets and dictionaries.

use interleave_program::{BinaryOp, Hook, Native, well_known};

use super::Plain;
use super::compare::set_member_key;
use crate::library::collections::Merge;
use crate::library::key::{Key, own_hash};
use crate::library::walk::Walk;
use crate::library::{Env, Outcome, attribute, collections, continuation};
use crate::world::object::{Items, MapPart, Object};
use crate::world::value::Value;

/// `a op b` of sets, views of dictionaries, dictionaries (`|`) and types (`|`).
pub(super) fn binary(
    env: &mut Env<'_>,
    op: BinaryOp,
    inplace: bool,
    a: Value,
    b: Value,
) -> Outcome<Plain> {
    if op == BinaryOp::BitOr {
        if let Object::Map(left) = env.heap.of(a) {
            return merge(env, left.len(), inplace, a, b);
        }
        let (left, right) = (is_type(env, a), is_type(env, b));
        let none = |value| matches!(value, Value::None);
        if (left && (right || none(b))) || (none(a) && right) {
            return Ok(Plain::Value(union(env, a, b)));
        }
    }
    let Some(left) = members(env, a)? else {
        return Ok(Plain::Unsupported);
    };
    let Some(right) = members(env, b)? else {
        return Ok(Plain::Unsupported);
    };
    // Members that code has looked for may be equal without having the same key.
    if has_own_hashes(&left) && has_own_hashes(&right) {
        let name = env.text(super::names(op).0);
        let hook = if inplace { Hook::Inplace } else { Hook::Binary };
        return env.hook(hook, vec![name, a, b]).map(Plain::Code);
    }
    let result = combine(op, left, &right);
    env.heap.reserve(result.len() as u64 * 56)?;
    match (env.heap.of(a), a) {
        (Object::Set(_), Value::Object(id)) if inplace => {
            env.heap.grown(result.len() as u64 * 56);
            if let Some(Object::Set(set)) = env.heap.get_mut(id) {
                **set = result;
            }
            Ok(Plain::Value(a))
        }
        (Object::FrozenSet(_), _) => {
            Ok(Plain::Value(env.alloc(Object::FrozenSet(Box::new(result)))))
        }
        _ => Ok(Plain::Value(env.set(result))),
    }
}

/// Whether code has looked for a member.
pub(in crate::library) fn has_own_hashes(items: &Items) -> bool {
    items.keys().any(|key| own_hash(key).is_some())
}

/// The set that an operator makes of two.
pub(in crate::library) fn combine(op: BinaryOp, left: Items, right: &Items) -> Items {
    let mut result = left;
    match op {
        BinaryOp::BitOr => {
            for (key, &value) in right {
                result.entry(key.clone()).or_insert(value);
            }
        }
        BinaryOp::BitAnd => result.retain(|key, _| right.contains_key(key)),
        BinaryOp::Sub => result.retain(|key, _| !right.contains_key(key)),
        _ => {
            let added: Vec<_> = right
                .iter()
                .filter(|(key, _)| !result.contains_key(*key))
                .map(|(key, &value)| (key.clone(), value))
                .collect();
            result.retain(|key, _| !right.contains_key(key));
            result.extend(added);
        }
    }
    result
}

/// The members of a set or of a set-like view; `None` for anything else.
fn members(env: &mut Env<'_>, value: Value) -> Outcome<Option<Items>> {
    Ok(match env.heap.of(value) {
        Object::Set(items) | Object::FrozenSet(items) => Some((**items).clone()),
        Object::MapView {
            part: MapPart::Keys | MapPart::Items,
            ..
        } => collections::set_of(env, value)?,
        _ => None,
    })
}

fn merge(env: &mut Env<'_>, length: usize, inplace: bool, a: Value, b: Value) -> Outcome<Plain> {
    let target = if inplace {
        a
    } else {
        if !matches!(env.heap.of(b), Object::Map(_)) {
            return Ok(Plain::Unsupported);
        }
        env.heap.reserve(length as u64 * 72)?;
        let copy = env.heap.of(a).clone();
        env.alloc(copy)
    };
    match collections::update_map(env, target, b)? {
        Merge::Done => Ok(Plain::Value(target)),
        Merge::Keyed(pairs) => collections::fill(env, target, &pairs, target).map(Plain::Code),
        Merge::Code => continuation::with_map(env, b, a, well_known::IADD).map(Plain::Code),
    }
}

fn is_type(env: &Env<'_>, value: Value) -> bool {
    let is_member = |&value: &Value| attribute::is_class(env.heap, value);
    match env.heap.of(value) {
        Object::Tuple(items) => !items.is_empty() && items.iter().all(is_member),
        _ => is_member(&value),
    }
}

/// `int | None`: as a tuple of types, which is what `isinstance` does with it.
fn union(env: &mut Env<'_>, a: Value, b: Value) -> Value {
    let mut types = Vec::new();
    for side in [a, b] {
        match env.heap.of(side) {
            Object::Tuple(items) => types.extend(items.iter().copied()),
            _ if matches!(side, Value::None) => types.push(Value::Native(Native::NoneType)),
            _ => types.push(side),
        }
    }
    env.tuple(types)
}

/// The key of what may be a member of a set: a set stands for the frozen set of its members.
/// `None` where finding it runs code.
pub(in crate::library) fn set_key(env: &mut Env<'_>, member: Value) -> Outcome<Option<Key>> {
    match set_member_key(env.heap, &mut Walk::default(), member) {
        Ok(key) => Ok(Some(key)),
        Err(halt) => {
            env.halted(halt, "while hashing an object")?;
            Ok(None)
        }
    }
}

#[cfg(test)]
mod tests {
    use interleave_program::BinaryOp;

    use crate::library::operator::binary;
    use crate::library::testing::{ended, shown, value, with_env};

    fn check(op: BinaryOp, a: &str, b: &str, expected: &str) {
        with_env(|env| {
            let (a, b) = (value(env, a), value(env, b));
            let outcome = binary(env, op, false, a, b);
            assert_eq!(ended(env, outcome), expected);
        });
    }

    #[test]
    fn sets_and_dictionaries_combine() {
        check(BinaryOp::BitOr, "{1, 2}", "{2, 3}", "{1, 2, 3}");
        check(BinaryOp::BitAnd, "{1, 2}", "{2.0, 3}", "{2}");
        check(BinaryOp::Sub, "{1, 2}", "{2}", "{1}");
        check(BinaryOp::BitXor, "{1, 2}", "{2, 3}", "{1, 3}");
        check(
            BinaryOp::BitOr,
            "{(1, 2)}:",
            "{(1, 3), (4, 5)}:",
            "{1: 3, 4: 5}",
        );
        check(
            BinaryOp::BitOr,
            "{1}",
            "[2]",
            "TypeError: unsupported operand type(s) for |: 'set' and 'list'",
        );
    }

    #[test]
    fn a_set_changes_in_place() {
        with_env(|env| {
            let (set, more) = (value(env, "{1}"), value(env, "{2}"));
            let outcome = binary(env, BinaryOp::BitOr, true, set, more);
            assert_eq!(ended(env, outcome), "{1, 2}");
            assert_eq!(shown(env, set), "{1, 2}");
        });
    }
}
