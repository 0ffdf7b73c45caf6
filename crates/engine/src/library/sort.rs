//! Sorting: stable, and safe with orders that are none.

use interleave_program::CompareOp;

use super::operator::compare;
use super::{Done, Env, Outcome, operator};
use crate::world::object::Object;
use crate::world::value::Value;

/// Runs of this length are sorted by insertion.
const RUN: usize = 16;

/// Sorts a list in place by plain comparisons; `false`, the list unchanged, where they run code.
///
/// # Errors
/// `TypeError` for items that cannot be compared.
pub fn sort_list(env: &mut Env<'_>, list: Value, reverse: bool) -> Outcome<bool> {
    let (Value::Object(id), Object::List(items)) = (list, env.heap.of(list)) else {
        return Ok(true);
    };
    let items = items.clone();
    let Some(sorted) = sorted(env, items, reverse)? else {
        return Ok(false);
    };
    if let Some(Object::List(items)) = env.heap.get_mut(id) {
        *items = sorted;
    }
    Ok(true)
}

/// The items in order; `None` where comparisons run code.
fn sorted(env: &mut Env<'_>, mut items: Vec<Value>, reverse: bool) -> Outcome<Option<Vec<Value>>> {
    // Equal items keep their order when the whole is turned round before and after.
    if reverse {
        items.reverse();
    }
    let Some(mut items) = merge_sort(env, items)? else {
        return Ok(None);
    };
    if reverse {
        items.reverse();
    }
    Ok(Some(items))
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
fn merge_sort(env: &mut Env<'_>, mut items: Vec<Value>) -> Outcome<Option<Vec<Value>>> {
    for start in (0..items.len()).step_by(RUN) {
        let end = (start + RUN).min(items.len());
        for at in start + 1..end {
            let mut place = at;
            while place > start {
                match less(env, items[place], items[place - 1])? {
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
                match less(env, right[at_right], left[at_left])? {
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
