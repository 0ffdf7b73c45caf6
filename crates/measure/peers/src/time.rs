//! `peers time SECONDS COMMAND …`: what a command takes of a processor and of memory, whatever it is.

use std::os::unix::process::ExitStatusExt;
use std::process::Command;

use nix::sys::resource::{UsageWho, getrusage};

use crate::Failure;

/// Ends what wants more time than it was given, and becomes the command.
const LIMITED: &str = "ulimit -t \"$1\"; shift; exec \"$@\"";

/// Lets a command go on for so many seconds of a processor, and prints what it took behind what it prints itself: `ns`
/// of a processor, `bytes` of memory at most, and `signal` if one ended it.
pub fn time(words: &[&str]) -> Result<(), Failure> {
    let status = Command::new("sh")
        .args(["-c", LIMITED, "sh"])
        .args(words)
        .status()?;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let us = |time: nix::sys::time::TimeVal| time.tv_sec() * 1_000_000 + time.tv_usec();
    println!(
        "ns {}",
        (us(usage.user_time()) + us(usage.system_time())) * 1000
    );
    println!("bytes {}", usage.max_rss() * 1024);
    if let Some(signal) = status.signal() {
        println!("signal {signal}");
    }
    Ok(())
}
