//! Fixed priority: a higher priority has the core at once and for as long as it wants; equals take turns.
//!
//! Real-time threads come first, by their priority; `SCHED_FIFO` ones have no time slice (`sched(7)`). Threads of
//! `SCHED_OTHER` stand below them all, in the order of their nice values, so that `os.setpriority` alone is enough to
//! give a priority. A thread that is sent away stays first among its equals; one whose priority rises goes behind its
//! new equals, one whose priority falls before them (`__sched_setscheduler` in Linux's `kernel/sched/core.c`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};

use interleave_trace::{Scheduling, ThreadId, scheduling::Class};

use super::{Arrival, Cores, Scheduler, Wishes};
use crate::simulator::Core;

/// Ready threads by rank.
#[derive(Clone, Debug)]
pub struct FixedPriority {
    quantum_ns: u64,
    wishes: Wishes,
    /// The rank of each thread: what it asks for, or what it was lent.
    ranks: Vec<u32>,
    /// Highest rank first; no queue is empty.
    ready: BTreeMap<Reverse<u32>, VecDeque<ThreadId>>,
}

/// The rank of real-time priority 0, which no thread has: above every nice value.
const REAL_TIME: u32 = 100;

/// The rank that a thread asks for: the larger, the sooner.
pub(super) fn rank(wish: Scheduling) -> u32 {
    match wish.class {
        Class::Fifo | Class::RoundRobin => REAL_TIME + u32::from(wish.priority),
        Class::Other => (20 - i32::from(wish.nice)).unsigned_abs(),
    }
}

impl FixedPriority {
    /// Nobody is ready yet.
    #[must_use]
    pub fn new(quantum_ns: u64) -> Self {
        Self {
            quantum_ns,
            wishes: Wishes::default(),
            ranks: Vec::new(),
            ready: BTreeMap::new(),
        }
    }

    /// The rank that a thread asks for.
    pub(super) fn own_rank(&self, thread: ThreadId) -> u32 {
        rank(self.wishes.of(thread))
    }

    /// Gives a thread a rank.
    pub(super) fn set_rank(&mut self, thread: ThreadId, rank: u32) {
        let before = self.rank(thread);
        if before == rank {
            return;
        }
        let was_ready = self.take_out(thread);
        if self.ranks.len() <= thread.index() {
            let default = super::fixed_priority::rank(Scheduling::default());
            self.ranks.resize(thread.index() + 1, default);
        }
        self.ranks[thread.index()] = rank;
        if was_ready {
            self.put_in(thread, rank < before);
        }
    }

    fn put_in(&mut self, thread: ThreadId, first: bool) {
        let rank = Reverse(self.rank(thread));
        let equals = self.ready.entry(rank).or_default();
        if first {
            equals.push_front(thread);
        } else {
            equals.push_back(thread);
        }
    }

    /// Whether it was there.
    fn take_out(&mut self, thread: ThreadId) -> bool {
        let rank = Reverse(self.rank(thread));
        let Some(equals) = self.ready.get_mut(&rank) else {
            return false;
        };
        let before = equals.len();
        equals.retain(|&ready| ready != thread);
        let found = equals.len() < before;
        if equals.is_empty() {
            self.ready.remove(&rank);
        }
        found
    }

    /// The ready threads, highest first.
    fn in_order(&self) -> impl Iterator<Item = ThreadId> + '_ {
        self.ready.values().flatten().copied()
    }
}

impl Scheduler for FixedPriority {
    fn set(&mut self, thread: ThreadId, scheduling: Scheduling) {
        self.wishes.set(thread, scheduling);
        self.set_rank(thread, rank(scheduling));
    }

    fn add(&mut self, thread: ThreadId, arrival: Arrival) {
        self.put_in(thread, arrival == Arrival::Displaced);
    }

    fn remove(&mut self, thread: ThreadId) {
        self.take_out(thread);
    }

    fn is_empty(&self) -> bool {
        self.ready.is_empty()
    }

    fn take_next(&mut self, free: Cores) -> Option<ThreadId> {
        let may_run = |&thread: &ThreadId| self.wishes.may_run(thread, free);
        let (rank, at) = self
            .ready
            .iter()
            .find_map(|(&rank, equals)| Some((rank, equals.iter().position(may_run)?)))?;
        let equals = self.ready.get_mut(&rank)?;
        let next = equals.remove(at);
        if equals.is_empty() {
            self.ready.remove(&rank);
        }
        next
    }

