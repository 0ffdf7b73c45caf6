//! `+` and `*` of sequences.

use std::collections::VecDeque;

use interleave_program::{BinaryOp, well_known};

use super::Plain;
use crate::library::arguments::size;
use crate::library::number::Number;
use crate::library::{Env, Outcome, continuation, iterate};
use crate::world::object::Object;
use crate::world::value::Value;

/// `a + b` or `a * b` where an operand is a sequence.
pub(super) fn binary(
    env: &mut Env<'_>,
    op: BinaryOp,
    inplace: bool,
    a: Value,
    b: Value,
) -> Outcome<Plain> {
    if op == BinaryOp::Add {
        return add(env, inplace, a, b);
    }
    let (sequence, count) = if is_sequence(env, a) { (a, b) } else { (b, a) };
    if !is_sequence(env, sequence) {
        return Ok(Plain::Unsupported);
    }
    let count = match Number::of(env.heap, count) {
        Some(Number::Int(count)) => size(count),
        Some(Number::Big(count)) if count.sign() == num_bigint::Sign::Minus => 0,
        Some(Number::Big(_)) => usize::MAX,
        _ => return Ok(Plain::Unsupported),
    };
    repeat(env, inplace && sequence.is(a), sequence, count)
}

fn is_sequence(env: &Env<'_>, value: Value) -> bool {
    matches!(
        env.heap.of(value),
        Object::Str(_) | Object::List(_) | Object::Tuple(_) | Object::Deque(_)
    )
}

fn add(env: &mut Env<'_>, inplace: bool, a: Value, b: Value) -> Outcome<Plain> {
    if inplace && let Value::Object(id) = a {
        match env.heap.get(id) {
            Object::List(_) => {
                let Some(items) = iterate::collect(env, b)? else {
                    return continuation::with_list(env, b, a, well_known::IADD).map(Plain::Code);
                };
                env.heap.reserve(items.len() as u64 * 16)?;
                env.heap.grown(items.len() as u64 * 16);
                if let Some(Object::List(list)) = env.heap.get_mut(id) {
                    list.extend(items);
                }
                return Ok(Plain::Value(a));
            }
            Object::Deque(_) => {
                let Some(items) = iterate::collect(env, b)? else {
                    return continuation::with_list(env, b, a, well_known::IADD).map(Plain::Code);
                };
                extend_deque(env, id, items)?;
                return Ok(Plain::Value(a));
            }
            _ => {}
        }
    }
    match (env.heap.of(a), env.heap.of(b)) {
        (Object::Str(left), Object::Str(right)) => {
            let joined = [&**left, &**right].concat();
            env.heap.reserve(joined.len() as u64)?;
            Ok(Plain::Value(env.text(joined)))
        }
        (Object::List(left), Object::List(right)) => {
            let items = [left.as_slice(), right].concat();
            env.heap.reserve(items.len() as u64 * 16)?;
            Ok(Plain::Value(env.list(items)))
        }
        (Object::Tuple(left), Object::Tuple(right)) => {
            let items = [&**left, right].concat();
            env.heap.reserve(items.len() as u64 * 16)?;
            Ok(Plain::Value(env.tuple(items)))
        }
        (Object::Deque(left), Object::Deque(right)) => {
            let mut deque = left.clone();
            let right = right.0.clone();
            env.heap
                .reserve((deque.0.len() + right.len()) as u64 * 16)?;
            deque.0.extend(right);
            trim(&mut deque);
            Ok(Plain::Value(env.alloc(Object::Deque(deque))))
        }
        _ => Ok(Plain::Unsupported),
    }
}

/// Drops items from the front of a deque that is longer than it may be.
fn trim(deque: &mut (VecDeque<Value>, Option<usize>)) {
    if let Some(most) = deque.1 {
        let surplus = deque.0.len().saturating_sub(most);
        deque.0.drain(..surplus);
    }
}

/// `deque.extend(items)`
pub(in crate::library) fn extend_deque(
    env: &mut Env<'_>,
    id: interleave_trace::ObjectId,
    items: Vec<Value>,
) -> Outcome<()> {
    env.heap.reserve(items.len() as u64 * 16)?;
    env.heap.grown(items.len() as u64 * 16);
    if let Some(Object::Deque(deque)) = env.heap.get_mut(id) {
        deque.0.extend(items);
        trim(deque);
    }
    Ok(())
}

fn repeat(env: &mut Env<'_>, inplace: bool, sequence: Value, count: usize) -> Outcome<Plain> {
    let (length, unit) = match env.heap.of(sequence) {
        Object::Str(text) => (text.len(), 1),
        Object::List(items) => (items.len(), 16),
        Object::Tuple(items) => (items.len(), 16),
        Object::Deque(deque) => (deque.0.len(), 16),
        _ => (0, 1),
    };
    if length == 0 || (count == 1 && matches!(env.heap.of(sequence), Object::Str(_))) {
        return match env.heap.of(sequence) {
            Object::List(_) if !inplace => Ok(Plain::Value(env.list(Vec::new()))),
            Object::Deque(_) if !inplace => {
                let copy = env.heap.of(sequence).clone();
                Ok(Plain::Value(env.alloc(copy)))
            }
            _ => Ok(Plain::Value(sequence)),
        };
    }
    let bytes = (length as u64)
        .saturating_mul(count as u64)
        .saturating_mul(unit);
    env.heap.reserve(bytes)?;
    let repeated = match env.heap.of(sequence) {
        Object::Str(text) => Object::Str(text.repeat(count).into()),
        Object::List(items) => Object::List(items.repeat(count)),
        Object::Tuple(items) => Object::Tuple(items.repeat(count).into()),
        Object::Deque(deque) => {
            let items: Vec<Value> = deque.0.iter().copied().collect();
            let mut deque = Box::new((VecDeque::from(items.repeat(count)), deque.1));
            trim(&mut deque);
            Object::Deque(deque)
        }
        _ => return Ok(Plain::Unsupported),
    };
    if inplace
        && matches!(repeated, Object::List(_) | Object::Deque(_))
        && let Value::Object(id) = sequence
        && let Some(object) = env.heap.get_mut(id)
    {
        *object = repeated;
        env.heap.grown(bytes);
        return Ok(Plain::Value(sequence));
    }
    Ok(Plain::Value(env.alloc(repeated)))
}
