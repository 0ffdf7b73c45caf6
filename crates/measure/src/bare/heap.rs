//! Simulations that are nothing but a binary heap of what happens when.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::random::Random;

const CAPACITY: u64 = 10;
const CUSTOMER: u32 = 0;
const SERVER: u32 = 1;

/// The queue of `queue_threads.py`: gives how many events in time there were.
#[must_use]
pub fn queue(arrivals: u64) -> u64 {
    let mut random = Random::new(1);
    let mut heap = BinaryHeap::from([Reverse((random.exponential_ns(0.9), CUSTOMER))]);
    let (mut present, mut arrived, mut served) = (0, 0, 0);
    while let Some(Reverse((now, who))) = heap.pop() {
        let mut busy_until = None;
        if who == CUSTOMER {
            arrived += 1;
            if arrived < arrivals {
                heap.push(Reverse((now + random.exponential_ns(0.9), CUSTOMER)));
            }
            if present < CAPACITY {
                present += 1;
                busy_until = (present == 1).then(|| random.exponential_ns(1.0));
            }
        } else {
            present -= 1;
            served += 1;
            busy_until = (present > 0).then(|| random.exponential_ns(1.0));
        }
        if let Some(busy) = busy_until {
            heap.push(Reverse((now + busy, SERVER)));
        }
    }
    arrived + served
}

/// The ring of `ring_threads.py`: gives how many events in time there were.
#[must_use]
pub fn ring(stations: u32, rounds: u64) -> u64 {
    let pause = |station: u32| 1_000_000 + u64::from(station % 7) * 100_000;
    let mut tokens = vec![0_u32; stations as usize];
    let mut left = vec![rounds; stations as usize];
    let mut heap: BinaryHeap<_> = (0..stations)
        .map(|station| Reverse((pause(station), station)))
        .collect();
    let mut busy = vec![true; stations as usize];
    let mut events = 0;
    while let Some(Reverse((now, station))) = heap.pop() {
        events += 1;
        let here = station as usize;
        left[here] -= 1;
        let next = (here + 1) % tokens.len();
        tokens[next] += 1;
        busy[here] = false;
        for at in [here, next] {
            if tokens[at] > 0 && !busy[at] && left[at] > 0 {
                tokens[at] -= 1;
                busy[at] = true;
                heap.push(Reverse((now + pause(at as u32), at as u32)));
            }
        }
    }
    events
}

#[cfg(test)]
mod tests {
    #[test]
    fn events_are_counted() {
        assert_eq!(super::ring(10, 7), 70);
        assert!((1500..=2000).contains(&super::queue(1000)));
    }
}
