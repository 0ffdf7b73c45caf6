//! A session: one program, one run, and the moment that is being looked at.

use std::sync::Arc;

use interleave_engine::{Config, Recording, Status};
use interleave_findings::{Finding, Watch};
use interleave_program::{Constant, Knob, Program};
use interleave_trace::snapshot::RunStatus;
use interleave_trace::{Moment, Tick, trace::Extent};

use crate::message::{Command, Update};
use crate::run::{compile, rules};

/// Most events of one chunk of the trace.
const CHUNK_EVENTS: usize = 16 * 1024;

/// What is to be shown next.
#[derive(Clone, Copy, Debug)]
enum Look {
    At(Moment),
    AtTime(Tick),
    Forward,
    Back,
}

/// One program, one run, and the moment that is being looked at.
#[derive(Debug, Default)]
pub struct Session {
    program: Option<Program>,
    config: Config,
    recording: Option<Recording>,
    running: bool,
    look: Option<Look>,
    cursor: Moment,
    sent: Extent,
    watch: Watch,
    /// What was sent of its findings.
    findings: Vec<Finding>,
    updates: Vec<Update>,
}

impl Session {
    /// A session without a program.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a request. Work that it asks for is done by [`Session::work`].
    pub fn apply(&mut self, command: Command) {
        match command {
            Command::Load {
                file_name,
                source,
                knobs,
                config,
            } => self.load(&file_name, &source, &knobs, config),
            Command::SetKnob { name, value } => self.set_knob(&name, value),
            Command::SetConfig(config) => {
                self.config = config;
                self.start();
            }
            Command::Cancel => self.cancel(),
            Command::Seek(moment) => self.look = Some(Look::At(moment)),
            Command::SeekTime(at) => self.look = Some(Look::AtTime(at)),
            Command::StepForward => self.look = Some(Look::Forward),
            Command::StepBack => self.look = Some(Look::Back),
        }
    }

    /// Does a slice of work: shows what was asked for, then lets the run go on by `budget` small things. Whether there
    /// is more to do.
    pub fn work(&mut self, budget: usize) -> bool {
        self.show();
        if self.running {
            self.run(budget);
        }
        self.send_trace();
        if !self.has_unsent() {
            self.send_findings();
        }
        if !self.running && !self.has_unsent() {
            self.look.is_some()
        } else {
            true
        }
    }

    /// The answers since this was asked last.
    pub fn drain_updates(&mut self) -> Vec<Update> {
        std::mem::take(&mut self.updates)
    }

    fn load(&mut self, file_name: &str, source: &str, knobs: &[(String, i64)], config: Config) {
        self.config = config;
        self.recording = None;
        self.running = false;
        self.look = None;
        let (program, diagnostics) = match compile(file_name, source, knobs) {
            Ok((program, diagnostics)) => (Some(program), diagnostics),
            Err(diagnostics) => (None, diagnostics),
        };
        self.updates.push(Update::Compiled {
            accepted: program.is_some(),
            diagnostics,
            knobs: program.as_ref().map(knobs_of).unwrap_or_default(),
        });
        self.program = program;
        self.start();
    }

    fn set_knob(&mut self, name: &str, value: i64) {
        let Some(program) = &mut self.program else {
            return;
        };
        // A value out of range leaves the knob where it is: the page shows where.
        let _unchanged = program.set_knob(name, value);
        let knobs = knobs_of(program);
        self.updates.push(Update::Compiled {
            accepted: true,
            diagnostics: Vec::new(),
            knobs,
        });
        self.start();
    }

    /// Begins the run from its start.
    fn start(&mut self) {
        let Some(program) = &self.program else { return };
        self.recording = Some(Recording::new(
            Arc::new(program.clone()),
            self.config.clone(),
        ));
        self.running = true;
        self.cursor = Moment(0);
        self.sent = Extent::default();
        self.watch = Watch::new(rules(&self.config));
        self.findings.clear();
        self.look = Some(Look::At(Moment(0)));
        self.updates.push(Update::Restarted);
    }

    fn cancel(&mut self) {
        if self.running {
            self.running = false;
            self.send_trace();
            self.updates.push(Update::Ended(RunStatus::Running));
        }
    }

    fn run(&mut self, budget: usize) {
        let Some(recording) = &mut self.recording else {
            return;
        };
        for _ in 0..budget {
            if recording.advance() != Status::Running {
                self.running = false;
                break;
            }
        }
        self.look_for_findings();
        if !self.running {
            while self.has_unsent() {
                self.send_trace();
            }
            self.send_findings();
            if let Some(recording) = &mut self.recording {
                let status = recording.head_mut().run_status();
                self.updates.push(Update::Ended(status));
            }
        }
    }

    fn look_for_findings(&mut self) {
        let (Some(program), Some(recording)) = (&self.program, &self.recording) else {
            return;
        };
        let trace = recording.trace();
        let events = trace.events().get(self.watch.events()..);
        self.watch
            .extend(program, trace, events.unwrap_or_default());
    }

    /// Sends findings that a receiver of the whole trace so far can understand.
    fn send_findings(&mut self) {
        if self.watch.findings() != self.findings {
            self.findings = self.watch.findings().to_vec();
            self.updates.push(Update::Findings(self.findings.clone()));
        }
    }

    fn has_unsent(&self) -> bool {
        self.recording
            .as_ref()
            .is_some_and(|recording| recording.trace().extent() != self.sent)
    }

    fn send_trace(&mut self) {
        if !self.has_unsent() {
            return;
        }
        if let Some(recording) = &self.recording {
            let (chunk, sent) = recording.trace().chunk(self.sent, CHUNK_EVENTS);
            self.sent = sent;
            self.updates.push(Update::Trace(chunk));
        }
    }

    fn show(&mut self) {
        let Some(look) = self.look.take() else { return };
        let Some(recording) = &mut self.recording else {
            return;
        };
        self.cursor = match look {
            Look::At(moment) => moment,
            Look::AtTime(at) => recording.trace().moment_at(at),
            Look::Forward => recording.moment_after(self.cursor),
            Look::Back => recording.moment_before(self.cursor),
        };
        self.cursor = self.cursor.min(recording.trace().end());
        let mut snapshot = recording.at(self.cursor);
        snapshot.remember_writers(recording.trace());
        self.updates.push(Update::Snapshot(Box::new(snapshot)));
    }
}

/// The knobs of a program with their present values.
fn knobs_of(program: &Program) -> Vec<(Knob, i64)> {
    program
        .knobs
        .iter()
        .map(|knob| {
            let value = match program.constants.get(knob.constant.index()) {
                Some(Constant::Int(value)) => *value,
                _ => knob.value,
            };
            (knob.clone(), value)
        })
        .collect()
}
