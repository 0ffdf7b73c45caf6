//! Dynamic partial-order reduction: depth first, one schedule for each order of operations that matters.
//!
//! Schedules that differ in the order of steps that commute lead to the same; of each such class one is enough. Where a step
//! races with an earlier one of another thread, a schedule with the two the other way round has to be tried too: the state
//! before the earlier one gets a thread to begin that with, unless it has one already (source sets: Abdulla, Aronis, Jonsson and
//! Sagonas, POPL 2014, algorithm 1). Sleep sets keep a class from being tried twice (Godefroid, 1996). Which steps
//! commute is said by [`Footprint::commutes`]; what it does not know commutes with nothing. States are not
//! remembered, so a program that can go round for ever meets the bound on the steps of a schedule.

use interleave_engine::Choice;
use interleave_engine::world::Footprint;
use interleave_trace::{LimitKind, ThreadId};

use crate::report::{Progress, Report};
use crate::seen::Seen;
use crate::walker::{Position, Taken, Walker};

/// Most steps of one schedule: a search that goes deeper is rather going round.
const MOST_STEPS: u32 = 5000;

/// A state on the way that is being tried.
struct Node {
    position: Position,
    choices: Vec<Choice>,
    /// Threads to be tried, in the order in which they were added.
    todo: Vec<ThreadId>,
    /// How many of them were begun.
    begun: usize,
    /// Choices of the thread that is being tried which are still to be tried.
    rest: Vec<Choice>,
    /// Threads that need not be tried: a schedule that begins with them was tried elsewhere.
    asleep: Vec<ThreadId>,
    /// Of each thread, the step after which it goes on here, by what happens before what.
    clocks: Vec<Clock>,
    /// The step that was taken from here.
    step: Option<Step>,
}

/// A step on the way.
#[derive(Clone)]
struct Step {
    thread: ThreadId,
    footprint: Footprint,
    clock: Clock,
}

/// For each thread the number of its last step that happened before; steps count from 1.
#[derive(Clone, Default)]
struct Clock(Vec<u32>);

impl Clock {
    fn get(&self, thread: ThreadId) -> u32 {
        self.0.get(thread.index()).copied().unwrap_or(0)
    }

    fn set(&mut self, thread: ThreadId, step: u32) {
        if self.0.len() <= thread.index() {
            self.0.resize(thread.index() + 1, 0);
        }
        if let Some(place) = self.0.get_mut(thread.index()) {
            *place = step;
        }
    }

    fn merge(&mut self, other: &Clock) {
        for (index, &step) in other.0.iter().enumerate() {
            let thread = ThreadId(index as u32);
            self.set(thread, self.get(thread).max(step));
        }
    }
}

/// The search.
pub struct Reduced {
    way: Vec<Node>,
    choices: Vec<Choice>,
    seen: Seen,
    limit: Option<LimitKind>,
}

impl Reduced {
    /// A search that is about to begin.
    pub fn new(walker: &mut Walker) -> Self {
        // What a thread does when it is alone has to be seen as steps of its own.
        walker.alone = false;
        let mut taken = Taken::default();
        let position = walker.start(&mut taken);
        let mut search = Self {
            way: Vec::new(),
            choices: Vec::new(),
            seen: Seen::default(),
            limit: None,
        };
        search
            .seen
            .look_at(walker, &position, ThreadId(0), &taken, &[]);
        search.enter(walker, position, Vec::new(), Vec::new());
        search
    }

    /// Makes so many steps.
    pub fn go_on(&mut self, walker: &mut Walker, steps: u64) -> Progress {
        for _ in 0..steps {
            if self.way.is_empty() || self.is_stopped() || walker.stale {
                break;
            }
            self.step(walker);
            let bounds = walker.options.bounds;
            if self.seen.steps >= bounds.states {
                self.limit = Some(LimitKind::States);
            } else if self.seen.schedules >= bounds.schedules.saturating_mul(1000) {
                self.limit = Some(LimitKind::Schedules);
            }
        }
        Progress {
            states: self.seen.steps,
            expanded: self.seen.steps,
            frontier: self.way.len() as u64,
            schedules: self.seen.schedules,
            depth: self.seen.depth,
            done: self.way.is_empty() || self.is_stopped(),
        }
    }

    /// Stops where it is.
    pub fn stop(&mut self) {
        if !self.way.is_empty() {
            self.limit = Some(LimitKind::Patience);
        }
    }

    fn is_stopped(&self) -> bool {
        !matches!(self.limit, None | Some(LimitKind::Depth))
    }

    /// What was found out so far.
    pub fn report(&self, walker: &mut Walker) -> Report {
        let unfinished = (!self.way.is_empty()).then_some(LimitKind::Patience);
        let limit = self.seen.limit.or(self.limit).or(unfinished);
        self.seen.report(walker, limit)
    }

    /// A state is reached: what races with the way to it, and with whom to begin here.
    fn enter(
        &mut self,
        walker: &Walker,
        position: Position,
        asleep: Vec<ThreadId>,
        mut clocks: Vec<Clock>,
    ) {
        let mut choices = Vec::new();
        walker.choices(&position, &mut choices);
        clocks.resize(position.world.threads().len(), Clock::default());
        if choices.is_empty() {
            self.seen.end(walker, &position, &self.choices);
        }
        let node = Node {
            todo: Vec::new(),
            begun: 0,
            rest: Vec::new(),
            asleep,
            clocks,
            step: None,
            choices,
            position,
        };
        self.note_reversals(&node);
        let mut node = node;
        let awake = node
            .choices
            .iter()
            .map(|choice| choice.thread())
            .find(|thread| !node.asleep.contains(thread));
        node.todo.extend(awake);
        let most = walker.options.bounds.depth.min(MOST_STEPS);
        if self.way.len() as u32 >= most && !node.choices.is_empty() {
            self.limit = Some(LimitKind::Depth);
            node.todo.clear();
        }
        self.way.push(node);
    }

