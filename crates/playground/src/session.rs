//! A session: one program, one run, and the moment that is being looked at.

use std::sync::Arc;

use interleave_engine::{Config, Recording, Schedule, Status};
use interleave_findings::{Finding, Watch};
use interleave_program::{Constant, Knob, Lines, Program};
use interleave_trace::snapshot::RunStatus;
use interleave_trace::{Moment, Tick, trace::Extent};

use crate::message::{Command, Update};
use crate::player::{Next, Player};
use crate::run::rules;

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
    player: Player,
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
            Command::SetKnob { name, value } => self.set_knob(&name, value),
            Command::SetConfig(config) => {
                self.config = config;
                self.start_anew();
            }
            Command::Replay { schedule, by_hand } => self.replay(&schedule, by_hand),
            Command::TakeOver => self.take_over(),
            Command::LetGo => {
                self.player.let_go();
                self.go_on();
            }
            Command::Choose(choice) => {
                self.player.push(Some(choice));
                self.go_on();
            }
            Command::Natural => {
                self.player.push(None);
                self.go_on();
            }
            Command::Undo => self.undo(),
            Command::Redo => {
                if self.player.redo() {
                    self.go_on();
                }
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

    /// Runs a program from the start on a machine; what ran before is dropped. It follows a schedule, in its written
    /// form, and goes on by itself, or, by hand, waits for choices. A knob that the program does not have is left alone.
    pub fn load(
        &mut self,
        mut program: Program,
        knobs: &[(String, i64)],
        config: Config,
        schedule: &str,
        by_hand: bool,
    ) {
        for (name, value) in knobs {
            let _unchanged = program.set_knob(name, *value);
        }
        self.config = config;
        self.updates.push(Update::Knobs(knobs_of(&program)));
        self.updates.push(Update::Lines(Lines::of(&program)));
        self.program = Some(program);
        self.replay(schedule, by_hand);
    }

    /// Forgets the program.
    pub fn unload(&mut self) {
        self.program = None;
        self.recording = None;
        self.running = false;
        self.look = None;
    }

    fn set_knob(&mut self, name: &str, value: i64) {
        let Some(program) = &mut self.program else {
            return;
        };
        // A value out of range leaves the knob where it is: the page shows where.
        let _unchanged = program.set_knob(name, value);
        let knobs = knobs_of(program);
        self.updates.push(Update::Knobs(knobs));
        self.start_anew();
    }

    fn replay(&mut self, schedule: &str, by_hand: bool) {
        let read = schedule.parse::<Schedule>();
        let player = Player::new(read.as_ref().unwrap_or(&Schedule::default()), by_hand);
        self.start(player);
        self.updates.extend(read.err().map(Update::Refused));
    }

    /// Runs again from the start; whoever chose before chooses again.
    fn start_anew(&mut self) {
        self.start(Player::new(&Schedule::default(), self.player.by_hand()));
    }

    fn take_over(&mut self) {
        let Some(recording) = &mut self.recording else {
            return;
        };
        let (schedule, goes_on) = recording.schedule_until(self.cursor);
        let schedule = if goes_on {
            schedule
        } else {
            Schedule::default()
        };
        self.start(Player::new(&schedule, true));
    }

    fn undo(&mut self) {
        let Some(recording) = &self.recording else {
            return;
        };
        if let Some(player) = self.player.undo(recording) {
            self.start(player);
        }
    }

    /// Goes on with a run that waited to be told.
    fn go_on(&mut self) {
        let unfinished = |recording: &Recording| recording.head().status() == Status::Running;
        self.running |= self.recording.as_ref().is_some_and(unfinished);
    }

    /// Begins the run from its start.
    fn start(&mut self, player: Player) {
        self.player = player;
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
        let mut waits = false;
        for _ in 0..budget {
            let steps = recording.head().steps();
            let status = match self.player.next() {
                Next::Machine => recording.advance(),
                Next::Natural => {
                    let status = recording.advance();
                    if recording.head().steps() > steps {
                        self.player.done();
                    }
                    status
                }
                Next::Choice(choice) => {
                    self.player.done();
                    recording.choose(choice).unwrap_or_else(|why| {
                        self.player.stop_following();
                        self.updates.push(Update::Refused(why));
                        Status::Running
                    })
                }
                // Where nothing can happen any more, the machine has still to notice.
                Next::Wait if recording.head().prospect().world().enabled().is_empty() => {
                    recording.advance()
                }
                Next::Wait => {
                    waits = true;
                    break;
                }
            };
            if status != Status::Running {
                self.running = false;
                break;
            }
        }
        self.look_for_findings();
        if waits || !self.running {
            self.running = false;
            while self.has_unsent() {
                self.send_trace();
            }
            self.send_findings();
            self.send_turn(waits);
        }
    }

    /// Tells how the run has ended, and, by hand, where it stands.
    fn send_turn(&mut self, waits: bool) {
        let Some(recording) = &mut self.recording else {
            return;
        };
        if self.player.by_hand() {
            let mut turn = self.player.turn(recording);
            if !waits {
                turn.offers.clear();
            }
            self.updates.push(Update::Turn(Box::new(turn)));
            self.look = Some(Look::At(recording.trace().end()));
        }
        if !waits {
            let status = recording.head_mut().run_status();
            self.updates.push(Update::Ended(status));
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
