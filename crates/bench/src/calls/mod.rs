//! What one may ask of the command: one verb a file.

pub mod compare;
pub mod list;
pub mod predict;
pub mod run;

use clap::{Parser, Subcommand};

use crate::experiments::waiting;
use crate::partner;

/// The call is wrong (as clap has it), or a file is.
pub const NOT_ACCEPTED: u8 = 2;
/// The run was interrupted: what shells report for Ctrl-C.
pub const INTERRUPTED: u8 = 130;

/// Measures concurrency on the cores of this machine.
#[derive(Parser)]
#[command(name = "interleave-bench", version, about)]
pub struct Cli {
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Every experiment: its name, its lesson, and what it shows
    List,
    /// Measure experiments, all of them if none is named; Ctrl-C ends early and keeps what was measured
    Run(run::Arguments),
    /// What two reports have both measured, side by side
    Compare(compare::Arguments),
    /// What the simulation says about the same questions, calibrated from the report's experiment `costs`
    Predict(predict::Arguments),
    /// One sample of many waits, in a process of its own
    #[command(hide = true)]
    Wait(waiting::Arguments),
    /// The other process of the process switch
    #[command(hide = true)]
    Partner(partner::Arguments),
}
