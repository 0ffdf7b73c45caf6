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

use crate::position::Position;
use crate::report::{Progress, Report};
use crate::seen::Seen;
use crate::walker::{Taken, Walker};

/// Most steps of one schedule: a search that goes deeper is rather going round.
const MOST_STEPS: u32 = 5000;

/// A state on the way that is being tried.
#[derive(Default)]
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
    clocks: Clocks,
    /// The step that was taken from here, if one was.
    step: Step,
    is_taken: bool,
}

/// A step on the way.
struct Step {
    thread: ThreadId,
    footprint: Footprint,
    clock: Vec<u32>,
}

impl Default for Step {
    fn default() -> Self {
        Self {
            thread: ThreadId(0),
            footprint: Footprint::Nothing,
            clock: Vec::new(),
        }
    }
}

/// For each thread a clock: for each thread, the number of its last step that happened before; steps count from 1, and
/// what is not there is 0.
#[derive(Clone, Default)]
struct Clocks(Vec<Vec<u32>>);

impl Clocks {
    fn of(&self, thread: ThreadId) -> &[u32] {
        self.0.get(thread.index()).map_or(&[], |clock| clock)
    }

    /// Becomes the same as another one, in the room that it has.
    fn copy(&mut self, other: &Clocks) {
        self.0.truncate(other.0.len());
        let common = self.0.len();
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            own.clone_from(other);
        }
        self.0.extend(other.0.iter().skip(common).cloned());
    }
}

/// What a clock says of a thread.
fn last_step(clock: &[u32], thread: ThreadId) -> u32 {
    clock.get(thread.index()).copied().unwrap_or(0)
}

fn merge(clock: &mut Vec<u32>, other: &[u32]) {
    if clock.len() < other.len() {
        clock.resize(other.len(), 0);
    }
    for (own, &other) in clock.iter_mut().zip(other) {
        *own = (*own).max(other);
    }
}

