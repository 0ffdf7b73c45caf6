//! Digits of floats, and groups of digits.

use crate::library::number::float::{place_point, scientific, shortest, special_name};

/// How the digits of a float are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FloatStyle {
    /// As `str` has it, or with a precision as `General` but with a digit after the point.
    Shortest,
    /// `e`
    Exponent,
    /// `f`
    Fixed,
    /// `g`
    General,
    /// `%`
    Percent,
}

/// A float has no digits other than 0 behind this many after the point.
const MAX_FRACTION: usize = 1074;
/// The precision where none is given.
const DEFAULT_PRECISION: usize = 6;

/// The digits of a float without its sign, correctly rounded.
#[must_use]
pub fn float_digits(
    value: f64,
    style: FloatStyle,
    precision: Option<usize>,
    alternate: bool,
) -> String {
    let value = value.abs();
    if let Some(name) = special_name(value) {
        return if style == FloatStyle::Percent {
            format!("{name}%")
        } else {
            name.to_owned()
        };
    }
    match style {
        FloatStyle::Fixed => fixed(value, precision.unwrap_or(DEFAULT_PRECISION), alternate),
        FloatStyle::Percent => {
            let percent = value * 100.0;
            let digits = match special_name(percent) {
                Some(name) => name.to_owned(),
                None => fixed(percent, precision.unwrap_or(DEFAULT_PRECISION), alternate),
            };
            format!("{digits}%")
        }
        FloatStyle::Exponent => exponent(value, precision.unwrap_or(DEFAULT_PRECISION), alternate),
        FloatStyle::General => general(
            value,
            precision.unwrap_or(DEFAULT_PRECISION).max(1),
            alternate,
            false,
        ),
        FloatStyle::Shortest => match precision {
            Some(precision) => general(value, precision.max(1), alternate, true),
            None => {
                let (digits, exponent) = shortest(value);
                let mut out = String::new();
                place_point(&mut out, &digits, exponent, 16);
                if !out.contains(['.', 'e']) {
                    out.push_str(".0");
                } else if alternate && !out.contains('.') {
                    out = out.replacen('e', ".e", 1);
                }
                out
            }
        },
    }
}

fn fixed(value: f64, precision: usize, alternate: bool) -> String {
    let exact = precision.min(MAX_FRACTION);
    let mut out = format!("{value:.exact$}");
    out.extend(std::iter::repeat_n('0', precision - exact));
    if alternate && precision == 0 {
        out.push('.');
    }
    out
}

/// The digits of a float rounded to `precision + 1` of them, and the exponent of the first.
fn rounded(value: f64, precision: usize) -> (String, i32) {
    let exact = precision.min(MAX_FRACTION);
    let (mut digits, exponent) = scientific(&format!("{value:.exact$e}"));
    digits.extend(std::iter::repeat_n('0', precision - exact));
    (digits, exponent)
}

fn exponent(value: f64, precision: usize, alternate: bool) -> String {
    let (digits, exponent) = rounded(value, precision);
    let (first, others) = digits.split_at(1);
    let point = if others.is_empty() && !alternate {
        ""
    } else {
        "."
    };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!(
        "{first}{point}{others}e{sign}{:02}",
        exponent.unsigned_abs()
    )
}

fn general(value: f64, precision: usize, alternate: bool, fraction: bool) -> String {
    let (digits, exponent) = rounded(value, precision - 1);
    let digits = if alternate {
        digits.as_str()
    } else {
        match digits.trim_end_matches('0') {
            "" => "0",
            trimmed => trimmed,
        }
    };
    // Where a digit after the point is asked for, one place less fits before it.
    let limit = i32::try_from(precision).unwrap_or(i32::MAX) - i32::from(fraction);
    let mut out = String::new();
    place_point(&mut out, digits, exponent, limit);
    if alternate && !out.contains('.') {
        out = match out.find('e') {
            Some(at) => format!("{}.{}", &out[..at], &out[at..]),
            None => format!("{out}."),
        };
    }
    if fraction && !out.contains(['.', 'e']) {
        out.push_str(".0");
    }
    out
}

/// Digits in groups, with zeros in front until they fill `room`.
#[must_use]
pub fn grouped(digits: &str, separator: char, group: usize, room: usize) -> String {
    let mut digits = digits.to_owned();
    let length = |count: usize| count + count.saturating_sub(1) / group;
    if length(digits.len()) < room {
        let mut count = digits.len();
        // The digits alone take most of the room: begin near the end.
        count = count.max((room / (group + 1)) * group);
        while length(count) < room {
            count += 1;
        }
        // A separator never comes first: the field becomes one longer instead.
        let zeros = count - digits.len();
        digits.insert_str(0, &"0".repeat(zeros));
    }
    let mut out = String::with_capacity(length(digits.len()));
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(group) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}
