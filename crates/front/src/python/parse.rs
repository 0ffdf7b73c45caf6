//! Source text into a syntax tree, after the checks that keep the parser and everything after it from
//! exhausting the stack.

use interleave_program::{SourceFile, Span};
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, lexer, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

use crate::{Diagnostic, MAX_SOURCE_BYTES, Severity};

/// Deepest nesting of brackets.
pub const MAX_BRACKETS: usize = 100;
/// Deepest nesting of blocks, as in CPython.
pub const MAX_INDENTATION: usize = 100;
/// Most tokens of one expression that no comma, bracket or statement divides: each may add a level to the tree.
pub const MAX_CHAIN: usize = 600;

/// A parsed file.
pub struct Parsed {
    /// The tree.
    pub module: ModModule,
    /// Its comments, in order.
    pub comments: Vec<Span>,
}

/// Parses a file, or says why it cannot be.
///
/// # Errors
/// At least one diagnostic.
pub fn parse(file: &SourceFile) -> Result<Parsed, Vec<Diagnostic>> {
    let error = |span, message: String| Diagnostic::new(Severity::Error, file, span, message);
    if file.text.len() > MAX_SOURCE_BYTES {
        let message = format!(
            "the program is too long: {} bytes, where {MAX_SOURCE_BYTES} are accepted",
            file.text.len()
        );
        return Err(vec![error(Span::default(), message)]);
    }
    if let Some(excess) = excess(&file.text) {
        return Err(vec![
            error(excess.span(&file.text), excess.message())
                .construct("nesting")
                .help("divide it into smaller expressions or functions"),
        ]);
    }
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::latest());
    let parsed = parse_unchecked(&file.text, options);
    let mut found: Vec<Diagnostic> = parsed
        .tokens()
        .iter()
        .filter_map(|token| refused_token(file, token))
        .collect();
    if found.is_empty() {
        found = parsed
            .errors()
            .iter()
            .map(|fault| error(span(fault.location), sentence(&fault.error.to_string())))
            .collect();
    }
    if !found.is_empty() {
        return Err(found);
    }
    let comments = parsed
        .tokens()
        .iter()
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(|token| span(token.range()))
        .collect();
    match parsed.try_into_module() {
        Some(parsed) => Ok(Parsed {
            module: parsed.into_syntax(),
            comments,
        }),
        None => Err(vec![error(
            Span::default(),
            "this is not a Python module".to_owned(),
        )]),
    }
}

/// A range of the parser as a span of ours.
pub fn span(range: TextRange) -> Span {
    Span {
        start: range.start().to_u32(),
        end: range.end().to_u32(),
    }
}

fn sentence(message: &str) -> String {
    let message = message.strip_prefix("SyntaxError: ").unwrap_or(message);
    let mut letters = message.chars();
    match letters.next() {
        Some(first) if !message.starts_with("F-string") => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => message.to_owned(),
    }
}

/// What the tables that the parser is built without would be needed for.
fn refused_token(file: &SourceFile, token: &Token) -> Option<Diagnostic> {
    let place = span(token.range());
    let text = file.text.get(place.start as usize..place.end as usize)?;
    match token.kind() {
        TokenKind::String | TokenKind::FStringMiddle | TokenKind::Unknown
            if has_named_escape(text) && !is_raw(text) =>
        {
            Some(
                Diagnostic::new(
                    Severity::Error,
                    file,
                    place,
                    "characters cannot be written by their Unicode name here",
                )
                .construct("\\N{…}")
                .help("write the character itself, or its number: \"\\u2014\""),
            )
        }
        TokenKind::Name if !text.chars().all(is_normal_in_identifiers) => Some(
            Diagnostic::new(
                Severity::Error,
                file,
                place,
                format!("the name `{text}` has characters that Python would normalise"),
            )
            .construct("identifier")
            .help("write it with plain letters"),
        ),
        _ => None,
    }
}

fn has_named_escape(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find("\\N{") {
        let backslashes = rest[..at].bytes().rev().take_while(|&b| b == b'\\').count();
        if backslashes % 2 == 0 {
            return true;
        }
        rest = &rest[at + 3..];
    }
    false
}

fn is_raw(text: &str) -> bool {
    text.chars()
        .take_while(|c| c.is_ascii_alphabetic())
        .any(|c| matches!(c, 'r' | 'R'))
}

