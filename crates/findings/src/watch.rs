//! All detectors together, fed with the events of a run.

use interleave_program::Program;
use interleave_trace::{Event, Moment, ObjectId, ObjectKind, TaskId, ThreadId, Trace};

use super::blocked_loop::BlockedLoops;
use super::deadlock::Deadlocks;
use super::endings::Endings;
use super::finding::Finding;
use super::lost_wakeup::LostWakeups;
use super::order::Order;
use super::race::Races;
use super::standing::Standing;
use super::starvation::Starvation;

/// What a run's rules mean for findings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rules {
    /// Whether one lock serialises the threads, as in CPython.
    pub gil: bool,
}

/// An event as detectors see it.
pub(crate) struct Seen<'a> {
    pub program: &'a Program,
    /// The tables that the event refers to.
    pub trace: &'a Trace,
    pub event: &'a Event,
    /// The moment just after the event.
    pub moment: Moment,
    pub rules: Rules,
}

impl Seen<'_> {
    /// The kernel thread of a task.
    pub fn thread(&self, task: TaskId) -> ThreadId {
        self.trace
            .task(task)
            .map_or(ThreadId(0), |info| info.thread)
    }

    /// What kind of object it is.
    pub fn object_kind(&self, object: ObjectId) -> Option<ObjectKind> {
        self.trace.object(object).map(|info| info.kind)
    }

    /// Whether it is a queue that can be full.
    pub fn is_bounded(&self, queue: ObjectId) -> bool {
        self.trace.object(queue).is_some_and(|info| info.bounded)
    }
}

/// Finds what a run shows to be wrong. Cloning it serves those who try several ways to go on.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    rules: Rules,
    events: u32,
    order: Order,
    standing: Standing,
    races: Races,
    deadlocks: Deadlocks,
    lost_wakeups: LostWakeups,
    starvation: Starvation,
    blocked_loops: BlockedLoops,
    endings: Endings,
    found: Vec<Finding>,
}

impl Watch {
    /// Nothing seen yet.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            ..Self::default()
        }
    }

    /// Takes notice of the events that follow those seen before; `trace` has the tables that they refer to.
    pub fn extend(&mut self, program: &Program, trace: &Trace, events: &[Event]) {
        for event in events {
            self.events = self.events.saturating_add(1);
            let seen = Seen {
                program,
                trace,
                event,
                moment: Moment(self.events),
                rules: self.rules,
            };
            let found = &mut self.found;
            self.races.see(&seen, &mut self.order, found);
            self.order.see(&seen);
            self.lost_wakeups.see(&seen, &self.standing, found);
            self.starvation.see(&seen, &self.standing, found);
            self.blocked_loops.see(&seen, &self.standing, found);
            self.standing.see(&seen);
            self.deadlocks.see(&seen, &self.standing, found);
            self.endings.see(&seen, &self.standing, found);
        }
    }

    /// How many events were seen.
    #[must_use]
    pub fn events(&self) -> usize {
        self.events as usize
    }

    /// What was found so far, in the order of being found. What is known of a finding can still grow.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.found
    }

    /// Whether there was more to watch than is kept in mind, so that data races may have been missed.
    #[must_use]
    pub fn gave_up(&self) -> bool {
        self.order.gave_up() || self.races.gave_up()
    }
}
