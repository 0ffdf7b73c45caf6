//! What a front end has to say about a source file.

use interleave_program::{SourceFile, Span};

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The program runs, though perhaps not as meant.
    Warning,
    /// The source is not accepted.
    Error,
}

/// One finding, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The bytes concerned.
    pub span: Span,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Column of the first byte in characters, from 1.
    pub column: u32,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The construct that is not supported, such as `exec` or `threading.settrace`.
    pub construct: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding about a span of `file`.
    #[must_use]
    pub fn new(
        severity: Severity,
        file: &SourceFile,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        let (line, column) = file.position(span.start);
        Self {
            severity,
            span,
            line,
            column,
            message: message.into(),
            construct: None,
            help: None,
        }
    }

    /// An error that concerns no place in particular.
    #[must_use]
    pub fn whole_file(message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            span: Span::default(),
            line: 1,
            column: 1,
            message: message.into(),
            construct: None,
            help: None,
        }
    }

    /// Names the construct that is not supported.
    #[must_use]
    pub fn construct(mut self, construct: impl Into<String>) -> Self {
        self.construct = Some(construct.into());
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
