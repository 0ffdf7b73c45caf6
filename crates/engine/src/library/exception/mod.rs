//! Exceptions: matching, and the text of tracebacks.

use interleave_program::{FileId, Native, Site, well_known};

use super::{Env, Outcome, attribute, text, walk};
use crate::world::heap::Heap;
use crate::world::object::Object;
use crate::world::value::Value;

/// How many exceptions of a chain of causes and contexts are shown.
const MAX_CHAIN: usize = 50;
/// How many lines of one traceback are shown in full at each end.
const MAX_ENTRIES: usize = 60;
/// A line that repeats more often than this is counted instead.
const MAX_REPEATS: usize = 3;

/// The last line of a traceback, such as `ValueError: message`; `None` where that runs code.
///
/// # Errors
/// Those of limits.
pub fn last_line(env: &mut Env<'_>, exception: Value) -> Outcome<Option<String>> {
    let name = qualified_class(env.heap, exception);
    if walk::special(env.heap, exception, well_known::STR).is_some() {
        return Ok(None);
    }
    Ok(text::exception_text(env, exception)?.map(|message| {
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
///
/// Where the message of an exception would run code, the text of its arguments stands in for it.
#[must_use]
pub fn traceback_text(env: &mut Env<'_>, exception: Value) -> String {
    let mut chain = vec![(exception, "")];
    let mut current = exception;
    while let Object::Exception(shown) = env.heap.of(current) {
        let is_exception = |value: Value| matches!(env.heap.of(value), Object::Exception(_));
        let (next, words) = if is_exception(shown.cause) {
            (
                shown.cause,
                "\nThe above exception was the direct cause of the following exception:\n\n",
            )
        } else if is_exception(shown.context) && !shown.suppress_context {
            (
                shown.context,
                "\nDuring handling of the above exception, another exception occurred:\n\n",
            )
        } else {
            break;
        };
        if chain.len() >= MAX_CHAIN || chain.iter().any(|(seen, _)| seen.is(next)) {
            break;
        }
        chain.push((next, words));
        current = next;
    }
    let mut out = String::new();
    // The words between two exceptions belong to the later one, which is nearer to the front of the chain.
    for (at, &(exception, words)) in chain.iter().enumerate().rev() {
        out.push_str(&one(env, exception));
        if at > 0 {
            out.push_str(words);
        }
    }
    out
}

fn one(env: &mut Env<'_>, exception: Value) -> String {
    let mut out = String::new();
    let sites: Vec<Site> = match env.heap.of(exception) {
        // Innermost first, and CPython shows the outermost first.
        Object::Exception(exception) => exception.traceback.iter().rev().copied().collect(),
        _ => Vec::new(),
    };
    let entries: Vec<String> = sites
        .into_iter()
        .filter_map(|site| entry(env, site))
        .collect();
    if !entries.is_empty() {
        out.push_str("Traceback (most recent call last):\n");
        write_entries(&mut out, &entries);
    }
    let line = match last_line(env, exception) {
        Ok(Some(line)) => line,
        Ok(None) | Err(_) => stand_in(env, exception),
    };
    out.push_str(&line);
    out.push('\n');
    for note in notes(env, exception) {
        out.push_str(&note);
        out.push('\n');
    }
    out
}

/// A line for an exception whose `__str__` is code of the program.
fn stand_in(env: &mut Env<'_>, exception: Value) -> String {
    let name = qualified_class(env.heap, exception);
    match text::exception_text(env, exception) {
        Ok(Some(message)) if !message.is_empty() => format!("{name}: {message}"),
        _ => name,
    }
}

fn entry(env: &Env<'_>, site: Site) -> Option<String> {
    let (function, _) = env.program.locate(site)?;
    let function = env.program.function(function);
    let (file, span) = env.program.span(site)?;
    if function.library || file != FileId(0) {
        return None;
    }
    let file = env.program.files.first()?;
    let line = file.position(span.start).0;
    let mut entry = format!(
        "  File \"{}\", line {line}, in {}\n",
        file.name, function.name
    );
    let source = file.line(line).trim();
    if !source.is_empty() {
        entry.push_str(&format!("    {source}\n"));
    }
    Some(entry)
}

/// Writes entries as CPython's `traceback` does: equal ones in a row are counted.
fn write_entries(out: &mut String, entries: &[String]) {
    let skipped = entries.len().saturating_sub(2 * MAX_ENTRIES);
    let mut repeats = 0;
    let mut last: Option<&String> = None;
    let note = |out: &mut String, repeats: usize| {
        if repeats > MAX_REPEATS {
            let more = repeats - MAX_REPEATS;
            let plural = if more == 1 { "" } else { "s" };
            out.push_str(&format!(
                "  [Previous line repeated {more} more time{plural}]\n"
            ));
        }
    };
    let is_long = skipped > 0
        && entries.windows(2).filter(|pair| pair[0] != pair[1]).count() > 2 * MAX_ENTRIES;
    for (at, entry) in entries.iter().enumerate() {
        if is_long && (MAX_ENTRIES..MAX_ENTRIES + skipped).contains(&at) {
            if at == MAX_ENTRIES {
                note(out, repeats);
                out.push_str(&format!("  [{skipped} lines are left out]\n"));
                repeats = 0;
                last = None;
            }
            continue;
        }
        if last == Some(entry) {
            repeats += 1;
        } else {
            note(out, repeats);
            repeats = 1;
            last = Some(entry);
        }
        if repeats <= MAX_REPEATS {
            out.push_str(entry);
        }
    }
    note(out, repeats);
}

fn notes(env: &Env<'_>, exception: Value) -> Vec<String> {
    let Object::Exception(exception) = env.heap.of(exception) else {
        return Vec::new();
    };
    let Some(notes) = walk::field(&exception.fields, well_known::NOTES) else {
        return Vec::new();
    };
    match env.heap.of(notes) {
        Object::List(notes) => notes
            .iter()
            .filter_map(|&note| env.as_text(note))
            .map(|note| note.to_string())
            .collect(),
        _ => Vec::new(),
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
