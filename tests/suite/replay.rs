//! A schedule is a value: following it gives the identical trace. Going back is running again.

use interleave_playground::engine::world::Log;
use interleave_playground::engine::{Choice, Config, Policy, Recording, Schedule, Status, World};
use interleave_playground::program::Program as Code;
use interleave_playground::run::compile;
use interleave_playground::trace::Moment;
use interleave_tests::programs::PROGRAMS;
use interleave_tests::runs;

/// Programs with threads, locks, queues, an event loop and a deadlock among them, each under some policy,
/// and programs about priorities under every one.
fn subjects() -> impl Iterator<Item = (String, std::sync::Arc<Code>, Config)> {
    PROGRAMS
        .iter()
        .filter(|program| {
            program.source.contains("threading") || program.source.contains("asyncio")
        })
        .zip(Policy::ALL.into_iter().cycle())
        .map(|(program, policy)| {
            let (code, _) = compile("main.py", program.source, &[]).expect("accepted");
            let config = Config {
                policy,
                ..runs::config(program)
            };
            (program.name.to_owned(), std::sync::Arc::new(code), config)
        })
        .chain(crate::policies::subjects())
}

/// A choice among many, the same each time.
fn pick(choices: &[Choice], step: u64) -> Choice {
    let bits = (step + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    choices[(bits >> 33) as usize % choices.len()]
}

fn finish(recording: &mut Recording) {
    while recording.step() == Status::Running {}
}

#[test]
fn following_a_schedule_gives_the_identical_trace() {
    for (name, code, config) in subjects() {
        let mut recording = Recording::new(code.clone(), config.clone());
        // Twenty natural steps, then forty by hand, then natural to the end.
        for step in 0..60 {
            if step < 20 {
                recording.step();
                continue;
            }
            let choices = recording.head().world().enabled();
            if recording.head().status() != Status::Running || choices.is_empty() {
                break;
            }
            let choice = pick(&choices, step);
            // A thread in the middle of its instructions may turn out to have to wait.
            let _refused = recording.choose(choice);
        }
        finish(&mut recording);
        let written = recording.schedule().to_string();
        let schedule: Schedule = written.parse().expect("a schedule");
        let mut again = Recording::new(code, config);
        again
            .follow(&schedule)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        finish(&mut again);
        assert_eq!(recording.trace(), again.trace(), "{name}: {written}");
    }
}

#[test]
fn the_same_seed_gives_the_identical_trace_and_another_one_may_not() {
    let mut differ = 0;
    for (name, code, config) in subjects() {
        let trace = |seed| {
            let mut recording = Recording::new(
                code.clone(),
                Config {
                    seed,
                    ..config.clone()
                },
            );
            finish(&mut recording);
            recording.trace().clone()
        };
        assert_eq!(trace(1), trace(1), "{name}");
        differ += usize::from(trace(1) != trace(2));
    }
    assert!(differ > 10, "seeds change nothing");
}

#[test]
fn going_back_shows_what_was_there() {
    for (name, code, config) in subjects() {
        let mut recording = Recording::new(code, config);
        let mut seen = Vec::new();
        while recording.head().status() == Status::Running && recording.head().events() < 3000 {
            let before = recording.head().events();
            recording.advance();
            // A moment is the first state by which so many events had happened.
            if recording.head().events() > before && before.is_multiple_of(5) {
                seen.push(recording.head_mut().snapshot());
            }
        }
        for snapshot in seen.iter().rev() {
            assert_eq!(&recording.at(snapshot.moment), snapshot, "{name}");
        }
        let end = recording.trace().end();
        let before = recording.moment_before(end);
        assert!(before < end, "{name}");
        assert_eq!(recording.moment_after(before), end, "{name}");
        assert_eq!(
            recording.at(Moment(0)).moment,
            Moment(1).min(recording.at(Moment(0)).moment)
        );
    }
}

#[test]
fn a_choice_is_a_function_of_the_world() {
    for (name, code, config) in subjects() {
        let mut world = World::new(code, &config);
        let mut count = 0;
        for step in 0..80 {
            let choices = world.enabled();
            if choices.is_empty() {
                break;
            }
            let choice = pick(&choices, step);
            let mut fork = world.clone();
            fork.apply(choice, &mut Log::new(None, &mut count));
            let before = world.fingerprint();
            world.apply(choice, &mut Log::new(None, &mut count));
            assert_eq!(world.fingerprint(), fork.fingerprint(), "{name}");
            let mut unchanged = fork.clone();
            assert_eq!(unchanged.fingerprint(), fork.fingerprint(), "{name}");
            assert_ne!(before, 0);
        }
    }
}
