//! `round`: to the nearest, ties to even.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use super::{Computed, NumberError, float};

/// Powers of ten beyond which every float rounds to 0.
const MAX_FLOAT_DIGITS: i64 = 310;

/// `round(value)`
///
/// # Errors
/// `OverflowError` and `ValueError` for infinities and what is not a number.
pub fn round_to_int(value: f64) -> Result<Computed, NumberError> {
    to_int(value.round_ties_even())
}

/// The integer part.
///
/// # Errors
/// `OverflowError` and `ValueError` for infinities and what is not a number.
pub fn to_int(value: f64) -> Result<Computed, NumberError> {
    if value.is_nan() {
        return Err(NumberError::Value("cannot convert float NaN to integer"));
    }
    match float::to_big(value) {
        Some(whole) => Ok(whole.into()),
        None => Err(NumberError::Overflow(
            "cannot convert float infinity to integer",
        )),
    }
}

/// `round(value, digits)` of a float, correctly rounded from its exact value.
///
/// # Errors
/// `OverflowError` where the result is beyond the range of floats.
pub fn round_float(value: f64, digits: i64) -> Result<f64, NumberError> {
    // No float has digits beyond the 1074th, and rounding to the 323rd leaves all its significant ones.
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return Ok(value);
    }
    let result = if digits >= 0 {
        let digits = digits as usize;
        format!("{value:.digits$}").parse().unwrap_or(value)
    } else if digits < -MAX_FLOAT_DIGITS {
        0f64.copysign(value)
    } else {
        let whole = float::to_big(value).unwrap_or_default();
        // A fraction only matters for ties: twice the value, its last bit saying whether there is more.
        let fraction = value != value.trunc();
        let doubled = whole * 2 + i32::from(fraction) * if value < 0.0 { -1 } else { 1 };
        let unit = BigInt::from(10).pow(digits.unsigned_abs() as u32);
        let rounded = nearest(&doubled, &(unit.clone() * 2)) * unit;
        let rounded = float::from_big(&rounded).unwrap_or(f64::INFINITY);
        if rounded.is_infinite() {
            f64::INFINITY
        } else {
            rounded.copysign(value)
        }
    };
    if result.is_infinite() {
        return Err(NumberError::Overflow(
            "rounded value too large to represent",
        ));
    }
    Ok(result)
}

/// `round(value, digits)` of an integer.
#[must_use]
pub fn round_int(value: &BigInt, digits: i64) -> BigInt {
    if digits >= 0 {
        return value.clone();
    }
    let places = digits.unsigned_abs();
    // More places than the number has: it rounds to 0, and the power of ten need not be made.
    if places > value.bits() {
        return BigInt::zero();
    }
    let unit = BigInt::from(10).pow(places.to_u32().unwrap_or(u32::MAX));
    nearest(value, &unit) * unit
}

/// The integer nearest to `a / b`, ties to even.
fn nearest(a: &BigInt, b: &BigInt) -> BigInt {
    let (quotient, rest) = a.div_mod_floor(b);
    let doubled: BigInt = rest * 2;
    match doubled.abs().cmp(&b.abs()) {
        std::cmp::Ordering::Less => quotient,
        std::cmp::Ordering::Greater => quotient + 1,
        std::cmp::Ordering::Equal if quotient.is_even() => quotient,
        std::cmp::Ordering::Equal => quotient + 1,
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;

    use super::{round_float, round_int, round_to_int};
    use crate::library::number::Computed;

    #[test]
    fn ties_go_to_the_even_neighbour() {
        assert_eq!(round_to_int(2.5), Ok(Computed::Int(2)));
        assert_eq!(round_to_int(-3.5), Ok(Computed::Int(-4)));
        assert_eq!(round_float(2.675, 2), Ok(2.67));
        assert_eq!(round_float(0.125, 2), Ok(0.12));
        assert_eq!(round_float(25.0, -1), Ok(20.0));
        assert_eq!(round_float(1e300, -310), Ok(0.0));
        assert_eq!(round_float(5e-324, 400), Ok(5e-324));
        assert!(round_float(1.7e308, -308).is_err());
        assert!(round_to_int(f64::NAN).is_err());
    }

    #[test]
    fn integers_are_rounded_to_powers_of_ten() {
        let round = |value: i64, digits| round_int(&BigInt::from(value), digits);
        assert_eq!(round(1250, -2), BigInt::from(1200));
        assert_eq!(round(-1350, -2), BigInt::from(-1400));
        assert_eq!(round(5, i64::MIN), BigInt::from(0));
        assert_eq!(round(5, 3), BigInt::from(5));
    }
}
