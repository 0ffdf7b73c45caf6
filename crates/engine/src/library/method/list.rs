//! Methods of lists.

use interleave_program::{Hook, NameId, Native, well_known};

use super::{bound, count, id_of, list_of, not_found, position};
use crate::library::arguments::{Arguments, integer};
use crate::library::{Done, Env, Outcome, continuation, iterate, operator, sort, text};
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
            env.heap.grown(16);
            if let Some(items) = list_of(env, id) {
                items.push(item);
            }
            Value::None
        }
        well_known::EXTEND | well_known::IADD => {
            let iterable = args.one(env)?;
            let Some(more) = iterate::collect(env, iterable)? else {
                return continuation::with_list(env, iterable, receiver, name).map(Some);
            };
            env.heap.reserve(more.len() as u64 * 16)?;
            env.heap.grown(more.len() as u64 * 16);
            if let Some(items) = list_of(env, id) {
                items.extend(more);
            }
            if name == well_known::IADD {
                receiver
            } else {
                Value::None
            }
        }
        well_known::INSERT => {
            args.between(env, 2, 2)?;
            let at = integer(env, args.positional[0])?;
            env.heap.grown(16);
            if let Some(items) = list_of(env, id) {
                let at = if at < 0 {
                    at.saturating_add(items.len() as i64).max(0)
                } else {
                    at
                };
                let at = usize::try_from(at).unwrap_or(usize::MAX).min(items.len());
                items.insert(at, args.positional[1]);
            }
            Value::None
        }
        well_known::POP => pop(env, receiver, args)?,
        well_known::REMOVE => {
            let wanted = args.one(env)?;
            let items = items_of(env, receiver);
            match position(env, &items, wanted, 0, items.len())? {
                Some(at) => {
                    if let Some(items) = list_of(env, id) {
                        items.remove(at);
                    }
                    Value::None
                }
                None => return Err(not_found(env, "list.remove(x): x not in list")),
            }
        }
        well_known::CLEAR => {
            args.none(env)?;
            if let Some(items) = list_of(env, id) {
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
                    return Err(not_found(env, &format!("{shown} is not in list")));
                }
            }
        }
        well_known::COUNT => {
            let wanted = args.one(env)?;
            let items = items_of(env, receiver);
            count(env, &items, wanted)?
        }
        well_known::SORT => return sort(env, receiver, args).map(Some),
        well_known::REVERSE => {
            args.none(env)?;
            if let Some(items) = list_of(env, id) {
                items.reverse();
            }
            Value::None
        }
        well_known::COPY => {
            args.none(env)?;
            let items = items_of(env, receiver);
            env.heap.reserve(items.len() as u64 * 16)?;
            env.list(items)
        }
        _ => return Ok(None),
    };
    Ok(Some(Done::Value(value)))
}

fn items_of(env: &Env<'_>, list: Value) -> Vec<Value> {
    match env.heap.of(list) {
        Object::List(items) => items.clone(),
        _ => Vec::new(),
    }
}

fn pop(env: &mut Env<'_>, list: Value, args: &Arguments<'_>) -> Outcome<Value> {
    args.between(env, 0, 1)?;
    let at = match args.get(0) {
        Some(at) => integer(env, at)?,
        None => -1,
    };
    let mut popped = None;
    let mut length = 0;
    if let Some(items) = list_of(env, id_of(list)) {
        length = items.len();
        let at = if at < 0 {
            at.saturating_add(length as i64)
        } else {
            at
        };
        if let Some(at) = usize::try_from(at).ok().filter(|&at| at < length) {
            popped = Some(items.remove(at));
        }
    }
    match popped {
        Some(item) => Ok(item),
        None if length == 0 => Err(env.raise(Native::IndexError, "pop from empty list")),
        None => Err(env.raise(Native::IndexError, "pop index out of range")),
    }
}

fn sort(env: &mut Env<'_>, list: Value, args: &Arguments<'_>) -> Outcome<Done> {
    if !args.positional.is_empty() {
        return Err(env.type_error("sort() takes no positional arguments"));
    }
    let reverse_name = well_known::REVERSE;
    let [key, reverse] = args.bind(env, [well_known::KEY, reverse_name], 0)?;
    let key = key.unwrap_or(Value::None);
    let reverse = match reverse {
        None => false,
        Some(reverse) => match operator::truth(env, reverse)? {
            operator::Truth::Known(reverse) => reverse,
            operator::Truth::Ask { .. } => {
                return Err(env.type_error("reverse= takes a truth value here"));
            }
        },
    };
    if matches!(key, Value::None) && sort::sort_list(env, list, reverse)? {
        return Ok(Done::Value(Value::None));
    }
    env.hook(Hook::Sort, vec![list, key, Value::Bool(reverse)])
}
