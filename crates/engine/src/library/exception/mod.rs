//! Exceptions: matching, groups, and what tracebacks show of them.

mod traceback;

use std::sync::Arc;

use interleave_program::{Native, well_known};

pub use self::traceback::traceback;

use super::{Env, Outcome, attribute, text, walk};
use crate::world::heap::Heap;
use crate::world::object::Object;
use crate::world::value::Value;

/// How many exceptions are looked at for text that code has to make.
const MAX_LOOKED_AT: usize = 200;

/// The last line of a traceback, such as `ValueError: message`; `None` where that runs code.
///
/// # Errors
/// Those of limits.
pub fn last_line(env: &mut Env<'_>, exception: Value) -> Outcome<Option<String>> {
    let name = qualified_class(env.heap, exception);
    let kept = match env.heap.of(exception) {
        Object::Exception(exception) => walk::field(&exception.fields, well_known::SHOWN),
        _ => None,
    };
    let message = match kept.and_then(|kept| env.as_text(kept)) {
        Some(kept) => Some(kept.to_string()),
        None if walk::special(env.heap, exception, well_known::STR).is_some() => None,
        None => text::exception_text(env, exception)?,
    };
    Ok(message.map(|message| {
        if message.is_empty() {
            name
        } else {
            format!("{name}: {message}")
        }
    }))
}

/// The name of an exception's class as tracebacks have it.
#[must_use]
pub fn qualified_class(heap: &Heap, exception: Value) -> String {
    match attribute::class_in(heap, exception) {
        Value::Native(native) => match attribute::module_name(native) {
            "builtins" => native.name().to_owned(),
            module => format!("{module}.{}", native.name()),
        },
        class => {
            let part = |name| match heap.of(walk::class_attribute(heap, class, name)?) {
                Object::Str(text) => Some(text.clone()),
                _ => None,
            };
            let name =
                part(well_known::QUALNAME).unwrap_or_else(|| attribute::class_name(heap, class));
            match part(well_known::MODULE) {
                Some(module) if !matches!(&*module, "__main__" | "builtins") => {
                    format!("{module}.{name}")
                }
                _ => name.to_string(),
            }
        }
    }
}

/// The whole traceback of an exception, with what caused it and what was being handled before.
#[must_use]
pub fn traceback_text(env: &mut Env<'_>, exception: Value) -> String {
    traceback(env, exception, true)
}

/// The message and the members of a group of exceptions. Groups are the library's own classes, in Python; what they
/// look like in tracebacks is the engine's affair, as it is the interpreter's in CPython.
#[must_use]
pub fn group_of(heap: &Heap, exception: Value) -> Option<(Arc<str>, Vec<Value>)> {
    let Object::Exception(group) = heap.of(exception) else {
        return None;
    };
    let Object::Tuple(members) = heap.of(walk::field(&group.fields, well_known::EXCEPTIONS)?)
    else {
        return None;
    };
    let Object::Str(message) = heap.of(walk::field(&group.fields, well_known::MESSAGE)?) else {
        return None;
    };
    let Object::Class(class) = heap.of(group.class) else {
        return None;
    };
    class
        .mro
        .iter()
        .any(|&base| {
            &*attribute::class_name(heap, base) == "BaseExceptionGroup"
                && matches!(
                    walk::class_attribute(heap, base, well_known::MODULE).map(|module| heap.of(module)),
                    Some(Object::Str(module)) if &**module == "builtins"
                )
        })
        .then(|| (message.clone(), members.to_vec()))
}

/// `str` of a group of exceptions.
#[must_use]
pub fn group_text(heap: &Heap, exception: Value) -> Option<String> {
    let (message, members) = group_of(heap, exception)?;
    let plural = if members.len() == 1 { "" } else { "s" };
    Some(format!(
        "{message} ({} sub-exception{plural})",
        members.len()
    ))
}

/// Whether a traceback would show text that code has to make first.
#[must_use]
pub fn needs_text(heap: &Heap, exception: Value) -> bool {
    let mut waiting = vec![exception];
    let mut seen: Vec<Value> = Vec::new();
    while let Some(next) = waiting.pop() {
        let Object::Exception(exception) = heap.of(next) else {
            continue;
        };
        if seen.len() >= MAX_LOOKED_AT || seen.iter().any(|seen| seen.is(next)) {
            continue;
        }
        seen.push(next);
        if walk::special(heap, next, well_known::STR).is_some()
            && walk::field(&exception.fields, well_known::SHOWN).is_none()
        {
            return true;
        }
        waiting.extend([exception.cause, exception.context]);
        if let Some((_, members)) = group_of(heap, next) {
            waiting.extend(members);
        }
    }
    false
}

