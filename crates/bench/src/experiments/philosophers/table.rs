//! Forks that one can wait for, and a table that can be closed over those who wait.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::SeqCst};

use parking_lot::{Condvar, Mutex};

/// Waits for no fork.
const NONE: usize = usize::MAX;

/// The table.
pub struct Table {
    forks: Vec<Fork>,
    /// The fork that each philosopher waits for.
    awaited: Vec<AtomicUsize>,
    /// Free seats, of which the waiter keeps one empty.
    seats: Mutex<usize>,
    seat_free: Condvar,
    closed: AtomicBool,
    /// Counts every fork that changes hands.
    changes: AtomicU64,
}

#[derive(Default)]
struct Fork {
    holder: Mutex<Option<usize>>,
    free: Condvar,
}

impl Table {
    /// A table with as many forks as seats.
    pub fn new(seats: usize) -> Table {
        Table {
            forks: (0..seats).map(|_| Fork::default()).collect(),
            awaited: (0..seats).map(|_| AtomicUsize::new(NONE)).collect(),
            seats: Mutex::new(seats.saturating_sub(1)),
            seat_free: Condvar::new(),
            closed: AtomicBool::new(false),
            changes: AtomicU64::new(0),
        }
    }

    /// Waits for a fork and takes it; not if the table is closed.
    pub fn take(&self, fork: usize, who: usize) -> bool {
        let mut holder = self.forks[fork].holder.lock();
        self.awaited[who].store(fork, SeqCst);
        while holder.is_some() && !self.is_closed() {
            self.forks[fork].free.wait(&mut holder);
        }
        if self.is_closed() {
            return false;
        }
        *holder = Some(who);
        self.awaited[who].store(NONE, SeqCst);
        self.changes.fetch_add(1, SeqCst);
        true
    }

    /// Takes a fork if nobody has it.
    pub fn try_take(&self, fork: usize, who: usize) -> bool {
        let mut holder = self.forks[fork].holder.lock();
        let free = holder.is_none();
        if free {
            *holder = Some(who);
            self.changes.fetch_add(1, SeqCst);
        }
        free
    }

    /// Puts a fork back.
    pub fn put_back(&self, fork: usize) {
        *self.forks[fork].holder.lock() = None;
        self.changes.fetch_add(1, SeqCst);
        self.forks[fork].free.notify_one();
    }

    /// Puts a fork back if this philosopher has it.
    pub fn put_back_if_held(&self, fork: usize, who: usize) {
        let held = *self.forks[fork].holder.lock() == Some(who);
        if held {
            self.put_back(fork);
        }
    }

    /// Waits until the waiter offers a seat; not if the table is closed.
    pub fn sit_down(&self) -> bool {
        let mut seats = self.seats.lock();
        while *seats == 0 && !self.is_closed() {
            self.seat_free.wait(&mut seats);
        }
        if self.is_closed() {
            return false;
        }
        *seats -= 1;
        true
    }

    /// Gives the seat back.
    pub fn stand_up(&self) {
        *self.seats.lock() += 1;
        self.seat_free.notify_one();
    }

    /// Sends everybody home, whatever they wait for.
    pub fn close(&self) {
        self.closed.store(true, SeqCst);
        for fork in &self.forks {
            // With the lock in hand nobody is between looking whether it is closed and going to sleep.
            let _held = fork.holder.lock();
            fork.free.notify_all();
        }
        let _held = self.seats.lock();
        self.seat_free.notify_all();
    }

    fn is_closed(&self) -> bool {
        self.closed.load(SeqCst)
    }

    /// The philosophers that wait for each other in a circle. No fork may have changed hands while this looked, so what
    /// it saw was all true at once, and a circle stays one.
    pub fn circle(&self) -> Option<Vec<usize>> {
        let before = self.changes.load(SeqCst);
        let holder = |fork: usize| *self.forks.get(fork)?.holder.lock();
        let waits_for: Vec<Option<usize>> = self
            .awaited
            .iter()
            .map(|fork| holder(fork.load(SeqCst)))
            .collect();
        let circle = circle(&waits_for)?;
        (self.changes.load(SeqCst) == before).then_some(circle)
    }
}

/// A circle in who waits for whom, if there is one.
fn circle(waits_for: &[Option<usize>]) -> Option<Vec<usize>> {
    (0..waits_for.len()).find_map(|start| {
        let mut way = vec![start];
        let mut at = start;
        while let Some(next) = waits_for.get(at).copied().flatten() {
            if next == start {
                return Some(way);
            }
            if way.contains(&next) {
                return None;
            }
            way.push(next);
            at = next;
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::circle;

    #[test]
    fn a_circle_is_found_wherever_it_begins() {
        assert_eq!(circle(&[Some(1), None]), None);
        assert_eq!(circle(&[Some(1), Some(2), Some(1)]), Some(vec![1, 2]));
        assert_eq!(circle(&[Some(1), Some(0), Some(0)]), Some(vec![0, 1]));
    }
}
