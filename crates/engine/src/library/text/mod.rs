//! Values as text.

mod brief;
mod quote;
mod repr;

use interleave_program::{Native, well_known};

use super::{Env, Outcome, walk};
use crate::world::object::Object;
use crate::world::value::Value;

pub use self::brief::brief;
pub use self::quote::{ascii, quoted};
pub use self::repr::address;

/// `repr(value)`; `None` where that runs code.
///
/// # Errors
/// `RecursionError`, `ValueError` for integers with too many digits, and limits.
pub fn repr(env: &mut Env<'_>, value: Value) -> Outcome<Option<String>> {
    let shown = repr::repr(env.heap, env.program, value);
    settle(env, shown)
}

/// `str(value)`; `None` where that runs code.
///
/// # Errors
/// As [`repr`].
pub fn to_text(env: &mut Env<'_>, value: Value) -> Outcome<Option<String>> {
    text_at(env, value, 0)
}

/// `BaseException.__str__`, and its versions in `KeyError` and `OSError`.
pub(super) fn exception_text(env: &mut Env<'_>, value: Value) -> Outcome<Option<String>> {
    exception_text_at(env, value, 0)
}

/// `str(value)` of a value that is `depth` exceptions deep: the argument of an exception may be that exception.
fn text_at(env: &mut Env<'_>, value: Value, depth: usize) -> Outcome<Option<String>> {
    if walk::special(env.heap, value, well_known::STR).is_some() {
        return Ok(None);
    }
    match env.heap.of(value) {
        Object::Str(text) => Ok(Some(text.to_string())),
        Object::Exception(_) if depth < super::limits::MAX_NESTING => {
            exception_text_at(env, value, depth)
        }
        Object::Exception(_) => {
            env.halted(walk::Halt::Deep, "while getting the str of an object")?;
            Ok(None)
        }
        _ => repr(env, value),
    }
}

fn exception_text_at(env: &mut Env<'_>, value: Value, depth: usize) -> Outcome<Option<String>> {
    let Object::Exception(exception) = env.heap.of(value) else {
        return Ok(Some(String::new()));
    };
    if let Some(text) = super::exception::group_text(env.heap, value) {
        return Ok(Some(text));
    }
    let native = super::attribute::native_class(env.heap, exception.class);
    match *exception.args.as_slice() {
        [] => Ok(Some(String::new())),
        [only] if native == Native::KeyError => repr(env, only),
        [only] => text_at(env, only, depth + 1),
        [number, message] if native.derives_from(Native::OSError) => {
            let filename = walk::field(&exception.fields, well_known::FILENAME);
            let number = text_at(env, number, depth + 1)?;
            let message = text_at(env, message, depth + 1)?;
            let (Some(number), Some(message)) = (number, message) else {
                return Ok(None);
            };
            let Some(filename) = filename.filter(|name| !matches!(name, Value::None)) else {
                return Ok(Some(format!("[Errno {number}] {message}")));
            };
            let filename = repr(env, filename)?;
            Ok(filename.map(|filename| format!("[Errno {number}] {message}: {filename}")))
        }
        _ => {
            let args = exception.args.clone();
            let args = env.tuple(args);
            repr(env, args)
        }
    }
}

/// The text that an object has without code of its class: `object.__repr__`, `BaseException.__repr__`. `None` where
/// what is inside it runs code.
///
/// # Errors
/// As [`repr`].
pub fn own_repr(env: &mut Env<'_>, value: Value) -> Outcome<Option<String>> {
    let shown = repr::own(env.heap, env.program, value);
    settle(env, shown)
}

/// The default text of any value: no code is asked, nor for what is inside.
///
/// # Errors
/// As [`repr`].
pub fn plain_repr(env: &mut Env<'_>, value: Value) -> Outcome<String> {
    let shown = repr::plain(env.heap, env.program, value);
    Ok(settle(env, shown)?.unwrap_or_default())
}

fn settle(env: &mut Env<'_>, shown: Result<String, repr::Unshown>) -> Outcome<Option<String>> {
    match shown {
        Ok(text) => {
            env.heap.reserve(text.len() as u64)?;
            Ok(Some(text))
        }
        Err(repr::Unshown::Digits) => Err(env.value_error(&digits_message(None))),
        Err(repr::Unshown::Halt(halt)) => {
            env.halted(halt, "while getting the repr of an object")?;
            Ok(None)
        }
    }
}

/// What CPython says about integers that are too long to be converted from or to decimal text.
#[must_use]
pub fn digits_message(found: Option<usize>) -> String {
    let limit = super::limits::MAX_INT_DIGITS;
    let found = found.map_or(String::new(), |digits| {
        format!(": value has {digits} digits")
    });
    format!(
        "Exceeds the limit ({limit} digits) for integer string conversion{found}; use sys.set_int_max_str_digits() to \
         increase the limit"
    )
}
