//! Functions of `math`, after CPython's `Modules/mathmodule.c`: what they give and what they refuse. Powers, exponentials
//! and logarithms are rounded from pairs of floats, sines and their kin are those of the crate `libm`: both give the
//! same bits on every machine, which the system's do not.

use interleave_program::Native;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::library::arguments::{Arguments, not_integer};
use crate::library::limits::{MAX_INT_BITS, MAX_MODULAR_WORK};
use crate::library::number::round::to_int;
use crate::library::number::{Computed, Number, NumberError, float, power};
use crate::library::{Env, Fault, Outcome, attribute};
use crate::world::value::Value;

/// Whether it is one of the functions here.
pub(in crate::library) fn is_math(native: Native) -> bool {
    matches!(
        native,
        Native::Sqrt
            | Native::Exp
            | Native::Log
            | Native::Log2
            | Native::Log10
            | Native::Sin
            | Native::Cos
            | Native::Tan
            | Native::Asin
            | Native::Acos
            | Native::Atan
            | Native::Atan2
            | Native::Hypot
            | Native::Degrees
            | Native::Radians
            | Native::FAbs
            | Native::Floor
            | Native::Ceil
            | Native::Trunc
            | Native::MathPow
            | Native::FMod
            | Native::ModF
            | Native::CopySign
            | Native::IsNan
            | Native::IsInf
            | Native::IsFinite
            | Native::Gcd
            | Native::Lcm
            | Native::Factorial
            | Native::Comb
            | Native::Perm
            | Native::IntegerSqrt
    )
}

pub(super) fn call(env: &mut Env<'_>, native: Native, args: &Arguments<'_>) -> Outcome<Value> {
    match native {
        Native::Gcd | Native::Lcm => common(env, native, args),
        Native::Factorial => {
            let value = args.one(env)?;
            let count = whole(env, value)?;
            factorial(env, &count)
        }
        Native::Comb | Native::Perm => arrangements(env, native, args),
        Native::IntegerSqrt => {
            let value = args.one(env)?;
            let value = whole(env, value)?;
            integer_root(env, &value)
        }
        Native::Floor | Native::Ceil | Native::Trunc => rounded(env, native, args),
        Native::Log => {
            args.between(env, 1, 2)?;
            let top = logarithm(env, native, args.positional[0])?;
            let Some(base) = args.get(1) else {
                return Ok(Value::Float(top));
            };
            let base = logarithm(env, native, base)?;
            if base == 0.0 {
                return Err(env.raise(Native::ZeroDivisionError, "float division by zero"));
            }
            Ok(Value::Float(top / base))
        }
        Native::Log2 | Native::Log10 => {
            let value = args.one(env)?;
            logarithm(env, native, value).map(Value::Float)
        }
        Native::Hypot => {
            args.by_position(env)?;
            let sides = floats(env, args.positional)?;
            Ok(Value::Float(length(&sides)))
        }
        Native::MathPow | Native::FMod | Native::Atan2 | Native::CopySign => {
            args.between(env, 2, 2)?;
            let (a, b) = (
                real(env, args.positional[0])?,
                real(env, args.positional[1])?,
            );
            let result = match native {
                Native::MathPow => power::power(a, b),
                Native::FMod => a % b,
                Native::Atan2 => libm::atan2(a, b),
                // Which sign a NaN has differs between machines.
                _ if b.is_nan() => a.abs(),
                _ => a.copysign(b),
            };
            let raises = native == Native::MathPow;
            let fits = a.is_finite() && b.is_finite();
            if result.is_nan() && !a.is_nan() && !b.is_nan()
                || raises && result.is_infinite() && fits && a == 0.0
            {
                return Err(domain(env));
            }
            if raises && result.is_infinite() && fits {
                return Err(range(env));
            }
            Ok(Value::Float(result))
        }
        _ => {
            let value = args.one(env)?;
            let value = real(env, value)?;
            of_one(env, native, value)
        }
    }
}

/// A function of one float.
fn of_one(env: &mut Env<'_>, native: Native, value: f64) -> Outcome<Value> {
    let result = match native {
        Native::IsNan => return Ok(Value::Bool(value.is_nan())),
        Native::IsInf => return Ok(Value::Bool(value.is_infinite())),
        Native::IsFinite => return Ok(Value::Bool(value.is_finite())),
        Native::ModF => {
            let parts = if value.is_infinite() {
                (0f64.copysign(value), value)
            } else {
                ((value - value.trunc()).copysign(value), value.trunc())
            };
            return Ok(env.tuple(vec![Value::Float(parts.0), Value::Float(parts.1)]));
        }
        Native::Sqrt => value.sqrt(),
        Native::Exp => power::exp(value),
        Native::Sin => libm::sin(value),
        Native::Cos => libm::cos(value),
        Native::Tan => libm::tan(value),
        Native::Asin => libm::asin(value),
        Native::Acos => libm::acos(value),
        Native::Atan => libm::atan(value),
        Native::Degrees => value * (180.0 / std::f64::consts::PI),
        Native::Radians => value * (std::f64::consts::PI / 180.0),
        _ => value.abs(),
    };
    if result.is_nan() && !value.is_nan() {
        return Err(domain(env));
    }
    if native == Native::Exp && result.is_infinite() && value.is_finite() {
        return Err(range(env));
    }
    Ok(Value::Float(result))
}

