//! Fixed priority with priority inheritance: the owner of a lock runs at the highest priority of those who wait for it
//! (Sha, Rajkumar, Lehoczky: "Priority Inheritance Protocols: An Approach to Real-Time Synchronization", IEEE
//! Transactions on Computers 39(9), 1990).
//!
//! Inheritance is transitive: an owner that waits for another lock itself lends on what it was lent. It ends with the
//! lock's release. What has no owner (semaphores, events, queues, conditions) lends nothing.

use std::collections::{BTreeMap, BTreeSet};

use interleave_trace::{ObjectId, Scheduling, ThreadId};

use super::fixed_priority::FixedPriority;
use super::{Arrival, Cores, Scheduler};
use crate::simulator::Core;

/// A lock that somebody waits for.
#[derive(Clone, Debug, Default)]
struct Contended {
    owner: Option<ThreadId>,
    waiters: Vec<ThreadId>,
}

/// Fixed priorities, and who lends to whom.
#[derive(Clone, Debug)]
pub struct Inheritance {
    fixed: FixedPriority,
    locks: BTreeMap<ObjectId, Contended>,
    /// The locks that others wait for, by owner.
    held: BTreeMap<ThreadId, BTreeSet<ObjectId>>,
    /// The lock that each blocked thread waits for.
    waits: BTreeMap<ThreadId, ObjectId>,
}

impl Inheritance {
    /// Nobody is ready yet.
    #[must_use]
    pub fn new(quantum_ns: u64) -> Self {
        Self {
            fixed: FixedPriority::new(quantum_ns),
            locks: BTreeMap::new(),
            held: BTreeMap::new(),
            waits: BTreeMap::new(),
        }
    }

    /// The waiter for one of a thread's locks that has the highest rank.
    fn highest_waiter(&self, owner: ThreadId) -> Option<(u32, ThreadId)> {
        self.held
            .get(&owner)?
            .iter()
            .filter_map(|lock| self.locks.get(lock))
            .flat_map(|lock| &lock.waiters)
            .map(|&waiter| (self.fixed.rank(waiter), waiter))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
    }

    /// A lock that others wait for has another owner; gives the one before.
    fn set_owner(&mut self, lock: ObjectId, owner: Option<ThreadId>) -> Option<ThreadId> {
        let contended = self.locks.get_mut(&lock)?;
        let before = std::mem::replace(&mut contended.owner, owner);
        if let Some(held) = before.and_then(|before| self.held.get_mut(&before)) {
            held.remove(&lock);
        }
        if let Some(owner) = owner {
            self.held.entry(owner).or_default().insert(lock);
        }
        before
    }

    /// Gives a thread, and whoever it waits for in turn, the rank that is due now.
    fn reconsider(&mut self, thread: ThreadId) {
        let mut next = Some(thread);
        // Who waits in a circle lends to itself: nobody is looked at more often than there are who wait.
        for _ in 0..=self.waits.len() {
            let Some(thread) = next else { return };
            let lent = self.highest_waiter(thread).map_or(0, |(rank, _)| rank);
            let due = self.fixed.own_rank(thread).max(lent);
            if due == self.fixed.rank(thread) {
                return;
            }
            self.fixed.set_rank(thread, due);
            let lock = self.waits.get(&thread);
            next = lock
                .and_then(|lock| self.locks.get(lock))
                .and_then(|lock| lock.owner);
        }
    }
}

impl Scheduler for Inheritance {
    fn set(&mut self, thread: ThreadId, scheduling: Scheduling) {
        let lent = self.fixed.rank(thread);
        self.fixed.set(thread, scheduling);
        if self.fixed.rank(thread) == lent {
            return;
        }
        let due = self.highest_waiter(thread).map_or(0, |(rank, _)| rank);
        self.fixed
            .set_rank(thread, self.fixed.own_rank(thread).max(due));
        let lock = self
            .waits
            .get(&thread)
            .and_then(|lock| self.locks.get(lock));
        if let Some(owner) = lock.and_then(|lock| lock.owner) {
            self.reconsider(owner);
        }
    }

    fn add(&mut self, thread: ThreadId, arrival: Arrival) {
        self.fixed.add(thread, arrival);
    }

    fn remove(&mut self, thread: ThreadId) {
        self.fixed.remove(thread);
    }

    fn is_empty(&self) -> bool {
        self.fixed.is_empty()
    }

    fn take_next(&mut self, free: Cores) -> Option<ThreadId> {
        self.fixed.take_next(free)
    }

    fn slice_ns(&self, thread: ThreadId, cores: &[Core]) -> Option<u64> {
        self.fixed.slice_ns(thread, cores)
    }

    fn wants(&self, core: usize, running: ThreadId) -> bool {
        self.fixed.wants(core, running)
    }

    fn challenge(&mut self, cores: &[Core]) -> Option<(ThreadId, usize)> {
        self.fixed.challenge(cores)
    }

