//! Programs by chance: however schedules are gone through, the same comes of it.
//!
//! Each program has two or three threads over shared variables, locks, a queue, a condition, an event and a semaphore. The
//! search with every step for itself is the measure; the others must find its outcomes and its kinds of findings, schedules by
//! chance must find no other outcomes, and the machine must follow what they give. A program on which they differ is made
//! smaller, statement by statement, before it is shown.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use interleave_playground::check::{Check, Question};
use interleave_playground::engine::Config;
use interleave_playground::explorer::{Bounds, FindingKind, Options, Report, Search, Strategy};
use interleave_playground::program::Program;
use interleave_playground::run::{Run, compile};
use proptest::collection::vec;
use proptest::prop_oneof;
use proptest::strategy::{Strategy as _, ValueTree};
use proptest::test_runner::{
    Config as Cases, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner,
};

/// Programs of each part: parts are tried at the same time.
const PROGRAMS: u32 = 500;
/// Programs with more states are passed over: others take their place.
const MOST_STATES: u64 = 500;

/// What a thread can do; `{}` is a small number. The simplest come first: it is to them that programs are made smaller.
const STATEMENTS: [&str; 27] = [
    "x += 1",
    "y = x",
    "x = {}",
    "y += {}",
    "print(x)",
    "if x == {}:\n        y += 1",
    "assert x < 3",
    "box.n += 1",
    "items.append({})",
    "cells[{}] += 1",
    "with a:\n        x += 1",
    "with b:\n        y += 1",
    "with a:\n        with b:\n            y = x",
    "with b:\n        with a:\n            x = y",
    "if a.acquire(blocking=False):\n        x = {}\n        a.release()",
    "queue.put({})",
    "y = queue.get()",
    "with c:\n        c.notify()",
    "with c:\n        c.notify_all()",
    "with c:\n        if x == 0:\n            c.wait()",
    "with c:\n        while x == 0:\n            c.wait()",
    "e.set()",
    "e.clear()",
    "e.wait()",
    "if e.is_set():\n        y = {}",
    "s.acquire()",
    "s.release()",
];

/// A thread's statements, each by its place in the list and its number.
pub type Thread = Vec<(usize, u8)>;

fn programs() -> impl proptest::strategy::Strategy<Value = Vec<Thread>> {
    let thread = |most: usize| vec((0..STATEMENTS.len(), 0..3_u8), 1..=most);
    prop_oneof![3 => vec(thread(2), 2), 1 => vec(thread(3), 2), 1 => vec(thread(1), 3)]
}

/// So many of them.
pub fn samples(seed: u8, count: usize) -> Vec<Vec<Thread>> {
    let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Cases::default(), chance);
    let mut sample = || {
        programs()
            .new_tree(&mut runner)
            .expect("a program")
            .current()
    };
    (0..count).map(|_| sample()).collect()
}

/// What all programs begin with.
const BEGINNING: &str = "import queue as queues
import threading
x = 0
y = 0
items = []
cells = [0, 0, 0]
class Box:
    def __init__(self):
        self.n = 0
box = Box()
a = threading.Lock()
b = threading.Lock()
c = threading.Condition()
e = threading.Event()
s = threading.Semaphore(1)
queue = queues.Queue(1)
";

/// And what they end with.
const END: &str = "for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(x, y, box.n, items, cells)
";

/// A program as one would write it: to be read by whoever looks for the mistake.
pub fn source(threads: &[Thread]) -> String {
    let mut source = BEGINNING.to_owned();
    let mut names = Vec::new();
    for (index, statements) in threads.iter().enumerate() {
        source += &format!("def work_{index}():\n    global x, y\n");
        for (statement, number) in statements {
            let text = STATEMENTS[*statement].replace("{}", &number.to_string());
            source += &format!("    {text}\n");
        }
        names.push(format!("threading.Thread(target=work_{index})"));
    }
    source + &format!("threads = [{}]\n{END}", names.join(", "))
}

