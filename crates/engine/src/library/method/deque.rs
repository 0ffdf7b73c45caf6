//! Methods of double-ended queues.

use std::collections::VecDeque;

use interleave_program::{NameId, Native, well_known};

use super::{bound, count, id_of, not_found, position};
use crate::library::arguments::{Arguments, integer};
use crate::library::operator::extend_deque;
use crate::library::{Done, Env, Outcome, continuation, iterate, text};
use crate::world::object::Object;
use crate::world::value::Value;

pub(super) fn call(
    env: &mut Env<'_>,
    receiver: Value,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Done>> {
    let id = id_of(receiver);
    let value = match name {
        well_known::APPEND => {
            let item = args.one(env)?;
            extend_deque(env, id, vec![item])?;
            Value::None
        }
        well_known::APPENDLEFT => {
            let item = args.one(env)?;
            env.heap.grown(16);
            extend_left(env, receiver, &[item]);
            Value::None
        }
        well_known::EXTEND | well_known::IADD | well_known::EXTENDLEFT => {
            let iterable = args.one(env)?;
            let Some(items) = iterate::collect(env, iterable)? else {
                return continuation::with_list(env, iterable, receiver, name).map(Some);
            };
            if name == well_known::EXTENDLEFT {
                env.heap.reserve(items.len() as u64 * 16)?;
                env.heap.grown(items.len() as u64 * 16);
                extend_left(env, receiver, &items);
            } else {
                extend_deque(env, id, items)?;
            }
            if name == well_known::IADD {
                receiver
            } else {
                Value::None
            }
        }
        well_known::POP | well_known::POPLEFT => {
            args.none(env)?;
            let popped = deque_of(env, receiver).and_then(|(items, _)| {
                if name == well_known::POP {
                    items.pop_back()
                } else {
                    items.pop_front()
                }
            });
            match popped {
                Some(item) => item,
                None => return Err(env.raise(Native::IndexError, "pop from an empty deque")),
            }
        }
        well_known::REMOVE => {
            let wanted = args.one(env)?;
            let items = items_of(env, receiver);
            match position(env, &items, wanted, 0, items.len())? {
                Some(at) => {
                    if let Some((items, _)) = deque_of(env, receiver) {
                        items.remove(at);
                    }
                    Value::None
                }
                None => return Err(not_found(env, "deque.remove(x): x not in deque")),
            }
        }
        well_known::CLEAR => {
            args.none(env)?;
            if let Some((items, _)) = deque_of(env, receiver) {
                items.clear();
            }
            Value::None
        }
        well_known::INDEX_ => {
            args.between(env, 1, 3)?;
            let items = items_of(env, receiver);
            let start = bound(env, args.get(1), items.len(), 0)?;
            let stop = bound(env, args.get(2), items.len(), items.len())?;
            match position(env, &items, args.positional[0], start, stop)? {
                Some(at) => Value::Int(at as i64),
                None => {
                    let shown = text::repr(env, args.positional[0])?;
                    let shown = shown.unwrap_or_else(|| "x".to_owned());
                    return Err(not_found(env, &format!("{shown} is not in deque")));
                }
            }
        }
        well_known::COUNT => {
            let wanted = args.one(env)?;
            let items = items_of(env, receiver);
            count(env, &items, wanted)?
        }
        well_known::REVERSE => {
            args.none(env)?;
            if let Some((items, _)) = deque_of(env, receiver) {
                items.make_contiguous().reverse();
            }
            Value::None
        }
        well_known::ROTATE => {
            args.between(env, 0, 1)?;
            let by = match args.get(0) {
                Some(by) => integer(env, by)?,
                None => 1,
            };
            if let Some((items, _)) = deque_of(env, receiver)
                && !items.is_empty()
            {
                let by = by.rem_euclid(items.len() as i64) as usize;
                items.rotate_right(by);
            }
            Value::None
        }
        well_known::COPY => {
            args.none(env)?;
            let copy = env.heap.of(receiver).clone();
            env.heap.reserve(copy.size())?;
            env.alloc(copy)
        }
        well_known::INSERT => {
            args.between(env, 2, 2)?;
            let at = integer(env, args.positional[0])?;
            insert(env, receiver, at, args.positional[1])?
        }
        _ => return Ok(None),
    };
    Ok(Some(Done::Value(value)))
}

fn deque_of<'e>(
    env: &'e mut Env<'_>,
    deque: Value,
) -> Option<(&'e mut VecDeque<Value>, Option<usize>)> {
    match env.heap.get_mut(id_of(deque)) {
        Some(Object::Deque(deque)) => {
            let most = deque.1;
            Some((&mut deque.0, most))
        }
        _ => None,
    }
}

fn items_of(env: &Env<'_>, deque: Value) -> Vec<Value> {
    match env.heap.of(deque) {
        Object::Deque(deque) => deque.0.iter().copied().collect(),
        _ => Vec::new(),
    }
}

fn extend_left(env: &mut Env<'_>, deque: Value, more: &[Value]) {
    if let Some((items, most)) = deque_of(env, deque) {
        for &item in more {
            items.push_front(item);
            if most.is_some_and(|most| items.len() > most) {
                items.pop_back();
            }
        }
    }
}

fn insert(env: &mut Env<'_>, deque: Value, at: i64, item: Value) -> Outcome<Value> {
    let mut is_full = false;
    if let Some((items, most)) = deque_of(env, deque) {
        is_full = most.is_some_and(|most| items.len() >= most);
        if !is_full {
            let at = if at < 0 {
                at.saturating_add(items.len() as i64).max(0)
            } else {
                at
            };
            let at = usize::try_from(at).unwrap_or(usize::MAX).min(items.len());
            items.insert(at, item);
        }
    }
    if is_full {
        return Err(env.raise(Native::IndexError, "deque already at its maximum size"));
    }
    env.heap.grown(16);
    Ok(Value::None)
}
