//! Colours for Python source: enough to read by, not a parser.

use std::ops::Range;

/// What a piece of source is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// Names, operators, blanks.
    Plain,
    /// `def`, `while` …
    Keyword,
    /// `None`, `True`, `False`, `self`.
    Constant,
    /// A number.
    Number,
    /// A string, with its prefix and quotes.
    Text,
    /// A comment.
    Comment,
    /// The name that `def` or `class` defines.
    Definition,
    /// A decorator.
    Decorator,
}

const KEYWORDS: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];
const CONSTANTS: &[&str] = &["None", "True", "False", "self"];

/// The pieces of every line, in order and without gaps; ranges are bytes of the whole source.
#[must_use]
pub fn lines(source: &str) -> Vec<Vec<(Kind, Range<usize>)>> {
    let mut lines = vec![Vec::new()];
    let mut scanner = Scanner {
        source,
        at: 0,
        defines: false,
    };
    while let Some((kind, range)) = scanner.next() {
        let mut start = range.start;
        for (offset, _) in source[range.clone()].match_indices('\n') {
            let end = range.start + offset;
            add(&mut lines, kind, start..end);
            lines.push(Vec::new());
            start = end + 1;
        }
        add(&mut lines, kind, start..range.end);
    }
    if source.ends_with('\n') {
        lines.pop();
    }
    lines
}

fn add(lines: &mut [Vec<(Kind, Range<usize>)>], kind: Kind, range: Range<usize>) {
    let Some(line) = lines.last_mut().filter(|_| !range.is_empty()) else {
        return;
    };
    match line.last_mut() {
        Some((last, before)) if *last == kind && before.end == range.start => {
            before.end = range.end
        }
        _ => line.push((kind, range)),
    }
}

struct Scanner<'a> {
    source: &'a str,
    at: usize,
    /// Whether the last word was `def` or `class`.
    defines: bool,
}

impl Scanner<'_> {
    fn next(&mut self) -> Option<(Kind, Range<usize>)> {
        let start = self.at;
        let rest = &self.source[start..];
        let first = rest.chars().next()?;
        let (kind, length) = if first == '#' {
            (Kind::Comment, rest.find('\n').unwrap_or(rest.len()))
        } else if let Some(length) = string_length(rest) {
            (Kind::Text, length)
        } else if first == '@' && self.line_so_far_is_blank() {
            (
                Kind::Decorator,
                1 + word_length(&rest[1..], |c| is_word(c) || c == '.'),
            )
        } else if is_word(first) {
            let length = word_length(rest, |c| is_word(c) || (first.is_ascii_digit() && c == '.'));
            (self.word(&rest[..length]), length)
        } else {
            (Kind::Plain, first.len_utf8())
        };
        self.at += length;
        Some((kind, start..self.at))
    }

    fn word(&mut self, word: &str) -> Kind {
        let defined = std::mem::take(&mut self.defines);
        self.defines = matches!(word, "def" | "class");
        if KEYWORDS.contains(&word) {
            Kind::Keyword
        } else if CONSTANTS.contains(&word) {
            Kind::Constant
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            Kind::Number
        } else if defined {
            Kind::Definition
        } else {
            Kind::Plain
        }
    }

    fn line_so_far_is_blank(&self) -> bool {
        let before = &self.source[..self.at];
        before[before.rfind('\n').map_or(0, |newline| newline + 1)..]
            .trim()
            .is_empty()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word_length(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// The length of the string that a text begins with, if it does. An unclosed one ends with its line, or, with
/// three quotes, with the source.
fn string_length(text: &str) -> Option<usize> {
    let prefix = text
        .find(['"', '\''])
        .filter(|&at| at <= 2 && text[..at].chars().all(|c| "rRbBfFuU".contains(c)))?;
    let quote = &text[prefix..=prefix];
    let triple = text[prefix..].starts_with(&quote.repeat(3));
    let close = if triple {
        quote.repeat(3)
    } else {
        quote.to_owned()
    };
    let mut at = prefix + close.len();
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(&close) {
            return Some(at + close.len());
        }
        if !triple && rest.starts_with('\n') {
            return Some(at);
        }
        let mut characters = rest.chars();
        if characters.next() == Some('\\') {
            at += 1;
        }
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    Some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(source: &str) -> String {
        let mark = |kind| match kind {
            Kind::Plain => "",
            Kind::Keyword => "k:",
            Kind::Constant => "c:",
            Kind::Number => "n:",
            Kind::Text => "s:",
            Kind::Comment => "#:",
            Kind::Definition => "d:",
            Kind::Decorator => "@:",
        };
        let line = |line: Vec<(Kind, Range<usize>)>| {
            let pieces: Vec<String> = line
                .into_iter()
                .map(|(kind, range)| format!("{}{}", mark(kind), &source[range]))
                .collect();
            pieces.join("|")
        };
        lines(source)
            .into_iter()
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn words_have_their_kinds() {
        assert_eq!(
            marked("@run\nasync def f(x):  # go\n    return x + 1.5 or None\n"),
            "@:@run\nk:async| |k:def| |d:f|(x):  |#:# go\n    |k:return| x + |n:1.5| |k:or| |c:None"
        );
    }

    #[test]
    fn strings_end_where_they_end() {
        assert_eq!(marked(r#"f"a{b}" + 'it\'s'"#), r#"s:f"a{b}"| + |s:'it\'s'"#);
        assert_eq!(marked("x = 'open\ny = 1"), "x = |s:'open\ny = |n:1");
        assert_eq!(marked("'''a\n\nb''' + c"), "s:'''a\n\ns:b'''| + c");
        assert_eq!(marked("\"\"\"open"), "s:\"\"\"open");
        assert_eq!(marked("'\\"), "s:'\\");
        assert_eq!(marked("이름 = '값'"), "이름 = |s:'값'");
    }

    #[test]
    fn nothing_is_lost() {
        let source = "def f():\n\n    '''x\n  y'''\n  @ 1 # é\n\\";
        let text: Vec<String> = lines(source)
            .into_iter()
            .map(|line| line.into_iter().map(|(_, range)| &source[range]).collect())
            .collect();
        assert_eq!(text.join("\n"), source);
    }
}
