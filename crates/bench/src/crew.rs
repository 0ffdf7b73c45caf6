//! Threads that begin together, each on a core of its own where there are enough.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use core_affinity::CoreId;
use crossbeam_utils::Backoff;

/// The cores that this process may use.
fn cores() -> &'static [CoreId] {
    static CORES: OnceLock<Vec<CoreId>> = OnceLock::new();
    CORES.get_or_init(|| core_affinity::get_core_ids().unwrap_or_default())
}

/// Keeps the current thread on the core of an index, counted round; whether the system allows it.
pub fn pin(index: usize) -> bool {
    let cores = cores();
    match cores.get(index % cores.len().max(1)) {
        Some(core) => core_affinity::set_for_current(*core),
        None => false,
    }
}

/// Whether this system lets threads be pinned.
pub fn can_pin() -> bool {
    // A thread of its own, as being pinned cannot be taken back.
    thread::spawn(|| pin(0)).join().unwrap_or(false)
}

/// Where threads gather before they begin. None sleeps meanwhile: waking takes longer than some of what is measured.
pub struct Start {
    missing: AtomicUsize,
}

impl Start {
    /// A start of so many threads.
    pub fn of(threads: usize) -> Start {
        Start {
            missing: AtomicUsize::new(threads),
        }
    }

    /// Waits until all are here, and soon lets others have the core, in case somebody who is missing needs it.
    pub fn wait(&self) {
        self.missing.fetch_sub(1, Ordering::AcqRel);
        let backoff = Backoff::new();
        while self.missing.load(Ordering::Acquire) > 0 {
            backoff.snooze();
        }
    }
}

/// Lets threads do a job at once. The answer is the time from the first start to the last end, and what each returned.
///
/// Threads are pinned unless there are more of them than cores: then moving them about is the scheduler's work, and part
/// of what is measured.
pub fn crew<T: Send>(threads: usize, job: impl Fn(usize) -> T + Sync) -> (Duration, Vec<T>) {
    let start = Start::of(threads);
    let pinned = threads <= cores().len();
    let member = |index: usize| {
        if pinned {
            pin(index);
        }
        start.wait();
        let began = Instant::now();
        let done = job(index);
        (began, Instant::now(), done)
    };
    let times = thread::scope(|scope| {
        let member = &member;
        let members: Vec<_> = (0..threads)
            .map(|index| scope.spawn(move || member(index)))
            .collect();
        let join = |handle: thread::ScopedJoinHandle<'_, (Instant, Instant, T)>| match handle.join()
        {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        members.into_iter().map(join).collect::<Vec<_>>()
    });
    let began = times.iter().map(|(began, ..)| *began).min();
    let ended = times.iter().map(|(_, ended, _)| *ended).max();
    let elapsed = match (began, ended) {
        (Some(began), Some(ended)) => ended - began,
        _ => Duration::ZERO,
    };
    (elapsed, times.into_iter().map(|(.., done)| done).collect())
}

/// Work that no compiler can leave out: so many rounds of a generator of Marsaglia's (Xorshift RNGs, 2003), about a
/// nanosecond each.
pub fn spin(rounds: u64, seed: u64) -> u64 {
    let mut state = seed | 1;
    for _ in 0..rounds {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
    }
    std::hint::black_box(state)
}

/// Operations in a second.
pub fn per_second(operations: u64, elapsed: Duration) -> f64 {
    operations as f64 / elapsed.as_secs_f64().max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_works_once() {
        let (_, mut done) = crew(5, |index| index);
        done.sort_unstable();
        assert_eq!(done, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn work_depends_on_how_much_it_is() {
        assert_ne!(spin(10, 1), spin(11, 1));
        assert_eq!(spin(10, 1), spin(10, 1));
    }
}
