//! What this machine tells about itself.

use std::fs::read_to_string;
use std::path::Path;
use std::thread::available_parallelism;

use interleave_report::{Cache, Machine, Version};

use crate::crew;

/// Threads that can run at once.
pub fn logical_cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}

/// Everything that a report says about where it was measured. Linux tells most; other systems the little that the
/// standard library knows.
pub fn describe() -> Machine {
    let cpu = read_to_string("/proc/cpuinfo").unwrap_or_default();
    let release = read_to_string("/etc/os-release").unwrap_or_default();
    Machine {
        cpu: field(&cpu, "model name").map(str::to_owned),
        logical_cores: u32::try_from(logical_cores()).unwrap_or(u32::MAX),
        physical_cores: physical_cores(&cpu),
        caches: caches(Path::new("/sys/devices/system/cpu/cpu0/cache")),
        memory_bytes: memory(),
        system: system_name(&release),
        kernel: line("/proc/sys/kernel/osrelease"),
        architecture: std::env::consts::ARCH.to_owned(),
        governor: line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        virtual_machine: field(&cpu, "flags")
            .map(|flags| flags.split_whitespace().any(|flag| flag == "hypervisor")),
        load: line("/proc/loadavg").and_then(|text| text.split(' ').next()?.parse().ok()),
        pinned: crew::can_pin(),
    }
}

/// What this program was built with and measures.
pub fn versions() -> Vec<Version> {
    let version = |(name, version): (&str, &str)| Version {
        name: name.to_owned(),
        version: version.to_owned(),
    };
    let own = ("interleave-bench", env!("CARGO_PKG_VERSION"));
    let others = env!("MEASURED_WITH").split(';');
    std::iter::once(own)
        .chain(others.filter_map(|one| one.split_once(' ')))
        .map(version)
        .collect()
}

/// `name : value` in a table of the kernel's.
fn field<'a>(table: &'a str, name: &str) -> Option<&'a str> {
    table.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim())
    })
}

fn line(path: &str) -> Option<String> {
    let text = read_to_string(path).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Cores, counting those that share a socket and a core id once.
fn physical_cores(cpuinfo: &str) -> Option<u32> {
    let mut cores: Vec<_> = cpuinfo
        .split("\n\n")
        .filter_map(|one| Some((field(one, "physical id")?, field(one, "core id")?)))
        .collect();
    cores.sort_unstable();
    cores.dedup();
    u32::try_from(cores.len()).ok().filter(|count| *count > 0)
}

fn caches(folder: &Path) -> Vec<Cache> {
    let cache = |index: u32| {
        let read = |name: &str| {
            let path = folder.join(format!("index{index}")).join(name);
            Some(read_to_string(path).ok()?.trim().to_owned())
        };
        Some(Cache {
            level: read("level")?.parse().ok()?,
            kind: read("type")?,
            bytes: bytes(&read("size")?)?,
            line_bytes: read("coherency_line_size")?.parse().ok()?,
        })
    };
    (0..).map_while(cache).collect()
}

/// `32K`, `8M`.
fn bytes(size: &str) -> Option<u64> {
    let digits = size.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match &size[digits.len()..] {
        "" => 1,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(factor)
}

fn memory() -> Option<u64> {
    let meminfo = read_to_string("/proc/meminfo").ok()?;
    let kib = field(&meminfo, "MemTotal")?.strip_suffix("kB")?.trim();
    kib.parse::<u64>().ok()?.checked_mul(1024)
}

fn system_name(release: &str) -> String {
    let pretty = release.lines().find_map(|line| {
        let name = line.strip_prefix("PRETTY_NAME=")?;
        Some(name.trim_matches('"').to_owned())
    });
    pretty.unwrap_or_else(|| std::env::consts::OS.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CPUINFO: &str = "processor\t: 0\nmodel name\t: Some CPU @ 3 GHz\nphysical id\t: 0\ncore id\t\t: 0\n\n\
                           processor\t: 1\nmodel name\t: Some CPU @ 3 GHz\nphysical id\t: 0\ncore id\t\t: 0\n\n\
                           processor\t: 2\nmodel name\t: Some CPU @ 3 GHz\nphysical id\t: 0\ncore id\t\t: 1\n";

    #[test]
    fn the_kernels_tables_are_read() {
        assert_eq!(field(CPUINFO, "model name"), Some("Some CPU @ 3 GHz"));
        assert_eq!(physical_cores(CPUINFO), Some(2));
        assert_eq!(physical_cores(""), None);
        assert_eq!(bytes("480M"), Some(480 << 20));
        assert_eq!(bytes("many"), None);
        let release = "NAME=x\nPRETTY_NAME=\"Some System 13\"\n";
        assert_eq!(system_name(release), "Some System 13");
    }

    #[test]
    fn this_machine_has_a_core_and_versions() {
        assert!(describe().logical_cores >= 1);
        assert!(versions().iter().any(|version| version.name == "tokio"));
    }
}