    fn rank(&self, thread: ThreadId) -> u32 {
        self.fixed.rank(thread)
    }

    fn waits(&mut self, thread: ThreadId, lock: Option<(ObjectId, Option<ThreadId>)>) {
        if let Some(before) = self.waits.remove(&thread)
            && let Some(contended) = self.locks.get_mut(&before)
        {
            contended.waiters.retain(|&waiter| waiter != thread);
            let owner = contended.owner;
            if contended.waiters.is_empty() {
                self.set_owner(before, None);
                self.locks.remove(&before);
            }
            if let Some(owner) = owner {
                self.reconsider(owner);
            }
        }
        let Some((lock, owner)) = lock else { return };
        self.waits.insert(thread, lock);
        self.locks.entry(lock).or_default().waiters.push(thread);
        self.set_owner(lock, owner);
        if let Some(owner) = owner {
            self.reconsider(owner);
        }
    }

    fn owned(&mut self, lock: ObjectId, owner: Option<ThreadId>) {
        if !self.locks.contains_key(&lock) {
            return;
        }
        let before = self.set_owner(lock, owner);
        for thread in [before, owner].into_iter().flatten() {
            self.reconsider(thread);
        }
    }

    fn lender(&self, thread: ThreadId) -> Option<ThreadId> {
        let (rank, waiter) = self.highest_waiter(thread)?;
        (rank > self.fixed.own_rank(thread)).then_some(waiter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interleave_trace::scheduling::Class;

    const LOW: ThreadId = ThreadId(0);
    const MIDDLE: ThreadId = ThreadId(1);
    const HIGH: ThreadId = ThreadId(2);

    fn lock(number: u32) -> ObjectId {
        ObjectId {
            owner: 0,
            index: number,
        }
    }

    fn policy() -> Inheritance {
        let mut policy = Inheritance::new(10);
        for (thread, priority) in [(LOW, 1), (MIDDLE, 5), (HIGH, 9)] {
            let wish = Scheduling {
                class: Class::Fifo,
                priority,
                ..Scheduling::default()
            };
            policy.set(thread, wish);
        }
        policy
    }

    #[test]
    fn an_owner_has_the_rank_of_the_highest_waiter_until_it_releases() {
        let mut policy = policy();
        let own = policy.rank(LOW);
        policy.waits(MIDDLE, Some((lock(0), Some(LOW))));
        assert_eq!(policy.rank(LOW), policy.rank(MIDDLE));
        policy.waits(HIGH, Some((lock(0), Some(LOW))));
        assert_eq!(policy.rank(LOW), policy.rank(HIGH));
        assert_eq!(policy.lender(LOW), Some(HIGH));
        policy.owned(lock(0), None);
        assert_eq!((policy.rank(LOW), policy.lender(LOW)), (own, None));
    }

    #[test]
    fn a_waiter_that_gives_up_takes_back_what_it_lent() {
        let mut policy = policy();
        let own = policy.rank(LOW);
        policy.waits(HIGH, Some((lock(0), Some(LOW))));
        policy.waits(HIGH, None);
        assert_eq!(policy.rank(LOW), own);
    }

    #[test]
    fn a_chain_lends_on() {
        let mut policy = policy();
        policy.waits(MIDDLE, Some((lock(0), Some(LOW))));
        policy.waits(HIGH, Some((lock(1), Some(MIDDLE))));
        assert_eq!(policy.rank(LOW), policy.rank(HIGH));
        policy.owned(lock(1), None);
        assert_eq!(policy.rank(LOW), policy.rank(MIDDLE));
    }

    #[test]
    fn who_takes_a_lock_that_others_wait_for_is_lent_to() {
        let mut policy = policy();
        policy.waits(HIGH, Some((lock(0), Some(LOW))));
        policy.owned(lock(0), None);
        policy.owned(lock(0), Some(MIDDLE));
        assert_eq!(policy.rank(MIDDLE), policy.rank(HIGH));
    }

    #[test]
    fn a_circle_ends() {
        let mut policy = policy();
        policy.waits(LOW, Some((lock(0), Some(MIDDLE))));
        policy.waits(MIDDLE, Some((lock(1), Some(LOW))));
        policy.waits(HIGH, Some((lock(1), Some(LOW))));
        assert_eq!(policy.rank(LOW), policy.rank(HIGH));
        assert_eq!(policy.rank(MIDDLE), policy.rank(HIGH));
        policy.waits(HIGH, None);
        policy.waits(LOW, None);
        assert_eq!(policy.rank(LOW), policy.rank(MIDDLE));
    }

    #[test]
    fn a_lent_rank_moves_a_ready_thread_forward() {
        let mut policy = policy();
        policy.add(MIDDLE, Arrival::Woken);
        policy.add(LOW, Arrival::Displaced);
        policy.waits(HIGH, Some((lock(0), Some(LOW))));
        assert_eq!(policy.take_next(1), Some(LOW));
    }
}
