//! Sorting: stable, and safe with orders that are none.

use interleave_program::CompareOp;

use super::operator::compare;
use super::{Done, Env, Outcome, operator};
use crate::world::object::Object;
use crate::world::value::Value;

/// Lists shorter than this are sorted by insertion.
const MAX_INSERTION: usize = 64;

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

// The standard library's sort may panic where an order is none (`nan`, sets), and it cannot fail half-way. This one
// asks for the comparisons that CPython's `Objects/listobject.c` begins with, so that the first that fails is the same.
fn merge_sort(
    env: &mut Env<'_>,
    keys: &[Value],
    mut items: Vec<usize>,
) -> Outcome<Option<Vec<usize>>> {
    let length = items.len();
    let minimum = minimum_run(length);
    let mut runs: Vec<usize> = Vec::new();
    let mut start = 0;
    while start < length {
        let Some(natural) = natural_run(env, keys, &mut items[start..])? else {
            return Ok(None);
        };
        let end = length.min(start + natural.max(minimum));
        if insert(env, keys, &mut items[start..end], natural)?.is_none() {
            return Ok(None);
        }
        runs.push(end - start);
        start = end;
    }
    // Neighbouring runs are merged, two by two, until one is left.
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(length);
        let mut lengths = Vec::with_capacity(runs.len() / 2 + 1);
        let mut rest = items.as_slice();
        for pair in runs.chunks(2) {
            let (run, behind) = rest.split_at(pair.iter().sum());
            let (left, right) = run.split_at(pair[0]);
            if merge(env, keys, left, right, &mut merged)?.is_none() {
                return Ok(None);
            }
            lengths.push(run.len());
            rest = behind;
        }
        (items, runs) = (merged, lengths);
    }
    Ok(Some(items))
}

/// The length up to which runs are made longer by insertion: the highest bits of the length, rounded up.
fn minimum_run(mut length: usize) -> usize {
    let mut cut = 0;
    while length >= MAX_INSERTION {
        cut |= length & 1;
        length >>= 1;
    }
    length + cut
}

/// How many items at the start are in order; descending ones are turned round.
fn natural_run(env: &mut Env<'_>, keys: &[Value], items: &mut [usize]) -> Outcome<Option<usize>> {
    if items.len() < 2 {
        return Ok(Some(items.len()));
    }
    let Some(descending) = less(env, keys[items[1]], keys[items[0]])? else {
        return Ok(None);
    };
    let mut length = 2;
    while length < items.len() {
        match less(env, keys[items[length]], keys[items[length - 1]])? {
            None => return Ok(None),
            Some(smaller) if smaller != descending => break,
            Some(_) => length += 1,
        }
    }
    if descending {
        items[..length].reverse();
    }
    Ok(Some(length))
}

/// Inserts the items behind the first `sorted` ones where they belong.
fn insert(
    env: &mut Env<'_>,
    keys: &[Value],
    items: &mut [usize],
    sorted: usize,
) -> Outcome<Option<()>> {
    for at in sorted..items.len() {
        let (mut low, mut high) = (0, at);
        while low < high {
            let middle = low + (high - low) / 2;
            match less(env, keys[items[at]], keys[items[middle]])? {
                None => return Ok(None),
                Some(true) => high = middle,
                Some(false) => low = middle + 1,
            }
        }
        items[low..=at].rotate_right(1);
    }
    Ok(Some(()))
}

fn merge(
    env: &mut Env<'_>,
    keys: &[Value],
    mut left: &[usize],
    mut right: &[usize],
    merged: &mut Vec<usize>,
) -> Outcome<Option<()>> {
    while let (Some(&first), Some(&second)) = (left.first(), right.first()) {
        match less(env, keys[second], keys[first])? {
            None => return Ok(None),
            Some(true) => {
                merged.push(second);
                right = &right[1..];
            }
            Some(false) => {
                merged.push(first);
                left = &left[1..];
            }
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
    Ok(Some(()))
}

#[cfg(test)]
mod tests {
    use super::{sort_by_keys, sort_list};
    use crate::library::testing::{raised, shown, value, with_env};

    fn check(list: &str, reverse: bool, expected: &str) {
        with_env(|env| {
            let list = value(env, list);
            let found = match sort_list(env, list, reverse) {
                Ok(_) => shown(env, list),
                Err(fault) => raised(env, fault),
            };
            assert_eq!(found, expected);
        });
    }

    #[test]
    fn sorting_is_stable_both_ways() {
        check("[3, 1, 2]", false, "[1, 2, 3]");
        check(
            "[1, True, 0, False, 1.0]",
            false,
            "[0, False, 1, True, 1.0]",
        );
        check("[1, True, 0, False, 1.0]", true, "[1, True, 1.0, 0, False]");
        check(
            "[1, 'a']",
            false,
            "TypeError: '<' not supported between instances of 'str' and 'int'",
        );
    }

    #[test]
    fn orders_that_are_none_do_no_harm() {
        with_env(|env| {
            let items: Vec<String> = (0..500)
                .map(|at: i32| match at % 3 {
                    0 => "nan".to_owned(),
                    _ => ((at * 7919) % 500).to_string(),
                })
                .collect();
            let list = value(env, &format!("[{}]", items.join(", ")));
            assert_eq!(sort_list(env, list, false).ok(), Some(true));
        });
    }

    #[test]
    fn long_lists_are_merged() {
        with_env(|env| {
            let keys: Vec<i64> = (0..1000).map(|at| (at * 7919) % 1000).collect();
            let list = env.list(
                keys.iter()
                    .map(|&key| crate::world::value::Value::Int(key))
                    .collect(),
            );
            let keys: Vec<_> = keys
                .iter()
                .map(|&key| crate::world::value::Value::Int(-key))
                .collect();
            assert_eq!(sort_by_keys(env, list, &keys, true).ok(), Some(true));
            let expected: Vec<String> = (0..1000).map(|at: i32| at.to_string()).collect();
            assert_eq!(shown(env, list), format!("[{}]", expected.join(", ")));
        });
    }
}