/// Most threads, and most statements of one.
const MOST: usize = 3;

/// All programs at once: knobs say what each thread does. To compile takes longer than to search.
fn every_program() -> Program {
    let mut source = BEGINNING.to_owned();
    let last = STATEMENTS.len();
    for slot in 0..MOST * MOST {
        source += &format!("S{slot} = {last}  # knob: 0..{last}\nN{slot} = 0  # knob: 0..2\n");
    }
    source +=
        &format!("T = {MOST}  # knob: 1..{MOST}\ndef do(statement, number):\n    global x, y\n");
    for (index, text) in STATEMENTS.iter().enumerate() {
        let text = text.replace("{}", "number").replace('\n', "\n    ");
        source += &format!("    if statement == {index}:\n        {text}\n");
    }
    source += "def work(statements):\n    for statement, number in statements:\n        do(statement, number)\nthreads = [";
    for thread in 0..MOST {
        let slots = (thread * MOST..).take(MOST);
        let slots: Vec<String> = slots.map(|slot| format!("(S{slot}, N{slot})")).collect();
        source += &format!(
            "threading.Thread(target=work, args=(({}),)), ",
            slots.join(", ")
        );
    }
    source += &format!("][:T]\n{END}");
    let compiled = compile("main.py", &source, &[]);
    compiled
        .unwrap_or_else(|errors| panic!("{}\n{source}", errors[0].message))
        .0
}

pub fn program(threads: &[Thread]) -> Arc<Program> {
    static EVERY_PROGRAM: LazyLock<Program> = LazyLock::new(every_program);
    let mut program = EVERY_PROGRAM.clone();
    let mut turn = |knob: String, value: usize| program.set_knob(&knob, value as i64);
    for (index, statements) in threads.iter().enumerate() {
        for (at, (statement, number)) in statements.iter().enumerate() {
            let slot = index * MOST + at;
            turn(format!("S{slot}"), *statement).expect("a statement");
            turn(format!("N{slot}"), usize::from(*number)).expect("a number");
        }
    }
    turn("T".to_owned(), threads.len()).expect("a number of threads");
    Arc::new(program)
}

fn bounds(strategy: Strategy) -> Bounds {
    Bounds {
        states: MOST_STATES * if strategy == Strategy::Breadth { 1 } else { 10 },
        schedules: 20,
        ..Bounds::default()
    }
}

fn explore(program: &Arc<Program>, strategy: Strategy, every_step: bool) -> Report {
    let options = Options {
        strategy,
        every_step,
        bounds: bounds(strategy),
        ..Options::default()
    };
    let mut search = Search::new(program.clone(), &Config::default(), options);
    while !search.go_on(1000).done {}
    search.report()
}

type Outcomes = BTreeSet<(String, u8)>;

fn outcomes(report: &Report) -> Outcomes {
    let outcomes = report.outcomes.iter();
    outcomes
        .map(|outcome| (outcome.stdout.clone(), outcome.exit))
        .collect()
}

fn kinds(report: &Report) -> BTreeSet<FindingKind> {
    report.findings.iter().map(|finding| finding.kind).collect()
}

/// What the searches make of a program: what is wrong, or that there are too many states.
fn disagreement(threads: &[Thread], replays: bool) -> Result<(), TestCaseError> {
    let program = &program(threads);
    let measure = explore(program, Strategy::Breadth, true);
    if !measure.complete {
        return Err(TestCaseError::reject("too many states"));
    }
    let wrong = |message: String| Err(TestCaseError::fail(message));
    let fused = explore(program, Strategy::Breadth, false);
    let reduced = explore(program, Strategy::Reduced, false);
    for (name, report) in [("fused", &fused), ("reduced", &reduced)] {
        if !report.complete {
            return wrong(format!("{name}: incomplete, {:?}", report.limit));
        }
        let (found, all) = (outcomes(report), outcomes(&measure));
        if found != all {
            return wrong(format!("{name}: {found:?} instead of {all:?}"));
        }
        let (found, all) = (kinds(report), kinds(&measure));
        if found != all {
            return wrong(format!("{name}: {found:?} instead of {all:?}"));
        }
    }
    let random = explore(program, Strategy::Random { seed: 1 }, false);
    if !outcomes(&random).is_subset(&outcomes(&measure)) {
        return wrong(format!("by chance: {:?}", outcomes(&random)));
    }
    if replays {
        for report in [&fused, &reduced, &random] {
            follows(program, report)?;
        }
        shows(program)?;
    }
    Ok(())
}

