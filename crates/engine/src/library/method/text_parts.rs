//! Methods that take strings apart and put them together.

use std::sync::Arc;

use interleave_program::{NameId, well_known};

use crate::library::arguments::{Arguments, integer};
use crate::library::number::parse::is_space;
use crate::library::{Done, Env, Outcome, attribute, class, continuation, iterate};
use crate::world::value::Value;

pub(super) fn call(
    env: &mut Env<'_>,
    receiver: Value,
    text: &Arc<str>,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Done>> {
    let value = match name {
        well_known::JOIN => return join(env, receiver, text, args).map(Some),
        well_known::SPLIT | well_known::RSPLIT => split(env, text, name, args)?,
        well_known::SPLITLINES => {
            let keep = class::intern(env, "keepends")?;
            let [keep] = args.bind(env, [keep], 0)?;
            let keep = keep.is_some_and(|keep| matches!(keep, Value::Bool(true) | Value::Int(1..)));
            split_lines(env, text, keep)
        }
        well_known::STRIP | well_known::LSTRIP | well_known::RSTRIP => {
            strip(env, text, name, args)?
        }
        well_known::REPLACE => replace(env, text, args)?,
        well_known::PARTITION | well_known::RPARTITION => {
            let separator = args.one(env)?;
            let separator = text_of(env, separator)?;
            if separator.is_empty() {
                return Err(env.value_error("empty separator"));
            }
            let found = if name == well_known::PARTITION {
                text.find(&*separator)
            } else {
                text.rfind(&*separator)
            };
            let parts = match found {
                Some(at) => [&text[..at], &separator, &text[at + separator.len()..]],
                None if name == well_known::PARTITION => [text, "", ""],
                None => ["", "", text],
            };
            let parts = parts.map(|part| env.text(part));
            env.tuple(parts.to_vec())
        }
        well_known::REMOVEPREFIX | well_known::REMOVESUFFIX => {
            let affix = args.one(env)?;
            let affix = text_of(env, affix)?;
            let rest = if name == well_known::REMOVEPREFIX {
                text.strip_prefix(&*affix)
            } else {
                text.strip_suffix(&*affix)
            };
            match rest {
                Some(rest) => env.text(rest),
                None => receiver,
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(Done::Value(value)))
}

fn text_of(env: &mut Env<'_>, value: Value) -> Outcome<Arc<str>> {
    match env.as_text(value) {
        Some(text) => Ok(text),
        None => {
            let kind = attribute::type_name(env, value);
            Err(env.type_error(&format!("must be str, not {kind}")))
        }
    }
}

fn join(
    env: &mut Env<'_>,
    receiver: Value,
    separator: &str,
    args: &Arguments<'_>,
) -> Outcome<Done> {
    let iterable = args.one(env)?;
    let items = match iterate::collect_or_none(env, iterable)? {
        Some(items) => items,
        None => match iterate::iter(env, iterable) {
            Ok(_) => return continuation::with_list(env, iterable, receiver, well_known::JOIN),
            Err(_) => return Err(env.type_error("can only join an iterable")),
        },
    };
    let mut texts = Vec::with_capacity(items.len());
    let mut bytes = 0u64;
    for (at, item) in items.into_iter().enumerate() {
        let Some(text) = env.as_text(item) else {
            let kind = attribute::type_name(env, item);
            return Err(env.type_error(&format!(
                "sequence item {at}: expected str instance, {kind} found"
            )));
        };
        bytes = bytes.saturating_add((text.len() + separator.len()) as u64);
        texts.push(text);
    }
    env.heap.reserve(bytes)?;
    let mut out = String::with_capacity(bytes as usize);
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            out.push_str(separator);
        }
        out.push_str(text);
    }
    Ok(Done::Value(env.text(out)))
}

fn split(env: &mut Env<'_>, text: &str, name: NameId, args: &Arguments<'_>) -> Outcome<Value> {
    let most_name = class::intern(env, "maxsplit")?;
    let [separator, most] = args.bind(env, [well_known::SEP, most_name], 0)?;
    let most = match most {
        Some(most) => usize::try_from(integer(env, most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let from_end = name == well_known::RSPLIT;
    let parts = match separator {
        None | Some(Value::None) if from_end => words_from_end(text, most),
        None | Some(Value::None) => words(text, most),
        Some(separator) => {
            let Some(separator) = env.as_text(separator) else {
                let kind = attribute::type_name(env, separator);
                return Err(env.type_error(&format!("must be str or None, not {kind}")));
            };
            if separator.is_empty() {
                return Err(env.value_error("empty separator"));
            }
            let count = most.saturating_add(1);
            if from_end {
                let mut parts: Vec<&str> = text.rsplitn(count, &*separator).collect();
                parts.reverse();
                parts
            } else {
                text.splitn(count, &*separator).collect()
            }
        }
    };
    list_of(env, parts)
}

fn list_of(env: &mut Env<'_>, parts: Vec<&str>) -> Outcome<Value> {
    env.heap.reserve(parts.len() as u64 * 80)?;
    let parts = parts.into_iter().map(|part| env.text(part)).collect();
    Ok(env.list(parts))
}

/// The words of a text; behind the last split, the rest as it is.
fn words(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

fn words_from_end(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(rest);
            break;
        }
        let start = rest
            .char_indices()
            .rev()
            .find(|&(_, character)| is_space(character))
            .map_or(0, |(at, character)| at + character.len_utf8());
        parts.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(is_space);
    }
    parts.reverse();
    parts
}

fn split_lines(env: &mut Env<'_>, text: &str, keep: bool) -> Value {
    let is_end = |character: char| {
        matches!(
            character,
            '\n' | '\r'
                | '\x0b'
                | '\x0c'
                | '\x1c'
                | '\x1d'
                | '\x1e'
                | '\u{85}'
                | '\u{2028}'
                | '\u{2029}'
        )
    };
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, end) = match rest.find(is_end) {
            None => (rest.len(), rest.len()),
            Some(at) if rest[at..].starts_with("\r\n") => (at, at + 2),
            Some(at) => (at, at + rest[at..].chars().next().map_or(1, char::len_utf8)),
        };
        lines.push(env.text(&rest[..if keep { end } else { line }]));
        rest = &rest[end..];
    }
    env.list(lines)
}

fn strip(env: &mut Env<'_>, text: &Arc<str>, name: NameId, args: &Arguments<'_>) -> Outcome<Value> {
    args.between(env, 0, 1)?;
    let wanted: Option<Vec<char>> = match args.get(0) {
        None | Some(Value::None) => None,
        Some(characters) => match env.as_text(characters) {
            Some(characters) => Some(characters.chars().collect()),
            None => {
                let method = args.short(env);
                return Err(env.type_error(&format!("{method} arg must be None or str")));
            }
        },
    };
    let doomed = |character: char| match &wanted {
        None => is_space(character),
        Some(wanted) => wanted.contains(&character),
    };
    let mut rest: &str = text;
    if name != well_known::RSTRIP {
        rest = rest.trim_start_matches(doomed);
    }
    if name != well_known::LSTRIP {
        rest = rest.trim_end_matches(doomed);
    }
    Ok(env.text(rest))
}

fn replace(env: &mut Env<'_>, text: &str, args: &Arguments<'_>) -> Outcome<Value> {
    args.between(env, 2, 3)?;
    let mut texts = Vec::with_capacity(2);
    for (at, &value) in args.positional.iter().take(2).enumerate() {
        match env.as_text(value) {
            Some(text) => texts.push(text),
            None => {
                let kind = attribute::type_name(env, value);
                return Err(env.type_error(&format!(
                    "replace() argument {} must be str, not {kind}",
                    at + 1
                )));
            }
        }
    }
    let most = match args.get(2) {
        Some(most) => usize::try_from(integer(env, most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let (old, new) = (&texts[0], &texts[1]);
    let found = if old.is_empty() {
        text.chars().count() + 1
    } else {
        text.matches(&**old).count()
    };
    let bytes = (found.min(most) as u64).saturating_mul(new.len() as u64);
    env.heap.reserve(bytes.saturating_add(text.len() as u64))?;
    let replaced = text.replacen(&**old, new, most);
    Ok(env.text(replaced))
}
