//! Starvation: a task waits for a lock for long, while another one lets go of it and takes it again and again.
//!
//! A lock that is not fair goes to whoever asks at the right moment, and who has just released it is often the first to ask:
//! POSIX leaves open who gets a mutex, and CPython's locks let a running thread pass those that wait (`PyThread_acquire_lock`
//! in `Python/thread_pthread.h` keeps no queue of its own).

use interleave_trace::{ObjectId, Subject, TaskId, What, Why};

use super::finding::{Finding, Kind, Mark, Role, Spot};
use super::standing::Standing;
use super::watch::Seen;

/// So often another task takes the lock meanwhile: under a fair one it would once, and by chance one of two misses ten turns
/// in a row once in a thousand times.
const TURNS: u32 = 10;
/// So long somebody waits at least, twenty of CPython's switch intervals: threads that work on a lock in a tight loop pass
/// each other by the thousand within one, and nobody suffers from that.
const LONG_NS: u64 = 100_000_000;
/// Most tasks that are watched while they wait.
const MAX_WAITING: usize = 1000;
/// Most that are told.
const MAX_FINDINGS: usize = 20;

/// A task that waits for a lock.
#[derive(Clone, Debug)]
struct Waiter {
    object: ObjectId,
    since: Mark,
    /// How often each other task has taken it since.
    others: Vec<(TaskId, u32)>,
    /// Where it stands in the list of findings.
    told: Option<usize>,
}

/// The detector.
#[derive(Clone, Debug, Default)]
pub(crate) struct Starvation {
    waiters: Vec<Waiter>,
    told: usize,
}

impl Starvation {
    /// Takes notice of an event, before `standing` does.
    pub fn see(&mut self, seen: &Seen<'_>, standing: &Standing, found: &mut Vec<Finding>) {
        let task = seen.event.task;
        match seen.event.what {
            // Whoever is woken and finds the lock taken again goes on waiting.
            What::Blocked {
                why: Why::Lock,
                on: Subject::Object(object),
                ..
            } => {
                let waits = |waiter: &Waiter| waiter.since.task == task && waiter.object == object;
                if !self.waiters.iter().any(waits) && self.waiters.len() < MAX_WAITING {
                    self.forget(task);
                    self.waiters.push(Waiter {
                        object,
                        since: Mark::new(seen.event, seen.moment),
                        others: Vec::new(),
                        told: None,
                    });
                }
            }
            What::Acquired { object } => {
                self.forget(task);
                let again = standing
                    .owner(object)
                    .is_some_and(|owner| owner.task == task);
                if !again {
                    self.taken(seen, object, found);
                }
            }
            What::Blocked { why: Why::Gil, .. }
            | What::Woken { .. }
            | What::Dispatched { .. }
            | What::Preempted { .. }
            | What::GilTaken
            | What::GilDropped
            | What::Suspended
            | What::Resumed => {}
            // It has stopped waiting.
            _ if !self.waiters.is_empty() => self.forget(task),
            _ => {}
        }
    }

    fn forget(&mut self, task: TaskId) {
        self.waiters.retain(|waiter| waiter.since.task != task);
    }

    /// The event's task has taken a lock.
    fn taken(&mut self, seen: &Seen<'_>, object: ObjectId, found: &mut Vec<Finding>) {
        let by = Mark::new(seen.event, seen.moment);
        for waiter in self
            .waiters
            .iter_mut()
            .filter(|waiter| waiter.object == object)
        {
            let at = waiter
                .others
                .iter()
                .position(|&(other, _)| other == by.task);
            let at = at.unwrap_or_else(|| {
                waiter.others.push((by.task, 0));
                waiter.others.len() - 1
            });
            let Some((_, times)) = waiter.others.get_mut(at) else {
                continue;
            };
            *times += 1;
            let (times, ns) = (*times, by.at.since(waiter.since.at));
            if times < TURNS || ns < LONG_NS {
                continue;
            }
            let kind = Kind::Starvation { object, times, ns };
            match waiter.told {
                Some(told) => {
                    if let Some(finding) = found.get_mut(told)
                        && finding
                            .spots
                            .get(1)
                            .is_some_and(|spot| spot.task == by.task)
                    {
                        finding.kind = kind;
                    }
                }
                None if self.told < MAX_FINDINGS => {
                    self.told += 1;
                    waiter.told = Some(found.len());
                    let waits = Role::Waits(Why::Lock, Subject::Object(object));
                    found.push(Finding {
                        kind,
                        moment: seen.moment,
                        at: by.at,
                        spots: vec![
                            Spot::new(seen.program, waits, waiter.since),
                            Spot::new(seen.program, Role::Took(object), by),
                        ],
                    });
                }
                None => {}
            }
        }
    }
}