/// Every schedule leads the simulated machine where the search says.
fn follows(program: &Arc<Program>, report: &Report) -> Result<(), TestCaseError> {
    let run = |schedule| {
        let mut run = Run::of_output(Program::clone(program), Config::default(), u64::MAX);
        let followed = run.follow(schedule);
        let stray = |message: String| TestCaseError::fail(format!("{schedule}: {message}"));
        followed.map(|()| run).map_err(stray)
    };
    for outcome in &report.outcomes {
        let mut run = run(&outcome.schedule)?;
        let (stdout, _) = run.finish();
        if (stdout.as_str(), run.exit_code()) != (outcome.stdout.as_str(), outcome.exit) {
            let message = format!("{}: {} {stdout}", outcome.schedule, run.exit_code());
            return Err(TestCaseError::fail(message));
        }
    }
    for finding in &report.findings {
        run(&finding.schedule)?;
    }
    Ok(())
}

/// Whatever goes wrong in a search, the ordinary detectors see in the ordinary run that follows its schedule.
fn shows(program: &Arc<Program>) -> Result<(), TestCaseError> {
    let question = Question {
        bounds: bounds(Strategy::Breadth),
        ..Question::default()
    };
    let mut check = Check::new(Program::clone(program), Config::default(), question);
    while !check.go_on(1000).done {}
    let shown = check.answer().findings;
    for finding in check.report().findings {
        let names: &[&str] = match finding.kind {
            FindingKind::Deadlock => &["deadlock", "lost-wakeup"],
            FindingKind::Assertion => &["assertion"],
            FindingKind::Exception => &["exception"],
            FindingKind::Race => &["race"],
            FindingKind::Livelock => &["livelock"],
            _ => continue,
        };
        let is_it = |kind: &str| names.contains(&kind);
        if !shown
            .iter()
            .any(|shown| is_it(&shown.kind) && !shown.story.is_empty())
        {
            let message = format!("{}: {:?} does not show", finding.schedule, finding.kind);
            return Err(TestCaseError::fail(message));
        }
    }
    Ok(())
}

/// Tries the programs of one part.
fn searches_agree(part: u8) {
    let config = Cases {
        cases: PROGRAMS,
        max_global_rejects: 4 * PROGRAMS,
        failure_persistence: None,
        ..Cases::default()
    };
    let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &[part; 32]);
    let mut runner = TestRunner::new_with_rng(config, chance);
    let (tried, failed) = (Cell::new(0), Cell::new(false));
    let outcome = runner.run(&programs(), |threads| {
        tried.set(tried.get() + 1);
        // To follow schedules takes longer than to find them; but while a program is made smaller, nothing may be left out.
        let result = disagreement(&threads, failed.get() || tried.get() % 10 == 0);
        failed.set(failed.get() || matches!(result, Err(TestCaseError::Fail(_))));
        result
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, threads)) => panic!("{reason}\n{}", source(&threads)),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

#[test]
fn searches_agree_on_programs_of_part_1() {
    searches_agree(1);
}

#[test]
fn searches_agree_on_programs_of_part_2() {
    searches_agree(2);
}

#[test]
fn searches_agree_on_programs_of_part_3() {
    searches_agree(3);
}

#[test]
fn searches_agree_on_programs_of_part_4() {
    searches_agree(4);
}
