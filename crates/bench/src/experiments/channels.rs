//! One thread sends, another receives, and between them there is room for so many.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_utils::CachePadded;
use hdrhistogram::Histogram;

use crate::crew::{Start, per_second, pin};
use crate::experiment::{Case, Experiment, Plan, Quantity, Sample, latencies, record};

/// The experiment.
pub struct Channels;

/// Its name.
pub const NAME: &str = "channels";
/// The channel of the standard library.
pub const STD: &str = "std mpsc";
/// The setting: how many items have room.
pub const CAPACITY: &str = "capacity";
/// Capacities.
pub const CAPACITIES: [usize; 4] = [1, 16, 256, 4096];
/// Every so many items one is timed: looking at the clock costs as much as sending.
const TIMED_EVERY: u64 = 16;

/// An item: its number, and when it was sent.
type Item = u64;
/// Sends an item; waits while there is no room.
type Send = Box<dyn FnMut(Item) + std::marker::Send>;
/// Receives an item; waits while there is none.
type Receive = Box<dyn FnMut() -> Item + std::marker::Send>;

/// Makes a channel with so much room.
type Make = fn(usize) -> (Send, Receive);

const KINDS: &[(&str, Make)] = &[
    (STD, std_channel),
    ("crossbeam", crossbeam),
    ("tokio mpsc", tokio_channel),
    ("ring", ring),
];

impl Experiment for Channels {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "room lets sender and receiver run apart, which raises throughput; every item that waits in it is late, which is latency"
    }

    fn lesson(&self) -> &'static str {
        "bounded-queue"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        let case = &|capacity: usize, (name, make): (&'static str, Make)| {
            let items = items(plan, capacity);
            Case::new(name, &[(CAPACITY, capacity as f64)], move || {
                let (elapsed, latency) = pass(make(capacity), items);
                Sample::of(Quantity::THROUGHPUT, per_second(items, elapsed)).and_latency(latency)
            })
        };
        CAPACITIES
            .into_iter()
            .flat_map(|capacity| KINDS.iter().map(move |kind| case(capacity, *kind)))
            .collect()
    }
}

/// Enough that the room is filled many times, and not so many that little room takes for ever.
fn items(plan: &Plan, capacity: usize) -> u64 {
    let room = capacity as u64;
    plan.amount(
        (room * 2_000).clamp(3_000, 200_000),
        (room * 8).clamp(50, 500),
    )
}

/// Passes items through. An item is the time at which it was sent, or nothing.
fn pass((mut send, mut receive): (Send, Receive), items: u64) -> (Duration, Histogram<u64>) {
    let base = Instant::now();
    let now = move || u64::try_from(base.elapsed().as_nanos()).unwrap_or(u64::MAX);
    let start = &Start::of(2);
    thread::scope(|scope| {
        scope.spawn(move || {
            pin(0);
            start.wait();
            for number in 0..items {
                send(if number % TIMED_EVERY == 0 { now() } else { 0 });
            }
        });
        let receiver = scope.spawn(move || {
            pin(1);
            start.wait();
            let mut late = latencies();
            let mut began = None;
            for _ in 0..items {
                let sent = receive();
                began.get_or_insert_with(Instant::now);
                if sent != 0 {
                    record(&mut late, Duration::from_nanos(now().saturating_sub(sent)));
                }
            }
            (began.map_or(Duration::ZERO, |began| began.elapsed()), late)
        });
        match receiver.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

// The other end lives as long as there are items, so sending and receiving cannot fail.

fn std_channel(capacity: usize) -> (Send, Receive) {
    let (sender, receiver) = mpsc::sync_channel(capacity);
    (
        Box::new(move |item| {
            let _ = sender.send(item);
        }),
        Box::new(move || receiver.recv().unwrap_or_default()),
    )
}

fn crossbeam(capacity: usize) -> (Send, Receive) {
    let (sender, receiver) = crossbeam_channel::bounded(capacity);
    (
        Box::new(move |item| {
            let _ = sender.send(item);
        }),
        Box::new(move || receiver.recv().unwrap_or_default()),
    )
}

fn tokio_channel(capacity: usize) -> (Send, Receive) {
    let (sender, mut receiver) = tokio::sync::mpsc::channel(capacity);
    (
        Box::new(move |item| {
            let _ = sender.blocking_send(item);
        }),
        Box::new(move || receiver.blocking_recv().unwrap_or_default()),
    )
}

/// A ring of slots in the manner of the LMAX Disruptor (M. Thompson and others: Disruptor, 2011): one writer, one reader,
/// two counters on cache lines of their own, no lock. Who must wait yields the core.
fn ring(capacity: usize) -> (Send, Receive) {
    struct Ring {
        slots: Vec<AtomicU64>,
        written: CachePadded<AtomicU64>,
        read: CachePadded<AtomicU64>,
    }
    fn wait_until(ready: impl Fn() -> bool) {
        let backoff = crossbeam_utils::Backoff::new();
        while !ready() {
            backoff.snooze();
        }
    }
    let ring = std::sync::Arc::new(Ring {
        slots: (0..capacity).map(|_| AtomicU64::new(0)).collect(),
        written: CachePadded::default(),
        read: CachePadded::default(),
    });
    let other = ring.clone();
    let room = capacity as u64;
    let slot = move |number: u64| (number % room) as usize;
    let (mut next_in, mut next_out) = (0, 0);
    (
        Box::new(move |item| {
            wait_until(|| next_in - ring.read.load(Ordering::Acquire) < room);
            ring.slots[slot(next_in)].store(item, Ordering::Relaxed);
            next_in += 1;
            ring.written.store(next_in, Ordering::Release);
        }),
        Box::new(move || {
            wait_until(|| other.written.load(Ordering::Acquire) > next_out);
            let item = other.slots[slot(next_out)].load(Ordering::Relaxed);
            next_out += 1;
            other.read.store(next_out, Ordering::Release);
            item
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_arrives_in_order_whatever_the_room() {
        for (name, make) in KINDS {
            for capacity in [1, 2, 64] {
                let (mut send, mut receive) = make(capacity);
                let got = thread::scope(|scope| {
                    scope.spawn(move || (1..=500).for_each(&mut send));
                    let receiver = scope.spawn(move || {
                        let got: Vec<u64> = (0..500).map(|_| receive()).collect();
                        got
                    });
                    receiver.join().unwrap()
                });
                assert!(got.into_iter().eq(1..=500), "{name}, {capacity}");
            }
        }
    }
}
