//! Comparisons.

use std::cmp::Ordering;

use interleave_program::{CompareOp, Hook, NameId, well_known};

use crate::library::key::{Key, key_of, own_hash};
use crate::library::number::{self, Number};
use crate::library::walk::{self, Halt, Walk};
use crate::library::{Done, Env, Outcome, attribute, collections};
use crate::world::heap::Heap;
use crate::world::object::{MapPart, Object};
use crate::world::value::Value;

const DOING: &str = "in comparison";

/// How an ordering ends.
enum Ordered {
    Known(bool),
    /// These two types are not ordered.
    Unsupported(Value, Value),
}

fn names(op: CompareOp) -> (NameId, &'static str, &'static str) {
    match op {
        CompareOp::Eq => (well_known::EQ, "eq", "=="),
        CompareOp::Ne => (well_known::NE, "ne", "!="),
        CompareOp::Lt => (well_known::LT, "lt", "<"),
        CompareOp::Le => (well_known::LE, "le", "<="),
        CompareOp::Gt => (well_known::GT, "gt", ">"),
        CompareOp::Ge => (well_known::GE, "ge", ">="),
        CompareOp::Is => (well_known::EQ, "is", "is"),
        CompareOp::IsNot => (well_known::NE, "is not", "is not"),
        CompareOp::In => (well_known::CONTAINS, "in", "in"),
        CompareOp::NotIn => (well_known::CONTAINS, "not in", "not in"),
    }
}

/// The comparison of a name such as `lt`.
#[must_use]
pub fn find(name: &str) -> Option<CompareOp> {
    [
        CompareOp::Eq,
        CompareOp::Ne,
        CompareOp::Lt,
        CompareOp::Le,
        CompareOp::Gt,
        CompareOp::Ge,
    ]
    .into_iter()
    .find(|&op| names(op).1 == name)
}

/// `a op b` for comparisons, identity and membership.
///
/// Where code has to run for `not in`, the call's result is that of `in`: the caller negates it.
///
/// # Errors
/// What the comparison raises.
pub fn compare(env: &mut Env<'_>, op: CompareOp, a: Value, b: Value) -> Outcome<Done> {
    let known = match op {
        CompareOp::Is => Some(a.is(b)),
        CompareOp::IsNot => Some(!a.is(b)),
        CompareOp::In => contains(env, b, a)?,
        CompareOp::NotIn => contains(env, b, a)?.map(|contained| !contained),
        _ => match ordered(env, op, a, b)? {
            Some(Ordered::Known(known)) => Some(known),
            Some(Ordered::Unsupported(a, b)) => {
                let (left, right) = (attribute::type_name(env, a), attribute::type_name(env, b));
                let sign = names(op).2;
                return Err(env.type_error(&format!(
                    "'{sign}' not supported between instances of '{left}' and '{right}'"
                )));
            }
            None => None,
        },
    };
    match (known, op) {
        (Some(known), _) => Ok(Done::Value(Value::Bool(known))),
        (None, CompareOp::In | CompareOp::NotIn) => env.hook(Hook::Contains, vec![b, a]),
        (None, _) => {
            let name = env.text(names(op).1);
            env.hook(Hook::Compare, vec![name, a, b])
        }
    }
}

/// `a op b` without running code; `None` is `NotImplemented`.
///
/// # Errors
/// What the comparison raises.
pub fn plain_compare(
    env: &mut Env<'_>,
    op: CompareOp,
    a: Value,
    b: Value,
) -> Outcome<Option<Value>> {
    let known = match op {
        CompareOp::Is => Some(a.is(b)),
        CompareOp::IsNot => Some(!a.is(b)),
        CompareOp::In => contains(env, b, a)?,
        CompareOp::NotIn => contains(env, b, a)?.map(|contained| !contained),
        _ => match ordered(env, op, a, b)? {
            Some(Ordered::Known(known)) => Some(known),
            Some(Ordered::Unsupported(..)) | None => None,
        },
    };
    Ok(known.map(Value::Bool))
}

/// Whether two values are equal (or the same); `None` where that runs code.
///
/// # Errors
/// `RecursionError` for values nested too deeply.
pub fn same_or_equal(env: &mut Env<'_>, a: Value, b: Value) -> Outcome<Option<bool>> {
    let same = same(env.heap, &mut Walk::default(), a, b);
    settle(env, same)
}