    fn slice_ns(&self, thread: ThreadId, _: &[Core]) -> Option<u64> {
        (self.wishes.of(thread).class != Class::Fifo).then_some(self.quantum_ns)
    }

    fn wants(&self, core: usize, running: ThreadId) -> bool {
        let mut equals = self.ready.range(..=Reverse(self.rank(running)));
        equals.any(|(_, threads)| {
            let mut threads = threads.iter();
            threads.any(|&thread| self.wishes.allows(thread, core))
        })
    }

    fn challenge(&mut self, cores: &[Core]) -> Option<(ThreadId, usize)> {
        for thread in self.in_order() {
            let wish = self.wishes.of(thread);
            let lowest = cores
                .iter()
                .enumerate()
                .filter(|&(core, _)| wish.allows(core))
                .filter_map(|(index, core)| Some((self.rank(core.running?), index)))
                .min();
            match lowest {
                Some((rank, core)) if rank < self.rank(thread) => return Some((thread, core)),
                // Whom no core refuses would have challenged for all that come behind it.
                _ if wish.cores == Scheduling::default().cores => return None,
                _ => {}
            }
        }
        None
    }

    fn rank(&self, thread: ThreadId) -> u32 {
        let known = self.ranks.get(thread.index()).copied();
        known.unwrap_or_else(|| self.own_rank(thread))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fifo(priority: u8) -> Scheduling {
        Scheduling {
            class: Class::Fifo,
            priority,
            ..Scheduling::default()
        }
    }

    fn on(thread: u32) -> Core {
        Core {
            running: Some(ThreadId(thread)),
            ..Core::default()
        }
    }

    fn nice(nice: i8) -> Scheduling {
        Scheduling {
            nice,
            ..Scheduling::default()
        }
    }

    fn policy(wishes: &[Scheduling]) -> FixedPriority {
        let mut policy = FixedPriority::new(10);
        for (index, &wish) in wishes.iter().enumerate() {
            policy.set(ThreadId(index as u32), wish);
        }
        policy
    }

    #[test]
    fn the_highest_goes_first_and_equals_in_turn() {
        let mut policy = policy(&[nice(5), fifo(1), nice(-20), nice(0), nice(0)]);
        for thread in 0..5 {
            policy.add(ThreadId(thread), Arrival::Woken);
        }
        let order: Vec<u32> = std::iter::from_fn(|| policy.take_next(1))
            .map(|thread| thread.0)
            .collect();
        assert_eq!(order, [1, 2, 3, 4, 0]);
    }

    #[test]
    fn only_the_higher_one_has_the_core_at_once() {
        let mut policy = policy(&[nice(0), nice(0), fifo(3), fifo(9)]);
        policy.add(ThreadId(1), Arrival::Woken);
        assert_eq!(policy.challenge(&[on(0)]), None);
        assert!(policy.wants(0, ThreadId(0)));
        assert!(!policy.wants(0, ThreadId(2)));
        policy.add(ThreadId(3), Arrival::Woken);
        let running = [on(2), on(0)];
        assert_eq!(policy.challenge(&running), Some((ThreadId(3), 1)));
    }

    #[test]
    fn a_core_that_is_refused_is_not_taken() {
        let bound = Scheduling {
            cores: 0b01,
            ..fifo(9)
        };
        let mut policy = policy(&[fifo(10), nice(19), bound, fifo(1)]);
        policy.add(ThreadId(2), Arrival::Woken);
        let running = [on(0), on(1)];
        assert_eq!(policy.challenge(&running), None);
        policy.add(ThreadId(3), Arrival::Woken);
        assert_eq!(policy.challenge(&running), Some((ThreadId(3), 1)));
        assert_eq!(policy.take_next(0b10), Some(ThreadId(3)));
    }

    #[test]
    fn fifo_threads_have_no_slice() {
        let policy = policy(&[fifo(1), nice(0)]);
        assert_eq!(policy.slice_ns(ThreadId(0), &[]), None);
        assert_eq!(policy.slice_ns(ThreadId(1), &[]), Some(10));
    }

    #[test]
    fn who_rises_goes_behind_its_new_equals_and_who_falls_before_them() {
        let mut policy = policy(&[nice(0), nice(1), nice(-1)]);
        for thread in 0..3 {
            policy.add(ThreadId(thread), Arrival::Woken);
        }
        policy.set(ThreadId(1), nice(0));
        policy.set(ThreadId(2), nice(0));
        let order: Vec<u32> = std::iter::from_fn(|| policy.take_next(1))
            .map(|thread| thread.0)
            .collect();
        assert_eq!(order, [2, 0, 1]);
    }
}
