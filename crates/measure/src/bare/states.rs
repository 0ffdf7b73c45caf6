//! The least that a checker can do for a step.

use std::collections::HashSet;
use std::hint::black_box;

use super::machine::{COUNT, Machine};
use super::random::Random;

/// Clones a machine of 200 bytes and steps the clone, so many times.
pub fn clone_and_step(times: u64) {
    let mut machine = Machine::new(i64::MAX);
    for _ in 0..times {
        let mut fork = black_box(&machine).clone();
        fork.step(COUNT);
        machine = fork;
    }
    black_box(machine.step(COUNT));
}

/// Inserts so many states of 64 bytes into a hash set; a quarter of them are there already.
#[must_use]
pub fn insert(times: u64) -> usize {
    let mut random = Random::new(1);
    let mut seen: HashSet<[u64; 8]> = HashSet::new();
    for _ in 0..times {
        let name = random.below(times * 2);
        seen.insert(std::array::from_fn(|part| {
            name.wrapping_mul(part as u64 + 1)
        }));
    }
    seen.len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn some_states_are_there_already() {
        assert!((600..950).contains(&super::insert(1000)));
    }
}
