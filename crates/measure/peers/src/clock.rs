//! The clock that everything is measured by.

use std::time::Duration;

/// Time that this process has had a processor: others that want one too disturb it less than they do the time of day.
#[cfg(unix)]
pub fn now() -> Duration {
    let now = nix::time::ClockId::CLOCK_PROCESS_CPUTIME_ID.now();
    now.map(Duration::from).unwrap_or_default()
}

/// Time since the process began.
#[cfg(not(unix))]
pub fn now() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}
