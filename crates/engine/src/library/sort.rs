//! Sorting: stable, and safe with orders that are none.

use interleave_program::CompareOp;

use super::operator::compare;
use super::{Done, Env, Outcome, operator};
use crate::world::object::Object;
use crate::world::value::Value;

/// Runs of this length are sorted by insertion.
const RUN: usize = 16;

/// Sorts a list in place by plain comparisons of its items; `false`, the list unchanged, where they run code.
///
/// # Errors
/// `TypeError` for items that cannot be compared.
pub fn sort_list(env: &mut Env<'_>, list: Value, reverse: bool) -> Outcome<bool> {
    let keys = items_of(env, list);
    sort_by_keys(env, list, &keys, reverse)
}

/// Sorts a list in place by plain comparisons of keys, one for each item; `false`, the list unchanged, where they run
/// code.
///
/// # Errors
/// `TypeError` for keys that cannot be compared, `ValueError` where there are not as many as items.
pub fn sort_by_keys(
    env: &mut Env<'_>,
    list: Value,
    keys: &[Value],
    reverse: bool,
) -> Outcome<bool> {
    let items = items_of(env, list);
    if items.len() != keys.len() {
        return Err(env.value_error("list modified during sort"));
    }
    let mut order: Vec<usize> = (0..items.len()).collect();
    // Equal items keep their order when the whole is turned round before and after.
    if reverse {
        order.reverse();
    }
    let Some(mut order) = merge_sort(env, keys, order)? else {
        return Ok(false);
    };
    if reverse {
        order.reverse();
    }
    let sorted = order.into_iter().map(|at| items[at]).collect();
    if let Value::Object(id) = list
        && let Some(Object::List(items)) = env.heap.get_mut(id)
    {
        *items = sorted;
    }
    Ok(true)
}

fn items_of(env: &Env<'_>, list: Value) -> Vec<Value> {
    match env.heap.of(list) {
        Object::List(items) => items.clone(),
        _ => Vec::new(),
    }
}

/// Whether `a < b`; `None` where that runs code.
fn less(env: &mut Env<'_>, a: Value, b: Value) -> Outcome<Option<bool>> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => return Ok(Some(a < b)),
        (Value::Float(a), Value::Float(b)) => return Ok(Some(a < b)),
        _ => {}
    }
    match operator::plain_compare(env, CompareOp::Lt, a, b)? {
        Some(Value::Bool(less)) => Ok(Some(less)),
        _ => match compare(env, CompareOp::Lt, a, b)? {
            Done::Value(Value::Bool(less)) => Ok(Some(less)),
            _ => Ok(None),
        },
    }
}

// The standard library's sort may panic where an order is none (`nan`, sets), and it cannot fail half-way.
fn merge_sort(
    env: &mut Env<'_>,
    keys: &[Value],
    mut items: Vec<usize>,
) -> Outcome<Option<Vec<usize>>> {
    for start in (0..items.len()).step_by(RUN) {
        let end = (start + RUN).min(items.len());
        for at in start + 1..end {
            let mut place = at;
            while place > start {
                match less(env, keys[items[place]], keys[items[place - 1]])? {
                    None => return Ok(None),
                    Some(false) => break,
                    Some(true) => items.swap(place, place - 1),
                }
                place -= 1;
            }
        }
    }
    let mut width = RUN;
    while width < items.len() {
        let mut merged = Vec::with_capacity(items.len());
        for run in items.chunks(2 * width) {
            let (left, right) = run.split_at(width.min(run.len()));
            let (mut at_left, mut at_right) = (0, 0);
            while at_left < left.len() && at_right < right.len() {
                match less(env, keys[right[at_right]], keys[left[at_left]])? {
                    None => return Ok(None),
                    Some(true) => {
                        merged.push(right[at_right]);
                        at_right += 1;
                    }
                    Some(false) => {
                        merged.push(left[at_left]);
                        at_left += 1;
                    }
                }
            }
            merged.extend_from_slice(&left[at_left..]);
            merged.extend_from_slice(&right[at_right..]);
        }
        items = merged;
        width *= 2;
    }
    Ok(Some(items))
}
