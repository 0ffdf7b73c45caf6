//! Arithmetic of floats, and their conversions, as CPython's `Objects/floatobject.c` has them.

use std::cmp::Ordering;
use std::fmt::Write;

use interleave_program::BinaryOp;
use num_bigint::BigInt;
use num_traits::{FromPrimitive, Signed, ToPrimitive, Zero};

use super::{Calculation, Computed, Number, NumberError, power};

/// `a op b` of two floats; `None` for an operator that floats do not have.
#[must_use]
pub fn binary(op: BinaryOp, a: f64, b: f64) -> Option<Calculation> {
    let zero = |message| Some(Err(NumberError::Zero(message)));
    let result = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if b == 0.0 => return zero("float division by zero"),
        BinaryOp::Div => a / b,
        BinaryOp::FloorDiv if b == 0.0 => return zero("float floor division by zero"),
        BinaryOp::FloorDiv => divide_with_rest(a, b).0,
        BinaryOp::Mod if b == 0.0 => return zero("float modulo"),
        BinaryOp::Mod => modulo(a, b),
        BinaryOp::Pow => return Some(power(a, b).map(Computed::Float)),
        _ => return None,
    };
    Some(Ok(Computed::Float(result)))
}

/// `a % b` for a divisor that is not 0.
fn modulo(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest == 0.0 {
        0f64.copysign(b)
    } else if (b < 0.0) != (rest < 0.0) {
        rest + b
    } else {
        rest
    }
}

/// `divmod(a, b)` for a divisor that is not 0.
#[must_use]
pub fn divide_with_rest(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    let floor = if quotient == 0.0 {
        0f64.copysign(a / b)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    };
    (floor, rest)
}

