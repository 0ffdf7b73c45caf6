//! Steps of a search: what may happen next in a state, and what has happened when it has.
//!
//! One step of a search is one choice of [`World::enabled`] and what follows from it at once: steps that nobody can notice
//! the order of ([`Fusing`]), and those of a thread that is alone. Written out as a schedule, each of them stands for
//! itself, so the simulated machine follows it without knowing of any of this.

use std::sync::Arc;

use interleave_engine::world::{Answer, Ending, Footprint, Log, Readiness};
use interleave_engine::{Choice, Config, MemoryModel, World};
use interleave_program::{FunctionId, Program, Site};
use interleave_trace::{LimitKind, ObjectId, ThreadId, Trace, What};

use crate::chance::Chance;
use crate::fusing::Fusing;
use crate::options::{Options, When};
use crate::outputs::{OutputId, Outputs};
use crate::report::FindingKind;

/// Most steps that follow at once from one choice.
const MOST_FUSED: u32 = 100;
/// Steps after which the trace that outputs are read from is begun anew, as its tables grow.
const MOST_STEPS: u32 = 4096;

/// Schedules of the survey.
const SURVEYS: u32 = 6;
/// Most steps of one of them, with those that follow at once.
const SURVEYED_STEPS: u64 = 1000;

/// A state of a search.
#[derive(Clone)]
pub struct Position {
    pub world: World,
    /// What the program has written to standard output.
    pub output: OutputId,
    /// Who cannot lose its turn now, where CPython's lock decides.
    pub turn: Option<ThreadId>,
}

/// What a step has brought about.
#[derive(Default)]
pub struct Taken {
    /// What went wrong, and where.
    pub wrong: Vec<(FindingKind, Site)>,
    /// Every choice, where somebody wants to know.
    pub choices: Option<Vec<Choice>>,
}

/// How a program ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// With this exit code.
    Exit(u8),
    /// It can never go on.
    Deadlock,
    /// A limit ended it.
    Limit(LimitKind),
}

impl End {
    /// The exit code of `interleave run`.
    pub fn exit(self) -> u8 {
        match self {
            End::Exit(code) => code,
            End::Deadlock => 3,
            End::Limit(_) => 4,
        }
    }
}

/// Where a search begins, if that is not the start of the program.
pub struct Origin {
    /// The world, every thread of which stands before an operation that others could notice.
    pub world: World,
    /// What the program has written to standard output by then.
    pub written: String,
}

/// Makes steps.
pub struct Walker {
    origin: Option<Origin>,
    program: Arc<Program>,
    config: Config,
    pub options: Options,
    pub outputs: Outputs,
    fusing: Fusing,
    /// Whether a thread that is alone goes on at once.
    pub alone: bool,
    /// A rule of `fusing` does not hold: all has to be done anew.
    pub stale: bool,
    /// What one step writes.
    written: Trace,
    /// Steps that it has seen.
    passed: u32,
    looks: Vec<ObjectId>,
    /// Choices performed so far.
    performed: u64,
}

impl Walker {
    pub fn new(
        program: Arc<Program>,
        config: &Config,
        options: Options,
        origin: Option<Origin>,
    ) -> Self {
        let mut walker = Self {
            origin,
            fusing: Fusing::new(),
            alone: true,
            program,
            config: config.clone(),
            options,
            outputs: Outputs::new(),
            stale: false,
            written: Trace::of_output(),
            passed: 0,
            looks: Vec::new(),
            performed: 0,
        };
        walker.survey();
        walker
    }

    /// Goes along some schedules by chance, to see which rules do not hold before relying on them.
    fn survey(&mut self) {
        if self.options.every_step {
            return;
        }
        let mut chance = Chance::new(0);
        let mut choices = Vec::new();
        self.fusing.rest(true);
        let mut taken = Taken::default();
        let first = self.start(&mut taken);
        for _ in 0..SURVEYS {
            let mut position = first.clone();
            let from = self.performed;
            while self.performed < from + SURVEYED_STEPS {
                self.choices(&position, &mut choices);
                let Some(&choice) = choices.get(chance.below(choices.len() as u32) as usize) else {
                    break;
                };
                self.take(&mut position, choice, &mut taken);
            }
            self.fusing.forget();
        }
        self.reset();
        self.fusing.rest(false);
    }

