//! Calls of built-in functions and types.

mod construct;
mod function;
mod internal;
mod math;
mod synchronise;

use interleave_program::{NameId, Native};

pub(super) use self::construct::{keywords, new_class};
pub(super) use self::internal::plain_format;
pub(super) use self::math::is_math;
use super::arguments::{Arguments, Called};
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
        called: Called::Native(native),
        positional: args,
        named,
    };
    if !is_pure_native(native) {
        let message = format!("{}() is a visible operation of the world", native.path());
        return Err(env.type_error(&message));
    }
    match native {
        _ if math::is_math(native) => math::call(env, native, &args).map(Done::Value),
        _ if native.derives_from(Native::BaseException) => construct::exception(env, native, &args),
        Native::Len | Native::IsInstance | Native::GetAttr => function::call(env, native, &args),
        _ if native.module() == "_interleave" => internal::call(env, native, &args),
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
        | Native::NewTwister
        | Native::NewClass
        | Native::FunctionKindOf
        | Native::AdoptException
        | Native::KeepText
        | Native::TracebackText
        | Native::NotImplemented => true,
        native => math::is_math(native),
    }
}

#[cfg(test)]
mod tests {
    use interleave_program::Native;

    use crate::library::testing::{ended, values, with_env};

    fn check(native: Native, args: &[&str], expected: &str) {
        with_env(|env| {
            let args = values(env, args);
            let outcome = super::call_native(env, native, &args, &[]);
            assert_eq!(ended(env, outcome), expected);
        });
    }

    #[test]
    fn conversions() {
        check(Native::Int, &["'0x1f'", "0"], "31");
        check(Native::Int, &["3.9"], "3");
        check(
            Native::Int,
            &["'a'"],
            "ValueError: invalid literal for int() with base 10: 'a'",
        );
        check(Native::Float, &["'1e3'"], "1000.0");
        check(Native::Str, &["[1]"], "'[1]'");
        check(Native::Tuple, &["'ab'"], "('a', 'b')");
        check(Native::Dict, &["[(1, 2)]"], "{1: 2}");
        check(Native::Bool, &["[]"], "False");
        check(
            Native::Range,
            &["1", "2", "0"],
            "ValueError: range() arg 3 must not be zero",
        );
        check(
            Native::Chr,
            &["-1"],
            "ValueError: chr() arg not in range(0x110000)",
        );
    }

    #[test]
    fn functions() {
        check(Native::Len, &["'añ'"], "2");
        check(Native::Round, &["2.675", "2"], "2.67");
        check(Native::DivMod, &["-7", "2"], "(-4, 1)");
        check(Native::Pow, &["2", "10", "1000"], "24");
        check(Native::Hex, &["-255"], "'-0xff'");
        check(
            Native::Len,
            &["5"],
            "TypeError: object of type 'int' has no len()",
        );
        check(
            Native::Len,
            &[],
            "TypeError: len() takes exactly one argument (0 given)",
        );
    }

    #[test]
    fn primitives_check_their_arguments() {
        check(
            Native::Semaphore,
            &["-1"],
            "ValueError: semaphore initial value must be >= 0",
        );
        check(Native::Barrier, &["0"], "ValueError: parties must be > 0");
        check(
            Native::Lock,
            &["1"],
            "TypeError: Lock() takes no arguments (1 given)",
        );
    }

    #[test]
    fn visible_operations_belong_to_the_world() {
        for native in [
            Native::Print,
            Native::Sleep,
            Native::Time,
            Native::StartThread,
        ] {
            assert!(!super::is_pure_native(native));
        }
        check(
            Native::Sleep,
            &["1"],
            "TypeError: time.sleep() is a visible operation of the world",
        );
    }
}
