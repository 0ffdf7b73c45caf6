//! The four conditions of a deadlock (Coffman, Elphick and Shoshani: System Deadlocks, ACM Computing Surveys 3(2),
//! 1971), computed from what tasks hold and wait for.
//!
//! They are looked for among locks and semaphores. All four at once, around one circle, are a deadlock; the first three
//! alone say that one is possible.

use std::collections::BTreeMap;

use interleave_trace::snapshot::Activity;
use interleave_trace::{Event, ObjectId, Snapshot, Subject, TaskId, Tick, Trace, What, Why};

/// One of the conditions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Condition {
    /// Somebody waits for what only one can have at a time, and another one has.
    MutualExclusion,
    /// Somebody holds one thing while waiting for another.
    HoldAndWait,
    /// Somebody waits for as long as it takes: nothing is taken away, and nobody gives up.
    NoPreemption,
    /// Tasks wait for each other in a circle.
    CircularWait,
}

impl Condition {
    /// Every condition.
    pub const ALL: [Condition; 4] = [
        Condition::MutualExclusion,
        Condition::HoldAndWait,
        Condition::NoPreemption,
        Condition::CircularWait,
    ];
}

/// The tasks that show a condition to hold at a moment; none if it does not.
#[must_use]
pub fn now(snapshot: &Snapshot, condition: Condition) -> Vec<TaskId> {
    let waits = |task: &&interleave_trace::snapshot::TaskState| match &task.activity {
        Activity::Blocked(reason) if is_of_locks(reason.why) && !reason.holders.is_empty() => {
            match condition {
                Condition::MutualExclusion => true,
                Condition::HoldAndWait => holds_anything(snapshot, task.id),
                Condition::NoPreemption => reason.until.is_none(),
                Condition::CircularWait => snapshot.cycle.contains(&task.id),
            }
        }
        _ => false,
    };
    snapshot
        .tasks
        .iter()
        .filter(waits)
        .map(|task| task.id)
        .collect()
}

fn holds_anything(snapshot: &Snapshot, task: TaskId) -> bool {
    snapshot
        .locks
        .iter()
        .any(|lock| lock.holders.contains(&task))
}

fn is_of_locks(why: Why) -> bool {
    matches!(why, Why::Lock | Why::ConditionLock | Why::Semaphore)
}

/// When each condition came to hold in a run, found in its events.
#[derive(Clone, Default, Debug)]
pub struct Conditions {
    seen: usize,
    /// Who holds what, as often as it was taken.
    holders: BTreeMap<ObjectId, Vec<TaskId>>,
    /// Who waits for what, and whether for as long as it takes.
    waits: BTreeMap<TaskId, (ObjectId, bool)>,
    first: [Option<Tick>; 4],
}

impl Conditions {
    /// Reads the events that have come since the last time.
    pub fn extend(&mut self, trace: &Trace) {
        for event in trace.events().get(self.seen..).unwrap_or_default() {
            self.read(event);
        }
        self.seen = trace.events().len();
    }

    /// When a condition held for the first time.
    #[must_use]
    pub fn first(&self, condition: Condition) -> Option<Tick> {
        self.first.get(condition as usize).copied().flatten()
    }

    fn read(&mut self, event: &Event) {
        let task = event.task;
        match event.what {
            What::Acquired { object } => {
                self.waits.remove(&task);
                self.holders.entry(object).or_default().push(task);
            }
            What::Released { object, .. } => self.release(object, task),
            What::Blocked {
                why,
                patient,
                on: Subject::Object(object),
            } if is_of_locks(why) => {
                self.waits.insert(task, (object, !patient));
                self.look(event.at, task);
            }
            What::Woken { .. } | What::Finished | What::Failed { .. } | What::Killed { .. } => {
                self.waits.remove(&task);
            }
            _ => {}
        }
    }

