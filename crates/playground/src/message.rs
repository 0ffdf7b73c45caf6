//! What a user asks of a session, and what the session answers.

use interleave_engine::{Choice, Config};
use interleave_findings::Finding;
use interleave_program::{Knob, Lines, Span};
use interleave_trace::{Moment, Snapshot, Tick, TraceChunk, snapshot::RunStatus};

use crate::player::Turn;

/// A request to the session. Everything that a person can do to a run is one of these.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Command {
    /// Turns a knob and runs again.
    SetKnob {
        /// Its name.
        name: String,
        /// Its new value.
        value: i64,
    },
    /// Changes the machine and runs again.
    SetConfig(Config),
    /// Runs again from the start: follows a schedule, then goes on by itself, or, by hand, waits for choices.
    Replay {
        /// The schedule in its written form.
        schedule: String,
        /// Whether the reader chooses afterwards.
        by_hand: bool,
    },
    /// From the moment on that is looked at, the reader chooses.
    TakeOver,
    /// The machine chooses from here on.
    LetGo,
    /// By hand: this happens next.
    Choose(Choice),
    /// By hand: what the machine would choose happens next.
    Natural,
    /// By hand: takes the last step back.
    Undo,
    /// By hand: makes the step again that was taken back last.
    Redo,
    /// Stops the run where it is; what has happened stays.
    Cancel,
    /// Shows how things stood at a moment.
    Seek(Moment),
    /// Shows how things stood at an instant.
    SeekTime(Tick),
    /// Shows the next moment at which a task did something that others can notice.
    StepForward,
    /// Shows the one before.
    StepBack,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Severity {
    /// The program is not accepted.
    Error,
    /// It is, but something is suspicious.
    Warning,
}

/// Something to say about the source, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Bytes of the source.
    pub span: Span,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
    /// What is wrong, and what to use instead.
    pub message: String,
}

/// An answer of the session.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Update {
    /// The knobs of the program, with their present values.
    Knobs(Vec<(Knob, i64)>),
    /// A program was loaded, and these are the lines of its instructions.
    Lines(Lines),
    /// A run began from the start: what a receiver has of a trace is void.
    Restarted,
    /// The trace has grown.
    Trace(TraceChunk),
    /// What the run has shown to be wrong so far, all of it: what was known before may be known better now.
    Findings(Vec<Finding>),
    /// The run has ended, or was cancelled (`Running`).
    Ended(RunStatus),
    /// By hand: the reader's turn.
    Turn(Box<Turn>),
    /// A choice or a schedule asks for what cannot happen, and why. The run stands where it was.
    Refused(String),
    /// How things stand at the moment asked for last.
    Snapshot(Box<Snapshot>),
}

impl From<interleave_front::Diagnostic> for Diagnostic {
    fn from(diagnostic: interleave_front::Diagnostic) -> Self {
        let message = match diagnostic.help {
            Some(help) => format!("{}: {help}", diagnostic.message),
            None => diagnostic.message,
        };
        Self {
            severity: match diagnostic.severity {
                interleave_front::Severity::Error => Severity::Error,
                interleave_front::Severity::Warning => Severity::Warning,
            },
            span: diagnostic.span,
            line: diagnostic.line,
            column: diagnostic.column,
            message,
        }
    }
}
