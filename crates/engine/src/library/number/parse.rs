//! Numbers from text: `int("…", base)` and `float("…")`.

use num_bigint::BigInt;
use num_traits::Num;

use crate::library::limits::MAX_INT_DIGITS;

/// Why a text is no integer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IntError {
    /// It is not written as one.
    Literal,
    /// It has so many digits, more than are converted.
    Digits(usize),
}

/// White space as `str.strip` and the number parsers see it.
#[must_use]
pub fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\x1c'..='\x1f').contains(&character)
}

/// An integer in a base from 2 to 36, or with 0 in the base that its prefix says.
///
/// # Errors
/// When it is not written as an integer or too long.
pub fn int(text: &str, base: u32) -> Result<BigInt, IntError> {
    let text = text.trim_matches(is_space);
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (base, digits, prefixed) = prefix(rest, base);
    let digits = if prefixed {
        digits.strip_prefix('_').unwrap_or(digits)
    } else {
        digits
    };
    if !are_digits(digits, base) {
        return Err(IntError::Literal);
    }
    let digits: String = digits.chars().filter(|&digit| digit != '_').collect();
    // CPython refuses `int("010", 0)`.
    let (base, leading_zero) = if base == 0 {
        (10, digits.starts_with('0'))
    } else {
        (base, false)
    };
    if leading_zero && digits.bytes().any(|digit| digit != b'0') {
        return Err(IntError::Literal);
    }
    if !base.is_power_of_two() && digits.len() > MAX_INT_DIGITS {
        return Err(IntError::Digits(digits.len()));
    }
    let magnitude = BigInt::from_str_radix(&digits, base).map_err(|_| IntError::Literal)?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// The base, the text behind a prefix that fits it, and whether there was one.
fn prefix(text: &str, base: u32) -> (u32, &str, bool) {
    let bytes = text.as_bytes();
    if bytes.first() == Some(&b'0') {
        let named = match bytes.get(1) {
            Some(b'x' | b'X') => 16,
            Some(b'o' | b'O') => 8,
            Some(b'b' | b'B') => 2,
            _ => return (base, text, false),
        };
        if base == 0 || base == named {
            return (named, &text[2..], true);
        }
    }
    (base, text, false)
}

/// Whether the text is digits of the base with single underscores between them.
fn are_digits(text: &str, base: u32) -> bool {
    let base = if base == 0 { 10 } else { base };
    !text.is_empty()
        && text
            .split('_')
            .all(|run| !run.is_empty() && run.chars().all(|digit| digit.is_digit(base)))
}

/// A float; `None` when it is not written as one.
#[must_use]
pub fn float(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_space);
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    if matches!(lower.as_str(), "inf" | "infinity" | "nan") {
        return text.parse().ok();
    }
    let (mantissa, exponent) = match lower.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (lower.as_str(), None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let optional = |run: &str| run.is_empty() || are_digits(run, 10);
    if (whole.is_empty() && fraction.is_empty()) || !optional(whole) || !optional(fraction) {
        return None;
    }
    if let Some(exponent) = exponent
        && !are_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent), 10)
    {
        return None;
    }
    text.chars()
        .filter(|&character| character != '_')
        .collect::<String>()
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::{IntError, float, int};

    #[test]
    fn integers_are_read_as_cpython_reads_them() {
        let check = |text: &str, base, expected: Option<i64>| {
            assert_eq!(int(text, base).ok(), expected.map(Into::into), "{text}");
        };
        check(" 12_3\n", 10, Some(123));
        check("-0x_ff", 0, Some(-255));
        check("0xff", 16, Some(255));
        check("ff", 16, Some(255));
        check("0b1", 16, Some(177));
        check("010", 0, None);
        check("00", 0, Some(0));
        check("1__0", 10, None);
        check("_1", 10, None);
        check("", 10, None);
        check("- 1", 10, None);
        check("z", 36, Some(35));
        assert_eq!(int(&"1".repeat(5000), 10), Err(IntError::Digits(5000)));
    }

    #[test]
    fn floats_are_read_as_cpython_reads_them() {
        assert_eq!(float(" 1_0.5e-1 "), Some(1.05));
        assert_eq!(float("-Infinity"), Some(f64::NEG_INFINITY));
        assert_eq!(float("1."), Some(1.0));
        assert_eq!(float(".5"), Some(0.5));
        for wrong in [".", "e5", "1e", "0x10", "1__0.0", "1_.0", "infin", "--1"] {
            assert_eq!(float(wrong), None, "{wrong}");
        }
    }
}
