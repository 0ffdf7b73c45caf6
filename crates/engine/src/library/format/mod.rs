//! `format(value, spec)`: the mini-language of format specifications.

mod digits;
mod spec;
pub mod template;

use interleave_program::well_known;
use num_bigint::BigInt;

pub use self::digits::{FloatStyle, float_digits};
pub use self::spec::{Align, Spec};
use super::number::{Number, int};
use super::{Env, Fault, Outcome, attribute, text, walk};
use crate::world::object::Object;
use crate::world::value::Value;

/// `format(value, spec)`; `None` where that runs code.
///
/// # Errors
/// `ValueError` and `TypeError` as CPython's.
pub fn format(env: &mut Env<'_>, value: Value, spec: &str) -> Outcome<Option<String>> {
    if walk::special(env.heap, value, well_known::FORMAT).is_some() {
        return Ok(None);
    }
    if spec.is_empty() {
        return text::to_text(env, value);
    }
    if let Object::Str(content) = env.heap.of(value) {
        let content = content.clone();
        return format_text(env, &content, spec).map(Some);
    }
    if let Value::Bool(truth) = value {
        // With a specification a truth value is a number.
        let parsed = Spec::parse(env, spec, "bool")?;
        return format_int(env, &BigInt::from(i64::from(truth)), &parsed, "bool").map(Some);
    }
    match Number::of(env.heap, value) {
        Some(Number::Float(number)) => {
            let parsed = Spec::parse(env, spec, "float")?;
            format_float(env, number, &parsed).map(Some)
        }
        Some(number) => {
            let whole = number.to_big().unwrap_or_default();
            let parsed = Spec::parse(env, spec, "int")?;
            format_int(env, &whole, &parsed, "int").map(Some)
        }
        None => {
            let name = attribute::type_name(env, value);
            Err(env.type_error(&format!(
                "unsupported format string passed to {name}.__format__"
            )))
        }
    }
}

/// Asks for room for a field and its digits.
fn reserve(env: &mut Env<'_>, spec: &Spec) -> Outcome<()> {
    let bytes = spec.width.saturating_add(spec.precision.unwrap_or(0));
    env.heap
        .reserve((bytes as u64).saturating_mul(spec.fill.len_utf8() as u64))?;
    Ok(())
}

fn format_text(env: &mut Env<'_>, content: &str, spec: &str) -> Outcome<String> {
    let spec = Spec::parse(env, spec, "str")?;
    if let Some(kind) = spec.kind
        && kind != 's'
    {
        return Err(unknown_kind(env, kind, "str"));
    }
    let problem = match spec.sign {
        Some(' ') => Some("Space not allowed in string format specifier"),
        Some(_) => Some("Sign not allowed in string format specifier"),
        None if spec.no_negative_zero => {
            Some("Negative zero coercion (z) not allowed in string format specifier")
        }
        None if spec.alternate => Some("Alternate form (#) not allowed in string format specifier"),
        None if spec.align == Some(Align::AfterSign) => {
            Some("'=' alignment not allowed in string format specifier")
        }
        None => None,
    };
    if let Some(problem) = problem {
        return Err(env.value_error(problem));
    }
    let room = (spec.width as u64).saturating_mul(spec.fill.len_utf8() as u64);
    env.heap.reserve(room)?;
    let cut: String = match spec.precision {
        Some(precision) => content.chars().take(precision).collect(),
        None => content.to_owned(),
    };
    Ok(spec.pad(&cut, 0, Align::Left))
}

fn unknown_kind(env: &mut Env<'_>, kind: char, type_name: &str) -> Fault {
    let shown = if (' '..='~').contains(&kind) {
        kind.to_string()
    } else {
        format!("\\x{:x}", u32::from(kind))
    };
    env.value_error(&format!(
        "Unknown format code '{shown}' for object of type '{type_name}'"
    ))
}

fn format_int(env: &mut Env<'_>, value: &BigInt, spec: &Spec, type_name: &str) -> Outcome<String> {
    let kind = spec.kind.unwrap_or('d');
    if matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') {
        let number = match Number::Big(value).to_float() {
            Ok(number) => number,
            Err(error) => return Err(env.number_error(error)),
        };
        return format_float(env, number, spec);
    }
    if !matches!(kind, 'b' | 'c' | 'd' | 'n' | 'o' | 'x' | 'X') {
        return Err(unknown_kind(env, kind, type_name));
    }
    if spec.precision.is_some() {
        return Err(env.value_error("Precision not allowed in integer format specifier"));
    }
    if spec.no_negative_zero {
        return Err(
            env.value_error("Negative zero coercion (z) not allowed in integer format specifier")
        );
    }
    reserve(env, spec)?;
    if kind == 'c' {
        return format_character(env, value, spec);
    }
    let (base, mark) = match kind {
        'b' => (2, "0b"),
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = if base == 10 {
        decimal(env, value)?
    } else {
        env.heap.reserve(value.bits())?;
        int::digits(value, base)
    };
    if kind == 'X' {
        digits.make_ascii_uppercase();
    }
    let mut prefix = sign_text(int::is_negative(value), spec.sign).to_owned();
    if spec.alternate {
        prefix.push_str(mark);
    }
    let group = if base == 10 { 3 } else { 4 };
    Ok(assemble(spec, &prefix, &digits, "", group))
}

