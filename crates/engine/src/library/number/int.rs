//! Arithmetic of integers: 64 bits while they suffice, any number beyond.

use interleave_program::BinaryOp;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::{Calculation, Computed, Number, NumberError, float};
use crate::library::limits::{MAX_INT_BITS, MAX_MODULAR_WORK};

/// `a op b` of two integers; `None` for an operator that integers do not have.
#[must_use]
pub fn binary(op: BinaryOp, a: Number<'_>, b: Number<'_>) -> Option<Calculation> {
    if let (Number::Int(a), Number::Int(b)) = (a, b)
        && let Some(done) = small(op, a, b)
    {
        return Some(done);
    }
    let (a, b) = (a.to_big()?, b.to_big()?);
    Some(match op {
        BinaryOp::Add => Ok((a + b).into()),
        BinaryOp::Sub => Ok((a - b).into()),
        BinaryOp::Mul => sized(a.bits().saturating_add(b.bits())).map(|()| (a * b).into()),
        BinaryOp::Div => float::divide_big(&a, &b).map(Computed::Float),
        BinaryOp::FloorDiv if b.is_zero() => Err(NumberError::Zero(DIVISION_BY_ZERO)),
        BinaryOp::FloorDiv => Ok(a.div_floor(&b).into()),
        BinaryOp::Mod if b.is_zero() => Err(NumberError::Zero(MODULO_BY_ZERO)),
        BinaryOp::Mod => Ok(a.mod_floor(&b).into()),
        BinaryOp::Pow => power(&a, &b),
        BinaryOp::Shl => shift_left(a, &b),
        BinaryOp::Shr => shift_right(a, &b),
        BinaryOp::BitAnd => Ok((a & b).into()),
        BinaryOp::BitOr => Ok((a | b).into()),
        BinaryOp::BitXor => Ok((a ^ b).into()),
        BinaryOp::MatMul => return None,
    })
}

/// `a // 0` and `divmod(a, 0)`
pub const DIVISION_BY_ZERO: &str = "integer division or modulo by zero";
const MODULO_BY_ZERO: &str = "integer modulo by zero";

/// The operation on 64 bits; `None` where the result needs more.
fn small(op: BinaryOp, a: i64, b: i64) -> Option<Calculation> {
    let result = match op {
        BinaryOp::Add => a.checked_add(b)?,
        BinaryOp::Sub => a.checked_sub(b)?,
        BinaryOp::Mul => a.checked_mul(b)?,
        BinaryOp::Div if b == 0 => return Some(Err(NumberError::Zero("division by zero"))),
        BinaryOp::Div if float::is_exact(a) && float::is_exact(b) => {
            return Some(Ok(Computed::Float(a as f64 / b as f64)));
        }
        BinaryOp::FloorDiv if b == 0 => return Some(Err(NumberError::Zero(DIVISION_BY_ZERO))),
        BinaryOp::FloorDiv => floor_divide(a, b)?,
        BinaryOp::Mod if b == 0 => return Some(Err(NumberError::Zero(MODULO_BY_ZERO))),
        BinaryOp::Mod => floor_modulo(a, b),
        BinaryOp::Pow => a.checked_pow(u32::try_from(b).ok()?)?,
        BinaryOp::Shl => {
            let by = u32::try_from(b).ok().filter(|&by| by < 63)?;
            let shifted = a << by;
            if shifted >> by != a {
                return None;
            }
            shifted
        }
        BinaryOp::Shr => a >> u32::try_from(b).ok()?.min(63),
        BinaryOp::BitAnd => a & b,
        BinaryOp::BitOr => a | b,
        BinaryOp::BitXor => a ^ b,
        BinaryOp::Div | BinaryOp::MatMul => return None,
    };
    Some(Ok(Computed::Int(result)))
}

/// `a // b` for a divisor that is not 0; `None` where the result needs 65 bits.
#[must_use]
pub fn floor_divide(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) != (b < 0) {
        quotient - 1
    } else {
        quotient
    })
}

/// `a % b` for a divisor that is not 0.
#[must_use]
pub fn floor_modulo(a: i64, b: i64) -> i64 {
    let rest = a.checked_rem(b).unwrap_or(0);
    if rest != 0 && (rest < 0) != (b < 0) {
        rest + b
    } else {
        rest
    }
}

fn sized(bits: u64) -> Result<(), NumberError> {
    if bits > MAX_INT_BITS {
        return Err(NumberError::TooLarge);
    }
    Ok(())
}

fn power(base: &BigInt, exponent: &BigInt) -> Calculation {
    if exponent.is_negative() {
        let base = float::from_big(base).ok_or(super::INT_TO_FLOAT)?;
        let exponent = float::from_big(exponent).ok_or(super::INT_TO_FLOAT)?;
        return float::power(base, exponent).map(Computed::Float);
    }
    if base.is_zero() || base.is_one() {
        return Ok(if exponent.is_zero() {
            Computed::Int(1)
        } else {
            base.clone().into()
        });
    }
    if base.magnitude().is_one() {
        return Ok(Computed::Int(if exponent.is_odd() { -1 } else { 1 }));
    }
    let exponent = exponent.to_u32().ok_or(NumberError::TooLarge)?;
    // Each factor adds at least one bit less than its own length.
    sized((base.bits() - 1).saturating_mul(u64::from(exponent)))?;
    Ok(base.pow(exponent).into())
}

