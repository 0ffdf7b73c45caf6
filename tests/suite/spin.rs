//! An independent checker agrees: SPIN (Holzmann, 1997) finds as many states, the same verdicts and the same outcomes in models
//! whose steps are ours (`spin/*.pml`). Where it is not installed there is nothing to compare, and a line says so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use interleave_playground::check::{Answer, Check, Question};
use interleave_playground::engine::Config;

/// What SPIN says of a model.
#[derive(PartialEq, Eq, Debug)]
struct Verified {
    states: u64,
    fails: bool,
    /// What the model prints of its ends, a line each.
    outcomes: BTreeSet<String>,
}

fn is_there(program: &str) -> bool {
    // Whatever it says to that: it is there.
    Command::new(program).arg("-V").output().is_ok()
}

/// The answer of SPIN's verifier, in a folder of its own.
fn verify(model: &str, defines: &[String]) -> Verified {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("spin-{model}{}", defines.concat()));
    fs::create_dir_all(&folder).expect("a folder");
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("spin")
        .join(format!("{model}.pml"));
    run(
        Command::new("spin").arg("-a").args(defines).arg(source),
        &folder,
    );
    // Every state, and only what states are: no search for cycles.
    let flags = ["-O0", "-DNOREDUCE", "-DSAFETY", "-o", "pan", "pan.c"];
    run(Command::new("cc").args(flags), &folder);
    // On from errors to the end, in any depth.
    let said = run(Command::new("./pan").args(["-c0", "-m100000"]), &folder);
    fs::remove_dir_all(&folder).expect("a folder");
    let before = |mark: &str| {
        let line = said.lines().find(|line| line.contains(mark))?;
        line.split(mark)
            .next()?
            .split_whitespace()
            .last()?
            .parse()
            .ok()
    };
    let errors = said.lines().find_map(|line| line.split("errors: ").nth(1));
    let outcomes = said
        .lines()
        .filter_map(|line| line.strip_prefix("outcome "));
    Verified {
        states: before("states, stored").unwrap_or_else(|| panic!("{model}: {said}")),
        fails: errors.is_some_and(|errors| errors.trim() != "0"),
        outcomes: outcomes.map(str::to_owned).collect(),
    }
}

/// What a command prints, which has to succeed.
fn run(command: &mut Command, folder: &Path) -> String {
    let output = command.current_dir(folder).output().expect("a command");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}{complained}");
    said
}

fn ask(program: &str, knobs: &[(&str, i64)]) -> Answer {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs/checked");
    let source = fs::read_to_string(folder.join(program).join("main.py")).expect("a program");
    let knobs: Vec<_> = knobs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), *value))
        .collect();
    let check = Check::of_source(
        "main.py",
        &source,
        &knobs,
        Config::default(),
        Question::default(),
    );
    let (mut check, _) = check.unwrap_or_else(|errors| panic!("{}", errors[0].message));
    while !check.go_on(5000).done {}
    check.answer()
}

#[test]
fn spin_finds_as_many_states_and_the_same_outcomes() {
    if !["spin", "cc"].into_iter().all(is_there) {
        eprintln!("left out: SPIN and a C compiler are not both on PATH");
        return;
    }
    for (threads, times) in [(2, 3), (3, 3), (4, 1)] {
        let ours = ask("lost_update", &[("T", threads), ("K", times)]);
        let ours = Verified {
            states: ours.states,
            fails: false,
            outcomes: ours
                .outcomes
                .iter()
                .map(|outcome| outcome.stdout.trim().to_owned())
                .collect(),
        };
        let defines = [
            format!("-DT={threads}"),
            format!("-DK={times}"),
            "-DOUTCOMES".to_owned(),
        ];
        assert_eq!(
            ours,
            verify("lost_update", &defines),
            "{threads} threads, {times} times"
        );
    }
    for (program, order) in [
        ("philosophers", None),
        ("philosophers_ordered", Some("-DORDERED")),
    ] {
        for seats in [3, 6] {
            let ours = ask(program, &[("N", seats)]);
            let ours = Verified {
                states: ours.states,
                fails: ours
                    .findings
                    .iter()
                    .any(|finding| finding.kind == "deadlock"),
                outcomes: BTreeSet::new(),
            };
            let mut defines = vec![format!("-DN={seats}")];
            defines.extend(order.map(str::to_owned));
            assert_eq!(
                ours,
                verify("philosophers", &defines),
                "{program}, {seats} seats"
            );
        }
    }
}
