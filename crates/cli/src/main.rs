//! The `interleave` command.

mod check;
mod lessons;
mod metrics;
mod program;
mod render;
mod run;
mod write;

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
    /// Try every schedule of a program: what can come of it, and what can go wrong; exit 0 nothing can go wrong, 1
    /// something can (with the shortest schedule), 2 source not accepted, 4 not all schedules could be tried
    Check(check::Arguments),
    /// Draw one moment of a run as an SVG file: its timeline, philosophers' table, event loop or message queue; or the run
    /// up to it as a Mermaid sequence diagram
    Render(render::Arguments),
    /// List the lessons; any command takes one as `lesson:NAME` in the place of a file
    Lessons(lessons::Arguments),
    /// List what programs may use, as the text of docs/python.md
    Supported,
}

fn main() -> ExitCode {
    match Cli::parse().verb {
        Verb::Run(arguments) => run::run(&arguments),
        Verb::Supported => {
            print!(
                "{}",
                interleave_playground::supported::Listing::new().markdown()
            );
            ExitCode::SUCCESS
        }
        Verb::Check(arguments) => check::check(&arguments),
        Verb::Render(arguments) => render::render(&arguments),
        Verb::Lessons(arguments) => lessons::lessons(&arguments),
    }
}
