//! Lost wakeups: a condition was notified, or an event set and cleared again, while nobody waited, and whoever began to
//! wait for it afterwards waits for ever.

use interleave_trace::{ObjectId, Subject, What, Why};
use rustc_hash::FxHashMap;

use super::finding::{Finding, Kind, Mark, Role, Spot};
use super::standing::Standing;
use super::watch::Seen;

/// The detector.
#[derive(Clone, Debug, Default)]
pub(crate) struct LostWakeups {
    /// The last signal of each object that reached nobody.
    missed: FxHashMap<ObjectId, Mark>,
    /// How many tasks wait for each object.
    waiting: FxHashMap<ObjectId, u32>,
    /// Events that were set while nobody waited, and are still set.
    set: FxHashMap<ObjectId, Mark>,
}

impl LostWakeups {
    /// Takes notice of an event, before `standing` does.
    pub fn see(&mut self, seen: &Seen<'_>, standing: &Standing, found: &mut Vec<Finding>) {
        let mark = Mark::new(seen.event, seen.moment);
        match seen.event.what {
            What::Notified { object, count: 0 } => {
                self.missed.insert(object, mark);
            }
            What::Notified { object, .. } => {
                self.missed.remove(&object);
            }
            What::Set { object } => {
                self.missed.remove(&object);
                if self
                    .waiting
                    .get(&object)
                    .is_none_or(|&waiting| waiting == 0)
                {
                    self.set.insert(object, mark);
                }
            }
            What::Cleared { object } => {
                if let Some(set) = self.set.remove(&object) {
                    self.missed.insert(object, set);
                }
            }
            What::Acquired { object } | What::Saw { object } => {
                // Somebody has noticed.
                self.set.remove(&object);
            }
            What::Blocked {
                why: Why::Event,
                on: Subject::Object(object),
                ..
            } => *self.waiting.entry(object).or_default() += 1,
            What::Woken { .. } => {
                if let Some(wait) = standing.waits(seen.event.task)
                    && let (Why::Event, Subject::Object(object)) = (wait.why, wait.on)
                    && let Some(waiting) = self.waiting.get_mut(&object)
                {
                    *waiting = waiting.saturating_sub(1);
                }
            }
            What::Deadlock => self.end(seen, standing, found),
            _ => {}
        }
    }

    fn end(&self, seen: &Seen<'_>, standing: &Standing, found: &mut Vec<Finding>) {
        for (_, wait) in standing.waiting() {
            let (Why::Condition | Why::Event, Subject::Object(object)) = (wait.why, wait.on) else {
                continue;
            };
            let Some(&signal) = self.missed.get(&object) else {
                continue;
            };
            if signal.moment < wait.since.moment {
                let waits = Role::Waits(wait.why, wait.on);
                found.push(Finding {
                    kind: Kind::LostWakeup { object },
                    moment: seen.moment,
                    at: seen.event.at,
                    spots: vec![
                        Spot::new(seen.program, Role::Signals(object), signal),
                        Spot::new(seen.program, waits, wait.since),
                    ],
                });
            }
        }
    }
}