    /// Whether writes may wait in buffers.
    pub fn is_weak(&self) -> bool {
        self.config.memory != MemoryModel::Sequential
    }

    /// Begins anew, without the rules that did not hold.
    pub fn reset(&mut self) {
        self.fusing.forget();
        self.outputs = Outputs::new();
        self.stale = false;
    }

    /// The first state.
    pub fn start(&mut self, taken: &mut Taken) -> Position {
        let (world, written) = match &self.origin {
            Some(origin) => (origin.world.clone(), origin.written.as_str()),
            None => (World::new(self.program.clone(), &self.config), ""),
        };
        let mut position = Position {
            world,
            output: self.outputs.append(OutputId::default(), written),
            turn: None,
        };
        position
            .world
            .run_unnoticed(ThreadId(0), &mut Log::new(Some(&mut self.written), &mut 0));
        self.harvest(&mut position, taken);
        self.settle(&mut position, None, taken);
        position
    }

    /// What may happen next.
    pub fn choices(&self, position: &Position, into: &mut Vec<Choice>) {
        into.clear();
        let world = &position.world;
        if world.ending().is_some() {
            return;
        }
        if world.has_buffers() {
            for thread in world.threads() {
                into.extend(world.drains_of(thread.id));
            }
        }
        if let Some(turn) = position.turn {
            let drains = into.len();
            into.extend(world.choices_of(turn).into_iter().flatten());
            if into.len() > drains {
                return;
            }
        }
        for thread in world.threads() {
            if !thread.ended {
                into.extend(world.choices_of(thread.id).into_iter().flatten());
            }
        }
    }

    /// Makes a step.
    pub fn take(&mut self, position: &mut Position, choice: Choice, taken: &mut Taken) {
        let thread = choice.thread();
        if thread.index() >= position.world.threads().len() {
            return;
        }
        if let Choice::Drain(..) = choice {
            self.perform(position, choice, taken, false);
            self.settle(position, None, taken);
            return;
        }
        let footprint = position.world.footprint(thread);
        self.stale |= self.fusing.notice(&position.world, thread, footprint);
        let waited = !matches!(position.world.readiness(thread), Readiness::Open);
        self.perform(position, choice, taken, false);
        let gave_way = self.settle(position, Some(thread), taken);
        position.turn = None;
        if self.options.gil && !waited && !gave_way {
            let world = &position.world;
            let goes_on = matches!(world.readiness(thread), Readiness::Open | Readiness::Local);
            if goes_on && !world.crossed_breaker(thread) {
                position.turn = Some(thread);
            }
        }
    }

    /// The fingerprint of a state.
    pub fn fingerprint(&self, position: &mut Position) -> u64 {
        let print = position.output.mix(position.world.fingerprint());
        match position.turn {
            // The fractional digits of the square root of two.
            Some(thread) => print ^ u64::from(thread.0 + 1).wrapping_mul(0x6a09_e667_f3bc_c909),
            None => print,
        }
    }

    /// How the program has ended, if nothing can happen any more.
    pub fn end(&self, position: &Position) -> End {
        match position.world.ending() {
            Some(Ending::Finished { code }) => End::Exit(*code),
            Some(Ending::Failed(_)) => End::Exit(1),
            Some(Ending::Limit(limit)) => End::Limit(*limit),
            None => End::Deadlock,
        }
    }

    /// The expectations that are not met in a state, by their places in the list; `Possible` ones that are.
    pub fn judge(&self, position: &Position, ended: bool, into: &mut Vec<u32>) {
        into.clear();
        for (index, expectation) in self.options.expectations.iter().enumerate() {
            let wanted = match expectation.when {
                When::Final | When::Possible if !ended => continue,
                When::Final | When::Always => true,
                When::Never | When::Possible => false,
            };
            if !self.agrees(position, expectation.holds, wanted) {
                into.push(index as u32);
            }
        }
    }

    /// Whether a function of the program says so in a state. What cannot be said yet agrees with everything.
    fn agrees(&self, position: &Position, function: FunctionId, wanted: bool) -> bool {
        match position.world.ask(function) {
            Answer::Truth(truth) => truth == wanted,
            // Before a name is bound nothing can be said of it; at the end that is an answer.
            Answer::Raised(error) => {
                !wanted || error.starts_with("NameError") && position.world.ending().is_none()
            }
            Answer::Text(_) | Answer::Unknown => !wanted,
        }
    }

