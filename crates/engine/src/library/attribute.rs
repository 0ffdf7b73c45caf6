//! Attributes and types.

use std::sync::Arc;

use interleave_program::{NameId, Native};

use super::{Done, Env, Outcome};
use crate::world::value::Value;

/// What a method call calls.
#[derive(Clone, Debug)]
pub enum Method {
    /// A function of the program, with the receiver to pass first.
    Code {
        /// The function.
        function: Value,
        /// What to pass before the arguments.
        receiver: Option<Value>,
    },
    /// A method of a built-in type: [`super::call::call_method`], or an operation of the world.
    Native {
        /// The object.
        receiver: Value,
        /// The method.
        name: NameId,
    },
    /// Some other callable, to be called with the arguments alone.
    Value(Value),
    /// The result of this call is what to call.
    Ask {
        /// What to call.
        callee: Value,
        /// Its positional arguments.
        args: Vec<Value>,
    },
}

/// `object.name`
pub fn get_attr(env: &mut Env<'_>, _object: Value, _name: NameId) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// `object.name = value`
pub fn set_attr(env: &mut Env<'_>, _object: Value, _name: NameId, _value: Value) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// `del object.name`
pub fn del_attr(env: &mut Env<'_>, _object: Value, _name: NameId) -> Outcome<Done> {
    Err(env.type_error("not built yet"))
}

/// What `receiver.name(…)` calls, without making a bound method.
pub fn find_method(env: &mut Env<'_>, _receiver: Value, _name: NameId) -> Outcome<Method> {
    Err(env.type_error("not built yet"))
}

/// A special method as the class of an instance defines it, not bound.
#[must_use]
pub fn special(_env: &Env<'_>, _value: Value, _name: NameId) -> Option<Value> {
    None
}

/// `type(value)`
#[must_use]
pub fn class_of(_env: &Env<'_>, _value: Value) -> Value {
    Value::Native(Native::Object)
}

/// `type(value).__name__`
#[must_use]
pub fn type_name(_env: &Env<'_>, _value: Value) -> Arc<str> {
    "object".into()
}

/// The built-in type that a value is, or that its class derives from.
#[must_use]
pub fn native_type(_env: &Env<'_>, _value: Value) -> Native {
    Native::Object
}

/// Whether `class` is `ancestor` or derives from it.
#[must_use]
pub fn is_subclass(_env: &Env<'_>, _class: Value, _ancestor: Value) -> bool {
    false
}

/// `isinstance(value, class)`, where `class` may be a tuple.
pub fn is_instance(env: &mut Env<'_>, _value: Value, _class: Value) -> Outcome<bool> {
    Err(env.type_error("not built yet"))
}