fn settle<T>(env: &mut Env<'_>, result: Result<T, Halt>) -> Outcome<Option<T>> {
    match result {
        Ok(known) => Ok(Some(known)),
        Err(halt) => {
            env.halted(halt, DOING)?;
            Ok(None)
        }
    }
}

fn ordered(env: &mut Env<'_>, op: CompareOp, a: Value, b: Value) -> Outcome<Option<Ordered>> {
    let mut walk = Walk::default();
    let result = match op {
        CompareOp::Ne if custom(env.heap, a, b, well_known::NE) => Err(Halt::Code),
        CompareOp::Eq => equal(env.heap, &mut walk, a, b).map(Ordered::Known),
        CompareOp::Ne => equal(env.heap, &mut walk, a, b).map(|equal| Ordered::Known(!equal)),
        _ => order(env.heap, &mut walk, op, a, b),
    };
    settle(env, result)
}

/// Whether an operand is an instance whose class defines the method.
fn custom(heap: &Heap, a: Value, b: Value, method: NameId) -> bool {
    walk::special(heap, a, method).is_some() || walk::special(heap, b, method).is_some()
}

/// Whether two values are the same or equal, as items of collections are compared.
pub(in crate::library) fn same(
    heap: &Heap,
    walk: &mut Walk,
    a: Value,
    b: Value,
) -> Result<bool, Halt> {
    Ok(a.is(b) || equal(heap, walk, a, b)?)
}

fn equal(heap: &Heap, walk: &mut Walk, a: Value, b: Value) -> Result<bool, Halt> {
    walk.visit()?;
    if let (Some(a), Some(b)) = (Number::of(heap, a), Number::of(heap, b)) {
        return Ok(number::order(a, b) == Some(Ordering::Equal));
    }
    let (Value::Object(left), Value::Object(right)) = (a, b) else {
        return if custom(heap, a, b, well_known::EQ) {
            Err(Halt::Code)
        } else {
            Ok(a.is(b))
        };
    };
    match (heap.get(left), heap.get(right)) {
        (Object::Str(a), Object::Str(b)) => Ok(a == b),
        (Object::List(a), Object::List(b)) => equal_items(heap, walk, a, b),
        (Object::Tuple(a), Object::Tuple(b)) => equal_items(heap, walk, a, b),
        (Object::Deque(a), Object::Deque(b)) => {
            let (a, b): (Vec<_>, Vec<_>) =
                (a.0.iter().copied().collect(), b.0.iter().copied().collect());
            equal_items(heap, walk, &a, &b)
        }
        (Object::Map(a), Object::Map(b)) => {
            if a.len() != b.len() {
                return Ok(false);
            }
            walk.nested(|walk| {
                for (key, &(_, value)) in a.iter() {
                    match b.get(key) {
                        Some(&(_, other)) if same(heap, walk, value, other)? => {}
                        None if own_hash(key).is_some() => return Err(Halt::Code),
                        _ => return Ok(false),
                    }
                }
                Ok(true)
            })
        }
        (Object::Set(a) | Object::FrozenSet(a), Object::Set(b) | Object::FrozenSet(b)) => {
            contained(a.len() == b.len(), a.keys(), |key| b.contains_key(key))
        }
        (
            Object::Range { start, stop, step },
            Object::Range {
                start: other_start,
                stop: other_stop,
                step: other_step,
            },
        ) => {
            let length = collections::range_length(*start, *stop, *step);
            Ok(
                length == collections::range_length(*other_start, *other_stop, *other_step)
                    && (length == 0
                        || (start == other_start && (length == 1 || step == other_step))),
            )
        }
        (Object::Slice(a), Object::Slice(b)) => equal_items(heap, walk, &**a, &**b),
        (
            Object::MapView {
                part: MapPart::Keys | MapPart::Items,
                ..
            },
            _,
        )
        | (
            _,
            Object::MapView {
                part: MapPart::Keys | MapPart::Items,
                ..
            },
        ) => {
            let (a, b) = (
                collections::view_keys(heap, walk, a)?,
                collections::view_keys(heap, walk, b)?,
            );
            Ok(match (a, b) {
                (Some(a), Some(b)) => a.len() == b.len() && a.iter().all(|key| b.contains(key)),
                _ => false,
            })
        }
        (
            Object::Method { function, receiver },
            Object::Method {
                function: other_function,
                receiver: other_receiver,
            },
        ) => Ok(function.is(*other_function) && receiver.is(*other_receiver)),
        (
            Object::NativeMethod { receiver, name },
            Object::NativeMethod {
                receiver: other_receiver,
                name: other_name,
            },
        ) => Ok(name == other_name && receiver.is(*other_receiver)),
        _ if custom(heap, a, b, well_known::EQ) => Err(Halt::Code),
        _ => Ok(left == right),
    }
}

