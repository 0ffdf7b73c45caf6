//! What a checker does all day: fork a world, let one thread take a step, and look whether the result is new.

use interleave_engine::world::Log;
use interleave_engine::{Choice, World};

use crate::programs;

/// Worlds on the way that are forked from; enough of them to be neither one lucky case nor all the memory there is.
const WORLDS: usize = 256;

/// Worlds of five philosophers, each with one of its choices.
pub struct Prepared {
    positions: Vec<(World, Choice)>,
}

impl Prepared {
    /// Collects worlds: those that a walk comes by which takes each of the choices in turn.
    ///
    /// # Errors
    /// A sentence when the program is not accepted.
    pub fn new() -> Result<Self, String> {
        let first = World::new(
            programs::compile("philosophers", None)?,
            &programs::config(),
        );
        let mut positions = Vec::with_capacity(WORLDS);
        let mut world = first.clone();
        let mut turn = 0;
        while positions.len() < WORLDS {
            let choices = world.enabled();
            let Some(&choice) = choices.get(turn % choices.len().max(1)) else {
                // The end, or a deadlock: again from the start, the choices shifted.
                world = first.clone();
                turn += 1;
                continue;
            };
            // As after a search that has fingerprinted whatever it forks from; and only with everybody at the table.
            world.fingerprint();
            if world.threads().len() > 5 {
                positions.push((world.clone(), choice));
            }
            step(&mut world, choice);
            turn = turn.wrapping_mul(5).wrapping_add(1) % 1_000_003;
        }
        Ok(Self { positions })
    }

    /// Forks, steps and fingerprints so many times; gives something that depends on all the fingerprints.
    #[must_use]
    pub fn run(&self, times: u64) -> u64 {
        let mut sum = 0_u64;
        for (world, choice) in self.positions.iter().cycle().take(times as usize) {
            let mut fork = world.clone();
            step(&mut fork, *choice);
            sum = sum.wrapping_add(fork.fingerprint());
        }
        sum
    }
}

fn step(world: &mut World, choice: Choice) {
    world.apply(choice, &mut Log::new(None, &mut 0));
}

#[cfg(test)]
mod tests {
    use super::Prepared;

    #[test]
    fn the_worlds_differ_and_a_round_is_reproducible() {
        let prepared = Prepared::new().unwrap();
        let mut before: Vec<u64> = prepared
            .positions
            .iter()
            .map(|(world, _)| world.clone().fingerprint())
            .collect();
        before.sort_unstable();
        before.dedup();
        assert!(before.len() > 30, "{} different worlds", before.len());
        assert_eq!(prepared.run(300), prepared.run(300));
    }
}
