//! A run from start to end, for those who only want what it writes and how it ends.

use std::sync::Arc;

use interleave_engine::{Config, Recording, Schedule, Status};
use interleave_findings::{Finding, Rules, Watch};
use interleave_front::{Compiled, Language, Options};
use interleave_program::Program;
use interleave_trace::snapshot::RunStatus;
use interleave_trace::{Event, Keep, Moment, Snapshot, What};

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

/// What the rules of a machine mean for findings.
#[must_use]
pub fn rules(config: &Config) -> Rules {
    Rules {
        gil: config.dialect.has_gil(),
    }
}

/// A run that is let go on in slices.
pub struct Run {
    program: Arc<Program>,
    recording: Recording,
    watch: Watch,
    /// Events whose output was handed out.
    handed_out: usize,
    /// Events that were taken from the recording and whose output was not handed out yet.
    waiting: Vec<Event>,
    max_steps: u64,
}

impl Run {
    /// A run that is about to begin, with its trace.
    #[must_use]
    pub fn new(program: Program, config: Config) -> Self {
        Self::with(Keep::All, program, config, u64::MAX)
    }

    /// A run that is about to begin, with its trace, of at most so many operations.
    #[must_use]
    pub fn recorded(program: Program, config: Config, max_steps: u64) -> Self {
        Self::with(Keep::All, program, config, max_steps)
    }

    /// A run of which the output and the findings are kept, of at most so many operations; no number of events ends it.
    #[must_use]
    pub fn passing(program: Program, mut config: Config, max_steps: u64) -> Self {
        config.limits.events = u32::MAX;
        Self::with(Keep::Passing, program, config, max_steps)
    }

    fn with(keep: Keep, program: Program, config: Config, max_steps: u64) -> Self {
        let program = Arc::new(program);
        Self {
            watch: Watch::new(rules(&config)),
            recording: match keep {
                Keep::All => Recording::new(program.clone(), config),
                keep => Recording::keeping(keep, program.clone(), config),
            },
            program,
            handed_out: 0,
            waiting: Vec::new(),
            max_steps,
        }
    }

    /// A run of which only the output is kept, of at most so many operations; no number of events ends it.
    #[must_use]
    pub fn of_output(program: Program, mut config: Config, max_steps: u64) -> Self {
        config.limits.events = u32::MAX;
        Self::with(Keep::Output, program, config, max_steps)
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
        self.pass();
        !self.is_over()
    }

    /// Lets the detectors look at what has happened since this was called last; where events are not kept, takes them.
    fn pass(&mut self) {
        match self.recording.trace().keep() {
            Keep::Output => {}
            Keep::All => {
                let trace = self.recording.trace();
                let events = trace.events().get(self.watch.events()..);
                self.watch
                    .extend(&self.program, trace, events.unwrap_or_default());
            }
            Keep::Passing => {
                let events = self.recording.take_events();
                self.watch
                    .extend(&self.program, self.recording.trace(), &events);
                let outputs = events.into_iter();
                self.waiting
                    .extend(outputs.filter(|event| matches!(event.what, What::Output { .. })));
            }
        }
    }

    /// What the run has shown to be wrong so far; nothing where only output is kept.
    pub fn findings(&mut self) -> &[Finding] {
        self.pass();
        self.watch.findings()
    }

    /// Whether there was more to watch than is kept in mind, so that data races may have been missed.
    #[must_use]
    pub fn gave_up(&self) -> bool {
        self.watch.gave_up()
    }

    /// The program.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
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
        self.pass();
        let trace = self.recording.trace();
        let is_output = |event: &&Event| matches!(event.what, What::Output { .. });
        let outputs: Vec<Event> = match trace.keep() {
            Keep::Passing => std::mem::take(&mut self.waiting),
            Keep::All | Keep::Output => {
                let from = std::mem::replace(&mut self.handed_out, trace.events().len());
                let events = trace.events().get(from..).unwrap_or_default();
                events.iter().filter(is_output).copied().collect()
            }
        };
        outputs
            .into_iter()
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

    /// How things stood at a moment, with who wrote what last. Only a run that keeps its whole trace knows.
    pub fn at(&mut self, moment: Moment) -> Snapshot {
        let mut snapshot = self.recording.at(moment);
        snapshot.remember_writers(self.recording.trace());
        snapshot
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
