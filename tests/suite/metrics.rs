//! What is measured of a run is so: computed from lessons whose numbers are known.

use interleave_playground::engine::Config;
use interleave_playground::lessons::{self, Lesson};
use interleave_playground::machine;
use interleave_playground::run::{Run, compile};
use interleave_playground::trace::{Tick, Why};
use interleave_playground::view::coffman::{self, Condition, Conditions};
use interleave_playground::view::{Lanes, Metrics, wait_graph};

fn run(slug: &str, knobs: &[(&str, i64)], change: impl FnOnce(&mut Config)) -> (Run, u16) {
    let lesson = lessons::find(slug).expect("a lesson");
    let knobs: Vec<(String, i64)> = knobs
        .iter()
        .map(|&(name, value)| (name.to_owned(), value))
        .collect();
    let (program, _) = compile(Lesson::PROGRAM_NAME, lesson.program, &knobs).expect("accepted");
    let mut config = machine::config(&lesson.machine);
    change(&mut config);
    let cores = config.cores;
    let mut run = Run::new(program, config);
    while run.go_on() {}
    (run, cores)
}

fn metrics((run, cores): &(Run, u16)) -> Metrics {
    let trace = run.recording().trace();
    let mut lanes = Lanes::default();
    lanes.extend(trace);
    Metrics::of(trace, &lanes, *cores, Tick(u64::MAX))
}

/// How many cores were at work on average.
fn cores_at_work(metrics: &Metrics) -> f64 {
    (0..metrics.busy_ns.len())
        .map(|core| metrics.utilisation(core))
        .sum()
}

#[test]
fn the_interpreter_lock_keeps_one_core_at_work() {
    let locked = metrics(&run("cpu-work", &[], |_| {}));
    assert!(cores_at_work(&locked) <= 1.02, "{locked:?}");
    assert_eq!(
        locked.waiting.first().map(|cause| cause.why),
        Some(Some(Why::Gil))
    );
    let free = metrics(&run("cpu-work", &[], |config| {
        config.dialect = interleave_playground::engine::Dialect::CpythonFreeThreaded;
    }));
    assert!(cores_at_work(&free) > 3.5, "{free:?}");
    assert_eq!(free.tasks.count(), 4);
}

#[test]
fn a_longer_queue_turns_waiting_into_delay() {
    let measured = [3, 20].map(|capacity| {
        let metrics = metrics(&run("bounded-queue", &[("CAPACITY", capacity)], |_| {}));
        let full = metrics
            .waiting
            .iter()
            .find(|cause| cause.why == Some(Why::QueuePut))
            .map_or(0, |cause| cause.total_ns);
        (full, metrics.items.percentile_ns(90).expect("items"))
    });
    let [(short_wait, short_stay), (long_wait, long_stay)] = measured;
    assert!(short_wait > 0 && long_wait == 0);
    assert!(long_stay > 2 * short_stay, "{long_stay} {short_stay}");
}

#[test]
fn every_rule_of_the_philosophers_breaks_a_condition() {
    let first = |rule: i64| {
        let (mut run, _) = run("philosophers", &[("RULE", rule)], |_| {});
        let mut conditions = Conditions::default();
        conditions.extend(run.recording().trace());
        let snapshot = run.snapshot();
        let now = Condition::ALL.map(|condition| coffman::now(&snapshot, condition).len());
        let ever = Condition::ALL.map(|condition| conditions.first(condition).is_some());
        (ever, now)
    };
    // Left first: all four, and everybody is in it.
    assert_eq!(first(0), ([true; 4], [5; 4]));
    // The lower number first, the waiter, four at most: no circle.
    for rule in [1, 2, 4] {
        assert_eq!(first(rule), ([true, true, true, false], [0; 4]), "{rule}");
    }
    // Backing off: nobody waits with a fork in hand.
    let (ever, _) = first(3);
    assert!(!ever[1] && !ever[3], "{ever:?}");
}

#[test]
fn the_circle_of_the_philosophers_is_drawn_as_one() {
    let (mut run, _) = run("philosophers", &[], |_| {});
    let graph = wait_graph::layout(&run.snapshot());
    assert_eq!(graph.nodes.iter().filter(|node| node.in_cycle).count(), 5);
    assert_eq!(graph.edges.iter().filter(|edge| edge.in_cycle).count(), 5);
    // And the main thread waits beside it.
    assert_eq!((graph.nodes.len(), graph.edges.len()), (6, 6));
}
