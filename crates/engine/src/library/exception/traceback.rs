//! The text of tracebacks, as `Lib/traceback.py` of CPython 3.11 lays it out, with groups of exceptions.

use interleave_program::{FileId, Site, well_known};

use super::{group_of, last_line, qualified_class};
use crate::library::{Env, text, walk};
use crate::world::object::Object;
use crate::world::value::Value;

/// How many exceptions of a chain of causes and contexts are shown.
const MAX_CHAIN: usize = 50;
/// How many lines of one traceback are shown in full at each end.
const MAX_ENTRIES: usize = 60;
/// A line that repeats more often than this is counted instead.
const MAX_REPEATS: usize = 3;
/// How many exceptions of one group are shown, and how deep groups in groups are (`TracebackException`).
const MAX_GROUP_WIDTH: usize = 15;
const MAX_GROUP_DEPTH: usize = 10;

/// The whole traceback of an exception; with `chain`, also what caused it and what was being handled before.
///
/// Where the message of an exception would run code, the text kept for it ([`super::keep_text`]), or else that of its
/// arguments, stands in for it.
#[must_use]
pub fn traceback(env: &mut Env<'_>, exception: Value, chain: bool) -> String {
    let mut writer = Writer {
        out: String::new(),
        depth: 0,
        needs_close: false,
    };
    writer.chain(env, exception, chain);
    writer.out
}

struct Writer {
    out: String,
    /// How many groups are around what is being written.
    depth: usize,
    /// Whether the innermost group is not closed by a line yet.
    needs_close: bool,
}

impl Writer {
    /// Writes lines behind the margin of the groups around them.
    fn emit(&mut self, text: &str, margin: char) {
        for line in text.split_inclusive('\n') {
            if self.depth > 0 {
                self.out.push_str(&"  ".repeat(self.depth));
                self.out.push(margin);
                self.out.push(' ');
            }
            self.out.push_str(line);
        }
    }

    fn rule(&mut self, before: &str, title: &str) {
        self.out.push_str(&"  ".repeat(self.depth));
        self.out.push_str(&format!(
            "{before}+---------------- {title} ----------------\n"
        ));
    }

    fn chain(&mut self, env: &mut Env<'_>, exception: Value, chain: bool) {
        let chain = if chain {
            causes(env, exception)
        } else {
            vec![(exception, "")]
        };
        // The words between two exceptions belong to the later one, which is nearer to the front of the chain.
        for (at, &(exception, words)) in chain.iter().enumerate().rev() {
            self.one(env, exception);
            if at > 0 {
                self.emit(words, '|');
            }
        }
    }

    fn one(&mut self, env: &mut Env<'_>, exception: Value) {
        let Some((_, members)) = group_of(env.heap, exception) else {
            self.entries(env, exception, "Traceback (most recent call last):\n", '|');
            let last = last_lines(env, exception);
            return self.emit(&last, '|');
        };
        if self.depth > MAX_GROUP_DEPTH {
            return self.emit(
                &format!("... (max_group_depth is {MAX_GROUP_DEPTH})\n"),
                '|',
            );
        }
        let is_outermost = self.depth == 0;
        self.depth += usize::from(is_outermost);
        let margin = if is_outermost { '+' } else { '|' };
        let header = "Exception Group Traceback (most recent call last):\n";
        let had_entries = self.entries(env, exception, header, margin);
        let last = last_lines(env, exception);
        self.emit(
            &last,
            if is_outermost && !had_entries {
                '+'
            } else {
                '|'
            },
        );
        self.members(env, &members);
        if is_outermost {
            self.depth = 0;
        }
    }

    fn members(&mut self, env: &mut Env<'_>, members: &[Value]) {
        let shown = members.len().min(MAX_GROUP_WIDTH + 1);
        self.needs_close = false;
        for (at, &member) in members.iter().take(shown).enumerate() {
            let is_last = at + 1 == shown;
            self.needs_close |= is_last;
            let is_cut = at >= MAX_GROUP_WIDTH;
            let title = if is_cut {
                "...".to_owned()
            } else {
                (at + 1).to_string()
            };
            self.rule(if at == 0 { "+-" } else { "  " }, &title);
            self.depth += 1;
            if is_cut {
                let more = members.len() - MAX_GROUP_WIDTH;
                let plural = if more == 1 { "" } else { "s" };
                self.emit(&format!("and {more} more exception{plural}\n"), '|');
            } else {
                self.chain(env, member, true);
            }
            if is_last && self.needs_close {
                self.out.push_str(&"  ".repeat(self.depth));
                self.out.push_str("+------------------------------------\n");
                self.needs_close = false;
            }
            self.depth -= 1;
        }
    }