fn domain(env: &mut Env<'_>) -> Fault {
    env.value_error("math domain error")
}

fn range(env: &mut Env<'_>) -> Fault {
    env.raise(Native::OverflowError, "math range error")
}

/// A number as a float.
fn real(env: &mut Env<'_>, value: Value) -> Outcome<f64> {
    match Number::of(env.heap, value).map(Number::to_float) {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => Err(env.number_error(error)),
        None => {
            let name = attribute::type_name(env, value);
            Err(env.type_error(&format!("must be real number, not {name}")))
        }
    }
}

fn floats(env: &mut Env<'_>, values: &[Value]) -> Outcome<Vec<f64>> {
    values.iter().map(|&value| real(env, value)).collect()
}

/// An integer of any size.
fn whole(env: &mut Env<'_>, value: Value) -> Outcome<BigInt> {
    match Number::of(env.heap, value).and_then(Number::to_big) {
        Some(whole) => Ok(whole),
        None => Err(not_integer(env, value)),
    }
}

/// The logarithm that a function gives of a float, or of an integer of any size.
fn logarithm(env: &mut Env<'_>, native: Native, value: Value) -> Outcome<f64> {
    let logarithm = match native {
        Native::Log2 => power::log2,
        Native::Log10 => power::log10,
        _ => power::log,
    };
    if let Some(Number::Big(big)) = Number::of(env.heap, value) {
        if !big.is_positive() {
            return Err(domain(env));
        }
        if float::from_big(big).is_none() {
            // As CPython does it: a fraction from 1/2 to 1, and a power of two.
            let top = big.magnitude() >> (big.bits() - 64);
            let fraction = top.to_f64().unwrap_or(1.0) / 18_446_744_073_709_551_616.0;
            return Ok(logarithm(fraction) + logarithm(2.0) * big.bits() as f64);
        }
    }
    let value = real(env, value)?;
    if value.is_nan() || value == f64::INFINITY {
        return Ok(value);
    }
    if value <= 0.0 {
        return Err(domain(env));
    }
    Ok(logarithm(value))
}

/// The root of the sum of squares.
fn length(sides: &[f64]) -> f64 {
    if sides.iter().any(|side| side.is_infinite()) {
        return f64::INFINITY;
    }
    if sides.iter().any(|side| side.is_nan()) {
        return f64::NAN;
    }
    power::length(sides)
}

/// `floor`, `ceil` and `trunc`
fn rounded(env: &mut Env<'_>, native: Native, args: &Arguments<'_>) -> Outcome<Value> {
    let value = args.one(env)?;
    match Number::of(env.heap, value) {
        Some(Number::Float(value)) => {
            let whole = match native {
                Native::Floor => value.floor(),
                Native::Ceil => value.ceil(),
                _ => value.trunc(),
            };
            env.calculated(to_int(whole))
        }
        Some(Number::Int(value)) => Ok(Value::Int(value)),
        Some(Number::Big(_)) => Ok(value),
        None if native == Native::Trunc => {
            let name = attribute::type_name(env, value);
            Err(env.type_error(&format!("type {name} doesn't define __trunc__ method")))
        }
        None => real(env, value).map(Value::Float),
    }
}

/// `gcd` and `lcm`
fn common(env: &mut Env<'_>, native: Native, args: &Arguments<'_>) -> Outcome<Value> {
    args.by_position(env)?;
    let mut result = if native == Native::Gcd {
        BigInt::zero()
    } else {
        BigInt::one()
    };
    for &value in args.positional {
        let value = whole(env, value)?;
        let bits = result.bits().max(value.bits());
        // The algorithm halves a number for every bit of both.
        if bits.saturating_mul(bits) / 32 > MAX_MODULAR_WORK {
            return Err(env.number_error(NumberError::TooLong));
        }
        result = if native == Native::Gcd {
            result.gcd(&value)
        } else {
            result.lcm(&value)
        };
        env.heap.reserve(result.bits() / 8)?;
    }
    Ok(env.integer(result.abs()))
}

/// The product of `first ..= last`, by halves, so that most products are of numbers of the same size.
fn product(first: &BigInt, count: u64) -> BigInt {
    if count <= 8 {
        return (0..count).fold(BigInt::one(), |product, more| product * (first + more));
    }
    let half = count / 2;
    product(first, half) * product(&(first + half), count - half)
}

