//! Programs by chance: however schedules are gone through, the same comes of it.
//!
//! Each program has two or three threads over shared variables, locks, a queue, a condition, an event and a semaphore. The
//! search with every step for itself is the measure; the others must find its outcomes and its kinds of findings. A program
//! on which they differ is made smaller, statement by statement, before it is shown.

use std::collections::BTreeSet;
use std::sync::Arc;

use interleave_playground::engine::Config;
use interleave_playground::explorer::{Bounds, FindingKind, Options, Report, Search, Strategy};
use interleave_playground::program::Program;
use interleave_playground::run::{Run, compile};
use interleave_tests::fuzz::random::Random;

/// Programs that are tried.
const PROGRAMS: u64 = 400;
/// Programs with more states are passed over.
const MOST_STATES: u64 = 4000;

/// What a thread can do; `{}` is a small number.
const STATEMENTS: [&str; 22] = [
    "x += 1",
    "y = x",
    "x = {}",
    "y += {}",
    "box.n += 1",
    "items.append({})",
    "cells[{}] += 1",
    "print(x)",
    "with a:\n        x += 1",
    "with b:\n        y += 1",
    "with a:\n        with b:\n            y = x",
    "with b:\n        with a:\n            x = y",
    "queue.put({})",
    "y = queue.get()",
    "with c:\n        c.notify()",
    "with c:\n        if x == 0:\n            c.wait()",
    "e.set()",
    "e.wait()",
    "s.acquire()",
    "s.release()",
    "if x == {}:\n        y += 1",
    "assert x < 3",
];

pub fn generate(chance: &mut Random) -> Vec<Vec<String>> {
    let threads = 2 + usize::from(chance.below(4) == 0);
    let longest = if threads == 2 { 3 } else { 2 };
    (0..threads)
        .map(|_| {
            let count = 1 + chance.below(longest);
            let mut statement = || {
                let text = STATEMENTS[chance.below(STATEMENTS.len())];
                text.replace("{}", &chance.below(3).to_string())
            };
            (0..count).map(|_| statement()).collect()
        })
        .collect()
}

pub fn source(threads: &[Vec<String>]) -> String {
    let mut source = "import queue as queues
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
"
    .to_owned();
    let mut names = Vec::new();
    for (index, statements) in threads.iter().enumerate() {
        source.push_str(&format!("def work_{index}():\n    global x, y\n"));
        for statement in statements {
            source.push_str(&format!("    {statement}\n"));
        }
        if statements.is_empty() {
            source.push_str("    pass\n");
        }
        names.push(format!("threading.Thread(target=work_{index})"));
    }
    source.push_str(&format!(
        "threads = [{}]\nfor thread in threads:\n    thread.start()\nfor thread in threads:\n    thread.join()\n\
         print(x, y, box.n, items, cells)\n",
        names.join(", ")
    ));
    source
}

fn explore(program: &Arc<Program>, strategy: Strategy, every_step: bool) -> Report {
    let options = Options {
        strategy,
        every_step,
        bounds: Bounds {
            states: MOST_STATES * if strategy == Strategy::Breadth { 1 } else { 10 },
            schedules: 40,
            ..Bounds::default()
        },
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

/// What is wrong with a search of a program; `None` where all agree, or where there are too many states.
fn disagreement(threads: &[Vec<String>], replays: bool) -> Option<String> {
    let (program, _) = compile("main.py", &source(threads), &[]).expect("accepted");
    let source = &Arc::new(program);
    let measure = explore(source, Strategy::Breadth, true);
    if !measure.complete {
        return None;
    }
    let fused = explore(source, Strategy::Breadth, false);
    let reduced = explore(source, Strategy::Reduced, false);
    for (name, report) in [("fused", &fused), ("reduced", &reduced)] {
        if !report.complete {
            return Some(format!("{name}: incomplete, {:?}", report.limit));
        }
        if outcomes(report) != outcomes(&measure) {
            return Some(format!(
                "{name}: {:?} instead of {:?}",
                outcomes(report),
                outcomes(&measure)
            ));
        }
        if kinds(report) != kinds(&measure) {
            return Some(format!(
                "{name}: {:?} instead of {:?}",
                kinds(report),
                kinds(&measure)
            ));
        }
    }
    let random = explore(source, Strategy::Random { seed: 1 }, false);
    if !outcomes(&random).is_subset(&outcomes(&measure)) {
        return Some(format!("by chance: {:?}", outcomes(&random)));
    }
    if replays {
        for report in [&fused, &reduced, &random] {
            if let Some(wrong) = report.outcomes.iter().find_map(|outcome| {
                let program = Program::clone(source);
                let mut run = Run::of_output(program, Config::default(), u64::MAX);
                if let Err(message) = run.follow(&outcome.schedule) {
                    return Some(format!("{}: {message}", outcome.schedule));
                }
                let (stdout, _) = run.finish();
                let ended = (stdout, run.exit_code());
                (ended != (outcome.stdout.clone(), outcome.exit))
                    .then(|| format!("{}: {ended:?}", outcome.schedule))
            }) {
                return Some(wrong);
            }
        }
    }
    None
}

/// Leaves out statements as long as the searches still disagree.
fn shrink(mut threads: Vec<Vec<String>>) -> Vec<Vec<String>> {
    loop {
        let places = (0..threads.len()).flat_map(|at| (0..threads[at].len()).map(move |i| (at, i)));
        let smaller = places.map(|(at, index)| {
            let mut smaller = threads.clone();
            smaller[at].remove(index);
            smaller
        });
        match smaller
            .into_iter()
            .find(|smaller| disagreement(smaller, true).is_some())
        {
            Some(smaller) => threads = smaller,
            None => return threads,
        }
    }
}

#[test]
fn searches_agree_on_programs_by_chance() {
    let mut chance = Random::new(5);
    for index in 0..PROGRAMS {
        let threads = generate(&mut chance);
        if disagreement(&threads, index % 8 == 0).is_some() {
            let threads = shrink(threads);
            let wrong = disagreement(&threads, true).unwrap_or_default();
            panic!("program {index}: {wrong}\n{}", source(&threads));
        }
    }
}
