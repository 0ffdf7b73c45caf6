//! Strings between quotes.

use std::fmt::Write;

/// Writes a string as `repr` does.
pub fn quoted(out: &mut String, text: &str) {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    out.push(quote);
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if character == quote => {
                out.push('\\');
                out.push(character);
            }
            ' '..='~' => out.push(character),
            _ if is_printable(character) => out.push(character),
            _ => escaped(out, character),
        }
    }
    out.push(quote);
}

/// A text as `ascii()` gives it: everything beyond ASCII escaped.
#[must_use]
pub fn ascii(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for character in repr.chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            escaped(&mut out, character);
        }
    }
    out
}

fn escaped(out: &mut String, character: char) {
    let code = u32::from(character);
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// As `str.isprintable`: the standard library's escapes are made for the same categories of characters, except for
/// marks that combine with the character before them, which is why there is one.
fn is_printable(character: char) -> bool {
    let pair: String = ['a', character].into_iter().collect();
    pair.escape_debug().nth(1) == Some(character)
}

#[cfg(test)]
mod tests {
    use super::{ascii, quoted};

    #[test]
    fn quotes_and_escapes_are_those_of_cpython() {
        for (text, expected) in [
            ("plain", "'plain'"),
            ("it's", "\"it's\""),
            ("both ' and \"", "'both \\' and \"'"),
            ("a\\b\n\t", "'a\\\\b\\n\\t'"),
            ("\0\x7f\u{a0}", "'\\x00\\x7f\\xa0'"),
            ("한글 é", "'한글 é'"),
            ("e\u{301}\u{200b}", "'e\u{301}\\u200b'"),
            ("\u{1f600}\u{e0001}", "'\u{1f600}\\U000e0001'"),
        ] {
            let mut out = String::new();
            quoted(&mut out, text);
            assert_eq!(out, expected);
        }
        assert_eq!(ascii("'é한😀'"), "'\\xe9\\ud55c\\U0001f600'");
    }
}
