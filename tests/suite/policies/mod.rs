//! What a program's priorities do depends on the scheduler's policy: the claims of each, computed from runs.

use std::sync::Arc;

use interleave_playground::engine::{Config, Dialect, Policy, Recording, Status};
use interleave_playground::program::Program as Code;
use interleave_playground::run::{Run, compile};
use interleave_playground::trace::{ThreadId, What};

const PATHFINDER: &str = include_str!("pathfinder.py");
const CHAIN: &str = include_str!("chain.py");
const SHARES: &str = include_str!("shares.py");

fn machine(policy: Policy, cores: u16, seed: u64) -> Config {
    Config {
        dialect: Dialect::CpythonFreeThreaded,
        policy,
        cores,
        seed,
        ..Config::default()
    }
}

fn output(source: &str, knobs: &[(&str, i64)], config: &Config) -> String {
    let knobs: Vec<(String, i64)> = knobs
        .iter()
        .map(|&(name, value)| (name.to_owned(), value))
        .collect();
    let (program, _) = compile("main.py", source, &knobs).expect("accepted");
    let mut run = Run::new(program, config.clone());
    let (stdout, stderr) = run.finish();
    assert_eq!((run.exit_code(), stderr.as_str()), (0, ""), "{stdout}");
    stdout
}

/// The number that a program prints behind a word.
fn number(output: &str, word: &str) -> u64 {
    let line = output.lines().find_map(|line| line.strip_prefix(word));
    line.and_then(|rest| rest.trim().parse().ok())
        .unwrap_or_else(|| panic!("no {word} in {output}"))
}

#[test]
fn a_high_thread_waits_for_a_medium_one_unless_priorities_are_inherited() {
    const CRITICAL: i64 = 50_000;
    const LONG: i64 = 500_000;
    for (cores, seed) in [(1, 1), (1, 2), (2, 3)] {
        let waited = |policy, long| {
            let config = machine(policy, cores, seed);
            let text = output(
                PATHFINDER,
                &[("LONG", long), ("CRITICAL", CRITICAL)],
                &config,
            );
            (number(&text, "high"), number(&text, "medium"))
        };
        let (high, medium) = waited(Policy::FixedPriority, LONG);
        assert!(high > medium, "{high} {medium}");
        let (longer, _) = waited(Policy::FixedPriority, 2 * LONG);
        let more = longer.abs_diff(high) as f64 / medium as f64;
        assert!((more - 1.0).abs() < 0.05, "{more}");

        // The medium thread's rounds say how long the low one's critical section is.
        let critical = medium * CRITICAL as u64 / LONG as u64;
        for long in [LONG, 2 * LONG] {
            let (high, _) = waited(Policy::PriorityInheritance, long);
            assert!(high < critical, "{high} {critical}");
        }
    }
}

#[test]
fn inheritance_reaches_through_a_chain_of_locks() {
    let waited = |policy| {
        let text = output(CHAIN, &[], &machine(policy, 1, 0));
        (number(&text, "high"), number(&text, "busy"))
    };
    let (high, busy) = waited(Policy::FixedPriority);
    assert!(high > busy, "{high} {busy}");
    let (high, busy) = waited(Policy::PriorityInheritance);
    assert!(high < busy / 4, "{high} {busy}");
}

#[test]
fn shares_follow_the_weights_under_fair_share_only() {
    let rounds = |policy, first, second, seed| {
        let knobs = [("FIRST", first), ("SECOND", second)];
        let text = output(SHARES, &knobs, &machine(policy, 1, seed));
        let parts: Vec<f64> = text
            .split_whitespace()
            .map(|part| part.parse().expect("a number"))
            .collect();
        (parts[0], parts[1])
    };
    // `sched_prio_to_weight` in Linux's `kernel/sched/core.c`.
    for (first, second, weights) in [
        (0, 0, 1.0),
        (0, 1, 1024.0 / 820.0),
        (0, 5, 1024.0 / 335.0),
        (-5, 0, 3121.0 / 1024.0),
        (-10, 10, 9548.0 / 110.0),
    ] {
        let (more, less) = rounds(Policy::FairShare, first, second, 1);
        let ratio = more / less / weights;
        assert!((ratio - 1.0).abs() < 0.1, "{first} {second}: {more} {less}");
    }
    let (more, less) = rounds(Policy::RoundRobin, 0, 5, 1);
    assert!((more / less - 1.0).abs() < 0.1, "{more} {less}");
    // The lower thread has the core only when the higher one's second is over, which is when its own is.
    for policy in [Policy::FixedPriority, Policy::PriorityInheritance] {
        let (more, less) = rounds(policy, 0, 1, 1);
        assert!(more > 100_000.0 && less < 1.0, "{more} {less}");
    }
}

