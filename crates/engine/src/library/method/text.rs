//! Methods of strings.

use std::sync::Arc;

use interleave_program::{Hook, NameId, well_known};

use super::{text_parts, text_search};
use crate::library::arguments::{Arguments, integer, size};
use crate::library::call::keywords;
use crate::library::format::template;
use crate::library::number::parse::is_space;
use crate::library::{Done, Env, Outcome, attribute};
use crate::world::value::Value;

pub(super) fn call(
    env: &mut Env<'_>,
    receiver: Value,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Option<Done>> {
    let Some(text) = env.as_text(receiver) else {
        return Ok(None);
    };
    if let Some(changed) = changed_case(&text, name) {
        args.none(env)?;
        env.heap.reserve(changed.len() as u64)?;
        return Ok(Some(Done::Value(env.text(changed))));
    }
    if let Some(answer) = question(&text, name) {
        args.none(env)?;
        return Ok(Some(Done::Value(Value::Bool(answer))));
    }
    match name {
        well_known::ENCODE => {
            let errors = crate::library::class::intern(env, "errors")?;
            let encoding = crate::library::class::intern(env, "encoding")?;
            let parts = args.bind(env, [encoding, errors], 0)?;
            let mut given = vec![receiver];
            for (part, default) in parts.into_iter().zip(["utf-8", "strict"]) {
                given.push(match part {
                    Some(part) => part,
                    None => env.text(default),
                });
            }
            env.hook(Hook::Encode, given).map(Some)
        }
        well_known::FORMAT_ => {
            let named = keywords(env, args);
            template::fill(env, &text, args.positional, &named, &[]).map(Some)
        }
        well_known::LJUST | well_known::RJUST | well_known::CENTER | well_known::ZFILL => {
            justified(env, &text, name, args).map(|text| Some(Done::Value(text)))
        }
        well_known::EXPANDTABS => {
            let tab_size = crate::library::class::intern(env, "tabsize")?;
            let [size] = args.bind(env, [tab_size], 0)?;
            let size = match size {
                Some(size) => integer(env, size)?,
                None => 8,
            };
            expand_tabs(env, &text, size).map(|text| Some(Done::Value(text)))
        }
        _ => match text_search::call(env, &text, name, args)? {
            Some(value) => Ok(Some(Done::Value(value))),
            None => text_parts::call(env, receiver, &text, name, args),
        },
    }
}

fn changed_case(text: &str, name: NameId) -> Option<String> {
    match name {
        well_known::UPPER => Some(text.to_uppercase()),
        well_known::LOWER => Some(text.to_lowercase()),
        well_known::CASEFOLD => Some(
            text.chars()
                .flat_map(|character| match character {
                    'ß' | 'ẞ' => vec!['s', 's'],
                    'ς' => vec!['σ'],
                    _ => character.to_lowercase().collect(),
                })
                .collect(),
        ),
        well_known::CAPITALIZE => {
            let mut characters = text.chars();
            let first = characters.next().map(title_case).unwrap_or_default();
            Some(first + &characters.as_str().to_lowercase())
        }
        well_known::TITLE => {
            let mut out = String::with_capacity(text.len());
            let mut inside = false;
            for character in text.chars() {
                if inside {
                    out.extend(character.to_lowercase());
                } else {
                    out.push_str(&title_case(character));
                }
                inside = is_cased(character);
            }
            Some(out)
        }
        well_known::SWAPCASE => {
            let mut out = String::with_capacity(text.len());
            for character in text.chars() {
                if character.is_uppercase() {
                    out.extend(character.to_lowercase());
                } else {
                    out.extend(character.to_uppercase());
                }
            }
            Some(out)
        }
        _ => None,
    }
}

/// A character at the start of a word: `ß` becomes `Ss`.
fn title_case(character: char) -> String {
    let mut upper = character.to_uppercase();
    let mut out: String = upper.next().into_iter().collect();
    out.extend(upper.flat_map(char::to_lowercase));
    out
}

fn is_cased(character: char) -> bool {
    character.is_uppercase() || character.is_lowercase()
}

/// A digit of a decimal system: those of scripts that programs are likely to meet.
fn is_decimal(character: char) -> bool {
    const ZEROS: [u32; 12] = [
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xe50, 0xff10,
    ];
    let code = u32::from(character);
    ZEROS.iter().any(|&zero| (zero..zero + 10).contains(&code))
}

fn is_digit(character: char) -> bool {
    is_decimal(character)
        || matches!(character, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨')
}

fn question(text: &str, name: NameId) -> Option<bool> {
    let all = |test: fn(char) -> bool| Some(!text.is_empty() && text.chars().all(test));
    match name {
        well_known::ISDECIMAL => all(is_decimal),
        well_known::ISDIGIT => all(is_digit),
        well_known::ISNUMERIC => all(char::is_numeric),
        well_known::ISALPHA => all(char::is_alphabetic),
        well_known::ISALNUM => all(char::is_alphanumeric),
        well_known::ISSPACE => all(is_space),
        well_known::ISUPPER => {
            Some(text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase))
        }
        well_known::ISLOWER => {
            Some(text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase))
        }
        well_known::ISIDENTIFIER => {
            let mut characters = text.chars();
            let starts = characters
                .next()
                .is_some_and(|first| first == '_' || first.is_alphabetic());
            Some(starts && characters.all(|next| next == '_' || next.is_alphanumeric()))
        }
        _ => None,
    }
}

