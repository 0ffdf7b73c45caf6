//! What a program says of itself: comments `# expect: …`, each on a line of its own. docs/check.md has the list.
//!
//! An expression becomes a function of the program, so it means what Python means, and is asked of a state by calling it
//! aside. The functions come behind the source: no line of it moves.

use std::fmt::Write as _;

use interleave_explorer::{Expectation, Report, When};
use interleave_program::{FunctionId, Program, Span};
use interleave_view::words::{self, Language};

use super::{Explained, Property};
use crate::message::{Diagnostic, Severity};
use crate::run;

/// Something that a program says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Expected {
    /// The line that says so.
    pub line: u32,
    /// What it says, as it stands there.
    pub text: String,
    what: Expects,
}

#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
enum Expects {
    /// An expression holds; the second function tells the values of the names in it.
    Holds(Expectation, FunctionId),
    /// There is no finding of this kind.
    Free(Property),
    /// Some schedule writes this.
    Outcome(String),
    /// The schedules write these, and nothing else.
    Outcomes(Vec<String>),
}

impl Expected {
    /// What is to be asked of states.
    pub(super) fn of_states(&self) -> Option<Expectation> {
        match &self.what {
            Expects::Holds(expectation, _) => Some(*expectation),
            _ => None,
        }
    }

    /// Whether every single state matters.
    pub(super) fn is_of_every_state(&self) -> bool {
        self.of_states()
            .is_some_and(|expectation| matches!(expectation.when, When::Always | When::Never))
    }

    /// Whether one state in which it holds is enough.
    pub(super) fn is_possible(&self) -> bool {
        self.of_states()
            .is_some_and(|expectation| expectation.when == When::Possible)
    }

    /// Whether it says that there is no finding of this kind.
    pub(super) fn forbids(&self, property: Property) -> bool {
        self.what == Expects::Free(property)
    }

    /// The function that tells the values of the names in an expression.
    pub(super) fn values(&self) -> Option<FunctionId> {
        match self.what {
            Expects::Holds(_, values) => Some(values),
            _ => None,
        }
    }
}

/// A comment that was read, before the program is compiled.
pub(super) struct Comment<'a> {
    line: u32,
    start: usize,
    text: &'a str,
}

pub(super) fn comments(source: &str) -> Vec<Comment<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (index, line) in source.split('\n').enumerate() {
        if let Some(text) = line.trim().strip_prefix('#')
            && let Some(text) = text.trim_start().strip_prefix("expect:")
        {
            found.push(Comment {
                line: index as u32 + 1,
                start,
                text: text.trim(),
            });
        }
        start += line.len() + 1;
    }
    found
}

/// What a comment asks for, an expression not yet being a function.
enum Parsed<'a> {
    Holds(When, &'a str),
    Other(Expects),
}

fn parse(text: &str) -> Result<Parsed<'_>, String> {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    let when = match word {
        "final" => Some(When::Final),
        "always" => Some(When::Always),
        "never" => Some(When::Never),
        "possible" => Some(When::Possible),
        _ => None,
    };
    if let Some(when) = when {
        return match rest {
            "" => Err(format!(
                "`{word}` wants an expression, such as `{word} counter == 2`"
            )),
            expression => Ok(Parsed::Holds(when, expression)),
        };
    }
    match word {
        "outcome" => match texts(rest)?.as_slice() {
            [one] => Ok(Parsed::Other(Expects::Outcome(one.clone()))),
            _ => Err("`outcome` wants one text, such as `outcome \"2\"`".to_owned()),
        },
        "outcomes" => Ok(Parsed::Other(Expects::Outcomes(texts(rest)?))),
        _ => {
            let property = word.strip_suffix("-free").and_then(Property::find);
            match (property, rest) {
                (Some(property), "") => Ok(Parsed::Other(Expects::Free(property))),
                _ => Err(format!(
                    "`{text}` is no expectation: there are `final`, `always`, `never` and `possible` with an expression, \
                     `outcome` and `outcomes` with texts, and `deadlock-free`, `race-free` and the like"
                )),
            }
        }
    }
}

/// Texts in quotes, one after the other; `\n`, `\t`, `\"`, `\'` and `\\` stand for themselves as in Python.
fn texts(rest: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut letters = rest.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' | ',' => {}
            '"' | '\'' => {
                let mut text = String::new();
                loop {
                    match letters.next() {
                        Some(end) if end == letter => break,
                        Some('\\') => match letters.next() {
                            Some('n') => text.push('\n'),
                            Some('t') => text.push('\t'),
                            Some(other) => text.push(other),
                            None => {}
                        },
                        Some(other) => text.push(other),
                        None => return Err(format!("a text has no end: `{rest}`")),
                    }
                }
                found.push(text);
            }
            _ => return Err(format!("expected a text in quotes, found `{rest}`")),
        }
    }
    Ok(found)
}