/// The search.
pub struct Reduced {
    way: Vec<Node>,
    /// Nodes that were left, for their room.
    spare: Vec<Node>,
    /// What a step has brought about, and its clock.
    taken: Taken,
    clock: Vec<u32>,
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
            spare: Vec::new(),
            taken: Taken {
                choices: Some(Vec::new()),
                ..Taken::default()
            },
            clock: Vec::new(),
            choices: Vec::new(),
            seen: Seen::default(),
            limit: None,
        };
        search
            .seen
            .look_at(walker, &position, ThreadId(0), &taken, &[]);
        let first = Node {
            position,
            ..Node::default()
        };
        search.enter(walker, first);
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

    /// A state is reached, of which the position, the clocks and who is asleep are known: what races with the way to it, and
    /// with whom to begin here.
    fn enter(&mut self, walker: &Walker, mut node: Node) {
        walker.choices(&node.position, &mut node.choices);
        let threads = node.position.standings.len();
        node.clocks.0.resize(threads, Vec::new());
        if node.choices.is_empty() {
            self.seen.end(walker, &node.position, &self.choices);
        }
        node.todo.clear();
        node.rest.clear();
        (node.begun, node.is_taken) = (0, false);
        self.note_reversals(walker, &node);
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
    fn note_reversals(&mut self, walker: &Walker, here: &Node) {
        for (thread, look) in walker.crowd(&here.position).threads() {
            if look.ended {
                continue;
            }
            let footprint = look.footprint;
            let clock = here.clocks.of(thread);
            for at in (0..self.way.len()).rev() {
                let Some(step) = self.step_at(at) else {
                    continue;
                };
                let number = at as u32 + 1;
                if step.thread == thread
                    || last_step(clock, step.thread) >= number
                    || step.footprint.commutes(footprint)
                {
                    continue;
                }
                let initials = self.initials(at, thread, clock);
                let Some(before) = self.way.get_mut(at) else {
                    continue;
                };
                let can = |node: &Node, who: ThreadId| {
                    node.choices.iter().any(|choice| choice.thread() == who)
                };
                let possible = can(before, thread);
                if !initials.iter().any(|who| before.todo.contains(who)) {
                    let first = [thread]
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

    fn step_at(&self, at: usize) -> Option<&Step> {
        let node = self.way.get(at)?;
        node.is_taken.then_some(&node.step)
    }

    /// Who can make the first step of what follows a step without depending on it, and then the thread's own next step.
    fn initials(&self, at: usize, thread: ThreadId, clock: &[u32]) -> Vec<ThreadId> {
        let Some(first) = self.step_at(at) else {
            return vec![thread];
        };
        let number = at as u32 + 1;
        let mut independent: Vec<(u32, &Step)> = Vec::new();
        for index in at + 1..self.way.len() {
            if let Some(step) = self.step_at(index)
                && last_step(&step.clock, first.thread) < number
            {
                independent.push((index as u32 + 1, step));
            }
        }
        let mut initials = Vec::new();
        let follows = |clock: &[u32], before: &[(u32, &Step)]| {
            before
                .iter()
                .any(|(number, step)| last_step(clock, step.thread) >= *number)
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

    /// The next choice to be tried from the state at the end of the way, if there is one.
    fn next_choice(&mut self) -> Option<Choice> {
        let node = self.way.last_mut()?;
        // Of a thread that can go on or give up, both have to be tried.
        if let Some(choice) = node.rest.pop() {
            return Some(choice);
        }
        if std::mem::take(&mut node.is_taken) {
            node.asleep.push(node.step.thread);
        }
        loop {
            let thread = *node.todo.get(node.begun)?;
            node.begun += 1;
            if node.asleep.contains(&thread) {
                continue;
            }
            let choices = node.choices.iter().copied();
            node.rest
                .extend(choices.filter(|choice| choice.thread() == thread));
            if let Some(choice) = node.rest.pop() {
                return Some(choice);
            }
        }
    }

    fn step(&mut self, walker: &mut Walker) {
        let number = self.way.len() as u32;
        let Some(choice) = self.next_choice() else {
            self.spare.extend(self.way.pop());
            self.choices.truncate(self.way.len().saturating_sub(1));
            return;
        };
        let mut next = self.spare.pop().unwrap_or_default();
        let mut taken = std::mem::take(&mut self.taken);
        let mut clock = std::mem::take(&mut self.clock);
        let Some(node) = self.way.last() else {
            return;
        };
        let thread = choice.thread();
        let crowd = walker.crowd(&node.position);
        let touches = |thread| {
            let look = crowd.look(thread);
            look.map_or(Footprint::Nothing, |look| look.footprint)
        };
        let footprint = touches(thread);
        next.position.copy(&node.position);
        next.clocks.copy(&node.clocks);
        let asleep = node.asleep.iter().copied();
        next.asleep.clear();
        next.asleep
            .extend(asleep.filter(|&who| who != thread && touches(who).commutes(footprint)));
        clock.clear();
        clock.extend_from_slice(node.clocks.of(thread));
        for at in (0..self.way.len()).rev() {
            // What happened before the thread's own last step is in its clock.
            if let Some(step) = self.step_at(at)
                && last_step(&clock, step.thread) <= at as u32
                && (step.thread == thread || !step.footprint.commutes(footprint))
            {
                merge(&mut clock, &step.clock);
            }
        }
        if clock.len() <= thread.index() {
            clock.resize(thread.index() + 1, 0);
        }
        if let Some(place) = clock.get_mut(thread.index()) {
            *place = number;
        }
        self.choices.truncate(self.way.len() - 1);
        taken.wrong.clear();
        if let Some(choices) = &mut taken.choices {
            choices.clear();
        }
        walker.take(&mut next.position, choice, &mut taken);
        // What came along belongs to the step, and so does what it made.
        let threads = next.position.standings.len();
        while next.clocks.0.len() < threads {
            next.clocks.0.push(clock.clone());
        }
        for moved in taken.choices.iter().flatten().map(|choice| choice.thread()) {
            if let Some(known) = next.clocks.0.get_mut(moved.index()) {
                merge(known, &clock);
            }
        }
        if let Some(node) = self.way.last_mut() {
            node.is_taken = true;
            (node.step.thread, node.step.footprint) = (thread, footprint);
            node.step.clock.clone_from(&clock);
        }
        self.choices.push(choice);
        self.seen
            .look_at(walker, &next.position, thread, &taken, &self.choices);
        (self.taken, self.clock) = (taken, clock);
        self.enter(walker, next);
    }
}
