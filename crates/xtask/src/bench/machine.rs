//! What a run was made on: figures mean nothing without it.

use std::time::{SystemTime, UNIX_EPOCH};

use super::build;
use crate::shell::{self, Result};
use crate::workspace::{self, Workspace};

/// Lines that name the machine, the day and the versions of everything that takes part.
pub fn description(workspace: &Workspace) -> Result<Vec<String>> {
    let ask = |program: &str, word: &str| shell::answer(workspace.command(program).arg(word));
    let mut lines = vec![
        format!("date: {}", today()),
        format!(
            "processor: {}",
            processor().unwrap_or_else(|| "unknown".to_owned())
        ),
        format!(
            "system: {}",
            system().unwrap_or_else(|| std::env::consts::OS.to_owned())
        ),
    ];
    let commit = shell::answer(
        workspace
            .command("git")
            .args(["describe", "--always", "--dirty"]),
    );
    lines.extend(commit.map(|commit| format!("commit: {commit}")));
    let tools = [
        ("rustc", "--version"),
        ("node", "--version"),
        ("python3", "--version"),
    ];
    lines.extend(tools.iter().map(|(tool, word)| match ask(tool, word) {
        Some(version) => format!(
            "{tool}: {}",
            version.trim_start_matches(&format!("{tool} "))
        ),
        None => format!("{tool}: not there"),
    }));
    lines.extend(ask("spin", "-V"));
    let manifest = workspace.root().join(build::PEERS_MANIFEST);
    let lock = std::fs::read_to_string(manifest.with_file_name("Cargo.lock"))?;
    for (peer, package) in [
        ("boa", "boa_engine"),
        ("Luau", "luau0-src"),
        ("nexosim", "nexosim"),
        ("stateright", "stateright"),
        ("loom", "loom"),
        ("shuttle", "shuttle"),
    ] {
        let version =
            workspace::locked_version(&lock, package)?.unwrap_or_else(|| "unknown".to_owned());
        lines.push(format!("{peer}: {package} {version}"));
    }
    let requirements =
        std::fs::read_to_string(manifest.with_file_name("python").join("requirements.txt"))?;
    lines.extend(requirements.lines().map(|line| format!("SimPy: {line}")));
    Ok(lines)
}

/// How many programs wanted a processor in the last minute, where the system says so.
pub fn load() -> Option<String> {
    let loads = std::fs::read_to_string("/proc/loadavg").ok()?;
    loads.split(' ').next().map(str::to_owned)
}

fn processor() -> Option<String> {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let of = |key: &str| {
        let line = cpus.lines().find(|line| line.starts_with(key))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().ok()?;
    Some(format!(
        "{}, family {} model {}, {cores} logical cores",
        of("model name")?,
        of("cpu family")?,
        of("model\t")?
    ))
}

fn system() -> Option<String> {
    let release = std::fs::read_to_string("/etc/os-release").ok()?;
    let name = release
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(name.trim_matches('"').to_owned())
}

fn today() -> String {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let (year, month, day) = civil(since.as_secs() / 86_400);
    format!("{year}-{month:02}-{day:02}")
}

/// The date so many days after 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era_day = shifted % 146_097;
    let era_year = (era_day - era_day / 1460 + era_day / 36_524 - era_day / 146_096) / 365;
    let year_day = era_day - (365 * era_year + era_year / 4 - era_year / 100);
    let shifted_month = (5 * year_day + 2) / 153;
    let day = year_day - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (
        shifted / 146_097 * 400 + era_year + u64::from(month <= 2),
        month,
        day,
    )
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_are_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(19_722), (2023, 12, 31));
    }
}
