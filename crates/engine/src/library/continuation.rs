//! Going on after code of the program has run.
//!
//! The library never waits for a call. Where an operation needs all items of an iterable that runs code, it calls the
//! hook that makes a list of it and says what is to be called with that list: a method bound to the state of the
//! operation. Such a bound method is an ordinary [`Object::NativeMethod`]; where no type has the method that goes on,
//! its receiver is a tuple that holds the state, as tuples have none of these methods.

use interleave_program::{Hook, NameId};

use super::{Done, Env, Outcome};
use crate::world::object::Object;
use crate::world::value::Value;

/// Makes a list of `iterable` by its own code, then calls `receiver.name(list)`.
///
/// # Errors
/// `TypeError` where the program was compiled without the hook.
pub fn with_list(
    env: &mut Env<'_>,
    iterable: Value,
    receiver: Value,
    name: NameId,
) -> Outcome<Done> {
    let then = env.alloc(Object::NativeMethod { receiver, name });
    env.hook(Hook::List, vec![iterable, then])
}

/// Makes a list of `iterable` by its own code, then calls `function(list)`.
///
/// # Errors
/// `TypeError` where the program was compiled without the hook.
pub fn list_into(env: &mut Env<'_>, iterable: Value, function: Value) -> Outcome<Done> {
    env.hook(Hook::List, vec![iterable, function])
}

/// Makes a dictionary of `pairs` by its own code, then calls `receiver.name(dictionary)`.
///
/// # Errors
/// `TypeError` where the program was compiled without the hook.
pub fn with_map(env: &mut Env<'_>, pairs: Value, receiver: Value, name: NameId) -> Outcome<Done> {
    let then = env.alloc(Object::NativeMethod { receiver, name });
    env.hook(Hook::Dict, vec![pairs, then])
}

/// Calls `container.name(key, *args)` once code has found out which key that is.
///
/// # Errors
/// `TypeError` where the program was compiled without the hook.
pub fn keyed(
    env: &mut Env<'_>,
    container: Value,
    key: Value,
    name: NameId,
    args: &[Value],
) -> Outcome<Done> {
    let operation = env.alloc(Object::NativeMethod {
        receiver: container,
        name,
    });
    let args = env.tuple(args.to_vec());
    env.hook(Hook::Keyed, vec![container, key, operation, args])
}
