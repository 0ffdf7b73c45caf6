//! Breadth-first search: every state once, the shortest way to each, nothing left out.

use std::collections::VecDeque;
use std::sync::Arc;

use interleave_engine::world::task::State;
use interleave_engine::world::{Ending, Log};
use interleave_engine::{Choice, Config, World};
use interleave_program::{Native, Program};
use interleave_trace::{LimitKind, ThreadId, Trace, What};
use num_bigint::BigUint;

use crate::graph::{Graph, StateId};
use crate::outputs::{OutputId, Outputs};
use crate::report::{Finding, FindingKind, Outcome, Report, Verdict};
use crate::{count, livelock};

/// Bounds of a search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// States.
    pub states: u64,
    /// Bytes that the search may take, as it estimates them.
    pub bytes: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            states: 20_000_000,
            bytes: 4 << 30,
        }
    }
}

/// How far a search has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// States seen.
    pub states: u64,
    /// States whose steps were tried.
    pub expanded: u64,
    /// Steps of the longest shortest schedule so far.
    pub depth: u32,
    /// Whether the search is over.
    pub done: bool,
}

/// A world that waits to be expanded.
struct Pending {
    world: World,
    output: OutputId,
    depth: u32,
}

/// A state in which the program has ended, or can never go on.
struct End {
    state: StateId,
    output: OutputId,
    exit: u8,
}

/// What a waiting world takes besides what it shares with others: its own tables, a task and a chunk of objects.
const PENDING_BYTES: u64 = 2048;

/// A search that is done in slices.
pub struct Search {
    graph: Graph,
    pending: VecDeque<Pending>,
    outputs: Outputs,
    ends: Vec<End>,
    failures: Vec<(FindingKind, StateId)>,
    bounds: Bounds,
    limit: Option<LimitKind>,
    depth: u32,
    /// What one step writes.
    written: Trace,
}

impl Search {
    /// A search that is about to begin. Of the configuration only the limits matter: time and cores are nobody's
    /// concern here.
    #[must_use]
    pub fn new(program: Arc<Program>, config: &Config, bounds: Bounds) -> Self {
        let mut search = Self {
            graph: Graph::default(),
            pending: VecDeque::new(),
            outputs: Outputs::new(),
            ends: Vec::new(),
            failures: Vec::new(),
            bounds,
            limit: None,
            depth: 0,
            written: Trace::of_output(),
        };
        let mut world = World::new(program, config);
        let output = search.step(&mut world, OutputId::default(), |world, log| {
            world.run_unnoticed(ThreadId(0), log);
        });
        let fingerprint = output.mix(world.fingerprint());
        search.graph.reach(fingerprint, 0, Choice::Run(ThreadId(0)));
        search.pending.push_back(Pending {
            world,
            output,
            depth: 0,
        });
        search
    }

    /// Expands so many states, fewer when that is all.
    pub fn go_on(&mut self, states: u64) -> Progress {
        for _ in 0..states {
            if self.limit.is_some() {
                break;
            }
            let Some(next) = self.pending.pop_front() else {
                break;
            };
            self.expand(next);
            self.check_bounds();
        }
        Progress {
            states: self.graph.len() as u64,
            expanded: self.graph.expanded() as u64,
            depth: self.depth,
            done: self.limit.is_some() || self.pending.is_empty(),
        }
    }

    /// What was found out so far.
    #[must_use]
    pub fn report(&self) -> Report {
        let complete = self.limit.is_none() && self.pending.is_empty();
        let mut findings: Vec<Finding> = self
            .failures
            .iter()
            .map(|&(kind, state)| Finding {
                kind,
                schedule: self.graph.schedule_to(state),
                circle: Default::default(),
            })
            .collect();
        if complete {
            findings.extend(
                livelock::livelocks(&self.graph)
                    .iter()
                    .map(|&state| Finding {
                        kind: FindingKind::Livelock,
                        schedule: self.graph.schedule_to(state),
                        circle: livelock::circle(&self.graph, state).into_iter().collect(),
                    }),
            );
        }
        let (outcomes, interleavings) = self.outcomes(complete);
        Report {
            verdict: match (findings.is_empty(), complete) {
                (false, _) => Verdict::Fail,
                (true, true) => Verdict::Pass,
                (true, false) => Verdict::Incomplete,
            },
            states: self.graph.len() as u64,
            interleavings,
            outcomes,
            findings,
            limit: self.limit,
        }
    }