/// Whether all keys are contained where the sizes fit. Keys that code has looked for may be equal to others.
fn contained<'k>(
    fits: bool,
    mut keys: impl Iterator<Item = &'k Key>,
    contains: impl Fn(&Key) -> bool,
) -> Result<bool, Halt> {
    if !fits {
        return Ok(false);
    }
    match keys.find(|key| !contains(key)) {
        None => Ok(true),
        Some(missing) if own_hash(missing).is_some() => Err(Halt::Code),
        Some(_) => Ok(false),
    }
}

fn equal_items(heap: &Heap, walk: &mut Walk, a: &[Value], b: &[Value]) -> Result<bool, Halt> {
    if a.len() != b.len() {
        return Ok(false);
    }
    walk.nested(|walk| {
        for (&a, &b) in a.iter().zip(b) {
            if !same(heap, walk, a, b)? {
                return Ok(false);
            }
        }
        Ok(true)
    })
}

fn holds(op: CompareOp, ordering: Option<Ordering>) -> bool {
    match op {
        CompareOp::Lt => ordering == Some(Ordering::Less),
        CompareOp::Le => matches!(ordering, Some(Ordering::Less | Ordering::Equal)),
        CompareOp::Gt => ordering == Some(Ordering::Greater),
        CompareOp::Ge => matches!(ordering, Some(Ordering::Greater | Ordering::Equal)),
        _ => false,
    }
}

fn order(heap: &Heap, walk: &mut Walk, op: CompareOp, a: Value, b: Value) -> Result<Ordered, Halt> {
    walk.visit()?;
    if let (Some(a), Some(b)) = (Number::of(heap, a), Number::of(heap, b)) {
        return Ok(Ordered::Known(holds(op, number::order(a, b))));
    }
    match (heap.of(a), heap.of(b)) {
        (Object::Str(a), Object::Str(b)) => Ok(Ordered::Known(holds(op, Some(a.cmp(b))))),
        (Object::List(a), Object::List(b)) => order_items(heap, walk, op, a, b),
        (Object::Tuple(a), Object::Tuple(b)) => order_items(heap, walk, op, a, b),
        (Object::Deque(a), Object::Deque(b)) => {
            let (a, b): (Vec<_>, Vec<_>) =
                (a.0.iter().copied().collect(), b.0.iter().copied().collect());
            order_items(heap, walk, op, &a, &b)
        }
        (
            Object::Set(_) | Object::FrozenSet(_) | Object::MapView { .. },
            Object::Set(_) | Object::FrozenSet(_) | Object::MapView { .. },
        ) => {
            let (Some(left), Some(right)) = (
                collections::view_keys(heap, walk, a)?,
                collections::view_keys(heap, walk, b)?,
            ) else {
                return Ok(Ordered::Unsupported(a, b));
            };
            let (small, large) = match op {
                CompareOp::Lt | CompareOp::Le => (&left, &right),
                _ => (&right, &left),
            };
            let proper = matches!(op, CompareOp::Lt | CompareOp::Gt);
            let fits = small.len() <= large.len() && !(proper && small.len() == large.len());
            contained(fits, small.iter(), |key| large.contains(key)).map(Ordered::Known)
        }
        _ => {
            let mirrored = match op {
                CompareOp::Lt => well_known::GT,
                CompareOp::Le => well_known::GE,
                CompareOp::Gt => well_known::LT,
                _ => well_known::LE,
            };
            if walk::special(heap, a, names(op).0).is_some()
                || walk::special(heap, b, mirrored).is_some()
            {
                Err(Halt::Code)
            } else {
                Ok(Ordered::Unsupported(a, b))
            }
        }
    }
}

