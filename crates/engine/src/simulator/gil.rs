//! CPython's global interpreter lock (`Python/ceval_gil.c`, since 3.2): a waiter that has waited for the switch
//! interval, without the lock having changed hands meanwhile, asks the holder to drop it. The holder does so where it
//! looks at its evaluation breaker: since 3.10 at backward jumps and at calls of functions.

use std::cmp::Reverse;
use std::collections::VecDeque;

use interleave_trace::{ThreadId, Tick};

use super::chance::Chance;

/// The lock of one process.
#[derive(Clone, Debug, Default)]
pub struct Gil {
    /// Who holds it.
    pub holder: Option<ThreadId>,
    /// Who waits for it, and since when; longest first.
    waiters: VecDeque<(ThreadId, Tick)>,
    /// When it changed hands last.
    switched: Tick,
}

impl Gil {
    /// A thread that does not wait for the lock asks for it: whether it has it now. If not, it waits.
    pub fn request(&mut self, thread: ThreadId, now: Tick) -> bool {
        match self.holder {
            None => {
                self.holder = Some(thread);
                self.switched = now;
                true
            }
            Some(holder) if holder == thread => true,
            Some(_) => {
                self.waiters.push_back((thread, now));
                false
            }
        }
    }

    /// Whether anybody waits for the lock.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        !self.waiters.is_empty()
    }

    /// The holder drops the lock; gives who has it next: any of those who wait, or, without chance, the first of them.
    /// CPython wakes one waiter, but each that has waited for the switch interval queues anew, and who comes just then
    /// may take the lock before the woken one is there (`take_gil`).
    pub fn drop_by(
        &mut self,
        thread: ThreadId,
        now: Tick,
        chance: Option<&mut Chance>,
    ) -> Option<ThreadId> {
        if self.holder != Some(thread) {
            return None;
        }
        let next = match (chance, self.waiters.len() as u64) {
            (Some(chance), count @ 2..) => chance.below(count) as usize,
            _ => 0,
        };
        self.holder = self.waiters.remove(next).map(|(waiter, _)| waiter);
        self.switched = now;
        self.holder
    }

    /// Puts the highest waiter first, of equal ones the longest: a futex wakes in that order (`futex(2)`).
    pub fn put_highest_first(&mut self, rank: impl Fn(ThreadId) -> u32) {
        let ranks = self.waiters.iter().enumerate();
        let highest = ranks.max_by_key(|&(at, &(waiter, _))| (rank(waiter), Reverse(at)));
        if let Some((at, _)) = highest
            && let Some(waiter) = self.waiters.remove(at)
        {
            self.waiters.push_front(waiter);
        }
    }

    /// Hands the lock to a thread, whoever holds it; gives who held it.
    pub fn force(&mut self, thread: ThreadId, now: Tick) -> Option<ThreadId> {
        self.waiters.retain(|&(waiter, _)| waiter != thread);
        self.switched = now;
        self.holder
            .replace(thread)
            .filter(|&holder| holder != thread)
    }

    /// A thread whose lock was taken away waits in front of everybody.
    pub fn wait_first(&mut self, thread: ThreadId, now: Tick) {
        self.waiters.push_front((thread, now));
    }

    /// A thread no longer waits for the lock.
    pub fn forget(&mut self, thread: ThreadId) {
        self.waiters.retain(|&(waiter, _)| waiter != thread);
    }

    /// The instant from which the holder is asked to drop the lock, if somebody waits.
    #[must_use]
    pub fn requested_at(&self, interval_ns: u64) -> Option<Tick> {
        self.waiters
            .front()
            .map(|&(_, since)| since.max(self.switched).after(interval_ns))
    }
}

#[cfg(test)]
mod tests {
    use super::{Chance, Gil, ThreadId, Tick};

    #[test]
    fn the_highest_waiter_can_be_put_first() {
        let mut gil = Gil::default();
        for thread in 0..4 {
            gil.request(ThreadId(thread), Tick(0));
        }
        gil.put_highest_first(|thread| thread.0.min(2));
        assert_eq!(gil.drop_by(ThreadId(0), Tick(1), None), Some(ThreadId(2)));
        assert_eq!(gil.drop_by(ThreadId(2), Tick(1), None), Some(ThreadId(1)));
    }

    #[test]
    fn a_waiter_asks_for_the_lock_after_the_interval_since_it_last_changed_hands() {
        let mut gil = Gil::default();
        assert!(gil.request(ThreadId(0), Tick(10)));
        assert!(!gil.request(ThreadId(1), Tick(20)));
        assert_eq!(gil.requested_at(5), Some(Tick(25)));
        let chance = &mut Chance::new(0);
        assert_eq!(
            gil.drop_by(ThreadId(0), Tick(30), Some(chance)),
            Some(ThreadId(1))
        );
        assert!(!gil.request(ThreadId(0), Tick(31)));
        assert_eq!(gil.requested_at(5), Some(Tick(36)));
        assert_eq!(gil.force(ThreadId(0), Tick(40)), Some(ThreadId(1)));
        assert_eq!(gil.requested_at(5), None);
    }
}
