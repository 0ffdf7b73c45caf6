//! Many waits at once: what input and output do to a server.

use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;

use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};
use crate::process;

/// The experiment.
pub struct Waiting;

/// Its name.
pub const NAME: &str = "waiting";
/// A thread for each wait.
pub const THREADS: &str = "thread per task";
/// A pool of threads.
pub const POOL: &str = "thread pool";
/// Tasks of an async runtime.
pub const ASYNC: &str = "async runtime";
/// The setting: how many wait at once.
pub const TASKS: &str = "tasks";
/// Threads of the pool.
pub const POOL_SIZE: u64 = 512;
/// The setting: how long each waits.
pub const WAIT: &str = "wait (ms)";
/// A thread that only waits needs no more.
const STACK_BYTES: usize = 64 << 10;

impl Experiment for Waiting {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "tasks that only wait cost an async runtime little; a thread each costs memory and time, and a pool makes them queue"
    }

    fn lesson(&self) -> &'static str {
        "c10k"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        // Long enough that ten thousand threads can be made meanwhile.
        let wait_ms: u64 = plan.amount(100, 10);
        let case = move |tasks: u64, way: &'static str| {
            let settings = [(TASKS, tasks as f64), (WAIT, wait_ms as f64)];
            Case::fallible(way, &settings, move || sample(way, tasks, wait_ms))
        };
        let sizes = plan.amount([100, 1_000, 10_000], [10, 100, 300]);
        sizes
            .into_iter()
            .flat_map(|tasks| WAYS.iter().map(move |(way, _)| case(tasks, way)))
            .collect()
    }
}

/// Runs so many tasks that wait so long.
type Way = fn(u64, Duration) -> Result<(), String>;

const WAYS: &[(&str, Way)] = &[
    (THREADS, thread_per_task),
    (POOL, thread_pool),
    (ASYNC, async_runtime),
];

#[derive(Args)]
pub struct Arguments {
    /// Which way
    way: String,
    /// How many waits
    tasks: u64,
    /// How long each is
    wait_ms: u64,
}

/// In a process of its own, as memory that an earlier sample gave back may still be resident: the verb behind [`sample`].
pub fn answer(arguments: &Arguments) -> Result<ExitCode, String> {
    let way = WAYS.iter().find(|(name, _)| *name == arguments.way);
    let (_, run) = way.ok_or("no such way to wait")?;
    let memory = process::resident_kib();
    let switches = process::context_switches();
    let began = Instant::now();
    run(arguments.tasks, Duration::from_millis(arguments.wait_ms))?;
    let elapsed_ms = began.elapsed().as_secs_f64() * 1e3;
    let grown = memory
        .zip(process::peak_kib())
        .map(|(before, peak)| peak.saturating_sub(before));
    let switched = switches
        .zip(process::context_switches())
        .map(|(before, after)| after.saturating_sub(before));
    let word = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
    println!("{elapsed_ms} {} {}", word(grown), word(switched));
    Ok(ExitCode::SUCCESS)
}

/// Asks a process of its own for a sample.
fn sample(way: &str, tasks: u64, wait_ms: u64) -> Result<Sample, String> {
    let refused = |error: std::io::Error| format!("not permitted here: no second process: {error}");
    let output = std::env::current_exe()
        .and_then(|own| {
            let mut call = Command::new(own);
            call.args(["wait", way, &tasks.to_string(), &wait_ms.to_string()]);
            call.output()
        })
        .map_err(refused)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut words = text.split_whitespace();
    let Some(Ok(elapsed_ms)) = words.next().map(str::parse) else {
        let why = String::from_utf8_lossy(&output.stderr);
        let why = why.trim();
        return Err(why
            .strip_prefix("interleave-bench: ")
            .unwrap_or(why)
            .to_owned());
    };
    let mut next = || words.next()?.parse().ok();
    Ok(Sample::of(Quantity::WALL_TIME, elapsed_ms)
        .and_perhaps(Quantity::MEMORY, next())
        .and_perhaps(Quantity::SWITCHES, next()))
}

fn thread_per_task(tasks: u64, wait: Duration) -> Result<(), String> {
    thread::scope(|scope| {
        for started in 0..tasks {
            let builder = thread::Builder::new().stack_size(STACK_BYTES);
            builder
                .spawn_scoped(scope, move || thread::sleep(wait))
                .map_err(|error| too_many(started, &error))?;
        }
        Ok(())
    })
}

fn too_many(started: u64, error: &std::io::Error) -> String {
    format!("not permitted here: no more than {started} threads: {error}")
}

/// Jobs with numbers, and threads that take one after another.
fn thread_pool(tasks: u64, wait: Duration) -> Result<(), String> {
    let next = AtomicU64::new(0);
    thread::scope(|scope| {
        for started in 0..POOL_SIZE.min(tasks) {
            let builder = thread::Builder::new().stack_size(STACK_BYTES);
            let worker = || {
                while next.fetch_add(1, Relaxed) < tasks {
                    thread::sleep(wait);
                }
            };
            builder.spawn_scoped(scope, worker).map_err(|error| {
                next.store(tasks, Relaxed);
                too_many(started, &error)
            })?;
        }
        Ok(())
    })
}

fn async_runtime(tasks: u64, wait: Duration) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|error| format!("not permitted here: {error}"))?;
    runtime.block_on(async {
        let waits: Vec<_> = (0..tasks)
            .map(|_| tokio::spawn(tokio::time::sleep(wait)))
            .collect();
        for wait in waits {
            wait.await.map_err(|error| error.to_string())?;
        }
        Ok(())
    })
}
