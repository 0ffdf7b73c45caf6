//! Which line each instruction belongs to, for those who see a run but not its program.

use crate::{FileId, Program, Site};

/// The lines of the reader's own source by site.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Lines {
    /// Where the sites of a line begin, and the line, counted from 1; 0 inside the library. In the order of the sites.
    runs: Vec<(u32, u32)>,
}

impl Lines {
    /// The lines of a program.
    #[must_use]
    pub fn of(program: &Program) -> Lines {
        let text = program.files.first().map_or("", |file| file.text.as_str());
        // Asking the source about each instruction would read it once for each.
        let ends: Vec<u32> = text.match_indices('\n').map(|(at, _)| at as u32).collect();
        let mut lines = Lines::default();
        for (function, &base) in program.functions.iter().zip(&program.site_bases) {
            if function.file != FileId(0) {
                lines.push(base, 0);
                continue;
            }
            for (site, span) in (base..).zip(&function.spans) {
                let before = ends.partition_point(|&end| end < span.start);
                lines.push(site, before as u32 + 1);
            }
        }
        lines
    }

    fn push(&mut self, site: u32, line: u32) {
        if self.runs.last().map(|&(_, last)| last) != Some(line) {
            self.runs.push((site, line));
        }
    }

    /// The line of a site, counted from 1; `None` inside the library.
    #[must_use]
    pub fn line(&self, site: Site) -> Option<u32> {
        let next = self.runs.partition_point(|&(first, _)| first <= site.0);
        let (_, line) = *self.runs.get(next.checked_sub(1)?)?;
        (line > 0).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Function, Op, Reg, SourceFile, Span};

    #[test]
    fn lines_are_those_of_the_program() {
        let function = |file: u16, starts: &[u32]| Function {
            file: FileId(file),
            code: starts.iter().map(|_| Op::None { dst: Reg(0) }).collect(),
            spans: starts
                .iter()
                .map(|&start| Span {
                    start,
                    end: start + 1,
                })
                .collect(),
            ..Function::default()
        };
        let mut program = Program {
            functions: vec![
                function(1, &[0, 0]),
                function(0, &[0, 4, 5, 9]),
                function(1, &[3]),
                function(0, &[9, 0]),
            ],
            files: vec![SourceFile {
                name: "main.py".to_owned(),
                text: "a = 1\nb\nc\n".to_owned(),
            }],
            ..Program::default()
        };
        program.lay_out();
        let lines = Lines::of(&program);
        for site in 0..9 {
            assert_eq!(lines.line(Site(site)), program.line(Site(site)), "{site}");
        }
        assert_eq!(Lines::default().line(Site(3)), None);
    }
}
