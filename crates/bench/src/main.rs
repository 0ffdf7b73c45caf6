//! `interleave-bench`: the lessons' questions put to real cores, beside what the simulation predicts.

mod calls;
mod catalogue;
mod crew;
mod document;
mod experiment;
mod experiments;
mod machine;
mod measure;
mod partner;
mod predict;
mod process;
mod report_file;
mod stop;
mod table;

use std::process::ExitCode;

use clap::Parser;

use calls::{Cli, Verb};

fn main() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::List => calls::list::list(),
        Verb::Run(arguments) => calls::run::run(&arguments),
        Verb::Compare(arguments) => calls::compare::compare(&arguments),
        Verb::Predict(arguments) => calls::predict::predict(&arguments),
        Verb::Wait(arguments) => experiments::waiting::answer(&arguments),
        Verb::Partner(arguments) => partner::answer(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(message) => {
            eprintln!("interleave-bench: {message}");
            ExitCode::from(calls::NOT_ACCEPTED)
        }
    }
}
