//! What the lessons claim is so.

use interleave_playground::lessons::{self, Ending, Lesson, Observed};
use interleave_playground::machine;
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
    let mut run = Run::passing(program, machine::config(&claimed.machine), u64::MAX);
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
