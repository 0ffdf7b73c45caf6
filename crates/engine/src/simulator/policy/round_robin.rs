//! Round robin: who has waited longest gets the core, for one time slice.

use std::collections::VecDeque;

use interleave_trace::ThreadId;

/// The queue of ready threads.
#[derive(Clone, Debug, Default)]
pub struct RoundRobin {
    ready: VecDeque<ThreadId>,
}

impl RoundRobin {
    /// A thread has become ready.
    pub fn add(&mut self, thread: ThreadId) {
        self.ready.push_back(thread);
    }

    /// A thread was sent away through no fault of its own: it is next.
    pub fn add_first(&mut self, thread: ThreadId) {
        self.ready.push_front(thread);
    }

    /// The thread that gets a free core.
    pub fn take_next(&mut self) -> Option<ThreadId> {
        self.ready.pop_front()
    }

    /// A thread is no longer ready.
    pub fn remove(&mut self, thread: ThreadId) {
        self.ready.retain(|&ready| ready != thread);
    }

    /// Whether nobody waits for a core.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ready.is_empty()
    }
}