fn order_items(
    heap: &Heap,
    walk: &mut Walk,
    op: CompareOp,
    a: &[Value],
    b: &[Value],
) -> Result<Ordered, Halt> {
    walk.nested(|walk| {
        for (&a, &b) in a.iter().zip(b) {
            if !same(heap, walk, a, b)? {
                return order(heap, walk, op, a, b);
            }
        }
        Ok(Ordered::Known(holds(op, Some(a.len().cmp(&b.len())))))
    })
}

/// Whether `container` has an item; `None` where that runs code.
fn contains(env: &mut Env<'_>, container: Value, item: Value) -> Outcome<Option<bool>> {
    let mut walk = Walk::default();
    let items: Vec<Value> = match env.heap.of(container) {
        Object::Str(text) => {
            return match env.heap.of(item) {
                Object::Str(part) => Ok(Some(text.contains(&**part))),
                _ => {
                    let name = attribute::type_name(env, item);
                    Err(env.type_error(&format!(
                        "'in <string>' requires string as left operand, not {name}"
                    )))
                }
            };
        }
        Object::Map(map) => {
            return match key_of(env.heap, &mut walk, item) {
                Ok(key) => Ok(Some(map.contains_key(&key))),
                Err(halt) => settle(env, Err(halt)),
            };
        }
        Object::Set(set) | Object::FrozenSet(set) => {
            return match set_member_key(env.heap, &mut walk, item) {
                Ok(key) => Ok(Some(set.contains_key(&key))),
                Err(halt) => settle(env, Err(halt)),
            };
        }
        Object::Range { start, stop, step } => {
            if let Some(found) = in_range(env.heap, (*start, *stop, *step), item) {
                return Ok(Some(found));
            }
            if walk::special(env.heap, item, well_known::EQ).is_some() {
                return Ok(None);
            }
            return Ok(Some(false));
        }
        Object::MapView { .. } => {
            let keys = collections::view_keys(env.heap, &mut walk, container);
            if let Ok(Some(keys)) = keys
                && let Ok(key) = key_of(env.heap, &mut walk, item)
            {
                return Ok(Some(keys.contains(&key)));
            }
            match crate::library::iterate::collect(env, container)? {
                Some(items) => items,
                None => return Ok(None),
            }
        }
        Object::List(items) => items.clone(),
        Object::Tuple(items) => items.to_vec(),
        Object::Deque(deque) => deque.0.iter().copied().collect(),
        Object::Iterator(_) => return contains_in_iterator(env, container, item),
        Object::Generator(_) => return Ok(None),
        _ => {
            let has = |method| walk::special(env.heap, container, method).is_some();
            if has(well_known::CONTAINS) || has(well_known::ITER) || has(well_known::GETITEM) {
                return Ok(None);
            }
            let name = attribute::type_name(env, container);
            return Err(env.type_error(&format!("argument of type '{name}' is not iterable")));
        }
    };
    for other in items {
        match same(env.heap, &mut walk, other, item) {
            Ok(true) => return Ok(Some(true)),
            Ok(false) => {}
            Err(halt) => return settle(env, Err(halt)),
        }
    }
    Ok(Some(false))
}

/// A set can be looked for in a set: it stands for the frozen set of its members.
pub(in crate::library) fn set_member_key(
    heap: &Heap,
    walk: &mut Walk,
    item: Value,
) -> Result<Key, Halt> {
    match heap.of(item) {
        Object::Set(items) => Ok(crate::library::key::frozen_set(items)),
        _ => key_of(heap, walk, item),
    }
}

fn in_range(heap: &Heap, range: (i64, i64, i64), item: Value) -> Option<bool> {
    let (start, stop, step) = range;
    let wanted = match Number::of(heap, item)? {
        Number::Int(wanted) => wanted,
        Number::Big(_) => return Some(false),
        Number::Float(wanted) if wanted == wanted.trunc() && wanted.abs() < 9.2e18 => wanted as i64,
        Number::Float(_) => return Some(false),
    };
    let inside = if step > 0 {
        (start..stop).contains(&wanted)
    } else {
        stop < wanted && wanted <= start
    };
    Some(inside && (i128::from(wanted) - i128::from(start)) % i128::from(step) == 0)
}

