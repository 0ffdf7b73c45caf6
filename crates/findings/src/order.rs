//! What is known to happen before what (Lamport 1978), from what the trace says of synchronisation.
//!
//! Threads are what is ordered: the tasks of an event loop take turns on its thread. The interpreter lock orders
//! nothing: it is no promise to a program. Operations of a queue, a semaphore and their like hand on what the task knew,
//! to whoever uses what it left; so a `get` is after all puts so far, as it is in CPython because of the queue's mutex.

use interleave_trace::{ObjectId, ObjectKind, TaskId, ThreadId, What};
use rustc_hash::FxHashMap;

use super::clock::Clock;
use super::watch::Seen;

/// The clocks of threads, and of what they synchronise by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    threads: Vec<Clock>,
    /// What whoever acquires, gets or sees learns of those who released, put or set.
    left: FxHashMap<ObjectId, Clock>,
    /// What those who put into a bounded queue learn of those who made room.
    room: FxHashMap<ObjectId, Clock>,
    /// The thread of each event loop.
    loops: FxHashMap<ObjectId, u32>,
    /// Entries of all clocks.
    entries: usize,
    gave_up: bool,
}

/// Most entries of all clocks together.
const MAX_ENTRIES: usize = 1 << 22;

impl Order {
    /// Whether there was more to know than is kept.
    pub fn gave_up(&self) -> bool {
        self.gave_up
    }

    /// What a thread knows.
    pub fn of(&mut self, thread: ThreadId) -> &mut Clock {
        if self.threads.len() <= thread.index() {
            self.threads.resize_with(thread.index() + 1, Clock::default);
        }
        let clock = &mut self.threads[thread.index()];
        if clock.get(thread.0) == 0 {
            clock.tick(thread.0);
        }
        clock
    }

    /// Takes notice of an event.
    pub fn see(&mut self, seen: &Seen<'_>) {
        match seen.event.what {
            What::Read { .. } | What::Wrote { .. } | What::Dispatched { .. } => return,
            _ if self.gave_up => return,
            _ => {}
        }
        let thread = seen.thread(seen.event.task);
        match seen.event.what {
            What::Spawned { child } => self.spawn(seen, thread, child),
            What::Joined { task } => {
                let ended = self.of(seen.thread(task)).clone();
                self.learn(thread, &ended);
            }
            What::Acquired { object } | What::Saw { object } => self.take(thread, object),
            What::Released { object, .. } | What::Arrived { object } => self.leave(thread, object),
            What::TaskDone { queue } => self.leave(thread, queue),
            // A future's result reaches coroutines of the same thread only.
            What::Set { object } if seen.object_kind(object) != Some(ObjectKind::Future) => {
                self.leave(thread, object);
            }
            What::Put { queue, .. } => {
                if seen.is_bounded(queue)
                    && let Some(clock) = self.room.get(&queue).cloned()
                {
                    self.learn(thread, &clock);
                }
                self.leave(thread, queue);
            }
            What::Got { queue, .. } => {
                self.take(thread, queue);
                if seen.is_bounded(queue) {
                    let now = self.of(thread).clone();
                    let room = self.room.entry(queue).or_default();
                    let before = room.len();
                    room.join(&now);
                    self.entries += room.len() - before;
                    self.of(thread).tick(thread.0);
                }
            }
            What::Scheduled { on, .. } if self.loops.get(&on) != Some(&thread.0) => {
                self.leave(thread, on);
            }
            What::Round { on, .. } => {
                self.loops.insert(on, thread.0);
                self.take(thread, on);
            }
            _ => {}
        }
        self.gave_up = self.entries > MAX_ENTRIES;
        if self.gave_up {
            let Order { threads, .. } = std::mem::take(self);
            self.threads = threads;
            self.gave_up = true;
        }
    }

    fn spawn(&mut self, seen: &Seen<'_>, thread: ThreadId, child: TaskId) {
        let new = seen.thread(child);
        if new != thread {
            let parent = self.of(thread).clone();
            self.learn(new, &parent);
            self.of(thread).tick(thread.0);
        }
    }

    fn learn(&mut self, thread: ThreadId, news: &Clock) {
        let clock = self.of(thread);
        let before = clock.len();
        clock.join(news);
        let grown = clock.len() - before;
        self.entries += grown;
    }

    fn take(&mut self, thread: ThreadId, object: ObjectId) {
        if let Some(clock) = self.left.remove(&object) {
            self.learn(thread, &clock);
            self.left.insert(object, clock);
        }
    }

    fn leave(&mut self, thread: ThreadId, object: ObjectId) {
        let now = std::mem::take(self.of(thread));
        let left = self.left.entry(object).or_default();
        let before = left.len();
        left.join(&now);
        self.entries += left.len() - before;
        *self.of(thread) = now;
        self.of(thread).tick(thread.0);
    }
}
