//! `interleave-bench list`

use std::process::ExitCode;

use crate::catalogue;

/// Lists every experiment.
pub fn list() -> Result<ExitCode, String> {
    for experiment in catalogue::all() {
        println!("{}  (lesson {})", experiment.name(), experiment.lesson());
        println!("    {}", experiment.shows());
    }
    Ok(ExitCode::SUCCESS)
}