/// Keeps the text that tracebacks show of an exception.
pub fn keep_text(env: &mut Env<'_>, exception: Value, text: Value) {
    if let Value::Object(id) = exception
        && let Some(Object::Exception(exception)) = env.heap.get_mut(id)
    {
        exception
            .fields
            .retain(|&(name, _)| name != well_known::SHOWN);
        exception.fields.push((well_known::SHOWN, text));
    }
}

/// Gives an exception the traceback, cause, context and notes of another: what `BaseExceptionGroup.split` does
/// (`exceptiongroup_subset` in `Objects/exceptions.c`).
pub fn adopt(env: &mut Env<'_>, exception: Value, other: Value) {
    let Object::Exception(from) = env.heap.of(other) else {
        return;
    };
    let (cause, context, suppress) = (from.cause, from.context, from.suppress_context);
    let traceback = from.traceback.clone();
    let notes = walk::field(&from.fields, well_known::NOTES);
    let notes = match notes.map(|notes| env.heap.of(notes)) {
        Some(Object::List(notes)) => Some(notes.clone()),
        _ => None,
    };
    let notes = notes.map(|notes| env.list(notes));
    if let Value::Object(id) = exception
        && let Some(Object::Exception(to)) = env.heap.get_mut(id)
    {
        (to.cause, to.context, to.suppress_context) = (cause, context, suppress);
        to.traceback = traceback;
        to.fields
            .extend(notes.map(|notes| (well_known::NOTES, notes)));
    }
}

/// Whether `except class` catches an exception; `class` may be a tuple.
///
/// # Errors
/// `TypeError` when `class` is no type of exceptions.
pub fn matches(env: &mut Env<'_>, exception: Value, class: Value) -> Outcome<bool> {
    let wanted = match env.heap.of(class) {
        Object::Tuple(classes) => classes.to_vec(),
        _ => vec![class],
    };
    let base = Value::Native(Native::BaseException);
    if !wanted.iter().all(|&wanted| {
        attribute::is_class(env.heap, wanted) && attribute::derives(env.heap, wanted, base)
    }) {
        return Err(env
            .type_error("catching classes that do not inherit from BaseException is not allowed"));
    }
    let actual = attribute::class_in(env.heap, exception);
    Ok(wanted
        .iter()
        .any(|&wanted| attribute::derives(env.heap, actual, wanted)))
}

#[cfg(test)]
mod tests {
    use interleave_program::Native;

    use super::{last_line, matches, traceback_text};
    use crate::library::testing::{raised, with_env};
    use crate::world::object::Object;
    use crate::world::value::Value;

    #[test]
    fn last_lines_name_the_module_where_cpython_does() {
        with_env(|env| {
            for (native, expected) in [
                (Native::ValueError, "ValueError: m"),
                (Native::KeyError, "KeyError: 'm'"),
                (Native::QueueEmpty, "_queue.Empty: m"),
                (
                    Native::CancelledError,
                    "asyncio.exceptions.CancelledError: m",
                ),
                (
                    Native::BrokenBarrierError,
                    "threading.BrokenBarrierError: m",
                ),
            ] {
                let exception = env.exception(native, "m");
                assert_eq!(
                    last_line(env, exception).ok().flatten().as_deref(),
                    Some(expected)
                );
            }
        });
    }

    #[test]
    fn causes_come_first() {
        with_env(|env| {
            let cause = env.exception(Native::KeyError, "k");
            let exception = env.exception(Native::ValueError, "v");
            if let Value::Object(id) = exception
                && let Some(Object::Exception(exception)) = env.heap.get_mut(id)
            {
                exception.cause = cause;
            }
            assert_eq!(
                traceback_text(env, exception),
                "KeyError: 'k'\n\nThe above exception was the direct cause of the following exception:\n\n\
                 ValueError: v\n"
            );
        });
    }

    #[test]
    fn handlers_catch_what_derives() {
        with_env(|env| {
            let exception = env.exception(Native::KeyError, "k");
            let lookup = Value::Native(Native::LookupError);
            let both = env.tuple(vec![Value::Native(Native::OSError), lookup]);
            assert_eq!(matches(env, exception, both).ok(), Some(true));
            assert_eq!(
                matches(env, exception, Value::Native(Native::ValueError)).ok(),
                Some(false)
            );
            let Err(fault) = matches(env, exception, Value::Int(1)) else {
                panic!("a fault")
            };
            assert_eq!(
                raised(env, fault),
                "TypeError: catching classes that do not inherit from BaseException is not allowed"
            );
        });
    }
}
