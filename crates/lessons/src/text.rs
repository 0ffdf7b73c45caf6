//! The text of a lesson: a small subset of Markdown, parsed into a tree so that nobody has to interpret HTML.
//!
//! Blocks are separated by blank lines: `## heading`, `- list` items, and paragraphs whose lines are joined.
//! Inside them stand `` `code` ``, `**bold**` and links to things on the page: `[text](#line:12)`,
//! `[text](#set:KNOB=3)`, `[text](#machine:cores=2)`. Whatever is not one of these is plain text, so that parsing
//! cannot fail; tests of the catalogue see to it that no markup is left over.

use crate::{Dialect, Policy};

/// One block of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A heading.
    Heading(Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list without numbers, an element an item.
    List(Vec<Vec<Inline>>),
}

/// A piece of running text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// A piece of a program.
    Code(String),
    /// Emphasised text.
    Strong(Vec<Inline>),
    /// Something to press.
    Link {
        /// What one reads.
        label: Vec<Inline>,
        /// What pressing it does.
        target: Target,
    },
}

/// What a link does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// Shows a line of the program, counted from 1.
    Line(u32),
    /// Turns a knob.
    Set {
        /// Its name.
        knob: String,
        /// Its new value.
        value: i64,
    },
    /// Changes the machine.
    Machine(Setting),
}

/// A change to the machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    /// Another number of cores.
    Cores(u16),
    /// Another time slice.
    QuantumNs(u64),
    /// Another runtime.
    Dialect(Dialect),
    /// Another scheduler.
    Policy(Policy),
    /// Another latency of the network.
    NetworkNs(u64),
    /// Another seed.
    Seed(u64),
}

/// Parses a text.
#[must_use]
pub fn parse(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    for line in source.lines().map(str::trim) {
        let heading = line.strip_prefix("## ");
        let item = line.strip_prefix("- ");
        if line.is_empty() || heading.is_some() || item.is_some() {
            end_paragraph(&mut paragraph, &mut blocks);
        }
        if let Some(heading) = heading {
            blocks.push(Block::Heading(inlines(heading)));
        } else if let Some(item) = item {
            match blocks.last_mut() {
                Some(Block::List(items)) => items.push(inlines(item)),
                _ => blocks.push(Block::List(vec![inlines(item)])),
            }
        } else if !line.is_empty() {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
        }
    }
    end_paragraph(&mut paragraph, &mut blocks);
    blocks
}

fn end_paragraph(paragraph: &mut String, blocks: &mut Vec<Block>) {
    if !paragraph.is_empty() {
        blocks.push(Block::Paragraph(inlines(paragraph)));
        paragraph.clear();
    }
}

fn inlines(source: &str) -> Vec<Inline> {
    Inlines::default().parse(source)
}

/// What the text being parsed stands inside of. Neither nests in itself, which also bounds the recursion.
#[derive(Clone, Copy, Default)]
struct Inlines {
    strong: bool,
    link: bool,
}