    /// Writes the calls that an exception went through; `false` if there are none to show.
    fn entries(&mut self, env: &mut Env<'_>, exception: Value, header: &str, margin: char) -> bool {
        let sites: Vec<Site> = match env.heap.of(exception) {
            // Innermost first, and CPython shows the outermost first.
            Object::Exception(exception) => exception.traceback.iter().rev().copied().collect(),
            _ => Vec::new(),
        };
        let entries: Vec<String> = sites
            .into_iter()
            .filter_map(|site| entry(env, site))
            .collect();
        if entries.is_empty() {
            return false;
        }
        self.emit(header, margin);
        let mut text = String::new();
        write_entries(&mut text, &entries);
        self.emit(&text, '|');
        true
    }
}

/// An exception with what led to it, each with the words that go before the exception that it led to.
fn causes(env: &Env<'_>, exception: Value) -> Vec<(Value, &'static str)> {
    let mut chain = vec![(exception, "")];
    let mut current = exception;
    while let Object::Exception(shown) = env.heap.of(current) {
        let is_exception = |value: Value| matches!(env.heap.of(value), Object::Exception(_));
        let (next, words) = if is_exception(shown.cause) {
            (
                shown.cause,
                "\nThe above exception was the direct cause of the following exception:\n\n",
            )
        } else if is_exception(shown.context) && !shown.suppress_context {
            (
                shown.context,
                "\nDuring handling of the above exception, another exception occurred:\n\n",
            )
        } else {
            break;
        };
        if chain.len() >= MAX_CHAIN || chain.iter().any(|(seen, _)| seen.is(next)) {
            break;
        }
        chain.push((next, words));
        current = next;
    }
    chain
}

/// The line that says what was raised, and its notes.
fn last_lines(env: &mut Env<'_>, exception: Value) -> String {
    let mut lines = match last_line(env, exception) {
        Ok(Some(line)) => line,
        Ok(None) | Err(_) => stand_in(env, exception),
    };
    lines.push('\n');
    for note in notes(env, exception) {
        lines.push_str(&note);
        lines.push('\n');
    }
    lines
}

/// A line for an exception whose `__str__` is code of the program.
fn stand_in(env: &mut Env<'_>, exception: Value) -> String {
    let name = qualified_class(env.heap, exception);
    match text::exception_text(env, exception) {
        Ok(Some(message)) if !message.is_empty() => format!("{name}: {message}"),
        _ => name,
    }
}

fn entry(env: &Env<'_>, site: Site) -> Option<String> {
    let (function, _) = env.program.locate(site)?;
    let function = env.program.function(function);
    let (file, span) = env.program.span(site)?;
    if function.library || file != FileId(0) {
        return None;
    }
    let file = env.program.files.first()?;
    let line = file.position(span.start).0;
    let mut entry = format!(
        "  File \"{}\", line {line}, in {}\n",
        file.name, function.name
    );
    let source = file.line(line).trim();
    if !source.is_empty() {
        entry.push_str(&format!("    {source}\n"));
    }
    Some(entry)
}

/// Writes entries as CPython's `traceback` does: equal ones in a row are counted.
fn write_entries(out: &mut String, entries: &[String]) {
    let skipped = entries.len().saturating_sub(2 * MAX_ENTRIES);
    let mut repeats = 0;
    let mut last: Option<&String> = None;
    let note = |out: &mut String, repeats: usize| {
        if repeats > MAX_REPEATS {
            let more = repeats - MAX_REPEATS;
            let plural = if more == 1 { "" } else { "s" };
            out.push_str(&format!(
                "  [Previous line repeated {more} more time{plural}]\n"
            ));
        }
    };
    let is_long = skipped > 0
        && entries.windows(2).filter(|pair| pair[0] != pair[1]).count() > 2 * MAX_ENTRIES;
    for (at, entry) in entries.iter().enumerate() {
        if is_long && (MAX_ENTRIES..MAX_ENTRIES + skipped).contains(&at) {
            if at == MAX_ENTRIES {
                note(out, repeats);
                out.push_str(&format!("  [{skipped} lines are left out]\n"));
                repeats = 0;
                last = None;
            }
            continue;
        }
        if last == Some(entry) {
            repeats += 1;
        } else {
            note(out, repeats);
            repeats = 1;
            last = Some(entry);
        }
        if repeats <= MAX_REPEATS {
            out.push_str(entry);
        }
    }
    note(out, repeats);
}

fn notes(env: &Env<'_>, exception: Value) -> Vec<String> {
    let Object::Exception(exception) = env.heap.of(exception) else {
        return Vec::new();
    };
    let Some(notes) = walk::field(&exception.fields, well_known::NOTES) else {
        return Vec::new();
    };
    match env.heap.of(notes) {
        Object::List(notes) => notes
            .iter()
            .filter_map(|&note| env.as_text(note))
            .map(|note| note.to_string())
            .collect(),
        _ => Vec::new(),
    }
}
