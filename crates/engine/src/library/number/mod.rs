//! Numbers: integers that grow as they must, and floats.

pub mod float;
pub mod int;
pub mod parse;
pub mod power;
pub mod round;

use interleave_program::Native;
use interleave_trace::LimitKind;
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::{Env, Fault, Outcome};
use crate::world::heap::Heap;
use crate::world::object::Object;
use crate::world::value::Value;

pub use float::float_repr;
pub use round::{round_float, round_int, round_to_int};

/// A number as arithmetic looks at it; truth values are integers here.
#[derive(Clone, Copy, Debug)]
pub enum Number<'h> {
    /// An integer of 64 bits
    Int(i64),
    /// A larger integer
    Big(&'h BigInt),
    /// A float
    Float(f64),
}

/// The result of arithmetic.
#[derive(Clone, PartialEq, Debug)]
pub enum Computed {
    /// An integer of 64 bits
    Int(i64),
    /// An integer of any size
    Big(BigInt),
    /// A float
    Float(f64),
}

/// Why arithmetic failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberError {
    /// `ZeroDivisionError`
    Zero(&'static str),
    /// `OverflowError`
    Overflow(&'static str),
    /// `ValueError`
    Value(&'static str),
    /// The result would be larger than a limit.
    TooLarge,
    /// It would take longer than a limit.
    TooLong,
}

/// What an operation on numbers gives.
pub type Calculation = Result<Computed, NumberError>;

/// An integer of any size as a float.
pub(super) const INT_TO_FLOAT: NumberError =
    NumberError::Overflow("int too large to convert to float");

impl<'h> Number<'h> {
    /// The number that a value is.
    #[must_use]
    pub fn of(heap: &'h Heap, value: Value) -> Option<Number<'h>> {
        match value {
            Value::Int(value) => Some(Number::Int(value)),
            Value::Bool(value) => Some(Number::Int(i64::from(value))),
            Value::Float(value) => Some(Number::Float(value)),
            Value::Object(id) => match heap.get(id) {
                Object::BigInt(value) => Some(Number::Big(value)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it is an integer.
    #[must_use]
    pub fn is_int(self) -> bool {
        !matches!(self, Number::Float(_))
    }

    /// As an integer of any size; `None` for floats.
    #[must_use]
    pub fn to_big(self) -> Option<BigInt> {
        match self {
            Number::Int(value) => Some(BigInt::from(value)),
            Number::Big(value) => Some(value.clone()),
            Number::Float(_) => None,
        }
    }

    /// As a float, rounded to the nearest.
    ///
    /// # Errors
    /// `OverflowError` for integers beyond the range of floats.
    pub fn to_float(self) -> Result<f64, NumberError> {
        match self {
            Number::Int(value) => Ok(value as f64),
            Number::Big(value) => float::from_big(value).ok_or(INT_TO_FLOAT),
            Number::Float(value) => Ok(value),
        }
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        match self {
            Number::Int(value) => value == 0,
            Number::Big(_) => false,
            Number::Float(value) => value == 0.0,
        }
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        match self {
            Number::Int(value) => value < 0,
            Number::Big(value) => value.is_negative(),
            Number::Float(value) => value < 0.0,
        }
    }
}

impl From<BigInt> for Computed {
    fn from(value: BigInt) -> Self {
        value.to_i64().map_or(Computed::Big(value), Computed::Int)
    }
}

impl Env<'_> {
    /// The value of an integer of any size.
    pub fn integer(&mut self, value: BigInt) -> Value {
        self.computed(value.into())
    }

    /// The value of a result of arithmetic.
    pub fn computed(&mut self, computed: Computed) -> Value {
        match computed {
            Computed::Int(value) => Value::Int(value),
            Computed::Float(value) => Value::Float(value),
            Computed::Big(value) => match value.to_i64() {
                Some(value) => Value::Int(value),
                None => self.alloc(Object::BigInt(value)),
            },
        }
    }

    /// The fault of failed arithmetic.
    pub fn number_error(&mut self, error: NumberError) -> Fault {
        match error {
            NumberError::Zero(message) => self.raise(Native::ZeroDivisionError, message),
            NumberError::Overflow(message) => self.raise(Native::OverflowError, message),
            NumberError::Value(message) => self.raise(Native::ValueError, message),
            NumberError::TooLarge => Fault::Limit(LimitKind::Memory),
            NumberError::TooLong => Fault::Limit(LimitKind::Steps),
        }
    }

    /// The value or the fault that arithmetic ends in.
    ///
    /// # Errors
    /// The fault of failed arithmetic.
    pub fn calculated(&mut self, calculation: Calculation) -> Outcome<Value> {
        match calculation {
            Ok(computed) => Ok(self.computed(computed)),
            Err(error) => Err(self.number_error(error)),
        }
    }
}

/// How two numbers are ordered, exactly; `None` where one is not a number.
#[must_use]
pub fn order(a: Number<'_>, b: Number<'_>) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
        (Number::Float(a), b) => float::order_to_int(a, b),
        (a, Number::Float(b)) => float::order_to_int(b, a).map(std::cmp::Ordering::reverse),
        (Number::Int(_), Number::Big(b)) => Some(if b.is_negative() {
            std::cmp::Ordering::Greater
        } else {
            std::cmp::Ordering::Less
        }),
        (Number::Big(a), Number::Int(_)) => Some(if a.is_negative() {
            std::cmp::Ordering::Less
        } else {
            std::cmp::Ordering::Greater
        }),
        (Number::Big(a), Number::Big(b)) => Some(a.cmp(b)),
    }
}