/// The product of `count` numbers from `first` on, if it has not more bits than a limit.
fn bounded_product(env: &mut Env<'_>, first: &BigInt, count: &BigInt) -> Outcome<BigInt> {
    let last = first + count;
    match count.to_u64() {
        Some(count) if count.saturating_mul(last.bits()) <= MAX_INT_BITS => {
            env.heap.reserve(count * last.bits() / 8)?;
            Ok(product(first, count))
        }
        _ => Err(env.number_error(NumberError::TooLarge)),
    }
}

fn factorial(env: &mut Env<'_>, count: &BigInt) -> Outcome<Value> {
    if count.is_negative() {
        return Err(env.value_error("factorial() not defined for negative values"));
    }
    let result = bounded_product(env, &BigInt::one(), count)?;
    Ok(env.integer(result))
}

/// `comb(n, k)` and `perm(n, k)`
fn arrangements(env: &mut Env<'_>, native: Native, args: &Arguments<'_>) -> Outcome<Value> {
    args.between(env, if native == Native::Comb { 2 } else { 1 }, 2)?;
    let all = whole(env, args.positional[0])?;
    let chosen = match args.get(1) {
        None | Some(Value::None) if native == Native::Perm => return factorial(env, &all),
        chosen => whole(env, chosen.unwrap_or(Value::None))?,
    };
    for (name, number) in [("n", &all), ("k", &chosen)] {
        if number.is_negative() {
            return Err(env.value_error(&format!("{name} must be a non-negative integer")));
        }
    }
    if chosen > all {
        return Ok(Value::Int(0));
    }
    if native == Native::Perm {
        let result = bounded_product(env, &(&all - &chosen + 1), &chosen)?;
        return Ok(env.integer(result));
    }
    let fewer = (&all - &chosen).min(chosen);
    let ordered = bounded_product(env, &(&all - &fewer + 1), &fewer)?;
    let orders = bounded_product(env, &BigInt::one(), &fewer)?;
    Ok(env.integer(ordered / orders))
}

fn integer_root(env: &mut Env<'_>, value: &BigInt) -> Outcome<Value> {
    if value.is_negative() {
        return Err(env.value_error("isqrt() argument must be nonnegative"));
    }
    // A few dozen divisions, each of the square of the length.
    let digits = value.bits() / 64;
    if digits.saturating_mul(digits).saturating_mul(32) > MAX_MODULAR_WORK {
        return Err(env.number_error(NumberError::TooLong));
    }
    env.heap.reserve(value.bits() / 16)?;
    Ok(env.computed(Computed::from(value.sqrt())))
}

#[cfg(test)]
mod tests {
    use interleave_program::Native;

    use crate::library::testing::{ended, values, with_env};

    #[test]
    fn functions_give_what_cpython_gives() {
        for (native, args, expected) in [
            (Native::Sqrt, &["2"][..], "1.4142135623730951"),
            (Native::Sqrt, &["-1"], "ValueError: math domain error"),
            (Native::Exp, &["1"], "2.718281828459045"),
            (Native::Exp, &["1000"], "OverflowError: math range error"),
            (Native::Exp, &["-1000"], "0.0"),
            (Native::Log, &["8", "2"], "3.0"),
            (Native::Log, &["0"], "ValueError: math domain error"),
            (
                Native::Log,
                &["2", "1"],
                "ZeroDivisionError: float division by zero",
            ),
            (Native::Log2, &["18446744073709551616"], "64.0"),
            (Native::Log10, &["1000"], "3.0"),
            (Native::Hypot, &["3", "4"], "5.0"),
            (
                Native::Hypot,
                &["1e308", "1e308"],
                "1.4142135623730951e+308",
            ),
            (Native::Hypot, &["5e-324"], "5e-324"),
            (
                Native::MathPow,
                &["0", "-1"],
                "ValueError: math domain error",
            ),
            (
                Native::MathPow,
                &["10", "400"],
                "OverflowError: math range error",
            ),
            (Native::Floor, &["-1.5"], "-2"),
            (
                Native::Ceil,
                &["'a'"],
                "TypeError: must be real number, not str",
            ),
            (Native::ModF, &["-0.0"], "(-0.0, -0.0)"),
            (Native::FMod, &["-7", "3"], "-1.0"),
            (Native::Gcd, &["12", "-18"], "6"),
            (Native::Lcm, &["4", "6", "0"], "0"),
            (Native::Lcm, &[], "1"),
            (Native::Factorial, &["20"], "2432902008176640000"),
            (Native::Factorial, &["9223372036854775807"], "limit Memory"),
            (Native::Comb, &["52", "5"], "2598960"),
            (Native::Perm, &["5"], "120"),
            (Native::Perm, &["5", "6"], "0"),
            (Native::IntegerSqrt, &["18446744073709551616"], "4294967296"),
        ] {
            with_env(|env| {
                let values = values(env, args);
                let outcome = super::super::call_native(env, native, &values, &[]);
                assert_eq!(ended(env, outcome), expected, "{native:?} {args:?}");
            });
        }
    }
}