/// Characters whose compatibility normal form is certainly themselves, in scripts that programs are written in.
fn is_normal_in_identifiers(c: char) -> bool {
    matches!(c,
        '0'..='9' | 'A'..='Z' | 'a'..='z' | '_'
        // Latin with marks, except for ª, º, ĳ, ŀ, ŉ, ſ and the digraphs; Greek without its symbols; Cyrillic.
        | '\u{c0}'..='\u{131}' | '\u{134}'..='\u{13e}' | '\u{141}'..='\u{148}' | '\u{14a}'..='\u{17e}'
        | '\u{386}'..='\u{3ce}' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}'
        // Hangul syllables, kana, and the unified ideographs that are no compatibility forms.
        | '\u{ac00}'..='\u{d7a3}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'
        | '\u{4e00}'..='\u{9fff}'
        // Hebrew and Arabic letters, Devanagari, Thai without its ligature.
        | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{64a}' | '\u{904}'..='\u{939}' | '\u{e01}'..='\u{e30}'
    ) && c != '\u{387}'
}

/// What goes deeper than the stack of a small machine.
enum Excess {
    /// Brackets, with the ordinal of the outermost one.
    Brackets(usize),
    /// Blocks.
    Blocks,
    /// An expression of too many parts.
    Chain,
}

impl Excess {
    fn message(&self) -> String {
        match self {
            Self::Brackets(_) => format!("brackets are nested more than {MAX_BRACKETS} deep"),
            Self::Blocks => format!("blocks are nested more than {MAX_INDENTATION} deep"),
            Self::Chain => {
                format!("this expression has more than {MAX_CHAIN} parts in a row")
            }
        }
    }

    /// Finds the place by lexing ever smaller beginnings of the text: tokens do not tell where they stand.
    fn span(&self, text: &str) -> Span {
        let reached = |end: usize| match self {
            Self::Brackets(ordinal) => opened(&text[..end]) > *ordinal,
            _ => excess(&text[..end]).is_some(),
        };
        let (mut low, mut high) = (0, text.len());
        while low + 1 < high {
            let mut middle = low.midpoint(high);
            while !text.is_char_boundary(middle) {
                middle -= 1;
            }
            if middle <= low {
                break;
            }
            if reached(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        Span {
            start: low as u32,
            end: high as u32,
        }
    }
}

fn opened(text: &str) -> usize {
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut count = 0;
    loop {
        match lexer.next_token() {
            TokenKind::EndOfFile => return count,
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => count += 1,
            _ => {}
        }
    }
}

fn excess(text: &str) -> Option<Excess> {
    let mut lexer = lexer::lex(text, Mode::Module);
    // The tokens in a row at each level of brackets, and their sum over the levels.
    let mut runs = vec![0usize];
    let mut total = 0;
    let (mut opened, mut outermost, mut blocks) = (0, 0, 0);
    loop {
        let kind = lexer.next_token();
        match kind {
            TokenKind::EndOfFile => return None,
            TokenKind::Indent => {
                blocks += 1;
                if blocks > MAX_INDENTATION {
                    return Some(Excess::Blocks);
                }
            }
            TokenKind::Dedent => blocks = blocks.saturating_sub(1),
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace | TokenKind::FStringStart => {
                if kind != TokenKind::FStringStart {
                    if runs.len() == 1 {
                        outermost = opened;
                    }
                    opened += 1;
                }
                runs.push(0);
                if runs.len() > MAX_BRACKETS + 1 {
                    return Some(Excess::Brackets(outermost));
                }
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace | TokenKind::FStringEnd => {
                if runs.len() > 1 {
                    total -= runs.pop().unwrap_or(0);
                }
            }
            TokenKind::Newline => {
                runs.truncate(1);
                runs[0] = 0;
                total = 0;
            }
            TokenKind::Comma | TokenKind::Semi => {
                if let Some(run) = runs.last_mut() {
                    total -= *run;
                    *run = 0;
                }
            }
            TokenKind::Comment | TokenKind::NonLogicalNewline | TokenKind::String => {}
            _ => {
                if let Some(run) = runs.last_mut() {
                    *run += 1;
                }
                total += 1;
                if total > MAX_CHAIN {
                    return Some(Excess::Chain);
                }
            }
        }
    }
}
