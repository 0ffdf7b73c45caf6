//! Calls of built-in functions and types.

mod construct;
mod function;
mod internal;
mod synchronise;

use interleave_program::{NameId, Native};

pub(super) use self::construct::keywords;
pub(super) use self::internal::plain_format;
use super::arguments::Arguments;
pub use super::method::call_method;
use super::{Done, Env, Outcome};
use crate::world::value::Value;

/// Calls a function or type of the engine.
///
/// # Errors
/// What the call raises; `TypeError` for operations that other tasks can notice, which belong to the world.
pub fn call_native(
    env: &mut Env<'_>,
    native: Native,
    args: &[Value],
    named: &[(NameId, Value)],
) -> Outcome<Done> {
    let args = Arguments {
        name: native.name(),
        positional: args,
        named,
    };
    if !is_pure_native(native) {
        let message = format!("{}() is a visible operation of the world", native.path());
        return Err(env.type_error(&message));
    }
    if native.derives_from(Native::BaseException) {
        return construct::exception(env, native, &args);
    }
    if native.module() == "_interleave" {
        return internal::call(env, native, &args);
    }
    match native {
        Native::Lock
        | Native::RLock
        | Native::Condition
        | Native::Semaphore
        | Native::BoundedSemaphore
        | Native::Event
        | Native::Barrier
        | Native::Queue
        | Native::LifoQueue
        | Native::PriorityQueue
        | Native::SimpleQueue => synchronise::construct(env, native, &args).map(Done::Value),
        _ if native.is_type() => construct::construct(env, native, &args),
        _ => function::call(env, native, &args),
    }
}

/// Whether [`call_native`] implements a function or type.
#[must_use]
pub fn is_pure_native(native: Native) -> bool {
    match native {
        Native::Future | Native::Task | Native::Handle | Native::EventLoop => false,
        native if native.is_type() => true,
        Native::Len
        | Native::Repr
        | Native::Hash
        | Native::Id
        | Native::IsInstance
        | Native::IsSubclass
        | Native::Callable
        | Native::GetAttr
        | Native::SetAttr
        | Native::HasAttr
        | Native::Abs
        | Native::Round
        | Native::DivMod
        | Native::Pow
        | Native::Ord
        | Native::Chr
        | Native::Hex
        | Native::Bin
        | Native::Oct
        | Native::Iter
        | Native::Format
        | Native::IsCoroutine
        | Native::QueueStore
        | Native::SortInPlace
        | Native::PlainRepr
        | Native::LookupSpecial
        | Native::PlainBinary
        | Native::PlainCompare
        | Native::PlainFormat
        | Native::PlainHash
        | Native::KeyedMembers
        | Native::StandIn
        | Native::NotImplemented => true,
        _ => false,
    }
}