/// Threads that were ever on each core.
fn visitors(recording: &Recording, core: u16) -> Vec<ThreadId> {
    let trace = recording.trace();
    let mut threads: Vec<ThreadId> = trace
        .events()
        .iter()
        .filter_map(|event| match event.what {
            What::Dispatched { core: at, .. } if at.0 == core => {
                trace.task(event.task).map(|task| task.thread)
            }
            _ => None,
        })
        .collect();
    threads.sort_unstable();
    threads.dedup();
    threads
}

#[test]
fn threads_run_on_the_cores_that_they_are_bound_to_under_every_policy() {
    let source = "\
import os, threading
def work(core):
    os.sched_setaffinity(0, {core})
    assert os.sched_getaffinity(0) == {core}
    for _ in range(20_000):
        pass
threads = [threading.Thread(target=work, args=(core,)) for core in (1, 1, 2)]
os.sched_setaffinity(0, [0])
for thread in threads: thread.start()
for thread in threads: thread.join()
";
    let (program, _) = compile("main.py", source, &[]).expect("accepted");
    let program = Arc::new(program);
    for policy in Policy::ALL {
        let mut recording = Recording::new(program.clone(), machine(policy, 4, 7));
        while recording.step() == Status::Running {}
        assert_eq!(recording.head().status(), Status::Ended);
        // New threads may run where the one that makes them may.
        let all = (0..4).map(ThreadId).collect::<Vec<_>>();
        assert_eq!(visitors(&recording, 0), all, "{policy:?}");
        assert_eq!(visitors(&recording, 1), all[1..3], "{policy:?}");
        assert_eq!(visitors(&recording, 2), all[3..], "{policy:?}");
        assert_eq!(visitors(&recording, 3), [], "{policy:?}");
    }
}

#[test]
fn who_yields_lets_its_equals_go_first() {
    let source = "\
import os, threading
go = threading.Event()
said = []
def work(name):
    go.wait()
    for _ in range(3):
        said.append(name)
        os.sched_yield()
threads = [threading.Thread(target=work, args=(name,)) for name in 'ab']
for thread in threads: thread.start()
go.set()
for thread in threads: thread.join()
print(''.join(said))
";
    for policy in Policy::ALL {
        for dialect in Dialect::ALL {
            let config = Config {
                dialect,
                ..machine(policy, 1, 0)
            };
            // Who begins is chance where the two wait for the interpreter lock.
            let said = output(source, &[], &config);
            assert!(
                ["ababab\n", "bababa\n"].contains(&said.as_str()),
                "{said} {config:?}"
            );
        }
    }
}

/// The programs about priorities under every policy, made short.
pub fn subjects() -> impl Iterator<Item = (String, Arc<Code>, Config)> {
    let short = [("LONG", 20_000), ("CRITICAL", 5_000)];
    let programs = [("pathfinder", PATHFINDER), ("chain", CHAIN)];
    programs.into_iter().flat_map(move |(name, source)| {
        let knobs: Vec<(String, i64)> = short
            .iter()
            .filter(|(knob, _)| source.contains(knob))
            .map(|&(knob, value)| (knob.to_owned(), value))
            .collect();
        let (program, _) = compile("main.py", source, &knobs).expect("accepted");
        let program = Arc::new(program);
        Policy::ALL.map(|policy| {
            let name = format!("{name} under {}", policy.name());
            (name, program.clone(), machine(policy, 2, 5))
        })
    })
}