    /// A semaphore may be released by another task than the one that took it.
    fn release(&mut self, object: ObjectId, task: TaskId) {
        let Some(holders) = self.holders.get_mut(&object) else {
            return;
        };
        let own = holders.iter().rposition(|&holder| holder == task);
        match own {
            Some(place) => {
                holders.remove(place);
            }
            None => {
                holders.pop();
            }
        }
    }

    /// What holds now that a task has begun to wait.
    fn look(&mut self, at: Tick, task: TaskId) {
        let Some(&(object, forever)) = self.waits.get(&task) else {
            return;
        };
        let others = |holder: &&TaskId| **holder != task;
        let is_held = self
            .holders
            .get(&object)
            .is_some_and(|holders| holders.iter().any(|holder| others(&holder)));
        let holds = self.holders.values().any(|holders| holders.contains(&task));
        let lights = [
            is_held,
            is_held && holds,
            is_held && forever,
            is_held && self.leads_back_to(task),
        ];
        for (first, light) in self.first.iter_mut().zip(lights) {
            if light {
                first.get_or_insert(at);
            }
        }
    }

    /// Whether one comes back to a task by going from who waits to who holds.
    fn leads_back_to(&self, start: TaskId) -> bool {
        let mut seen = vec![start];
        let mut next = 0;
        while let Some(&task) = seen.get(next) {
            next += 1;
            let Some((object, _)) = self.waits.get(&task) else {
                continue;
            };
            for &holder in self.holders.get(object).into_iter().flatten() {
                if holder == start {
                    return true;
                }
                if !seen.contains(&holder) {
                    seen.push(holder);
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(index: u32) -> ObjectId {
        ObjectId { owner: 0, index }
    }

    fn take(index: u32) -> What {
        What::Acquired {
            object: lock(index),
        }
    }

    fn give(index: u32) -> What {
        What::Released {
            object: lock(index),
            free: true,
        }
    }

    fn wait(index: u32, patient: bool) -> What {
        What::Blocked {
            why: Why::Lock,
            patient,
            on: Subject::Object(lock(index)),
        }
    }

    fn first(events: &[(u32, What)]) -> [Option<u64>; 4] {
        let mut trace = Trace::default();
        for (at, &(task, what)) in events.iter().enumerate() {
            trace.push(Event {
                at: Tick(at as u64),
                task: TaskId(task),
                site: Default::default(),
                what,
            });
        }
        let mut conditions = Conditions::default();
        conditions.extend(&trace);
        Condition::ALL.map(|condition| conditions.first(condition).map(|at| at.0))
    }

    #[test]
    fn two_locks_in_two_orders_meet_all_four() {
        let events = [
            (1, take(0)),
            (2, take(1)),
            (1, wait(1, false)),
            (2, wait(0, false)),
        ];
        assert_eq!(first(&events), [Some(2), Some(2), Some(2), Some(3)]);
    }

    #[test]
    fn each_cure_takes_one_away() {
        // Nobody waits for anything: a try that fails is no waiting.
        assert_eq!(first(&[(1, take(0)), (2, take(1))]), [None; 4]);
        // Whoever waits holds nothing.
        let events = [
            (1, take(0)),
            (2, wait(0, false)),
            (1, give(0)),
            (2, take(0)),
        ];
        assert_eq!(first(&events), [Some(1), None, Some(1), None]);
        // Whoever waits gives up after a while.
        let events = [
            (1, take(0)),
            (2, take(1)),
            (1, wait(1, true)),
            (1, What::Woken { by: TaskId(1) }),
            (1, give(0)),
            (2, wait(0, true)),
        ];
        assert_eq!(first(&events), [Some(2), Some(2), None, None]);
        // One order for all.
        let events = [
            (1, take(0)),
            (2, wait(0, false)),
            (1, take(1)),
            (1, give(1)),
            (1, give(0)),
            (2, take(0)),
            (2, take(1)),
        ];
        assert_eq!(first(&events), [Some(1), None, Some(1), None]);
    }
}
