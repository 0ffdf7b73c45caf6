//! What the small things cost: the table that the simulation is calibrated from.

use std::io::{Read, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};

use crate::crew::{pin, spin};
use crate::experiment::{Case, Experiment, Plan, Quantity, Sample};
use crate::partner::Partner;

/// The experiment.
pub struct Costs;

/// Its name.
pub const NAME: &str = "costs";
/// Taking and letting go of a lock that nobody else wants.
pub const LOCK: &str = "lock and unlock";
/// One thread hands a core to another.
pub const THREAD_SWITCH: &str = "thread switch";
/// One thread wakes another on another core.
pub const WAKE_UP: &str = "wake-up on another core";
/// Making a thread and waiting for its end.
pub const SPAWN_THREAD: &str = "spawn and join a thread";
/// How long a thread keeps a core that another one wants.
pub const TIME_SLICE: &str = "time slice";

impl Experiment for Costs {
    fn name(&self) -> &'static str {
        NAME
    }

    fn shows(&self) -> &'static str {
        "a call, a yield of a task, a switch of threads and a switch of processes are orders of magnitude apart"
    }

    fn lesson(&self) -> &'static str {
        "threads-and-event-loop"
    }

    fn cases(&self, plan: &Plan) -> Vec<Case> {
        let many: u64 = plan.amount(200_000, 2_000);
        let some: u64 = plan.amount(4_000, 200);
        let few: u64 = plan.amount(300, 20);
        let slices = Duration::from_millis(plan.amount(80, 20));
        vec![
            each("function call", many, function_calls),
            each("atomic add", many, atomic_adds),
            each(LOCK, many, locks),
            each("yield of an async task", many / 10, task_yields),
            each(THREAD_SWITCH, some, |times| ping_pong(times, 0, 0)),
            each(WAKE_UP, some, |times| ping_pong(times, 0, 1)),
            each("process switch", some, process_ping_pong),
            each(SPAWN_THREAD, few, spawn_threads),
            each("spawn and join a tokio task", some, spawn_tasks),
            each("spawn and join a rayon job", some, spawn_jobs),
            Case::fallible(TIME_SLICE, &[], move || time_slice(slices)),
        ]
    }
}

type Timed = Result<Duration, String>;

/// Times many operations in a row and divides.
fn each(variant: &'static str, times: u64, run: fn(u64) -> Timed) -> Case {
    Case::fallible(variant, &[], move || {
        let elapsed = run(times)?;
        let each = elapsed.as_secs_f64() * 1e9 / times as f64;
        Ok(Sample::of(Quantity::TIME, each))
    })
}

fn refused(error: impl std::fmt::Display) -> String {
    format!("not permitted here: {error}")
}

fn function_calls(times: u64) -> Timed {
    #[inline(never)]
    fn callee(number: u64) -> u64 {
        std::hint::black_box(number)
    }
    let began = Instant::now();
    for number in 0..times {
        callee(number);
    }
    Ok(began.elapsed())
}

fn atomic_adds(times: u64) -> Timed {
    let counter = AtomicU64::new(0);
    let began = Instant::now();
    for _ in 0..times {
        std::hint::black_box(&counter).fetch_add(1, Relaxed);
    }
    Ok(began.elapsed())
}

fn locks(times: u64) -> Timed {
    let lock = Mutex::new(0_u64);
    let began = Instant::now();
    for _ in 0..times {
        *std::hint::black_box(&lock).lock().map_err(refused)? += 1;
    }
    Ok(began.elapsed())
}

/// Two tasks on one thread, each of which lets the other go first again and again.
fn task_yields(times: u64) -> Timed {
    let runtime = Builder::new_current_thread().build().map_err(refused)?;
    runtime.block_on(async {
        let yields = |times: u64| async move {
            for _ in 0..times {
                tokio::task::yield_now().await;
            }
        };
        let began = Instant::now();
        let other = tokio::spawn(yields(times / 2));
        let own = tokio::spawn(yields(times - times / 2));
        other.await.map_err(refused)?;
        own.await.map_err(refused)?;
        Ok(began.elapsed())
    })
}

