//! Deadlocks: a cycle of tasks that wait for each other (Coffman, Elphick and Shoshani, 1971), as soon as it closes,
//! also when other tasks go on; and at the end whoever waits for what nobody will do.
//!
//! A lock that is not re-entrant could be released by a thread outside of the cycle. That hardly anybody means it so is
//! what makes a cycle of locks worth telling at once; but a thread that takes such a lock twice may well wait for another
//! one to release it, as if the lock were a signal, and is told of at the end only.

use interleave_trace::{Subject, TaskId, What, Why};

use super::finding::{Finding, Kind, Role, Spot};
use super::standing::{Standing, Wait};
use super::watch::Seen;

/// Most tasks of a finding that is no cycle.
const MAX_TASKS: usize = 20;
/// Most deadlocks that are told.
const MAX_DEADLOCKS: usize = 50;

/// The detector.
#[derive(Clone, Debug, Default)]
pub(crate) struct Deadlocks {
    /// The cycles that were told, each from its smallest task on, with its place in the list.
    told: Vec<(Vec<TaskId>, usize)>,
}

impl Deadlocks {
    /// Takes notice of an event, after `standing` has.
    pub fn see(&mut self, seen: &Seen<'_>, standing: &Standing, found: &mut Vec<Finding>) {
        match seen.event.what {
            What::Blocked {
                why: Why::Lock | Why::ConditionLock | Why::Join | Why::Future,
                patient: false,
                ..
            } => {
                let cycle = cycle(seen, standing, seen.event.task);
                // What a coroutine awaits may still be cancelled.
                let closed = cycle.len() > 1
                    && cycle.iter().all(|&task| {
                        standing.waits(task).is_some_and(|wait| {
                            wait.whole_thread || self.is_kept(seen, standing, task)
                        })
                    });
                if closed {
                    self.tell(seen, standing, cycle, false, found);
                }
            }
            What::Deadlock => self.end(seen, standing, found),
            _ => {}
        }
    }

    /// Whether a coroutine's thread is blocked by another of its coroutines, so that nothing can cancel it.
    fn is_kept(&self, seen: &Seen<'_>, standing: &Standing, task: TaskId) -> bool {
        standing
            .step(seen.thread(task))
            .and_then(|step| standing.waits(step.task))
            .is_some_and(|wait| wait.whole_thread && !wait.patient)
    }

    fn end(&mut self, seen: &Seen<'_>, standing: &Standing, found: &mut Vec<Finding>) {
        let stuck: Vec<TaskId> = standing
            .waiting()
            // A worker that waits for work, which is in the library, is not stuck.
            .filter(|&(task, wait)| {
                let is_worker = seen.trace.task(task).is_none_or(|info| info.pool);
                !is_worker || seen.program.line(wait.since.site).is_some()
            })
            .map(|(task, _)| task)
            .collect();
        for &task in &stuck {
            let cycle = cycle(seen, standing, task);
            self.tell(seen, standing, cycle, true, found);
        }
        for &(_, at) in &self.told {
            if let Some(Kind::Deadlock { whole, .. }) = found.get_mut(at).map(|one| &mut one.kind) {
                *whole = true;
            }
        }
        if self.told.is_empty() {
            let spots = stuck
                .iter()
                .take(MAX_TASKS)
                .filter_map(|&task| Some((task, standing.waits(task)?)))
                .flat_map(|(task, wait)| spots(seen, standing, task, wait))
                .collect();
            found.push(Finding {
                kind: Kind::Deadlock {
                    whole: true,
                    cycle: false,
                },
                moment: seen.moment,
                at: seen.event.at,
                spots,
            });
        }
    }

    fn tell(
        &mut self,
        seen: &Seen<'_>,
        standing: &Standing,
        mut cycle: Vec<TaskId>,
        whole: bool,
        found: &mut Vec<Finding>,
    ) {
        let first = cycle.iter().enumerate().min_by_key(|(_, task)| **task);
        let Some((first, _)) = first else { return };
        cycle.rotate_left(first);
        if self.told.len() >= MAX_DEADLOCKS || self.told.iter().any(|(told, _)| *told == cycle) {
            return;
        }
        let spots = cycle
            .iter()
            .filter_map(|&task| Some((task, standing.waits(task)?)))
            .flat_map(|(task, wait)| spots(seen, standing, task, wait))
            .collect();
        self.told.push((cycle, found.len()));
        found.push(Finding {
            kind: Kind::Deadlock { whole, cycle: true },
            moment: seen.moment,
            at: seen.event.at,
            spots,
        });
    }
}

/// Where a task waits, and where whoever holds what it waits for took it.
fn spots(seen: &Seen<'_>, standing: &Standing, task: TaskId, wait: Wait) -> Vec<Spot> {
    let mut spots = vec![Spot::new(
        seen.program,
        Role::Waits(wait.why, wait.on),
        wait.since,
    )];
    debug_assert_eq!(wait.since.task, task);
    if let Subject::Object(object) = wait.on
        && let Some(owner) = standing.owner(object)
    {
        spots.push(Spot::new(seen.program, Role::Took(object), owner));
    }
    spots
}

/// The task without which another one cannot go on, if it is one.
fn next(seen: &Seen<'_>, standing: &Standing, task: TaskId) -> Option<TaskId> {
    let wait = standing.waits(task)?;
    if wait.patient {
        return None;
    }
    match (wait.why, wait.on) {
        (Why::Lock | Why::ConditionLock, Subject::Object(object)) => {
            standing.owner(object).map(|owner| owner.task)
        }
        (Why::Join | Why::Future, Subject::Task(on)) => (!standing.has_ended(on)).then_some(on),
        _ => None,
    }
    .map(|on| turn(seen, standing, on))
}

/// The task itself; or, if it is a coroutine that could go on but for another one that blocks their thread, that one.
fn turn(seen: &Seen<'_>, standing: &Standing, task: TaskId) -> TaskId {
    let keeper = standing.step(seen.thread(task)).map(|step| step.task);
    match (standing.waits(task), keeper) {
        (Some(wait), _) if wait.whole_thread => task,
        (_, Some(keeper)) => keeper,
        (_, None) => task,
    }
}

/// The cycle that one gets into by going from a task to the one that it waits for, and so on.
fn cycle(seen: &Seen<'_>, standing: &Standing, from: TaskId) -> Vec<TaskId> {
    let mut path = vec![from];
    let mut current = from;
    while let Some(on) = next(seen, standing, current) {
        if let Some(start) = path.iter().position(|&task| task == on) {
            return path.split_off(start);
        }
        path.push(on);
        current = on;
    }
    Vec::new()
}
