//! Slices: which indices they mean (`PySlice_Unpack` and `PySlice_AdjustIndices` in `Objects/sliceobject.c`).

use std::cmp::Ordering;

use super::number::Number;
use super::{Env, Outcome};
use crate::world::object::Object;
use crate::world::value::Value;

/// The indices that a slice means in a sequence of some length.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Indices {
    /// The first index.
    pub start: i64,
    /// The bound that is not reached.
    pub stop: i64,
    /// The distance; not 0.
    pub step: i64,
    /// How many there are.
    pub count: usize,
}

impl Indices {
    /// Every index, in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |at| (self.start + at * self.step) as usize)
    }

    /// The items that the slice means.
    pub fn pick<T: Copy>(self, items: &[T]) -> Vec<T> {
        self.iter()
            .filter_map(|index| items.get(index).copied())
            .collect()
    }
}

/// The indices of `slice(start, stop, step)` in a sequence of `length` items.
///
/// # Errors
/// `TypeError` and `ValueError` as CPython's.
pub fn indices(env: &mut Env<'_>, parts: [Value; 3], length: usize) -> Outcome<Indices> {
    let length = length as i64;
    let step = bound(env, parts[2])?.unwrap_or(1);
    if step == 0 {
        return Err(env.value_error("slice step cannot be zero"));
    }
    let (first, last) = if step > 0 {
        (0, length)
    } else {
        (-1, length - 1)
    };
    let (default_start, default_stop) = if step > 0 {
        (first, last)
    } else {
        (last, first)
    };
    let mut edge = |value, default| -> Outcome<i64> {
        let Some(index) = bound(env, value)? else {
            return Ok(default);
        };
        let index = if index < 0 {
            index.saturating_add(length)
        } else {
            index
        };
        Ok(index.clamp(first, last))
    };
    let start = edge(parts[0], default_start)?;
    let stop = edge(parts[1], default_stop)?;
    let distance = match (step > 0, start.cmp(&stop)) {
        (true, Ordering::Less) | (false, Ordering::Greater) => start.abs_diff(stop),
        _ => 0,
    };
    // A step longer than the sequence takes one item; a smaller one keeps products in range.
    let step = step.clamp(-length.max(1) - 1, length.max(1) + 1);
    Ok(Indices {
        start,
        stop,
        step,
        count: distance.div_ceil(step.unsigned_abs()) as usize,
    })
}

/// One part of a slice, cut to 64 bits; `None` for `None`.
pub fn bound(env: &mut Env<'_>, value: Value) -> Outcome<Option<i64>> {
    if matches!(value, Value::None) {
        return Ok(None);
    }
    match Number::of(env.heap, value) {
        Some(Number::Int(index)) => Ok(Some(index)),
        Some(Number::Big(index)) => Ok(Some(if index.sign() == num_bigint::Sign::Minus {
            i64::MIN
        } else {
            i64::MAX
        })),
        _ => {
            Err(env
                .type_error("slice indices must be integers or None or have an __index__ method"))
        }
    }
}

/// `slice(start, stop, step)`
pub fn make_slice(env: &mut Env<'_>, start: Value, stop: Value, step: Value) -> Value {
    env.alloc(Object::Slice(Box::new([start, stop, step])))
}