fn contains_in_iterator(env: &mut Env<'_>, iterator: Value, item: Value) -> Outcome<Option<bool>> {
    let Value::Object(id) = iterator else {
        return Ok(Some(false));
    };
    let mut walk = Walk::default();
    while let Some(other) = crate::library::iterate::next(env, id)? {
        match same(env.heap, &mut walk, other, item) {
            Ok(true) => return Ok(Some(true)),
            Ok(false) => {}
            Err(halt) => return settle(env, Err(halt)),
        }
    }
    Ok(Some(false))
}

#[cfg(test)]
mod tests {
    use interleave_program::CompareOp;

    use crate::library::testing::{class_with, ended, instance_of, value, with_env};

    fn check(op: CompareOp, a: &str, b: &str, expected: &str) {
        with_env(|env| {
            let (a, b) = (value(env, a), value(env, b));
            let outcome = super::compare(env, op, a, b);
            assert_eq!(ended(env, outcome), expected);
        });
    }

    #[test]
    fn numbers_are_compared_exactly() {
        check(
            CompareOp::Eq,
            "9007199254740993",
            "9007199254740992.0",
            "False",
        );
        check(
            CompareOp::Lt,
            "9007199254740992.0",
            "9007199254740993",
            "True",
        );
        check(CompareOp::Eq, "1", "True", "True");
        check(CompareOp::Lt, "nan", "1", "False");
        check(CompareOp::Lt, "-inf", "-99999999999999999999", "True");
    }

    #[test]
    fn collections_are_compared_by_content() {
        check(CompareOp::Eq, "[1, (2, 'a')]", "[1.0, (2, 'a')]", "True");
        check(CompareOp::Lt, "[1, 2]", "[1, 2, 3]", "True");
        check(CompareOp::Ge, "'b'", "'abc'", "True");
        check(CompareOp::Eq, "{(1, 2)}:", "{(1, 2.0)}:", "True");
        check(CompareOp::Lt, "{1}", "{1, 2}", "True");
        check(
            CompareOp::Lt,
            "[1, 'a']",
            "[1, 2]",
            "TypeError: '<' not supported between instances of 'str' and 'int'",
        );
    }

    #[test]
    fn membership_asks_the_container() {
        check(CompareOp::In, "'b'", "'abc'", "True");
        check(CompareOp::NotIn, "2", "[1, 3]", "True");
        check(CompareOp::In, "2.0", "{2}", "True");
        check(CompareOp::In, "{1}", "{2}", "False");
        check(
            CompareOp::In,
            "1",
            "5",
            "TypeError: argument of type 'int' is not iterable",
        );
        check(
            CompareOp::In,
            "[]",
            "{1}",
            "TypeError: unhashable type: 'list'",
        );
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_crash() {
        with_env(|env| {
            let (mut a, mut b) = (env.list(Vec::new()), env.list(Vec::new()));
            for _ in 0..10_000 {
                (a, b) = (env.list(vec![a]), env.list(vec![b]));
            }
            let outcome = super::compare(env, CompareOp::Eq, a, b);
            assert_eq!(
                ended(env, outcome),
                "RecursionError: maximum recursion depth exceeded in comparison"
            );
        });
    }

    #[test]
    fn shared_parts_are_not_visited_for_ever() {
        with_env(|env| {
            let (mut a, mut b) = (env.list(Vec::new()), env.list(Vec::new()));
            for _ in 0..60 {
                (a, b) = (env.list(vec![a, a]), env.list(vec![b, b]));
            }
            let outcome = super::compare(env, CompareOp::Eq, a, b);
            assert_eq!(ended(env, outcome), "limit Steps");
        });
    }

    #[test]
    fn instances_are_equal_to_themselves_unless_their_class_says_more() {
        with_env(|env| {
            let plain = class_with(env, "Plain", &[]);
            let (a, b) = (instance_of(env, plain), instance_of(env, plain));
            assert_eq!(super::same_or_equal(env, a, a).ok(), Some(Some(true)));
            assert_eq!(super::same_or_equal(env, a, b).ok(), Some(Some(false)));
            let own = class_with(env, "Own", &["__eq__"]);
            let (a, b) = (instance_of(env, own), instance_of(env, own));
            assert_eq!(super::same_or_equal(env, a, b).ok(), Some(None));
            let (lists, others) = (env.list(vec![a]), env.list(vec![b]));
            assert_eq!(super::same_or_equal(env, lists, others).ok(), Some(None));
        });
    }
}
