//! Textbook programs with their known answers.

use interleave_playground::check::Check;
use interleave_playground::engine::Config;
use interleave_playground::explorer::{Bounds, FindingKind, Report, Verdict};
use interleave_playground::run::compile;

fn explore(source: &str) -> Report {
    explore_within(source, Bounds::default())
}

fn explore_within(source: &str, bounds: Bounds) -> Report {
    let (program, _) = compile("main.py", source, &[]).expect("accepted");
    let mut check = Check::new(program, Config::default(), bounds);
    while !check.go_on(1000).done {}
    check.report()
}

fn outputs(report: &Report) -> Vec<&str> {
    let mut outputs: Vec<&str> = report
        .outcomes
        .iter()
        .map(|outcome| outcome.stdout.trim())
        .collect();
    outputs.sort_by_key(|text| (text.len(), *text));
    outputs
}

/// `threads` threads each add 1 to a shared counter `times` times.
fn lost_update(threads: u32, times: u32) -> String {
    format!(
        "import threading
counter = 0
def work():
    global counter
    for _ in range({times}):
        counter += 1
threads = [threading.Thread(target=work) for _ in range({threads})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
"
    )
}

/// Each philosopher takes the fork that `first` names, then the other one.
fn philosophers(count: u32, first: &str) -> String {
    format!(
        "import threading
N = {count}
forks = [threading.Lock() for _ in range(N)]
def philosopher(seat):
    one, other = {first}
    with forks[one]:
        with forks[other]:
            pass
threads = [threading.Thread(target=philosopher, args=(seat,)) for seat in range(N)]
for thread in threads:
    thread.start()
"
    )
}

#[test]
fn lost_updates_leave_any_number_from_two_to_all() {
    // With at least two rounds each, two threads can lose all but two of the updates, and no more.
    for (threads, times) in [(2, 2), (2, 3), (3, 2)] {
        let report = explore(&lost_update(threads, times));
        let all: Vec<String> = (2..=threads * times).map(|n| n.to_string()).collect();
        assert_eq!(outputs(&report), all, "{threads} threads, {times} times");
        assert_eq!(report.verdict, Verdict::Pass);
    }
    assert_eq!(outputs(&explore(&lost_update(2, 1))), ["1", "2"]);
    assert_eq!(outputs(&explore(&lost_update(3, 1))), ["1", "2", "3"]);
}

#[test]
fn counts_of_outcomes_add_up() {
    let report = explore(&lost_update(2, 1));
    let counts = report.outcomes.iter().map(|outcome| outcome.count.clone());
    let sum = counts.reduce(|sum, count| Some(sum? + count?)).flatten();
    assert!(sum.is_some());
    assert_eq!(sum, report.interleavings);
}

#[test]
fn philosophers_deadlock_unless_they_take_the_forks_in_order() {
    for count in [2, 3, 4] {
        let naive = explore(&philosophers(count, "seat, (seat + 1) % N"));
        let kinds: Vec<FindingKind> = naive.findings.iter().map(|finding| finding.kind).collect();
        assert_eq!(kinds, [FindingKind::Deadlock], "{count} philosophers");
        let ordered = explore(&philosophers(count, "sorted((seat, (seat + 1) % N))"));
        assert_eq!(ordered.verdict, Verdict::Pass, "{count} philosophers");
        assert!(ordered.findings.is_empty());
    }
}

#[test]
fn failed_assertions_and_exceptions_are_told_apart() {
    let source = |failure: &str| {
        format!(
            "import threading
ready = False
def work():
    global ready
    ready = True
thread = threading.Thread(target=work)
thread.start()
{failure}
"
        )
    };
    let kinds = |failure: &str| -> Vec<FindingKind> {
        let report = explore(&source(failure));
        report.findings.iter().map(|finding| finding.kind).collect()
    };
    assert_eq!(kinds("assert ready"), [FindingKind::Assertion]);
    assert_eq!(
        kinds("if not ready:\n    raise ValueError"),
        [FindingKind::Exception]
    );
    assert_eq!(kinds("thread.join()\nassert ready"), []);
}

#[test]
fn a_search_that_is_cut_short_never_passes() {
    let bounds = Bounds {
        states: 50,
        ..Bounds::default()
    };
    let report = explore_within(&lost_update(3, 3), bounds);
    assert_eq!(report.verdict, Verdict::Incomplete);
    assert_eq!(report.interleavings, None);
}