/// Two threads that pass a byte to and fro through pipes. Each passing puts one to sleep and wakes the other.
fn ping_pong(times: u64, near: usize, far: usize) -> Timed {
    let (mut from_far, mut to_near) = std::io::pipe().map_err(refused)?;
    let (mut from_near, mut to_far) = std::io::pipe().map_err(refused)?;
    let trips = times / 2;
    thread::scope(|scope| {
        let player = scope.spawn(move || -> std::io::Result<()> {
            pin(far);
            let mut byte = [0];
            for _ in 0..=trips {
                from_near.read_exact(&mut byte)?;
                to_near.write_all(&byte)?;
            }
            Ok(())
        });
        let asker = scope.spawn(move || -> std::io::Result<Duration> {
            pin(near);
            let mut byte = [0];
            let mut trip = || {
                to_far.write_all(&[1])?;
                from_far.read_exact(&mut byte)
            };
            // The first trip waits for the other thread to come into being.
            trip()?;
            let began = Instant::now();
            (0..trips).try_for_each(|_| trip())?;
            Ok(began.elapsed())
        });
        let elapsed = asker.join().map_err(|_| refused("a thread ended"))?;
        player
            .join()
            .map_err(|_| refused("a thread ended"))?
            .map_err(refused)?;
        elapsed.map_err(refused)
    })
}

fn process_ping_pong(times: u64) -> Timed {
    let mut partner = Partner::start(0)?;
    let asker = thread::spawn(move || -> std::io::Result<Duration> {
        pin(0);
        partner.ping()?;
        let began = Instant::now();
        (0..times / 2).try_for_each(|_| partner.ping())?;
        Ok(began.elapsed())
    });
    let elapsed = asker.join().map_err(|_| refused("a thread ended"))?;
    elapsed.map_err(refused)
}

fn spawn_threads(times: u64) -> Timed {
    let began = Instant::now();
    for number in 0..times {
        let spawned = thread::Builder::new().spawn(move || spin(1, number));
        let _ = spawned.map_err(refused)?.join();
    }
    Ok(began.elapsed())
}

fn spawn_tasks(times: u64) -> Timed {
    let runtime = Runtime::new().map_err(refused)?;
    runtime.block_on(async {
        let began = Instant::now();
        for number in 0..times {
            let spawned = tokio::spawn(async move { spin(1, number) });
            spawned.await.map_err(refused)?;
        }
        Ok(began.elapsed())
    })
}

fn spawn_jobs(times: u64) -> Timed {
    let pool = rayon::ThreadPoolBuilder::new().build().map_err(refused)?;
    let began = Instant::now();
    for number in 0..times {
        pool.install(|| spin(1, number));
    }
    Ok(began.elapsed())
}

/// Two threads on one core look at the clock all the time. Where one of them sees it jump, the other one ran.
fn time_slice(length: Duration) -> Result<Sample, String> {
    /// Shorter jumps are interrupts.
    const JUMP: Duration = Duration::from_micros(300);
    let watch = || {
        let pinned = pin(0);
        let mut jumps = Vec::new();
        let began = Instant::now();
        let mut last = began;
        while last - began < length {
            let now = Instant::now();
            if now - last > JUMP {
                jumps.push((now - last).as_secs_f64() * 1e9);
            }
            last = now;
        }
        (pinned, jumps)
    };
    let (one, other) = thread::scope(|scope| {
        let other = scope.spawn(watch);
        let one = scope.spawn(watch);
        (one.join(), other.join())
    });
    match (one, other) {
        (Ok((true, mut jumps)), Ok((true, more))) => {
            jumps.extend(more);
            jumps.sort_by(f64::total_cmp);
            let middle = jumps.get(jumps.len() / 2);
            let middle = middle.ok_or("no switch was seen in time")?;
            Ok(Sample::of(Quantity::TIME, *middle))
        }
        _ => Err("not permitted here: threads cannot be pinned to one core".to_owned()),
    }
}
