//! What the lessons claim is so.

use interleave_playground::engine::{Config, Dialect};
use interleave_playground::lessons::{self, Ending, Lesson, Observed};
use interleave_playground::program::Program;
use interleave_playground::run::{self, Run};
use interleave_playground::trace::snapshot::RunStatus;

fn program(lesson: &Lesson, knobs: &[(&str, i64)]) -> Program {
    let knobs: Vec<(String, i64)> = knobs
        .iter()
        .map(|&(name, value)| (name.to_owned(), value))
        .collect();
    let (program, warnings) = run::compile(Lesson::PROGRAM_NAME, lesson.program, &knobs)
        .unwrap_or_else(|errors| panic!("{} is not accepted: {errors:#?}", lesson.slug));
    assert!(warnings.is_empty(), "{}: {warnings:#?}", lesson.slug);
    program
}

fn observe(program: Program, claimed: &lessons::Run) -> Observed {
    let config = Config {
        dialect: Dialect::find(claimed.machine.dialect.name()).expect("a dialect of the engine"),
        cores: claimed.machine.cores,
        quantum_ns: claimed.machine.quantum_ns,
        seed: claimed.machine.seed,
        ..Config::default()
    };
    let mut run = Run::passing(program, config, u64::MAX);
    let (stdout, _stderr) = run.finish();
    Observed {
        stdout,
        ending: match run.status() {
            RunStatus::Finished { .. } => Ending::Finished,
            RunStatus::Failed { .. } => Ending::UncaughtException,
            RunStatus::Deadlocked => Ending::Deadlock,
            RunStatus::Limited { .. } | RunStatus::Running => Ending::LimitReached,
        },
        findings: run
            .findings()
            .iter()
            .map(|finding| finding.kind.name())
            .collect(),
        end_ns: run.recording().head().world().now().0,
    }
}

#[test]
fn claims_hold() {
    let mut mistakes = Vec::new();
    for lesson in lessons::all() {
        for claim in lesson.claims {
            let program = program(lesson, claim.knobs);
            if let Err(refuted) = claim.check(|claimed| observe(program.clone(), claimed)) {
                mistakes.push(format!("{}: {claim}: {refuted:?}", lesson.slug));
            }
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn the_machine_of_a_lesson_is_the_engines_where_it_says_so() {
    let (lesson, engine) = (lessons::Machine::DEFAULT, Config::default());
    assert_eq!(lesson.dialect.name(), engine.dialect.name());
    assert_eq!(
        (lesson.cores, lesson.quantum_ns, lesson.seed),
        (engine.cores, engine.quantum_ns, engine.seed)
    );
}