/// The names in an expression that may be variables of the program.
fn names(expression: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = expression.get(at..).and_then(|rest| rest.chars().next()) {
        if letter == '"' || letter == '\'' {
            let rest = expression.get(at + 1..).unwrap_or("");
            at += rest.find(letter).map_or(expression.len(), |end| end + 2);
            continue;
        }
        if !(letter.is_alphabetic() || letter == '_') {
            at += letter.len_utf8();
            while letter.is_numeric()
                && let Some(next) = expression.get(at..).and_then(|rest| rest.chars().next())
                && (next.is_alphanumeric() || next == '_')
            {
                at += next.len_utf8();
            }
            continue;
        }
        let rest = expression.get(at..).unwrap_or("");
        let end = rest
            .find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
            .unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or("");
        let is_attribute = expression
            .get(..at)
            .is_some_and(|before| before.ends_with('.'));
        let is_call = rest
            .get(end..)
            .is_some_and(|after| after.trim_start().starts_with('('));
        const WORDS: [&str; 12] = [
            "and", "or", "not", "in", "is", "if", "else", "for", "True", "False", "None", "lambda",
        ];
        if !is_attribute && !is_call && !WORDS.contains(&name) && !found.contains(&name) {
            found.push(name);
        }
        at += end;
    }
    found
}

/// Compiles a source and what it says of itself.
pub(super) fn compile(
    file_name: &str,
    source: &str,
    knobs: &[(String, i64)],
) -> Result<(Program, Vec<Expected>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let comments = comments(source);
    if comments.is_empty() {
        let (program, warnings) = run::compile(file_name, source, knobs)?;
        return Ok((program, Vec::new(), warnings));
    }
    // What is wrong with the source alone is said of the source alone.
    run::compile(file_name, source, knobs)?;
    let mut errors = Vec::new();
    let mut parsed = Vec::new();
    let mut whole = source.to_owned();
    for comment in &comments {
        match parse(comment.text) {
            Ok(Parsed::Holds(when, expression)) => {
                let at = parsed.len();
                let shown: Vec<String> = names(expression)
                    .iter()
                    .map(|name| format!("f\"{name} = {{{name}!r}}\""))
                    .collect();
                let piece = format!(
                    "\ndef _expects_{at}():\n    return bool({expression})\ndef _values_{at}():\n    return \", \
                     \".join([{}])\n",
                    shown.join(", ")
                );
                let alone = run::compile(file_name, &piece, &[]);
                match alone {
                    Ok(_) => {
                        let _infallible = whole.write_str(&piece);
                        parsed.push((comment, Parsed::Holds(when, expression)));
                    }
                    Err(wrong) => {
                        let reason = wrong.into_iter().next().map(|wrong| wrong.message);
                        errors.push(refusal(comment, &reason.unwrap_or_default()));
                    }
                }
            }
            Ok(other) => parsed.push((comment, other)),
            Err(message) => errors.push(refusal(comment, &message)),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let (program, warnings) = run::compile(file_name, &whole, knobs)?;
    let function = |name: String| {
        let index = program
            .functions
            .iter()
            .position(|function| function.name == name)
            .unwrap_or(usize::MAX);
        FunctionId(u32::try_from(index).unwrap_or(u32::MAX))
    };
    let expected = parsed
        .into_iter()
        .enumerate()
        .map(|(at, (comment, parsed))| Expected {
            line: comment.line,
            text: comment.text.to_owned(),
            what: match parsed {
                Parsed::Holds(when, _) => {
                    let holds = function(format!("_expects_{at}"));
                    Expects::Holds(
                        Expectation { when, holds },
                        function(format!("_values_{at}")),
                    )
                }
                Parsed::Other(what) => what,
            },
        })
        .collect();
    Ok((program, expected, warnings))
}

fn refusal(comment: &Comment<'_>, message: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        span: Span {
            start: comment.start as u32,
            end: (comment.start + comment.text.len()) as u32,
        },
        line: comment.line,
        column: 1,
        message: format!("expectation not understood: {message}"),
    }
}

/// Expectations of outcomes that are not met.
pub(super) fn of_outcomes(
    expected: &[Expected],
    report: &Report,
    language: Language,
) -> Vec<Explained> {
    let mut found = Vec::new();
    let mut miss = |expected: &Expected, message: String, schedule: String| {
        found.push(Explained {
            kind: Property::Assertion.name().to_owned(),
            message,
            story: Vec::new(),
            lines: vec![expected.line],
            schedule,
            circle: String::new(),
            fails: true,
            is_expectation: true,
            loses: false,
        });
    };
    let is = |outcome: &interleave_explorer::Outcome, text: &String| {
        outcome.stdout.trim_end() == text.trim_end()
    };
    for expected in expected {
        let wanted = match &expected.what {
            Expects::Outcome(text) => std::slice::from_ref(text),
            Expects::Outcomes(texts) => texts,
            _ => continue,
        };
        for text in wanted {
            if report.complete && !report.outcomes.iter().any(|outcome| is(outcome, text)) {
                miss(
                    expected,
                    words::outcome_missing(language, text),
                    String::new(),
                );
            }
        }
        if let Expects::Outcomes(texts) = &expected.what {
            let others = report.outcomes.iter();
            for outcome in others.filter(|outcome| !texts.iter().any(|text| is(outcome, text))) {
                let message = words::outcome_unexpected(language, outcome.stdout.trim_end());
                miss(expected, message, outcome.schedule.to_string());
            }
        }
    }
    found
}