    /// For every thread, whether what it is about to do races with a step on the way: then the state before that step
    /// gets somebody to begin the other order with.
    fn note_reversals(&mut self, here: &Node) {
        let world = &here.position.world;
        for thread in world.threads() {
            if thread.ended {
                continue;
            }
            let footprint = world.footprint(thread.id);
            let Some(clock) = here.clocks.get(thread.id.index()) else {
                continue;
            };
            for at in (0..self.way.len()).rev() {
                let Some(step) = self.way.get(at).and_then(|node| node.step.as_ref()) else {
                    continue;
                };
                let number = at as u32 + 1;
                if step.thread == thread.id
                    || clock.get(step.thread) >= number
                    || step.footprint.commutes(footprint)
                {
                    continue;
                }
                let initials = self.initials(at, thread.id, clock);
                let Some(before) = self.way.get_mut(at) else {
                    continue;
                };
                let can = |node: &Node, who: ThreadId| {
                    node.choices.iter().any(|choice| choice.thread() == who)
                };
                let possible = can(before, thread.id);
                if !initials.iter().any(|who| before.todo.contains(who)) {
                    let first = [thread.id]
                        .into_iter()
                        .chain(initials.iter().copied())
                        .find(|&who| initials.contains(&who) && can(before, who));
                    match first {
                        Some(who) => before.todo.push(who),
                        None => {
                            let all = before.choices.iter().map(|choice| choice.thread());
                            let all: Vec<ThreadId> = all.collect();
                            for who in all {
                                if !before.todo.contains(&who) {
                                    before.todo.push(who);
                                }
                            }
                        }
                    }
                }
                if possible {
                    break;
                }
            }
        }
    }

    /// Who can make the first step of what follows a step without depending on it, and then the thread's own next step.
    fn initials(&self, at: usize, thread: ThreadId, clock: &Clock) -> Vec<ThreadId> {
        let Some(first) = self.way.get(at).and_then(|node| node.step.as_ref()) else {
            return vec![thread];
        };
        let number = at as u32 + 1;
        let mut independent: Vec<(u32, &Step)> = Vec::new();
        for (index, node) in self.way.iter().enumerate().skip(at + 1) {
            if let Some(step) = &node.step
                && step.clock.get(first.thread) < number
            {
                independent.push((index as u32 + 1, step));
            }
        }
        let mut initials = Vec::new();
        let follows = |clock: &Clock, before: &[(u32, &Step)]| {
            before
                .iter()
                .any(|(number, step)| clock.get(step.thread) >= *number)
        };
        for (index, (_, step)) in independent.iter().enumerate() {
            let before = independent.get(..index).unwrap_or_default();
            if !initials.contains(&step.thread) && !follows(&step.clock, before) {
                initials.push(step.thread);
            }
        }
        if !initials.contains(&thread) && !follows(clock, &independent) {
            initials.push(thread);
        }
        initials
    }

    fn step(&mut self, walker: &mut Walker) {
        let number = self.way.len() as u32;
        let Some(node) = self.way.last_mut() else {
            return;
        };
        // Of a thread that can go on or give up, both have to be tried.
        let choice = match node.rest.pop() {
            Some(choice) => choice,
            None => {
                if let Some(step) = node.step.take() {
                    node.asleep.push(step.thread);
                }
                let next = loop {
                    match node.todo.get(node.begun).copied() {
                        Some(thread) if node.asleep.contains(&thread) => node.begun += 1,
                        next => break next,
                    }
                };
                let Some(thread) = next else {
                    self.way.pop();
                    self.choices.truncate(self.way.len().saturating_sub(1));
                    return;
                };
                node.begun += 1;
                node.rest = node.choices.clone();
                node.rest.retain(|choice| choice.thread() == thread);
                match node.rest.pop() {
                    Some(choice) => choice,
                    None => return,
                }
            }
        };
        let thread = choice.thread();
        let footprint = node.position.world.footprint(thread);
        let mut position = node.position.clone();
        let mut clocks = node.clocks.clone();
        let world = &node.position.world;
        let asleep = node.asleep.iter().copied();
        let asleep = asleep
            .filter(|&who| who != thread && world.footprint(who).commutes(footprint))
            .collect();
        let mut clock = clocks.get(thread.index()).cloned().unwrap_or_default();
        for node in &self.way {
            if let Some(step) = &node.step
                && (step.thread == thread || !step.footprint.commutes(footprint))
            {
                clock.merge(&step.clock);
            }
        }
        clock.set(thread, number);
        self.choices.truncate(self.way.len() - 1);
        let mut taken = Taken {
            choices: Some(Vec::new()),
            ..Taken::default()
        };
        walker.take(&mut position, choice, &mut taken);
        // What came along belongs to the step, and so does what it made.
        clocks.resize(position.world.threads().len(), clock.clone());
        for moved in taken.choices.iter().flatten().map(|choice| choice.thread()) {
            if let Some(known) = clocks.get_mut(moved.index()) {
                known.merge(&clock);
            }
        }
        if let Some(node) = self.way.last_mut() {
            node.step = Some(Step {
                thread,
                footprint,
                clock,
            });
        }
        self.choices.push(choice);
        self.seen
            .look_at(walker, &position, thread, &taken, &self.choices);
        self.enter(walker, position, asleep, clocks);
    }
}
