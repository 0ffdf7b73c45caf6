//! What is put to the question: a program, and what its source says of itself.

use interleave_program::Program;

use super::{Expected, expect};
use crate::message::Diagnostic;

/// A program with its expectations, compiled: whoever checks it needs no front end.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Subject {
    /// The program, with a function for each expression that is expected of it.
    pub program: Program,
    /// What is expected.
    pub expected: Vec<Expected>,
}

impl Subject {
    /// Compiles a source and what it says of itself.
    ///
    /// # Errors
    /// What is wrong with either. Beside the subject there are the source's warnings.
    pub fn compile(
        file_name: &str,
        source: &str,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (program, expected, warnings) = expect::compile(file_name, source, &[])?;
        Ok((Self { program, expected }, warnings))
    }

    /// A program of which nothing is expected.
    #[must_use]
    pub fn plain(program: Program) -> Self {
        Self {
            program,
            expected: Vec::new(),
        }
    }

    /// Turns knobs. One that the program does not have, or a value out of its range, is left alone.
    pub fn turn(&mut self, knobs: &[(String, i64)]) {
        for (name, value) in knobs {
            let _unchanged = self.program.set_knob(name, *value);
        }
    }
}

/// Whether a source says something of itself: then its program alone is not the whole subject.
#[must_use]
pub fn is_expecting(source: &str) -> bool {
    !expect::comments(source).is_empty()
}
