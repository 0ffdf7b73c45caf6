//! Who waits for what, in the order of coming: the operating system's side of blocking.

use std::collections::VecDeque;

use interleave_trace::{ObjectId, ProcessId, ThreadId};
use rustc_hash::FxHashMap;

use crate::world::task::Guard;

/// What a blocked thread hangs on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// An object.
    Object(ObjectId),
    /// The end, or the beginning, of a thread.
    Thread(ThreadId),
    /// The end of a process.
    Process(ProcessId),
    /// Time alone.
    Time,
}

impl Key {
    /// What a closed guard hangs on.
    #[must_use]
    pub fn of(guard: Guard, notified: bool) -> Key {
        match guard {
            Guard::Lock(id)
            | Guard::Semaphore(id)
            | Guard::Event(id)
            | Guard::Barrier(id)
            | Guard::BarrierEntry(id)
            | Guard::QueuePut(id)
            | Guard::QueueGet(id)
            | Guard::QueueJoin(id)
            | Guard::Round(id) => Key::Object(id),
            // Who was notified waits for the lock like everybody else.
            Guard::Condition { lock, .. } if notified => Key::Object(lock),
            Guard::Condition { condition, .. } => Key::Object(condition),
            Guard::Join(thread) | Guard::Started(thread) => Key::Thread(thread),
            Guard::Process(process) => Key::Process(process),
            Guard::Sleep | Guard::Device(_) | Guard::Open => Key::Time,
        }
    }
}

/// Blocked threads by what they hang on. Only ever looked up by key, so that no order of hashing shows.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    queues: FxHashMap<Key, VecDeque<ThreadId>>,
    keys: FxHashMap<ThreadId, Key>,
}

impl Waiting {
    /// A thread begins to wait.
    pub fn add(&mut self, key: Key, thread: ThreadId) {
        self.remove(thread);
        // Who waits for time alone is found by no key.
        if key != Key::Time {
            self.keys.insert(thread, key);
            self.queues.entry(key).or_default().push_back(thread);
        }
    }

    /// A thread no longer waits.
    pub fn remove(&mut self, thread: ThreadId) {
        let Some(key) = self.keys.remove(&thread) else {
            return;
        };
        if let Some(queue) = self.queues.get_mut(&key) {
            queue.retain(|&waiting| waiting != thread);
            if queue.is_empty() {
                self.queues.remove(&key);
            }
        }
    }

    /// Who hangs on something, longest first.
    #[must_use]
    pub fn queue(&self, key: Key) -> Vec<ThreadId> {
        self.queues
            .get(&key)
            .map(|queue| queue.iter().copied().collect())
            .unwrap_or_default()
    }

    /// Who hangs on an object (by its name among all processes), longest first.
    #[must_use]
    pub fn on(&self, object: ObjectId) -> Vec<ThreadId> {
        self.queue(Key::Object(object))
    }
}
