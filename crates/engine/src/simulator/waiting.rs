//! Who waits for what, in the order of coming: the operating system's side of blocking.

use interleave_trace::{ObjectId, ProcessId, ThreadId};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

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

/// Threads in an order: few mostly, so that they need no memory of their own.
pub type Threads = SmallVec<[ThreadId; 4]>;

/// Blocked threads by what they hang on. Only ever looked up by key, so that no order of hashing shows.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    queues: FxHashMap<Key, Threads>,
    /// What each thread hangs on.
    keys: Vec<Option<Key>>,
}

impl Waiting {
    /// A thread begins to wait.
    pub fn add(&mut self, key: Key, thread: ThreadId) {
        self.remove(thread);
        // Who waits for time alone is found by no key.
        if key != Key::Time {
            if self.keys.len() <= thread.index() {
                self.keys.resize(thread.index() + 1, None);
            }
            self.keys[thread.index()] = Some(key);
            self.queues.entry(key).or_default().push(thread);
        }
    }

    /// A thread no longer waits.
    pub fn remove(&mut self, thread: ThreadId) {
        let Some(key) = self.keys.get_mut(thread.index()).and_then(Option::take) else {
            return;
        };
        if let Some(queue) = self.queues.get_mut(&key) {
            queue.retain(|waiting| *waiting != thread);
            if queue.is_empty() {
                self.queues.remove(&key);
            }
        }
    }

    /// Who hangs on something, longest first.
    #[must_use]
    pub fn queue(&self, key: Key) -> Threads {
        self.queues.get(&key).cloned().unwrap_or_default()
    }

    /// Who hangs on an object (by its name among all processes), longest first.
    #[must_use]
    pub fn on(&self, object: ObjectId) -> Threads {
        self.queue(Key::Object(object))
    }
}
