//! What the system tells about this process.

/// The resident memory, in KiB: `VmRSS` of Linux's `/proc/self/status`.
pub fn resident_kib() -> Option<u64> {
    status_kib("VmRSS:")
}

/// The most resident memory that there ever was, in KiB: `VmHWM` there.
pub fn peak_kib() -> Option<u64> {
    status_kib("VmHWM:")
}

fn status_kib(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Context switches of every thread that this process has or had, voluntary or not. `/proc` tells them only of
/// threads that still live, `getrusage` of all.
#[cfg(unix)]
pub fn context_switches() -> Option<u64> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_SELF).ok()?;
    let all = usage.voluntary_context_switches() + usage.involuntary_context_switches();
    u64::try_from(all).ok()
}

/// Context switches of this process: not told here.
#[cfg(not(unix))]
pub fn context_switches() -> Option<u64> {
    None
}