impl Inlines {
    fn parse(self, source: &str) -> Vec<Inline> {
        let mut found = Vec::new();
        let mut plain = String::new();
        let mut rest = source;
        while let Some(first) = rest.chars().next() {
            if let Some((inline, after)) = self.markup(rest) {
                if !plain.is_empty() {
                    found.push(Inline::Text(std::mem::take(&mut plain)));
                }
                found.push(inline);
                rest = after;
            } else {
                plain.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        if !plain.is_empty() {
            found.push(Inline::Text(plain));
        }
        found
    }

    /// The markup that the text begins with, and what follows it.
    fn markup(self, source: &str) -> Option<(Inline, &str)> {
        if let Some(body) = source.strip_prefix('`') {
            let (code, after) = body.split_once('`')?;
            (!code.is_empty()).then(|| (Inline::Code(code.to_owned()), after))
        } else if let Some(body) = source.strip_prefix("**").filter(|_| !self.strong) {
            let (strong, after) = body.split_once("**")?;
            let inside = Inlines {
                strong: true,
                ..self
            };
            (!strong.is_empty()).then(|| (Inline::Strong(inside.parse(strong)), after))
        } else if let Some(body) = source.strip_prefix('[').filter(|_| !self.link) {
            let (label, after) = body.split_once("](")?;
            let (target, after) = after.split_once(')')?;
            let inside = Inlines { link: true, ..self };
            let label = inside.parse(label);
            let target = parse_target(target)?;
            Some((Inline::Link { label, target }, after))
        } else {
            None
        }
    }
}

fn parse_target(source: &str) -> Option<Target> {
    let (verb, object) = source.strip_prefix('#')?.split_once(':')?;
    if verb == "line" {
        return Some(Target::Line(object.parse().ok()?));
    }
    let (name, value) = object.split_once('=')?;
    match verb {
        "set" => Some(Target::Set {
            knob: name.to_owned(),
            value: value.parse().ok()?,
        }),
        "machine" => Some(Target::Machine(match name {
            "cores" => Setting::Cores(value.parse().ok()?),
            "quantum_ns" => Setting::QuantumNs(value.parse().ok()?),
            "dialect" => Setting::Dialect(Dialect::find(value)?),
            "policy" => Setting::Policy(Policy::find(value)?),
            "network_ns" => Setting::NetworkNs(value.parse().ok()?),
            "seed" => Setting::Seed(value.parse().ok()?),
            _ => return None,
        })),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn code(code: &str) -> Inline {
        Inline::Code(code.to_owned())
    }

    fn check(source: &str, expected: &[Inline]) {
        assert_eq!(inlines(source), expected, "{source}");
    }

    #[test]
    fn blocks() {
        let source = "One\nparagraph.\n\n## A heading\nText\n- first\n- second\n\nEnd";
        let expected = [
            Block::Paragraph(vec![text("One paragraph.")]),
            Block::Heading(vec![text("A heading")]),
            Block::Paragraph(vec![text("Text")]),
            Block::List(vec![vec![text("first")], vec![text("second")]]),
            Block::Paragraph(vec![text("End")]),
        ];
        assert_eq!(parse(source), expected);
        assert_eq!(parse(&source.replace('\n', "\r\n")), expected);
        assert_eq!(parse(""), []);
        assert_eq!(parse("\n \n"), []);
    }

    #[test]
    fn code_and_strong() {
        check(
            "`x += 1`은 **세** 동작",
            &[
                code("x += 1"),
                text("은 "),
                Inline::Strong(vec![text("세")]),
                text(" 동작"),
            ],
        );
        check("`**`", &[code("**")]);
        check(
            "**see `x`**",
            &[Inline::Strong(vec![text("see "), code("x")])],
        );
    }

    #[test]
    fn links() {
        let link = |label, target| Inline::Link { label, target };
        check(
            "[the `lock`](#line:12)!",
            &[
                link(vec![text("the "), code("lock")], Target::Line(12)),
                text("!"),
            ],
        );
        let set = |knob: &str, value| Target::Set {
            knob: knob.to_owned(),
            value,
        };
        check(
            "[on](#set:SAFE=1)",
            &[link(vec![text("on")], set("SAFE", 1))],
        );
        check(
            "[off](#set:LEVEL=-3)",
            &[link(vec![text("off")], set("LEVEL", -3))],
        );
        for (target, setting) in [
            ("cores=2", Setting::Cores(2)),
            ("quantum_ns=5000", Setting::QuantumNs(5000)),
            ("dialect=cpython", Setting::Dialect(Dialect::Cpython)),
            ("policy=fair-share", Setting::Policy(Policy::FairShare)),
            ("network_ns=9", Setting::NetworkNs(9)),
            ("seed=7", Setting::Seed(7)),
        ] {
            let source = format!("[m](#machine:{target})");
            check(&source, &[link(vec![text("m")], Target::Machine(setting))]);
        }
    }

    #[test]
    fn what_is_not_markup_is_text() {
        for source in [
            "a * b ** c",
            "`open",
            "``",
            "[no target]",
            "[x](https://example.org)",
            "[x](#line:many)",
            "[x](#set:SAFE)",
            "[x](#machine:colour=red)",
            "[x](#machine:dialect=basic)",
            "[x](#machine:policy=whim)",
            "[x](#line:1",
            "<script>alert(1)</script> &amp;",
            "안녕 **",
        ] {
            check(source, &[text(source)]);
        }
    }

    #[test]
    fn nesting_ends() {
        let deep = "[**".repeat(10_000);
        assert!(!parse(&deep).is_empty());
    }
}
