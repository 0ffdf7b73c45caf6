//! Fuzzing: source → program → a thousand steps. No panic, no hang, memory bounded; and what a run promises besides.
//!
//! [`check`] is what is asked of every source. `cargo xtask fuzz` asks it of millions ([`mutate`] makes them, partly by a
//! [`grammar`]); the suite asks it of those in `tests/fuzz/corpus` and of some that the grammar makes under fixed seeds.

pub mod grammar;
pub mod mutate;
pub mod random;
mod vocabulary;

use std::sync::Arc;

use interleave_playground::engine::world::Log;
use interleave_playground::engine::{Config, Dialect, Limits, Recording, Status, World};
use interleave_playground::program::Program;
use interleave_playground::program::verify::verify;
use interleave_playground::run::compile;
use interleave_playground::trace::{Moment, Snapshot};
use interleave_playground::view::words::{self, Language};

use random::Random;

/// Operations that the simulator performs of each program.
const STEPS: usize = 1000;
/// Choices that are made by hand in each program.
const CHOICES: usize = 100;
/// The heap counts what it has before it refuses, so a single object may come on top.
const MEMORY_BYTES: u64 = 8 << 20;

/// Compiles a source, and runs a thousand steps of it in every dialect.
///
/// # Panics
/// When something that must not happen has happened.
pub fn check(source: &str) {
    let Ok((program, _warnings)) = compile("main.py", source, &[]) else {
        return;
    };
    if let Err(fault) = verify(&program) {
        panic!("the front end made what the verifier refuses: {fault:?}");
    }
    let program = Arc::new(program);
    for dialect in Dialect::ALL {
        let config = config(dialect, source.len() as u64);
        simulate(&program, &config);
        by_hand(&program, &config);
    }
}

/// A machine on which nothing takes long.
fn config(dialect: Dialect, seed: u64) -> Config {
    Config {
        dialect,
        seed,
        limits: Limits {
            instructions: 100_000,
            memory_bytes: MEMORY_BYTES,
            tasks: 300,
            events: 20_000,
            output_bytes: 64 << 10,
            ..Limits::default()
        },
        ..Config::default()
    }
}

/// Lets the machine choose, then looks back, and follows the schedule again.
fn simulate(program: &Arc<Program>, config: &Config) {
    let mut recording = Recording::new(program.clone(), config.clone());
    for _ in 0..STEPS {
        if recording.step() != Status::Running {
            break;
        }
    }
    let bytes = recording.head().world().heap().bytes();
    assert!(bytes <= 2 * MEMORY_BYTES, "the heap has {bytes} bytes");
    put_into_words(&recording.head_mut().snapshot());
    let end = recording.trace().end();
    for moment in [end.0 / 3, end.0 / 2, end.0] {
        let before = recording.moment_before(Moment(moment));
        put_into_words(&recording.at(before));
    }
    let mut again = Recording::new(program.clone(), config.clone());
    let followed = again.follow(&recording.schedule());
    assert_eq!(followed, Ok(()), "its own schedule cannot be followed");
    if recording.head().status() != Status::Running {
        // A schedule counts operations; how a run ends may come after the last of them.
        again.step();
    }
    assert!(
        again.trace() == recording.trace(),
        "its own schedule leads elsewhere"
    );
}

/// Whatever happened can be told.
fn put_into_words(snapshot: &Snapshot) {
    for language in [Language::English, Language::Korean] {
        let _ = words::ending(language, snapshot);
        for task in &snapshot.tasks {
            let _ = words::sentence(language, task, snapshot.now, snapshot);
        }
    }
}

/// Makes choices that no machine would make; forks that make the same one must stay the same.
fn by_hand(program: &Arc<Program>, config: &Config) {
    let mut random = Random::new(config.seed);
    let mut world = World::new(program.clone(), config);
    for _ in 0..CHOICES {
        let choices = world.enabled();
        let Some(&choice) = random.one_of(&choices) else {
            break;
        };
        let mut fork = world.clone();
        fork.apply(choice, &mut Log::new(None, &mut 0));
        world.apply(choice, &mut Log::new(None, &mut 0));
        assert_eq!(
            fork.fingerprint(),
            world.fingerprint(),
            "a fork went another way after {choice:?}"
        );
    }
}
