//! Methods of numbers.

use interleave_program::{NameId, well_known};
use num_bigint::BigInt;

use crate::library::arguments::Arguments;
use crate::library::number::{Number, float};
use crate::library::{Done, Env, Outcome};
use crate::world::value::Value;

pub(super) fn call(
    env: &mut Env<'_>,
    receiver: Value,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Done>> {
    let Some(number) = Number::of(env.heap, receiver) else {
        return Ok(None);
    };
    let value = match (name, number) {
        (well_known::IS_INTEGER, Number::Float(value)) => {
            Value::Bool(value.is_finite() && value == value.trunc())
        }
        (well_known::IS_INTEGER, _) => Value::Bool(true),
        (well_known::CONJUGATE, Number::Int(value)) => Value::Int(value),
        (well_known::CONJUGATE, _) => receiver,
        (well_known::BIT_LENGTH, Number::Int(value)) => {
            Value::Int(i64::from(64 - value.unsigned_abs().leading_zeros()))
        }
        (well_known::BIT_LENGTH, Number::Big(value)) => Value::Int(value.bits() as i64),
        (well_known::BIT_COUNT, Number::Int(value)) => {
            Value::Int(i64::from(value.unsigned_abs().count_ones()))
        }
        (well_known::BIT_COUNT, Number::Big(value)) => {
            Value::Int(value.magnitude().count_ones() as i64)
        }
        (well_known::AS_INTEGER_RATIO, Number::Float(value)) => {
            args.none(env)?;
            return ratio(env, value).map(|ratio| Some(Done::Value(ratio)));
        }
        (well_known::AS_INTEGER_RATIO, number) => {
            let whole = number.to_big().unwrap_or_default();
            let whole = env.integer(whole);
            env.tuple(vec![whole, Value::Int(1)])
        }
        _ => return Ok(None),
    };
    args.none(env)?;
    Ok(Some(Done::Value(value)))
}

fn ratio(env: &mut Env<'_>, value: f64) -> Outcome<Value> {
    if value.is_nan() {
        return Err(env.value_error("cannot convert NaN to integer ratio"));
    }
    let (mut value, mut places) = match float::to_big(value) {
        Some(_) => (value, 0u64),
        None => {
            return Err(env.raise(
                interleave_program::Native::OverflowError,
                "cannot convert Infinity to integer ratio",
            ));
        }
    };
    // Doubling is exact, and no float has more than 1074 binary places.
    while value != value.trunc() {
        value *= 2.0;
        places += 1;
    }
    let numerator = float::to_big(value).unwrap_or_default();
    let parts = vec![
        env.integer(numerator),
        env.integer(BigInt::from(1) << places),
    ];
    Ok(env.tuple(parts))
}
