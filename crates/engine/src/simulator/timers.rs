//! Timers of threads: which of them wakes next, and when.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use interleave_trace::{ThreadId, Tick};

/// When a timer fires, and the how-manieth it was to be set: of equal ones the earlier set fires first.
type Due = (Tick, u64);

/// At most one timer a thread. A cancelled one stays in the heap until it comes up or half of the heap is such.
#[derive(Clone, Debug, Default)]
pub struct Timers {
    /// The first one is never a cancelled one.
    heap: BinaryHeap<Reverse<(Due, ThreadId)>>,
    /// The timer of each thread, if it has one.
    of: Vec<Option<Due>>,
    /// Timers ever set.
    made: u64,
    /// Those that are in force.
    live: usize,
}

/// So many cancelled timers may always be there.
const FEW: usize = 64;

impl Timers {
    /// The timer that fires next.
    #[must_use]
    #[inline]
    pub fn first(&self) -> Option<(Tick, ThreadId)> {
        let Reverse(((at, _), thread)) = *self.heap.peek()?;
        Some((at, thread))
    }

    /// A thread is to be woken at an instant, and at no other.
    pub fn set(&mut self, thread: ThreadId, at: Tick) {
        self.cancel(thread);
        if self.of.len() <= thread.index() {
            self.of.resize(thread.index() + 1, None);
        }
        self.made += 1;
        let due = (at, self.made);
        self.of[thread.index()] = Some(due);
        self.live += 1;
        self.heap.push(Reverse((due, thread)));
    }

    /// A thread is not to be woken.
    pub fn cancel(&mut self, thread: ThreadId) {
        let Some(place) = self.of.get_mut(thread.index()) else {
            return;
        };
        if place.take().is_none() {
            return;
        }
        self.live -= 1;
        let of = &self.of;
        let in_force = |&Reverse((due, thread)): &Reverse<(Due, ThreadId)>| {
            of.get(thread.index()) == Some(&Some(due))
        };
        if self.heap.len() > 2 * self.live + FEW {
            self.heap.retain(in_force);
        }
        while self.heap.peek().is_some_and(|first| !in_force(first)) {
            self.heap.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ThreadId, Tick, Timers};

    #[test]
    fn timers_fire_in_order_and_of_equal_ones_the_earlier_set_first() {
        let mut timers = Timers::default();
        for (thread, at) in [(3, 20), (1, 10), (2, 10), (0, 10)] {
            timers.set(ThreadId(thread), Tick(at));
        }
        // Set anew, it is the latest.
        timers.set(ThreadId(1), Tick(10));
        timers.cancel(ThreadId(7));
        let mut order = Vec::new();
        while let Some((at, thread)) = timers.first() {
            timers.cancel(thread);
            order.push((at.0, thread.0));
        }
        assert_eq!(order, [(10, 2), (10, 0), (10, 1), (20, 3)]);
    }

    #[test]
    fn cancelled_timers_take_no_room_for_ever() {
        let mut timers = Timers::default();
        timers.set(ThreadId(0), Tick(1));
        for at in 2..10_000 {
            timers.set(ThreadId(1), Tick(at));
        }
        assert!(timers.heap.len() < 100, "{}", timers.heap.len());
        assert_eq!(timers.first(), Some((Tick(1), ThreadId(0))));
    }
}
