//! Methods that look for strings in strings.

use interleave_program::{NameId, well_known};

use super::{bound, not_found};
use crate::library::arguments::Arguments;
use crate::library::{Env, Outcome, attribute};
use crate::world::object::Object;
use crate::world::value::Value;

pub(super) fn call(
    env: &mut Env<'_>,
    text: &str,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Value>> {
    let is_affix = matches!(name, well_known::STARTSWITH | well_known::ENDSWITH);
    let is_search = matches!(
        name,
        well_known::FIND
            | well_known::RFIND
            | well_known::INDEX_
            | well_known::RINDEX
            | well_known::COUNT
    );
    if !is_affix && !is_search {
        return Ok(None);
    }
    args.between(env, 1, 3)?;
    let length = text.chars().count();
    let start_given = match args.get(1) {
        Some(start) => crate::library::slice::bound(env, start)?.unwrap_or(0),
        None => 0,
    };
    let start = bound(env, args.get(1), length, 0)?;
    let stop = bound(env, args.get(2), length, length)?;
    // A start beyond the end finds nothing, not even the empty string.
    let part = (start_given <= length as i64 && start <= stop).then(|| {
        let byte = |index| byte_of(text, index, length);
        &text[byte(start)..byte(stop)]
    });
    if is_affix {
        return affix(env, part, name, args.positional[0]).map(Some);
    }
    let Some(wanted) = env.as_text(args.positional[0]) else {
        let kind = attribute::type_name(env, args.positional[0]);
        return Err(env.type_error(&format!("must be str, not {kind}")));
    };
    let Some(part) = part else {
        return match name {
            well_known::COUNT => Ok(Some(Value::Int(0))),
            well_known::INDEX_ | well_known::RINDEX => Err(not_found(env, "substring not found")),
            _ => Ok(Some(Value::Int(-1))),
        };
    };
    let found = match name {
        well_known::COUNT => {
            let count = if wanted.is_empty() {
                part.chars().count() + 1
            } else {
                part.matches(&*wanted).count()
            };
            return Ok(Some(Value::Int(count as i64)));
        }
        well_known::FIND | well_known::INDEX_ => part.find(&*wanted),
        _ => part.rfind(&*wanted),
    };
    match found {
        Some(at) => {
            let index = start + part[..at].chars().count();
            Ok(Some(Value::Int(index as i64)))
        }
        None if matches!(name, well_known::FIND | well_known::RFIND) => Ok(Some(Value::Int(-1))),
        None => Err(not_found(env, "substring not found")),
    }
}

/// The byte at which a character begins.
fn byte_of(text: &str, index: usize, length: usize) -> usize {
    if text.len() == length {
        return index;
    }
    text.char_indices()
        .nth(index)
        .map_or(text.len(), |(byte, _)| byte)
}

fn affix(env: &mut Env<'_>, part: Option<&str>, name: NameId, wanted: Value) -> Outcome<Value> {
    let choices = match env.heap.of(wanted) {
        Object::Tuple(items) => items.to_vec(),
        _ => vec![wanted],
    };
    let is_tuple = matches!(env.heap.of(wanted), Object::Tuple(_));
    let method = if name == well_known::STARTSWITH {
        "startswith"
    } else {
        "endswith"
    };
    for choice in choices {
        let Some(choice_text) = env.as_text(choice) else {
            let kind = attribute::type_name(env, choice);
            return Err(env.type_error(&if is_tuple {
                format!("tuple for {method} must only contain str, not {kind}")
            } else {
                format!("{method} first arg must be str or a tuple of str, not {kind}")
            }));
        };
        let fits = part.is_some_and(|part| {
            if name == well_known::STARTSWITH {
                part.starts_with(&*choice_text)
            } else {
                part.ends_with(&*choice_text)
            }
        });
        if fits {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}
