//! The `interleave` command.

mod run;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Run concurrent programs on a simulated machine.
#[derive(Parser)]
#[command(name = "interleave", version, about)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Run a program: its output on stdout; exit 0 finished, 1 uncaught exception, 2 source not accepted, 3 deadlock
    /// (explained on stderr), 4 a limit was reached
    Run(run::Arguments),
}

fn main() -> ExitCode {
    match Cli::parse().verb {
        Verb::Run(arguments) => run::run(&arguments),
    }
}
