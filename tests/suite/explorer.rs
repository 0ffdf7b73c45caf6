//! What the explorer says of the recorded programs is true: CPython's outcome is among those found, and every schedule
//! that it gives leads where it says, on the simulated machine.

use std::sync::{Arc, LazyLock};

use interleave_playground::engine::Config;
use interleave_playground::explorer::{Bounds, FindingKind, Options, Outcome, Report, Search};
use interleave_playground::program::Program as Code;
use interleave_playground::run::{Run, compile};
use interleave_playground::trace::snapshot::RunStatus;
use interleave_tests::programs::{PROGRAMS, Program};

/// Programs with more states are left to benchmarks.
fn bounds() -> Bounds {
    Bounds {
        states: 1000,
        ..Bounds::default()
    }
}

fn explore(code: &Code) -> Report {
    let options = Options {
        bounds: bounds(),
        ..Options::default()
    };
    let mut search = Search::new(Arc::new(code.clone()), &Config::default(), options);
    while !search.go_on(500).done {}
    search.report()
}

/// A recorded program with what was found, where that is everything.
struct Explored {
    program: &'static Program,
    code: Code,
    report: Report,
}

fn explored() -> &'static [Explored] {
    static EXPLORED: LazyLock<Vec<Explored>> = LazyLock::new(|| {
        let explored = |program: &'static Program| {
            let (code, _) = compile("main.py", program.source, &[]).expect("accepted");
            let report = explore(&code);
            report.limit.is_none().then_some(Explored {
                program,
                code,
                report,
            })
        };
        // Answers come to one event loop in the order of their latencies, which another seed makes others.
        let is_of_one_seed =
            |program: &&Program| program.source.contains("aiohttp") && program.expected.len() > 1;
        let programs = PROGRAMS.iter().filter(|program| !is_of_one_seed(program));
        programs.filter_map(explored).collect()
    });
    &EXPLORED
}

/// Whether a program goes by how long the network or a sleep takes: there an answer may come at any moment, a sleep end at
/// any moment, and every clock shows the same (ARCHITECTURE.md, "One transition relation").
fn goes_by_the_clock(program: &Program) -> bool {
    program.source.contains("perf_counter") && program.source.contains("requests.get")
        || program.source.contains("sched.scheduler(time.monotonic")
}

#[test]
fn what_cpython_printed_is_among_the_outcomes() {
    for Explored {
        program, report, ..
    } in explored()
    {
        if goes_by_the_clock(program) {
            continue;
        }
        let exit = program.settings().exit;
        for expected in program.expected {
            let found = |outcome: &Outcome| outcome.stdout == *expected && outcome.exit == exit;
            assert!(
                report.outcomes.iter().any(found),
                "{}: not among {} outcomes:\n{expected}",
                program.name,
                report.outcomes.len()
            );
        }
    }
    let count = explored().len();
    assert!(count >= 50, "only {count} programs could be explored");
}

#[test]
fn schedules_lead_where_the_explorer_says() {
    // Time passes otherwise on the simulated machine than where every moment may be the end of a sleep.
    let reads_the_clock = |program: &Program| {
        let clocks = [
            "monotonic",
            "perf_counter",
            "time.time",
            "loop.time",
            ".time()",
        ];
        clocks.iter().any(|clock| program.source.contains(clock))
    };
    // Where other threads hand callbacks to a loop, the machine still counts the loop's steps otherwise than a world does:
    // such a schedule can be refused (ARCHITECTURE.md, "One transition relation").
    let feeds_a_loop_from_threads = |program: &Program| {
        let feeds = ["call_soon_threadsafe", "run_coroutine_threadsafe"];
        feeds.iter().any(|feed| program.source.contains(feed))
    };
    for Explored {
        program,
        code,
        report,
    } in explored()
    {
        if reads_the_clock(program) || feeds_a_loop_from_threads(program) {
            continue;
        }
        for outcome in report.outcomes.iter().take(8) {
            let mut run = Run::of_output(code.clone(), Config::default(), u64::MAX);
            run.follow(&outcome.schedule)
                .unwrap_or_else(|error| panic!("{}: {error}", program.name));
            let (stdout, _) = run.finish();
            let ended = (stdout.as_str(), run.exit_code());
            assert_eq!(
                ended,
                (outcome.stdout.as_str(), outcome.exit),
                "{}: {}",
                program.name,
                outcome.schedule
            );
        }
        for finding in report
            .findings
            .iter()
            .filter(|finding| finding.kind == FindingKind::Deadlock)
        {
            let mut run = Run::of_output(code.clone(), Config::default(), u64::MAX);
            run.follow(&finding.schedule)
                .expect("a schedule that can be followed");
            run.finish();
            assert_eq!(run.status(), RunStatus::Deadlocked, "{}", program.name);
        }
    }
}

#[test]
fn seeds_never_reach_what_the_explorer_has_not_found() {
    for Explored {
        program,
        code,
        report,
    } in explored()
    {
        if goes_by_the_clock(program) {
            continue;
        }
        for seed in 0..2 {
            let config = Config {
                seed,
                ..interleave_tests::runs::config(program)
            };
            let mut run = Run::of_output(code.clone(), config, u64::MAX);
            let (stdout, _) = run.finish();
            let exit = run.exit_code();
            assert!(
                report
                    .outcomes
                    .iter()
                    .any(|outcome| outcome.stdout == stdout && outcome.exit == exit),
                "{}, seed {seed}: exit {exit}\n{stdout}",
                program.name
            );
        }
    }
}

#[test]
fn a_program_that_cannot_end_is_a_livelock_and_a_spin_that_can_is_none() {
    let kinds = |source: &str| {
        let (code, _) = compile("main.py", source, &[]).expect("accepted");
        let findings = explore(&code)
            .findings
            .into_iter()
            .map(|finding| finding.kind);
        findings
            .filter(|kind| *kind != FindingKind::Race)
            .collect::<Vec<FindingKind>>()
    };
    let spin = "import threading\nflag = False\ndef set_it():\n    global flag\n    flag = True\n\
                threading.Thread(target=set_it).start()\nwhile not flag:\n    pass\n";
    assert_eq!(kinds(spin), []);
    let never = spin.replace("flag = True", "flag = False");
    assert_eq!(kinds(&never), [FindingKind::Livelock]);
}

#[test]
fn what_a_round_of_a_loop_leaves_behind_makes_no_new_state() {
    // Each round makes a bound method, a tuple of arguments, a text and a list that nobody has at its end.
    let source = "import threading\nlock = threading.Lock()\nbusy = False\ndef hold():\n    global busy\n    with lock:\n        \
                  busy = True\n        busy = False\nthreading.Thread(target=hold).start()\n\
                  while not lock.acquire(blocking=False):\n    parts = [f'{busy}', lock]\n    parts.append(len(parts))\n\
                  lock.release()\n";
    let (code, _) = compile("main.py", source, &[]).expect("accepted");
    let report = explore(&code);
    assert!(
        report.complete
            && report
                .findings
                .iter()
                .all(|found| found.kind == FindingKind::Race)
    );
    assert!(report.states < 300, "{} states", report.states);
}
