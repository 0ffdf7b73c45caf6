//! Values: what a register holds.

use interleave_program::{FunctionId, Native};
use interleave_trace::ObjectId;

/// A value: sixteen bytes, copied freely. Everything larger lives in the [`Heap`](super::heap::Heap).
#[derive(Clone, Copy, Debug, Default)]
pub enum Value {
    /// Nothing was bound here yet, or it was unbound. Never visible to a program.
    #[default]
    Unset,
    /// `None`
    None,
    /// `...`
    Ellipsis,
    /// `True` or `False`
    Bool(bool),
    /// An integer of 64 bits; larger ones are objects.
    Int(i64),
    /// A floating-point number
    Float(f64),
    /// A type or function that the engine implements
    Native(Native),
    /// A library function, called by the engine itself
    Function(FunctionId),
    /// An object of the heap or of the program's constants
    Object(ObjectId),
}

const _: () = assert!(std::mem::size_of::<Value>() == 16, "a value takes 16 bytes");

impl Value {
    /// The object that the value refers to.
    #[must_use]
    pub fn object(self) -> Option<ObjectId> {
        match self {
            Value::Object(id) => Some(id),
            _ => None,
        }
    }

    /// Whether the value is bound.
    #[must_use]
    pub fn is_set(self) -> bool {
        !matches!(self, Value::Unset)
    }

    /// `is`: the same object, or equal values of the types that have no identity of their own.
    #[must_use]
    pub fn is(self, other: Value) -> bool {
        match (self, other) {
            (Value::Unset, Value::Unset)
            | (Value::None, Value::None)
            | (Value::Ellipsis, Value::Ellipsis) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Native(a), Value::Native(b)) => a == b,
            (Value::Function(a), Value::Function(b)) => a == b,
            (Value::Object(a), Value::Object(b)) => a == b,
            _ => false,
        }
    }
}
