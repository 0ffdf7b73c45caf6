//! `peers EXPERIMENT SIZE`: does what an experiment of `measure` does by others' means, and prints the same lines.
//! `peers check SUBJECT …` goes through schedules by others' means, `peers time SECONDS COMMAND …` measures any command.

mod clock;
mod count;
mod random;
mod schedules;
mod simulation;
#[cfg(unix)]
mod time;

use std::process::ExitCode;

/// Whatever goes wrong here is told and ends the measurement.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("peers: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        #[cfg(unix)]
        ["time", command @ ..] => return time::time(command),
        ["check", subject @ ..] => return schedules::check(subject),
        _ => {}
    }
    let [experiment, size] = words.as_slice() else {
        return Err("expected: peers EXPERIMENT SIZE".into());
    };
    let size: u64 = size.parse()?;
    match *experiment {
        "boa-count" => {
            let mut engine = count::boa()?;
            timed(|| count::in_boa(&mut engine, size))
        }
        "luau-count" => {
            let (_lua, function) = count::luau()?;
            timed(|| Ok(function.call(size)?))
        }
        "nexosim-queue" => {
            let mut simulation = simulation::queue(size / 2)?;
            timed(|| simulation::run(&mut simulation))
        }
        "nexosim-ring" => {
            let mut simulation = simulation::ring(1000, size / 1000)?;
            timed(|| simulation::run(&mut simulation))
        }
        other => Err(format!("no experiment is called `{other}`").into()),
    }
}

/// Does something that gives its own amount, and prints the two.
fn timed(work: impl FnOnce() -> Result<u64, Failure>) -> Result<(), Failure> {
    let start = clock::now();
    let amount = work()?;
    println!("ns {}", (clock::now() - start).as_nanos());
    println!("amount {amount}");
    Ok(())
}
