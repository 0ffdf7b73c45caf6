//! What processes promise: they compute side by side, they are bounded, and runs of them repeat.

use std::sync::Arc;

use interleave_playground::engine::{Choice, Config, Limits, Recording, Status};
use interleave_playground::run::{Run, compile};
use interleave_playground::trace::snapshot::RunStatus;
use interleave_playground::trace::{LimitKind, ProcessId, TaskId, What};

const COMPUTE: &str = "
from NAME import CLASS

def work():
    total = 0
    for i in range(300_000):
        total += i

if __name__ == '__main__':
    workers = [CLASS(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
";

fn run(source: &str, config: Config) -> Run {
    let (program, _) = compile("main.py", source, &[])
        .unwrap_or_else(|errors| panic!("not accepted: {errors:#?}"));
    let mut run = Run::new(program, config);
    run.finish();
    run
}

fn duration_ns(module: &str, class: &str) -> u64 {
    let source = COMPUTE.replace("NAME", module).replace("CLASS", class);
    let config = Config {
        cores: 4,
        ..Config::default()
    };
    run(&source, config).recording().trace().duration().0
}

#[test]
fn processes_compute_side_by_side_and_threads_take_turns() {
    let threads = duration_ns("threading", "Thread");
    let processes = duration_ns("multiprocessing", "Process");
    assert!(
        processes * 3 < threads,
        "4 processes took {processes} ns, 4 threads {threads} ns"
    );
}

const SHARED_NAMES: &str = "
from multiprocessing import Lock, Process, Value

counter = 0
total = Value('i', 0)
lock = Lock()

def work():
    global counter
    for _ in range(5):
        with lock:
            counter += 1
            total.value += 1

if __name__ == '__main__':
    workers = [Process(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    work()
    for worker in workers:
        worker.join()
    print(counter, total.value)
";

#[test]
fn a_global_is_one_variable_a_process_and_a_shared_value_one_for_all() {
    let mut run = run(SHARED_NAMES, Config::default());
    let trace = run.recording().trace();
    let mut writers: Vec<(String, ProcessId)> = trace
        .events()
        .iter()
        .filter_map(|event| match event.what {
            What::Wrote { variable, .. } => {
                let process = trace.task(event.task).expect("a task").process;
                Some((trace.variable(variable).to_owned(), process))
            }
            _ => None,
        })
        .collect();
    writers.sort();
    writers.dedup();
    let writers_of = |name: &str| -> Vec<u32> {
        let named = writers.iter().filter(|(writer, _)| writer == name);
        named.map(|(_, process)| process.0).collect()
    };
    assert_eq!(writers_of("counter"), [0]);
    assert_eq!(writers_of("Process-1: counter"), [1]);
    assert_eq!(writers_of("Process-2: counter"), [2]);
    assert_eq!(writers_of("total.value"), [0, 1, 2]);
    let snapshot = run.snapshot();
    let value = |name: &str| {
        let mut found = snapshot.variables.iter().filter(|known| known.name == name);
        let value = found.next().map(|known| known.value.clone());
        assert!(found.next().is_none(), "{name} is there twice");
        value
    };
    assert_eq!(value("counter").as_deref(), Some("5"));
    assert_eq!(value("total.value").as_deref(), Some("15"));
    assert_eq!(snapshot.processes.len(), 3);
    assert_eq!(snapshot.gils.len(), 3);
    let exits: Vec<Option<i32>> = snapshot.processes.iter().map(|p| p.exit).collect();
    assert_eq!(exits, [None, Some(0), Some(0)]);
    let locks = snapshot.locks.iter().filter(|lock| lock.name == "lock");
    assert_eq!(locks.count(), 1, "all processes share one lock");
}

#[test]
fn a_bomb_of_forks_comes_to_an_explained_end() {
    let bombs = [
        "from multiprocessing import Process\ndef bomb():\n    while True:\n        Process(target=bomb).start()\nbomb()\n",
        "import multiprocessing\nwhile True:\n    p = multiprocessing.Process(target=print)\n    p.start()\n    p.join()\n",
    ];
    for source in bombs {
        let limits = Limits {
            processes: 100,
            ..Limits::default()
        };
        let mut run = run(
            source,
            Config {
                limits,
                ..Config::default()
            },
        );
        let limit = LimitKind::Processes;
        assert_eq!(run.status(), RunStatus::Limited { limit }, "{source}");
    }
}

#[test]
fn the_memory_of_all_processes_together_is_limited() {
    let source = "
from multiprocessing import Process

def work():
    kept = []
    while True:
        kept.append([0] * 1000)

if __name__ == '__main__':
    for _ in range(4):
        Process(target=work).start()
";
    let limits = Limits {
        memory_bytes: 16 << 20,
        ..Limits::default()
    };
    let mut run = run(
        source,
        Config {
            limits,
            ..Config::default()
        },
    );
    let limit = LimitKind::Memory;
    assert_eq!(run.status(), RunStatus::Limited { limit });
}

#[test]
fn what_nobody_refers_to_is_freed_in_every_process_and_between_them() {
    let source = "
from multiprocessing import Lock, Process, Queue

def work(queue, count):
    for i in range(count):
        queue.put([i] * 100)
        garbage = [Lock(), list(range(100))]

if __name__ == '__main__':
    queue = Queue(maxsize=50)
    workers = [Process(target=work, args=(queue, 2000)) for _ in range(2)]
    for worker in workers:
        worker.start()
    total = 0
    for _ in range(4000):
        total += queue.get()[0]
    for worker in workers:
        worker.join()
    print(total)
";
    let (program, _) = compile("main.py", source, &[]).expect("accepted");
    let limits = Limits {
        memory_bytes: 6 << 20,
        ..Limits::default()
    };
    let mut run = Run::of_output(
        program,
        Config {
            limits,
            ..Config::default()
        },
        u64::MAX,
    );
    let (stdout, _) = run.finish();
    assert_eq!(stdout, "3998000\n");
    assert_eq!(run.status(), RunStatus::Finished { code: 0 });
}

/// Any schedule at all: nothing panics, and two runs that follow it are the same.
#[test]
fn any_schedule_of_processes_repeats() {
    let source = "
import multiprocessing, threading, time

def work(queue, lock):
    thread = threading.Thread(target=queue.put, args=({'deep': [1, [2]]},))
    thread.start()
    with lock:
        time.sleep(0.01)
    thread.join()

if __name__ == '__main__':
    queue, lock = multiprocessing.Queue(), multiprocessing.Lock()
    workers = [multiprocessing.Process(target=work, args=(queue, lock)) for _ in range(3)]
    for worker in workers:
        worker.start()
    workers[0].terminate()
    print(queue.get(timeout=1))
    for worker in workers:
        worker.join(1)
    print([worker.exitcode for worker in workers])
";
    let (program, _) = compile("main.py", source, &[]).expect("accepted");
    let program = Arc::new(program);
    for seed in 0..20u32 {
        let one = wander(Recording::new(program.clone(), Config::default()), seed);
        let schedule = one.schedule();
        let mut again = Recording::new(program.clone(), Config::default());
        again
            .follow(&schedule)
            .expect("a schedule that was followed");
        assert_eq!(one.trace().events(), again.trace().events(), "seed {seed}");
        let (mut one, mut again) = (one.head().world().clone(), again.head().world().clone());
        assert_eq!(one.fingerprint(), again.fingerprint(), "seed {seed}");
    }
}

fn wander(mut recording: Recording, mut state: u32) -> Recording {
    for _ in 0..300 {
        if recording.head().status() != Status::Running {
            break;
        }
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let choices: Vec<Choice> = recording.head().world().enabled();
        let choice = choices.get((state >> 16) as usize % choices.len().max(1));
        if choice.is_none_or(|&choice| recording.choose(choice).is_err()) {
            recording.step();
        }
        recording.head_mut().snapshot();
    }
    recording
}

#[test]
fn what_a_killed_process_did_ends_where_it_was() {
    let source = "
import time
from multiprocessing import Process

if __name__ == '__main__':
    sleeper = Process(target=time.sleep, args=(60,))
    sleeper.start()
    sleeper.join(0.1)
    sleeper.kill()
    sleeper.join()
    print(sleeper.exitcode)
";
    let run = run(source, Config::default());
    let killed: Vec<TaskId> = run
        .recording()
        .trace()
        .events()
        .iter()
        .filter(|event| event.what == What::Killed { signal: 9 })
        .map(|event| event.task)
        .collect();
    assert_eq!(killed, [TaskId(1)]);
    assert!(run.recording().trace().duration().0 < 1_000_000_000);
}
