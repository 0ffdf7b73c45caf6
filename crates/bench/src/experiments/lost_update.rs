//! Adding to one counter from several threads.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crossbeam_utils::CachePadded;

use crate::crew::{crew, per_second};
use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};

/// The experiment.
pub struct LostUpdate;

/// Its name.
pub const NAME: &str = "lost-update";

/// Adds one, so often, to a counter made for so many threads; the answer is what the counter says in the end, and the
/// time.
type Way = fn(threads: usize, rounds: u64) -> (u64, std::time::Duration);

const WAYS: &[(&str, Way)] = &[
    ("load and store", load_and_store),
    ("fetch_add", fetch_add),
    ("compare-exchange", compare_exchange),
    ("std mutex", std_mutex),
    ("parking_lot mutex", parking_lot_mutex),
    ("sharded", sharded),
];

impl Experiment for LostUpdate {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "a load and a store lose updates as soon as two cores run; what loses none costs more, but for counters of one's own"
    }

    fn lesson(&self) -> &'static str {
        "lost-update"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        let rounds = plan.amount(1_000_000, 20_000);
        let case = |threads: usize, (name, way): (&'static str, Way)| {
            Case::new(name, &[("threads", threads as f64)], move || {
                let expected = rounds * threads as u64;
                let (counted, elapsed) = way(threads, rounds);
                let lost = expected.abs_diff(counted) as f64 / expected as f64;
                Sample::of(Quantity::THROUGHPUT, per_second(expected, elapsed))
                    .and(Quantity::LOST, lost * 100.0)
            })
        };
        let threads = plan.threads().into_iter();
        threads
            .flat_map(|threads| WAYS.iter().map(move |way| case(threads, *way)))
            .collect()
    }
}

/// Legal in Rust, as each half is atomic, and wrong all the same.
fn load_and_store(threads: usize, rounds: u64) -> (u64, std::time::Duration) {
    on_one_counter(threads, rounds, |counter| {
        counter.store(counter.load(Relaxed) + 1, Relaxed);
    })
}

fn fetch_add(threads: usize, rounds: u64) -> (u64, std::time::Duration) {
    on_one_counter(threads, rounds, |counter| {
        counter.fetch_add(1, Relaxed);
    })
}

fn compare_exchange(threads: usize, rounds: u64) -> (u64, std::time::Duration) {
    on_one_counter(threads, rounds, |counter| {
        let mut seen = counter.load(Relaxed);
        while let Err(now) = counter.compare_exchange_weak(seen, seen + 1, Relaxed, Relaxed) {
            seen = now;
        }
    })
}

fn on_one_counter(
    threads: usize,
    rounds: u64,
    add: impl Fn(&AtomicU64) + Sync,
) -> (u64, std::time::Duration) {
    let counter = CachePadded::new(AtomicU64::new(0));
    let (elapsed, _) = crew(threads, |_| (0..rounds).for_each(|_| add(&counter)));
    (counter.load(Relaxed), elapsed)
}

fn std_mutex(threads: usize, rounds: u64) -> (u64, std::time::Duration) {
    let counter = CachePadded::new(Mutex::new(0));
    let (elapsed, _) = crew(threads, |_| {
        for _ in 0..rounds {
            // Nobody panics while holding it, so it is never poisoned.
            if let Ok(mut counter) = counter.lock() {
                *counter += 1;
            }
        }
    });
    let counted = counter.lock().map_or(0, |counter| *counter);
    (counted, elapsed)
}

fn parking_lot_mutex(threads: usize, rounds: u64) -> (u64, std::time::Duration) {
    let counter = CachePadded::new(parking_lot::Mutex::new(0));
    let (elapsed, _) = crew(threads, |_| {
        (0..rounds).for_each(|_| *counter.lock() += 1);
    });
    let counted = *counter.lock();
    (counted, elapsed)
}

/// A counter for each thread, on a cache line of its own; reading the total adds them up.
fn sharded(threads: usize, rounds: u64) -> (u64, std::time::Duration) {
    let shards: Vec<CachePadded<AtomicU64>> =
        (0..threads).map(|_| CachePadded::default()).collect();
    let (elapsed, _) = crew(threads, |index| {
        let own = &shards[index];
        for _ in 0..rounds {
            own.fetch_add(1, Relaxed);
        }
    });
    (
        shards.iter().map(|shard| shard.load(Relaxed)).sum(),
        elapsed,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_load_and_store_may_lose_and_nothing_is_counted_twice() {
        for (name, way) in WAYS {
            let (counted, _) = way(4, 2_000);
            assert!(counted <= 8_000, "{name}");
            if *name != "load and store" {
                assert_eq!(counted, 8_000, "{name}");
            }
        }
    }
}