    /// The schedule of a sequence of choices from the start, with what follows from each.
    pub fn whole(&mut self, choices: &[Choice]) -> Vec<Choice> {
        let mut taken = Taken {
            choices: Some(Vec::new()),
            ..Taken::default()
        };
        let mut position = self.start(&mut taken);
        for &choice in choices {
            self.take(&mut position, choice, &mut taken);
        }
        taken.choices.unwrap_or_default()
    }

    fn perform(&mut self, position: &mut Position, choice: Choice, taken: &mut Taken, looks: bool) {
        self.performed += 1;
        if let Some(choices) = &mut taken.choices {
            choices.push(choice);
        }
        let mut count = 0;
        let mut log = Log::new(Some(&mut self.written), &mut count);
        let looks = looks.then_some(&mut self.looks);
        position.world.apply_noting(choice, &mut log, looks);
        self.harvest(position, taken);
    }

    /// Lets everything happen that follows at once; whether the thread that was chosen might have lost CPython's lock in
    /// the course of it.
    fn settle(
        &mut self,
        position: &mut Position,
        chosen: Option<ThreadId>,
        taken: &mut Taken,
    ) -> bool {
        let mut gave_way = false;
        for _ in 0..MOST_FUSED {
            let Some((choice, alone)) = self.next_at_once(position) else {
                break;
            };
            let thread = choice.thread();
            let footprint = position.world.footprint(thread);
            self.stale |= self.fusing.notice(&position.world, thread, footprint);
            if Some(thread) == chosen {
                gave_way |= position.world.crossed_breaker(thread)
                    || !matches!(footprint, Footprint::Memory { .. });
            }
            self.looks.clear();
            self.perform(position, choice, taken, !alone);
            if !alone {
                let looks = std::mem::take(&mut self.looks);
                self.stale |= self.fusing.notice_looks(&position.world, &looks);
                self.looks = looks;
            }
        }
        // Once for all that came along.
        position.world.tidy();
        gave_way
    }

    /// The choice that follows at once, if there is one; whether it is that of a thread that is alone.
    fn next_at_once(&self, position: &Position) -> Option<(Choice, bool)> {
        if self.options.every_step || position.world.ending().is_some() {
            return None;
        }
        let world = &position.world;
        let mut alive = world.threads().iter().filter(|thread| !thread.ended);
        let alone = match (alive.next(), alive.next()) {
            (Some(only), None) => Some(only.id),
            _ => None,
        };
        if let Some(thread) = alone.filter(|_| self.alone) {
            return match world.choices_of(thread) {
                [Some(choice), None] | [None, Some(choice)] => Some((choice, true)),
                _ => None,
            };
        }
        for thread in world.threads() {
            if thread.ended {
                continue;
            }
            let footprint = world.footprint(thread.id);
            // Who owns what is a question among several threads.
            let is_question = alone.is_none() || !matches!(footprint, Footprint::Memory { .. });
            // What empties a buffer, or goes through it, is noticed.
            let is_buffered = world.has_buffers()
                && (world.has_waiting_stores(thread.id)
                    || matches!(footprint, Footprint::Memory { .. }));
            if is_question
                && !is_buffered
                && self.fusing.comes_at_once(thread.id, footprint)
                && let [Some(choice), None] = world.choices_of(thread.id)
            {
                return Some((choice, false));
            }
        }
        None
    }

    /// Reads what steps have written.
    fn harvest(&mut self, position: &mut Position, taken: &mut Taken) {
        self.passed += 1;
        let events = self.written.events();
        if events.is_empty() && self.passed < MOST_STEPS {
            return;
        }
        let mut text = String::new();
        for event in events {
            match event.what {
                What::Output {
                    text: id,
                    error: false,
                } => text.push_str(self.written.text(id)),
                What::Uncaught { exception } => {
                    let kind = match self.written.text(exception).split(':').next() {
                        Some("AssertionError") => FindingKind::Assertion,
                        _ => FindingKind::Exception,
                    };
                    taken.wrong.push((kind, event.site));
                }
                _ => {}
            }
        }
        self.written.take_events();
        if self.passed >= MOST_STEPS {
            self.written = Trace::of_output();
            self.passed = 0;
        }
        position.output = self.outputs.append(position.output, &text);
    }
}
