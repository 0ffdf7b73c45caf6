//! What runs show to be wrong, with the right lines, and nothing where nothing is.

use std::collections::{BTreeMap, BTreeSet};

use expect_test::expect_file;
use interleave_playground::engine::{Config, Dialect};
use interleave_playground::findings::Finding;
use interleave_playground::run::{Run, compile};
use interleave_playground::view::words::{self, Language};
use interleave_tests::programs::PROGRAMS;
use interleave_tests::runs;

macro_rules! programs {
    ($($name:literal),* $(,)?) => {
        /// Programs in which something is wrong, with twins in which it is put right.
        const PAIRS: &[(&str, &str, &str)] = &[$((
            $name,
            include_str!(concat!("../programs/findings/", $name, "/wrong.py")),
            include_str!(concat!("../programs/findings/", $name, "/right.py")),
        )),*];
    };
}

programs![
    "race",
    "race_of_items",
    "race_of_closures",
    "partial_deadlock",
    "deadlock_of_join",
    "lost_wakeup",
    "lost_pulse",
    "blocked_loop",
    "blocked_loop_by_work",
    "never_awaited",
    "never_retrieved",
    "cut_off",
    "exception",
];

macro_rules! ordered {
    ($($name:literal),* $(,)?) => {
        /// Programs whose threads share what something orders.
        const ORDERED: &[(&str, &str)] = &[$((
            $name,
            include_str!(concat!("../programs/findings/ordered/by_", $name, ".py")),
        )),*];
    };
}

ordered![
    "condition",
    "event",
    "event_loop",
    "executor",
    "queue",
    "rlock",
    "semaphore",
];

/// The machines on which what every schedule shows must show.
fn machines() -> impl Iterator<Item = Config> {
    Dialect::ALL.into_iter().flat_map(|dialect| {
        [(1, 0), (2, 1), (4, 2), (8, 3)].map(|(cores, seed)| Config {
            dialect,
            cores,
            seed,
            ..Config::default()
        })
    })
}

fn run(source: &str, config: &Config) -> Run {
    let (program, _) = compile("main.py", source, &[])
        .unwrap_or_else(|errors| panic!("not accepted: {errors:#?}"));
    let mut run = Run::new(program, config.clone());
    run.finish();
    run
}

/// The findings of a run, a line each: kind, lines, sentence.
fn listing(run: &mut Run) -> Vec<String> {
    let findings = run.findings().to_vec();
    let trace = run.recording().trace();
    findings
        .iter()
        .map(|finding| {
            let lines: Vec<String> = finding.lines().iter().map(u32::to_string).collect();
            format!(
                "{} [{}] {}",
                finding.kind.name(),
                lines.join(" "),
                words::finding(Language::English, finding, trace)
            )
        })
        .collect()
}

type Lines = BTreeMap<String, BTreeSet<u32>>;

/// What the comments of a source say: for each kind the lines that are involved.
fn wanted(source: &str) -> Lines {
    let mut wanted = Lines::new();
    for (line, number) in source.lines().zip(1..) {
        let kinds = line.split_once("# finds: ").map_or("", |(_, kinds)| kinds);
        for kind in kinds.split(", ").filter(|kind| !kind.is_empty()) {
            wanted.entry(kind.to_owned()).or_default().insert(number);
        }
    }
    wanted
}

fn found(findings: &[Finding]) -> Lines {
    let mut found = Lines::new();
    for finding in findings {
        let lines = found.entry(finding.kind.name().to_owned()).or_default();
        lines.extend(finding.lines());
    }
    found
}

#[test]
fn what_is_wrong_is_found_with_its_lines_on_every_machine() {
    for &(name, wrong, _) in PAIRS {
        for config in machines() {
            let mut run = run(wrong, &config);
            let listing = listing(&mut run);
            assert_eq!(
                found(run.findings()),
                wanted(wrong),
                "{name} on {} cores, seed {}, {}: {listing:#?}",
                config.cores,
                config.seed,
                config.dialect.name()
            );
        }
    }
}

#[test]
fn what_is_right_has_no_findings_on_any_machine() {
    let twins = PAIRS.iter().map(|&(name, _, right)| (name, right));
    for (name, source) in twins.chain(ORDERED.iter().copied()) {
        for config in machines() {
            let mut run = run(source, &config);
            assert!(
                listing(&mut run).is_empty(),
                "{name} on {} cores, seed {}, {}: {:#?}",
                config.cores,
                config.seed,
                config.dialect.name(),
                listing(&mut run)
            );
        }
    }
}

#[test]
fn findings_are_a_function_of_the_trace_however_it_is_fed() {
    for &(name, wrong, _) in PAIRS {
        let config = Config::default();
        let mut whole = run(wrong, &config);
        let (program, _) = compile("main.py", wrong, &[]).expect("accepted");
        let mut passing = Run::passing(program, config, u64::MAX);
        passing.finish();
        let said = |run: &mut Run| run.findings().to_vec();
        // A run of which nothing is kept numbers variables and texts of its own.
        let shape = |findings: Vec<Finding>| -> Vec<_> {
            let parts = findings.into_iter();
            parts
                .map(|finding| {
                    (
                        finding.kind.name(),
                        finding.moment,
                        finding.at,
                        finding.spots,
                    )
                })
                .collect()
        };
        assert_eq!(shape(said(&mut whole)), shape(said(&mut passing)), "{name}");
        // One event at a time, as a search along a path would do it.
        let trace = whole.recording().trace().clone();
        let rules = interleave_playground::run::rules(&Config::default());
        let mut watch = interleave_playground::findings::Watch::new(rules);
        for event in trace.events() {
            watch = watch.clone();
            watch.extend(whole.program(), &trace, std::slice::from_ref(event));
        }
        assert_eq!(watch.findings(), whole.findings(), "{name}");
    }
}

#[test]
fn the_recorded_programs_have_these_findings_and_no_others() {
    let mut all =
        String::from("# UPDATE_EXPECT=1 cargo test -p interleave-tests recorded_programs_have\n");
    for program in PROGRAMS {
        let mut run = runs::start(program, &runs::config(program));
        run.finish();
        for line in listing(&mut run) {
            all += &format!("{}: {line}\n", program.name);
        }
    }
    expect_file!["../programs/findings.txt"].assert_eq(&all);
}
