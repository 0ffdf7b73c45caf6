//! Facts about CPython's threads that lessons rest on, under many seeds and on many machines.

use interleave_playground::engine::{Config, Dialect};
use interleave_playground::program::Program;
use interleave_playground::run::{Run, compile};
use interleave_playground::trace::{What, Why};

const SEEDS: u64 = 24;
const INTERVAL_NS: u64 = 5_000_000;

fn compiled(source: &str) -> Program {
    compile("main.py", source, &[]).expect("accepted").0
}

/// Machines that let threads meet at many places.
fn machines(dialect: Dialect) -> impl Iterator<Item = Config> {
    (0..SEEDS).map(move |seed| Config {
        seed,
        dialect,
        cores: [2, 4, 1][seed as usize % 3],
        quantum_ns: [4_000_000, 20_000][seed as usize / 3 % 2],
        gil_interval_ns: [INTERVAL_NS, 5_000][seed as usize / 6 % 2],
        interruptions_permille: [0, 100][seed as usize / 12 % 2],
        ..Config::default()
    })
}

/// What a program prints on each machine.
fn outputs(source: &str, dialect: Dialect) -> Vec<String> {
    let program = compiled(source);
    machines(dialect)
        .map(|config| Run::of_output(program.clone(), config, u64::MAX).finish().0)
        .collect()
}

/// Four threads that each do something 300 times.
fn four_threads(work: &str, result: &str) -> String {
    format!(
        "import threading\ncounter = 0\nitems = []\ndef one():\n    return 1\ndef work():\n    global counter\n    \
         for number in range(300):\n        {work}\nthreads = [threading.Thread(target=work) for _ in range(4)]\n\
         for thread in threads:\n    thread.start()\nfor thread in threads:\n    thread.join()\nprint({result})\n"
    )
}

#[test]
fn a_bare_increment_loses_nothing_under_the_lock_and_something_without_it() {
    let source = four_threads("counter += 1", "counter");
    let exact = |output: &String| output == "1200\n";
    assert!(outputs(&source, Dialect::Cpython).iter().all(exact));
    let free = outputs(&source, Dialect::CpythonFreeThreaded);
    let lost = free.iter().filter(|output| !exact(output)).count();
    assert!(lost > free.len() / 2, "{free:?}");
}

#[test]
fn an_increment_with_a_call_in_its_middle_can_lose_under_the_lock() {
    let source = four_threads("counter = counter + one()", "counter");
    let outputs = outputs(&source, Dialect::Cpython);
    assert!(outputs.iter().any(|output| output != "1200\n"));
    // The call is where the lock may change hands; nothing is ever counted twice.
    for output in outputs {
        assert!((300..=1200).contains(&output.trim().parse::<u32>().expect("a number")));
    }
}

#[test]
fn append_is_atomic_with_the_lock_and_without_it() {
    let source = four_threads("items.append(number)", "len(items), sum(items)");
    for dialect in Dialect::ALL {
        for output in outputs(&source, dialect) {
            assert_eq!(output, format!("1200 {}\n", 4 * 299 * 300 / 2));
        }
    }
}

const TWO_BUSY: &str = "import threading
def work():
    total = 0
    for number in range(150_000):
        total += number
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

#[test]
fn busy_threads_hand_the_lock_over_after_the_switch_interval() {
    let mut run = Run::new(compiled(TWO_BUSY), Config::default());
    run.finish();
    let trace = run.recording().trace();
    let (mut taken, mut held) = (None, Vec::new());
    for event in trace.events().iter().filter(|event| event.task.0 > 0) {
        match event.what {
            What::GilTaken => taken = Some(event),
            // Who is preempted drops the lock because somebody asked for it.
            What::GilDropped => held.extend(taken.map(|taken| event.at.since(taken.at))),
            _ => {}
        }
    }
    let asked: Vec<u64> = held.iter().copied().filter(|&ns| ns >= 1_000_000).collect();
    assert!(asked.len() >= 3, "{held:?}");
    // The last stretch of each thread ends with its work.
    let early = asked.iter().filter(|&&ns| ns < INTERVAL_NS).count();
    assert!(early <= 2, "{asked:?}");
    assert!(
        asked.iter().all(|&ns| ns < INTERVAL_NS * 5 / 4),
        "{asked:?}"
    );
}

const CONVOY: &str = "import threading
import time
done = False
def busy():
    while not done:
        pass
def waits():
    global done
    for _ in range(8):
        time.sleep(0.001)
    done = True
threads = [threading.Thread(target=busy), threading.Thread(target=waits)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";

/// For how long the thread that sleeps waits for the interpreter lock, each time it wakes.
fn waits_for_the_lock(config: Config) -> Vec<u64> {
    let mut run = Run::new(compiled(CONVOY), config);
    run.finish();
    let (mut since, mut waits) = (None, Vec::new());
    for event in run.recording().trace().events() {
        let is_its = event.task.0 == 2;
        match event.what {
            What::Blocked { why: Why::Gil, .. } if is_its => since = Some(event.at),
            What::GilTaken if is_its => {
                waits.extend(since.take().map(|since| event.at.since(since)));
            }
            _ => {}
        }
    }
    waits
}

#[test]
fn a_busy_thread_delays_one_that_wakes_by_about_the_switch_interval_each_time() {
    let waits = waits_for_the_lock(Config::default());
    let convoy: Vec<u64> = waits
        .into_iter()
        .filter(|&ns| ns >= INTERVAL_NS * 9 / 10)
        .collect();
    assert!(convoy.len() >= 8, "{convoy:?}");
    assert!(
        convoy.iter().all(|&ns| ns < INTERVAL_NS * 5 / 4),
        "{convoy:?}"
    );
    let shorter = Config {
        gil_interval_ns: 100_000,
        ..Config::default()
    };
    assert!(waits_for_the_lock(shorter).iter().all(|&ns| ns < 500_000));
    let free = Config {
        dialect: Dialect::CpythonFreeThreaded,
        ..Config::default()
    };
    assert!(waits_for_the_lock(free).is_empty());
}