/// `a ** b`
///
/// # Errors
/// `ZeroDivisionError`, `OverflowError`, and `ValueError` where the result would be complex.
pub fn power(a: f64, b: f64) -> Result<f64, NumberError> {
    if a == 0.0 && b < 0.0 {
        return Err(NumberError::Zero(
            "0.0 cannot be raised to a negative power",
        ));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor() {
        return Err(NumberError::Value(
            "the result is a complex number, which is not supported",
        ));
    }
    let result = power::power(a, b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(NumberError::Overflow(
            "(34, 'Numerical result out of range')",
        ));
    }
    Ok(result)
}

/// Whether a float holds the integer exactly, whatever its last bits are.
#[must_use]
pub fn is_exact(value: i64) -> bool {
    value.unsigned_abs() <= 1 << 53
}

/// `2**exponent * value`, rounded once.
fn scale(value: f64, exponent: i64) -> f64 {
    // Three steps suffice for the widest range, and only the last one can round.
    let mut value = value;
    let mut left = exponent.clamp(-4000, 4000);
    while left > 1000 {
        value *= f64::from_bits((1023 + 1000) << 52);
        left -= 1000;
    }
    while left < -900 && value.abs() > 1e-10 {
        value *= f64::from_bits((1023 - 900) << 52);
        left += 900;
    }
    if (-1022..=1023).contains(&left) {
        value * f64::from_bits(((1023 + left) as u64) << 52)
    } else {
        value * 0.0
    }
}

/// The nearest float; `None` beyond the range of floats.
#[must_use]
pub fn from_big(value: &BigInt) -> Option<f64> {
    let bits = value.bits();
    let shift = bits.saturating_sub(64);
    let mut top = (value.magnitude() >> shift).to_u64()?;
    if shift > 0
        && value
            .magnitude()
            .trailing_zeros()
            .is_some_and(|zeros| zeros < shift)
    {
        // What was cut off only matters for ties.
        top |= 1;
    }
    let result = scale(top as f64, i64::try_from(shift).ok()?);
    let result = if value.is_negative() { -result } else { result };
    result.is_finite().then_some(result)
}

/// `a / b` of integers, rounded once.
///
/// # Errors
/// `ZeroDivisionError`, and `OverflowError` beyond the range of floats.
pub fn divide_big(a: &BigInt, b: &BigInt) -> Result<f64, NumberError> {
    if b.is_zero() {
        return Err(NumberError::Zero("division by zero"));
    }
    if a.is_zero() {
        return Ok(0.0);
    }
    let negative = a.is_negative() != b.is_negative();
    let difference = a.bits() as i64 - b.bits() as i64;
    if difference > 1025 {
        return Err(NumberError::Overflow(
            "integer division result too large for a float",
        ));
    }
    if difference < -1200 {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    // A quotient of 65 or 66 bits, or of fewer where the result is subnormal and has fewer bits to round to.
    let shift = (65 - difference).min(1080);
    let (mut numerator, mut denominator) = (a.magnitude().clone(), b.magnitude().clone());
    if shift >= 0 {
        numerator <<= shift as u64;
    } else {
        denominator <<= shift.unsigned_abs();
    }
    let quotient = &numerator / &denominator;
    let inexact = &quotient * &denominator != numerator;
    // Two more bits keep what a rounding needs to know.
    let quotient = (quotient << 2u32) | num_bigint::BigUint::from(u32::from(inexact));
    let bits = quotient.bits() as i64;
    let exponent = -shift - 2;
    // Bits of the result: 53, or as many as there are above 2**-1074.
    let keep = (bits + exponent + 1074).clamp(0, 53);
    let cut = (bits - keep).max(0) as u64;
    let mut kept = (&quotient >> cut).to_u64().unwrap_or(0);
    let rest = &quotient - (num_bigint::BigUint::from(kept) << cut);
    let half = num_bigint::BigUint::from(1u32) << cut.saturating_sub(1);
    if cut > 0 && (rest > half || (rest == half && kept % 2 == 1)) {
        kept += 1;
    }
    let result = scale(kept as f64, exponent + cut as i64);
    if result.is_infinite() {
        return Err(NumberError::Overflow(
            "integer division result too large for a float",
        ));
    }
    Ok(if negative { -result } else { result })
}

/// How a float is ordered to an integer, exactly.
#[must_use]
pub fn order_to_int(a: f64, b: Number<'_>) -> Option<Ordering> {
    if a.is_nan() {
        return None;
    }
    if a.is_infinite() {
        return Some(if a > 0.0 {
            Ordering::Greater
        } else {
            Ordering::Less
        });
    }
    let whole = a.trunc();
    let by_whole = match b {
        Number::Int(b) if whole.abs() < 9.2e18 => (whole as i64).cmp(&b),
        Number::Int(b) => BigInt::from_f64(whole)?.cmp(&BigInt::from(b)),
        Number::Big(b) => BigInt::from_f64(whole)?.cmp(b),
        Number::Float(b) => return a.partial_cmp(&b),
    };
    Some(by_whole.then(a.partial_cmp(&whole)?))
}

/// The integer that a float without a fraction is; `None` for others.
#[must_use]
pub fn to_big(value: f64) -> Option<BigInt> {
    BigInt::from_f64(value.trunc())
}

/// The shortest decimal digits that give the float back, without a point, and the exponent of the first digit.
#[must_use]
pub fn shortest(value: f64) -> (String, i32) {
    let value = value.abs();
    let (digits, exponent) = scientific(&format!("{value:e}"));
    // Of two shortest ones equally near, CPython takes the even one, and the standard library the larger one.
    let places = digits.len() - 1;
    let rounded = format!("{value:.places$e}");
    if rounded.parse() == Ok(value) {
        return scientific(&rounded);
    }
    (digits, exponent)
}

/// The digits and the exponent of a number written like `1.25e-7`.
#[must_use]
pub fn scientific(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let digits = mantissa.chars().filter(|&digit| digit != '.').collect();
    (digits, exponent.parse().unwrap_or(0))
}

/// `repr(value)`
#[must_use]
pub fn float_repr(value: f64) -> String {
    if let Some(name) = special_name(value) {
        return name.to_owned();
    }
    let (digits, exponent) = shortest(value);
    let mut text = String::with_capacity(24);
    if value.is_sign_negative() {
        text.push('-');
    }
    place_point(&mut text, &digits, exponent, 16);
    if !text.contains(['.', 'e']) {
        text.push_str(".0");
    }
    text
}

/// `inf`, `-inf` or `nan`
#[must_use]
pub fn special_name(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        Some("nan")
    } else if value == f64::INFINITY {
        Some("inf")
    } else if value == f64::NEG_INFINITY {
        Some("-inf")
    } else {
        None
    }
}

/// Writes digits in fixed notation if the exponent of the first is at least -4 and below `limit`, else with an
/// exponent of at least two digits.
pub fn place_point(text: &mut String, digits: &str, exponent: i32, limit: i32) {
    if !(-4..limit).contains(&exponent) {
        text.push_str(&digits[..1]);
        if digits.len() > 1 {
            text.push('.');
            text.push_str(&digits[1..]);
        }
        let sign = if exponent < 0 { '-' } else { '+' };
        let _ = write!(text, "e{sign}{:02}", exponent.unsigned_abs());
    } else if exponent < 0 {
        text.push_str("0.");
        text.extend(std::iter::repeat_n(
            '0',
            exponent.unsigned_abs() as usize - 1,
        ));
        text.push_str(digits);
    } else {
        let whole = exponent as usize + 1;
        if digits.len() <= whole {
            text.push_str(digits);
            text.extend(std::iter::repeat_n('0', whole - digits.len()));
        } else {
            text.push_str(&digits[..whole]);
            text.push('.');
            text.push_str(&digits[whole..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;

    use super::{divide_big, divide_with_rest, float_repr, from_big, power};

    #[test]
    fn floats_print_as_cpython_prints_them() {
        for (value, expected) in [
            (0.1 + 0.2, "0.30000000000000004"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-0.0, "-0.0"),
            (5e-324, "5e-324"),
            // Two shortest texts are equally near: the even one.
            (164_747_723_680_761.0 + 0.125, "164747723680761.12"),
            (f64::NAN, "nan"),
        ] {
            assert_eq!(float_repr(value), expected);
        }
    }

    #[test]
    fn integers_become_the_nearest_float() {
        let two_to = |exponent: u32| BigInt::from(1) << exponent;
        assert_eq!(
            from_big(&(two_to(64) + 1)),
            Some(18_446_744_073_709_551_616.0)
        );
        assert_eq!(from_big(&(two_to(54) + 3)), Some(18_014_398_509_481_988.0));
        assert_eq!(from_big(&-two_to(1023)), Some(-8.98846567431158e307));
        assert_eq!(from_big(&two_to(1024)), None);
        assert_eq!(
            divide_big(&two_to(2000), &(two_to(1999) * 3)),
            Ok(2.0 / 3.0)
        );
        assert_eq!(divide_big(&BigInt::from(1), &two_to(1074)), Ok(5e-324));
        assert_eq!(divide_big(&BigInt::from(1), &two_to(1075)), Ok(0.0));
        assert!(divide_big(&two_to(3000), &BigInt::from(3)).is_err());
    }

    #[test]
    fn division_rounds_down() {
        assert_eq!(divide_with_rest(-7.5, 2.0), (-4.0, 0.5));
        assert_eq!(divide_with_rest(7.5, -2.0), (-4.0, -0.5));
        assert!(power(0.0, -1.0).is_err());
        assert!(power(-8.0, 0.5).is_err());
        assert!(power(10.0, 400.0).is_err());
    }
}
