//! A run from start to end, for those who only want what it writes and how it ends.

use std::sync::Arc;

use interleave_engine::{Config, Recording, Schedule, Status};
use interleave_front::{Compiled, Language, Options};
use interleave_program::Program;
use interleave_trace::snapshot::RunStatus;
use interleave_trace::{Snapshot, What};

use crate::message::Diagnostic;

/// Compiles a source and turns its knobs.
///
/// # Errors
/// What is wrong with the source, or with the knobs.
pub fn compile(
    file_name: &str,
    source: &str,
    knobs: &[(String, i64)],
) -> Result<(Program, Vec<Diagnostic>), Vec<Diagnostic>> {
    let options = Options {
        file_name: file_name.to_owned(),
        language: Language::Python,
        knobs: knobs.to_vec(),
    };
    let Compiled {
        program,
        diagnostics,
    } = interleave_front::compile(source, &options);
    let diagnostics = diagnostics.into_iter().map(Diagnostic::from).collect();
    match program {
        Some(program) => Ok((program, diagnostics)),
        None => Err(diagnostics),
    }
}

/// A piece of output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Output<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether it went to standard error.
    pub error: bool,
}

/// A run that is let go on in slices.
pub struct Run {
    recording: Recording,
    /// Events whose output was handed out.
    handed_out: usize,
    max_steps: u64,
}

impl Run {
    /// A run that is about to begin, with its trace.
    #[must_use]
    pub fn new(program: Program, config: Config) -> Self {
        Self {
            recording: Recording::new(Arc::new(program), config),
            handed_out: 0,
            max_steps: u64::MAX,
        }
    }

    /// A run of which only the output is kept, of at most so many operations; no number of events ends it.
    #[must_use]
    pub fn of_output(program: Program, mut config: Config, max_steps: u64) -> Self {
        config.limits.events = u32::MAX;
        Self {
            recording: Recording::of_output(Arc::new(program), config),
            handed_out: 0,
            max_steps,
        }
    }

    /// Follows a schedule.
    ///
    /// # Errors
    /// A sentence when it asks for something impossible.
    pub fn follow(&mut self, schedule: &Schedule) -> Result<(), String> {
        self.recording.follow(schedule)
    }

    /// Goes on for a slice; whether there is more to do.
    pub fn go_on(&mut self) -> bool {
        const SLICE: usize = 1024;
        for _ in 0..SLICE {
            if self.is_over() {
                return false;
            }
            self.recording.advance();
        }
        !self.is_over()
    }

    fn is_over(&self) -> bool {
        self.recording.head().status() != Status::Running || self.is_out_of_steps()
    }

    /// Whether it was ended because of the most operations that it may perform.
    #[must_use]
    pub fn is_out_of_steps(&self) -> bool {
        self.recording.head().status() == Status::Running
            && self.recording.head().steps() >= self.max_steps
    }

    /// The output since this was asked last.
    pub fn output(&mut self) -> Vec<Output<'_>> {
        let trace = self.recording.trace();
        let from = std::mem::replace(&mut self.handed_out, trace.events().len());
        trace.events()[from..]
            .iter()
            .filter_map(|event| match event.what {
                What::Output { text, error } => Some(Output {
                    text: trace.text(text),
                    error,
                }),
                _ => None,
            })
            .collect()
    }

    /// How it stands.
    pub fn status(&mut self) -> RunStatus {
        self.recording.head_mut().run_status()
    }

    /// How things stand at its end.
    pub fn snapshot(&mut self) -> Snapshot {
        self.recording.head_mut().snapshot()
    }

    /// The run as recorded.
    #[must_use]
    pub fn recording(&self) -> &Recording {
        &self.recording
    }

    /// Goes on to the end, and gives everything that was written: standard output, standard error.
    pub fn finish(&mut self) -> (String, String) {
        while self.go_on() {}
        let (mut stdout, mut stderr) = (String::new(), String::new());
        for output in self.output() {
            let to = if output.error {
                &mut stderr
            } else {
                &mut stdout
            };
            to.push_str(output.text);
        }
        (stdout, stderr)
    }

    /// The exit code of `interleave run`: the program's own; 1 for an uncaught exception, 3 for a deadlock, 4 for a
    /// limit.
    pub fn exit_code(&mut self) -> u8 {
        match self.status() {
            RunStatus::Finished { code } => code,
            RunStatus::Failed { .. } => 1,
            RunStatus::Deadlocked => 3,
            RunStatus::Limited { .. } | RunStatus::Running => 4,
        }
    }
}
