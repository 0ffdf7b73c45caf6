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
pub fn indices(env: &mut Env<'_>, parts: [Value; 3], length: u64) -> Outcome<Indices> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
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
    let longest = length.saturating_add(1);
    let step = step.clamp(-longest, longest);
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

#[cfg(test)]
mod tests {
    use super::indices;
    use crate::library::testing::{raised, values, with_env};

    fn check(parts: [&str; 3], length: u64, expected: &str) {
        with_env(|env| {
            let parts = values(env, &parts);
            let found = match indices(env, [parts[0], parts[1], parts[2]], length) {
                Ok(indices) => format!("{:?}", indices.iter().collect::<Vec<_>>()),
                Err(fault) => raised(env, fault),
            };
            assert_eq!(found, expected);
        });
    }

    #[test]
    fn slices_mean_what_they_mean_in_cpython() {
        check(["None", "None", "-1"], 3, "[2, 1, 0]");
        check(["-2", "None", "None"], 3, "[1, 2]");
        check(["1", "100", "2"], 4, "[1, 3]");
        check(["5", "1", "None"], 10, "[]");
        check(["100", "0", "-3"], 10, "[9, 6, 3]");
        check(["None", "None", "9223372036854775807"], 3, "[0]");
        check(
            ["-99999999999999999999", "99999999999999999999", "None"],
            2,
            "[0, 1]",
        );
        check(["0", "1", "0"], 3, "ValueError: slice step cannot be zero");
        check(
            ["'a'", "1", "1"],
            3,
            "TypeError: slice indices must be integers or None or have an __index__ method",
        );
    }
}