/// The decimal digits of an integer, without sign.
fn decimal(env: &mut Env<'_>, value: &BigInt) -> Outcome<String> {
    let value = env.integer(value.clone());
    let digits = text::repr(env, value)?.unwrap_or_default();
    Ok(digits.trim_start_matches('-').to_owned())
}

fn format_character(env: &mut Env<'_>, value: &BigInt, spec: &Spec) -> Outcome<String> {
    if spec.sign.is_some() {
        return Err(env.value_error("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(
            env.value_error("Alternate form (#) not allowed with integer format specifier 'c'")
        );
    }
    let character = u32::try_from(value).ok().and_then(char::from_u32);
    match character {
        Some(character) => Ok(spec.pad(&character.to_string(), 0, Align::Right)),
        None => {
            let message = if value.bits() > 63 {
                "Python int too large to convert to C long"
            } else {
                "%c arg not in range(0x110000)"
            };
            Err(env.raise(interleave_program::Native::OverflowError, message))
        }
    }
}

/// What stands in front of a number.
fn sign_text(negative: bool, sign: Option<char>) -> &'static str {
    match (negative, sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        (false, _) => "",
    }
}

/// Sign, digits and what follows them, grouped and put in the field.
fn assemble(spec: &Spec, prefix: &str, digits: &str, rest: &str, group: usize) -> String {
    let mut text = prefix.to_owned();
    match spec.grouping {
        None => text.push_str(digits),
        Some(separator) => {
            // Zeros that fill the field are grouped with the digits.
            let room = if spec.fill == '0' && spec.align == Some(Align::AfterSign) {
                spec.width.saturating_sub(prefix.len() + rest.len())
            } else {
                0
            };
            text.push_str(&digits::grouped(digits, separator, group, room));
        }
    }
    text.push_str(rest);
    spec.pad(&text, prefix.len(), Align::Right)
}

fn format_float(env: &mut Env<'_>, value: f64, spec: &Spec) -> Outcome<String> {
    let style = match spec.kind {
        None => FloatStyle::Shortest,
        Some('e' | 'E') => FloatStyle::Exponent,
        Some('f' | 'F') => FloatStyle::Fixed,
        Some('g' | 'G' | 'n') => FloatStyle::General,
        Some('%') => FloatStyle::Percent,
        Some(kind) => return Err(unknown_kind(env, kind, "float")),
    };
    reserve(env, spec)?;
    let body = float_digits(value, style, spec.precision, spec.alternate);
    let mantissa = body.split('e').next().unwrap_or(&body);
    let is_zero = mantissa
        .chars()
        .all(|digit| matches!(digit, '0' | '.' | '%'));
    let negative =
        value.is_sign_negative() && !value.is_nan() && !(spec.no_negative_zero && is_zero);
    let prefix = sign_text(negative, spec.sign);
    let body = match spec.kind {
        Some('E' | 'G' | 'F') => body.to_ascii_uppercase(),
        _ => body,
    };
    let whole = body
        .find(|digit: char| !digit.is_ascii_digit())
        .unwrap_or(body.len());
    let (digits, rest) = body.split_at(whole);
    if digits.is_empty() {
        // Infinities are not grouped.
        let text = format!("{prefix}{rest}");
        return Ok(spec.pad(&text, prefix.len(), Align::Right));
    }
    Ok(assemble(spec, prefix, digits, rest, 3))
}

#[cfg(test)]
mod tests {
    use crate::library::testing::{raised, value, with_env};

    fn check(literal: &str, spec: &str, expected: &str) {
        with_env(|env| {
            let value = value(env, literal);
            let found = match super::format(env, value, spec) {
                Ok(text) => text.unwrap_or_default(),
                Err(fault) => raised(env, fault),
            };
            assert_eq!(found, expected, "format({literal}, {spec:?})");
        });
    }

    #[test]
    fn integers() {
        check("255", "#06x", "0x00ff");
        check("-1234567", ",", "-1,234,567");
        check("1234567", "015,d", "000,001,234,567");
        check("255", "_b", "1111_1111");
        check("42", "=+6", "+   42");
        check("True", "", "True");
        check("True", "3", "  1");
        check("97", "c", "a");
        check("3", ".2f", "3.00");
        check(
            "3",
            "s",
            "ValueError: Unknown format code 's' for object of type 'int'",
        );
        check(
            "3",
            ".1d",
            "ValueError: Precision not allowed in integer format specifier",
        );
    }

    #[test]
    fn floats() {
        check("2.675", ".2f", "2.67");
        check("0.5", ".0f", "0");
        check("1.5", ".0f", "2");
        check("1234567.891", ",.1f", "1,234,567.9");
        check("0.000012345", "g", "1.2345e-05");
        check("100000.0", ".3", "1e+05");
        check("3.0", ".3", "3.0");
        check("-0.0", "z.1f", "0.0");
        check("0.125", ".1%", "12.5%");
        check("nan", "010.2f", "0000000nan");
        check("1e400", "F", "INF");
        check("1.0", "#.0f", "1.");
        check("1e300", ".400f", &format!("{:.400}", 1e300));
    }

    #[test]
    fn texts() {
        check("'ab'", "^6", "  ab  ");
        check("'ab'", "*>5", "***ab");
        check("'abc'", ".2", "ab");
        check("'ab'", "05", "ab000");
        check(
            "'ab'",
            "=5",
            "ValueError: '=' alignment not allowed in string format specifier",
        );
        check(
            "[1]",
            "5",
            "TypeError: unsupported format string passed to list.__format__",
        );
        check("'a'", "9999999999", "limit Memory");
    }
}