    /// Every outcome, and the number of all schedules.
    fn outcomes(&self, complete: bool) -> (Vec<Outcome>, Option<BigUint>) {
        let states: Vec<StateId> = self.ends.iter().map(|end| end.state).collect();
        let ways = complete
            .then(|| count::ways(&self.graph, &states))
            .flatten();
        let all = ways.as_ref().map(|ways| ways.iter().sum());
        let mut outcomes: Vec<Outcome> = Vec::new();
        for (index, end) in self.ends.iter().enumerate() {
            let stdout = self.outputs.text(end.output);
            let count = ways.as_ref().and_then(|ways| ways.get(index).cloned());
            let same =
                |outcome: &&mut Outcome| outcome.exit == end.exit && outcome.stdout == stdout;
            match outcomes.iter_mut().find(same) {
                Some(outcome) => {
                    if let (Some(sum), Some(count)) = (&mut outcome.count, count) {
                        *sum += count;
                    }
                }
                None => outcomes.push(Outcome {
                    stdout: stdout.to_owned(),
                    exit: end.exit,
                    count,
                    schedule: self.graph.schedule_to(end.state),
                }),
            }
        }
        (outcomes, all)
    }

    /// Tries everything that may happen next in a state.
    fn expand(&mut self, here: Pending) {
        let state = self.graph.expanded() as StateId;
        self.depth = here.depth;
        let choices = here.world.enabled();
        if choices.is_empty() {
            self.end(state, &here);
        }
        for choice in choices {
            let mut world = here.world.clone();
            let output = self.step(&mut world, here.output, |world, log| {
                world.apply(choice, log)
            });
            let fingerprint = output.mix(world.fingerprint());
            let (target, is_new) = self.graph.reach(fingerprint, state, choice);
            self.graph.connect(choice, target);
            if is_new {
                self.note_failure(target, &mut world, choice.thread());
                let depth = here.depth + 1;
                self.pending.push_back(Pending {
                    world,
                    output,
                    depth,
                });
            }
        }
        self.graph.close();
    }

    /// Lets something happen in a world, and gives what has been written then.
    fn step(
        &mut self,
        world: &mut World,
        before: OutputId,
        happen: impl FnOnce(&mut World, &mut Log<'_>),
    ) -> OutputId {
        let from = self.written.events().len();
        happen(world, &mut Log::new(Some(&mut self.written), &mut 0));
        let Some(new) = self.written.events().get(from..) else {
            return before;
        };
        let mut text = String::new();
        for event in new {
            if let What::Output {
                text: id,
                error: false,
            } = event.what
            {
                text.push_str(self.written.text(id));
            }
        }
        if self.written.events().len() > 4096 {
            self.written = Trace::of_output();
        }
        self.outputs.append(before, &text)
    }

    /// A thread of the program has just ended with an exception.
    fn note_failure(&mut self, state: StateId, world: &mut World, thread: ThreadId) {
        let Some(root) = world
            .threads()
            .get(thread.index())
            .map(|thread| thread.root)
        else {
            return;
        };
        if matches!(world.task(root).state, State::Failed(_))
            && !world.failed_with(root, Native::SystemExit)
        {
            let kind = if world.failed_with(root, Native::AssertionError) {
                FindingKind::Assertion
            } else {
                FindingKind::Exception
            };
            self.note(kind, state);
        }
    }

    /// One finding of a kind is enough: the first is a shortest.
    fn note(&mut self, kind: FindingKind, state: StateId) {
        if !self.failures.iter().any(|&(known, _)| known == kind) {
            self.failures.push((kind, state));
        }
    }

    fn end(&mut self, state: StateId, here: &Pending) {
        let exit = match here.world.ending() {
            Some(Ending::Finished { code }) => *code,
            Some(Ending::Failed(_)) => 1,
            Some(Ending::Limit(limit)) => {
                self.limit = Some(*limit);
                return;
            }
            None => {
                self.note(FindingKind::Deadlock, state);
                3
            }
        };
        self.ends.push(End {
            state,
            output: here.output,
            exit,
        });
    }

    fn check_bounds(&mut self) {
        let bytes =
            self.graph.bytes() + self.outputs.bytes() + self.pending.len() as u64 * PENDING_BYTES;
        if self.graph.len() as u64 > self.bounds.states || self.graph.len() >= u32::MAX as usize {
            self.limit = Some(LimitKind::Steps);
        } else if bytes > self.bounds.bytes {
            self.limit = Some(LimitKind::Memory);
        }
    }
}
