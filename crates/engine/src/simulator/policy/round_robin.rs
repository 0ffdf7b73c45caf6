//! Round robin: who has waited longest gets the core, for one time slice. Priorities of any kind are ignored.

use std::collections::VecDeque;

use interleave_trace::{Scheduling, ThreadId};

use super::{Arrival, Cores, Scheduler, Wishes};
use crate::simulator::Core;

/// The queue of ready threads.
#[derive(Clone, Debug)]
pub struct RoundRobin {
    quantum_ns: u64,
    wishes: Wishes,
    ready: VecDeque<ThreadId>,
}

impl RoundRobin {
    /// Nobody is ready yet.
    #[must_use]
    pub fn new(quantum_ns: u64) -> Self {
        Self {
            quantum_ns,
            wishes: Wishes::default(),
            ready: VecDeque::new(),
        }
    }
}

impl Scheduler for RoundRobin {
    fn set(&mut self, thread: ThreadId, scheduling: Scheduling) {
        self.wishes.set(thread, scheduling);
    }

    fn add(&mut self, thread: ThreadId, arrival: Arrival) {
        match arrival {
            // Sent away through no fault of its own: it is next.
            Arrival::Displaced => self.ready.push_front(thread),
            Arrival::Woken | Arrival::Expired | Arrival::Yielded => self.ready.push_back(thread),
        }
    }

    fn remove(&mut self, thread: ThreadId) {
        self.ready.retain(|&ready| ready != thread);
    }

    fn is_empty(&self) -> bool {
        self.ready.is_empty()
    }

    fn take_next(&mut self, free: Cores) -> Option<ThreadId> {
        let mut ready = self.ready.iter();
        let at = ready.position(|&thread| self.wishes.may_run(thread, free))?;
        self.ready.remove(at)
    }

    fn slice_ns(&self, _: ThreadId, _: &[Core]) -> Option<u64> {
        Some(self.quantum_ns)
    }

    fn wants(&self, core: usize, _: ThreadId) -> bool {
        let mut ready = self.ready.iter();
        ready.any(|&thread| self.wishes.allows(thread, core))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_waited_longest_goes_first_and_who_was_sent_away_before_all() {
        let mut policy = RoundRobin::new(10);
        policy.add(ThreadId(1), Arrival::Woken);
        policy.add(ThreadId(2), Arrival::Expired);
        policy.add(ThreadId(3), Arrival::Displaced);
        let order: Vec<_> = std::iter::from_fn(|| policy.take_next(1)).collect();
        assert_eq!(order, [ThreadId(3), ThreadId(1), ThreadId(2)]);
    }

    #[test]
    fn nobody_runs_where_it_may_not() {
        let mut policy = RoundRobin::new(10);
        let bound = Scheduling {
            cores: 0b10,
            ..Scheduling::default()
        };
        policy.set(ThreadId(1), bound);
        policy.add(ThreadId(1), Arrival::Woken);
        policy.add(ThreadId(2), Arrival::Woken);
        assert!(policy.wants(1, ThreadId(0)));
        assert_eq!(policy.take_next(0b01), Some(ThreadId(2)));
        assert_eq!(policy.take_next(0b01), None);
        assert!(!policy.wants(0, ThreadId(0)));
        assert_eq!(policy.take_next(0b11), Some(ThreadId(1)));
    }
}