fn shift_left(value: BigInt, by: &BigInt) -> Calculation {
    if by.is_negative() {
        return Err(NumberError::Value("negative shift count"));
    }
    if value.is_zero() {
        return Ok(Computed::Int(0));
    }
    let by = by.to_u64().ok_or(NumberError::TooLarge)?;
    sized(value.bits().saturating_add(by))?;
    Ok((value << by).into())
}

fn shift_right(value: BigInt, by: &BigInt) -> Calculation {
    if by.is_negative() {
        return Err(NumberError::Value("negative shift count"));
    }
    Ok(match by.to_u64() {
        Some(by) if by < value.bits() => (value >> by).into(),
        _ => Computed::Int(if value.is_negative() { -1 } else { 0 }),
    })
}

/// `pow(base, exponent, modulus)`
///
/// # Errors
/// `ValueError` for a modulus of 0 or a base that has no inverse.
pub fn modular_power(base: &BigInt, exponent: &BigInt, modulus: &BigInt) -> Calculation {
    if modulus.is_zero() {
        return Err(NumberError::Value("pow() 3rd argument cannot be 0"));
    }
    let digits = modulus.bits().max(base.bits()) / 64 + 1;
    let work = digits
        .saturating_mul(digits)
        .saturating_mul(exponent.bits().max(1));
    if work > MAX_MODULAR_WORK {
        return Err(NumberError::TooLong);
    }
    let magnitude = modulus.abs();
    let mut base = base.mod_floor(&magnitude);
    let mut exponent = exponent.clone();
    if exponent.is_negative() {
        base = inverse(&base, &magnitude).ok_or(NumberError::Value(
            "base is not invertible for the given modulus",
        ))?;
        exponent = -exponent;
    }
    let result = base.modpow(&exponent, &magnitude).mod_floor(&magnitude);
    Ok(if modulus.is_negative() && !result.is_zero() {
        (result + modulus).into()
    } else {
        result.into()
    })
}

fn inverse(value: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    let found = value.extended_gcd(modulus);
    found.gcd.is_one().then(|| found.x.mod_floor(modulus))
}

/// `-a`
#[must_use]
pub fn negate(value: Number<'_>) -> Computed {
    match value {
        Number::Int(value) => value
            .checked_neg()
            .map_or_else(|| Computed::Big(-BigInt::from(value)), Computed::Int),
        Number::Big(value) => (-value).into(),
        Number::Float(value) => Computed::Float(-value),
    }
}

/// `abs(a)`
#[must_use]
pub fn absolute(value: Number<'_>) -> Computed {
    match value {
        Number::Float(value) => Computed::Float(value.abs()),
        value if value.is_negative() => negate(value),
        Number::Int(value) => Computed::Int(value),
        Number::Big(value) => Computed::Big(value.clone()),
    }
}

/// `~a`; `None` for floats.
#[must_use]
pub fn invert(value: Number<'_>) -> Option<Computed> {
    match value {
        Number::Int(value) => Some(Computed::Int(!value)),
        Number::Big(value) => Some(Computed::from(-(value + BigInt::one()))),
        Number::Float(_) => None,
    }
}

/// The digits of an integer in base 2, 8 or 16, without sign.
#[must_use]
pub fn digits(value: &BigInt, base: u32) -> String {
    value.magnitude().to_str_radix(base)
}

/// Whether an integer is below zero.
#[must_use]
pub fn is_negative(value: &BigInt) -> bool {
    value.sign() == Sign::Minus
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;

    use super::modular_power;
    use crate::library::number::{Computed, NumberError};

    fn check(base: i64, exponent: i64, modulus: i64, expected: Result<i64, NumberError>) {
        let [base, exponent, modulus] = [base, exponent, modulus].map(BigInt::from);
        assert_eq!(
            modular_power(&base, &exponent, &modulus),
            expected.map(Computed::Int)
        );
    }

    #[test]
    fn modular_powers_have_the_sign_of_the_modulus() {
        check(3, 200, 7, Ok(2));
        check(3, 5, -7, Ok(-2));
        check(3, -1, 7, Ok(5));
        check(5, 0, 1, Ok(0));
        check(
            2,
            -1,
            4,
            Err(NumberError::Value(
                "base is not invertible for the given modulus",
            )),
        );
        check(
            2,
            2,
            0,
            Err(NumberError::Value("pow() 3rd argument cannot be 0")),
        );
    }

    #[test]
    fn endless_work_is_refused() {
        let large = (BigInt::from(1) << 100_000u32) + 1;
        assert_eq!(
            modular_power(&large, &large, &large),
            Err(NumberError::TooLong)
        );
    }
}