fn justified(
    env: &mut Env<'_>,
    text: &Arc<str>,
    name: NameId,
    args: &Arguments<'_>,
) -> Outcome<Value> {
    let width = if name == well_known::ZFILL {
        args.one(env)?
    } else {
        args.between(env, 1, 2)?;
        args.positional[0]
    };
    let width = integer(env, width)?;
    let fill = match args.get(1) {
        None if name == well_known::ZFILL => '0',
        None => ' ',
        Some(fill) => match env.as_text(fill) {
            Some(fill) if fill.chars().count() == 1 => fill.chars().next().unwrap_or(' '),
            Some(_) => {
                return Err(env.type_error("The fill character must be exactly one character long"));
            }
            None => {
                let kind = attribute::type_name(env, fill);
                return Err(env.type_error(&format!(
                    "The fill character must be a unicode character, not {kind}"
                )));
            }
        },
    };
    let length = text.chars().count();
    let width = size(width);
    let missing = width.saturating_sub(length);
    if missing == 0 {
        return Ok(env.text(text.clone()));
    }
    env.heap
        .reserve((missing as u64).saturating_mul(fill.len_utf8() as u64))?;
    let before = match name {
        well_known::LJUST => 0,
        // The odd place goes to the left where the width is odd (`Objects/unicodeobject.c`).
        well_known::CENTER => missing / 2 + (missing & width & 1),
        _ => missing,
    };
    let fills = |count| std::iter::repeat_n(fill, count);
    let mut out = String::with_capacity(text.len() + missing * fill.len_utf8());
    let mut rest: &str = text;
    if name == well_known::ZFILL && text.starts_with(['+', '-']) {
        out.push_str(&text[..1]);
        rest = &text[1..];
    }
    out.extend(fills(before));
    out.push_str(rest);
    out.extend(fills(missing - before));
    Ok(env.text(out))
}

fn expand_tabs(env: &mut Env<'_>, text: &str, tab_size: i64) -> Outcome<Value> {
    let size = size(tab_size);
    let tabs = text.matches('\t').count();
    env.heap
        .reserve((tabs as u64).saturating_mul(size as u64))?;
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' if size > 0 => {
                let spaces = size - column % size;
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\t' => {}
            '\n' | '\r' => {
                out.push(character);
                column = 0;
            }
            _ => {
                out.push(character);
                column += 1;
            }
        }
    }
    Ok(env.text(out))
}
