//! `measure EXPERIMENT SIZE`: does an experiment once and prints what `cargo xtask bench` reads: a name and a number a line.

mod clock;

use std::hint::black_box;
use std::process::ExitCode;

use interleave_measure::bare::machine::{COUNT, Machine};
use interleave_measure::bare::{heap, states};
use interleave_measure::{frames, jumps, programs, steps};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match measure(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("measure: {message}");
            ExitCode::FAILURE
        }
    }
}

fn measure(words: &[&str]) -> Result<(), String> {
    let [experiment, size, rest @ ..] = words else {
        return Err(
            "expected: measure EXPERIMENT SIZE [traced], or: measure jumps SIZE [PROGRAM]"
                .to_owned(),
        );
    };
    let size: u64 = size.parse().map_err(|_| format!("`{size}` is no size"))?;
    match *experiment {
        "bare-count" => timed(|| Ok(Machine::new(black_box(size as i64)).run(COUNT) as u64)),
        "bare-queue" => timed(|| Ok(heap::queue(black_box(size / 2)))),
        "bare-ring" => timed(|| Ok(heap::ring(1000, black_box(size / 1000)))),
        "clone-and-step" => timed(|| {
            states::clone_and_step(size);
            Ok(size)
        }),
        "insert" => timed(|| {
            black_box(states::insert(size));
            Ok(size)
        }),
        "fork" => {
            let prepared = steps::Prepared::new()?;
            // Once through all the worlds, so that the caches are as in the middle of a search.
            black_box(prepared.run(1000));
            timed(|| {
                black_box(prepared.run(size));
                Ok(size)
            })
        }
        "frames" => frame(size),
        "jumps" => jump(rest.first().copied().unwrap_or("workshop"), size),
        program => {
            let mut prepared =
                programs::Prepared::new(program, size as i64, rest.contains(&"traced"))?;
            timed(|| prepared.run())?;
            println!("events {}", prepared.events());
            Ok(())
        }
    }
}

/// Does something that gives its own amount, and prints the two.
fn timed(work: impl FnOnce() -> Result<u64, String>) -> Result<(), String> {
    let start = clock::now();
    let amount = work()?;
    println!("ns {}", (clock::now() - start).as_nanos());
    println!("amount {amount}");
    Ok(())
}

/// Lays out frames of a timeline of so many spans.
fn frame(spans: u64) -> Result<(), String> {
    const FRAMES: u64 = 200;
    let mut prepared = frames::Prepared::new(spans);
    timed(|| {
        black_box(prepared.run(FRAMES));
        Ok(FRAMES)
    })
}

/// Jumps through a recording of so many events of a program.
fn jump(program: &str, events: u64) -> Result<(), String> {
    const JUMPS: usize = 400;
    let events = u32::try_from(events).map_err(|_| "too many events")?;
    let mut prepared = jumps::Prepared::new(program, events)?;
    let mut times = Vec::with_capacity(JUMPS);
    for _ in 0..JUMPS {
        let start = clock::now();
        black_box(prepared.jump());
        times.push((clock::now() - start).as_nanos());
    }
    times.sort_unstable();
    let [bytes, tables, events] = prepared.sizes();
    println!(
        "amount 1\nmedian {}\nworst {}",
        times[JUMPS / 2],
        times[JUMPS - 1]
    );
    println!(
        "events {events}\nbytes {bytes}\nwith_tables {}",
        bytes + tables
    );
    Ok(())
}
