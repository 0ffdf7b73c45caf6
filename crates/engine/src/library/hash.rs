//! `hash`: CPython's values for numbers, tuples and `None`; for strings, whose hash CPython salts anew in every run, a
//! fixed one.

use interleave_program::well_known;
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};

use super::key::{Key, key_of};
use super::number::{Number, float};
use super::text::address;
use super::walk::{self, Halt, Walk};
use super::{Env, Outcome};
use crate::world::heap::Heap;
use crate::world::object::Object;
use crate::world::value::Value;

/// Numbers are hashed modulo this prime.
const MODULUS: i64 = (1 << 61) - 1;

/// `hash(value)`; `None` where that runs code.
///
/// # Errors
/// `TypeError` for values that cannot be hashed.
pub fn hash(env: &mut Env<'_>, value: Value) -> Outcome<Option<i64>> {
    match of(env.heap, &mut Walk::default(), value) {
        Ok(hash) => Ok(Some(hash)),
        Err(halt) => {
            env.halted(halt, "while hashing an object")?;
            Ok(None)
        }
    }
}

/// The hash that a value has without code of its class.
///
/// # Errors
/// `TypeError` for values that cannot be hashed.
pub fn plain_hash(env: &mut Env<'_>, value: Value) -> Outcome<i64> {
    if matches!(
        env.heap.of(value),
        Object::Instance(_) | Object::Exception(_)
    ) {
        return Ok(address(value) >> 4);
    }
    match hash(env, value)? {
        Some(hash) => Ok(hash),
        None => Err(super::key::unhashable(env, Halt::Code)),
    }
}

fn of(heap: &Heap, walk: &mut Walk, value: Value) -> Result<i64, Halt> {
    walk.visit()?;
    if let Some(number) = Number::of(heap, value) {
        return Ok(of_number(number));
    }
    match heap.of(value) {
        Object::Str(text) => Ok(of_text(text)),
        Object::Tuple(items) => walk.nested(|walk| {
            let hashes = items
                .iter()
                .map(|&item| of(heap, walk, item))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(of_tuple(&hashes))
        }),
        Object::FrozenSet(items) => {
            // Any order gives the same.
            let mut sum = 0u64;
            for key in items.keys() {
                sum ^= (of_key(key) as u64)
                    .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                    .rotate_left(17);
            }
            Ok(sum as i64)
        }
        Object::Instance(_) | Object::Exception(_)
            if walk::special(heap, value, well_known::HASH)
                .is_some_and(|method| !matches!(method, Value::None)) =>
        {
            Err(Halt::Code)
        }
        _ => match value {
            Value::None => Ok(0xfca8_6420),
            _ => match key_of(heap, walk, value)? {
                Key::Identity(_) | Key::Native(_) | Key::Function(_) => Ok(address(value) >> 4),
                key => Ok(of_key(&key)),
            },
        },
    }
}

fn of_key(key: &Key) -> i64 {
    match key {
        Key::None => 0xfca8_6420,
        Key::Ellipsis => 0x0300_0001,
        Key::Str(text) => of_text(text),
        Key::Tuple(keys) => of_tuple(&keys.iter().map(of_key).collect::<Vec<_>>()),
        Key::FrozenSet(keys) => keys
            .iter()
            .fold(0, |sum, key| sum ^ of_key(key).wrapping_mul(0x5bd1_e995)),
        Key::Native(native) => address(Value::Native(*native)) >> 4,
        Key::Function(function) => address(Value::Function(*function)) >> 4,
        Key::Identity(id) => address(Value::Object(*id)) >> 4,
        _ => Number::of_key(key).map_or(0, of_number),
    }
}

/// The hash of a key that CPython does not salt; `None` for others.
pub(super) fn unsalted(key: &Key) -> Option<i64> {
    match key {
        Key::None => Some(of_key(key)),
        Key::Tuple(keys) => {
            let hashes = keys.iter().map(unsalted).collect::<Option<Vec<_>>>()?;
            Some(of_tuple(&hashes))
        }
        _ => Number::of_key(key).map(of_number),
    }
}

fn of_number(number: Number<'_>) -> i64 {
    let hash = match number {
        Number::Int(value) => {
            let rest = (value.unsigned_abs() % MODULUS.unsigned_abs()) as i64;
            if value < 0 { -rest } else { rest }
        }
        Number::Big(value) => of_big(value),
        Number::Float(value) => of_float(value),
    };
    if hash == -1 { -2 } else { hash }
}

fn of_big(value: &BigInt) -> i64 {
    let rest = value
        .abs()
        .mod_floor(&BigInt::from(MODULUS))
        .to_i64()
        .unwrap_or(0);
    if value.is_negative() { -rest } else { rest }
}

/// As `_Py_HashDouble`: the value modulo the prime, with fractions of powers of two.
fn of_float(value: f64) -> i64 {
    if value.is_nan() {
        return 0;
    }
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value == value.trunc() {
        return float::to_big(value).map_or(0, |whole| of_big(&whole));
    }
    let bits = value.abs().to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = match exponent {
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, exponent - 1075),
    };
    // Multiplying by a power of two modulo 2**61 - 1 rotates 61 bits.
    let turn = exponent.rem_euclid(61) as u32;
    let mantissa = mantissa % MODULUS.unsigned_abs();
    let rotated = if turn == 0 {
        mantissa
    } else {
        ((mantissa << turn) & MODULUS.unsigned_abs()) | (mantissa >> (61 - turn))
    };
    let hash = (rotated % MODULUS.unsigned_abs()) as i64;
    if value < 0.0 { -hash } else { hash }
}

/// FNV-1a.
fn of_text(text: &str) -> i64 {
    if text.is_empty() {
        return 0;
    }
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash as i64
}

/// As `tuplehash` in `Objects/tupleobject.c`, after xxHash.
fn of_tuple(hashes: &[i64]) -> i64 {
    const FIRST: u64 = 11_400_714_785_074_694_791;
    const SECOND: u64 = 14_029_467_366_897_019_727;
    const FIFTH: u64 = 2_870_177_450_012_600_261;
    let mut sum = FIFTH;
    for &hash in hashes {
        sum = sum
            .wrapping_add((hash as u64).wrapping_mul(SECOND))
            .rotate_left(31)
            .wrapping_mul(FIRST);
    }
    sum = sum.wrapping_add(hashes.len() as u64 ^ (FIFTH ^ 3_527_539));
    if sum == u64::MAX {
        1_546_275_796
    } else {
        sum as i64
    }
}

#[cfg(test)]
mod tests {
    use super::hash;
    use crate::library::testing::{value, with_env};

    #[test]
    fn hashes_are_those_of_cpython_where_it_does_not_salt_them() {
        with_env(|env| {
            for (literal, expected) in [
                ("1", 1),
                ("-1", -2),
                ("1.5", 1_152_921_504_606_846_977),
                ("0.1", 230_584_300_921_369_408),
                ("-inf", -314_159),
                ("1180591620717411303424", 512),
                ("(1, 2)", -3_550_055_125_485_641_917),
                ("(1, (2, 3.5))", -9_148_893_311_433_065_316),
                ("()", 5_740_354_900_026_072_187),
            ] {
                let value = value(env, literal);
                assert_eq!(hash(env, value).ok().flatten(), Some(expected), "{literal}");
            }
        });
    }
}
